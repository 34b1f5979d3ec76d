from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.reading import Read
from sayso.reading.bylines import heads


@pytest.mark.parametrize(
    ("text", "author", "outlet"),
    [
        ("Rockets hit base\n\nBy Ann Lee\n\nText.", "Ann Lee", None),
        ("By Ann Lee and Bo al-Maar\nText.", "Ann Lee and Bo al-Maar", None),
        ("By Ann Lee, Bo Maar and Cy O’Naum\nText.", "Ann Lee, Bo Maar and Cy O’Naum", None),
        ("By Ann Lee, The Norland Post\nText.", "Ann Lee", "The Norland Post"),
        ("By: Ann B. Lee | March 13, 2020\nText.", "Ann B. Lee", None),
        ("KARSK (AFP) — Rockets hit a base.", None, "AFP"),
        ("KARSK, Norland (AP) - Rockets hit a base.", None, "AP"),
        ("WEST KARSK, March 13 (Norland News) -- Rockets hit a base.", None, "Norland News"),
        ("KARSK, March 13, 2020 (NNA) – Rockets hit a base.", None, "NNA"),
        ("By Ann Lee\nKARSK (Reuters) - Rockets.", "Ann Lee", "Reuters"),
    ],
)
def test_a_printed_head_names_them(text: str, author: str | None, outlet: str | None) -> None:
    found = heads(text)
    assert (found.author, found.outlet) == (author, outlet)


@pytest.mark.parametrize(
    "text",
    [
        "By Wednesday the rockets had stopped.",
        "By Ann Lee said the minister was late.",
        "By nightfall, two were dead.",
        "The Alder Brigade (AB) — a militia — denied it.",
        "Rockets hit KARSK (north) — and stopped.",
        "Line.\n" * 20 + "By Ann Lee",
    ],
)
def test_a_sentence_names_nobody(text: str) -> None:
    found = heads(text)
    assert (found.author, found.outlet) == (None, None)


def test_what_is_stated_comes_first(one: Callable[..., Read]) -> None:
    text = "By Ann Lee, The Post\n\nRockets hit the base."
    stated = one(f"---\nauthor: Bo Maar\noutlet: Agency\n---\n{text}", "a.md").report
    wished = one(text, outlet="Agency").report
    bare = one(text).report
    assert stated is not None
    assert wished is not None
    assert bare is not None
    assert (stated.author, stated.outlet) == ("Bo Maar", "Agency")
    assert (wished.author, wished.outlet) == ("Ann Lee", "Agency")
    assert (bare.author, bare.outlet) == ("Ann Lee", "The Post")
