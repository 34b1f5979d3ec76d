"""Is a case what it was when it was written?"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, select, text

from sayso.record import check, settling
from sayso.record.errors import RecordError
from sayso.record.log import GENESIS, Entry, moment, seal
from sayso.record.packing import unpack
from sayso.record.schema import FIND, log
from sayso.record.stores import MEMORY, Store
from sayso.record.tally import Tally
from sayso.types import SaysoError

_PAGES: Final = 20_000
"""Texts of reports kept at hand; statements follow their report, so that few are asked for twice."""

_STREAM: Final = {"yield_per": 2000}


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong: with entry ``seq`` of the log, or with what is derived from it or the file itself (``seq`` 0).

    ``kind`` is one of gap, changed, unreadable, span, blob, derived, file.
    """

    seq: int
    kind: str
    detail: str


def problems(store: Store, damage: Callable[[str], str | None] | None) -> Iterator[Problem]:
    """Everything wrong with a case, in the order of the log."""
    with ThreadPoolExecutor(1) as aside:
        # The database checks its own pages meanwhile; it does not hold up Python while it does. A case in memory
        # has a single connection, which cannot do both.
        file = None if store.name == MEMORY else aside.submit(_of_file, store)
        try:
            with store.reading() as connection:
                yield from _of_log(connection, damage)
        except RecordError as error:
            yield Problem(0, "file", str(error))
        yield from _of_file(store) if file is None else file.result()


def _of_file(store: Store) -> list[Problem]:
    try:
        with store.reading() as connection:
            if connection.dialect.name != "sqlite":
                return []
            said = [row[0] for row in connection.execute(text("PRAGMA integrity_check(20)"))]
        found = [Problem(0, "file", f"SQLite finds: {line}; restore the case from a copy") for line in said if line != "ok"]
    except RecordError as error:
        return [Problem(0, "file", str(error))]
    return found or _of_index(store)


def _of_index(store: Store) -> list[Problem]:
    if store.read_only:
        # FTS5 checks its index by a command in the form of an insert, which a file opened for reading refuses.
        return []
    try:
        with store.writing() as connection:
            connection.execute(text(f"INSERT INTO {FIND}({FIND}, rank) VALUES('integrity-check', 1)"))
    except RecordError:
        return [Problem(0, "derived", "the full-text index does not match its words; run: sayso rebuild")]
    return []


def _of_log(connection: Connection, damage: Callable[[str], str | None] | None) -> Iterator[Problem]:
    sound = True
    tally = Tally(connection)
    reading = _Reading(connection, damage)
    last, prev = 0, GENESIS
    query = select(log.c.seq, log.c.kind, log.c.at, log.c.payload, log.c.hash).order_by(log.c.seq)
    for row in connection.execute(query.execution_options(**_STREAM)):
        seq, kind, at, packed, hash = row
        found: list[Problem] = []
        if seq != last + 1:
            found.append(Problem(seq, "gap", f"entry {last + 1} is missing"))
        said, body = _opened(seq, kind, packed, found)
        if seal(seq, kind, at, said, prev) != hash.hex() and seq == last + 1:
            found.append(Problem(seq, "changed", f"this {kind} is not what was written, or does not follow the entry before it"))
        if body is not None:
            found += reading.check(seq, kind, said, body)
            if sound and not _breaks(found):
                tally.count(Entry(seq, kind, moment(at), said, prev, ""), body)
        sound = sound and not _breaks(found)
        yield from found
        last, prev = seq, hash.hex()
    if sound:
        differing = tally.differing(last)
        if differing:
            yield Problem(0, "derived", f"{differing} rows differ from what the log says; run: sayso rebuild")
    for when in settling.wrong(connection):
        yield Problem(0, "derived", f"the events settled for {when} are not what was settled; run: sayso rebuild")


def _breaks(found: list[Problem]) -> bool:
    """True when what is derived cannot be compared any more."""
    return any(problem.kind in ("gap", "changed", "unreadable") for problem in found)


def _opened(seq: int, kind: str, packed: bytes, found: list[Problem]) -> tuple[str, Any]:
    try:
        said = unpack(packed)
        return said, json.loads(said)
    except (RecordError, ValueError) as error:
        found.append(Problem(seq, "unreadable", f"{kind}: {error}"))
        return "", None


class _Reading:
    """What reports and statements say, measured against each other as the log goes by."""

    def __init__(self, connection: Connection, damage: Callable[[str], str | None] | None) -> None:
        self.connection = connection
        self.damage = damage
        self.pages: dict[str, str] = {}

    def check(self, seq: int, kind: str, said: str, body: Any) -> list[Problem]:
        """What is wrong with one entry."""
        try:
            if kind == "report":
                return self._report(seq, body)
            return self._statement(seq, said, body["statement"]) if kind == "statement" else []
        except (SaysoError, KeyError, TypeError, ValueError, AttributeError) as error:
            return [Problem(seq, "unreadable", f"{kind}: {error!r}")]

    def _report(self, seq: int, body: Any) -> list[Problem]:
        if len(self.pages) >= _PAGES:
            del self.pages[next(iter(self.pages))]
        self.pages[body["id"]] = body["text"]
        sha256 = body["sha256"]
        wrong = self.damage(sha256) if self.damage is not None and sha256 else None
        if wrong is None:
            return []
        return [Problem(seq, "blob", f"report {body['id']}: the document it was read from ({sha256}) {wrong}")]

    def _statement(self, seq: int, said: str, body: Any) -> list[Problem]:
        page = self.pages.get(body["report"]) or self._page(body["report"])
        if page is None:
            return [Problem(seq, "span", f"statement {body['id']}: its report {body['report']!r} is not in the case")]
        if not check.in_contract(body):
            return [Problem(seq, "unreadable", f"statement {body['id']}: not in the form of a statement")]
        # The entry is {"coder":…,"statement":{…}}, so the statement is its tail.
        text = said[said.index(',"statement":{') + 13 : -1]
        found = check.problems(body, text, body["report"], page)
        return [Problem(seq, "span", f"statement {body['id']}: {detail}") for detail in found]

    def _page(self, id: str) -> str | None:
        from sayso.record.load import reports

        found = reports(self.connection, ids=[id])
        if id in found:
            self.pages[id] = found[id].text
        return self.pages.get(id)
