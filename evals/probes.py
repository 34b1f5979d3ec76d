"""The probes: sentences of our own with what a correct reader counts as a fact, and what he must not.

A *fact* is a statement with firmness 2 or more, not negated, past or ongoing, whose stance is reports, determines or admits
(docs/reference/statement.md). Conventions of the gold: evals/gold/README.md.

``false facts``     share of the coder's facts that match no gold fact by category and actor (an actor left out is no error,
                    an actor where the gold has none is)
``probes hit``      share of probes with at least one false fact
``fact recall``     share of gold facts the coder counts as facts with the right category and no wrong actor
``with actor``      share of the gold facts that name an actor where the coder gives it
``with target``     the same for targets
``statements``      share of expected statements found with all that the gold says of them
``stance``          share of expected statements for which a statement of the right category and voice has the right stance

Run: ``python -m evals.probes [--misses] [--kind KIND]``.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from evals.bench import HERE, Outcome, Score, coder, digest, table
from sayso.coding.parties import same_side
from sayso.knowledge.actors import surface_forms
from sayso.types import Figure, Report, Statement

GOLD = HERE / "gold" / "probes.jsonl"
Wanted = Mapping[str, object]


@dataclass
class Tally:
    """Counts of one kind of probe."""

    probes: int = 0
    hit: int = 0
    facts: int = 0
    false: int = 0
    gold: int = 0
    found: int = 0
    actors: int = 0
    actor_right: int = 0
    targets: int = 0
    target_right: int = 0
    expected: int = 0
    statement_right: int = 0
    stance_right: int = 0
    misses: list[str] = field(default_factory=list)


def gold() -> Iterator[dict]:
    """The probes in file order."""
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def options(value: object) -> list[str | None]:
    """The alternatives of a gold field."""
    return list(value) if isinstance(value, list) else [value]  # type: ignore[list-item]


def named(wanted: object, name: str | None, id_: str | None) -> bool:
    """True when a party (its name and id, both None: left out) is one of the alternatives."""
    return any(is_called(each, name, id_) if each is not None else name is None for each in options(wanted))


def is_called(surface: str, name: str | None, id_: str | None) -> bool:
    """True when a party has the surface form in its name (or the other way round), or the id that the form stands for."""
    if name is not None and (surface.casefold() in name.casefold() or name.casefold() in surface.casefold()):
        return True
    return id_ is not None and any(same_side(known, id_) for known in (surface, *surface_forms().get(surface, ())))


def right_actor(wanted: Wanted, one: Statement) -> bool:
    """True unless the statement names a doer that the gold does not."""
    actor = one.claim.actor
    return actor is None or "actor" not in wanted or named(wanted["actor"], actor.name, actor.id)


def same_deed(wanted: Wanted, one: Statement) -> bool:
    return one.claim.what in options(wanted["what"]) and right_actor(wanted, one)


def right_target(wanted: Wanted, one: Statement) -> bool:
    parties = [party for party in (one.claim.target, one.claim.recipient) if party is not None]
    return any(named(wanted["target"], party.name, party.id) for party in parties)


def pairs(probe: dict, facts: list[Statement]) -> dict[int, Statement]:
    """Gold facts (by position) to the coder's facts, one to one, best matches first."""
    ranked = []
    for i, wanted in enumerate(probe["facts"]):
        for j, one in enumerate(facts):
            if same_deed(wanted, one):
                actor = one.claim.actor is not None and wanted["actor"] is not None
                ranked.append((-actor - ("target" in wanted and right_target(wanted, one)), i, j))
    taken: dict[int, Statement] = {}
    used: set[int] = set()
    for _, i, j in sorted(ranked):
        if i not in taken and j not in used:
            taken[i] = facts[j]
            used.add(j)
    return taken


def in_bounds(wanted: Mapping[str, list[list[int | None]]], figures: Mapping[str, tuple[Figure, ...]]) -> bool:
    """True when the figures of each kind, or their sum, have one of the bounds given for that kind."""
    for kind, bounds in wanted.items():
        listed = figures.get(kind, ())
        open_ended = any(figure.high is None for figure in listed)
        total = [sum(figure.low or 0 for figure in listed), None if open_ended else sum(figure.high or 0 for figure in listed)]
        if not listed or not any(pair in bounds for pair in [total, *([figure.low, figure.high] for figure in listed)]):
            return False
    return True


def sign_of(value: int) -> str:
    return "+" if value > 0 else "-" if value < 0 else "0"


def fits(wanted: Wanted, one: Statement, but: tuple[str, ...] = ()) -> bool:
    """True when the statement has all that the gold asks for, fields in ``but`` aside."""
    claim = one.claim
    checks = {
        "stance": lambda v: one.stance in options(v),
        "what": lambda v: claim.what in options(v),
        "by": lambda v: (
            named(v, one.voice.name, one.voice.actor) or (claim.actor is not None and named(v, claim.actor.name, claim.actor.id))
        ),
        "voice": lambda v: named(v, one.voice.name, one.voice.actor),
        "actor": lambda v: named(v, claim.actor.name if claim.actor else None, claim.actor.id if claim.actor else None),
        "target": lambda v: right_target({"target": v}, one),
        "recipient": lambda v: claim.recipient is not None and named(v, claim.recipient.name, claim.recipient.id),
        "negated": lambda v: one.negated == v,
        "time": lambda v: one.time in options(v),
        "firmness_sign": lambda v: sign_of(one.firmness) in str(v),
        "figures": lambda v: in_bounds(v, claim.figures),
    }
    return all(checks[key](value) for key, value in wanted.items() if key not in but)


