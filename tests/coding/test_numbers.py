"""Numbers as the press writes them: value, bounds, span; and what is no count at all."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.coding.numbers import bounds, find_numbers, number_words

COUNTS = [
    ("two soldiers", 2, 2, "two"),
    ("a dozen fighters", 12, 12, "a dozen"),
    ("half a dozen men", 6, 6, "Half a dozen"),
    ("more than a dozen rockets", 13, None, "more than a dozen"),
    ("dozens of people", 24, None, "dozens"),
    ("scores were held", 40, None, "scores"),
    ("hundreds fled", 200, None, "hundreds"),
    ("thousands fled", 2000, None, "thousands"),
    ("tens of thousands of residents", 20000, None, "tens of thousands"),
    ("hundreds of thousands of residents", 200000, None, "hundreds of thousands"),
    ("several hundred marchers", 300, None, "several hundred"),
    ("nearly two dozen shells", 21, 24, "nearly two dozen"),
    ("at least 14 people", 14, None, "at least 14"),
    ("no fewer than nine guards", 9, None, "no fewer than nine"),
    ("up to 110 troops", 0, 110, "up to 110"),
    ("as many as 12 men", 0, 12, "as many as 12"),
    ("more than 50 people", 51, None, "more than 50"),
    ("over 1,200 people", 1201, None, "over 1,200"),
    ("fewer than 10 people", 0, 9, "fewer than 10"),
    ("about 30 people", 30, 30, "about 30"),
    ("some 4,000 people", 4000, 4000, "some 4,000"),
    ("nearly 30 people", 27, 30, "nearly 30"),
    ("between 10 and 15 gunmen", 10, 15, "between 10 and 15"),
    ("10 to 15 gunmen", 10, 15, "10 to 15"),
    ("10-15 gunmen", 10, 15, "10-15"),
    ("two or three gunmen", 2, 3, "two or three"),
    ("at least 10 to 15 gunmen", 10, None, "at least 10 to 15"),
    ("a couple of trucks", 2, 2, "a couple"),
    ("several trucks", 3, None, "several"),
    ("a few trucks", 3, None, "a few"),
    ("a handful of trucks", 3, None, "a handful"),
    ("30-plus trucks", 30, None, "30-plus"),
    ("1,000+ trucks", 1000, None, "1,000+"),
    ("30 or more trucks", 30, None, "30 or more"),
    ("1.5 million people", 1_500_000, 1_500_000, "1.5 million"),
    ("two and a half million people", 2_500_000, 2_500_000, "two and a half million"),
    ("twenty-one shells", 21, 21, "twenty-one"),
    ("one hundred and five shells", 105, 105, "one hundred and five"),
    ("two thousand three hundred shells", 2300, 2300, "two thousand three hundred"),
    ("a thousand troops", 1000, 1000, "a thousand"),
    ("said that one guard fell", 1, 1, "one"),
    ("AT LEAST 14 WOUNDED", 14, None, "AT LEAST 14"),
    ("no one was there", 0, 0, "no one"),
    ("none of them", 0, 0, "none"),
    ("no casualties", 0, 0, "no"),
    ("no military or civilian casualties", 0, 0, "no"),
    ("2,003 people", 2003, 2003, "2,003"),
]


@pytest.mark.parametrize(("text", "low", "high", "said"), COUNTS, ids=[row[0] for row in COUNTS])
def test_value_and_bounds(text: str, low: int, high: int | None, said: str) -> None:
    (found,) = find_numbers(text)
    assert (found.low, found.high) == (low, high)
    assert found.said.lower() == said.lower()
    assert text[found.start : found.end] == found.said


NO_COUNTS = [
    "an F-16 took off",
    "the K-1 base",
    "a 7-year-old boy",
    "$50 a day",
    "50 percent of it",
    "50% of it",
    "a 107mm rocket",
    "a 2,000-pound bomb",
    "on March 11",
    "on 11 March",
    "back in 2016",
    "the 2003 invasion",
    "at 7:35 local time",
    "11 a.m.",
    "Resolution 2231",
    "room No. 2",
    "one another",
    "the one they wanted",
    "it lasted three weeks",
    "12 km away",
    "a third strike",
    "Ali Hassan, 35, said",
    "Hassan, then 18, was shot",
    "million",
    "no longer",
]


@pytest.mark.parametrize("text", NO_COUNTS)
def test_measures_dates_and_names_count_nothing(text: str) -> None:
    assert find_numbers(text) == []


def test_several_numbers_come_in_order() -> None:
    found = find_numbers("Two were killed, 14 wounded and dozens displaced.")
    assert [(number.low, number.high) for number in found] == [(2, 2), (14, 14), (24, None)]


def test_and_joins_a_range_only_after_between() -> None:
    assert [number.high for number in find_numbers("10 and 15")] == [10, 15]


@pytest.mark.parametrize("text", ["1 ", "a few ", "3-4-", "at least ", "one hundred and ", "up to 1", " to 1"])
def test_hostile_line_takes_linear_time(text: str) -> None:
    line = (text * 100_000)[:100_000]
    started = time.process_time()
    find_numbers(line)
    assert time.process_time() - started < 3


WORDS = st.sampled_from(
    ["two", "a", "dozen", "hundred", "and", "no", "one", "at least", "up to", "12", "1,000", "-", "to", "or", "more",
     "million", "half", "several", "$", "%", "killed", "of", ".", "between", "3.5", "٣", "²"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=14).map(" ".join))
def test_bounds_and_spans_hold_for_any_words(text: str) -> None:
    end = 0
    for number in find_numbers(text):
        assert text[number.start : number.end] == number.said
        assert number.start >= end
        end = number.end
        assert number.low is None or number.low >= 0
        assert number.low is None or number.high is None or number.low <= number.high


@given(st.integers(min_value=0, max_value=999_999).filter(lambda n: not 1800 <= n < 2100))
def test_digits_are_read_back(value: int) -> None:
    (found,) = find_numbers(f"killed {value:,} people")
    assert (found.low, found.high) == (value, value)


def test_word_list_is_whole() -> None:
    words = number_words()
    assert set(words.units.values()) == set(range(20))
    assert set(words.before.values()) | set(words.after.values()) == {"floor", "above", "ceiling", "below", "about", "under"}
    assert bounds("above", 50, 50) == (51, None)
    assert all(word == word.lower() for word in (*words.before, *words.after, *words.measures, *words.labels))
