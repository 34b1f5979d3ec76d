"""Who answers whom in two sets of dyadic event data: ``python -m benchmarks.reprisals [rounds [case]]``."""

from __future__ import annotations

import sys
import time
from datetime import date

from benchmarks.conflicts import ROOT
from sayso.analysis.reprisals import Pair, answering
from sayso.analysis.tables import watch
from sayso.datasets import read_events

HARD, ALL = ("ASSAULT",), ("ASSAULT", "COERCE", "THREATEN")
CASES = (
    ("USA and Iran 1979–98, threats, coercion and assaults", "gulf.cameo.csv", "weis", ("USA*", "IRN*"), date(1979, 4, 15), date(1998, 12, 31), ALL),
    ("USA and Iran 1979–98, assaults", "gulf.cameo.csv", "weis", ("USA*", "IRN*"), date(1979, 4, 15), date(1998, 12, 31), HARD),
    ("Israel and Hezbollah 1985–2011, assaults", "levant.cameo.csv", "keds", ("ISR*", "LBN-HEZ*"), date(1985, 1, 1), date(2011, 11, 30), HARD),
    ("Israel and Palestinians 1987–2011, assaults", "levant.cameo.csv", "keds", ("ISR*", "PSE*"), date(1987, 12, 9), date(2011, 11, 30), HARD),
)  # fmt: skip
"""The Gulf file is named CAMEO and holds WEIS codes (its roots run to 22), and is read as such."""


def main() -> None:
    """Prints, per case, the finding with its tests, and how long it took."""
    if not ROOT.exists():
        sys.exit(f"{ROOT} is not there; name the folder of corpora with SAYSO_CORPORA")
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    chosen = CASES[int(sys.argv[2]) :][:1] if len(sys.argv) > 2 else CASES
    for title, file, dataset, sides, first, last, kinds in chosen:
        begun = time.process_time()
        seen = watch(read_events(ROOT / "keds" / file, dataset)[0], last, first, sides)
        found = tuple(deed for deed in seen.deeds if deed.what in kinds)
        one, other = (side.removesuffix("*") for side in sides)
        done = {side: sum(deed.actor == side for deed in found) for side in (one, other)}
        answer = answering(Pair(one, other, (one, other), found), last, rounds=rounds, span=(first, last))
        print(f"{title}: {done}\n  {answer.finding}\n  branching {answer.value} {answer.interval}; {answer.caveats[0]}")
        print(f"  {len(answer.rows)} surest answers listed; {time.process_time() - begun:.0f} s CPU\n", flush=True)


if __name__ == "__main__":
    main()
