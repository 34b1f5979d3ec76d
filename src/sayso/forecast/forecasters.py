"""Forecasters of whether: each learns from ``Rows`` whose outcome is known and gives every row a probability.

Plain ones first, because the others must beat them: climatology (the unit's own past share), persistence (did it happen
just now?), decaying intensity, the self-exciting process, L2-logistic on everything, boosting, boosted counts, and their blend.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final, Protocol, runtime_checkable

import lightgbm
import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit
from sklearn.linear_model import LogisticRegression

from sayso.forecast.process import Decay, fit_decay
from sayso.forecast.rows import Rows
from sayso.types import SaysoError

Array = NDArray[Any]
SHRINK: Final = 20.0
"""Windows the base rate of all units is worth when a unit's own share is taken."""
EDGE: Final = 1e-5


class TooThin(SaysoError):
    """Too little has happened to learn from: the honest answer is that nobody can say."""


@runtime_checkable
class Fitted(Protocol):
    """What has been learned."""

    def predict(self, rows: Rows) -> Array:
        """For every row the probability (0…1) that the target happens at least once within the horizon."""
        ...


@runtime_checkable
class Forecaster(Protocol):
    """A way to learn; ``name`` is how it is listed. Raises TooThin when the rows cannot teach it."""

    @property
    def name(self) -> str: ...

    def fit(self, rows: Rows) -> Fitted:
        """Learns from rows that are settled (see ``Rows.settled``)."""
        ...


@dataclass(frozen=True, slots=True)
class Climatology:
    """The unit's own share of past windows with the target, drawn towards the share of all units (expanding with time)."""

    name: str = "climatology"
    base: float = 0.0

    def fit(self, rows: Rows) -> Climatology:
        return Climatology(self.name, float(_taught(rows, 1).y.mean()))

    def predict(self, rows: Rows) -> Array:
        return (rows.hits + SHRINK * self.base) / (rows.windows + SHRINK)


@dataclass(frozen=True, slots=True)
class Persistence:
    """Two numbers: how often the target follows a window that had it, and one that had not."""

    name: str = "persistence"
    after: float = 0.0
    quiet: float = 0.0

    def fit(self, rows: Rows) -> Persistence:
        y, again = _taught(rows, 1).y, rows.recent > 0
        base = y.mean()
        rates = [(y[m].sum() + SHRINK * base) / (m.sum() + SHRINK) for m in (again, ~again)]
        return Persistence(self.name, float(rates[0]), float(rates[1]))

    def predict(self, rows: Rows) -> Array:
        return np.where(rows.recent > 0, self.after, self.quiet)


@dataclass(frozen=True, slots=True)
class Linear:
    """L2-logistic regression on logarithms of rates (Hoerl & Kennard 1970): weights of standardised columns."""

    name: str = "logistic"
    strength: float = 0.05
    own: bool = False
    """True: only the target's own decayed rates (the decaying intensity)."""
    weights: Array | None = None
    centre: Array | None = None
    scale: Array | None = None
    bias: float = 0.0

    def fit(self, rows: Rows) -> Linear:
        table = self._table(_taught(rows, 20))
        centre, scale = table.mean(0), table.std(0) + 1e-6
        model = LogisticRegression(C=self.strength, max_iter=200, tol=1e-3).fit((table - centre) / scale, rows.y)
        return Linear(self.name, self.strength, self.own, model.coef_[0], centre, scale, float(model.intercept_[0]))

    def predict(self, rows: Rows) -> Array:
        assert self.weights is not None
        return np.asarray(expit((self._table(rows) - self.centre) / self.scale @ self.weights + self.bias))

    def parts(self, rows: Rows) -> Array:
        """What every column adds to the logit of every row (rows, columns): the reasons behind a forecast."""
        assert self.weights is not None
        return (self._table(rows) - self.centre) / self.scale * self.weights

    def columns(self, rows: Rows) -> tuple[str, ...]:
        """The columns used, in the order of the weights."""
        wanted = [name for name in rows.names if not self.own or name.startswith("target ")]
        return (*wanted, "past share")

    def _table(self, rows: Rows) -> Array:
        columns = [rows.names.index(name) for name in self.columns(rows)[:-1]]
        share = (rows.hits + 1) / (rows.windows + SHRINK)
        # A rate of one event a month is about the middle of the curve.
        return np.concatenate(
            [np.log1p(30 * np.maximum(rows.x[:, columns], 0)), logit(np.clip(share, EDGE, 1 - EDGE))[:, None]], 1
        )


