"""Event coreference on ECB+ (gold mentions): the matching of the record, told no more than words, beside same-lemma.

The corpus says neither day nor place nor party of its mentions, so the record compares what is left: which word names the
event (as what was done: a verb and its noun are one), the words around it, and what the reports are about. No number is fitted
to the corpus. A topic of ECB+ holds two stories of one kind; "within topic" is within a story, as in the published baselines,
"across topics" everything at once.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

import lemminflect

from evals.bench import Outcome, Score, corpus, digest
from evals.coref import MEASURES, conll
from sayso.record.cluster import cluster
from sayso.record.mentions import DEEP, WIDE, Mention, telling, tokens
from sayso.types import Claim, Statement, Voice

DAY = date(2000, 1, 1)
LITTLE = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "on",
        "at",
        "to",
        "by",
        "for",
        "from",
        "with",
        "up",
        "out",
        "off",
        "over",
        "into",
        "his",
        "her",
        "its",
        "their",
        "as",
        "and",
    ]
)


@dataclass(frozen=True)
class Gold:
    """One mention: the document and sentence it stands in, its words, and its chain."""

    at: int
    doc: str
    sentence: int
    first: int
    words: str
    chain: str

    @property
    def topic(self) -> str:
        """The story its document tells: one of the two of its topic."""
        number, _, name = self.doc.partition("_")
        return number + ("plus" if name.endswith("ecbplus") else "")


def load(split: str) -> tuple[list[Gold], dict[tuple[str, int], list[str]]]:
    """The gold mentions of a split, and the words of each sentence of each document."""
    sentences: dict[tuple[str, int], list[str]] = defaultdict(list)
    for line in corpus("ecbplus", f"ECB_{split}_corpus.txt").read_text("utf-8").splitlines():
        parts = line.split("\t")
        if len(parts) >= 4:
            sentences[parts[0], int(parts[1])].append(parts[3])
    rows = json.loads(corpus("ecbplus", f"ECB_{split}_Event_gold_mentions.json").read_text("utf-8"))
    gold = [
        Gold(at, row["doc_id"], row["sent_id"], min(row["tokens_number"]), row["tokens_str"], row["coref_chain"])
        for at, row in enumerate(rows)
    ]
    return gold, sentences


@cache
def lemma(words: str) -> str:
    """The lemma of the word that names an event: of several, the last that is no little word, or the verb of a phrasal verb."""
    parts = [part for part in words.casefold().split() if part.isalnum()] or [words.casefold()]
    telling_parts = [part for part in parts if part not in LITTLE] or parts
    head = telling_parts[-1]
    found = lemminflect.getAllLemmas(head)
    for kind in ("VERB", "NOUN", "ADJ"):
        if found.get(kind):
            return str(found[kind][0])
    return head


SUFFIXES = (
    "ification", "isation", "ization", "ations", "ation", "ment", "ition", "sion", "tion", "ance", "ence", "ings", "ing", "ion",
    "ure", "ee", "er", "or", "al", "ery", "ify", "ise", "ize", "ate", "ed", "e", "y",
)  # fmt: skip
"""Endings that make a noun of a verb or the other way round, longest first."""

ODD = {
    "death": "die", "dead": "die", "deadly": "die", "shot": "shoot", "sale": "sell", "loss": "lose", "choice": "choose", "birth": "bear",
    "speech": "speak", "gift": "give", "growth": "grow", "proof": "prove", "belief": "believe", "injury": "injure", "success": "succeed",
    "thought": "think", "flight": "fly", "decision": "decide", "explosion": "explode", "invasion": "invade", "entry": "enter",
    "theft": "steal", "response": "respond", "defence": "defend", "defense": "defend", "pursuit": "pursue", "complaint": "complain",
    "acquisition": "acquire", "purchase": "buy", "quake": "earthquake", "collision": "collide", "permission": "permit",
    "destruction": "destroy", "description": "describe", "suspicion": "suspect", "seizure": "seize", "warmth": "warm",
}  # fmt: skip
"""Nouns that no ending leads to their verb, from a grammar of English."""


@cache
def family(words: str) -> str:
    """What was done, whichever part of speech says so: the same for "nominate", "nomination" and "nominee"."""
    here = ODD.get(lemma(words), lemma(words))
    for ending in SUFFIXES:
        if here.endswith(ending) and len(here) - len(ending) >= 4:
            return here.removesuffix(ending)
    return here


def mentions(gold: Sequence[Gold], sentences: Mapping[tuple[str, int], list[str]]) -> list[Mention]:
    """The gold mentions as the record's matching sees mentions."""
    texts: dict[str, list[str]] = defaultdict(list)
    places: dict[tuple[str, int], int] = {}
    for (doc, number), words in sorted(sentences.items()):
        places[doc, number] = len(" ".join(texts[doc])) + bool(texts[doc])
        texts[doc].append(" ".join(words))
    pages = {doc: Counter(tokens(" ".join(parts))) for doc, parts in texts.items()}
    spread = Counter(word for bag in pages.values() for word in bag)
    stories = {doc: telling(bag, spread, len(pages), WIDE) for doc, bag in pages.items()}
    bags = [Counter(tokens(" ".join(sentences[one.doc, one.sentence]))) for one in gold]
    said = Counter(word for bag in bags for word in bag)
    found = []
    for one, bag in zip(gold, bags, strict=True):
        quote = " ".join(sentences[one.doc, one.sentence])
        start = places[one.doc, one.sentence]
        statement = Statement(
            str(one.at),
            one.doc,
            start,
            start + len(quote),
            quote,
            Voice(one.doc, "outlet"),
            "reports",
            3,
            Claim("ASSAULT", family(one.words)),
        )
        found.append(
            Mention(
                at=one.at, statement=statement, realm=("happened", "ASSAULT"), published=DAY.toordinal(),
                days=None, place=None, target=None, actor=None, figures={}, words=telling(bag, said, len(bags), DEEP),
                story=stories[one.doc], copy=one.doc,
            )
        )  # fmt: skip
    return found


