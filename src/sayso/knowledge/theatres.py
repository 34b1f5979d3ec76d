"""Theatres: regions in which a conflict is fought, by dated membership of countries, areas and seas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from sayso.knowledge.actors import load_actors
from sayso.knowledge.dates import active_between, check_dates
from sayso.knowledge.rows import DATA, Row, one_of, read_rows

FILE = "theatres.jsonl"
SIDES = ("south", "west", "north", "east")


@dataclass(frozen=True, slots=True)
class Membership:
    """A country, or a box of degrees (within it, or at sea when ``country`` is None), as part of a theatre for a time."""

    theatre: str
    name: str
    country: str | None
    box: tuple[float, float, float, float] | None
    """South, west, north, east, in degrees, edges included."""
    first: str | None
    last: str | None
    source: str

    def holds(self, country: str | None, lat: float | None, lon: float | None, day: date) -> bool:
        """True when an event in that country, at that place, on that day belongs here. A box needs a place to be told."""
        if not active_between(self.first, self.last, day) or self.country != country:
            return False
        if self.box is None:
            return True
        if lat is None or lon is None:
            return False
        south, west, north, east = self.box
        return south <= lat <= north and west <= lon <= east


Theatres = Sequence[Membership]


def theatre_of(country: str | None, lat: float | None, lon: float | None, day: date, among: Theatres | None = None) -> str | None:
    """The name of the theatre of an event: that of the first membership that holds it, else its country's code, else None."""
    found = next((each for each in (theatres() if among is None else among) if each.holds(country, lat, lon, day)), None)
    return found.name if found is not None else country


def theatres() -> tuple[Membership, ...]:
    """Every membership, in file order, which decides. Raises KnowledgeError for a row that breaks the format."""
    return load_theatres(DATA / FILE)


@cache
def load_theatres(path: Path) -> tuple[Membership, ...]:
    """What ``theatres`` gives, read from a file of your own in the same format. Raises KnowledgeError."""
    required: dict[str, Any] = {"theatre": str, "name": str, "source": str}
    optional: dict[str, Any] = {"country": str, "first": str, "last": str, **dict.fromkeys(SIDES, float)}
    names: dict[str, str] = {}
    found = []
    for row in read_rows(path.name, required, optional, root=path.parent):
        check_dates(row)
        if names.setdefault(row["theatre"], row["name"]) != row["name"]:
            raise row.fail(
                f"theatre {row['theatre']!r} is called {names[row['theatre']]!r} above and {row['name']!r} here; keep one"
            )
        country = row["country"]
        if country is not None and (country not in load_actors(DATA) or len(country) != 3):
            raise row.fail(
                f"country {country!r} is not known; {one_of(country, [id_ for id_ in load_actors(DATA) if len(id_) == 3])}"
            )
        found.append(Membership(row["theatre"], row["name"], country, _box(row), row["first"], row["last"], row["source"]))
    return tuple(found)


def _box(row: Row) -> tuple[float, float, float, float] | None:
    given = [row[side] for side in SIDES]
    if all(each is None for each in given):
        if row["country"] is None:
            raise row.fail("a row needs a country, a box (south, west, north, east), or both")
        return None
    if any(each is None for each in given):
        raise row.fail("a box needs all of south, west, north and east, in degrees")
    south, west, north, east = given
    if not (-90 <= south < north <= 90 and -180 <= west < east <= 180):
        raise row.fail(f"no box on the globe: south {south}, west {west}, north {north}, east {east}")
    return float(south), float(west), float(north), float(east)
