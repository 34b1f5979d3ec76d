"""Firmness and time of an offered statement, brought under the rules the embedded coder keeps."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Final

from sayso.coding.statements import OLD
from sayso.knowledge.cues import Hedge, hedges
from sayso.types import When

_AHEAD: Final[Mapping[str, int]] = {"future": 1, "hypothetical": 0}
"""The firmest a voice can be about what has not happened."""


@cache
def _hedges() -> Mapping[str, Hedge]:
    return {word.lower(): hedge for hedge in hedges() for word in hedge.words}


def settled(firmness: int, stance: str, time: str, negated: bool, said: tuple[str, ...]) -> int:
    """The firmness a model gives, capped by the hedges and the time, and with the sign that denial and negation demand."""
    value = min(abs(firmness), _AHEAD.get(time, 3))
    for word in said:
        hedge = _hedges().get(" ".join(word.lower().split()))
        if hedge is not None:
            value = min(value, *(abs(bound) for bound in (hedge.cap, hedge.value) if bound is not None), 3)
    if (stance == "denies") != negated:
        return -value
    return value if negated or firmness > 0 else -value


def time_of(said: str, when: When | None, published: date) -> str:
    """The time a model gives; past and historical are told apart by the date where there is one (more than a year back)."""
    if said in ("past", "historical") and when is not None and when.last is not None:
        return "historical" if when.last < published - OLD else "past"
    return said
