"""The claim ladder: how far each suspected actor has gone towards owning each event, and how that changed."""

from __future__ import annotations

from itertools import chain

from sayso.analysis.importance import leading, serious, stamp
from sayso.analysis.voices import unidentified
from sayso.analysis.wording import actor_name, capital, counted, dated, event_words
from sayso.record import Known
from sayso.record.kin import speaks_for
from sayso.types import RUNGS, Assessment, Event, Row, Statement

METHOD = (
    "Rungs, lowest first: silent, denies, coy, praises, claims, claims-disputed, admitted. A rung is what the actor's own words reach; "
    "silence is computed: accused by somebody, and nothing of its own on record."
)
STANDS = ("denies", "coy", "praises", "claims", "admits")
SAYS = {"silent": "has said nothing", "denies": "denied it", "coy": "neither confirmed nor denied it", "praises": "praised it without claiming it",
        "claims": "claimed it", "claims-disputed": "claimed it and was contradicted", "admitted": "admitted it"}  # fmt: skip


def claims(known: Known) -> list[Assessment]:
    """One assessment per actor with a rung on any serious event: its ladder over time, the latest step first in words."""
    ladders: dict[str, list[Event]] = {}
    for event in serious(known):
        for actor in event.ladder:
            if not unidentified(actor):
                ladders.setdefault(actor, []).append(event)
    top = leading(known, 3)
    ranked = sorted(ladders.items(), key=lambda item: (-len(item[1]), item[0]))
    shown = [actor for actor, events in ranked if any(event.id in top for event in events) and _suspected(actor, events)][:3]
    return [_assess(actor, events, known, actor in shown) for actor, events in ranked]


def _suspected(actor: str, events: list[Event]) -> bool:
    """True when somebody else names the actor: a ladder says little of those who announce what they do."""
    own = {"claims", "admitted", "claims-disputed"}
    return any(event.ladder[actor] not in own for event in events) and any(
        accusation.accused.id == actor and accusation.voice.actor != actor for event in events for accusation in event.accusations
    )


def _assess(actor: str, events: list[Event], known: Known, headline: bool) -> Assessment:
    name = _called(actor, events)
    spoken = [event for event in events if event.ladder[actor] != "silent"]
    rows = tuple(_row(actor, event, known) for event in events)
    own = [id_ for row in rows for id_ in row.evidence]
    evidence = tuple(dict.fromkeys(own)) or tuple(accusation.statement for event in events for accusation in event.accusations)
    return Assessment(
        name="claims", question=f"Claimed, denied or neither: what is on record from {name}?", finding=_finding(name, actor, events, spoken),
        as_of=stamp(known), method=METHOD, evidence=evidence, subject=actor,
        value=max((event.ladder[actor] for event in events), key=RUNGS.index),
        columns=("When", "Event", "Rung", "In its own words"), rows=rows, headline=headline and bool(spoken),
        caveats=("What an actor said and nobody on record reported is silence here.",),
    )  # fmt: skip


def _called(actor: str, events: list[Event]) -> str:
    """The name an actor is known by, else as the first report to name it has it."""
    accused = (each.accused.name for event in events for each in event.accusations if each.accused.id == actor)
    speaking = (ref.voice.name for event in events for ref in event.statements if ref.voice.actor == actor)
    return actor_name(actor, next(chain(accused, speaking), actor))


def _finding(name: str, actor: str, events: list[Event], spoken: list[Event]) -> str:
    if not spoken:
        return f"Nothing is on record from {name}, named as responsible for {counted(len(events), 'event')}."
    last = spoken[-1]
    text = f"{capital(name)} {SAYS[last.ladder[actor]]}: {event_words(last)}."
    if len(spoken) > 1 and spoken[-2].ladder[actor] != last.ladder[actor]:
        before = spoken[-2]
        closer = RUNGS.index(last.ladder[actor]) > RUNGS.index(before.ladder[actor])
        step = "closer to owning it" if closer else "further from owning it"
        text += f" That is {step} than for {event_words(before)}, when it {SAYS[before.ladder[actor]]}."
    return text


def _row(actor: str, event: Event, known: Known) -> Row:
    own = _own_words(actor, event, known)
    quote = own[-1].quote if own else None
    cells = (dated(event.first or event.last), event.id, event.ladder[actor], quote)
    return Row(cells, tuple(one.id for one in own), event.id)


def _own_words(actor: str, event: Event, known: Known) -> list[Statement]:
    """Statements of the event in which the actor, part of it or an organ of its state takes a stand, by publication."""
    found = [known.by_id[ref.id] for ref in event.statements if ref.voice.actor and speaks_for(ref.voice.actor, actor)]
    stands = [one for one in found if one.stance in STANDS or (one.stance == "reports" and _about_itself(one, actor))]
    return sorted(stands, key=lambda one: (known.reports[one.report].published, one.id))


def _about_itself(one: Statement, actor: str) -> bool:
    """True when a voice tells of its own side's deed ("we fired the missiles"), which needs no verb of claiming."""
    doer = one.claim.actor.id if one.claim.actor else None
    return doer is not None and (speaks_for(doer, actor) or speaks_for(actor, doer))
