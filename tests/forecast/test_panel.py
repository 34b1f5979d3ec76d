"""Panels: every way of counting, growth equal to counting at once, and cuts that see nothing later."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_up import START, world

from sayso.forecast.panel import COLUMNS, Panel, View
from sayso.table import EventTable, batches
from sayso.types import BadValue


def same(one: Panel, other: Panel) -> bool:
    equal = one.units == other.units and np.array_equal(one.cells, other.cells) and np.array_equal(one.counts, other.counts)
    return equal and np.array_equal(one.deaths, other.deaths) and (one.first, one.last) == (other.first, other.last)


WORLD = world(120, late=3)


@settings(max_examples=20, deadline=None)
@given(st.integers(1, len(WORLD) - 1), st.sampled_from(["dyad", "actor", "country"]), st.sampled_from(["day", "week", "month"]))
def test_growing_equals_counting_at_once(split: int, by: str, step: str) -> None:
    view = View(by, step)
    parts = EventTable(WORLD.rows.slice(0, split)), EventTable(WORLD.rows.slice(split))
    assert same(Panel.of(parts[0], view).add(parts[1]), Panel.of(WORLD, view))


@settings(max_examples=20, deadline=None)
@given(st.integers(40, 115), st.sampled_from(["dyad", "actor"]))
def test_a_cut_panel_is_the_panel_of_a_cut_table(days: int, by: str) -> None:
    day = START + timedelta(days=days)
    cut, fresh = Panel.of(WORLD, View(by)).cut(day), Panel.of(WORLD.cut(day), View(by))
    assert cut.keep(fresh.units).cells.tolist() == fresh.cells.tolist()
    assert cut.counts.sum() == fresh.counts.sum() == len(WORLD.cut(day)) * (1 if by == "dyad" else 2)


def one(**said: Any) -> EventTable:
    base = {
        "key": "a",
        "dataset": "t",
        "first": START,
        "last": START,
        "actor": "B",
        "target": "A",
        "quad": 4,
        "plover": "ASSAULT",
        "place_country": "IRQ",
    }
    return EventTable.of([base | said])


def test_counts_by_direction_class_place_and_theatre() -> None:
    panel = Panel.of(one(deaths_best=3))
    assert panel.units == ("A|B",)
    assert panel.cells[0, 3:].tolist() == [4, 1]
    assert panel.deaths.tolist() == [3]
    assert Panel.of(one(), View("country")).units == ("IRQ",)
    assert Panel.of(one(), View("theatre", theatres={"IRQ": "Gulf"})).units == ("Gulf",)
    assert Panel.of(one(), View("actor")).units == ("A", "B")
    assert Panel.of(one(), View(fold={"B": "Z"})).units == ("A|Z",)
    assert Panel.of(one(actor=None, actor_text="Rebels")).units == ("A|Rebels",)


def test_what_is_known_late_is_seen_late_and_happened_early() -> None:
    panel = Panel.of(one(known=START + timedelta(days=4)))
    assert panel.dense((4,), seen=False)[0].tolist()[0] == 1
    assert panel.dense((4,), seen=True)[0].sum() == 0
    assert not len(panel.cut(START + timedelta(days=3)).cells)


def test_an_interval_longer_than_the_step_is_left_out() -> None:
    long = one(last=START + timedelta(days=3))
    assert (Panel.of(long).left_out, Panel.of(long).counts.sum()) == (1, 0)
    assert Panel.of(long, View(step="week")).counts.sum() == 1


@pytest.mark.parametrize(("step", "day", "first"), [("week", date(2001, 1, 3), date(2001, 1, 1)), ("month", date(2001, 2, 28), date(2001, 2, 1)), ("week", date(2001, 1, 7), date(2001, 1, 1))])  # fmt: skip
def test_periods_begin_on_mondays_and_firsts(step: str, day: date, first: date) -> None:
    panel = Panel.of(one(first=day, last=day), View(step=step))
    assert panel.day_of(panel.first) == first
    assert panel.number(day) == panel.first


def test_counts_from_a_file_in_batches(tmp_path: Path) -> None:
    WORLD.save(tmp_path / "t.parquet")
    assert same(Panel.of(batches([tmp_path / "t.parquet"], COLUMNS, rows=50)), Panel.of(WORLD))


def test_nothing_to_count_is_an_error() -> None:
    with pytest.raises(BadValue):
        Panel.of(EventTable.concat([]))
    with pytest.raises(BadValue):
        View("planet")
    with pytest.raises(BadValue):
        Panel.of(one()).keep(["X|Y"])
