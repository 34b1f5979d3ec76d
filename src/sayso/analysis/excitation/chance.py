"""Could it be chance? One side's acts moved in time against the other's, a thousand times and more."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sayso.analysis.excitation.fit import edges_of, fit_side
from sayso.analysis.excitation.series import Floats, Ints, Series, by_day, series

APART = 30.0
"""Days by which a shift moves acts at least, so that no shift is nearly the history itself."""


@dataclass(frozen=True, slots=True)
class Chance:
    """``gain`` is the log-likelihood that answering adds; ``p`` the share of moved histories with as much, itself counted."""

    gain: float
    p: float
    rounds: int
    way: str
    """``shifted`` (circular) or ``shuffled`` (gaps in another order)."""


def against_chance(data: Series, answering: int, causing: int, spans: int = 1, rounds: int = 1000, seed: int = 0) -> Chance:
    """Tests that acts of ``causing`` bring acts of ``answering`` by moving the causing side's acts in time.

    A long history (1,000 days or more) is shifted on a circle, which keeps every gap of both sides and breaks only what
    ties one to the other; a short one has its gaps put in another order. The answering side's own clustering is in the
    model throughout, so bursts that each side makes by itself are no answer. ``p`` is (1 + as good) / (1 + rounds).
    """
    random = np.random.default_rng(seed)
    pair = _pair(data, answering, causing)
    edges = edges_of(data, spans)
    alone = fit_side(_alone(pair), 0, edges, errors=False)
    start = np.concatenate([alone.parameters[: spans + 1], [0.2], alone.parameters[spans + 1 :], [0.5]])
    whole = fit_side(pair, 0, edges, errors=False)
    gain = alone.cost - min(whole.cost, fit_side(pair, 0, edges, start, errors=False).cost)
    shift = data.horizon >= 1000
    as_good = 0
    for _ in range(rounds):
        moved = _moved(pair, random, shift)
        as_good += alone.cost - fit_side(moved, 0, edges, start, errors=False).cost >= gain
    return Chance(float(gain), (1 + as_good) / (1 + rounds), rounds, "shifted" if shift else "shuffled")


def _pair(data: Series, answering: int, causing: int) -> Series:
    kept = (data.marks == answering) | (data.marks == causing)
    return _series(data, data.times[kept], (data.marks[kept] == causing).astype(np.int64), 2)


def _alone(pair: Series) -> Series:
    mine = pair.marks == 0
    return _series(pair, pair.times[mine], pair.marks[mine], 1)


def _series(like: Series, times: Floats, marks: Ints, sides: int) -> Series:
    if like.binned:
        return by_day(times.astype(np.int64), marks, round(like.horizon), sides)
    return series(times, marks, like.horizon, sides)


def _moved(pair: Series, random: np.random.Generator, shift: bool) -> Series:
    causing = pair.times[pair.marks == 1]
    if shift:
        by = random.uniform(APART, pair.horizon - APART)
        moved = (causing + (np.floor(by) if pair.binned else by)) % pair.horizon
    else:
        gaps = np.diff(np.concatenate([[0.0], causing, [pair.horizon - 1 if pair.binned else pair.horizon]]))
        random.shuffle(gaps)
        moved = np.cumsum(gaps)[:-1]
    times = np.concatenate([pair.times[pair.marks == 0], moved])
    marks = np.concatenate([np.zeros(len(times) - len(moved), dtype=np.int64), np.ones(len(moved), dtype=np.int64)])
    return _series(pair, times, marks, 2)
