"""Which language a text is in, as far as that can be told."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Final

from sayso.reading.model import Refused

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

_SAMPLE: Final = 1500
_SURE: Final = 0.5
"""Probability above which a verdict against English counts; a handful of foreign names stays below it."""
_FEW_LETTERS: Final = 20
_NOT_AGAINST_ENGLISH: Final = frozenset({"en", "pcm", "zxx", "und"})
"""English, English-based Nigerian Pidgin, "not a language" (numbers, codes) and "undetermined"."""


def guess(text: str) -> tuple[str, float]:
    """The ISO 639 code of the most likely language and its probability, from samples of start, middle and end."""
    if len(text) > 3 * _SAMPLE:
        middle = len(text) // 2
        text = " ".join((text[:_SAMPLE], text[middle : middle + _SAMPLE], text[-_SAMPLE:]))
    code, probability = _identifier().classify(text)
    return str(code), float(probability)


def require_english(text: str) -> None:
    """Returns if the text can pass for English; raises `Refused` with ``language`` otherwise.

    Text in another alphabet is refused however short; other text needs some letters and a clear verdict.
    """
    sample = text[: 2 * _SAMPLE]
    letters = [ch for ch in sample if ch.isalpha()]
    latin = sum(ch.isascii() or unicodedata.name(ch, "").startswith("LATIN") for ch in letters)
    if letters and latin < len(letters) / 2:
        raise Refused(
            "language",
            "most of it is not in the Latin alphabet; only English is read. To read it all the same: --language en",
        )
    if len(letters) < _FEW_LETTERS:
        return
    code, probability = guess(text)
    if code not in _NOT_AGAINST_ENGLISH and probability >= _SURE:
        raise Refused(
            "language",
            f"it reads as '{code}' ({probability:.0%} sure); only English is read. If it is English: --language en",
        )


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
