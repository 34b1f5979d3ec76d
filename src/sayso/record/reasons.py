"""Why an event is what it is: every voice, quote, hedge, revision, rival, ruling, and why each statement belongs to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sayso.contract import event_to_json, statement_to_json
from sayso.record.known import Behind
from sayso.record.pointing import describe
from sayso.record.rulings import Ruled, ruling_to_json
from sayso.types import Event, FigureReading, Statement


def reasons(known: Behind, event: Event, rulings: Sequence[Ruled]) -> Iterator[str]:
    """Lines for people."""
    yield f"{event.id}  {event.title}"
    for actor, rung in sorted(event.ladder.items()):
        yield f"  {actor}: {rung}"
    for ref in event.statements:
        yield from _voice(known, known.by_id[ref.id], rulings)
    if event.figures_history:
        yield "\nfigures, as they were given:"
    for reading in event.figures_history:
        of = f", of {reading.of}" if reading.of else ""
        when = f"{reading.published_at:%Y-%m-%d %H:%M}" if reading.published_at else str(reading.published)
        place = f"{reading.report}:{reading.start}-{reading.end}"
        stands = "  ← stands" if _stands(event, reading) else ""
        yield f"  {when}  {reading.what}: {reading.said} ({reading.voice.name}){of}  {place}{stands}"
    if event.accusations:
        yield "\nwho is named:"
    for row in event.accusations:
        verb = "clears" if row.negated else row.stance
        yield f"  {row.published}  {row.voice.name} {verb} {row.accused.name} {row.firmness:+d} ({row.report}:{row.start}-{row.end})"
    ours = [ruled for ruled in rulings if ruled.seq in _of(known, event)]
    if ours:
        yield "\nrulings:"
    for ruled in ours:
        one = ruled.ruling
        yield f"  {ruled.seq}  {one.at:%Y-%m-%d %H:%M}  {one.by}: {one.act} {describe(one.value)} — {one.why}"


def _stands(event: Event, reading: FigureReading) -> bool:
    """True for a reading that is the event's figure now, and for others that say the same."""
    now = event.claim.figures.get(reading.what, ())
    return any((figure.of, figure.low, figure.high) == (reading.of, reading.low, reading.high) for figure in now)


def _voice(known: Behind, one: Statement, rulings: Sequence[Ruled]) -> Iterator[str]:
    hedged = f" [{', '.join(one.hedges)}]" if one.hedges else ""
    via = f" via {', '.join(one.via)}" if one.via else ""
    report = known.reports[one.report]
    copy = known.copies[report.id]
    printed = f"; a print of {copy}" if copy != report.id else ""
    when = f"{report.published_at:%Y-%m-%d %H:%M}" if report.published_at else str(report.published)
    read = known.read_at.get(report.id)
    seen = f"; read {read:%Y-%m-%d %H:%M}" if read else ""
    yield f"\n{when}  {one.voice.name}{via} {one.stance} {one.firmness:+d}{hedged}  ({one.report}:{one.start}-{one.end}){printed}{seen}"
    yield f"  “{one.quote}”"
    found = known.why(one.id)
    if found:
        best = sorted(found, key=lambda feature: -abs(feature.contribution))
        reasons = ", ".join(f"{feature.name}: {feature.value} {feature.contribution:+.1f}" for feature in best)
        yield f"  belongs here {sum(feature.contribution for feature in found):+.1f}: {reasons}"


def _of(known: Behind, event: Event) -> set[int]:
    """Numbers of the rulings that made the event what it is."""
    ids = {ref.id for ref in event.statements}
    ruled = {seq for id in ids for seq in known.standing.ruled.get(id, ())}
    return ruled | {seq for seq, _together, one, other in known.standing.pairs if one in ids or other in ids}


def reasons_to_json(known: Behind, event: Event, rulings: Sequence[Ruled]) -> dict[str, Any]:
    """The same as one JSON object: the event, its statements whole, what speaks for each belonging, and the rulings."""
    ours = _of(known, event)
    return {
        "event": event_to_json(event),
        "statements": [statement_to_json(known.by_id[ref.id]) for ref in event.statements],
        "copies": {ref.report: known.copies[ref.report] for ref in event.statements if known.copies[ref.report] != ref.report},
        "belongs": {
            ref.id: [{"feature": one.name, "found": one.value, "points": round(one.contribution, 3)} for one in known.why(ref.id)]
            for ref in event.statements
        },
        "rulings": [{"seq": one.seq, "active": one.active} | ruling_to_json(one.ruling) for one in rulings if one.seq in ours],
    }
