"""Is a case what it was when it was written?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import Connection, create_engine, insert

from sayso.contract import report_from_json, statement_from_json
from sayso.record import check, derive
from sayso.record.log import GENESIS, Entry, entries, row_of
from sayso.record.schema import derived, log, metadata
from sayso.types import Report, SaysoError

_BATCH = 1000


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong: with entry ``seq`` of the log, or with what is derived from it (``seq`` 0)."""

    seq: int
    kind: str
    detail: str


def problems(connection: Connection, has_blob: Callable[[str], bool] | None) -> Iterator[Problem]:
    """Everything wrong with a case, in the order of the log."""
    sound = True
    reports: dict[str, Report] = {}
    for problem in _chain(connection):
        sound = False
        yield problem
    for entry in entries(connection, kinds=("report", "statement")):
        try:
            yield from _content(entry, reports, has_blob)
        except (SaysoError, KeyError, TypeError, ValueError) as error:
            sound = False
            yield Problem(entry.seq, "unreadable", f"{entry.kind}: {error}")
    if sound:
        yield from _derived(connection)


def _chain(connection: Connection) -> Iterator[Problem]:
    last, prev = 0, GENESIS
    for entry in entries(connection):
        if entry.seq != last + 1:
            yield Problem(entry.seq, "gap", f"entry {last + 1} is missing")
        if entry.prev != prev:
            yield Problem(entry.seq, "chain", "it does not follow the entry before it")
        if entry.hash != entry.expected:
            yield Problem(entry.seq, "changed", f"this {entry.kind} is not what was written")
        last, prev = entry.seq, entry.hash


def _content(entry: Entry, reports: dict[str, Report], has_blob: Callable[[str], bool] | None) -> Iterator[Problem]:
    if entry.kind == "report":
        report = report_from_json(entry.payload)
        reports[report.id] = report
        if has_blob is not None and report.sha256 and not has_blob(report.sha256):
            yield Problem(entry.seq, "blob", f"report {report.id}: the file it was read from ({report.sha256}) is gone")
        return
    statement = statement_from_json(entry.payload["statement"])
    if statement.report not in reports:
        yield Problem(entry.seq, "span", f"statement {statement.id}: its report {statement.report!r} is not in the case")
        return
    for detail in check.problems(statement, reports[statement.report]):
        yield Problem(entry.seq, "span", f"statement {statement.id}: {detail}")


def _derived(connection: Connection) -> Iterator[Problem]:
    """Makes every derived table anew, elsewhere, and compares."""
    engine = create_engine("sqlite://")
    with engine.begin() as other:
        metadata.create_all(other)
        derived.create_all(other)
        for batch in _batches(connection):
            other.execute(insert(log), [row_of(entry) for entry in batch])
            derive.apply(other, batch)
        ours, theirs = set(derive.dump(connection)), set(derive.dump(other))
    engine.dispose()
    if ours != theirs:
        yield Problem(0, "derived", f"{len(ours ^ theirs)} rows differ from what the log says; run rebuild")


def _batches(connection: Connection) -> Iterator[list[Entry]]:
    every = entries(connection)
    while batch := list(islice(every, _BATCH)):
        yield batch
