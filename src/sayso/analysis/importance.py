"""Which events matter most: seriousness first, then how much is said of them."""

from __future__ import annotations

from datetime import date, timedelta

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
