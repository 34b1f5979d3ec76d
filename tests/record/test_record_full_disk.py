"""A disk that is full, at whichever write it comes to be so, and a folder nobody may write to."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from private_postgres import OWNER
from scribe import EACH, press
from sqlalchemy import create_engine, text

from sayso.record import CaseReadOnly, DiskFull, Record, RecordError

SCRIBE = Path(__file__).with_name("scribe.py")


def limited(place: Path, most: int) -> tuple[set[str], str]:
    """Lets a program write until no file may grow past ``most`` bytes; what it said was kept, and its complaint."""

    def limit() -> None:
        import signal

        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

    done = subprocess.run(
        [sys.executable, str(SCRIBE), str(place), "full", "0", "400"],
        capture_output=True,
        text=True,
        preexec_fn=limit,
        timeout=250,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return set(done.stdout.split("\n")[:-1]), done.stderr


@pytest.mark.parametrize("most", [0, 4096, 40_000, 100_000, 150_000, 200_000, 260_000, 400_000])
def test_whatever_write_finds_the_disk_full_nothing_acknowledged_is_lost(tmp_path: Path, most: int) -> None:
    place = tmp_path / "case.sayso"
    said, complaint = limited(place, most)
    assert "refused: case" in complaint
    # With room again the case opens, holds what was acknowledged, whole, and takes the rest.
    with Record.open(place) as case:
        assert case.verify() == []
        known = case.as_of()
        assert said <= set(known.reports)
        assert len(known.statements) == EACH * len(known.reports)
        assert len(known.reports) <= len(said) + 1
        for number in range(len(said) + 3):
            one = press("full", number)
            case.add(one.report, one.statements, "t")
        assert len(case.as_of().reports) == len(said) + 3


def test_every_page_of_a_small_disk(tmp_path: Path) -> None:
    """The full disk is met at each write in turn: SQLite is told how many pages there may be."""
    place = tmp_path / "case.sayso"
    with Record.open(place) as case:
        one = press("first", 0)
        case.add(one.report, one.statements, "t")
    for more in range(12):
        with Record.open(place) as case:
            store = case._store
            with store.reading() as connection:
                pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
                connection.exec_driver_sql(f"PRAGMA max_page_count={pages + more}")
            before, kept = case.head(), set(case.as_of().reports)
            with pytest.raises(DiskFull, match="make room and run it again"):  # noqa: PT012
                for number in range(40):
                    one = press(f"more{more}", number)
                    case.add(one.report, one.statements, "t")
                    kept.add(one.id)
                    before = case.head()
            assert case.head() == before
            assert set(case.as_of().reports) == kept
        with Record.open(place) as case:
            assert case.verify() == []
            assert set(case.as_of().reports) == kept


@pytest.mark.skipif(os.getuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(RecordError, match="rights on its folder"):
            Record.open(tmp_path / "case.sayso")
    finally:
        tmp_path.chmod(0o700)


READ_ONLY = """
import os, sys
from sayso.record import Record, RecordError
folder = sys.argv[1]
with Record.open(f"{folder}/case.sayso", read_only=True) as case:
    case.as_of(), case.verify()  # everything is imported that nobody else may be allowed to import
os.setuid(65534)
try:
    Record.open(f"{folder}/new.sayso")
except RecordError as error:
    print("new:", error)
with Record.open(f"{folder}/case.sayso") as case:
    print("reports:", len(case.as_of().reports), "problems:", len(case.verify()))
    try:
        case.rebuild()
    except RecordError as error:
        print(type(error).__name__)
"""


@pytest.mark.skipif(os.name == "nt" or os.getuid() != 0, reason="needs root to become somebody who may only read")
def test_a_case_in_a_read_only_folder_is_read(tmp_path: Path) -> None:
    import shutil
    import tempfile

    folder = Path(tempfile.mkdtemp(dir="/tmp"))
    try:
        with Record.open(folder / "case.sayso") as case:
            one = press("a", 0)
            case.add(one.report, one.statements, "t")
        folder.chmod(0o555)
        (folder / "case.sayso").chmod(0o444)
        done = subprocess.run([sys.executable, "-c", READ_ONLY, str(folder)], capture_output=True, text=True, timeout=120)
        if "Permission denied" in done.stderr and "sayso" in done.stderr:
            pytest.skip("nobody cannot read this checkout")
        lines = done.stdout.splitlines()
        assert "check the disk and the rights on its folder" in lines[0], done.stderr
        assert lines[1:] == ["reports: 1 problems: 0", CaseReadOnly.__name__], done.stderr
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


@pytest.mark.skipif(os.name == "nt" or os.getuid() != 0, reason="needs root to make a disk of four megabytes")
def test_a_server_whose_disk_is_full(postgres: str, tmp_path: Path) -> None:
    import shutil
    import tempfile

    disk = Path(tempfile.mkdtemp(prefix="sayso-tiny-", dir="/tmp"))
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(disk)], capture_output=True).returncode:
        disk.rmdir()
        pytest.skip("no disk can be mounted here")
    try:
        shutil.chown(disk, OWNER or "root")
        engine = create_engine(postgres.replace("postgresql://", "postgresql+psycopg://"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE TABLESPACE tiny LOCATION '{disk}'"))
            connection.execute(text("ALTER ROLE sayso SET default_tablespace = tiny"))
        with Record.open(f"{postgres}&case=tiny") as case:
            kept: set[str] = set()
            with pytest.raises(DiskFull, match="make room and run it again"):  # noqa: PT012
                for number in range(2000):
                    one = press("tiny", number)
                    case.add(one.report, one.statements, "t")
                    kept.add(one.id)
            assert kept
            assert set(case.as_of().reports) == kept
            assert case.verify() == []
        with engine.connect() as connection:
            connection.execute(text("ALTER ROLE sayso RESET default_tablespace"))
            connection.execute(text("DROP SCHEMA tiny CASCADE"))
            connection.execute(text("DROP TABLESPACE tiny"))
        engine.dispose()
    finally:
        subprocess.run(["umount", "-l", str(disk)], capture_output=True)
        shutil.rmtree(disk, ignore_errors=True)
