"""How good forecasts were: proper scores, ranking, calibration, and intervals that respect time.

Brier (1950), the logarithmic score (Good 1952), area under the ROC curve, average precision, the continuous ranked
probability score for counts (Matheson & Winkler 1976; Czado et al. 2009), expected calibration error over equally
filled bins, and a bootstrap over blocks of time (Künsch 1989), because neighbouring weeks are not independent.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import average_precision_score, roc_auc_score

FLOOR: Final = 1e-4
"""The logarithmic score takes no probability nearer to 0 or 1 than this: one surprise must not outweigh a year."""
BINS: Final = 15
Array = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Scores:
    """Means over all forecasts. ``skill`` is one minus the Brier score over that of the reference; AUC and AP are NaN
    when the event always or never happened."""

    n: int
    base: float
    brier: float
    log: float
    auc: float
    ap: float
    ece: float
    skill: float


def brier(p: Array, y: Array) -> Array:
    """Squared distance of each probability from what happened (0 best, 1 worst)."""
    return (np.asarray(p, float) - y) ** 2


def log_score(p: Array, y: Array) -> Array:
    """Minus the logarithm of the probability given to what happened, floored at ``FLOOR``."""
    p = np.clip(p, FLOOR, 1 - FLOOR)
    return -np.where(np.asarray(y) > 0, np.log(p), np.log1p(-p))


def reliability(p: Array, y: Array, bins: int = BINS) -> list[tuple[float, float, int]]:
    """(mean forecast, share that happened, how many) over equally filled bins of forecasts, lowest first; empty bins left out."""
    edges = np.quantile(p, np.linspace(0, 1, bins + 1)[1:-1])
    place = np.searchsorted(edges, p)
    return [(float(p[m].mean()), float(y[m].mean()), int(m.sum())) for k in range(bins) if (m := place == k).any()]


def ece(p: Array, y: Array, bins: int = BINS) -> float:
    """Mean distance between forecast and share that happened over equally filled bins, weighted by their size."""
    return sum(n * abs(said - came) for said, came, n in reliability(p, y, bins)) / len(p)


def crps(pmf: Array, n: Array) -> Array:
    """Continuous ranked probability score of each count forecast: ``pmf[i, k]`` is the probability of ``k`` events.

    The last column holds everything at or above it; a count beyond the table adds one for every step it lies beyond.
    """
    cdf = np.minimum(np.cumsum(pmf, 1), 1.0)[:, :-1]
    came = np.arange(cdf.shape[1])[None] >= np.asarray(n)[:, None]
    return np.asarray(((cdf - came) ** 2).sum(1) + np.maximum(np.asarray(n) - cdf.shape[1], 0))


def summary(p: Array, y: Array, reference: Array | None = None) -> Scores:
    """Every score of probability forecasts ``p`` for outcomes ``y`` (0 or 1), with skill against ``reference`` forecasts."""
    y = np.asarray(y, float)
    mixed = 0 < y.sum() < len(y)
    base = brier(reference, y).mean() if reference is not None else np.nan
    return Scores(
        n=len(y), base=float(y.mean()), brier=float(brier(p, y).mean()), log=float(log_score(p, y).mean()),
        auc=float(roc_auc_score(y, p)) if mixed else np.nan, ap=float(average_precision_score(y, p)) if mixed else np.nan,
        ece=ece(p, y), skill=float(1 - brier(p, y).mean() / base) if base else np.nan,
    )  # fmt: skip


def interval(
    values: Array, times: Array, block: int, *, share: float = 0.95, draws: int = 1000, seed: int = 0
) -> tuple[float, float]:
    """The range of the mean of ``values`` when whole blocks of ``block`` time steps are drawn anew (percentile bootstrap)."""
    place = (np.asarray(times) - np.min(times)) // block
    sums, counts = np.bincount(place, values), np.bincount(place)
    sums, counts = sums[counts > 0], counts[counts > 0]
    drawn = np.random.default_rng(seed).multinomial(len(sums), np.full(len(sums), 1 / len(sums)), draws)
    means = (drawn @ sums) / (drawn @ counts)
    low, high = np.quantile(means, [(1 - share) / 2, (1 + share) / 2])
    return float(low), float(high)


def difference(
    score: Callable[[Array, Array], Array], one: Array, other: Array, y: Array, times: Array, block: int = 30
) -> tuple[float, float, float]:
    """Mean of ``score`` for one set of forecasts minus the other, with its block-bootstrap interval (negative: one is better)."""
    gap = score(one, y) - score(other, y)
    return (float(gap.mean()), *interval(gap, times, block))
