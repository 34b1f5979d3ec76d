"""The tables of a case: one append-only log, and what is derived from it. The same on SQLite and PostgreSQL.

Only ``log``, ``case_info`` and ``raw_file`` hold anything of their own. Every other table is a pure
function of the log, filled by ``derive`` as entries are appended and again, identically, by
``Record.rebuild``; the ``settled`` ones keep the events of a moment once somebody asked. What only one of the databases understands (full text, triggers) stands in
``dialects``. A change to the kept tables needs a migration; see docs/how-to/change-the-tables.md.
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

VERSION: Final = 3
"""Raised whenever the tables change; a case with a higher number is refused, never guessed at."""

DERIVED_SINCE: Final = 2
"""The version that last changed the derived tables: a case of an earlier one has them made anew."""

APPLICATION_ID: Final = 0x53617973
"""``Says`` in the header of an SQLite file: how a case is told from any other database."""

KINDS: Final = ("report", "statement", "withdrawal", "ruling", "run", "event")

metadata = MetaData()
"""What is kept: nothing here may ever be dropped."""

case_info = Table("case_info", metadata, Column("name", String(40), primary_key=True), Column("value", Text, nullable=False))

alembic_version = Table("alembic_version", metadata, Column("version_num", String(32), primary_key=True))
"""Where Alembic notes the version of the tables."""

log = Table(
    "log",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(16), nullable=False),
    Column("at", BigInteger, nullable=False, comment="UTC microseconds since 1970: when it was written, not when it happened"),
    Column("payload", LargeBinary, nullable=False, comment="canonical JSON, packed"),
    Column("hash", LargeBinary(32), nullable=False, comment="sha256 over number, kind, time, text and the hash before"),
    CheckConstraint("seq > 0", name="log_seq"),
)

raw_file = Table(
    "raw_file",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("bytes", LargeBinary, nullable=False),
)
"""Raw documents of a case on a server; a case in a file keeps them in a folder beside it."""

derived = MetaData()
"""Everything that may be dropped and made again."""

report = Table(
    "report",
    derived,
    Column("id", String(200), primary_key=True),
    Column("key", String(200), nullable=False, unique=True),
    Column("published", Date, nullable=False, index=True),
    Column("published_at", BigInteger, comment="UTC microseconds since 1970 where the document gives the time of day"),
    Column("read_at", BigInteger, nullable=False, comment="UTC microseconds since 1970: when it came into the case"),
    Column("outlet", Text),
    Column("title", Text),
    Column("seq", Integer, ForeignKey(log.c.seq), nullable=False, unique=True),
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
    Column("withdrawn", Integer, comment="number of the withdrawal; null while it stands"),
    Column("voice", Text, nullable=False),
    Column("stance", String(16), nullable=False),
    Column("firmness", Integer, nullable=False),
    Column("what", String(16)),
    Column("mode", Text),
    Column("actor", Text, comment="id where known, else the name as written"),
    Column("target", Text),
    Column("place", Text),
    Column("country", Text),
    Column("weapon", Text),
    Column("first", Date),
    Column("last", Date),
    Column("day", Date, nullable=False, comment="when it happened as far as said (last, else first), else when published"),
    Index("statement_id", "id"),
    Index("statement_report", "report"),
    Index("statement_actor", "actor", "day"),
    Index("statement_target", "target", "day"),
)

ruling = Table(
    "ruling",
    derived,
    Column("seq", Integer, ForeignKey(log.c.seq), primary_key=True, autoincrement=False),
    Column("act", String(16), nullable=False),
    Column("report", String(200), ForeignKey(report.c.id), nullable=False, index=True),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("by", Text, nullable=False),
    Column("why", Text, nullable=False),
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

found_until = Table("found_until", derived, Column("seq", Integer, primary_key=True, autoincrement=False))
"""One row: the entry up to which the full-text table is filled; it lags behind while much is loaded at once."""

FIND: Final = "find"
"""The full-text table: the folded words of each report, by the number of its entry."""

settled = MetaData()
"""The events of a moment, kept once they were asked for, so that they are not matched again until the case changes."""

settled_cut = Table(
    "settled_cut",
    settled,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("moment", String(40), nullable=False, comment="the day or minute asked for; empty for no end"),
    Column("until", Integer, nullable=False, comment="the entry asked for with read_by; -1 for no end"),
    Column("head", Integer, nullable=False, comment="the last entry that was taken in"),
    Column("by", String(64), nullable=False, comment="fingerprint of the rules and knowledge they were matched by"),
    Column("stamp", String(40), comment="the as_of of its events"),
    Column("statements", Integer, nullable=False),
    Column("texts", Integer, nullable=False),
    Column("first", Integer, nullable=False, comment="its events are numbered from here"),
    Column("next", Integer, nullable=False, comment="up to but not including this"),
    Column("hash", String(64), nullable=False, comment="sha256 over its rows: a changed one shows"),
)

settled_event = Table(
    "settled_event",
    settled,
    Column("number", Integer, primary_key=True, autoincrement=False, comment="by first possible day within the moment"),
    Column("id", String(40), nullable=False, index=True),
    Column("first", Date),
    Column("last", Date),
    Column("what", String(16)),
    Column("mode", Text),
    Column("title", Text, nullable=False),
    Column("voices", Integer, nullable=False, comment="independent ones: all prints of one text are one"),
    Column("statements", Integer, nullable=False),
    Column("killed", Integer, nullable=False, comment="the highest figure that stands; 0 for none"),
)

settled_member = Table(
    "settled_member",
    settled,
    Column("event", Integer, primary_key=True, autoincrement=False),
    Column("statement", String(32), primary_key=True, index=True),
    Column("report", String(200), nullable=False),
    sqlite_with_rowid=False,
)

settled_part = Table(
    "settled_part",
    settled,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("cut", Integer, nullable=False, index=True),
    Column("role", String(8), nullable=False, comment="doer, target, place, weapon or rung"),
    Column("value", Text, nullable=False, comment="canonical JSON: what a filter looks at"),
)

settled_with = Table(
    "settled_with",
    settled,
    Column("part", Integer, primary_key=True, autoincrement=False),
    Column("event", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

settled_copy = Table(
    "settled_copy",
    settled,
    Column("cut", Integer, primary_key=True, autoincrement=False),
    Column("report", String(200), primary_key=True),
    Column("of", String(200), nullable=False, comment="the earliest report with the same text"),
    sqlite_with_rowid=False,
)

settled_name = Table(
    "settled_name",
    settled,
    Column("cut", Integer, primary_key=True, autoincrement=False),
    Column("name", String(40), primary_key=True),
    Column("into", String(40), nullable=False, comment="the event that name leads to"),
    sqlite_with_rowid=False,
)

settled_word = Table(
    "settled_word",
    settled,
    Column("cut", Integer, primary_key=True, autoincrement=False),
    Column("word", Text, primary_key=True),
    Column("quotes", Integer, nullable=False, comment="statements whose quotes hold it"),
    Column("texts", Integer, nullable=False, comment="reports whose texts hold it"),
    sqlite_with_rowid=False,
)
