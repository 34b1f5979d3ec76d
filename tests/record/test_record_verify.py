"""Tampering shows, whatever is changed, and the derived tables can always be made again."""

import random
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from record_world import Press

from sayso.record import NotACase, Record
from sayso.record.packing import pack, unpack


@pytest.fixture
def path(tmp_path: Path) -> Iterator[Path]:
    path = tmp_path / "case.sayso"
    with Record.open(path) as case:
        for day in ("10", "11", "12"):
            press = Press(f"r-{day}", f"2031-03-{day}").say("Rockets hit Camp Alder.", "ASSAULT/rocket", where="Camp Alder")
            case.add(press.report, press.statements, "t")
        assert case.as_of().events
        assert case.verify() == []
    return path


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as database:
        for statement in statements:
            database.execute(statement)
        database.commit()


@pytest.mark.parametrize("statement", ["UPDATE log SET payload = x'00' WHERE seq = 2", "DELETE FROM log WHERE seq = 2"])
def test_the_log_does_not_let_itself_be_edited(path: Path, statement: str) -> None:
    with pytest.raises(sqlite3.DatabaseError, match="append-only"):
        change(path, statement)


def birch(seq: int) -> Callable[[sqlite3.Connection], None]:
    """Puts another place into the text of an entry."""

    def change(database: sqlite3.Connection) -> None:
        (packed,) = database.execute("SELECT payload FROM log WHERE seq = ?", (seq,)).fetchone()
        changed = pack(unpack(packed).replace("Alder", "Birch"))
        database.execute("UPDATE log SET payload = ? WHERE seq = ?", (changed, seq))

    return change


def plain(statement: str) -> Callable[[sqlite3.Connection], None]:
    return lambda database: database.execute(statement) and None


FORCED = [
    (birch(2), {(2, "changed"), (2, "span")}),
    (birch(1), {(1, "changed"), (2, "span")}),
    (plain("UPDATE log SET at = at + 1 WHERE seq = 3"), {(3, "changed")}),
    (plain("UPDATE log SET kind = 'run' WHERE seq = 2"), {(2, "changed")}),
    (plain("UPDATE log SET hash = zeroblob(32) WHERE seq = 2"), {(2, "changed"), (3, "changed")}),
    (plain("DELETE FROM log WHERE seq = 3"), {(4, "gap")}),
    (plain("UPDATE log SET seq = 90 WHERE seq = (SELECT max(seq) FROM log)"), {(90, "gap")}),
    (plain("UPDATE log SET payload = x'01ff' WHERE seq = 2"), {(2, "changed"), (2, "unreadable")}),
    (plain("UPDATE log SET payload = x'' WHERE seq = 2"), {(2, "changed"), (2, "unreadable")}),
]


@pytest.mark.parametrize(("statement", "expected"), FORCED)
def test_a_forced_change_is_found(
    path: Path, statement: Callable[[sqlite3.Connection], None], expected: set[tuple[int, str]]
) -> None:
    change(path, "DROP TRIGGER log_no_update", "DROP TRIGGER log_no_delete")
    with closing(sqlite3.connect(path)) as database:
        statement(database)
        database.commit()
    with Record.open(path) as case:
        assert {(problem.seq, problem.kind) for problem in case.verify()} == expected


def test_a_log_cut_off_at_its_end_shows_against_a_head_noted_earlier(path: Path) -> None:
    with Record.open(path) as case:
        seq, hash = case.head()
    change(path, "DROP TRIGGER log_no_delete", f"DELETE FROM log WHERE seq = {seq}")
    with Record.open(path) as case:
        assert case.head() != (seq, hash)


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM statement WHERE seq = 2",
        "UPDATE report SET published = '1999-01-01'",
        "UPDATE statement SET withdrawn = 3 WHERE seq = 2",
        "DELETE FROM event_name",
        "DELETE FROM find WHERE rowid = 1",
    ],
)
def test_derived_tables_that_say_something_else_are_found_and_made_again(path: Path, statement: str) -> None:
    with Record.open(path) as case:
        good, events = case.dump(), case.as_of().events
    change(path, statement)
    with Record.open(path) as case:
        assert [(problem.seq, problem.kind) for problem in case.verify()] == [(0, "derived")]
        case.rebuild()
        assert case.verify() == []
        assert case.dump() == good
        assert case.as_of().events == events


def test_missing_raw_files_are_named(path: Path) -> None:
    with Record.open(path) as case:
        sums = [report.sha256 for report in case.as_of().reports.values()]
        problems = case.verify(damage=lambda sha256: "is gone" if sha256 == sums[1] else None)
        assert [problem.kind for problem in problems] == ["blob"]
        assert sums[1] in problems[0].detail


def test_any_flipped_byte_of_an_entry_is_found(path: Path) -> None:
    """In the file itself, behind the back of the database."""
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        kept = [bytes(cell) for row in database.execute("SELECT payload, hash FROM log") for cell in row]
    whole = path.read_bytes()
    rnd = random.Random(2)
    places = [whole.index(cell) + rnd.randrange(len(cell)) for cell in kept if whole.count(cell) == 1]
    assert len(places) >= 10
    for place in places:
        damaged = bytearray(whole)
        damaged[place] ^= 1 << rnd.randrange(8)
        path.write_bytes(damaged)
        with Record.open(path, create=False) as case:
            assert case.verify() != [], f"byte {place}"
    path.write_bytes(whole)
    with Record.open(path) as case:
        assert case.verify() == []


def test_a_damaged_page_is_found_or_refused(path: Path) -> None:
    whole = path.read_bytes()
    size = 4096
    for page in range(1, len(whole) // size):
        damaged = bytearray(whole)
        damaged[page * size : page * size + 8] = b"\xff" * 8
        path.write_bytes(damaged)
        try:
            with Record.open(path, create=False) as case:
                found = case.verify()
        except NotACase:
            continue
        assert found, f"page {page}"
