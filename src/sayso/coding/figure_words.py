"""The words that say what a count counts, from ``data/figures.yml``."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from spacy.tokens import Span, Token


@cache
def figure_words() -> dict[str, Any]:
    """The word lists: strings of words and lists as sets, tables as they are."""
    data = yaml.safe_load(files("sayso.coding").joinpath("data/figures.yml").read_text(encoding="utf-8"))
    return {name: value if isinstance(value, dict) else words_of(value) for name, value in data.items()}


def words_of(value: str | list[str]) -> frozenset[str]:
    return frozenset(value.split() if isinstance(value, str) else value)


@cache
def table(role: str) -> dict[str, str]:
    """Lemma → kind for one role of the word list ("patient", "subject", "state", "noun")."""
    kinds = figure_words()["kinds"]
    return {word: kind for kind in reversed(list(kinds)) for word in kinds[kind][role]}


def between(sent: Span, start: int, end: int) -> str:
    """``doc.text[start:end]`` inside `sent`, without writing out the whole text, which spaCy does anew each time."""
    return sent.text[start - sent.start_char : end - sent.start_char]


def lemma(token: Token) -> str:
    return token.lemma_.lower()
