"""A claim that may be false, launch areas read from words, and patrons kept apart from who did it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from answers_world import accuse, known, own_word, press
from record_world import Press

from sayso.analysis.competing import competing, grid
from sayso.analysis.false_claims import FALSE
from sayso.analysis.launch import read
from sayso.record import Known
from sayso.types import Claim, Statement, Voice


def said(quote: str) -> list[tuple[str | None, str | None, bool]]:
    one = Statement("s", "r", 0, len(quote), quote, Voice("x", "outlet"), "reports", 3, Claim("ASSAULT"))
    return [(each.country, each.holder, each.denied) for each in read(one)]


@pytest.mark.parametrize(
    ("quote", "found"),
    [("The drones were launched from southern Iraq rather than from Yemen.", [("IRQ", None, False), ("YEM", None, True)]),
     ("The missiles were not fired from Yemen.", [("YEM", None, True)]),
     ("It did not come from Yemen, he said.", [("YEM", None, True)]),
     ("Rockets were fired from an area controlled by Hezbollah.", [(None, "LBN-HEZ", False)]),
     ("He came from the ministry to speak.", []), ("Rockets hit the base.", []), ("They were launched from a truck.", [])],
)  # fmt: skip
def test_a_launch_area_is_read_from_words(quote: str, found: list[tuple[str | None, str | None, bool]]) -> None:
    assert said(quote) == found


def totals(*presses: Press) -> dict[str, float]:
    found = known(*presses)
    return grid(next(event for event in found.events if event.claim.what == "ASSAULT"), found).totals()


def test_a_claim_nobody_doubts_is_not_called_false() -> None:
    assert FALSE + "XCO-DAWN" not in totals(own_word(press("a"), "Dawn Front", "claims"))


def test_a_disputed_claim_has_an_answer_of_its_own() -> None:
    claimed = own_word(press("a"), "Dawn Front", "claims")
    rival = accuse(press("b", outlet="Evening Post"), None, "Tide Brigade", 3, "reports")
    found = totals(claimed, rival)
    assert found[FALSE + "XCO-DAWN"] == 0.0  # a voice for somebody else neither adds to it nor takes from it
    doubted = accuse(press("c", outlet="Morning Post"), None, "Dawn Front", -2, "denies")
    # One voice of grade 0.6 and firmness 2 contradicts the claim: 0.6 · 2 = 1.2 for its being false.
    assert totals(claimed, rival, doubted)[FALSE + "XCO-DAWN"] == pytest.approx(1.2)


def launched(known_: Known, words: str) -> Known:
    """The same case with other words in the last statement's quote: the analysis reads no more than the quote."""
    last = known_.statements[-1]
    told = replace(last, quote=words.ljust(len(last.quote))[: len(last.quote)])
    known_.__dict__["by_id"] = {**known_.by_id, last.id: told}
    return known_


def test_a_launch_area_speaks_for_those_at_home_there() -> None:
    seen = launched(known(accuse(press("a"), None, "Dawn Front", 3, "reports")), "Fired from Iraq at Camp Alder.")
    event = next(event for event in seen.events if event.claim.what == "ASSAULT")
    assert [piece for piece in grid(event, seen).pieces if piece.what.startswith("Launch")] == [], (
        "nobody named is at home in Iraq"
    )


def test_sensitivity_stands_beside_every_piece() -> None:
    firm = accuse(press("a"), None, "Dawn Front", 3, "reports")
    found = competing(known(firm, accuse(press("b", outlet="Evening Post"), None, "Tide Brigade", 1, "suspects")))[0]
    assert found.columns[:2] == ("Evidence", "Leads without it")
    assert found.rows[0].cells[1] == "somebody else"
