from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading import encoding
from sayso.reading.model import Refused

ENGLISH = "The militia’s statement said “we did not do it” — a café in the town was hit. Two troops died."
RUSSIAN = "Ракеты попали в базу к северу от города, сообщили официальные лица в среду вечером. Погибли двое."
MIXED_SCRIPT = "The group «Хезболла» said it had fired the rockets at the base north of the town on Wednesday."
TWICE = "".join(bytes([b]).decode("cp1252", "ignore") or chr(b) for b in ENGLISH.encode())


@pytest.mark.parametrize(
    ("raw", "declared", "text"),
    [
        (ENGLISH.encode(), None, ENGLISH),
        (b"\xef\xbb\xbf" + ENGLISH.encode(), None, ENGLISH),
        (ENGLISH.encode("utf-16"), None, ENGLISH),
        (ENGLISH.encode("utf-16-le"), None, ENGLISH),
        (ENGLISH.encode("utf-16-be"), None, ENGLISH),
        (ENGLISH.encode("utf-32"), None, ENGLISH),
        (ENGLISH.encode("cp1252"), None, ENGLISH),
        (ENGLISH.encode("cp1252"), "utf-8", ENGLISH),  # declared wrongly
        (ENGLISH.encode("cp1252"), "windows-1251", ENGLISH),
        (ENGLISH.encode("cp1252"), "no-such-encoding", ENGLISH),
        (ENGLISH.encode("cp1252"), "zip", ENGLISH),  # a codec, but not one for text
        (ENGLISH.encode("mac-roman"), None, ENGLISH),
        (ENGLISH.encode(), "iso-8859-1", ENGLISH),  # UTF-8 needs no declaration
        (b"They met in the caf\xe9", None, "They met in the café"),
        (b"Iran\x92s", None, "Iran’s"),
        (RUSSIAN.encode("cp1251"), None, RUSSIAN),
        (RUSSIAN.encode("cp1251"), "utf-8", RUSSIAN),
        (RUSSIAN.encode("koi8-r"), None, RUSSIAN),
        (RUSSIAN.encode("iso8859-5"), None, RUSSIAN),
        (MIXED_SCRIPT.encode("cp1251"), "windows-1251", MIXED_SCRIPT),
        ("Erdoğan, Şanlıurfa".encode("cp1254"), "windows-1254", "Erdoğan, Şanlıurfa"),
        ("攻击基地".encode("gb18030"), "gb2312", "攻击基地"),
        (TWICE.encode(), None, ENGLISH),
    ],
)
def test_the_right_letters_come_back(raw: bytes, declared: str | None, text: str) -> None:
    assert encoding.decode(raw, declared).text == text


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (MIXED_SCRIPT.encode("cp1251"), "encoding"),  # too little Cyrillic to be sure
        (ENGLISH.encode() + b" The group\x92s caf\xe9.", "encoding"),  # two encodings in one file
        ("Erdoğan said İdlib and Şanlıurfa were hit".encode("cp1254"), "encoding"),
        ("Minister Błaszczak said Łódź was “hit”".encode("cp1250"), "encoding"),
        ("The café was hit".encode("cp437"), "encoding"),
        ("أصابت الصواريخ قاعدة في الشمال".encode("cp1256"), "encoding"),
        (b"\xff\xfe" + b"odd", "encoding"),
        (bytes(range(256)) * 20, "binary"),
        (b"\x01\x02\x03\x04\x05\x06\x07\x08", "binary"),
        (b"\x00" * 200, "binary"),
    ],
)
def test_no_wrong_letters_are_ever_guessed(raw: bytes, reason: str) -> None:
    with pytest.raises(Refused) as refused:
        encoding.decode(raw)
    assert refused.value.reason == reason


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1))
def test_any_text_in_utf8_comes_back(text: str) -> None:
    assert encoding.decode(text.encode()).text == text.removeprefix("\ufeff")


@given(st.text(st.sampled_from("abcdeéèüñç’“”—… ,.")))
def test_western_text_comes_back_or_is_refused(text: str) -> None:
    raw = f"The town of {text} was hit".encode("cp1252")
    found, reason = _decoded(raw)
    try:
        expected = raw.decode("utf-8")  # what happens to be UTF-8 is UTF-8
    except UnicodeDecodeError:
        expected = raw.decode("cp1252")
    assert (found, reason) == (expected, None) or reason == "encoding"


@given(st.binary())
def test_any_bytes_give_text_or_a_reason(raw: bytes) -> None:
    assert _decoded(raw)[1] in (None, "encoding", "binary")


def _decoded(raw: bytes) -> tuple[str | None, str | None]:
    try:
        return encoding.decode(raw).text, None
    except Refused as refused:
        return None, refused.reason


def test_two_encodings_in_one_file_are_named_as_the_reason() -> None:
    with pytest.raises(Refused, match="most of it is UTF-8 but byte"):
        encoding.decode(ENGLISH.encode() + b" The group\x92s caf\xe9.")


def test_a_character_cut_in_half_at_the_end_does_not_spoil_the_rest() -> None:
    assert encoding.decode(ENGLISH.encode()[: ENGLISH.encode().index("’".encode()) + 2]).text == "The militia\ufffd"


@pytest.mark.parametrize(
    ("page", "charset"),
    [
        (b'<html><head><meta charset="windows-1251">', "windows-1251"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">', "iso-8859-1"),
        (b'<?xml version="1.0" encoding="koi8-r"?><html>', "koi8-r"),
        (b"<p>The charset=utf-8 of a page", None),
    ],
)
def test_a_page_may_name_its_encoding(page: bytes, charset: str | None) -> None:
    assert encoding.declared_charset(page) == charset
