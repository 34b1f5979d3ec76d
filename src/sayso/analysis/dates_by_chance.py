"""Do acts fall on marked days more than chance would have it? Circular shifts, which keep every cluster of acts whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
WINDOWS = (0, 1, 3)
"""Days by which an act may miss an occasion and still count, each tried; trying three is paid for by the correction."""
PLANTED = (0.05, 0.1, 0.2, 0.3, 0.5, 0.8)


@dataclass(frozen=True, slots=True)
class Marked:
    """``covered`` has a row per occasion and a column per day of the record, True where it falls on that day."""

    names: tuple[str, ...]
    covered: NDArray[np.bool_]

    @property
    def days(self) -> int:
        return int(self.covered.shape[1])

    def widened(self, window: int) -> NDArray[np.bool_]:
        """The same with every occasion spread over ``window`` days before and after."""
        wide = self.covered.copy()
        for step in range(1, window + 1):
            wide[:, step:] |= self.covered[:, :-step]
            wide[:, :-step] |= self.covered[:, step:]
        return wide


@dataclass(frozen=True, slots=True)
class Luck:
    """The acts that fell within each window of some occasion, what shifts give on average, and the corrected p."""

    hits: tuple[int, ...]
    expected: tuple[float, ...]
    coverage: tuple[float, ...]
    """Share of all days that lie within each window of some occasion."""
    p: float
    """How often shifts do as well in their best window (itself counted); one p for all windows together."""
    singles: tuple[tuple[str, int, int, float], ...]
    """Occasions as (name, window, hits, p corrected for every occasion and window), the smallest p first."""
    shifts: int


def luck(acts: Sequence[int], marked: Marked, windows: Sequence[int] = WINDOWS) -> Luck:
    """Tests acts (day numbers, 0 … days − 1) against every circular shift of themselves but the smallest.

    A shift moves all acts by the same number of days around the end of the record, so bursts stay bursts. Shifts by less
    than twice the widest window and a week would leave acts where they are, and are left out. The correction for many dates
    is the largest count any occasion reaches under each shift (Westfall and Young 1993), times the number of windows.
    """
    days, widest = marked.days, 2 * max(windows) + 7
    shifts = np.arange(widest, days - widest + 1)
    if len(shifts) < 20 or not len(acts):
        raise ValueError(f"{len(acts)} acts in {days} days: too short a record to shift; it takes {2 * widest + 20} days")
    counts = np.bincount(np.asarray(acts), minlength=days).astype(np.float64)
    hits, expected, coverage, best, own = [], [], [], [], []
    singles: list[tuple[str, int, int, float]] = []
    for window in windows:
        wide = marked.widened(window)
        some = np.asarray(wide.any(axis=0))
        total = _by_shift(counts, some[None, :])[0]
        mean, spread = total[shifts].mean(), total[shifts].std() or 1.0
        hits.append(round(float(total[0])))
        expected.append(float(mean))
        coverage.append(float(some.mean()))
        best.append((total[shifts] - mean) / spread)
        own.append((total[0] - mean) / spread)
        each = _by_shift(counts, wide)
        tops = each[:, shifts].max(axis=0)
        for name, n in zip(marked.names, each[:, 0], strict=True):
            if n > 0:
                singles.append((name, window, round(float(n)), min(1.0, len(windows) * _share(tops, float(n)))))
    p = _share(np.max(best, axis=0), max(own))
    singles.sort(key=lambda single: (single[3], -single[2], single[1], single[0]))
    return Luck(tuple(hits), tuple(expected), tuple(coverage), p, tuple(singles), len(shifts))


def _by_shift(counts: Floats, wide: NDArray[np.bool_]) -> Floats:
    """Hits of every row under every circular shift of the acts, by fast convolution; column 0 is the record itself."""
    acts = np.conj(np.fft.rfft(counts))
    found = np.fft.irfft(np.fft.rfft(wide.astype(np.float64), axis=1) * acts[None, :], n=wide.shape[1], axis=1)
    return np.asarray(np.round(found))


def _share(drawn: Floats, found: float) -> float:
    return float((1 + (drawn >= found - 1e-9).sum()) / (1 + len(drawn)))


def power(acts: Sequence[int], marked: Marked, level: float = 0.05, rounds: int = 60, seed: int = 0) -> float | None:
    """The smallest share of acts that, had it been timed to some occasion, this test would find four times in five.

    Shares tried are ``PLANTED``; None when not even the largest would be found. Acts to be timed are drawn at random, moved
    to days of occasions drawn at random; the others are shifted together by a random number of days.
    """
    random, days = np.random.default_rng(seed), marked.days
    at = np.flatnonzero(marked.covered.any(axis=0))
    if not len(at):
        return None
    for share in PLANTED:
        found = 0
        for _ in range(rounds):
            moved = (np.asarray(acts) + random.integers(days)) % days
            timed = random.random(len(moved)) < share
            moved[timed] = random.choice(at, timed.sum())
            found += _overall(moved, marked, WINDOWS) < level
        if found >= 0.8 * rounds:
            return share
    return None


def _overall(acts: NDArray[np.int64], marked: Marked, windows: Sequence[int]) -> float:
    """The p of ``luck`` alone, without the single occasions."""
    some = Marked(("any",), np.asarray(marked.covered.any(axis=0))[None, :])
    return luck(acts.tolist(), some, windows).p
