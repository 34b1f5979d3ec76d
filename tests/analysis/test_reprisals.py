"""Who answers whom: counted where there is little, fitted where there is enough, links to evidence."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
from answers_world import accuse, known, press

from sayso.analysis.answering_words import by_chance
from sayso.analysis.deeds import Deed
from sayso.analysis.reprisals import answering, follows, pairs, reprisals

BEGIN = date(2031, 1, 1)


def deed(day: int, actor: str) -> Deed:
    target = "XBE" if actor == "XAR" else "XAR"
    return Deed(BEGIN + timedelta(day), actor, target, "ASSAULT", evidence=(f"{actor}{day}",), event=f"{actor}{day}")


def test_what_follows_is_counted_from_the_next_day_to_the_seventh() -> None:
    assert follows([10, 11, 17, 18, 9], [10]) == 2  # 11 and 17; not 10 itself, not 18, not 9


def test_a_side_that_strikes_two_days_after_the_other_is_found_and_a_random_one_is_not() -> None:
    random = np.random.default_rng(0)
    earlier = sorted(random.choice(400, 8, replace=False).tolist())
    hits, p = by_chance([each + 2 for each in earlier], earlier, 420, 999)
    assert hits == 8
    assert p < 0.05
    ps = [
        by_chance(random.choice(400, 8, replace=False).tolist(), random.choice(400, 8, replace=False).tolist(), 420, 99)[1]
        for _ in range(40)
    ]
    assert np.mean(np.array(ps) < 0.05) <= 0.15


def test_a_pair_needs_three_acts_on_each_side() -> None:
    few = [deed(1, "XAR"), deed(2, "XAR"), deed(3, "XAR"), deed(4, "XBE"), deed(5, "XBE")]
    assert pairs(few) == []
    (pair,) = pairs([*few, deed(6, "XBE")])
    assert (pair.one, pair.other) == ("XAR", "XBE")


def test_little_evidence_is_counted_and_said_to_be_little() -> None:
    (pair,) = pairs(
        [deed(day, side) for day, side in ((0, "XAR"), (2, "XBE"), (40, "XAR"), (43, "XBE"), (80, "XAR"), (85, "XBE"))]
    )
    found = answering(pair, BEGIN + timedelta(100), said={"XBE2": ("XAR0",)}, rounds=199)
    assert found.finding.startswith("Not enough evidence to fit who answers whom. None of three acts by XAR")
    assert "Three of three acts by XBE came within a week of one by XAR" in found.finding
    assert found.finding.endswith("One act is said outright to be an answer.")
    assert found.rows[0].cells[1:5] == ("XBE2", "XAR0", 2, "said to")
    assert found.value is None


def test_a_fitted_pair_links_answers_to_the_evidence_of_both_acts() -> None:
    random = np.random.default_rng(1)
    first = sorted(random.choice(600, 30, replace=False).tolist())
    (pair,) = pairs([deed(int(day), "XAR") for day in first] + [deed(int(day) + 1, "XBE") for day in first])
    found = answering(pair, BEGIN + timedelta(620), rounds=39)
    assert "XBE answers XAR" in found.finding
    assert "(p = 0.025, 39 histories shuffled)" in found.finding
    # Answers due to the day are no Poisson process: where the fit is rejected, no rate is shown and no answer listed.
    assert ("does not fit" in found.finding) == (found.value is None)
    for row in found.rows:
        assert len(row.evidence) >= 2


def test_too_few_by_name_is_a_finding() -> None:
    (found,) = reprisals(known(accuse(press("a"), "Belmarkian officials", "Dawn Front", 3, "determines")))
    assert found.finding.startswith("Not enough evidence to say who answers whom: of one dated attack on record")
    assert found.evidence
