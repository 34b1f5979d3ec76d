from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading.clean import alike, characters, clean, is_blank, one_line

CASES = {
    "plain text": ("Rockets hit.\n\nTwo died.", "Rockets hit.\n\nTwo died."),
    "Windows line ends": ("One.\r\n\r\nTwo.\rThree.", "One.\n\nTwo.\nThree."),
    "Unicode line ends": ("One.\u2028Two.\u2029Three.\x85Four.", "One.\nTwo.\n\nThree.\nFour."),
    "spaces at line ends": ("One. \t\nTwo.   ", "One.\nTwo."),
    "no-break space": ("15\u00a0March", "15 March"),
    "ideographic space": ("a\u3000b", "a b"),
    "byte order mark": ("\ufeffOne.", "One."),
    "soft hyphen": ("mili\u00adtia", "militia"),
    "NUL": ("Roc\x00kets", "Roc\ufffdkets"),
    "lone surrogate": ("Roc\ud800kets", "Roc\ufffdkets"),
    "escape sequence": ("\x1b[31mred", "\ufffd[31mred"),
    "noncharacter": ("a\ufffeb\U0010ffffc", "a\ufffdb\ufffdc"),
    "curly quotes stay": ("“clear message” — he’d", "“clear message” — he’d"),
    "decomposed stays decomposed": ("e\u0301", "e\u0301"),
    "joiners in Persian stay": ("می\u200cخواهم", "می\u200cخواهم"),
}


@pytest.mark.parametrize(("dirty", "final"), CASES.values(), ids=CASES.keys())
def test_text_is_made_final(dirty: str, final: str) -> None:
    assert clean(dirty)[0] == final


@pytest.mark.parametrize(
    ("dirty", "note"),
    [
        ("a\x00b\x00", "replaced 2 NULs with U+FFFD"),
        ("a\udfffb", "replaced 1 lone surrogate with U+FFFD"),
        ("a\x07b", "replaced 1 control character with U+FFFD"),
        ("Ira\u202eq", "contains bidirectional control characters"),
        ("\u0406ran and Irak", "contains words that mix alphabets"),
        ("Ira\u200bq", "contains zero-width characters"),
        ("Ira\u200dq", "contains zero-width characters"),
    ],
)
def test_what_was_done_is_noted(dirty: str, note: str) -> None:
    assert clean(dirty)[1] == (note,)


@given(st.text(st.characters(codec=None, exclude_categories=())))
def test_cleaned_text_keeps_its_promises(text: str) -> None:
    final, _ = clean(text)
    assert clean(final) == (final, tuple(note for note in clean(final)[1] if note.startswith("contains")))
    final.encode("utf-8")
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]", final)
    assert final == final.strip()
    assert not re.search(r"[ \t]\n", final)


@given(st.text(st.characters(categories=["L", "M", "N", "P", "S"]), min_size=1))
def test_nothing_that_can_be_seen_is_lost(text: str) -> None:
    assert clean(text)[0] == text


@given(st.text(st.characters(codec=None, exclude_categories=())))
def test_characters_are_replaced_one_for_one(text: str) -> None:
    shrinks = sum(map(text.count, "\xad")) + len(re.findall("\r\n", text)) + text.startswith("\ufeff")
    assert len(characters(text)[0]) == len(text) - shrinks + text.count("\u2029")


@pytest.mark.parametrize("text", ["", " \n\t", "\ufffd\ufffd", "\u200b\u200e", "\u202e \ufffd"])
def test_nothing_readable_is_blank(text: str) -> None:
    assert is_blank(text)


@pytest.mark.parametrize("text", ["a", "\ufffda", "٣", "字", "!"])
def test_anything_readable_is_not_blank(text: str) -> None:
    assert not is_blank(text)


def test_one_line_is_one_line_and_no_longer_than_asked() -> None:
    assert one_line("a\n b\x00 \u00a0c") == "a b\ufffd c"
    assert one_line("x" * 400, most=10) == "x" * 9 + "…"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Rockets hit base", "ROCKETS  hit “base”.", True),
        ("Rockets hit base", "Rockets hit bases", False),
        ("…", "!", False),
    ],
)
def test_lines_are_alike_whatever_their_dress(one: str, other: str, same: bool) -> None:
    assert alike(one, other) is same
