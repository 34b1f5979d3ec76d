"""The short form of a page: what fits on a desk, with the strongest evidence and, for the rest, how much there is and where.

Nothing is lost by it: whatever it leaves out stands in the appendix, under the same numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from sayso.brief.page import Chart, EventView, Finding, Named, Page, Quote, Rival, RivalView, Section, Table

EVENTS: Final = 5
"""Events whose voices are printed: the weightiest."""
CHARTS: Final = 4
"""Charts of a kind that is drawn once for each event."""
MARKS: Final = 40
"""Events on the timeline: the weightiest."""
FINDINGS: Final = 4
"""Findings of one section."""
ROWS: Final = 8
"""Lines of one table."""
QUOTES: Final = 5
"""Quotes of one event."""
RIVALS, VOICES = 4, 2
"""Rival answers to who did one event, and voices for each or against it."""


def short(page: Page, appendix: str) -> Page:
    """The page cut to size; ``appendix`` is the name of the file that has everything."""
    cut = replace(
        page,
        sections=tuple(_section(each, page) for each in page.sections),
        answers=tuple(replace(each, findings=tuple(_finding(one, page) for one in each.findings)) for each in page.answers),
        appendix=appendix,
    )
    quotes = {quote.n: quote for section in page.sections for quote in _quotes(section)}
    evidence = tuple(quotes[number] for number in sorted(set(_cited(cut))) if number in quotes)
    used = {quote.report_anchor for quote in evidence}
    sources = tuple(replace(each, passages=()) for each in page.sources if each.anchor in used)
    return replace(cut, evidence=evidence, sources=sources)


def _quotes(section: Section) -> Iterator[Quote]:
    for event in section.events:
        yield from event.quotes
    yield from section.loose


def _section(section: Section, page: Page) -> Section:
    top = page.leading[:EVENTS]
    findings = _findings(section.findings, page)
    charts = _charts(section.charts, page)
    rivals = tuple(each for each in section.rivals if each.event.anchor in top)
    events = tuple(each for each in section.events if each.anchor in top) if top else section.events[:EVENTS]
    left = (
        _left(len(section.findings) - len(findings), "question"),
        _left(len(section.charts) - len(charts), "chart"),
        _left(len(section.rivals) - len(rivals), "event"),
        _left(len(section.events) - len(events), "event"),
        _left(len(section.loose), "statement that belongs to no event", "statements that belong to no event"),
    )
    return replace(
        section,
        findings=tuple(_finding(each, page) for each in findings),
        charts=tuple(_chart(each, page) for each in charts),
        tables=tuple(_table(each, page) for each in section.tables),
        rivals=tuple(_rivals(each, page) for each in rivals),
        events=tuple(_event(each) for each in events),
        loose=(),
        left=tuple(each for each in left if each),
    )


def _left(number: int, one: str, many: str = "") -> str:
    return f"{number} more {one if number == 1 else many or one + 's'}" if number else ""


def _findings(findings: Sequence[Finding], page: Page) -> tuple[Finding, ...]:
    """Those about the weightiest events, else the first; in their order."""

    def rank(place: int) -> tuple[int, int]:
        about = findings[place].about
        return _rank(about.anchor if about else None, page), place

    kept = sorted(sorted(range(len(findings)), key=rank)[:FINDINGS])
    return tuple(findings[place] for place in kept)


def _rank(anchor: str | None, page: Page) -> int:
    return page.leading.index(anchor) if anchor in page.leading else len(page.leading)


def _charts(charts: Sequence[Chart], page: Page) -> tuple[Chart, ...]:
    """Charts of no one event, and those of the weightiest events."""
    ranked = sorted((each for each in charts if each.event), key=lambda each: _rank(each.event, page))
    kept = {id(each) for each in ranked[:CHARTS]}
    return tuple(each for each in charts if not each.event or id(each) in kept)


def _finding(each: Finding, page: Page) -> Finding:
    return replace(each, table=_table(each.table, page) if each.table else None)


def _chart(each: Chart, page: Page) -> Chart:
    told = tuple(_finding(one, page) for one in each.findings)
    picture, note = each.picture, each.note
    if each.name == "timeline" and len(picture.marks) > MARKS:
        ranked = sorted(picture.marks, key=lambda mark: _rank(mark.href[1:], page))[:MARKS]
        left = _left(len(picture.marks) - MARKS, "event that weighs less", "events that weigh less")
        picture, note = replace(picture, marks=tuple(ranked)), f"{note} Not drawn here: {left}.".strip()
    return replace(each, findings=told, picture=picture, note=note, table=_table(each.table, page) if each.table else None)


def _table(table: Table, page: Page) -> Table:
    """The lines about the weightiest events, else the first; in their order."""
    if len(table.rows) <= ROWS:
        return table

    def rank(place: int) -> tuple[int, int]:
        return min(_rank(cell.anchor, page) for cell in table.rows[place].cells), place

    kept = sorted(sorted(range(len(table.rows)), key=rank)[:ROWS])
    return replace(table, rows=tuple(table.rows[place] for place in kept), left=len(table.rows) - ROWS)


def _rivals(view: RivalView, page: Page) -> RivalView:
    order = {number: place for place, number in enumerate(_strongest(view, page))}

    def most(listed: Sequence[Named]) -> tuple[Named, ...]:
        kept = {each.n for each in sorted(listed, key=lambda each: order.get(each.n, len(order)))[:VOICES]}
        return tuple(each for each in listed if each.n in kept)

    def cut(rival: Rival) -> Rival:
        so, not_so = most(rival.says_so), most(rival.says_not)
        more = len(rival.says_so) + len(rival.says_not) - len(so) - len(not_so)
        return replace(rival, says_so=so, says_not=not_so, more=more)

    told = tuple(_finding(each, page) for each in view.findings)
    return replace(
        view, findings=told, rivals=tuple(cut(each) for each in view.rivals[:RIVALS]), more=max(0, len(view.rivals) - RIVALS)
    )


def _strongest(view: RivalView, page: Page) -> tuple[int, ...]:
    events = (event for section in page.sections for event in section.events)
    return next((event.strongest for event in events if event.anchor == view.event.anchor), ())


def _event(each: EventView) -> EventView:
    kept = set(each.strongest[:QUOTES])
    quotes = tuple(replace(quote, first_here=False) for quote in each.quotes if quote.n in kept)
    return replace(each, quotes=quotes, more=len(each.quotes) - len(quotes))


def _cited(page: Page) -> Iterator[int]:
    """Every evidence number that the page shows."""
    for answer in page.answers:
        yield from _of_findings(answer.findings)
    for section in page.sections:
        yield from _of_findings(section.findings)
        for table in section.tables:
            yield from _of_table(table)
        for chart in section.charts:
            yield from _of_findings(chart.findings)
            yield from _of_table(chart.table)
            yield from (reading.n for series in chart.picture.series for reading in series.readings)
        for view in section.rivals:
            yield from _of_findings(view.findings)
            yield from (one.n for rival in view.rivals for one in (*rival.says_so, *rival.says_not))
        yield from (quote.n for quote in _quotes(section))


def _of_findings(findings: Iterable[Finding]) -> Iterator[int]:
    for each in findings:
        for sentence in each.sentences:
            yield from sentence.cites
        yield from _of_table(each.table)


def _of_table(table: Table | None) -> Iterator[int]:
    for row in table.rows if table else ():
        yield from row.cites
