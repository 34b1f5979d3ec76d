"""What can be opened as a case, and what is said of everything else."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from record_world import Press

from sayso.record import CaseLocked, CaseReadOnly, NewerCase, NotACase, Record


def sqlite(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as database:
        for statement in statements:
            database.execute(statement)
        database.commit()


def a_folder(path: Path) -> None:
    path.mkdir()


def a_text(path: Path) -> None:
    path.write_text("just some notes, nothing else")


def another_database(path: Path) -> None:
    sqlite(path, "CREATE TABLE bookmarks (address TEXT)")


def a_damaged_case(path: Path) -> None:
    Record.open(path).close()
    path.write_bytes(path.read_bytes()[:100] + b"\x00" * 400 + path.read_bytes()[500:])


@pytest.mark.parametrize("make", [a_folder, a_text, another_database, a_damaged_case])
@pytest.mark.parametrize("create", [True, False])
def test_what_is_no_case_is_called_so_and_left_alone(tmp_path: Path, make, create: bool) -> None:
    path = tmp_path / "thing.sayso"
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(NotACase, match=r"thing\.sayso"):
        Record.open(path, create=create)
    assert (path.read_bytes() if path.is_file() else None) == before


@pytest.mark.parametrize("options", [{"create": False}, {"read_only": True}])
def test_a_missing_case_is_not_made_unasked(tmp_path: Path, options: dict[str, bool]) -> None:
    with pytest.raises(NotACase, match="does not exist; make one with"):
        Record.open(tmp_path / "none.sayso", **options)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(NotACase, match=r"folder .* does not exist"):
        Record.open(tmp_path / "no" / "case.sayso")


def test_an_empty_file_left_by_a_crash_becomes_a_case(tmp_path: Path) -> None:
    path = tmp_path / "case.sayso"
    path.touch()
    with pytest.raises(NotACase, match="is empty"):
        Record.open(path, create=False)
    with Record.open(path) as case:
        assert case.verify() == []


def test_a_newer_case_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "case.sayso"
    Record.open(path).close()
    sqlite(path, "PRAGMA user_version = 9000")
    with pytest.raises(NewerCase, match=r"format 9000.*update Sayso"):
        Record.open(path)


def test_a_path_and_its_address_are_one_case(tmp_path: Path) -> None:
    press = Press("a", "2031-01-01").say("Drones hit Lorn.", "ASSAULT/drone", where="Lorn")
    with Record.open(f"sqlite:///{tmp_path}/case.sayso") as case:
        case.add(press.report, press.statements, "t")
    with Record.open(tmp_path / "case.sayso") as case:
        assert len(case.as_of().statements) == 1


def test_an_address_of_another_kind_is_refused() -> None:
    with pytest.raises(NotACase, match="mysql is not kept here"):
        Record.open("mysql://localhost/case")


@pytest.mark.parametrize("name", ["a b", "per%20cent", "what?", "hash#tag", "ünïcödé"])
def test_any_file_name_will_do(tmp_path: Path, name: str) -> None:
    path = tmp_path / f"{name}.sayso"
    with Record.open(path) as case:
        case.add_report(Press("a", "2031-01-01").write("Text.").report)
    assert path.exists()


def test_reading_only(tmp_path: Path) -> None:
    press = Press("a", "2031-01-01").say("Drones hit Lorn.", "ASSAULT/drone", where="Lorn")
    path = tmp_path / "case.sayso"
    with Record.open(path) as case:
        case.add(press.report, press.statements, "t")
    with Record.open(path, read_only=True) as case:
        # Events are named without a place to remember the names; they come out the same.
        before = case.head()
        names = [event.id for event in case.as_of().events]
        assert case.head() == before
        with pytest.raises(CaseReadOnly, match="opened for reading"):
            case.add_report(Press("b", "2031-01-01").write("Text.").report)
        with pytest.raises(CaseReadOnly):
            case.rebuild()
    with Record.open(path) as case:
        assert [event.id for event in case.as_of().events] == names


def test_a_case_somebody_else_holds(tmp_path: Path) -> None:
    path = tmp_path / "case.sayso"
    press = Press("a", "2031-01-01").say("Drones hit Lorn.", "ASSAULT/drone", where="Lorn")
    with Record.open(path, busy_seconds=0.1) as case, closing(sqlite3.connect(path, isolation_level=None)) as other:
        case.add(press.report, press.statements, "t")
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(CaseLocked, match="another program is writing"):
            case.add_report(Press("b", "2031-01-01").write("Text.").report)
        # Reading does not wait for writers, and naming events must not fail for one.
        assert len(case.as_of().events) == 1
        other.execute("ROLLBACK")
        assert case.add_report(Press("b", "2031-01-01").write("Text.").report).new


def test_a_case_in_memory_needs_no_file() -> None:
    press = Press("a", "2031-01-01").say("Drones hit Lorn.", "ASSAULT/drone", where="Lorn")
    with Record.open(":memory:") as case:
        case.add(press.report, press.statements, "t")
        assert [event.title for event in case.as_of().events] == ["Drone attack in Lorn, undated (by 1 January 2031)"]
