"""Deeds: who did what to whom on which day. The one shape in which events of a case and rows of a dataset are counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from sayso.analysis.attribution import UNSURE, hypotheses, rivalling, shares
from sayso.analysis.importance import happened
from sayso.analysis.voices import side_of, unidentified
from sayso.analysis.wording import actor_name
from sayso.knowledge.ties import Tie, ties
from sayso.record import Known
from sayso.record.kin import state_of
from sayso.types import Event

UNARMED = frozenset({"CVL", "BUS", "MED", "EDU", "HLH", "JRN", "DIP"})
"""Sectors of people who do not fight; harm to them is harm to their state's side."""
VAGUE = 3
"""Days by which the day of a deed may be uncertain and still be counted by day."""
BACKING = ("commands", "arms", "funds", "trains", "supports")
"""Ties by which a patron is drawn into what its client does."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One act. ``actor`` and ``target`` are actor ids (states for their organs), None when not known.

    ``day`` is the first day it can have happened on. ``evidence`` are statement ids, or the ids of dataset rows; ``event``
    is None for a row of a dataset. ``killed`` is the highest floor anybody gave.
    """

    day: date
    actor: str | None
    target: str | None
    what: str
    mode: str | None = None
    evidence: tuple[str, ...] = ()
    event: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    weapon: str | None = None
    killed: int = 0
    code: str | None = None
    """The code the row of a dataset has, None for an event of a case."""


def deeds_of(known: Known) -> list[Deed]:
    """The dated events of a case that happened, by day; an actor not named outright is the one most voices stand behind.

    An event whose day is uncertain by more than ``VAGUE`` days is left out.
    """
    found = [deed for event in known.events if happened(event, known) and (deed := _deed(event, known)) is not None]
    return sorted(found, key=lambda deed: (deed.day, str(deed.event)))


def _deed(event: Event, known: Known) -> Deed | None:
    claim, first, last = event.claim, event.first or event.last, event.last or event.first
    if first is None or last is None or claim.what is None or (last - first).days > VAGUE:
        return None
    if known.last_day is not None and first > known.last_day:
        return None  # a day that had not come yet is a reading gone wrong
    dead = [reading.low or 0 for reading in event.figures_history if reading.what == "killed"]
    where = claim.where
    return Deed(
        first, doer(event, known), victim(event), claim.what, claim.mode,
        tuple(dict.fromkeys(ref.id for ref in event.statements)), event.id, where.country if where else None,
        where.lat if where else None, where.lon if where else None, claim.weapon.id if claim.weapon else None, max(dead, default=0),
    )  # fmt: skip


def doer(event: Event, known: Known) -> str | None:
    """Who an event is put down to: the leading answer of its attribution, else the actor its claim names."""
    ranked = rivalling(hypotheses(event, known))
    held = shares({each.actor: each.points for each in ranked})
    for each in ranked:
        # "Militiamen" may lead, but nobody's deeds can be counted under a name without an id.
        if held[each.actor] >= UNSURE and _is_id(each.actor):
            return each.actor
    named = event.claim.actor.id if event.claim.actor else None
    return None if named is None or unidentified(named) else side_of(named)


def _is_id(actor: str) -> bool:
    return actor[:3].isupper() and actor[3:4] in ("", "-")


def victim(event: Event) -> str | None:
    """Whom an event was done to: the target its claim names, else whose people were counted among the hit.

    A target that is only the country where it happened gives way to the nationality of those hit: soldiers of one state
    are struck on a base in another. Where it happened says nothing of whom it was meant for.
    """
    claim = event.claim
    named, country = claim.target.id if claim.target else None, claim.where.country if claim.where else None
    hit = Counter(reading.of.split("-")[0] for reading in event.figures_history if reading.of and reading.high != 0)
    if (named is None or named == country) and hit:
        return max(hit, key=lambda each: (each != country, hit[each], each))
    return side_of(named)


def camp(actor: str, day: date, fold: bool = True) -> str:
    """Whom an actor's deeds are counted under when sides are compared: its state, or the patron ties on that day name.

    Citizens and firms stand with their state. Of ties, firmer ones win, and commanding before arming before paying.
    Without ``fold`` no group is counted under a patron. Responsibility is another matter: see attribution.
    """
    state = state_of(actor) or (actor.split("-")[0] if actor.partition("-")[2] in UNARMED else None)
    if state is not None or not fold:
        return state or actor
    held = [tie for tie in _backers().get(actor, ()) if tie.active_on(day)]
    if not held:
        return actor
    best = min(held, key=lambda tie: (-tie.firmness, BACKING.index(tie.kind), tie.patron))
    return state_of(best.patron) or best.patron


@cache
def _backers() -> Mapping[str, tuple[Tie, ...]]:
    found: dict[str, tuple[Tie, ...]] = {}
    for tie in ties():
        if tie.kind in BACKING:
            found[tie.client] = (*found.get(tie.client, ()), tie)
    return found


def in_camps(deeds: Iterable[Deed], fold: bool = True) -> list[Deed]:
    """The same deeds with actor and target replaced by their camps."""
    return [
        replace(
            deed,
            actor=camp(deed.actor, deed.day, fold) if deed.actor else None,
            target=camp(deed.target, deed.day, fold) if deed.target else None,
        )
        for deed in deeds
    ]


def camp_name(id_: str, members: Sequence[str]) -> str:
    """ "Iran", or "Iran and those it backs" when others' deeds are counted under it."""
    name = actor_name(id_, id_)
    return f"{name} and those it backs" if any(member != id_ for member in members) else name
