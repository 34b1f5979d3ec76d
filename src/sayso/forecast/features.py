"""What a forecaster sees at the end of a day: decayed counts of a unit, of its two sides and of everything, as one table.

Every number at origin ``t`` is computed from what was seen up to and including ``t``. Counts decayed with several
half-lives carry most of what the recent past says about the next days (Hyndman & Athanasopoulos 2021; for event
data Schrodt 2006, Blair & Sambanis 2020); rates are per step.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.signal import lfilter

from sayso.forecast.panel import CLASSES, Panel

OWN: Final = (1, 3, 7, 14, 30, 90, 365, 1461)
QUADS: Final = (3, 14, 60, 365)
SIDES: Final = (3, 30, 180)
ALL: Final = (7, 90, 730)
EVERYTHING: Final = tuple(range(len(CLASSES)))
LONG_AGO: Final = 400.0
"""Steps since the last event count no further than this."""
Array = NDArray[np.float32]


def decayed(series: Array, half_life: float) -> Array:
    """Rate per step of each row, weights halving every ``half_life`` steps; column ``t`` holds nothing later than ``t``."""
    keep = 0.5 ** (1.0 / half_life)
    return lfilter([1 - keep], [1, -keep], series, axis=1).astype(np.float32)  # type: ignore[no-any-return]


def since_last(series: Array) -> Array:
    """Steps since each row last had an event: 0 on the day itself, ``LONG_AGO`` at most, that too before the first."""
    steps = np.arange(series.shape[1], dtype=np.float32)
    latest = np.maximum.accumulate(np.where(series > 0, steps, -LONG_AGO), axis=1)
    return np.minimum(steps - latest, LONG_AGO).astype(np.float32)


def features(
    panel: Panel, target: Sequence[int], origins: NDArray[np.int64], around: Panel | None = None
) -> tuple[Array, tuple[str, ...]]:
    """(units × origins, features) in order of unit then origin, and the features' names.

    ``origins`` are steps from the panel's first one; features use nothing seen after them. ``around`` is a panel with
    more units, from which the rest of the world is counted (default: the panel itself).
    """
    found = dict(_all(panel, target, origins, around or panel))
    table = np.stack(list(found.values()), -1)
    return table.reshape(-1, len(found)).astype(np.float32), tuple(found)


def _all(panel: Panel, target: Sequence[int], origins: NDArray[np.int64], around: Panel) -> Iterator[tuple[str, Array]]:
    own = panel.dense(target, seen=True)
    for half_life in OWN:
        yield f"target {half_life}", decayed(own, half_life)[:, origins]
    active = (own > 0).astype(np.float32)
    for half_life in (30, 365):
        yield f"active {half_life}", decayed(active, half_life)[:, origins]
    yield "since target", since_last(own)[:, origins]
    so_far, days = active.cumsum(1), np.arange(1, own.shape[1] + 1, dtype=np.float32)
    usual = so_far.mean(0) / days
    yield "share of days", ((so_far + 60 * usual) / (days + 60))[:, origins].astype(np.float32)
    total = np.zeros_like(own)
    for number, name in enumerate(CLASSES):
        series = panel.dense((number,), seen=True)
        total += series
        for half_life in QUADS:
            yield f"{name} {half_life}", decayed(series, half_life)[:, origins]
    for half_life in QUADS:
        yield f"any {half_life}", decayed(total, half_life)[:, origins]
    yield "since any", since_last(total)[:, origins]
    yield from _ways(panel, target, origins)
    yield from _sides(panel, {"target": own, "any": total}, origins, around, target)
    for name, classes in (("all target", tuple(target)), ("all any", EVERYTHING)):
        series = around.sums(classes)
        for half_life in ALL:
            rate = decayed(series, half_life)[:, origins]
            yield f"{name} {half_life}", np.broadcast_to(rate, (len(panel.units), len(origins)))


def _ways(panel: Panel, target: Sequence[int], origins: NDArray[np.int64]) -> Iterator[tuple[str, Array]]:
    """The busier and the quieter direction of a pair: a one-sided campaign differs from an exchange."""
    for half_life in (7, 60):
        there, back = (decayed(panel.dense(target, seen=True, way=way), half_life)[:, origins] for way in (0, 1))
        yield f"busier side {half_life}", np.maximum(there, back)
        yield f"quieter side {half_life}", np.minimum(there, back)


def _sides(
    panel: Panel, own: Mapping[str, Array], origins: NDArray[np.int64], around: Panel, target: Sequence[int]
) -> Iterator[tuple[str, Array]]:
    """What the two actors of a dyad do elsewhere: the busier and the quieter of them, the dyad itself left out."""
    if panel.view.by != "dyad":
        return
    groups = [tuple(unit.split("|", 1)) for unit in around.units]
    actors = {name: i for i, name in enumerate(sorted({name for pair in groups for name in pair}))}
    sides = [np.array([actors[pair[side]] for pair in groups]) for side in (0, 1)]
    a, b = (np.array([actors[unit.split("|", 1)[side]] for unit in panel.units]) for side in (0, 1))
    used, place = np.unique(np.concatenate([a, b]), return_inverse=True)
    a, b = place[: len(a)], place[len(a) :]
    for name, classes in (("target", tuple(target)), ("any", EVERYTHING)):
        sums = (around.sums(classes, sides[0], len(actors)) + around.sums(classes, sides[1], len(actors)))[used]
        for half_life in SIDES:
            mine = decayed(own[name], half_life)[:, origins]
            rates = decayed(sums, half_life)[:, origins]
            one, other = rates[a] - mine, rates[b] - mine
            yield f"busier actor {name} {half_life}", np.maximum(np.maximum(one, other), 0)
            yield f"quieter actor {name} {half_life}", np.maximum(np.minimum(one, other), 0)


def counted(panel: Panel, target: Sequence[int], origins: NDArray[np.int64], horizon: int) -> NDArray[np.int64]:
    """Events of the target in the ``horizon`` steps after each origin (units × origins, flat); −1 where the panel ends before."""
    happened = panel.dense(target, seen=False)
    sums = np.concatenate([np.zeros((len(panel.units), 1)), happened.cumsum(1, dtype=np.float64)], 1)
    end = origins + horizon + 1
    inside = end <= panel.periods
    found = np.full((len(panel.units), len(origins)), -1, np.int64)
    found[:, inside] = np.rint(sums[:, end[inside]] - sums[:, origins[inside] + 1]).astype(np.int64)
    return found.reshape(-1)
