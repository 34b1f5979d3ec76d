"""Weapons named in a text: which kind a noun phrase speaks of, and where."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from sayso.coding.syntax import phrase_span
from sayso.knowledge.weapons import WeaponKind, find
from sayso.types import Weapon

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOT_NAME = frozenset({"NUM", "DET", "PRON", "ADP"})


@cache
def kind_of(phrase: str) -> WeaponKind | None:
    """The kind of weapon a phrase names, None if none (remembered: phrases repeat)."""
    return find(phrase)


def weapon_at(token: Token) -> WeaponKind | None:
    """The kind of weapon the noun phrase headed by ``token`` names: its head must be part of the name."""
    if token.pos_ not in ("NOUN", "PROPN") and not token.dep_.startswith(("nmod", "obl", "obj", "nsubj")):
        return None
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if after is not None and after.pos_ == "NOUN" and (longer := kind_of(f"{token.text} {after.text}")) is not None:
        if longer is not kind_of(token.text) and longer is not kind_of(after.text):
            return longer  # the parser parts some compounds
    if kind_of(token.text) is None and kind_of(token.lemma_) is None:
        words = phrase_span(token).text.split()
        whole, before = kind_of(" ".join(words)), kind_of(" ".join(words[:-1]))
        return whole if whole is not before else None
    return kind_of(phrase_span(token).text) or kind_of(token.text) or kind_of(token.lemma_)


def weapon_of(token: Token) -> Weapon | None:
    """The weapon that a noun phrase names as a statement prints it, without counts and articles."""
    kind = weapon_at(token)
    if kind is None:
        return None
    span = phrase_span(token)
    while len(span) > 1 and span[0].pos_ in _NOT_NAME:
        span = span[1:]
    return Weapon(span.text, kind.id, span.start_char, span.end_char)


def weapon_in(token: Token) -> Weapon | None:
    """The weapon named by the modifiers before an event noun ("a rocket attack", "a car bombing")."""
    span = phrase_span(token)
    best: Weapon | None = None
    for word in span[:-1]:
        if word.dep_ in ("compound", "amod", "nmod:desc") and (kind := kind_of(word.text)) is not None:
            before = word.nbor(-1) if word.i > span.start else None
            longer = kind_of(f"{before.text} {word.text}") if before is not None else None
            joined = before is not None and longer is not None and (longer is not kind or before.dep_ == "compound")
            first = word.i - 1 if joined else word.i
            both = token.doc[first : word.i + 1]
            best = Weapon(both.text, (kind_of(both.text) or kind).id, both.start_char, both.end_char)
    return best
