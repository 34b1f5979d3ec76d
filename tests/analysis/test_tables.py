"""Answers from a table of events: what is counted, by hand, and what a table cannot say."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from sayso.analysis import TABLED, assess_table
from sayso.analysis.tables import watch
from sayso.table import EventTable
from sayso.types import Assessment, BadValue

BEGIN = date(2001, 1, 1)


def row(day: int, actor: str | None, target: str | None, plover: str | None = "ASSAULT", **more: Any) -> dict[str, Any]:
    at = BEGIN + timedelta(day)
    made = {"dataset": "made up", "first": at, "last": at, "actor": actor, "target": target, "plover": plover}
    return made | more


def table(*rows: dict[str, Any]) -> EventTable:
    return EventTable.of([{"key": f"made:{at}"} | each for at, each in enumerate(rows)])


def only(name: str, *rows: dict[str, Any], **more: Any) -> Assessment:
    return assess_table(table(*rows), name, **more)[0]


def test_every_answer_says_something_of_any_table() -> None:
    every = assess_table(table(row(0, "FRA", "DEU")), rounds=20)
    assert {each.name for each in every} == set(TABLED)
    for each in every:
        assert each.evidence == ("made:0",)
        assert each.as_of == BEGIN
        assert each.method
        assert each.caveats
    assert all(
        "ot enough evidence" in each.finding for each in every if each.name in ("reprisals", "warnings", "judgements", "spread")
    )


def test_reports_of_one_clash_are_one_deed_and_incidents_with_their_dead_stay_apart() -> None:
    plain = [row(0, "FRA", "DEU"), row(0, "FRA", "DEU"), row(1, "FRA", "DEU")]
    assert [deed.evidence for deed in watch(table(*plain)).deeds] == [("made:0", "made:1"), ("made:2",)]
    counted = [row(0, "FRA", "DEU", deaths_best=3), row(0, "FRA", "DEU", deaths_best=3)]
    assert len(watch(table(*counted)).deeds) == 2


def test_sides_of_ones_own() -> None:
    rows = [row(0, "PSE-HAMAS", "ISR"), row(1, "ISR-MIL", "PSE"), row(2, "PSE", "PSE-HAMAS"), row(3, "LBN", "ISR")]
    seen = watch(table(*rows), sides=("ISR*", "PSE*"))
    assert [(deed.actor, deed.target) for deed in seen.deeds] == [("PSE", "ISR"), ("ISR", "PSE")]
    assert len(watch(table(*rows), sides=("ISR*",)).deeds) == 3
    told = [row(4, "ITA", "ISR", "ACCUSE"), row(5, "ISR", "USA", None, cameo="016"), row(6, "ITA", "ISR", "CONSULT")]
    assert [deed.day for deed in watch(table(*rows, *told), sides=("ISR*", "PSE*")).deeds][2:] == [
        BEGIN + timedelta(4),
        BEGIN + timedelta(5),
    ]
    with pytest.raises(BadValue, match="no event is left between FRA DEU"):
        watch(table(*rows), sides=("FRA", "DEU"))


def test_what_was_not_known_yet_is_not_seen_and_vague_days_are_left_out() -> None:
    late = row(0, "FRA", "DEU", known=BEGIN + timedelta(50))
    vague = row(5, "FRA", "DEU", last=BEGIN + timedelta(35))
    seen = watch(table(row(1, "FRA", "DEU"), late, vague), as_of=BEGIN + timedelta(40))
    assert ([deed.evidence for deed in seen.deeds], seen.vague) == ([("made:0",)], 1)


def test_a_table_without_direction_is_found_out() -> None:
    one_way = [row(day, "IRQ", "IRQ-IS", deaths_best=2) for day in range(120)]
    seen = watch(table(*one_way))
    assert not seen.directed
    assert len(seen.both_ways) == 240
    assert watch(table(*one_way, row(200, "IRQ-IS", "IRQ"))).directed
    assert "does not say which of two sides struck" in only("reprisals", *one_way).finding


def test_attribution_counts_doers_and_accusations_by_hand() -> None:
    rows = [row(0, "FRA", "DEU"), row(20, None, "DEU"), row(40, "FRA", "DEU"), row(41, "DEU", "FRA", "ACCUSE"), row(47, "ITA", "FRA", "ACCUSE"),
            row(48, "ITA", "FRA", "ACCUSE")]  # fmt: skip
    found = only("attribution", *rows)
    # Two of three attacks have a doer; the accusation of day 48 comes eight days after the attack of day 40.
    assert found.value == pytest.approx(2 / 3, abs=1e-3)
    assert found.rows[0].cells == ("France", 2, 1, 1, 1)


def test_own_words_by_rung_and_half_of_the_record() -> None:
    rows = [row(day, "FRA", "DEU") for day in (0, 30, 60, 90)]
    said = [row(3, "FRA", "DEU", None, cameo="016"), row(31, "FRA", "DEU", None, cameo="011"), row(33, "FRA", "DEU", "SUPPORT", cameo="015"),
            row(68, "FRA", "DEU", None, cameo="015")]  # fmt: skip
    found = only("claims", *rows, *said)
    # Day 0 denied, day 30 coy and then claimed, day 60 silent (its word came on the eighth day), day 90 silent.
    assert [each.cells for each in found.rows] == [("claims", 1, 0), ("coy", 0, 0), ("denies", 1, 0), ("silent", 0, 2)]
    assert found.value == 0.25


def test_hopes_and_fears_are_judged_by_what_came() -> None:
    fights = [row(day, "FRA", "DEU") for day in (100, 110, 200, 210, 220)]
    said = [
        row(150, "FRA", "DEU", None, cameo="012"),
        row(151, "DEU", "FRA", None, cameo="013"),
        row(290, "FRA", "DEU", None, cameo="012"),
    ]
    found = only("judgements", *fights, *said, row(300, "ITA", "ESP"))
    # Around day 150 two attacks in the 90 days before and three in the 90 after: the fear held, the hope did not; day 290 is open.
    assert (found.value, found.rows[0].cells[:4], found.rows[1].cells[:4]) == (0.5, ("France", 2, 1, 1), ("Germany", 1, 1, 0))
    assert "33% are void" in found.finding


def test_who_arms_whom() -> None:
    found = only(
        "transfers",
        row(0, "FRA", "DEU", "AID", cameo="072"),
        row(1, "FRA", "DEU", "AID", cameo="071"),
        row(9, "FRA", "DEU", "AID", cameo="072"),
    )
    assert [each.cells[1:5] for each in found.rows] == [("France", "Germany", None, 2)]


def test_large_attacks_follow_smaller_ones_where_every_attack_is_deadly() -> None:
    rows = [row(day, "FRA", "DEU", deaths_best=1) for day in range(0, 120, 10)] + [row(125, "FRA", "DEU", deaths_best=30)]
    found = only("warnings", *rows, row(300, "ITA", "ESP"))
    # Only the signals of days 100 and 110 come 28 days or less before day 125.
    assert "an attack with ten dead or more within 28 days: smaller attack: 2 of 12" in found.finding


def test_a_table_without_places_says_where_it_counts() -> None:
    found = only("spread", row(0, "FRA", "DEU", target_country="DEU"), row(9, "FRA", "IRQ", target_country="IRQ"))
    assert [each.cells[0] for each in found.rows] == ["DEU", "the Gulf"]
    assert any("no places" in each for each in found.caveats)


def test_a_pair_that_answers_is_found_in_a_table() -> None:
    random = np.random.default_rng(0)
    days = [int(each) for each in random.choice(900, 12, replace=False)]
    rows = [row(day, "FRA", "DEU") for day in days] + [row(day + 2, "DEU", "FRA") for day in days]
    found = only("reprisals", *rows, rounds=99)
    assert "12 of 12 acts by Germany came within a week of one by France, more than chance" in found.finding
