"""Dyadic event data as deeds, for measuring: ``date, source, target, code`` with CAMEO codes."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from sayso.analysis.deeds import Deed

Side = Callable[[str], bool]

ROOT = Path(os.environ.get("SAYSO_CORPORA", Path(__file__).resolve().parents[3] / "shared" / "corpora")) / "events" / "keds"
"""Where the two files lie; SAYSO_CORPORA names another folder of corpora."""


def one_of(*prefixes: str, but: tuple[str, ...] = ()) -> Side:
    """A side: every actor code that begins with one of the prefixes and none of ``but``."""
    return lambda code: code.startswith(prefixes) and not code.startswith(but or ("\0",))


def what(code: str) -> str | None:
    """The category of a CAMEO code as far as force goes: 18 to 20 are assaults, 17 coercion, 13 threats, 15 mobilisation."""
    roots = {"13": "THREATEN", "15": "MOBILIZE", "17": "COERCE", "18": "ASSAULT", "19": "ASSAULT", "20": "ASSAULT"}
    return roots.get(code[:2])


def deeds(name: str, sides: dict[str, Side], first: date, last: date, kinds: Sequence[str] = ("ASSAULT",)) -> list[Deed]:
    """The acts of some kinds between sides, once per day, pair and kind, first and last day inclusive.

    One report a day and pair is kept: the same clash is often told several times over. Evidence ids are ``file:line``.
    """
    found: dict[tuple[str, str, str, str], Deed] = {}
    with (ROOT / f"{name}.cameo.csv").open(encoding="utf-8") as file:
        for number, row in enumerate(csv.DictReader(file), start=2):
            if not first.isoformat() <= row["date"] <= last.isoformat() or (kind := what(row["code"])) not in kinds:
                continue
            who = [side for side, belongs in sides.items() if belongs(row["source"])]
            whom = [side for side, belongs in sides.items() if belongs(row["target"])]
            if not who or not whom or who[0] == whom[0]:
                continue
            key = (row["date"], who[0], whom[0], str(kind))
            id_ = f"{name}:{number}"
            if key in found:
                old = found[key]
                found[key] = Deed(old.day, old.actor, old.target, old.what, evidence=(*old.evidence, id_))
            else:
                found[key] = Deed(date.fromisoformat(row["date"]), who[0], whom[0], str(kind), evidence=(id_,))
    return sorted(found.values(), key=lambda deed: (deed.day, str(deed.actor)))
