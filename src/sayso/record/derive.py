"""What is derived from the log: one fold, used for each new entry and for rebuilding all of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from sayso.contract import canonical
from sayso.record import search
from sayso.record.log import Entry, entries
from sayso.record.rulings import undone
from sayso.record.schema import derived, event_member, event_name, report, ruling, statement

_CHUNK = 500


def apply(connection: Connection, new: Iterable[Entry]) -> None:
    """Brings the derived tables up to date with entries that were just appended, in order."""
    for kind, group in groupby(new, key=lambda entry: entry.kind):
        pending = list(group)
        for first in range(0, len(pending), _CHUNK):
            _FOLDS[kind](connection, pending[first : first + _CHUNK])


def rebuild(connection: Connection) -> None:
    """Drops every derived table and makes it again from the log alone."""
    derived.drop_all(connection)
    derived.create_all(connection)
    apply(connection, entries(connection))


def dump(connection: Connection) -> Iterator[str]:
    """Every row of every derived table, one canonical JSON text each, in a fixed order: equal dumps, equal tables."""
    for table in sorted(derived.tables.values(), key=lambda table: table.name):
        for row in connection.execute(select(table).order_by(*table.primary_key.columns)):
            cells = {name: str(cell) if isinstance(cell, date) else cell for name, cell in row._mapping.items()}
            yield canonical([table.name, cells])
    for found in search.rows(connection):
        yield canonical(["find", list(found)])


def _reports(connection: Connection, new: list[Entry]) -> None:
    bodies = [(entry.seq, entry.payload) for entry in new]
    rows = [
        {
            "id": body["id"],
            "key": body["key"],
            "published": date.fromisoformat(body["published"]),
            "seq": seq,
            "coder": None,
        }
        for seq, body in bodies
    ]
    connection.execute(insert(report), rows)
    search.index(connection, [(seq, body["id"], None, None, _page(body)) for seq, body in bodies])


def _page(body: dict[str, Any]) -> str:
    return body["text"] if body.get("title") is None else f"{body['title']}\n{body['text']}"


def _statements(connection: Connection, new: list[Entry]) -> None:
    rows, found = [], []
    for entry in new:
        body, coder = entry.payload["statement"], entry.payload["coder"]
        place = {"report": body["report"], "start": body["start"], "end": body["end"]}
        rows.append({"seq": entry.seq, "id": body["id"], "coder": coder, "withdrawn": None} | place)
        found.append((entry.seq, body["report"], body["start"], body["end"], body["quote"]))
    connection.execute(insert(statement), rows)
    search.index(connection, found)


def _withdrawals(connection: Connection, new: list[Entry]) -> None:
    for entry in new:
        of, gone = entry.payload["report"], entry.payload["statement"]
        which = (statement.c.id == gone) & (statement.c.report == of) & statement.c.withdrawn.is_(None)
        for (seq,) in connection.execute(select(statement.c.seq).where(which)).all():
            search.forget(connection, seq)
        connection.execute(update(statement).where(which).values(withdrawn=entry.seq))


def _rulings(connection: Connection, new: list[Entry]) -> None:
    for entry in new:
        body = entry.payload
        place = {"report": body["report"], "start": body["start"], "end": body["end"]}
        connection.execute(insert(ruling).values({"seq": entry.seq, "act": body["act"], "undone": False} | place))
        if body["act"] == "missed":
            words = search.page_of(connection, body["report"])[body["start"] : body["end"]]
            search.index(connection, [(entry.seq, body["report"], body["start"], body["end"], words)])
    if any(entry.payload["act"] == "undo" for entry in new):
        every = [(entry.seq, entry.payload) for entry in entries(connection, kinds=["ruling"]) if entry.seq <= new[-1].seq]
        connection.execute(update(ruling).values(undone=False))
        connection.execute(update(ruling).where(ruling.c.seq.in_(undone(every))).values(undone=True))


def _runs(connection: Connection, new: list[Entry]) -> None:
    for entry in new:
        body = entry.payload
        if body.get("what") == "code":
            connection.execute(update(report).where(report.c.id == body["report"]).values(coder=body["coder"]))


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


_FOLDS = {
    "report": _reports,
    "statement": _statements,
    "withdrawal": _withdrawals,
    "ruling": _rulings,
    "run": _runs,
    "event": _events,
}
