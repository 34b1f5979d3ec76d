from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from sayso.reading import Read, read, read_bytes
from sayso.reading.settle import key_of

DAY = date(2020, 3, 13)
NOTE = "Rockets hit the base on the edge of the town."


def test_the_same_bytes_are_the_same_report_wherever_they_lie(put: Callable[..., Path]) -> None:
    paths = [put("a/karsk.txt", NOTE), put("b/other-name.txt", NOTE)]
    first, second = (read_.report for read_ in read(paths, published=DAY))
    again = next(read([paths[0]], published=DAY)).report
    assert first
    assert second
    assert again
    assert first.key == second.key == again.key
    assert (first.id, second.id) == ("karsk", "other-name")


def test_the_outlet_is_part_of_the_identity_and_the_path_the_id_and_the_date_are_not(one: Callable[..., Read]) -> None:
    keys = {
        name: read.report.key
        for name, read in {
            "plain": one(NOTE),
            "path": one(NOTE, "x/y/z.txt"),
            "id": one(NOTE, id="another"),
            "date": one(NOTE, published=date(2021, 1, 1)),
            "agency": one(NOTE, outlet="Norland News"),
            "agency spelt": one(NOTE, outlet=" norland  NEWS "),
            "agency two": one(NOTE, outlet="Karsk Post"),
            "bytes": one(NOTE + " "),
        }.items()
        if read.report
    }
    assert keys["plain"] == keys["path"] == keys["id"] == keys["date"]
    assert keys["agency"] == keys["agency spelt"]
    assert len({keys["plain"], keys["agency"], keys["agency two"], keys["bytes"]}) == 4


@given(st.text(max_size=20), st.text(max_size=20))
def test_parts_of_a_key_never_run_together(one: str, other: str) -> None:
    sha256 = hashlib.sha256(b"x").hexdigest()
    assert (key_of(one, sha256) == key_of(one + "x", sha256)) is False
    assert key_of(one, sha256) == key_of(one, sha256)
    assert key_of(one, "a" + other) != key_of(one + "a", other)


@given(st.text(st.characters(categories=["L", "N", "P"]), min_size=1), st.sampled_from(["txt", "md", "html", "jsonl"]))
def test_reading_twice_gives_the_same_reports(text: str, suffix: str) -> None:
    raw = json.dumps({"text": text, "published": "2020-03-13"}).encode() if suffix == "jsonl" else text.encode()
    first, second = (read_bytes(raw, source=f"{place}/a.{suffix}", published=DAY, language="en") for place in "xy")
    assert [read.report for read in first] == [read.report for read in second]
    assert all(read.report is None or read.report.sha256 == hashlib.sha256(read.raw or b"").hexdigest() for read in first)


def test_two_records_with_one_text_differ_if_their_lines_do() -> None:
    raw = b'{"id": "a", "text": "Rockets hit.", "published": "2020-03-13"}\n'
    raw += b'{"id": "b", "text": "Rockets hit.", "published": "2020-03-13"}'
    first, second = (read.report for read in read_bytes(raw, source="a.jsonl"))
    assert first
    assert second
    assert first.key != second.key


def test_the_callers_id_overrides(one: Callable[..., Read]) -> None:
    report = one("---\nid: own\n---\n" + NOTE, "file.md", id="mine").report
    assert report is not None
    assert report.id == "mine"
