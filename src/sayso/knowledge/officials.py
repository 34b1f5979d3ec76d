"""Who holds which office, and when: one row for each person in each office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from sayso.knowledge.actors import load_actors
from sayso.knowledge.dates import active_between, check_dates
from sayso.knowledge.rows import DATA, one_of, read_folder


@dataclass(frozen=True, slots=True)
class Official:
    """A person in an office of an actor; ``first`` and ``last`` are written dates, ``last`` None while in office."""

    id: str
    name: str
    aliases: tuple[str, ...]
    office: str
    actor: str
    country: str | None
    first: str | None
    last: str | None
    source: str

    def active_on(self, day: date) -> bool:
        """True unless the person is known not to have held the office yet, or no longer, on that day."""
        return active_between(self.first, self.last, day)


@cache
def officials() -> tuple[Official, ...]:
    """Every person-office, files by name and rows in order. Raises KnowledgeError for a row that breaks the format."""
    return load_officials(DATA)


@cache
def load_officials(root: Path) -> tuple[Official, ...]:
    """What ``officials`` gives, read from another data folder of the same layout."""
    known = load_actors(root)
    states = [actor.id for actor in known.values() if actor.kind == "state"]
    required = {"id": str, "name": str, "aliases": list, "office": str, "actor": str, "source": str}
    optional = {"country": str, "first": str, "last": str}
    found = []
    for row in read_folder("officials", required, optional, unique=("id", "office", "first"), root=root):
        check_dates(row)
        if row["actor"] not in known:
            raise row.fail(f"actor {row['actor']!r} is not known; {one_of(row['actor'], known)}")
        if row["country"] is not None and row["country"] not in states:
            raise row.fail(f"country {row['country']!r} is not a state; {one_of(row['country'], states)}")
        values = {key: row[key] for key in (*required, *optional) if key != "aliases"}
        found.append(Official(**values, aliases=row.texts("aliases")))
    return tuple(found)
