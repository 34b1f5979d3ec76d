"""A kill at any moment loses nothing that was acknowledged and leaves nothing half written; writers queue.

``SAYSO_KILLS`` says how often the process is killed in each store (20; ``make nightly`` asks for 200).
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from scribe import EACH, press
from sqlalchemy.exc import SQLAlchemyError

from sayso.record import Record, RecordError

SCRIBE = Path(__file__).with_name("scribe.py")
KILLS = int(os.environ.get("SAYSO_KILLS", "20"))
SECONDS = float(os.environ.get("SAYSO_CROWD_SECONDS", "6"))
"""How long the crowd writes and reads; a minute in ``make nightly``."""


def writer(place: str, name: str, first: int, last: int, how: str = "add") -> subprocess.Popen[str]:
    command = [sys.executable, str(SCRIBE), place, name, str(first), str(last), how]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ)


def whole(place: str, verify: bool = True) -> set[str]:
    """Ids of reports in the case, each with all its statements once, and nothing wrong with it."""
    with Record.open(place, create=False) as case:
        if verify:
            assert case.verify() == []
        known = case.as_of()
        found = dict.fromkeys(known.reports, 0)
        for one in known.statements:
            found[one.report] += 1
        assert set(found.values()) <= {EACH}
        return set(found)


@pytest.mark.parametrize("how", ["add", "load"])
@pytest.mark.timeout(3600)
def test_killed_again_and_again_and_nothing_acknowledged_is_lost(place: str, how: str) -> None:
    rnd = random.Random(5)
    acknowledged: set[str] = set()
    turns = max(1, KILLS // 2)
    for turn in range(turns):
        process = writer(place, f"turn{turn}", 0, 100_000, how)
        assert process.stdout is not None
        # The first line says the writer is at work; from then on the kill may hit any moment of a transaction.
        lines = [process.stdout.readline()]
        time.sleep(rnd.uniform(0.0, 0.12))
        process.send_signal(signal.SIGKILL)
        lines += process.stdout.readlines()
        process.wait()
        process.stdout.close()
        acknowledged |= {line.strip() for line in lines if line.endswith("\n")}
        found = whole(place, verify=turn % 5 == 4 or turn == turns - 1)
        assert acknowledged <= found
        # What was kept but not yet acknowledged comes on top: one report, or one batch, in each turn.
        assert len(found - acknowledged) <= (turn + 1) * (1 if how == "add" else 5)
    assert len(acknowledged) >= turns
    # Resuming finishes the rest: everything offered again, and nothing is there twice.
    with Record.open(place) as case:
        offered = [press(f"turn{turns - 1}", number) for number in range(12)]
        for one in offered:
            case.add(one.report, one.statements, "t")
    assert {one.id for one in offered} <= whole(place)


def test_two_programs_write_at_once(place: str) -> None:
    # Both also race to make the case.
    processes = [writer(place, name, 0, 25) for name in ("left", "right")]
    for process in processes:
        _out, err = process.communicate(timeout=280)
        assert (process.returncode, err) == (0, "")
    assert whole(place) == {f"{name}-{number}" for name in ("left", "right") for number in range(25)}


def test_two_programs_adding_the_same_reports_store_each_once(place: str) -> None:
    processes = [writer(place, "same", 0, 25) for _ in range(2)]
    for process in processes:
        _out, err = process.communicate(timeout=280)
        assert (process.returncode, err) == (0, "")
    assert whole(place) == {f"same-{number}" for number in range(25)}


@pytest.mark.timeout(600)
def test_four_write_while_four_read(place: str) -> None:
    """No error and no loss; a reader always sees whole reports, and never fewer than before."""
    Record.open(place).close()
    writers = [writer(place, f"w{number}", 0, 100_000) for number in range(4)]
    acknowledged = {each.stdout.readline().strip() for each in writers if each.stdout is not None}
    until = time.monotonic() + SECONDS
    errors: list[str] = []

    def read() -> None:
        seen = 0
        try:
            with Record.open(place, create=False, busy_seconds=120) as case:
                while time.monotonic() < until:
                    known = case.as_of()
                    assert len(known.statements) == EACH * len(known.reports)
                    assert len(known.reports) >= seen
                    seen = len(known.reports)
                    case.search("rockets")
        except (AssertionError, RecordError, SQLAlchemyError) as error:  # reported by the test itself
            errors.append(repr(error))

    readers = [threading.Thread(target=read) for _ in range(4)]
    for each in readers:
        each.start()
    for each in readers:
        each.join()
    for process in writers:
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=60)
        assert err == ""
        acknowledged |= set(out.split("\n")[:-1])
    assert errors == []
    assert len(acknowledged) > 4
    assert acknowledged <= whole(place)
