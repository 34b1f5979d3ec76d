"""Reading a Universal Dependencies parse: arguments, noun phrases, clauses. No knowledge, no decisions on meaning."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM", "X"})
NOUNS = frozenset({"NOUN", "PROPN"})
CLAUSAL = frozenset({"ccomp", "xcomp", "advcl", "acl", "acl:relcl", "csubj", "csubj:pass", "parataxis", "root", "ROOT"})
_PHRASE = frozenset(
    {"det", "amod", "compound", "nummod", "nmod:poss", "flat", "flat:name", "case", "det:predet", "advmod", "fixed", "punct",
     "goeswith", "nmod:desc", "nmod:unmarked", "nmod:npmod", "obl:npmod", "obl:unmarked", "name", "appos:pre", "dep"}
)  # fmt: skip


def child(token: Token, *labels: str) -> Token | None:
    """The first child under one of ``labels``, or None."""
    for other in token.children:
        if other.dep_ in labels:
            return other
    return None


def children(token: Token, *labels: str) -> list[Token]:
    """Every child under one of ``labels``, in text order."""
    return [other for other in token.children if other.dep_ in labels]


def conjuncts(token: Token) -> list[Token]:
    """The token and everything coordinated below it, in text order."""
    found = [token]
    for other in token.children:
        if other.dep_ == "conj":
            found.extend(conjuncts(other))
    return found


def case(token: Token) -> str:
    """The preposition(s) that mark a nominal, lower case, joined by spaces ("according to"); "" when bare."""
    words = []
    for other in token.children:
        if other.dep_ == "case" and other.lower_ not in ("'s", "’s", "'"):
            words.append(other.lower_)
            words.extend(inner.lower_ for inner in other.children if inner.dep_ == "fixed")
    if not words and token.dep_ == "conj":
        return case(token.head)
    return " ".join(words)


def is_passive(verb: Token) -> bool:
    """True when the verb's grammatical subject suffers the action."""
    for other in verb.children:
        if other.dep_ == "aux:pass":
            return True
        if other.dep_ in ("nsubj:pass", "csubj:pass") and verb.tag_ != "VBD" and child(verb, "obj") is None:
            return True
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and child(verb, "aux") is None:
        return is_passive(verb.head)  # "three were killed and seven wounded"
    return verb.dep_ in ("acl", "amod", "advcl") and verb.tag_ == "VBN"


def subject(verb: Token, depth: int = 0) -> Token | None:
    """The nominal that stands as grammatical subject, inherited through control, coordination and relative clauses."""
    several = children(verb, "nsubj", "nsubj:pass", "nsubj:outer")
    own = next((each for each in reversed(several) if each.i < verb.i), several[0] if several else None)
    if own is not None:
        if own.lower_ in ("who", "which", "that") and verb.dep_ in ("acl:relcl", "acl"):
            return verb.head
        return own
    if depth > 6:
        return None
    head = verb.head
    if verb.tag_ == "VBG" and any(kid.lower_ in ("of", "for", "from", "with") for kid in verb.children):
        controlled = child(head, "obj", "nsubj:pass")  # "accused X of bombing", "blamed X for bombing"
        if controlled is not None and controlled.i < verb.i:
            return controlled
    if verb.dep_ == "conj" and head.pos_ in ("VERB", "AUX", "ADJ", "NOUN"):
        return subject(head, depth + 1)
    if verb.dep_ in ("acl", "acl:relcl") and head.pos_ in NOUNS:
        if verb.dep_ == "acl" and verb.tag_ == "VB":
            return _governor_subject(head, depth)
        return head
    if verb.dep_ == "xcomp":
        return child(head, "obj", "iobj") or subject(head, depth + 1)
    if verb.dep_ == "advcl" and verb.tag_ in ("VBG", "VBN", "VB"):
        return subject(head, depth + 1)
    return None


