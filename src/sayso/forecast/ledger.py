"""Every forecast made is written down with its question, settled by later events, and scored: nothing is forgotten.

An entry is plain JSON and is kept in the log of a case (see ``sayso.outlook``). A forecast without a number is *void* and
counts as such; one whose window is not over, or whose data end before it does, is *open*.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

import numpy as np

from sayso.forecast.ask import Forecast
from sayso.forecast.panel import TARGETS, Panel, View
from sayso.forecast.scores import brier, log_score
from sayso.types import BadValue


@dataclass(frozen=True, slots=True)
class Entry:
    """One forecast as the ledger keeps it: whom it is about, what, made from what was known on ``asked``, true if the
    target happens after that day and by ``ends`` (inclusive), in ``data``, the datasets it was made from."""

    unit: str
    by: str
    target: str
    horizon: int
    asked: date
    ends: date
    chance: float | None
    base: float | None
    method: str
    low: float | None = None
    high: float | None = None
    expected: float | None = None
    data: str = ""
    fold: bool = False
    """Whether forces under a patron's command counted as the patron."""
    places: tuple[str, ...] = ()
    """The countries of a theatre."""
    why_not: str | None = None
    written: date | None = None
    """The day it was written down, by the clock of the log."""

    def to_json(self) -> dict[str, Any]:
        """Plain values for the log; ``written`` is left to the log's own clock."""
        said = {name: value for name, value in asdict(self).items() if name != "written"}
        return said | {"asked": self.asked.isoformat(), "ends": self.ends.isoformat(), "places": list(self.places)}

    @classmethod
    def of(cls, forecast: Forecast, view: View, data: str, *, fold: bool, places: Sequence[str] = ()) -> Entry:
        """The entry of a forecast made in this view of these data."""
        return cls(
            forecast.unit, view.by, forecast.question.target, forecast.question.horizon, forecast.asked, forecast.ends,
            forecast.chance, forecast.base, forecast.method, forecast.low, forecast.high, forecast.expected, data, fold,
            tuple(places), forecast.why_not,
        )  # fmt: skip

    @classmethod
    def from_json(cls, said: Mapping[str, Any], written: date | None) -> Entry:
        """The entry ``to_json`` gave. Raises BadValue for anything else."""
        try:
            body = {each.name: said[each.name] for each in fields(cls) if each.name in said}
            days = {name: date.fromisoformat(body[name]) for name in ("asked", "ends")}
            return cls(**(body | days | {"places": tuple(body.get("places", ())), "written": written}))
        except (ValueError, TypeError, KeyError) as error:
            raise BadValue(f"not a forecast this program wrote ({type(error).__name__}: {error})") from error


@dataclass(frozen=True, slots=True)
class Settled:
    """An entry and what came: ``came`` is None while it is open."""

    entry: Entry
    came: bool | None
    events: int | None


@dataclass(frozen=True, slots=True)
class Tally:
    """How past forecasts fared: means over those resolved; ``void`` those without a number, of ``made`` in all.

    ``late`` of the resolved ones were written down after their window was over: they tested the method, they foretold nothing.
    """

    made: int
    resolved: int
    open: int
    void: int
    late: int
    brier: float | None
    log: float | None
    brier_base: float | None


def settle(entries: Iterable[Entry], panels: Callable[[Entry], Panel | None], today: date) -> list[Settled]:
    """What came of every entry, judged by what was known on ``today`` in the panel that ``panels`` gives for it.

    No panel, or a window that ends after ``today`` or after the panel: open.
    """
    found = []
    for entry in entries:
        panel = panels(entry) if entry.ends <= today else None
        if panel is None or panel.number(entry.ends) > panel.last:
            found.append(Settled(entry, None, None))
            continue
        count = _count(panel, entry, panel.number(today))
        found.append(Settled(entry, count > 0, count))
    return found


def _count(panel: Panel, entry: Entry, today: int) -> int:
    if entry.unit not in panel.units:
        return 0
    rows = (panel.cells[:, 0] == panel.units.index(entry.unit)) & np.isin(panel.cells[:, 3], TARGETS[entry.target])
    inside = (panel.cells[:, 1] > panel.number(entry.asked)) & (panel.cells[:, 1] <= panel.number(entry.ends))
    return int(panel.counts[rows & inside & (panel.cells[:, 2] <= today)].sum())


def tally(settled: Sequence[Settled]) -> Tally:
    """The scores of a ledger, with its void share in sight."""
    done = [one for one in settled if one.came is not None and one.entry.chance is not None]
    void = sum(one.entry.chance is None for one in settled)
    late = sum(one.entry.written is not None and one.entry.written > one.entry.ends for one in done)
    came = np.array([bool(one.came) for one in done], float)
    said = np.array([one.entry.chance for one in done], float)
    base = np.array([one.entry.base if one.entry.base is not None else np.nan for one in done], float)
    means = (
        [float(values.mean()) for values in (brier(said, came), log_score(said, came), brier(base, came))] if done else [None] * 3
    )
    return Tally(len(settled), len(done), len(settled) - len(done) - void, void, late, *means)
