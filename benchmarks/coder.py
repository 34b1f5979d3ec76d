"""How fast the embedded coder is on one core, and how much memory it takes: the bundled dossiers, read again and again.

Run: ``python -m benchmarks.coder [ROUNDS]`` with ``OMP_NUM_THREADS=1``.
"""

from __future__ import annotations

import os
import platform
import resource
import sys
import time
from datetime import date
from importlib.metadata import version
from pathlib import Path

from sayso import __version__
from sayso.coding.coder import EmbeddedCoder
from sayso.types import Report

NOTES = Path(__file__).resolve().parents[1] / "examples"


def reports() -> list[Report]:
    """The Markdown notes of the bundled dossiers as reports."""
    found = sorted(NOTES.glob("*/notes/*.md"))
    return [Report(path.stem, path.stem, path.read_text(encoding="utf-8"), date(2020, 3, 1), outlet="Bench") for path in found]


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    texts = reports()
    coder = EmbeddedCoder()
    for report in texts[:3]:
        coder.code(report)
    sentences = sum(len(list(coder.engine.parse(report.text).sents)) for report in texts)
    words = sum(len(report.text.split()) for report in texts)
    begun, wall = time.process_time(), time.monotonic()
    statements = sum(len(coder.code(report)) for _ in range(rounds) for report in texts)
    spent, passed = time.process_time() - begun, time.monotonic() - wall
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"sayso {__version__}, Python {platform.python_version()}, ONNX Runtime {version('onnxruntime')}, spaCy {version('spacy')}"
    )
    print(f"{platform.machine()}, {os.cpu_count()} cores seen, {platform.platform()}")
    print(f"{len(texts)} reports, {sentences} sentences, {words} words, {statements // rounds} statements; {rounds} rounds")
    print(f"{rounds * sentences / spent:.0f} sentences a CPU-second, {rounds * words / spent:.0f} words a CPU-second")
    print(f"{rounds * sentences / passed:.0f} sentences a second by the clock; peak memory {peak:.0f} MB")


if __name__ == "__main__":
    main()
