"""Assessments as findings: sentences that end in their evidence, a value with its interval, a table."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.brief.ledger import Ledger
from sayso.brief.page import Cell, Finding, Sentence, Table, TableRow
from sayso.brief.sentences import LIKELIHOOD, likelihood_parts, sentences
from sayso.brief.strongest import strongest
from sayso.brief.visible import oneline
from sayso.brief.words import RUNG_WORDS, day, heading
from sayso.types import Assessment, Row

MOST_CITED = 3
"""Evidence numbers behind one sentence; the rest is counted, and listed with the finding."""
MOST_IN_ROW = 3
"""Evidence numbers behind one line of a table."""


def finding(assessment: Assessment, number: int, ledger: Ledger) -> Finding:
    """The printable form of an assessment; ``number`` is its place in the brief, from 1."""
    return Finding(
        anchor=f"a-{number}",
        question=_question(assessment),
        sentences=_sentences(assessment, ledger),
        value=value_words(assessment),
        caveats=tuple(oneline(caveat) for caveat in assessment.caveats),
        method=oneline(assessment.method),
        as_of=day(assessment.as_of),
        table=table(assessment, ledger),
        about=_about(assessment.subject, ledger),
        banded=assessment.interval is not None and LIKELIHOOD.search(str(assessment.value)) is not None,
        everything=ledger.cites((*assessment.evidence, *(each for listed in assessment.support for each in listed))),
    )


def _sentences(assessment: Assessment, ledger: Ledger) -> tuple[Sentence, ...]:
    """The sentences with the strongest evidence of each; what sentences in a row have in common is counted behind the last of them."""
    told = sentences(oneline(assessment.finding))
    apart = len(assessment.support) == len(told)
    own = [assessment.support[place] if apart else assessment.evidence for place in range(len(told))]
    out = []
    for place, text in enumerate(told):
        shown = strongest(own[place], ledger.brief)[:MOST_CITED]
        again = place + 1 < len(told) and set(own[place]) == set(own[place + 1])
        more = 0 if again else len(set(own[place])) - len(shown)
        out.append(Sentence(likelihood_parts(text), ledger.cites(shown), more))
    return tuple(out)


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
    return line(tuple(cells), row.evidence, ledger)


def line(cells: tuple[Cell, ...], evidence: Sequence[str], ledger: Ledger) -> TableRow:
    """A line of a table with the strongest of its evidence, the rest apart."""
    ranked = strongest(evidence, ledger.brief)
    return TableRow(cells, ledger.cites(ranked[:MOST_IN_ROW]), ledger.cites(ranked[MOST_IN_ROW:]))


def cell(value: str | float | None, ledger: Ledger) -> Cell:
    """A table cell: numbers as numbers, event ids as a link by title, actor ids and rungs by the name people use."""
    if value is None:
        return Cell("", "missing")
    if isinstance(value, (int, float)):
        return Cell(_number(value), "number")
    if value in ledger.event_anchors:
        return Cell(ledger.titles[value], "text", ledger.event_anchors[value])
    if value in ledger.brief.titles:
        return Cell(oneline(ledger.brief.titles[value]))
    if value in ledger.brief.actors:
        return Cell(ledger.actor(value))
    return Cell(_word(value))
