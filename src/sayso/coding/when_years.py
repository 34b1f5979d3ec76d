"""Years and their parts, decades, centuries, clock times: "2018-19", "the third quarter", "the '90s", "7:35 p.m."."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from sayso.coding import when_periods as periods
from sayso.coding.numbers import read_spelled
from sayso.coding.when_atoms import Atom, Context, Rules, fixed, named_season, nearest, yearless
from sayso.coding.when_periods import DAY, Period
from sayso.coding.when_words import YEAR, day_number

NOT_YEAR_AFTER: Final = re.compile(
    r"\s{0,2}(?:%|percent|per\scent|people|men|women|troops|soldiers|civilians|miles|km|kilomet|met|feet|pounds|dollars|"
    r"tons|hours|hrs|GMT|UTC|EST|EDT|block\b)",
    re.IGNORECASE,
)
NOT_YEAR_BEFORE: Final = re.compile(
    r"(?:[$€£#]|\b(?:no\.|number|resolution|flight|about|some|nearly|almost|over|least|route|highway|than|boeing|room|"
    r"article|windows))\s{0,2}$",
    re.IGNORECASE,
)


def read_year(text: str, found: re.Match[str]) -> Atom | None:
    """ "2016", "fiscal 2019", "2018-19", "2015/2016"."""
    before = NOT_YEAR_BEFORE.search(text, max(0, found.start() - 12), found.start())
    if before or NOT_YEAR_AFTER.match(text, found.end()):
        return None
    first = int(found["y"])
    if not found["y2"]:
        return fixed("year", found, periods.year(first))
    last = first // 100 * 100 + int(found["y2"])
    if not first < last <= first + 30:
        return None
    return fixed("year", found, periods.months(first, 1, 12 * (last - first + 1), "span"))


def read_year_in_compound(text: str, found: re.Match[str]) -> Atom:
    """The year of "2017-style"."""
    return fixed("year", found, periods.year(int(found["y"])))


def read_spoken_year(text: str, found: re.Match[str]) -> Atom | None:
    """ "nineteen ninety-seven", as broadcasts are written down."""
    rest, _ = read_spelled(found["rest"])
    if rest is None:
        return None
    return fixed("year", found, periods.year((1900 if found["century"].lower() == "nineteen" else 2000) + rest))


def read_two_thousand(text: str, found: re.Match[str]) -> Atom:
    return fixed("year", found, periods.year(2000))


def read_full_decade(text: str, found: re.Match[str]) -> Atom:
    """ "the 1990s"."""
    return fixed("decade", found, periods.months(int(found["y"]), 1, 120, "decade"))


DECADES: Final = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")


def read_decade(text: str, found: re.Match[str]) -> Atom:
    """ "the '90s", "the nineties": the latest one that has begun."""
    word = found["word"].lower()
    tens = 20 + 10 * DECADES.index(word) if word in DECADES else int(word)

    def get(context: Context) -> Period:
        year = context.published.year
        return periods.months(year - (year - tens) % 100, 1, 120, "decade")

    return Atom("decade", *found.span(), get)


def read_century(text: str, found: re.Match[str]) -> Atom:
    first = day_number(found["n"]) * 100 - 99
    return fixed("century", found, periods.months(first, 1, 1200, "century"))


PLACE: Final = {"first": 0, "1": 0, "second": 1, "2": 1, "third": 2, "3": 2, "fourth": 3, "4": 3}
SOON: Final = 100
"""A quarter not begun is meant in words about the future if it begins within so many days."""


def read_quarter(text: str, found: re.Match[str]) -> Atom:
    """ "the third quarter", "Q3"."""
    place = PLACE[(found["nth"] or found["q"]).lower()]

    def within(period: Period) -> Period | None:
        return periods.months(period.first.year, 1 + 3 * place, 3, "quarter")

    def get(context: Context) -> Period | None:
        coming = nearest(within, replace(context, ahead=True))
        soon = context.ahead and coming and (coming.first - context.published).days < SOON
        return coming if soon else nearest(within, replace(context, ahead=False))

    return Atom("quarter", *found.span(), get, within)


def read_half(text: str, found: re.Match[str]) -> Atom:
    """ "H1" before a year."""
    place = int(found["h"]) - 1
    return yearless("half", *found.span(), lambda period: periods.half(periods.year(period.first.year), place))


SEASON_BEFORE: Final = re.compile(
    r"\b(?:in|into|over|during|by|since|until|early|late|mid|through|throughout|of)[\s-]{1,3}(?:the\s{1,3})?$",
    re.IGNORECASE,
)
SEASON_YEAR: Final = re.compile(
    rf",?\s{{1,3}}(?:of\s{{1,3}}|in\s{{1,3}})?(?:{YEAR}\b|(?:last|this|next|that|the\sfollowing)\s{{1,3}}year)",
    re.IGNORECASE,
)


def read_season(text: str, found: re.Match[str]) -> Atom | None:
    """ "the summer of 2019", "in spring"; "the fall of the capital" and "a spring" are left out."""
    if not SEASON_YEAR.match(text, found.end()):
        placed = SEASON_BEFORE.search(text, max(0, found.start() - 16), found.start("season"))
        if not placed or re.match(r"\s{1,3}of\b|-", text[found.end() : found.end() + 6]):
            return None
    return yearless("season", *found.span(), named_season(found["season"]))


def read_clock(text: str, found: re.Match[str]) -> Atom:
    """A clock time: of the day last spoken of; if none was, of the day of publication or the one before."""

    def get(context: Context) -> Period:
        if context.last and context.last.unit == "day":
            return context.last
        return Period(context.published - DAY, context.published)

    return Atom("clock", *found.span(), get)


def read_part(text: str, found: re.Match[str]) -> Atom:
    """ "night", "noon": means nothing without a day beside it."""
    return Atom("part", *found.span(), lambda context: None)


TENS: Final = "(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)"
ONES: Final = "(?:one|two|three|four|five|six|seven|eight|nine)"
HALF_DAY: Final = r"(?:a\.m\.|p\.m\.|am\b|pm\b)"
NOT_IN_NUMBER: Final = r"(?:(?<![\w,./:$-])|(?<=mid-)|(?<=early-)|(?<=late-))"

YEAR_RULES: Final[Rules] = (
    (
        rf"{NOT_IN_NUMBER}(?:fiscal<S>(?:year<S>)?|the<S>year<S>)?(?P<y><YEAR>)"
        r"(?:[-–/](?:(?:19|20)(?=\d\d))?(?P<y2>\d\d))?(?![\w-]|[.,:]\d)",
        read_year,
    ),
    (r"(?<![\w,./:$])(?P<y><YEAR>)(?=-[A-Za-z])", read_year_in_compound),
    (r"\bthe<S>year<S>two<S>thousand\b", read_two_thousand),
    (
        rf"\b(?P<century>nineteen|twenty)[\s-](?P<rest>{TENS}(?:[\s-]{ONES})?)\b(?!<S>(?:people|percent))",
        read_spoken_year,
    ),
    (r"\b(?:the<S>)?(?P<y>(?:1[5-9]|20)\d0)['’]?s\b", read_full_decade),
    (r"(?:\bthe<S>)?(?<!\w)['’](?P<word>[2-9]0)['’]?s\b", read_decade),
    (r"\b(?:the|mid|early|late)[\s-]{1,3}(?P<word>" + "|".join(DECADES) + r")\b", read_decade),
    (r"\b(?:the<S>)?(?P<n>(?:1\d|20|21)(?:st|nd|th)|<ORDINAL>)[\s-]{1,3}century\b", read_century),
    (
        r"\b(?:the<S>)?(?:(?P<nth>first|second|third|fourth)|(?P<q>[1-4](?=st|nd|rd|th))(?:st|nd|rd|th))[\s-]{1,3}quarter\b"
        r"(?!<S>of<S>(?:the<S>)?(?:game|match)\b)",
        read_quarter,
    ),
    (r"\bQ(?P<q>[1-4])\b(?P<nth>)", read_quarter),
    (r"\bH(?P<h>[12])(?=<S><YEAR>)", read_half),
    (r"\b(?:the<S>)?(?P<season><SEASON>)\b", read_season),
    (
        rf"(?<![\w.:,$€£])(?:(?:2[0-3]|[01]?\d):[0-5]\d(?![\d:])(?:\s?{HALF_DAY})?|(?:2[0-3]|[01]?\d)\.[0-5]\d\s?{HALF_DAY}"
        rf"|\d{{1,2}}\s?{HALF_DAY}|[0-2]\d[0-5]\d(?=\s?(?:GMT|UTC|EST|EDT|hours|hrs|local)))(?:\s{{0,2}}<ZONE>\b)?",
        read_clock,
    ),
    (r"\b<PART>\b", read_part),
)
