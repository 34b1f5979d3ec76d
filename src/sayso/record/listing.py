"""Events as lines, a table or comma-separated values."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from sayso.contract import event_to_json
from sayso.record.settled import Found
from sayso.types import Claim, Event, Party

_FIELDS: Final = (
    "id", "first", "last", "title", "what", "mode", "actor", "actor_id", "target", "target_id", "place", "country", "lat", "lon",
    "precision", "weapon", "killed_low", "killed_high", "injured_low", "injured_high", "statements", "voices", "ladder", "as_of",
)  # fmt: skip


def event_lines(found: Iterable[Found]) -> Iterator[str]:
    """A line for people an event."""
    return (event_line(one.event) for one in found)


def event_line(event: Event) -> str:
    """One event as a line for people."""
    rungs = ", ".join(f"{actor}: {rung}" for actor, rung in sorted(event.ladder.items()))
    return f"{event.id}  {_days(event)}  {event.title}  [{len(event.statements)} statements]" + (f"  {rungs}" if rungs else "")


def json_lines(found: Iterable[Found]) -> Iterator[str]:
    """One JSON object an event."""
    return (json.dumps(event_to_json(one.event), ensure_ascii=False) for one in found)


def table_lines(found: Iterable[Found]) -> Iterator[str]:
    """A table with a header."""
    rows = [
        (
            event.id, _days(event), "/".join(part for part in (event.claim.what, event.claim.mode) if part), _name(event.claim.actor),
            _name(event.claim.target), event.claim.where.name if event.claim.where else "", _figures(event.claim, "killed"),
            _figures(event.claim, "injured"), one.voices, ", ".join(f"{actor}: {rung}" for actor, rung in sorted(event.ladder.items())),
        )
        for one in found
        for event in (one.event,)
    ]  # fmt: skip
    return columns(("id", "days", "type", "actor", "target", "place", "killed", "injured", "voices", "ladder"), rows)


def csv_lines(found: Iterable[Found]) -> Iterator[str]:
    """RFC 4180 lines with a header, line ends included."""
    yield _csv(_FIELDS)
    for one in found:
        event, claim, where = one.event, one.event.claim, one.event.claim.where
        bounds = [_bounds(claim, what) for what in ("killed", "injured")]
        yield _csv((
            event.id, event.first, event.last, event.title, claim.what, claim.mode, _name(claim.actor),
            claim.actor.id if claim.actor else None, _name(claim.target), claim.target.id if claim.target else None,
            where.name if where else None, where.country if where else None, where.lat if where else None,
            where.lon if where else None, where.precision if where else None, claim.weapon.name if claim.weapon else None,
            *bounds[0], *bounds[1], len(event.statements), one.voices,
            "; ".join(f"{actor}: {rung}" for actor, rung in sorted(event.ladder.items())), event.as_of,
        ))  # fmt: skip


def columns(header: Sequence[str], rows: Sequence[Sequence[object]]) -> Iterator[str]:
    """Rows under a header, each column as wide as it needs to be; the last is left as it is."""
    shown = [[_cell(cell) for cell in row] for row in rows]
    widths = [max([len(name), *(len(row[at]) for row in shown)]) for at, name in enumerate(header)]
    for row in [list(header), ["-" * width for width in widths], *shown]:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _cell(value: object) -> str:
    if value is None:
        return ""
    return value.hex() if isinstance(value, bytes) else " ".join(str(value).split())


def _csv(cells: Iterable[object]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow([_harmless(cell) for cell in cells])
    return out.getvalue()


def _harmless(cell: object) -> object:
    # A spreadsheet takes text that begins so for a formula; a leading apostrophe keeps it text.
    return f"'{cell}" if isinstance(cell, str) and cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def _days(event: Event) -> str:
    return f"{event.first or '?'}…{event.last or '?'}" if event.first != event.last else f"{event.first or '?'}"


def _name(party: Party | None) -> str:
    return party.name if party is not None else ""


def _figures(claim: Claim, what: str) -> str:
    return ", ".join(figure.said for figure in claim.figures.get(what, ()))


def _bounds(claim: Claim, what: str) -> tuple[int | None, int | None]:
    """The sum over groups of people, as far as each has a bound."""
    figures = claim.figures.get(what, ())
    if not figures:
        return None, None
    lows, highs = [figure.low for figure in figures], [figure.high for figure in figures]
    whole = [figure for figure in figures if figure.of is None]
    if whole:
        return whole[0].low, whole[0].high
    return sum(low or 0 for low in lows), None if None in highs else sum(high or 0 for high in highs)
