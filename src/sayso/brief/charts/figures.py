"""How a figure changed: every voice's number on the day it was given, bounds as bars, the latest one as a step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sayso.brief.charts.picture import Frame, Picture, Reading, Series
from sayso.brief.charts.scale import Days, days_scale, round_ticks, ticks
from sayso.brief.charts.svg import (
    ACCENT, HAIR, PAPER, QUIET, SLATE, Box, Element, Room, add, drawing, dump, fit, halo, linked, num, width_of,
)  # fmt: skip
from sayso.brief.words import day

PANEL: Final = 216
"""Height of the panel of one series, heading and axis included."""
HEAD: Final = 40
FOOT: Final = 26
AXIS: Final = 40


class _Scale:
    """Pixels of one panel: days across, numbers up."""

    def __init__(self, series: Series, frame: Frame, top: float) -> None:
        known = [each for reading in series.readings for each in (reading.low, reading.high) if each is not None]
        self.levels = round_ticks(max(known, default=1))
        self.days: Days = days_scale([reading.day for reading in series.readings], AXIS, frame.width - 96)
        self.top, self.bottom = top + HEAD, top + PANEL - FOOT

    def y(self, number: int) -> float:
        return self.bottom - (self.bottom - self.top - 10) * number / self.levels[-1]


def figures(picture: Picture, frame: Frame) -> str:
    """One panel per series, one under the other, as SVG."""
    height = PANEL * len(picture.series)
    desc = " ".join(_describe(series) for series in picture.series)
    root = drawing(frame, "figures", height, "Figures over time", desc)
    for number, series in enumerate(picture.series):
        _panel(root, series, _Scale(series, frame, PANEL * number), frame)
    return dump(root)


def _describe(series: Series) -> str:
    said = "; ".join(f"{day(each.day)}, {each.voice}: {each.said}" for each in series.readings)
    return f"{series.title}: {said}."


def _panel(root: Element, series: Series, scale: _Scale, frame: Frame) -> None:
    add(root, "text", fit(series.title, frame.width, 13), x=0, y=scale.top - 20, font_size=13, font_weight="700")
    for level in scale.levels:
        y = scale.y(level)
        add(root, "path", d=f"M{AXIS} {num(y)}H{num(frame.width)}", stroke=HAIR if level else QUIET, stroke_width=1)
        add(root, "text", f"{level:,}", x=AXIS - 6, y=y + 4, font_size=11, fill=QUIET, text_anchor="end")
    for when, label in ticks(scale.days, (frame.width - AXIS - 60) // 84):
        x = scale.days.at(when)
        add(root, "path", d=f"M{num(x)} {num(scale.bottom)}v5", stroke=QUIET)
        if x + width_of(label, 11) < frame.width:
            add(root, "text", label, x=x, y=scale.bottom + 18, font_size=11, fill=QUIET)
    spots = _spots(series.readings, scale)
    _steps(root, spots, scale, frame)
    for reading, x in spots:
        _reading(root, reading, x, scale, frame)
    _labels(root, spots, scale, frame)


def _spots(readings: Sequence[Reading], scale: _Scale) -> list[tuple[Reading, float]]:
    """Where each reading stands; readings of one day stand side by side."""
    out: list[tuple[Reading, float]] = []
    for reading in readings:
        x = scale.days.at(reading.day)
        while any(abs(x - other) < 9 for _, other in out):
            x += 9
        out.append((reading, x))
    return out


def _steps(root: Element, spots: Sequence[tuple[Reading, float]], scale: _Scale, frame: Frame) -> None:
    """The band of the latest reading, from its day to the next: low to high, open to the top where no ceiling was said."""
    known = [(reading, x) for reading, x in spots if reading.low is not None or reading.high is not None]
    ends = [x for _, x in known[1:]] + [frame.width - 84.0]
    path = ""
    for (reading, x), end in zip(known, ends, strict=True):
        high = scale.y(reading.high) if reading.high is not None else scale.top
        low = scale.y(reading.low or 0)
        add(root, "rect", x=x, y=high, width=max(end - x, 0), height=max(low - high, 1), fill=ACCENT, fill_opacity=0.09)
        edge = high if reading.high is not None else low
        path += f"{'L' if path else 'M'}{num(x)} {num(edge)}H{num(end)}"
    add(root, "path", d=path, fill="none", stroke=ACCENT, stroke_width=1.6, stroke_linejoin="round")


def _reading(root: Element, reading: Reading, x: float, scale: _Scale, frame: Frame) -> None:
    if reading.low is None and reading.high is None:
        return
    group = linked(root, frame, reading.href, f"{day(reading.day)}, {reading.voice}: {reading.said}")
    low, high = scale.y(reading.low or 0), scale.y(reading.high) if reading.high is not None else scale.top
    if reading.low == reading.high:
        add(group, "circle", cx=x, cy=high, r=4.2, fill=SLATE, stroke=PAPER, stroke_width=1.2)
        return
    add(group, "path", d=f"M{num(x)} {num(low)}V{num(high)}", stroke=SLATE, stroke_width=2)
    if reading.low:
        add(group, "path", d=f"M{num(x - 5)} {num(low)}h10", stroke=SLATE, stroke_width=2)
    cap = f"M{num(x - 5)} {num(high)}h10" if reading.high is not None else f"M{num(x - 4)} {num(high + 6)}l4 -6l4 6"
    add(group, "path", d=cap, stroke=SLATE, stroke_width=2, fill="none")


def _labels(root: Element, spots: Sequence[tuple[Reading, float]], scale: _Scale, frame: Frame) -> None:
    """The figure and its evidence number beside every reading, and who said it where there is room."""
    room = Room(Box(0, scale.top - 14, frame.width, scale.bottom))
    for reading, x in spots:
        y = scale.y(reading.high) if reading.high is not None else scale.y(reading.low or 0)
        room.take(Box(x - 5, y - 5, x + 5, y + 5))
    for reading, x in sorted(spots, key=lambda spot: -spot[1]):
        y = scale.y(reading.high) if reading.high is not None else scale.y(reading.low or 0)
        bold = f"{reading.said} [{reading.n}]"
        for voice in (fit(reading.voice, 128, 11), ""):
            wide = max(width_of(bold, 12), width_of(voice, 11))
            tall = 27 if voice else 14
            box = room.first_free(_slots(x, y, wide, tall))
            if box:
                halo(root, bold, box.left, box.top + 11, 12, font_weight="700")
                if voice:
                    halo(root, voice, box.left, box.top + 24, 11, fill=QUIET)
                break


def _slots(x: float, y: float, wide: float, tall: float) -> list[Box]:
    """Places for a label about a point, the best first: right above, right below, left above, left below, further up."""
    out: list[Box] = []
    for lift in (4, 26, 48, 70, 92):
        out += [
            Box(x + 7, y - tall - lift + 8, x + 7 + wide, y - lift + 8),
            Box(x + 7, y + lift - 6, x + 7 + wide, y + lift + tall - 6),
            Box(x - 7 - wide, y - tall - lift + 8, x - 7, y - lift + 8),
        ]
    return out


