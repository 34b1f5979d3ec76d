"""Which events matter most: seriousness first, then how much is said of them."""

from __future__ import annotations

import math
from datetime import date, timedelta

from sayso.analysis.voices import counts_as
from sayso.record import Known
from sayso.record.kin import state_of
from sayso.types import RUNGS, Event

SERIOUS = frozenset({"ASSAULT", "COERCE"})


def stamp(known: Known) -> date:
    """The day an assessment speaks for: the day asked for, or that of the latest report."""
    assert known.last_day is not None, "a finding rests on at least one report"
    return known.last_day


def happened(event: Event, known: Known) -> bool:
    """True when at least one statement tells the event as past or going on, not negated."""
    told = (known.by_id[ref.id] for ref in event.statements)
    return any(one.time in ("past", "ongoing") and not one.negated and one.firmness > 0 for one in told)


def serious(known: Known) -> list[Event]:
    """Attacks and coercion that happened, by date."""
    found = [event for event in known.events if event.claim.what in SERIOUS and happened(event, known)]
    return sorted(found, key=lambda event: (str(event.first or event.last or ""), event.id))


def weight(event: Event, known: Known) -> float:
    """How much an event weighs, in points: a point for each doubling of the independent voices that speak of it, half a point
    for each doubling of the dead and hurt, one for each state that is a party to it (two at most), and up to one for how far
    anybody has gone towards owning it.
    """
    voices = {counts_as(ref.voice, ref.report, known) for ref in event.statements}
    rung = max((RUNGS.index(step) for step in event.ladder.values()), default=0)
    owned = rung / (len(RUNGS) - 1)
    return math.log2(len(voices)) + math.log2(1 + casualties(event)) / 2 + min(2, len(_states(event))) + owned


def casualties(event: Event) -> int:
    """The dead and hurt of an event: the highest floor that a second voice reaches too, so that no one voice can inflate it."""
    total = 0
    for what in ("killed", "injured"):
        most: dict[str, int] = {}
        for reading in event.figures_history:
            if reading.what == what:
                who = reading.voice.actor or reading.voice.name
                most[who] = max(most.get(who, 0), reading.low or 0)
        total += sorted(most.values(), reverse=True)[: 2 if len(most) > 1 else 1][-1] if most else 0
    return total


def _states(event: Event) -> frozenset[str]:
    """The states that acted, were accused or had their people hit."""
    claim = event.claim
    ids = [
        *(each.accused.id for each in event.accusations),
        *(party.id for party in (claim.actor, claim.target) if party is not None),
        *(each.of for each in event.figures_history if each.high != 0),
    ]
    return frozenset(state for id_ in ids if id_ and (state := state_of(id_) or id_.split("-")[0]) and len(state) == 3)


def leading(known: Known, most: int | None = None) -> tuple[str, ...]:
    """Ids of the weightiest serious events, the weightiest first; ``most`` None: all of them."""
    ranked = sorted(serious(known), key=lambda event: weight(event, known), reverse=True)
    return tuple(event.id for event in ranked[:most])


MATERIAL = frozenset({"ASSAULT", "COERCE", "AID", "MOBILIZE", "RETREAT", "SANCTION", "PROTEST", "THREATEN", "CONCEDE"})
BACKGROUND = timedelta(days=60)
"""Events that ended longer than this before the first report are background."""


def notable(known: Known) -> list[Event]:
    """The events a brief shows, by date: material or threatened, of the time the reports cover, and more than a passing mention.

    A passing mention is a single statement without a figure, a named actor or a place more precise than a country.
    """
    if not known.reports:
        return []
    begin = min(report.published for report in known.reports.values()) - BACKGROUND
    found = [
        event for event in known.events if event.claim.what in MATERIAL and not _old(event, begin) and _substantial(event, known)
    ]
    return sorted(found, key=lambda event: (str(event.first or event.last or ""), event.id))


def _old(event: Event, begin: date) -> bool:
    day = event.last or event.first
    return day is not None and day < begin


def _substantial(event: Event, known: Known) -> bool:
    told = [known.by_id[ref.id] for ref in event.statements]
    if event.claim.what != "THREATEN" and not happened(event, known) and not event.accusations:
        return False
    if len(told) > 1:
        return True
    claim = event.claim
    placed = claim.where is not None and claim.where.precision in ("site", "locality", "sea")
    return bool(event.figures_history) or (
        claim.actor is not None and claim.actor.id is not None and (placed or claim.target is not None)
    )
