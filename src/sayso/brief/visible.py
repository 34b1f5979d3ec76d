"""Text of strangers made safe to look at: what the eye cannot see is spelt out as ``‹U+202E›``.

Spans index the raw text, so segments are cut first and made visible afterwards; nothing here moves an offset.
"""

from __future__ import annotations

import re
from typing import Final

_HIDDEN: Final = re.compile(
    "["
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls other than tab, line feed, carriage return
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e"  # soft hyphen, joiners, fillers
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f"  # zero width, line separators, bidi controls and isolates
    "\u2800\u3164\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff\ue000-\uf8ff"  # lone surrogates and private use have no agreed picture
    "\U000e0000-\U000e0fff\U000f0000-\U0010ffff"
    "]"
)
_JOINERS: Final = "\u200c\u200d"
_FIRST_JOINING_SCRIPT: Final = "\u0590"
"""Scripts whose letters join, and emoji, all lie beyond Latin, Greek and Cyrillic; below, a joiner only hides."""


def visible(text: str) -> str:
    """The text with every invisible or reordering character replaced by its code point in angle quotes.

    Line ends and tabs stay. A zero-width joiner stays where it does its work, between two letters of a
    joining script or two emoji; anywhere else it is spelt out like the rest.
    """
    if text.isascii() and text.isprintable():
        return text
    return _HIDDEN.sub(lambda match: _spell(text, match.start()), text)


def _spell(text: str, at: int) -> str:
    char = text[at]
    if char in _JOINERS and 0 < at < len(text) - 1:
        if text[at - 1] >= _FIRST_JOINING_SCRIPT and text[at + 1] >= _FIRST_JOINING_SCRIPT:
            return char
    return f"‹U+{ord(char):04X}›"


def oneline(text: str) -> str:
    """``visible`` on one line: runs of white space become one space, ends are trimmed. For names, cells, quotes."""
    return " ".join(visible(text).split())
