"""The words for probabilities of ICD 203 (Office of the Director of National Intelligence, 2015)."""

from __future__ import annotations

from typing import Final

BANDS: Final = (
    (0.05, "almost no chance"), (0.20, "very unlikely"), (0.45, "unlikely"), (0.55, "roughly even chance"),
    (0.80, "likely"), (0.95, "very likely"), (1.01, "almost certain"),
)  # fmt: skip
"""Upper end of each band (exclusive) and its word."""


def word(p: float) -> str:
    """The word for a probability between 0 and 1."""
    return next(name for top, name in BANDS if p < top)
