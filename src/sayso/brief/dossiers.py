"""Events as a reader meets them: what is claimed, and every voice with its words, stance and source."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sayso.brief.ledger import Ledger, span
from sayso.brief.page import Cell, EventView, Quote
from sayso.brief.strongest import strongest
from sayso.brief.titles import category
from sayso.brief.visible import oneline, visible
from sayso.brief.words import (
    FIRMNESS_WORDS,
    PRECISION_NAMES,
    RUNG_WORDS,
    STANCE_WORDS,
    TIME_WORDS,
    VOICE_KIND_WORDS,
    bounds,
    day,
    days,
    heading,
    signed,
)  # fmt: skip
from sayso.types import RUNGS, Event, Party, Statement, Voice, Where


@dataclass(slots=True)
class Quotes:
    """Makes quotes and remembers which were shown, so that each number has exactly one anchor in the page."""

    ledger: Ledger
    shown: set[str]

    def of(self, ids: Iterable[str]) -> tuple[Quote, ...]:
        """Quotes of statements, in order of publication."""
        statements = [self.ledger.brief.statements[each] for each in dict.fromkeys(ids)]
        out: list[Quote] = []
        for statement in sorted(statements, key=self.ledger.published_order):
            out.append(quote(statement, self.ledger, first_here=statement.id not in self.shown))
            self.shown.add(statement.id)
        return tuple(out)

    def loose(self) -> tuple[Quote, ...]:
        """Quotes of the statements not shown so far."""
        return self.of(each for each in self.ledger.brief.statements if each not in self.shown)


def quote(statement: Statement, ledger: Ledger, *, first_here: bool) -> Quote:
    report = ledger.brief.reports[statement.report]
    voice = statement.voice
    actor = ledger.actor(voice.actor) if voice.actor else ""
    named = oneline(voice.name)
    qualifiers = [TIME_WORDS[statement.time]] if TIME_WORDS[statement.time] else []
    return Quote(
        n=ledger.cite(statement.id),
        voice=named,
        kind=_kind(voice, "" if _bare(actor) == _bare(named) else actor),
        via=", ".join(oneline(each) for each in statement.via),
        stance=STANCE_WORDS[statement.stance][0],
        means=STANCE_WORDS[statement.stance][1],
        hedges=", ".join(f"“{oneline(hedge)}”" for hedge in statement.hedges),
        qualifiers=", ".join([*qualifiers, "negated"] if statement.negated else qualifiers),
        firmness=statement.firmness,
        firmness_sign=signed(statement.firmness),
        firmness_words=FIRMNESS_WORDS[statement.firmness],
        text=oneline(statement.quote),
        parts=_parts(statement),
        published=day(report.published),
        outlet=oneline(report.outlet or "outlet not said"),
        report=oneline(report.id),
        report_anchor=ledger.report_anchors[report.id],
        first_here=first_here,
    )


def _parts(statement: Statement) -> tuple[tuple[str, bool], ...]:
    """The quote cut at its cue, each piece on one line with the spaces between them kept."""
    cue, quoted = statement.cue, statement.quote
    if cue is None or not statement.start <= cue.start < cue.end <= statement.end:
        return ((oneline(quoted), False),)
    first, last = cue.start - statement.start, cue.end - statement.start
    pieces = ((quoted[:first], False), (quoted[first:last], True), (quoted[last:], False))
    return tuple((re.sub(r"\s+", " ", visible(piece)), is_cue) for piece, is_cue in pieces if piece)


def _kind(voice: Voice, actor: str) -> str:
    """Whom a voice speaks for where that is known, and what kind of voice it is where that tells more."""
    if actor and voice.kind != "unnamed":
        return actor
    return f"{VOICE_KIND_WORDS[voice.kind]}, {actor}" if actor else VOICE_KIND_WORDS[voice.kind]


def _bare(name: str) -> str:
    return name.casefold().removeprefix("the ")


def event_view(event: Event, quotes: Quotes) -> EventView:
    ledger = quotes.ledger
    told = [
        *(ref.id for ref in event.statements),
        *(reading.statement for reading in event.figures_history),
        *(accusation.statement for accusation in event.accusations),
    ]
    return EventView(
        id=oneline(event.id),
        anchor=ledger.event_anchors[event.id],
        title=ledger.titles[event.id],
        when=days(*span(event)),
        facts=tuple(facts(event, ledger)),
        answers=tuple(
            Cell(ledger.titles.get(each, oneline(each)), "text", ledger.event_anchors.get(each)) for each in event.answers
        ),
        quotes=quotes.of(told),
        strongest=tuple(ledger.cite(each) for each in strongest(told, ledger.brief)),
    )


def facts(event: Event, ledger: Ledger) -> Iterator[tuple[str, str]]:
    """Label and words of everything the event's claim says; what is not said is left out."""
    claim = event.claim
    deed = f"{category(claim)}, {oneline(claim.mode)}" if claim.mode else category(claim)
    yield "What", heading(deed)
    for label, party in (("By", claim.actor), ("Against", claim.target), ("To", claim.recipient)):
        if party is not None:
            yield label, party_words(party, ledger)
    if claim.where is not None:
        yield "Where", where_words(claim.where, ledger)
    if claim.when is not None and claim.when.said:
        yield "When, as said", f"“{oneline(claim.when.said)}”"
    if claim.weapon is not None:
        yield "With", oneline(claim.weapon.name)
    for what, listed in claim.figures.items():
        told = (f"{bounds(figure)} ({ledger.actor(figure.of)})" if figure.of else bounds(figure) for figure in listed)
        yield heading(oneline(what)), ", ".join(told)
    if event.ladder:
        yield "Who owns it", ladder_words(event.ladder, ledger)


def party_words(party: Party, ledger: Ledger) -> str:
    """The name in the text, and the name we know the actor by where that is another."""
    said = oneline(party.name)
    known = ledger.actor(party.id) if party.id and party.id in ledger.brief.actors else ""
    return f"{said} ({known})" if known and known.casefold() != said.casefold() else said


def where_words(where: Where, ledger: Ledger) -> str:
    parts = [oneline(where.name)]
    if where.country:
        country = ledger.actor(where.country)
        parts += [country] if country.casefold() != parts[0].casefold() else []
    if where.precision:
        return f"{', '.join(parts)} ({PRECISION_NAMES[where.precision]})"
    return ", ".join(parts)


def ladder_words(ladder: Mapping[str, str], ledger: Ledger) -> str:
    """Actors with their rungs, the highest rung first."""
    ranked = sorted(ladder.items(), key=lambda step: (-RUNGS.index(step[1]), step[0]))
    return "; ".join(f"{ledger.actor(actor)}: {RUNG_WORDS[rung][0]}" for actor, rung in ranked)
