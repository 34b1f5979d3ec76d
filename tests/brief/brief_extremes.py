"""Briefs at the edges: one whose every free text is hostile, and a big one for timing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from brief_world import AS_OF, full

from sayso.types import (
    Accusation,
    Assessment,
    Brief,
    Claim,
    Event,
    Figure,
    FigureReading,
    Party,
    Quarantined,
    Report,
    Row,
    Statement,
    StatementRef,
    Voice,
    Weapon,
    When,
    Where,
)  # fmt: skip


def hostile(strings: Sequence[str]) -> Brief:
    """A brief whose every free text is one of the strings, dealt round."""
    deal = iter(strings[place % len(strings)] for place in range(10_000))

    def text() -> str:
        return next(deal)

    reports, statements, events = {}, {}, []
    for number in range(max(4, len(strings) // 4)):
        ident, quote = f"r{number}{text()}", text()
        body = f"Report: {text()}\n{quote}\n{text()}"
        start = body.index(quote)
        reports[ident] = Report(
            ident, f"k{number}", body, AS_OF, text(), text(), text(), url=text(), language=text(), sha256=text(), notes=(text(),)
        )
        where = Where(text(), text(), text(), 3.0 + number % 7, 45.0 + number % 9, "site")
        party = Party(text(), text(), 0, 1)
        claim = Claim(
            "ASSAULT",
            text(),
            party,
            party,
            party,
            where,
            When(text(), AS_OF, AS_OF),
            Weapon(text()),
            {text(): (Figure(1, 2, text(), text()),)},
        )
        voice = Voice(text(), "named", text())
        statement = Statement(
            f"s{number}{text()}", ident, start, start + len(quote), quote, voice, "claims", 2, claim, (text(),), None, (text(),)
        )
        statements[statement.id] = statement
        span = (ident, start, start + len(quote))
        readings = tuple(FigureReading(text(), None, low, low, text(), voice, AS_OF, *span, statement.id) for low in (1, 2))
        charge = Accusation(voice, party, "alleges", 1, False, AS_OF, *span, statement.id)
        ref = StatementRef(statement.id, *span, voice, "claims", 2)
        events.append(
            Event(
                f"e{number}{text()}",
                claim,
                (ref,),
                readings,
                (charge,),
                {text(): "claims"},
                (text(),),
                AS_OF,
                AS_OF,
                AS_OF,
                text(),
            )
        )
    told = tuple(
        Assessment(
            name,
            text(),
            text(),
            AS_OF,
            text(),
            tuple(statements),
            events[0].id,
            text(),
            None,
            (text(),),
            (text(), text()),
            (Row((text(), text()), tuple(statements)),),
            True,
        )
        for name in ("attribution", "claims", "figures", "transfers", "judgements", "headline", text())
    )
    return Brief(
        text(),
        AS_OF,
        told,
        tuple(events),
        statements,
        reports,
        (Quarantined(text(), text(), text()),),
        {"offered": 3},
        {text(): text()},
        text(),
    )


def big(events: int = 60, voices: int = 5) -> Brief:
    """Many events, each with the same number of voices, spread over a year; for timing."""
    brief = full()
    templates = list(brief.events)
    reports: dict[str, Report] = {}
    statements: dict[str, Statement] = {}
    listed: list[Event] = []
    for number in range(events):
        source = templates[number % len(templates)]
        ident = f"big-{number:03}"
        body = " ".join(
            f"Voice {voice} of report {number} says that the thing happened, in words of its own. " * 2 for voice in range(voices)
        )
        published = AS_OF - timedelta(days=6 * (number % 60))
        reports[ident] = Report(
            ident, ident, body, published, "Strait Wire", f"Report {number}", url=f"https://news.example/{ident}"
        )
        refs = []
        for voice in range(voices):
            start = body.index(f"Voice {voice} of")
            speaker = Voice(f"Voice {voice}", "named")
            one = Statement(
                f"{ident}-{voice}", ident, start, start + 60, body[start : start + 60], speaker, "reports", 2, source.claim
            )
            statements[one.id] = one
            refs.append(StatementRef(one.id, ident, one.start, one.end, speaker, "reports", 2))
        first = published - timedelta(days=number % 4)
        listed.append(
            replace(
                source,
                id=f"SAY-{number:04}",
                statements=tuple(refs),
                figures_history=(),
                accusations=(),
                answers=(),
                first=first,
                last=first,
            )
        )
    return replace(brief, events=tuple(listed), statements=statements, reports=reports, assessments=())
