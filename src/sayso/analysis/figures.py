"""Figures over time: what was said of the dead, the injured and the missing, by whom, and how it changed."""

from __future__ import annotations

from itertools import groupby

from sayso.analysis.importance import leading, serious, stamp
from sayso.analysis.wording import actor_name, capital, counted, dated, event_words
from sayso.record import Known
from sayso.types import Assessment, Event, FigureReading, Row

METHOD = (
    "Every figure as given, by day of publication. The latest figure is the last one published; the range is the lowest "
    "and the highest bound anyone gave. Figures are never averaged."
)
CAVEATS = ("A toll counts what had been reported by then; the last figure need not be the best.",)
TOLL = ("killed", "injured", "missing", "captured")
WORDS = {"killed": "killed", "injured": "injured", "missing": "missing", "captured": "captured"}


def figures(known: Known) -> list[Assessment]:
    """One assessment per serious event and kind of toll with at least one figure; revised ones are headlines."""
    top = _most_revised(known)
    found = []
    for event in serious(known):
        history = sorted((r for r in event.figures_history if r.what in TOLL), key=lambda r: (TOLL.index(r.what), r.published))
        for what, readings in groupby(history, key=lambda reading: reading.what):
            found.append(_assess(event, what, list(readings), known, event.id in top))
    return found


def _most_revised(known: Known) -> frozenset[str]:
    """The few weighty events whose toll was given in most different ways: their figures are headlines."""
    weighty = leading(known, 8)
    ways = {
        e.id: len({(r.what, r.low, r.high) for r in e.figures_history if r.what in TOLL})
        for e in serious(known)
        if e.id in weighty
    }
    return frozenset(sorted(ways, key=lambda id_: (-ways[id_], id_))[:3])


def _assess(event: Event, what: str, readings: list[FigureReading], known: Known, top: bool) -> Assessment:
    changed = len({(reading.low, reading.high) for reading in readings}) > 1
    lows = [reading.low if reading.low is not None else 0 for reading in readings]
    highs = [reading.high if reading.high is not None else reading.low or 0 for reading in readings]
    rows = tuple(_row(reading) for reading in readings)
    return Assessment(
        name="figures", question=f"How many were {WORDS[what]}: {event.title}?", finding=_finding(event, what, readings, changed),
        as_of=stamp(known), method=METHOD,
        evidence=tuple(dict.fromkeys(reading.statement for reading in readings)), subject=event.id,
        value=_bounds(readings[-1]), interval=(float(min(lows)), float(max(highs))) if changed else None,
        caveats=("Figures may count different groups of people; the column “of” says whose.",) if len({r.of for r in readings}) > 1 else CAVEATS,
        columns=("Published", "Figure", "Of", "Who says so"), rows=rows, headline=top and len({(r.low, r.high) for r in readings}) > 2,
    )  # fmt: skip


def _finding(event: Event, what: str, readings: list[FigureReading], changed: bool) -> str:
    last = readings[-1]
    text = (
        f"{capital(_bounds(last))} {WORDS[what]} is the latest figure for {event_words(event)}, "
        f"given by {last.voice.name} on {dated(last.published)}."
    )
    if not changed:
        return text
    first = readings[0]
    days = (last.published - first.published).days
    since = f" {counted(days, 'day')} earlier" if days else " the same day"
    return text + f" The first figure on record was {_bounds(first)}, given by {first.voice.name}{since}."


def _bounds(reading: FigureReading) -> str:
    low, high = reading.low, reading.high
    if low == high:
        return str(low)
    if high is None:
        return f"at least {low}"
    return f"up to {high}" if not low else f"{low} to {high}"


def _row(reading: FigureReading) -> Row:
    of = actor_name(reading.of, reading.of) if reading.of else None
    return Row((dated(reading.published), _bounds(reading), of, reading.voice.name), (reading.statement,))
