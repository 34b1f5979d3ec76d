"""Which events matter: those that happened, within the time covered, and more than a passing mention."""

from __future__ import annotations

from dataclasses import replace

import pytest
from answers_world import ATTACK, accuse, known, own_word, press
from record_world import Press

from sayso.analysis import ANALYSES, assess
from sayso.analysis.importance import casualties, happened, leading, notable, serious, stamp, weight
from sayso.types import Voice


def hit(id: str, place: str, day: int, dead: int = 0, published: str = "2031-03-12", outlet: str = "Daily Ledger") -> Press:
    made = press(id, published, outlet)
    figures = {"killed": (f"{dead} dead", dead, dead)} if dead else {}
    return made.say(
        f"Rockets hit {place} on {day} March{f', with {dead} dead' if dead else ''}.", "ASSAULT/rocket", where=place,
        when=(f"{day} March", f"2031-03-{day:02}"), **figures,
    )  # fmt: skip


def test_an_event_weighs_by_voices_casualties_states_and_how_far_it_is_owned() -> None:
    """A point a doubling of voices, half a point a doubling of casualties: log2(1 + 3) / 2 = 1; log2(1 + 7) / 2 = 1.5; a copy is no second voice."""
    found = known(
        hit("a", "Camp Alder", 10),
        hit("b", "Camp Alder", 10, outlet="Morning Post"),
        hit("c", "Marrow", 11, 3),
        hit("d", "Lorn", 11, 7),
    )
    ranked = {event.claim.where.name: weight(event, found) for event in found.events if event.claim.where}
    assert ranked == {"Camp Alder": 0, "Marrow": pytest.approx(1), "Lorn": pytest.approx(1.5)}
    names = {event.id: event.claim.where.name for event in found.events if event.claim.where}
    assert [names[id_] for id_ in leading(found, 1)] == ["Lorn"]
    assert len(leading(found)) == 3


def test_a_state_that_is_accused_and_a_claim_add_to_the_weight() -> None:
    """One state accused: 1. Admitted is the highest of seven rungs: 1 more."""
    accused = accuse(press("a"), "the Corvan army", "Arvonia", 2)
    (plain,) = (weight(event, known(accused)) for event in known(accused).events)
    assert plain == pytest.approx(1)
    owned = known(own_word(accuse(press("a"), "the Corvan army", "Arvonia", 2), "Arvonia", "admits"))
    assert max(weight(event, owned) for event in owned.events) == pytest.approx(1 + 1 + 1), "a second voice, a state, the rung"


def test_no_single_voice_can_inflate_the_casualties() -> None:
    """Of 2, 3 and 800 dead a second voice reaches 3; the early "none" of a fourth does not pull it down."""
    (event,) = known(hit("a", "Lorn", 11, 2)).events
    (reading,) = event.figures_history
    given = ((2, "A"), (3, "B"), (800, "C"), (0, "D"))
    told = tuple(replace(reading, low=low, high=low, voice=Voice(name, "outlet")) for low, name in given)
    assert casualties(replace(event, figures_history=told)) == 3
    assert casualties(event) == 2


@pytest.mark.parametrize(
    ("change", "told"),
    [({}, True), ({"time": "ongoing"}, True), ({"time": "future"}, False), ({"time": "hypothetical"}, False), ({"negated": True}, False),
     ({"firmness": 0}, False), ({"firmness": -2}, False)],
)  # fmt: skip
def test_an_event_happened_if_somebody_tells_it_so(change: dict[str, object], told: bool) -> None:
    made = press("a").say("Rockets hit Camp Alder on 10 March.", **(ATTACK | change))
    found = known(made)
    (event,) = found.events
    assert happened(event, found) is told
    assert bool(serious(found)) is told


def test_serious_events_are_in_the_order_they_happened() -> None:
    found = known(hit("a", "Marrow", 12), hit("b", "Lorn", 3), hit("c", "Camp Alder", 10))
    assert [event.first.day for event in serious(found) if event.first] == [3, 10, 12]


def test_a_passing_mention_is_not_shown_and_a_second_voice_brings_it_in() -> None:
    mention = press("a").say(
        "There was an attack in Corva on 10 March.", "ASSAULT", where="Corva", when=("10 March", "2031-03-10")
    )
    assert notable(known(mention)) == []
    again = press("b", outlet="Morning Post").say(
        "An attack in Corva on 10 March.", "ASSAULT", where="Corva", when=("10 March", "2031-03-10")
    )
    assert len(notable(known(mention, again))) == 1


def test_what_ended_long_before_the_first_report_is_background() -> None:
    old = press("a").say("Dawn Front hit Marrow in 2029, killing 40 people.", "ASSAULT", actor="Dawn Front", where="Marrow",
                         when=("2029", "2029-01-01", "2029-12-31"), killed=("40 people", 40, 40))  # fmt: skip
    assert notable(known(old)) == []
    assert len(serious(known(old))) == 1


def test_talks_are_no_event_of_a_brief() -> None:
    assert (
        notable(
            known(press("a").say("Arvonia met Belmark in Ostrel.", "CONSULT", actor="Arvonia", target="Belmark", where="Ostrel"))
        )
        == []
    )


def test_an_empty_case_has_no_answers() -> None:
    found = known()
    assert notable(found) == []
    assert assess(found) == ()


def test_answers_come_in_the_order_of_a_brief_or_as_asked() -> None:
    report = accuse(press("a"), "the Corvan army", "Dawn Front", 2, target="Arvonian soldiers")
    found = known(report, hit("b", "Marrow", 11, 3))
    names = [each.name for each in assess(found)]
    assert names == sorted(names, key=list(ANALYSES).index)
    assert {"attribution", "claims", "figures"} <= set(names)
    assert [each.name for each in assess(found, "figures", "attribution")] == ["figures", "attribution"]
    assert all(each.as_of == stamp(found) for each in assess(found))
