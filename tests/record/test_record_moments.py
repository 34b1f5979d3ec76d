"""What was known when: to the minute where reports give it, and by when this case had read it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from record_world import Press

from sayso.contract import event_to_json
from sayso.record import Record
from sayso.types import Report, Ruling

DAY = date(2031, 3, 12)
EAST = timezone(timedelta(hours=3))


def at(id: str, minute: datetime | None, toll: int) -> tuple[Report, list]:
    press = Press(id, "2031-03-12", f"Outlet of {id}")
    press.say(f"Rockets hit Camp Alder on Tuesday and killed {toll} people.", "ASSAULT/rocket", where="Camp Alder",
              when=("Tuesday", "2031-03-11"), killed=(f"{toll}", toll, toll))  # fmt: skip
    return replace(press.report, published_at=minute), press.statements


@pytest.fixture
def told(place: str) -> Record:
    case = Record.open(place)
    for report, statements in (
        at("noon", datetime(2031, 3, 12, 12, 0, tzinfo=UTC), 2),
        at("evening", datetime(2031, 3, 12, 21, 30, tzinfo=EAST), 7),
        at("someday", None, 5),
    ):
        case.add(report, statements, "t")
    return case


@pytest.mark.parametrize(
    ("moment", "seen"),
    [
        (date(2031, 3, 11), set()),
        (DAY, {"noon", "evening", "someday"}),
        (datetime(2031, 3, 12, 11, 59, tzinfo=UTC), set()),
        (datetime(2031, 3, 12, 12, 0, tzinfo=UTC), {"noon"}),
        (datetime(2031, 3, 12, 12, 0), {"noon"}),
        (datetime(2031, 3, 12, 14, 59, tzinfo=EAST), set()),
        (datetime(2031, 3, 12, 18, 29, tzinfo=UTC), {"noon"}),
        (datetime(2031, 3, 12, 18, 30, tzinfo=UTC), {"noon", "evening"}),
        (datetime(2031, 3, 13, 0, 0, tzinfo=UTC), {"noon", "evening", "someday"}),
        (None, {"noon", "evening", "someday"}),
    ],
)
def test_what_had_been_published(told: Record, moment: date | datetime | None, seen: set[str]) -> None:
    assert set(told.as_of(moment).reports) == seen
    assert {one.report for one in told.as_of(moment).statements} == seen
    assert bool(told.search("rockets", moment)) == bool(seen)
    assert set(told.table(moment).rows["key"].to_pylist()) == {event.id for event in told.as_of(moment).events}


def test_the_figure_of_a_minute(told: Record) -> None:
    (event,) = told.as_of(datetime(2031, 3, 12, 20, 0, tzinfo=UTC)).events
    assert [row.low for row in event.figures_history] == [2, 7]
    assert event.claim.figures["killed"][0].low == 7
    assert event.figures_history[1].published_at == datetime(2031, 3, 12, 21, 30, tzinfo=EAST)
    assert event_to_json(event)["as_of"] == "2031-03-12T20:00:00+00:00"


def test_what_the_case_had_read_and_ruled(told: Record) -> None:
    entries = list(told.log())
    first, second = (entry.at for entry in entries if entry.kind == "report" and entry.payload["id"] in ("noon", "evening"))
    assert set(told.as_of(read_by=first).reports) == {"noon"}
    assert set(told.as_of(read_by=second).reports) == {"noon", "evening"}
    assert set(told.as_of(read_by=first - timedelta(microseconds=1)).reports) == set()
    before = datetime.now(UTC)
    one = told.as_of().statements[0]
    told.rule(Ruling("reject", one.report, one.start, one.end, "Ada", before, "no"))
    told.add_statements("someday", "t2", [])
    then = told.as_of(read_by=before)
    assert one.id in then.by_id
    assert one.id not in told.as_of().by_id
    assert any(each.report == "someday" for each in then.statements)
    assert not any(each.report == "someday" for each in told.as_of().statements)
    assert told.as_of().read_at["noon"] == first
