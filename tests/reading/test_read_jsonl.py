from __future__ import annotations

import json
from datetime import date
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading import read_bytes
from sayso.reading.clean import clean
from sayso.reading.jsonl import lines

DAY = date(2020, 3, 13)
GOOD = {"id": "a", "published": "2020-03-13", "outlet": "Agency", "title": "Rockets", "text": "Rockets hit the base."}


def test_one_report_per_line() -> None:
    raw = "\n".join(json.dumps({**GOOD, "id": name}) for name in "abc").encode()
    found = read_bytes(raw, source="wire.jsonl")
    assert [(read.source, read.report and read.report.id) for read in found] == [
        ("wire.jsonl:1", "a"),
        ("wire.jsonl:2", "b"),
        ("wire.jsonl:3", "c"),
    ]
    first = found[0].report
    assert first is not None
    assert (first.text, first.title, first.outlet, first.published, first.format) == (
        "Rockets hit the base.", "Rockets", "Agency", DAY, "jsonl",
    )  # fmt: skip


def test_a_record_keeps_its_own_line_as_raw_bytes() -> None:
    raw = b'\xef\xbb\xbf{"published": "2020-03-13", "text": "One was hit."}\r\n\r\n'
    raw += b'{"published": "2020-03-13", "text": "Two were hit."}'
    found = read_bytes(raw, source="wire.jsonl")
    assert [read.source for read in found] == ["wire.jsonl:1", "wire.jsonl:3"]
    assert found[1].raw == b'{"published": "2020-03-13", "text": "Two were hit."}'
    assert [read.report.id for read in found if read.report] == ["wire-1", "wire-3"]


BROKEN = {
    "not JSON": (b"{oops", "record"),
    "not an object": (b"[1, 2]", "record"),
    "a string": (b'"text"', "record"),
    "no text": (b'{"published": "2020-03-13"}', "record"),
    "text is a number": (b'{"text": 5}', "record"),
    "text is null": (b'{"text": null, "published": "2020-03-13"}', "record"),
    "NaN": (b'{"text": "x", "n": NaN}', "record"),
    "Infinity": (b'{"text": "x", "n": -Infinity}', "record"),
    "5000 digits": (b'{"text": "x", "n": ' + b"9" * 5000 + b"}", "record"),
    "a name twice": (b'{"text": "x", "text": "y"}', "record"),
    "nested 200,000 deep": (b'{"text": "x", "n": ' + b"[" * 200_000 + b"]" * 200_000 + b"}", "record"),
    "objects 200,000 deep": (b'{"n":' * 200_000, "record"),
    "not UTF-8": (b'{"text": "caf\xe9"}', "encoding"),
    "title is a list": (b'{"text": "x", "title": ["y"]}', "record"),
    "id is a fraction": (b'{"text": "x", "id": 1.5}', "record"),
    "date is a number": (b'{"text": "x", "published": 1584057600}', "undated"),
    "date is half a date": (b'{"text": "x", "published": "2020-03"}', "undated"),
    "no date": (b'{"text": "Rockets hit the base."}', "undated"),
    "blank text": (b'{"text": " \\n ", "published": "2020-03-13"}', "no-text"),
}


@pytest.mark.parametrize(("line", "reason"), BROKEN.values(), ids=BROKEN.keys())
def test_a_bad_line_is_set_aside_alone(line: bytes, reason: str) -> None:
    good = json.dumps(GOOD).encode()
    found = read_bytes(good + b"\n" + line + b"\n" + good, source="wire.jsonl")
    assert [read.report is not None for read in found] == [True, False, True]
    assert found[1].source == "wire.jsonl:2"
    assert found[1].quarantined is not None
    assert found[1].quarantined.reason == reason
    assert len(found[1].quarantined.detail) < 300


def test_lone_surrogates_and_nul_in_strings_are_replaced_and_noted() -> None:
    (found,) = read_bytes(b'{"text": "Rockets\\ud800 hit\\u0000 the base", "published": "2020-03-13"}', source="a.jsonl")
    assert found.report is not None
    assert found.report.text == "Rockets\ufffd hit\ufffd the base"
    assert len(found.report.notes) == 2


def test_a_single_object_in_a_json_file_is_one_report() -> None:
    (found,) = read_bytes(json.dumps(GOOD, indent=2).encode(), source="karsk.json")
    assert found.report is not None
    assert found.report.id == "a"


def test_an_array_is_refused_as_a_whole() -> None:
    (found,) = read_bytes(json.dumps([GOOD, GOOD], indent=1).encode(), source="karsk.json")
    assert found.quarantined is not None
    assert found.quarantined.reason == "record"


def test_json_lines_are_known_by_content_too() -> None:
    found = read_bytes((json.dumps(GOOD) + "\n" + json.dumps({**GOOD, "id": "b"})).encode(), source="wire")
    assert [read.report.id for read in found if read.report] == ["a", "b"]


@given(st.lists(st.text(st.characters(codec=None, exclude_categories=())), min_size=1, max_size=6))
def test_any_text_survives(texts: list[str]) -> None:
    raw = "\n".join(json.dumps({"text": text, "published": "2020-03-13"}) for text in texts).encode()
    found = read_bytes(raw, source="a.jsonl", language="en")
    assert len(found) == len(texts)
    for text, read in zip(texts, found, strict=True):
        # JSON joins a high and a low surrogate that stand together into one character
        whole = json.loads(json.dumps(text))
        if read.report is not None:
            assert read.report.text == clean(whole)[0]
        else:
            assert read.quarantined is not None
            assert read.quarantined.reason == "no-text"


@given(st.lists(st.binary(max_size=40).map(lambda raw: raw.replace(b"\n", b""))), st.integers(1, 50), st.integers(0, 9))
def test_lines_are_the_lines_however_they_are_cut_up(content: list[bytes], most: int, taken: int) -> None:
    stream = BytesIO(b"\n".join(content))
    head = stream.read(taken)
    found = dict(lines(stream, most, head))
    expected = {
        number: (line if len(line) <= most else None)
        for number, line in enumerate(content, 1)
        if line.strip() or len(line) > most
    }
    assert found == expected
