"""The grid of competing hypotheses: points by hand, and which piece decides."""

from __future__ import annotations

import pytest
from answers_world import accuse, known, own_word, press
from record_world import Press

from sayso.analysis.competing import ELSE, Grid, competing, grid


def made(*presses: Press) -> Grid:
    found = known(*presses)
    return grid(next(event for event in found.events if event.claim.what == "ASSAULT"), found)


def test_the_worked_case() -> None:
    firm = accuse(press("a", outlet="Daily Ledger"), None, "Dawn Front", 3, "reports")
    hedged = accuse(press("b", outlet="Evening Post"), None, "Tide Brigade", 1, "suspects")
    found = made(firm, hedged)
    assert found.totals() == pytest.approx({"XCO-DAWN": 1.8, "XCO-TIDE": 0.15, ELSE: 1.55})
    assert found.first() == "XCO-DAWN"
    assert [(piece.points["XCO-DAWN"], other) for piece, other in found.decisive] == [(pytest.approx(1.8), ELSE)]


def test_an_answer_with_room_to_spare_hangs_on_nothing() -> None:
    voices = ("Belmarkian officials", "Arvonian officials", "the Corvan army")
    said = [accuse(press(f"r{n}", outlet=f"Outlet {n}"), by, "Dawn Front", 3, "determines") for n, by in enumerate(voices)]
    assert made(*said).decisive == []


def test_a_copy_of_a_wire_is_no_second_piece() -> None:
    said = [accuse(press(f"r{n}", outlet=f"Outlet {n}"), None, "Dawn Front", 3, "reports") for n in range(4)]
    assert len(made(*said).pieces) == 1


def test_its_own_word_counts_and_so_does_a_denial() -> None:
    claimed = made(own_word(press("a"), "Dawn Front", "claims"))
    assert claimed.totals()["XCO-DAWN"] >= 3.0
    denied = made(own_word(accuse(press("a"), None, "Dawn Front", 3, "reports"), "Dawn Front", "denies", -3))
    assert denied.totals()["XCO-DAWN"] < 1.8


def test_a_finding_says_which_piece_decides() -> None:
    firm = accuse(press("a"), None, "Dawn Front", 3, "reports")
    (found,) = competing(known(firm))
    assert "hangs on one single piece" in found.finding or "not enough evidence" in found.finding
    assert found.columns[-1] == ELSE
    assert all(len(row.cells) == len(found.columns) for row in found.rows)
    assert found.evidence


def test_nobody_named_is_no_grid() -> None:
    assert (
        competing(
            known(
                press("a").say(
                    "Rockets hit Camp Alder on 10 March.", "ASSAULT/rocket", where="Camp Alder", when=("10 March", "2031-03-10")
                )
            )
        )
        == []
    )
