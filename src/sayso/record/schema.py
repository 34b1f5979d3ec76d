"""The tables of a case: one append-only log, and what is derived from it.

Only ``log`` holds anything of its own. Every other table is a pure function of it, filled by
``derive`` as entries are appended and again, identically, by ``Record.rebuild``. The types are
portable; what only SQLite understands (full text, triggers) stands apart at the foot.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Connection,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    event,
    text,
)

VERSION: Final = 1
"""Raised whenever the tables change; a case with a higher number is refused, never guessed at."""

APPLICATION_ID: Final = 0x53617973
"""``Says`` in the header of an SQLite file: how a case is told from any other database."""

KINDS: Final = ("report", "statement", "withdrawal", "ruling", "run", "event")

metadata = MetaData()

case_info = Table("case_info", metadata, Column("name", String(40), primary_key=True), Column("value", Text, nullable=False))

log = Table(
    "log",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(16), nullable=False),
    Column(
        "at",
        BigInteger,
        nullable=False,
        comment="UTC microseconds since 1970: when it was written, not when it happened",
    ),
    Column("payload", Text, nullable=False),
    Column("prev", String(64), nullable=False),
    Column("hash", String(64), nullable=False),
    CheckConstraint("seq > 0", name="log_seq"),
)

derived = MetaData()
"""Everything that may be dropped and made again."""

report = Table(
    "report",
    derived,
    Column("id", String(200), primary_key=True),
    Column("key", String(200), nullable=False, unique=True),
    Column("published", Date, nullable=False, index=True),
    Column("seq", Integer, ForeignKey(log.c.seq), nullable=False),
    Column("coder", Text, comment="who read it last; null while nobody has"),
)

statement = Table(
    "statement",
    derived,
    Column("seq", Integer, ForeignKey(log.c.seq), primary_key=True, autoincrement=False),
    Column("id", String(32), nullable=False),
    Column("report", String(200), ForeignKey(report.c.id), nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("coder", Text, nullable=False),
    Column("withdrawn", Integer, comment="seq of the withdrawal; null while it stands"),
    Index("statement_id", "id"),
    Index("statement_report", "report", "withdrawn"),
)

ruling = Table(
    "ruling",
    derived,
    Column("seq", Integer, ForeignKey(log.c.seq), primary_key=True, autoincrement=False),
    Column("act", String(16), nullable=False),
    Column("report", String(200), ForeignKey(report.c.id), nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("undone", Boolean, nullable=False, default=False),
)

event_name = Table(
    "event_name",
    derived,
    Column("id", String(40), primary_key=True),
    Column("seq", Integer, nullable=False, comment="the entry that gave the name: the oldest name wins a merge"),
    Column("founding", Text, nullable=False, comment="canonical JSON of the founding mention"),
    Column("into", String(40), comment="the event it now belongs to; null while it stands for itself"),
)

event_member = Table(
    "event_member",
    derived,
    Column("mention", Text, primary_key=True, comment="canonical JSON of [report, start, end, statement, what]"),
    Column("event", String(40), nullable=False, index=True),
    Column("seq", Integer, nullable=False),
)

FIND: Final = "find"
"""The full-text table of SQLite: one row for each standing quote, each report and each missed statement."""

_SQLITE_FIND: Final = (
    f"CREATE VIRTUAL TABLE {FIND} USING fts5(report UNINDEXED, start UNINDEXED, stop UNINDEXED, body, "
    "tokenize='unicode61 remove_diacritics 2')"
)


def _on_sqlite(target: MetaData | Table, moment: str, *statements: str) -> None:
    def run(_target: object, connection: Connection, **_options: object) -> None:
        if connection.dialect.name == "sqlite":
            for statement in statements:
                connection.execute(text(statement))

    event.listen(target, moment, run)


_on_sqlite(
    log,
    "after_create",
    *(
        f"CREATE TRIGGER log_no_{verb.lower()} BEFORE {verb} ON log "
        "BEGIN SELECT RAISE(ABORT, 'the log of a case is append-only'); END"
        for verb in ("UPDATE", "DELETE")
    ),
)
_on_sqlite(derived, "after_create", _SQLITE_FIND)
_on_sqlite(derived, "before_drop", f"DROP TABLE IF EXISTS {FIND}")
