"""The timeline: one lane per theatre, a mark per event, a flag for who owns it, an arc from each answer to its cause."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from sayso.brief.charts.axis import cuts, time_axis
from sayso.brief.charts.marks import STEM, flag, glyph, is_certain, kind_of, legend, legend_entries, legend_height
from sayso.brief.charts.picture import NO_PLACE, Frame, Mark, Picture
from sayso.brief.charts.scale import Days, days_scale
from sayso.brief.charts.strip import strip
from sayso.brief.charts.svg import INK, QUIET, Element, add, drawing, dump, fit, halo, linked, num, width_of, wrap
from sayso.brief.words import day, days

GUTTER: Final = 112
"""Width of the column of lane names."""
TRACK: Final = 30
"""Height of one row of marks within a lane."""
TOP: Final = 30
RADIUS: Final = 5.5
LABELLED: Final = (45, 36, 28, 20, 12, 6, 0)
"""So many events are named, the most important; the first count that keeps the chart within its height."""
LABEL_ROOM: Final = 300
LANE: Final = ("#f6f4f0", "#ffffff")


@dataclass(frozen=True, slots=True)
class Placed:
    """A mark in its place: middle (x, y), bar from ``begin`` to ``end``, name to the right or left of it."""

    mark: Mark
    x: float
    begin: float
    end: float
    label: str = ""
    to_left: bool = False
    y: float = 0.0

    @property
    def extent(self) -> tuple[float, float]:
        left, right = min(self.begin, self.x - RADIUS - 2), max(self.end, self.x + RADIUS + 4)
        name = width_of(self.label) + 8 if self.label else 0
        return (left - name, right) if self.to_left else (left, right + name)

    def apart_from(self, other: Placed) -> bool:
        (left, right), (other_left, other_right) = self.extent, other.extent
        return right + 6 < other_left or other_right + 6 < left


Lane = tuple[str, float, float]
"""Name, top and bottom of a lane."""


def timeline(picture: Picture, frame: Frame) -> str:
    """The timeline as SVG; on a narrow frame time runs down instead of across. Undated events are not drawn."""
    if frame.narrow:
        return strip(picture, frame)
    dated = [mark for mark in picture.marks if mark.first or mark.last]
    scale = days_scale([_span(mark) for mark in dated], GUTTER + 6, frame.width - 10)
    for count in LABELLED:
        placed, lanes = _lay_out(dated, {mark.id for mark in dated[:count]}, scale, frame)
        if lanes[-1][2] + 110 <= frame.most_height:
            break
    bottom = lanes[-1][2]
    entries = legend_entries(dated)
    height = bottom + 16 + legend_height(entries, frame.width) + 22
    root = drawing(frame, "timeline", height, "Timeline", _describe(dated, lanes))
    _ground(root, lanes, frame)
    time_axis(root, scale, (TOP - 5, bottom), 18, 74, frame.width)
    cuts(root, scale, TOP, bottom)
    shown = _as_of(root, scale, picture.as_of, bottom)
    _arcs(root, placed)
    for each in placed:
        _draw(root, each, frame)
    used = legend(root, entries, 0, bottom + 16, frame.width)
    _line_note(root, placed, f"as of {day(picture.as_of)}" if shown else "", bottom + 28 + used)
    return dump(root)


def _span(mark: Mark) -> tuple[date, date]:
    first, last = mark.first or mark.last, mark.last or mark.first
    return (first, last) if first and last else (date.min, date.min)


def _describe(marks: Sequence[Mark], lanes: Sequence[Lane]) -> str:
    counts = {name: sum(mark.lane == name for mark in marks) for name, _, _ in lanes}
    listed = ", ".join(f"{name}: {count}" for name, count in counts.items())
    return f"{len(marks)} events by day in lanes. {listed}. The same events are listed below as text."


def _lay_out(dated: Sequence[Mark], named: set[str], scale: Days, frame: Frame) -> tuple[list[Placed], list[Lane]]:
    """Every mark in its place and every lane with its height: the fullest lane first, in each the earliest first."""
    groups: dict[str, list[Mark]] = {}
    for mark in sorted(dated, key=lambda mark: (*_span(mark), mark.id)):
        groups.setdefault(mark.lane, []).append(mark)
    placed: list[Placed] = []
    lanes: list[Lane] = []
    top = float(TOP)
    for name, marks in sorted(groups.items(), key=lambda lane: (lane[0] == NO_PLACE, -len(lane[1]), lane[0])):
        tracks = _tracks(marks, named, scale, frame)
        for row, track in enumerate(tracks):
            placed += [replace(each, y=top + TRACK * row + 23) for each in track]
        lanes.append((name, top, top + TRACK * len(tracks) + 6))
        top = lanes[-1][2]
    return placed, lanes


def _tracks(marks: Sequence[Mark], named: set[str], scale: Days, frame: Frame) -> list[list[Placed]]:
    """Rows of a lane in which neither marks nor names touch."""
    tracks: list[list[Placed]] = []
    for mark in marks:
        each = _placed(mark, scale, frame, named=mark.id in named)
        row = next((track for track in tracks if all(each.apart_from(other) for other in track)), None)
        if row is None:
            tracks.append([each])
        else:
            row.append(each)
    return tracks


def _placed(mark: Mark, scale: Days, frame: Frame, *, named: bool) -> Placed:
    first, last = _span(mark)
    begin, end = scale.at(first), scale.at(last)
    begin, end = (begin, end + 14) if mark.last is None else (begin - 14, end) if mark.first is None else (begin, end)
    each = Placed(mark, (begin + end) / 2, begin, end)
    if not named:
        return each
    left, right = each.extent
    label = fit(mark.title, LABEL_ROOM)
    if width_of(label) + 8 <= frame.width - right:
        return replace(each, label=label)
    if left - GUTTER - 6 >= width_of(label) + 8:
        return replace(each, label=label, to_left=True)
    room_left, room_right = left - GUTTER - 14, frame.width - right - 10
    return replace(each, label=fit(label, max(room_left, room_right, 24)), to_left=room_left > room_right)


def _ground(root: Element, lanes: Sequence[Lane], frame: Frame) -> None:
    for number, (name, top, bottom) in enumerate(lanes):
        add(root, "rect", x=0, y=top, width=frame.width, height=bottom - top, fill=LANE[number % 2])
        for line, words in enumerate(wrap(name, GUTTER - 14, 12, 2 if bottom - top < 60 else 3)):
            add(root, "text", words, x=8, y=top + 23 + 15 * line, font_size=12, font_weight="600")


def _as_of(root: Element, scale: Days, as_of: date, bottom: float) -> bool:
    """A line at the day of the brief; False when that day is off the axis and there is none."""
    inside = scale.stretches[-1].first <= as_of <= scale.stretches[-1].last
    if inside:
        x = scale.at(as_of)
        line = add(root, "path", d=f"M{num(x)} {TOP}V{num(bottom)}", stroke=INK, stroke_width=1, stroke_dasharray="1 3")
        add(line, "title", f"as of {day(as_of)}")
    return inside


def _arcs(root: Element, placed: Sequence[Placed]) -> None:
    """From each event that is answered to the one that answers it, bowed so that it leaves and lands beside the marks."""
    spots = {each.mark.id: each for each in placed}
    for each in placed:
        for cause in (spots[ident] for ident in each.mark.answers if ident in spots):
            bow = max(abs(each.x - cause.x) * 0.25, 14)
            path = (
                f"M{num(cause.x)} {num(cause.y + RADIUS)}C{num(cause.x)} {num(cause.y + RADIUS + bow)} "
                f"{num(each.x - bow)} {num(each.y)} {num(each.x - RADIUS - 2)} {num(each.y)}"
            )
            add(root, "path", d=path, fill="none", stroke=QUIET, stroke_width=1, stroke_dasharray="2 2")


def _line_note(root: Element, placed: Sequence[Placed], as_of: str, y: float) -> None:
    """What the two kinds of line mean, in a last row of the legend."""
    x = 0.0
    if as_of:
        add(root, "path", d=f"M7 {num(y - 12)}V{num(y + 2)}", stroke=INK, stroke_width=1, stroke_dasharray="1 3")
        add(root, "text", as_of, x=19, y=y, font_size=11, fill=QUIET)
        x = 19 + width_of(as_of, 11) + 20
    if any(each.mark.answers for each in placed):
        add(root, "path", d=f"M{num(x)} {num(y - 11)}q0 8 14 8", fill="none", stroke=QUIET, stroke_dasharray="2 2")
        add(root, "text", "from an event to one that answers it", x=x + 20, y=y, font_size=11, fill=QUIET)


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
    glyph(group, kind, each.x, each.y, RADIUS, hollow=not is_certain(mark), dotted=not mark.happened)
    if each.label:
        left, right = min(each.begin, each.x - RADIUS), max(each.end, each.x + RADIUS)
        x, anchor = (left - 6, "end") if each.to_left else (right + 6, "start")
        halo(group, each.label, x, each.y + 4, 12, text_anchor=anchor, fill=INK if mark.happened else QUIET)
