"""Who can be held to have done it: an actor, not a thing, a place, or the people who were hit."""

from __future__ import annotations

import pytest
from answers_world import ATTACK, accuse, known, press
from record_world import Press

from sayso.analysis.attribution import attribution, hypotheses
from sayso.analysis.doers import accusers, narrowed, vague
from sayso.analysis.wording import speaker, the
from sayso.types import Voice


def named(*presses: Press) -> list[str]:
    found = known(*presses)
    return [each.accused.name for event in found.events for each in accusers(event, found)]


@pytest.mark.parametrize(
    ("name", "able"),
    [("good confidence", False), ("human error", False), ("whose aircraft", False), ("masked gunmen", True),
     ("two militias loyal to nobody", True), ("a firm in Lorn", True)],
)  # fmt: skip
def test_a_thing_is_no_doer(name: str, able: bool) -> None:
    assert named(accuse(press("a").write("It is known."), "the Corvan army", name, 2)) == ([name] if able else [])


def test_a_name_of_no_place_is_a_doer_even_if_nobody_knows_it() -> None:
    report = press("a").say("The rockets on Camp Alder on 10 March were fired by the Red Lanterns of Lorn, the Corvan army said.", by="the Corvan army",
                            actor="Red Lanterns of Lorn", stance="alleges", firmness=2, **ATTACK)  # fmt: skip
    assert named(report) == ["Red Lanterns of Lorn"]


def test_a_toll_in_passing_holds_nobody_responsible_where_somebody_is_accused() -> None:
    blamed = accuse(press("a"), "the Corvan army", "Dawn Front", 2)
    passing = press("b", "2031-03-13", outlet="Morning Post").say(
        "It also listed five wounded from the Tide Brigade by the rockets on Camp Alder of 10 March.", actor="Tide Brigade", injured=("five", 5, 5),
        **ATTACK,
    )  # fmt: skip
    assert "Tide Brigade" not in named(blamed, passing)
    assert named(passing) == ["Tide Brigade"], "with nobody accused it is all there is"


def test_the_words_stay_in_the_event_that_a_brief_prints() -> None:
    found = known(accuse(press("a").write("It is known."), "the Corvan army", "good confidence", 2))
    (event,) = found.events
    assert narrowed(event, found).accusations == ()
    assert narrowed(event, found).statements == event.statements


@pytest.mark.parametrize(
    ("actor", "only_a_kind"),
    [("XCO-REB", True), ("XCO-PRM", True), ("XCO-DAWN", False), ("XAR", False), ("masked gunmen", True), ("Red Lanterns", False),
     ("Shia militia groups", True)],
)  # fmt: skip
def test_a_kind_of_doer_is_told_from_a_name(actor: str, only_a_kind: bool) -> None:
    assert vague(actor) is only_a_kind


def test_a_vaguer_answer_is_listed_but_is_no_rival() -> None:
    """Dawn Front 1.2 of 3.2; "masked gunmen" would have made it 1.2 of 4.4."""
    report = accuse(press("a"), "the Corvan army", "Dawn Front", 2)
    accuse(report, "Belmarkian officials", "masked gunmen", 2)
    (found,) = attribution(known(report))
    assert [row.cells[0] for row in found.rows] == ["Dawn Front", "masked gunmen"]
    assert [row.cells[-1] for row in found.rows] == ["37%", None]
    assert "Also named" not in found.finding
    assert len(hypotheses(known(report).events[0], known(report))) == 2


@pytest.mark.parametrize(
    ("name", "said"),
    [("United States", "the United States"), ("Iran", "Iran"), ("Houthis", "the Houthis"), ("The Hague", "the Hague"),
     ("Armed forces of Ostrane", "the Armed forces of Ostrane"), ("Iraqi militias", "Iraqi militias")],
)  # fmt: skip
def test_names_take_their_article(name: str, said: str) -> None:
    assert the(name) == said


@pytest.mark.parametrize(
    ("voice", "said"),
    [(Voice("They", "unnamed"), "an unnamed source"), (Voice("two officials", "unnamed"), "two officials"),
     (Voice("first reports on Saturday", "unnamed"), "an unnamed source"), (Voice("They", "named"), "They")],
)  # fmt: skip
def test_a_voice_that_is_nobody_is_unnamed(voice: Voice, said: str) -> None:
    assert speaker(voice) == said
