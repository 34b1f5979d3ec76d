"""Intervals for counts, with the standard library."""

from __future__ import annotations

from math import exp, lgamma, log, sqrt

Z = 1.959963984540054


def wilson(hits: int, tries: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927), both ends in 0…1; 0…1 when nothing was tried."""
    if not tries:
        return 0.0, 1.0
    share, z2 = hits / tries, Z * Z / tries
    middle, half = share + z2 / 2, Z * sqrt(share * (1 - share) / tries + z2 / (4 * tries))
    return max(0.0, (middle - half) / (1 + z2)), min(1.0, (middle + half) / (1 + z2))


def poisson(count: int) -> tuple[float, float]:
    """The exact 95 % interval of a Poisson mean of which ``count`` were seen (Garwood 1936)."""
    low = 0.0 if count == 0 else _solve(lambda mean: 1 - _below(count - 1, mean), 0.025, rising=True)
    return low, _solve(lambda mean: _below(count, mean), 0.025, rising=False)


def at_least(count: int, tries: int, share: float) -> float:
    """The chance of ``count`` hits or more in ``tries`` when each has this share (binomial, exact)."""
    if count <= 0:
        return 1.0
    if share <= 0 or share >= 1:
        return float(share >= 1)
    terms = (
        lgamma(tries + 1) - lgamma(k + 1) - lgamma(tries - k + 1) + k * log(share) + (tries - k) * log(1 - share)
        for k in range(count, tries + 1)
    )
    return min(1.0, sum(exp(term) for term in terms))


def _below(count: int, mean: float) -> float:
    """The chance of ``count`` or fewer under a Poisson law."""
    return sum(exp(k * log(mean) - mean - lgamma(k + 1)) for k in range(count + 1)) if mean > 0 else 1.0


def _solve(chance: object, level: float, rising: bool) -> float:
    assert callable(chance)
    low, high = 0.0, 10.0
    while (chance(high) < level) == rising:
        high *= 2
    for _ in range(80):
        middle = (low + high) / 2
        if (chance(middle) < level) == rising:
            low = middle
        else:
            high = middle
    return (low + high) / 2
