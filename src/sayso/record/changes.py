"""What is different between two snapshots of a case."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sayso.record.known import Known
from sayso.record.rulings import Ruled
from sayso.types import Event, Figure, Report


@dataclass(frozen=True, slots=True)
class Change:
    """An event and what is new about it, one line each."""

    event: Event
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changes:
    """New reports; events that are new, changed, or now part of another or gone (old name, new name or None); new rulings."""

    reports: tuple[Report, ...]
    new: tuple[Event, ...]
    changed: tuple[Change, ...]
    gone: tuple[tuple[Event, str | None], ...]
    rulings: tuple[Ruled, ...] = ()

    @property
    def nothing(self) -> bool:
        """True when nothing changed."""
        return not (self.reports or self.new or self.changed or self.gone or self.rulings)


def changes(before: Known, after: Known, rulings: tuple[Ruled, ...] = ()) -> Changes:
    """What ``after`` knows that ``before`` did not, and what became of the rest."""
    then = {event.id: event for event in before.events}
    now = {event.id: event for event in after.events}
    into: Mapping[str, str] = after.naming.into
    gone = [(event, into.get(id)) for id, event in then.items() if id not in now]
    changed = [(event, tuple(_lines(then[id], event, after))) for id, event in now.items() if id in then]
    return Changes(
        tuple(report for id, report in after.reports.items() if id not in before.reports),
        tuple(event for id, event in now.items() if id not in then),
        tuple(Change(event, lines) for event, lines in changed if lines),
        tuple(gone),
        rulings,
    )


def _lines(before: Event, after: Event, known: Known) -> Iterator[str]:
    if before.title != after.title:
        yield f"now called: {after.title} (was: {before.title})"
    for actor in sorted(before.ladder.keys() | after.ladder.keys()):
        then, now = before.ladder.get(actor), after.ladder.get(actor)
        if then != now:
            yield f"{actor}: {then or 'not suspected'} → {now or 'no longer suspected'}"
    for what in sorted(before.claim.figures.keys() | after.claim.figures.keys()):
        was, now_said = (_said(event.claim.figures.get(what, ())) for event in (before, after))
        if was != now_said:
            yield f"{what}: {was or 'nothing said'} → {now_said or 'nothing said'}"
    known_before = {ref.id for ref in before.statements}
    for ref in after.statements:
        if ref.id not in known_before:
            one = known.by_id[ref.id]
            published = known.reports[one.report].published
            yield f"new: {published} {one.voice.name} {one.stance}: “{_short(one.quote)}” ({one.report}:{one.start}-{one.end})"
    lost = len(known_before - {ref.id for ref in after.statements})
    if lost:
        yield f"{lost} statement{'s' * (lost != 1)} no longer here"


def _said(figures: tuple[Figure, ...]) -> str:
    return ", ".join(f"{figure.said}{f' ({figure.of})' if figure.of else ''}" for figure in figures)


def _short(quote: str, most: int = 120) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= most else words[: most - 1].rsplit(" ", 1)[0] + "…"


def changes_to_json(found: Changes) -> dict[str, Any]:
    """The changes as ``sayso changes --json`` prints them."""
    return {
        "reports": [report.id for report in found.reports],
        "new": [{"id": event.id, "title": event.title} for event in found.new],
        "changed": [{"id": one.event.id, "title": one.event.title, "lines": list(one.lines)} for one in found.changed],
        "gone": [{"id": event.id, "title": event.title, "into": into} for event, into in found.gone],
        "rulings": [{"seq": one.seq, "act": one.ruling.act, "by": one.ruling.by, "why": one.ruling.why} for one in found.rulings],
    }
