"""The claim ladder: how far each suspected actor has gone towards owning each event, and how that changed."""

from __future__ import annotations

from itertools import chain

from sayso.analysis.doers import vague
from sayso.analysis.importance import serious, stamp, weight
from sayso.analysis.voices import unidentified
from sayso.analysis.wording import actor_name, capital, counted, dated, event_words, the
from sayso.record import Known
from sayso.record.kin import speaks_for
from sayso.types import RUNGS, Assessment, Event, Row, Statement

METHOD = (
    "Rungs, lowest first: silent, denies, coy, praises, claims, claims-disputed, admitted. A rung is what the actor's own words reach; "
    "silence is computed: accused by somebody, and nothing of its own on record."
)
SHOWN = 3
"""How many actors are among the first answers of a brief."""
STANDS = ("denies", "coy", "praises", "claims", "admits")
SAYS = {"silent": "has said nothing", "denies": "denied it", "coy": "neither confirmed nor denied it", "praises": "praised it without claiming it",
        "claims": "claimed it", "claims-disputed": "claimed it and was contradicted", "admitted": "admitted it"}  # fmt: skip


def claims(known: Known) -> list[Assessment]:
    """One assessment per actor with a rung on any serious event: its ladder over time, the latest step first in words.

    The actor that took a stand on the weightiest event comes first.
    """
    ladders: dict[str, list[Event]] = {}
    for event in serious(known):
        for actor in event.ladder:
            if not unidentified(actor):
                ladders.setdefault(actor, []).append(event)
    ranked = sorted(ladders.items(), key=lambda item: (-_weight(item[1], _spoken(*item), known), item[0]))
    shown = [actor for actor, events in ranked if not vague(actor) and _spoken(actor, events) and _suspected(actor, events)][
        :SHOWN
    ]
    return [_assess(actor, events, known, actor in shown) for actor, events in ranked]


def _weight(events: list[Event], spoken: list[Event], known: Known) -> float:
    """The weight of the weightiest event that an actor took a stand on; those who said nothing come after all others."""
    return max(weight(event, known) for event in spoken or events) - (0 if spoken else 1000)


def _spoken(actor: str, events: list[Event]) -> list[Event]:
    return [event for event in events if event.ladder[actor] != "silent"]


def _suspected(actor: str, events: list[Event]) -> bool:
    """True when somebody else names the actor: a ladder says little of those who announce what they do."""
    own = {"claims", "admitted", "claims-disputed"}
    return any(event.ladder[actor] not in own for event in events) and any(
        accusation.accused.id == actor and accusation.voice.actor != actor for event in events for accusation in event.accusations
    )


def _assess(actor: str, events: list[Event], known: Known, headline: bool) -> Assessment:
    name = _called(actor, events)
    spoken = bool(_spoken(actor, events))
    rows = tuple(_row(actor, event, known) for event in events)
    own = [id_ for row in rows for id_ in row.evidence]
    evidence = tuple(dict.fromkeys(own)) or tuple(accusation.statement for event in events for accusation in event.accusations)
    told = _told(name, actor, events, known)
    return Assessment(
        name="claims", question=f"Claimed, denied or neither: what is on record from {the(name)}?", finding=" ".join(text for text, _ in told),
        as_of=stamp(known), method=METHOD, evidence=evidence, support=tuple(ids or evidence for _, ids in told), subject=actor,
        value=max((event.ladder[actor] for event in events), key=RUNGS.index),
        columns=("When", "Event", "Rung", "In its own words"), rows=rows, headline=headline and spoken,
        caveats=("What an actor said and nobody on record reported is silence here.",),
    )  # fmt: skip


def _called(actor: str, events: list[Event]) -> str:
    """The name an actor is known by, else as the first report to name it has it."""
    accused = (each.accused.name for event in events for each in event.accusations if each.accused.id == actor)
    speaking = (ref.voice.name for event in events for ref in event.statements if ref.voice.actor == actor)
    return actor_name(actor, next(chain(accused, speaking), actor))


def _told(name: str, actor: str, events: list[Event], known: Known) -> list[tuple[str, tuple[str, ...]]]:
    """The sentences of a finding, each with the statements that bear it."""
    spoken = _spoken(actor, events)
    if not spoken:
        return [(f"Nothing is on record from {the(name)}, named as responsible for {counted(len(events), 'event')}.", ())]

    def own(event: Event) -> tuple[str, ...]:
        return tuple(one.id for one in _own_words(actor, event, known))

    last = spoken[-1]
    found = [(f"{capital(the(name))} {SAYS[last.ladder[actor]]}: {event_words(last)}.", own(last))]
    if len(spoken) > 1 and spoken[-2].ladder[actor] != last.ladder[actor]:
        before = spoken[-2]
        closer = RUNGS.index(last.ladder[actor]) > RUNGS.index(before.ladder[actor])
        step = "closer to owning it" if closer else "further from owning it"
        text = f"That is {step} than for {event_words(before)}, when it {SAYS[before.ladder[actor]]}."
        found.append((text, own(before)))
    return found


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
