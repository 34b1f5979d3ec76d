"""Putting reports and what was read in them into the log, one by one or many at once."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from typing import Final

from sqlalchemy import Connection, select

from sayso.contract import Json, canonical, report_to_json, statement_to_json, with_id
from sayso.record import derive, load, log
from sayso.record.check import check_body, check_statement
from sayso.record.errors import BadStatement, RecordError
from sayso.record.put import put
from sayso.record.rows import report_row, statement_row
from sayso.record.schema import report as report_table
from sayso.record.schema import statement as statement_table
from sayso.record.stores import Store
from sayso.types import Report, Statement

Item = tuple[str, log.Payload]
Coded = tuple[Report, Sequence[Statement]]
_LONGEST: Final = 150
"""Characters of an id; what is added to one that is taken must fit the column as well."""


@dataclass(frozen=True, slots=True)
class Added:
    """What adding a report came to.

    ``id`` is the name it goes by in this case; ``new`` is False when its key was known. ``coded`` and
    ``withdrawn`` count the statements that came and went; both are 0 when nothing changed.
    """

    id: str
    new: bool
    coded: int = 0
    withdrawn: int = 0


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading many came to: reports that were new, their statements, and reports whose key was known."""

    reports: int = 0
    statements: int = 0
    known: int = 0


def add(connection: Connection, report: Report, statements: Sequence[Statement], coder: str) -> Added:
    """One report with what ``coder`` read in it (see ``Record.add``)."""
    id, new = settle(connection, report)
    items: list[Item] = []
    if new:
        items.append(("report", report_to_json(replace(report, id=id))))
    added, withdrawn = 0, 0
    if coder or statements:
        stored = replace(report, id=id) if new else load.reports(connection, ids=[id])[id]
        more, added, withdrawn = coding(connection, stored, coder, statements, report.id)
        items += more
    derive.apply(connection, log.append(connection, items))
    return Added(id, new, added, withdrawn)


def coding(
    connection: Connection, report: Report, coder: str, statements: Sequence[Statement], called: str
) -> tuple[list[Item], int, int]:
    """What the log is told when ``coder`` has read a report that is ``called`` so in its statements; how many came and went."""
    if not coder.strip():
        raise BadStatement(f"statements of {report.id}: say which coder read them")
    after = {one.id: one for one in (_under(report.id, one, called) for one in statements)}
    for one in after.values():
        check_statement(one, report)
    before = {one.statement.id for one in load.coded(connection, ids=[report.id])}
    gone = [one for one in before if one not in after]
    come = [one for id, one in after.items() if id not in before]
    read_by = connection.execute(select(report_table.c.coder).where(report_table.c.id == report.id)).scalar()
    items: list[Item] = [("withdrawal", {"report": report.id, "statement": id, "coder": coder}) for id in sorted(gone)]
    items += [("statement", {"coder": coder, "statement": statement_to_json(one)}) for one in come]
    if items or read_by != coder:
        items.append(_run(report.id, coder, len(after)))
    return items, len(come), len(gone)


def _run(report: str, coder: str, count: int) -> Item:
    return ("run", {"what": "code", "report": report, "coder": coder, "statements": count})


def settle(connection: Connection, report: Report) -> tuple[str, bool]:
    """The id a report goes by, and whether it is new."""
    check_name(report)
    known = connection.execute(select(report_table.c.id).where(report_table.c.key == report.key)).scalar()
    if known is not None:
        return str(known), False
    id, length = report.id, 6
    while connection.execute(select(report_table.c.id).where(report_table.c.id == id)).first() is not None:
        if length > len(report.key) + 6:
            raise RecordError(f"report {report.id}: its id is taken and its key gives no other; give another with --id")
        id, length = f"{report.id}-{report.key[:length]}", length + 6
    return id, True


