"""An invented strait with four countries and two islands, its coasts roughened so that a map of it looks like one."""

from __future__ import annotations

import math
import random
from itertools import pairwise

Point = tuple[float, float]
Country = tuple[str, str, list[list[Point]]]


def rough(start: Point, end: Point, seed: int, depth: int = 6) -> list[Point]:
    """A crooked line from start to end by midpoint displacement; the same seed gives the same line."""
    chance = random.Random(seed)
    line = [start, end]
    for level in range(depth):
        bent: list[Point] = []
        for (x0, y0), (x1, y1) in pairwise(line):
            reach = math.hypot(x1 - x0, y1 - y0) * (0.22 if level else 0.12)
            bent += [(x0, y0), ((x0 + x1) / 2 + chance.uniform(-reach, reach), (y0 + y1) / 2 + chance.uniform(-reach, reach))]
        line = [*bent, line[-1]]
    return [(round(x, 3), round(y, 3)) for x, y in line]


def island(x: float, y: float, radius: float, seed: int) -> list[Point]:
    chance = random.Random(seed)
    turns = [2 * math.pi * step / 28 for step in range(28)]
    wide, tall = [radius * chance.uniform(0.7, 1.2) for _ in turns], [1.6 * radius * chance.uniform(0.8, 1.2) for _ in turns]
    return [(round(x + a * math.cos(t), 3), round(y + b * math.sin(t), 3)) for a, b, t in zip(wide, tall, turns, strict=True)]


def basemap() -> list[Country]:
    west_north, west_south = rough((47, 12), (47.4, 4), 1), rough((47.4, 4), (46, -5), 2)
    east_north, east_south = rough((52, 12), (51.4, 3), 3), rough((51.4, 3), (53, -5), 4)
    west_border, east_border = rough((40, 3.5), (47.4, 4), 5, 4), rough((51.4, 3), (60, 2.5), 6, 4)
    return [
        ("VLD", "Veldara", [[(40, 12), *west_north, *reversed(west_border)]]),
        ("KHO", "Khoreh", [[*west_border, *west_south, (40, -5)]]),
        ("OST", "Ostrane", [[(60, 12), *east_north, *east_border]]),
        ("TAM", "Tamrin", [[*reversed(east_border), *east_south, (60, -5)]]),
        ("SUN", "Sund Isles", [island(49.4, 6.2, 0.35, 7), island(49.8, 0.8, 0.28, 8)]),
    ]
