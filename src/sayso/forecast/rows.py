"""``Rows``: units at origins with what was known then and what came after, the one table all forecasters fit and predict on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sayso.forecast.features import counted, features
from sayso.forecast.panel import TARGETS, Panel
from sayso.types import BadValue

HORIZONS: Final = (7, 30, 90)
Array = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Question:
    """Will the target happen, and how often, in the ``horizon`` steps after an origin (the origin itself not included)?"""

    target: str = "material conflict"
    horizon: int = 7

    def __post_init__(self) -> None:
        if self.target not in TARGETS:
            raise BadValue(f"question: no target {self.target!r}; there are {', '.join(TARGETS)}")
        if self.horizon < 1:
            raise BadValue(f"question: a horizon of {self.horizon} steps; give 1 or more")


@dataclass(frozen=True, slots=True)
class Rows:
    """One row a unit and origin: ``x`` (rows, features), ``unit`` and ``origin`` numbers, ``n`` events that followed.

    ``n`` is −1 where the panel ends before the horizon does: such a row can be predicted but teaches nothing.
    """

    question: Question
    units: tuple[str, ...]
    names: tuple[str, ...]
    x: NDArray[np.float32]
    unit: NDArray[np.int64]
    origin: NDArray[np.int64]
    n: NDArray[np.int64]
    hits: NDArray[np.float32]
    """In how many of the windows as long as the horizon that were over by the origin the target was seen; ``windows`` of them."""
    windows: NDArray[np.float32]
    recent: NDArray[np.float32]
    """Events of the target seen in the window that ends with the origin."""

    @property
    def y(self) -> Array:
        """1.0 where the target happened at least once, else 0.0."""
        return (self.n > 0).astype(float)

    def __len__(self) -> int:
        """How many rows."""
        return len(self.n)

    def column(self, name: str) -> Array:
        """One feature of every row."""
        return self.x[:, self.names.index(name)]

    def where(self, mask: Array) -> Rows:
        """Only the rows for which ``mask`` is true."""
        parts = {name: getattr(self, name)[mask] for name in ("x", "unit", "origin", "n", "hits", "windows", "recent")}
        return replace(self, **parts)

    def settled(self, before: int | None = None) -> Rows:
        """Rows whose horizon is over, all of it before step ``before`` when given: what may be learned from on that day."""
        over = self.n >= 0
        return self.where(over if before is None else over & (self.origin + self.question.horizon < before))

    @classmethod
    def of(cls, panel: Panel, question: Question, origins: Sequence[int] | Array, units: Sequence[str] | None = None) -> Rows:
        """Rows for these units (all when none is named) at these origins, counted in steps from the panel's first.

        Raises BadValue for an origin outside the panel or a unit it does not have.
        """
        at = np.asarray(origins, np.int64)
        if len(at) and not (at.min() >= 0 and at.max() < panel.periods):
            raise BadValue(f"rows: origins {at.min()} to {at.max()} are not all among the panel's {panel.periods} steps")
        kept = panel if units is None else panel.keep(units)
        target = TARGETS[question.target]
        x, names = features(kept, target, at, panel)
        unit = np.repeat(np.arange(len(kept.units)), len(at))
        n = counted(kept, target, at, question.horizon)
        return cls(
            question, kept.units, names, x, unit, np.tile(at, len(kept.units)), n, *_past(kept, target, at, question.horizon)
        )


def _past(panel: Panel, target: Sequence[int], at: Array, horizon: int) -> tuple[Array, Array, Array]:
    sums = np.concatenate([np.zeros((len(panel.units), 1)), panel.dense(target, seen=True).cumsum(1, dtype=np.float64)], 1)
    start = np.maximum(at + 1 - horizon, 0)
    recent = (sums[:, at + 1] - sums[:, start]).astype(np.float32)
    hits = np.zeros((len(panel.units), panel.periods + 1), np.float32)
    if panel.periods >= horizon:
        hits[:, horizon:] = (sums[:, horizon:] > sums[:, :-horizon]).cumsum(1)
    windows = np.broadcast_to(np.maximum(at + 2 - horizon, 0), recent.shape).astype(np.float32)
    return hits[:, at + 1].reshape(-1), windows.reshape(-1), recent.reshape(-1)
