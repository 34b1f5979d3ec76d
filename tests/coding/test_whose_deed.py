"""Whose deed a sentence tells: the voice's own, a named side's, nobody's; victims and causes are no doers."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from sayso.coding.coder import EmbeddedCoder
from sayso.types import Report, Statement


@cache
def reader() -> EmbeddedCoder:
    return EmbeddedCoder()


def told(text: str) -> list[Statement]:
    return reader().code(Report("r", "r", text, date(2024, 6, 20), outlet="Daily Post"))


def acts(text: str, what: str = "ASSAULT") -> list[Statement]:
    return [one for one in told(text) if one.claim.what == what]


OWN = [
    "The Indian army said it had struck camps across the Line of Control.",
    "The jihadists say they shot down the helicopter.",
    "According to the Taliban, its fighters overran the district centre.",
    "Israel's military said its aircraft bombed a rocket depot in Tyre.",
    "The group said in a statement that it had fired rockets at the embassy.",
    '"Our drones hit the refinery," a spokesman for the separatists said.',
]


@pytest.mark.parametrize("text", OWN)
def test_ones_own_deed_is_claimed(text: str) -> None:
    stances = {one.stance for one in acts(text)}
    assert stances == {"claims"}
    assert not any(one.is_fact for one in acts(text))


ALLEGED = [
    "The mayor said the army had shelled the bus station.",
    "The rebels charged the Saudi-led coalition with bombing the port's cranes.",
    "Prosecutors charged the former colonel with murdering four nuns.",
    "The navy reported that the Tigers had fired on boatloads of their own people.",
    "Allegedly, troops went from house to house and shot boys in the town.",
    "Dozens were allegedly killed in an airstrike on the market.",
    "Up to 60 people reportedly died when jets bombed a concert.",
]


@pytest.mark.parametrize("text", ALLEGED)
def test_a_named_side_or_a_hedged_deed_is_only_alleged(text: str) -> None:
    assert acts(text)
    assert {one.stance for one in acts(text)} == {"alleges"}


@pytest.mark.parametrize(
    "text", ["Gunmen shot at villagers, according to survivors.", "Police said unidentified attackers had killed nine people."]
)
def test_a_deed_of_nobody_in_particular_is_reported(text: str) -> None:
    assert any(one.is_fact for one in acts(text))


GRANTED = [
    ("ETA claimed responsibility for the car bombing that killed two policemen in Bilbao.", "claims", "ETA"),
    ("Hamas denied any role in the rocket attack on Eilat.", "denies", "Hamas"),
    ("The Taliban denied responsibility for the bombs that killed 50 people in Kabul.", "denies", "Taliban"),
    ("Unknown group claims the Taji attacks", "claims", "Unknown group"),
]


@pytest.mark.parametrize(("text", "stance", "holder"), GRANTED)
def test_who_speaks_of_a_part_in_a_deed_takes_the_deed_for_granted(text: str, stance: str, holder: str) -> None:
    found = acts(text)
    facts = [one for one in found if one.is_fact]
    assert [one.claim.actor for one in facts] == [None]
    assert any(one.stance == stance and one.claim.actor is not None and one.claim.actor.name == holder for one in found)


VICTIMS = [
    ("Two Americans and a Briton killed at Camp Taji", "Two Americans and a Briton"),
    ("The killing of Soleimani and al-Muhandis the day before is not in dispute.", "Soleimani and al-Muhandis"),
    ("The mayor's murder shocked the town.", "mayor"),
    ("Rebels confirmed their commander's assassination.", "their commander"),
]


@pytest.mark.parametrize(("text", "victim"), VICTIMS)
def test_victims_are_no_doers(text: str, victim: str) -> None:
    (one,) = acts(text)
    assert one.claim.actor is None
    assert one.claim.target is not None
    assert one.claim.target.name == victim


def test_causes_are_not_blamed() -> None:
    assert all(one.claim.actor is None for one in acts("They blamed human error for the downing of the jet."))
    assert not acts('"We have pretty good confidence we know who did this," the general said.')


PAIRS = [
    ("India and Pakistan agreed to a cease-fire to end months of fighting.", "AGREE", "India", "Pakistan"),
    ("Kenya and Uganda signed a trade agreement.", "SUPPORT", "Kenya", "Uganda"),
    ("Police and protesters clashed in Tbilisi.", "ASSAULT", "Police", "protesters"),
]


@pytest.mark.parametrize(("text", "what", "first", "second"), PAIRS)
def test_two_who_act_together_are_two_parties(text: str, what: str, first: str, second: str) -> None:
    one = acts(text, what)[0]
    assert (one.claim.actor and one.claim.actor.name, one.claim.target and one.claim.target.name) == (first, second)
