"""Whom an act is aimed at when its own words name nobody: the act it speaks of, or the place it is done in, tells."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from sayso.coding.parties import Parties, Who
from sayso.coding.syntax import conjuncts, obliques, within
from sayso.types import Party, Where

if TYPE_CHECKING:
    from spacy.tokens import Token

    from sayso.coding.happenings import Happening

SPOKEN: Final = frozenset({"AGREE", "REJECT", "REQUEST", "THREATEN"})
"""Acts done with words about another act."""
LOCAL: Final = frozenset({"COERCE", "CONCEDE", "RETREAT", "AID", "SANCTION", "MOBILIZE"})
"""Acts that are done to a place when they are done to nobody else in it ("imposed a curfew in the valley")."""
Side = tuple[Party, Who] | None


def share_targets(happenings: list[Happening]) -> None:
    """Give every promise, refusal, demand and threat without a target that of the act it is about: who refuses to arm X refuses
    X; who demands that X withdraw demands it of X."""
    for one in happenings:
        if one.what not in SPOKEN or one.target is not None or one.recipient is not None:
            continue
        below = [other for other in happenings if other is not one and within(other.main.token, one.main.token)]
        about = min(below, key=lambda other: abs(other.main.token.i - one.main.token.i), default=None)
        if about is None:
            continue
        sides: tuple[Side, ...] = (about.target, about.recipient)
        if one.what == "REQUEST":
            sides = (about.actor, *sides)
        one.target = next((side for side in sides if side is not None and not _same(side, one.actor)), None)


THROUGH: Final = (("by", "from"), ("against", "on"), ("to", "with", "for"), ("of", "in"))
"""Prepositions that lead from a thing to whom it concerns, nearest first: the ban on X, the request from X, the demands of X."""


def concerned(token: Token, parties: Parties) -> Token:
    """Whom an act on a thing is aimed at: of "its ban on X" and "an appeal by X" X, of "X's plan" X; the thing itself where
    nobody is named in its phrase."""
    if parties.has_actor(token) or parties.is_place_like(token):
        return token
    found = obliques(token)
    for marks in THROUGH:
        for mark, word in found:
            if mark in marks and word.i > token.i:
                deeper = concerned(word, parties)
                if parties.has_actor(deeper) or parties.is_place_like(deeper):
                    return deeper
    return token


MUTUAL: Final = frozenset({"CONSULT", "COOPERATE"})
WITH_ANOTHER: Final = frozenset(
    {"agree", "sign", "negotiate", "reach", "seal", "strike", "conclude", "ally", "normalize", "normalise"}
)
"""Verbs of what takes two, in categories that else one can do alone."""


def pair_off(happening: Happening, parties: Parties) -> None:
    """The second of "A and B agreed" as whom the first did it with, where the sentence names no third."""
    doer, verbs = happening.doer, {happening.anchor.lemma_, happening.main.token.lemma_}
    mutual = happening.what in MUTUAL or happening.main.sense.frame == "mutual" or verbs & WITH_ANOTHER
    if doer is None or happening.actor is None or not mutual:
        return
    both = conjuncts(doer)
    if len(both) != 2 or not all(parties.can_act(each) for each in both):
        return
    first, second = parties.alone(both[0]), parties.alone(both[1])
    if not first.start <= happening.actor[0].start <= second.start:
        return
    third = happening.target
    if third is not None and third[1].id is not None and not third[0].start <= second.start < third[0].end:
        return
    happening.actor = (first, happening.actor[1] if first.id is None else replace(happening.actor[1], id=first.id))
    happening.target = (second, parties.who(both[1]) or happening.actor[1])


def beside(happening: Happening, parties: Parties) -> Token | None:
    """The party that stands beside the act itself: "opened its borders to refugees", "its troops from X"."""
    found = obliques(happening.main.token)
    return next((word for marks in THROUGH for mark, word in found if mark in marks and parties.has_actor(word)), None)


def local_target(happening: Happening, where: Where | None) -> Party | None:
    """The place as the target of an act that names no other; None unless the sentence itself names the place."""
    if happening.what not in LOCAL or happening.target is not None or happening.recipient is not None or where is None:
        return None
    if happening.actor is None or where.start is None or where.end is None:
        return None
    sent = happening.main.token.sent
    if not sent.start_char <= where.start < sent.end_char or _covers(happening.actor[0], where.start):
        return None
    return Party(where.name, where.country if where.precision == "country" else None, where.start, where.end)


def _same(side: tuple[Party, Who], other: Side) -> bool:
    return other is not None and (side[0].start, side[0].end) == (other[0].start, other[0].end)


def _covers(party: Party, at: int) -> bool:
    return party.start <= at < party.end
