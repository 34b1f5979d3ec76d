"""Figures over time: what was said of the dead, the injured and the missing, by whom, and how it changed."""

from __future__ import annotations

import re
from itertools import groupby

from sayso.analysis.importance import leading, serious, stamp
from sayso.analysis.wording import actor_name, capital, dated, event_words, speaker
from sayso.record import Known
from sayso.types import Assessment, Event, FigureReading, Row

METHOD = (
    "Every figure as given, by day of publication. The latest figure is the last one published; the range is the lowest "
    "and the highest bound anyone gave. Figures are never averaged. A single person named among the dead or hurt and “others” besides "
    "those told are listed, but are no figure for the whole."
)
CAVEATS = ("A toll counts what had been reported by then; the last figure need not be the best.",)
ONE = re.compile(r"(?:one|1|a|an|another|single)\b")
OTHERS = re.compile(r"\bothers?\b")
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
    counts = [reading for reading in readings if whole(reading)] or readings
    changed = len({(reading.low, reading.high) for reading in counts}) > 1
    told = _told(event, what, readings)
    rows = tuple(_row(reading) for reading in readings)
    return Assessment(
        name="figures", question=f"How many were {WORDS[what]}: {event.title}?", finding=" ".join(text for text, _ in told),
        as_of=stamp(known), method=METHOD,
        evidence=tuple(dict.fromkeys(reading.statement for reading in readings)), support=tuple(ids for _, ids in told), subject=event.id,
        value=_bounds(latest(counts)), interval=(float(min(map(_low, counts))), float(max(map(_high, counts)))) if changed else None,
        caveats=("Figures may count different groups of people; the column “of” says whose.",) if len({r.of for r in readings}) > 1 else CAVEATS,
        columns=("Published", "Figure", "Of", "Who says so"), rows=rows, headline=top and len({(r.low, r.high) for r in counts}) > 2,
    )  # fmt: skip


def latest(readings: list[FigureReading]) -> FigureReading:
    """The figure that the last report gives as its news: the first in its text, since what was said earlier is told further down."""
    newest = readings[-1]
    return min((reading for reading in readings if reading.report == newest.report), key=lambda reading: reading.start)


def whole(reading: FigureReading) -> bool:
    """True for a figure that counts all who were hit: not the one person named among them, nor "others" besides those told."""
    said = reading.said.casefold()
    named = reading.low == reading.high == 1 and not ONE.match(said)
    return not named and not OTHERS.search(said)


def _told(event: Event, what: str, readings: list[FigureReading]) -> list[tuple[str, tuple[str, ...]]]:
    """The sentences of a finding, each with the statements that bear it."""
    counts = [reading for reading in readings if whole(reading)] or readings
    first, last = counts[0], latest(counts)
    if len({(reading.low, reading.high) for reading in counts}) == 1:
        text = f"{capital(_bounds(last))} {WORDS[what]} is the figure for {event_words(event)}, given by {_by(last)}."
        return [(text, (last.statement,))]
    found: list[tuple[str, tuple[str, ...]]] = [
        (f"The number {WORDS[what]} in {event_words(event)} was given first as {_bounds(first)} by {_by(first)} and last as "
         f"{_bounds(last)} by {_by(last)}.", (first.statement, last.statement))
    ]  # fmt: skip
    low, high = min(counts, key=_low), max(counts, key=_high)
    if _low(low) < min(_low(first), _low(last)) or _high(high) > max(_high(first), _high(last)):
        text = f"The lowest figure on record is {_bounds(low)} ({speaker(low.voice)}), the highest {_bounds(high)} ({speaker(high.voice)})."
        found.append((text, (low.statement, high.statement)))
    return found


def _by(reading: FigureReading) -> str:
    return f"{speaker(reading.voice)} on {dated(reading.published)}"


def _low(reading: FigureReading) -> int:
    return reading.low if reading.low is not None else 0


def _high(reading: FigureReading) -> int:
    return reading.high if reading.high is not None else _low(reading)


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
