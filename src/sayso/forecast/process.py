"""Self- and mutually exciting processes: violence makes violence likelier for a while (Hawkes 1971; Mohler et al. 2011).

Counts per step are Poisson given the past, with a rate of its own for every unit and a pooled answer to the decayed past
(the discrete form of Hawkes' process with a sum of exponentials, Browning et al. 2021). Because silence leaves
nothing to answer to, the chance of a silent window is exact: the decayed past only fades. ``Pair`` keeps the two
directions of one dyad apart, and simulates.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

if TYPE_CHECKING:
    from sayso.forecast.rows import Rows

Array = NDArray[Any]
LIVES: Final = (1, 7, 30, 90)
"""Half-lives of the answer, in steps."""
MILD: Final = 0.5


@dataclass(frozen=True, slots=True)
class Decay:
    """Expected events in the next ``h`` steps if it stays quiet = ``own`` × the unit's long rate × h + Σ ``answers`` × faded past."""

    own: float
    answers: tuple[float, ...]

    def quiet(self, rows: Rows) -> Array:
        """Expected events over the horizon of each row, given that none comes."""
        base, past = _terms(rows)
        return np.asarray(self.own * base + past @ np.array(self.answers))

    def chance(self, rows: Rows) -> Array:
        """The chance of at least one event over the horizon."""
        return -np.expm1(-self.quiet(rows))


def _terms(rows: Rows) -> tuple[Array, Array]:
    horizon = rows.question.horizon
    base = (rows.hits + MILD) / (rows.windows + 20.0)
    keep = np.array([0.5 ** (1 / life) for life in LIVES])
    past = np.stack([rows.column(f"target {life}") for life in LIVES], 1)
    return base, past * (1 - keep**horizon) / (1 - keep)


def fit_decay(rows: Rows) -> Decay:
    """Maximum likelihood of whether each window stayed silent; all parameters are kept above zero."""
    base, past = _terms(rows)
    terms = np.concatenate([base[:, None], past], 1)
    came = rows.n > 0

    def loss(logs: Array) -> tuple[float, Array]:
        values = np.exp(logs)
        rate = np.maximum(terms @ values, 1e-9)
        # log(1 − e^−rate) where it came, −rate where it did not.
        value = -np.log(-np.expm1(-rate[came])).sum() + rate[~came].sum()
        slope = np.where(came, -1 / np.expm1(np.minimum(rate, 500.0)), 1.0)
        return value / len(rate), terms.T @ slope * values / len(rate)

    start = np.log(np.array([0.5, *[0.2] * len(LIVES)]))
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=[(-12, 3)] * len(start))
    values = np.exp(found.x)
    return Decay(float(values[0]), tuple(float(v) for v in values[1:]))


@dataclass(frozen=True, slots=True)
class Pair:
    """Two streams of events that excite themselves and each other.

    ``rates`` are the events a step that come of themselves; ``branching[i, j]`` the expected children in stream ``i`` of one
    event in stream ``j``; ``life`` the half-life of the answer in steps. Stable while the spectral radius is below 1.
    """

    rates: Array
    branching: Array
    life: float

    @property
    def radius(self) -> float:
        """The largest eigenvalue of ``branching``: expected size of the answer to one event, 1 and above explodes."""
        return float(np.abs(np.linalg.eigvals(self.branching)).max())


def fit_pair(counts: Array, lives: tuple[float, ...] = (2, 5, 10, 20, 40)) -> Pair:
    """Maximum likelihood from daily counts (2, steps), the half-life chosen among ``lives``. Needs an event in each stream."""
    best: tuple[float, Pair] | None = None
    for life in lives:
        keep = 0.5 ** (1 / life)
        past = np.zeros((2, counts.shape[1]))
        for t in range(1, counts.shape[1]):
            past[:, t] = keep * (past[:, t - 1] + counts[:, t - 1])
        terms = np.concatenate([np.ones((1, counts.shape[1])), past * (1 - keep) / keep])
        total, rows = 0.0, []
        for stream in counts:
            value, found = _poisson(terms, stream)
            total += value
            rows.append(found)
        table = np.array(rows)
        if best is None or total < best[0]:
            best = total, Pair(table[:, 0], table[:, 1:], life)
    assert best is not None
    return best[1]


def _poisson(terms: Array, counts: Array) -> tuple[float, Array]:
    def loss(logs: Array) -> tuple[float, Array]:
        values = np.exp(logs)
        rate = np.maximum(values @ terms, 1e-9)
        return float(rate.sum() - counts @ np.log(rate)), terms @ (1 - counts / rate) * values

    start = np.log(np.array([max(counts.mean() / 2, 1e-4), 0.2, 0.2]))
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=[(-15, 3), (-10, 2), (-10, 2)])
    return float(found.fun), np.exp(found.x)


def simulate(pair: Pair, past: Array, steps: int, draws: int, seed: int = 0, silent: tuple[int, int] | None = None) -> Array:
    """Possible futures after the counts ``past`` (2, steps): events (draws, 2, steps).

    ``silent`` = (stream, steps) keeps one stream quiet for the first so many steps: "if no answer comes within a week".
    """
    keep = 0.5 ** (1 / pair.life)
    weights = keep ** np.arange(past.shape[1], 0, -1)
    memory = np.broadcast_to(past @ weights, (draws, 2)).copy()
    random = np.random.default_rng(seed)
    out = np.zeros((draws, 2, steps), np.int64)
    for step in range(steps):
        rate = pair.rates + memory @ (pair.branching.T * (1 - keep) / keep)
        came = random.poisson(np.minimum(rate, 1e3))
        if silent is not None and step < silent[1]:
            came[:, silent[0]] = 0
        out[:, :, step] = came
        memory = keep * (memory + came)
    return out
