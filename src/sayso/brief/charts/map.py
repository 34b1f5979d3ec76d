"""The map: land cut to the events, a circle per place as wide as the place is vague, counts where places fall together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from sayso.brief.charts.picture import Basemap, Frame, Mark, Picture
from sayso.brief.charts.projection import Point, View, area_and_middle, fit_view, outlines
from sayso.brief.charts.svg import (
    ACCENT,
    HAIR,
    PAPER,
    QUIET,
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
from sayso.brief.words import PRECISION_WORDS
from sayso.types import PRECISIONS

SEA: Final = "#e8eff2"
LAND: Final = "#f8f5ee"
BORDER: Final = "#bdb8ac"
RADII: Final = {"site": 4.5, "locality": 6.5, "admin1": 12.0, "country": 18.0, "sea": 15.0, "region": 26.0}
"""Precision → radius of its circle in pixels: the vaguer the place, the wider and fainter."""
KM_PER_DEGREE: Final = 111.2
"""Kilometres in a degree of latitude."""
BARS: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000)
DASHES: Final = {"admin1": "", "country": "5 3", "sea": "1.5 3", "region": "8 4"}


@dataclass(frozen=True, slots=True)
class Cluster:
    """Marks of one precision that fall together on the map. ``places`` are their names, each once."""

    x: float
    y: float
    precision: str
    marks: tuple[Mark, ...]
    places: tuple[str, ...]

    @property
    def radius(self) -> float:
        more = 3.5 if len(self.marks) > 1 and self.precision in ("site", "locality") else 0.0
        return RADII[self.precision] + more


def events_map(picture: Picture, frame: Frame) -> str:
    """The map as SVG. Events without coordinates are not on it; the page lists them."""
    placed = [(mark, mark.lon, mark.lat) for mark in picture.marks if mark.lat is not None and mark.lon is not None]
    places = [(lon, lat) for _, lon, lat in placed]
    tall, short = (1.15, 0.9) if frame.narrow else (0.64, 0.48)
    view = fit_view(places, frame.width, short * frame.width, tall * frame.width)
    clusters = _clusters([(mark, *view.at(lon, lat)) for mark, lon, lat in placed])
    foot = _legend_height(clusters, frame)
    desc = f"{len(placed)} events at {len(clusters)} places. " + "; ".join(_tip(each) for each in clusters[:12]) + "."
    root = drawing(frame, "map", view.height + foot, "Map", desc)
    frame_id = f"{frame.prefix}-map-edge"
    add(add(root, "clipPath", id=frame_id), "rect", x=0, y=0, width=view.width, height=view.height)
    sheet = add(root, "g", clip_path=f"url(#{frame_id})")
    add(sheet, "rect", x=0, y=0, width=view.width, height=view.height, fill=SEA)
    names = _land(sheet, picture.basemap, view)
    for each in sorted(clusters, key=lambda each: -each.radius):
        _circle(sheet, each, frame)
    _labels(sheet, clusters, names, view, frame)
    _scale_bar(sheet, view)
    add(root, "rect", x=0.5, y=0.5, width=view.width - 1, height=view.height - 1, fill="none", stroke=HAIR)
    _legend(root, clusters, view.height + 16, frame)
    return dump(root)


def _clusters(spots: Sequence[tuple[Mark, float, float]]) -> list[Cluster]:
    """Marks of one precision whose circles would overlap, taken together about the first (most important) of them."""
    groups: list[tuple[float, float, str, list[Mark]]] = []
    for mark, x, y in spots:
        precision = mark.precision if mark.precision in RADII else "region"
        near = 2.0 * RADII[precision]
        for group_x, group_y, group_precision, marks in groups:
            if group_precision == precision and (x - group_x) ** 2 + (y - group_y) ** 2 < near**2:
                marks.append(mark)
                break
        else:
            groups.append((x, y, precision, [mark]))
    return [
        Cluster(x, y, precision, tuple(marks), tuple(dict.fromkeys(mark.place or mark.title for mark in marks)))
        for x, y, precision, marks in groups
    ]


def _land(parent: Element, basemap: Basemap, view: View) -> list[tuple[float, str, Point]]:
    """Draws every country in view; returns visible area in square pixels, name and where the name may stand."""
    names: list[tuple[float, str, Point]] = []
    sheet = add(parent, "g", fill=LAND, fill_rule="evenodd", stroke=BORDER, stroke_width=0.7, stroke_linejoin="round")
    for _, name, rings in basemap:
        polygons = outlines(rings, view)
        if not polygons:
            continue
        add(sheet, "path", d="".join(map(_outline, polygons)))
        area, middle = max((area_and_middle(polygon) for polygon in polygons), key=lambda found: found[0])
        names.append((area, name, middle))
    return sorted(names, reverse=True)


def _outline(polygon: Sequence[Point]) -> str:
    """A closed path in steps from point to point, which is half as long as in absolute places."""
    steps = (f"{num(x - x0)} {num(y - y0)}" for (x0, y0), (x, y) in pairwise(polygon))
    return f"M{num(polygon[0][0])} {num(polygon[0][1])}l{' '.join(steps)}z".replace(" -", "-")


def _circle(parent: Element, each: Cluster, frame: Frame) -> None:
    group = linked(parent, frame, each.marks[0].href, _tip(each))
    vague = each.precision not in ("site", "locality")
    add(
        group, "circle", cx=each.x, cy=each.y, r=each.radius, fill=ACCENT, fill_opacity=0.1 if vague else 0.88,
        stroke=ACCENT if vague else PAPER, stroke_width=1.2, stroke_dasharray=DASHES.get(each.precision, ""),
    )  # fmt: skip
    if len(each.marks) > 1:
        add(
            group, "text", str(len(each.marks)), x=each.x, y=each.y + 4, font_size=11, font_weight="700",
            fill=ACCENT if vague else PAPER, text_anchor="middle",
        )  # fmt: skip


def _tip(each: Cluster) -> str:
    count = f"{len(each.marks)} events" if len(each.marks) > 1 else each.marks[0].title
    return f"{', '.join(each.places[:3])}: {count}"


def _scale_bar(parent: Element, view: View) -> None:
    """A bar of a round number of kilometres, at most a sixth of the width, true at the middle of the map."""
    per_km = view.per_degree / KM_PER_DEGREE
    length = max((each for each in BARS if each * per_km <= view.width / 6), default=BARS[0])
    x, y = 12.0, view.height - 14
    add(parent, "path", d=f"M{num(x)} {num(y - 4)}v4h{num(length * per_km)}v-4", fill="none", stroke=QUIET, stroke_width=1.2)
    halo(parent, f"{length:,} km", x, y - 8, 10, fill=QUIET)


def _labels(
    parent: Element, clusters: Sequence[Cluster], names: Sequence[tuple[float, str, Point]], view: View, frame: Frame
) -> None:
    """Names of places first, in order of importance, then of countries, each only where nothing else stands."""
    room = Room(Box(2, 2, view.width - 2, view.height - 2), [Box(0, view.height - 36, view.width / 6 + 24, view.height)])
    for each in clusters:
        reach = each.radius * (1.0 if each.precision in ("site", "locality") else 0.8)
        room.take(Box(each.x - reach, each.y - reach, each.x + reach, each.y + reach))
    named = {each.places[0].casefold() for each in clusters}
    for each in clusters:
        more = f" +{len(each.places) - 1}" if len(each.places) > 1 else ""
        text = fit(each.places[0], 130 if frame.narrow else 170, 12) + more
        _place_label(parent, text, each, room)
    for each in clusters:
        room.take(Box(each.x - each.radius, each.y - each.radius, each.x + each.radius, each.y + each.radius))
    for area, name, (x, y) in names:
        spread = name.upper()
        wide = width_of(spread, 10) + 1.5 * len(spread)
        if area < wide * 26 or name.casefold() in named:
            continue
        spots = [Box(x - wide / 2, y + dy - 11, x + wide / 2, y + dy + 3) for dy in (0, -24, 24, -48, 48)]
        box = room.first_free(spots)
        if box:
            middle = (box.left + box.right) / 2
            add(
                parent, "text", spread, x=middle, y=box.bottom - 3, font_size=10, fill="#6b6860",
                text_anchor="middle", letter_spacing=1.5,
            )  # fmt: skip


def _place_label(parent: Element, text: str, each: Cluster, room: Room) -> None:
    """The name beside its circle: right, left, above, below, then at the corners; nowhere when none of them is free."""
    wide, gap = width_of(text, 12, bold=True), each.radius + 4
    near = gap * 0.75
    slots = (
        ("start", gap, 4.0), ("end", -gap, 4.0), ("middle", 0.0, -gap), ("middle", 0.0, gap + 9),
        ("start", near, -near + 2), ("start", near, near + 6), ("end", -near, -near + 2), ("end", -near, near + 6),
    )  # fmt: skip
    for anchor, dx, dy in slots:
        x, y = each.x + dx, each.y + dy
        left = x if anchor == "start" else x - wide if anchor == "end" else x - wide / 2
        box = Box(left, y - 11, left + wide, y + 3)
        if room.free(box):
            room.take(box)
            halo(parent, text, x, y, 12, font_weight="600", text_anchor=anchor)
            return


def _legend_rows(clusters: Sequence[Cluster], frame: Frame) -> list[tuple[str, float, float]]:
    """(precision, x, row) of each precision that occurs, set in rows; rings are drawn smaller than on the map."""
    x, row, out = 0.0, 0, []
    for precision in PRECISIONS:
        if not any(each.precision == precision for each in clusters):
            continue
        needed = 36 + width_of(PRECISION_WORDS[precision], 11) + 14
        if x and x + needed > frame.width:
            x, row = 0.0, row + 1
        out.append((precision, x, float(row)))
        x += needed
    return out


def _legend_height(clusters: Sequence[Cluster], frame: Frame) -> float:
    rows = _legend_rows(clusters, frame)
    return 20 + 30 * (rows[-1][2] + 1) if rows else 0


def _legend(root: Element, clusters: Sequence[Cluster], top: float, frame: Frame) -> None:
    for precision, x, row in _legend_rows(clusters, frame):
        vague = precision not in ("site", "locality")
        y = top + 30 * row + 10
        add(
            root, "circle", cx=x + 15, cy=y, r=min(RADII[precision], 13), fill=ACCENT, fill_opacity=0.1 if vague else 0.88,
            stroke=ACCENT if vague else PAPER, stroke_width=1.2, stroke_dasharray=DASHES.get(precision, ""),
        )  # fmt: skip
        add(root, "text", PRECISION_WORDS[precision], x=x + 34, y=y + 4, font_size=11, fill=QUIET)
