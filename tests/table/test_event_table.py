"""``EventTable``: one schema, nothing impossible in it, an identity that does not depend on order, and no peeking."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.table import SCHEMA, EventTable, batches
from sayso.types import BadValue

DAY = date(2020, 1, 1)


def row(key: str = "a", **said: Any) -> dict[str, Any]:
    return {"key": key, "dataset": "test", "first": DAY, "last": DAY, **said}


def events(days: list[tuple[int, int, int | None]]) -> EventTable:
    """Rows from (first, length, days until known)."""
    rows = []
    for i, (first, length, late) in enumerate(days):
        last = DAY + timedelta(days=first + length)
        known = None if late is None else last + timedelta(days=late)
        rows.append(row(str(i), first=DAY + timedelta(days=first), last=last, known=known, quad=4))
    return EventTable.of(rows)


DAYS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 5), st.none() | st.integers(0, 40)), max_size=30)


@settings(max_examples=50, deadline=None)
@given(DAYS, st.integers(0, 90))
def test_a_cut_holds_exactly_what_was_over_and_known(days: list[tuple[int, int, int | None]], at: int) -> None:
    cut = events(days).cut(DAY + timedelta(days=at))
    expected = {str(i) for i, (first, length, late) in enumerate(days) if first + length + (late or 0) <= at}
    assert set(cut.rows["key"].to_pylist()) == expected


@settings(max_examples=30, deadline=None)
@given(DAYS, st.randoms(use_true_random=False))
def test_the_digest_does_not_depend_on_order(days: list[tuple[int, int, int | None]], random: Any) -> None:
    table = events(days)
    order = list(range(len(table)))
    random.shuffle(order)
    assert EventTable(table.rows.take(pa.array(order, pa.int64()))).digest == table.digest


def test_any_other_content_has_another_digest() -> None:
    one, other = EventTable.of([row(place="a,b")]), EventTable.of([row(place="a", sources="b")])
    assert len({one.digest, other.digest, EventTable.of([row(place="")]).digest, EventTable.of([row()]).digest}) == 4


@pytest.mark.parametrize(
    "said",
    [
        {"last": DAY - timedelta(days=1)}, {"quad": 5}, {"quad": 0}, {"lat": 91.0}, {"lon": -181.0}, {"plover": "FIGHT"},
        {"precision": "street"}, {"deaths_low": 3, "deaths_best": 2}, {"deaths_best": 3, "deaths_high": 2}, {"deaths_low": -1},
        {"key": None}, {"first": None}, {"colour": "red"}, {"quad": "four"},
    ],
    ids=str,
)  # fmt: skip
def test_impossible_rows_are_refused(said: dict[str, Any]) -> None:
    with pytest.raises(BadValue):
        EventTable.of([row() | said])


def test_codes_stay_text_through_a_file(tmp_path: Path) -> None:
    EventTable.of([row(cameo="040")]).save(tmp_path / "t.parquet")
    assert EventTable.load(tmp_path / "t.parquet").rows["cameo"].to_pylist() == ["040"]
    (batch,) = batches([tmp_path / "t.parquet"], ["cameo", "first"])
    assert batch.schema.names == ["cameo", "first"]
    with pytest.raises(KeyError):
        list(batches([tmp_path / "t.parquet"], ["colour"]))


def test_an_empty_table_has_no_span() -> None:
    empty = EventTable.concat([])
    assert (len(empty), empty.span, empty.rows.schema) == (0, None, SCHEMA)
    assert len(empty.cut(DAY)) == 0
