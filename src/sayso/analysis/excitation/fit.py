"""Maximum likelihood for the mutually exciting process, side by side, with standard errors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import log

import numpy as np

from sayso.analysis.excitation import kernels
from sayso.analysis.excitation.series import Floats, Series
from sayso.types import SaysoError

LOWEST, HIGHEST = 1e-5, 50.0
"""Bounds of an effect and of a decay per day. An effect at the floor is none."""
LONGEST = 8
"""A half-life is at most this part of the record: an effect that fades more slowly cannot be told from a changing background."""
FEWEST = 10
"""Acts a side must have before its process is fitted."""
STARTS = (0.5, 0.05)
"""Decays per day from which the climb starts; the likelihood can have more than one top."""


class TooFew(SaysoError):
    """A side has too few acts for its process to be told from chance."""


@dataclass(frozen=True, slots=True)
class Fit:
    """The rate of side i is background[i] + Σ_j effect[i, j] · decay[i, j] · exp(−decay[i, j] · age) over earlier acts of j.

    ``background`` is per side (rows) and span of time (columns, between ``edges``), in acts a day. ``effect`` is the number
    of acts of i that one act of j is expected to bring directly, ``half_life`` in days. ``low`` and ``high`` bound the
    effects, and ``slow`` and ``fast`` the half-lives, at 95 %; they are nan where the effect sits at its floor, because
    nothing can be said of how fast an absent effect fades. Spans of background end where the next begins.
    """

    background: Floats
    effect: Floats
    decay: Floats
    edges: Floats
    errors: Floats
    """Standard errors of the logarithms, per side: backgrounds, effects, decays; nan at a bound."""
    covariance: tuple[Floats, ...]
    log_likelihood: float
    converged: bool
    binned: bool

    @property
    def half_life(self) -> Floats:
        """Days after which half of the answers to an act have come."""
        return np.asarray(np.log(2) / self.decay)

    def _bounds(self, values: Floats, first: int, sign: float) -> Floats:
        sides = len(self.effect)
        begin = self.background.shape[1] + first * sides
        return np.asarray(values * np.exp(sign * 1.96 * self.errors[:, begin : begin + sides]))

    @property
    def low(self) -> Floats:
        return self._bounds(self.effect, 0, -1)

    @property
    def high(self) -> Floats:
        return self._bounds(self.effect, 0, +1)

    @property
    def fast(self) -> Floats:
        return self._bounds(self.half_life, 1, -1)

    @property
    def slow(self) -> Floats:
        return self._bounds(self.half_life, 1, +1)

    @property
    def branching(self) -> float:
        """The spectral radius of the effects: acts per act, all generations; 1 or more would never end."""
        return spectral(self.effect)

    @property
    def bic(self) -> float:
        """Schwarz's criterion without the term common to all models of one series; lower is better."""
        return self.errors.size * log(max(self.edges[-1], 2.0)) - 2 * self.log_likelihood

    def branching_interval(self, draws: int = 2000, seed: int = 0) -> tuple[float, float]:
        """The 95 % interval of the branching ratio, from draws of the effects about their estimates."""
        random, sides, spans = np.random.default_rng(seed), len(self.effect), self.background.shape[1]
        drawn = np.empty((draws, sides, sides))
        for i, covariance in enumerate(self.covariance):
            spread = covariance[spans : spans + sides, spans : spans + sides]
            drawn[:, i, :] = np.log(self.effect[i]) + random.multivariate_normal(np.zeros(sides), spread, draws, method="eigh")
        found = [spectral(np.exp(np.minimum(each, log(HIGHEST)))) for each in drawn]
        low, high = np.quantile(found, [0.025, 0.975])
        return float(low), float(high)


def spectral(effect: Floats) -> float:
    """The largest absolute eigenvalue."""
    return float(np.abs(np.linalg.eigvals(effect)).max())


def fit(data: Series, spans: int = 1, errors: bool = True) -> Fit:
    """The process of greatest likelihood; ``spans`` equal stretches of time each have a background of their own.

    At exact times the kernel is A·B·exp(−B·age) (Hawkes 1971; likelihood by Ozaki 1979). Of a series by day, each day's
    count is Poisson, and its expectation takes the share exp(−B·(lag − 1)) · (1 − exp(−B)) of A from a lag of whole days,
    1 or more: acts of one day never answer each other. Standard errors come from the Hessian at the top.
    Raises TooFew when a side has fewer than ``FEWEST`` acts.
    """
    for side, count in enumerate(data.counts):
        if count < FEWEST:
            raise TooFew(f"side {side} has {count} acts; fitting its process needs at least {FEWEST}")
    edges = edges_of(data, spans)
    found = [fit_side(data, side, edges, errors=errors) for side in range(data.sides)]
    top = np.array([each.parameters for each in found])
    sides = data.sides
    return Fit(
        background=top[:, :spans], effect=top[:, spans : spans + sides], decay=top[:, spans + sides :], edges=edges,
        errors=np.array([np.sqrt(np.where(np.diag(each.covariance) > 0, np.diag(each.covariance), np.nan)) for each in found]),
        covariance=tuple(each.covariance for each in found), log_likelihood=-sum(each.cost for each in found),
        converged=all(each.converged for each in found), binned=data.binned,
    )  # fmt: skip


