"""A program that writes reports into a case and says each one only once it is kept: ``python scribe.py CASE NAME FIRST LAST [HOW]``.

HOW is ``add`` (one at a time, the default) or ``load`` (many at once, said batch by batch).
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from record_world import Press

from sayso.record import Record, RecordError

EACH = 7
"""Statements in every report."""


def press(name: str, number: int) -> Press:
    """Report ``number`` of a writer, the same whenever it is asked for."""
    made = Press(f"{name}-{number}", "2031-03-12", name)
    for line in range(EACH):
        made.say(f"Line {line}: rockets hit Camp Alder.", "ASSAULT/rocket", where="Camp Alder")
    return made


def main() -> int:
    place, name, first, last = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    how = sys.argv[5] if len(sys.argv) > 5 else "add"
    every = (press(name, number) for number in range(first, last))
    try:
        with Record.open(place, busy_seconds=120) as case:
            if how == "load":
                said = first
                for done in case.load(((one.report, one.statements) for one in every), "t", batch=5):
                    for number in range(said, first + done.reports + done.known):
                        print(f"{name}-{number}", flush=True)
                    said = first + done.reports + done.known
                return 0
            for one in every:
                case.add(one.report, one.statements, "t")
                print(one.id, flush=True)
    except RecordError as error:
        print(f"refused: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
