"""Acts of several sides in time, either at exact times or counted by day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Series:
    """``times`` (days from the start, ascending), ``marks`` (which side, 0 …) and ``horizon`` (length in days).

    ``binned`` says that only the day of an act is known: times are then whole numbers 0 … horizon − 1, acts of one
    day are tied, and none of them can be the cause of another.
    """

    times: Floats
    marks: Ints
    horizon: float
    sides: int
    binned: bool

    @property
    def counts(self) -> Ints:
        """Acts of each side, in all."""
        return np.bincount(self.marks, minlength=self.sides).astype(np.int64)

    @property
    def daily(self) -> Ints:
        """Acts per side (rows) and day (columns) of a binned series."""
        table = np.zeros((self.sides, round(self.horizon)), dtype=np.int64)
        np.add.at(table, (self.marks, self.times.astype(np.int64)), 1)
        return table


def series(times: Sequence[float] | Floats, marks: Sequence[int] | Ints, horizon: float, sides: int | None = None) -> Series:
    """Acts at exact times in 0 … ``horizon``, in any order. Raises ValueError when one lies outside."""
    return _made(times, marks, horizon, sides, binned=False)


def by_day(days: Sequence[int] | Ints, marks: Sequence[int] | Ints, horizon: int, sides: int | None = None) -> Series:
    """Acts of which only the day is known: 0 is the first day, ``horizon`` − 1 the last. Raises ValueError outside it."""
    return _made(days, marks, horizon, sides, binned=True)


def _made(times: object, marks: object, horizon: float, sides: int | None, binned: bool) -> Series:
    t, m = np.asarray(times, dtype=np.float64), np.asarray(marks, dtype=np.int64)
    if t.shape != m.shape:
        raise ValueError(f"{len(t)} times but {len(m)} marks; every act has one of each")
    last = horizon - 1 if binned else horizon
    if len(t) and (t.min() < 0 or t.max() > last):
        raise ValueError(f"times run from {t.min()} to {t.max()}, outside 0 … {last}")
    order = np.lexsort((m, t))
    return Series(t[order], m[order], float(horizon), sides or int(m.max(initial=0)) + 1, binned)
