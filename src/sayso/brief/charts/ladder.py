"""The claim ladder: one small ladder per actor, its rungs up the side, the actor's events across in order of time."""

from __future__ import annotations

from typing import Final

from sayso.brief.charts.marks import RUNG_LABELS
from sayso.brief.charts.picture import Climb, Frame, Picture, Step
from sayso.brief.charts.svg import ACCENT, FAINT, HAIR, PAPER, QUIET, Element, add, drawing, dump, fit, linked, num, width_of
from sayso.types import RUNGS

RUNG: Final = 19
"""Pixels between rungs."""
HEAD: Final = 26
FOOT: Final = 34
SIDE: Final = 112
PANEL: Final = HEAD + RUNG * len(RUNGS) + FOOT


def ladder(picture: Picture, frame: Frame) -> str:
    """A panel per actor, one under the other, as SVG; events stand at the same place across in all of them."""
    root = drawing(frame, "ladder", PANEL * len(picture.climbs), "Claim ladder", _describe(picture))
    orders = sorted({step.order for climb in picture.climbs for step in climb.steps})
    columns = {order: place for place, order in enumerate(orders)}
    step_wide = (frame.width - SIDE - 40) / max(len(columns), 1)
    for number, climb in enumerate(picture.climbs):
        spots = [(step, SIDE + 20 + step_wide * (columns[step.order] + 0.5)) for step in climb.steps]
        _panel(root, climb, spots, PANEL * number, frame)
    return dump(root)


def _describe(picture: Picture) -> str:
    return " ".join(
        f"{climb.actor}: " + ", ".join(f"{RUNG_LABELS[step.rung]} on {step.event} ({step.when})" for step in climb.steps) + "."
        for climb in picture.climbs
    )


def _panel(root: Element, climb: Climb, spots: list[tuple[Step, float]], top: float, frame: Frame) -> None:
    add(root, "text", fit(climb.actor, frame.width, 13), x=0, y=top + 14, font_size=13, font_weight="700")
    foot = top + HEAD + RUNG * len(RUNGS)

    def y_of(rung: str) -> float:
        return foot - RUNG * (RUNGS.index(rung) + 0.5)

    for rung in RUNGS:
        y = y_of(rung)
        if rung in ("claims", "admitted"):
            add(root, "rect", x=0, y=y - RUNG / 2, width=frame.width, height=RUNG, fill=FAINT)
        add(root, "path", d=f"M{SIDE} {num(y)}H{frame.width}", stroke=HAIR)
        add(root, "text", RUNG_LABELS[rung], x=SIDE - 8, y=y + 4, font_size=11, fill=QUIET, text_anchor="end")
    path = "".join(f"{'L' if at else 'M'}{num(x)} {num(y_of(step.rung))}" for at, (step, x) in enumerate(spots))
    add(root, "path", d=path, fill="none", stroke=ACCENT, stroke_width=1.4, stroke_linejoin="round", opacity=0.6)
    free_from = 0.0
    for step, x in spots:
        _step(root, step, x, y_of(step.rung), foot, frame)
        wide = width_of(step.when, 10.5)
        left = min(max(x - wide / 2, SIDE - 20), frame.width - wide)
        if left >= free_from:
            add(root, "text", step.when, x=left, y=foot + 14, font_size=10.5, fill=QUIET)
            free_from = left + wide + 8


def _step(root: Element, step: Step, x: float, y: float, foot: float, frame: Frame) -> None:
    """A post up to the rung reached: height alone tells it; open where the claim is disputed."""
    group = linked(root, frame, step.href, f"{step.event} ({step.when}): {RUNG_LABELS[step.rung]}")
    add(group, "path", d=f"M{num(x)} {num(foot)}V{num(y)}", stroke=QUIET, stroke_width=1, stroke_dasharray="1 2")
    fill = PAPER if step.rung in ("claims-disputed", "denies", "silent") else ACCENT
    add(group, "circle", cx=x, cy=y, r=5, fill=fill, stroke=ACCENT, stroke_width=1.8)
