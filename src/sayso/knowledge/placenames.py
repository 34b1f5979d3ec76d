"""The places and place names kept by hand: curated places, what the press calls places, names that mean other things too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Final

from sayso.knowledge.rows import DATA, KnowledgeError, Row, one_of, read_rows
from sayso.knowledge.toponyms import FOLDED, fold, normalise, without_article
from sayso.types import PRECISIONS

KINDS: Final = (
    "airport", "archipelago", "base", "battlefield", "bay", "bridge", "building", "camp", "canal", "channel", "continent",
    "crossing", "dam", "desert", "embassy", "factory", "forest", "gas-facility", "government-quarter", "gulf", "hospital",
    "island", "laboratory", "lake", "launch-site", "market", "monument", "mosque", "mountains", "nuclear-site", "ocean",
    "oil-facility", "peninsula", "pipeline", "port", "prison", "quarter", "reef", "region", "river", "school", "sea",
    "shrine", "square", "strait", "temple", "town", "village", "waterway",
)  # fmt: skip
"""What a curated place can be."""

WHY_COMMON: Final = ("word", "given", "family", "name")

_REQUIRED: Final = {
    "id": str, "name": str, "aliases": list, "kind": str, "precision": str, "lat": float, "lon": float, "source": str,
}  # fmt: skip
_OPTIONAL: Final = {"country": str, "admin1": str, "also": list}


@dataclass(frozen=True, slots=True)
class Names:
    """Names given by hand → ids: ``keyed`` by key, ``exact`` as written; ``also`` come after better known bearers."""

    keyed: Mapping[str, tuple[str, ...]]
    exact: Mapping[str, tuple[str, ...]]
    also: Mapping[str, tuple[str, ...]]


@cache
def curated_rows() -> tuple[Row, ...]:
    """The checked rows of curated places. Raises KnowledgeError when one says something the format does not allow."""
    rows = tuple(read_rows("places/curated.jsonl", _REQUIRED, _OPTIONAL))
    for row in rows:
        for key, allowed in (("precision", PRECISIONS), ("kind", KINDS)):
            if row[key] not in allowed:
                raise row.fail(f"{key} {row[key]!r}; {one_of(row[key], allowed)}")
        if not (-90 <= row["lat"] <= 90 and -180 <= row["lon"] <= 180):
            raise row.fail(f"lat {row['lat']}, lon {row['lon']} are not degrees of latitude and longitude")
    return rows


@cache
def press_names() -> Mapping[str, str]:
    """Gazetteer ids → the name the press prints, where it is another than the gazetteer's."""
    return MappingProxyType({row["id"]: row["name"] for row in _alias_rows() if row["name"]})


@cache
def names() -> Names:
    """Every name given by hand, of curated places and of gazetteer places."""
    keyed, exact, also = _Table(), _Table(), _Table()
    for row in (*curated_rows(), *_alias_rows()):
        own = (row["name"],) if row["name"] else ()
        for name in (*own, *row.texts("aliases")):
            if counts_as_written(name):
                exact.add([name], row["id"])
            else:
                keyed.add(_variants(normalise(name)), row["id"])
        for name in row.texts("also") if "also" in row else ():
            also.add([normalise(name)], row["id"])
    return Names(keyed.frozen(), exact.frozen(), also.frozen())


def counts_as_written(name: str) -> bool:
    """True for initials and abbreviations ("US", "U.S.", "Ala."), which in other letters are other words."""
    initials = sum(map(str.isupper, name)) > 1 and name.replace(".", "").isalpha()
    return initials or name.endswith(".")


@cache
def common_words() -> Mapping[str, str]:
    """Keys of names that mean other things too → why: the built list, then the hand-made one, where ``-`` takes one off."""
    found: dict[str, str] = {}
    for file in ("common_words.tsv", "common_words_extra.tsv"):
        lines = (DATA / "places" / file).read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(lines, start=1):
            if not line or line.startswith("#"):
                continue
            name, _, why = line.partition("\t")
            if why not in (*WHY_COMMON, "-"):
                raise KnowledgeError(f"places/{file}:{number}: {why!r} after a tab; {one_of(why, (*WHY_COMMON, '-'))}")
            found[normalise(name)] = why
    return MappingProxyType({name: why for name, why in found.items() if why != "-"})


@cache
def points() -> Mapping[str, tuple[float, float]]:
    """Ids of wide lands → the point usually given for them, which is another than the middle of their settlements."""
    found = {}
    lines = (DATA / "places" / "points.tsv").read_text(encoding="utf-8").splitlines()
    for number, line in enumerate(lines, start=1):
        if not line or line.startswith("#"):
            continue
        try:
            id, lat, lon = line.split("\t")
            found[id] = float(lat), float(lon)
        except ValueError:
            raise KnowledgeError(f"places/points.tsv:{number}: {line!r}; expected id, lat and lon with tabs between") from None
        if not (-90 <= found[id][0] <= 90 and -180 <= found[id][1] <= 180):
            raise KnowledgeError(f"places/points.tsv:{number}: {lat}, {lon} are not degrees of latitude and longitude")
    return MappingProxyType(found)


def _variants(key: str) -> Iterable[str]:
    folded = fold(key)
    return (key, without_article(key), FOLDED + folded) if folded else (key, without_article(key))


@cache
def _alias_rows() -> tuple[Row, ...]:
    return tuple(read_rows("places/aliases.jsonl", {"id": str, "aliases": list, "source": str}, {"name": str}))


class _Table:
    """Keys → ids, each id once, in the order they were added."""

    def __init__(self) -> None:
        self._ids: dict[str, dict[str, None]] = defaultdict(dict)

    def add(self, keys: Iterable[str], id: str) -> None:
        for key in keys:
            self._ids[key][id] = None

    def frozen(self) -> Mapping[str, tuple[str, ...]]:
        return MappingProxyType({key: tuple(ids) for key, ids in self._ids.items()})
