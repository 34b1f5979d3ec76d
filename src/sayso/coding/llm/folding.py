"""Finding a model's words in a report: white space and typography do not count, the offsets that come back are exact.

Models copy text with straight quotation marks, plain hyphens, single spaces and composed accents whatever the report
has. Both sides are folded the same way, and every folded character remembers which characters of the report it stands
for. Invisible characters (zero-width, direction marks, soft hyphens) fold to nothing.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_PLAIN: Final = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛ʼ′`´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        "…": "...",
    }
)
_MARKS: Final = 16
"""Combining marks beyond this many on one character are folded on their own, so that no text makes folding slow."""


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in folded form; ``text[i]`` stands for the characters ``starts[i]:ends[i]`` of the original."""

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def find(self, said: str, low: int, high: int) -> Iterator[tuple[int, int]]:
        """Spans of the original within ``low:high`` where the words of ``said`` stand whole, left to right."""
        needle = fold(said).text.strip()
        if not needle:
            return
        stop = bisect_right(self.ends, high)
        at = self.text.find(needle, bisect_left(self.starts, low), stop)
        while at >= 0:
            last = at + len(needle)
            if not (_joined(self.text, at) or _joined(self.text, last)):
                yield self.starts[at], self.ends[last - 1]
            at = self.text.find(needle, at + 1, stop)


def _joined(text: str, at: int) -> bool:
    """True when a word runs on across ``at`` ("Iran" in "Iranian", "5" in "50")."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def fold(text: str) -> Folded:
    """The folded form of ``text``: NFC, plain quotation marks and dashes, single spaces, nothing invisible."""
    chars: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    while at < len(text):
        stop = at + 1
        while stop < len(text) and stop - at <= _MARKS and unicodedata.combining(text[stop]):
            stop += 1
        for char in _folded(text[at:stop]):
            if char == " " and chars and chars[-1] == " ":
                ends[-1] = stop
            else:
                chars.append(char)
                starts.append(at)
                ends.append(stop)
        at = stop
    return Folded("".join(chars), tuple(starts), tuple(ends))


def _folded(cluster: str) -> str:
    if not cluster.isascii():
        cluster = unicodedata.normalize("NFC", cluster).translate(_PLAIN)
        cluster = "".join(char for char in cluster if unicodedata.category(char) != "Cf")
    return "".join(" " if char.isspace() else "'" if char == "`" else char for char in cluster)
