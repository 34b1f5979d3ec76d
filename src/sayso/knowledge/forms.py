"""The spellings a name takes in print: apostrophes, accents and the Arabic article are written in several ways."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_APOSTROPHES: Final = "'’‘ʼʾʿ`´"
_APOSTROPHE = re.compile(f"[{_APOSTROPHES}]")
_ARTICLE = re.compile(r"\b([Aa]l|[Aa]n|[Aa]s|[Aa]sh|[Aa]r|[Aa]d|[Ee]l|[Uu]l)-(?=[A-Z])")
_UNMARKED: Final = str.maketrans({"ø": "o", "Ø": "O", "ı": "i", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ß": "ss"})


def spellings(form: str) -> tuple[str, ...]:
    """The form as given, then the other ways the press prints it, without repeats.

    Straight, curly or no apostrophes; accents or none; ``al-X``, ``Al-X`` or ``al X``.
    """
    articles = [form]
    if _ARTICLE.search(form):
        articles += [
            _ARTICLE.sub(lambda m: m[1].lower() + "-", form),
            _ARTICLE.sub(lambda m: m[1].capitalize() + "-", form),
            _ARTICLE.sub(lambda m: m[1].lower() + " ", form),
            _ARTICLE.sub(lambda m: m[1].capitalize() + " ", form),
        ]
    marks = [made for one in articles for made in (one, without_accents(one))]
    written = [_APOSTROPHE.sub(mark, one) for one in marks for mark in ("'", "’", "‘", "")]
    return tuple(dict.fromkeys([form, *written]))


def without_accents(text: str) -> str:
    """The text with accents and similar marks on Latin letters taken off, NFC."""
    bare = "".join(mark for mark in unicodedata.normalize("NFD", text) if not unicodedata.combining(mark))
    return unicodedata.normalize("NFC", bare.translate(_UNMARKED))


def plain(text: str) -> str:
    """A key under which all spellings of one name meet: no case, accents, apostrophes, hyphens or full stops."""
    bare = without_accents(_APOSTROPHE.sub("", text)).casefold()
    return " ".join(re.sub(r"[-‐‑–—.,/]", " ", bare.replace(".", "")).split())
