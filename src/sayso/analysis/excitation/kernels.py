"""The O(n) recursions, compiled when first used. One side's likelihood at a time: the likelihood of the whole is their sum.

Parameters of one side are natural ones, laid out as ``background`` (one rate a day per span of time), ``effect`` (expected
answers to one act, per causing side) and ``decay`` (per day, per causing side).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np


@cache
def cost() -> Callable[..., float]:
    """Negative log-likelihood of one side, gradient written into its last argument (recursion of Ozaki 1979).

    ``tick`` is 0 for exact times and 1 for whole days. By day the weight of an answer after a lag of whole days is
    A·(1 − e^−B)·e^−B(lag − 1), which is A·(e^B − 1)·e^−B·lag: the same recursion with another factor before it.
    """
    return _compiled(_cost)


@cache
def rates() -> Callable[..., Any]:
    """The expected count of one side on every day."""
    return _compiled(_rates)


@cache
def compensate() -> Callable[..., Any]:
    """The integrated rate of one side up to each of its own acts."""
    return _compiled(_compensate)


def _compiled(function: Callable[..., Any]) -> Callable[..., Any]:
    # Imported here: numba takes a second to load, which no other verb should wait for.
    from numba import njit

    return njit(cache=True, fastmath=False)(function)


def _cost(
    times: Any, marks: Any, mine: int, horizon: float, tick: float, edges: Any, mu: Any, effect: Any, decay: Any, grad: Any
) -> float:
    sides, spans, n = len(effect), len(mu), len(times)
    state, slope = np.zeros(sides), np.zeros(sides)
    factor = np.expm1(decay) if tick else decay
    steep = np.exp(decay) if tick else np.ones(sides)
    total, last, span, first = 0.0, 0.0, 0, 0
    for p in range(spans):
        grad[p] = edges[p + 1] - edges[p]
        total += mu[p] * grad[p]
    grad[spans:] = 0.0
    while first < n:  # acts since ``first`` stand at one moment and do not answer each other
        now = times[first]
        gap = now - last
        for j in range(sides):
            fade = np.exp(-decay[j] * gap)
            slope[j] = (slope[j] + gap * state[j]) * fade
            state[j] *= fade
        while span + 1 < spans and now >= edges[span + 1]:
            span += 1
        rate = mu[span]
        for j in range(sides):
            rate += effect[j] * factor[j] * state[j]
        after, own = first, 0
        while after < n and times[after] == now:
            own += marks[after] == mine
            after += 1
        if own:
            total -= own * np.log(rate)
            grad[span] -= own / rate
            for j in range(sides):
                grad[spans + j] -= own * factor[j] * state[j] / rate
                grad[spans + sides + j] -= own * effect[j] * (steep[j] * state[j] - factor[j] * slope[j]) / rate
        left = horizon - now - tick
        for k in range(first, after):
            j = marks[k]
            state[j] += 1.0
            gone = np.exp(-decay[j] * left)
            total += effect[j] * (1.0 - gone)
            grad[spans + j] += 1.0 - gone
            grad[spans + sides + j] += effect[j] * left * gone
        last, first = now, after
    return total


def _rates(counts: Any, edges: Any, mu: Any, effect: Any, decay: Any) -> Any:
    sides, days, spans = counts.shape[0], counts.shape[1], len(mu)
    fade, state = np.exp(-decay), np.zeros(sides)
    out, span = np.zeros(days), 0
    for d in range(days):
        while span + 1 < spans and d >= edges[span + 1]:
            span += 1
        out[d] = mu[span]
        for j in range(sides):
            out[d] += effect[j] * (1.0 - fade[j]) * state[j]
            state[j] = state[j] * fade[j] + counts[j, d]
    return out


def _compensate(times: Any, marks: Any, mine: int, edges: Any, mu: Any, effect: Any, decay: Any) -> Any:
    sides, n = len(effect), len(times)
    state, out = np.zeros(sides), np.zeros(n)
    total, last, span, found = 0.0, 0.0, 0, 0
    for k in range(n):
        now = times[k]
        while span + 1 < len(mu) and now >= edges[span + 1]:
            total += mu[span] * (edges[span + 1] - max(last, edges[span]))
            span += 1
        total += mu[span] * (now - max(last, edges[span]))
        for j in range(sides):
            fade = np.exp(-decay[j] * (now - last))
            total += effect[j] * state[j] * (1.0 - fade)
            state[j] *= fade
        if marks[k] == mine:
            out[found] = total
            found += 1
        state[marks[k]] += 1.0
        last = now
    return out[:found]
