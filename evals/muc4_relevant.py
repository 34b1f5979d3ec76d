"""Which events are incidents in MUC-4's sense (template-doc-part1.v7, 1.0): violence that is no fighting between armed sides, in or
of one of nine countries, recent, and told with its target or its nature."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from evals.muc4_names import head
from evals.muc4_slots import sets
from sayso.knowledge.actors import actors
from sayso.types import Statement

Names = frozenset[str]
RECENT = timedelta(days=62)
TELLING = frozenset({"BOMBING", "KIDNAPPING", "ARSON", "HIJACKING"})
ARMED = frozenset({"MIL", "COP", "REB", "PRM", "UAF", "CRM"})


def relevant(
    kind: str, slots: dict[str, tuple[Names, ...]], told: Sequence[Statement], last: date | None, published: date
) -> bool:
    """True for an incident that the conference's database takes."""
    if last is not None and last < published - RECENT:
        return False
    targets = [*slots["hum tgt"], *slots["phys tgt"]]
    if targets and all(military(said, told) for said in targets):
        return False
    return bool(targets) or kind in TELLING


def military(said: Names, told: Sequence[Statement]) -> bool:
    """True for a target that bears arms or belongs to those who do."""
    words = {head(word).lower() for name in said for word in re.findall(r"[\w'-]+", name)}
    if words & set(sets()["military"].split()):
        return not words & {"retired", "former", "ex"}
    parties = [one.claim.target for one in told if one.claim.target is not None and one.claim.target.name in said]
    return any((actor := actors().get(party.id or "")) is not None and actor.sector in ARMED - {"COP"} for party in parties)


def of_interest(told: Sequence[Statement]) -> bool:
    """True when a place, target or doer of a report belongs to one of the nine countries, or none of them is known."""
    found = set()
    for one in told:
        claim = one.claim
        if claim.where is not None and claim.where.country is not None:
            found.add(claim.where.country)
        for party in (claim.actor, claim.target):
            actor = actors().get(party.id or "") if party is not None else None
            if actor is not None and actor.country is not None:
                found.add(actor.country)
    return not found or bool(found & set(sets()["countries"]))
