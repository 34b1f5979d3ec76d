"""The numbers and anchors of a brief: every statement gets one evidence number, every event and report one anchor."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from sayso.brief.titles import title
from sayso.brief.visible import oneline
from sayso.types import Assessment, Brief, Event, SaysoError, Statement


class BriefError(SaysoError):
    """A brief that cannot be printed honestly: it shows something its evidence does not carry."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """A brief with its numbering. ``numbers`` run from 1 in the order in which a reader meets the evidence."""

    brief: Brief
    numbers: Mapping[str, int]
    event_anchors: Mapping[str, str]
    report_anchors: Mapping[str, str]
    titles: Mapping[str, str]
    """Event id → what to call it."""

    def cite(self, statement: str) -> int:
        """The evidence number of a statement id."""
        return self.numbers[statement]

    def cites(self, statements: tuple[str, ...]) -> tuple[int, ...]:
        """Evidence numbers, ascending, each once."""
        return tuple(sorted({self.numbers[each] for each in statements}))

    def actor(self, actor: str) -> str:
        """Display name of an actor id; the id itself when the brief carries no name for it."""
        return oneline(self.brief.actors.get(actor, actor))

    def published_order(self, statement: Statement) -> tuple[object, ...]:
        """Sort key: by day of publication, then report, then place in the text."""
        report = self.brief.reports[statement.report]
        return (report.published, report.id, statement.start, statement.end, statement.id)


def ledger_of(brief: Brief) -> Ledger:
    """The ledger of a brief.

    Raises:
        BriefError: a shown value rests on a statement or report the brief does not carry, or a quote is
            not what stands at its offsets.
    """
    wrong = tuple(orphans(brief))
    if wrong:
        listed = "\n  ".join(wrong[:20])
        more = f"\n  … and {len(wrong) - 20} more" if len(wrong) > 20 else ""
        raise BriefError(
            f"brief {oneline(brief.title)!r} cannot be printed, {len(wrong)} of its values have no evidence behind them:"
            f"\n  {listed}{more}\nPut every statement and report that the brief uses into Brief.statements and Brief.reports."
        )
    order = dict.fromkeys(_reading_order(brief))
    return Ledger(
        brief=brief,
        numbers={statement: number for number, statement in enumerate(order, start=1)},
        event_anchors=_anchors((event.id for event in brief.events), "e"),
        report_anchors=_anchors(brief.reports, "r"),
        titles={event.id: title(event) for event in brief.events},
    )


def orphans(brief: Brief) -> Iterator[str]:
    """One sentence per value shown that no span of text in the brief bears out."""
    for statement in brief.statements.values():
        report = brief.reports.get(statement.report)
        if report is None:
            yield f"statement {oneline(statement.id)} is from report {oneline(statement.report)}, which is not in the brief"
        elif report.text[statement.start : statement.end] != statement.quote:
            yield f"statement {oneline(statement.id)} does not stand at {statement.start}:{statement.end} of {oneline(report.id)}"
    for shown, statement_id in _shown(brief):
        if statement_id not in brief.statements:
            yield f"{shown} cites statement {oneline(statement_id)}, which is not in the brief"


def _shown(brief: Brief) -> Iterator[tuple[str, str]]:
    for assessment in brief.assessments:
        for statement in _evidence(assessment):
            yield f"assessment {oneline(assessment.name)}", statement
    for event in brief.events:
        for statement in _event_statements(event):
            yield f"event {oneline(event.id)}", statement


def _evidence(assessment: Assessment) -> Iterator[str]:
    yield from assessment.evidence
    for listed in assessment.support:
        yield from listed
    for row in assessment.rows:
        yield from row.evidence


def _event_statements(event: Event) -> Iterator[str]:
    yield from (ref.id for ref in event.statements)
    yield from (reading.statement for reading in event.figures_history)
    yield from (accusation.statement for accusation in event.accusations)


def _reading_order(brief: Brief) -> Iterator[str]:
    """Headlines first, then the other findings, then events by day, then statements that nothing cites."""
    for headline in (True, False):
        for assessment in brief.assessments:
            if assessment.headline is headline:
                yield from assessment.evidence
    for event in in_order(brief.events):
        yield from _event_statements(event)
    for assessment in brief.assessments:
        yield from _evidence(assessment)
    loose = Ledger(brief, {}, {}, {}, {})
    yield from (each.id for each in sorted(brief.statements.values(), key=loose.published_order))


def in_order(events: tuple[Event, ...]) -> list[Event]:
    """Events by first day, undated ones last."""

    def key(event: Event) -> tuple[bool, str, str, str]:
        first, last = span(event)
        return (first is None and last is None, str(first or last), str(last or first), event.id)

    return sorted(events, key=key)


def span(event: Event) -> tuple[date | None, date | None]:
    """First and last day of an event, inclusive; from its claim where the event itself gives none."""
    if event.first is not None or event.last is not None or event.claim.when is None:
        return event.first, event.last
    return event.claim.when.first, event.claim.when.last


_PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


def _anchors(ids: Iterable[str], prefix: str) -> dict[str, str]:
    """Fragment names: the id where it is plain letters, digits and hyphens, else a running number."""
    anchors: dict[str, str] = {}
    for number, each in enumerate(dict.fromkeys(ids), start=1):
        anchors[each] = f"{prefix}-{each}" if _PLAIN.fullmatch(each) else f"{prefix}.{number}"
    return anchors
