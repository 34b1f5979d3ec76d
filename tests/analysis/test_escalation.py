"""The escalation ladder: steps, bands by hand, direction, symmetry."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.analysis.deeds import Deed
from sayso.analysis.escalation import STEPS, band, change, rung, stand, standing, step, trend

NOW = date(2031, 6, 1)


def deed(days_ago: int, what: str = "ASSAULT", killed: int = 0, actor: str = "XAR", target: str = "XBE") -> Deed:
    return Deed(NOW - timedelta(days_ago), actor, target, what, killed=killed, evidence=(f"{actor}{days_ago}{what}",))


@pytest.mark.parametrize(
    ("what", "killed", "number"),
    [("ACCUSE", 0, 1), ("THREATEN", 0, 2), ("SANCTION", 0, 3), ("MOBILIZE", 0, 4), ("COERCE", 0, 5), ("ASSAULT", 0, 6),
     ("ASSAULT", 1, 7), ("ASSAULT", 9, 7), ("ASSAULT", 10, 8), ("ASSAULT", 99, 8), ("ASSAULT", 100, 9), ("AGREE", 0, 0)],
)  # fmt: skip
def test_every_deed_has_its_step(what: str, killed: int, number: int) -> None:
    assert rung(deed(1, what, killed)) == number


def test_three_deadly_attacks_within_a_week_are_sustained_and_a_thousand_dead_are_war() -> None:
    month = NOW - timedelta(27)
    assert step([deed(day, killed=1) for day in (1, 4, 7)], month, NOW) == 9
    assert step([deed(day, killed=1) for day in (1, 4, 8)], month, NOW) == 7
    assert step([deed(2), deed(300, killed=1000)], month, NOW) == 10
    assert step([deed(2), deed(400, killed=1000)], month, NOW) == 6
    assert step([deed(300, killed=1000)], month, NOW) == 0


def test_the_scale_never_falls_and_ends_in_war() -> None:
    assert [each.number for each in STEPS] == list(range(1, 11))
    for key in ("mid", "icb"):
        levels = [getattr(each, key) for each in STEPS]
        assert levels == sorted(levels)
    assert (STEPS[-1].mid, STEPS[-1].icb) == (5, 4)


@pytest.mark.parametrize(
    ("recent", "said"), [(3, "no clear change"), (4, "sharply up"), (1, "no clear change"), (0, "no clear change")]
)
def test_the_band_by_hand(recent: int, said: str) -> None:
    # 13 attacks a year: three or more in four weeks have the chance 0.0727, four or more 0.0142 (docs/answers/escalation.md).
    assert band(recent, 13) == (said, 1.0)


@pytest.mark.parametrize(
    ("last", "before", "weeks", "said"),
    [(3, 8, 4, ("large increase", 50.0)), (5, 16, 4, ("moderate increase", 25.0)), (11, 40, 4, ("limited change", 10.0)),
     (3, 16, 4, ("limited change", -25.0)), (2, 16, 4, ("large decrease", -50.0)), (1, 26, 52, ("large increase", 100.0)),
     (1, 0, 52, ("large increase", None)), (0, 0, 4, ("limited change", None))],
)  # fmt: skip
def test_change_levels_by_hand(last: int, before: int, weeks: int, said: tuple[str, float | None]) -> None:
    # Three attacks in the last week against eight in four weeks: 3 / (8 / 4) = 1.5, half as many again.
    level, percent = change(last, before, weeks)
    assert (level, percent if percent is None else pytest.approx(percent)) == said


def test_the_trend_points_down_when_it_gets_worse() -> None:
    calm, busy = stand([deed(100)], NOW), stand([deed(2, killed=1)], NOW)
    fallen = stand([deed(40, killed=1)], NOW)
    assert trend([calm, busy]) == ("deteriorated", "↓")
    assert trend([calm, fallen]) == ("improved", "↑")
    assert trend([busy, fallen]) == ("unchanged", "→")
    assert trend([calm, calm]) == ("unchanged", "→")


def test_a_lull_in_a_busy_year_is_one() -> None:
    assert band(0, 52) == ("sharply down", 4.0)  # (12/13)^52 = 0.0156
    assert band(0, 0) == ("no clear change", 0.0)


@given(st.integers(0, 60), st.integers(0, 60))
def test_a_higher_count_is_never_called_a_fall_and_a_lower_one_never_a_rise(recent: int, before: int) -> None:
    said, usual = band(recent, recent + before)
    assert not (said.endswith("up") and recent < usual)
    assert not (said.endswith("down") and recent > usual)


def test_where_two_sides_stand() -> None:
    deeds = [deed(3, killed=2), deed(40, "THREATEN"), deed(5, "ACCUSE", actor="XBE", target="XAR")]
    found = standing(("XAR", "XBE"), deeds, NOW)
    assert found.value == 7
    assert [(row.cells[1], row.cells[3], row.cells[-1]) for row in found.rows] == [(7, 2, "↑"), (1, 0, "↑")]
    assert "up from step 2" in found.finding
    assert "six steps apart, so it is not symmetric" in found.finding
    assert "crossed the threshold to killing" in found.finding
    assert found.finding.endswith("the situation has deteriorated (↓).")
    assert set(found.evidence) == {each for one in deeds for each in one.evidence}


def test_calm_is_said_and_what_comes_later_is_not_known() -> None:
    found = standing(("XAR", "XBE"), [deed(100), deed(-5, killed=50), deed(90, actor="XBE", target="XAR")], NOW)
    assert found.value == 0
    assert "nothing on record in the last four weeks" in found.finding
    assert stand([deed(1), deed(30)], NOW).arrow == "→"
