"""What is derived from the log: one fold, used for each new entry and for rebuilding all of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby, islice
from typing import Any, Final

from sqlalchemy import Connection, delete, insert, select, update

from sayso.contract import canonical
from sayso.record import search
from sayso.record.log import Entry, entries, head, microseconds
from sayso.record.packing import unpack
from sayso.record.put import put
from sayso.record.rows import report_row, ruling_row, statement_row
from sayso.record.rulings import undone
from sayso.record.schema import derived, event_member, event_name, log, report, ruling, settled, statement

_CHUNK: Final = 500


def apply(connection: Connection, new: Iterable[Entry]) -> None:
    """Brings the derived tables up to date with entries that were just appended, in order."""
    tables(connection, new)
    catch_up(connection)


def tables(connection: Connection, new: Iterable[Entry]) -> None:
    """``apply`` without the full-text table, which ``catch_up`` fills later."""
    for kind, group in groupby(new, key=lambda entry: entry.kind):
        while chunk := list(islice(group, _CHUNK)):
            _FOLDS[kind](connection, chunk)


def catch_up(connection: Connection) -> None:
    """Makes findable what is not yet."""
    last = head(connection)[0]
    query = select(report.c.seq).where(report.c.seq > search.until(connection)).order_by(report.c.seq)
    seqs = list(connection.execute(query).scalars())
    for first in range(0, len(seqs), _CHUNK):
        chunk = seqs[first : first + _CHUNK]
        packed = connection.execute(select(log.c.seq, log.c.payload).where(log.c.seq.in_(chunk)).order_by(log.c.seq))
        search.index(connection, [(row.seq, page_of(json.loads(unpack(row.payload)))) for row in packed])
    search.note_until(connection, last)


def rebuild(connection: Connection) -> None:
    """Drops every derived table and makes it again from the log alone; what was settled is settled anew when asked for."""
    settled.drop_all(connection)
    derived.drop_all(connection)
    derived.create_all(connection)
    settled.create_all(connection)
    tables(connection, entries(connection))
    catch_up(connection)


def dump(connection: Connection) -> Iterator[str]:
    """Every row of every derived table, one canonical JSON text each, in a fixed order: equal dumps, equal tables."""
    for table in sorted(derived.tables.values(), key=lambda table: table.name):
        for row in connection.execute(select(table).order_by(*table.primary_key.columns)):
            cells = {name: str(cell) if isinstance(cell, date) else cell for name, cell in row._mapping.items()}
            yield canonical([table.name, cells])
    for found in search.rows(connection):
        yield canonical(["find", list(found)])


def _reports(connection: Connection, new: list[Entry]) -> None:
    put(connection, report, [report_row(entry.seq, microseconds(entry.at), entry.payload) for entry in new])


def _statements(connection: Connection, new: list[Entry]) -> None:
    bodies = [(entry.seq, entry.payload) for entry in new]
    published = days(connection, {body["statement"]["report"] for _, body in bodies})
    rows = [statement_row(seq, body["statement"], published[body["statement"]["report"]]) for seq, body in bodies]
    put(connection, statement, rows)
    read_by(connection, {body["statement"]["report"]: body["coder"] for _, body in bodies})


def days(connection: Connection, ids: Iterable[str]) -> Mapping[str, str]:
    """The day each of some reports was published, as text."""
    found = connection.execute(select(report.c.id, report.c.published).where(report.c.id.in_(list(ids))))
    return {row.id: row.published.isoformat() for row in found}


def read_by(connection: Connection, coders: Mapping[str, str]) -> None:
    """Notes who read some reports last."""
    by_coder: dict[str, list[str]] = {}
    for id, coder in coders.items():
        by_coder.setdefault(coder, []).append(id)
    for coder, ids in by_coder.items():
        connection.execute(update(report).where(report.c.id.in_(ids)).values(coder=coder))


def _withdrawals(connection: Connection, new: list[Entry]) -> None:
    for entry in new:
        which = _withdrawn(entry.payload) & statement.c.withdrawn.is_(None) & (statement.c.seq < entry.seq)
        connection.execute(update(statement).where(which).values(withdrawn=entry.seq))


def _withdrawn(body: Mapping[str, Any]) -> Any:
    return (statement.c.id == body["statement"]) & (statement.c.report == body["report"])


def _rulings(connection: Connection, new: list[Entry]) -> None:
    connection.execute(insert(ruling), [ruling_row(entry.seq, entry.payload) for entry in new])
    if any(entry.payload["act"] == "undo" for entry in new):
        every = [(entry.seq, entry.payload) for entry in entries(connection, kinds=["ruling"]) if entry.seq <= new[-1].seq]
        connection.execute(update(ruling).values(undone=False))
        connection.execute(update(ruling).where(ruling.c.seq.in_(undone(every))).values(undone=True))


def _runs(connection: Connection, new: list[Entry]) -> None:
    for entry in new:
        body = entry.payload
        if body.get("what") == "code":
            read_by(connection, {body["report"]: body["coder"]})


def _events(connection: Connection, new: list[Entry]) -> None:
    for entry in new:
        body = entry.payload
        named = connection.execute(select(event_name.c.id).where(event_name.c.id == body["event"])).first()
        if named is None:
            founding = canonical(body["founding"])
            connection.execute(insert(event_name).values(id=body["event"], seq=entry.seq, founding=founding, into=body["into"]))
        else:
            connection.execute(update(event_name).where(event_name.c.id == body["event"]).values(into=body["into"]))
        mentions = [canonical(mention) for mention in body["joins"]]
        for first in range(0, len(mentions), _CHUNK):
            chunk = mentions[first : first + _CHUNK]
            connection.execute(delete(event_member).where(event_member.c.mention.in_(chunk)))
            connection.execute(
                insert(event_member),
                [{"mention": mention, "event": body["event"], "seq": entry.seq} for mention in chunk],
            )


_FOLDS: Final[Mapping[str, Callable[[Connection, list[Entry]], None]]] = {
    "report": _reports,
    "statement": _statements,
    "withdrawal": _withdrawals,
    "ruling": _rulings,
    "run": _runs,
    "event": _events,
}


def page_of(body: Mapping[str, Any]) -> str:
    """What is searched of a report: its title and its text."""
    return str(body["text"]) if body.get("title") is None else f"{body['title']}\n{body['text']}"
