"""Forecasters of how often: for every row the probability of each number of events.

``NegativeBinomial`` has its mean from the decayed past and one dispersion (Hilbe 2011). ``Mixture`` puts the chance of none
at that of the blend, and shares the rest between a boosted Poisson mean and the past-driven mean, each spread as a
negative binomial whose dispersion grows with its mean, cut off at zero (Mullahy 1986 on hurdles). ``Conflictology`` is the
baseline: the unit's own last weeks, as they were (Hegre et al. 2024).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final, Protocol, runtime_checkable

import lightgbm
import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import digamma, gammaln

from sayso.forecast.forecasters import POISSON, Blend, Fitted, _rounds, _settings, _taught, _wide
from sayso.forecast.process import LIVES, _terms
from sayso.forecast.rows import Rows

Array = NDArray[Any]
MOST: Final = 400
"""The last column of a table of counts: so many events or more."""


@runtime_checkable
class FittedCounts(Protocol):
    """What has been learned."""

    def table(self, rows: Rows) -> Array:
        """(rows, up to ``MOST`` + 1): the probability of 0, 1, 2 … events within the horizon, every row adding up to 1."""
        ...


@runtime_checkable
class CountForecaster(Protocol):
    """A way to learn counts; ``name`` is how it is listed."""

    @property
    def name(self) -> str: ...

    def fit(self, rows: Rows) -> FittedCounts:
        """Learns from rows that are settled."""
        ...


@dataclass(frozen=True, slots=True)
class NegativeBinomial:
    """Mean = own rate and decayed past (all weights ≥ 0), with one dispersion ``r`` (variance = mean + mean²/r)."""

    name: str = "negative binomial"
    weights: Array | None = None
    r: float = 1.0
    most: int = 1

    def fit(self, rows: Rows) -> NegativeBinomial:
        terms, n = _past(_taught(rows, 20)), rows.n.astype(float)

        def loss(logs: Array) -> tuple[float, Array]:
            values = np.exp(logs)
            mean, r = np.maximum(terms @ values[:-1], 1e-6), values[-1]
            slope = -(n / mean - (n + r) / (r + mean)) / len(n)
            turn = -(digamma(n + r) - digamma(r) + np.log(r / (r + mean)) + 1 - (n + r) / (r + mean)).mean()
            return float(-_log(n, mean, r).mean()), np.append(terms.T @ slope * values[:-1], turn * r)

        start = np.log(np.append(np.full(terms.shape[1], 0.15), 0.5))
        found = np.exp(minimize(loss, start, jac=True, method="L-BFGS-B", bounds=[(-12, 4)] * len(start)).x)
        return NegativeBinomial(self.name, found[:-1], float(found[-1]), _most(rows))

    def mean(self, rows: Rows) -> Array:
        """Expected events within the horizon."""
        assert self.weights is not None
        return np.asarray(np.maximum(_past(rows) @ self.weights, 1e-6))

    def table(self, rows: Rows) -> Array:
        return spread(self.mean(rows), np.full(len(rows), self.r), self.most)


@dataclass(frozen=True, slots=True)
class Mixture:
    """The chance of none from the blend; how many, if any, from half boosted Poisson mean and half past-driven mean."""

    name: str = "boosted mixture"
    chance: Fitted | None = None
    plain: NegativeBinomial | None = None
    model: lightgbm.Booster | None = None
    shape: tuple[float, float] = (0.0, 0.3)
    most: int = 1
    given: Mapping[str, Fitted] = field(default_factory=dict)
    """Forecasters already taught on the same rows, by name: not taught twice."""

    def fit(self, rows: Rows) -> Mixture:
        x, n = _wide(_taught(rows, 50)), rows.n.astype(float)
        rounds = _rounds(rows, x, n, **POISSON)
        model = lightgbm.train(_settings(len(n), 1, **POISSON), lightgbm.Dataset(x, n), rounds)
        plain = NegativeBinomial().fit(rows)
        chance = self.given.get("blend") or Blend(given=self.given).fit(rows)
        return Mixture(self.name, chance, plain, model, _shape(np.asarray(model.predict(x)), n), plain.most)

    def table(self, rows: Rows) -> Array:
        assert self.model is not None
        assert self.plain is not None
        assert self.chance is not None
        boosted = np.maximum(self.model.predict(_wide(rows), num_threads=1), 1e-6)
        found = np.zeros((len(rows), self.most + 1))
        for mean in (boosted, self.plain.mean(rows)):
            found += spread(mean, _dispersion(mean, self.shape), self.most) / 2
        return agreeing(found, self.chance.predict(rows))


@dataclass(frozen=True, slots=True)
class Conflictology:
    """The unit's own past windows as the forecast: the share that held 0, 1, 2 … events, from its decayed daily rates."""

    name: str = "conflictology"
    most: int = 1

    def fit(self, rows: Rows) -> Conflictology:
        return Conflictology(self.name, _most(rows))

    def table(self, rows: Rows) -> Array:
        found = np.zeros((len(rows), self.most + 1))
        order = np.lexsort((rows.origin, rows.unit))
        recent = rows.recent[order].astype(int)
        start = np.maximum.accumulate(np.where(np.diff(rows.unit[order], prepend=-1) != 0, np.arange(len(order)), 0))
        for back in range(WINDOWS):
            place = np.maximum(np.arange(len(order)) - back, start)
            np.add.at(found, (order, np.minimum(recent[place], self.most)), 1 / WINDOWS)
        return found


