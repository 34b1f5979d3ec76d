"""Assessments as findings: sentences that end in their evidence, a value with its interval, a table."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.brief.ledger import Ledger
from sayso.brief.page import Cell, Finding, Sentence, Table, TableRow
from sayso.brief.sentences import LIKELIHOOD, likelihood_parts, sentences
from sayso.brief.visible import oneline
from sayso.brief.words import RUNG_WORDS, day, heading
from sayso.types import Assessment, Row

MOST_CITED = 14
"""More evidence numbers than this are not printed behind one sentence."""


def finding(assessment: Assessment, number: int, ledger: Ledger) -> Finding:
    """The printable form of an assessment; ``number`` is its place in the brief, from 1."""
    cites = _shown(ledger.cites(assessment.evidence))
    rest = len(set(assessment.evidence)) - len(cites)
    more = (f"Rests on {rest} further statements, all listed in the evidence of this brief.",) if rest else ()
    return Finding(
        anchor=f"a-{number}",
        question=_question(assessment),
        sentences=tuple(Sentence(likelihood_parts(each), cites) for each in sentences(oneline(assessment.finding))),
        value=value_words(assessment),
        caveats=(*(oneline(caveat) for caveat in assessment.caveats), *more),
        method=oneline(assessment.method),
        as_of=day(assessment.as_of),
        table=table(assessment, ledger),
        about=_about(assessment.subject, ledger),
        banded=assessment.interval is not None,
    )


def _shown(cites: tuple[int, ...]) -> tuple[int, ...]:
    """The first and the last of many evidence numbers: a row of hundreds is read by nobody."""
    return cites if len(cites) <= MOST_CITED else (*cites[: MOST_CITED - 2], *cites[-2:])


def _question(assessment: Assessment) -> str:
    return oneline(assessment.question) or heading(oneline(assessment.name)) or "Finding"


def value_words(assessment: Assessment) -> str:
    """The value with its interval, ``very likely (80–95%)``; empty when the finding alone says it."""
    value, interval = assessment.value, assessment.interval
    shown = "" if value is None else _number(value) if isinstance(value, (int, float)) else _word(value)
    if interval is None:
        return shown
    low, high = interval
    as_share = isinstance(value, str) and LIKELIHOOD.search(value) is not None and 0 <= low <= high <= 1
    span = f"{_percent(low)}–{_percent(high)}%" if as_share else f"{_number(low)} to {_number(high)}"
    return f"{shown} ({span})" if shown else span


def _word(value: str) -> str:
    return RUNG_WORDS[value][0] if value in RUNG_WORDS else oneline(value)


def _percent(share: float) -> str:
    return f"{100 * share:.0f}"


def _number(value: float) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int) or value.is_integer():
        return f"{int(value):,}".replace("-", "−")
    return f"{value:.3g}".replace("-", "−")


def _about(subject: str | None, ledger: Ledger) -> Cell | None:
    if subject is None:
        return None
    anchor = ledger.event_anchors.get(subject)
    return Cell(oneline(subject), "text", anchor) if anchor else cell(subject, ledger)


def table(assessment: Assessment, ledger: Ledger) -> Table | None:
    """The table of an assessment; None when it has no rows. A row about an event that no cell names gets a last cell for it."""
    if not assessment.rows:
        return None
    needs_event = any(row.event not in (None, assessment.subject, *row.cells) for row in assessment.rows)
    columns = [heading(oneline(column)) for column in assessment.columns]
    rows = tuple(_row(row, needs_event, ledger) for row in assessment.rows)
    return table_of(_question(assessment), [*columns, "Event"] if needs_event else columns, rows)


def table_of(caption: str, columns: Sequence[str], rows: Sequence[TableRow]) -> Table:
    """A table with its numeric columns found out: those with a number and nothing but numbers."""
    kinds = [{row.cells[place].kind for row in rows} - {"missing"} for place in range(len(columns))]
    return Table(caption, tuple(columns), tuple(rows), tuple(kind == {"number"} for kind in kinds))


def _row(row: Row, needs_event: bool, ledger: Ledger) -> TableRow:
    cells = [cell(each, ledger) for each in row.cells]
    if needs_event:
        cells.append(cell(row.event, ledger))
    return TableRow(tuple(cells), ledger.cites(row.evidence))


def cell(value: str | float | None, ledger: Ledger) -> Cell:
    """A table cell: numbers as numbers, event ids as a link by title, actor ids and rungs by the name people use."""
    if value is None:
        return Cell("", "missing")
    if isinstance(value, (int, float)):
        return Cell(_number(value), "number")
    if value in ledger.event_anchors:
        return Cell(ledger.titles[value], "text", ledger.event_anchors[value])
    if value in ledger.brief.actors:
        return Cell(ledger.actor(value))
    return Cell(_word(value))
