"""The timeline: one lane per theatre, a mark per event, a flag for who owns it, an arc from each answer to its cause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sayso.brief.charts.marks import STEM, flag, glyph, is_certain, kind_of, legend, legend_entries, legend_height
from sayso.brief.charts.picture import Frame, Mark, Picture
from sayso.brief.charts.scale import Days, days_scale, ticks
from sayso.brief.charts.strip import strip
from sayso.brief.charts.svg import FAINT, HAIR, INK, QUIET, Element, add, drawing, dump, fit, halo, linked, num, width_of, wrap
from sayso.brief.words import day, days

GUTTER: Final = 118
"""Width of the column of lane names."""
TRACK: Final = 34
"""Height of one row of marks within a lane."""
RADIUS: Final = 5.5
LABELLED: Final = 40
"""At most so many events are named, the most important; beyond, names would drown the marks."""
LABEL_ROOM: Final = 168


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark in its place: middle (x, y), bar from ``begin`` to ``end``, name to the right or left of it."""

    mark: Mark
    x: float
    y: float
    begin: float
    end: float
    label: str
    to_left: bool


def timeline(picture: Picture, frame: Frame) -> str:
    """The timeline as SVG; on a narrow frame time runs down instead of across. Undated events are not drawn."""
    dated = [mark for mark in picture.marks if mark.first or mark.last]
    if frame.narrow:
        return strip(picture, frame)
    scale = days_scale([each for mark in dated for each in (mark.first, mark.last) if each], GUTTER + 8, frame.width - 8)
    lanes = _lanes(dated)
    placed: list[Placed] = []
    tops: list[tuple[str, float, float]] = []
    top = 30.0
    named = {mark.id for mark in dated[:LABELLED]}
    for name, marks in lanes:
        tracks = _tracks(marks, named, scale, frame)
        placed += [_at(each, top + TRACK * row + 25) for row, track in enumerate(tracks) for each in track]
        tops.append((name, top, top + TRACK * len(tracks) + 6))
        top = tops[-1][2]
    entries = legend_entries(dated)
    height = top + 14 + legend_height(entries, frame.width) + (20 if any(mark.answers for mark in dated) else 0)
    root = drawing(frame, "timeline", height, "Timeline", _describe(dated, lanes))
    _grid(root, scale, tops, picture.as_of, frame)
    _arcs(root, placed)
    for each in placed:
        _draw(root, each, frame)
    used = legend(root, entries, 0, top + 14, frame.width)
    if any(mark.answers for mark in dated):
        add(root, "path", d=f"M0 {num(top + 28 + used)}q9 -12 18 0", fill="none", stroke=QUIET, stroke_dasharray="2 2")
        note = "an event that answers an earlier one, as its sources put it"
        add(root, "text", note, x=26, y=top + 28 + used, font_size=11, fill=QUIET)
    return dump(root)


def _describe(marks: Sequence[Mark], lanes: Sequence[tuple[str, list[Mark]]]) -> str:
    listed = ", ".join(f"{name}: {len(each)}" for name, each in lanes)
    return f"{len(marks)} events by day in lanes. {listed}. The same events are listed below as text."


def _lanes(marks: Sequence[Mark]) -> list[tuple[str, list[Mark]]]:
    """Lanes with the most events first, then by name."""
    lanes: dict[str, list[Mark]] = {}
    for mark in marks:
        lanes.setdefault(mark.lane, []).append(mark)
    return sorted(lanes.items(), key=lambda lane: (-len(lane[1]), lane[0]))


def _tracks(marks: list[Mark], named: set[str], scale: Days, frame: Frame) -> list[list[Placed]]:
    """Rows of a lane in which neither marks nor names touch; the most important marks choose first."""
    tracks: list[list[Placed]] = []
    for mark in marks:
        each = _placed(mark, scale, frame, named=mark.id in named)
        left, right = _extent(each)
        row = next((track for track in tracks if all(_apart(left, right, other) for other in track)), None)
        if row is None:
            row = []
            tracks.append(row)
        row.append(each)
    return tracks


