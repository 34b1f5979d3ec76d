"""How a figure changed: every voice's number on the day it was given, bounds as bars, each voice's own line until it revises."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from sayso.brief.charts.axis import cuts, time_axis
from sayso.brief.charts.picture import Frame, Picture, Reading, Series
from sayso.brief.charts.scale import Days, days_scale, round_ticks
from sayso.brief.charts.svg import (
    ACCENT,
    HAIR,
    PAPER,
    QUIET,
    SLATE,
    Box,
    Element,
    Room,
    add,
    drawing,
    dump,
    fit,
    halo,
    linked,
    num,
    width_of,
)  # fmt: skip
from sayso.brief.words import day

PANEL: Final = 232
"""Height of the panel of one series, heading and axis included."""
HEAD: Final = 44
FOOT: Final = 34
AXIS: Final = 40
BESIDE: Final = 15
"""Pixels between readings of one day."""


@dataclass(frozen=True, slots=True)
class Panel:
    """The frame of one series: days across, whole numbers up."""

    days: Days
    levels: Sequence[int]
    top: float
    bottom: float
    right: float

    def y(self, number: int | None) -> float:
        """Pixels of a number; no number, no ceiling: the top edge."""
        if number is None:
            return self.top - 6
        return self.bottom - (self.bottom - self.top - 10) * number / self.levels[-1]


Spot = tuple[Reading, float]
"""A reading and where it stands across."""


def figures(picture: Picture, frame: Frame) -> str:
    """One panel per series, one under the other, as SVG."""
    height = PANEL * len(picture.series)
    root = drawing(frame, "figures", height, "Figures over time", " ".join(_describe(each) for each in picture.series))
    for number, series in enumerate(picture.series):
        _panel(root, series, PANEL * number, frame)
    return dump(root)


def _describe(series: Series) -> str:
    said = "; ".join(f"{day(each.day)}, {each.voice}: {each.said}" for each in series.readings)
    return f"{series.title}: {said}."


def _panel(root: Element, series: Series, top: float, frame: Frame) -> None:
    known = [end for reading in series.readings for end in (reading.low, reading.high) if end is not None]
    right = frame.width - (70 if frame.narrow else 120)
    scale = days_scale([(reading.day, reading.day) for reading in series.readings], AXIS, right)
    panel = Panel(scale, round_ticks(max(known, default=1)), top + HEAD, top + PANEL - FOOT, frame.width)
    add(root, "text", fit(series.title, frame.width, 13), x=0, y=top + 16, font_size=13, font_weight="700")
    time_axis(root, scale, (panel.bottom, panel.bottom + 5), panel.bottom + 18, 84, frame.width)
    for level in panel.levels:
        y = panel.y(level)
        add(root, "path", d=f"M{AXIS} {num(y)}H{num(frame.width)}", stroke=HAIR if level else QUIET, stroke_width=1)
        add(root, "text", f"{level:,}", x=AXIS - 6, y=y + 4, font_size=11, fill=QUIET, text_anchor="end")
    cuts(root, scale, panel.top, panel.bottom)
    spots = _spots(series.readings, panel)
    lines = _lines(root, spots, panel)
    for reading, x in spots:
        _reading(root, reading, x, panel, frame)
    _labels(root, spots, lines, panel, frame)


def _spots(readings: Sequence[Reading], panel: Panel) -> list[Spot]:
    """Where each reading stands; readings of one day stand side by side."""
    out: list[Spot] = []
    for reading in readings:
        x = panel.days.at(reading.day)
        while any(abs(x - other) < BESIDE for _, other in out):
            x += BESIDE
        out.append((reading, x))
    return out


def _lines(root: Element, spots: Sequence[Spot], panel: Panel) -> list[Box]:
    """A step line per voice from each of its figures to the next, to the edge from its last; returns where they run.

    The line follows the ceiling said, or the floor where no ceiling was. A voice that revised itself is drawn firm.
    """
    voices: dict[str, list[Spot]] = {}
    for reading, x in spots:
        if reading.low is not None or reading.high is not None:
            voices.setdefault(reading.who, []).append((reading, x))
    taken: list[Box] = []
    for listed in voices.values():
        ends = [x for _, x in listed[1:]] + [panel.right]
        path = ""
        for (reading, x), end in zip(listed, ends, strict=True):
            y = panel.y(_level(reading))
            path += f"{'L' if path else 'M'}{num(x)} {num(y)}H{num(end)}"
            taken.append(Box(x, y - 1, end, y + 1))
        for (before, _), (after, x) in pairwise(listed):
            one, other = panel.y(_level(before)), panel.y(_level(after))
            taken.append(Box(x - 1, min(one, other), x + 1, max(one, other)))
        firm = len(listed) > 1
        add(
            root, "path", d=path, fill="none", stroke=ACCENT if firm else QUIET, stroke_width=1.8 if firm else 1,
            stroke_dasharray="" if firm else "1 3", stroke_linejoin="round",
        )  # fmt: skip
    return taken


def _level(reading: Reading) -> int | None:
    return reading.high if reading.high is not None else reading.low


def _reading(root: Element, reading: Reading, x: float, panel: Panel, frame: Frame) -> None:
    if reading.low is None and reading.high is None:
        return
    group = linked(root, frame, reading.href, f"{day(reading.day)}, {reading.voice}: {reading.said}")
    low, high = panel.y(reading.low or 0), panel.y(reading.high)
    if reading.low == reading.high:
        add(group, "circle", cx=x, cy=high, r=4.4, fill=SLATE, stroke=PAPER, stroke_width=1.2)
        return
    add(group, "path", d=f"M{num(x)} {num(low)}V{num(high)}", stroke=SLATE, stroke_width=2.2)
    if reading.low:
        add(group, "path", d=f"M{num(x - 5)} {num(low)}h10", stroke=SLATE, stroke_width=2.2)
    cap = f"M{num(x - 5)} {num(high)}h10" if reading.high is not None else f"M{num(x - 4)} {num(high + 6)}l4 -6l4 6"
    add(group, "path", d=cap, stroke=SLATE, stroke_width=2.2, fill="none")


def _labels(root: Element, spots: Sequence[Spot], lines: Sequence[Box], panel: Panel, frame: Frame) -> None:
    """The figure and its evidence number beside every reading, and who said it where there is room."""
    room = Room(Box(0, panel.top - 22, frame.width, panel.bottom), list(lines))
    for reading, x in spots:
        room.take(Box(x - 5, min(panel.y(reading.high), panel.y(_level(reading))) - 4, x + 5, panel.y(reading.low or 0) + 4))
    for reading, x in sorted(spots, key=lambda spot: -spot[1]):
        figure = f"{reading.said} [{reading.n}]"
        for voice in (fit(reading.voice, 150, 11), fit(reading.voice, 90, 11), ""):
            wide = max(width_of(figure, 12, bold=True), width_of(voice, 11))
            box = room.first_free(_slots(x, panel.y(_level(reading)), wide, 28 if voice else 15))
            if box:
                halo(root, figure, box.left, box.top + 11, 12, font_weight="700")
                halo(root, voice, box.left, box.top + 24, 11, fill=QUIET)
                break


def _slots(x: float, y: float, wide: float, tall: float) -> list[Box]:
    """Places for a label about a point, the nearest first: above and below to the right, then to the left."""
    out: list[Box] = []
    for lift in range(3, 90, 8):
        for left in (x + 3, x + 9, x - wide - 7):
            out += [Box(left, y - lift - tall, left + wide, y - lift), Box(left, y + lift, left + wide, y + lift + tall)]
    return out
