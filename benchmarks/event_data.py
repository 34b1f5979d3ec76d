"""How fast event data go in: ``python benchmarks/event_data.py [rows mapped] [rows counted]`` (2,000,000 and 20,000,000).

Makes up an ACLED-like CSV and maps it, then made-up GDELT-like tables and counts them into dyad-months, then one day more.
Every figure is printed with the machine and the versions.
"""

from __future__ import annotations

import platform
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from importlib.metadata import version
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from sayso.datasets import convert_events
from sayso.forecast.panel import COLUMNS, Panel, View
from sayso.table import SCHEMA, batches

LIMIT = {"map": "30 s, 1 GB", "count": "10 CPU-s, 1 GB"}
CHUNK = 1_000_000


def machine() -> str:
    """Processor count, Python and the libraries that do the work."""
    libraries = ", ".join(f"{name} {version(name)}" for name in ("duckdb", "pyarrow", "numpy"))
    return f"{platform.machine()}, {len(__import__('os').sched_getaffinity(0))} processors, Python {platform.python_version()}, {libraries}"


def acled(path: Path, rows: int) -> None:
    """A CSV in ACLED's layout with made-up rows."""
    random = np.random.default_rng(0)
    actors = np.array(
        [f"Military Forces of {name} (2010-)" for name in ("Iraq", "Syria", "Yemen", "Mali")] + [f"Group {i}" for i in range(300)]
    )
    days = np.array([(date(2015, 1, 1) + timedelta(days=i)).isoformat() for i in range(3000)])
    kinds = np.array(["Battles", "Protests", "Riots", "Violence against civilians"])
    with pyarrow.csv.CSVWriter(path, _acled(random, 1, actors, days, kinds, 0).schema) as file:
        for start in range(0, rows, CHUNK // 4):
            file.write_table(_acled(random, min(CHUNK // 4, rows - start), actors, days, kinds, start))


def _acled(random: np.random.Generator, n: int, actors: np.ndarray, days: np.ndarray, kinds: np.ndarray, start: int) -> pa.Table:
    pick = lambda options: options[random.integers(0, len(options), n)]  # noqa: E731
    return pa.table({
        "event_id_cnty": [f"IRQ{start + i}" for i in range(n)], "event_date": pick(days), "time_precision": pick(np.array(["1", "1", "2"])),
        "event_type": pick(kinds), "sub_event_type": pick(np.array(["Armed clash", "Attack", "Peaceful protest"])), "actor1": pick(actors),
        "inter1": pick(np.array(["1", "2", "3"])), "actor2": pick(actors), "inter2": pick(np.array(["1", "7"])), "country": pick(np.array(["Iraq", "Mali", "Yemen"])),
        "admin1": ["Province"] * n, "location": ["Some Town"] * n, "latitude": np.round(random.uniform(20, 40, n), 4), "longitude": np.round(random.uniform(30, 50, n), 4),
        "geo_precision": ["1"] * n, "source": ["Wire; Paper"] * n, "fatalities": random.integers(0, 5, n), "notes": ["What happened, told in a sentence of ordinary length."] * n,
    })  # fmt: skip


def gdelt(path: Path, rows: int, first: date, days: int) -> None:
    """A saved table with made-up rows between 200 actors."""
    random = np.random.default_rng(1)
    names = pa.array([f"A{i:02d}" for i in range(200)])
    with pyarrow.parquet.ParquetWriter(path, SCHEMA, compression="zstd") as writer:
        for start in range(0, rows, CHUNK):
            n = min(CHUNK, rows - start)
            side = [names.take(pa.array(np.minimum(random.zipf(1.3, n), 200) - 1)) for _ in range(2)]
            day = pa.array(np.sort(random.integers(0, days, n)) + (first - date(1970, 1, 1)).days, pa.int32()).cast(pa.date32())
            made = {"key": pa.array([str(start + i) for i in range(n)]), "dataset": pa.repeat("made", n), "first": day, "last": day, "known": day,
                    "actor": side[0], "target": side[1], "quad": pa.array(random.integers(1, 5, n), pa.int8())}  # fmt: skip
            writer.write_table(pa.table([made.get(field.name, pa.nulls(n, field.type)) for field in SCHEMA], schema=SCHEMA))


def measured(name: str, path: Path) -> None:
    """One step, in a process of its own, so that its memory is its own."""
    begun, cpu = time.perf_counter(), time.process_time()
    if name == "map":
        print("\n".join(convert_events(path, "acled", path.with_suffix(".parquet")).lines()))
    else:
        panel = Panel.of(batches([path], COLUMNS), View(step="month"))
        spent = time.process_time() - cpu
        print(
            f"{panel.counts.sum():,.0f} events in {len(panel.cells):,} cells of {len(panel.units):,} dyads; {spent:.1f} CPU-seconds"
        )
        again = time.process_time()
        panel.add(batches([path.with_name("day.parquet")], COLUMNS))
        print(f"a day more: {time.process_time() - again:.2f} CPU-seconds")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    spent, wall = time.process_time() - cpu, time.perf_counter() - begun
    print(f"{name}: {wall:.1f} s, {spent:.1f} CPU-seconds, {peak:.2f} GB at most (aim {LIMIT[name]})")


def main() -> None:
    if len(sys.argv) > 2 and sys.argv[1] in LIMIT:
        measured(sys.argv[1], Path(sys.argv[2]))
        return
    mapped, counted = ([int(one) for one in sys.argv[1:]] + [2_000_000, 20_000_000][len(sys.argv) - 1 :])[:2]
    print(machine())
    with tempfile.TemporaryDirectory() as folder:
        acled(Path(folder, "acled.csv"), mapped)
        gdelt(Path(folder, "gdelt.parquet"), counted, date(2000, 1, 1), 7300)
        gdelt(Path(folder, "day.parquet"), counted // 7300 or 1, date(2019, 12, 27), 1)
        for name, file in (("map", "acled.csv"), ("count", "gdelt.parquet")):
            print(f"{name}: {mapped if name == 'map' else counted:,} rows", flush=True)
            subprocess.run([sys.executable, __file__, name, str(Path(folder, file))], check=True)


if __name__ == "__main__":
    main()
