"""A small made-up world whose violence feeds on itself, for the tests of this room."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np

from sayso.table import EventTable

START = date(2001, 1, 1)


def world(days: int = 500, seed: int = 0, late: int = 0) -> EventTable:
    """Six dyads of four actors; every ``late``-th row is known only ten days later (0: none is)."""
    random = np.random.default_rng(seed)
    names = ("AAA", "BBB", "CCC", "DDD")
    pairs = [(a, b) for i, a in enumerate(names) for b in names[i + 1 :]]
    rows: list[dict[str, Any]] = []
    for j, pair in enumerate(pairs):
        heat = 0.0
        for step in range(days):
            fights, talks = min(random.poisson(0.01 * (j + 1) + heat), 5), min(random.poisson(0.1), 3)
            heat = 0.8 * (heat + 0.2 * fights)
            for quad in [4] * fights + [1] * talks:
                a, b = pair if random.random() < 0.5 else pair[::-1]
                day = START + timedelta(days=step)
                known = day + timedelta(days=10) if late and len(rows) % late == 0 else None
                plover = "ASSAULT" if quad == 4 else "CONSULT"
                rows.append({"key": f"k{len(rows)}", "dataset": "test", "first": day, "last": day, "known": known, "actor": a, "target": b, "quad": quad,
                             "plover": plover, "deaths_best": 2 if quad == 4 else None, "place_country": a})  # fmt: skip
    return EventTable.of(rows)
