"""Rolling origins: forecasters stand on each cut day, learn from what was over by then, and forecast until the next cut.

No label crosses a cut: a row teaches only when its whole horizon ended before it (Tashman 2000).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.forecast.counts import CountForecaster, Mixture, agreeing
from sayso.forecast.forecasters import Blend, Fitted, Forecaster
from sayso.forecast.onset import Onset
from sayso.forecast.panel import Panel
from sayso.forecast.recalibrate import rolled
from sayso.forecast.rows import Question, Rows
from sayso.forecast.scores import Scores, summary
from sayso.types import BadValue

Array = NDArray[Any]


@dataclass(frozen=True, slots=True)
class Plan:
    """When to forecast and when to learn anew, all in steps: origins from ``start`` (numbered from the panel's first) every
    ``every``; learning rows from ``burn_in`` every ``learn_every``; a new fit every ``refit``."""

    start: int
    every: int = 7
    burn_in: int = 365
    learn_every: int = 7
    refit: int = 365

    def __post_init__(self) -> None:
        if not 0 <= self.burn_in < self.start or min(self.every, self.learn_every, self.refit) < 1:
            raise BadValue(f"plan: burn-in {self.burn_in} must lie before start {self.start}, and every step be 1 or more")


@dataclass(frozen=True, slots=True)
class Backtest:
    """Forecasts by forecaster for ``rows`` (all settled), in the same order; ``tables`` are the count forecasts."""

    rows: Rows
    chances: Mapping[str, Array]
    tables: Mapping[str, Array]

    def scores(self, reference: str = "climatology", mask: Array | None = None) -> dict[str, Scores]:
        """Scores of every forecaster, over the rows where ``mask`` is true; skill is against ``reference``."""
        keep = np.ones(len(self.rows), bool) if mask is None else mask
        y, base = self.rows.y[keep], self.chances.get(reference)
        return {name: summary(p[keep], y, None if base is None else base[keep]) for name, p in self.chances.items()}

    def quiet(self, steps: int = 30) -> Array:
        """True for rows whose unit had seen no event of the target for ``steps`` steps: what follows there is an onset."""
        return self.rows.column("since target") >= steps


def backtest(
    panel: Panel,
    question: Question,
    plan: Plan,
    forecasters: Sequence[Forecaster],
    counters: Sequence[CountForecaster] = (),
    units: Sequence[str] | None = None,
) -> Backtest:
    """Every forecaster's forecasts at every origin of the plan; blend and onset are recalibrated as they go. Raises TooThin when one cannot learn from the first cut."""
    learn, ask = _origins(panel, question, plan)
    taught = Rows.of(panel, question, learn, units)
    asked = Rows.of(panel, question, ask, units)
    chances = {each.name: np.zeros(len(asked)) for each in forecasters}
    tables: dict[str, list[tuple[Array, Array]]] = {each.name: [] for each in counters}
    for cut in range(plan.start, panel.periods, plan.refit):
        now = (asked.origin >= cut) & (asked.origin < cut + plan.refit)
        if not now.any():
            continue
        known, today = taught.settled(cut), asked.where(now)
        taught_now: dict[str, Fitted] = {}
        for each in forecasters:
            way = replace(each, given=taught_now) if isinstance(each, Blend | Onset) else each
            taught_now[each.name] = way.fit(known)
            chances[each.name][now] = taught_now[each.name].predict(today)
        for counter in counters:
            way_of_counting = replace(counter, given=taught_now) if isinstance(counter, Mixture) else counter
            tables[counter.name].append((now, way_of_counting.fit(known).table(today)))
    joined = {name: _joined(parts, len(asked)) for name, parts in tables.items()}
    for each in forecasters:
        if isinstance(each, Blend | Onset):
            chances[each.name] = rolled(asked, chances[each.name])[0]
    for counter in counters:
        if isinstance(counter, Mixture) and "blend" in chances:
            joined[counter.name] = agreeing(joined[counter.name], chances["blend"])
    return Backtest(asked, chances, joined)


def _origins(panel: Panel, question: Question, plan: Plan) -> tuple[Array, Array]:
    last = panel.periods - question.horizon
    ask = np.arange(plan.start, last, plan.every)
    learn = np.arange(plan.burn_in, last, plan.learn_every)
    if not len(ask):
        raise BadValue(f"backtest: {panel.periods} steps leave nothing to forecast from step {plan.start} on")
    return learn, ask


def _joined(parts: Iterable[tuple[Array, Array]], size: int) -> Array:
    found = list(parts)
    wide = max((table.shape[1] for _, table in found), default=1)
    out = np.zeros((size, wide))
    for mask, table in found:
        out[np.flatnonzero(mask)[:, None], np.arange(table.shape[1])] = table
    return out
