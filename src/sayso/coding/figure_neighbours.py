"""What a number counts by the words beside it, where the parse does not tell: "2 dead", "14 others wounded"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sayso.coding.figure_parse import Reading, deadly, has_object, is_passive
from sayso.coding.figure_phrases import Phrase
from sayso.coding.figure_words import figure_words, lemma, table

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

SKIPPED: Final = frozenset(
    [
        "was",
        "were",
        "is",
        "are",
        "be",
        "been",
        "being",
        "have",
        "has",
        "had",
        "others",
        "other",
        "more",
        "people",
        "also",
        "reportedly",
        "believed",
        "feared",
        "thought",
        "confirmed",
        "seriously",
        "critically",
        "either",
        "both",
        "left",
        "to",
        "who",
        "that",
        "severely",
        "badly",
        "slightly",
        "lightly",
        "had",
        "may",
        "might",
        "could",
        "reported",
        "moderately",
        "fatally",
        "all",
        "presumed",
        "still",
        "listed",
        "as",
        "-",
        "–",
        "either",
        "would",
        "then",
        "later",
        "initially",
    ]
)
LEFT_SKIPPED: Final = frozenset(
    ["the", "another", "an", "additional", "up", "to", "some", "of", "its", "their", "his", "those", "all"]
)
NEIGHBOURHOOD: Final = 6


def by_neighbours(phrase: Phrase, sent: Span) -> Reading | None:
    """ "14 others wounded", "2 dead", "killing at least 9"; not the three of "a mother of three is dead"."""
    if phrase.first > sent.start + 1 and sent.doc[phrase.first - 1].lower_ == "of":
        before = sent.doc[phrase.first - 2]
        if not table("noun").get(lemma(before)) and lemma(before) not in figure_words()["counts"]:
            return None
    return right_neighbour(phrase, sent) or left_neighbour(phrase, sent)


def verb_before(phrase: Phrase, sent: Span) -> Reading | None:
    """A verb right before the number, which no parse outweighs: "killed 14", "wounding at least 9"."""
    if phrase.first == sent.start:
        return None
    token = sent.doc[phrase.first - 1]
    kind = table("patient").get(lemma(token))
    if kind is None or token.tag_ not in ("VBD", "VBG", "VBN", "VBZ", "VBP", "VB", "JJ") or is_passive(token):
        return None
    return Reading("killed" if kind == "shot" and deadly(token) else kind, token)


def right_neighbour(phrase: Phrase, sent: Span) -> Reading | None:
    at = last_token(phrase, sent) + 1 + 2 * phrase.of_them
    at = after_aside(at, sent)
    for token in sent.doc[at : min(at + NEIGHBOURHOOD, sent.end)]:
        kind = table("state").get(lemma(token)) or table("state").get(token.lower_) or passive_form(token)
        if kind and not has_object(token) and token.tag_ not in ("VBG", "VBP", "VBZ", "VB"):
            return Reading("killed" if kind == "shot" and deadly(token) else kind, token)
        if (kind := table("subject").get(lemma(token))) and token.pos_ == "VERB":
            return Reading(kind, token)
        if token.lower_ not in SKIPPED:
            return None
    return None


def after_aside(at: int, sent: Span) -> int:
    """The place after ", including a mayor,", if that stands at `at`."""
    words = [token.lower_ for token in sent.doc[at : min(at + 12, sent.end)]]
    if (
        len(words) > 2
        and words[0] == ","
        and words[1] in ("including", "among", "most", "many", "mostly", "mainly")
        and "," in words[2:]
    ):
        return at + words.index(",", 2) + 1
    return at


def passive_form(token: Token) -> str | None:
    return table("patient").get(lemma(token)) if token.tag_ in ("VBN", "VBD") else None


def left_neighbour(phrase: Phrase, sent: Span) -> Reading | None:
    for at in range(phrase.first - 1, max(phrase.first - NEIGHBOURHOOD, sent.start) - 1, -1):
        token = sent.doc[at]
        word = lemma(token)
        kind = table("patient").get(word) or (table("state").get(token.lower_) if token.lower_.endswith("ed") else None)
        if kind and token.pos_ in ("VERB", "ADJ", "NOUN") and not is_passive(token):
            return Reading("killed" if kind == "shot" and deadly(token) else kind, token)
        if token.lower_ == "dead" and at > sent.start and sent.doc[at - 1].lower_ in ("shot", "left", "found", "lay"):
            return Reading("killed", token)
        if kind := table("noun").get(word):
            return Reading(kind, token) if sent.doc[at + 1].lower_ == "of" else None
        if token.lower_ not in LEFT_SKIPPED:
            return None
    return None


def last_token(phrase: Phrase, sent: Span) -> int:
    span = sent.doc.char_span(phrase.start, phrase.end, alignment_mode="expand")
    return span.end - 1 if span is not None else phrase.head.i
