"""Keeping the events of a moment in the store, so that they are matched once and asked for many times.

Matching looks at the whole case: which words are rare, which mentions compete. So it is done for all events of a
moment at once, when somebody first asks, and what came of it is kept: which statements make up which event, and
what filters, orders and reasons need. The events themselves are made anew from their statements, a few at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Final

from sqlalchemy import Connection, Row, Table, delete, func, insert, select

from sayso.contract import canonical
from sayso.record.filters import parts, toll, voices
from sayso.record.known import Known
from sayso.record.moments import Cut
from sayso.record.put import put
from sayso.record.schema import (
    log,
    settled_copy,
    settled_cut,
    settled_event,
    settled_member,
    settled_name,
    settled_part,
    settled_with,
    settled_word,
)

KEPT: Final = 8
"""Moments that stay settled at once; the one asked for longest ago makes room."""

_MATTERS: Final = ("report", "statement", "withdrawal", "ruling")
"""Kinds of entries after which events may be others."""

_BATCH: Final = 5000


@cache
def rules() -> str:
    """A fingerprint of what events are made by: the code and data of the record and of what it knows."""
    made = sha256()
    for path, source in sorted(_sources("record", ".py", ".json") | _sources("knowledge", ".py", ".jsonl")):
        made.update(f"{path}\0{len(source)}\0".encode() + source)
    return made.hexdigest()


def _sources(room: str, *suffixes: str) -> set[tuple[str, bytes]]:
    found: set[tuple[str, bytes]] = set()
    folders: list[tuple[str, Traversable]] = [(room, files(f"sayso.{room}"))]
    while folders:
        name, folder = folders.pop()
        for each in folder.iterdir():
            path = f"{name}/{each.name}"
            if each.is_dir():
                folders.append((path, each))
            elif each.name.endswith(suffixes):
                found.add((path, each.read_bytes()))
    return found


def find(connection: Connection, cut: Cut) -> Row[Any] | None:
    """What is settled for a moment, None if nothing is, or what is has been overtaken."""
    query = select(settled_cut).where(
        settled_cut.c.moment == _moment(cut), settled_cut.c.until == _until(cut), settled_cut.c.by == rules()
    )
    row = connection.execute(query.order_by(settled_cut.c.number.desc()).limit(1)).one_or_none()
    return row if row is not None and current(connection, row.head) else None


def current(connection: Connection, head: int) -> bool:
    """True if no entry after ``head`` can change an event."""
    later = select(log.c.seq).where(log.c.seq > head, log.c.kind.in_(_MATTERS)).limit(1)
    return connection.execute(later).first() is None


def settle(connection: Connection, known: Known, head: int) -> Row[Any]:
    """Keeps the events of a snapshot taken at ``head``, in place of those that were overtaken."""
    _make_room(connection, known.cut)
    number = 1 + int(connection.execute(select(func.max(settled_cut.c.number))).scalar() or 0)
    first = int(connection.execute(select(func.max(settled_cut.c.next))).scalar() or 1)
    _events(connection, known, number, first)
    rows = ({"cut": number, "report": id, "of": of} for id, of in known.copies.items() if id != of)
    _fill(connection, settled_copy, rows)
    _fill(connection, settled_name, ({"cut": number, "name": name, "into": into} for name, into in known.naming.into.items()))
    spread = known.spread
    words = sorted(spread.quotes.keys() | spread.texts.keys())
    counted = ({"cut": number, "word": w, "quotes": spread.quotes.get(w, 0), "texts": spread.texts.get(w, 0)} for w in words)
    _fill(connection, settled_word, counted)
    last = first + len(known.events)
    row = {
        "number": number, "moment": _moment(known.cut), "until": _until(known.cut), "head": head, "by": rules(),
        "stamp": None if known.stamp is None else known.stamp.isoformat(), "statements": spread.statements,
        "texts": spread.reports, "first": first, "next": last,
    }  # fmt: skip
    connection.execute(insert(settled_cut), row | {"hash": fingerprint(connection, number, first, last)})
    return connection.execute(select(settled_cut).where(settled_cut.c.number == number)).one()


def _events(connection: Connection, known: Known, cut: int, first: int) -> None:
    home: dict[tuple[str, str], int] = {}
    held: list[tuple[int, int]] = []
    rows, members = [], []
    number = int(connection.execute(select(func.max(settled_part.c.number))).scalar() or 0)
    for at, event in enumerate(known.events, first):
        rows.append({
            "number": at, "id": event.id, "first": _day(event.first), "last": _day(event.last), "what": event.claim.what,
            "mode": event.claim.mode, "title": event.title.replace("\x00", "\ufffd"), "voices": voices(known, event),
            "statements": len(event.statements), "killed": toll(event),
        })  # fmt: skip
        members += [{"event": at, "statement": ref.id, "report": ref.report} for ref in event.statements]
        has = {(role, canonical(list(values)).replace("\x00", "\ufffd")) for role, values in parts(event)}
        held += [(home.setdefault(part, number + len(home) + 1), at) for part in sorted(has)]
        if len(rows) >= _BATCH:
            put(connection, settled_event, rows)
            put(connection, settled_member, members)
            rows, members = [], []
    put(connection, settled_event, rows)
    put(connection, settled_member, members)
    _fill(connection, settled_part, ({"number": n, "cut": cut, "role": role, "value": v} for (role, v), n in home.items()))
    _fill(connection, settled_with, ({"part": part, "event": event} for part, event in sorted(held)))


def _fill(connection: Connection, table: Table, rows: Iterator[dict[str, Any]]) -> None:
    batch: list[dict[str, Any]] = []
    for row in rows:
        batch.append(row)
        if len(batch) >= _BATCH:
            put(connection, table, batch)
            batch = []
    put(connection, table, batch)


def _make_room(connection: Connection, cut: Cut) -> None:
    rows = connection.execute(select(settled_cut).order_by(settled_cut.c.number)).all()
    stale = [row for row in rows if row.by != rules() or not current(connection, row.head)]
    stale += [row for row in rows if (row.moment, row.until) == (_moment(cut), _until(cut)) and row not in stale]
    # The snapshot without an end is asked for most, and those of days are named after it.
    others = [row for row in rows if row not in stale and (row.moment or row.until >= 0)]
    for row in stale + others[: max(0, len(others) - KEPT + (cut != Cut()))]:
        mine = select(settled_part.c.number).where(settled_part.c.cut == row.number)
        connection.execute(delete(settled_with).where(settled_with.c.part.in_(mine)))
        for table in (settled_part, settled_copy, settled_name, settled_word):
            connection.execute(delete(table).where(table.c.cut == row.number))
        connection.execute(delete(settled_member).where(settled_member.c.event.between(row.first, row.next - 1)))
        connection.execute(delete(settled_event).where(settled_event.c.number.between(row.first, row.next - 1)))
        connection.execute(delete(settled_cut).where(settled_cut.c.number == row.number))


def fingerprint(connection: Connection, cut: int, first: int, next: int) -> str:
    """One number over all rows of a settled moment, whatever their order, as 64 hexadecimal digits."""
    parts = select(settled_part.c.number).where(settled_part.c.cut == cut)
    queries = [
        select(settled_event).where(settled_event.c.number.between(first, next - 1)),
        select(settled_member).where(settled_member.c.event.between(first, next - 1)),
        select(settled_with).where(settled_with.c.part.in_(parts)),
        *(select(table).where(table.c.cut == cut) for table in (settled_part, settled_copy, settled_name, settled_word)),
    ]
    total = 0
    for at, query in enumerate(queries):
        for row in connection.execute(query.execution_options(yield_per=2000)):
            total += int.from_bytes(sha256(repr((at, *row)).encode("utf-8", "surrogatepass")).digest())
    return f"{total % 2**256:064x}"


def wrong(connection: Connection) -> list[str]:
    """The moments whose settled events are not what was settled."""
    rows = connection.execute(select(settled_cut)).all()
    return [row.moment or "now" for row in rows if fingerprint(connection, row.number, row.first, row.next) != row.hash]


def stamp_of(text: str | None) -> date | None:
    """The ``as_of`` of the events of a moment, from how it is kept."""
    if text is None:
        return None
    return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)


def _moment(cut: Cut) -> str:
    return "" if cut.moment is None else cut.moment.isoformat()


def _until(cut: Cut) -> int:
    return -1 if cut.until is None else cut.until


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
