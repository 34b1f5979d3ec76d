"""The outlines of the world's countries, for maps drawn without a network (Natural Earth, public domain)."""

from __future__ import annotations

import gzip
import json
from functools import cache
from typing import Final, NamedTuple

from sayso.knowledge.rows import DATA, KnowledgeError, one_of

SCALES: Final = ("110m", "50m")
"""1:110 million for a world map, 1:50 million for a region."""

Ring = tuple[tuple[float, float], ...]


class Outline(NamedTuple):
    """One country's shape: ``rings`` of (longitude, latitude) in degrees, each closed, none crossing the antimeridian.

    Holes are rings like any other: fill with the even-odd rule. ``iso3`` is ISO 3166-1 alpha-3 (XKX for Kosovo);
    two outlines share a code where a part is drawn apart from its state, and it is empty where that is disputed.
    """

    iso3: str
    name: str
    rings: tuple[Ring, ...]


@cache
def countries(scale: str = "110m") -> tuple[Outline, ...]:
    """Every country at a scale of ``SCALES``, by code and name; boundaries are drawn as held, not as claimed.

    Raises KnowledgeError for another scale, or when the data file is missing.
    """
    if scale not in SCALES:
        raise KnowledgeError(f"basemap: no scale {scale!r}; {one_of(scale, SCALES)}")
    path = DATA / "basemap" / f"countries-{scale}.json.gz"
    try:
        rows = json.loads(gzip.decompress(path.read_bytes()))
    except FileNotFoundError as error:
        raise KnowledgeError(f"basemap/{path.name}: no such data file; reinstall, or run training/basemap.py") from error
    return tuple(Outline(iso3, name, tuple(map(_ring, rings))) for iso3, name, rings in rows)


def _ring(flat: list[float]) -> Ring:
    return tuple(zip(flat[::2], flat[1::2], strict=True))
