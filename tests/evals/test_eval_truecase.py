"""Capitals for texts in capitals: names keep theirs, words lose them, length never changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.truecase import lower


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("THE GUERRILLAS ATTACKED A FARM NEAR SAN MIGUEL.", "The guerrillas attacked a farm near San Miguel."),
        ("PRESIDENT CRISTIANI SPOKE ON 4 FEB 90.", "President Cristiani spoke on 4 Feb 90."),
        ("A FRONT (FDLX) BOMBED IT. THE ARMY FLED.", "A front (FDLX) bombed it. The army fled."),
        ("IT MAY HAPPEN IN MARCH.", "It may happen in march."),
        ("LOPEZ'S HOUSE", "Lopez's house"),
        ("THE U.S. EMBASSY", "The U.S. embassy"),
    ],
)
def test_capitals(before: str, after: str) -> None:
    assert lower(before) == after


@given(st.text(alphabet="ABCDEFGHIJKLMNOPQRSTUVWXYZ '\".,()[]-0123456789\n", max_size=200))
def test_offsets_stay(text: str) -> None:
    assert len(lower(text)) == len(text)
    assert lower(text).upper() == text
