"""A case in a PostgreSQL database, for a team: one schema per case, writers queue for an advisory lock."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Final, Self

from sqlalchemy import URL, Connection, Engine, NullPool, create_engine, make_url, text
from sqlalchemy.exc import ArgumentError, DatabaseError, DBAPIError, NoSuchModuleError

from sayso.record import migrate
from sayso.record.errors import CaseLocked, CaseReadOnly, DiskFull, NotACase, RecordError
from sayso.record.schema import VERSION, alembic_version

DEFAULT_CASE: Final = "sayso"
_NAME: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")
_BUSY: Final = frozenset({"55P03", "40001", "40P01"})
_READ_ONLY: Final = frozenset({"25006", "42501"})
_FULL: Final = frozenset({"53100"})


@dataclass(frozen=True, slots=True)
class PostgresStore:
    """A schema of a database. Readers see one snapshot and never wait; writers queue for the lock of the case."""

    name: str
    engine: Engine
    case: str
    read_only: bool
    on_server: bool = True

    @classmethod
    def open(cls, url: str, *, create: bool, read_only: bool, busy_seconds: float) -> Self:
        """The case at ``postgresql://user@host/database?case=NAME``; without ``case`` the one called sayso."""
        address, case = _address(url)
        name = address.update_query_dict({"case": case}).render_as_string(hide_password=True).replace("+psycopg", "", 1)
        settings = f"-c search_path={case} -c lock_timeout={int(busy_seconds * 1000)} -c timezone=UTC"
        if read_only:
            settings += " -c default_transaction_read_only=on"
        with plain_words(name):
            try:
                # No pool: a command is short, and a desk that keeps a record open reuses the operating system's sockets.
                engine = create_engine(address, connect_args={"options": settings, "connect_timeout": 10}, poolclass=NullPool)
            except ModuleNotFoundError as error:
                raise NotACase(
                    f"case {name}: PostgreSQL needs its driver; install it with: pip install 'sayso[postgres]'"
                ) from error
            store = cls(name, engine, case, read_only)
            store._make(create=create and not read_only)
        return store

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with plain_words(self.name), self._reader() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        if self.read_only:
            raise CaseReadOnly(f"case {self.name} was opened for reading; open it for writing")
        with plain_words(self.name), self.engine.connect() as connection, connection.begin():
            # Whoever holds the lock has seen everything before it, so the chain cannot fork.
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": self._lock})
            yield connection

    def close(self) -> None:
        self.engine.dispose()

    def _reader(self) -> Connection:
        return self.engine.connect().execution_options(isolation_level="REPEATABLE READ")

    @property
    def _lock(self) -> int:
        return int.from_bytes(sha256(f"sayso {self.case}".encode()).digest()[:8], signed=True)

    def _make(self, *, create: bool) -> None:
        version = self._version()
        if version is None and not create:
            raise NotACase(f"case {self.name} does not exist; make one with: sayso read FILE... --case '{self.name}'")
        if not self.read_only and (version is None or version < VERSION):
            with self.writing() as connection:
                version = self._version()
                if version is None:
                    connection.execute(text(f'CREATE SCHEMA IF NOT EXISTS "{self.case}"'))
                    migrate.create(connection)
                elif version < VERSION:
                    migrate.upgrade(connection, version)
            version = self._version()
        migrate.check_version(self.name, version or 0)

    def _version(self) -> int | None:
        """The version of the tables; None where there are none."""
        with self.engine.connect() as connection:
            there = connection.execute(text("SELECT to_regclass(:name)"), {"name": f"{self.case}.alembic_version"}).scalar()
            if there is None:
                return None
            return int(connection.execute(alembic_version.select()).scalar_one())


def _address(url: str) -> tuple[URL, str]:
    try:
        address = make_url(url)
    except ArgumentError as error:
        raise NotACase("case: that address cannot be read; write it as postgresql://user@host:5432/database") from error
    case = str(address.query.get("case", DEFAULT_CASE))
    if not _NAME.fullmatch(case):
        raise NotACase(f"case {case!r}: a case on a server is named in small letters, digits and _ (at most 40), such as sayso")
    return address.set(drivername="postgresql+psycopg").difference_update_query(["case"]), case


@contextmanager
def plain_words(name: str) -> Iterator[None]:
    """Turns what the server says about a case into errors a reporter can act on."""
    try:
        yield
    except NoSuchModuleError as error:
        raise NotACase(f"case {name}: that kind of database is not known; give a path or postgresql://host/database") from error
    except DBAPIError as error:
        raise (_meaning(name, error) or error) from error


def _meaning(name: str, error: DBAPIError) -> RecordError | None:
    origin: Any = error.orig
    code = getattr(origin, "sqlstate", None)
    said = str(origin).strip().splitlines()[0] if str(origin).strip() else type(origin).__name__
    if code in _BUSY:
        return CaseLocked(f"case {name}: another program is writing to it; wait for it to end and try again")
    if code in _READ_ONLY:
        return CaseReadOnly(f"case {name} can only be read by this user ({said}); ask its owner for the right to write")
    if code in _FULL:
        return DiskFull(
            f"case {name}: the server's disk is full, and what was being written was not kept; make room and run it again"
        )
    if code is None:
        return NotACase(f"case {name}: no connection ({said}); is the server running, and are address, user and password right?")
    return RecordError(f"case {name}: the server refused ({code}: {said})") if isinstance(error, DatabaseError) else None
