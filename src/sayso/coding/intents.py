"""Announced intent as an act of its own: who says it will help, agrees; who says it will strike, threatens."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from sayso.contract import with_id
from sayso.types import Claim, Statement

if TYPE_CHECKING:
    from sayso.coding.happenings import Happening

COOPERATIVE: Final = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})
HOSTILE: Final = frozenset({"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})
VERBAL: Final = frozenset({"AGREE", "REJECT", "THREATEN", "REQUEST"})
STANCE: Final = {"AGREE": "promises", "THREATEN": "threatens"}
ANNOUNCED: Final = frozenset({"reports", "promises", "threatens", "admits", "claims"})


def intent_of(one: Statement, happenings: Iterable[Happening]) -> Statement | None:
    """The statement that somebody announced a future act: AGREE for a cooperative one, REJECT for its refusal, THREATEN for a
    hostile one (PLOVER after CAMEO 03, 12 and 13). None where the sentence names the promise, refusal or threat itself, or
    where others expect the act of somebody who has not spoken.
    """
    claim = one.claim
    if one.time != "future" or one.stance not in ANNOUNCED or claim.actor is None or (claim.target or claim.recipient) is None:
        return None
    spoken = one.voice.start is not None
    own = (one.voice.actor is not None and one.voice.actor == claim.actor.id) or one.voice.name == claim.actor.name
    if spoken and not own:
        return None
    if any(each.what in VERBAL for each in happenings):
        return None
    if claim.what in COOPERATIVE:
        what = "REJECT" if one.negated else "AGREE"
    elif claim.what in HOSTILE and not one.negated:
        what = "THREATEN"
    else:
        return None
    act = Claim(what, None, claim.actor, claim.target or claim.recipient)
    stance = STANCE.get(what, one.stance)
    return with_id(replace(one, id="", stance=stance, firmness=3, time="past", negated=False, claim=act))
