"""Figures over time: the first, the latest, the range, and who gave them; never an average."""

from __future__ import annotations

from typing import Any

import pytest
from answers_world import ATTACK, known, press
from record_world import Press

from sayso.analysis.figures import figures
from sayso.types import Assessment


def toll(id: str, published: str, by: str | None, said: str, low: int | None, high: int | None, what: str = "injured") -> Press:
    told = f", {by} said" if by else ""
    figure: dict[str, Any] = {what: (said, low, high)}
    return press(id, published).say(f"The rockets on Camp Alder of 10 March left {said} {what}{told}.", by=by, **ATTACK, **figure)


RAISED = (
    toll("a", "2031-03-11", "the Corvan army", "nobody", 0, 0),
    toll("b", "2031-03-17", "Arvonian officials", "11", 11, 11),
    toll("c", "2031-03-24", "Arvonian officials", "34", 34, 34),
    toll("d", "2031-04-10", None, "109", 109, 109),
)


def only(*presses: Press, day: str | None = None) -> Assessment:
    (found,) = figures(known(*presses, day=day))
    return found


def test_a_figure_that_was_raised_keeps_every_step_with_day_and_voice() -> None:
    found = only(*RAISED)
    assert [row.cells for row in found.rows] == [
        ("11 March 2031", "0", None, "the Corvan army"),
        ("17 March 2031", "11", None, "Arvonian officials"),
        ("24 March 2031", "34", None, "Arvonian officials"),
        ("10 April 2031", "109", None, "Daily Ledger"),
    ]
    assert (found.value, found.interval) == ("109", (0.0, 109.0))
    assert found.finding == (
        "The number injured in the rocket attack on Camp Alder (10 March 2031) was given first as 0 by the Corvan army on "
        "11 March 2031 and last as 109 by Daily Ledger on 10 April 2031."
    )
    assert [len(each) for each in found.support] == [2], "the sentence rests on the two figures it gives"
    assert found.headline
    assert len(found.evidence) == 4


@pytest.mark.parametrize(
    ("day", "value", "high"), [("2031-03-16", "0", None), ("2031-03-23", "11", 11), ("2031-03-24", "34", 34)]
)
def test_each_day_has_its_own_latest_figure(day: str, value: str, high: float | None) -> None:
    found = only(*RAISED, day=day)
    assert found.value == value
    assert found.interval == (None if high is None else (0.0, high))


@pytest.mark.parametrize(
    ("said", "low", "high", "words"),
    [
        ("11", 11, 11, "11"),
        ("at least 14", 14, None, "at least 14"),
        ("up to 110", 0, 110, "up to 110"),
        ("between 20 and 30", 20, 30, "20 to 30"),
        ("dozens", 24, None, "at least 24"),
        ("no one", 0, 0, "0"),
    ],
)
def test_bounds_are_told_as_they_were_said(said: str, low: int, high: int | None, words: str) -> None:
    found = only(toll("a", "2031-03-11", "the Corvan army", said, low, high))
    assert found.value == words
    assert found.rows[0].cells[1] == words


def test_a_figure_nobody_changed_has_no_range_and_is_no_headline() -> None:
    found = only(
        toll("a", "2031-03-11", "the Corvan army", "11", 11, 11), toll("b", "2031-03-12", "Arvonian officials", "11", 11, 11)
    )
    assert (found.interval, found.headline) == (None, False)
    assert "first figure" not in found.finding
    assert len(found.rows) == 2, "two voices are two rows"


def test_the_range_runs_from_the_lowest_to_the_highest_bound() -> None:
    """“up to 20” reaches from 0 to 20, “at least 14” from 14: in all 0 to 20."""
    found = only(toll("a", "2031-03-11", None, "up to 20", 0, 20), toll("b", "2031-03-12", None, "at least 14", 14, None))
    assert found.interval == (0.0, 20.0)


def test_the_dead_and_the_injured_are_two_answers_the_dead_first() -> None:
    dead = toll("b", "2031-03-12", "the Corvan army", "two", 2, 2, "killed")
    found = figures(known(toll("a", "2031-03-11", "the Corvan army", "11", 11, 11), dead))
    assert [each.question.split(":")[0] for each in found] == ["How many were killed", "How many were injured"]


def test_one_person_named_among_the_dead_is_no_figure_for_the_whole() -> None:
    whole = toll("a", "2031-03-11", "the Corvan army", "seven", 7, 7, "killed")
    named = toll("b", "2031-03-12", "Arvonian officials", "General Brook", 1, 1, "killed")
    others = toll("c", "2031-03-13", "Belmarkian officials", "two others", 2, 2, "killed")
    found = only(whole, named, others)
    assert (found.value, found.interval, len(found.rows)) == ("7", None, 3)
    assert found.finding.startswith(
        "7 killed is the figure for the rocket attack on Camp Alder (10 March 2031), given by the Corvan army"
    )


def test_the_extremes_are_told_where_they_lie_between_the_first_and_the_last() -> None:
    found = only(
        toll("a", "2031-03-11", "the Corvan army", "11", 11, 11), toll("b", "2031-03-12", "Belmarkian officials", "80", 80, 80),
        toll("c", "2031-03-13", "Arvonian officials", "34", 34, 34),
    )  # fmt: skip
    assert found.finding.endswith("The lowest figure on record is 11 (the Corvan army), the highest 80 (Belmarkian officials).")


def test_other_numbers_are_no_toll() -> None:
    assert figures(known(toll("a", "2031-03-11", None, "18 rockets", 18, 18, "munitions"))) == []


def test_a_denied_figure_is_not_on_record() -> None:
    denied = toll("a", "2031-03-11", "the Corvan army", "11", 11, 11)
    denied.drafts[-1] |= {"stance": "denies", "negated": True, "firmness": -3}
    told = toll("b", "2031-03-12", "Arvonian officials", "two", 2, 2)
    assert [row.cells[1] for row in only(denied, told).rows] == ["2"]
