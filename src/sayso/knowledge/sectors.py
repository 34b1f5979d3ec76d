"""The parts of a society an actor can belong to: government, military, rebels, police, civilians and so on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType

from sayso.knowledge.rows import DATA, read_rows


@dataclass(frozen=True, slots=True)
class Sector:
    """A part of a society, by PLOVER code and name; ``branch`` is True when every state has one of it."""

    id: str
    name: str
    branch: bool
    source: str


@cache
def sectors(root: Path = DATA) -> Mapping[str, Sector]:
    """The sectors by PLOVER code: ``MIL`` is "military". Raises KnowledgeError for a row that breaks the format."""
    rows = read_rows("sectors.jsonl", {"id": str, "name": str, "branch": bool, "source": str}, root=root)
    return MappingProxyType({row["id"]: Sector(**row) for row in rows})
