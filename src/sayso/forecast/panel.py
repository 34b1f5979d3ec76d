"""``Panel``: how often each unit saw each class of event in each period, counted once, grown by increment, cut without peeking.

A unit is a dyad ("IRN|USA", the two ids in order), an actor, a country or a theatre. An event counts in the period of its
last day (``period``) and may be used from the period in which it was known (``seen``): labels are taken from the first,
features from the second, so that a row found late is never used early. An event whose interval is longer than a
step says too little about when it happened: it is left out and counted in ``left_out``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from sayso.table import EventTable
from sayso.types import BadValue

CLASSES: Final = ("verbal cooperation", "material cooperation", "verbal conflict", "coercion", "force")
"""The quad classes, the last split in two: material conflict is coercion or force, kinetic is force (PLOVER's ASSAULT)."""
TARGETS: Final[Mapping[str, tuple[int, ...]]] = {"material conflict": (3, 4), "kinetic": (4,), "any": (0, 1, 2, 3, 4)}
BY: Final = ("dyad", "actor", "country", "theatre")
STEPS: Final = ("day", "week", "month")
COLUMNS: Final = (
    "first", "last", "known", "actor_text", "actor", "target_text", "target", "place_country", "plover", "quad", "deaths_best",
)  # fmt: skip
"""What a panel needs of an event table."""
GATHERED: Final = 2_500_000
"""Cells held at most before equal ones are added up: what bounds the memory."""
EPOCH: Final = date(1970, 1, 1)
SEEN: Final = 4
PERIOD: Final = SEEN + 17
UNIT: Final = PERIOD + 17
"""Where the parts of a packed cell begin: way in bit 0, class in bits 1 to 3, then when it was seen, when it was, and whose it is."""
ZERO: Final = 1 << 16
"""Periods from this many before 1970 to as many after fit."""
Cells = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class View:
    """How to count: ``by`` what, in which ``step``; ``fold`` maps a client to the patron it counts as (None: nobody), and
    ``theatres`` a country to the theatre it lies in (a country in none stands for itself). ``texts`` lets an actor without an id count under its own name."""

    by: str = "dyad"
    step: str = "day"
    fold: Mapping[str, str] = field(default_factory=dict)
    theatres: Mapping[str, str] = field(default_factory=dict)
    texts: bool = True

    def __post_init__(self) -> None:
        if self.by not in BY or self.step not in STEPS:
            raise BadValue(f"panel: by {self.by!r} of {BY}, step {self.step!r} of {STEPS}")


@dataclass(frozen=True, slots=True)
class Panel:
    """Counts in cells: rows of ``cells`` are (unit, period, seen, class, way), beside ``counts`` and ``deaths``.

    ``period`` and ``seen`` are numbers of steps since 1970 (Monday weeks); ``first`` to ``last`` bound the panel, inclusive.
    ``way`` is 0 when the first of a dyad (or the actor itself) acts, 1 when it is acted upon.
    """

    view: View
    units: tuple[str, ...]
    cells: Cells
    counts: NDArray[np.float64]
    deaths: NDArray[np.float64]
    first: int
    last: int
    left_out: int = 0

    @property
    def periods(self) -> int:
        """How many periods the panel spans."""
        return self.last - self.first + 1

    def day_of(self, period: int) -> date:
        """The first day of the period with this number since 1970."""
        if self.view.step == "month":
            return date(1970 + period // 12, period % 12 + 1, 1)
        return EPOCH + timedelta(days=period if self.view.step == "day" else 7 * period - 3)

    def number(self, day: date) -> int:
        """The number since 1970 of the period a day falls in."""
        return int(_numbers(np.array([(day - EPOCH).days]), self.view.step)[0])

    def cut(self, day: date) -> Panel:
        """What could be counted at the end of the last period that is over by ``day``: no event later, none known later."""
        last = self.number(day + timedelta(days=1)) - 1
        keep = self.cells[:, 2] <= last
        return replace(
            self, cells=self.cells[keep], counts=self.counts[keep], deaths=self.deaths[keep], last=min(last, self.last)
        )

    def keep(self, units: Iterable[str]) -> Panel:
        """Only these units, in this order. Raises BadValue for a unit the panel does not have."""
        wanted, place = tuple(units), {unit: i for i, unit in enumerate(self.units)}
        missing = [unit for unit in wanted if unit not in place]
        if missing:
            raise BadValue(f"panel: no unit {', '.join(missing[:5])} among {len(self.units)}")
        to = np.full(len(self.units), -1)
        to[[place[unit] for unit in wanted]] = np.arange(len(wanted))
        rows = to[self.cells[:, 0]] >= 0
        cells = self.cells[rows].copy()
        cells[:, 0] = to[cells[:, 0]]
        return replace(self, units=wanted, cells=cells, counts=self.counts[rows], deaths=self.deaths[rows])

    def totals(self) -> NDArray[np.float64]:
        """Events of each unit, of any class."""
        return np.bincount(self.cells[:, 0], self.counts, len(self.units)).astype(float)

    def dense(self, classes: Iterable[int], *, seen: bool, way: int | None = None, deaths: bool = False) -> NDArray[np.float32]:
        """Counts (or deaths) of these classes: (units, periods), by when they were ``seen`` or by when they happened."""
        rows = np.isin(self.cells[:, 3], list(classes))
        if way is not None:
            rows &= self.cells[:, 4] == way
        period = self.cells[rows, 2 if seen else 1] - self.first
        inside = (period >= 0) & (period < self.periods)
        flat = self.cells[rows, 0][inside] * self.periods + period[inside]
        values = (self.deaths if deaths else self.counts)[rows][inside]
        counted = np.bincount(flat, values, len(self.units) * self.periods)
        return counted.reshape(len(self.units), self.periods).astype(np.float32)

    def sums(self, classes: Iterable[int], group: NDArray[np.int64] | None = None, groups: int = 1) -> NDArray[np.float32]:
        """Counts of these classes by when they were seen, added up over units: (groups, periods); ``group`` places each unit."""
        rows = np.isin(self.cells[:, 3], list(classes))
        place = np.zeros(len(self.units), np.int64) if group is None else group
        period = self.cells[rows, 2] - self.first
        inside = (period >= 0) & (period < self.periods)
        flat = place[self.cells[rows, 0][inside]] * self.periods + period[inside]
        return np.bincount(flat, self.counts[rows][inside], groups * self.periods).reshape(groups, -1).astype(np.float32)

    def add(self, events: EventTable | Iterable[pa.RecordBatch]) -> Panel:
        """The panel with more events counted in; equal to counting all of them at once."""
        return _merge(self, events)

    @classmethod
    def of(cls, events: EventTable | Iterable[pa.RecordBatch], view: View = View()) -> Panel:
        """Counts the events of a table, or of batches with at least ``COLUMNS`` (see ``sayso.table.batches``).

        Raises BadValue when there is no event to count.
        """
        nothing = np.zeros((0, 5), np.int64)
        return _merge(cls(view, (), nothing, np.zeros(0), np.zeros(0), 0, -1), events)


def _numbers(days: NDArray[Any], step: str) -> NDArray[np.int64]:
    if step == "day":
        return days.astype(np.int64)
    if step == "week":
        return (days.astype(np.int64) + 3) // 7
    return days.astype("datetime64[D]").astype("datetime64[M]").astype(np.int64)


def _merge(panel: Panel, events: EventTable | Iterable[pa.RecordBatch]) -> Panel:
    names = {unit: i for i, unit in enumerate(panel.units)}
    actors: dict[str, int] = {}
    keys, sums = [_packed(*panel.cells.T)], [np.stack([panel.counts, panel.deaths], 1)]
    first, last, left_out, most = panel.first, panel.last, panel.left_out, GATHERED
    batches = events.rows.select(COLUMNS).to_batches() if isinstance(events, EventTable) else events
    for batch in batches:
        if not batch.num_rows:
            continue
        found, deaths, long, days = _cells(batch, panel.view, names, actors)
        left_out += long
        first, last = (min(first, days[0]), max(last, days[1])) if last >= first else days
        unique, values = _sum(found, np.stack([np.ones(len(found)), deaths], 1))
        keys.append(unique)
        sums.append(values)
        if sum(map(len, keys)) > most:
            unique, values = _sum(np.concatenate(keys), np.concatenate(sums))
            keys, sums, most = [unique], [values], max(GATHERED, 2 * len(unique))
    unique, values = _sum(np.concatenate(keys), np.concatenate(sums))
    if last < first:
        raise BadValue("panel: there is no event to count")
    units, unique, values = _sorted(tuple(names), unique, values)
    cells = np.stack(_unpacked(unique), 1)
    return replace(
        panel,
        units=units,
        cells=cells,
        counts=values[:, 0].copy(),
        deaths=values[:, 1].copy(),
        first=first,
        last=last,
        left_out=left_out,
    )


def _sorted(
    units: tuple[str, ...], keys: Cells, values: NDArray[np.float64]
) -> tuple[tuple[str, ...], Cells, NDArray[np.float64]]:
    """Units in order of their names, cells in order of their numbers: equal events give an equal panel."""
    order = sorted(range(len(units)), key=units.__getitem__)
    rank = np.empty(len(order), np.int64)
    rank[order] = np.arange(len(order))
    if len(keys):
        keys = (rank[keys >> UNIT] << UNIT) | (keys & ((1 << UNIT) - 1))
    by = np.argsort(keys)
    return tuple(units[i] for i in order), keys[by], values[by]


def _packed(unit: Cells, period: Cells, seen: Cells, kind: Cells, way: Any) -> Cells:
    """A cell as one number, in the same order as its parts: unit, period, seen, class, way."""
    if len(unit) and (unit.max() >= 1 << 25 or min(period.min(), seen.min()) < -ZERO or max(period.max(), seen.max()) >= ZERO):
        raise BadValue("panel: more than 33 million units, or a day before 1791 or after 2149")
    return np.asarray((unit << UNIT) | ((period + ZERO) << PERIOD) | ((seen + ZERO) << SEEN) | (kind << 1) | way, np.int64)


def _unpacked(keys: Cells) -> tuple[Cells, ...]:
    steps = (1 << 17) - 1
    return keys >> UNIT, ((keys >> PERIOD) & steps) - ZERO, ((keys >> SEEN) & steps) - ZERO, (keys >> 1) & 7, keys & 1


def _sum(keys: Cells, values: NDArray[np.float64]) -> tuple[Cells, NDArray[np.float64]]:
    """Equal keys made one, in order, their values added up."""
    if not len(keys):
        return keys, values
    order = np.argsort(keys)
    keys = keys[order]
    starts = np.flatnonzero(np.diff(keys, prepend=keys[0] - 1))
    return keys[starts], np.add.reduceat(values[order], starts, axis=0)


def _cells(
    batch: pa.RecordBatch, view: View, names: dict[str, int], actors: dict[str, int]
) -> tuple[Cells, NDArray[np.float64], int, tuple[int, int]]:
    """One batch as packed cells, deaths, how many events were too long, and the first and last period."""
    day = {name: batch.column(name).cast(pa.int32()) for name in ("first", "last", "known")}
    last = np.asarray(day["last"])
    known = np.maximum(np.asarray(pc.fill_null(day["known"], -(1 << 30))), last)
    longest = {"day": 1, "week": 7, "month": 31}[view.step]
    short = last - np.asarray(day["first"]) < longest
    quads = np.asarray(pc.fill_null(batch.column("quad"), 0)).astype(np.int64)
    force = np.asarray(pc.fill_null(_is(batch.column("plover"), "ASSAULT"), False))
    classes = np.where((quads == 4) & force, 4, quads - 1)
    deaths = np.asarray(pc.fill_null(batch.column("deaths_best"), 0)).astype(float)
    period, seen = _numbers(last, view.step), _numbers(known, view.step)
    usable = short & (classes >= 0)
    found = [
        (_packed(unit, period[rows], seen[rows], classes[rows], way), deaths[rows])
        for unit, rows, way in _units(batch, view, names, actors, usable)
    ]
    bounds = (int(period.min()), int(max(period.max(), period.min())))
    return np.concatenate([c for c, _ in found]), np.concatenate([d for _, d in found]), int((~short).sum()), bounds


def _units(
    batch: pa.RecordBatch, view: View, names: dict[str, int], actors: dict[str, int], usable: NDArray[Any]
) -> list[tuple[NDArray[Any], NDArray[Any], Any]]:
    """(unit numbers, row numbers, ways) of the usable rows of a batch."""
    if view.by in ("country", "theatre"):
        places = batch.column("place_country")
        if view.by == "theatre":
            coded = _coded(places)
            names_of = pa.array([view.theatres.get(one, one) for one in coded.dictionary.to_pylist()], pa.string())
            places = names_of.take(coded.indices)
        codes = _codes(places, names)
        rows = np.flatnonzero(usable & (codes >= 0))
        return [(codes[rows], rows, 0)]
    pool = names if view.by == "actor" else actors
    a, b = (_codes(_named(batch, who, view), pool) for who in ("actor", "target"))
    if view.by == "actor":
        return [
            (side[rows], rows, way)
            for way, side in enumerate((a, b))
            if (rows := np.flatnonzero(usable & (side >= 0))) is not None
        ]
    rows = np.flatnonzero(usable & (a >= 0) & (b >= 0) & (a != b))
    told, size = list(pool), len(pool)
    pairs, place = np.unique(a[rows] * size + b[rows], return_inverse=True)
    named = [(told[pair // size], told[pair % size]) for pair in pairs.tolist()]
    ways = np.array([first > second for first, second in named], np.int64)
    numbers = np.array([names.setdefault("|".join(sorted(pair)), len(names)) for pair in named], np.int64)
    return [(numbers[place], rows, ways[place])]


def _named(batch: pa.RecordBatch, who: str, view: View) -> pa.DictionaryArray:
    ids = batch.column(who)
    if view.texts and ids.null_count:
        ids = pc.coalesce(_plain(ids), _plain(batch.column(f"{who}_text")))
    coded = _coded(ids)
    if not view.fold:
        return coded
    folded = pa.array([view.fold.get(one, one) for one in coded.dictionary.to_pylist()], pa.string()).dictionary_encode()
    return pa.DictionaryArray.from_arrays(folded.indices.take(coded.indices), folded.dictionary)


def _is(column: pa.Array, word: str) -> pa.Array:
    coded = _coded(column)
    return pc.equal(coded.dictionary, word).take(coded.indices)


def _plain(column: pa.Array) -> pa.Array:
    return column.cast(pa.string()) if pa.types.is_dictionary(column.type) else column


def _coded(column: pa.Array) -> pa.DictionaryArray:
    return column if pa.types.is_dictionary(column.type) else column.dictionary_encode()


def _codes(column: pa.Array, pool: dict[str, int]) -> NDArray[np.int64]:
    """Numbers of names, new names that occur added to the pool; −1 for nobody."""
    coded = _coded(column)
    indices = np.asarray(pc.fill_null(coded.indices, -1)).astype(np.int64)
    used = np.bincount(indices + 1, minlength=len(coded.dictionary) + 1)[1:] > 0
    own = np.full(len(coded.dictionary) + 1, -1, np.int64)
    for i, (one, occurs) in enumerate(zip(coded.dictionary.to_pylist(), used.tolist(), strict=True)):
        if occurs and one is not None:
            own[i] = pool.setdefault(one, len(pool))
    return own[indices]
