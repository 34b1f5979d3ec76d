"""Figures of a sentence: killed, injured, missing, captured, rockets fired, attacks made, with bounds as said.

Kinds: ``killed``, ``injured``, ``casualties`` (dead and wounded together), ``shot`` (hit by gunfire,
outcome not said), ``missing``, ``captured`` (also detained), ``displaced``, ``munitions`` (fired or
landed), ``intercepted``, ``seized`` and ``weapons`` (delivered, in items), ``troops``, ``attacks``.
"no casualties" gives nought killed and nought injured. One named or single person counts as one;
plurals without a number ("killed civilians") give no figure.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from sayso.coding.figure_phrases import Phrase, conjoined, counted_phrases, single
from sayso.coding.figure_roles import PERSONS, Reading, lemma, reading_of, table
from sayso.coding.figure_tolls import find_tolls, revised_from
from sayso.coding.figure_words import figure_words

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
