"""One piece of evidence in a grid of competing hypotheses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """What it is, its points for each answer (0 where it says nothing), its statements."""

    what: str
    points: Mapping[str, float]
    evidence: tuple[str, ...]
