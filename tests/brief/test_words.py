"""Dates and bounds in as few words as say them."""

from __future__ import annotations

import itertools
from datetime import date

import pytest

from sayso.brief.words import FIRMNESS_WORDS, ICD_203, RUNG_WORDS, STANCE_WORDS, bounds, days, heading, signed
from sayso.types import RUNGS, STANCES, Figure


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2031-03-11", "2031-03-11", "11 Mar 2031"),
        ("2031-03-03", "2031-03-05", "3–5 Mar 2031"),
        ("2031-02-01", "2031-02-28", "Feb 2031"),
        ("2028-02-01", "2028-02-29", "Feb 2028"),
        ("2031-02-26", "2031-03-01", "26 Feb – 1 Mar 2031"),
        ("2030-12-28", "2031-01-04", "28 Dec 2030 – 4 Jan 2031"),
        ("2030-01-01", "2030-12-31", "2030"),
        (None, "2031-01-10", "by 10 Jan 2031"),
        ("2031-01-10", None, "from 10 Jan 2031"),
        (None, None, "date not said"),
    ],
)
def test_days(first: str | None, last: str | None, words: str) -> None:
    ends = [date.fromisoformat(each) if each else None for each in (first, last)]
    assert days(ends[0], ends[1]) == words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (2, 2, "2"), (0, 110, "up to 110"), (None, 110, "up to 110"), (14, None, "at least 14"), (24, 30, "24–30"),
        (0, 0, "0"), (None, None, "not said"), (1200, 1200, "1,200"),
    ],
)  # fmt: skip
def test_bounds(low: int | None, high: int | None, words: str) -> None:
    assert bounds(Figure(low, high, "said")) == words


def test_every_word_of_the_contract_has_its_wording() -> None:
    assert tuple(STANCE_WORDS) == STANCES
    assert tuple(RUNG_WORDS) == RUNGS
    assert sorted(FIRMNESS_WORDS) == list(range(-3, 4))


def test_icd_203_has_seven_bands_that_touch() -> None:
    edges = [tuple(int(each) for each in band.rstrip("%").split("–")) for _, _, band in ICD_203]
    assert len(edges) == 7
    assert edges[0][0] == 1
    assert edges[-1][1] == 99
    assert all(before[1] == after[0] for before, after in itertools.pairwise(edges))


def test_small_words() -> None:
    assert heading("rival_claims") == "Rival claims"
    assert [signed(each) for each in (3, 0, -2)] == ["+3", "0", "−2"]
