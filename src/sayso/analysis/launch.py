"""Launch areas: from where a voice says an attack came, and who is at home there or holds it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Final

from sayso.knowledge.actors import actors
from sayso.knowledge.places import find
from sayso.record import Known
from sayso.types import Event, Statement

_FROM: Final = re.compile(
    r"\b(?P<verb>fired|launched|flown|flew|shot|sent|mounted|came|come|coming|originat(?:ed|ing)|set off)\b(?P<gap>(?:\s+[\w’'-]+){0,5}?)"
    r"\s+(?P<not>(?:not|never|rather than|instead of)\s+)?from\s+(?P<where>[^.;:,“”\"()]{2,90})",
    re.IGNORECASE,
)
"""A verb of sending, then "from" and what follows up to the next stop."""
_RATHER: Final = re.compile(r"\b(?:rather than|instead of|and not|not)\s+(?:from\s+)?", re.IGNORECASE)
_DENIED: Final = re.compile(r"\b(?:not|never|no)\b|n['’]t\b", re.IGNORECASE)
_HELD: Final = re.compile(r"\b(?:controlled|held|run|dominated|ruled) by\s+(?P<who>[^.;:,“”\"()]{2,60})", re.IGNORECASE)
_NAME: Final = re.compile(r"[A-Z][\w’'-]+(?:[ -][A-Z][\w’'-]+){0,3}")


@dataclass(frozen=True, slots=True)
class Launch:
    """From where one statement says an attack came. ``country`` is ISO 3166-1 alpha-3, ``holder`` an actor said to hold the area.

    ``denied`` is True for a place it is said not to have come from.
    """

    statement: Statement
    said: str
    country: str | None
    holder: str | None
    denied: bool


def launches(event: Event, known: Known) -> list[Launch]:
    """Every launch area that statements of an event give, in their order; a place nobody knows gives none."""
    found: list[Launch] = []
    for ref in event.statements:
        one = known.by_id[ref.id]
        found += [each for each in read(one) if each not in found]
    return found


def read(one: Statement) -> list[Launch]:
    """The launch areas in the words of one statement: "launched from A rather than from B" gives A, and B denied."""
    found = []
    for match in _FROM.finditer(one.quote):
        before = one.quote[max(0, match.start() - 25) : match.start()]
        denied = bool(match["not"] or _DENIED.search(before) or _DENIED.search(match["gap"]))
        said, *others = _RATHER.split(match["where"])
        for text, other in ((said, False), *((each, True) for each in others)):
            country, holder = _country(text), _holder(text)
            if country or holder:
                found.append(Launch(one, " ".join(text.split()), country, holder, denied != other))
    return found


def _country(text: str) -> str | None:
    """The country of the first name in a stretch of text: a state's, else that of the place it most often means."""
    for match in _NAME.finditer(text):
        name = match.group()
        for part in (name, name.rsplit(" ", 1)[0], name.split(" ")[-1]):
            if (state := _states().get(part.lower())) is not None:
                return state
            if (best := next(iter(find(part)), None)) is not None and best.country is not None:
                return best.country
    return None


@cache
def _states() -> Mapping[str, str]:
    states = [actor for actor in actors().values() if actor.kind == "state"]
    return {form.lower(): actor.id for actor in states for form in (*actor.adjectives, *actor.aliases, actor.name)}


def _holder(text: str) -> str | None:
    """The actor said to hold an area: the one whose longest name stands after "controlled by"."""
    match = _HELD.search(text)
    if match is None:
        return None
    named = [
        (len(form), actor.id)
        for actor in actors().values()
        for form in (actor.name, *actor.aliases)
        if len(form) > 3 and re.search(rf"\b{re.escape(form)}\b", match["who"], re.IGNORECASE)
    ]
    return max(named)[1] if named else None
