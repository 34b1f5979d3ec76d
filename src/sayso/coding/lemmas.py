"""Dictionary forms of English words, by rule from the word and its part of speech."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib.resources import files

import yaml

INFLECTED = {"VERB", "AUX", "NOUN", "ADJ", "ADV"}


@cache
def _known() -> dict[str, dict[str, str]]:
    data = yaml.safe_load(files("sayso.coding").joinpath("english.yaml").read_text(encoding="utf-8"))
    lemmas: dict[str, dict[str, str]] = data["lemmas"]
    return lemmas


@lru_cache(maxsize=200_000)
def lemma(word: str, pos: str) -> str:
    """The lemma of `word` as the UD part of speech `pos`; proper nouns and symbols stay as they are."""
    if pos in {"PROPN", "X", "SYM", "PUNCT", "SPACE", "NUM"}:
        return word
    lower = word.lower()
    if fixed := _known().get(pos, {}).get(lower):
        return fixed
    if pos == "PRON" and lower == "i":
        return "I"
    if pos not in INFLECTED:
        return lower
    if not any(letter.isalpha() for letter in word):
        return word
    if pos == "NOUN" and word.isupper() and len(word) < 6:
        return word  # an abbreviation, not a plural in capitals
    import lemminflect

    found = lemminflect.getLemma(lower, pos, lemmatize_oov=False)
    if not found:
        found = lemminflect.getLemma(lower, pos, lemmatize_oov=True)
    return str(found[0]) if found and found[0] else lower
