"""A kill at any moment loses nothing that was acknowledged and leaves nothing half written; writers queue."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from sayso.record import Record

HERE = Path(__file__).parent
EACH = 7
"""Statements in every report the writers write."""

WRITER = f"""
import sys
sys.path.insert(0, {str(HERE)!r})
from record_world import Press
from sayso.record import Record

path, name, first, last = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
with Record.open(path, busy_seconds=60) as case:
    for number in range(first, last):
        press = Press(f"{{name}}-{{number}}", "2031-03-12", name)
        for line in range({EACH}):
            press.say(f"Line {{line}}: rockets hit Camp Alder.", "ASSAULT/rocket", where="Camp Alder")
        case.add(press.report, press.statements, "t")
        print(press.id, flush=True)
"""


def writer(path: Path, name: str, first: int, last: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, str(path), name, str(first), str(last)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=os.environ)


def whole(path: Path) -> set[str]:
    """Ids of reports in the case, each with all its statements, and nothing wrong with it."""
    with Record.open(path, create=False) as case:
        assert case.verify() == []
        found = dict.fromkeys(case.as_of().reports, 0)
        for one in case.as_of().statements:
            found[one.report] += 1
        assert set(found.values()) <= {EACH}
        return set(found)


def test_killed_five_times_and_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    path = tmp_path / "case.sayso"
    rnd = random.Random(5)
    acknowledged: set[str] = set()
    for turn in range(5):
        process = writer(path, f"turn{turn}", 0, 100_000)
        assert process.stdout is not None
        # The first line says the writer is at work; from then on the kill may hit any moment of a transaction.
        lines = [process.stdout.readline()]
        time.sleep(rnd.uniform(0.02, 0.25))
        process.send_signal(signal.SIGKILL)
        lines += process.stdout.readlines()
        process.wait()
        acknowledged |= {line.strip() for line in lines if line.endswith("\n")}
        found = whole(path)
        assert acknowledged <= found
        # At most the one report that was committed but not yet acknowledged comes on top in each turn.
        assert len(found - acknowledged) <= turn + 1
    assert len(acknowledged) >= 10


def test_two_programs_write_at_once(tmp_path: Path) -> None:
    path = tmp_path / "case.sayso"
    # Both also race to make the case.
    processes = [writer(path, name, 0, 25) for name in ("left", "right")]
    for process in processes:
        assert process.wait(timeout=120) == 0
        assert process.stdout is not None
        process.stdout.close()
    assert whole(path) == {f"{name}-{number}" for name in ("left", "right") for number in range(25)}


def test_two_programs_adding_the_same_reports_store_each_once(tmp_path: Path) -> None:
    path = tmp_path / "case.sayso"
    processes = [writer(path, "same", 0, 25) for _ in range(2)]
    for process in processes:
        assert process.wait(timeout=120) == 0
        assert process.stdout is not None
        process.stdout.close()
    assert whole(path) == {f"same-{number}" for number in range(25)}
