"""The bundled dossiers against their hand-written gold: what a reader must get right, found or missed.

Coder level: is the expected thing said by any statement of the named report? Event level: does one event of the
record gather it? Run: ``python -m evals.dossiers [--misses]``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from sayso.case import Options, embedded_coder, take_in
from sayso.record import Known, Record
from sayso.types import Event, Statement

EXAMPLES = Path(__file__).parents[1] / "examples"
SLACK = timedelta(days=1)
KINDS = {"weapons": ("weapons", "munitions"), "seized": ("seized", "weapons")}


@dataclass
class Tally:
    """Hits out of tries, with what was missed."""

    hits: int = 0
    tries: int = 0
    missed: list[str] = field(default_factory=list)

    def add(self, hit: bool, what: str) -> None:
        self.tries += 1
        self.hits += hit
        if not hit:
            self.missed.append(what)

    def __str__(self) -> str:
        return f"{self.hits}/{self.tries} = {self.hits / self.tries:.3f}" if self.tries else "none"


def gold(dossier: str) -> Iterator[dict]:
    for line in (EXAMPLES / dossier / "expected.jsonl").read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def overlaps(first: date | None, last: date | None, when: list[str]) -> bool:
    low, high = date.fromisoformat(when[0]) - SLACK, date.fromisoformat(when[1]) + SLACK
    return (first or last or date.min) <= high and (last or first or date.max) >= low


def best_event(expected: dict, known: Known) -> Event | None:
    """The event that gathers most of the expected reports, of the right category and days."""
    reports = set(expected["reports"])
    ranked = [
        (
            len({ref.report for ref in event.statements} & reports),
            -len({ref.report for ref in event.statements} - reports),
            event.id,
            event,
        )
        for event in known.events
        if event.claim.what == expected["what"] and overlaps(event.first, event.last, expected["when"])
    ]
    top = max(ranked, default=None)
    return top[3] if top and top[0] else None


def same_side(one: str | None, other: str) -> bool:
    return one is not None and (one == other or one.startswith(f"{other}-") or other.startswith(f"{one}-"))


def has_figure(wanted: dict, statements: list[Statement]) -> bool:
    kinds = KINDS.get(wanted["what"], (wanted["what"],))
    return any(
        (figure.low, figure.high) == (wanted["low"], wanted["high"])
        for one in statements
        for kind in kinds
        for figure in one.claim.figures.get(kind, ())
    )


def has_attribution(wanted: dict, statements: list[Statement]) -> bool:
    """True when a statement of the report names the accused in the right stance (its own voice for its own stands)."""
    for one in statements:
        party = one.claim.actor
        own = same_side(one.voice.actor, wanted["accused"])
        stance = one.stance == wanted["stance"] or {one.stance, wanted["stance"]} <= {
            "alleges",
            "suspects",
            "determines",
            "reports",
        }
        if wanted["stance"] in ("denies", "coy", "praises", "claims", "admits") and own and one.stance == wanted["stance"]:
            return True
        if (
            stance
            and party is not None
            and (same_side(party.id, wanted["accused"]) or party.name.casefold() == wanted["accused"].casefold())
        ):
            return True
    return False


def measure(dossier: str) -> tuple[dict[str, Tally], int, int]:
    """Tallies by question, the number of statements and of events."""
    names = (
        "events",
        "reports",
        "when",
        "mode",
        "place",
        "figure coded",
        "figure in event",
        "attribution coded",
        "attribution in event",
        "rung",
    )
    found = {name: Tally() for name in names}
    with Record.open(":memory:") as record:
        take_in([str(EXAMPLES / dossier / "notes")], record, Options(), coder=embedded_coder())
        known = record.as_of(None)
        by_report: dict[str, list[Statement]] = {}
        for one in known.statements:
            by_report.setdefault(one.report, []).append(one)
        for expected in gold(dossier):
            _judge(expected, best_event(expected, known), known, by_report, found)
        return found, len(known.statements), len(known.events)


def _judge(
    expected: dict, event: Event | None, known: Known, by_report: dict[str, list[Statement]], found: dict[str, Tally]
) -> None:
    name = expected["event"]
    found["events"].add(event is not None, name)
    mine = [known.by_id[ref.id] for ref in event.statements] if event else []
    reports = {one.report for one in mine}
    for report in expected["reports"]:
        found["reports"].add(report in reports, f"{name}: {report}")
    if event is not None:
        found["when"].add(
            overlaps(event.first, event.last, expected["when"]) and event.first is not None, f"{name}: {event.first}…{event.last}"
        )
        modes = {expected["mode"], *(expected.get("mode_also") or [])} - {None}
        if modes:
            found["mode"].add(event.claim.mode in modes, f"{name}: {event.claim.mode} not {modes}")
        place = event.claim.where.name if event.claim.where else None
        found["place"].add(place is not None and _alike(place, expected["place"]), f"{name}: {place} not {expected['place']}")
    for wanted in expected["figures"]:
        label = f"{name}: {wanted['what']} {wanted['low']}-{wanted['high']} in {wanted['report']}"
        found["figure coded"].add(has_figure(wanted, by_report.get(wanted["report"], [])), label)
        found["figure in event"].add(has_figure(wanted, [one for one in mine if one.report == wanted["report"]]), label)
    for wanted in expected["attributions"]:
        label = f"{name}: {wanted['voice']} {wanted['stance']} {wanted['accused']} in {wanted['report']}"
        found["attribution coded"].add(has_attribution(wanted, by_report.get(wanted["report"], [])), label)
        found["attribution in event"].add(has_attribution(wanted, [one for one in mine if one.report == wanted["report"]]), label)
    for actor, rung in expected["ladder"].items():
        mine_rungs = [r for a, r in (event.ladder if event else {}).items() if same_side(a, actor)]
        found["rung"].add(rung in mine_rungs, f"{name}: {actor} {mine_rungs} not {rung}")


def _alike(one: str, other: str) -> bool:
    return one.casefold() in other.casefold() or other.casefold() in one.casefold()


def main() -> None:
    for dossier in ("standoff-2019-2020", "tigray-2020-2021"):
        found, statements, events = measure(dossier)
        print(f"{dossier}: {statements} statements, {events} events")
        for name, tally in found.items():
            print(f"  {name:22s} {tally}")
            if "--misses" in sys.argv:
                for each in tally.missed:
                    print(f"      - {each}")


if __name__ == "__main__":
    main()
