"""Scores against scikit-learn and against hand arithmetic."""

from __future__ import annotations

import math

import numpy as np
import pytest
from scipy.stats import nbinom
from sklearn.metrics import average_precision_score, brier_score_loss, log_loss, roc_auc_score

from sayso.forecast.counts import spread
from sayso.forecast.scores import brier, crps, difference, ece, interval, log_score, reliability, summary
from sayso.forecast.words import word

RANDOM = np.random.default_rng(1)
P = RANDOM.uniform(0.01, 0.99, 500)
Y = (RANDOM.uniform(size=500) < P).astype(float)


def test_scores_are_those_of_scikit_learn() -> None:
    found = summary(P, Y, np.full(500, Y.mean()))
    assert found.brier == pytest.approx(brier_score_loss(Y, P))
    assert found.log == pytest.approx(log_loss(Y, P))
    assert found.auc == pytest.approx(roc_auc_score(Y, P))
    assert found.ap == pytest.approx(average_precision_score(Y, P))
    assert found.skill == pytest.approx(1 - brier_score_loss(Y, P) / (Y.mean() * (1 - Y.mean())))


def test_scores_by_hand() -> None:
    p, y = np.array([0.8, 0.3]), np.array([1.0, 0.0])
    assert brier(p, y).tolist() == pytest.approx([0.04, 0.09])
    assert log_score(p, y).tolist() == pytest.approx([-math.log(0.8), -math.log(0.7)])
    assert ece(np.array([0.2] * 4), np.array([1, 0, 0, 0.0]), 1) == pytest.approx(0.05)
    assert reliability(np.array([0.1, 0.9]), np.array([0.0, 1.0]), 2) == [(0.1, 0.0, 1), (0.9, 1.0, 1)]


def test_crps_by_hand_and_as_a_mean_over_draws() -> None:
    # All weight on 2, three came: |2 − 3| = 1. Half on 0, half on 1, none came: 0.5² = 0.25.
    assert crps(np.array([[0, 0, 1.0, 0, 0]]), np.array([3])).tolist() == [1.0]
    assert crps(np.array([[0.5, 0.5, 0.0]]), np.array([0])).tolist() == [0.25]
    draws = nbinom.rvs(1.5, 1.5 / (1.5 + 2), size=4000, random_state=2)
    expected = np.abs(draws - 3).mean() - np.abs(draws[:, None] - draws[None]).mean() / 2
    assert crps(spread(np.array([2.0]), np.array([1.5]), 60), np.array([3]))[0] == pytest.approx(expected, abs=0.02)


def test_negative_binomial_is_that_of_scipy() -> None:
    k = np.arange(30)
    assert np.allclose(spread(np.array([2.0]), np.array([1.5]), 30)[0, :30], nbinom.pmf(k, 1.5, 1.5 / 3.5))


def test_the_block_bootstrap_is_wider_when_neighbours_agree() -> None:
    times = np.arange(900)
    waves = np.sin(times / 30)
    narrow, wide = interval(waves, times, 1), interval(waves, times, 60)
    assert wide[1] - wide[0] > 2 * (narrow[1] - narrow[0])
    mean, low, high = difference(brier, P, np.full(500, 0.5), Y, np.arange(500))
    assert low <= mean <= high < 0


@pytest.mark.parametrize(("p", "said"), [(0.0, "almost no chance"), (0.049, "almost no chance"), (0.05, "very unlikely"), (0.5, "roughly even chance"), (0.55, "likely"), (0.8, "very likely"), (1.0, "almost certain")])  # fmt: skip
def test_words(p: float, said: str) -> None:
    assert word(p) == said
