"""Who is whose: states, their organs and bodies, and those who bear arms without the state."""

import pytest

from sayso.knowledge.actors import actors
from sayso.record.kin import ARMED, ORGANS, kinship, lineage, speaks_for, state_of


@pytest.mark.parametrize(
    ("a", "b", "kin"),
    [
        ("XAR", "XAR", "same"),
        ("XAR-MIL", "XAR", "part"),
        ("XAR-MIL-AIR", "XAR-MIL", "part"),
        ("XAR-MIL-AIR", "XAR", "part"),
        ("XAR-MIL", "XAR-GOV", "compatriot"),
        ("XAR-CVL", "XAR-MIL", "compatriot"),
        ("XAR-MIL", "XBE-MIL", "other"),
        ("XCO-DAWN", "XCO", "other"),
        ("XCO-DAWN", "XCO-MIL", "other"),
        ("XCO-DAWN", "XCO-TIDE", "other"),
        ("XCO-REB", "XCO", "other"),
        ("XCO-DAWN", "XCO-PRM", "part"),
        ("XAR-GOV", "XAR-PRM", "other"),
    ],
)
def test_kinship(a: str, b: str, kin: str) -> None:
    assert kinship(a, b) == kinship(b, a) == kin


@pytest.mark.parametrize(
    ("voice", "actor", "own"),
    [
        ("XAR-MIL", "XAR-MIL", True),
        ("XAR-MIL-AIR", "XAR", True),
        ("XAR", "XAR-MIL", True),
        ("XAR-GOV", "XAR-MIL-AIR", True),
        ("XAR-CVL", "XAR", True),
        ("XAR-CVL", "XAR-MIL", False),
        ("XCO", "XCO-DAWN", False),
        ("XCO-DAWN", "XCO", False),
        ("XCO-PRM", "XCO", False),
        ("XCO-DAWN", "XCO-PRM", False),
        ("XBE", "XAR", False),
    ],
)
def test_whose_words_are_ones_own(voice: str, actor: str, own: bool) -> None:
    assert speaks_for(voice, actor) is own


def test_no_armed_group_that_is_known_speaks_or_suffers_for_a_state() -> None:
    armed = [actor for actor in actors().values() if actor.kind == "group" and actor.sector in ARMED]
    assert len(armed) > 100
    for actor in armed:
        assert state_of(actor.id) is None
        assert actor.country not in lineage(actor.id)


def test_every_organ_that_is_known_leads_to_its_state() -> None:
    bodies = [a for a in actors().values() if a.kind == "body" and a.sector in ORGANS and actors()[a.country].kind == "state"]
    assert len(bodies) > 100
    for body in bodies:
        if body.parent is None or actors()[body.parent].kind != "group":
            assert actors()[lineage(body.id)[-1]].kind == "state", body.id
