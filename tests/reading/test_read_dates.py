from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.reading import dates

DAY = date(2020, 3, 13)
EDT = timezone(timedelta(hours=-4))
IRAQ = timezone(timedelta(hours=3))


@pytest.mark.parametrize(
    ("said", "at"),
    [
        ("2020-03-13", None),
        ("2020/03/13", None),
        ("2020.03.13", None),
        ("20200313", None),
        ("13/03/2020", None),
        ("13.3.2020", None),
        ("3/13/2020", None),
        ("March 13, 2020", None),
        ("13 March 2020", None),
        ("13-Mar-2020", None),
        ("13th of March, 2020", None),
        ("Friday, 13 March 2020", None),
        ("2020-03-13T01:30:00Z", datetime(2020, 3, 13, 1, 30, tzinfo=UTC)),
        ("2020-03-13 01:30 UTC", datetime(2020, 3, 13, 1, 30, tzinfo=UTC)),
        ("2020-03-13T19:35:00.000+03:00", datetime(2020, 3, 13, 19, 35, tzinfo=IRAQ)),
        ("2020-03-13 19:35:00 +0300", datetime(2020, 3, 13, 19, 35, tzinfo=IRAQ)),
        ("Fri, 13 Mar 2020 10:00:00 GMT", datetime(2020, 3, 13, 10, 0, tzinfo=UTC)),
        ("Fri Mar 13 2020 10:00:00 GMT+0300 (AST)", datetime(2020, 3, 13, 10, 0, tzinfo=IRAQ)),
        ("Mar. 13, 2020, 4:15 p.m. EDT", datetime(2020, 3, 13, 16, 15, tzinfo=EDT)),
        ("March 13, 2020 at 12:05 am", datetime(2020, 3, 13, 0, 5)),
    ],
)
def test_a_full_date_is_read(said: str, at: datetime | None) -> None:
    found = dates.parse(said, "here")
    assert found is not None
    assert (found.day, found.at, found.where) == (DAY, at, "here")


@pytest.mark.parametrize(
    "said",
    [
        "", "yesterday", "March 2020", "2020", "2020-03", "13 March", "03/04/2020", "31 February 2020", "2020-13-01",
        "13/13/2020", "March 13, 20201", "13 March 2020 – 15 March 2020", "13/03/20", "0001-01-01", "2020-03-13" * 20,
    ],
)  # fmt: skip
def test_what_is_not_one_full_date_is_no_date(said: str) -> None:
    assert dates.parse(said, "here") is None


@given(st.dates(date(1800, 1, 1), date(2100, 12, 31)))
def test_every_day_survives_every_unambiguous_way_of_writing_it(day: date) -> None:
    ways = (
        day.isoformat(),
        f"{day:%d %B %Y}",
        f"{day:%B} {day.day}, {day.year}",
        f"{day:%Y%m%d}",
        f"{day:%b} {day.day} {day.year}",
    )
    assert {getattr(dates.parse(way, ""), "day", None) for way in ways} == {day}


@given(st.dates(date(1800, 1, 1), date(2100, 12, 31)))
def test_numbers_with_two_readings_are_never_read(day: date) -> None:
    found = dates.parse(f"{day:%d/%m/%Y}", "")
    assert (found is None) == (day.day <= 12 and day.day != day.month)


@given(st.text(max_size=90))
def test_any_text_may_be_asked(text: str) -> None:
    dates.parse(text, "")
    dates.dateline(text)
    dates.labelled(text)
    dates.from_url(text)


@pytest.mark.parametrize(
    "text",
    [
        "KARSK, March 13, 2020 (AFP) — Rockets hit a base.",
        "KARSK (AP) — March 13, 2020 — Rockets hit a base.",
        "CAMP ALDER, Norland, 13 March 2020 — Rockets hit a base.",
        "Rockets hit base\nBy Ann Lee\nPublished March 13, 2020\nUpdated March 14, 2020\n\nText.",
        "Rockets hit base\nBy Ann Lee | March 13, 2020 4:15 PM EDT\nText.",
        "March 13, 2020 | Release No: 20200313-01\nText.",
        "Rockets hit base\n\nMarch 13, 2020\n\nText.",
        "Posted on 13/03/2020\nText.",
        "Date: 2020-03-13\nText.",
    ],
)
def test_a_visible_dateline_is_read(text: str) -> None:
    found = dates.dateline(text)
    assert found is not None
    assert found.day == DAY


@pytest.mark.parametrize(
    "text",
    [
        "KARSK, March 13 (Reuters) - Rockets hit a base.",  # no year
        "On March 13, 2020, rockets hit a base.",  # the day of the event
        "March 13, 2020, was the day the rockets came.",
        "The strike of 13 March 2020 - the first - killed two.",
        "March 13, 2020\nRockets.\nMarch 14, 2020\nMore.",  # two days: a chronicle
        "Updated March 13, 2020\nText.",
        "Published March 2020\nText.",
        "Line.\n" * 40 + "March 13, 2020",
    ],
)
def test_a_date_that_may_be_another_is_left(text: str) -> None:
    assert dates.dateline(text) is None


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://news.example/2020/03/13/rockets-hit-base", DAY),
        ("https://news.example/world/2020/3/13/a.html", DAY),
        ("https://news.example/world/2020-03-13-rockets", DAY),
        ("https://news.example/2020/03/rockets", None),
        ("https://news.example/2020/13/45/rockets", None),
        ("https://news.example/2020/03/13/x/2021/04/01/y", None),
        ("https://news.example/a?d=2020/03/13/", None),
        ("http://[bad", None),
        (None, None),
    ],
)
def test_a_day_in_an_address(url: str | None, day: date | None) -> None:
    assert getattr(dates.from_url(url), "day", None) == day
