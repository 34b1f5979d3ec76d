"""The derived tables beside what the log says they should hold, row by row as the log goes by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, Table, create_engine, insert, select

from sayso.record import derive, search
from sayso.record.log import Entry, microseconds, row_of
from sayso.record.rows import report_row, statement_row
from sayso.record.schema import derived, event_member, event_name, log, metadata, report, ruling, statement

_APART = (ruling, event_name, event_member)
"""Tables small enough to be made again elsewhere and compared whole."""


class Tally:
    """Counts rows that differ. Every entry of a sound log is counted in turn, then ``differing`` is asked."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.until = search.until(connection)
        self.reports = _Rows(connection, report, "seq", {"coder"})
        self.statements = _Rows(connection, statement, "seq", {"withdrawn"})
        self.found = iter(search.rows(connection))
        self.hit = next(self.found, None)
        self.wrong = 0
        self.published: dict[str, str] = {}
        self.coders: dict[str, str] = {}
        self.withdrawn: set[tuple[int, str, str]] = set()
        self.small: list[Entry] = []

    def count(self, entry: Entry, body: Mapping[str, Any]) -> None:
        """Compares what one entry should have left in the tables."""
        kind = entry.kind
        if kind == "report":
            row = report_row(entry.seq, microseconds(entry.at), body)
            self.published[row["id"]] = row["published"]
            self.reports.meet(row)
            self._find(entry.seq, derive.page_of(body))
        elif kind == "statement":
            said = body["statement"]
            self.statements.meet(statement_row(entry.seq, said, self.published[said["report"]]))
            self.coders[said["report"]] = body["coder"]
        elif kind == "withdrawal":
            self.withdrawn.add((entry.seq, body["report"], body["statement"]))
        elif kind == "run" and body.get("what") == "code":
            self.coders[body["report"]] = body["coder"]
        elif kind in ("ruling", "event"):
            self.small.append(entry)

    def _find(self, seq: int, words: str) -> None:
        if seq > self.until:
            return
        while self.hit is not None and self.hit[0] < seq:
            self.wrong += 1
            self.hit = next(self.found, None)
        if self.hit != (seq, search.fold(words)):
            self.wrong += 1
            if self.hit is not None and self.hit[0] > seq:
                return
        self.hit = next(self.found, None)

    def differing(self, head: int) -> int:
        """How many rows differ, all in all."""
        self.wrong += self.reports.rest() + self.statements.rest()
        self.wrong += (self.hit is not None) + sum(1 for _ in self.found)
        coded = {row.id: row.coder for row in self.connection.execute(select(report.c.id, report.c.coder)) if row.coder}
        self.wrong += len(set(coded.items()) ^ set(self.coders.items()))
        gone = select(statement.c.withdrawn, statement.c.report, statement.c.id).where(statement.c.withdrawn.is_not(None))
        self.wrong += len({tuple(row) for row in self.connection.execute(gone)} ^ self.withdrawn)
        return self.wrong + (self.until > head) + len(set(_small(self.connection)) ^ set(self._again()))

    def _again(self) -> list[str]:
        engine = create_engine("sqlite://")
        with engine.begin() as other:
            metadata.create_all(other)
            derived.create_all(other)
            if self.small:
                other.execute(insert(log), [row_of(entry) for entry in self.small])
            derive.tables(other, self.small)
            found = _small(other)
        engine.dispose()
        return found


def _small(connection: Connection) -> list[str]:
    return [repr((table.name, *row)) for table in _APART for row in connection.execute(select(table))]


class _Rows:
    """The rows of a table in the order of the log, met one after the other; some columns are left to others."""

    def __init__(self, connection: Connection, table: Table, key: str, apart: set[str]) -> None:
        self.columns = [column.name for column in table.columns if column.name not in apart]
        self.order = [column.name for column in table.columns]
        query = select(table).order_by(table.c[key]).execution_options(yield_per=2000)
        self.rows: Iterator[Any] = iter(connection.execute(query))
        self.key = key
        self.row = next(self.rows, None)
        self.wrong = 0

    def meet(self, expected: Mapping[str, Any]) -> None:
        """Compares the row of one entry."""
        key = expected[self.key]
        while self.row is not None and getattr(self.row, self.key) < key:
            self.wrong += 1
            self.row = next(self.rows, None)
        row = self.row
        if row is None or getattr(row, self.key) != key:
            self.wrong += 1
            return
        held = row._mapping
        if any(held[name] != expected[name] and str(held[name]) != expected[name] for name in self.columns):
            self.wrong += 1
        self.row = next(self.rows, None)

    def rest(self) -> int:
        """How many rows were wrong, those nothing in the log speaks of among them."""
        return self.wrong + (self.row is not None) + sum(1 for _ in self.rows)
