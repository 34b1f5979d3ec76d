"""Keys for place names: two spellings of one name get one key."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

FOLDED: Final = "~"
"""What stands before a looser key in tables of keys."""

_ODD_LETTERS: Final = str.maketrans(
    {"ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ə": "a", "ǝ": "a", "ħ": "h",
     "&": " and "}
)  # fmt: skip
_SILENT: Final = re.compile(r"['`´.\u02b9-\u02bf\u02c8\u02ca\u02cb\u2018\u2019\u201b\u2032]")
"""Apostrophes, ayn and hamza in all their disguises, and the points of abbreviations."""
_WORD: Final = re.compile(r"\w+")
_SHORT: Final = {"st": "saint", "mt": "mount", "ft": "fort"}

ARTICLES: Final = frozenset(
    {"al", "el", "ul", "ad", "ed", "ud", "ar", "er", "ur", "as", "es", "ash", "esh", "ush", "at", "ut", "az", "ez", "uz",
     "an", "adh", "edh", "ath", "eth", "i", "e"}
)  # fmt: skip
"""The Arabic article and the Persian link vowel as they are written in Latin letters, assimilated or not."""

_SOUNDS: Final = (
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"dj"), "j"),
    (re.compile(r"tch"), "ch"),
    (re.compile(r"[ae][iy]"), "ai"),
    (re.compile(r"ou|ow|o|uw"), "u"),
    (re.compile(r"i[yj]|ie|ye|y|e"), "i"),
    (re.compile(r"q|ck"), "k"),
    (re.compile(r"w"), "v"),
    (re.compile(r"ph"), "f"),
    (re.compile(r"(?<=[aiu])h\b"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)

_DIRECTION: Final = frozenset(
    {"north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "northeast", "northwest",
     "southeast", "southwest", "northeastern", "northwestern", "southeastern", "southwestern", "upper", "lower", "greater",
     "downtown", "inner", "outer", "mainland", "coastal", "rural"}
)  # fmt: skip
_REGION_NOUNS: Final = frozenset(
    {"province", "governorate", "governate", "oblast", "region", "state", "prefecture", "wilayat", "vilayat", "muhafazah",
     "muhafazat", "krai", "kray", "department", "county", "territory", "division", "canton", "republic"}
)  # fmt: skip
_TOWN_NOUNS: Final = frozenset(
    {"city", "town", "village", "district", "municipality", "township", "suburb", "neighborhood", "neighbourhood", "area",
     "raion", "rayon", "commune", "settlement", "sector"}
)  # fmt: skip


@lru_cache(maxsize=65536)
def normalise(name: str) -> str:
    """The key of a place name: lower case, no diacritics, apostrophes or points, hyphens as blanks, "St" spelt out.

    Letters of other scripts are kept. An empty result means the name holds no letter or digit.
    """
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", _SILENT.sub("", name)).casefold())
    bare = "".join(letter for letter in plain if not unicodedata.combining(letter)).translate(_ODD_LETTERS)
    return " ".join(_SHORT.get(word, word) for word in _WORD.findall(bare))


@lru_cache(maxsize=65536)
def fold(key: str) -> str:
    """A looser key for names brought over from another script: without articles, with vowels and doubles evened out.

    Takes what ``normalise`` gives. Empty when fewer than four letters are left, too few to tell places apart.
    """
    text = without_article(key)
    for pattern, sound in _SOUNDS:
        text = pattern.sub(sound, text)
    return text if len(text) >= 4 else ""


def without_article(key: str) -> str:
    """The key without the articles before a word: "deir ez zor" becomes "deir zor"; a last word always stays."""
    words = key.split()
    return " ".join([word for word in words[:-1] if word not in ARTICLES] + words[-1:])


def reductions(key: str) -> Iterator[tuple[str, str]]:
    """Shorter keys to try when a key is unknown, with what they ask for: ``admin1``, ``locality`` or ``""``.

    "anbar province" gives ("anbar", "admin1"), "city of mosul" ("mosul", "locality"), "northern iraq" ("iraq", "").
    """
    words = key.split()
    if len(words) > 2 and words[1] == "of" and words[0] in _REGION_NOUNS | _TOWN_NOUNS:
        yield " ".join(words[2:]), _asks(words[0])
    if len(words) > 1 and words[-1] in _REGION_NOUNS | _TOWN_NOUNS:
        yield " ".join(words[:-1]), _asks(words[-1])
    if len(words) > 1 and words[0] in _DIRECTION:
        yield " ".join(words[1:]), ""


def stem(key: str) -> str:
    """A region's key without the noun for its kind ("anbar province" → "anbar"), unless only a direction is left."""
    words = [word for word in key.split() if word not in _REGION_NOUNS | {"district", "township", "municipality"}]
    if words[:1] == ["of"]:
        words = words[1:]
    return " ".join(words) if words and not _DIRECTION.issuperset(words) else key


def _asks(noun: str) -> str:
    return "admin1" if noun in _REGION_NOUNS else "locality"
