"""The escalation ladder: a bar of ten steps per side, filled to where it stands, with a tick where it stood before."""

from __future__ import annotations

from typing import Final

from sayso.brief.charts.picture import Frame, Picture, Stand
from sayso.brief.charts.svg import ACCENT, FAINT, HAIR, INK, QUIET, SLATE, Element, add, drawing, dump, fit, linked, num

TOP: Final = 34
ROW: Final = 46
"""Height of one side: its name above its bar."""
STEPS: Final = 10
FORCE: Final = 6
"""The first step on which force is used; from here on a bar is drawn in the accent."""


def steps(picture: Picture, frame: Frame) -> str:
    """One bar per side, in the order given, as SVG; steps of force stand apart by colour and by a rule."""
    height = TOP + ROW * len(picture.stands) + 8
    said = " ".join(f"{each.question} {each.side}: step {each.now} of {STEPS}, before {each.before}." for each in picture.stands)
    root = drawing(frame, "steps", height, "Escalation ladder", said)
    wide = (frame.width - 2) / STEPS
    for number in range(1, STEPS + 1):
        add(root, "text", str(number), x=wide * (number - 0.5), y=14, font_size=11, fill=QUIET, text_anchor="middle")
    line = wide * (FORCE - 1)
    add(root, "path", d=f"M{num(line)} 4V{num(height - 6)}", stroke=ACCENT, stroke_width=1, stroke_dasharray="3 3")
    add(root, "text", "force", x=line + 4, y=27, font_size=11, fill=ACCENT)
    for place, each in enumerate(picture.stands):
        _bar(root, each, TOP + ROW * place, wide, frame)
    return dump(root)


def _bar(root: Element, each: Stand, top: float, wide: float, frame: Frame) -> None:
    name = f"{each.side} {each.arrow} {each.band}"
    root = linked(root, frame, each.href, f"{each.question} {each.side}: step {each.now}, four weeks before {each.before}")
    add(root, "text", fit(name, frame.width, 12), x=0, y=top + 14, font_size=12, font_weight="700", fill=INK)
    for number in range(1, STEPS + 1):
        reached = number <= each.now
        fill = (ACCENT if number >= FORCE else SLATE) if reached else FAINT
        add(root, "rect", x=wide * (number - 1), y=top + 20, width=wide - 2, height=14, fill=fill, stroke=HAIR)
    if each.before:
        x = wide * each.before - 1
        add(root, "path", d=f"M{num(x)} {num(top + 17)}v20", stroke=INK, stroke_width=2)
