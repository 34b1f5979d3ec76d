"""Questions answered from the tables, without taking in the whole case."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import Connection, select, text
from sqlalchemy.exc import DBAPIError, ResourceClosedError

from sayso.contract import statement_from_json
from sayso.record import load, search
from sayso.record.errors import RecordError
from sayso.record.log import moment
from sayso.record.moments import Cut
from sayso.record.packing import unpack
from sayso.record.put import batches
from sayso.record.schema import log, report, ruling, statement
from sayso.record.standing import Standing, stand
from sayso.types import Report, Statement

_JUDGED: Final = ("accept", "edit")
_QUESTIONS: Final = frozenset((sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION, sqlite3.SQLITE_RECURSIVE))


def keys(connection: Connection) -> frozenset[str]:
    """The keys of all reports."""
    return frozenset(connection.execute(select(report.c.key)).scalars())


def reports_but(connection: Connection, keys: frozenset[str]) -> list[Report]:
    """See ``Record.reports_but``."""
    rows = connection.execute(select(report.c.key, report.c.id).order_by(report.c.seq)).all()
    ids = [row.id for row in rows if row.key not in keys]
    found = load.reports(connection, ids=ids)
    return [found[id] for id in ids]


def read_at(connection: Connection) -> Mapping[str, datetime]:
    """When each report came into the case."""
    return {row.id: moment(row.read_at) for row in connection.execute(select(report.c.id, report.c.read_at))}


def standing(connection: Connection, cut: Cut, reports: Mapping[str, Report], ids: Iterable[str] | None = None) -> Standing:
    """What stands in the reports in sight; with ``ids``, which they then are, nothing else is read."""
    rulings = load.rulings(connection, cut.until)
    coded = [one for one in load.coded(connection, cut=cut, ids=ids) if one.statement.report in reports]
    # What a person accepted or corrected stands even if a coder has since taken it back.
    judged = {r.ruling.report for r in rulings if r.active and r.ruling.act in _JUDGED} & reports.keys()
    again = load.coded(connection, cut=cut, withdrawn_too=True, ids=judged)
    coded += [one for one in again if one.withdrawn is not None]
    return stand(reports, coded, rulings)


def told(connection: Connection, cut: Cut) -> Iterator[tuple[Report, tuple[Statement, ...]]]:
    """See ``Record.told``."""
    # Put in order here, as two databases may not agree on the order of text.
    rows = sorted(
        (row.published, row.id) for row in connection.execute(select(report.c.published, report.c.id).where(*cut.sees()))
    )
    for some in batches(rows):
        wanted = [id for _published, id in some]
        reports = load.reports(connection, cut=cut, ids=wanted)
        said: dict[str, list[Statement]] = {id: [] for id in wanted}
        for one in standing(connection, cut, reports, wanted).statements:
            said[one.report].append(one)
        yield from ((reports[id], tuple(said[id])) for id in wanted)


def search_in(connection: Connection, words: str, cut: Cut) -> list[Statement]:
    """See ``Record.search``."""
    wanted = search.terms(words)
    ids = search.find(connection, wanted)
    if not ids:
        return []
    statements = standing(connection, cut, load.reports(connection, cut=cut, ids=ids), ids).statements
    quoted = [search.holds(one.quote, wanted) for one in statements]
    first = [one for one, holds in zip(statements, quoted, strict=True) if holds]
    return first + [one for one, holds in zip(statements, quoted, strict=True) if not holds]


def timeline(connection: Connection, actor: str, first: date, last: date, cut: Cut) -> list[Statement]:
    """See ``Record.timeline``."""
    # A ruling may have given a statement another actor or day, so reports people ruled on are looked at whole.
    ruled = set(connection.execute(select(ruling.c.report)).scalars())
    query = (
        select(log.c.payload, report.c.published)
        .join(statement, statement.c.seq == log.c.seq)
        .join(report, report.c.id == statement.c.report)
        .where(statement.c.actor == actor, statement.c.day.between(first, last), statement.c.withdrawn.is_(None), *cut.sees())
    )
    plain = [
        (statement_from_json(json.loads(unpack(row.payload))["statement"]), row.published) for row in connection.execute(query)
    ]
    found = [(one, published) for one, published in plain if one.report not in ruled]
    reports = load.reports(connection, cut=cut, ids=ruled) if ruled else {}
    if reports:
        found += [(one, reports[one.report].published) for one in standing(connection, cut, reports, ruled).statements]
    dated = [(_happened(one, published), published, one) for one, published in found if _is_by(one, actor)]
    dated.sort(key=lambda row: (row[0], row[1], row[2].report, row[2].start, row[2].end, row[2].id))
    return [one for day, _published, one in dated if first <= day <= last]


def _happened(one: Statement, published: date) -> date:
    when = one.claim.when
    return (when.last or when.first if when else None) or published


def _is_by(one: Statement, actor: str) -> bool:
    party = one.claim.actor
    return party is not None and (party.id or party.name) == actor


def sql(connection: Connection, query: str, limit: int | None) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    """See ``Record.sql``."""
    sqlite = connection.dialect.name == "sqlite"
    driver: Any = connection.connection.driver_connection
    connection.execute(text("SELECT 1"))  # begins the transaction, which could not be begun later
    if sqlite:
        driver.set_authorizer(_only_questions)
    else:
        connection.exec_driver_sql("SET TRANSACTION READ ONLY")
    try:
        # A colon is no placeholder here. Going through text() keeps the driver to one statement.
        result = connection.execute(text(query.replace(":", r"\:")))
        rows = result.fetchall() if limit is None else result.fetchmany(limit)
        return tuple(result.keys()), [tuple(row) for row in rows]
    except ResourceClosedError as error:
        raise RecordError("sayso sql: that asks for nothing; write a SELECT (tables: docs/reference/tables.md)") from error
    except DBAPIError as error:
        said = str(error.orig).strip().splitlines()[0]
        raise RecordError(f"sayso sql: {said}; only questions can be asked (tables: docs/reference/tables.md)") from error
    finally:
        if sqlite:
            driver.set_authorizer(None)


def _only_questions(action: int, *_names: str | None) -> int:
    return sqlite3.SQLITE_OK if action in _QUESTIONS else sqlite3.SQLITE_DENY