def _governor_subject(noun: Token, depth: int) -> Token | None:
    """For "an attempt to strike": the subject of the verb that governs the noun, else its possessor."""
    owner = child(noun, "nmod:poss")
    if owner is not None:
        return owner
    return subject(noun.head, depth + 1) if noun.head.pos_ in ("VERB", "AUX") and noun.head.i != noun.i else None


def agent(verb: Token) -> Token | None:
    """The "by" phrase of a passive."""
    for other in verb.children:
        if other.dep_ in ("obl:agent", "obl") and case(other) == "by":
            return other
    return None


def obliques(token: Token) -> list[tuple[str, Token]]:
    """(preposition, nominal) pairs hanging on a verb or noun, coordinated ones included."""
    found: list[tuple[str, Token]] = []
    for other in token.children:
        if other.dep_.startswith(("obl", "nmod")) and other.dep_ not in ("nmod:poss", "obl:agent"):
            mark = case(other)
            found.extend((mark, each) for each in conjuncts(other))
    return found


def phrase_bounds(head: Token) -> tuple[int, int]:
    """Token bounds [first, last] of the base noun phrase: modifiers and flat names, no clauses, no "of" phrase."""
    first = last = head.i
    for other in head.children:
        if other.dep_ in ("nummod", "flat", "flat:name", "compound", "amod", "det", "nmod:poss", "nmod:desc", "det:predet"):
            low, high = phrase_bounds(other) if other.dep_ != "nmod:poss" else _subtree_bounds(other)
            first, last = min(first, low), max(last, high)
    return first, last


def _subtree_bounds(token: Token) -> tuple[int, int]:
    return token.left_edge.i, token.right_edge.i


def phrase_span(head: Token) -> Span:
    """The base noun phrase around ``head`` without a leading article, preposition or stray punctuation."""
    first, last = phrase_bounds(head)
    doc = head.doc
    while first < head.i and (
        doc[first].lower_ in ("the", "a", "an", "that", "which")
        or doc[first].dep_ == "case"
        or doc[first].is_punct
        or doc[first].is_space
    ):
        first += 1
    while last > head.i and (doc[last].is_punct or doc[last].is_space or doc[last].dep_ == "case"):
        last -= 1
    return doc[first : last + 1]


BELONGING = frozenset(
    {"of", "for", "from", "to", "in", "at", "near", "inside", "outside", "along", "across", "with", "against", "on"}
)
"""Prepositions whose phrase is part of a party's name: "leader of X", "spokesman for X", "a base near Y"."""
LONGEST_NAME = 24


def full_span(head: Token) -> Span:
    """The noun phrase around ``head`` with the "of X" and "for X" that follow it closely ("dozens of demonstrators")."""
    base = phrase_span(head)
    end = base.end
    for other in sorted(children(head, "nmod", "flat", "amod"), key=lambda each: each.i):
        if other.dep_ == "amod" and other.i > head.i and other.i < end <= other.right_edge.i:
            end = other.right_edge.i + 1  # "forces loyal to X"
        elif other.left_edge.i == end and case(other) in BELONGING and other.i > head.i:
            end = full_span(other).end
    if end - base.start > LONGEST_NAME:
        return base
    return head.doc[base.start : end]


def climb(token: Token) -> Iterator[Token]:
    """The heads of a token, nearest first, up to the root of its sentence."""
    while token.head.i != token.i:
        token = token.head
        yield token


def within(token: Token, ancestor: Token) -> bool:
    """True when ``token`` is ``ancestor`` or stands under it."""
    return token.i == ancestor.i or any(head.i == ancestor.i for head in climb(token))


def own_words(head: Token) -> Iterator[int]:
    """Token indices of a noun phrase with its "in X" and "of X", without relative clauses, appositions and coordination."""
    yield head.i
    for other in head.children:
        if not other.dep_.startswith(("acl", "conj", "appos", "parataxis", "advcl", "ccomp")):
            yield from own_words(other)
