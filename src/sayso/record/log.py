"""The log: entries in the order they came, each sealed with the hash of the one before."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from json.encoder import encode_basestring as quoted
from typing import Any, Final

from sqlalchemy import Connection, select

from sayso.contract import canonical
from sayso.record.errors import RecordError
from sayso.record.packing import pack, unpack
from sayso.record.put import put
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
    """Whole microseconds since 1970 of a time; one without a zone is taken as UTC."""
    since = (at if at.tzinfo is not None else at.replace(tzinfo=UTC)) - datetime(1970, 1, 1, tzinfo=UTC)
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


def moment(at: int) -> datetime:
    """The time that ``microseconds`` was given, in UTC."""
    return datetime.fromtimestamp(at // 1_000_000, UTC).replace(microsecond=at % 1_000_000)


def seal(seq: int, kind: str, at: int, text: str, prev: str) -> str:
    """sha256 over the canonical JSON list of all five, so that no two entries can be cut differently."""
    # Written out, as this is done once for every entry ever read or written: the same text as ``canonical`` gives.
    whole = f"[{seq},{quoted(kind)},{at},{quoted(text)},{quoted(prev)}]"
    return sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()


def head(connection: Connection) -> tuple[int, str]:
    """Number and hash of the last entry; (0, zeros) for an empty log."""
    last = select(log.c.seq, log.c.hash).order_by(log.c.seq.desc()).limit(1)
    row = connection.execute(last).one_or_none()
    return (0, GENESIS) if row is None else (row.seq, row.hash.hex())


def append(connection: Connection, items: Iterable[tuple[str, Payload]]) -> list[Entry]:
    """Writes entries after the last one and returns them. The caller holds the write lock."""
    return append_texts(connection, ((kind, writable(payload)) for kind, payload in items))


def append_texts(connection: Connection, items: Iterable[tuple[str, str]]) -> list[Entry]:
    """``append`` for payloads that already are canonical JSON (see ``writable``)."""
    seq, prev = head(connection)
    at = datetime.now(UTC)
    since = microseconds(at)
    entries: list[Entry] = []
    for kind, text in items:
        seq += 1
        entries.append(Entry(seq, kind, at, text, prev, seal(seq, kind, since, text, prev)))
        prev = entries[-1].hash
    if entries:
        write(connection, entries)
    return entries


def write(connection: Connection, entries: Sequence[Entry]) -> None:
    """Puts sealed entries into the log as they are."""
    put(connection, log, [row_of(entry) for entry in entries])


def entries(connection: Connection, *, after: int = 0, kinds: Iterable[str] = (), until: int | None = None) -> Iterator[Entry]:
    """Entries in order, those after ``after`` and up to ``until``; only some kinds if given."""
    before = log.alias("before")
    query = (
        select(log, before.c.hash.label("prev"))
        .outerjoin(before, before.c.seq == log.c.seq - 1)
        .where(log.c.seq > after)
        .order_by(log.c.seq)
    )
    wanted = tuple(kinds)
    if wanted:
        query = query.where(log.c.kind.in_(wanted))
    if until is not None:
        query = query.where(log.c.seq <= until)
    for row in connection.execute(query.execution_options(yield_per=1000)):
        prev = GENESIS if row.prev is None else row.prev.hex()
        yield Entry(row.seq, row.kind, moment(row.at), unpack(row.payload), prev, row.hash.hex())


def row_of(entry: Entry) -> dict[str, object]:
    """The row of the log that holds an entry."""
    return {
        "seq": entry.seq, "kind": entry.kind, "at": microseconds(entry.at),
        "payload": pack(entry.text), "hash": bytes.fromhex(entry.hash),
    }  # fmt: skip


def writable(payload: Payload) -> str:
    """The canonical JSON of a payload. Raises RecordError for what is no text."""
    text = canonical(payload)
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        near = text[max(0, error.start - 20) : error.start]
        raise RecordError(
            f"half a surrogate pair after {near!r}: not text that can be kept; read the document with sayso read"
        ) from error
    return text
