"""Every forecast made is written down with its question, settled by later events, and scored: nothing is forgotten.

The ledger is a JSON Lines file, only ever appended to. A forecast without a number is *void* and counts as such; one whose
window is not over, or whose data end before it does, is *open*.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from sayso.forecast.ask import Forecast
from sayso.forecast.panel import TARGETS, Panel, View
from sayso.forecast.scores import brier, log_score
from sayso.table import EventTable
from sayso.types import BadValue


@dataclass(frozen=True, slots=True)
class Entry:
    """One forecast as the ledger keeps it: whom it is about, what, made on ``asked``, true if the target happens after
    that day and by ``ends`` (inclusive)."""

    unit: str
    by: str
    target: str
    horizon: int
    asked: date
    ends: date
    chance: float | None
    base: float | None
    method: str


@dataclass(frozen=True, slots=True)
class Settled:
    """An entry and what came: ``came`` is None while it is open."""

    entry: Entry
    came: bool | None
    events: int | None


@dataclass(frozen=True, slots=True)
class Record:
    """How past forecasts fared: means over those resolved; ``void`` those without a number, of ``made`` in all."""

    made: int
    resolved: int
    open: int
    void: int
    brier: float | None
    log: float | None
    brier_base: float | None


def write(path: Path, forecast: Forecast, view: View) -> Entry:
    """Appends a forecast to the ledger and gives the entry."""
    entry = Entry(
        forecast.unit, view.by, forecast.question.target, forecast.question.horizon, forecast.asked, forecast.ends,
        forecast.chance, forecast.base, forecast.method,
    )  # fmt: skip
    with path.open("a", encoding="utf-8") as file:
        file.write(json.dumps(asdict(entry), default=str, ensure_ascii=False) + "\n")
    return entry


def read(path: Path) -> list[Entry]:
    """Every entry of a ledger in the order made; none when there is no file. Raises BadValue naming a broken line."""
    if not path.exists():
        return []
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            body: dict[str, Any] = json.loads(line)
            days = {name: date.fromisoformat(body[name]) for name in ("asked", "ends")}
            found.append(Entry(**(body | days)))
        except (ValueError, TypeError, KeyError) as error:
            raise BadValue(f"{path}:{number}: not a forecast this program wrote ({error})") from error
    return found


def settle(entries: Iterable[Entry], events: EventTable, view: View, today: date) -> list[Settled]:
    """What came of every entry, judged by events known on ``today``; a window that ends later, or after the data do, is open."""
    known = events.cut(today)
    span = known.span
    panel = Panel.of(known, view) if span else None
    found = []
    for entry in entries:
        if panel is None or span is None or entry.ends > min(today, span[1]) or entry.by != view.by:
            found.append(Settled(entry, None, None))
            continue
        count = _count(panel, entry)
        found.append(Settled(entry, count > 0, count))
    return found


def _count(panel: Panel, entry: Entry) -> int:
    if entry.unit not in panel.units:
        return 0
    rows = (panel.cells[:, 0] == panel.units.index(entry.unit)) & np.isin(panel.cells[:, 3], TARGETS[entry.target])
    inside = (panel.cells[:, 1] > panel.number(entry.asked)) & (panel.cells[:, 1] <= panel.number(entry.ends))
    return int(panel.counts[rows & inside].sum())


def record(settled: Sequence[Settled]) -> Record:
    """The scores of a ledger, with its void share in sight."""
    done = [one for one in settled if one.came is not None and one.entry.chance is not None]
    void = sum(one.entry.chance is None for one in settled)
    came = np.array([bool(one.came) for one in done], float)
    said = np.array([one.entry.chance for one in done], float)
    base = np.array([one.entry.base if one.entry.base is not None else np.nan for one in done], float)
    means = (
        [float(values.mean()) for values in (brier(said, came), log_score(said, came), brier(base, came))] if done else [None] * 3
    )
    return Record(len(settled), len(done), len(settled) - len(done) - void, void, *means)
