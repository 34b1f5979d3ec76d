"""Who a case hears from: outlets, how much of what they print is somebody else's text, and how often they are cited first."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date

from sayso.record.known import Known


@dataclass(frozen=True, slots=True)
class Source:
    """One outlet. ``copies`` are reports that are prints of another report; ``first_with`` events it told of first."""

    outlet: str
    reports: int
    copies: int
    statements: int
    voices: int
    first_with: int
    first: date
    last: date


def sources(known: Known) -> list[Source]:
    """Every outlet of a snapshot, the one with most reports first."""
    by_outlet: dict[str, list[str]] = defaultdict(list)
    for report in known.reports.values():
        by_outlet[report.outlet or "(not said)"].append(report.id)
    stated = Counter(one.report for one in known.statements)
    voices: dict[str, set[str]] = defaultdict(set)
    for one in known.statements:
        voices[one.report].add(one.voice.actor or one.voice.name)
    first = Counter(event.statements[0].report for event in known.events)
    found = []
    for outlet, ids in by_outlet.items():
        days = sorted(known.reports[id].published for id in ids)
        found.append(
            Source(
                outlet=outlet,
                reports=len(ids),
                copies=sum(known.copies[id] != id for id in ids),
                statements=sum(stated[id] for id in ids),
                voices=len(set().union(*(voices[id] for id in ids))),
                first_with=sum(first[id] for id in ids),
                first=days[0],
                last=days[-1],
            )
        )
    return sorted(found, key=lambda source: (-source.reports, source.outlet))
