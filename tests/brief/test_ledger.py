"""Every statement has one number, in reading order, and nothing without evidence is printed."""

from __future__ import annotations

from dataclasses import replace

import brief_extremes as extremes
import brief_world as world
import pytest

from sayso.brief import FORMATS, BriefError, render
from sayso.brief.ledger import in_order, ledger_of


def test_numbers_run_from_one_without_gaps_headlines_first() -> None:
    brief = world.full()
    ledger = ledger_of(brief)
    assert sorted(ledger.numbers.values()) == list(range(1, len(brief.statements) + 1))
    first = [ledger.cite(each) for each in brief.assessments[0].evidence]
    assert first == [1, 2, 3]


def test_anchors_are_plain_and_apart() -> None:
    brief = extremes.hostile(["a b", 'x"y', "<i>", "a b"])
    ledger = ledger_of(brief)
    anchors = [*ledger.event_anchors.values(), *ledger.report_anchors.values()]
    assert len(set(anchors)) == len(anchors)
    assert all(each.replace(".", "").replace("-", "").replace("_", "").isalnum() for each in anchors)


def test_events_in_order_of_day_undated_last() -> None:
    events = in_order(world.full().events)
    assert [event.first is None and event.last is None for event in events] == [False] * (len(events) - 1) + [True]


@pytest.mark.parametrize("format", FORMATS)
def test_an_orphan_is_an_error_in_every_format(format: str) -> None:
    brief = world.full()
    gone = next(iter(brief.statements))
    broken = replace(brief, statements={key: value for key, value in brief.statements.items() if key != gone})
    with pytest.raises(BriefError, match=f"cites statement {gone}"):
        render(broken, format)


def test_a_quote_that_is_not_at_its_place_is_an_error() -> None:
    brief = world.full()
    key, statement = next(iter(brief.statements.items()))
    moved = replace(statement, start=statement.start + 1, end=statement.end + 1)
    with pytest.raises(BriefError, match="does not stand at"):
        render(replace(brief, statements={**brief.statements, key: moved}), "md")


def test_a_statement_from_no_report_is_an_error() -> None:
    brief = world.full()
    with pytest.raises(BriefError, match="is from report harbour-ledger-0112, which is not in the brief"):
        render(replace(brief, reports={k: v for k, v in brief.reports.items() if k != "harbour-ledger-0112"}), "html")


def test_an_unknown_format_names_those_there_are() -> None:
    with pytest.raises(BriefError, match="'docx' is not one of html, md, pdf"):
        render(world.empty(), "docx")
