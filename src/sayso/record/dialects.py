"""What SQLite and PostgreSQL each say in their own words: full text, and the log that cannot be edited."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection, MetaData, Table, event, text

from sayso.record.schema import FIND, derived, log

_REFUSAL: Final = "the log of a case is append-only"

_SQLITE_LOG: Final = tuple(
    f"CREATE TRIGGER log_no_{verb.lower()} BEFORE {verb} ON log BEGIN SELECT RAISE(ABORT, '{_REFUSAL}'); END"
    for verb in ("UPDATE", "DELETE")
)
_POSTGRES_LOG: Final = (
    "CREATE FUNCTION log_refuses() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{_REFUSAL}' USING ERRCODE = 'restrict_violation'; END $$",
    "CREATE TRIGGER log_no_edit BEFORE UPDATE OR DELETE ON log FOR EACH ROW EXECUTE FUNCTION log_refuses()",
    "CREATE TRIGGER log_no_truncate BEFORE TRUNCATE ON log FOR EACH STATEMENT EXECUTE FUNCTION log_refuses()",
)

# Words reach both databases folded and parted by single spaces, so both cut them alike.
_SQLITE_FIND: Final = (f"CREATE VIRTUAL TABLE {FIND} USING fts5(body, tokenize='unicode61 remove_diacritics 0')",)
_POSTGRES_FIND: Final = (
    f"CREATE TABLE {FIND} (seq integer PRIMARY KEY, body text NOT NULL, words tsvector NOT NULL)",
    f"CREATE INDEX find_words ON {FIND} USING gin (words)",
)


def protect_log(connection: Connection) -> None:
    """Makes the database itself refuse to change or delete an entry."""
    _say(connection, _SQLITE_LOG, _POSTGRES_LOG)


def free_log(connection: Connection) -> None:
    """Takes that protection away, inside a migration that copies the log and protects the copy."""
    sqlite = tuple(f"DROP TRIGGER IF EXISTS log_no_{verb}" for verb in ("update", "delete"))
    _say(connection, sqlite, ("DROP FUNCTION IF EXISTS log_refuses() CASCADE",))


def _say(connection: Connection, sqlite: tuple[str, ...], postgres: tuple[str, ...]) -> None:
    for statement in sqlite if connection.dialect.name == "sqlite" else postgres:
        connection.execute(text(statement))


def _after_log(_target: Table, connection: Connection, **_options: object) -> None:
    protect_log(connection)


def _after_derived(_target: MetaData, connection: Connection, **_options: object) -> None:
    _say(connection, _SQLITE_FIND, _POSTGRES_FIND)


def _before_drop(_target: MetaData, connection: Connection, **_options: object) -> None:
    connection.execute(text(f"DROP TABLE IF EXISTS {FIND}"))


event.listen(log, "after_create", _after_log)
event.listen(derived, "after_create", _after_derived)
event.listen(derived, "before_drop", _before_drop)
