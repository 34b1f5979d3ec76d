"""What the coder and the record answer to MUC-4's questions about one message."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from lemminflect import getLemma

from evals.muc4_keys import Days, Message
from sayso.coding.coder import EmbeddedCoder
from sayso.knowledge.actions import classes
from sayso.knowledge.actors import actors, surface_forms
from sayso.knowledge.roles import role_nouns
from sayso.record import Record
from sayso.types import Event, Figure, Party, Report, Statement

TYPES = {"explosives": "BOMBING", "kidnap": "KIDNAPPING", "abduct": "KIDNAPPING", "arson": "ARSON", "hijack": "HIJACKING"}
HARMED = ("killed", "injured", "shot", "captured", "casualties", "missing")
CUT = re.compile(r",| \[| \(| (?:OF|IN|AT|FROM|WHO|WHICH|THAT|WITH|ON|NEAR|BELONGING|LOCATED|FOR|TO|AND)\b")
LOOSE = re.compile(r"\b(?:THE|A|AN|MR|COL|GEN|DR)\b\.?|[^\w ]")
PRONOUNS = frozenset({"it", "they", "them", "he", "him", "she", "her", "who", "which", "that"})
Names = frozenset[str]


@dataclass(frozen=True)
class Answer:
    """One template of ours: slots by name, each filler a set of names for one thing."""

    type: str
    days: Days
    places: Names
    slots: dict[str, tuple[Names, ...]]

    def dated(self, days: Days) -> int:
        """2 for the key's day or days, 1 when they share a day."""
        if self.days == (None, None):
            return 0
        if self.days == days:
            return 2
        first, last = (self.days[0] or date.min), (self.days[1] or date.max)
        return int(first <= (days[1] or date.max) and (days[0] or date.min) <= last)

    def placed(self, chain: tuple[str, ...]) -> int:
        """2 when the key's narrowest place is among ours, 1 when only a wider one is."""
        ours = {whole(name) for name in self.places}
        if whole(chain[-1]) in ours:
            return 2
        return int(any(whole(name) in ours for name in chain))


@cache
def head(text: str) -> str:
    """The head noun of a phrase, upper case, singular."""
    words = re.findall(r"[\w'-]+", CUT.split(text.upper(), maxsplit=1)[0]) or re.findall(r"[\w'-]+", text.upper())
    last = words[-1] if words else text.upper()
    return (getLemma(last.lower(), "NOUN") or (last,))[0].upper()


@cache
def whole(text: str) -> str:
    """The phrase in capitals without articles, titles and punctuation."""
    return " ".join(LOOSE.sub(" ", text.upper()).split())


def answers(message: Message, reader: EmbeddedCoder) -> list[Answer]:
    """Our templates for one message, in the record's order."""
    report = Report(message.id, message.id, message.text, message.published, outlet=message.outlet)
    statements = reader.code(report)
    with Record.open(":memory:") as record:
        record.add(report, statements, reader.name)
        known = record.as_of(None)
        found = [answer(event, [known.by_id[ref.id] for ref in event.statements]) for event in known.events]
    return [each for each in found if each is not None]


def answer(event: Event, statements: list[Statement]) -> Answer | None:
    """The template of one event; None when no statement tells it as violence that took place."""
    told = [one for one in statements if violent(one)]
    if not told:
        return None
    modes = [mode for one in told if (mode := one.claim.mode) is not None]
    kind = next((TYPES[mode] for mode in [event.claim.mode, *modes] if mode in TYPES), "ATTACK")
    people, things = targets(told)
    slots = {
        "perp org": unique(organisation(party) for one in told if (party := one.claim.actor) is not None),
        "perp ind": unique(individual(party) for one in told if (party := one.claim.actor) is not None),
        "hum tgt": unique(people),
        "phys tgt": unique(things),
        "weapon": unique(frozenset({one.claim.weapon.name}) for one in told if one.claim.weapon is not None),
    }
    places = frozenset(
        name for one in told if one.claim.where is not None for name in (one.claim.where.name, country(one.claim.where.country))
    )
    days = (event.first, event.last)
    return Answer(kind, days, places, slots)


def violent(one: Statement) -> bool:
    """True for violence told as having happened, by whomever."""
    claim = one.claim
    kind = claim.what == "ASSAULT" or (claim.what == "COERCE" and claim.mode in ("kidnap", "abduct", "hijack"))
    held = one.firmness > 0 or one.stance in ("praises", "coy")
    return (
        kind
        and held
        and not one.negated
        and one.time in ("past", "ongoing")
        and one.stance not in ("denies", "threatens", "warns")
    )


def unique(names: Iterable[Names | None]) -> tuple[Names, ...]:
    """Without those left out, and without repeats of a head noun."""
    return tuple({frozenset(map(head, each)): each for each in names if each}.values())


def country(code: str | None) -> str:
    return actors()[code].name if code in actors() else ""


def organisation(party: Party) -> Names | None:
    """Every name of an actor with an id, states' people and plain states apart."""
    actor = actors().get(party.id or "")
    if actor is None or actor.kind == "state" or actor.id.endswith(("-CVL", "-REB", "-PRM")):
        return None
    return frozenset({actor.name, *actor.aliases})


def individual(party: Party) -> Names | None:
    """The phrase itself, unless it is nothing but an organisation's name."""
    if party.name in surface_forms() or not human(party.name):
        return None
    return frozenset({party.name})


def human(name: str) -> bool:
    """True when the head noun is a person, a role or a proper name; institutions and buildings are things."""
    last = head(name).lower()
    role = role_nouns().get(last) or role_nouns().get(f"{last}s")
    if last in classes()["people"] or (role is not None and role.kind != "body"):
        return True
    things = classes()["facility"] | classes()["materiel"]
    return role is None and name.split()[-1][:1].isupper() and last not in things


def targets(told: list[Statement]) -> tuple[list[Names], list[Names]]:
    """Human and physical targets of statements on one event."""
    people, things = [], []
    for one in told:
        party = one.claim.target
        if party is not None and party.name.lower() not in PRONOUNS:
            (people if human(party.name) else things).append(frozenset({party.name}))
        people += [frozenset({figure.said}) for figure in harmed(one) if not figure.said.replace(",", "").isdigit()]
    return people, things


def harmed(one: Statement) -> Iterator[Figure]:
    for kind in HARMED:
        yield from (figure for figure in one.claim.figures.get(kind, ()) if figure.high != 0)
