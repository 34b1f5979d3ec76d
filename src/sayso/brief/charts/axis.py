"""The time axis as charts draw it: ticks and their labels, cuts where time is left out."""

from __future__ import annotations

from sayso.brief.charts.scale import Days, ticks
from sayso.brief.charts.svg import HAIR, PAPER, QUIET, Element, add, num, width_of


def time_axis(root: Element, scale: Days, rule: tuple[float, float], baseline: float, apart: float, limit: float) -> None:
    """Vertical rules between the two heights of ``rule`` and labels on ``baseline``, none upon another or beyond ``limit``."""
    free_from = 0.0
    for x, label in ticks(scale, apart):
        add(root, "path", d=f"M{num(x)} {num(rule[0])}V{num(rule[1])}", stroke=HAIR, stroke_width=1)
        wide = width_of(label, 11)
        if x >= free_from and x + wide <= limit:
            add(root, "text", label, x=x + 2, y=baseline, font_size=11, fill=QUIET)
            free_from = x + wide + 8


def cuts(root: Element, scale: Days, top: float, bottom: float) -> None:
    """A blank strip with two slanting strokes at its foot and head wherever the axis leaves time out."""
    for left, right in scale.cuts:
        middle = (left + right) / 2
        add(root, "rect", x=middle - 5, y=top, width=10, height=bottom - top, fill=PAPER)
        for y in (top, bottom):
            for dx in (-5, 5):
                add(root, "path", d=f"M{num(middle + dx - 3)} {num(y + 6)}l6 -12", stroke=QUIET, stroke_width=1.2)
        add(root, "title", "the time axis is cut here")
