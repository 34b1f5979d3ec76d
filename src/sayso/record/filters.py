"""Which events of a snapshot are asked for, and in what order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from typing import Any, Final

from sayso.knowledge.actors import actors
from sayso.knowledge.ties import ties
from sayso.knowledge.weapons import weapons
from sayso.record.errors import Unknown
from sayso.record.kin import lineage
from sayso.record.known import Behind, Known
from sayso.record.mentions import fold
from sayso.record.support import voice_key
from sayso.types import RUNGS, Event


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an event must meet, all of it; None asks nothing.

    Actors and targets are ids or names; an id takes in whatever is part of it. ``patron`` asks for deeds of
    those tied to it. ``theatre`` is countries (ids, parted by commas) or a group, for the countries it acts in.
    ``type`` is a category, a mode, or ``CATEGORY/mode``. ``rung`` is a rung of the claim ladder, with ``+`` for it or
    a higher one; with ``actor`` it is that actor's. ``among`` are statement ids, any of which will do.
    """

    actor: str | None = None
    patron: str | None = None
    target: str | None = None
    place: str | None = None
    theatre: str | None = None
    type: str | None = None
    weapon: str | None = None
    since: date | None = None
    until: date | None = None
    rung: str | None = None
    among: frozenset[str] | None = None


def chosen(known: Known, wanted: Wanted, sort: str = "date") -> list[Event]:
    """The events that meet ``wanted``, in the order of ``sort`` (one of ``SORTS``, with ``-`` the other way round).

    Raises Unknown for a rung, sort or theatre that there is none of.
    """
    name, back = order(sort)
    test = meets(wanted)
    found = [event for event in known.events if test(event)]
    return sorted(found, key=lambda event: SORTS[name](known, event), reverse=back)


def order(sort: str) -> tuple[str, bool]:
    """The name of an order, and whether it is the other way round. Raises Unknown when there is none of that name."""
    name = sort.removeprefix("-")
    if name not in SORTS:
        raise Unknown(f"no order {name!r}; there are {', '.join(SORTS)} (and -{name} for the other way round)")
    return name, sort.startswith("-")


def voices(known: Behind, event: Event) -> int:
    """How many independent voices an event rests on: all prints of one text are one."""
    return len({voice_key(known.by_id[ref.id], known.copies) for ref in event.statements})


def toll(event: Event) -> int:
    """The highest figure of people killed that stands; 0 if there is none."""
    said = [figure.high or figure.low or 0 for figure in event.claim.figures.get("killed", ())]
    return max(said, default=0)


SORTS: Final[Mapping[str, Callable[[Known, Event], Any]]] = {
    "date": lambda known, event: (event.first or event.last or date.min, event.last or date.max, event.id),
    "voices": voices,
    "statements": lambda known, event: len(event.statements),
    "killed": lambda known, event: toll(event),
    "title": lambda known, event: event.title,
    "id": lambda known, event: event.id,
}

Part = tuple[str, tuple[str | None, ...]]
"""What a filter looks at: a role (``doer``, ``target``, ``place``, ``weapon``, ``rung``) and its values."""


def parts(event: Event) -> Iterator[Part]:
    """Everything of an event that ``asked`` can ask for."""
    claim = event.claim
    for doer in _doers(event):
        yield "doer", doer
    for one in (claim.target, claim.recipient):
        if one is not None:
            yield "target", (one.id, one.name)
    if claim.where is not None:
        yield "place", (claim.where.id, claim.where.country, claim.where.name)
    if claim.weapon is not None:
        yield "weapon", (claim.weapon.id, claim.weapon.name)
    for actor, rung in event.ladder.items():
        yield "rung", (actor, rung)


def asked(wanted: Wanted) -> list[tuple[str, Callable[..., bool]]]:
    """For each thing asked of the parts of an event: a role, and the test that one part of it must pass."""
    found: list[tuple[str, Callable[..., bool]]] = []
    if wanted.actor is not None:
        found.append(("doer", party(wanted.actor)))
    if wanted.patron is not None:
        found.append(("doer", _client(wanted.patron, None)))
    if wanted.target is not None:
        found.append(("target", party(wanted.target)))
    if wanted.place is not None:
        found.append(("place", _at_place(wanted.place)))
    if wanted.theatre is not None:
        found.append(("place", _in_theatre(wanted.theatre)))
    if wanted.weapon is not None:
        found.append(("weapon", _with_weapon(wanted.weapon)))
    if wanted.rung is not None:
        found.append(("rung", _on_rung(wanted.rung, wanted.actor)))
    return found


