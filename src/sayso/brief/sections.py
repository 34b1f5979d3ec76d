"""The sections of a brief: one function each, every one leaving itself out when it has nothing to show."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sayso.brief.answer_charts import charts_of
from sayso.brief.answers import TITLES, answer_section
from sayso.brief.charts.picture import Basemap, Mark, Picture
from sayso.brief.charts.projection import main_group
from sayso.brief.dossiers import Quotes, event_view
from sayso.brief.findings import cell, line, table_of
from sayso.brief.ledger import Ledger, in_order, span
from sayso.brief.page import Cell, Chart, Finding, RivalView, Section, Table, TableRow
from sayso.brief.pictures import climbs, figure_series, marks
from sayso.brief.rivals import accused_of, rival_view
from sayso.brief.visible import oneline
from sayso.brief.words import RUNG_WORDS, bounds, day, days, heading
from sayso.types import RUNGS, Assessment, Claim, Event

MOST_LADDERS: Final = 6
"""Actors with a ladder of their own on the chart; the table below has all of them."""
WIDEST: Final = 124
"""Days that the span of an event on the timeline may be wide."""
SOME: Final = 5
"""Titles that a note spells out."""


@dataclass(frozen=True, slots=True)
class Material:
    """What sections are made of: the ledger, the findings beside their assessments, the quotes."""

    ledger: Ledger
    findings: Sequence[tuple[Assessment, Finding]]
    quotes: Quotes
    basemap: Basemap

    def named(self, name: str) -> tuple[Finding, ...]:
        return tuple(found for assessment, found in self.findings if assessment.name == name)

    def drawn(self, name: str) -> tuple[Chart, ...]:
        """The charts of the first answers of one analysis."""
        return charts_of([each for each in self.findings if each[0].name == name], self.ledger.brief.as_of)

    @property
    def events(self) -> list[Event]:
        return in_order(self.ledger.brief.events)


def timeline_section(material: Material) -> Section | None:
    drawn = marks(material.ledger, material.basemap)
    if not drawn:
        return None
    dated = tuple(mark for mark in drawn if (mark.first or mark.last) and not _vague(mark))
    undated = [mark.title for mark in drawn if not (mark.first or mark.last)]
    wide = [mark.title for mark in drawn if _vague(mark)]
    notes = (
        _left_out("Not drawn, because no date is given", undated),
        _left_out("Not drawn, because the day is uncertain by more than four months", wide),
    )
    note = " ".join(each for each in notes if each)
    picture = Picture(material.ledger.brief.as_of, dated)
    listed = _event_list(drawn, material.ledger)
    chart = Chart("timeline", "Events by day", picture, note, table=listed)
    lede = (
        "Each mark is an event, in the lane of the country or sea where it happened. Its shape says what was done, the flag "
        "on its stem how far any actor has gone towards owning it. Hollow means the day is uncertain; the bar is as wide as "
        "the doubt. Dotted means that nobody says it has happened: it is expected, possible or denied outright."
    )
    if not dated:
        return Section("timeline", "Timeline", "No event is dated, so none can be drawn.", tables=(listed,))
    return Section("timeline", "Timeline", lede, charts=(chart,))


def _vague(mark: Mark) -> bool:
    """True for a span so wide that drawing it would leave the days of all others no room."""
    return mark.first is not None and mark.last is not None and (mark.last - mark.first).days > WIDEST


def _event_list(drawn: Sequence[Mark], ledger: Ledger) -> Table:
    lanes = {mark.id: mark for mark in drawn}
    rows: list[TableRow] = []
    for event in in_order(ledger.brief.events):
        mark = lanes[event.id]
        owned = RUNG_WORDS[mark.rung][0] if mark.rung else ""
        cells = (
            Cell(days(mark.first, mark.last)), Cell(ledger.titles[event.id], "text", ledger.event_anchors[event.id]),
            Cell(mark.lane), Cell(owned, "text" if owned else "missing"),
        )  # fmt: skip
        rows.append(TableRow(cells, ()))
    return table_of("All events as a list", ("When", "Event", "Theatre", "Furthest rung"), rows)


def map_section(material: Material) -> Section | None:
    drawn = marks(material.ledger, material.basemap)
    placed = tuple(mark for mark in drawn if mark.lat is not None and mark.lon is not None)
    if not placed:
        return None
    near = main_group([(mark.lon or 0.0, mark.lat or 0.0) for mark in placed])
    far = [f"{mark.title} ({mark.place})" for mark, is_near in zip(placed, near, strict=True) if not is_near]
    missing = [mark.title for mark in drawn if mark.lat is None or mark.lon is None]
    notes = (_left_out("Too far off for this map", far), _left_out("Of no place that could be found", missing))
    note = " ".join(each for each in notes if each)
    placed = tuple(mark for mark, is_near in zip(placed, near, strict=True) if is_near)
    lede = (
        "A solid dot is a named site or town; a ring is as wide as the place is vague. A number counts events too close to "
        "tell apart here. Outlines follow Natural Earth and take no position on borders."
    )
    picture = Picture(material.ledger.brief.as_of, placed, basemap=material.basemap)
    return Section("map", "Map", lede, charts=(Chart("map", "Events by place", picture, note),))


def _left_out(why: str, titles: Sequence[str]) -> str:
    """Names what a chart leaves out; a long list is cut, the table under the timeline has all events."""
    if not titles:
        return ""
    more = f" and {len(titles) - SOME} more" if len(titles) > SOME else ""
    return f"{why}: {'; '.join(titles[:SOME])}{more}."


def figures_section(material: Material) -> Section | None:
    found = [(assessment.subject, each) for assessment, each in material.findings if assessment.name == "figures"]
    ledger = material.ledger
    charts: list[Chart] = []
    for event in material.events:
        own = tuple(each for subject, each in found if subject == event.id)
        series = figure_series(event, ledger)
        for number, each in enumerate(series, start=1):
            picture = Picture(ledger.brief.as_of, series=(each,))
            behind = _figure_table(event, ledger) if number == len(series) else None
            told, anchor = own if number == 1 else (), ledger.event_anchors[event.id]
            charts.append(Chart("figures", each.title, picture, "", told, behind, anchor))
    placed = {id(each) for chart in charts for each in chart.findings}
    general = tuple(each for _, each in found if id(each) not in placed)
    if not general and not charts:
        return None
    lede = (
        "Every figure as it was given, on the day it was published. A dot is an exact figure, a bar a range, an arrow a figure "
        "without a ceiling. Each line is one voice: it runs on until that voice revises itself, and rival voices keep lines of "
        "their own. Numbers in brackets lead to who said it."
    )
    return Section("figures", "How the figures changed", lede, general, tuple(charts))


def _figure_table(event: Event, ledger: Ledger) -> Table:
    rows: list[TableRow] = []
    for each in sorted(event.figures_history, key=lambda each: (each.published, ledger.cite(each.statement))):
        what = heading(oneline(each.what)) + (f", {ledger.actor(each.of)}" if each.of else "")
        cells = (
            Cell(day(each.published)), Cell(what), Cell(bounds(each)), Cell(f"“{oneline(each.said)}”"),
            Cell(oneline(each.voice.name)),
        )  # fmt: skip
        rows.append(TableRow(cells, (ledger.cite(each.statement),)))
    columns = ("Published", "Of what", "Figure", "As said", "Who says so")
    return table_of(f"Figures given: {ledger.titles[event.id]}", columns, rows)


def events_section(material: Material) -> Section | None:
    """Every event with its voices; statements of no event come last. Must be built before other quotes are handed out."""
    views = tuple(event_view(event, material.quotes) for event in material.events)
    loose = material.quotes.loose()
    if not views and not loose:
        return None
    lede = (
        "Event by event, every voice in order of publication, with its words. The number of a quote leads to the source "
        "at the end of this file, where the cited words are marked."
    )
    return Section("events", "Who says so", lede, events=views, loose=loose)


def ladder_section(material: Material) -> Section | None:
    findings, drawn = material.named("claims"), climbs(material.events, material.ledger)
    if not findings and not drawn:
        return None
    lede = (
        "How far each suspected actor has gone towards owning each event, in order of time. The lowest rung, silence, is "
        "worked out: nothing said is no statement."
    )
    if not drawn:
        return Section("ladder", "The claim ladder", lede, findings)
    rest = len(drawn) - MOST_LADDERS
    note = f"{rest} more actors are in the table." if rest > 0 else ""
    picture = Picture(material.ledger.brief.as_of, climbs=drawn[:MOST_LADDERS])
    chart = Chart("ladder", "Rungs by actor", picture, note, table=_ladder_table(material))
    return Section("ladder", "The claim ladder", lede, findings, (chart,))


def _ladder_table(material: Material) -> Table:
    ledger = material.ledger
    rows: list[TableRow] = []
    for event in material.events:
        for actor, rung in sorted(event.ladder.items(), key=lambda step: (-RUNGS.index(step[1]), step[0])):
            own = tuple(ref.id for ref in event.statements if ref.voice.actor == actor)
            name = Cell(ledger.titles[event.id], "text", ledger.event_anchors[event.id])
            cells = (Cell(days(*span(event))), name, Cell(ledger.actor(actor)), Cell(RUNG_WORDS[rung][0]))
            rows.append(line(cells, own, ledger))
    return table_of("Every actor and event", ("When", "Event", "Actor", "Rung"), rows)


def rivals_section(material: Material) -> Section | None:
    found = [(assessment.subject, each) for assessment, each in material.findings if assessment.name == "attribution"]
    views: list[RivalView] = []
    for event in material.events:
        own = tuple(each for subject, each in found if subject == event.id)
        if len(accused_of(event)) > 1 or (own and event.accusations):
            views.append(rival_view(event, own, material.ledger))
    placed = {id(each) for view in views for each in view.findings}
    general = tuple(each for _, each in found if id(each) not in placed)
    if not views and not general:
        return None
    lede = (
        "Who is said to have done it, side by side. Columns are never merged into one answer; a denial stands beside the charge."
    )
    return Section("rivals", "Rival attributions", lede, general, material.drawn("attribution"), rivals=tuple(views))


def transfers_section(material: Material) -> Section | None:
    findings, moved = material.named("transfers"), [event for event in material.events if _is_transfer(event.claim)]
    if not findings and not moved:
        return None
    told = any(found.table for found in findings)
    tables = () if told or not moved else (_transfer_table(moved, material.ledger),)
    lede = (
        "Arms said to have been handed over, and arms stopped on the way. A transfer is what a voice says it is, "
        "not a shipping record."
    )
    return Section("transfers", "Arms transfers and seizures", lede, findings, material.drawn("transfers"), tables=tables)


def _is_transfer(claim: Claim) -> bool:
    handed_over = claim.what == "AID" and (claim.weapon is not None or claim.mode == "military")
    return handed_over or (claim.what == "COERCE" and claim.mode == "seize")


def _transfer_table(events: Sequence[Event], ledger: Ledger) -> Table:
    rows: list[TableRow] = []
    for event in events:
        claim, seized = event.claim, event.claim.what == "COERCE"
        giver, taker = (claim.target, claim.actor) if seized else (claim.actor, None)
        names = (giver.name if giver else None, claim.recipient.name if claim.recipient else None, taker.name if taker else None)
        cells = (
            Cell(days(*span(event))), Cell("seizure" if seized else "transfer"), *(cell(name, ledger) for name in names),
            cell(claim.weapon.name if claim.weapon else None, ledger),
            Cell(ledger.titles[event.id], "text", ledger.event_anchors[event.id]),
        )  # fmt: skip
        rows.append(line(cells, tuple(ref.id for ref in event.statements), ledger))
    columns = ("When", "Kind", "From", "To", "Stopped by", "Items", "Event")
    return table_of("Transfers and seizures", columns, rows)


def judgements_section(material: Material) -> Section | None:
    findings = material.named("judgements")
    tables = () if any(found.table for found in findings) else tuple(_judgement_table(material))
    if not findings and not tables:
        return None
    lede = "What people said would or would not happen, on the day they said it, and how it turned out where that is known."
    return Section("judgements", "Judgements on record", lede, findings, material.drawn("judgements"), tables=tables)


def _judgement_table(material: Material) -> Iterator[Table]:
    ledger = material.ledger
    held = [each for each in ledger.brief.statements.values() if each.stance == "predicts"]
    rows: list[TableRow] = []
    for each in sorted(held, key=ledger.published_order):
        published = ledger.brief.reports[each.report].published
        cells = (Cell(day(published)), Cell(oneline(each.voice.name)), Cell(f"“{oneline(each.quote)}”"), Cell("", "missing"))
        rows.append(TableRow(cells, (ledger.cite(each.id),)))
    if rows:
        yield table_of("Judgements", ("Said on", "Who", "Judgement", "How it turned out"), rows)


def other_sections(material: Material) -> Iterator[Section]:
    """A section for each analysis that has none of its own, in the brief's order."""
    names = dict.fromkeys(assessment.name for assessment, _ in material.findings)
    for number, name in enumerate((each for each in names if each not in PLACED), start=1):
        yield Section(f"more-{number}", heading(oneline(name)), "", material.named(name))


def _answer(name: str) -> Callable[[Material], Section | None]:
    return lambda material: answer_section(name, material.findings, Picture(material.ledger.brief.as_of))


ANSWERS: Final[Mapping[str, Callable[[Material], Section | None]]] = {name: _answer(name) for name in TITLES}

PLACED: Final = frozenset({"headline", "attribution", "claims", "figures", "transfers", "judgements", *ANSWERS})
"""Analyses with a section of their own."""

SECTIONS: Final[Mapping[str, Callable[[Material], Section | None]]] = {
    "timeline": timeline_section,
    "map": map_section,
    "figures": figures_section,
    "events": events_section,
    "ladder": ladder_section,
    "rivals": rivals_section,
    **ANSWERS,
    "transfers": transfers_section,
    "judgements": judgements_section,
}
"""In the order in which they are printed; other analyses follow."""
