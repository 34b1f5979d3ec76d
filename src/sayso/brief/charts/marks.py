"""The marks of the charts: a shape per kind of deed, a flag per rung of the claim ladder. None needs colour to be told."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from sayso.brief.charts.picture import Mark
from sayso.brief.charts.svg import ACCENT, PAPER, QUIET, SLATE, Element, add, num, width_of
from sayso.types import RUNGS


@dataclass(frozen=True, slots=True)
class Kind:
    label: str
    sides: tuple[tuple[float, float], ...]
    """Corners of the shape about its middle, in units of its radius; none for a circle."""
    colour: str


def _regular(corners: int, turn: float, size: float = 1.0) -> tuple[tuple[float, float], ...]:
    angles = (turn + 2 * math.pi * corner / corners for corner in range(corners))
    return tuple((size * math.cos(angle), size * math.sin(angle)) for angle in angles)


ASSAULT: Final = Kind("Attack", _regular(4, 0.0, 1.15), ACCENT)
COERCION: Final = Kind("Seizure, arrest, sanction", _regular(4, math.pi / 4, 1.15), SLATE)
TRANSFER: Final = Kind("Transfer or aid", _regular(3, 0.0, 1.25), SLATE)
THREAT: Final = Kind("Threat, demand, accusation", _regular(3, math.pi / 2, 1.25), SLATE)
FORCES: Final = Kind("Forces moved", _regular(6, 0.0, 1.1), SLATE)
WORDS: Final = Kind("Talks, agreement, other", (), SLATE)

KINDS: Final[Mapping[str, Kind]] = {
    "ASSAULT": ASSAULT, "COERCE": COERCION, "SANCTION": COERCION, "AID": TRANSFER,
    "THREATEN": THREAT, "REQUEST": THREAT, "ACCUSE": THREAT, "REJECT": THREAT, "PROTEST": THREAT,
    "MOBILIZE": FORCES, "RETREAT": FORCES,
}  # fmt: skip
"""PLOVER category → kind of mark; any other category is drawn as words."""

RUNG_LABELS: Final[Mapping[str, str]] = {
    "silent": "silent", "denies": "denied", "coy": "coy", "praises": "praised", "claims": "claimed",
    "claims-disputed": "claimed, disputed", "admitted": "admitted",
}  # fmt: skip
STEM: Final = 13
"""Height of the stem that carries a rung's flag, in pixels above the middle of the mark."""


def kind_of(mark: Mark) -> Kind:
    return KINDS.get(mark.category or "", WORDS)


def is_certain(mark: Mark) -> bool:
    """True when the day is known: both ends given and the same."""
    return mark.first is not None and mark.first == mark.last


def glyph(parent: Element, kind: Kind, x: float, y: float, radius: float, *, hollow: bool, dotted: bool = False) -> None:
    """The shape of a kind about (x, y); hollow where the day is uncertain, dotted where nobody says it happened."""
    line: dict[str, str | float] = {
        "fill": PAPER if hollow or dotted else kind.colour, "stroke": QUIET if dotted else kind.colour,
        "stroke_width": 1.5, "stroke_dasharray": "1.5 2" if dotted else "",
    }  # fmt: skip
    if not kind.sides:
        add(parent, "circle", cx=x, cy=y, r=radius, **line)
        return
    corners = " ".join(f"{num(x + radius * dx)},{num(y + radius * dy)}" for dx, dy in kind.sides)
    add(parent, "polygon", points=corners, stroke_linejoin="round", **line)


def flag(parent: Element, rung: str, x: float, y: float, stem: float = STEM) -> None:
    """The rung of the claim ladder as a tick above (x, y): the further an actor owns the deed, the fuller its flag."""
    top = y - stem
    add(parent, "path", d=f"M{num(x)} {num(y)}V{num(top)}", stroke=QUIET, stroke_width=1.2, fill="none")
    line: dict[str, str | float] = {"stroke": QUIET, "stroke_width": 1.3, "fill": "none"}
    solid: dict[str, str | float] = {"stroke": QUIET, "stroke_width": 1.3, "fill": QUIET, "stroke_linejoin": "round"}
    match rung:
        case "denies":
            add(parent, "path", d=_path(x, top, "m-3.2 -3.2l6.4 6.4m0 -6.4l-6.4 6.4"), **line)
        case "coy":
            add(parent, "circle", cx=x, cy=top - 2, r=2.8, fill=PAPER, stroke=QUIET, stroke_width=1.3)
        case "praises":
            add(parent, "path", d=_path(x, top, "h7"), **line)
        case "claims":
            add(parent, "path", d=_path(x, top, "l7.5 3l-7.5 3z"), **solid)
        case "claims-disputed":
            add(parent, "path", d=_path(x, top, "l7.5 3l-7.5 3z"), **{**line, "fill": PAPER})
        case "admitted":
            add(parent, "path", d=_path(x, top, "h8v6h-8z"), **solid)
        case _:
            return


def _path(x: float, y: float, rest: str) -> str:
    return f"M{num(x)} {num(y)}{rest}"


Draw = tuple[str, Kind | None, str | None, str]
"""A legend entry: label, kind of mark, rung, and ``hollow``, ``dotted`` or nothing."""


def legend_entries(marks: Iterable[Mark]) -> list[Draw]:
    """What a reader must be told to read these marks, in a fixed order; only what occurs."""
    marks = list(marks)
    kinds = {kind_of(mark) for mark in marks}
    rungs = {mark.rung for mark in marks if mark.rung}
    shown = [kind for kind in (ASSAULT, COERCION, TRANSFER, THREAT, FORCES, WORDS) if kind in kinds]
    entries: list[Draw] = [(kind.label, kind, None, "") for kind in shown]
    if any(not is_certain(mark) for mark in marks):
        entries.append(("Day uncertain", shown[-1], None, "hollow"))
    if any(not mark.happened for mark in marks):
        entries.append(("Expected, possible or denied outright", shown[-1], None, "dotted"))
    entries += [(RUNG_LABELS[rung], None, rung, "") for rung in RUNGS if rung in rungs]
    return entries


def legend(parent: Element, entries: list[Draw], x: float, y: float, room: float) -> float:
    """Draws entries in rows from (x, y) over ``room`` pixels; returns the height used."""
    across, row = 0.0, 0
    for label, kind, rung, manner in entries:
        needed = 22 + width_of(label, 11) + 14
        if across and across + needed > room:
            across, row = 0.0, row + 1
        left, middle = x + across, y + 22 * row + 8
        if kind is not None:
            glyph(parent, kind, left + 7, middle, 5, hollow=manner == "hollow", dotted=manner == "dotted")
        elif rung is not None:
            flag(parent, rung, left + 6, middle + 6, 12)
        add(parent, "text", label, x=left + 19, y=middle + 4, font_size=11, fill=QUIET)
        across += needed
    return 22.0 * (row + 1) if entries else 0.0


def legend_height(entries: list[Draw], room: float) -> float:
    """The height ``legend`` would use."""
    return legend(Element("g"), entries, 0, 0, room)