def kind(type: str | None) -> tuple[str | None, str | None]:
    """Category and mode of ``Wanted.type``, each None where not asked."""
    what, _, mode = (type or "").partition("/")
    if not mode and what.upper() != what:
        what, mode = "", what
    return what.upper() or None, mode or None


def meets(wanted: Wanted) -> Callable[[Event], bool]:
    """The test of all that is wanted."""
    tests = asked(wanted)
    what, mode = kind(wanted.type)
    since, until, among = wanted.since, wanted.until, wanted.among

    def fits(event: Event) -> bool:
        first, last, claim = event.first, event.last, event.claim
        if (what and claim.what != what) or (mode and claim.mode != mode):
            return False
        if (since and last and last < since) or (until and first and first > until):
            return False
        if among is not None and not any(ref.id in among for ref in event.statements):
            return False
        has = list(parts(event)) if tests else []
        if not all(any(test(*values) for role, values in has if role == wants) for wants, test in tests):
            return False
        return wanted.patron is None or _serves(wanted.patron, event)

    return fits


def _serves(patron: str, event: Event) -> bool:
    """True if a doer was tied to the patron on the day."""
    client = _client(patron, event.first or event.last)
    return any(client(*doer) for doer in _doers(event))


def _doers(event: Event) -> list[tuple[str | None, str]]:
    """Who is said to have done it, those who only own up to it among them."""
    named = [(row.accused.id, row.accused.name) for row in event.accusations if not row.negated]
    if event.claim.actor is not None:
        named.append((event.claim.actor.id, event.claim.actor.name))
    return named + [(actor, "") for actor in event.ladder]


def party(asked: str) -> Callable[[str | None, str], bool]:
    """A test for an actor with an id or a name."""
    ids = ids_of(asked)
    bare = fold(asked)

    def fits(id: str | None, name: str) -> bool:
        if id is not None and ids:
            return bool(ids & set(lineage(id)))
        return bool(bare) and f" {bare} " in f" {fold(name)} "

    return fits


def ids_of(asked: str) -> frozenset[str]:
    """The ids somebody may mean: an id in any case, or every actor of that name."""
    known = actors()
    if asked.upper() in known:
        return frozenset([asked.upper()])
    bare = fold(asked)
    return frozenset(id for id, one in known.items() if bare in {fold(one.name), *map(fold, one.aliases)})


def _client(asked: str, day: date | None) -> Callable[[str | None, str], bool]:
    """A test for those tied to a patron on a day (None: ever). Raises Unknown when there is no such patron."""
    clients = _clients(asked, day)
    return lambda id, _name: id is not None and bool(clients & set(lineage(id)))


@cache
def _clients(asked: str, day: date | None) -> frozenset[str]:
    patrons = ids_of(asked)
    if not patrons:
        raise Unknown(f"no patron {asked!r}; give an id or name of {_alike(asked, list(actors()))}")
    tied = [tie for tie in ties() if tie.kind != "split" and patrons & set(lineage(tie.patron))]
    return frozenset(tie.client for tie in tied if day is None or tie.active_on(day))


def _at_place(asked: str) -> Callable[[str | None, str | None, str], bool]:
    bare = fold(asked)
    return lambda id, country, name: asked in (id, country) or f" {bare} " in f" {fold(name)} "


def _in_theatre(asked: str) -> Callable[[str | None, str | None, str], bool]:
    countries: set[str] = set()
    for part in asked.split(","):
        ids = ids_of(part.strip())
        theatres = [country for id in ids for country in actors()[id].theatre]
        countries |= set(theatres) or {id for id in ids if "-" not in id}
    if not countries:
        raise Unknown(f"no theatre {asked!r}; give countries such as IRQ,SYR, or a group for the countries it acts in")
    return lambda _id, country, _name: country in countries


def _with_weapon(asked: str) -> Callable[[str | None, str], bool]:
    def fits(id: str | None, name: str) -> bool:
        known = weapons().get(id or "")
        return asked.lower() in (id, known.kind if known else None) or fold(asked) in fold(name)

    return fits


def _on_rung(asked: str, actor: str | None) -> Callable[[str, str], bool]:
    rung, higher = asked.removesuffix("+"), asked.endswith("+")
    if rung not in RUNGS:
        raise Unknown(f"no rung {rung!r}; lowest first they are {', '.join(RUNGS)}")
    fits = set(RUNGS[RUNGS.index(rung) :] if higher else [rung])
    is_actor = party(actor) if actor is not None else None
    return lambda id, said: said in fits and (is_actor is None or is_actor(id, ""))


def _alike(asked: str, among: Sequence[str]) -> str:
    return " or ".join(get_close_matches(asked.upper(), among, 3)) or "the actors in sayso.knowledge"
