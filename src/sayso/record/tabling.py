"""The events of a snapshot as an ``EventTable``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from sayso.knowledge.actors import actors
from sayso.record.kin import state_of
from sayso.record.known import Known
from sayso.table import QUAD_OF, EventTable
from sayso.types import Event, Figure, Party

CAMEO: Final[Mapping[str, str]] = {
    "AGREE": "03", "CONSULT": "04", "SUPPORT": "05", "CONCEDE": "08", "COOPERATE": "06", "AID": "07", "RETREAT": "087",
    "REQUEST": "10", "ACCUSE": "11", "REJECT": "12", "THREATEN": "13", "PROTEST": "14", "SANCTION": "16", "MOBILIZE": "15",
    "COERCE": "17", "ASSAULT": "18",
}  # fmt: skip
"""PLOVER category to the CAMEO code it comes nearest to."""

INTENSITY: Final[Mapping[str, float]] = {
    "01": 0.0, "02": 3.0, "03": 4.0, "04": 1.0, "05": 3.5, "06": 6.0, "07": 7.0, "08": 5.0, "09": -2.0, "10": -5.0, "11": -2.0,
    "12": -4.0, "13": -6.0, "14": -6.5, "15": -7.2, "16": -4.0, "17": -7.0, "18": -9.0, "19": -10.0, "20": -10.0,
}  # fmt: skip
"""CAMEO root code to its value on Goldstein's scale (1992), as extended to CAMEO by its authors: −10 conflict … 10 cooperation."""


def table(known: Known) -> EventTable:
    """One row an event, by first possible day; judgements on no event are left out.

    ``known`` is the day an event was first published. An event without any day takes that day as ``first`` and
    ``last``; one bounded on one side only takes that bound for both.
    """
    return EventTable.of([_row(known, event) for event in known.events if event.claim.what is not None])


def coded(what: str | None) -> dict[str, Any]:
    """The columns that follow from a PLOVER category: ``plover``, ``cameo``, ``quad``, ``intensity``."""
    if what is None:
        return {}
    cameo = CAMEO[what]
    return {"plover": what, "cameo": cameo, "quad": QUAD_OF[what], "intensity": INTENSITY[cameo[:2]]}


def _row(known: Known, event: Event) -> dict[str, Any]:
    claim = event.claim
    where = claim.where
    reports = [known.reports[ref.report] for ref in event.statements]
    published = min(report.published for report in reports)
    sources = sorted({report.outlet or report.id for report in reports})
    low, best, high = deaths(claim.figures.get("killed", ()))
    row: dict[str, Any] = {
        "key": event.id, "dataset": "record", "known": published,
        "first": event.first or event.last or published, "last": event.last or event.first or published,
        "deaths_low": low, "deaths_best": best, "deaths_high": high,
        "sources": "; ".join(sources), "source_count": len(sources),
    }  # fmt: skip
    if where is not None:
        row |= {"place": where.name, "place_country": where.country, "lat": where.lat, "lon": where.lon}
        row["precision"] = where.precision
    return row | coded(claim.what) | _party("actor", claim.actor) | _party("target", claim.target or claim.recipient)


def _party(side: str, party: Party | None) -> dict[str, Any]:
    if party is None:
        return {}
    country, kind = who(party.id) if party.id is not None else (None, None)
    return {f"{side}_text": party.name, side: party.id, f"{side}_country": country, f"{side}_kind": kind}


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
