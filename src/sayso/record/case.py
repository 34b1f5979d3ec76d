"""A case: the memory of one investigation, in one file or one schema of a server."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from functools import partial
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from sayso.record import adding, asking, deciding, derive, load, log, raw, settling, verify
from sayso.record.adding import Added, Loaded
from sayso.record.errors import CaseLocked, CaseReadOnly, DiskFull, Unknown
from sayso.record.known import Known
from sayso.record.moments import Cut, Moment, entry_by
from sayso.record.names import Assignment, assign, load_names
from sayso.record.rulings import Ruled, ruling_to_json
from sayso.record.settled import Settled
from sayso.record.stores import MEMORY, Store, open_store
from sayso.types import Report, Ruling, Statement

if TYPE_CHECKING:
    from sayso.table import EventTable


class Record:
    """The memory: an append-only log of reports, statements and rulings, and everything computed from it.

    Open one with ``Record.open`` and close it, or use it in a ``with`` block. Every method that writes is
    one transaction: it has happened whole once it returns, and has not happened at all if the machine
    stops before. Several programs may use one case at the same time; writers queue.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._known: dict[Cut, tuple[int, Known]] = {}

    @classmethod
    def open(
        cls,
        path_or_url: str | os.PathLike[str],
        create: bool = True,
        *,
        read_only: bool = False,
        busy_seconds: float = 15.0,
    ) -> Self:
        """The case at a path (or ``sqlite:///path``, ``:memory:``, ``postgresql://…``), made if it does not exist and ``create`` is true.

        A file that may not be written is opened for reading. One of an earlier version is brought up to date.
        ``busy_seconds`` is how long a writer waits for another. Raises NotACase, NewerCase, OlderCase,
        CaseLocked or CaseReadOnly.
        """
        return cls(open_store(path_or_url, create=create, read_only=read_only, busy_seconds=busy_seconds))

    @property
    def path(self) -> str:
        """Where the case is kept: a path, or an address without its password."""
        return self._store.name

    @property
    def read_only(self) -> bool:
        """True when nothing may be written."""
        return self._store.read_only

    @property
    def on_server(self) -> bool:
        """True when the case keeps raw documents itself (``keep_raw``), as there is no folder beside it."""
        return self._store.on_server

    def close(self) -> None:
        """Lets go of the case. Snapshots taken before stay usable."""
        self._store.close()

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
        with self._store.writing() as connection:
            return adding.add(connection, report, statements, coder)

    def add_report(self, report: Report) -> Added:
        """Adds a report nobody has read yet (see ``add``)."""
        return self.add(report)

    def add_statements(self, report_id: str, coder: str, statements: Sequence[Statement]) -> Added:
        """Puts what ``coder`` reads in a stored report in place of what was read before.

        The same statements again add nothing. Statements that vanish are withdrawn, not erased: the log keeps all.
        Raises Unknown for a report the case does not have.
        """
        with self._store.writing() as connection:
            found = load.reports(connection, ids=[report_id])
            if not found:
                raise Unknown(f"case {self.path}: no report {report_id!r}; add the report before its statements")
            items, added, withdrawn = adding.coding(connection, found[report_id], coder, statements, report_id)
            derive.apply(connection, log.append(connection, items))
        return Added(report_id, False, added, withdrawn)

    def load(self, many: Iterable[adding.Coded], coder: str, batch: int = 500) -> Iterator[Loaded]:
        """Loads many reports with their statements and says after each ``batch`` how far it has come.

        What was said to be loaded is kept whatever happens later; loading the same again resumes. Nothing happens
        before the result is iterated. Raises BadStatement as ``add`` does, and then keeps nothing of that batch.
        """
        return adding.load_many(self._store, many, coder, batch)

    def keys(self) -> frozenset[str]:
        """The keys of every report in the case: what is not offered to a coder again."""
        with self._store.reading() as connection:
            return asking.keys(connection)

    def coded(self, report_id: str) -> list[Statement]:
        """What the last coder read in a report, whatever people ruled on it."""
        with self._store.reading() as connection:
            return [one.statement for one in load.coded(connection, ids=[report_id])]

    def reports_but(self, keys: frozenset[str]) -> list[Report]:
        """The reports whose keys are not among ``keys``, in the order they were read."""
        with self._store.reading() as connection:
            return asking.reports_but(connection, keys)

    # -- ruling ---------------------------------------------------------------------------------

    def rule(self, ruling: Ruling) -> int:
        """Keeps a person's ruling and returns its number. Raises BadRuling if it points at nothing or breaks the contract."""
        with self._store.writing() as connection:
            seq = log.head(connection)[0] + 1
            deciding.check_ruling(connection, ruling, seq)
            derive.apply(connection, log.append(connection, [("ruling", ruling_to_json(ruling))]))
        return seq

    def undo(self, seq: int, by: str, why: str) -> int:
        """Takes ruling ``seq`` out of force, by a ruling that can itself be undone. Returns the new ruling's number."""
        found = [ruled for ruled in self.rulings() if ruled.seq == seq]
        if not found:
            raise Unknown(f"case {self.path}: entry {seq} is no ruling; see the list of rulings: sayso rule list")
        old = found[0].ruling
        return self.rule(Ruling("undo", old.report, old.start, old.end, by, datetime.now(UTC), why, {"seq": seq}))

    def rulings(self) -> tuple[Ruled, ...]:
        """Every ruling ever made, in order, with whether it is still in force."""
        with self._store.reading() as connection:
            return load.rulings(connection)

    # -- runs -----------------------------------------------------------------------------------

    def add_run(self, run: Mapping[str, Any]) -> int:
        """Notes what a reading run came to (offered, coded, duplicate, quarantined …) and returns its number."""
        with self._store.writing() as connection:
            entries = log.append(connection, [("run", dict(run))])
            derive.apply(connection, entries)
        return entries[0].seq

    def runs(self) -> list[dict[str, Any]]:
        """Every run noted with ``add_run``, in order, each with its ``seq`` and ``at``; single codings are left out."""
        with self._store.reading() as connection:
            noted = [entry for entry in log.entries(connection, kinds=["run"]) if entry.payload.get("what") != "code"]
        return [entry.payload | {"seq": entry.seq, "at": entry.at.isoformat()} for entry in noted]

    # -- knowing --------------------------------------------------------------------------------

    def as_of(self, moment: Moment | None = None, *, read_by: Moment | None = None) -> Known:
        """What the case knows from reports published up to and including ``moment``; from all of them for None.

        ``moment`` is a day, or a time of day: then a report of that day counts if its minute is known and not
        later. ``read_by`` asks what this case knew itself at a moment: only what had been read, coded and
        ruled by then. Without it rulings count whenever they were made: they are about what reports say, not
        about what happened since. Snapshots are kept until the case changes.
        """
        with self._store.reading() as connection:
            head = log.head(connection)[0]
            cut = Cut(moment, None if read_by is None else entry_by(connection, read_by))
            kept = self._known.get(cut)
            if kept is not None and kept[0] == head:
                return kept[1]
            reports = load.reports(connection, cut=cut)
            standing = asking.standing(connection, cut, reports)
            read_at = asking.read_at(connection)
        known = Known(cut, reports, standing, partial(self._name, cut, head), read_at)
        self._known = {other: kept for other, kept in self._known.items() if kept[0] == head} | {cut: (head, known)}
        return known

    def settled(self, moment: Moment | None = None, *, read_by: Moment | None = None) -> Settled:
        """The events known at a moment, answered from the store: what ``as_of`` says, without taking the case into memory.

        The first question after something changed matches the whole case and keeps what came of it in the case, or in
        memory where nothing can be written; every later one reads only what it asks for.
        """
        with self._store.reading() as connection:
            cut = Cut(moment, None if read_by is None else entry_by(connection, read_by))
            row = settling.find(connection, cut)
        if row is not None:
            return Settled(self._store, self._store, cut, row)
        known = self.as_of(moment, read_by=read_by)
        known.events  # noqa: B018
        head = self._known[cut][0] if cut in self._known else -1
        try:
            with self._store.writing() as connection:
                if settling.current(connection, head):
                    return Settled(self._store, self._store, cut, settling.settle(connection, known, head))
        except (CaseReadOnly, CaseLocked, DiskFull):
            # Reading must not fail because nothing can be written.
            pass
        book = open_store(MEMORY, create=True, read_only=False, busy_seconds=1)
        with book.writing() as connection:
            return Settled(self._store, book, cut, settling.settle(connection, known, head))

    def _name(self, cut: Cut, head: int, clusters: Sequence[Sequence[Statement]]) -> Assignment:
        """Names for the events of a snapshot taken at ``head``; new ones are remembered in the log.

        Only the snapshot without an end gives names that are kept: it comes first, so that an event goes by the
        same name on every day it is known.
        """
        if cut != Cut():
            self.as_of(None).naming  # noqa: B018
        with self._store.reading() as connection:
            given = assign(clusters, load_names(connection))
        if cut == Cut() and given.news and not self.read_only:
            self._remember(given, head)
        return given

    def _remember(self, given: Assignment, head: int) -> None:
        try:
            with self._store.writing() as connection:
                if log.head(connection)[0] != head:
                    return
                derive.apply(connection, log.append(connection, [("event", news) for news in given.news]))
                after = log.head(connection)[0]
        except CaseLocked:
            # Names are worked out the same way next time; reading must not fail because somebody writes.
            return
        # Nothing but names has changed, so snapshots taken at the old head are still good.
        self._known = {cut: (after if at == head else at, known) for cut, (at, known) in self._known.items()}

    def search(self, words: str, day: Moment | None = None) -> list[str]:
        """Ids of standing statements: those whose quotes hold all the words, then the others of reports that do.

        Each in the order of statements. ``"in quotation marks"`` words must stand together; ``begin*`` stands for every
        word that begins so. Anything else typed is just words, and nothing to look for finds nothing.
        """
        with self._store.reading() as connection:
            return [one.id for one in asking.search_in(connection, words, Cut(day))]

    def timeline(self, actor: str, first: date, last: date, day: Moment | None = None) -> list[Statement]:
        """Standing statements in which ``actor`` (an id, or a name as written) did something from ``first`` to ``last``.

        By the day it happened, as far as said, else by the day it was published. Answered from an index, without
        matching: for a case too large to take in whole.
        """
        with self._store.reading() as connection:
            return asking.timeline(connection, actor, first, last, Cut(day))

    def told(
        self, moment: Moment | None = None, *, read_by: Moment | None = None
    ) -> Iterator[tuple[Report, tuple[Statement, ...]]]:
        """Every report known at a moment with the statements that stand in it, by day published and id, a few held at a time."""
        with self._store.reading() as connection:
            cut = Cut(moment, None if read_by is None else entry_by(connection, read_by))
            yield from asking.told(connection, cut)

    def table(self, moment: Moment | None = None, *, read_by: Moment | None = None) -> EventTable:
        """The events known at a moment as an ``EventTable``: the columns in which outside datasets come as well."""
        from sayso.record.tabling import table

        return table(self.as_of(moment, read_by=read_by))

    def sql(self, query: str, limit: int | None = None) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
        """Column names and rows of one SQL question to the tables (docs/reference/tables.md). It cannot change anything."""
        with self._store.reading() as connection:
            return asking.sql(connection, query, limit)

    # -- the log itself -------------------------------------------------------------------------

    def log(self, after: int = 0, kinds: Sequence[str] = ()) -> Iterator[log.Entry]:
        """Entries in the order they were written, those numbered above ``after``, only of some kinds if given."""
        with self._store.reading() as connection:
            yield from log.entries(connection, after=after, kinds=kinds)

    def head(self) -> tuple[int, str]:
        """Number and hash of the last entry: noted elsewhere, they prove later that nothing before was changed or cut off."""
        with self._store.reading() as connection:
            return log.head(connection)

    def entry_by(self, moment: Moment) -> int:
        """The number of the last entry written by a moment; 0 if there is none."""
        with self._store.reading() as connection:
            return entry_by(connection, moment)

    def verify(self, damage: Callable[[str], str | None] | None = None) -> list[verify.Problem]:
        """Everything wrong with the case; an empty list for one that is what it was when it was written.

        ``damage`` is asked for each raw document by its hash, and answers what is wrong with it, or None; for documents
        kept in the case itself it is ``damage_of``.
        """
        return list(verify.problems(self._store, damage))

    def rebuild(self) -> None:
        """Throws away everything derived and makes it again from the log; nothing anyone sees may change."""
        with self._store.writing() as connection:
            derive.rebuild(connection)
        self._known = {}

    def dump(self) -> list[str]:
        """Every derived row as canonical JSON, in a fixed order: two cases with equal logs have equal dumps."""
        with self._store.reading() as connection:
            return list(derive.dump(connection))

    # -- raw documents --------------------------------------------------------------------------

    def keep_raw(self, document: bytes) -> str:
        """Keeps a raw document in the case itself and returns its sha256; the same bytes are kept once."""
        with self._store.writing() as connection:
            return raw.keep(connection, document)

    def raw(self, sha256: str) -> bytes:
        """The raw document with that hash. Raises Unknown when it is not here, RecordError when it was changed."""
        with self._store.reading() as connection:
            return raw.get(connection, self.path, sha256)

    def damage_of(self, sha256: str) -> str | None:
        """What is wrong with a raw document kept in the case; None if nothing is."""
        with self._store.reading() as connection:
            return raw.damage(connection, sha256)
