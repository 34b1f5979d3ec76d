"""How judgements turned out, and Brier's score by hand."""

from __future__ import annotations

from typing import Any

import pytest
from answers_world import ATTACK, known, press
from record_world import Press

from sayso.analysis.judgements import judgements
from sayso.analysis.outcomes import Outcome, middle, score

HELD, NOT = Outcome("held"), Outcome("did not")


def expects(negated: bool = False, published: str = "2031-03-02") -> Press:
    made = press("x", published)
    words = "would not fire" if negated else "would fire"
    made.say(f"Belmarkian officials said Dawn Front {words} rockets.", "ASSAULT", by="Belmarkian officials", actor="Dawn Front",
             stance="predicts", firmness=1, time="future", negated=negated)  # fmt: skip
    made.drafts[-1]["hedges"] = ("very likely",)
    return made


def attack(published: str = "2031-03-12") -> Press:
    return press("a", published).say("Dawn Front fired rockets at Camp Alder on 10 March.", actor="Dawn Front", **_attack())


def _attack() -> dict[str, Any]:
    return dict(ATTACK)


@pytest.mark.parametrize(
    ("negated", "came", "until", "how"),
    [(False, True, "2031-04-01", "held"), (False, False, "2031-04-01", "open"), (False, False, "2031-08-01", "did not"),
     (True, True, "2031-04-01", "did not"), (True, False, "2031-08-01", "held")],
)  # fmt: skip
def test_a_prediction_is_judged_by_the_record(negated: bool, came: bool, until: str, how: str) -> None:
    made = [expects(negated), *([attack()] if came else [])]
    assert judgements(known(*made, day=until))[0].rows[0].cells[4] == how


def test_an_act_before_the_judgement_is_no_outcome() -> None:
    assert judgements(known(expects(published="2031-03-11"), attack(), day="2031-04-01"))[0].rows[0].cells[4] == "open"


def test_the_brier_score_by_hand() -> None:
    found = score(
        "X", [("very likely", False, HELD), ("unlikely", False, HELD), (None, False, NOT), ("likely", False, Outcome("open"))]
    )
    assert middle("very likely") == 0.875
    assert found.brier == pytest.approx((0.015625 + 0.455625) / 2)
    assert (found.judgements, found.judged, found.held, found.scored) == (4, 3, 2, 2)
    assert found.void == pytest.approx(0.25)
    assert found.bands == (("unlikely", 1, 1, 0.325), ("very likely", 1, 1, 0.875))


def test_a_denied_prospect_is_scored_by_the_act_itself() -> None:
    # "Unlikely", put in the negative, and the act did not come: the likelihood of the act is 0.325, the outcome 0.
    found = score("X", [("unlikely", True, HELD)])
    assert found.brier == pytest.approx(0.325**2)


def test_nobody_is_scored_on_nothing() -> None:
    found = score("X", [(None, False, Outcome("cannot be judged"))])
    assert (found.brier, found.void) == (None, 1.0)
    assert found.held_interval == (0.0, 1.0)
