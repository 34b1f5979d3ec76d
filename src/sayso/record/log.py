"""The log: entries in the order they came, each sealed with the hash of the one before."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, insert, select

from sayso.contract import canonical, digest
from sayso.record.errors import RecordError
from sayso.record.schema import log

GENESIS: Final = "0" * 64
"""What the first entry follows."""

Payload = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log. ``at`` is when it was written (UTC); ``text`` the canonical JSON that is hashed."""

    seq: int
    kind: str
    at: datetime
    text: str
    prev: str
    hash: str

    @property
    def payload(self) -> Payload:
        """What the entry says."""
        value: Payload = json.loads(self.text)
        return value

    @property
    def expected(self) -> str:
        """The hash an untouched entry carries."""
        return seal(self.seq, self.kind, microseconds(self.at), self.text, self.prev)


def microseconds(at: datetime) -> int:
    """Whole microseconds since 1970 of a time with a zone."""
    since = at - datetime(1970, 1, 1, tzinfo=UTC)
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


def seal(seq: int, kind: str, at: int, text: str, prev: str) -> str:
    """sha256 over the canonical JSON list of all five, so that no two entries can be cut differently."""
    return digest([seq, kind, at, text, prev])


def head(connection: Connection) -> tuple[int, str]:
    """Number and hash of the last entry; (0, zeros) for an empty log."""
    last = select(log.c.seq, log.c.hash).order_by(log.c.seq.desc()).limit(1)
    row = connection.execute(last).one_or_none()
    return (0, GENESIS) if row is None else (row.seq, row.hash)


def append(connection: Connection, items: Sequence[tuple[str, Payload]]) -> list[Entry]:
    """Writes entries after the last one and returns them. The caller holds the write lock."""
    seq, prev = head(connection)
    at = datetime.now(UTC)
    entries: list[Entry] = []
    for kind, payload in items:
        seq += 1
        text = _writable(payload)
        entries.append(Entry(seq, kind, at, text, prev, seal(seq, kind, microseconds(at), text, prev)))
        prev = entries[-1].hash
    if entries:
        connection.execute(insert(log), [row_of(entry) for entry in entries])
    return entries


def entries(connection: Connection, *, after: int = 0, kinds: Iterable[str] = ()) -> Iterator[Entry]:
    """Entries in order, those after ``after``; only some kinds if given."""
    query = select(log).where(log.c.seq > after).order_by(log.c.seq)
    wanted = tuple(kinds)
    if wanted:
        query = query.where(log.c.kind.in_(wanted))
    for row in connection.execute(query.execution_options(yield_per=1000)):
        yield entry_of(row)


def row_of(entry: Entry) -> dict[str, object]:
    """The row of the log that holds an entry."""
    return {
        "seq": entry.seq, "kind": entry.kind, "at": microseconds(entry.at),
        "payload": entry.text, "prev": entry.prev, "hash": entry.hash,
    }  # fmt: skip


def entry_of(row: Row[Any]) -> Entry:
    """The entry a row of the log holds."""
    at = datetime.fromtimestamp(row.at // 1_000_000, UTC).replace(microsecond=row.at % 1_000_000)
    return Entry(row.seq, row.kind, at, row.payload, row.prev, row.hash)


def _writable(payload: Payload) -> str:
    text = canonical(payload)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        near = text[max(0, error.start - 20) : error.start]
        raise RecordError(
            f"half a surrogate pair after {near!r}: not text that can be kept; read the document with sayso read"
        ) from error
    return text