def ours(gold: Sequence[Gold], found: Sequence[Mention], apart: bool) -> list[list[Hashable]]:
    """The record's clusters, of each topic by itself if ``apart``."""
    clusters: list[list[Hashable]] = []
    for topic in sorted({one.topic for one in gold}) if apart else [None]:
        here = [mention for one, mention in zip(gold, found, strict=True) if topic in (None, one.topic)]
        clusters += [[member.at for member in group.members] for group in cluster(here)]
    return clusters


def by_lemma(gold: Sequence[Gold], apart: bool) -> list[list[Hashable]]:
    """The baseline: what is named by one lemma is one event."""
    found: dict[tuple[str, str], list[Hashable]] = defaultdict(list)
    for one in gold:
        found[one.topic if apart else "", lemma(one.words)].append(one.at)
    return list(found.values())


def run(split: str = "Dev") -> Outcome:
    """CoNLL F1 within topics and across them."""
    gold, sentences = load(split)
    chains: dict[str, list[Hashable]] = defaultdict(list)
    for one in gold:
        chains[one.chain].append(one.at)
    right = list(chains.values())
    found = mentions(gold, sentences)
    scores = []
    for name, apart in (("within topic", True), ("across topics", False)):
        clusters, baseline = ours(gold, found, apart), by_lemma(gold, apart)
        scores.append(
            Score("ecbplus", f"{name} CoNLL F1", conll(right, clusters), len(gold), {"same lemma": conll(right, baseline)})
        )
        for measure, of in MEASURES.items():
            scores.append(
                Score(
                    "ecbplus", f"{name} {measure} F1", of(right, clusters).f1, len(gold), {"same lemma": of(right, baseline).f1}
                )
            )
    files = [corpus("ecbplus", f"ECB_{split}_{what}") for what in ("corpus.txt", "Event_gold_mentions.json")]
    return Outcome("ecbplus", digest(files), tuple(scores))
