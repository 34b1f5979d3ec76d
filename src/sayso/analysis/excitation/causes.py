"""Which act answers which: the share of each earlier act in the rate at the moment of a later one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from sayso.analysis.excitation.fit import Fit
from sayso.analysis.excitation.series import Series


@dataclass(frozen=True, slots=True)
class Cause:
    """``share`` of the rate at act ``later`` that is due to act ``earlier`` (positions in the series; None: background)."""

    later: int
    earlier: int | None
    share: float


def causes(data: Series, model: Fit, least: float = 0.05) -> list[Cause]:
    """Every triggering probability of at least ``least``, by later act, the largest first (Zhuang, Ogata and Vere-Jones 2002).

    The shares of one act, those below ``least`` included, add up to 1. Acts of one moment or day are no causes of each other.
    """
    found: list[Cause] = []
    spans = model.background.shape[1]
    for k, (now, i) in enumerate(zip(data.times, data.marks, strict=True)):
        before = int(np.searchsorted(data.times, now, side="left"))
        age, j = now - data.times[:before], data.marks[:before]
        decay = model.decay[i, j]
        if data.binned:
            pushes = model.effect[i, j] * -np.expm1(-decay) * np.exp(-decay * (age - 1))
        else:
            pushes = model.effect[i, j] * decay * np.exp(-decay * age)
        span = min(int(np.searchsorted(model.edges, now, side="right")) - 1, spans - 1)
        rate = model.background[i, span] + pushes.sum()
        mine = [Cause(k, None, float(model.background[i, span] / rate))]
        mine += [Cause(k, int(each), float(pushes[each] / rate)) for each in np.flatnonzero(pushes / rate >= least)]
        found += sorted((each for each in mine if each.share >= least), key=lambda each: -each.share)
    return found
