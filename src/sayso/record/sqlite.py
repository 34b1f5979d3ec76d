"""A case in one SQLite file: what must hold of it, and plain words for what SQLite says otherwise."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self
from urllib.parse import quote

from sqlalchemy import Connection, Engine, StaticPool, create_engine, event
from sqlalchemy.exc import DatabaseError, OperationalError

from sayso.record import migrate
from sayso.record.errors import CaseLocked, CaseReadOnly, DiskFull, NotACase, RecordError
from sayso.record.schema import APPLICATION_ID, VERSION
from sayso.record.stores import MEMORY


@dataclass(frozen=True, slots=True)
class SqliteStore:
    """A file, or memory. Readers never wait; writers queue for the write lock."""

    name: str
    engine: Engine
    read_only: bool
    on_server: bool = False

    @classmethod
    def open(cls, path: str, *, create: bool, read_only: bool, busy_seconds: float) -> Self:
        """The case at ``path``. A file that may not be written is opened for reading."""
        shut = read_only or (os.path.isfile(path) and not os.access(path, os.W_OK))
        if path != MEMORY:
            _check_file(Path(path), create=create, read_only=shut)
        store = cls(path, _engine(path, read_only=shut, busy_seconds=busy_seconds), shut)
        try:
            with plain_words(path):
                if not shut:
                    store._make(create=create)
                store._check()
        except RecordError:
            store.close()
            raise
        return store

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with plain_words(self.name), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        if self.read_only:
            raise CaseReadOnly(f"case {self.name} was opened for reading; copy it somewhere you may write")
        with plain_words(self.name), self._writer() as connection, connection.begin():
            yield connection

    def _writer(self) -> Connection:
        # The write lock is taken at once, so that two writers queue instead of colliding.
        return self.engine.connect().execution_options(sayso_write=True)

    def close(self) -> None:
        self.engine.dispose()

    def _make(self, *, create: bool) -> None:
        raw = self.engine.raw_connection()
        with closing(raw), closing(raw.cursor()) as cursor:
            empty = cursor.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
            marked = cursor.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
            if not empty and not marked:
                raise NotACase(f"case {self.name} is a database of some other program; give the path of a case")
            if empty and not create:
                raise NotACase(f"case {self.name} is empty; make one with: sayso read FILE... --case {self.name}")
            _to_wal(cursor)
            if not empty and _version(cursor) >= VERSION:
                return
        with self.writing() as connection:
            # Another program may have made the case, or brought it up to date, while we waited for the lock.
            if connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one() == 0:
                migrate.create(connection)
                connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
            elif (version := connection.exec_driver_sql("PRAGMA user_version").scalar_one()) < VERSION:
                migrate.upgrade(connection, version)
            connection.exec_driver_sql(f"PRAGMA user_version={VERSION}")

    def _check(self) -> None:
        with self.engine.connect() as connection:
            marked = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
            version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
        if marked != APPLICATION_ID:
            raise NotACase(f"case {self.name} is a database of some other program; give the path of a case")
        migrate.check_version(self.name, version)


@contextmanager
def plain_words(path: str) -> Iterator[None]:
    """Turns what SQLite says about the file at ``path`` into errors a reporter can act on."""
    try:
        yield
    except (DatabaseError, sqlite3.DatabaseError) as error:
        # A connection being set up lets the driver's own error through; later ones come wrapped.
        said = str(error.orig if isinstance(error, DatabaseError) else error)
        raise (_meaning(path, said, error) or error) from error


def _meaning(path: str, said: str, error: Exception) -> RecordError | None:
    if "locked" in said or "busy" in said:
        return CaseLocked(f"case {path}: another program is writing to it; wait for it to end and try again")
    if "readonly" in said or "read-only" in said:
        return CaseReadOnly(f"case {path} can only be read; copy it somewhere you may write")
    if "full" in said or "disk I/O error" in said:
        return DiskFull(
            f"case {path}: the disk is full or failed ({said}), and what was being written was not kept; make room and run it again"
        )
    if any(word in said for word in ("not a database", "malformed", "encrypted", "vtable constructor failed")):
        return NotACase(f"case {path} is damaged or no case at all ({said}); restore it from a copy")
    if isinstance(error, (OperationalError, sqlite3.OperationalError)):
        return RecordError(f"case {path}: {said}; check the disk and the rights on its folder")
    return None


def _check_file(path: Path, *, create: bool, read_only: bool) -> None:
    if path.is_dir():
        raise NotACase(f"case {path} is a folder; give the file in it that ends in .sayso")
    if not path.exists():
        if read_only or not create:
            raise NotACase(f"case {path} does not exist; make one with: sayso read FILE... --case {path}")
        if not path.parent.is_dir():
            raise NotACase(f"case {path}: its folder {path.parent} does not exist; make it first")
        return
    with path.open("rb") as file:
        head = file.read(16)
    if head and head != b"SQLite format 3\x00":
        raise NotACase(f"case {path} is some other kind of file; give the path of a case, such as case.sayso")


def _engine(path: str, *, read_only: bool, busy_seconds: float) -> Engine:
    options: dict[str, Any] = {"connect_args": {"timeout": busy_seconds, "check_same_thread": False}}
    if path == MEMORY:
        engine = create_engine("sqlite://", poolclass=StaticPool, **options)
    else:
        engine = create_engine("sqlite://", creator=_connector(path, read_only, busy_seconds), **options)
    event.listen(engine, "connect", _on_connect)
    event.listen(engine, "begin", _on_begin)
    return engine


def _connector(path: str, read_only: bool, busy_seconds: float) -> Any:
    mode = "ro" if read_only else "rwc"
    where = quote(str(Path(path).resolve()))
    # A case on a medium that cannot be written has no room for the side files of WAL; then nobody else
    # can be writing either, and SQLite may read the file as it lies there.
    still = read_only and not os.access(Path(path).resolve().parent, os.W_OK)
    address = f"file:{where}?mode={mode}" + ("&immutable=1" if still else "")
    return lambda: sqlite3.connect(address, uri=True, timeout=busy_seconds, check_same_thread=False)


def _on_connect(connection: Any, _record: object) -> None:
    # The driver's own habit of opening transactions late would let two writers read, then collide.
    connection.isolation_level = None
    with closing(connection.cursor()) as cursor:
        cursor.execute("PRAGMA foreign_keys=ON")
        cursor.execute("PRAGMA synchronous=FULL")


def _on_begin(connection: Connection) -> None:
    write = connection.get_execution_options().get("sayso_write", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def _version(cursor: Any) -> int:
    return int(cursor.execute("PRAGMA user_version").fetchone()[0])


def _to_wal(cursor: Any) -> None:
    """Puts the file into WAL mode. SQLite does not wait for others at this one step, so we do, as long as for any lock."""
    patience = cursor.execute("PRAGMA busy_timeout").fetchone()[0] / 1000
    until = time.monotonic() + patience
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > until:
                raise
            time.sleep(0.02)
