"""Sections of the answers: titled, told how to read, and the escalation ladder drawn from its own table."""

from __future__ import annotations

from dataclasses import replace

import brief_world as world
import pytest

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
