"""A brief made into a page: numbered, in order, every value beside its evidence."""

from __future__ import annotations

from dataclasses import replace

from sayso.brief.charts.picture import Basemap
from sayso.brief.dossiers import Quotes
from sayso.brief.findings import finding, table_of
from sayso.brief.ledger import ledger_of
from sayso.brief.page import Cell, Page, Section, Table, TableRow
from sayso.brief.questions import answers
from sayso.brief.sections import SECTIONS, Material, other_sections
from sayso.brief.sources import sources
from sayso.brief.visible import oneline
from sayso.brief.words import COUNT_WORDS, day, heading
from sayso.types import Brief


def build(brief: Brief, basemap: Basemap = ()) -> Page:
    """The page of a brief.

    Raises:
        BriefError: something shown has no evidence in the brief (see ``ledger_of``).
    """
    ledger = ledger_of(brief)
    found = [(each, finding(each, number, ledger)) for number, each in enumerate(brief.assessments, start=1)]
    material = Material(ledger, found, Quotes(ledger, set()), basemap)
    return Page(
        title=oneline(brief.title) or "Untitled brief",
        day=brief.as_of,
        as_of=day(brief.as_of),
        marking=oneline(brief.marking),
        counts=tuple((label, f"{brief.counts[key]:,}") for key, label in COUNT_WORDS if key in brief.counts),
        answers=answers(
            [
                (assessment, replace(each, only_here=assessment.name == "headline"))
                for assessment, each in found
                if assessment.headline or assessment.name == "headline"
            ]
        ),
        sections=_sections(material),
        methods=_methods(brief),
        quarantined=_quarantined(brief),
        sources=sources(ledger),
        leading=tuple(ledger.event_anchors[each] for each in brief.leading if each in ledger.event_anchors),
    )


def _sections(material: Material) -> tuple[Section, ...]:
    own = [section for make in SECTIONS.values() if (section := make(material)) is not None]
    return (*own, *other_sections(material))


def _methods(brief: Brief) -> tuple[tuple[str, tuple[str, ...]], ...]:
    methods: dict[str, dict[str, None]] = {}
    for assessment in brief.assessments:
        method = oneline(assessment.method)
        if method:
            methods.setdefault(assessment.name, {})[method] = None
    return tuple((heading(oneline(name)), tuple(listed)) for name, listed in methods.items())


def _quarantined(brief: Brief) -> Table | None:
    if not brief.quarantined:
        return None
    rows = [
        TableRow((Cell(oneline(each.source)), Cell(oneline(each.reason)), Cell(oneline(each.detail))), ())
        for each in brief.quarantined
    ]
    return table_of("Documents that could not be read", ("Document", "Reason", "What to do"), rows)
