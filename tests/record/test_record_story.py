"""The Alder affair end to end: which statements become which events, whatever order they come in."""

import random
from datetime import date

import pytest
from alder_story import story

from sayso.contract import canonical, event_to_json
from sayso.record import Known, Record


@pytest.fixture(scope="module")
def known() -> Known:
    return remembered(story())


def remembered(presses) -> Known:
    case = Record.open(":memory:")
    for press in presses:
        case.add(press.report, press.statements, "t")
    return case.as_of()


def titles(known: Known) -> dict[str, int]:
    return {event.title: len(event.statements) for event in known.events}


def test_the_story_is_seven_happenings(known: Known) -> None:
    assert titles(known) == {
        "Rocket attack on Camp Alder, 11 March 2031": 13,
        "Airstrike on Dawn Front in Marrow, 13 March 2031": 2,
        "Threat of attack on Arvonian soldiers by Dawn Front, 13 March 2031": 1,
        "Rocket attack on Camp Alder, 14 March 2031": 1,
        "Seizure in the Sound, 3 April 2031": 1,
        "Judgement by Review, 10 April 2031": 1,
        "Forecast of airstrike in Marrow by Review, 10 April 2031": 1,
    }


def test_every_statement_is_in_one_event(known: Known) -> None:
    placed = [ref.id for event in known.events for ref in event.statements]
    assert sorted(placed) == sorted(one.id for one in known.statements)


def test_an_anniversary_belongs_to_what_it_remembers(known: Known) -> None:
    year_on = next(one for one in known.statements if one.report == "ledger-32-0311")
    assert known.event_of(year_on.id).title == "Rocket attack on Camp Alder, 11 March 2031"


def test_a_denial_of_that_attack_is_evidence_on_it(known: Known) -> None:
    denial = next(one for one in known.statements if one.stance == "denies")
    attack = known.event_of(denial.id)
    assert attack.title == "Rocket attack on Camp Alder, 11 March 2031"
    assert attack.ladder == {"XCO-DAWN": "denies", "XCO-EMBER": "claims"}


def test_what_was_known_when(known: Known) -> None:
    case = Record.open(":memory:")
    for press in story():
        case.add(press.report, press.statements, "t")

    def rung(day: str) -> str | None:
        attack = case.as_of(date.fromisoformat(day)).events[0]
        assert attack.title == "Rocket attack on Camp Alder, 11 March 2031"
        return attack.ladder.get("XCO-DAWN")

    assert [rung("2031-03-12"), rung("2031-03-13"), rung("2031-04-02")] == ["silent", "praises", "denies"]
    early = case.as_of(date(2031, 3, 12)).events[0]
    late = case.as_of(date(2031, 4, 2)).events[0]
    assert early.id == late.id
    assert [figure.high for figure in late.claim.figures["injured"]] == [31]
    assert [(figure.low, figure.high) for figure in early.claim.figures["injured"]] == [(12, None)]
    assert case.as_of(date(2031, 1, 1)).events == ()


def test_prints_of_one_wire_are_one_voice(known: Known) -> None:
    assert {id: first for id, first in known.copies.items() if id != first} == {"herald-0313": "wire-0312"}


def test_the_same_events_come_out_in_whatever_order_reports_come_in(known: Known) -> None:
    expected = {frozenset(ref.id for ref in event.statements) for event in known.events}
    for seed in range(8):
        presses = story()
        random.Random(seed).shuffle(presses)
        other = remembered(presses)
        assert {frozenset(ref.id for ref in event.statements) for event in other.events} == expected
        # Named in one go, they are named alike too.
        assert [event_to_json(event) for event in other.events] == [event_to_json(event) for event in known.events]


def test_why_a_statement_is_where_it_is(known: Known) -> None:
    wire = next(one for one in known.statements if one.report == "wire-0312")
    reasons = {feature.name: feature for feature in known.why(wire.id)}
    assert reasons["when"].value == "same day"
    assert reasons["where"].value == "close by"
    assert reasons["target"].value == "same"
    assert sum(feature.contribution for feature in reasons.values()) > 3
    alone = next(one for one in known.statements if one.report == "herald-0405")
    assert known.why(alone.id) == ()


def test_events_can_be_asked_for_as_people_say_them(known: Known) -> None:
    event = known.events[0]
    bare = event.id.removeprefix("SAY-")
    for said in (event.id, bare, f" say-{bare.lower()} ", bare.replace("0", "O").replace("1", "l")):
        assert known.event(said) == event
    with pytest.raises(Exception, match="no event 'SAY-ZZZZZZ' is known"):
        known.event("SAY-ZZZZZZ")


def test_the_json_of_events_is_stable_between_runs(known: Known) -> None:
    again = remembered(story())
    ours, theirs = (canonical([event_to_json(event) for event in one.events]) for one in (known, again))
    assert ours == theirs
