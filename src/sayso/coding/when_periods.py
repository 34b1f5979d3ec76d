"""Calendar periods, first and last day inclusive, and the arithmetic that dates in reports need.

Weeks run Monday to Sunday. Seasons are the northern ones, whole months; a winter is named by the
year it ends in. "early", "mid" and "late" are thirds: days 1-10, 11-20 and 21 on of a month, four
months each of a year. A past "last week" is the calendar week before, whatever today's weekday.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

DAY: Final = timedelta(days=1)
MONTHS_IN: Final = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
DAYS_IN: Final = {"minute": 0, "hour": 0, "day": 1, "week": 7, "fortnight": 14}


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first` to `last`, both included, and the calendar unit it is one of ("span" if none)."""

    first: date
    last: date
    unit: str = "span"


def day(when: date) -> Period:
    return Period(when, when, "day")


@lru_cache(maxsize=4096)
def month(year: int, number: int) -> Period:
    return Period(date(year, number, 1), date(year, number, monthrange(year, number)[1]), "month")


def year(number: int) -> Period:
    return months(number, 1, 12, "year")


@lru_cache(maxsize=4096)
def months(year: int, first: int, count: int, unit: str) -> Period:
    """`count` whole months from month `first` of `year`; `first` may run past 12 or below 1."""
    start = year * 12 + first - 1
    end = start + count - 1
    return Period(month(*by_index(start)).first, month(*by_index(end)).last, unit)


def by_index(index: int) -> tuple[int, int]:
    return index // 12, index % 12 + 1


def season(year: int, first: int, last: int) -> Period:
    """The season from month `first` to month `last`, that ends in `year`."""
    return Period(month(year - (first > last), first).first, month(year, last).last, "season")


def weekend(when: date) -> Period:
    """Saturday and Sunday of the week of `when`."""
    saturday = when + DAY * (5 - when.weekday())
    return Period(saturday, saturday + DAY, "weekend")


def containing(when: date, unit: str) -> Period:
    """The calendar unit that `when` falls in."""
    match unit:
        case "week" | "fortnight":
            monday = when - DAY * when.weekday()
            return Period(monday, monday + 6 * DAY, "week")
        case "month":
            return month(when.year, when.month)
        case "quarter":
            return months(when.year, (when.month - 1) // 3 * 3 + 1, 3, "quarter")
        case "year":
            return year(when.year)
        case "decade":
            return months(when.year // 10 * 10, 1, 120, "decade")
        case "century":
            return months((when.year - 1) // 100 * 100 + 1, 1, 1200, "century")
        case "weekend":
            return weekend(when)
        case _:
            return day(when)


def shift(when: date, unit: str, count: int) -> date:
    """`when` moved by `count` units; the last day of the month where the day does not exist there."""
    if unit in MONTHS_IN:
        year, number = by_index(when.year * 12 + when.month - 1 + count * MONTHS_IN[unit])
        return date(year, number, min(when.day, monthrange(year, number)[1]))
    return when + DAY * (count * DAYS_IN.get(unit, 7))


def third(period: Period, which: int) -> Period:
    """The early (0), middle (1) or late (2) third of `period`; a day has no thirds."""
    first, last = period.first, period.last
    if period.unit == "month":
        starts = (1, 11, 21)
        ends = (10, 20, last.day)
        return Period(first.replace(day=starts[which]), first.replace(day=ends[which]))
    if period.unit in ("year", "season", "quarter"):
        count = 4 if period.unit == "year" else 1
        return months(first.year, first.month + which * count, count, "span")
    if period.unit == "decade":
        return months(first.year + which * 3, 1, 48, "span")
    length = (last - first).days + 1
    if length < 3:
        return period
    start = first + DAY * (length * which // 3)
    return Period(start, first + DAY * (-(-length * (which + 1) // 3) - 1))


def half(period: Period, which: int) -> Period:
    """The first (0) or second (1) half of `period`."""
    first, last = period.first, period.last
    if period.unit in ("year", "decade", "century"):
        count = MONTHS_IN[period.unit] // 2
        return months(first.year, first.month + which * count, count, "half")
    middle = first + DAY * ((last - first).days // 2)
    return Period(middle + DAY, last, "half") if which else Period(first, middle, "half")


def edge(period: Period, unit: str, count: int, at_end: bool) -> Period:
    """The first `count` units of `period`, or its last ones."""
    if at_end:
        start = shift(period.last + DAY, unit, -count)
        return Period(max(start, period.first), period.last)
    return Period(period.first, min(shift(period.first, unit, count) - DAY, period.last))
