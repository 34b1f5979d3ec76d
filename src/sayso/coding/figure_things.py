"""Things and attacks counted: rockets fired, weapons seized, troops sent, how many times."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sayso.coding.figure_parse import Reading
from sayso.coding.figure_phrases import Phrase
from sayso.coding.figure_words import figure_words, lemma
from sayso.knowledge.weapons import find as find_weapon

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


def reading_of_thing(phrase: Phrase, sent: Span) -> Reading | None:
    """Rockets and other weapons, attacks, and how many times one happened."""
    head, words = phrase.head, figure_words()
    word = lemma(head)
    if word == "time":
        return times(head, sent)
    if word in words["attacks"] and head.pos_ == "NOUN":
        return (
            None
            if phrase.low == phrase.high == 1 and "of" in sent.doc[phrase.first : head.i].text.split()
            else Reading("attacks", head)
        )
    fired = word in words["munitions"]
    for verb in (*verbs_over(head), *verbs_before(phrase, sent)):
        act = lemma(verb)
        if act == "down" and verb.pos_ != "VERB":
            continue
        if act in words["seize"] and act not in words["intercept"]:
            return Reading("seized", verb)
        if act in words["intercept"]:
            return Reading("intercepted" if fired else "seized", verb)
        if act in ("shoot", "shot") and "down" in verb.doc[verb.i + 1 : verb.i + 3].text.lower().split():
            return Reading("intercepted", verb)
        if act in words["deliver"]:
            return Reading("weapons", verb)
        if fired and act in words["fire"]:
            return Reading("munitions", verb)
    return Reading("munitions", head) if fired else None


def named_weapon(phrase: Phrase, sent: Span) -> bool:
    """Does the phrase name a weapon that the knowledge files know?"""
    head = phrase.head
    return (
        find_weapon(head.text) is not None or find_weapon(sent.doc[max(head.i - 1, phrase.first) : head.i + 1].text) is not None
    )


def verbs_over(head: Token) -> Iterator[Token]:
    """Verbs that say what was done with a thing: its governor, and participles on it."""
    token = head
    while token.dep_ in ("conj", "appos", "nmod") and token.head.pos_ in ("NOUN", "PROPN", "NUM") and token.head.i != token.i:
        token = token.head
    if token.head.pos_ == "VERB" and token.head.i != token.i:
        yield token.head
    for child in (*head.children, *token.children):
        if child.dep_ in ("acl", "acl:relcl") and child.pos_ == "VERB":
            yield child


def verbs_before(phrase: Phrase, sent: Span) -> Iterator[Token]:
    """The words just before a phrase, where the parse may have missed a verb."""
    yield from reversed(list(sent.doc[max(phrase.first - 3, sent.start) : phrase.first]))


def times(head: Token, sent: Span) -> Reading | None:
    """ "struck the base three times", "attempted attacks at least three times"."""
    words = figure_words()
    for word in reversed(list(sent.doc[max(head.i - 20, sent.start) : head.i])):
        if lemma(word) in words["attacks"]:
            return Reading("attacks", word)
        if word.pos_ == "VERB" and lemma(word) in words["attack_verbs"] - {"attempt", "carry", "launch"}:
            return Reading("attacks", word)
    return None


def reading_of_troops(head: Token) -> Reading | None:
    """Troops sent, kept or withdrawn."""
    for verb in verbs_over(head):
        if lemma(verb) in figure_words()["deploy"] or lemma(verb) in ("have", "be"):
            return Reading("troops", verb)
    return None
