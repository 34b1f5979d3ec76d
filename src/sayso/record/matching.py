"""Do two groups of mentions speak of one happening? A score that explains itself."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.record.features import FEATURES
from sayso.record.groups import Group
from sayso.record.weights import BARRED, weights


@dataclass(frozen=True, slots=True)
class Feature:
    """One reason for or against: the feature, what was found, and the points it gave."""

    name: str
    value: str
    contribution: float


def explain(a: Group, b: Group) -> tuple[Feature, ...]:
    """Every reason for and against ``a`` and ``b`` being one happening; the contributions add up to ``score``."""
    points = weights().points
    found = ((name, feature(a, b)) for name, feature in FEATURES)
    return tuple(Feature(name, hit[0], points[name][hit[0]] * hit[1]) for name, hit in found if hit is not None)


def score(a: Group, b: Group) -> float:
    """The sum of ``explain``'s contributions; the first that rules the pair out ends the count."""
    if a.realm != b.realm:
        return BARRED
    total = 0.0
    points = weights().points
    for name, feature in FEATURES:
        hit = feature(a, b)
        if hit is not None:
            here = points[name][hit[0]] * hit[1]
            if here <= BARRED:
                return here
            total += here
    return total
