"""Putting many rows into a table at once, and asking for many."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, Table

MANY: Final = 500
"""Values in one question; SQLite takes 32,766 and PostgreSQL 65,535 at most."""

T = TypeVar("T")


def batches(values: Sequence[T], most: int = MANY) -> Iterator[Sequence[T]]:
    """The values in their order, at most so many at a time."""
    return (values[first : first + most] for first in range(0, len(values), most))


def put(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Inserts rows that all have the same columns in the same order. Days are given as text, which both databases take."""
    if not rows:
        return
    # Said to the driver directly: this is where most of the time of a large load would go.
    quote = connection.dialect.identifier_preparer.quote
    marks = ", ".join(["?" if connection.dialect.paramstyle == "qmark" else "%s"] * len(rows[0]))
    names = ", ".join(quote(name) for name in rows[0])
    query = f"INSERT INTO {quote(table.name)} ({names}) VALUES ({marks})"
    connection.exec_driver_sql(query, [tuple(row.values()) for row in rows])
