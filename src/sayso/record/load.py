"""Reading the nouns back out of a case."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, select

from sayso.contract import report_from_json, statement_from_json
from sayso.record.moments import EVERYTHING, Cut
from sayso.record.packing import unpack
from sayso.record.put import batches
from sayso.record.rulings import Ruled, ruling_from_json, undone
from sayso.record.schema import log, report, ruling, statement
from sayso.record.standing import Coded
from sayso.types import Report


def reports(connection: Connection, *, cut: Cut = EVERYTHING, ids: Iterable[str] | None = None) -> dict[str, Report]:
    """Reports by id, in the order of (published, id): those in sight of ``cut``, or of them just those named."""
    query = select(log.c.payload).join(report, report.c.seq == log.c.seq).where(*cut.sees())
    found = (report_from_json(json.loads(unpack(row.payload))) for row in _asked(connection, query, report.c.id, ids))
    return {one.id: one for one in sorted(found, key=lambda one: (one.published, one.id))}


def coded(
    connection: Connection,
    *,
    cut: Cut = EVERYTHING,
    withdrawn_too: bool = False,
    ids: Iterable[str] | None = None,
    only: Iterable[str] | None = None,
) -> list[Coded]:
    """What coders gave, in the order of the log: what stands, and on request what was withdrawn.

    ``ids`` are reports, ``only`` statements, to which it is limited; give one of them at most.
    """
    query = select(log.c.payload, statement.c.seq, statement.c.withdrawn).join(statement, statement.c.seq == log.c.seq)
    query = query.where(*in_force(cut, withdrawn_too=withdrawn_too))
    column = statement.c.report if only is None else statement.c.id
    rows = sorted(_asked(connection, query, column, ids if only is None else only), key=lambda row: row.seq)
    return [
        Coded(statement_from_json(json.loads(unpack(row.payload))["statement"]), row.seq, cut.known(row.withdrawn))
        for row in rows
    ]


def in_force(cut: Cut, *, withdrawn_too: bool = False) -> list[ColumnElement[bool]]:
    """The conditions a statement meets that was added, and not withdrawn, by the end of ``cut``."""
    found: list[ColumnElement[bool]] = [] if cut.until is None else [statement.c.seq <= cut.until]
    if not withdrawn_too:
        over = statement.c.withdrawn.is_(None)
        found.append(over if cut.until is None else over | (statement.c.withdrawn > cut.until))
    return found


def _asked(connection: Connection, query: Select[Any], column: Any, ids: Iterable[str] | None) -> Iterator[Any]:
    if ids is None:
        yield from connection.execute(query)
        return
    for wanted in batches(sorted(set(ids))):
        yield from connection.execute(query.where(column.in_(wanted)))


def rulings(connection: Connection, until: int | None = None) -> tuple[Ruled, ...]:
    """Every ruling ever made (up to an entry), in order, with whether it is still in force."""
    # Ordered by the table with few rows, or SQLite goes through the whole log to find them.
    query = select(ruling.c.seq, log.c.payload).select_from(ruling).join(log, log.c.seq == ruling.c.seq).order_by(ruling.c.seq)
    if until is not None:
        query = query.where(ruling.c.seq <= until)
    found = [(row.seq, json.loads(unpack(row.payload))) for row in connection.execute(query)]
    gone = undone(found)
    return tuple(Ruled(seq, ruling_from_json(body), seq not in gone) for seq, body in found)
