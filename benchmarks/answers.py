"""The answers on two unlike conflicts: dyadic event data of the Levant, and dated deaths in Iraq: ``python -m benchmarks.answers``."""

from __future__ import annotations

import sys
from datetime import date

import pyarrow.parquet as parquet

from benchmarks.keds import ROOT, deeds, one_of
from sayso.analysis.anniversaries import symbolism
from sayso.analysis.deeds import Deed
from sayso.analysis.escalation import standing
from sayso.analysis.spread import spreading
from sayso.analysis.targets import hits
from sayso.analysis.warnings import Signal, track_record
from sayso.types import Assessment

LEVANT = {"ISR": one_of("ISR"), "PSE": one_of("PAL", "PSE"), "LBN-HEZ": one_of("LBNREBHEZ", "LBNHEZ")}


def show(found: Assessment | None) -> None:
    """Prints one answer."""
    if found is not None:
        print(f"{found.name}: {found.question}\n  {found.finding}\n  {found.value} {found.interval or ''}\n")


def levant() -> None:
    """Israel and Palestinians, first years of the second uprising."""
    first, last = date(2000, 1, 1), date(2002, 12, 31)
    every = deeds("levant", LEVANT, first, last, ("ASSAULT", "COERCE", "THREATEN", "MOBILIZE"))
    attacks = [deed for deed in every if deed.what == "ASSAULT"]
    show(standing(("ISR", "PSE"), [deed for deed in every if {deed.actor, deed.target} == {"ISR", "PSE"}], last))
    show(hits(attacks, last))
    threats = [Signal("threat", deed.day, deed.actor, deed.evidence) for deed in every if deed.what == "THREATEN"]
    show(track_record(threats, attacks, first, last))
    for side in ("ISR", "PSE"):
        show(symbolism(side, [deed for deed in attacks if deed.actor == side], last, (first, last)))


def iraq() -> None:
    """Islamic State attacks in Iraq, 2013 to 2016, as dated deaths by place."""
    file = ROOT.parent / "ucdp" / "ged_iraq_1989_2018.parquet"
    rows = parquet.read_table(file).to_pylist()
    found = []
    for row in rows:
        day = date.fromisoformat(str(row["date_start"])[:10])
        if date(2013, 1, 1) <= day <= date(2016, 12, 31) and str(row["side_b"]) == "IS":
            found.append(
                Deed(day, "IRQ-IS", "IRQ", "ASSAULT", evidence=(f"ged:{row['id']}",), country=str(row["adm_1"]),
                     lat=float(row["latitude"]), lon=float(row["longitude"]), killed=int(row["best"]))
            )  # fmt: skip
    found.sort(key=lambda deed: deed.day)
    last = date(2016, 12, 31)
    some = found[:300]
    show(spreading(some, some[-1].day, rounds=200))
    show(standing(("IRQ", "IRQ-IS"), found, last))
    show(symbolism("IRQ-IS", found, last, (date(2013, 1, 1), last)))


def main() -> None:
    """Prints the answers of both conflicts."""
    if not ROOT.exists():
        sys.exit(f"{ROOT} is not there; name the folder of corpora with SAYSO_CORPORA")
    levant()
    iraq()


if __name__ == "__main__":
    main()
