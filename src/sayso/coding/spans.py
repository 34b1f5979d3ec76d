"""What a saying vouches for, read off the grammar where the network's word-by-word ear gives out: the clause, phrase or
quotation that holds the most of what is likely said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

HELD: Final = 0.1
"""A word likelier than this to be said is better inside a stretch than out of it."""
LIGHT: Final = frozenset({"AUX", "ADV", "PART", "ADP", "DET", "PRON", "SCONJ", "PUNCT"})
"""Words that alone say nothing; they belong to a verb beside them."""
BEFORE: Final = frozenset({"aux", "aux:pass", "advmod"})
NEAR: Final = 4
UNHEARD: Final = 0.05
"""How likely a word is to be said of which the network says nothing."""


def said_in(sent: Span, likely: Mapping[int, float], attribution: Set[int]) -> frozenset[int]:
    """The clause or phrase of a sentence that holds the most of what is likely said; nothing where nothing is."""
    worth = {token.i: likely.get(token.i, UNHEARD) - HELD for token in sent if token.i not in attribution}
    best: tuple[float, int, frozenset[int]] = (0.0, 0, frozenset())
    for first, last in set(_stretches(sent, attribution)):
        words = frozenset(i for i in range(first, last + 1) if i in worth)
        best = max(best, (sum(worth[i] for i in words), len(words), words), key=lambda each: each[:2])
    return best[2]


def _stretches(sent: Span, attribution: Set[int]) -> Iterator[tuple[int, int]]:
    """First and last word of every phrase, whole and as far as it stands before or after the words that attribute."""
    low, high = min(attribution), max(attribution)
    for token in sent:
        first, last = max(token.left_edge.i, sent.start), min(token.right_edge.i, sent.end - 1)
        yield first, last
        if first < low <= last:
            yield first, low - 1
        if first <= high < last:
            yield high + 1, last


def whole_cue(doc: Doc, cue: Set[int]) -> frozenset[int]:
    """The words of a cue with their verb and what belongs to it: auxiliaries, adverbs before it, particles."""
    heard = sorted(cue)
    if all(doc[i].pos_ in LIGHT for i in heard):
        head = doc[heard[-1]].head
        if head.pos_ not in ("VERB", "ADJ", "NOUN") or abs(head.i - heard[-1]) > NEAR:
            return frozenset()
        heard = sorted({*heard, head.i})
    found = set(range(heard[0], heard[-1] + 1))
    for verb in [doc[i] for i in heard if doc[i].pos_ == "VERB"]:
        found |= {kid.i for kid in verb.children if kid.dep_ in ("compound:prt", "fixed")}
        left = min(found)
        while left > verb.sent.start and doc[left - 1].dep_ in BEFORE and doc[left - 1].head.i == verb.i:
            left -= 1
        found |= set(range(left, verb.i))
    return frozenset(found)
