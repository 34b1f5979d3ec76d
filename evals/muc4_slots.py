"""Every slot of MUC-4's templates scored as the guidelines say (scoring-guidelines.v7), tags included.

A filler is a value with a tag, the filler of another slot that it speaks of. Strings are right when their heads are; a set fill is
right with the right tag, partly right with another tag or as one of the wider values that the guidelines let pass. Slots a key
marks as inapplicable do not count.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from evals.muc4_keys import Fill, Key
from evals.muc4_names import head, whole

SLOTS: Mapping[int, str] = {
    5: "stage", 6: "weapon", 7: "weapon type", 8: "category", 9: "individual", 10: "organisation", 11: "confidence",
    12: "thing", 13: "thing type", 14: "thing number", 15: "thing nation", 16: "thing effect", 17: "things in all",
    18: "victim name", 19: "victim description", 20: "victim type", 21: "victim number", 22: "victim nation",
    23: "victim effect", 24: "victims in all",
}  # fmt: skip
STRINGS = frozenset({6, 9, 10, 12, 18, 19})
NUMBERS = frozenset({14, 17, 21, 24})
Given = tuple[frozenset[str], frozenset[str]]
"""One filler of ours: the names that may stand for its value, and those of its tag."""


@cache
def sets() -> Mapping[str, Any]:
    """The tables of ``muc4_sets.json``."""
    found: Mapping[str, Any] = json.loads(Path(__file__).with_name("muc4_sets.json").read_text(encoding="utf-8"))
    return found


def alike(ours: Iterable[str], theirs: Iterable[str]) -> bool:
    """True when two sets of names share a head noun or a whole name."""
    a, b = list(ours), list(theirs)
    return bool(
        {head(name) for name in a} & {head(name) for name in b} or {whole(name) for name in a} & {whole(name) for name in b}
    )


def worth(slot: int, given: Given, fill: Fill) -> int:
    """2 for a right filler, 1 for one partly right, 0 for a wrong one."""
    values, tag = given
    tagged = not fill.tags or alike(tag, fill.tags) or (not tag and "-" in fill.tags)
    if slot in STRINGS:
        return (2 if tagged else 1) if alike(values, fill.values) else 0
    if values & set(fill.values):
        return 2 if tagged else 1
    if slot in NUMBERS:
        return int(any(value in said.replace("~", "").split(" - ") for value in values for said in fill.values))
    return int(any(set(sets()["wider"].get(said, ())) & values for said in fill.values))


def slot_credit(slot: int, wanted: Sequence[Fill], given: Sequence[Given]) -> tuple[int, int, int]:
    """Credit (2 a filler), answers and fillers due of one slot of one pair of templates; best matches first."""
    ranked = sorted(
        ((-points, i, j) for i, fill in enumerate(wanted) for j, one in enumerate(given) if (points := worth(slot, one, fill))),
    )
    met: set[int] = set()
    used: set[int] = set()
    credit = 0
    for points, i, j in ranked:
        if i not in met and j not in used:
            met.add(i)
            used.add(j)
            credit -= points
    return credit, len(given), sum(not fill.optional or i in met for i, fill in enumerate(wanted))


def slots_credit(key: Key | None, fills: Mapping[int, Sequence[Given]] | None) -> dict[str, Counter[str]]:
    """Credit, answers and fillers due by slot; no key for a spurious template, no fills for a missing one."""
    found: dict[str, Counter[str]] = {}
    for slot, name in SLOTS.items():
        if key is not None and slot in key.inapplicable and fills is not None:
            continue
        credit, said, due = slot_credit(slot, key.fills.get(slot, ()) if key else (), fills.get(slot, ()) if fills else ())
        found[name] = Counter(credit=credit, answered=said, due=due)
    return found
