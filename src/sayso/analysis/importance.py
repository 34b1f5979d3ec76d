"""Which events matter most: seriousness first, then how much is said of them."""

from __future__ import annotations

from datetime import date

from sayso.record import Known
from sayso.types import Event

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


def weight(event: Event) -> tuple[int, int, int]:
    """How much an event weighs: reports that speak of it, the dead at least, all statements."""
    dead = [reading.low or 0 for reading in event.figures_history if reading.what == "killed"]
    return (len({ref.report for ref in event.statements}), max(dead, default=0), len(event.statements))


def leading(known: Known, most: int) -> frozenset[str]:
    """Ids of the weightiest serious events."""
    ranked = sorted(serious(known), key=weight, reverse=True)
    return frozenset(event.id for event in ranked[:most])
