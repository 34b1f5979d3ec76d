"""A flat map fitted to its events: which stretch of the globe, how many pixels a degree, and land cut to the frame."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from sayso.brief.charts.picture import Ring

LEAST_DEGREES: Final = 5.0
"""A map never shows less than this many degrees of latitude, so that a single event still has surroundings."""
PADDING: Final = 0.18
"""Share of the events' extent left free on every side."""

SPECK: Final = 1.5
"""Land of fewer square pixels is not drawn."""
FAR: Final = 2.5
"""A place is off the map when it lies more than so many times further out than all the rest."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class View:
    """An equirectangular view true to scale at its middle. ``west`` may lie beyond ±180 when it spans the date line."""

    west: float
    north: float
    per_degree: float
    """Pixels per degree of latitude."""
    squeeze: float
    """Pixels per degree of longitude over those of latitude: the cosine of the middle latitude."""
    width: float
    height: float

    def at(self, lon: float, lat: float) -> Point:
        """The pixel of a place; longitudes are wound round to the side of the globe in view."""
        middle = self.west + self.width / self.per_degree / self.squeeze / 2
        lon += 360 * round((middle - lon) / 360)
        return self.raw(lon, lat)

    def raw(self, lon: float, lat: float) -> Point:
        return ((lon - self.west) * self.per_degree * self.squeeze, (self.north - lat) * self.per_degree)


def fit_view(places: Sequence[Point], width: float, least_height: float, most_height: float) -> View:
    """The view that holds all (longitude, latitude) places with padding, between the two heights.

    Of the two ways round the globe it takes the shorter.
    """
    west, east = _shortest_span([lon for lon, _ in places])
    south, north = min(lat for _, lat in places), max(lat for _, lat in places)
    squeeze = max(math.cos(math.radians((south + north) / 2)), 0.2)
    tall = max((north - south) * (1 + 2 * PADDING), LEAST_DEGREES)
    wide = max((east - west) * (1 + 2 * PADDING), LEAST_DEGREES)
    height = min(max(width * tall / (wide * squeeze), least_height), most_height)
    per_degree = min(width / (wide * squeeze), height / tall)
    return View(
        west=(west + east) / 2 - width / per_degree / squeeze / 2,
        north=min((south + north) / 2 + height / per_degree / 2, 90.0),
        per_degree=per_degree, squeeze=squeeze, width=width, height=height,
    )  # fmt: skip


def main_group(places: Sequence[Point]) -> list[bool]:
    """For each (longitude, latitude), whether a map of them should hold it.

    Up to a quarter of the places are left off where they lie so far from the others that these would shrink to a dot.
    """
    west, _ = _shortest_span([lon for lon, _ in places])
    wound = [((lon - west) % 360, lat) for lon, lat in places]
    middle = (median(lon for lon, _ in wound), median(lat for _, lat in wound))
    squeeze = max(math.cos(math.radians(middle[1])), 0.2)
    out = [math.hypot((lon - middle[0]) * squeeze, lat - middle[1]) for lon, lat in wound]
    ordered = sorted(out)
    reach = ordered[-1]
    for dropped in range(1, len(places) // 4 + 1):
        inner = max(ordered[-dropped - 1], LEAST_DEGREES)
        if ordered[-dropped] > FAR * inner:
            reach = inner
    return [distance <= reach for distance in out]


def _shortest_span(longitudes: Iterable[float]) -> tuple[float, float]:
    """West and east of the shortest arc that holds all longitudes; east may exceed 180."""
    ordered = sorted({(lon + 180) % 360 - 180 for lon in longitudes})
    gaps = [(after - before, after) for before, after in pairwise(ordered)]
    gaps.append((ordered[0] + 360 - ordered[-1], ordered[0]))
    _, west = max(gaps, key=lambda gap: gap[0])
    return west, west + max((lon - west) % 360 for lon in ordered)


def outlines(rings: Iterable[Ring], view: View) -> list[list[Point]]:
    """Rings as pixel polygons cut to the view (with a small margin), detail below half a pixel dropped."""
    out: list[list[Point]] = []
    for ring in rings:
        wound = _unwound(ring)
        for turn in (-360.0, 0.0, 360.0):
            drawn = [view.raw(lon + turn, lat) for lon, lat in wound]
            cut = _clip(drawn, -4.0, -4.0, view.width + 4, view.height + 4)
            thin = _snapped(cut)
            if len(thin) >= 3 and area_and_middle(thin)[0] >= SPECK:
                out.append(thin)
    return out


def _unwound(ring: Ring) -> list[Point]:
    """The ring without jumps over the date line: every longitude within 180 degrees of the one before."""
    out: list[Point] = []
    for lon, lat in ring:
        if out:
            lon += 360 * round((out[-1][0] - lon) / 360)
        out.append((lon, lat))
    return out


def _clip(points: list[Point], left: float, top: float, right: float, bottom: float) -> list[Point]:
    """Sutherland–Hodgman against a rectangle: one edge at a time, axis 0 or 1, keeping one side."""
    for axis, limit, below in ((0, left, False), (0, right, True), (1, top, False), (1, bottom, True)):
        if not points:
            return []
        kept: list[Point] = []
        before = points[-1]
        was_in = (before[axis] <= limit) is below or before[axis] == limit
        for point in points:
            is_in = (point[axis] <= limit) is below or point[axis] == limit
            if is_in is not was_in:
                share = (limit - before[axis]) / (point[axis] - before[axis])
                kept.append((before[0] + share * (point[0] - before[0]), before[1] + share * (point[1] - before[1])))
            if is_in:
                kept.append(point)
            before, was_in = point, is_in
        points = kept
    return points


def _snapped(points: list[Point], grid: float = 0.5) -> list[Point]:
    """The points on a grid of half a pixel, each once: the same line has the same points from either side of a border."""
    out: list[Point] = []
    for x, y in points:
        point = (round(x / grid) * grid, round(y / grid) * grid)
        if out and point == out[-1]:
            continue
        while len(out) > 1 and _in_line(out[-2], out[-1], point):
            out.pop()
        out.append(point)
    return out


def _in_line(one: Point, two: Point, three: Point) -> bool:
    """True when the middle point lies on the straight way from the first to the third and may go."""
    (x0, y0), (x1, y1), (x2, y2) = one, two, three
    return (x1 - x0) * (y2 - y1) == (x2 - x1) * (y1 - y0) and (x1 - x0) * (x2 - x1) + (y1 - y0) * (y2 - y1) > 0


def area_and_middle(points: Sequence[Point]) -> tuple[float, Point]:
    """Area in square pixels and centre of gravity of a polygon (shoelace formula)."""
    twice = across = down = 0.0
    for (x0, y0), (x1, y1) in zip(points, [*points[1:], points[0]], strict=True):
        cross = x0 * y1 - x1 * y0
        twice += cross
        across += (x0 + x1) * cross
        down += (y0 + y1) * cross
    if abs(twice) < 1e-9:
        return 0.0, points[0]
    return abs(twice) / 2, (across / (3 * twice), down / (3 * twice))
