"""The mutually exciting process: likelihood by hand and by another way of adding up, recovery, tests that keep their level."""

from __future__ import annotations

import time
from math import exp, log

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.analysis.excitation import TooFew, against_chance, by_day, causes, fit, goodness, series, simulate, simulate_days
from sayso.analysis.excitation.fit import cost_of, spectral
from sayso.analysis.excitation.series import Series

MU = np.array([0.03, 0.02])
EFFECT = np.array([[0.40, 0.25], [0.35, 0.30]])
DECAY = np.array([[1.0, 0.5], [0.7, 1.5]])


def direct(data: Series, side: int, edges: np.ndarray, mu: np.ndarray, effect: np.ndarray, decay: np.ndarray) -> float:
    """The same negative log-likelihood with two plain loops over acts, and no recursion."""
    tick = float(data.binned)
    total = float((mu * np.diff(edges)).sum())
    for now, mark in zip(data.times, data.marks, strict=True):
        total += effect[mark] * (1 - exp(-decay[mark] * (data.horizon - now - tick)))
        if mark != side:
            continue
        rate = mu[max(p for p in range(len(mu)) if now >= edges[p])]
        for before, other in zip(data.times, data.marks, strict=True):
            if before < now and data.binned:
                rate += effect[other] * (1 - exp(-decay[other])) * exp(-decay[other] * (now - before - 1))
            elif before < now:
                rate += effect[other] * decay[other] * exp(-decay[other] * (now - before))
        total -= log(rate)
    return total


def test_the_likelihood_of_five_days_by_hand() -> None:
    # One act of side 0 on day 0 and one of side 1 on day 2; half of the answers come per day (fade 1/2), half an answer per act.
    # Expected of side 1 by day: 0.1, 0.1 + 0.5·0.5, + 0.125, + 0.0625, + 0.03125 = 0.1, 0.35, 0.225, 0.1625, 0.13125: 0.96875.
    data = by_day([0, 2], [0, 1], 5)
    logs = np.log([0.1, 0.5, 1e-12, log(2), 1.0])
    cost, _ = cost_of(data, 1, np.array([0.0, 5.0]))(logs)
    assert cost == pytest.approx(0.96875 - log(0.225), abs=1e-9)


acts = st.lists(st.tuples(st.integers(0, 39), st.integers(0, 1)), min_size=3, max_size=25)
rates = st.floats(0.05, 2.0)


@given(acts, st.lists(rates, min_size=6, max_size=6), st.booleans())
@settings(max_examples=40, deadline=None)
def test_the_recursion_agrees_with_the_double_sum_and_its_gradient_with_differences(
    acts: list, values: list, binned: bool
) -> None:
    days, marks = [each[0] for each in acts], [each[1] for each in acts]
    data = by_day(days, marks, 40, 2) if binned else series([d + 0.25 for d in days], marks, 40.0, 2)
    edges = np.array([0.0, 20.0, 40.0])
    mu, effect, decay = np.array(values[:2]), np.array(values[2:4]), np.array(values[4:])
    cost = cost_of(data, 0, edges)
    scale = max(int(data.counts[0]), 1)
    logs = np.log(values)
    found, gradient = cost(logs)
    gradient = gradient.copy()
    assert found * scale == pytest.approx(direct(data, 0, edges, mu, effect, decay), rel=1e-9, abs=1e-9)
    for k in range(6):
        nudge = np.zeros(6)
        nudge[k] = 1e-6
        slope = (cost(logs + nudge)[0] - cost(logs - nudge)[0]) / 2e-6
        assert gradient[k] == pytest.approx(slope, abs=1e-5)


def test_a_hundred_thousand_acts_give_their_parameters_back_in_two_seconds() -> None:
    fit(simulate(MU, EFFECT, DECAY, 2000, 0))  # compiles
    horizon = 100_000 / (np.linalg.inv(np.eye(2) - EFFECT) @ MU).sum()
    data = simulate(MU, EFFECT, DECAY, horizon, 1)
    begun = time.process_time()
    found = fit(data)
    spent = time.process_time() - begun
    assert len(data.times) == pytest.approx(100_000, rel=0.05)
    assert found.converged
    assert np.abs(found.background[:, 0] / MU - 1).max() < 0.05
    assert np.abs(found.effect / EFFECT - 1).max() < 0.05
    assert np.abs(found.decay / DECAY - 1).max() < 0.05
    low, high = found.branching_interval()
    assert low < spectral(EFFECT) < high
    assert np.allclose(found.half_life, np.log(2) / found.decay)
    assert spent < 2, f"{spent:.2f} s"


