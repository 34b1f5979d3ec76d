"""Words are found again whatever typography either side uses, at exact offsets, and never inside other words."""

from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.coding.llm.folding import fold

FOUND = [
    ("He said “no”.", 'said "no"', "said “no”"),
    ("It’s the army’s", "the army's", "the army’s"),
    ("a  b\n\tc", "a b c", "a  b\n\tc"),
    ("a b c", "a  b\nc", "a b c"),
    ("pages 10–12 of it", "10-12", "10–12"),
    ("wait… what", "wait... what", "wait… what"),
    ("Cafe\u0301 Noir", "Café", "Cafe\u0301"),
    ("Café Noir", "Cafe\u0301", "Café"),
    ("zero\u200bwidth", "zerowidth", "zero\u200bwidth"),
    ("soft\u00adly said", "softly", "soft\u00adly"),
    ("\u202eabc\u202c def", "abc", "abc"),
    ("non\u00a0breaking", "non breaking", "non\u00a0breaking"),
    ("ميناء المدينة", "المدينة", "المدينة"),
    ("🕊️ peace", "peace", "peace"),
    ("«Не стреляйте»", '"Не стреляйте"', "«Не стреляйте»"),
]


@pytest.mark.parametrize(("text", "said", "stands"), FOUND)
def test_found_at_exact_offsets(text: str, said: str, stands: str) -> None:
    start, end = next(fold(text).find(said, 0, len(text)))
    assert text[start:end] == stands


@pytest.mark.parametrize(
    ("text", "said"),
    [("Iranian", "Iran"), ("50 men", "5"), ("subway", "way"), ("a b", ""), ("a b", "  "), ("a", "\u200b"), ("abc", "ABC")],
)
def test_not_found(text: str, said: str) -> None:
    assert list(fold(text).find(said, 0, len(text))) == []


def test_bounds_are_kept() -> None:
    text = "one two one two one"
    assert list(fold(text).find("one", 1, len(text))) == [(8, 11), (16, 19)]
    assert list(fold(text).find("one", 0, 18)) == [(0, 3), (8, 11)]
    assert list(fold(text).find("one", 9, 10)) == []


def bare(text: str) -> str:
    """The text without marks that combine with the letter before them."""
    return "".join(char for char in text if not unicodedata.combining(char)).strip()


@given(st.text(max_size=80), st.data())
@settings(max_examples=300, deadline=None)
def test_any_words_of_a_text_are_found_where_they_stand(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    low = data.draw(st.integers(0, len(text)))
    high = data.draw(st.integers(low, len(text)))
    said = text[low:high]
    found = list(folded.find(said, 0, len(text)))
    for start, end in found:
        assert bare(fold(text[start:end]).text) == bare(fold(said).text)  # a mark on the last letter comes along
    inside = any(start <= low + len(said) - len(said.lstrip()) and end >= start for start, end in found)
    words = fold(said).text.strip()
    alone = (low == 0 or not text[low - 1].isalnum()) and (
        high == len(text) or not (text[high].isalnum() or unicodedata.combining(text[high]))
    )
    if words and words[0].isalnum() and words[-1].isalnum() and alone and not unicodedata.combining(said[0]):
        assert inside or any(unicodedata.category(char) in ("Cf", "Mn", "Mc", "Me") for char in text)


@given(st.text(max_size=200))
@settings(max_examples=200, deadline=None)
def test_every_folded_character_knows_where_it_stands(text: str) -> None:
    folded = fold(text)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert list(folded.starts) == sorted(folded.starts)
    assert list(folded.ends) == sorted(folded.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(folded.starts, folded.ends, strict=True))


@pytest.mark.parametrize(
    "text",
    ["a" + "\u0301" * 100_000, " " * 200_000, "\u200b" * 100_000, "“" * 100_000],
    ids=["marks", "blanks", "nothing", "quotes"],
)
def test_no_text_makes_it_slow(text: str) -> None:
    begun = time.perf_counter()
    fold(text)
    assert time.perf_counter() - begun < 2
