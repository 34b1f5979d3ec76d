"""Axes: days to pixels, ticks that fall on calendar days, round numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sayso.brief.words import month


@dataclass(frozen=True, slots=True)
class Days:
    """Maps a day to pixels between ``left`` and ``right``; a day outside lands outside."""

    first: date
    last: date
    left: float
    right: float

    def at(self, day: date) -> float:
        span = max((self.last - self.first).days, 1)
        return self.left + (self.right - self.left) * (day - self.first).days / span


def days_scale(days: Sequence[date], left: float, right: float, margin: float = 0.04) -> Days:
    """A scale that holds all the days with a margin of that share on either side, and spans at least ten days."""
    low, high = min(days), max(days)
    pad = max(round((high - low).days * margin), (10 - (high - low).days + 1) // 2, 1)
    return Days(_shift(low, -pad), _shift(high, pad), left, right)


def _shift(day: date, by: int) -> date:
    """The day moved, held within the calendar."""
    return date.fromordinal(min(max(day.toordinal() + by, date.min.toordinal()), date.max.toordinal()))


_MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12000)


def ticks(scale: Days, most: int) -> list[tuple[date, str]]:
    """At most about ``most`` days with labels: every few days, months or years, whichever is finest that fits."""
    span = (scale.last - scale.first).days
    for step in (1, 2, 7, 14):
        if span / step <= most:
            return _day_ticks(scale, step)
    step = next((each for each in _MONTH_STEPS if span / 30.4 / each <= most), _MONTH_STEPS[-1])
    return _month_ticks(scale, step)


def _day_ticks(scale: Days, step: int) -> list[tuple[date, str]]:
    start = scale.first
    if step >= 7:
        start = _shift(start, -start.weekday() + 7)
    out: list[tuple[date, str]] = []
    for offset in range(0, (scale.last - start).days + 1, step):
        day = start + timedelta(days=offset)
        shown_year = not out or day.year != out[-1][0].year
        out.append((day, f"{day.day} {month(day)}" + (f" {day.year}" if shown_year else "")))
    return out


def _month_ticks(scale: Days, step: int) -> list[tuple[date, str]]:
    out: list[tuple[date, str]] = []
    index = scale.first.year * 12 + scale.first.month - 1
    index += (-index) % step
    while index // 12 <= date.max.year:
        day = date(max(index // 12, 1), index % 12 + 1, 1)
        if day > scale.last:
            break
        if day >= scale.first:
            out.append((day, _month_label(day, step, first=not out)))
        index += step
    return out


def _month_label(day: date, step: int, *, first: bool) -> str:
    if step >= 12:
        return str(day.year)
    return f"{month(day)} {day.year}" if first or day.month <= step else month(day)


def round_ticks(most: int) -> list[int]:
    """Whole numbers from 0 up to a round number at or above ``most``, four to six of them."""
    step = 1
    while most > 5 * step:
        step = {1: 2, 2: 5, 5: 10}[int(str(step)[0])] * 10 ** (len(str(step)) - 1)
    return list(range(0, -(-max(most, 1) // step) * step + 1, step))
