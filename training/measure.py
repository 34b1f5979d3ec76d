"""Scores of the shipped engine on held-out treebank text, from raw text and with sentences given."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import treebanks
from spacy.tokens import Doc

from sayso.coding.engine import Embedded, load_engine
from sayso.coding.sentences import START, sentence_marks

RELATIONS = (
    "nsubj", "nsubj:pass", "obj", "obl", "obl:agent", "ccomp", "xcomp", "nmod", "nmod:poss", "compound",
    "amod", "acl:relcl", "acl", "advcl", "appos", "conj", "cop", "parataxis", "flat",
)  # fmt: skip

Span = tuple[int, int]
Word = dict[str, Any]
Tally = dict[str, Counter[str]]


def scores(path: Path) -> dict[str, float]:
    """Scores on the documents of `path`, in percent.

    ``given_*`` had the gold sentence starts, ``capitals_*`` had them and the text in capitals.
    """
    engine = load_engine()
    assert isinstance(engine, Embedded)
    documents = treebanks.load(path)
    texts = [treebanks.raw_text(document) for document in documents]
    tally: Tally = {}
    for document, (text, spans), doc in zip(documents, texts, engine.parse_many(t for t, _ in texts), strict=True):
        gold = gold_words(document, spans)
        compare(tally, gold, parsed_words(doc))
        starts = {sentence[0][0] for sentence in spans} - {0}
        count(tally, "sentences", starts, {sentence[0].idx for sentence in printed(doc)} - {0})
        count(
            tally,
            "sentences_by_rule",
            starts,
            {at for at, mark in sentence_marks(text).items() if mark == START} - {0},
        )
    for document, (_, spans), doc in zip(documents, texts, given_sentences(engine, documents, texts), strict=True):
        compare(tally, gold_words(document, spans), parsed_words(doc), "given_", only=("uas", "las"))
    for document, (text, spans) in zip(documents, texts, strict=True):
        if len(text.upper()) == len(text):
            doc = next(given_sentences(engine, [document], [(text.upper(), spans)]))
            compare(tally, gold_words(document, spans), parsed_words(doc), "capitals_", only=("uas", "las"))
    return {name: f_score(counts) for name, counts in tally.items()}


def printed(doc: Doc) -> Iterator[list[Any]]:
    """The sentences of `doc` as lists of their tokens that are not white space."""
    for sentence in doc.sents:
        if tokens := [token for token in sentence if not token.is_space]:
            yield tokens


def gold_words(document: treebanks.Document, spans: list[list[Span]]) -> dict[Span, Word]:
    """Every word of the treebank by its span; heads are spans too."""
    return {
        span: {
            "head": here[sentence["heads"][index]],
            "dep": sentence["deps"][index],
            "upos": sentence["pos"][index],
            "xpos": sentence["tags"][index],
            "lemma": sentence["lemmas"][index],
        }
        for sentence, here in zip(document["sentences"], spans, strict=True)
        for index, span in enumerate(here)
    }


def parsed_words(doc: Doc) -> dict[Span, Word]:
    """Every token of `doc` that is not white space, by its span."""
    return {
        (token.idx, token.idx + len(token)): {
            "head": (token.head.idx, token.head.idx + len(token.head)),
            "dep": token.dep_,
            "upos": token.pos_,
            "xpos": token.tag_,
            "lemma": token.lemma_,
        }
        for token in doc
        if not token.is_space
    }


def compare(
    tally: Tally,
    gold: dict[Span, Word],
    found: dict[Span, Word],
    prefix: str = "",
    only: tuple[str, ...] = (),
) -> None:
    """Count what the two analyses of one text agree on."""
    views = {
        "tokens": lambda span, word: span,
        "upos": lambda span, word: (span, word["upos"]),
        "xpos": lambda span, word: (span, word["xpos"]),
        "uas": lambda span, word: (span, word["head"]),
        "las": lambda span, word: (span, word["head"], word["dep"]),
        "lemma": lambda span, word: (span, word["lemma"].lower()),
    }
    for name, view in views.items():
        if not only or name in only:
            both = [{view(span, word) for span, word in words.items()} for words in (gold, found)]
            count(tally, prefix + name, *both)
            if name in ("uas", "las"):
                bare = [{view(span, word) for span, word in words.items() if word["dep"] != "punct"} for words in (gold, found)]
                count(tally, f"{prefix}{name}_no_punct", *bare)
    if not only:
        verbs = {span for span, word in gold.items() if word["upos"] == "VERB"} & found.keys()
        count(
            tally, "verb_lemma",
            {(span, gold[span]["lemma"].lower()) for span in verbs},
            {(span, found[span]["lemma"].lower()) for span in verbs},
        )  # fmt: skip
        for relation in RELATIONS:
            arcs = [{(s, w["head"]) for s, w in words.items() if w["dep"] == relation} for words in (gold, found)]
            count(tally, relation, *arcs)


def count(tally: Tally, name: str, gold: set[Any], found: set[Any]) -> None:
    """Add true positives, gold and found items under `name`."""
    tally.setdefault(name, Counter()).update(both=len(gold & found), gold=len(gold), found=len(found))


def f_score(counts: Counter[str]) -> float:
    """F1 in percent; 0 where nothing was there to find."""
    total = counts["gold"] + counts["found"]
    return round(200 * counts["both"] / total, 2) if total else 0.0


def given_sentences(
    engine: Embedded, documents: list[treebanks.Document], texts: list[tuple[str, list[list[Span]]]]
) -> Iterator[Doc]:
    """The same texts parsed with the treebank's own sentence starts."""
    for _, (text, spans) in zip(documents, texts, strict=True):
        yield engine.read(text, {sentence[0][0]: START for sentence in spans})


def words_per_second(path: Path, rounds: int = 3) -> float:
    """Words per CPU second of one core, from raw text to parse and lemmas; the best of `rounds`."""
    engine = load_engine()
    texts = [treebanks.raw_text(document)[0] for document in treebanks.load(path)]
    best = 0.0
    for _ in range(rounds):
        begin = time.process_time()
        words = sum(len(doc) for doc in engine.parse_many(texts))
        best = max(best, words / (time.process_time() - begin))
    return round(best)
