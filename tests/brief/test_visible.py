"""What the eye cannot see is spelt out; what it can is left alone."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.brief.visible import oneline, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain, with a tab\tand\nlines", "plain, with a tab\tand\nlines"),
        ("\u202egnp.exe", "‹U+202E›gnp.exe"),
        ("\u2066a\u2069", "‹U+2066›a‹U+2069›"),
        ("Ir\u200ban", "Ir‹U+200B›an"),
        ("Ir\u200dan", "Ir‹U+200D›an"),
        ("نمی\u200cخواهم", "نمی\u200cخواهم"),
        ("👩\u200d👧", "👩\u200d👧"),
        ("\u200dx", "‹U+200D›x"),
        ("a\x00b\x1b[31m", "a‹U+0000›b‹U+001B›[31m"),
        ("\ud800", "‹U+D800›"),
        ("soft\u00adhyphen\ufeff", "soft‹U+00AD›hyphen‹U+FEFF›"),
        ("\U000e0041", "‹U+E0041›"),
        ("Кириллица عربي 日本 é ‹›", "Кириллица عربي 日本 é ‹›"),
    ],
)
def test_table(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(st.text(st.characters()))
def test_nothing_hidden_survives(text: str) -> None:
    for char in visible(text):
        if char in "\n\r\t\u200c\u200d":
            continue
        assert unicodedata.category(char) not in ("Cc", "Cs", "Co", "Zl", "Zp")
        assert unicodedata.bidirectional(char) not in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")


@given(st.text())
def test_visible_text_is_encodable_and_stays_as_it_is(text: str) -> None:
    once = visible(text)
    once.encode("utf-8")
    assert visible(once) == once


def test_oneline_has_one_line() -> None:
    assert oneline("  a\n\n b\u2028c\td ") == "a b‹U+2028›c d"
