"""Who can be held to have done something: an actor, not a thing, a place or the people who were hit."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.knowledge.places import find
from sayso.knowledge.roles import role_nouns
from sayso.record import Known
from sayso.record.kin import ARMED
from sayso.types import Accusation, Event, Party, Statement

_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
_REST = re.compile(r"\s(?:of|in|from|at|on|near|by|with|who|that|which|backed|aligned|loyal)\s|,")
"""What follows says more of those named before it and names nobody itself."""
SAYS_SO = frozenset({"alleges", "suspects", "determines", "admits", "claims"})
"""Stances that hold somebody to have done it; what is reported in passing does not."""


def accusers(event: Event, known: Known) -> list[Accusation]:
    """The accusations of an event that name somebody who can have done it.

    Left out are things and places read as doers. Where voices hold somebody else to have done it outright, a passing report
    is left out as well that names no more than a side whose own people were hit, or that gives a toll without saying of whom:
    it takes a voice that says so to hold a side to have hit itself.
    """
    able = [each for each in event.accusations if is_actor(each.accused, each.report, known)]
    outright = [each.accused for each in able if each.stance in SAYS_SO]
    hit = _hit(event)

    def in_passing(each: Accusation) -> bool:
        mine, state = _key(each.accused), _state(each.accused)
        if each.stance in SAYS_SO:
            return False
        if state in hit and any(_state(other) != state for other in outright):
            return True
        return _bare_toll(known.by_id[each.statement]) and any(_key(other) != mine for other in outright)

    return [each for each in able if not in_passing(each)]


def _bare_toll(one: Statement) -> bool:
    """True for "five wounded from the brigade": how many were hit, and nothing of whom."""
    return one.claim.target is None and bool({"killed", "injured"} & set(one.claim.figures))


def narrowed(event: Event, known: Known) -> Event:
    """The event with those accusations only; its statements stay as they are."""
    return replace(event, accusations=tuple(accusers(event, known)))


def is_actor(party: Party, report: str, known: Known) -> bool:
    """True for whom the knowledge files know, for people and bodies by their noun ("gunmen", "the firm"), and for names of no place."""
    if party.id is not None:
        return True
    head = _REST.split(f"{party.name} ")[0].strip()
    words = _WORD.findall(head)
    if any(_is_role(words, start) for start in range(len(words))):
        return True
    named = [word for place, word in enumerate(words) if word[0].isupper() and not (place == 0 and _begins(party, report, known))]
    return bool(named) and not find(head)


def vague(actor: str) -> bool:
    """True for an answer that only says of what kind the doer is: "Iraqi militias", or a common noun without an id.

    ``actor`` is an id, or the name as written where none is known.
    """
    state, _, sector = actor.partition("-")
    if len(state) == 3 and state.isupper():
        return sector in ARMED
    words = _WORD.findall(actor)
    common = any(_is_role(words, start) for start in range(len(words)))
    return not any(word[0].isupper() and word.casefold() not in role_nouns() for word in words[1 if common else 0 :])


def _is_role(words: Sequence[str], start: int) -> bool:
    return any(" ".join(words[start:end]).casefold() in role_nouns() for end in range(start + 1, min(start + 3, len(words)) + 1))


def _begins(party: Party, report: str, known: Known) -> bool:
    """True where the name opens a sentence, whose first letter says nothing."""
    before = known.reports[report].text[: party.start].rstrip(" \t\"“‘'(")
    return not before or before[-1] in ".!?:\n"


def _key(party: Party) -> str:
    return party.id or party.name


def _state(party: Party) -> str | None:
    return party.id.split("-")[0] if party.id else None


def _hit(event: Event) -> frozenset[str]:
    """The states whose people were counted among those hit."""
    return frozenset(each.of.split("-")[0] for each in event.figures_history if each.of and each.high != 0)
