"""The base map draws every country where it is, with no line across the world."""

from __future__ import annotations

import hashlib
import itertools
import re

import pytest

from sayso.knowledge.basemap import SCALES, Outline, countries
from sayso.knowledge.rows import DATA, KnowledgeError

POINTS = [
    ((44.4, 33.3), "IRQ"), ((51.4, 35.7), "IRN"), ((44.2, 15.3), "YEM"), ((-77.0, 39.5), "USA"), ((-150.0, 65.0), "USA"),
    ((2.3, 48.8), "FRA"), ((28.2, -29.6), "LSO"), ((24.0, -29.0), "ZAF"), ((178.0, 66.5), "RUS"), ((-175.0, 66.5), "RUS"),
    ((178.0, -17.8), "FJI"), ((133.0, -25.0), "AUS"), ((0.0, -85.0), "ATA"), ((175.0, -85.0), "ATA"), ((21.0, 42.6), "XKX"),
    ((127.0, 37.5), "KOR"), ((-72.3, 18.6), "HTI"), ((15.3, -4.4), "COD"),
]  # fmt: skip


def holding(point: tuple[float, float], outlines: tuple[Outline, ...]) -> list[str]:
    """The codes of the countries a point lies in, by the even-odd rule."""
    x, y = point
    found = []
    for outline in outlines:
        inside = False
        for ring in outline.rings:
            for (x1, y1), (x2, y2) in itertools.pairwise(ring):
                inside ^= (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1
        if inside:
            found.append(outline.iso3)
    return found


@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize(("point", "iso3"), POINTS)
def test_a_point_lies_in_its_country_and_no_other(scale: str, point: tuple[float, float], iso3: str) -> None:
    assert holding(point, countries(scale)) == [iso3]


@pytest.mark.parametrize("point", [(-179.5, 0.0), (-30.0, 30.0), (65.0, 15.0), (180.0, 0.0)])
def test_open_sea_belongs_to_nobody(point: tuple[float, float]) -> None:
    assert holding(point, countries("50m")) == []


@pytest.mark.parametrize("scale", SCALES)
def test_rings_are_closed_on_the_map_and_do_not_jump_across_it(scale: str) -> None:
    for outline in countries(scale):
        assert outline.rings, outline.name
        for ring in outline.rings:
            assert ring[0] == ring[-1]
            assert len(ring) >= 4
            assert all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in ring)
            for (lon1, lat1), (lon2, lat2) in itertools.pairwise(ring):
                assert abs(lon1 - lon2) < 180 or lat1 == lat2 == -90, (outline.name, lon1, lat1, lon2, lat2)


def test_every_large_state_has_an_outline() -> None:
    codes = {outline.iso3 for outline in countries("50m")}
    assert len(codes) > 220
    assert {outline.iso3 for outline in countries("110m")} <= codes
    assert all(len(code) in (0, 3) for code in codes)


def test_the_files_are_small_and_the_ones_the_card_describes() -> None:
    card = (DATA / "basemap" / "CARD.md").read_text(encoding="utf-8")
    files = sorted((DATA / "basemap").glob("*.json.gz"))
    assert sum(file.stat().st_size for file in files) < 1_000_000
    sums = dict(re.findall(r"\| `([\w.-]+)` \|.*\| `([0-9a-f]{64})` \|", card))
    assert sums.items() >= {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in files}.items()


def test_another_scale_is_an_error() -> None:
    with pytest.raises(KnowledgeError, match="no scale '10m'"):
        countries("10m")
