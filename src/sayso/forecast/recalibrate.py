"""Rolling recalibration: what recent forecasts got wrong shifts the next ones, everywhere and for each unit.

The shift is one Newton step on the logit scale: faded sum of outcome minus forecast over faded sum of forecast × (1 −
forecast), drawn towards nought by ``PRIOR`` (recursive estimation as in West & Harrison 1997). Only forecasts whose window was
over by the origin count.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit

from sayso.forecast.rows import Rows

Array = NDArray[Any]
EDGE: Final = 1e-5
EVERYWHERE: Final = (90.0, 30.0)
"""Half-life in steps of what all units got wrong, and its prior in units of forecast variance."""
HERE: Final = (365.0, 15.0)
"""The same for one unit."""
MOST: Final = 1.0
"""No shift is larger than this, in logits."""


@dataclass(slots=True)
class Drift:
    """What was learned from forecasts that are over: two faded sums everywhere, and two for every unit."""

    everywhere: Array
    here: Array
    day: float

    @classmethod
    def none(cls, units: int) -> Drift:
        """Nothing learned yet."""
        return cls(np.zeros(2), np.zeros((2, units)), 0.0)

    def learn(self, unit: Array, p: Array, y: Array, day: float) -> None:
        """Takes in forecasts for these units made on ``day``, and whether it came; days must not fall."""
        gone = day - self.day
        self.everywhere *= 0.5 ** (gone / EVERYWHERE[0])
        self.here *= 0.5 ** (gone / HERE[0])
        self.day = day
        wrong, spread = y - p, p * (1 - p)
        self.everywhere += wrong.sum(), spread.sum()
        np.add.at(self.here[0], unit, wrong)
        np.add.at(self.here[1], unit, spread)

    def shift(self, unit: Array) -> Array:
        """How far, in logits, forecasts for these units are to be moved."""
        everywhere = self.everywhere[0] / (self.everywhere[1] + EVERYWHERE[1])
        here = self.here[0, unit] / (self.here[1, unit] + HERE[1])
        return np.asarray(np.clip(everywhere, -MOST, MOST) + np.clip(here, -MOST, MOST))


def moved(p: Array, shift: Array | float) -> Array:
    """Probabilities shifted on the logit scale."""
    return np.asarray(expit(logit(np.clip(p, EDGE, 1 - EDGE)) + shift))


def rolled(rows: Rows, p: Array) -> tuple[Array, Drift]:
    """Forecasts ``p`` for settled ``rows``, each moved by what those made before, and over by its origin, got wrong; and
    what all of them together got wrong.

    Sums are taken of the forecasts as they went out, so that the shift closes the gap and does not overshoot.
    """
    out, drift = np.asarray(p, float).copy(), Drift.none(len(rows.units))
    if not len(rows):
        return out, drift
    order = np.argsort(rows.origin, kind="stable")
    origins, starts = np.unique(rows.origin[order], return_index=True)
    groups, learned = np.split(order, starts[1:]), 0
    for origin, group in zip([*origins.tolist(), np.inf], [*groups, None], strict=True):
        while learned < len(groups) and origins[learned] + rows.question.horizon <= origin:
            over = groups[learned]
            drift.learn(rows.unit[over], out[over], rows.y[over], float(origins[learned]))
            learned += 1
        if group is not None:
            out[group] = moved(p[group], drift.shift(rows.unit[group]))
    return out, drift
