"""Nouns that say what somebody is: with a state's adjective, "American troops" is a branch of that state."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Final

from sayso.knowledge.rows import DATA, one_of, read_rows
from sayso.knowledge.sectors import sectors

KINDS: Final = ("collective", "person", "body")


@dataclass(frozen=True, slots=True)
class Role:
    """One meaning, its nouns (singular and plural, UK and US spelling) and the sector it puts somebody in.

    ``kind`` is ``person`` for nouns that count people one by one, ``collective`` for those that do not
    ("troops", "militia"), ``body`` for institutions ("police", "ministry").
    """

    id: str
    nouns: tuple[str, ...]
    sector: str
    kind: str
    source: str


@cache
def roles() -> tuple[Role, ...]:
    """Every role, in file order. Raises KnowledgeError for a row that breaks the format."""
    return load_roles(DATA)


@cache
def role_nouns() -> Mapping[str, Role]:
    """Each role noun, lower case, to its one role; nouns may be several words ("service members")."""
    return MappingProxyType({noun.lower(): role for role in roles() for noun in role.nouns})


def load_roles(root: Path) -> tuple[Role, ...]:
    """What ``roles`` gives, read from another data folder of the same layout."""
    known = sectors(root)
    seen: dict[str, str] = {}
    found = []
    for row in read_rows("roles.jsonl", {"id": str, "nouns": list, "sector": str, "kind": str, "source": str}, root=root):
        if row["sector"] not in known:
            raise row.fail(f"sector {row['sector']!r} is not known; {one_of(row['sector'], known)}")
        if row["kind"] not in KINDS:
            raise row.fail(f"kind {row['kind']!r} is not known; {one_of(row['kind'], KINDS)}")
        for noun in row.texts("nouns"):
            if noun.lower() in seen:
                raise row.fail(f"noun {noun!r} stands already at {seen[noun.lower()]}; a noun belongs to one role")
            seen[noun.lower()] = row.where
        found.append(Role(row["id"], row.texts("nouns"), row["sector"], row["kind"], row["source"]))
    return tuple(found)
