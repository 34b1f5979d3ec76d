"""Tolls and their revisions: "the death toll rose to 64 from 50", "raised to 109 the number of troops injured"."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from sayso.coding.figure_phrases import Phrase
from sayso.coding.figure_words import between, figure_words, lemma, table

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

REACH: Final = 16
"""Words between "the number of …" and its number."""
TO: Final = frozenset({"to", "at", "of", ":", "reached", "past", "above", "hit", "topped", "exceeded", "surpassed", "passed"})
LONGEST_GAP: Final = 60
FROM: Final = re.compile(
    r"\s{0,2}[,(–—-]{0,2}\s{0,2}(?:(?:revised|raised|lowered)\s)?(?:up|down)?\s{0,2}(?:from|compared\s(?:with|to)|instead\sof|"
    r"previously|rather\sthan|revising|correcting|replacing)\s{1,2}(?:an?\s|the\s)?(?:(?:earlier|previous|initial|original)\s(?:\w{1,12}\s){0,3})?",
    re.IGNORECASE,
)
FROM_TO: Final = re.compile(r"from\s(?P<old>.{1,30}?)\sto\s", re.IGNORECASE)


def find_tolls(sent: Span, phrases: list[Phrase]) -> dict[int, tuple[str, Token]]:
    """Which of `phrases` (by place) a toll or a count says, with its kind and the word that says so."""
    found: dict[int, tuple[str, Token]] = {}
    for token in sent:
        if lemma(token) not in figure_words()["counts"] or not (kind := sort_of(token, sent)):
            continue
        at = after(token, phrases, sent)
        if at is None:
            at = before(token, phrases, sent)
        if at is not None and at not in found:
            found[at] = (kind, token)
    return found


def sort_of(token: Token, sent: Span) -> str | None:
    """What a "toll" or "number of" is about, None if not persons harmed or held."""
    tolls = figure_words()["tolls"]
    earlier = sent.doc[token.i - 1] if token.i > sent.start else None
    if earlier is not None and (kind := tolls.get(lemma(earlier))):
        return str(kind)
    if lemma(token) == "toll":
        return "killed"
    following = sent.doc[token.i + 1] if token.i + 1 < sent.end else None
    if following is None or following.lower_ not in ("of", "for"):
        return None
    for word in sent.doc[token.i + 2 : min(token.i + 2 + REACH, sent.end)]:
        kind = tolls.get(lemma(word)) or tolls.get(word.lower_) or table("patient").get(lemma(word))
        if kind:
            return str(kind)
        if lemma(word) in figure_words()["harms"]:
            return "injured"
    return None


def after(token: Token, phrases: list[Phrase], sent: Span) -> int | None:
    """The first number after `token` that a word such as "to" or "at" leads to."""
    for at in range(bisect_left(phrases, token.i + 1, key=first_token), len(phrases)):
        phrase = phrases[at]
        if phrase.first > token.i + REACH + 4:
            return None
        if phrase.first > sent.start:
            leading = sent.doc[phrase.first - 1]
            changed = is_change(leading)
            if leading.lower_ in TO or changed or phrase_text(sent, phrase).lower().startswith("from"):
                if leading.lower_ == "of" and leading.i != token.i + 1:
                    continue
                return at
    return None


def before(token: Token, phrases: list[Phrase], sent: Span) -> int | None:
    """The number of "raised to 64 (from 50) the number of"."""
    for at in range(bisect_left(phrases, token.i - 10, key=first_token), len(phrases)):
        phrase = phrases[at]
        if phrase.first >= token.i:
            return None
        if phrase.first >= sent.start + 2:
            lead, verb = sent.doc[phrase.first - 1], sent.doc[phrase.first - 2]
            if lead.lower_ in ("to", "at", "as") and is_change(verb):
                return at
    return None


def first_token(phrase: Phrase) -> int:
    return phrase.first


def is_change(token: Token) -> bool:
    return lemma(token) in figure_words()["change"] or token.lower_ in figure_words()["change"]


def phrase_text(sent: Span, phrase: Phrase) -> str:
    return between(sent, phrase.start, phrase.end)


def revised_from(sent: Span, phrases: list[Phrase], at: int) -> Phrase | None:
    """The number that the one at place `at` replaces ("64, up from 50"), if the next is such."""
    if at + 1 >= len(phrases):
        return None
    start, end = phrases[at].end, phrases[at + 1].start
    gap = between(sent, start, end) if end - start < LONGEST_GAP else ""
    return phrases[at + 1] if FROM.fullmatch(gap) else None


def risen(sent: Span, phrase: Phrase) -> tuple[Phrase, int | None] | None:
    """ "from 50 to 64" after a verb of change, read as 64 and what it was; None for any other phrase."""
    text = phrase_text(sent, phrase)
    found = FROM_TO.match(text)
    if not found or phrase.low is None or phrase.high is None:
        return None
    verbs = sent.doc[max(phrase.first - 3, sent.start) : phrase.first]
    if not any(is_change(token) for token in verbs):
        return None
    return replace(phrase, low=phrase.high, start=phrase.start + found.end()), phrase.low
