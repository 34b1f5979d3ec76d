"""Plain text: kept as written, except that lines wrapped at a fixed width are joined again.

After this a line end in the text always ends a line somebody meant to end. Joining puts one space
where one line end stood, so the text stays as long as it was.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from sayso.reading.clean import clean, one_line
from sayso.reading.model import Draft, Facts

_WIDEST: Final = 110
_NARROWEST: Final = 50
_SLACK: Final = 12
_ITEM: Final = re.compile(r"[ \t]*(?:[-*•·–—>|]|\d{1,3}[.)]|\(?[a-z]\))[ \t]")

_BROKEN: Final = re.compile(r"(?<=[A-Za-z])- (?=[a-z])(?!(?:and|or|to)\b)")
"""A compound broken after its hyphen; "short- and long-range" is none."""


def read(text: str) -> Draft:
    """The draft of a plain text. A short first line without a full stop, set off by a blank line, is its title."""
    final, notes = clean(text)
    final = unwrap(final)
    return Draft(final, "text", Facts(title=_title(final), notes=notes), headline=True)


def unwrap(text: str) -> str:
    """The text with every hard-wrapped paragraph on one line; other line ends stay."""
    blocks = re.split(r"(\n[ \t]*\n\s*)", text)
    return "".join(_joined(block) if number % 2 == 0 else block for number, block in enumerate(blocks))


def _joined(block: str) -> str:
    lines = block.split("\n")
    if len(lines) < 2 or not _wrapped(lines):
        return block
    joined = " ".join(line.strip(" \t") for line in lines)
    return _BROKEN.sub("-", joined) if "- " in joined else joined


def _wrapped(lines: list[str]) -> bool:
    """True when every line but the last stops only because its neighbour's first word would not have fitted."""
    width = max(map(len, lines))
    if not _NARROWEST <= width <= _WIDEST or any(_ITEM.match(line) for line in lines):
        return False
    return all(len(line) + 1 + len(after.split(None, 1)[0]) >= width - _SLACK for line, after in pairwise(lines))


def _title(text: str) -> str | None:
    first, gap, rest = text.partition("\n\n")
    short = "\n" not in first and 3 < len(first) <= 160 and not first.endswith((".", ":", ";", ",", "!", "?", "”", '"'))
    return one_line(first) if gap and rest.strip() and short else None