def check_name(report: Report) -> None:
    """Raises RecordError for an id that no store can keep."""
    if "\x00" in report.id + report.key or len(report.id) > _LONGEST:
        raise RecordError(
            f"report {report.id[:60]!r}: an id has at most {_LONGEST} characters and no NUL; give another with --id"
        )


def _under(id: str, statement: Statement, called: str) -> Statement:
    """A statement moved to the id its report got here."""
    if statement.report == id or statement.report != called:
        return statement
    return with_id(replace(statement, report=id))


def load_many(store: Store, many: Iterable[Coded], coder: str, batch: int) -> Iterator[Loaded]:
    """Loads reports ``batch`` at a time, each batch one transaction, and says after each how far it has come.

    Reports that are known add nothing. The full-text table is filled once at the end.
    """
    if not coder.strip():
        raise BadStatement("statements to load: say which coder read them")
    total = Loaded()
    every = iter(many)
    while chunk := list(islice(every, batch)):
        with store.writing() as connection, _uncollected():
            more = _load(connection, chunk, coder)
        total = Loaded(*(a + b for a, b in zip(_numbers(total), _numbers(more), strict=True)))
        yield total
    with store.writing() as connection:
        derive.catch_up(connection)


@contextmanager
def _uncollected() -> Iterator[None]:
    """No search for reference cycles meanwhile: a batch makes none, and looking for them took a fifth of the time."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _numbers(loaded: Loaded) -> tuple[int, int, int]:
    return loaded.reports, loaded.statements, loaded.known


def _load(connection: Connection, chunk: Sequence[Coded], coder: str) -> Loaded:
    keys, ids = _taken(connection, chunk)
    items: list[tuple[str, str]] = []
    bodies: list[tuple[str, Json]] = []
    wrapped, known = canonical(coder), 0
    for given, said in chunk:
        if given.key in keys:
            known += 1
            continue
        check_name(given)
        report = given if given.id not in ids else replace(given, id=_another(given, ids))
        keys.add(given.key)
        ids.add(report.id)
        page = report_to_json(report)
        items.append(("report", log.writable(page)))
        bodies.append((report.id, page))
        stated = {one.id: one for one in (_under(report.id, one, given.id) for one in said)}
        for one in stated.values():
            body = statement_to_json(one)
            items.append(("statement", f'{{"coder":{wrapped},"statement":{check_body(body, report)}}}'))
            bodies.append((report.id, body))
        if not stated:
            items.append(("run", canonical(_run(report.id, coder, 0)[1])))
            bodies.append((report.id, {}))
    _tables(connection, log.append_texts(connection, items), bodies, coder)
    reports = len({id for id, _ in bodies})
    return Loaded(reports, sum(kind == "statement" for kind, _ in items), known)


def _tables(connection: Connection, entries: Sequence[log.Entry], bodies: Sequence[tuple[str, Json]], coder: str) -> None:
    """What ``derive.tables`` does, from what is at hand anyway."""
    reports, statements, published = [], [], {}
    for entry, (id, body) in zip(entries, bodies, strict=True):
        if entry.kind == "report":
            reports.append(report_row(entry.seq, log.microseconds(entry.at), body) | {"coder": coder})
            published[id] = body["published"]
        elif entry.kind == "statement":
            statements.append(statement_row(entry.seq, body, published[id]))
    put(connection, report_table, reports)
    put(connection, statement_table, statements)


def _taken(connection: Connection, chunk: Sequence[Coded]) -> tuple[set[str], set[str]]:
    columns = (report_table.c.key, report_table.c.id)
    found = []
    for column, values in zip(columns, zip(*((one.key, one.id) for one, _ in chunk), strict=True), strict=True):
        found.append(set(connection.execute(select(column).where(column.in_(values))).scalars()))
    return found[0], found[1]


def _another(report: Report, ids: set[str]) -> str:
    for length in range(6, len(report.key) + 7, 6):
        if (id := f"{report.id}-{report.key[:length]}") not in ids:
            return id
    raise RecordError(f"report {report.id}: its id is taken and its key gives no other; give another id")
