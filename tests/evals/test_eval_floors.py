"""Floors only rise, unless somebody says why; what is measured on other data is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals import floors
from evals.bench import Outcome, Score
from evals.floors import SLACK, WouldLower, failures, is_better, raised

VALUES = st.floats(0, 1).map(lambda value: round(value, 4))


def outcome(value: float, corpus: str = "abc", lower: bool = False, measure: str = "m") -> Outcome:
    return Outcome("e", corpus, (Score("e", measure, value, 10, lower=lower),))


@given(VALUES, VALUES, st.booleans())
def test_raising_never_lowers(first: float, second: float, lower: bool) -> None:
    pinned = raised(outcome(first, lower=lower), {})
    try:
        after = raised(outcome(second, lower=lower), pinned)
    except WouldLower:
        assert not is_better(outcome(second, lower=lower).scores[0], first, SLACK)
        return
    old, new = pinned["e"]["scores"]["m"], after["e"]["scores"]["m"]
    assert new <= old if lower else new >= old


@given(VALUES, VALUES)
def test_failing_is_falling_by_more_than_slack(first: float, second: float) -> None:
    pinned = raised(outcome(first), {})
    assert bool(list(failures(outcome(second), pinned))) == (second < first - SLACK)


def test_a_reason_lowers_and_stays() -> None:
    pinned = raised(outcome(0.8), {})
    with pytest.raises(WouldLower, match=r"0\.500.*0\.800"):
        raised(outcome(0.5), pinned)
    after = raised(outcome(0.5), pinned, "the gold was wrong")
    assert after["e"]["scores"] == {"m": 0.5}
    assert "the gold was wrong" in after["e"]["lowered"][0]
    assert raised(outcome(0.6), after)["e"]["lowered"] == after["e"]["lowered"]


@pytest.mark.parametrize("changed", [outcome(0.9, corpus="other"), outcome(0.9, measure="new")])
def test_other_data_and_lost_measures_fail(changed: Outcome) -> None:
    assert list(failures(changed, raised(outcome(0.8), {})))


def test_floors_survive_the_file(tmp_path: Path) -> None:
    pinned = raised(outcome(0.8), {})
    floors.save(pinned, tmp_path / "floors.json")
    assert floors.load(tmp_path / "floors.json") == pinned
    assert floors.load(tmp_path / "none.json") == {}


def test_shipped_floors_are_shares_or_differences_of_scores() -> None:
    for name, pinned in floors.load().items():
        assert set(pinned) == {"corpus", "scores", "lowered"}, name
        assert pinned["scores"], name
        assert all(-1 <= value <= 3 for value in pinned["scores"].values()), name


@pytest.mark.parametrize(("ours", "fails"), [(-0.01, False), (0.0, False), (0.001, True)])
def test_a_bar_holds_without_a_floor_and_without_slack(ours: float, fails: bool) -> None:
    made = Outcome("e", "c", (Score("e", "worse than the baseline by", ours, 10, lower=True, bar=0.0),))
    assert bool(list(failures(made, {}))) is fails
