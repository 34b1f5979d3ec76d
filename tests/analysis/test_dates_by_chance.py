"""Attacks and marked days: nothing found where nothing is, a planted effect found, bursts kept whole, arithmetic by hand."""

from __future__ import annotations

import numpy as np
import pytest

from sayso.analysis.dates_by_chance import Marked, luck, power


def yearly(days: int, *at: int) -> Marked:
    """One occasion per given day of the year, over a record of so many days."""
    table = np.zeros((len(at), days), dtype=np.bool_)
    for row, first in enumerate(at):
        table[row, first::365] = True
    return Marked(tuple(f"day {each}" for each in at), table)


def test_counts_by_hand() -> None:
    # 100 days, one occasion on day 50. Acts on 50, 51 and 70: one falls on it, two within a day, two within three.
    marked = Marked(("x",), np.eye(1, 100, 50, dtype=np.bool_))
    found = luck([50, 51, 70], marked)
    assert found.hits == (1, 2, 2)
    assert found.coverage == (0.01, 0.03, 0.07)
    # Shifts by 13 … 87 days count. Within a day means days 49 to 51. Moved by s, act 70 gets there for s = 79, 80, 81, and acts 50
    # and 51 for none (s would be 98 … 2): three hits in 75 shifts.
    assert found.shifts == 75
    assert found.expected[1] == pytest.approx(3 / 75)


def test_many_dates_find_nothing_in_dates_drawn_at_random() -> None:
    random = np.random.default_rng(0)
    marked = yearly(1461, *random.choice(365, 30, replace=False).tolist())
    ps, singles = [], 0
    for _ in range(120):
        found = luck(random.integers(0, 1461, 40).tolist(), marked)
        ps.append(found.p)
        singles += bool(found.singles) and found.singles[0][3] < 0.05
    assert np.mean(np.array(ps) < 0.05) < 0.11, "one in twenty, give or take"
    assert singles <= 13, "not one in twenty has a single date that stands out"


def test_bursts_are_not_taken_for_meaning() -> None:
    # Ten bursts of eight attacks each. Drawing days one by one would call a burst near a marked day a wonder.
    random = np.random.default_rng(1)
    marked = yearly(1461, *range(0, 365, 24))
    ps = []
    for _ in range(120):
        starts = random.integers(0, 1450, 8)
        ps.append(luck([int(s + k) % 1461 for s in starts for k in range(8)], marked).p)
    assert np.mean(np.array(ps) < 0.05) < 0.12


def test_a_planted_effect_is_found_with_the_date() -> None:
    random = np.random.default_rng(2)
    marked = yearly(3650, 70, 200, 300)
    acts = [*random.integers(0, 3650, 60).tolist(), *range(70, 3650, 365)]
    found = luck(acts, marked)
    assert found.p < 0.05
    assert found.singles[0][0] == "day 70"
    assert found.singles[0][3] < 0.05


def test_power_is_stated_and_grows_with_the_record() -> None:
    random = np.random.default_rng(3)
    sparse, dense = yearly(3650, 10, 100, 200), yearly(3650, *range(0, 365, 2))
    acts = random.integers(0, 3650, 80).tolist()
    few = power(acts, sparse, rounds=25)
    assert few is not None
    assert few <= 0.2
    assert power(acts, dense, rounds=10) in (0.8, 0.5, None), "where half of all days are marked, timing hardly shows"
    assert power(acts, Marked(("x",), np.zeros((1, 3650), dtype=np.bool_)), rounds=5) is None


def test_a_record_too_short_to_shift_is_refused() -> None:
    with pytest.raises(ValueError, match="too short"):
        luck([1, 2], Marked(("x",), np.eye(1, 40, dtype=np.bool_)))
