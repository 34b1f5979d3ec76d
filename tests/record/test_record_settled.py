"""What the store answers is what the whole case in memory answers, and stays so while the case changes."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from alder_story import story
from record_world import Press

from sayso.contract import event_to_json
from sayso.record import Known, Record, RecordError, Unknown
from sayso.record.filters import SORTS, Wanted, chosen, voices
from sayso.record.reasons import reasons, reasons_to_json
from sayso.types import Ruling

AT = datetime(2031, 6, 1, tzinfo=UTC)
MOMENTS = [None, date(2031, 3, 12), date(2031, 3, 20), datetime(2031, 3, 12, 18, 30)]
WANTED = [
    Wanted(), Wanted(actor="XCO-DAWN"), Wanted(actor="dawn front"), Wanted(target="XAR-MIL"), Wanted(place="alder"),
    Wanted(place="XCO"), Wanted(type="ASSAULT"), Wanted(type="rocket"), Wanted(type="ASSAULT/rocket"), Wanted(weapon="rocket"),
    Wanted(since=date(2031, 3, 12)), Wanted(until=date(2031, 3, 12)), Wanted(rung="claims+"), Wanted(rung="silent"),
    Wanted(rung="denies+", actor="XCO-DAWN"), Wanted(actor="XCO", type="ASSAULT", since=date(2031, 3, 1)), Wanted(patron="IRN"),
]  # fmt: skip


def told(place: str) -> Record:
    case = Record.open(place)
    for press in story():
        case.add(press.report, press.statements, "t")
    return case


def agrees(case: Record, moment: date | None = None, read_by: datetime | None = None) -> None:
    """Everything the store answers about a moment, beside what memory answers."""
    known: Known = case.as_of(moment, read_by=read_by)
    settled = case.settled(moment, read_by=read_by)
    for wanted in WANTED:
        expected = [(event_to_json(event), voices(known, event)) for event in chosen(known, wanted)]
        assert [(event_to_json(one.event), one.voices) for one in settled.events(wanted)] == expected
    rulings = case.rulings()
    for event in known.events:
        behind = settled.event(event.id)
        assert list(reasons(behind, behind.events[0], rulings)) == list(reasons(known, event, rulings))
        assert reasons_to_json(behind, behind.events[0], rulings) == reasons_to_json(known, event, rulings)
    assert len(settled) == len(known.events)


@pytest.mark.parametrize("moment", MOMENTS)
def test_the_store_says_what_memory_says(place: str, moment: date | None) -> None:
    with told(place) as case:
        agrees(case, moment)
        assert case.verify() == []


@pytest.mark.parametrize("wanted", [Wanted(), Wanted(type="ASSAULT")])
def test_every_order(place: str, wanted: Wanted) -> None:
    with told(place) as case:
        known, settled = case.as_of(), case.settled()
        for sort in (*SORTS, *(f"-{name}" for name in SORTS)):
            expected = [event.id for event in chosen(known, wanted, sort)]
            assert [one.event.id for one in settled.events(wanted, sort)] == expected
        with pytest.raises(Unknown, match="no order"):
            settled.events(sort="loudness")


def test_it_says_so_after_rulings_and_new_readings(place: str) -> None:
    with told(place) as case:
        presses = story()
        one, two, other = (press.statements[0] for press in (presses[0], presses[1], presses[-1]))
        case.rule(Ruling("edit", one.report, one.start, one.end, "Ada", AT, "softer", {"firmness": 1}))
        agrees(case)
        beside = {"report": other.report, "start": other.start, "end": other.end}
        seq = case.rule(Ruling("merge", two.report, two.start, two.end, "Ada", AT, "one and the same", beside))
        agrees(case)
        case.undo(seq, "Ben", "not so")
        case.rule(Ruling("split", two.report, two.start, two.end, "Ada", AT, "apart", beside))
        case.rule(Ruling("reject", other.report, other.start, other.end, "Ada", AT, "no"))
        case.rule(Ruling("accept", one.report, one.start, one.end, "Ada", AT, "yes"))
        before = datetime.now(UTC)
        case.add_statements(one.report, "t2", presses[0].statements[1:])
        case.add_report(Press("late", "2031-04-01").write("Rockets hit Camp Alder again.").report)
        for moment in MOMENTS[:2]:
            agrees(case, moment)
        agrees(case, read_by=before)
        agrees(case, read_by=datetime(2020, 1, 1, tzinfo=UTC))


def test_names_that_lead_elsewhere_and_names_of_nothing(place: str) -> None:
    with told(place) as case:
        day = next(press.report.published for press in story())
        early = [event.id for event in case.as_of(day).events]
        known, settled = case.as_of(), case.settled()
        for name in (*early, *known.naming.into, *(event.id.lower().removeprefix("say-") for event in known.events)):
            assert event_to_json(settled.event(name).events[0]) == event_to_json(known.event(name))
        for name in ("SAY-0000", "nothing", ""):
            with pytest.raises(Unknown) as there:
                known.event(name)
            with pytest.raises(Unknown) as here:
                settled.event(name)
            assert str(here.value) == str(there.value)


def test_a_name_a_statement_would_have_founded_leads_to_its_event(place: str) -> None:
    from sayso.record.names import event_id, mention_of

    with told(place) as case:
        known, settled = case.as_of(), case.settled()
        for one in known.statements:
            name = event_id(mention_of(one), ())
            assert settled.event(name).events[0].id == known.event(name).id


def test_nothing_is_matched_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "case.sayso"
    with told(str(path)) as case:
        expected = [event_to_json(one.event) for one in case.settled().events()]
        case.add_run({"what": "brief"})
    with Record.open(path) as case:
        monkeypatch.setattr(Record, "as_of", lambda *_a, **_k: pytest.fail("the whole case was taken in"))
        assert [event_to_json(one.event) for one in case.settled().events()] == expected
        assert [one.event.id for one in case.settled().events(limit=2)] == [one["id"] for one in expected[:2]]


def test_what_may_only_be_read_is_answered_from_memory(tmp_path: Path) -> None:
    path = tmp_path / "case.sayso"
    told(str(path)).close()
    whole = path.read_bytes()
    with Record.open(path, read_only=True) as case:
        agrees(case)
        agrees(case, date(2031, 3, 12))
    assert path.read_bytes() == whole


def test_a_writer_at_work_holds_up_no_reader(place: str) -> None:
    with told(place) as case, Record.open(place, busy_seconds=0.1) as other, case._store.writing():
        assert [one.event.id for one in other.settled().events()] == [event.id for event in other.as_of().events]


def test_a_case_that_changes_while_it_is_printed_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.record.settled._AT_ONCE", 1)
    with told(str(tmp_path / "case.sayso")) as case:
        found = case.settled().events()
        next(found)
        case.add(*_late(), "t")
        case.settled()
        with pytest.raises(RecordError, match="changed while it was asked"):
            list(found)


def _late() -> tuple[object, object]:
    press = Press("late", "2031-04-01").say("Drones hit Lorn.", "ASSAULT/drone", where="Lorn")
    return press.report, press.statements


def test_moments_make_room_for_each_other(tmp_path: Path) -> None:
    path = tmp_path / "case.sayso"
    with told(str(path)) as case:
        for day in range(1, 29):
            case.settled(date(2031, 3, day))
        case.settled()
        assert case.verify() == []
        case.rebuild()
        assert case.sql("SELECT count(*) FROM settled_cut")[1] == [(0,)]
        for day in range(1, 29):
            case.settled(date(2031, 3, day))
        case.settled()
        assert case.sql("SELECT count(*) FROM settled_cut")[1] == [(9,)]
        kept = case.sql("SELECT sum(next - first) FROM settled_cut")[1][0][0]
        assert case.sql("SELECT count(*) FROM settled_event")[1] == [(kept,)]
    assert os.path.getsize(path) < 3_000_000


CHANGES = [
    "UPDATE settled_event SET title = 'x' WHERE number = 2", "DELETE FROM settled_member WHERE event = 1",
    "UPDATE settled_with SET event = event + 1 WHERE part = 1", "UPDATE settled_part SET value = '[]' WHERE number = 1",
    "UPDATE settled_word SET quotes = quotes + 1", "INSERT INTO settled_copy VALUES (1, 'a', 'b')",
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_settled_and_was_changed_is_found(tmp_path: Path, change: str) -> None:
    path = tmp_path / "case.sayso"
    with told(str(path)) as case:
        case.settled()
        assert case.verify() == []
    with closing(sqlite3.connect(path)) as database:
        database.execute(change)
        database.commit()
    with Record.open(path) as case:
        assert [problem.kind for problem in case.verify()] == ["derived"]
        case.rebuild()
        assert case.verify() == []
        agrees(case)
