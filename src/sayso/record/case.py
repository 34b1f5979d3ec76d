"""A case: the memory of one investigation, in one file."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Engine, select

from sayso.contract import report_to_json, statement_to_json, with_id
from sayso.record import derive, load, log, search
from sayso.record.check import check_statement
from sayso.record.connect import case_path, open_engine, plain_words, writing
from sayso.record.errors import BadRuling, BadStatement, CaseLocked, CaseReadOnly, RecordError, Unknown
from sayso.record.known import Known
from sayso.record.names import Assignment, assign, load_names
from sayso.record.rulings import Ruled, check, ruling_to_json
from sayso.record.schema import report as report_table
from sayso.record.standing import stand
from sayso.record.verify import Problem, problems
from sayso.types import Report, Ruling, Statement


@dataclass(frozen=True, slots=True)
class Added:
    """What adding a report came to.

    ``id`` is the name it goes by in this case; ``new`` is False when its key was known. ``coded`` and
    ``withdrawn`` count the statements that came and went; both are 0 when nothing changed.
    """

    id: str
    new: bool
    coded: int = 0
    withdrawn: int = 0


class Record:
    """The memory: an append-only log of reports, statements and rulings, and everything computed from it.

    Open one with ``Record.open`` and close it, or use it in a ``with`` block. Every method that writes is
    one transaction: it has happened whole once it returns, and has not happened at all if the machine
    stops before. Several programs may use one case at the same time; writers queue.
    """

    def __init__(self, path: str, engine: Engine, *, read_only: bool) -> None:
        self.path = path
        self.read_only = read_only
        self._engine = engine
        self._known: dict[date | None, tuple[int, Known]] = {}

    @classmethod
    def open(
        cls,
        path_or_url: str | os.PathLike[str],
        create: bool = True,
        *,
        read_only: bool = False,
        busy_seconds: float = 15.0,
    ) -> Self:
        """The case at a path (or ``sqlite:///path``, or ``:memory:``), made if it does not exist and ``create`` is true.

        A file that may not be written is opened for reading. ``busy_seconds`` is how long a writer waits for
        another. Raises NotACase, NewerCase, CaseLocked or CaseReadOnly.
        """
        path = case_path(path_or_url)
        shut = read_only or (os.path.isfile(path) and not os.access(path, os.W_OK))
        return cls(path, open_engine(path, create=create, read_only=shut, busy_seconds=busy_seconds), read_only=shut)

    def close(self) -> None:
        """Lets go of the file. Snapshots taken before stay usable."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    # -- adding ---------------------------------------------------------------------------------

    def add(self, report: Report, statements: Sequence[Statement] = (), coder: str = "") -> Added:
        """Adds a report and what ``coder`` read in it, both or neither.

        A report whose key is known adds nothing but may be read anew. One whose id is taken by another key goes
        by ``id-`` and the start of its key; its statements are renamed with it. Raises BadStatement, and adds
        nothing, when a statement does not stand in the report word for word.
        """
        with self._write() as connection:
            id, new = _settle(connection, report)
            items: list[tuple[str, log.Payload]] = []
            if new:
                items.append(("report", report_to_json(replace(report, id=id))))
            added, withdrawn = 0, 0
            if coder or statements:
                stored = replace(report, id=id) if new else load.reports(connection, ids=[id])[id]
                coding, added, withdrawn = self._coding(connection, stored, coder, statements, report.id)
                items += coding
            derive.apply(connection, log.append(connection, items))
        return Added(id, new, added, withdrawn)

    def add_report(self, report: Report) -> Added:
        """Adds a report nobody has read yet (see ``add``)."""
        return self.add(report)

    def add_statements(self, report_id: str, coder: str, statements: Sequence[Statement]) -> Added:
        """Puts what ``coder`` reads in a stored report in place of what was read before.

        The same statements again add nothing. Statements that vanish are withdrawn, not erased: the log keeps all.
        Raises Unknown for a report the case does not have.
        """
        with self._write() as connection:
            found = load.reports(connection, ids=[report_id])
            if not found:
                raise Unknown(f"case {self.path}: no report {report_id!r}; add the report before its statements")
            items, added, withdrawn = self._coding(connection, found[report_id], coder, statements, report_id)
            derive.apply(connection, log.append(connection, items))
        return Added(report_id, False, added, withdrawn)

    def _coding(
        self, connection: Connection, report: Report, coder: str, statements: Sequence[Statement], called: str
    ) -> tuple[list[tuple[str, log.Payload]], int, int]:
        if not coder.strip():
            raise BadStatement(f"statements of {report.id}: say which coder read them")
        renamed = (_under(report.id, one, called) for one in statements)
        after = {one.id: one for one in renamed}
        for one in after.values():
            check_statement(one, report)
        before = [one.statement.id for one in load.coded(connection, ids=[report.id])]
        gone = [id for id in before if id not in after]
        come = [one for id, one in after.items() if id not in set(before)]
        read_by = connection.execute(select(report_table.c.coder).where(report_table.c.id == report.id)).scalar()
        items: list[tuple[str, log.Payload]] = [
            ("withdrawal", {"report": report.id, "statement": id, "coder": coder}) for id in gone
        ]
        items += [("statement", {"coder": coder, "statement": statement_to_json(one)}) for one in come]
        if items or read_by != coder:
            items.append(("run", {"what": "code", "report": report.id, "coder": coder, "statements": len(after)}))
        return items, len(come), len(gone)

    # -- ruling ---------------------------------------------------------------------------------

    def rule(self, ruling: Ruling) -> int:
        """Keeps a person's ruling and returns its number. Raises BadRuling if it points at nothing or breaks the contract."""
        with self._write() as connection:
            seq = log.head(connection)[0] + 1
            self._check_ruling(connection, ruling, seq)
            derive.apply(connection, log.append(connection, [("ruling", ruling_to_json(ruling))]))
        return seq

    def undo(self, seq: int, by: str, why: str) -> int:
        """Takes ruling ``seq`` out of force, by a ruling that can itself be undone. Returns the new ruling's number."""
        found = [ruled for ruled in self.rulings() if ruled.seq == seq]
        if not found:
            raise Unknown(f"case {self.path}: entry {seq} is no ruling; see the list of rulings")
        old = found[0].ruling
        return self.rule(Ruling("undo", old.report, old.start, old.end, by, datetime.now(UTC), why, {"seq": seq}))

    def rulings(self) -> tuple[Ruled, ...]:
        """Every ruling ever made, in order, with whether it is still in force."""
        with self._read() as connection:
            return load.rulings(connection)

    def _check_ruling(self, connection: Connection, ruling: Ruling, seq: int) -> None:
        named = {ruling.report, str(ruling.value.get("report", ruling.report))}
        reports = load.reports(connection, ids=named)
        check(ruling, reports.get(ruling.report))
        before = load.rulings(connection)
        if ruling.act == "undo":
            if not any(ruled.seq == ruling.value["seq"] and ruled.active for ruled in before):
                raise BadRuling(f"ruling undo: {ruling.value['seq']} is no ruling in force")
            return
        coded = load.coded(connection, withdrawn_too=True, ids=named)
        # What the ruling would do is found out by doing it, so that nothing is kept that cannot be applied.
        if seq in stand(reports, coded, [*before, Ruled(seq, ruling)]).idle:
            raise BadRuling(
                f"ruling {ruling.act} at {ruling.report} {ruling.start}:{ruling.end}: no statement stands there; "
                "to add one that was missed, rule missed"
            )

    # -- runs -----------------------------------------------------------------------------------

    def add_run(self, run: Mapping[str, Any]) -> int:
        """Notes what a reading run came to (offered, coded, duplicate, quarantined …) and returns its number."""
        with self._write() as connection:
            entries = log.append(connection, [("run", dict(run))])
            derive.apply(connection, entries)
        return entries[0].seq

    def runs(self) -> list[dict[str, Any]]:
        """Every run noted with ``add_run``, in order, each with its ``seq`` and ``at``; single codings are left out."""
        with self._read() as connection:
            noted = [entry for entry in log.entries(connection, kinds=["run"]) if entry.payload.get("what") != "code"]
        return [entry.payload | {"seq": entry.seq, "at": entry.at.isoformat()} for entry in noted]

    # -- knowing --------------------------------------------------------------------------------

    def as_of(self, day: date | None = None) -> Known:
        """What the case knows from reports published up to and including ``day``; from all of them for None.

        Rulings count whenever they were made: they are about what reports say, not about what happened
        since. Snapshots are kept until the case changes.
        """
        with self._read() as connection:
            head = log.head(connection)[0]
            kept = self._known.get(day)
            if kept is not None and kept[0] == head:
                return kept[1]
            reports = load.reports(connection, day=day)
            rulings = load.rulings(connection)
            coded = [one for one in load.coded(connection) if one.statement.report in reports]
            judged = {r.ruling.report for r in rulings if r.active and r.ruling.act in ("accept", "edit")}
            again = load.coded(connection, withdrawn_too=True, ids=judged)
            coded += [one for one in again if one.withdrawn is not None and one.statement.report in reports]
        known = Known(day, reports, stand(reports, coded, rulings), partial(self._name, day, head))
        self._known = {kept_day: kept for kept_day, kept in self._known.items() if kept[0] == head} | {day: (head, known)}
        return known

    def _name(self, day: date | None, head: int, clusters: Sequence[Sequence[Statement]]) -> Assignment:
        """Names for the events of a snapshot taken at ``head``; new ones are remembered in the log.

        Only the snapshot without a day gives names that are kept: it comes first, so that an event goes by the
        same name on every day it is known.
        """
        if day is not None:
            self.as_of(None).naming  # noqa: B018
        with self._read() as connection:
            given = assign(clusters, load_names(connection))
        if day is None and given.news and not self.read_only:
            self._remember(given, head)
        return given

    def _remember(self, given: Assignment, head: int) -> None:
        try:
            with self._write() as connection:
                if log.head(connection)[0] != head:
                    return
                derive.apply(connection, log.append(connection, [("event", news) for news in given.news]))
                after = log.head(connection)[0]
        except CaseLocked:
            # Names are worked out the same way next time; reading must not fail because somebody writes.
            return
        # Nothing but names has changed, so snapshots taken at the old head are still good.
        self._known = {day: (after if at == head else at, known) for day, (at, known) in self._known.items()}

    def search(self, words: str, day: date | None = None) -> list[str]:
        """Ids of standing statements: those whose quotes hold all the words, then the others of reports that do.

        Each in the order of statements. ``"in quotation marks"`` words must stand together; ``begin*`` stands for every
        word that begins so. Anything else typed is just words, and nothing to look for finds nothing.
        """
        with self._read() as connection:
            hits = search.find(connection, words)
        quotes = {hit for hit in hits if hit[1] is not None}
        pages = {report for report, start, _end in hits if start is None}
        statements = self.as_of(day).statements
        first = [one.id for one in statements if (one.report, one.start, one.end) in quotes]
        second = [one.id for one in statements if one.report in pages and (one.report, one.start, one.end) not in quotes]
        return first + second

    # -- the log itself -------------------------------------------------------------------------

    def log(self, after: int = 0, kinds: Sequence[str] = ()) -> Iterator[log.Entry]:
        """Entries in the order they were written, those numbered above ``after``, only of some kinds if given."""
        with self._read() as connection:
            yield from log.entries(connection, after=after, kinds=kinds)

    def head(self) -> tuple[int, str]:
        """Number and hash of the last entry: noted elsewhere, they prove later that nothing before was changed or cut off."""
        with self._read() as connection:
            return log.head(connection)

    def verify(self, has_blob: Callable[[str], bool] | None = None) -> list[Problem]:
        """Everything wrong with the case; an empty list when nothing is.

        Checks the chain of hashes, every span against its report's text, the derived tables against the log, and,
        given ``has_blob``, that the raw bytes of each report (by sha256) are still there. A log cut off at its end
        shows only against a ``head`` noted earlier.
        """
        with self._read() as connection:
            return list(problems(connection, has_blob))

    def rebuild(self) -> None:
        """Throws away everything derived and makes it again from the log; nothing anyone sees may change."""
        with self._write() as connection:
            derive.rebuild(connection)
        self._known = {}

    def dump(self) -> list[str]:
        """Every derived row as canonical JSON, in a fixed order: two cases with equal logs have equal dumps."""
        with self._read() as connection:
            return list(derive.dump(connection))

    # -- transactions ---------------------------------------------------------------------------

    @contextmanager
    def _read(self) -> Iterator[Connection]:
        with plain_words(self.path), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _write(self) -> Iterator[Connection]:
        if self.read_only:
            raise CaseReadOnly(f"case {self.path} was opened for reading; copy it somewhere you may write")
        with plain_words(self.path), writing(self._engine) as connection, connection.begin():
            yield connection


def _settle(connection: Connection, report: Report) -> tuple[str, bool]:
    """The id a report goes by, and whether it is new."""
    known = connection.execute(select(report_table.c.id).where(report_table.c.key == report.key)).scalar()
    if known is not None:
        return str(known), False
    id, length = report.id, 6
    while connection.execute(select(report_table.c.id).where(report_table.c.id == id)).first() is not None:
        if length > len(report.key) + 6:
            raise RecordError(f"report {report.id}: its id is taken and its key gives no other; give another with --id")
        id, length = f"{report.id}-{report.key[:length]}", length + 6
    return id, True


def _under(id: str, statement: Statement, called: str) -> Statement:
    """A statement moved to the id its report got here."""
    if statement.report == id or statement.report != called:
        return statement
    return with_id(replace(statement, report=id))
