"""The single words for time: what an atom is, and how one without a year finds its year.

An atom knows how to name its days in a context (``get``) and, if it lacks a year, inside a longer
period (``within``). ``when_merge`` puts neighbours together: "Friday" + "March 13" + "2020".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from sayso.coding import when_periods as periods
from sayso.coding.when_periods import Period
from sayso.coding.when_words import pattern, time_words


@dataclass(frozen=True, slots=True)
class Context:
    """What is known where an expression stands.

    `last` is the period mentioned before it; `ahead` is True in words about the future, False
    about the past, None when nothing nearby tells.
    """

    published: date
    at: datetime | None = None
    last: Period | None = None
    ahead: bool | None = None


Get = Callable[[Context], Period | None]
Within = Callable[[Period], Period | None]


@dataclass(frozen=True, slots=True)
class Atom:
    """A word or two for time at ``text[start:end]``."""

    kind: str
    start: int
    end: int
    get: Get
    within: Within | None = None


Reader = Callable[[str, re.Match[str]], Atom | None]
Rules = tuple[tuple[str, Reader], ...]

NEAR_AHEAD: Final = 65
LONG_AGO: Final = 300
"""A day without a year that lies this far back and comes round again within NEAR_AHEAD days is the coming one."""


def fixed(kind: str, found: re.Match[str], period: Period) -> Atom:
    """An atom that names the same days everywhere."""
    return Atom(kind, *found.span(), lambda context: period)


def yearless(kind: str, start: int, end: int, within: Within) -> Atom:
    """An atom whose year must come from its neighbour or from the date of publication."""
    return Atom(kind, start, end, lambda context: nearest(within, context, kind == "monthday"), within)


def nearest(within: Within, context: Context, near: bool = False) -> Period | None:
    """The latest such period that has begun by publication; the first not over yet if the words look ahead.

    With `near`, also the coming one if it is close and the past one is long ago.
    """
    past, coming = around(within, context.published, 1)
    if past is None or coming is None:
        past, coming = around(within, context.published, 8)
    if context.ahead and coming:
        return coming
    if near and past and coming:
        back = (context.published - past.first).days
        if back > LONG_AGO and (coming.first - context.published).days <= NEAR_AHEAD:
            return coming
    return past


def around(within: Within, published: date, reach: int) -> tuple[Period | None, Period | None]:
    """The latest period begun by `published` and the first not over then, `reach` years either way."""
    years = range(max(published.year - reach, 1), min(published.year + reach, 9998) + 1)
    found = [period for year in years if (period := within(periods.year(year)))]
    past = [period for period in found if period.first <= published]
    coming = [period for period in found if period.last >= published]
    return past[-1] if past else None, coming[0] if coming else None


def exact(year: int, month: int, number: int) -> Period | None:
    """The day, None if there is no such day."""
    try:
        return periods.day(date(year, month, number))
    except ValueError:
        return None


def two_digit_year(number: int, context: Context) -> Period:
    """The latest year ending in `number` that is at most one after publication."""
    limit = context.published.year + 1
    return periods.year(limit - (limit - number) % 100)


def span_of_days(number: int, first: int, last: int) -> Within:
    """Days `first` to `last` of month `number`, in the year given; None where there are no such days."""

    def within(period: Period) -> Period | None:
        month = periods.month(period.first.year, number)
        if first > last or last > month.last.day:
            return None
        start, end = month.first.replace(day=first), month.first.replace(day=last)
        return Period(start, end, "day" if start == end else "span")

    return within


def whole_month(number: int) -> Within:
    """Month `number` of the year given; of a span over New Year, the one inside it."""

    def within(period: Period) -> Period | None:
        found = periods.month(period.first.year, number)
        if found.first < period.first and period.unit == "span":
            found = periods.month(period.last.year, number)
        return found

    return within


def named_season(name: str) -> Within:
    """The season of the year given; the winter of 2018-19 ends in 2019."""
    first, last = time_words().seasons[name.lower()]

    def within(period: Period) -> Period | None:
        two_years = first > last and period.last.year > period.first.year
        return periods.season(period.first.year + two_years, first, last)

    return within


def find_atoms(text: str, start: int, end: int, rules: Rules) -> Iterator[Atom]:
    """Every atom that `rules` find in ``text[start:end]``; they may overlap."""
    for source, read in rules:
        for found in pattern(source).finditer(text, start, end):
            if atom := read(text, found):
                yield atom
