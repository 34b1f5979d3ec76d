"""Rival attributions of one event, one column an accused, never merged into a verdict."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.brief.ledger import Ledger, span
from sayso.brief.page import Cell, Finding, Named, Rival, RivalView
from sayso.brief.visible import oneline
from sayso.brief.words import FIRMNESS_WORDS, RUNG_WORDS, STANCE_WORDS, day, days, signed
from sayso.types import Accusation, Event


def rival_view(event: Event, findings: Sequence[Finding], ledger: Ledger) -> RivalView:
    """The columns of an event, the most often accused first, and the findings about who did it."""
    return RivalView(
        event=Cell(ledger.titles[event.id], "text", ledger.event_anchors[event.id]),
        when=days(*span(event)),
        findings=tuple(findings),
        rivals=tuple(_rival(accused, listed, event, ledger) for accused, listed in accused_of(event)),
    )


def accused_of(event: Event) -> list[tuple[str, list[Accusation]]]:
    """Accusations by the accused: its id where known, else the name as written."""
    groups: dict[str, list[Accusation]] = {}
    for accusation in event.accusations:
        groups.setdefault(accusation.accused.id or accusation.accused.name, []).append(accusation)
    return sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))


def against(accusation: Accusation) -> bool:
    """True when the voice says that the accused did *not* do it."""
    return accusation.negated or accusation.stance == "denies" or accusation.firmness < 0


def _rival(accused: str, listed: Sequence[Accusation], event: Event, ledger: Ledger) -> Rival:
    party = listed[0].accused
    rung = event.ladder.get(party.id or "", "")
    named = ledger.actor(accused) if accused in ledger.brief.actors else oneline(party.name)
    ordered = sorted(listed, key=lambda each: (each.published, ledger.cite(each.statement)))
    return Rival(
        accused=named,
        rung=RUNG_WORDS[rung][0] if rung else "",
        says_so=tuple(_named(each, ledger) for each in ordered if not against(each)),
        says_not=tuple(_named(each, ledger) for each in ordered if against(each)),
    )


def _named(accusation: Accusation, ledger: Ledger) -> Named:
    return Named(
        n=ledger.cite(accusation.statement),
        voice=oneline(accusation.voice.name),
        stance=STANCE_WORDS[accusation.stance][0],
        firmness=accusation.firmness,
        firmness_sign=signed(accusation.firmness),
        firmness_words=FIRMNESS_WORDS[accusation.firmness],
        published=day(accusation.published),
        text=oneline(ledger.brief.statements[accusation.statement].quote),
    )
