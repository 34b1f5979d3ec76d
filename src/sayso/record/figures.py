"""Every figure anyone gave for an event, and which of them stand now."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sayso.record.log import microseconds
from sayso.record.support import affirms
from sayso.types import Figure, FigureReading, Report, Statement

_LAST: Final = 2**62


def figures_history(statements: Sequence[Statement], reports: Mapping[str, Report]) -> tuple[FigureReading, ...]:
    """One row for each figure of each statement that affirms it, by day published; nothing is merged or overwritten.

    A figure several voices give is as many rows. ``start``/``end`` are where the figure stands, or its statement.
    """
    rows: list[FigureReading] = []
    for one in statements:
        if not affirms(one):
            continue
        for what, figures in one.claim.figures.items():
            rows.extend(_reading(one, what, figure, reports[one.report]) for figure in figures)
    return tuple(
        sorted(rows, key=lambda row: (row.published, _minute(row), row.report, row.start, row.end, row.what, row.statement))
    )


def _minute(row: FigureReading) -> int:
    """For the order within a day; a reading whose minute is not known counts from the end of its day."""
    return microseconds(row.published_at) if row.published_at is not None else _LAST


def _reading(statement: Statement, what: str, figure: Figure, report: Report) -> FigureReading:
    placed = figure.start is not None and figure.end is not None
    return FigureReading(
        what=what,
        of=figure.of,
        low=figure.low,
        high=figure.high,
        said=figure.said,
        voice=statement.voice,
        published=report.published,
        report=report.id,
        start=figure.start if placed and figure.start is not None else statement.start,
        end=figure.end if placed and figure.end is not None else statement.end,
        statement=statement.id,
        published_at=report.published_at,
    )


def current_figures(history: Sequence[FigureReading], statements: Sequence[Statement]) -> dict[str, tuple[Figure, ...]]:
    """For each kind of figure and each group of people, the reading of the last day; of one day's, the firmest voice's.

    Where every reading of a day has its minute, the latest minute counts before firmness. A figure for everybody that is
    below what is said, no earlier, of some of them does not stand: "no casualties" beside "34 Americans".
    """
    vague = {(row.what, row.of or "", row.published) for row in history if row.published_at is None}
    by_id = {one.id: one for one in statements}
    latest: dict[tuple[str, str], tuple[tuple[Any, ...], Figure]] = {}
    for row in history:
        statement = by_id[row.statement]
        key = (row.what, row.of or "")
        rank = (row.published, 0 if (*key, row.published) in vague else _minute(row), statement.firmness)
        if key not in latest or rank > latest[key][0]:
            latest[key] = (rank, _figure(statement, row))
    found: dict[str, tuple[Figure, ...]] = {}
    for (what, of), (rank, figure) in sorted(latest.items(), key=lambda item: item[0]):
        some = [(other, part) for (kind, whom), (other, part) in latest.items() if kind == what and whom]
        if of or not any(_beyond(part, figure) and other[0] >= rank[0] for other, part in some):
            found[what] = (*found.get(what, ()), figure)
    return found


def _beyond(part: Figure, whole: Figure) -> bool:
    """True when some people are more than everybody."""
    return part.low is not None and whole.high is not None and part.low > whole.high


def _figure(statement: Statement, row: FigureReading) -> Figure:
    same = (row.of, row.low, row.high, row.said)
    return next(f for f in statement.claim.figures[row.what] if (f.of, f.low, f.high, f.said) == same)
