from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading import Read, read_bytes, text
from sayso.reading.clean import clean, is_blank

DAY = date(2020, 3, 13)
WRAPPED = (
    "Officials in the northern town of Karsk said that three rockets had\n"
    "landed near the airfield shortly after nightfall on Wednesday, and\n"
    "that two contractors were hurt.\n\nNobody has claimed the attack."
)


def test_text_stays_as_written(one: Callable[..., Read]) -> None:
    written = "Rockets hit the base.\nTwo troops died — “so far”.\n\nThe group denied it."
    report = one(written).report
    assert report is not None
    assert (report.text, report.format, report.id, report.title) == (written, "text", "note", None)


def test_lines_wrapped_at_a_fixed_width_are_joined_in_place() -> None:
    joined = text.unwrap(WRAPPED)
    assert joined.count("\n") == 2
    assert "three rockets had landed near" in joined
    assert len(joined) == len(WRAPPED)


@pytest.mark.parametrize(
    "kept",
    [
        "One paragraph that is quite long and ends where its author wanted it to end, "
        "here, after a clause or two, at last.\nAnother.",
        "Killed:\nAnn Lee\nBo Maar\nCy Naum",
        "- three rockets landed near the airfield shortly after nightfall\n"
        "- two contractors were hurt, officials of the town said later",
        "By Ann Lee\nKARSK",
    ],
)
def test_lines_somebody_ended_on_purpose_stay(kept: str) -> None:
    assert text.unwrap(kept) == kept


def test_a_compound_broken_at_its_hyphen_is_whole_again() -> None:
    wrapped = (
        "The attack was blamed on a militia that officials describe as an army-\n"
        "backed group from the north of the country, near the border."
    )
    assert "army-backed group" in text.unwrap(wrapped)


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Rockets hit base\n\nTwo died.", "Rockets hit base"),
        ("Rockets hit the base.\n\nTwo died.", None),
        ("Rockets hit base", None),
        ("Rockets hit base\nTwo died", None),
        ("He said:\n\n“No.”", None),
    ],
)
def test_a_headline_on_top_is_the_title(one: Callable[..., Read], written: str, title: str | None) -> None:
    report = one(written).report
    assert report is not None
    assert (report.title, report.text) == (title, written)


@given(st.text(min_size=1))
def test_any_text_survives_but_for_cleaning_and_joined_lines(written: str) -> None:
    (found,) = read_bytes(written.encode("utf-8", "replace"), source="a.txt", published=DAY, language="en")
    final = clean(written.encode("utf-8", "replace").decode())[0]
    if found.report is None:
        assert found.quarantined is not None
        reason = found.quarantined.reason
        assert reason in ("empty", "no-text", "binary", "format", "front-matter", "undated", "archive")
        assert reason != "no-text" or is_blank(final)
    else:
        assert found.report.text.replace("\n", " ") == final.replace("\n", " ")
