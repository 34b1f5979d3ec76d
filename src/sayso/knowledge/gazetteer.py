"""The big tables of places, read by halving: sorted TSV kept as bytes, so that loading is unpacking and no more."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import cache

from sayso.knowledge.rows import DATA, KnowledgeError


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the gazetteer; ``id`` is an ISO3 code, a GeoNames admin1 code (IQ.13) or a GeoNames number."""

    id: str
    name: str
    kind: str
    country: str
    admin1: str
    lat: float
    lon: float
    population: int


def entry(id: str) -> Entry | None:
    """The place under an id, None if there is none."""
    line = _line("gazetteer.tsv.gz", id)
    if line is None:
        return None
    name, kind, country, admin1, lat, lon, population = line.split("\t")
    return Entry(id, name, kind, country, admin1, float(lat), float(lon), int(population))


def ids(key: str) -> tuple[str, ...]:
    """The ids of the places that bear a key, best first; a looser key stands behind ``toponyms.FOLDED``."""
    line = _line("names.tsv.gz", key)
    return tuple(line.split(",")) if line is not None else ()


def _line(table: str, key: str) -> str | None:
    """What stands after ``key`` and a tab in a table, found in about twenty steps."""
    lines, wanted = _table(table), key.encode() + b"\t"
    if b"\n" in wanted or wanted.count(b"\t") > 1:
        return None
    low, high = 0, len(lines)
    while low < high:
        start = lines.rfind(b"\n", 0, (low + high) // 2) + 1
        end = lines.index(b"\n", start)
        if lines.startswith(wanted, start):
            return lines[start + len(wanted) : end].decode()
        if lines[start:end] < wanted:
            low = end + 1
        else:
            high = start
    return None


@cache
def _table(name: str) -> bytes:
    path = DATA / "places" / name
    try:
        return gzip.decompress(path.read_bytes())
    except FileNotFoundError as error:
        raise KnowledgeError(f"places/{name}: no such data file; reinstall, or run training/gazetteer.py") from error
