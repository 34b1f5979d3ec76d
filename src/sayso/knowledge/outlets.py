"""News outlets: who publishes, who owns them, and how far each is trusted by default."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from sayso.knowledge.actors import load_actors
from sayso.knowledge.forms import plain
from sayso.knowledge.rows import DATA, one_of, read_rows

KINDS: Final = (
    "agency", "newspaper", "broadcaster", "magazine", "government", "party", "group", "think-tank", "ngo", "blog",
)  # fmt: skip
ADMIRALTY: Final = ("A", "B", "C", "D", "E", "F")


@dataclass(frozen=True, slots=True)
class Outlet:
    """A publisher. ``admiralty`` is its reliability, A (reliable) to F (cannot be judged); ``agency`` is True for wires.

    ``owner`` is the actor it belongs to or speaks for, None if it is nobody's mouthpiece.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    country: str | None
    kind: str
    admiralty: str
    owner: str | None
    agency: bool
    source: str


@cache
def outlets() -> Mapping[str, Outlet]:
    """Every outlet by id. Raises KnowledgeError for a row that breaks the format."""
    return load_outlets(DATA)


def find_outlet(name: str) -> Outlet | None:
    """The outlet of that name, alias or id, whatever its case, accents, hyphens and leading "the"; None if unknown."""
    return _by_name().get(_key(name))


@cache
def load_outlets(root: Path) -> Mapping[str, Outlet]:
    """What ``outlets`` gives, read from another data folder of the same layout."""
    known = load_actors(root)
    states = [actor.id for actor in known.values() if actor.kind == "state"]
    required = {"id": str, "name": str, "aliases": list, "kind": str, "admiralty": str, "agency": bool, "source": str}
    optional = {"country": str, "owner": str}
    found: dict[str, Outlet] = {}
    seen: dict[str, str] = {}
    for row in read_rows("outlets.jsonl", required, optional, root=root):
        for key, allowed in (("kind", KINDS), ("admiralty", ADMIRALTY)):
            if row[key] not in allowed:
                raise row.fail(f"{key} {row[key]!r} is not known; {one_of(row[key], allowed)}")
        if row["owner"] is not None and row["owner"] not in known:
            raise row.fail(f"owner {row['owner']!r} is no actor; {one_of(row['owner'], known)}")
        if row["country"] is not None and row["country"] not in states:
            raise row.fail(f"country {row['country']!r} is not a state; {one_of(row['country'], states)}")
        for form in {_key(form) for form in (row["name"], row["id"], *row.texts("aliases"))}:
            if form in seen:
                raise row.fail(f"the name {form!r} is taken by the outlet at {seen[form]}")
            seen[form] = row.where
        found[row["id"]] = Outlet(**{**row, "aliases": row.texts("aliases")})
    return MappingProxyType(found)


@cache
def _by_name() -> Mapping[str, Outlet]:
    return {_key(form): outlet for outlet in outlets().values() for form in (outlet.name, outlet.id, *outlet.aliases)}


def _key(name: str) -> str:
    return plain(name).removeprefix("the ")
