"""Measure Sayso: every evaluation whose data are on this machine, in one table, checked against the floors.

    python -m evals [NAME …] [--raise | --accept WHY]

Ends with 1 when a score lies below its floor. ``--raise`` lifts floors to what was reached, never lowers one; ``--accept``
takes the present scores of the named evaluations as floors, lower ones too, and keeps the reason. Results: evals/out/NAME.json.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Mapping

from evals import ecbplus, factuality, floors, forecast, geoparsing, matching, muc4, others, plv, polnear, probes
from evals.bench import Absent, Outcome, table

EVALS: Mapping[str, Callable[[], Outcome]] = {
    "probes": probes.run,
    "dossiers": others.run_dossiers,
    "plv": plv.run,
    "polnear": polnear.run,
    "muc4": muc4.run,
    "geoparsing": geoparsing.run,
    "factuality": factuality.run,
    "timex": others.run_timex,
    "gvdb": others.run_gvdb,
    "matching": matching.run,
    "ecbplus": ecbplus.run,
    "forecast": forecast.run,
}
"""By name, in the order of the table."""


def measured(names: list[str]) -> list[Outcome]:
    """The outcomes of the named evaluations; those without data are skipped with a line on stderr."""
    found = []
    for name in names:
        begun = time.monotonic()
        try:
            outcome = EVALS[name]()
        except Absent as absent:
            print(f"{name}: skipped, {absent}", file=sys.stderr)
            continue
        outcome.save()
        print(f"{name}: {time.monotonic() - begun:.0f} s", file=sys.stderr)
        found.append(outcome)
    return found


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m evals", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of {', '.join(EVALS)}; all when left out")
    parser.add_argument("--raise", dest="lift", action="store_true", help="lift floors to what was reached")
    parser.add_argument("--accept", metavar="WHY", help="take present scores as floors, lower ones too, for this reason")
    chosen = parser.parse_args()
    unknown = [name for name in chosen.names if name not in EVALS]
    if unknown:
        parser.error(f"no evaluation {', '.join(unknown)}; there are {', '.join(EVALS)}")
    if chosen.accept and not chosen.names:
        parser.error("--accept needs the names of the evaluations it is for")
    outcomes = measured(chosen.names or list(EVALS))
    print(table(score for outcome in outcomes for score in outcome.scores))
    pinned = floors.load()
    problems = [line for outcome in outcomes for line in floors.failures(outcome, pinned)]
    if chosen.lift or chosen.accept:
        try:
            for outcome in outcomes:
                pinned = floors.raised(outcome, pinned, chosen.accept)
        except floors.WouldLower as refused:
            print(f"floors not changed, some would fall:\n{refused}", file=sys.stderr)
            return 1
        floors.save(pinned)
        return 0
    if problems:
        print("below the floor:\n" + "\n".join(problems), file=sys.stderr)
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main())
