"""Names of events: short, kept as the record grows, and leading on when events turn out to be one."""

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from alder_story import story
from record_world import Press

from sayso.contract import with_id
from sayso.record import Record
from sayso.record.names import event_id, spoken
from sayso.types import Ruling

MENTION = ("r", 0, 10, "0123456789abcdef", "ASSAULT")


def test_a_name_is_short_and_can_be_read_out() -> None:
    name = event_id(MENTION, set())
    assert re.fullmatch(r"SAY-[0-9A-HJKMNP-TV-Z]{4}", name)
    assert event_id(MENTION, set()) == name
    assert event_id(("r", 1, 10, "0123456789abcdef", "ASSAULT"), set()) != name
    # What a coder made of it does not enter the name.
    assert event_id(("r", 0, 10, "f" * 16, "ASSAULT"), set()) == name


def test_a_name_grows_where_a_shorter_one_is_taken() -> None:
    taken: set[str] = set()
    for length in range(4, 12):
        name = event_id(MENTION, taken)
        assert len(name) == len("SAY-") + length
        taken.add(name)


@pytest.mark.parametrize("said", ["say-7f3k", "7F3K", " SAY-7f3K ", "say-7F3K"])
def test_names_as_people_type_them(said: str) -> None:
    assert spoken(said) == "SAY-7F3K"


def test_letters_that_are_read_wrongly_are_put_right() -> None:
    assert spoken("say-oil0") == "SAY-0110"


def hit(id: str, published: str, sentence: str = "Rockets hit Camp Alder on Tuesday.") -> Press:
    return Press(id, published).say(
        sentence, "ASSAULT/rocket", where="Camp Alder", when=("Tuesday", "2031-03-11")
    )  # fmt: skip


def names(case: Record) -> list[str]:
    return [event.id for event in case.as_of().events]


def add(case: Record, press: Press) -> None:
    case.add(press.report, press.statements, "t")


def test_an_earlier_report_found_later_does_not_rename_an_event(case: Record) -> None:
    add(case, hit("late", "2031-03-20"))
    (name,) = names(case)
    add(case, hit("early", "2031-03-12"))
    assert names(case) == [name]
    assert case.as_of(case.as_of().reports["early"].published).events[0].id == name


def test_recoding_does_not_rename_an_event(case: Record) -> None:
    press = hit("a", "2031-03-12")
    add(case, press)
    (name,) = names(case)
    (one,) = press.statements
    for other in (replace(one, firmness=2), replace(one, end=one.end - 1, quote=one.quote[:-1])):
        case.add_statements("a", "t2", [with_id(other)])
        assert names(case) == [name]


def test_when_events_are_merged_the_older_name_stays_and_the_other_leads_there(case: Record) -> None:
    add(case, hit("a", "2031-03-12"))
    far = Press("b", "2031-05-01").say("Drones hit Ostrel.", "ASSAULT/drone", where="Ostrel")
    add(case, far)
    old, new = names(case)
    merge = Ruling("merge", "a", 0, 34, "Ada", datetime.now(UTC), "one", {"report": "b", "start": 0, "end": 18})
    seq = case.rule(merge)
    assert names(case) == [old]
    assert case.as_of().event(new).id == old
    case.undo(seq, "Ada", "two")
    assert names(case) == [old, new]
    assert case.as_of().event(new).id == new


def test_names_survive_rebuilding_and_reopening(tmp_path) -> None:
    with Record.open(tmp_path / "a.sayso") as case:
        for press in reversed(story()):
            add(case, press)
            names(case)
        before = names(case)
        case.rebuild()
        assert names(case) == before
    with Record.open(tmp_path / "a.sayso") as case:
        assert names(case) == before


def test_every_name_ever_shown_leads_somewhere(case: Record) -> None:
    shown: dict[str, str] = {}
    for press in reversed(story()):
        add(case, press)
        for event in case.as_of().events:
            shown.setdefault(event.id, event.statements[0].id)
        for name in shown:
            assert case.as_of().event(name)
    # The statement an event was first known by is still in the event its name leads to, unless a better one took it.
    kept = [first in [ref.id for ref in case.as_of().event(name).statements] for name, first in shown.items()]
    assert all(kept)


def test_looking_twice_writes_nothing_more(case: Record) -> None:
    for press in story():
        add(case, press)
    names(case)
    head = case.head()
    names(case)
    case.rebuild()
    names(case)
    assert case.head() == head
