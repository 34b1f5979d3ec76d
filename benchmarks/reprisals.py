"""Who answers whom in two sets of dyadic event data: ``python -m benchmarks.reprisals [rounds [case]]``."""

from __future__ import annotations

import sys
import time
from datetime import date

from benchmarks.keds import ROOT, deeds, one_of
from sayso.analysis.reprisals import Pair, answering

HARD, ALL = ("ASSAULT",), ("ASSAULT", "COERCE", "THREATEN")
PALESTINIAN = one_of("PAL", "PSE", but=("PSEGOVX",))
CASES = (
    ("USA and Iran 1979–98, threats, coercion and assaults", "gulf", {"USA": one_of("USA"), "IRN": one_of("IRN")}, date(1979, 4, 15), date(1998, 12, 31), ALL),
    ("USA and Iran 1979–98, assaults", "gulf", {"USA": one_of("USA"), "IRN": one_of("IRN")}, date(1979, 4, 15), date(1998, 12, 31), HARD),
    ("Israel and Hezbollah 1985–2011, assaults", "levant", {"ISR": one_of("ISR"), "LBN-HEZ": one_of("LBNREBHEZ", "LBNHEZ")}, date(1985, 1, 1), date(2011, 12, 31), HARD),
    ("Israel and Palestinians 1987–2011, assaults", "levant", {"ISR": one_of("ISR"), "PSE": PALESTINIAN}, date(1987, 12, 9), date(2011, 12, 31), HARD),
)  # fmt: skip


def main() -> None:
    """Prints, per case, the finding with its tests, and how long it took."""
    if not ROOT.exists():
        sys.exit(f"{ROOT} is not there; name the folder of corpora with SAYSO_CORPORA")
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    chosen = CASES[int(sys.argv[2]) :][:1] if len(sys.argv) > 2 else CASES
    for title, name, sides, first, last, kinds in chosen:
        begun = time.process_time()
        found = deeds(name, sides, first, last, kinds)
        one, other = sides
        done = {side: sum(deed.actor == side for deed in found) for side in sides}
        answer = answering(Pair(one, other, (one, other), tuple(found)), last, rounds=rounds, span=(first, last))
        print(f"{title}: {done}\n  {answer.finding}\n  branching {answer.value} {answer.interval}; {answer.caveats[0]}")
        print(
            f"  {len(answer.rows)} surest answers listed, e.g. {[row.cells for row in answer.rows[:2]]}; {time.process_time() - begun:.0f} s CPU\n"
        )


if __name__ == "__main__":
    main()