def show(one: Statement) -> str:
    claim = one.claim
    who = f"{claim.actor.name if claim.actor else '–'} → {claim.target.name if claim.target else '–'}"
    rest = "".join(f" {kind}={[f.said for f in listed]}" for kind, listed in claim.figures.items())
    flags = f"{one.stance} {one.firmness:+d} {one.time}{' negated' if one.negated else ''}"
    return f"{claim.what} {who} [{flags}; voice {one.voice.name}]{rest}"


def judge(probe: dict, statements: list[Statement], tally: Tally) -> None:
    """Add one probe to the counts."""
    facts = [one for one in statements if one.is_fact]
    matched = pairs(probe, facts)
    allowed = probe["facts"] + probe.get("may", [])
    false = [one for one in facts if not any(same_deed(wanted, one) for wanted in allowed)]
    tally.probes += 1
    tally.hit += bool(false)
    tally.facts += len(facts)
    tally.false += len(false)
    notes = [f"false   {show(one)}" for one in false]
    for i, wanted in enumerate(probe["facts"]):
        one = matched.get(i)
        tally.gold += 1
        tally.found += one is not None
        if one is None:
            notes.append(f"missed  {wanted}")
        if wanted["actor"] is not None and None not in options(wanted["actor"]):
            tally.actors += 1
            tally.actor_right += one is not None and one.claim.actor is not None
        if wanted.get("target") and None not in options(wanted["target"]):
            tally.targets += 1
            tally.target_right += one is not None and right_target(wanted, one)
    for wanted in probe["expect"]:
        tally.expected += 1
        whole = any(fits(wanted, one) for one in statements)
        partly = {key: value for key, value in wanted.items() if key in ("stance", "what", "voice", "by")}
        tally.statement_right += whole
        tally.stance_right += any(fits(partly, one) for one in statements)
        if not whole:
            notes.append(f"wanted  {wanted}")
    if notes:
        said = "\n".join(f"          {show(one)}" for one in statements)
        tally.misses.append(f"{probe['id']} ({probe['kind']}) {probe['text']}\n    " + "\n    ".join(notes) + f"\n{said}")


def share(part: int, whole: int) -> str:
    return f"{part}/{whole}={part / whole:.2f}" if whole else "–"


def report(tallies: Mapping[str, Tally]) -> str:
    """The table by kind."""
    head = ("kind", "probes", "false facts", "probes hit", "fact recall", "with actor", "with target", "statements", "stance")
    rows = [head]
    for kind, t in tallies.items():
        rows.append(
            (kind, str(t.probes), share(t.false, t.facts), share(t.hit, t.probes), share(t.found, t.gold), share(t.actor_right, t.actors),
             share(t.target_right, t.targets), share(t.statement_right, t.expected), share(t.stance_right, t.expected))
        )  # fmt: skip
    widths = [max(len(row[i]) for row in rows) for i in range(len(head))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)


def measure() -> tuple[Outcome, Mapping[str, Tally]]:
    """The outcome and the counts by kind, all kinds together under ``all``."""
    tallies: dict[str, Tally] = defaultdict(Tally)
    probes = list(gold())
    reports = [Report(p["id"], p["id"], p["text"], date.fromisoformat(p["published"]), outlet=p["outlet"]) for p in probes]
    for probe, (_, statements) in zip(probes, coder().code_many(reports), strict=True):
        for kind in (probe["kind"], "all"):
            judge(probe, statements, tallies[kind])
    whole = tallies.pop("all")
    tallies["all"] = whole
    scores = (
        Score("probes", "false facts", whole.false / max(whole.facts, 1), whole.facts, lower=True),
        Score("probes", "probes with a false fact", whole.hit / whole.probes, whole.probes, lower=True),
        Score("probes", "fact recall", whole.found / whole.gold, whole.gold),
        Score("probes", "fact recall, actor given", whole.actor_right / whole.actors, whole.actors),
        Score("probes", "statements right", whole.statement_right / whole.expected, whole.expected),
        Score("probes", "stance right", whole.stance_right / whole.expected, whole.expected),
    )
    return Outcome("probes", digest([GOLD]), scores, tuple(whole.misses)), tallies


def run() -> Outcome:
    """The outcome alone."""
    return measure()[0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--misses", action="store_true", help="print every probe that is not wholly right")
    parser.add_argument("--kind", help="only misses of this kind")
    chosen = parser.parse_args()
    outcome, tallies = measure()
    outcome.save()
    print(report(tallies))
    print(table(outcome.scores))
    if chosen.misses:
        print("\n".join(tallies[chosen.kind or "all"].misses))


if __name__ == "__main__":
    main()
