"""Who is known before reading: states, their branches and bodies, organisations and armed groups."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from sayso.knowledge.dates import active_between, check_dates
from sayso.knowledge.forms import spellings
from sayso.knowledge.rows import DATA, Kinds, Row, one_of, read_folder, read_rows
from sayso.knowledge.sectors import Sector
from sayso.knowledge.sectors import sectors as sectors

KINDS: Final = ("state", "branch", "body", "organization", "group")
_BASE: Final[Mapping[str, Kinds]] = {"id": str, "name": str, "kind": str, "aliases": list, "source": str}
_MORE: Final[Mapping[str, Kinds]] = {"weak_aliases": list, "parent": str, "first": str, "last": str}
_STATE: Final[Mapping[str, Kinds]] = {
    **_BASE, "adjectives": list, "people": list, "metonyms": list, "plover": str, "iso2": str,
}  # fmt: skip
_BODY: Final[Mapping[str, Kinds]] = {**_BASE, "country": str, "parent": str, "sector": str}
_GROUP: Final[Mapping[str, Kinds]] = {**_BASE, "country": str, "sector": str, "theatre": list}
_GRAMMAR: Final[Mapping[str, str]] = {
    "state": r"[A-Z]{3}",
    "branch": r"[A-Z]{3}-[A-Z]{3}",
    "body": r"[A-Z]{3}-[A-Z]{3}(-[A-Z0-9]{2,16})?",
    "organization": r"(IGO|NGO|MNC|MIL)-[A-Z0-9]{2,16}(-[A-Z0-9]{2,16})?",
    "group": r"[A-Z]{3}-[A-Z0-9]{2,16}(-[A-Z0-9]{1,16})?",
}


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who can do, suffer or say something.

    ``aliases`` may be matched anywhere; ``weak_aliases`` only where a name or alias of the actor stands in the
    same report. ``metonyms`` are places that stand for a government. ``first`` and ``last`` are written dates
    (see ``sayso.knowledge.dates``), None when not known or still active.
    """

    id: str
    name: str
    kind: str
    country: str | None
    source: str
    parent: str | None = None
    sector: str | None = None
    aliases: tuple[str, ...] = ()
    weak_aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    capital: str | None = None
    iso2: str | None = None
    plover: str | None = None
    first: str | None = None
    last: str | None = None
    theatre: tuple[str, ...] = ()

    def active_on(self, day: date) -> bool:
        """True unless the actor is known not to have existed yet, or no longer, on that day."""
        return active_between(self.first, self.last, day)


@cache
def actors() -> Mapping[str, Actor]:
    """Every actor by id: those written down, and a branch of each state for each sector (``XXX-MIL``).

    Raises KnowledgeError for any row that breaks its format, names an unknown state, sector or parent,
    or carries an id that does not fit its kind.
    """
    return load_actors(DATA)


@cache
def surface_forms() -> Mapping[str, tuple[str, ...]]:
    """Every name, alias and metonym, in each spelling the press uses, to the ids it can mean (ambiguity kept)."""
    return _index((actor.id, (actor.name, *actor.aliases, *actor.metonyms)) for actor in _written())


@cache
def weak_forms() -> Mapping[str, tuple[str, ...]]:
    """Weak aliases in each spelling to actor ids: trust one only where the actor is named in full elsewhere."""
    return _index((actor.id, actor.weak_aliases) for actor in _written())


@cache
def adjectives() -> Mapping[str, tuple[str, ...]]:
    """Adjectives of states ("Iraqi", "U.S.") to state ids."""
    return _index((actor.id, actor.adjectives) for actor in _written())


@cache
def peoples() -> Mapping[str, tuple[str, ...]]:
    """Nouns for people of a state ("Iraqis", "Briton") to state ids."""
    return _index((actor.id, actor.people) for actor in _written())


