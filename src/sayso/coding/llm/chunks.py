"""Long reports in passages: cut between paragraphs where possible, each with a little of what stands before it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

CONTEXT: Final = 800
"""Characters before a passage that the model sees as well, to know whom "he" and "the group" mean."""
SMALLEST: Final = 200
"""A passage this short is not halved any more."""
_PARAGRAPH: Final = re.compile(r"\n[^\S\n]*\n\s*|\n(?=\s*\S)")
_BLANK: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Passage:
    """``text[start:end]`` is to be coded, ``text[context:start]`` is shown with it. A quote belongs where it begins."""

    context: int
    start: int
    end: int


def passages(text: str, sentences: Sequence[tuple[int, int]], size: int) -> list[Passage]:
    """The text in passages of at most ``size`` characters, without gaps and without overlap.

    Cuts fall between paragraphs, else between the ``sentences`` given by their bounds, else at white space, else anywhere.
    """
    return _cut(text, sentences, 0, len(text), size)


def halves(text: str, sentences: Sequence[tuple[int, int]], whole: Passage) -> list[Passage]:
    """The two or three parts of a passage that was too long for the model; empty when it is too short to be cut."""
    length = whole.end - whole.start
    return _cut(text, sentences, whole.start, whole.end, length // 2 + 1) if length > SMALLEST else []


def _cut(text: str, sentences: Sequence[tuple[int, int]], start: int, end: int, size: int) -> list[Passage]:
    cuts = [
        [found.end() for found in _PARAGRAPH.finditer(text, start, end)],
        [first for first, _ in sentences],
        [found.end() for found in _BLANK.finditer(text, start, end)],
    ]
    found, at = [], start
    while at < end:
        stop = end if end - at <= size else next((cut for each in cuts if (cut := _last(each, at, at + size))), at + size)
        if text[at:stop].strip():
            found.append(Passage(_context(sentences, at), at, stop))
        at = stop
    return found


def _last(cuts: Sequence[int], at: int, limit: int) -> int | None:
    """The last cut up to ``limit`` that leaves a passage of some length behind it."""
    index = bisect_right(cuts, limit) - 1
    return cuts[index] if index >= 0 and cuts[index] - at > (limit - at) // 3 else None


def _context(sentences: Sequence[tuple[int, int]], at: int) -> int:
    """Where the first whole sentence within ``CONTEXT`` characters before ``at`` begins; ``at`` itself when there is none."""
    return next((first for first, _ in sentences if at - CONTEXT <= first < at), at)
