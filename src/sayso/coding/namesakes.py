"""Which of several namesakes a text means: what the text itself says, its other places, and how well known each one is.

One sense a name a text, unless a mention says for itself where it lies ("Paris, Texas").
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from sayso.knowledge.places import Place

Numbers = np.ndarray[Any, np.dtype[Any]]

MOST: Final = 40
"""How many namesakes are weighed; the rest are too little known to be meant."""
RANK: Final = 0.25
PEOPLE: Final = 0.35
LAND: Final = {"country": 2.0, "admin1": 1.5, "sea": 1.0, "region": 1.0}
COUNTRY: Final = 1.2
DIVISION: Final = 3.0
BESIDE: Final = 2.0
INSIDE: Final = 4.0
"""What each kind of evidence weighs: order in the gazetteer, inhabitants, the countries, the divisions and the places near by
of the text, and a place that the text says it lies in."""
SITE: Final = 200_000
WIDE: Final = 10_000_000
"""The inhabitants of a town as well known as a site, a sea or a region kept by hand."""
ROUNDS: Final = 4
REACH: Final = 120.0
"""Kilometres over which the nearness of two places tells for both."""
RADIUS: Final = 6371.0


@dataclass(frozen=True, slots=True)
class Named:
    """A name in the text: its key, what it can mean, and the index of the name it is said to lie in."""

    key: str
    found: tuple[Place, ...]
    inside: int | None = None


def chosen(named: Sequence[Named], said: Mapping[str, float]) -> list[Place | None]:
    """The place each name means, None for names without any. ``said`` weighs the countries that a text speaks of otherwise."""
    keys = sorted({each.key for each in named if each.found})
    if not keys:
        return [None] * len(named)
    field = _Field.of({each.key: each.found[:MOST] for each in named if each.found}, keys)
    held = field.held(named)
    likely = field.settle(said, held)
    return [field.pick(each, named, likely) if each.found else None for each in named]


@dataclass(frozen=True, slots=True)
class _Field:
    """All that the names of a text can mean, in one row each; ``owner`` is the name's number."""

    keys: list[str]
    rows: list[Place]
    owner: Numbers
    prior: Numbers
    near: Numbers

    @classmethod
    def of(cls, found: Mapping[str, tuple[Place, ...]], keys: list[str]) -> _Field:
        rows: list[Place] = []
        owner: list[int] = []
        prior: list[float] = []
        for number, key in enumerate(keys):
            rows += found[key]
            owner += [number] * len(found[key])
            prior += _known(found[key])
        owners = np.array(owner)
        near = _nearness(rows) * (owners[:, None] != owners[None, :])
        return cls(keys, rows, owners, np.array(prior), near)

    def settle(self, said: Mapping[str, float], held: Numbers) -> Numbers:
        """How well each row fits, after its name and the other names have told each other where they are."""
        score = self.prior + held
        for _ in range(ROUNDS):
            share = self._shares(score)
            score = self.prior + held + BESIDE * np.log1p(self.near @ share)
            score += COUNTRY * self._kin(share, [place.country for place in self.rows], said)
            score += DIVISION * self._kin(share, [division(place) for place in self.rows], {})
        return score

    def _shares(self, score: Numbers) -> Numbers:
        """Scores as likelihoods among the namesakes of each name."""
        best = np.full(len(self.keys), -np.inf)
        np.maximum.at(best, self.owner, score)
        grown = np.exp(score - best[self.owner])
        return np.asarray(grown / np.bincount(self.owner, grown)[self.owner])

    def _kin(self, share: Numbers, groups: Sequence[object], said: Mapping[Any, float]) -> Numbers:
        """For each row, how much of the other names lies in its country or division."""
        total: dict[object, float] = defaultdict(float, said)
        own: dict[tuple[object, int], float] = defaultdict(float)
        for part, group, owner in zip(share.tolist(), groups, self.owner.tolist(), strict=True):
            total[group] += part
            own[group, owner] += part
        return np.array(
            [
                math.log1p(max(total[group] - own[group, owner], 0.0)) if group is not None else 0.0
                for group, owner in zip(groups, self.owner.tolist(), strict=True)
            ]
        )

    def held(self, named: Sequence[Named]) -> Numbers:
        """Credit for lying where some mention of the name says."""
        credit = np.zeros(len(self.rows))
        said = {(each.key, named[each.inside].found) for each in named if each.found and each.inside is not None}
        for key, holders in said:
            number = self.keys.index(key)
            for i in np.flatnonzero(self.owner == number):
                credit[i] = max(credit[i], INSIDE * lies_in(self.rows[i], holders))
        return credit

    def pick(self, one: Named, named: Sequence[Named], score: Numbers) -> Place:
        rows = np.flatnonzero(self.owner == self.keys.index(one.key)).tolist()
        if one.inside is not None:
            holders = named[one.inside].found
            return self.rows[max(rows, key=lambda i: score[i] + INSIDE * lies_in(self.rows[i], holders))]
        return self.rows[max(rows, key=lambda i: score[i])]


def _known(found: Iterable[Place]) -> Iterator[float]:
    """How well known each namesake is. A division counts as wide only where no town of its name is better known."""
    town = False
    for rank, place in enumerate(found):
        town = town or place.precision == "locality"
        wide = place.kind != "admin2" and not (town and place.precision == "admin1")
        yield (
            PEOPLE * math.log(1 + weight(place)) - RANK * math.log2(1 + rank) + (LAND.get(place.precision, 0.0) if wide else 0.0)
        )


def weight(place: Place) -> float:
    """Inhabitants, or as many as a place without any is known for."""
    if place.population is not None:
        return place.population
    return SITE if place.precision in ("site", "locality") else WIDE


def division(place: Place) -> tuple[str, str] | None:
    """The first-order division a place is or lies in."""
    if place.country is None:
        return None
    name = place.admin1 or (place.name if place.kind == "admin1" else None)
    return (place.country, name) if name is not None else None


def lies_in(place: Place, holders: Iterable[Place]) -> float:
    """1 when a place lies in one of those that a name can mean, less for a holder less likely meant, 0 when in none."""
    for rank, holder in enumerate(holders):
        if holder.id == place.id:
            continue
        same = holder.country is not None and holder.country == place.country
        within = holder.kind == "country" or (holder.kind == "admin1" and division(place) == division(holder))
        close = holder.precision in ("admin1", "locality") and _apart(place, holder) < 60
        if same and place.kind != "country" and (within or close):
            return 1.0 / (1 + 0.2 * rank)
    return 0.0


def _apart(one: Place, other: Place) -> float:
    lat1, lon1, lat2, lon2 = map(math.radians, (one.lat, one.lon, other.lat, other.lon))
    inner = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * RADIUS * math.asin(min(1.0, math.sqrt(inner)))


def _nearness(rows: list[Place]) -> Numbers:
    """1 for two places in one spot, falling off over ``REACH``; 0 for lands and waters too wide to be near anything."""
    lat, lon = (np.radians([getattr(place, axis) for place in rows]) for axis in ("lat", "lon"))
    cos = np.cos(lat)
    unit = np.stack([cos * np.cos(lon), cos * np.sin(lon), np.sin(lat)], axis=1)
    near = np.exp(-RADIUS * np.arccos(np.clip(unit @ unit.T, -1.0, 1.0)) / REACH)
    narrow = np.array([place.precision in ("site", "locality") or place.kind == "admin2" for place in rows])
    return np.asarray(near * narrow[:, None] * narrow[None, :])
