"""Where things happen: any place name → the places it can mean, best first, each with coordinates and a precision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Final

from sayso.knowledge import gazetteer
from sayso.knowledge.placenames import common_words, curated_rows, names, points, press_names
from sayso.knowledge.rows import Row
from sayso.knowledge.toponyms import FOLDED, fold, normalise, reductions, without_article

__all__ = ["Place", "by_id", "common_word", "curated", "find", "normalise"]

GEONAMES: Final = "geonames:"
"""Prefix of the ids of settlements and divisions; countries go by ISO3, curated places by their slug."""

_PRECISION: Final = {"country": "country", "admin1": "admin1", "admin2": "admin1"}


@dataclass(frozen=True, slots=True)
class Place:
    """One place.

    ``country`` is ISO 3166-1 alpha-3, None for waters, regions across borders and disputed islands; ``admin1`` the name
    of the first-order division. ``precision`` is one of ``sayso.types.PRECISIONS`` and says how far ``lat``, ``lon``
    (degrees) can be trusted; a district counts as admin1. ``kind`` is a word for what it is: country, admin1, admin2,
    capital, settlement, or a kind of curated place. ``population`` is None where it has none, 0 where it is not known.
    """

    id: str
    name: str
    country: str | None
    admin1: str | None
    lat: float
    lon: float
    precision: str
    kind: str
    population: int | None = None


@lru_cache(maxsize=32768)
def find(name: str) -> tuple[Place, ...]:
    """Every place a name can mean, best first; empty when none is known.

    Curated places come first, then what the press is known to mean by the name, then by population. Case, diacritics,
    apostrophes, hyphens and points do not matter, except that initials count only as written ("US", "U.S.", "Ala.").
    A name that is unknown as it stands is tried without articles, then by a looser key that evens out spellings
    brought over from other scripts, then without a word that only qualifies it ("northern", "province", "city of").

    A name alone is weak evidence: see ``common_word``, and let the countries a text speaks of choose among namesakes.
    """
    key = normalise(name)
    ids = [*names().exact.get(" ".join(name.split()), ()), *_ids(key)]
    return _places(ids or _ids(normalise(name.strip().removesuffix("'s").removesuffix("’s")))) or _reduced(key)


def by_id(id: str) -> Place | None:
    """The place under an id as ``Place.id`` gives it, None if there is none."""
    if id in curated():
        return curated()[id]
    found = gazetteer.entry(id.removeprefix(GEONAMES))
    return _from_gazetteer(found) if found is not None else None


def common_word(name: str) -> str | None:
    """Why a name needs more evidence than itself to mean a place; None when it hardly ever means anything else.

    It is an English ``word`` ("Reading"), a ``given`` or ``family`` name, or the ``name`` of a group or a body.
    """
    return common_words().get(normalise(name))


@cache
def curated() -> Mapping[str, Place]:
    """The curated places by id. Raises KnowledgeError when the data file says something its format does not allow."""
    return MappingProxyType({row["id"]: _from_row(row) for row in curated_rows()})


def _ids(key: str) -> list[str]:
    """The ids under a key or, while there are none, under looser ones."""
    given = names()
    for tried in _keys(key):
        ids = [*given.keyed.get(tried, ()), *gazetteer.ids(tried), *given.also.get(tried, ())]
        if ids:
            return ids
    return []


def _keys(key: str) -> Iterator[str]:
    bare = key.removeprefix("the ")
    yield from dict.fromkeys((key, bare, without_article(bare)))
    if folded := fold(bare):
        yield FOLDED + folded


def _reduced(key: str) -> tuple[Place, ...]:
    for shorter, asked in reductions(key.removeprefix("the ")):
        places = _places(_ids(shorter)) or _reduced(shorter)
        if places:
            return tuple(sorted(places, key=lambda place: place.precision != asked)) if asked else places
    return ()


def _places(ids: list[str]) -> tuple[Place, ...]:
    found = (by_id(id) for id in dict.fromkeys(ids))
    return tuple(place for place in found if place is not None)


def _from_row(row: Row) -> Place:
    return Place(row["id"], row["name"], row["country"], row["admin1"], row["lat"], row["lon"], row["precision"], row["kind"])


def _from_gazetteer(found: gazetteer.Entry) -> Place:
    division = gazetteer.entry(found.admin1) if found.admin1 else None
    lat, lon = points().get(found.id, (found.lat, found.lon))
    return Place(
        found.id if found.kind == "country" else GEONAMES + found.id, press_names().get(found.id, found.name),
        found.country, press_names().get(division.id, division.name) if division else None, lat, lon,
        _PRECISION.get(found.kind, "locality"), found.kind, found.population,
    )  # fmt: skip
