"""Which events of a snapshot are asked for, and in what order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import Any, Final

from sayso.knowledge.actors import actors
from sayso.knowledge.ties import ties
from sayso.knowledge.weapons import weapons
from sayso.record.errors import Unknown
from sayso.record.kin import lineage
from sayso.record.known import Known
from sayso.record.mentions import fold
from sayso.record.support import voice_key
from sayso.types import RUNGS, Event, Party


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
    tests = list(_tests(wanted))
    found = [event for event in known.events if all(test(event) for test in tests)]
    name = sort.removeprefix("-")
    if name not in SORTS:
        raise Unknown(f"no order {name!r}; there are {', '.join(SORTS)} (and -{name} for the other way round)")
    return sorted(found, key=lambda event: SORTS[name](known, event), reverse=sort.startswith("-"))


def voices(known: Known, event: Event) -> int:
    """How many independent voices an event rests on: all prints of one text are one."""
    return len({voice_key(known.by_id[ref.id], known.copies) for ref in event.statements})


def _toll(_known: Known, event: Event) -> int:
    said = [figure.high or figure.low or 0 for figure in event.claim.figures.get("killed", ())]
    return max(said, default=0)


SORTS: Final[Mapping[str, Callable[[Known, Event], Any]]] = {
    "date": lambda known, event: (event.first or event.last or date.min, event.last or date.max, event.id),
    "voices": voices,
    "statements": lambda known, event: len(event.statements),
    "killed": _toll,
    "title": lambda known, event: event.title,
    "id": lambda known, event: event.id,
}


def _tests(wanted: Wanted) -> Iterable[Callable[[Event], bool]]:
    """One test for each thing asked."""
    since, until, among = wanted.since, wanted.until, wanted.among
    if wanted.actor is not None:
        is_actor = party(wanted.actor)
        yield lambda event: any(is_actor(id, name) for id, name in _doers(event))
    if wanted.patron is not None:
        yield _of_patron(wanted.patron)
    if wanted.target is not None:
        is_target = party(wanted.target)
        yield lambda event: any(is_target(*_named(one)) for one in (event.claim.target, event.claim.recipient) if one)
    if wanted.place is not None:
        yield _at_place(wanted.place)
    if wanted.theatre is not None:
        yield _in_theatre(wanted.theatre)
    if wanted.type is not None:
        yield _of_type(wanted.type)
    if wanted.weapon is not None:
        yield _with_weapon(wanted.weapon)
    if since is not None:
        yield lambda event: event.last is None or event.last >= since
    if until is not None:
        yield lambda event: event.first is None or event.first <= until
    if wanted.rung is not None:
        yield _on_rung(wanted.rung, wanted.actor)
    if among is not None:
        yield lambda event: any(ref.id in among for ref in event.statements)


def _named(one: Party) -> tuple[str | None, str]:
    return one.id, one.name


def _doers(event: Event) -> list[tuple[str | None, str]]:
    """Who is said to have done it, those who only own up to it among them."""
    named = [_named(row.accused) for row in event.accusations if not row.negated]
    if event.claim.actor is not None:
        named.append(_named(event.claim.actor))
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


def _of_patron(asked: str) -> Callable[[Event], bool]:
    patrons = ids_of(asked)
    if not patrons:
        raise Unknown(f"no patron {asked!r}; give an id or name of {_alike(asked, list(actors()))}")

    def fits(event: Event) -> bool:
        day = event.first or event.last
        tied = [tie for tie in ties() if tie.kind != "split" and patrons & set(lineage(tie.patron))]
        clients = {tie.client for tie in tied if day is None or tie.active_on(day)}
        return any(id is not None and clients & set(lineage(id)) for id, _name in _doers(event))

    return fits


def _at_place(asked: str) -> Callable[[Event], bool]:
    bare = fold(asked)

    def fits(event: Event) -> bool:
        where = event.claim.where
        return where is not None and (asked in (where.id, where.country) or f" {bare} " in f" {fold(where.name)} ")

    return fits


def _in_theatre(asked: str) -> Callable[[Event], bool]:
    countries: set[str] = set()
    for part in asked.split(","):
        ids = ids_of(part.strip())
        theatres = [country for id in ids for country in actors()[id].theatre]
        countries |= set(theatres) or {id for id in ids if "-" not in id}
    if not countries:
        raise Unknown(f"no theatre {asked!r}; give countries such as IRQ,SYR, or a group for the countries it acts in")
    return lambda event: event.claim.where is not None and event.claim.where.country in countries


def _of_type(asked: str) -> Callable[[Event], bool]:
    what, _, mode = asked.partition("/")
    if not mode and what.upper() != what:
        what, mode = "", asked

    def fits(event: Event) -> bool:
        return (not what or event.claim.what == what.upper()) and (not mode or event.claim.mode == mode)

    return fits


def _with_weapon(asked: str) -> Callable[[Event], bool]:
    def fits(event: Event) -> bool:
        weapon = event.claim.weapon
        if weapon is None:
            return False
        known = weapons().get(weapon.id or "")
        kinds = (weapon.id, known.kind if known else None)
        return asked.lower() in kinds or fold(asked) in fold(weapon.name)

    return fits


def _on_rung(asked: str, actor: str | None) -> Callable[[Event], bool]:
    rung, higher = asked.removesuffix("+"), asked.endswith("+")
    if rung not in RUNGS:
        raise Unknown(f"no rung {rung!r}; lowest first they are {', '.join(RUNGS)}")
    fits = set(RUNGS[RUNGS.index(rung) :] if higher else [rung])
    is_actor = party(actor) if actor is not None else None
    return lambda event: any(said in fits and (is_actor is None or is_actor(id, "")) for id, said in event.ladder.items())


def _alike(asked: str, among: Sequence[str]) -> str:
    return " or ".join(get_close_matches(asked.upper(), among, 3)) or "the actors in sayso.knowledge"
