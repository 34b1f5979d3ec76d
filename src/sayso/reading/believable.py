"""Whether a text decoded on a guess is one people would write, or letters from the wrong code page."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import Final

_WESTERN: Final = frozenset(("cp1252", "mac-roman", "iso8859-15"))
_CYRILLIC: Final = frozenset(("cp1251", "koi8-r", "koi8-u", "iso8859-5", "mac-cyrillic"))
_SAMPLE: Final = 200_000
_EXPECTED: Final = frozenset(
    "“”‘’‚„–—…•·«»‹›°©®™§¶€£¥¢½¼¾²³¹º±×÷†‡¿¡´ªµ¬¦\xa0\xadàâäáãåæçéèêëíìîïñóòôöõøœúùûüÿßšžÀÂÄÁÃÅÆÇÉÈÊËÍÌÎÏÑÓÒÔÖÕØŒÚÙÛÜŸŠŽ"
)
"""Signs and letters of Western European print. Icelandic ð þ ý are left out: on a guess they are mostly Turkish."""
_ICELANDIC: Final = frozenset("ðþýÐÞÝ")
_STRANGE_CASE: Final = re.compile(r"[a-z][À-ÖØ-ÞŒŠŽŸ]|[À-ÖØ-Þ][à-öø-ÿ]{3}[À-ÖØ-Þ]")
_SIGN_IN_WORD: Final = re.compile(r"[A-Za-z][¡-©«-´¶¸-¿×÷†‡•‚„‹€™](?=[A-Za-z])|[a-z][‚„¿¡]")
_RUN: Final = re.compile(r"[^\x00-\x7f–—…•«»“”‘’]{3}[^\x00-\x7f]|[^\x00-\x7f][^\x00-\x7f–—…•«»“”‘’]{3}")
_COMMON_CYRILLIC: Final = frozenset("оеаинтрсіу")
_FEW: Final = 20


def believable(text: str, encoding: str, *, named: bool) -> bool:
    """True when text decoded from this code page looks right; ``named`` if the document declares it.

    Never: unused control codes, two alphabets inside one word. In a Western code page besides: signs
    inside words, capitals after small letters, words made of accents. In a Cyrillic one: too few of
    the commonest letters, or words that are all capitals but the first.
    """
    if any("\x80" <= ch <= "\x9f" for ch in text):
        return False
    words = [word for word in re.findall(r"\w+", text[:_SAMPLE]) if not word.isascii()]
    if any(len({_script(ch) for ch in word if ch.isalpha()}) > 1 for word in words):
        return False
    if encoding in _WESTERN:
        return _western(text, words, named)
    return _cyrillic(words, named) if encoding in _CYRILLIC else True


def _western(text: str, words: list[str], named: bool) -> bool:
    strange = {ch for ch in text[:_SAMPLE] if ch > "\x7f"} - _EXPECTED
    if strange - _ICELANDIC or (strange and not named):
        return False
    if any(pattern.search(text) for pattern in (_STRANGE_CASE, _SIGN_IN_WORD, _RUN)):
        return False
    return not any(len(word) > 3 and sum(ch > "\x7f" for ch in word) > 0.6 * len(word) for word in words)


def _cyrillic(words: list[str], named: bool) -> bool:
    letters = Counter(ch for word in words for ch in word.lower() if _script(ch) == "CYRILLIC")
    total = letters.total()
    if (total < _FEW and not named) or total < 0.9 * sum(len(word) for word in words):
        return False
    inside_out = sum(word[:1].islower() and word[1:].isupper() for word in words if len(word) > 2)
    if total < _FEW:
        return not inside_out
    return inside_out <= len(words) // 20 and sum(letters[ch] for ch in _COMMON_CYRILLIC) >= 0.4 * total


def _script(ch: str) -> str:
    return unicodedata.name(ch, "").partition(" ")[0].partition("-")[0]
