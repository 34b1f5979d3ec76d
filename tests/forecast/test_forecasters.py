"""The conformance suite of forecasters, and the law that nothing peeks."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from made_up import START, world

from sayso.forecast.backtest import Plan, backtest
from sayso.forecast.counts import COUNTERS, CountForecaster, agreeing
from sayso.forecast.forecasters import FORECASTERS, Climatology, Forecaster, TooThin
from sayso.forecast.onset import Onset
from sayso.forecast.panel import Panel
from sayso.forecast.process import Pair, fit_pair, simulate
from sayso.forecast.recalibrate import rolled
from sayso.forecast.rows import Question, Rows
from sayso.forecast.scores import crps
from sayso.types import BadValue

EVERY: dict[str, Forecaster] = {**FORECASTERS, "onset": Onset()}
PANEL = Panel.of(world(late=4))
WEEK = Question()
KNOWN = Rows.of(PANEL, WEEK, range(60, PANEL.periods, 7)).settled(400)
LATER = Rows.of(PANEL, WEEK, range(400, PANEL.periods - 7, 7))


@pytest.mark.parametrize("name", EVERY)
def test_conforms(name: str) -> None:
    way = EVERY[name]
    assert way.name == name
    p = way.fit(KNOWN).predict(LATER)
    assert p.shape == (len(LATER),)
    assert ((p >= 0) & (p <= 1)).all()
    assert np.array_equal(p, way.fit(KNOWN).predict(LATER)), "a forecaster must say the same twice"
    shuffled = np.random.default_rng(0).permutation(len(LATER))
    assert np.allclose(way.fit(KNOWN).predict(LATER.where(shuffled)), p[shuffled]), "a row's forecast must not hang on the others"
    with pytest.raises(TooThin):
        way.fit(KNOWN.where(KNOWN.n == 0))


@pytest.mark.parametrize("name", EVERY)
def test_refuses_to_learn_from_what_is_not_over(name: str) -> None:
    open_rows = Rows.of(PANEL, WEEK, range(60, PANEL.periods, 7))
    assert (open_rows.n < 0).any()
    with pytest.raises(ValueError, match="settled"):
        EVERY[name].fit(open_rows)


@pytest.mark.parametrize("way", COUNTERS, ids=lambda way: way.name)
def test_counts_conform(way: CountForecaster) -> None:
    table = way.fit(KNOWN).table(LATER)
    assert np.allclose(table.sum(1), 1)
    assert (table >= 0).all()
    assert np.isfinite(crps(table, LATER.n)).all()


@pytest.mark.parametrize("step", [150, 301, 420])
def test_rows_see_nothing_after_their_origin(step: int) -> None:
    day = PANEL.day_of(PANEL.first + step)
    whole, cut = Rows.of(PANEL, WEEK, [step]), Rows.of(PANEL.cut(day), WEEK, [step])
    assert np.array_equal(whole.x, cut.x)
    assert np.array_equal(whole.hits, cut.hits)
    assert np.array_equal(whole.recent, cut.recent)
    assert (cut.n == -1).all()


def test_no_label_crosses_a_cut() -> None:
    rows = Rows.of(PANEL, Question(horizon=30), range(60, PANEL.periods)).settled(300)
    assert (rows.origin + 30 < 300).all()


def test_a_backtest_is_the_same_when_the_future_is_deleted() -> None:
    plan = Plan(300, burn_in=60, refit=50)
    short = PANEL.cut(START + timedelta(days=380))
    one, other = (backtest(panel, WEEK, plan, [EVERY["logistic"]]) for panel in (PANEL, short))
    here = one.rows.origin <= other.rows.origin.max()
    assert np.allclose(one.chances["logistic"][here], other.chances["logistic"], rtol=1e-5)


def test_the_good_ones_beat_climatology_here() -> None:
    scores = backtest(PANEL, WEEK, Plan(300, burn_in=60, refit=1000), list(EVERY.values())).scores()
    for name in ("decaying intensity", "point process", "logistic", "blend"):
        assert scores[name].log < scores["climatology"].log, name


def test_climatology_by_hand() -> None:
    p = Climatology(base=0.5).predict(LATER)
    assert p[0] == pytest.approx((LATER.hits[0] + 20 * 0.5) / (LATER.windows[0] + 20))


def test_a_pair_is_found_again_from_what_it_simulates() -> None:
    pair = Pair(np.array([0.1, 0.05]), np.array([[0.3, 0.2], [0.4, 0.2]]), 5.0)
    found = fit_pair(simulate(pair, np.zeros((2, 1)), 6000, 1)[0])
    assert found.life == 5
    assert np.abs(found.branching - pair.branching).max() < 0.15
    assert found.radius < 1


def test_silence_of_one_side_lowers_the_chance_of_the_other() -> None:
    pair = Pair(np.array([0.02, 0.2]), np.array([[0.1, 0.6], [0.0, 0.1]]), 3.0)
    past = np.zeros((2, 10))
    free, quiet = (simulate(pair, past, 14, 3000, silent=silent)[:, 0].any(1).mean() for silent in (None, (1, 14)))
    assert quiet < free - 0.1


@pytest.mark.parametrize("bad", [lambda: Question("peace"), lambda: Question(horizon=0), lambda: Plan(10, burn_in=20), lambda: Rows.of(PANEL, WEEK, [9999])])  # fmt: skip
def test_impossible_questions_are_refused(bad: object) -> None:
    with pytest.raises(BadValue):
        bad()  # type: ignore[operator]


def test_recalibration_by_hand_and_without_peeking() -> None:
    rows = LATER.where(LATER.unit == 0)
    p = np.full(len(rows), 0.5)
    out, drift = rolled(rows, p)
    assert out[0] == 0.5, "nothing is over at the first origin"
    wrong, spread = rows.y[0] - 0.5, 0.25
    shift = wrong / (spread + 30) + wrong / (spread + 15)
    assert out[1] == pytest.approx(1 / (1 + np.exp(-shift)))
    changed = replace(rows, n=np.where(np.arange(len(rows)) >= 5, 1 - np.minimum(rows.n, 1), rows.n))
    assert np.array_equal(rolled(changed, p)[0][:6], out[:6]), "a forecast must not hang on what came after its origin"
    assert np.sign(drift.shift(np.array([0]))[0]) == np.sign((rows.y - out).sum())


def test_recalibration_finds_a_lasting_error() -> None:
    rows = LATER.where(LATER.unit == 5)
    many = replace(rows, origin=np.arange(len(rows)) * 7, n=np.ones(len(rows), int))
    out, _ = rolled(many, np.full(len(rows), 0.3))
    assert out[-1] > 0.34
    assert (np.diff(out) > -1e-9).all()


def test_counts_agree_with_a_chance() -> None:
    table = agreeing(np.array([[0.5, 0.3, 0.2]]), np.array([0.25]))
    assert table.tolist() == [pytest.approx([0.75, 0.15, 0.1])]
