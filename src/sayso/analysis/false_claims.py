"""The answer that a claim of responsibility is false, the evidence of a launch area, and who stands behind those named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sayso.analysis.attribution import Hypothesis
from sayso.analysis.deeds import BACKING
from sayso.analysis.importance import serious
from sayso.analysis.launch import Launch, launches
from sayso.analysis.pieces import Piece
from sayso.analysis.voices import counts_as, is_interested, side_of
from sayso.analysis.wording import actor_name, counted
from sayso.knowledge.ties import Tie, ties
from sayso.record import Known
from sayso.record.kin import state_of
from sayso.types import Event

FALSE: Final = "false:"
"""What the id of "a false claim by X" begins with."""
LAUNCHED: Final = 0.5
"""Points of a launch area that a firm voice gives; half for a hedged voice, half for a party."""
BEFORE, MOST_BEFORE = 0.25, 1.0


def claimants(ranked: Sequence[Hypothesis]) -> list[Hypothesis]:
    """Those who claimed the event while others name somebody else or say it was not them."""
    claimed = [each for each in ranked if each.rung in ("claims", "claims-disputed")]
    return [
        each
        for each in claimed
        if each.against or each.rung == "claims-disputed" or any(o.backing for o in ranked if o is not each)
    ]


def false_pieces(ranked: Sequence[Hypothesis], event: Event, known: Known) -> list[Piece]:
    """What speaks for a claim being false besides those who contradict it: claims of the same group that were disputed before."""
    found = []
    for each in claimants(ranked):
        day = event.first or event.last
        before = [
            other for other in serious(known)
            if other.id != event.id and other.ladder.get(each.actor) == "claims-disputed" and day is not None
            and (other.last or other.first or day) < day
        ]  # fmt: skip
        if before:
            told = tuple(
                dict.fromkeys(ref.id for other in before for ref in other.statements if side_of(ref.voice.actor) == each.actor)
            )
            points = {FALSE + each.actor: min(MOST_BEFORE, BEFORE * len(before))}
            found.append(Piece(f"{counted(len(before), 'claim')} of {each.name} disputed before", points, told))
    return found


def launch_pieces(ranked: Sequence[Hypothesis], event: Event, known: Known) -> list[Piece]:
    """A piece for every launch area and independent voice: for those at home there or holding it, and against a claim from elsewhere."""
    found: dict[tuple[str, str | None, str | None, bool], Piece] = {}
    false = {each.actor for each in claimants(ranked)}
    for launch in launches(event, known):
        one = launch.statement
        voice = counts_as(one.voice, one.report, known)
        worth = LAUNCHED * (1.0 if abs(one.firmness) >= 2 else 0.5)
        points = {}
        for each in ranked:
            share = worth * (
                0.5 if is_interested(one.voice, each.actor, event.claim.target.id if event.claim.target else None) else 1.0
            )
            here = _at_home(each.actor, launch)
            if here:
                points[each.actor] = -share if launch.denied else share
            if each.actor in false and here == launch.denied:
                points[FALSE + each.actor] = share
        key = (voice, launch.country, launch.holder, launch.denied)
        if points and key not in found:
            said = f"{'not ' if launch.denied else ''}from {launch.said}"
            found[key] = Piece(f"Launch area, says {one.voice.name}: {said}", points, (one.id,))
    return list(found.values())


def _at_home(actor: str, launch: Launch) -> bool:
    if launch.holder is not None:
        return launch.holder == actor or side_of(launch.holder) == actor
    return launch.country is not None and actor.split("-")[0] == launch.country


def patrons(actor: str, event: Event) -> list[Tie]:
    """The ties by which somebody backed an actor on the day of an event, the firmest first."""
    day = event.last or event.first
    held = [tie for tie in ties() if tie.client == actor and tie.kind in BACKING and (day is None or tie.active_on(day))]
    return sorted(held, key=lambda tie: (-tie.firmness, BACKING.index(tie.kind), tie.patron))


def charged(patron: str, event: Event) -> tuple[str, ...]:
    """The statements of an event in which a voice names the patron itself as responsible."""
    side = state_of(patron) or patron
    return tuple(
        dict.fromkeys(each.statement for each in event.accusations if each.firmness > 0 and side_of(each.accused.id) == side)
    )


def patron_cells(name: str, tie: Tie, event: Event) -> tuple[str | int, ...]:
    """One line of the table of patrons: whom it backs, who, how, who says so, how firmly, and how many voices charge it with this event."""
    own = (name, actor_name(tie.patron, tie.patron), tie.kind, tie.asserted_by, tie.firmness)
    return (*own, len(charged(tie.patron, event)))
