"""Words into the word pieces of the encoder (WordPiece as in BERT, lower case) and the case of each word."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Final

PAD, UNKNOWN, BEGIN, END = 0, 100, 101, 102
LONGEST: Final = 100
"""A run of letters longer than this is one unknown piece, as in BERT."""
MOST: Final = 12
"""Of a word in more pieces than this, the first pieces stand for all: a web address must not fill the window."""
LOWER, TITLE, UPPER, MIXED, NO_CASE = range(1, 6)


@lru_cache(maxsize=1)
def vocabulary() -> Mapping[str, int]:
    """Word pieces and their numbers; a piece that goes on a word begins with ``##``."""
    lines = files("sayso.coding.weights").joinpath("model", "vocab.txt").read_text(encoding="utf-8").split("\n")
    return {piece: number for number, piece in enumerate(lines) if piece}


@lru_cache(maxsize=100_000)
def pieces(word: str) -> tuple[int, ...]:
    """The pieces of one word: at least one, at most `MOST`."""
    known = vocabulary()
    found = [number for part in parts(word) for number in _cut(part, known)]
    return tuple(found[:MOST]) or (UNKNOWN,)


def parts(word: str) -> list[str]:
    """`word` in lower case without accents, cut at punctuation marks and around ideographs."""
    plain = unicodedata.normalize("NFD", word.lower())
    runs = [""]
    for char in plain:
        kind = unicodedata.category(char)
        if kind == "Mn" or kind[0] == "C":
            continue
        if kind[0] == "Z":
            runs.append("")
        elif _alone(char, kind):
            runs += [char, ""]
        else:
            runs[-1] += char
    return [run for run in runs if run]


def _alone(char: str, kind: str) -> bool:
    code = ord(char)
    ascii_mark = 33 <= code <= 47 or 58 <= code <= 64 or 91 <= code <= 96 or 123 <= code <= 126
    ideograph = 0x4E00 <= code <= 0x9FFF or 0x3400 <= code <= 0x4DBF or 0xF900 <= code <= 0xFAFF or 0x20000 <= code <= 0x2FA1F
    return ascii_mark or kind[0] == "P" or ideograph


def _cut(part: str, known: Mapping[str, int]) -> list[int]:
    """Longest known piece first."""
    found: list[int] = []
    begin = 0
    while begin < len(part) <= LONGEST:
        end = len(part)
        mark = "##" if begin else ""
        while end > begin and mark + part[begin:end] not in known:
            end -= 1
        if end == begin:
            return [UNKNOWN]
        found.append(known[mark + part[begin:end]])
        begin = end
    return found or [UNKNOWN]


def case(word: str) -> int:
    """How the word is written: LOWER, TITLE, UPPER, MIXED or NO_CASE."""
    letters = [char for char in word if char.isalpha()]
    if not letters:
        return NO_CASE
    if word.islower():
        return LOWER
    if word.isupper():
        return UPPER if len(letters) > 1 else TITLE
    return TITLE if letters[0].isupper() and all(char.islower() for char in letters[1:]) else MIXED
