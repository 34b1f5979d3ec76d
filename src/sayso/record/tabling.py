"""The events of a snapshot as an ``EventTable``."""

from __future__ import annotations

from typing import Any

from sayso.knowledge.actors import actors
from sayso.record.kin import state_of
from sayso.record.known import Known
from sayso.table import EventTable, coded
from sayso.types import Event, Figure, Party


def table(known: Known) -> EventTable:
    """One row an event, by first possible day; judgements on no event are left out."""
    return EventTable.of(_row(known, event) for event in known.events if event.claim.what is not None)


def _row(known: Known, event: Event) -> dict[str, Any]:
    claim = event.claim
    where = claim.where
    reports = [known.reports[ref.report] for ref in event.statements]
    low, best, high = deaths(claim.figures.get("killed", ()))
    row: dict[str, Any] = {
        "key": event.id, "first": event.first, "last": event.last, "published": min(report.published for report in reports),
        "mode": claim.mode, "deaths_low": low, "deaths_best": best, "deaths_high": high,
        "sources": sorted({report.outlet or report.id for report in reports}), "origin": "record",
    }  # fmt: skip
    if where is not None:
        row |= {"place": where.name, "place_id": where.id, "country": where.country, "lat": where.lat, "lon": where.lon}
        row["precision"] = where.precision
    return row | coded(claim.what) | _party("actor", claim.actor) | _party("target", claim.target or claim.recipient)


def _party(side: str, party: Party | None) -> dict[str, Any]:
    if party is None:
        return {}
    country, kind = who(party.id) if party.id is not None else (None, None)
    return {side: party.name, f"{side}_id": party.id, f"{side}_country": country, f"{side}_kind": kind}


def who(id: str) -> tuple[str | None, str | None]:
    """Country and kind of an actor: ``state``, or the PLOVER sector it belongs to."""
    known = actors().get(id)
    first, _, rest = id.partition("-")
    country = first if len(first) == 3 else None
    if not rest:
        return country, "state" if state_of(id) == id else None
    sector = known.sector if known is not None and known.sector else rest.partition("-")[0]
    return country, sector


def deaths(figures: tuple[Figure, ...]) -> tuple[int | None, int | None, int | None]:
    """Low, best and high of the figures that stand: the whole where one is given, else the sum over groups of people.

    Best is a bound given as both low and high; else the only bound there is ("at least 14": 14, "up to 110": 110).
    """
    if not figures:
        return None, None, None
    counted = [figure for figure in figures if figure.of is None] or list(figures)
    lows, highs = [figure.low for figure in counted], [figure.high for figure in counted]
    low = sum(bound or 0 for bound in lows) if any(bound is not None for bound in lows) else None
    high = None if None in highs else sum(bound or 0 for bound in highs)
    best = sum((figure.low if figure.low else figure.high) or 0 for figure in counted)
    return low, best, high
