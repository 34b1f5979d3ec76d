"""How judgements turned out, and Brier's score by hand."""

from __future__ import annotations

from typing import Any

import pytest
from answers_world import ATTACK, accuse, known, own_word, press
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


def test_the_spread_of_squares_gives_brier_an_interval() -> None:
    found = score("X", [("very likely", False, HELD), ("unlikely", False, HELD)])
    # Mean 0.235625, standard deviation 0.44/√2 = 0.311127, half-width 1.96 · 0.311127/√2 = 0.4312; cut off at 0.
    assert found.brier_interval == pytest.approx((0.0, 0.666816), abs=1e-4)
    assert score("X", [("likely", False, HELD)]).brier_interval is None


def warned(voice: str) -> Press:
    made = press("w", "2031-03-02")
    made.say(f"{voice} warned of further attacks.", "ASSAULT", by=voice, stance="warns", firmness=1)
    return made


def test_a_warning_that_names_nobody_is_of_harm_to_the_voice() -> None:
    hit = press("a").say(
        "Dawn Front fired rockets at Belmark in Camp Alder on 10 March.", actor="Dawn Front", target="Belmark", **_attack()
    )
    row = judgements(known(warned("Belmarkian officials"), hit, day="2031-04-01"))[0].rows[0]
    assert (row.cells[4], row.cells[6]) == ("held", "assault upon XBE")
    assert judgements(known(warned("Arvonian officials"), hit, day="2031-04-01"))[0].rows[0].cells[4] == "open"


@pytest.mark.parametrize(("owner", "how"), [("Dawn Front", "held"), ("Tide Brigade", "did not"), (None, "open")])
def test_a_suspicion_is_judged_by_who_owns_up(owner: str | None, how: str) -> None:
    suspicion = accuse(press("s", "2031-03-11"), "Belmarkian officials", "Dawn Front", 1, "suspects")
    owned = [own_word(press("o", "2031-03-14", "Evening Post"), owner, "claims")] if owner else []
    (row,) = judgements(known(suspicion, *owned, day="2031-04-01"))[0].rows
    assert (row.cells[4], row.cells[6]) == (how, "done by Dawn Front")


def test_likelihood_is_found_among_the_words() -> None:
    made = press("x", "2031-03-02").say("It is very likely that Dawn Front would fire rockets, Belmarkian officials said.", "ASSAULT",
                                        by="Belmarkian officials", actor="Dawn Front", stance="predicts", firmness=1, time="future")  # fmt: skip
    assert judgements(known(made))[0].rows[0].cells[3] == "very likely"
