"""The events of a case as a table with one schema."""

from datetime import date

import pyarrow as pa
import pytest
from alder_story import story
from record_world import Press

from sayso.record import Record
from sayso.record.tabling import CAMEO, INTENSITY, deaths
from sayso.table import QUAD_OF, SCHEMA, EventTable
from sayso.types import CATEGORIES, BadValue, Figure


@pytest.fixture
def told(case: Record) -> Record:
    for press in story():
        case.add(press.report, press.statements, "t")
    return case


def test_one_row_an_event(told: Record) -> None:
    table, events = told.table(), [event for event in told.as_of().events if event.claim.what is not None]
    assert table.rows.schema == SCHEMA
    assert table.rows["key"].to_pylist() == [event.id for event in events]
    (row,) = [row for row in table.rows.to_pylist() if row["place"] == "Camp Alder" and row["first"] == date(2031, 3, 11)]
    assert (row["plover"], row["cameo"], row["quad"], row["intensity"]) == ("ASSAULT", "18", 4, -9.0)
    assert (row["target_text"], row["target"], row["target_country"], row["target_kind"]) == (
        "Arvonian soldiers",
        "XAR-MIL",
        "XAR",
        "MIL",
    )
    assert row["known"] == date(2031, 3, 12)
    assert (row["lat"], row["lon"], row["precision"], row["place_country"]) == (30.1, 60.1, "site", "XCO")
    assert row["deaths_low"] is not None
    assert row["deaths_low"] <= row["deaths_best"]
    assert "Corvan Wire" in row["sources"].split("; ")
    assert row["source_count"] == len(row["sources"].split("; "))
    assert row["dataset"] == "record"


def test_a_table_is_cut_by_what_had_been_published(told: Record) -> None:
    day = date(2031, 3, 12)
    table = told.table()
    assert 0 < len(table.cut(day)) < len(table)
    assert all(known <= day for known in table.cut(day).rows["known"].to_pylist())
    assert len(told.table(day)) == len([event for event in told.as_of(day).events if event.claim.what])


def test_equal_tables_have_equal_digests(told: Record) -> None:
    table = told.table()
    pieces = EventTable(pa.concat_tables([table.rows.slice(2), table.rows.slice(0, 2)]))
    assert pieces.digest == table.digest == EventTable.of(table.rows.to_pylist()).digest
    assert table.cut(date(2031, 3, 12)).digest != table.digest


def test_a_strange_column_is_an_error() -> None:
    day = date(2031, 3, 11)
    row = {"key": "1", "dataset": "x", "first": day, "last": day}
    with pytest.raises(BadValue, match=r"no such columns \['colour'\]"):
        EventTable.of([row | {"colour": "red"}])
    with pytest.raises(BadValue, match="precision"):
        EventTable.of([row | {"precision": "exact"}])
    with pytest.raises(BadValue, match="columns"):
        EventTable(pa.table({"key": ["1"]}))


def test_an_event_without_a_day_takes_the_day_it_was_published(case: Record) -> None:
    press = Press("undated", "2031-03-12", "Corvan Wire")
    press.say("Rockets hit Camp Alder.", "ASSAULT/rocket", where="Camp Alder")
    case.add(press.report, press.statements, "t")
    (event,) = case.as_of().events
    (row,) = case.table().rows.to_pylist()
    assert (event.first, row["first"], row["last"], row["known"]) == (None, *[date(2031, 3, 12)] * 3)


def test_every_category_has_its_codes() -> None:
    assert set(QUAD_OF) == set(CAMEO) == set(CATEGORIES)
    assert [QUAD_OF[what] for what in ("AGREE", "CONCEDE", "COOPERATE", "RETREAT", "REQUEST", "THREATEN", "PROTEST", "ASSAULT")] == [
        1, 2, 2, 2, 3, 3, 3, 4,
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
