"""Where a case is kept: a file (SQLite) or a schema of a PostgreSQL database. Everything else is the same for both."""

from __future__ import annotations

import os
from contextlib import AbstractContextManager
from typing import Final, Protocol

from sqlalchemy import Connection

from sayso.record.errors import NotACase

MEMORY: Final = ":memory:"
"""A case that is not kept."""


class Store(Protocol):
    """What a record asks of the place it is kept in. ``tests/record/test_record_stores.py`` is the suite for one.

    ``reading`` gives a connection that sees one state throughout. ``writing`` gives one that alone may write:
    what was done in it is kept whole once the block ends, and not at all if it is left by an error or the
    machine stops. Errors of the database come out as those of ``sayso.record.errors``.
    """

    @property
    def name(self) -> str:
        """The path or address, without a password."""

    @property
    def on_server(self) -> bool:
        """True when raw documents belong into the store itself, as there is no folder beside it."""

    @property
    def read_only(self) -> bool:
        """True when nothing may be written."""

    def reading(self) -> AbstractContextManager[Connection]: ...

    def writing(self) -> AbstractContextManager[Connection]: ...

    def close(self) -> None: ...


def open_store(path_or_url: str | os.PathLike[str], *, create: bool, read_only: bool, busy_seconds: float) -> Store:
    """The store at a path, ``sqlite:///path``, ``:memory:`` or ``postgresql://…``, made or brought up to date if need be."""
    name = os.fspath(path_or_url)
    scheme, separator, rest = name.partition("://")
    if separator and scheme.partition("+")[0] in ("postgresql", "postgres"):
        from sayso.record.postgres import PostgresStore

        return PostgresStore.open(name, create=create, read_only=read_only, busy_seconds=busy_seconds)
    if separator and scheme != "sqlite":
        raise NotACase(f"case {name!r}: {scheme} is not kept here; give the path of a file, or postgresql://host/database")
    from sayso.record.sqlite import SqliteStore

    path = rest.removeprefix("/") or MEMORY if separator else name
    return SqliteStore.open(path, create=create, read_only=read_only, busy_seconds=busy_seconds)
