"""Do events close in space come close in time? Knox's count and Mantel's sum, against shuffled days."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

EARTH_KM = 6371.0088
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Nearness:
    """``pairs`` close in both, ``expected`` with shuffled days, ``p`` for Knox's count and ``mantel_p`` for Mantel's sum."""

    pairs: int
    expected: float
    p: float
    mantel: float
    mantel_p: float
    events: int

    @property
    def ratio(self) -> float:
        """Pairs seen per pair expected; 1 when space and time have nothing to do with each other."""
        return self.pairs / self.expected if self.expected else 1.0


def distances_km(lat: Floats, lon: Floats) -> Floats:
    """Great-circle distances of every point from every other, in km (haversine)."""
    a, o = np.radians(lat), np.radians(lon)
    h = np.sin((a[:, None] - a) / 2) ** 2 + np.cos(a[:, None]) * np.cos(a) * np.sin((o[:, None] - o) / 2) ** 2
    return np.asarray(2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(h, 0, 1))))


def nearness(
    places: Sequence[tuple[float, float]], days: Sequence[int], km: float = 50.0, within: int = 14, rounds: int = 999, seed: int = 0
) -> Nearness:  # fmt: skip
    """Knox (1964): pairs at most ``km`` and ``within`` days apart, set against the days dealt to the places anew.

    Mantel (1967): the sum of 1/(km + 1) · 1/(days + 1) over pairs, which needs no threshold. Each p is (1 + as many) /
    (1 + rounds). Raises ValueError for fewer than three events.
    """
    if len(places) < 3:
        raise ValueError(f"{len(places)} events; space and time can be compared from three on")
    at, when = np.asarray(places, dtype=np.float64), np.asarray(days, dtype=np.float64)
    upper = np.triu_indices(len(at), 1)
    apart = distances_km(at[:, 0], at[:, 1])
    close, weight = (apart <= km)[upper], (1 / (apart + 1))[upper]
    random = np.random.default_rng(seed)

    def both(order: Floats) -> tuple[int, float]:
        gap = np.abs(order[:, None] - order)[upper]
        return int((close & (gap <= within)).sum()), float((weight / (gap + 1)).sum())

    pairs, mantel = both(when)
    drawn = [both(random.permutation(when)) for _ in range(rounds)]
    as_many = sum(each >= pairs for each, _ in drawn)
    as_much = sum(each >= mantel - 1e-12 for _, each in drawn)
    mean = float(np.mean([each for each, _ in drawn]))
    return Nearness(pairs, mean, (1 + as_many) / (1 + rounds), mantel, (1 + as_much) / (1 + rounds), len(at))
