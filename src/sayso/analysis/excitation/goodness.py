"""Does the model fit? Time rescaling: with the right rate, waits measured in expected acts are exponential."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from sayso.analysis.excitation import kernels
from sayso.analysis.excitation.fit import Fit, fit_side
from sayso.analysis.excitation.series import Floats, Series
from sayso.analysis.excitation.simulate import simulate, simulate_days

REJECT = 0.05


@dataclass(frozen=True, slots=True)
class Goodness:
    """Per side the greatest distance from the exponential, and the share of model-made histories that lie further off."""

    distances: tuple[float, ...]
    p_values: tuple[float, ...]
    rounds: int

    @property
    def rejected(self) -> bool:
        """True when a side's waits are unlike the model's, at 5 % shared among the sides (Bonferroni)."""
        return min(self.p_values) < REJECT / len(self.p_values)


def waits(data: Series, model: Fit, side: int, random: np.random.Generator) -> Floats:
    """The waits between one side's acts in expected acts: exponential with mean 1 when the model is right.

    Acts of one day are spread over that day's expectation at random (Haslinger, Pipa and Brown 2010): given their number,
    a Poisson count lies so, hence the law of the waits is exact for a series by day too.
    """
    mu, effect, decay = model.background[side], model.effect[side], model.decay[side]
    if not data.binned:
        reached = kernels.compensate()(data.times, data.marks, side, model.edges, mu, effect, decay)
        return np.diff(reached, prepend=0.0)
    rates = kernels.rates()(data.daily, model.edges, mu, effect, decay)
    before = np.cumsum(rates) - rates
    days = data.times[data.marks == side].astype(np.int64)
    return np.diff(np.sort(before[days] + rates[days] * random.uniform(size=len(days))), prepend=0.0)


def distance(found: Floats) -> float:
    """Kolmogorov and Smirnov's distance between waits and the exponential law of mean 1."""
    u = np.sort(-np.expm1(-found))
    n = len(u)
    return float(max((np.arange(1, n + 1) / n - u).max(), (u - np.arange(n) / n).max()))


def goodness(data: Series, model: Fit, rounds: int = 199, seed: int = 0) -> Goodness:
    """Distances of the data, set against histories that the fitted model makes itself, each fitted anew (Brown et al. 2002).

    Fitting anew matters: a model fitted to its own data always comes closer than the textbook's table allows for.
    ``p`` is (1 + histories at least as far off) / (1 + rounds).
    """
    random = np.random.default_rng(seed)
    sides = range(data.sides)
    found = [distance(waits(data, model, side, random)) for side in sides]
    beyond, done = np.zeros(data.sides), 0
    while done < rounds:
        made = _again(model, data, int(random.integers(2**31)))
        done += 1
        if made.counts.min() < 10:
            continue  # a history too thin to fit counts as one that fits better
        refitted = _refitted(made, model)
        beyond += [distance(waits(made, refitted, side, random)) >= found[side] for side in sides]
    return Goodness(tuple(found), tuple(float(p) for p in (1 + beyond) / (1 + rounds)), rounds)


def _refitted(made: Series, model: Fit) -> Fit:
    """The model fitted to a history of its own making, from the parameters that made it."""
    spans, sides = model.background.shape[1], len(model.effect)
    starts = np.hstack([model.background, model.effect, model.decay])
    top = np.array([fit_side(made, side, model.edges, starts[side], errors=False).parameters for side in range(sides)])
    return replace(model, background=top[:, :spans], effect=top[:, spans : spans + sides], decay=top[:, spans + sides :])


def _again(model: Fit, data: Series, seed: int) -> Series:
    if data.binned:
        return simulate_days(model.background, model.effect, model.decay, model.edges, seed)
    weights = np.diff(model.edges) / data.horizon
    return simulate((model.background * weights).sum(axis=1), model.effect, model.decay, data.horizon, seed)
