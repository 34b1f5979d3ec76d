"""Text made final: after this, offsets into it never move again.

Nothing is normalised that a reader could see (no NFC, no quote folding): only what would break
storage, printing or offsets is replaced, and every replacement is noted.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

REPLACEMENT: Final = "\ufffd"

_LINE_ENDS: Final = re.compile("\r\n|[\r\x0b\x0c\x85\u2028]")
_SPACES: Final = dict.fromkeys(
    [0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " "
)  # the space separators of Unicode: one for one, so offsets stay
_SOFT_HYPHEN: Final = "\xad"
_NUL: Final = re.compile("\x00")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_CONTROL: Final = re.compile("[\x01-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_NONCHARACTER: Final = re.compile(
    "[\ufdd0-\ufdef" + "".join(chr(plane + low) for plane in range(0, 0x110000, 0x10000) for low in (0xFFFE, 0xFFFF)) + "]"
)
_BIDI: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_ZERO_WIDTH: Final = re.compile("[\u200b\u2060\ufeff]|(?<=[A-Za-z])[\u200c\u200d](?=[A-Za-z])")
_MIXED: Final = re.compile("[A-Za-z][\u0370-\u03ff\u0400-\u04ff]|[\u0370-\u03ff\u0400-\u04ff][A-Za-z]")
_UNSAFE: Final = (
    (_NUL, "NUL"),
    (_SURROGATE, "lone surrogate"),
    (_CONTROL, "control character"),
    (_NONCHARACTER, "noncharacter"),
)
_PLAIN: Final = re.compile("[\n\t -~\u2010-\u2027]*")


def characters(text: str) -> tuple[str, tuple[str, ...]]:
    """The text with unsafe characters replaced by U+FFFD and line ends made ``\\n``, and notes on what was done.

    Also: the byte order mark at the start and soft hyphens go, every kind of space becomes a space.
    Bidirectional controls, zero-width characters and words in two alphabets stay, and are noted.
    """
    if _PLAIN.fullmatch(text):
        return text, ()
    text = _LINE_ENDS.sub("\n", text.removeprefix("\ufeff")).replace("\u2029", "\n\n")
    notes = []
    for pattern, name in _UNSAFE:
        text, found = pattern.subn(REPLACEMENT, text)
        if found:
            notes.append(f"replaced {found} {name}{'s' if found > 1 else ''} with U+FFFD")
    text = text.replace(_SOFT_HYPHEN, "").translate(_SPACES)
    if _BIDI.search(text):
        notes.append("contains bidirectional control characters")
    if _ZERO_WIDTH.search(text):
        notes.append("contains zero-width characters")
    if _MIXED.search(text):
        notes.append("contains words that mix alphabets")
    return text, tuple(notes)


def clean(text: str) -> tuple[str, tuple[str, ...]]:
    """The final text and notes: `characters`, and no space at the end of a line, no blank lines at either end."""
    text, notes = characters(text)
    lines = [line.rstrip(" \t") for line in text.split("\n")]
    return "\n".join(lines).strip(), notes


def is_blank(text: str) -> bool:
    """True when nothing in the text could be read: only white space, replacements and invisible characters."""
    return not any(
        ch != REPLACEMENT and not ch.isspace() and unicodedata.category(ch) not in ("Cc", "Cf", "Cn", "Cs") for ch in text
    )


def one_line(text: str, most: int = 300) -> str:
    """The text on one line, cleaned, at most so many characters: for titles, names and ids."""
    joined = " ".join(characters(text)[0].split())
    return joined if len(joined) <= most else joined[: most - 1].rstrip() + "…"


def alike(one: str, other: str) -> bool:
    """True when two lines say the same, whatever their case, spacing and punctuation."""
    return _bare(one) == _bare(other) != ""


def _bare(text: str) -> str:
    return "".join(ch for ch in unicodedata.normalize("NFKC", text).casefold() if ch.isalnum())
