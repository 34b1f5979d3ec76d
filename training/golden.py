"""Lessons out of our own gold, words cut and heads found as the product does it."""

from __future__ import annotations

from pathlib import Path

import spacy
from gold import FOLDER
from lessons import Lesson, golden

from sayso.coding.engine import Embedded
from sayso.coding.net import Net


def lessons_of(folder: Path, paths: list[Path] | None = None) -> tuple[Lesson, ...]:
    """Every item of the gold files as a lesson, parsed by the exported network in `folder`."""
    engine = Embedded(spacy.blank("en"), Net(folder))
    return tuple(golden(paths or sorted(FOLDER.glob("*.jsonl")), engine.parse))
