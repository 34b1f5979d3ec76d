"""Who hits what with which weapons over time, and the first time a class of weapon turns up in a theatre."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache

from sayso.analysis.deeds import Deed, deeds_of
from sayso.analysis.importance import stamp
from sayso.analysis.wording import actor_name, counted, dated, listed
from sayso.knowledge.theatres import Theatres, theatre_of
from sayso.knowledge.weapons import weapons
from sayso.record import Known
from sayso.types import Assessment, Row

METHOD = (
    "Attacks by who did them, to whom, and with what class of weapon, by half of the record. A class of weapon is new in a theatre "
    "(see spread) when no earlier attack, transfer or seizure on record there has it."
)
COLUMNS = ("Who", "Hits", "With", "Times", "First", "Last", "Earlier half", "Later half")


def targets(known: Known, among: Theatres | None = None) -> list[Assessment]:
    """One assessment of who hits whom with what, and one of first appearances of weapons; empty without attacks.

    ``among`` are theatres of one's own instead of those that ship.
    """
    deeds = deeds_of(known)
    begin = min((report.published for report in known.reports.values()), default=None)
    attacks = [deed for deed in deeds if deed.what == "ASSAULT" and begin is not None and deed.day >= begin - timedelta(60)]
    if not attacks:
        return []
    found = [hits(attacks, stamp(known))]
    armed = [deed for deed in deeds if kind(deed) is not None and _theatre(deed, among)]
    return [*found, appearances(armed, stamp(known), among)] if armed else found


def _theatre(deed: Deed, among: Theatres | None) -> str | None:
    return theatre_of(deed.country, deed.lat, deed.lon, deed.day, among)


def kind(deed: Deed) -> str | None:
    """The class of weapon of a deed (``ballistic-missile``), else the way of the attack (``rocket``); None if neither is said."""
    weapon = weapons().get(deed.weapon) if deed.weapon else None
    if weapon is not None:
        return weapon.kind
    return deed.mode if deed.what == "ASSAULT" and deed.mode in _armed() else None


@cache
def _armed() -> frozenset[str]:
    """Ways of attack that tell a kind of weapon; to destroy, abduct or assassinate tells none."""
    return frozenset(weapon.mode for weapon in weapons().values() if weapon.mode)


def hits(attacks: Sequence[Deed], as_of: date) -> Assessment:
    """Attacks counted by actor, target and weapon class, the most frequent first; ``value`` is their number."""
    middle = sorted(deed.day for deed in attacks)[len(attacks) // 2]
    groups: dict[tuple[str, str, str], list[Deed]] = {}
    for deed in attacks:
        both = (
            (deed.actor and actor_name(deed.actor, deed.actor)) or "not named",
            (deed.target and actor_name(deed.target, deed.target)) or "not named",
        )
        groups.setdefault((*both, (kind(deed) or "not said").replace("-", " ")), []).append(deed)
    ranked = sorted(groups.items(), key=lambda each: (-len(each[1]), each[0]))
    rows = tuple(_row(key, deeds, middle) for key, deeds in ranked)
    named = [(key, deeds) for key, deeds in ranked if "not named" not in key[:2]]
    text = f"{counted(len(attacks), 'attack')} on record; {sum(len(deeds) for _, deeds in named)} with both sides named."
    if named:
        text += f" Most often: {listed([f'{who} on {whom} with {what} ({len(deeds)})' if what != 'not said' else f'{who} on {whom} ({len(deeds)})' for (who, whom, what), deeds in named[:3]])}."
    return Assessment(
        name="targets", question="Who hits what, and with what?", finding=text[:1].upper() + text[1:], as_of=as_of, method=METHOD,
        evidence=tuple(dict.fromkeys(id_ for deed in attacks for id_ in deed.evidence)), value=len(attacks), columns=COLUMNS, rows=rows, headline=True,
        caveats=("Attacks that nobody reported are not counted, and a weapon nobody names counts as not said.",),
    )  # fmt: skip


def _row(key: tuple[str, str, str], deeds: Sequence[Deed], middle: date) -> Row:
    days = sorted(deed.day for deed in deeds)
    later = sum(day >= middle for day in days)
    evidence = tuple(dict.fromkeys(id_ for deed in deeds for id_ in deed.evidence))
    return Row((*key, len(deeds), dated(days[0]), dated(days[-1]), len(deeds) - later, later), evidence)


def appearances(armed: Sequence[Deed], as_of: date, among: Theatres | None = None) -> Assessment:
    """The first deed with each class of weapon in each theatre, the latest first; ``value`` counts those of the last 28 days."""
    first: dict[tuple[str, str], Deed] = {}
    for deed in sorted(armed, key=lambda each: (each.day, str(each.event))):
        first.setdefault((str(_theatre(deed, among)), str(kind(deed))), deed)
    seen = Counter(theatre for theatre, _ in first)
    ranked = sorted(first.items(), key=lambda each: each[1].day, reverse=True)
    # The first weapon of a theatre says no more than that the record reached it.
    fresh = [(key, deed) for key, deed in ranked if (as_of - deed.day).days < 28 and seen[key[0]] > 1]
    rows = tuple(
        Row((dated(deed.day), where, what.replace("-", " "), deed.event), deed.evidence, deed.event)
        for (where, what), deed in ranked
    )
    told = listed([f"{what.replace('-', ' ')} in {where} ({dated(deed.day)})" for (where, what), deed in fresh[:5]])
    text = (
        f"New in the last four weeks: {told}."
        if fresh
        else "No class of weapon turned up for the first time in the last four weeks."
    )
    return Assessment(
        name="targets", question="Which weapons are new in a theatre?", finding=text, as_of=as_of, method=METHOD,
        evidence=tuple(dict.fromkeys(id_ for deed in first.values() for id_ in deed.evidence)), value=len(fresh),
        columns=("When", "Where", "Class of weapon", "Event"), rows=rows,
        caveats=("New to the record is not new to the war: what was used before the first report is unknown.",),
    )  # fmt: skip
