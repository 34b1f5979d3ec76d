"""What a counted phrase counts. Things first, then a verb right before it, the parse, the neighbours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sayso.coding.figure_neighbours import by_neighbours, verb_before
from sayso.coding.figure_parse import Reading, by_parse
from sayso.coding.figure_phrases import Phrase
from sayso.coding.figure_things import named_weapon, reading_of_thing, reading_of_troops
from sayso.coding.figure_words import figure_words, lemma, table

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


def reading_of(phrase: Phrase, sent: Span) -> Reading | None:
    """What `phrase` counts, None if nothing of interest."""
    head = phrase.head
    if phrase.noun:
        if kind := table("noun").get(lemma(head)):
            return None if suffered(head) else Reading(kind, head)
        words = figure_words()
        thing = lemma(head) in words["munitions"] or lemma(head) in words["attacks"] or lemma(head) == "time"
        if thing or named_weapon(phrase, sent):
            return reading_of_thing(phrase, sent)
        if lemma(head) in words["things"]:
            return None
    found = verb_before(phrase, sent) or by_parse(head, phrase.first)
    if found is None and phrase.counted:
        found = by_neighbours(phrase, sent)
    if found is None and phrase.noun and lemma(head) in figure_words()["troop_nouns"]:
        return reading_of_troops(head)
    return found


def suffered(head: Token) -> bool:
    """Is this the object of "suffered" ("suffered two wounds"), so that it counts wounds and not persons?"""
    return head.dep_ == "obj" and lemma(head.head) in figure_words()["suffer"]