@cache
def load_actors(root: Path) -> Mapping[str, Actor]:
    """What ``actors`` gives, read from another data folder of the same layout."""
    known = sectors(root)
    state_rows = list(_rows(root, "state"))
    states = {row["id"]: _actor(row) for row in state_rows}
    found: dict[str, Actor] = {branch.id: branch for branch in _branches(states.values(), known)} | states
    rows = list(chain(_rows(root, "body"), _rows(root, "organization"), _rows(root, "group")))
    seen: dict[str, str] = {}
    for row in rows:
        if row["id"] in seen:
            raise row.fail(f"id {row['id']!r} stands already at {seen[row['id']]}; keep one")
        seen[row["id"]] = row.where
        found[row["id"]] = _actor(row)
    for row in chain(state_rows, rows):
        _check(row, found, frozenset(states), known)
    return MappingProxyType(found)


def _rows(root: Path, kind: str) -> Iterator[Row]:
    if kind == "state":
        rows = read_rows("actors/states.jsonl", _STATE, {**_MORE, "capital": str}, root=root)
    elif kind == "body":
        more = {key: kinds for key, kinds in _MORE.items() if key != "parent"}
        rows = read_rows("actors/branches.jsonl", _BODY, more, root=root)
    elif kind == "organization":
        rows = read_rows("actors/organizations.jsonl", {**_BASE, "sector": str}, {**_MORE, "country": str}, root=root)
    else:
        rows = read_folder("actors/groups", _GROUP, _MORE, root=root)
    for row in rows:
        if row["kind"] != kind:
            raise row.fail(f"kind {row['kind']!r} does not belong in this file, which holds kind {kind!r}")
        if not re.fullmatch(_GRAMMAR[kind], row["id"]):
            raise row.fail(f"id {row['id']!r} does not fit its kind; a {kind} id looks like {_GRAMMAR[kind]}")
        check_dates(row)
        yield row


def _actor(row: Row) -> Actor:
    lists = ("aliases", "weak_aliases", "adjectives", "people", "metonyms", "theatre")
    values: dict[str, Any] = {key: row.texts(key) if key in lists else row[key] for key in row}
    return Actor(**{"country": row["id"], **values} if row["kind"] == "state" else values)


def _branches(states: Iterable[Actor], known: Mapping[str, Sector]) -> Iterator[Actor]:
    for state in states:
        owner = f"{state.adjectives[0]} {{}}" if state.adjectives else f"{{}} of {state.name}"
        for sector in (one for one in known.values() if one.branch):
            yield replace(
                state, id=f"{state.id}-{sector.id}", name=owner.format(sector.name), kind="branch", parent=state.id,
                sector=sector.id, aliases=(), weak_aliases=(), adjectives=(), people=(), metonyms=(),
                capital=None, iso2=None, plover=None,
            )  # fmt: skip


def _check(row: Row, found: Mapping[str, Actor], states: frozenset[str], known: Mapping[str, Sector]) -> None:
    theatre = row.texts("theatre") if "theatre" in row else ()
    for country in (row["country"], *theatre) if row.get("country") else theatre:
        if country not in states:
            raise row.fail(f"{country!r} is not a state; {one_of(country, states)}")
    if row.get("sector") is not None and row["sector"] not in known:
        raise row.fail(f"sector {row['sector']!r} is not known; {one_of(row['sector'], known)}")
    if row["parent"] is not None and row["parent"] not in found:
        raise row.fail(f"parent {row['parent']!r} is no actor; {one_of(row['parent'], found)}")
    if row["kind"] in ("body", "group") and not row["id"].startswith(f"{row['country']}-"):
        raise row.fail(f"id {row['id']!r} must begin with its country, {row['country']}")
    if row["kind"] == "group" and row["id"].split("-")[1] in known:
        raise row.fail(f"id {row['id']!r} is that of a branch of the state; give the group another short name")
    if row["kind"] == "body" and row["id"].split("-")[1] != row["sector"]:
        raise row.fail(f"id {row['id']!r} must name its sector, {row['sector']}, in second place")


def _written() -> Iterator[Actor]:
    return (actor for actor in actors().values() if actor.kind != "branch")


def _index(forms: Iterable[tuple[str, Iterable[str]]]) -> Mapping[str, tuple[str, ...]]:
    index: dict[str, dict[str, None]] = {}
    for id_, written in forms:
        for form in chain.from_iterable(spellings(one) for one in written):
            index.setdefault(form, {})[id_] = None
    return MappingProxyType({form: tuple(ids) for form, ids in index.items()})
