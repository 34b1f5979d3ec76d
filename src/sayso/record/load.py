"""Reading the nouns back out of a case."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date

from sqlalchemy import Connection, select

from sayso.contract import report_from_json, statement_from_json
from sayso.record.log import entries
from sayso.record.rulings import Ruled, ruling_from_json, undone
from sayso.record.schema import log, report, statement
from sayso.record.standing import Coded
from sayso.types import Report


def reports(connection: Connection, *, day: date | None = None, ids: Iterable[str] | None = None) -> dict[str, Report]:
    """Reports by id, in the order of (published, id): those published up to and including ``day``, or just those named."""
    query = select(log.c.payload).join(report, report.c.seq == log.c.seq).order_by(report.c.published, report.c.id)
    if day is not None:
        query = query.where(report.c.published <= day)
    if ids is not None:
        query = query.where(report.c.id.in_(list(ids)))
    found = (report_from_json(json.loads(row.payload)) for row in connection.execute(query))
    return {one.id: one for one in found}


def coded(connection: Connection, *, withdrawn_too: bool = False, ids: Iterable[str] | None = None) -> list[Coded]:
    """What coders gave, in the order of the log: what stands, and on request what was withdrawn."""
    query = (
        select(log.c.payload, statement.c.seq, statement.c.withdrawn)
        .join(statement, statement.c.seq == log.c.seq)
        .order_by(statement.c.seq)
    )
    if not withdrawn_too:
        query = query.where(statement.c.withdrawn.is_(None))
    if ids is not None:
        query = query.where(statement.c.report.in_(list(ids)))
    return [
        Coded(statement_from_json(json.loads(row.payload)["statement"]), row.seq, row.withdrawn)
        for row in connection.execute(query)
    ]


def rulings(connection: Connection) -> tuple[Ruled, ...]:
    """Every ruling ever made, in order, with whether it is still in force."""
    found = [(entry.seq, entry.payload) for entry in entries(connection, kinds=["ruling"])]
    gone = undone(found)
    return tuple(Ruled(seq, ruling_from_json(body), seq not in gone) for seq, body in found)
