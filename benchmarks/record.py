"""How much one machine remembers: ``python -m benchmarks.record [--statements 1000000] [--matched 20000] [--case PATH_OR_URL]``.

Loads invented reports, verifies the case, asks timelines and words, and prints what it took beside the goals. Then the
events of a smaller case are matched once and asked for.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from itertools import islice
from pathlib import Path

import sqlalchemy

import sayso
from benchmarks.newsroom import ACTORS, EACH, FIRST, WORDS, reports
from sayso.record import Record
from sayso.record.filters import Wanted

BATCH = 500
Row = tuple[str, float, str, float]
"""What was measured, its value, ≥ or ≤, and the goal; a goal of 0 or 1e9 is none."""


def machine() -> str:
    """One line that names what this ran on."""
    cpu = platform.processor() or platform.machine()
    for line in Path("/proc/cpuinfo").read_text().splitlines() if Path("/proc/cpuinfo").exists() else ():
        if line.startswith("model name"):
            cpu = line.partition(":")[2].strip()
            break
    return (
        f"{cpu}, {os.cpu_count()} cores; {platform.system()} {platform.release()}; Python {platform.python_version()}, "
        f"SQLAlchemy {sqlalchemy.__version__}, SQLite {sqlite3.sqlite_version}, Sayso {sayso.__version__}"
    )


def load(case: Record, statements: int) -> float:
    """CPU seconds of loading, without making the reports up."""
    spent, made = 0.0, reports(statements)
    while chunk := list(islice(made, BATCH * 5)):
        begun = time.process_time()
        for _ in case.load(chunk, "bench", BATCH):
            pass
        spent += time.process_time() - begun
        print(f"\r{chunk[-1][0].id}", end="", file=sys.stderr)
    print("\r", end="", file=sys.stderr)
    return spent


def p95(ask: Callable[[random.Random], object], times: int = 60) -> float:
    """Milliseconds within which 95 of 100 answers came, the first three left out."""
    rnd, took = random.Random(3), []
    for _ in range(times + 3):
        begun = time.perf_counter()
        ask(rnd)
        took.append((time.perf_counter() - begun) * 1000)
    return sorted(took[3:])[int(times * 0.95) - 1]


def matched(statements: int) -> list[Row]:
    """What the first question for events takes, and the later ones, which the store answers."""
    with tempfile.TemporaryDirectory() as folder:
        where = f"{folder}/matched.sayso"
        with Record.open(where) as case:
            load(case, statements)
        size, begun = Path(where).stat().st_size, time.process_time()
        with Record.open(where) as case:
            case.settled()
        spent = time.process_time() - begun
        with Record.open(where) as case:
            names = [one.event.id for one in case.settled().events(limit=50)]

            def listed(rnd: random.Random) -> object:
                first = FIRST + timedelta(rnd.randrange(3500))
                wanted = Wanted(actor=rnd.choice(ACTORS), since=first, until=first + timedelta(89))
                return list(case.settled().events(wanted))

            return [
                (f"matched per CPU-second, of {statements:,}", statements / spent, "≥", 0),
                ("settling adds to the case, MB", (Path(where).stat().st_size - size) / 1e6, "≤", 1e9),
                ("events of actor and 90 days, p95 ms", p95(listed), "≤", 1e9),
                ("why of one event, p95 ms", p95(lambda rnd: case.settled().event(rnd.choice(names))), "≤", 1e9),
            ]


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.record", description=__doc__)
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--matched", type=int, default=20_000, help="statements of the case whose events are matched; 0: none")
    parser.add_argument("--case", help="a path that does not exist yet, or postgresql://…; a temporary file when left out")
    chosen = parser.parse_args()
    print(machine())
    with tempfile.TemporaryDirectory() as folder:
        where = chosen.case or f"{folder}/bench.sayso"
        with Record.open(where) as case:
            spent = load(case, chosen.statements)
        rows: list[Row] = [
            ("statements loaded per CPU-second", chosen.statements / spent, "≥", 10_000 if "://" not in where else 0)
        ]
        if "://" not in where:
            rows.append(("size of the case, MB", Path(where).stat().st_size / 1e6, "≤", 1000 * chosen.statements / 1e6))
        with Record.open(where) as case:
            begun = time.perf_counter()
            problems = case.verify()
            rows.append(("verify, seconds", time.perf_counter() - begun, "≤", 60))
            rows.append(("problems found", len(problems), "≤", 0))

            def timeline(rnd: random.Random) -> object:
                first = FIRST + timedelta(rnd.randrange(3500))
                return case.timeline(rnd.choice(ACTORS), first, first + timedelta(89))

            def rare(rnd: random.Random) -> object:
                found = case.search(f"quintessentials{rnd.randrange(max(1, chosen.statements // EACH // 5000)) * 5000}")
                assert found
                return found

            rows.append(("actor and 90 days, p95 ms", p95(timeline), "≤", 50))
            rows.append(("rare word, p95 ms", p95(rare), "≤", 100))
            rows.append(
                (
                    "five words together, p95 ms",
                    p95(lambda rnd: case.search(" ".join(rnd.choice(WORDS) for _ in range(5)))),
                    "≤",
                    1e9,
                )
            )
    rows.append(("peak memory, MB", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000, "≤", 1000))
    rows += matched(chosen.matched) if chosen.matched else []
    for name, value, sign, goal in rows:
        met = value >= goal if sign == "≥" else value <= goal
        shown = f"goal {sign} {goal:,.0f}" if goal < 1e9 and (sign == "≤" or goal) else ""
        print(f"{name:36} {value:12,.1f}  {shown} {'' if met else 'MISSED'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
