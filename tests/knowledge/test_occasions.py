"""The calendar: days in four calendars, who marks them, and typos that are errors."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from sayso.knowledge.occasions import communities, marked_by, occasions
from sayso.knowledge.rows import DATA, KnowledgeError

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


COMPUTED = {
    "easter": ("2019-04-21", "2020-04-12", "2021-04-04", "2022-04-17", "2023-04-09", "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28"),
    "easter-of-the-orthodox-calendar": (
        "2019-04-28", "2020-04-19", "2021-05-02", "2022-04-24", "2023-04-16", "2024-05-05", "2025-04-20", "2026-04-12", "2027-05-02",
    ),
    "eid-al-fitr": ("2018-06-15", "2019-06-04", "2020-05-24", "2021-05-13", "2022-05-02", "2023-04-21", "2024-04-10", "2025-03-30", "2026-03-20"),
    "eid-al-adha": ("2018-08-21", "2019-08-11", "2020-07-31", "2021-07-20", "2022-07-09", "2023-06-28", "2024-06-16", "2025-06-06", "2026-05-27"),
    "rosh-hashanah": ("2022-09-26", "2023-09-16", "2024-10-03", "2025-09-23", "2026-09-12"),
    "yom-kippur": ("2022-10-05", "2023-09-25", "2024-10-12", "2025-10-02", "2026-09-21"),
    "passover-begins": ("2023-04-06", "2024-04-23", "2025-04-13", "2026-04-02", "2027-04-22"),
    "shavuot": ("2023-05-26", "2024-06-12", "2025-06-02", "2026-05-22", "2027-06-11"),
    "purim": ("2023-03-07", "2024-03-24", "2025-03-14", "2026-03-03", "2027-03-23"),
    "hanukkah-begins": ("2022-12-19", "2023-12-08", "2024-12-26", "2025-12-15", "2026-12-05"),
    "nowruz": ("2017-03-21", "2018-03-21", "2019-03-21", "2020-03-20", "2021-03-21", "2022-03-21", "2023-03-21", "2024-03-20", "2025-03-21"),
}  # fmt: skip
"""Days as other programs have them: Easter and the Saudi days in the tables of holidays 0.109, Jewish days by pyluach 2.3,
the Persian new year by jdatetime 6.1. None of them shares code with the libraries that are used here."""
FIRST_YEAR = {"gregorian": 2019, "hijri": 1439, "hebrew": 5783, "persian": 1396}


@pytest.mark.parametrize("occasion", COMPUTED)
def test_computed_days_agree_with_tables_made_elsewhere(occasion: str) -> None:
    found = BY_ID[occasion]
    days = [found.falls(FIRST_YEAR[found.calendar] + n) for n in range(len(COMPUTED[occasion]))]
    assert [str(day) for day in days] == list(COMPUTED[occasion])


def test_days_around_easter_keep_their_distance() -> None:
    for year in range(1950, 2051):
        easter = BY_ID["easter"].falls(year)
        assert easter is not None
        assert easter.weekday() == 6
        for id_, days in (("good-friday", -2), ("easter-monday", 1), ("ascension", 39), ("pentecost", 49)):
            assert BY_ID[id_].falls(year) == easter + timedelta(days)


def test_whoever_marks_a_day_is_a_known_state_or_community() -> None:
    states = {line.split('"', 4)[3] for line in (DATA / "actors/states.jsonl").read_text("utf-8").splitlines() if line[0] == "{"}
    marking = {who for each in occasions() for who in (*each.constituency, *each.observed)}
    assert marking - states - set(communities()) == set()


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
        ({"constituency": ["shiah"]}, "neither a country"), ({"observed": ["XXX+1"]}, "COUNTRY:"), ({"rule": "first"}, "rule 'first'"), ({"rule": "easter"}, "rule 'easter'"),
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
