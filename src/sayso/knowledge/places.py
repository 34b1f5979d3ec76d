"""Where things happen: any place name → the places it can mean, best first, each with coordinates and a precision."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import Final

from sayso.knowledge import gazetteer
from sayso.knowledge.rows import DATA, KnowledgeError, Row, one_of, read_rows
from sayso.knowledge.toponyms import fold, normalise, reductions, without_article
from sayso.types import PRECISIONS

__all__ = ["Place", "by_id", "common_word", "curated", "find", "normalise"]

GEONAMES: Final = "geonames:"
"""Prefix of the ids of settlements and first-order divisions; countries go by ISO3, curated places by their slug."""

_REQUIRED: Final = {
    "id": str, "name": str, "aliases": list, "kind": str, "precision": str, "lat": float, "lon": float, "source": str,
}  # fmt: skip
_OPTIONAL: Final = {"country": str, "admin1": str, "also": list}
_ROUGH: Final = {"country": "country", "admin1": "admin1", "admin2": "admin1"}
WHY_COMMON: Final = ("word", "given", "family", "name")


@dataclass(frozen=True, slots=True)
class Place:
    """One place. ``country`` is ISO 3166-1 alpha-3 (None for waters, regions across borders, disputed islands),
    ``admin1`` the name of its first-order division, ``precision`` one of ``sayso.types.PRECISIONS``, ``kind`` a word
    for what it is (``base``, ``strait``, ``settlement``, ``capital``), ``population`` None where it has none.
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

    Curated places come first, then what the press is known to mean by the name, then by population, then curated
    places that share the name of a better known one. Case, diacritics,
    apostrophes, hyphens and points do not matter, except that initials count only as written ("US", "U.S.", "Ala.").
    A name that is unknown as it stands is tried without articles, then by a looser key that evens out spellings
    brought over from other scripts, then without a word that only qualifies it ("northern", "province", "city of").
    """
    written = tuple(_named()[1].get(" ".join(name.split()), ()))
    key = normalise(name)
    ids = [*written, *_ids(key)]
    if not ids:
        ids = _ids(normalise(name.strip().removesuffix("'s").removesuffix("’s")))
    if not ids:
        return _reduced(key)
    return _places(ids)


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
    return _common().get(normalise(name))


@cache
def curated() -> Mapping[str, Place]:
    """The curated places by id. Raises KnowledgeError when the data file says something its format does not allow."""
    return MappingProxyType({row["id"]: _from_row(row) for row in _rows()})


def _ids(key: str) -> list[str]:
    """The ids under a key or, while there are none, under looser ones."""
    for tried in _keys(key):
        ids = [*_named()[0].get(tried, ()), *gazetteer.ids(tried)]
        if ids:
            return ids
    return []


def _keys(key: str) -> Iterator[str]:
    yield key
    bare = key.removeprefix("the ")
    yield bare
    yield without_article(bare)
    yield gazetteer.FOLDED + fold(bare)


def _reduced(key: str) -> tuple[Place, ...]:
    for shorter, asked in reductions(key.removeprefix("the ")):
        places = _places(_ids(shorter)) or _reduced(shorter)
        if places:
            return tuple(sorted(places, key=lambda place: place.precision != asked)) if asked else places
    return ()


def _places(ids: list[str]) -> tuple[Place, ...]:
    found = (by_id(id) for id in dict.fromkeys(ids))
    return tuple(place for place in found if place is not None)


@cache
def _named() -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, tuple[str, ...]]]:
    """Curated names and hand-given aliases → ids: by key, and as written where that counts."""
    keyed: dict[str, tuple[str, ...]] = {}
    exact: dict[str, tuple[str, ...]] = {}
    for row in _rows():
        _enter(row["id"], (row["name"], *row.texts("aliases")), keyed, exact)
    for row in _alias_rows():
        names = row.texts("aliases") + ((row["name"],) if row["name"] else ())
        _enter(row["id"], names, keyed, exact)
    return MappingProxyType(keyed), MappingProxyType(exact)


def _enter(id: str, names: tuple[str, ...], keyed: dict[str, tuple[str, ...]], exact: dict[str, tuple[str, ...]]) -> None:
    """Adds one place's names to the tables of keys and of names that count only as written."""
    for name in names:
        initials = sum(map(str.isupper, name)) > 1 and name.replace(".", "").isalpha()
        if initials or name.endswith("."):
            exact[name] = (*exact.get(name, ()), id)
            continue
        key = normalise(name)
        for each in dict.fromkeys((key, without_article(key), gazetteer.FOLDED + fold(key))):
            if each.strip(gazetteer.FOLDED) and id not in keyed.get(each, ()):
                keyed[each] = (*keyed.get(each, ()), id)


@cache
def _rows() -> tuple[Row, ...]:
    return tuple(read_rows("places/curated.jsonl", _REQUIRED, {"country": str, "admin1": str}))


@cache
def _alias_rows() -> tuple[Row, ...]:
    return tuple(read_rows("places/aliases.jsonl", {"id": str, "aliases": list, "source": str}, {"name": str}))


@cache
def _press_names() -> Mapping[str, str]:
    return {row["id"]: row["name"] for row in _alias_rows() if row["name"]}


def _from_row(row: Row) -> Place:
    if row["precision"] not in PRECISIONS:
        raise row.fail(f"precision {row['precision']!r}; {one_of(row['precision'], PRECISIONS)}")
    if not (-90 <= row["lat"] <= 90 and -180 <= row["lon"] <= 180):
        raise row.fail(f"lat {row['lat']}, lon {row['lon']} are not degrees of latitude and longitude")
    return Place(
        row["id"], row["name"], row["country"], row["admin1"], row["lat"], row["lon"], row["precision"], row["kind"]
    )


def _from_gazetteer(found: gazetteer.Entry) -> Place:
    division = gazetteer.entry(found.admin1) if found.admin1 else None
    return Place(
        found.id if found.kind == "country" else GEONAMES + found.id, _press_names().get(found.id, found.name),
        found.country, _press_names().get(division.id, division.name) if division else None, found.lat, found.lon,
        _ROUGH.get(found.kind, "locality"), found.kind, found.population,
    )  # fmt: skip


@cache
def _common() -> Mapping[str, str]:
    """The built list, then the hand-made one, where ``-`` takes a name off the list."""
    found: dict[str, str] = {}
    for file in ("common_words.tsv", "common_words_extra.tsv"):
        for number, line in enumerate((DATA / "places" / file).read_text(encoding="utf-8").splitlines(), start=1):
            if not line or line.startswith("#"):
                continue
            name, _, why = line.partition("\t")
            if why not in (*WHY_COMMON, "-"):
                raise KnowledgeError(f"places/{file}:{number}: {why!r}; {one_of(why, (*WHY_COMMON, '-'))}")
            found[normalise(name)] = why
    return {name: why for name, why in found.items() if why != "-"}
