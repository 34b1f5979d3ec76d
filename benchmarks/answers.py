"""Every answer on unlike conflicts: ``python -m benchmarks.answers [conflict [answer …]]``, with the command that asks the tool the same."""

from __future__ import annotations

import sys
import time

from benchmarks.conflicts import CONFLICTS, ROOT, Conflict
from sayso.analysis import TABLED, assess_table


def show(conflict: Conflict, names: tuple[str, ...]) -> None:
    """Prints the answers on one conflict, and how long each took."""
    table, among = conflict.table(), conflict.among
    print(
        f"# {conflict.title}: {len(table):,} rows of {conflict.dataset}, {conflict.first} to {conflict.last}\n# {conflict.command}\n"
    )
    for name in names:
        begun = time.process_time()
        for found in assess_table(table, name, as_of=conflict.last, since=conflict.first, sides=conflict.sides, among=among):
            interval = f" {found.interval}" if found.interval else ""
            print(f"{name}: {found.question}\n  {found.finding}\n  {found.value}{interval}; {len(found.evidence):,} rows")
        print(f"  {time.process_time() - begun:.0f} s CPU\n", flush=True)


def main() -> None:
    """Prints the answers of all conflicts, or of the one named."""
    if not ROOT.exists():
        sys.exit(f"{ROOT} is not there; name the folder of corpora with SAYSO_CORPORA")
    wanted, names = sys.argv[1:2], tuple(sys.argv[2:]) or tuple(TABLED)
    for conflict in CONFLICTS:
        if not wanted or conflict.name in wanted:
            show(conflict, names)


if __name__ == "__main__":
    main()
