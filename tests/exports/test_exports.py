"""What is exported says what the case says, of the day asked for, and can be read again."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from alder_story import story
from click.testing import CliRunner
from record_world import Press

from sayso.cli import cli
from sayso.contract import event_to_json, statement_to_json
from sayso.exports import EXPORTS, read_statements
from sayso.reading import read
from sayso.record import Record
from sayso.table import EventTable
from sayso.types import BadValue, Ruling

DAY = date(2031, 3, 12)


@pytest.fixture
def case() -> Record:
    record = Record.open(":memory:")
    for press in story():
        record.add(press.report, press.statements, "t")
    return record


def text(case: Record, what: str, day: date | None = None) -> str:
    return b"".join(EXPORTS[what](case, day, None)).decode()


def test_the_verb_knows_every_format() -> None:
    (argument,) = (each for each in cli.commands["export"].params if each.name == "what")
    assert list(argument.type.choices) == list(EXPORTS)


@pytest.mark.parametrize("day", [None, DAY])
def test_statements_come_back_as_they_were(case: Record, day: date | None) -> None:
    one = story()[0].statements[0]
    case.rule(Ruling("edit", one.report, one.start, one.end, "Ada", datetime(2031, 6, 1, tzinfo=UTC), "softer", {"firmness": 1}))
    lines = text(case, "statements", day).splitlines()
    assert tuple(read_statements(lines)) == case.as_of(day).statements
    assert [json.loads(line) for line in lines] == [statement_to_json(each) for each in case.as_of(day).statements]


def test_a_case_made_of_an_export_says_the_same(case: Record) -> None:
    said = list(read_statements(text(case, "statements").splitlines()))
    with Record.open(":memory:") as other:
        for report, _statements in case.told():
            other.add(report, [each for each in said if each.report == report.id], "t")
        assert [event_to_json(event) for event in other.as_of().events] == [event_to_json(event) for event in case.as_of().events]


def test_reports_can_be_read_into_another_case(case: Record, tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    path.write_text(text(case, "reports"))
    found = [item.report for item in read([path])]
    assert {one.id: (one.published, one.outlet, one.text) for one in found if one} == {
        one.id: (one.published, one.outlet, one.text) for one in case.as_of().reports.values()
    }


def test_what_is_no_statement_is_named_by_its_line() -> None:
    for line in ("{}", "nonsense", '{"id": 1, "colour": "red"}'):
        with pytest.raises(BadValue, match="line 1: no statement"):
            list(read_statements([line]))


@pytest.mark.parametrize("day", [None, DAY])
def test_events_in_every_format_are_those_of_the_day(case: Record, day: date | None) -> None:
    expected = case.as_of(day).events
    assert [json.loads(line) for line in text(case, "events", day).splitlines()] == [event_to_json(one) for one in expected]
    rows = list(csv.DictReader(io.StringIO(text(case, "csv", day), newline="")))
    assert [(row["id"], row["title"]) for row in rows] == [(one.id, one.title) for one in expected]
    placed = [one for one in expected if one.claim.where is not None and one.claim.where.lat is not None]
    found = json.loads(text(case, "geojson", day))
    assert found["type"] == "FeatureCollection"
    assert [(one["id"], *one["geometry"]["coordinates"]) for one in found["features"]] == [
        (one.id, one.claim.where.lon, one.claim.where.lat) for one in placed if one.claim.where
    ]
    assert placed
    assert all(one["properties"]["voices"] >= 1 and one["properties"]["precision"] for one in found["features"])


def test_parquet_has_the_columns_of_event_tables(case: Record, tmp_path: Path) -> None:
    path = tmp_path / "events.parquet"
    path.write_bytes(b"".join(EXPORTS["parquet"](case, DAY, None)))
    assert EventTable.load(path).digest == case.table(DAY).digest


def test_the_verb_writes_a_whole_file_or_none(tmp_path: Path) -> None:
    place = str(tmp_path / "case.sayso")
    with Record.open(place) as record:
        for press in (Press("=a", "2031-03-12", "=SUM(1)").say("Rockets hit Lorn.", where="Lorn"), *story()):
            record.add(press.report, press.statements, "t")
        expected = text(record, "csv", DAY)
    out = tmp_path / "new" / "events.csv"
    ran = CliRunner().invoke(cli, ["export", "csv", "-o", str(out), "--case", place, "--as-of", str(DAY)])
    assert ran.exit_code == 0
    assert out.read_bytes().decode() == expected
    assert [path.name for path in out.parent.iterdir()] == ["events.csv"]
    ran = CliRunner().invoke(cli, ["export", "csv", "--case", place, "--as-of", str(DAY)])
    assert ran.stdout_bytes.decode() == expected
    ran = CliRunner().invoke(cli, ["export", "events", "-o", str(tmp_path / "case.sayso" / "x"), "--case", place])
    assert "cannot be written" in str(ran.exception)
