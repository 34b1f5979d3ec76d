"""Acts drawn from a mutually exciting process, at exact times or by day."""

from __future__ import annotations

import numpy as np

from sayso.analysis.excitation.series import Floats, Ints, Series, by_day, series


def simulate(background: Floats, effect: Floats, decay: Floats, horizon: float, seed: int) -> Series:
    """One history of ``horizon`` days from constant backgrounds, by generations (Hawkes and Oakes 1974).

    Raises ValueError when the effects never die out (spectral radius 1 or more).
    """
    if np.abs(np.linalg.eigvals(effect)).max() >= 1:
        raise ValueError("each act brings one more or better, so the history never ends; lower the effects")
    random, sides = np.random.default_rng(seed), len(background)
    times, marks = [], []
    parents_t = [random.uniform(0, horizon, random.poisson(background[i] * horizon)) for i in range(sides)]
    while any(len(each) for each in parents_t):
        for i, each in enumerate(parents_t):
            times.append(each)
            marks.append(np.full(len(each), i))
        children: list[list[Floats]] = [[] for _ in range(sides)]
        for i in range(sides):
            for j in range(sides):
                born = np.repeat(parents_t[j], random.poisson(effect[i, j], len(parents_t[j])))
                later = born + random.exponential(1 / decay[i, j], len(born))
                children[i].append(later[later < horizon])
        parents_t = [np.concatenate(each) for each in children]
    return series(np.concatenate(times), np.concatenate(marks), horizon, sides)


def simulate_days(background: Floats, effect: Floats, decay: Floats, edges: Floats, seed: int) -> Series:
    """One history by day: the model of ``fit`` for a series by day, run forward. ``background`` is sides × spans."""
    random, sides, days = np.random.default_rng(seed), len(effect), round(float(edges[-1]))
    fade = np.exp(-decay)
    state = np.zeros((sides, sides))
    span = np.clip(np.searchsorted(edges, np.arange(days), side="right") - 1, 0, background.shape[1] - 1)
    counts: Ints = np.zeros((sides, days), dtype=np.int64)
    for d in range(days):
        rate = background[:, span[d]] + (effect * (1 - fade) * state).sum(axis=1)
        # A history that explodes says so by its numbers; the cap only keeps it within memory.
        counts[:, d] = random.poisson(np.minimum(rate, 1e4))
        state = state * fade + counts[:, d][None, :]
    at = np.nonzero(counts)
    repeats = counts[at]
    return by_day(np.repeat(at[1], repeats), np.repeat(at[0], repeats), days, sides)
