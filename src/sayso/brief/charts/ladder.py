"""The claim ladder: a small ladder per actor and event, climbed as far as the actor has gone towards owning it."""

from __future__ import annotations

from typing import Final

from sayso.brief.charts.marks import RUNG_LABELS
from sayso.brief.charts.picture import Frame, Picture, Step
from sayso.brief.charts.svg import (
    ACCENT,
    HAIR,
    PAPER,
    QUIET,
    SLATE,
    Element,
    add,
    drawing,
    dump,
    fit,
    linked,
    num,
    width_of,
    wrap,
)
from sayso.types import RUNGS

RISE: Final = 8
"""Pixels between rungs."""
WIDE: Final = 22
"""Width of a ladder."""
TALL: Final = RISE * len(RUNGS) + 4
CELL: Final = TALL + 50
"""Height of a row of ladders with their captions."""
COLUMN: Final = 74
"""Least width of a column."""
HEAD: Final = 30
KEY: Final = 104


def ladder(picture: Picture, frame: Frame) -> str:
    """A row of ladders per actor, in order of time, as SVG; one event stands in one column where the width allows."""
    orders = sorted({step.order for climb in picture.climbs for step in climb.steps})
    fits = max(int(frame.width // COLUMN), 1)
    shared = {order: place for place, order in enumerate(orders)} if len(orders) <= fits else {}
    wide = frame.width / (max(len(orders), 6) if shared else fits)
    rows = [1 if shared else -(-len(climb.steps) // fits) for climb in picture.climbs]
    height = KEY + sum(HEAD + CELL * count for count in rows)
    root = drawing(frame, "ladder", height, "Claim ladder", _describe(picture))
    _key(root)
    top = float(KEY)
    for climb, count in zip(picture.climbs, rows, strict=True):
        add(root, "path", d=f"M0 {num(top + 2)}H{frame.width}", stroke=HAIR)
        add(root, "text", fit(climb.actor, frame.width, 13), x=0, y=top + 20, font_size=13, font_weight="700")
        for at, step in enumerate(climb.steps):
            row, column = (0, shared[step.order]) if shared else divmod(at, fits)
            _step(root, step, wide * column, top + HEAD + CELL * row, wide, frame)
        top += HEAD + CELL * count
    return dump(root)


def _describe(picture: Picture) -> str:
    return " ".join(
        f"{climb.actor}: " + ", ".join(f"{RUNG_LABELS[step.rung]} on {step.event} ({step.when})" for step in climb.steps) + "."
        for climb in picture.climbs
    )


def _key(root: Element) -> None:
    """One ladder with its rungs named, to read the others by."""
    rise = 12
    for number, rung in enumerate(RUNGS):
        y = 88 - rise * number
        add(root, "path", d=f"M0 {num(y)}h{WIDE}", stroke=SLATE, stroke_width=2)
        add(root, "text", RUNG_LABELS[rung], x=WIDE + 10, y=y + 4, font_size=11, fill=QUIET)
    for x in (0, WIDE):
        add(root, "path", d=f"M{x} 94V{88 - rise * len(RUNGS) + 4}", stroke=SLATE, stroke_width=1.4)


def _step(root: Element, step: Step, left: float, top: float, wide: float, frame: Frame) -> None:
    """A ladder filled up to the rung reached; broken at the top where others dispute the claim."""
    group = linked(root, frame, step.href, f"{step.event} ({step.when}): {RUNG_LABELS[step.rung]}")
    reached = RUNGS.index(step.rung)
    foot = top + TALL
    add(group, "rect", x=left, y=top, width=WIDE, height=TALL, fill=PAPER, fill_opacity=0)
    for x in (left, left + WIDE):
        add(group, "path", d=f"M{num(x)} {num(foot)}V{num(top)}", stroke=HAIR, stroke_width=1.2)
        add(group, "path", d=f"M{num(x)} {num(foot)}V{num(foot - 4 - RISE * reached)}", stroke=SLATE, stroke_width=1.6)
    for number in range(len(RUNGS)):
        climbed = number <= reached
        broken = number == reached and step.rung == "claims-disputed"
        add(
            group, "path", d=f"M{num(left)} {num(foot - 4 - RISE * number)}h{WIDE}",
            stroke=ACCENT if number == reached else SLATE if climbed else HAIR,
            stroke_width=3.2 if number == reached else 1.8 if climbed else 1, stroke_dasharray="4 3" if broken else "",
        )  # fmt: skip
    lines = wrap(RUNG_LABELS[step.rung], wide - 6, 11, 1 if width_of(RUNG_LABELS[step.rung], 11, bold=True) < wide - 6 else 2)
    for line, words in enumerate(lines):
        add(group, "text", words, x=left, y=foot + 14 + 12 * line, font_size=11, font_weight="700")
    add(group, "text", fit(step.when, wide - 4, 10), x=left, y=foot + 14 + 12 * len(lines), font_size=10, fill=QUIET)
