"""Warnings: followed, not followed, open, by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from answers_world import known, press

from sayso.analysis.deeds import Deed
from sayso.analysis.intervals import at_least, poisson, wilson
from sayso.analysis.signals import Later, Signal
from sayso.analysis.warnings import by_kind, outcome, track_record, warnings

BEGIN = date(2031, 1, 1)


def day(number: int) -> date:
    return BEGIN + timedelta(number)


def threats(*days: int, side: str | None = "XAR") -> list[Signal]:
    return [Signal("threat", day(each), side, (f"t{each}",)) for each in days]


ATTACK = [Deed(day(20), "XAR", "XBE", "ASSAULT", evidence=("a",), killed=3)]


def test_the_worked_case() -> None:
    found = outcome(threats(0, 10, 60), ATTACK, day(70))
    assert (found.followed, found.not_followed, found.open) == (2, 0, 1)
    assert found.share == pytest.approx((1.0, 2 / (2 + 1.96**2), 1.0), abs=1e-4)


@pytest.mark.parametrize(("when", "said"), [(19, (1, 0, 0)), (20, (0, 1, 0)), (21, (0, 1, 0))])
def test_an_attack_follows_only_from_the_next_day_on(when: int, said: tuple[int, int, int]) -> None:
    found = outcome(threats(when), ATTACK, day(200))
    assert (found.followed, found.not_followed, found.open) == said


def test_an_attack_by_another_side_is_not_what_was_threatened() -> None:
    assert outcome(threats(10, side="XCO-DAWN"), ATTACK, day(200)).followed == 0
    assert outcome(threats(10, side=None), ATTACK, day(200)).followed == 1


def test_the_finding_sets_signals_against_all_days() -> None:
    found = track_record(threats(0, 10, 60), ATTACK, BEGIN, day(128))
    assert found.finding.startswith("Not enough evidence for a track record: three signals whose time is up.")
    # Days 0 to 99 have had their 28 days; those followed are days 0 to 19.
    assert "Of all days, 20% were followed so" in found.finding
    assert [row.cells[3] for row in found.rows] == ["21 January 2031", "21 January 2031", "nothing"]


def test_a_threat_to_one_target_is_not_followed_by_an_attack_on_another() -> None:
    aimed = [Signal("threat", day(10), "XAR", ("t",), target=target) for target in ("XBE", "XCO")]
    later = Later(ATTACK)
    assert [later.after(each) is not None for each in aimed] == [True, False]
    # Of the 100 days 20 were followed by an attack on XBE and none by one on XCO: 0.1 on average.
    assert later.usual(aimed, BEGIN, day(128)) == pytest.approx(0.1)


def test_each_kind_stands_beside_an_ordinary_day() -> None:
    busy = [Deed(day(each), "XAR", "XBE", "ASSAULT", killed=1) for each in range(28, 900, 60)]
    found = by_kind(
        [*threats(*range(20, 800, 60)), *(Signal("warning", day(each), None) for each in range(29, 800, 60))],
        busy,
        BEGIN,
        day(950),
    )
    assert [row.cells[0] for row in found.rows] == ["threat", "warning"]
    assert found.value == 1
    assert "threat (77–100% against" in found.finding  # Wilson's lower bound for 13 of 13: 13/(13 + 1.96²) = 0.772


def test_a_threat_in_a_report_is_a_signal() -> None:
    made = press("a", "2031-03-02").say("Dawn Front threatened to attack Camp Alder.", "THREATEN", by="Dawn Front", actor="Dawn Front",
                                       stance="threatens", where="Camp Alder", time="future", firmness=1)  # fmt: skip
    found, kinds = warnings(known(made))
    assert kinds.rows[0].cells[:4] == ("threat", 0, 0, 1)
    assert found.rows[0].cells[1] == "a threat"
    assert found.rows[0].cells[3] == "open"
    assert warnings(known(press("b").say("All is calm in Lorn.", None, where="Lorn"))) == []


def test_intervals_by_hand() -> None:
    assert wilson(0, 0) == (0.0, 1.0)
    assert wilson(5, 10) == pytest.approx((0.2366, 0.7634), abs=1e-4)  # Wilson's centre 0.5, half-width 0.2634
    assert poisson(0) == pytest.approx((0.0, 3.6889), abs=1e-4)  # −ln 0.025
    assert poisson(3) == pytest.approx((0.6187, 8.7673), abs=1e-3)  # Garwood's table
    assert at_least(2, 2, 0.5) == pytest.approx(0.25)
