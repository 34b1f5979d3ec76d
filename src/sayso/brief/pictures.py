"""What the charts of a brief draw, taken from its events."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from sayso.brief.charts.picture import NO_PLACE, Basemap, Climb, Mark, Reading, Series, Step
from sayso.brief.ledger import Ledger, in_order, span
from sayso.brief.visible import oneline
from sayso.brief.words import bounds, days, heading
from sayso.types import RUNGS, Assessment, Event, FigureReading, Statement


def marks(ledger: Ledger, basemap: Basemap) -> tuple[Mark, ...]:
    """A mark per event, the most important first: those that headlines speak of, then those most spoken of."""
    countries = _countries(basemap)
    headlined = {ident for each in ledger.brief.assessments if each.headline for ident in _events_of(each)}
    drawn = [_mark(event, countries, ledger) for event in in_order(ledger.brief.events)]
    voices = {event.id: len(event.statements) for event in ledger.brief.events}
    return tuple(sorted(drawn, key=lambda mark: (mark.id not in headlined, not mark.happened, -voices[mark.id])))


def _countries(basemap: Basemap) -> dict[str, str]:
    """Country code → name; of outlines that share a code, the one drawn with most detail, the mainland, names it."""
    by_detail = sorted(basemap, key=lambda outline: sum(map(len, outline[2])))
    return {iso3: oneline(name) for iso3, name, _ in by_detail if iso3}


def _events_of(assessment: Assessment) -> set[str]:
    return {row.event for row in assessment.rows if row.event} | ({assessment.subject} if assessment.subject else set())


def _mark(event: Event, countries: Mapping[str, str], ledger: Ledger) -> Mark:
    where, (first, last) = event.claim.where, span(event)
    return Mark(
        id=event.id,
        href=f"#{ledger.event_anchors[event.id]}",
        title=_undated(ledger.titles[event.id]),
        category=event.claim.what,
        lane=lane(event, countries, ledger),
        first=first,
        last=last,
        rung=max(event.ladder.values(), key=RUNGS.index, default=None),
        place=oneline(where.name) if where else None,
        lat=where.lat if where else None,
        lon=where.lon if where else None,
        precision=where.precision if where else None,
        answers=event.answers,
        happened=any(_as_happened(ledger.brief.statements[ref.id]) for ref in event.statements),
    )


def _as_happened(statement: Statement) -> bool:
    return statement.time in ("past", "ongoing", "historical") and not statement.negated


_DATE_AT_END = re.compile(
    r",\s+undated(?: \([^()]*\))?$|,\s+(?:by |from |in )?(?:[\d\s–-]|January|February|March|April|May|June|July|August|September|October|November|December)+$"
)


def _undated(title: str) -> str:
    """The title without a date at its end: the chart says when."""
    return _DATE_AT_END.sub("", title) or title


def lane(event: Event, countries: Mapping[str, str], ledger: Ledger) -> str:
    """The theatre an event belongs to: its country, else the sea or place named, else the country of who acts."""
    where, actor = event.claim.where, event.claim.actor

    def country(code: str) -> str | None:
        return ledger.actor(code) if code in ledger.brief.actors else countries.get(code)

    if where is not None:
        return (country(where.country) or oneline(where.country)) if where.country else oneline(where.name)
    if actor is not None and actor.id:
        return country(actor.id.split("-")[0]) or NO_PLACE
    return NO_PLACE


def figure_series(event: Event, ledger: Ledger) -> tuple[Series, ...]:
    """The figures of an event that were given more than once and not always the same."""
    groups: dict[tuple[str, str], list[FigureReading]] = defaultdict(list)
    for reading in event.figures_history:
        groups[reading.what, reading.of or ""].append(reading)
    out: list[Series] = []
    for (what, of), readings in sorted(groups.items()):
        if len({(each.low, each.high) for each in readings}) > 1:
            whose = f", {ledger.actor(of)}" if of else ""
            ordered = sorted(readings, key=lambda each: (each.published, ledger.cite(each.statement)))
            name = f"{heading(oneline(what))}{whose}: {ledger.titles[event.id]}"
            out.append(Series(name, tuple(_reading(each, ledger) for each in ordered)))
    return tuple(out)


def _reading(reading: FigureReading, ledger: Ledger) -> Reading:
    n = ledger.cite(reading.statement)
    voice = reading.voice
    who = voice.actor or voice.name.casefold()
    return Reading(reading.published, reading.low, reading.high, bounds(reading), oneline(voice.name), who, n, f"#q-{n}")


def climbs(events: Sequence[Event], ledger: Ledger) -> tuple[Climb, ...]:
    """Every actor on a claim ladder with its rungs in order of time; the most events first, then by name."""
    steps: dict[str, list[Step]] = defaultdict(list)
    for order, event in enumerate(in_order(tuple(events))):
        for actor, rung in event.ladder.items():
            when, href = days(*span(event)), f"#{ledger.event_anchors[event.id]}"
            steps[actor].append(Step(ledger.titles[event.id], href, when, order, rung))
    ranked = sorted(steps.items(), key=lambda climb: (-len(climb[1]), climb[0]))
    return tuple(Climb(ledger.actor(actor), tuple(listed)) for actor, listed in ranked)
