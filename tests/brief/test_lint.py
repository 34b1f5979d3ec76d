"""The editor's list: what may not go out as it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import brief_world as world

from sayso.brief import lint
from sayso.types import Assessment, Brief


def with_finding(finding: str, *, cited: bool = True) -> Brief:
    brief = world.full()
    evidence = tuple(list(brief.statements)[:1]) if cited else ()
    return replace(brief, assessments=(Assessment("warnings", "Is it?", finding, brief.as_of, "", evidence),))


def test_a_clean_brief_has_no_faults() -> None:
    assert lint(world.full()) == []
    assert lint(world.empty()) == []


def test_uncited_finding() -> None:
    assert "cites no evidence" in lint(with_finding("It is so.", cited=False))[0]


def test_empty_finding() -> None:
    assert "finding is empty" in lint(with_finding("  "))[0]


def test_likelihood_and_confidence_in_one_sentence() -> None:
    faults = lint(with_finding("It is very likely so, with high confidence."))
    assert len(faults) == 1
    assert "'very likely'" in faults[0]
    assert "'confidence'" in faults[0]
    assert lint(with_finding("It is very likely so. Confidence is high.")) == []
    assert lint(with_finding("It is likely that they were “confident” of it.")) == []


def test_a_report_from_after_the_day_of_the_brief() -> None:
    brief = replace(world.full(), as_of=world.AS_OF - timedelta(days=3))
    faults = lint(brief)
    assert any("published on 2031-03-18, after" in fault for fault in faults)
    assert any("assessed as of 2031-03-20, after" in fault for fault in faults)


def test_counts_that_do_not_add_up() -> None:
    brief = world.full()
    faults = lint(replace(brief, counts={**brief.counts, "offered": 99, "quarantined": 5}))
    assert faults == [
        "99 documents were offered but coded, duplicate and quarantined add up to 20",
        "5 documents are counted as quarantined but 2 are listed",
    ]


def test_evidence_that_is_not_there() -> None:
    brief = world.full()
    gone = next(iter(brief.assessments[0].evidence))
    faults = lint(replace(brief, statements={key: value for key, value in brief.statements.items() if key != gone}))
    assert any(f"cites statement {gone}, which is not in the brief" in fault for fault in faults)
