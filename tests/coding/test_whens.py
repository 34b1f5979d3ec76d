"""Dates in the words of the press, resolved against a Friday: 13 March 2020."""

from __future__ import annotations

import time
from datetime import date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.coding.when_words import time_words
from sayso.coding.whens import find_whens, resolve

FRIDAY = date(2020, 3, 13)


def spans(text: str, published: date = FRIDAY) -> list[tuple[str, str, str]]:
    """(said, first, last) of every expression; an open end is "…"."""
    return [(when.said, str(when.first or "…"), str(when.last or "…")) for when in find_whens(text, published)]


ONE = [
    # dates in every press style
    ("on 11 March 2020", "11 March 2020", "2020-03-11", "2020-03-11"),
    ("on March 11, 2020,", "March 11, 2020", "2020-03-11", "2020-03-11"),
    ("on March 11", "March 11", "2020-03-11", "2020-03-11"),
    ("on Mar. 11.", "Mar. 11", "2020-03-11", "2020-03-11"),
    ("on the 11th of March", "the 11th of March", "2020-03-11", "2020-03-11"),
    ("on 3rd January.", "3rd January", "2020-01-03", "2020-01-03"),
    ("on the 11th.", "11th", "2020-03-11", "2020-03-11"),
    ("on Friday, March 13, 2020", "Friday, March 13, 2020", "2020-03-13", "2020-03-13"),
    ("on Friday 3 January", "Friday 3 January", "2020-01-03", "2020-01-03"),
    ("dated 2020-03-11", "2020-03-11", "2020-03-11", "2020-03-11"),
    ("dated 25/02/2020", "25/02/2020", "2020-02-25", "2020-02-25"),
    ("dated 02/25/2020", "02/25/2020", "2020-02-25", "2020-02-25"),
    ("dated 11/03/2020", "11/03/2020", "2020-03-11", "2020-03-11"),
    ("dated 02.03.2020", "02.03.2020", "2020-03-02", "2020-03-02"),
    ("ON 15 MARCH 1990", "15 MARCH 1990", "1990-03-15", "1990-03-15"),
    ("[15 MAR 90]", "15 MAR 90", "1990-03-15", "1990-03-15"),
    ("on Sept. 11, 2001", "Sept. 11, 2001", "2001-09-11", "2001-09-11"),
    ("the 9/11 attacks", "9/11", "2001-09-11", "2001-09-11"),
    ("on Christmas Eve", "Christmas Eve", "2019-12-24", "2019-12-24"),
    # ranges
    ("on 11-13 March", "11-13 March", "2020-03-11", "2020-03-13"),
    ("on Dec. 27-29", "Dec. 27-29", "2019-12-27", "2019-12-29"),
    ("between 3 and 8 January", "between 3 and 8 January", "2020-01-03", "2020-01-08"),
    ("from 20 July 2019 to 3 August 2019", "from 20 July 2019 to 3 August 2019", "2019-07-20", "2019-08-03"),
    ("between May and September 2019", "between May and September 2019", "2019-05-01", "2019-09-30"),
    ("from Nov. 2019 to February", "from Nov. 2019 to February", "2019-11-01", "2020-02-29"),
    ("from Monday to Thursday", "from Monday to Thursday", "2020-03-09", "2020-03-12"),
    ("in March-April 2019", "March-April 2019", "2019-03-01", "2019-04-30"),
    ("in 2018-19", "2018-19", "2018-01-01", "2019-12-31"),
    # months, seasons, parts of years
    ("in May", "May", "2019-05-01", "2019-05-31"),
    ("in December", "December", "2019-12-01", "2019-12-31"),
    ("in February", "February", "2020-02-01", "2020-02-29"),
    ("in May of 2019", "May of 2019", "2019-05-01", "2019-05-31"),
    ("in January last year", "January last year", "2019-01-01", "2019-01-31"),
    ("in late December", "late December", "2019-12-21", "2019-12-31"),
    ("in mid-2019", "mid-2019", "2019-05-01", "2019-08-31"),
    ("early this month", "early this month", "2020-03-01", "2020-03-10"),
    ("in early 2019", "early 2019", "2019-01-01", "2019-04-30"),
    ("at the end of the month", "the end of the month", "2020-03-21", "2020-03-31"),
    ("over the summer of 2019", "the summer of 2019", "2019-06-01", "2019-08-31"),
    ("in the winter of 2018-19", "the winter of 2018-19", "2018-12-01", "2019-02-28"),
    ("last summer", "last summer", "2019-06-01", "2019-08-31"),
    ("in the first half of 2019", "the first half of 2019", "2019-01-01", "2019-06-30"),
    ("in the third quarter of 2019", "the third quarter of 2019", "2019-07-01", "2019-09-30"),
    ("in the first two weeks of March", "the first two weeks of March", "2020-03-01", "2020-03-14"),
    ("in 2016", "2016", "2016-01-01", "2016-12-31"),
    ("in the 1990s", "the 1990s", "1990-01-01", "1999-12-31"),
    ("in the late 1970s", "the late 1970s", "1976-01-01", "1979-12-31"),
    ("in the '90s", "the '90s", "1990-01-01", "1999-12-31"),
    ("in the 20th century", "the 20th century", "1901-01-01", "2000-12-31"),
    ("in nineteen ninety-seven", "nineteen ninety-seven", "1997-01-01", "1997-12-31"),
    # weekdays and days near publication
    ("struck on Tuesday", "Tuesday", "2020-03-10", "2020-03-10"),
    ("struck on Friday", "Friday", "2020-03-13", "2020-03-13"),
    ("Wednesday night’s barrage", "Wednesday night", "2020-03-11", "2020-03-11"),
    ("last Friday", "last Friday", "2020-03-06", "2020-03-06"),
    ("next Monday", "next Monday", "2020-03-16", "2020-03-16"),
    ("today", "today", "2020-03-13", "2020-03-13"),
    ("yesterday", "yesterday", "2020-03-12", "2020-03-12"),
    ("the day before yesterday", "the day before yesterday", "2020-03-11", "2020-03-11"),
    ("last night", "last night", "2020-03-12", "2020-03-12"),
    ("overnight", "overnight", "2020-03-12", "2020-03-13"),
    ("over the weekend", "the weekend", "2020-03-07", "2020-03-08"),
    ("in the early hours of Friday", "the early hours of Friday", "2020-03-13", "2020-03-13"),
    ("at 7:35 p.m. on Wednesday", "7:35 p.m. on Wednesday", "2020-03-11", "2020-03-11"),
    ("Wednesday at 7:35 p.m. (1635 GMT)", "Wednesday at 7:35 p.m.", "2020-03-11", "2020-03-11"),
    # weeks, spans, "ago"
    ("this week", "this week", "2020-03-09", "2020-03-15"),
    ("just last week", "last week", "2020-03-02", "2020-03-08"),
    ("last month", "last month", "2020-02-01", "2020-02-29"),
    ("earlier this year", "earlier this year", "2020-01-01", "2020-03-13"),
    ("later this year", "later this year", "2020-03-13", "2020-12-31"),
    ("in recent days", "recent days", "2020-03-03", "2020-03-13"),
    ("had recently said", "recently", "2020-02-12", "2020-03-13"),
    ("over the past three months", "the past three months", "2019-12-13", "2020-03-13"),
    ("in the last 48 hours", "the last 48 hours", "2020-03-11", "2020-03-13"),
    ("three days ago", "three days ago", "2020-03-10", "2020-03-10"),
    ("two weeks ago", "two weeks ago", "2020-02-24", "2020-03-01"),
    ("five months ago", "five months ago", "2019-10-01", "2019-10-31"),
    ("a year and a half ago", "a year and a half ago", "2018-09-01", "2018-09-30"),
    ("a few days ago", "a few days ago", "2020-03-08", "2020-03-11"),
    ("two days before March 3", "two days before March 3", "2020-03-01", "2020-03-01"),
    # open ends
    ("since May 2019", "since May 2019", "2019-05-01", "2020-03-13"),
    ("by Tuesday", "by Tuesday", "…", "2020-03-10"),
    ("until last week", "until last week", "…", "2020-03-08"),
    ("until recently none did", "until recently", "…", "2020-03-13"),
    ("before March 3", "before March 3", "…", "2020-03-02"),
    ("after March 3", "after March 3", "2020-03-04", "2020-03-13"),
    ("from 2016 onwards", "2016 onwards", "2016-01-01", "…"),
    ("since Tuesday's raid", "Tuesday", "2020-03-10", "2020-03-10"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said", "first", "last"), ONE, ids=[row[0] for row in ONE])
def test_one_expression(text: str, said: str, first: str, last: str) -> None:
    assert spans(text) == [(said, first, last)]


NONE = [
    "for three weeks", "they may have left", "troops will march north", "the March on the capital", "every Friday",
    "on Friday nights", "on Bloody Sunday", "the Sunday Times", "the Arab Spring", "the fall of the city",
    "Theresa May said", "April Jones said", "two days after the attack", "Resolution 2231", "2016 people", "$2000",
    "the same day", "days later", "on the 11th floor", "a fall in prices", "Boeing 2000",
]  # fmt: skip


@pytest.mark.parametrize("text", NONE)
def test_no_time_is_named(text: str) -> None:
    assert spans(text) == []


LATER = [
    ("On March 3 they met. Three days earlier", "2020-02-29", "2020-02-29"),
    ("On 3 March it fell. The next day", "2020-03-04", "2020-03-04"),
    ("On 3 March it fell. That evening", "2020-03-03", "2020-03-03"),
    ("On 3 March it fell. The following week", "2020-03-09", "2020-03-15"),
    ("On Monday it fell. Hours later", "2020-03-09", "2020-03-10"),
    ("In 2011 it fell. A year later", "2012-01-01", "2012-12-31"),
    ("In 2011 it fell. A year after, it rose", "2012-01-01", "2012-12-31"),
    ("On 3 March it fell at 7:35 p.m.", "2020-03-03", "2020-03-03"),
]


@pytest.mark.parametrize(("text", "first", "last"), LATER)
def test_counts_from_the_date_mentioned_before(text: str, first: str, last: str) -> None:
    assert spans(text)[-1][1:] == (first, last)


def test_spans_index_the_text_in_code_points() -> None:
    text = "🚀 Two rockets fell on 9 March; on Wednesday night three more."
    for when in find_whens(text, FRIDAY):
        assert when.start is not None
        assert when.end is not None
        assert text[when.start : when.end] == when.said
    assert len(find_whens(text, FRIDAY)) == 2


FUTURE = [
    ("They will meet on Wednesday.", "2020-03-18"),
    ("The talks, scheduled for Wednesday, go on.", "2020-03-18"),
    ("He said on Wednesday that they will meet.", "2020-03-11"),
    ("They struck on Wednesday. It will rain.", "2020-03-11"),
    ("The vote is expected in May.", "2020-05-01"),
    ("The fighting began in May.", "2019-05-01"),
]


@pytest.mark.parametrize(("text", "first"), FUTURE)
def test_the_verb_beside_a_date_says_which_way_it_lies(text: str, first: str) -> None:
    assert spans(text)[0][1] == first


def test_hint_outweighs_the_words() -> None:
    assert find_whens("on Wednesday", FRIDAY, future=True)[0].first == date(2020, 3, 18)
    assert find_whens("will meet on Wednesday", FRIDAY, future=False)[0].first == date(2020, 3, 11)


def test_day_without_year_may_lie_just_ahead() -> None:
    assert spans("on Dec. 15", date(2019, 11, 2))[0][1] == "2019-12-15"
    assert spans("on Dec. 15", date(2020, 1, 10))[0][1] == "2019-12-15"


def test_numeric_date_of_either_order_spans_both_readings() -> None:
    assert spans("on 03/04/2020", date(2020, 6, 1)) == [("03/04/2020", "2020-03-04", "2020-04-03")]


def test_last_week_in_a_sunday_paper_reaches_to_saturday() -> None:
    assert spans("last week", date(2020, 3, 15)) == [("last week", "2020-03-02", "2020-03-14")]


def test_minute_of_publication_settles_hours() -> None:
    morning = datetime(2020, 3, 13, 6, 0)
    assert find_whens("ten hours ago", FRIDAY, morning)[0].last == date(2020, 3, 12)
    assert find_whens("ten hours ago", FRIDAY)[0].last == FRIDAY


def test_leap_day_is_found_in_the_last_leap_year() -> None:
    assert spans("on 29 February", date(2023, 5, 1))[0][1] == "2020-02-29"
    assert spans("on 30 February") == []


def test_resolve_gives_the_longest_expression_or_none() -> None:
    found = resolve("late on Wednesday night", FRIDAY)
    assert found is not None
    assert (found.said, found.first, found.start) == ("late on Wednesday night", date(2020, 3, 11), None)
    assert resolve("with great force", FRIDAY) is None
    ahead = resolve("Wednesday", FRIDAY, future=True)
    assert ahead is not None
    assert ahead.first == date(2020, 3, 18)


@pytest.mark.parametrize(
    "text", ["11 March ", "on Monday ", "10:10 ", "'90s", "2019 2019 ", "the last ", "early late ", "since ", "a few ", "\n"]
)
def test_hostile_line_takes_linear_time(text: str) -> None:
    line = (text * 100_000)[:100_000]
    started = time.process_time()
    find_whens(line, FRIDAY)
    assert time.process_time() - started < 3


WORDS = st.sampled_from(
    ["11", "March", "2019", "on", "the", "last", "week", "two", "days", "ago", "since", "early", "of", "Friday", ",", "-",
     "to", "and", "night", "9000", "years", "may", "quarter", "half", "first", "winter", "before", "9/11", "31", "Feb.",
     "10:30", "p.m.", "century", "decades", "later", "next", "a", "few", "0001-01-01", "9999-12-31", "٣", "onwards"]
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(WORDS, max_size=14).map(" ".join), st.dates(date(1900, 1, 1), date(2100, 1, 1)))
def test_any_words_give_ordered_intervals_at_their_spans(text: str, published: date) -> None:
    end = 0
    for when in find_whens(text, published):
        assert when.start is not None
        assert when.end is not None
        assert text[when.start : when.end] == when.said
        assert when.start >= end
        end = when.end


@given(st.dates(date(1900, 1, 1), date(2090, 1, 1)))
def test_full_dates_are_read_back_whatever_the_day_of_publication(day: date) -> None:
    for said in (day.isoformat(), f"{day.day} {day:%B} {day.year}", f"{day:%B} {day.day}, {day.year}"):
        (when,) = find_whens(f"It fell on {said}.", FRIDAY)
        assert (when.first, when.last, when.said) == (day, day, said)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.sampled_from(["Monday", "Wednesday", "Sunday"]))
def test_a_past_weekday_lies_in_the_seven_days_to_publication(published: date, name: str) -> None:
    (when,) = find_whens(f"It struck on {name}.", published)
    assert when.first == when.last
    assert when.first is not None
    assert 0 <= (published - when.first).days < 7
    assert f"{when.first:%A}" == name


def test_word_list_is_whole() -> None:
    words = time_words()
    assert set(words.months.values()) == set(range(1, 13))
    assert set(words.weekdays.values()) == set(range(7))
    assert all(1 <= month <= 12 for season in words.seasons.values() for month in season)
    assert len(words.ordinals) == 31
    assert len(words.lists["units"]) == len(words.lists["plural_units"])
    assert all(date(2020, *day) for day in words.holidays.values())
    assert all(least <= most for least, most in words.amounts.values())
