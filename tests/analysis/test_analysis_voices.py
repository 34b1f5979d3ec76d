"""Independent voices: who counts as whom, who has an interest, and what a voice weighs."""

from __future__ import annotations

from typing import Any

import pytest
from answers_world import accuse, known, press, unnamed

from sayso.analysis.voices import Independent, counts_as, independent, is_interested, side_of, unidentified
from sayso.record import Known
from sayso.types import Voice


def voices(found: Known, target: str | None = None) -> list[Independent]:
    (event,) = found.events
    return independent(event.accusations, target, found)


def said(found: list[Independent]) -> dict[str, tuple[int, float]]:
    return {each.key: (each.firmness, each.weight) for each in found}


def test_two_officials_of_one_government_are_one_voice_that_counts_at_its_firmest() -> None:
    report = accuse(accuse(press("a"), "Arvonian officials", "Dawn Front", 1), "the Arvonian foreign ministry", "Dawn Front", 2)
    (only,) = voices(known(report))
    assert (only.key, only.firmness, only.weight) == ("XAR", 2, 0.6)
    assert len(only.statements) == 2, "both are evidence"


def test_officials_of_two_governments_are_two_voices() -> None:
    report = accuse(accuse(press("a"), "Arvonian officials", "Dawn Front", 1), "Belmarkian officials", "Dawn Front", 2)
    assert said(voices(known(report))) == {"XBE": (2, 0.6), "XAR": (1, 0.6)}


def test_the_same_official_in_two_papers_is_one_voice() -> None:
    one = accuse(press("a"), "Arvonian officials", "Dawn Front", 2)
    other = accuse(press("b", outlet="Morning Post").write("A different story."), "Arvonian officials", "Dawn Front", 1)
    assert said(voices(known(one, other))) == {"XAR": (2, 0.6)}


def test_a_paper_that_prints_a_wire_is_no_second_voice() -> None:
    wire = accuse(press("wire", "2031-03-11", "City Wire"), None, "Dawn Front", 3, "reports")
    print_ = accuse(press("print", "2031-03-12", "Morning Post"), None, "Dawn Front", 3, "reports")
    (only,) = voices(known(wire, print_))
    assert only.key == "outlet in wire"
    assert len(only.statements) == 2


def test_a_paper_with_a_story_of_its_own_is_a_second_voice() -> None:
    wire = accuse(press("wire", "2031-03-11", "City Wire"), None, "Dawn Front", 3, "reports")
    own = press("own", "2031-03-12", "Morning Post").write(
        "Our reporter walked through the gate this morning and saw burnt huts."
    )
    assert set(said(voices(known(wire, accuse(own, None, "Dawn Front", 3, "reports"))))) == {"outlet in wire", "outlet in own"}


def test_unnamed_officials_count_once_for_each_report() -> None:
    one = unnamed(accuse(press("a"), "two officials", "Dawn Front", 2), "two officials")
    one = unnamed(accuse(one, "a third official", "Dawn Front", 1), "a third official")
    other = press("b", outlet="Morning Post").write("Smoke hung over the valley for hours.")
    other = unnamed(accuse(other, "two officials", "Dawn Front", 2), "two officials")
    assert set(said(voices(known(one, other)))) == {"unnamed in a", "unnamed in b"}


def test_a_party_to_the_conflict_counts_half() -> None:
    report = accuse(accuse(press("a"), "Arvonian officials", "Dawn Front", 2), "Belmarkian officials", "Dawn Front", 2)
    found = voices(known(report), target="XAR-MIL")
    assert [(each.key, each.weight, each.interested) for each in found] == [("XBE", 0.6, False), ("XAR", 0.3, True)]


@pytest.mark.parametrize(
    ("outlet", "weight"),
    [("Reuters", 0.9), ("BBC News", 0.9), ("Sputnik", 0.5), ("Daily Ledger", 0.6)],
    ids=lambda value: str(value),
)
def test_a_voice_weighs_what_its_outlet_is_graded(outlet: str, weight: float) -> None:
    (only,) = voices(known(accuse(press("a", outlet=outlet), "Belmarkian officials", "Dawn Front", 2)))
    assert only.weight == weight


def test_the_weightiest_voice_comes_first() -> None:
    report = accuse(accuse(press("a"), "Arvonian officials", "Dawn Front", 1), "Belmarkian officials", "Dawn Front", 3)
    assert [each.key for each in voices(known(report))] == ["XBE", "XAR"]


@pytest.mark.parametrize(
    ("actor", "side"),
    [
        ("USA", "USA"),
        ("USA-GOV", "USA"),
        ("USA-MIL", "USA"),
        ("USA-GOV-STATE", "USA-GOV-STATE"),
        ("COL-REB", "COL-REB"),
        ("COL-CVL", "COL-CVL"),
        ("COL-ELN", "COL-ELN"),
        ("IGO-UN", "IGO-UN"),
        ("XAR-MIL", "XAR"),
        (None, None),
    ],
)
def test_an_accused_counts_as_the_state_it_is_an_organ_of(actor: str | None, side: str | None) -> None:
    assert side_of(actor) == side


@pytest.mark.parametrize(
    ("voice", "whom"),
    [
        (("the defence minister", "office", "COL-GOV"), "COL"),
        (("a navy spokesman", "office", "COL-MIL-NAVY"), "COL"),
        (("rebels", "group", "COL-REB"), "COL-REB"),
        (("the group", "group", "COL-ELN"), "COL-ELN"),
        (("Jane Doe", "named", None), "jane doe"),
        (("officials", "unnamed", None), "unnamed in a"),
        (("Daily Ledger", "outlet", None), "outlet in a"),
        (("A. Writer", "author", None), "author in a"),
    ],
    ids=lambda value: value if isinstance(value, str) else value[0],
)
def test_whom_a_voice_counts_as(voice: tuple[Any, ...], whom: str) -> None:
    assert counts_as(Voice(*voice), "a", known(press("a").write("Nothing."))) == whom


@pytest.mark.parametrize(
    ("voice", "accused", "target", "interested"),
    [
        ("XAR-GOV", "XCO-DAWN", "XAR-MIL", True),
        ("XAR-GOV", "XAR-MIL", None, True),
        ("XCO-DAWN", "XCO-DAWN", None, True),
        ("XBE-GOV", "XCO-DAWN", "XAR-MIL", False),
        ("XCO-MIL", "XCO-DAWN", "XAR-MIL", False),
        ("COL-REB", None, "COL-MIL", False),
        (None, "XCO-DAWN", "XAR-MIL", False),
        (None, None, None, False),
    ],
)
def test_who_has_an_interest(voice: str | None, accused: str | None, target: str | None, interested: bool) -> None:
    assert is_interested(Voice("somebody", "office", voice), accused, target) is interested


def test_gunmen_are_no_answer() -> None:
    assert unidentified("COL-UAF")
    assert not any(unidentified(id_) for id_ in ("COL-ELN", "COL-REB", "COL", "XAR-UAF-NONE", None))
