"""Bars: one value a line, with its interval as a whisker and a tick for what to compare it with."""

from __future__ import annotations

from typing import Final

from sayso.brief.charts.picture import Bar, Frame, Picture
from sayso.brief.charts.svg import ACCENT, FAINT, HAIR, INK, QUIET, SLATE, Element, add, drawing, dump, fit, linked, num

TOP: Final = 6
ROW: Final = 38
"""Height of one bar: its label above it."""


def bars(picture: Picture, frame: Frame) -> str:
    """One bar per line in the order given, as SVG, all on one scale from nought to the highest value or interval."""
    height = TOP + ROW * len(picture.bars) + 4
    said = " ".join(f"{each.label}: {each.said}." for each in picture.bars)
    root = drawing(frame, "bars", height, "Values with intervals", said or "No value.")
    most = max((max(each.value, each.high or 0, each.mark or 0) for each in picture.bars), default=0) or 1
    for place, each in enumerate(picture.bars):
        _bar(root, each, TOP + ROW * place, (frame.width - 4) / most, frame)
    return dump(root)


def _bar(root: Element, each: Bar, top: float, unit: float, frame: Frame) -> None:
    group = linked(root, frame, each.href, f"{each.label}: {each.said}") if each.href else add(root, "g")
    add(group, "text", fit(f"{each.label}: {each.said}", frame.width, 12), x=0, y=top + 12, font_size=12, fill=INK)
    add(group, "rect", x=0, y=top + 18, width=frame.width - 2, height=12, fill=FAINT, stroke=HAIR)
    add(group, "rect", x=0, y=top + 18, width=max(each.value, 0) * unit, height=12, fill=SLATE)
    if each.low is not None and each.high is not None:
        left, right, middle = each.low * unit, each.high * unit, num(top + 24)
        add(group, "path", d=f"M{num(left)} {middle}H{num(right)}", stroke=QUIET, stroke_width=2)
        for end in (left, right):
            add(group, "path", d=f"M{num(end)} {num(top + 20)}v8", stroke=QUIET, stroke_width=2)
    if each.mark is not None:
        add(group, "path", d=f"M{num(each.mark * unit)} {num(top + 15)}v18", stroke=ACCENT, stroke_width=2)