@dataclass(frozen=True, slots=True)
class Exciting:
    """Self-exciting process (Hawkes 1971) on counts per step, chance of silence exact, then Platt's scaling (1999)."""

    name: str = "point process"
    decay: Decay | None = None
    slope: float = 1.0
    bias: float = 0.0

    def fit(self, rows: Rows) -> Exciting:
        decay = fit_decay(_taught(rows, 20))
        slope, bias = _platt(decay.chance(rows), rows.y)
        return Exciting(self.name, decay, slope, bias)

    def predict(self, rows: Rows) -> Array:
        assert self.decay is not None
        return _scaled(self.decay.chance(rows), self.slope, self.bias)


@dataclass(frozen=True, slots=True)
class Boosted:
    """Gradient-boosted trees (Friedman 2001; Ke et al. 2017), rounds chosen on the latest sixth of the rows."""

    name: str = "boosting"
    seeds: int = 2
    model: tuple[lightgbm.Booster, ...] = ()

    def fit(self, rows: Rows) -> Boosted:
        x, y = _wide(_taught(rows, 50)), rows.y
        rounds = _rounds(rows, x)
        boosters = tuple(lightgbm.train(_settings(len(y), seed), lightgbm.Dataset(x, y), rounds) for seed in range(self.seeds))
        return Boosted(self.name, self.seeds, boosters)

    def predict(self, rows: Rows) -> Array:
        x = _wide(rows)
        return np.asarray(expit(np.mean([booster.predict(x, raw_score=True, num_threads=1) for booster in self.model], 0)))


@dataclass(frozen=True, slots=True)
class Counted:
    """Trees boosted on how many events came, not only whether (Poisson deviance), scaled to chances by a logistic curve."""

    name: str = "boosted counts"
    seeds: int = 2
    model: tuple[lightgbm.Booster, ...] = ()
    curve: tuple[float, float, float] = (1.0, 0.0, 0.0)
    """Slope, bend and bias on the logarithm of the expected number."""

    def fit(self, rows: Rows) -> Counted:
        x, n = _wide(_taught(rows, 50)), np.minimum(rows.n, ENOUGH).astype(float)
        rounds = _rounds(rows, x, n, **POISSON)
        sets = lightgbm.Dataset(x, n, free_raw_data=False)
        boosters = tuple(lightgbm.train(_settings(len(n), seed, **POISSON), sets, rounds) for seed in range(self.seeds))
        logs = self._logs(boosters, x)
        model = LogisticRegression(C=100.0).fit(np.stack([logs, logs**2], 1), rows.y)
        slope, bend = model.coef_[0]
        return Counted(self.name, self.seeds, boosters, (float(slope), float(bend), float(model.intercept_[0])))

    def predict(self, rows: Rows) -> Array:
        slope, bend, bias = self.curve
        logs = self._logs(self.model, _wide(rows))
        return np.asarray(expit(slope * logs + bend * logs**2 + bias))

    @staticmethod
    def _logs(boosters: tuple[lightgbm.Booster, ...], x: Array) -> Array:
        return np.asarray(np.mean([booster.predict(x, raw_score=True, num_threads=1) for booster in boosters], 0))


