"""Sections of the answers: titled, told how to read, and the escalation ladder drawn from its own table."""

from __future__ import annotations

from dataclasses import replace

import brief_world as world
import pytest

from sayso.brief.answer_charts import DRAWN, drawings
from sayso.brief.answers import TITLES
from sayso.brief.build import build
from sayso.brief.page import Section
from sayso.types import Assessment, Row

COLUMNS = ("Side", "Step now", "Four weeks before", "Band", "Arrow")


def section(name: str, columns: tuple[str, ...] = ("A",), rows: tuple[Row, ...] = ()) -> Section:
    brief = world.full()
    evidence = (next(iter(brief.statements)),)
    told = Assessment(
        name,
        "How far?",
        "So far.",
        world.AS_OF,
        "Counted.",
        evidence,
        columns=columns,
        rows=tuple(replace(row, evidence=evidence) for row in rows),
    )
    page = build(replace(brief, assessments=(*brief.assessments, told)))
    return next(each for each in page.sections if each.anchor == name)


@pytest.mark.parametrize("name", TITLES)
def test_every_answer_has_a_section_of_its_own(name: str) -> None:
    made = section(name)
    assert (made.title, made.lede) == TITLES[name]
    assert made.findings[-1].question == "How far?"


def test_the_ladder_is_drawn_from_the_table() -> None:
    rows = (Row(("Arvonia", 7, 2, "sharply up", "↑")), Row(("Belmark", 1, 1, "no clear change", "→")))
    (chart,) = section("escalation", COLUMNS, rows).charts
    assert [(each.side, each.now, each.before) for each in chart.picture.stands] == [("Arvonia", 7, 2), ("Belmark", 1, 1)]
    assert all(each.href.startswith("#q-") for each in chart.picture.stands)


def test_a_table_of_another_shape_is_not_drawn() -> None:
    assert section("escalation", ("Side",), (Row(("Arvonia",)),)).charts == ()


@pytest.mark.parametrize(
    ("name", "columns", "cells", "label"),
    [("warnings", ("Signal", "Followed", "Not followed", "Open", "Share", "Low", "High", "Share of all days"), ("threat", 3, 1, 0, 0.75, 0.3, 0.95, 0.5), "threat"),
     ("competing", ("Evidence", "Leads without it", "Arvonia", "somebody else"), ("Together", "Arvonia", 3.0, 2.0), "Arvonia"),
     ("reprisals", ("When", "Days later"), ("1 May", 2), "answers 2 days later"), ("anniversaries", ("When", "Days off"), ("1 May", -1), "1 day off an occasion"),
     ("targets", ("Who", "Hits", "With", "Times"), ("A", "B", "rocket", 4), "A on B, rocket"),
     ("transfers", ("Maker", "Supplier", "Recipient", "Times"), ("X", "Y", None, 2), "X → Y → not said"),
     ("spread", ("Theatre", "Attacks", "Standing"), ("the Gulf", 7, "new"), "the Gulf"),
     ("judgements", ("Holder", "How it turned out"), ("A", "held"), "held"),
     ("attribution", ("Named", "Points", "Share"), ("A", 1.5, "40%"), "A"), ("claims", ("Rung", "Earlier half", "Later half"), ("coy", 1, 2), "coy")],
)  # fmt: skip
def test_every_answer_is_drawn_from_its_table(
    name: str, columns: tuple[str, ...], cells: tuple[str | int | float | None, ...], label: str
) -> None:
    told = Assessment(name, "How far?", "So far.", world.AS_OF, "Counted.", columns=columns, rows=(Row(cells),))
    ((_, bar), *_) = DRAWN[name][1](told)
    assert bar.label == label
    assert list(drawings([told])) == [f"{name}-1"]


def test_a_chart_stands_in_the_section_and_leads_to_its_evidence() -> None:
    (chart,) = section("spread", ("Theatre", "Attacks", "Standing"), (Row(("the Gulf", 7, "new")),)).charts
    assert [(each.label, each.value) for each in chart.picture.bars] == [("the Gulf", 7.0)]
    assert chart.picture.bars[0].href.startswith("#q-")


def test_an_answer_without_a_share_says_why() -> None:
    columns = ("Named", "Points", "Share")
    told = Assessment(
        "attribution", "Who?", "So far.", world.AS_OF, "Counted.", columns=columns, rows=(Row(("a militia", 1.8, None)),)
    )
    ((_, bar),) = DRAWN["attribution"][1](told)
    assert bar.said == "1.8 points, no share beside those named"
