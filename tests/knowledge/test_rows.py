"""Data files are read strictly: whatever is not as the format says fails, naming file, line and key."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.knowledge.dates import active_between, earliest, latest
from sayso.knowledge.forms import plain, spellings
from sayso.knowledge.rows import KnowledgeError, read_folder, read_rows
from sayso.types import SaysoError

REQUIRED: Mapping[str, type | tuple[type, ...]] = {"id": str, "names": list, "size": int}
OPTIONAL: Mapping[str, type | tuple[type, ...]] = {"note": str, "weight": float, "open": bool}
GOOD = '{"id": "a", "names": ["A", "B"], "size": 1}'


def _read(tmp_path: Path, *lines: str) -> list[dict[str, object]]:
    (tmp_path / "some.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return list(read_rows("some.jsonl", REQUIRED, OPTIONAL, root=tmp_path))


def test_rows_come_in_order_with_every_key(tmp_path: Path) -> None:
    rows = _read(tmp_path, "# a remark", "", GOOD, '{"id": "b", "names": [], "size": 2, "weight": 1, "open": false}')
    assert rows == [
        {"id": "a", "names": ["A", "B"], "size": 1, "note": None, "weight": None, "open": None},
        {"id": "b", "names": [], "size": 2, "note": None, "weight": 1, "open": False},
    ]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('{"id": "b", "nams": [], "size": 1}', ("'nams'", "did you mean 'names'")),
        ('{"id": "b", "names": []}', ("'size' is missing",)),
        ('{"id": "b", "names": [], "size": "1"}', ("size must be int", '"1"')),
        ('{"id": "b", "names": [], "size": true}', ("size must be int", "true")),
        ('{"id": "b", "names": [], "size": null}', ("size must be int", "null")),
        ('{"id": "b", "names": [1], "size": 1}', ("names must hold strings",)),
        ('{"id": "b", "names": ["x", "x"], "size": 1}', ("names lists 'x' twice",)),
        ('{"id": "b", "names": [""], "size": 1}', ("names '' is empty",)),
        ('{"id": "", "names": [], "size": 1}', ("id '' is empty",)),
        ('{"id": " b", "names": [], "size": 1}', ("blanks at an end",)),
        ('{"id": "b  c", "names": [], "size": 1}', ("blanks at an end or doubled",)),
        ('{"id": "e\\u0301", "names": [], "size": 1}', ("NFC",)),
        ('{"id": "b", "names": [], "size": 1, "open": 0}', ("open must be bool",)),
        ('{"id": "b", "id": "c", "names": [], "size": 1}', ("'id' stands twice",)),
        ('{"id": "b", "names": [], "size": 1', ("not JSON at column",)),
        ('["id"]', ("a row is one JSON object",)),
        (GOOD, ("'a' stands already at some.jsonl:2",)),
    ],
)
def test_a_bad_row_fails_naming_file_and_line(tmp_path: Path, line: str, said: tuple[str, ...]) -> None:
    with pytest.raises(KnowledgeError) as error:
        _read(tmp_path, "# first line", GOOD, line)
    assert str(error.value).startswith("some.jsonl:3: ")
    for words in said:
        assert words in str(error.value)
    assert isinstance(error.value, SaysoError)


def test_a_missing_file_or_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"gone\.jsonl: no such data file"):
        list(read_rows("gone.jsonl", REQUIRED, root=tmp_path))
    with pytest.raises(KnowledgeError, match=r"gone: no \.jsonl files"):
        list(read_folder("gone", REQUIRED, root=tmp_path))


def test_a_file_that_is_not_utf8_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "some.jsonl").write_bytes(b'{"id": "\xe9"}')
    with pytest.raises(KnowledgeError, match=r"some\.jsonl: not UTF-8 at byte 8"):
        list(read_rows("some.jsonl", {"id": str}, root=tmp_path))


def test_ids_are_unique_across_the_files_of_a_folder(tmp_path: Path) -> None:
    (tmp_path / "things").mkdir()
    for name in ("one", "two"):
        (tmp_path / "things" / f"{name}.jsonl").write_text('{"id": "x"}\n', encoding="utf-8")
    with pytest.raises(KnowledgeError, match=r"things/two\.jsonl:1: .*things/one\.jsonl:1"):
        list(read_folder("things", {"id": str}, root=tmp_path))


def test_several_keys_can_be_unique_together(tmp_path: Path) -> None:
    (tmp_path / "some.jsonl").write_text('{"a": "x", "b": "y"}\n{"a": "x", "b": "z"}\n', encoding="utf-8")
    both = {"a": str, "b": str}
    assert len(list(read_rows("some.jsonl", both, unique=("a", "b"), root=tmp_path))) == 2
    with pytest.raises(KnowledgeError, match="'x' stands already"):
        list(read_rows("some.jsonl", both, unique=("a",), root=tmp_path))


_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1).filter(
    lambda text: unicodedata.is_normalized("NFC", text) and text.split() == [text]
)


@given(rows=st.lists(st.tuples(_TEXT, st.lists(_TEXT, unique=True), st.integers()), unique_by=lambda row: row[0]))
def test_what_is_written_by_the_format_is_read_back(
    rows: list[tuple[str, list[str], int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    written = [{"id": id_, "names": names, "size": size} for id_, names, size in rows]
    folder = tmp_path_factory.mktemp("rows")
    (folder / "some.jsonl").write_text("".join(json.dumps(row) + "\n" for row in written), encoding="utf-8")
    assert [dict(row) for row in read_rows("some.jsonl", REQUIRED, root=folder)] == written


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2014", date(2014, 1, 1), date(2014, 12, 31)),
        ("2014-06", date(2014, 6, 1), date(2014, 6, 30)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("2014-06-10", date(2014, 6, 10), date(2014, 6, 10)),
    ],
)
def test_a_date_means_every_day_its_precision_allows(written: str, first: date, last: date) -> None:
    assert (earliest(written), latest(written)) == (first, last)


@pytest.mark.parametrize("written", ["14", "2014-13", "2014-6", "2014-02-30", "June 2014", "2014-06-10T00", ""])
def test_what_is_no_date_is_refused(written: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the message is the standard library's
        earliest(written)


@pytest.mark.parametrize(
    ("first", "last", "day", "active"),
    [
        ("2014-06", None, date(2014, 6, 1), True),
        ("2014-06", None, date(2014, 5, 31), False),
        (None, "2014", date(2014, 12, 31), True),
        (None, "2014", date(2015, 1, 1), False),
        (None, None, date(1800, 1, 1), True),
    ],
)
def test_active_between_excludes_only_what_is_sure(first: str | None, last: str | None, day: date, active: bool) -> None:
    assert active_between(first, last, day) is active


@pytest.mark.parametrize(
    ("form", "among"),
    [
        ("Kata'ib Hezbollah", {"Kataib Hezbollah", "Kata’ib Hezbollah"}),
        ("Asa'ib Ahl al-Haq", {"Asaib Ahl al-Haq", "Asaib Ahl al Haq", "Asa’ib Ahl Al-Haq"}),
        ("Türkiye", {"Turkiye"}),
        ("Bogotá", {"Bogota"}),
    ],
)
def test_spellings_hold_what_the_press_prints(form: str, among: set[str]) -> None:
    made = spellings(form)
    assert made[0] == form
    assert among <= set(made)
    assert len(set(made)) == len(made)


@given(st.text(max_size=30))
def test_all_spellings_of_a_form_meet_under_one_plain_key(form: str) -> None:
    assert {plain(one) for one in spellings(form)} == {plain(form)}
