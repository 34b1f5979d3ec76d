"""Axes: days to pixels with long empty stretches cut out, ticks that fall on calendar days, round numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from sayso.brief.words import month

GAP: Final = 30.0
"""Pixels that a cut takes."""
LEAST: Final = 96.0
"""No stretch is drawn narrower than this."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days from ``first`` to ``last`` drawn evenly between ``left`` and ``right``."""

    first: date
    last: date
    left: float
    right: float

    def at(self, day: date) -> float:
        span = max((self.last - self.first).days, 1)
        return self.left + (self.right - self.left) * (day - self.first).days / span


@dataclass(frozen=True, slots=True)
class Days:
    """A time axis of one stretch or several with cuts between; each stretch has a scale of its own."""

    stretches: tuple[Stretch, ...]

    def at(self, day: date) -> float:
        """The pixel of a day; a day in a cut lands at its middle, one outside the axis lands outside."""
        for before, after in pairwise(self.stretches):
            if before.last < day < after.first:
                return (before.right + after.left) / 2
        return next((each for each in self.stretches if day <= each.last), self.stretches[-1]).at(day)

    @property
    def cuts(self) -> list[tuple[float, float]]:
        """Left and right of every cut."""
        return [(a.right, b.left) for a, b in pairwise(self.stretches)]


def days_scale(spans: Sequence[tuple[date, date]], left: float, right: float) -> Days:
    """An axis that holds all the spans (inclusive), with a margin; a long time without any is cut out.

    A gap is cut when it is longer than six weeks and than a sixth of the whole. Stretches share the width by how
    many spans and how many days they hold, and each covers at least ten days.
    """
    groups = _groups(sorted(spans))
    room = right - left - GAP * (len(groups) - 1)
    while len(groups) > 1 and room / len(groups) < LEAST:
        groups = [[*groups[0], *groups[1]], *groups[2:]]
        room += GAP
    edges = [_edges(group) for group in groups]
    lengths = [(last - first).days for first, last in edges]
    shares = [0.65 * len(g) / len(spans) + 0.35 * n / sum(lengths) for g, n in zip(groups, lengths, strict=True)]
    widths = [LEAST + (room - LEAST * len(groups)) * share for share in shares] if len(groups) > 1 else [room]
    stretches: list[Stretch] = []
    for (first, last), width in zip(edges, widths, strict=True):
        stretches.append(Stretch(first, last, left, left + width))
        left += width + GAP
    return Days(tuple(stretches))


def _groups(spans: list[tuple[date, date]]) -> list[list[tuple[date, date]]]:
    whole = (max(last for _, last in spans) - spans[0][0]).days
    groups: list[list[tuple[date, date]]] = []
    reach = spans[0][0]
    for first, last in spans:
        gap = (first - reach).days
        if not groups or (gap > 42 and gap > whole / 6):
            groups.append([])
        groups[-1].append((first, last))
        reach = max(reach, last)
    return groups


def _edges(group: list[tuple[date, date]]) -> tuple[date, date]:
    low, high = group[0][0], max(last for _, last in group)
    pad = max(round((high - low).days * 0.04), (10 - (high - low).days + 1) // 2, 1)
    return _shift(low, -pad), _shift(high, pad)


def _shift(day: date, by: int) -> date:
    """The day moved, held within the calendar."""
    return date.fromordinal(min(max(day.toordinal() + by, date.min.toordinal()), date.max.toordinal()))


def ticks(scale: Days, apart: float) -> list[tuple[float, str]]:
    """Pixels and labels of the axis, about ``apart`` pixels from one another; the first of a stretch names the year."""
    out: list[tuple[float, str]] = []
    for stretch in scale.stretches:
        listed = _ticks(stretch, max(int((stretch.right - stretch.left) // apart), 1))
        edge = stretch.right if stretch is scale.stretches[-1] else stretch.right - 30
        out += [(x, label) for x, label in ((stretch.at(day), label) for day, label in listed) if x <= edge]
    return out


_MONTH_STEPS: Final = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 6000, 12000)


def _ticks(stretch: Stretch, most: int) -> list[tuple[date, str]]:
    span = (stretch.last - stretch.first).days
    for step in (1, 2, 7, 14):
        if span / step <= most:
            return _day_ticks(stretch, step)
    step = next((each for each in _MONTH_STEPS if span / 30.4 / each <= most), _MONTH_STEPS[-1])
    found = _month_ticks(stretch, step)
    return found or [(stretch.first, f"{month(stretch.first)} {stretch.first.year}")]


def _day_ticks(stretch: Stretch, step: int) -> list[tuple[date, str]]:
    start = stretch.first
    if step >= 7:
        start = _shift(start, -start.weekday() + 7)
    out: list[tuple[date, str]] = []
    for offset in range(0, (stretch.last - start).days + 1, step):
        day = start + timedelta(days=offset)
        shown_year = not out or day.year != out[-1][0].year
        out.append((day, f"{day.day} {month(day)}" + (f" {day.year}" if shown_year else "")))
    return out


def _month_ticks(stretch: Stretch, step: int) -> list[tuple[date, str]]:
    out: list[tuple[date, str]] = []
    index = stretch.first.year * 12 + stretch.first.month - 1
    index += (-index) % step
    while index // 12 <= date.max.year:
        day = date(max(index // 12, 1), index % 12 + 1, 1)
        if day > stretch.last:
            break
        if day >= stretch.first:
            out.append((day, _month_label(day, step, first=not out)))
        index += step
    return out


def _month_label(day: date, step: int, *, first: bool) -> str:
    if step >= 12:
        return str(day.year)
    return f"{month(day)} {day.year}" if first or day.month <= step else month(day)


def round_ticks(most: int) -> list[int]:
    """Whole numbers from 0 up to a round number at or above ``most``, up to six of them."""
    step = 1
    while most > 5 * step:
        step = {1: 2, 2: 5, 5: 10}[int(str(step)[0])] * 10 ** (len(str(step)) - 1)
    return list(range(0, -(-max(most, 1) // step) * step + 1, step))
