"""Next-event ranking: the protocol by hand, and no peeking."""

from __future__ import annotations

import numpy as np
import pytest

from sayso.forecast.memory import Counter
from sayso.forecast.nextevent import Queries, Ranker, both_ways, rank, replay

SIZE, RELATIONS = 12, 3


def stream(days: int = 60) -> np.ndarray:
    random = np.random.default_rng(0)
    rows = [
        (s, (s + day) % RELATIONS, (s + 1 + (random.random() < 0.2)) % SIZE, day)
        for day in range(days)
        for s in range(0, SIZE, 2)
    ]
    return both_ways(np.array(rows), RELATIONS)


def test_both_directions_are_asked() -> None:
    events = both_ways(np.array([[1, 2, 3, 9]]), RELATIONS)
    assert events.tolist() == [[1, 2, 3, 9], [3, 5, 1, 9]]


def test_features_do_not_change_when_the_future_is_deleted() -> None:
    events = stream()
    whole = next(iter(replay(events, SIZE, RELATIONS, 50)))
    short = next(iter(replay(events[events[:, 3] <= 50], SIZE, RELATIONS, 50)))
    assert np.array_equal(whole.candidate, short.candidate)
    assert np.array_equal(whole.x, short.x)


def test_ranks_by_hand() -> None:
    # Query 0: right targets score 0.9 and 0.5; a tie with 0.5 counts half; the other right one is filtered out.
    one = Queries(
        1, np.array([0]), np.array([0]), np.zeros(4, int), np.arange(4), np.zeros((4, 1)), np.array([1, 1, 0, 0]), np.array([1])
    )
    found = rank([one], [np.array([0.9, 0.5, 0.5, 0.1])], SIZE)
    missing = 1 + 2 + (SIZE - 4 - 1) / 2
    assert found.n == 3
    assert found.mrr == pytest.approx((1 / 1 + 1 / 1.5 + 1 / missing) / 3)
    assert found.recall == pytest.approx(2 / 3)


def test_a_taught_ranker_beats_chance() -> None:
    days = list(replay(stream(120), SIZE, RELATIONS, 60))
    model = Ranker.fit(days[:40], rounds=30, threads=1)
    assert rank(days[40:], [model.score(one, 1) for one in days[40:]], SIZE).mrr > 0.5


def test_decay_by_hand() -> None:
    counter = Counter.of(np.array([5, 9]))
    counter.learn(np.array([5, 5]), 0)
    counter.learn(np.array([5]), 2)
    assert counter.at(counter.find(np.array([5])), 4)[0, :2].tolist() == pytest.approx(
        [2 * 0.25 + 0.5, 2 * 0.5 ** (4 / 7) + 0.5 ** (2 / 7)]
    )
    assert counter.find(np.array([9, 7])).tolist() == [-1, -1]