def _placed(mark: Mark, scale: Days, frame: Frame, *, named: bool) -> Placed:
    first, last = mark.first or mark.last, mark.last or mark.first
    begin = scale.at(first) if first else 0.0
    end = scale.at(last) if last else 0.0
    begin, end = (begin, end + 14) if mark.last is None else (begin - 14, end) if mark.first is None else (begin, end)
    label = fit(mark.title, LABEL_ROOM) if named else ""
    room_right = frame.width - max(end, (begin + end) / 2 + RADIUS) - 8
    to_left = width_of(label) > room_right and begin - GUTTER > width_of(label) + 14
    if not to_left:
        label = fit(label, max(room_right, 24)) if label else ""
    return Placed(mark, (begin + end) / 2, 0.0, begin, end, label, to_left)


def _at(each: Placed, y: float) -> Placed:
    return Placed(each.mark, each.x, y, each.begin, each.end, each.label, each.to_left)


def _extent(each: Placed) -> tuple[float, float]:
    left, right = min(each.begin, each.x - RADIUS - 2), max(each.end, each.x + RADIUS + 4)
    name = width_of(each.label) + 8 if each.label else 0
    return (left - name, right) if each.to_left else (left, right + name)


def _apart(left: float, right: float, other: Placed) -> bool:
    other_left, other_right = _extent(other)
    return right + 6 < other_left or other_right + 6 < left


def _grid(root: Element, scale: Days, lanes: list[tuple[str, float, float]], as_of: date, frame: Frame) -> None:
    bottom = lanes[-1][2] if lanes else 40
    for number, (name, top, end) in enumerate(lanes):
        add(root, "rect", x=0, y=top, width=frame.width, height=end - top, fill=FAINT if number % 2 == 0 else "#ffffff")
        for line, words in enumerate(wrap(name, GUTTER - 18, 12, 2 if end - top < 60 else 3)):
            add(root, "text", words, x=8, y=top + 22 + 15 * line, font_size=12, font_weight="600")
    for when, label in ticks(scale, (frame.width - GUTTER) // 78):
        x = scale.at(when)
        add(root, "path", d=f"M{num(x)} 26V{num(bottom)}", stroke=HAIR, stroke_width=1)
        if x + width_of(label, 11) < frame.width:
            add(root, "text", label, x=x + 3, y=18, font_size=11, fill=QUIET)
    if scale.first <= as_of <= scale.last:
        x = scale.at(as_of)
        add(root, "path", d=f"M{num(x)} 22V{num(bottom)}", stroke=INK, stroke_width=1, stroke_dasharray="1 3")
        add(root, "title", f"as of {day(as_of)}")


def _arcs(root: Element, placed: list[Placed]) -> None:
    spots = {each.mark.id: each for each in placed}
    for each in placed:
        for cause in (spots[ident] for ident in each.mark.answers if ident in spots):
            lift = min(cause.y, each.y) - 12 - min(abs(each.x - cause.x) / 12, 26)
            middle = (cause.x + each.x) / 2
            path = f"M{num(cause.x)} {num(cause.y - 6)}Q{num(middle)} {num(lift)} {num(each.x)} {num(each.y - 7)}"
            add(root, "path", d=path, fill="none", stroke=QUIET, stroke_width=1, stroke_dasharray="2 2", opacity=0.7)


def _draw(root: Element, each: Placed, frame: Frame) -> None:
    mark, kind = each.mark, kind_of(each.mark)
    group = linked(root, frame, mark.href, f"{days(mark.first, mark.last)}: {mark.title}")
    if each.end - each.begin > 2:
        add(
            group, "path", d=f"M{num(each.begin)} {num(each.y)}H{num(each.end)}", stroke=kind.colour,
            stroke_width=3, stroke_linecap="round", opacity=0.35,
        )  # fmt: skip
    if mark.rung:
        flag(group, mark.rung, each.x, each.y, STEM)
    glyph(group, kind, each.x, each.y, RADIUS, hollow=not is_certain(mark))
    if each.label:
        left, right = min(each.begin, each.x - RADIUS), max(each.end, each.x + RADIUS)
        x, anchor = (left - 6, "end") if each.to_left else (right + 6, "start")
        halo(group, each.label, x, each.y + 4, 12, text_anchor=anchor)
