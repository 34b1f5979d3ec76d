"""Re-check the data files of `sayso.knowledge` by look-up: draw a sample, keep the verdicts, report the error rate.

    python -m evals.recheck                      the error rate of each file, from the verdicts kept so far
    python -m evals.recheck --draw FAMILY …      a checklist of rows to look up (all families: --draw all)
        [--size N] [--seed TEXT]

A row is drawn by a hash of the seed and its id, so a sample stays the same when other rows come, go or are corrected.
Verdicts stand in evals/gold/recheck.jsonl, one object a line: `family`, `row` (as the checklist shows it), `verdict`
(`right`: a reference that was seen supports what can be checked; `wrong`: one contradicts it; `unsure`: none was found
that settles it), `reference` (what was looked at), `note` (what was wrong), `date`, `sample` (the seed it was drawn with, when
that is not the first). A verdict speaks of the row as it stood when it was drawn; what was found wrong has been corrected since.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import sqrt
from pathlib import Path
from typing import Any, Final

from sayso.knowledge.rows import DATA, one_of, read_rows

FAMILIES: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "states": ("actors/states.jsonl", ("id",)),
    "organizations": ("actors/organizations.jsonl", ("id",)),
    "branches": ("actors/branches.jsonl", ("id",)),
    "groups": ("actors/groups/*.jsonl", ("id",)),
    "officials": ("officials/*.jsonl", ("id", "office")),
    "ties": ("ties.jsonl", ("patron", "client", "kind", "asserted_by")),
    "weapons": ("weapons.jsonl", ("id",)),
    "places": ("places/curated.jsonl", ("id",)),
    "aliases": ("places/aliases.jsonl", ("id",)),
    "outlets": ("outlets.jsonl", ("id",)),
    "roles": ("roles.jsonl", ("id",)),
    "actions": ("actions/*.jsonl", ("id",)),
    "cues": ("cues/*.jsonl", ("id",)),
    "calendar": ("calendar.jsonl", ("id",)),
}
"""Family → the files it stands in, and the keys that name a row of it."""

VERDICTS: Final = ("right", "wrong", "unsure")
SEED: Final = "2026"
LEDGER: Final = "recheck.jsonl"
GOLD: Final = Path(__file__).parent / "gold"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What looking up one row came to."""

    family: str
    row: str
    verdict: str
    date: str
    reference: str | None
    note: str | None
    sample: str | None = None


def rows_of(family: str, root: Path = DATA) -> Mapping[str, Mapping[str, Any]]:
    """Every row of a family by its name; a name that stands more than once gets #2, #3 … in file order."""
    pattern, keys = FAMILIES[family]
    found: dict[str, Mapping[str, Any]] = {}
    times: Counter[str] = Counter()
    for row in _json_lines(sorted(root.glob(pattern))):
        name = " | ".join(row[key] for key in keys)
        times[name] += 1
        found[name if times[name] == 1 else f"{name} #{times[name]}"] = row
    return found


def _json_lines(files: Iterable[Path]) -> Iterator[Mapping[str, Any]]:
    for file in files:
        for line in file.read_text(encoding="utf-8").split("\n"):
            if line.strip() and not line.startswith("#"):
                yield json.loads(line)


def draw(names: Iterable[str], size: int, seed: str = SEED) -> list[str]:
    """The ``size`` names whose hashes with the seed are the lowest, in the order of the hashes."""
    return sorted(names, key=lambda name: sha256(f"{seed}\n{name}".encode()).digest())[:size]


def wilson(wrong: int, checked: int, z: float = 1.959964) -> tuple[float, float]:
    """The 95 % interval of a share after Wilson (1927); (0, 1) when nothing was checked."""
    if not checked:
        return 0.0, 1.0
    share, spread = wrong / checked, z * z / checked
    middle = (share + spread / 2) / (1 + spread)
    half = z * sqrt(share * (1 - share) / checked + spread / (4 * checked)) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)


def verdicts(root: Path = GOLD) -> tuple[Verdict, ...]:
    """The kept verdicts. Raises KnowledgeError for a row that breaks the format."""
    required = {"family": str, "row": str, "verdict": str, "date": str}
    found = []
    optional = {"reference": str, "note": str, "sample": str}
    for row in read_rows(LEDGER, required, optional, unique=("family", "row", "sample"), root=root):
        for key, allowed in (("family", FAMILIES), ("verdict", VERDICTS)):
            if row[key] not in allowed:
                raise row.fail(f"{key} {row[key]!r} is not known; {one_of(row[key], allowed)}")
        if row["verdict"] != "unsure" and not row["reference"]:
            raise row.fail(f"a row is {row['verdict']} by a reference; name it, or call the row unsure")
        if row["verdict"] == "wrong" and not row["note"]:
            raise row.fail("a wrong row needs a note that says what was wrong")
        found.append(Verdict(**row))
    return tuple(found)


def table(found: Sequence[Verdict]) -> Iterator[str]:
    """One line for each family and sample: rows, looked up, settled, wrong, unsure, error rate among the settled with interval."""
    yield "| file | rows | looked up | settled | wrong | unsure | error rate (95 % interval) |"
    yield "|---|---|---|---|---|---|---|"
    seeds = {(verdict.family, verdict.sample) for verdict in found} | {(family, None) for family in FAMILIES}
    for family, sample in sorted(seeds, key=lambda each: ([*FAMILIES].index(each[0]), each[1] or "")):
        pattern = FAMILIES[family][0] + (f", sample {sample}" if sample else "")
        count = Counter(verdict.verdict for verdict in found if (verdict.family, verdict.sample) == (family, sample))
        settled = count["right"] + count["wrong"]
        low, high = wilson(count["wrong"], settled)
        rate = f"{count['wrong'] / settled:.0%} ({low:.0%}–{high:.0%})" if settled else "not known"
        numbers = (len(rows_of(family)), sum(count.values()), settled, count["wrong"], count["unsure"], rate)
        yield f"| {' | '.join((pattern, *map(str, numbers)))} |"


def checklist(family: str, size: int, seed: str, found: Sequence[Verdict]) -> Iterator[str]:
    """The sampled rows of a family as a list to tick, with the verdicts there are."""
    known = {verdict.row: verdict.verdict for verdict in found if verdict.family == family and (verdict.sample or SEED) == seed}
    rows = rows_of(family)
    for name in draw(rows, size, seed):
        yield f"- [{known.get(name, ' ')}] {name}\n      {json.dumps(rows[name], ensure_ascii=False)}"


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m evals.recheck", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--draw", nargs="+", metavar="FAMILY", choices=[*FAMILIES, "all"], help=f"of {', '.join(FAMILIES)}, or all"
    )
    parser.add_argument("--size", type=int, default=50, metavar="N", help="rows of each family (50)")
    parser.add_argument("--seed", default=SEED, metavar="TEXT", help=f"another seed, another sample ({SEED})")
    chosen = parser.parse_args()
    found = verdicts()
    if not chosen.draw:
        print("\n".join(table(found)))
        return 0
    for family in FAMILIES if "all" in chosen.draw else chosen.draw:
        print(f"# {family}", *checklist(family, chosen.size, chosen.seed, found), sep="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
