"""What would have been forecast: every unit asked again and again over the last third of a panel, with what came.

Every unit that anything was heard of in the ``LATELY`` steps before is asked about (of those that can be answered, the
``MOST_UNITS`` busiest). Those with too few events in the first two thirds get no number and count as void.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sayso.forecast.ask import MOST_UNITS, THIN
from sayso.forecast.backtest import Backtest, Plan, backtest
from sayso.forecast.forecasters import Blend, Climatology
from sayso.forecast.ledger import Entry, Settled
from sayso.forecast.panel import TARGETS, Panel
from sayso.forecast.rows import Question
from sayso.types import BadValue

LATELY: Final = 365
EVERY: Final = 30
"""Steps between two askings."""


def replayed(panel: Panel, question: Question) -> list[Settled]:
    """Every forecast the blend would have made every 30 days over the last third of the panel, and what came of it.

    Raises BadValue when no unit has ``THIN`` events in the first two thirds, TooThin when they teach too little.
    """
    start = 2 * panel.periods // 3
    before = panel.cut(panel.day_of(panel.first + start - 1)).totals()
    units = [panel.units[i] for i in np.argsort(-before, kind="stable")[:MOST_UNITS] if before[i] >= THIN]
    if not units:
        raise BadValue(f"a scorecard needs a unit with {THIN} events in the first two thirds of the data; there is none")
    plan = Plan(start, every=EVERY, burn_in=min(365, start // 3), refit=365)
    test = backtest(panel, question, plan, (Climatology(), Blend()), units=sorted(units))
    able = {unit for unit, n in zip(panel.units, before, strict=True) if n >= THIN}
    return _spoken(panel, question, test) + _silent(panel, question, able, np.unique(test.rows.origin))


def _spoken(panel: Panel, question: Question, test: Backtest) -> list[Settled]:
    chance, base, rows = test.chances["blend"], test.chances["climatology"], test.rows
    heard = rows.column("since any") < LATELY
    found = []
    for i in np.flatnonzero(heard):
        entry = _entry(panel, question, rows.units[int(rows.unit[i])], int(rows.origin[i]), float(chance[i]), float(base[i]))
        found.append(Settled(entry, bool(rows.n[i] > 0), int(rows.n[i])))
    return found


def _silent(panel: Panel, question: Question, able: set[str], origins: NDArray[np.int64]) -> list[Settled]:
    """Void ones: units heard of lately, but not often enough for a number."""
    found = []
    wanted = list(TARGETS[question.target])
    for origin in origins.tolist():
        now = panel.first + origin
        lately = (panel.cells[:, 2] > now - LATELY) & (panel.cells[:, 2] <= now)
        after = (panel.cells[:, 1] > now) & (panel.cells[:, 1] <= now + question.horizon) & np.isin(panel.cells[:, 3], wanted)
        came = np.bincount(panel.cells[after, 0], panel.counts[after], len(panel.units))
        for unit in np.unique(panel.cells[lately, 0]).tolist():
            if panel.units[unit] not in able:
                entry = _entry(panel, question, panel.units[unit], origin, None, None)
                found.append(Settled(entry, bool(came[unit] > 0), int(came[unit])))
    return found


def _entry(panel: Panel, question: Question, unit: str, origin: int, chance: float | None, base: float | None) -> Entry:
    asked = panel.day_of(panel.first + origin)
    ends = asked + timedelta(days=question.horizon)
    method = "blend, replayed" if chance is not None else "cannot say"
    return Entry(unit, panel.view.by, question.target, question.horizon, asked, ends, chance, base, method)
