"""The calendar: days in four calendars, who marks them, and typos that are errors."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from sayso.knowledge.occasions import communities, marked_by, occasions
from sayso.knowledge.rows import KnowledgeError

BY_ID = {each.id: each for each in occasions()}


def test_there_are_some_hundred_occasions_of_four_calendars() -> None:
    assert len(BY_ID) >= 250
    assert {each.calendar for each in BY_ID.values()} == {"gregorian", "persian", "hijri", "hebrew"}
    assert any(each.disputed for each in BY_ID.values())
    assert all(each.source for each in BY_ID.values())


@pytest.mark.parametrize(
    ("occasion", "year", "country", "day"),
    [
        ("birth-of-qasem-soleimani", 2020, None, date(2020, 3, 11)),
        ("nowruz", 1399, None, date(2020, 3, 20)),
        ("victory-of-the-islamic-revolution", 1398, None, date(2020, 2, 11)),
        ("seizure-of-the-us-embassy-in-tehran", 1358, None, date(1979, 11, 4)),
        ("ashura", 1441, None, date(2019, 9, 9)),
        ("ashura", 1441, "IRN", date(2019, 9, 10)),
        ("eid-al-fitr", 1441, None, date(2020, 5, 24)),
        ("quds-day", 1441, None, date(2020, 5, 22)),
        ("passover-begins", 5780, None, date(2020, 4, 9)),
        ("purim", 5779, None, date(2019, 3, 21)),
        ("purim", 5780, None, date(2020, 3, 10)),
        ("yom-kippur", 5734, None, date(1973, 10, 6)),
        ("rosh-hashanah", 5780, None, date(2019, 9, 30)),
    ],
)
def test_days_known_from_the_papers(occasion: str, year: int, country: str | None, day: date) -> None:
    assert BY_ID[occasion].falls(year, country) == day


def test_first_days_in_other_calendars_are_the_days_of_the_events() -> None:
    for id_, day in (
        ("bam-earthquake", date(2003, 12, 26)), ("black-friday", date(1978, 9, 8)), ("return-of-khomeini", date(1979, 2, 1)),
        ("liberation-of-khorramshahr", date(1982, 5, 24)), ("bombing-of-the-islamic-republican-party", date(1981, 6, 28)),
        ("independence-day-of-israel", date(1948, 5, 14)), ("jerusalem-day", date(1967, 6, 7)), ("iraq-invades-iran-sacred-defence-week", date(1980, 9, 22)),
        ("death-of-ruhollah-khomeini", date(1989, 6, 4)), ("uprising-of-15-khordad", date(1963, 6, 5)), ("overthrow-of-mohammad-mosaddegh", date(1953, 8, 19)),
        ("islamic-republic-day", date(1979, 4, 1)), ("constitutional-revolution", date(1906, 8, 6)),
    ):  # fmt: skip
        found = BY_ID[id_].falls(BY_ID[id_].year or 0)
        assert found is not None
        assert abs((found - day).days) <= 1, id_


def test_an_anniversary_is_never_the_day_itself() -> None:
    killed = BY_ID["killing-of-qasem-soleimani-and-abu-mahdi-al-muha"]
    assert killed.between(date(2020, 1, 1), date(2022, 12, 31)) == [date(2021, 1, 3), date(2022, 1, 3)]


def test_a_leap_day_and_a_thirtieth_that_a_month_lacks_are_no_day() -> None:
    assert BY_ID["quds-day"].falls(1442) == date(2021, 5, 7)
    assert all(each.falls(1000) is None for each in occasions() if each.calendar == "hijri"), "no table goes back so far"


def test_who_marks_what() -> None:
    names = {each.id for each in marked_by(frozenset({"IRQ-KH"}))}
    assert {"ashura", "army-day-of-iraq"} <= names
    assert "christmas" not in names
    assert {"shia", "jewish"} <= set(communities())


GOOD = {
    "id": "x",
    "name": "X",
    "kind": "national",
    "calendar": "gregorian",
    "month": 5,
    "day": 4,
    "constituency": ["XXX"],
    "source": "s",
}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"calendar": "julian"}, "calendar 'julian'"), ({"kind": "party"}, "kind 'party'"), ({"month": 13}, "is no day"), ({"day": 0}, "is no day"),
        ({"constituency": ["shiah"]}, "neither a country"), ({"observed": ["XXX+1"]}, "COUNTRY:"), ({"rule": "first"}, "rule 'first'"),
        ({"monht": 5}, "monht"), ({"day": "4"}, "day"),
    ],
)  # fmt: skip
def test_a_typo_is_an_error(tmp_path: Path, change: dict[str, object], said: str) -> None:
    (tmp_path / "calendar_communities.jsonl").write_text("", encoding="utf-8")
    (tmp_path / "calendar.jsonl").write_text(json.dumps(GOOD) + "\n", encoding="utf-8")
    assert len(occasions(tmp_path)) == 1
    other = tmp_path / "other"
    other.mkdir()
    (other / "calendar_communities.jsonl").write_text("", encoding="utf-8")
    (other / "calendar.jsonl").write_text(json.dumps(GOOD | change) + "\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=said):
        occasions(other)
