"""Spread: Knox and Mantel against plain loops and by hand, theatres, what to expect."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations, permutations
from math import asin, cos, radians, sin, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.analysis.deeds import Deed
from sayso.analysis.nearness import nearness
from sayso.analysis.spread import spreading, theatres

BEGIN = date(2031, 1, 1)


def km(a: tuple[float, float], b: tuple[float, float]) -> float:
    h = sin(radians(b[0] - a[0]) / 2) ** 2 + cos(radians(a[0])) * cos(radians(b[0])) * sin(radians(b[1] - a[1]) / 2) ** 2
    return 2 * 6371.0088 * asin(sqrt(h))


def knox(places: list[tuple[float, float]], days: list[int]) -> int:
    return sum(km(places[a], places[b]) <= 50 and abs(days[a] - days[b]) <= 14 for a, b in combinations(range(len(places)), 2))


points = st.tuples(st.floats(-60, 60), st.floats(-170, 170))


@given(st.lists(st.tuples(points, st.integers(0, 60)), min_size=3, max_size=12))
@settings(max_examples=40, deadline=None)
def test_knox_and_mantel_agree_with_plain_loops(events: list[tuple[tuple[float, float], int]]) -> None:
    places, days = [each[0] for each in events], [each[1] for each in events]
    found = nearness(places, days, rounds=1)
    assert found.pairs == knox(places, days)
    pairs = combinations(range(len(places)), 2)
    mantel = sum(1 / (km(places[a], places[b]) + 1) / (abs(days[a] - days[b]) + 1) for a, b in pairs)
    assert found.mantel == pytest.approx(mantel, rel=1e-6)


def test_the_worked_case() -> None:
    places, days = [(30.0, 60.0)] * 2 + [(40.0, 60.0)] * 2, [0, 1, 100, 101]
    every = [knox(places, list(order)) for order in permutations(days)]
    assert (every.count(2), every.count(0)) == (8, 16)
    found = nearness(places, days, rounds=4999)
    assert found.pairs == 2
    assert found.expected == pytest.approx(16 / 24, abs=0.05)
    assert found.p == pytest.approx(8 / 24, abs=0.03)
    assert found.ratio == pytest.approx(3, abs=0.3)


def test_contagion_is_found_and_its_absence_is_not() -> None:
    random = np.random.default_rng(0)
    sparks = [((random.uniform(20, 40), random.uniform(30, 60)), int(random.integers(0, 1000))) for _ in range(25)]
    close = [
        ((a + random.normal(0, 0.05), b + random.normal(0, 0.05)), day + int(random.integers(0, 7)))
        for (a, b), day in sparks
        for _ in range(3)
    ]
    assert nearness([p for p, _ in close], [d for _, d in close], rounds=199).p == 0.005
    days = random.permutation([d for _, d in close]).tolist()
    assert nearness([p for p, _ in close], days, rounds=199).p > 0.01


def test_two_events_are_too_few() -> None:
    with pytest.raises(ValueError, match="from three on"):
        nearness([(0, 0), (1, 1)], [1, 2])


def attack(day: int, country: str) -> Deed:
    return Deed(BEGIN + timedelta(day), "XAR", "XBE", "ASSAULT", country=country, evidence=(f"{country}{day}",))


def test_theatres_begin_grow_quiet_and_are_new() -> None:
    attacks = [attack(0, "XCO"), attack(10, "XBE"), attack(500, "XCO"), attack(490, "XAR")]
    as_of = BEGIN + timedelta(503)
    assert [(each.name, each.standing(as_of)) for each in theatres(attacks)] == [
        ("XCO", "active"),
        ("XBE", "quiet"),
        ("XAR", "new"),
    ]
    found = spreading(attacks, as_of)
    assert "new in the last four weeks: XAR" in found.finding
    assert "Not enough evidence to test one theatre against another." in found.finding
    # Two theatres after the first in 504 days: 2 · 28 / 504 = 0.111 in four weeks; Garwood's bounds for 2 are 0.242 and 7.225.
    assert found.value == pytest.approx(0.111)
    assert found.interval == pytest.approx((0.242 / 18, 7.225 / 18), abs=2e-3)


def test_a_theatre_that_follows_another_is_found() -> None:
    random = np.random.default_rng(1)
    days = sorted(random.choice(700, 12, replace=False).tolist())
    attacks = [attack(int(each), "XCO") for each in days] + [attack(int(each) + 2, "XBE") for each in days]
    found = spreading(attacks, BEGIN + timedelta(720), rounds=999)
    assert "More than chance" in found.finding
    assert "XCO is followed by XBE" in found.finding
