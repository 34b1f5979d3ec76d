"""Who hits what with what, and what is new in a theatre."""

from __future__ import annotations

from datetime import date

from answers_world import accuse, known, press

from sayso.analysis.deeds import Deed
from sayso.analysis.targets import appearances, hits, targets


def attack(day: int, mode: str, actor: str | None = "XAR", country: str = "XCO") -> Deed:
    return Deed(date(2031, 5, day), actor, "XBE", "ASSAULT", mode, (f"{mode}{day}",), f"E{day}", country)


def test_the_worked_case() -> None:
    found = appearances([attack(1, "rocket"), attack(3, "rocket"), attack(20, "drone")], date(2031, 5, 30))
    assert found.finding == "New in the last four weeks: drone in XCO (20 May 2031)."
    assert [row.cells[:3] for row in found.rows] == [("20 May 2031", "XCO", "drone"), ("1 May 2031", "XCO", "rocket")]


def test_the_first_weapon_of_a_country_is_no_news() -> None:
    assert appearances([attack(20, "drone")], date(2031, 5, 30)).value == 0


def test_hits_are_counted_with_both_halves() -> None:
    found = hits(
        [attack(1, "rocket"), attack(2, "rocket"), attack(3, "rocket"), attack(4, "drone"), attack(5, "rocket", None)],
        date(2031, 5, 30),
    )
    assert found.value == 5
    assert "4 with both sides named" in found.finding
    # The middle attack is that of 3 May: rockets on 1, 2 May before it, on 3 May from it on.
    assert found.rows[0].cells == ("XAR", "XBE", "rocket", 3, "1 May 2031", "3 May 2031", 2, 1)


def test_a_case_without_attacks_has_no_answer() -> None:
    assert targets(known(press("a").say("All is calm in Lorn.", None, where="Lorn"))) == []
    found = targets(known(accuse(press("b"), "Belmarkian officials", "Dawn Front", 3, "determines")))
    assert found[0].rows[0].cells[0] in ("Dawn Front", "XCO-DAWN")
