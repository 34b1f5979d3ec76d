"""How two actors stand to each other, as far as a match or a claim of responsibility depends on it.

Read from the ids (a state, its branches, their bodies) and the ``parent`` of whatever the knowledge
files know. A tie between patron and proxy is not kinship: it is a claim somebody makes.
"""

from __future__ import annotations

from functools import cache
from typing import Final, Literal

from sayso.knowledge.actors import actors, sectors

Kinship = Literal["same", "part", "compatriot", "other"]

ARMED: Final = frozenset({"REB", "PRM", "UAF", "CRM"})
"""Sectors of those who bear arms without the state: named after a country, but no part of it."""

ORGANS: Final = frozenset({"GOV", "MIL", "COP", "SPY", "LEG", "JUD"})
"""Sectors that speak and act for their state; rebels, civilians or firms do not."""


@cache
def lineage(id: str) -> tuple[str, ...]:
    """The actor and everything it is part of, nearest first: a command, its armed forces, the state.

    Of an armed group only itself and the body it belongs to: a state is not done to, and does not speak, when its
    militias are and do.
    """
    line: list[str] = []
    here: str | None = id
    while here is not None and here not in line and len(line) < (2 if _armed(id) else 9):
        line.append(here)
        here = _parent(here)
    return tuple(line)


def _parent(id: str) -> str | None:
    known = actors().get(id)
    first, *rest = id.split("-")
    branch = len(rest) == 1 and rest[0] in sectors()
    if branch:
        return None if _armed(id) else first
    if known is not None and known.parent is not None:
        return known.parent
    # A state, or a group named by the country it is based in: an address, not a parent.
    return "-".join([first, *rest[:-1]]) if len(rest) > 1 else None


def _armed(id: str) -> bool:
    known = actors().get(id)
    sector = known.sector if known is not None else id.partition("-")[2]
    return sector in ARMED


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
    if a in lineage(b) or b in lineage(a) or _unnamed(a, b) or _unnamed(b, a):
        return "part"
    return "compatriot" if lineage(a)[-1] == lineage(b)[-1] else "other"


def _unnamed(some: str, one: str) -> bool:
    """True for "a militia of that country" beside a group based there: it may be the one."""
    country, _, sector = some.partition("-")
    state, _, group = one.partition("-")
    return sector in ARMED and country == state and bool(group) and group not in sectors() and state_of(one) is None


@cache
def speaks_for(voice: str, actor: str) -> bool:
    """True when the words of ``voice`` are the actor's own: it is the actor, part of it, or an organ of the same state."""
    if actor in lineage(voice):
        return True
    state = state_of(voice)
    return state is not None and state == state_of(actor)
