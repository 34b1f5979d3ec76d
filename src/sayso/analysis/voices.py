"""Independent voices: two officials of one government are one voice, a copy of a wire is no second source."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sayso.knowledge.actors import actors
from sayso.knowledge.outlets import find_outlet
from sayso.record import Known
from sayso.record.kin import state_of
from sayso.types import Accusation, Statement, Voice

GRADE_WEIGHT = {"A": 1.0, "B": 0.9, "C": 0.7, "D": 0.5, "E": 0.3, "F": 0.6}
"""How much a voice of an Admiralty grade adds; F ("cannot be judged") stands in the middle."""


@dataclass(frozen=True, slots=True)
class Independent:
    """One independent voice with the firmest thing it said: ``key`` is who it counts as."""

    key: str
    voice: Voice
    firmness: int
    weight: float
    interested: bool
    statements: tuple[str, ...]


def counts_as(voice: Voice, report: str, known: Known) -> str:
    """Whom a voice counts as: its state or group, else its name; an unnamed one counts once for each original report."""
    if voice.actor is not None:
        return state_of(voice.actor) or voice.actor
    if voice.kind in ("unnamed", "outlet", "author"):
        return f"{voice.kind} in {known.copies.get(report, report)}"
    return voice.name.casefold()


def is_interested(voice: Voice, accused: str | None, target: str | None) -> bool:
    """True when the voice belongs to a party: the accused, the one hit, or a state or group of either."""
    mine = _party(voice.actor)
    return mine is not None and mine in (_party(accused), _party(target))


def _party(id_: str | None) -> str | None:
    return state_of(id_) or id_ if id_ else None


def side_of(id_: str | None) -> str | None:
    """Whom an accused counts as: its state if it is that state or its government or forces at large, else itself.

    "USA-MIL" is USA. A body with a name of its own stays itself, and so do rebels, who are nobody's organ.
    """
    at_large = id_ is not None and id_.count("-") < 2
    return _party(id_) if at_large else id_


def unidentified(id_: str | None) -> bool:
    """True for "gunmen" and their like, who are an actor of a country but no answer to who did it."""
    actor = actors().get(id_) if id_ else None
    return actor is not None and actor.sector == "UAF"


def independent(accusations: Iterable[Accusation], target: str | None, known: Known) -> list[Independent]:
    """The independent voices behind some accusations of one actor, the weightiest first."""
    groups: dict[str, list[Accusation]] = {}
    for each in accusations:
        groups.setdefault(counts_as(each.voice, each.report, known), []).append(each)
    found = []
    for key, said in groups.items():
        firmest = max(said, key=lambda each: (abs(each.firmness), each.published))
        interested = is_interested(firmest.voice, firmest.accused.id, target)
        weight = _grade(firmest, known) * (0.5 if interested else 1.0)
        ids = tuple(dict.fromkeys(each.statement for each in said))
        found.append(Independent(key, firmest.voice, firmest.firmness, weight, interested, ids))
    return sorted(found, key=lambda one: (-one.weight * abs(one.firmness), one.key))


def worth(statement: Statement, known: Known) -> float:
    """What a statement is worth as evidence, 0…4: the weight of its outlet's grade times how firmly it is put."""
    return _grade(statement, known) * (1 + abs(statement.firmness))


def speaks_as(statement: Statement, known: Known) -> str:
    """Whom the voice of a statement counts as, the same for two officials of one government."""
    return counts_as(statement.voice, statement.report, known)


def _grade(said: Accusation | Statement, known: Known) -> float:
    report = known.reports[said.report]
    outlet = find_outlet(report.outlet) if report.outlet else None
    return GRADE_WEIGHT[outlet.admiralty if outlet else "F"]
