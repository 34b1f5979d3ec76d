"""How two actors stand to each other, as far as a match or a claim of responsibility depends on it.

Read from the ids (a state, its branches, their bodies) and the ``parent`` of whatever the knowledge
files know. A tie between patron and proxy is not kinship: it is a claim somebody makes.
"""

from __future__ import annotations

from functools import cache
from typing import Final, Literal

from sayso.knowledge.actors import actors, sectors

Kinship = Literal["same", "part", "compatriot", "other"]

ORGANS: Final = frozenset({"GOV", "MIL", "COP", "SPY", "LEG", "JUD"})
"""Sectors that speak and act for their state; rebels, civilians or firms do not."""


@cache
def lineage(id: str) -> tuple[str, ...]:
    """The actor and everything it is part of, nearest first: a command, its armed forces, the state."""
    line: list[str] = []
    here: str | None = id
    while here is not None and here not in line:
        line.append(here)
        here = _parent(here)
    return tuple(line)


def _parent(id: str) -> str | None:
    known = actors().get(id)
    if known is not None and known.parent is not None:
        return known.parent
    first, *rest = id.split("-")
    if not rest or (len(rest) == 1 and rest[0] not in sectors()):
        # A state, or a group named by the country it is based in: an address, not a parent.
        return None
    return "-".join([first, *rest[:-1]])


@cache
def state_of(id: str) -> str | None:
    """The state an actor acts for: itself, or the state it is an organ of; None for everybody else."""
    top = lineage(id)[-1]
    if "-" in top or len(top) != 3:
        return None
    return top if id == top or set(id.split("-")[1:2]) & ORGANS else None


@cache
def kinship(a: str, b: str) -> Kinship:
    """``same``, ``part`` (either belongs to the other), ``compatriot`` (organs or people of one state) or ``other``."""
    if a == b:
        return "same"
    if a in lineage(b) or b in lineage(a):
        return "part"
    return "compatriot" if lineage(a)[-1] == lineage(b)[-1] else "other"


@cache
def speaks_for(voice: str, actor: str) -> bool:
    """True when the words of ``voice`` are the actor's own: it is the actor, part of it, or an organ of the same state."""
    if actor in lineage(voice):
        return True
    state = state_of(voice)
    return state is not None and state == state_of(actor)