def test_acts_by_day_give_their_parameters_back_within_their_errors() -> None:
    edges = np.array([0.0, 20_000.0])
    found = fit(simulate_days(MU[:, None] * 3, EFFECT, DECAY, edges, 2))
    truth = np.log(np.hstack([MU[:, None] * 3, EFFECT, DECAY]))
    mine = np.log(np.hstack([found.background, found.effect, found.decay]))
    assert (np.abs(mine - truth) / found.errors).max() < 4


def test_one_that_does_not_answer_gets_no_effect_and_no_finding() -> None:
    alone = np.array([[0.3, 1e-9], [1e-9, 0.3]])
    data = simulate_days(np.array([[0.05], [0.05]]), alone, np.ones((2, 2)), np.array([0.0, 3000.0]), 3)
    assert against_chance(data, 0, 1, rounds=99).p > 0.05
    assert fit(data).effect[0, 1] < 0.1


def test_one_that_answers_is_found() -> None:
    data = simulate_days(
        np.array([[0.05], [0.05]]), np.array([[0.2, 0.4], [1e-9, 0.2]]), np.ones((2, 2)), np.array([0.0, 3000.0]), 4
    )
    found = against_chance(data, 0, 1, rounds=99)
    assert (found.p, found.way) == (0.01, "shifted")
    assert (
        against_chance(by_day(data.times[data.times < 900], data.marks[data.times < 900], 900, 2), 0, 1, rounds=19).way
        == "shuffled"
    )


def test_its_own_histories_fit_and_others_do_not() -> None:
    data = simulate_days(
        np.array([[0.1], [0.1]]), np.array([[0.2, 0.3], [0.2, 0.2]]), np.ones((2, 2)), np.array([0.0, 1500.0]), 5
    )
    assert not goodness(data, fit(data), rounds=59).rejected
    # A clock is no chance process: an act of each side every tenth day, to the day.
    clock = by_day([*range(0, 1500, 10), *range(5, 1500, 10)], [0] * 150 + [1] * 150, 1500, 2)
    assert goodness(clock, fit(clock), rounds=59).rejected


def test_the_shares_of_causes_add_up_and_keep_to_time() -> None:
    data = by_day([0, 2, 2, 5], [0, 1, 1, 0], 30, 2)
    full = simulate_days(np.array([[0.1], [0.1]]), np.array([[0.2, 0.3], [0.2, 0.2]]), np.ones((2, 2)), np.array([0.0, 400.0]), 6)
    model = fit(full)
    found = causes(data, model, least=0.0)
    for later in range(4):
        mine = [each for each in found if each.later == later]
        assert sum(each.share for each in mine) == pytest.approx(1)
        assert all(each.earlier is None or data.times[each.earlier] < data.times[later] for each in mine)


def test_a_background_that_changes_is_followed() -> None:
    background = np.array([[0.05, 0.4], [0.05, 0.4]])
    data = simulate_days(background, np.full((2, 2), 1e-9), np.ones((2, 2)), np.array([0.0, 1500.0, 3000.0]), 7)
    assert fit(data, 2).bic < fit(data).bic
    assert fit(data, 2).background == pytest.approx(background, rel=0.35)
    assert fit(data, 2).branching < fit(data).branching, "a background held level passes for answers"


def test_too_few_acts_are_said_to_be_too_few() -> None:
    with pytest.raises(TooFew, match="side 1 has 1 acts"):
        fit(by_day([*range(20), 3], [0] * 20 + [1], 30, 2))


@pytest.mark.parametrize(("times", "horizon"), [([5.0, 31.0], 30.0), ([-1.0], 30.0)])
def test_acts_outside_the_record_are_refused(times: list[float], horizon: float) -> None:
    with pytest.raises(ValueError, match="outside"):
        series(times, [0] * len(times), horizon)


def test_a_history_that_never_ends_is_refused() -> None:
    with pytest.raises(ValueError, match="never ends"):
        simulate(MU, np.eye(2), DECAY, 10, 0)


def test_times_and_marks_go_together() -> None:
    with pytest.raises(ValueError, match="3 times but 2 marks"):
        series([1, 2, 3], [0, 1], 5)