WINDOWS: Final = 12
"""How many past windows conflictology looks at."""


def agreeing(table: Array, chance: Array) -> Array:
    """Tables whose probability of at least one event is ``chance``, the rest in the proportions it had."""
    out = table.copy()
    out[:, 1:] *= (chance / np.maximum(table[:, 1:].sum(1), 1e-12))[:, None]
    out[:, 0] = 1 - chance
    return out


def spread(mean: Array, r: Array, most: int) -> Array:
    """Negative binomial tables with these means and dispersions: (len(mean), most + 1), the last column the tail."""
    k = np.arange(most, dtype=float)
    out = np.empty((len(mean), most + 1))
    for start in range(0, len(mean), 8192):
        part = slice(start, start + 8192)
        out[part, :-1] = np.exp(_log(k[None], mean[part, None], r[part, None]))
    out[:, -1] = np.maximum(1 - out[:, :-1].sum(1), 0)
    return out


def _log(n: Array, mean: Array, r: Any) -> Array:
    return np.asarray(gammaln(n + r) - gammaln(r) - gammaln(n + 1) + r * np.log(r / (r + mean)) + n * np.log(mean / (r + mean)))


def _past(rows: Rows) -> Array:
    base, _ = _terms(rows)
    own = [rows.column(f"target {life}") * rows.question.horizon for life in (*LIVES, 365)]
    return np.stack([base, *own], 1)


def _most(rows: Rows) -> int:
    return int(min(MOST, max(20, 1.3 * rows.n.max() + 20)))


def _dispersion(mean: Array, shape: tuple[float, float]) -> Array:
    return np.exp(np.clip(shape[0] + shape[1] * np.log(mean), -5, 5))


def _shape(mean: Array, n: Array) -> tuple[float, float]:
    """How the dispersion grows with the mean, by maximum likelihood."""
    mean = np.maximum(mean, 1e-6)

    def loss(shape: Array) -> float:
        return float(-_log(n, mean, _dispersion(mean, (shape[0], shape[1]))).mean())

    found = minimize(loss, np.array([0.0, 0.3]), method="Nelder-Mead", options={"maxiter": 60})
    return float(found.x[0]), float(found.x[1])


COUNTERS: Final[tuple[CountForecaster, ...]] = (Conflictology(), NegativeBinomial(), Mixture())
"""Every forecaster of counts, plainest first."""
