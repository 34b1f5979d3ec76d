"""Answers from a table of events, listed in ``TABLED``: the same counts and tests as for a case, on rows instead of voices."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType

from sayso.analysis.anniversaries import symbolism
from sayso.analysis.deeds import Deed
from sayso.analysis.escalation import rung, standing
from sayso.analysis.reprisals import HOSTILE, answering, pairs
from sayso.analysis.signals import Signal
from sayso.analysis.spread import spreading
from sayso.analysis.tabled_voices import accused, comments, own_words, supplied
from sayso.analysis.tables import ROUNDS, Watch, nothing, watch
from sayso.analysis.targets import appearances, hits, kind
from sayso.analysis.warnings import by_kind, track_record
from sayso.analysis.wording import counted
from sayso.knowledge.theatres import Theatres
from sayso.table import EventTable
from sayso.types import Assessment

MOST = 3
"""Pairs or sides, the busiest, that an answer is given for; name others with sides of your own."""
SIGNAL = {"THREATEN": "threat", "MOBILIZE": "mobilisation", "RETREAT": "evacuation"}


def assess_table(
    table: EventTable, *names: str, as_of: date | None = None, since: date | None = None, sides: tuple[str, ...] = (),
    fold: bool = False, among: Theatres | None = None, rounds: int = ROUNDS,
) -> tuple[Assessment, ...]:  # fmt: skip
    """The named answers (all of ``TABLED`` when none is named) from a table; ``evidence`` are keys of its rows.

    See ``watch`` for the other arguments. An answer that rests on nothing says so. Raises BadValue when no row is left, KeyError for a
    name that is not in ``TABLED``.
    """
    seen = watch(table, as_of, since, sides, fold, among, rounds)
    return tuple(replace(each, caveats=(*each.caveats, *seen.caveats)) for name in names or TABLED for each in TABLED[name](seen))


def reprisals(seen: Watch) -> list[Assessment]:
    """Who answers whom, for the busiest pairs that struck each other."""
    question = "Who answers whom?"
    if not seen.directed:
        return [nothing("reprisals", question, "the table does not say which of two sides struck", seen)]
    # Attacks alone where they will do: what counts as coercion (arrests, closures) differs most between datasets.
    found = (pairs(seen.attacks, fold=False) or pairs([deed for deed in seen.deeds if deed.what in HOSTILE], fold=False))[:MOST]
    if not found:
        return [nothing("reprisals", question, "no two sides struck each other three times each", seen)]
    return [
        answering(pair, seen.last, headline=at == 0, rounds=seen.rounds, span=(seen.first, seen.last))
        for at, pair in enumerate(found)
    ]


def escalation(seen: Watch) -> list[Assessment]:
    """How far it has gone between the busiest pairs."""
    sides: dict[tuple[str, str], list[Deed]] = {}
    for deed in seen.both_ways:
        if deed.actor and deed.target and deed.actor != deed.target and rung(deed):
            sides.setdefault((min(deed.actor, deed.target), max(deed.actor, deed.target)), []).append(deed)
    both = [(pair, deeds) for pair, deeds in sides.items() if {deed.actor for deed in deeds} == set(pair)]
    busy = sorted(both, key=lambda each: (-len(each[1]), each[0]))[:MOST]
    if not busy:
        return [nothing("escalation", "How far has it gone?", "no two sides acted against each other", seen)]
    return [standing(pair, deeds, seen.last, at == 0, seen.fold) for at, (pair, deeds) in enumerate(busy)]


def warnings(seen: Watch) -> list[Assessment]:
    """Threats, mobilisations, withdrawals and smaller attacks, and how often a large attack by the same side on the same target followed."""
    signals = [
        Signal(SIGNAL[deed.what], deed.day, deed.actor, deed.evidence, target=deed.target)
        for deed in seen.deeds
        if deed.what in SIGNAL
    ]
    large = [deed for deed in seen.attacks if deed.killed >= seen.large]
    if seen.large:
        small = [deed for deed in seen.attacks if deed.killed < seen.large]
        signals += [Signal("smaller attack", deed.day, deed.actor, deed.evidence, target=deed.target) for deed in small]
    signals.sort(key=lambda each: each.day)
    if not signals or not large:
        return [nothing("warnings", "Which warnings were there?", "the table has no signals, or no attacks to follow them", seen)]
    name = {0: "an attack", 1: "a deadly attack", 10: "an attack with ten dead or more"}[seen.large]
    return [track_record(signals, large, seen.first, seen.last, name), by_kind(signals, large, seen.first, seen.last, name)]


def anniversaries(seen: Watch) -> list[Assessment]:
    """Whether attacks by the busiest sides that have occasions fell on them."""
    attacks = [deed for deed in seen.both_ways if deed.what == "ASSAULT"]
    busy = Counter(deed.actor for deed in attacks if deed.actor)
    found: list[Assessment] = []
    for side, _ in sorted(busy.items(), key=lambda each: (-each[1], each[0])):
        own = [deed for deed in attacks if deed.actor == side]
        made = symbolism(side, own, seen.last, (seen.first, seen.last)) if len(own) > 1 and len(found) < MOST else None
        if made is not None:
            found.append(replace(made, headline=not found))
    why = "the calendar has no occasion of any side that attacked"
    return found or [nothing("anniversaries", "Do attacks fall on days that mean something?", why, seen)]


def targets(seen: Watch) -> list[Assessment]:
    """Who hits whom with what, and what turned up for the first time."""
    if not seen.attacks:
        return [nothing("targets", "Who hits what?", "the table has no attacks", seen)]
    armed = [deed for deed in seen.attacks if kind(deed) is not None and deed.country]
    new = "no row tells a weapon and a place"
    return [
        hits(seen.attacks, seen.last),
        appearances(armed, seen.last, seen.among)
        if armed
        else nothing("targets", "Which weapons are new in a theatre?", new, seen),
    ]


def spread(seen: Watch) -> list[Assessment]:
    """Theatres, whether one follows another, and what to expect."""
    placed = [deed for deed in seen.attacks if deed.country or deed.lat is not None]
    if len(placed) < 2:
        why = f"{counted(len(placed), 'attack')} in the table can be placed"
        return [nothing("spread", "Is it spreading to other places?", why, seen)]
    return [spreading(placed, seen.last, (seen.first, seen.last), seen.rounds, seen.among)]


TABLED: Mapping[str, Callable[[Watch], list[Assessment]]] = MappingProxyType(
    {
        "attribution": accused,
        "claims": own_words,
        "reprisals": reprisals,
        "escalation": escalation,
        "warnings": warnings,
        "anniversaries": anniversaries,
        "targets": targets,
        "transfers": supplied,
        "spread": spread,
        "judgements": comments,
    }
)
"""Answers a table can give, by name, in the order of a brief."""