@dataclass(frozen=True, slots=True)
class Blend:
    """The mean of logistic, both boostings and point process on the logit scale (Satopää et al. 2014)."""

    name: str = "blend"
    members: tuple[Fitted, ...] = ()
    given: Mapping[str, Fitted] = field(default_factory=dict)
    """Forecasters already taught on the same rows, by name: not taught twice."""

    def fit(self, rows: Rows) -> Blend:
        ways: tuple[Forecaster, ...] = (Linear(), Boosted(), Counted(), Exciting())
        _taught(rows, 50)
        return Blend(self.name, tuple(self.given.get(way.name) or way.fit(rows) for way in ways))

    def predict(self, rows: Rows) -> Array:
        return mixed([member.predict(rows) for member in self.members], WEIGHTS)


WEIGHTS: Final = (0.4, 0.3, 0.2, 0.1)
"""Of logistic, boosting, boosted counts and process in the blend."""
ENOUGH: Final = 10
"""Boosted counts learn no more from a larger number than from this one."""
POISSON: Final[Mapping[str, Any]] = MappingProxyType({"objective": "poisson", "max_delta_step": 0.7})


def mixed(members: list[Array], weights: tuple[float, ...]) -> Array:
    """The weighted mean of probabilities on the logit scale."""
    logits = sum(weight * logit(np.clip(p, EDGE, 1 - EDGE)) for weight, p in zip(weights, members, strict=True))
    return np.asarray(expit(logits))


def _taught(rows: Rows, least: int) -> Rows:
    """The rows themselves when they can teach; raises TooThin when the target came, or stayed away, fewer than ``least`` times."""
    if len(rows) and (rows.n < 0).any():
        raise ValueError("rows whose outcome is not known yet cannot teach; pass rows.settled()")
    came = int((rows.n > 0).sum())
    if min(came, len(rows) - came) < least:
        raise TooThin(f"{rows.question.target} followed {came} of {len(rows)} origins; at least {least} either way are needed")
    return rows


def _platt(p: Array, y: Array) -> tuple[float, float]:
    model = LogisticRegression(C=100.0).fit(logit(np.clip(p, EDGE, 1 - EDGE))[:, None], y)
    return float(model.coef_[0, 0]), float(model.intercept_[0])


def _scaled(p: Array, slope: float, bias: float) -> Array:
    return np.asarray(expit(slope * logit(np.clip(p, EDGE, 1 - EDGE)) + bias))


def _wide(rows: Rows) -> Array:
    return np.concatenate([rows.x, ((rows.hits + 1) / (rows.windows + SHRINK))[:, None]], 1)


def _settings(rows: int, seed: int, **more: Any) -> dict[str, Any]:
    leaf = max(20, min(200, rows // 200))
    return {
        "objective": "binary", "learning_rate": 0.03, "num_leaves": 15, "min_child_samples": leaf, "feature_fraction": 0.4, "bagging_fraction": 0.7,
        "bagging_freq": 1, "lambda_l2": 10.0, "max_bin": 127, "verbose": -1, "num_threads": 1, "seed": seed, "deterministic": True, "force_row_wise": True,
    } | more  # fmt: skip


def _rounds(rows: Rows, x: Array, y: Array | None = None, **more: Any) -> int:
    """How many trees do best on the latest sixth of the rows, a horizon's gap before it."""
    y = rows.y if y is None else y
    split = np.quantile(rows.origin, 5 / 6)
    early, late = rows.origin < split - rows.question.horizon, rows.origin >= split
    if rows.y[early].sum() < 20 or rows.y[late].sum() < 20:
        return 100
    held = lightgbm.Dataset(x[late], y[late])
    model = lightgbm.train(
        _settings(len(y), 0, **more), lightgbm.Dataset(x[early], y[early]), 500, valid_sets=[held],
        callbacks=[lightgbm.early_stopping(30, verbose=False)],
    )  # fmt: skip
    return max(30, int(model.best_iteration * 1.15))


FORECASTERS: Final[Mapping[str, Forecaster]] = MappingProxyType(
    {
        each.name: each
        for each in (
            Climatology(),
            Persistence(),
            Linear("decaying intensity", 1.0, own=True),
            Exciting(),
            Linear(),
            Boosted(),
            Counted(),
            Blend(),
        )
    }
)
"""Every forecaster by name, plainest first."""