def edges_of(data: Series, spans: int) -> Floats:
    """The ends of equal stretches of time, on whole days where only days are known."""
    edges = np.linspace(0.0, data.horizon, spans + 1)
    return np.round(edges) if data.binned else edges


@dataclass(frozen=True, slots=True)
class SideFit:
    """One side's parameters (backgrounds, effects, decays), its negative log-likelihood and the covariance of their logs."""

    parameters: Floats
    cost: float
    covariance: Floats
    converged: bool


def fit_side(data: Series, side: int, edges: Floats, start: Floats | None = None, errors: bool = True) -> SideFit:
    """The best parameters of one side, from ``start`` (natural parameters) or from each of ``STARTS``."""
    from scipy.optimize import minimize

    cost, spans = cost_of(data, side, edges), len(edges) - 1
    span_days = np.diff(edges)
    mine = data.times[data.marks == side]
    per_span = np.histogram(mine, edges)[0]
    floors = np.full(spans, max(len(mine), 1) / data.horizon * 1e-6)
    low = np.log(np.concatenate([floors, np.full(data.sides, LOWEST), np.full(data.sides, LONGEST * np.log(2) / data.horizon)]))
    high = np.log(np.concatenate([np.full(spans, 1e4), np.full(2 * data.sides, HIGHEST)]))
    starts = [np.log(start)] if start is not None else [
        np.log(np.concatenate([np.maximum(per_span, 0.5) / span_days / 2, np.full(data.sides, 0.25), np.full(data.sides, rate)]))
        for rate in STARTS
    ]  # fmt: skip
    bounds = list(zip(low, high, strict=True))
    options = {"maxiter": 500, "ftol": 1e-11, "gtol": 1e-7} if errors else {"maxiter": 200, "ftol": 1e-8, "gtol": 1e-5}
    tried = [
        minimize(cost, np.clip(each, low, high), jac=True, method="L-BFGS-B", bounds=bounds, options=options) for each in starts
    ]
    best = min(tried, key=lambda each: float(each.fun))
    scale = max(len(mine), 1)
    covariance = _covariance(cost, best.x, low, high, scale, spans, data.sides) if errors else np.zeros((len(low), len(low)))
    return SideFit(np.exp(best.x), float(best.fun) * scale, covariance, bool(best.success))


def cost_of(data: Series, side: int, edges: Floats) -> Callable[[Floats], tuple[float, Floats]]:
    """Negative log-likelihood of one side per act, with its gradient, as a function of the logarithms of the parameters."""
    spans, sides, scale = len(edges) - 1, data.sides, max(int(data.counts[side]), 1)
    grad, tick, kernel = np.zeros(spans + 2 * sides), float(data.binned), kernels.cost()

    def cost(logs: Floats) -> tuple[float, Floats]:
        values = np.exp(logs)
        mu, effect, decay = values[:spans], values[spans : spans + sides], values[spans + sides :]
        total = kernel(data.times, data.marks, side, data.horizon, tick, edges, mu, effect, decay, grad)
        return total / scale, grad * values / scale

    return cost


def _covariance(
    cost: Callable[[Floats], tuple[float, Floats]], top: Floats, low: Floats, high: Floats, scale: int, spans: int, sides: int
) -> Floats:
    """The inverse of the Hessian of the log-likelihood, by central differences of the gradient; zero rows at a bound."""
    step, size = 1e-4, len(top)
    free = (top > low + 0.05) & (top < high - 0.05)
    for j in range(sides):
        # An effect at its floor leaves its decay without meaning, and a decay at a bound has no curvature of its own.
        free[spans + sides + j] &= free[spans + j]
    hessian = np.zeros((size, size))
    for k in np.flatnonzero(free):
        nudge = np.zeros(size)
        nudge[k] = step
        hessian[k] = (cost(top + nudge)[1] - cost(top - nudge)[1]) / (2 * step) * scale
    inner = np.ix_(free, free)
    covariance = np.zeros((size, size))
    if free.any():
        covariance[inner] = np.linalg.pinv((hessian[inner] + hessian[inner].T) / 2, hermitian=True)
    return covariance
