"""What the coder and the record answer to MUC-4's questions about one message."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from evals.muc4_fills import fills_of, sort_of
from evals.muc4_keys import Days, Message
from evals.muc4_names import head, whole
from evals.muc4_relevant import of_interest, relevant
from evals.muc4_slots import Given, sets
from sayso.coding.coder import EmbeddedCoder
from sayso.knowledge.actions import classes
from sayso.knowledge.actors import actors, surface_forms
from sayso.knowledge.outlets import find_outlet
from sayso.knowledge.places import find
from sayso.knowledge.roles import role_nouns
from sayso.knowledge.sectors import sectors
from sayso.record import Record
from sayso.types import Event, Figure, Party, Report, Statement

TYPES = {"explosives": "BOMBING", "kidnap": "KIDNAPPING", "abduct": "KIDNAPPING", "arson": "ARSON", "hijack": "HIJACKING"}
HARMED = ("killed", "injured", "shot", "captured", "casualties", "missing")
FIRST = frozenset({"i", "we", "us", "our", "my", "me"})
PRONOUNS = frozenset({"it", "they", "them", "he", "him", "she", "her", "who", "which", "that"})
Names = frozenset[str]


@dataclass(frozen=True)
class Answer:
    """One template of ours: slots by name, each filler a set of names for one thing."""

    type: str
    days: Days
    places: Names
    slots: dict[str, tuple[Names, ...]]
    fills: dict[int, tuple[Given, ...]] = field(default_factory=dict)
    """By slot number, from the fifth on."""

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


def answers(message: Message, reader: EmbeddedCoder) -> list[Answer]:
    """Our templates for one message, in the record's order."""
    report = Report(message.id, message.id, message.text, message.published, outlet=message.outlet)
    return answered(report, reader.code(report), reader.name)


def answered(report: Report, statements: list[Statement], coder: str) -> list[Answer]:
    """Our templates for what was coded of one report."""
    with Record.open(":memory:") as record:
        record.add(report, statements, coder)
        known = record.as_of(None)
        if not of_interest(statements):
            return []
        land = scene(statements)
        found = [
            answer(event, [known.by_id[ref.id] for ref in event.statements], report.published, land) for event in known.events
        ]
    return [each for each in found if each is not None]


def scene(statements: Iterable[Statement]) -> str:
    """The country that most statements of a report belong to: where something happened that says no place of its own."""
    named: Counter[str] = Counter()
    for one in statements:
        claim = one.claim
        places = [claim.where.country] if claim.where is not None else []
        parties = [actors().get(party.id or "") for party in (claim.actor, claim.target) if party is not None]
        named.update(code for code in (*places, *(actor.country for actor in parties if actor is not None)) if code is not None)
    return max(named, key=lambda code: (code in sets()["countries"], named[code], code), default="")


def answer(event: Event, statements: list[Statement], published: date, land: str = "") -> Answer | None:
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
    if not relevant(kind, slots, told, event.last, published):
        return None
    days = (event.first, event.last)
    own = next((one.claim.where.country for one in told if one.claim.where is not None and one.claim.where.country), None)
    if own is None and country(land):
        places |= {country(land)}  # the slot is never empty: at least the country, even if inferred
    return Answer(kind, days, places, slots, fills_of(told, slots, own or land))


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
    """Every name of an organisation with an id; of a branch of a state only where the phrase says the body itself."""
    actor = actors().get(party.id or "")
    names = frozenset({actor.name, *actor.aliases}) if actor is not None else frozenset()
    body = body_in(party.name)
    if actor is None or actor.id.partition("-")[2] in sectors():
        return frozenset({body, *(names if actor is not None and body else ())}) if body else None
    return names if actor.kind in ("group", "organization", "body") else None


def body_in(name: str) -> str | None:
    """The armed body of the state that heads a phrase or stands after its "of": "the army", "members of the armed forces"."""
    for part in re.split(r"\b(?:of|from)\b|,", name):
        words = part.split()
        for size in (3, 2, 1):
            last = " ".join(words[-size:])
            role = role_nouns().get(last.lower())
            if (
                role is not None
                and role.sector in ("MIL", "COP", "SPY")
                and (role.kind == "body" or last.lower() == "armed forces")
            ):
                return last
    return None


def individual(party: Party) -> Names | None:
    """The phrase itself, unless it is nothing but an organisation's name, an outlet's, or the speaker's own "we"."""
    actor = actors().get(party.id or "")
    known = party.name in surface_forms() or find_outlet(party.name) is not None or (actor is not None and actor.sector == "MED")
    own = party.name.split()[0].lower() in FIRST or not re.search("[a-z]", party.name)
    if known or own or not human(party.name) or body_in(party.name) == party.name:
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
    """Human and physical targets of statements on one event; places and what is no thing at all are neither."""
    people, things = [], []
    for one in told:
        party = one.claim.target
        actor = actors().get(party.id or "") if party is not None else None
        if party is None or party.name.lower() in PRONOUNS or (actor is not None and actor.kind == "state" and find(party.name)):
            continue
        for name in listed(party.name):
            if sort_of(frozenset({name}), "physical") and not human(name):
                things.append(frozenset({name}))
            elif human(name) and not find(name):
                people.append(frozenset({name}))
    people += [
        frozenset({name})
        for one in told
        for figure in harmed(one)
        if not figure.said.replace(",", "").isdigit()
        for name in listed(figure.said)
    ]
    return people, things


def listed(name: str) -> list[str]:
    """The members of a list ("Juan Perez, his driver and two bodyguards"); a phrase that is no list as it is."""
    if not re.search(r"\band\b", name):
        return [name]
    return [part for part in re.split(r",\s*(?:and\s+)?|\s+and\s+", name) if part.strip()]


def harmed(one: Statement) -> Iterator[Figure]:
    for kind in HARMED:
        yield from (figure for figure in one.claim.figures.get(kind, ()) if figure.high != 0)
