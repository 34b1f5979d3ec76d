"""Sections of the answers that are tables with a sentence on how to read them; the escalation ladder has a chart as well."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from sayso.brief.answer_charts import charts_of, stands_of
from sayso.brief.charts.picture import Picture, Stand
from sayso.brief.page import Chart, Finding, Section
from sayso.types import Assessment

Findings = Sequence[tuple[Assessment, Finding]]

TITLES: Final = {
    "voices": ("The voices behind each answer", "Every independent voice that names somebody, the weightiest first; two officials of one government are one voice."),
    "competing": ("Competing hypotheses", "Every piece of evidence against every answer. A plus speaks for an answer, a minus against it; the sums rank what is on record."),
    "reprisals": ("Who answers whom", "Acts that follow acts of the other side, whether that is more than chance, and what voices call an answer outright."),
    "escalation": ("The escalation ladder", "Ten steps from words to war. A bar is filled to the highest step of the last four weeks; the tick shows the four weeks before."),
    "warnings": ("Warnings", "What was signalled, and what followed. Set every share against the share of all days that were followed so."),
    "anniversaries": ("Anniversaries", "Attacks on days that mean something to the attacker, set against the same attacks moved in time."),
    "targets": ("Targets and weapons", "Who hits what with what, and classes of weapon seen for the first time."),
    "spread": ("Where it spreads", "Theatres with attacks, tests of whether one is followed by another, and what to expect at the pace of the record."),
}  # fmt: skip
"""Analysis → title of its section, how to read it."""


def answer_section(name: str, findings: Findings, picture: Picture) -> Section | None:
    """The section of one analysis of ``TITLES``; None when it found nothing. ``picture`` is the empty one of the day."""
    own = [(assessment, found) for assessment, found in findings if assessment.name == name]
    if not own:
        return None
    title, lede = TITLES[name]
    charts: tuple[Chart, ...]
    if name == "escalation":
        standing = tuple(stand for assessment, found in own[:3] for stand in stands(assessment, found))
        charts = (Chart("steps", "Steps by side", Picture(picture.as_of, stands=standing)),) if standing else ()
    else:
        charts = charts_of(own, picture.as_of)
    return Section(name, title, lede, tuple(found for _, found in own), charts)


def stands(assessment: Assessment, found: Finding) -> list[Stand]:
    """The sides of one escalation finding as its table has them, each leading to its latest evidence; those with none are left out."""
    if found.table is None:
        return []
    cites = {id(row): shown.cites for row, shown in zip(assessment.rows, found.table.rows, strict=True)}
    return [replace(stand, href=f"#q-{cites[id(row)][-1]}") for row, stand in stands_of(assessment) if cites.get(id(row))]
