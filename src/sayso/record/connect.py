"""Opening the file of a case: what must hold of it, and plain words for what SQLite says otherwise."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

from sqlalchemy import Connection, Engine, StaticPool, create_engine, event, text
from sqlalchemy.exc import DatabaseError, OperationalError

from sayso.record.errors import CaseLocked, CaseReadOnly, NewerCase, NotACase, RecordError
from sayso.record.schema import APPLICATION_ID, VERSION, derived, metadata

MEMORY: Final = ":memory:"


def case_path(path_or_url: str | os.PathLike[str]) -> str:
    """The file of a case: a path, ``sqlite:///path``, or ``:memory:`` for one that is not kept."""
    name = os.fspath(path_or_url)
    if name.startswith("sqlite:///"):
        return name.removeprefix("sqlite:///") or MEMORY
    if "://" in name:
        scheme = name.partition("://")[0]
        raise NotACase(f"case {name!r}: {scheme} is not kept here; give the path of a file, such as case.sayso")
    return name


def open_engine(path: str, *, create: bool, read_only: bool, busy_seconds: float) -> Engine:
    """An engine on a case that exists (or was just made) and that this version understands."""
    if path != MEMORY:
        _check_file(Path(path), create=create, read_only=read_only)
    engine = _engine(path, read_only=read_only, busy_seconds=busy_seconds)
    try:
        with plain_words(path):
            if not read_only:
                _make(engine, path, create=create)
            _check_case(engine, path)
    except RecordError:
        engine.dispose()
        raise
    return engine


@contextmanager
def plain_words(path: str) -> Iterator[None]:
    """Turns what the database says about the file at ``path`` into errors a reporter can act on."""
    try:
        yield
    except (DatabaseError, sqlite3.DatabaseError) as error:
        # A connection being set up lets the driver's own error through; later ones come wrapped.
        said = str(error.orig if isinstance(error, DatabaseError) else error)
        if "locked" in said or "busy" in said:
            raise CaseLocked(f"case {path}: another program is writing to it; wait for it to end and try again") from error
        if "readonly" in said or "read-only" in said:
            raise CaseReadOnly(f"case {path} can only be read; copy it somewhere you may write") from error
        if "not a database" in said or "malformed" in said or "encrypted" in said:
            raise NotACase(f"case {path} is damaged or no case at all ({said}); restore it from a copy") from error
        if isinstance(error, (OperationalError, sqlite3.OperationalError)):
            raise RecordError(f"case {path}: {said}; check the disk and the rights on its folder") from error
        raise


def writing(engine: Engine) -> Connection:
    """A connection whose transactions take the write lock at once, so that two writers queue instead of colliding."""
    return engine.connect().execution_options(sayso_write=True)


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


def _make(engine: Engine, path: str, *, create: bool) -> None:
    raw = engine.raw_connection()
    with closing(raw), closing(raw.cursor()) as cursor:
        empty = cursor.execute("SELECT count(*) FROM sqlite_master").fetchone()[0] == 0
        marked = cursor.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID
        if not empty and not marked:
            raise NotACase(f"case {path} is a database of some other program; give the path of a case")
        if empty and not create:
            raise NotACase(f"case {path} is empty; make one with: sayso read FILE... --case {path}")
        _to_wal(cursor)
    with writing(engine) as connection, connection.begin():
        # Another program may have made the case while we waited for the lock.
        if connection.execute(text("SELECT count(*) FROM sqlite_master")).scalar_one() == 0:
            metadata.create_all(connection)
            derived.create_all(connection)
            connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version={VERSION}")


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


def _check_case(engine: Engine, path: str) -> None:
    with engine.connect() as connection:
        marked = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
        version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    if marked != APPLICATION_ID:
        raise NotACase(f"case {path} is a database of some other program; give the path of a case")
    if version > VERSION:
        raise NewerCase(f"case {path} has format {version}, this version of Sayso knows {VERSION}; update Sayso")
