"""Figures of a sentence: killed, injured, missing, captured, rockets fired, attacks made, with bounds as said.

Kinds: ``killed``, ``injured``, ``casualties`` (dead and wounded together), ``shot`` (hit by gunfire,
outcome not said), ``missing``, ``captured`` (also detained), ``displaced``, ``munitions`` (fired or
landed), ``intercepted``, ``seized`` and ``weapons`` (delivered, in items), ``troops``, ``attacks``.
"no casualties" gives nought killed and nought injured. One named or single person counts as one;
plurals without a number ("killed civilians") give no figure.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sayso.coding.figure_neighbours import by_neighbours, right_neighbour
from sayso.coding.figure_parse import PERSONS, Reading, by_parse
from sayso.coding.figure_phrases import Phrase, counted_phrases, means_person, single
from sayso.coding.figure_roles import reading_of
from sayso.coding.figure_tolls import find_tolls, revised_from, risen
from sayso.coding.figure_words import between, figure_words, lemma, table

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token


@dataclass(frozen=True, slots=True)
class Tally:
    """One figure where it stands: inclusive bounds (None is open), and ``doc.text[start:end] == said``.

    `head` is the token of those counted (of the number, if no noun follows), `noun` its characters,
    None if not said: whose they are can be read from it. `cue` is the token of the verb or noun that
    says what happened. `was` are the bounds that this figure replaces. `part` is True for a share of
    another figure of the sentence ("including two children"), not to be added to it.
    """

    kind: str
    low: int | None
    high: int | None
    said: str
    start: int
    end: int
    cue: int
    head: int
    noun: tuple[int, int] | None = None
    was: tuple[int | None, int | None] | None = None
    part: bool = False


def find_figures(text: Span | Doc) -> dict[str, list[Tally]]:
    """The figures of a sentence, or of every sentence of a ``Doc``, by kind and in text order."""
    from spacy.tokens import Doc

    sentences: Iterable[Span] = text.sents if isinstance(text, Doc) else [text]
    out: dict[str, list[Tally]] = {}
    for sent in sentences:
        for tally in sentence_figures(sent):
            out.setdefault(tally.kind, []).append(tally)
    return out


def sentence_figures(sent: Span) -> list[Tally]:
    """The figures of one sentence, in text order."""
    phrases = counted_phrases(sent)
    found = counted(sent, phrases)
    shares = sorted((tally for tally in found if tally.part), key=lambda tally: tally.head)
    found.extend(singles(sent, phrases, shares))
    found.extend(noughts(sent))
    found = one_subject(sent, found)
    unique = {(tally.kind, tally.start, tally.end): tally for tally in reversed(found)}
    return sorted(unique.values(), key=lambda tally: (tally.start, tally.kind))


def counted(sent: Span, phrases: list[Phrase]) -> list[Tally]:
    """The figures that a number gives."""
    tolls = find_tolls(sent, phrases)
    out: list[Tally] = []
    last: tuple[Phrase, Reading, bool] | None = None
    replaced: Phrase | None = None
    for at, phrase in enumerate(phrases):
        if phrase is replaced:
            continue
        reading, part = Reading(*tolls[at]) if at in tolls else reading_of(phrase, sent), False
        if at not in tolls:
            reading, part = shared(phrase, reading, last, sent)
        if reading is None:
            continue
        was = None
        if rise := risen(sent, phrase):
            phrase, was = rise[0], (rise[1], rise[1])
        elif replaced := revised_from(sent, phrases, at):
            was = (replaced.low, replaced.high)
        out.extend(tallies(sent, phrase, reading, part, was))
        last = phrase, reading, part
    return out


def one_subject(sent: Span, found: list[Tally]) -> list[Tally]:
    """`found` without false subjects: a dateline can parse as a second subject, and the one nearer to the verb is true."""
    doc = sent.doc
    nearest: dict[tuple[int, str], Token] = {}
    for tally in found:
        head = doc[tally.head]
        key = (head.head.i, head.dep_)
        if head.i < head.head.i and (key not in nearest or nearest[key].i < head.i):
            nearest[key] = head
    kept: list[Tally] = []
    for tally in found:
        head = doc[tally.head]
        rival = nearest.get((head.head.i, head.dep_), head)
        subject = head.dep_.startswith("nsubj") and tally.noun is not None
        if not subject or rival.i <= head.i or listed(head, rival):
            kept.append(tally)
    return kept


def listed(head: Token, rival: Token) -> bool:
    """Are these two subjects both true: a list, and not a dateline before the subject?"""
    return head.pos_ != "PROPN" or any(token.dep_ == "cc" for token in head.doc[head.i : rival.i])


LINKS: Final = frozenset({"and", ",", "or", "plus", "as", "well", "along", "with", "also", "&"})
PARTS: Final = frozenset({"including", "notably", "among", "includes", "included"})


def shared(
    phrase: Phrase, reading: Reading | None, last: tuple[Phrase, Reading, bool] | None, sent: Span
) -> tuple[Reading | None, bool]:
    """The reading of a phrase beside the one before it: a part of it ("including two children") or more of the same."""
    share = reading is not None and lemma(reading.cue) in figure_words()["members"]
    if last is None:
        return reading, share
    gap = sent.doc[last_index(last[0], sent) + 1 : phrase.first]
    words = [token.lower_ for token in gap]
    if len(gap) <= 4 and PARTS & set(words):
        return last[1], True
    if phrase.of_them and len(gap) <= 6:
        own = by_neighbours(phrase, sent)
        return (own, own.kind == last[1].kind) if own else (last[1], True)
    if phrase.head.dep_ == "appos" and phrase.head.head.i == last[0].head.i and reading is None:
        return last[1], True
    if reading is None and phrase.noun and words and set(words) <= LINKS and last[1].kind in PERSONS:
        if lemma(phrase.head) in figure_words()["persons"] | figure_words()["troops"]:
            return last[1], last[2]
    if reading is not None and reading.kind == "munitions" and reading.cue.i == phrase.head.i and set(words) <= LINKS:
        if last[1].kind in ("seized", "intercepted", "weapons"):
            return last[1], False
    return reading, share


def last_index(phrase: Phrase, sent: Span) -> int:
    span = sent.doc.char_span(phrase.start, phrase.end, alignment_mode="expand")
    return span.end - 1 if span is not None else phrase.head.i


def tallies(
    sent: Span, phrase: Phrase, reading: Reading, part: bool, was: tuple[int | None, int | None] | None
) -> Iterator[Tally]:
    """The figures of one phrase: "no casualties" is nought killed and nought injured; "no other casualties" counts nobody."""
    nought = phrase.low == phrase.high == 0
    if nought and any(token.lower_ in BESIDES for token in phrase.head.children):
        return
    kinds = ("killed", "injured") if nought and reading.kind == "casualties" else (reading.kind,)
    said = between(sent, phrase.start, phrase.end)
    noun = (phrase.head.idx, phrase.head.idx + len(phrase.head.text)) if phrase.noun else None
    for kind in kinds:
        yield Tally(
            kind, phrase.low, phrase.high, said, phrase.start, phrase.end,
            reading.cue.i, phrase.head.i, noun, was, part,
        )  # fmt: skip


BESIDES: Final = frozenset({"other", "others", "further", "more", "additional", "new", "immediate", "else"})
"""With these "no" says that nobody was harmed besides, or that nothing is known yet."""
NEGATIONS: Final = frozenset({"not", "n't", "n’t", "never"})
ANYONE: Final = frozenset({"anyone", "anybody", "any"})
OPEN_VERBS: Final = frozenset({"capture", "hurt"})
"""Verbs whose object may be a place or a thing: one person only where the noun says so."""


HELD: Final = ("captured", "missing", "displaced")


def singles(sent: Span, phrases: list[Phrase], shares: list[Tally]) -> Iterator[Tally]:
    """One person each: "a contractor was killed", "killed the commander", a name."""
    counted_tokens = {at for phrase in phrases for at in range(phrase.first, last_index(phrase, sent) + 1)}
    for token in sent:
        if token.i in counted_tokens or token.dep_ in ("compound", "flat", "det", "amod", "case", "nummod", "ROOT"):
            continue
        phrase = single(token)
        if phrase is None or any(child.dep_ == "nummod" for child in token.children):
            continue
        reading = by_parse(token, phrase.first) or headline(token, phrase, sent)
        if reading is None or reading.kind not in PERSONS or negated(reading.cue):
            continue
        doubtful = lemma(reading.cue) in OPEN_VERBS or (reading.kind in HELD and token.text[0].islower())
        if doubtful and not means_person(token):
            continue
        earlier = bisect_left(shares, phrase.first, key=lambda share: share.head)
        part = earlier > 0 and beside(sent, shares[earlier - 1], phrase)
        yield from tallies(sent, phrase, reading, part, None)


def beside(sent: Span, share: Tally, phrase: Phrase) -> bool:
    """Does `phrase` go on a list of shares ("two soldiers and a police officer")?"""
    between = sent.doc[share.head + 1 : phrase.first]
    return 0 < len(between) <= 3 and {token.lower_ for token in between} <= LINKS


def headline(token: Token, phrase: Phrase, sent: Span) -> Reading | None:
    """ "Man shot dead", "Officer wounded": the participle of a headline, right after its noun."""
    at = token.i + 1
    if token.pos_ != "NOUN" or at >= sent.end or sent.doc[at].tag_ == "VBG" or sent.doc[at].pos_ == "AUX":
        return None
    return right_neighbour(phrase, sent)


def negated(verb: Token) -> bool:
    return any(child.lower_ in NEGATIONS for child in verb.children)


def noughts(sent: Span) -> Iterator[Tally]:
    """ "without casualties", "did not kill anyone"."""
    for token in sent:
        if token.lower_ == "without":
            for word in sent.doc[token.i + 1 : min(token.i + 5, sent.end)]:
                kind = "casualties" if lemma(word) == "loss" else table("noun").get(lemma(word))
                if kind in ("killed", "injured", "casualties"):
                    yield from nought(sent, token, word, kind, word)
                    break
        elif token.lower_ in ANYONE and token.dep_ in ("obj", "nsubj:pass", "det"):
            verb = token.head.head if token.dep_ == "det" else token.head
            kind = table("patient").get(lemma(verb)) or table("noun").get(lemma(token.head))
            cue = next((child for child in verb.children if child.lower_ in NEGATIONS), None)
            if cue is not None and kind in ("killed", "injured", "casualties"):
                first, last = (verb, token) if token.i > verb.i else (token, verb)
                yield from nought(sent, min(first, cue, key=lambda each: each.i), last, kind, verb)


def nought(sent: Span, first: Token, last: Token, kind: str, cue: Token) -> Iterator[Tally]:
    end = last.idx + len(last.text)
    phrase = Phrase(0, 0, last, first.idx, end, first.i)
    yield from tallies(sent, phrase, Reading(kind, cue), False, None)
