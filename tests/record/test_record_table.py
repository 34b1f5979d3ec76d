"""The events of a case as a table with one schema."""

from datetime import date

import pyarrow as pa
import pytest
from alder_story import story

from sayso.record import Record
from sayso.record.tabling import deaths
from sayso.table import CAMEO, INTENSITY, QUADS, SCHEMA, EventTable
from sayso.types import CATEGORIES, BadValue, Figure


@pytest.fixture
def told(case: Record) -> Record:
    for press in story():
        case.add(press.report, press.statements, "t")
    return case


def test_one_row_an_event(told: Record) -> None:
    table, events = told.table(), [event for event in told.as_of().events if event.claim.what is not None]
    assert table.arrow.schema == SCHEMA
    assert [row["key"] for row in table.rows()] == [event.id for event in events]
    (row,) = [row for row in table.rows() if row["place"] == "Camp Alder" and row["first"] == date(2031, 3, 11)]
    assert (row["plover"], row["mode"], row["cameo"], row["quad"], row["intensity"]) == ("ASSAULT", "rocket", "18", 4, -9.0)
    assert (row["target"], row["target_id"], row["target_country"], row["target_kind"]) == (
        "Arvonian soldiers",
        "XAR-MIL",
        "XAR",
        "MIL",
    )
    assert row["published"] == date(2031, 3, 12)
    assert (row["lat"], row["lon"], row["precision"], row["country"]) == (30.1, 60.1, "site", "XCO")
    assert row["deaths_low"] is not None
    assert row["deaths_low"] <= row["deaths_best"]
    assert "Corvan Wire" in row["sources"]
    assert row["origin"] == "record"


def test_a_table_is_cut_by_what_had_been_published(told: Record) -> None:
    day = date(2031, 3, 12)
    table = told.table()
    assert 0 < len(table.cut(day)) < len(table)
    assert all(row["published"] <= day for row in table.cut(day).rows())
    assert len(told.table(day)) == len([event for event in told.as_of(day).events if event.claim.what])


def test_equal_tables_have_equal_digests(told: Record) -> None:
    table = told.table()
    pieces = EventTable(pa.concat_tables([table.arrow.slice(0, 2), table.arrow.slice(2)]))
    assert pieces.digest == table.digest == EventTable.of(table.rows()).digest
    assert table.cut(date(2031, 3, 12)).digest != table.digest


def test_a_strange_column_is_an_error() -> None:
    with pytest.raises(BadValue, match="no column colour"):
        EventTable.of([{"key": "1", "sources": [], "origin": "x", "colour": "red"}])
    with pytest.raises(BadValue, match="precision"):
        EventTable.of([{"key": "1", "sources": [], "origin": "x", "precision": "exact"}])
    with pytest.raises(BadValue, match="columns"):
        EventTable(pa.table({"key": ["1"]}))


def test_every_category_has_its_codes() -> None:
    assert set(QUADS) == set(CAMEO) == set(CATEGORIES)
    assert [QUADS[what] for what in ("AGREE", "CONCEDE", "COOPERATE", "RETREAT", "REQUEST", "THREATEN", "PROTEST", "ASSAULT")] == [
        1, 1, 2, 2, 3, 3, 4, 4,
    ]  # fmt: skip
    assert all(code[:2] in INTENSITY for code in CAMEO.values())


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        ([], (None, None, None)),
        ([(2, 2, None)], (2, 2, 2)),
        ([(14, None, None)], (14, 14, None)),
        ([(0, 110, None)], (0, 110, 110)),
        ([(2, 2, "USA"), (1, 1, "GBR")], (3, 3, 3)),
        ([(3, 3, None), (2, 2, "USA")], (3, 3, 3)),
    ],
)
def test_deaths(bounds: list[tuple[int | None, int | None, str | None]], expected: tuple[int | None, ...]) -> None:
    assert deaths(tuple(Figure(low, high, "said", of) for low, high, of in bounds)) == expected
