"""Charts against approved pictures in ``approved/``.

When a chart is changed on purpose, look at the new picture, then write it over the old one with

    SAYSO_APPROVE=1 pytest tests/brief/test_pictures.py

and let the change of the SVG be part of the review.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import brief_world as world
import pytest
from brief_geography import basemap

from sayso.brief.build import build
from sayso.brief.charts import CHARTS
from sayso.brief.charts.picture import Bar, Frame, Picture, Stand

APPROVED = Path(__file__).parent / "approved"
FRAMES = {"wide": Frame(840, "Arial", "wide"), "narrow": Frame(350, "Arial", "narrow", narrow=True)}


STANDS = Picture(
    date(2031, 1, 1),
    stands=(
        Stand("How far?", "Arvonia", 7, 2, "↑", "sharply up", "#q-1"),
        Stand("How far?", "Belmark and those it backs", 4, 4, "→", "no clear change", "#q-2"),
        Stand("How far?", "Corva", 0, 6, "↓", "down", "#q-3"),
    ),
)


BARS = Picture(
    date(2031, 1, 1),
    bars=(
        Bar("threat", 0.85, "85% followed (22 of 26)", 0.66, 0.94, 0.47, "#q-1"),
        Bar("evacuation", 1.0, "100% followed (3 of 3)", 0.44, 1.0, 0.47, "#q-2"),
        Bar(
            "a closure or restriction of a street that goes on for a while", 0.0, "0% followed (0 of 2)", 0.0, 0.66, None, "#q-3"
        ),
    ),
)


def picture_of(name: str) -> Picture:
    if name in ("steps", "bars"):
        return {"steps": STANDS, "bars": BARS}[name]
    page = build(world.small(), basemap())
    return next(chart.picture for section in page.sections for chart in section.charts if chart.name == name)


@pytest.mark.parametrize("size", FRAMES)
@pytest.mark.parametrize("name", CHARTS)
def test_picture(name: str, size: str) -> None:
    drawn = CHARTS[name](picture_of(name), FRAMES[size])
    lines = drawn.replace("><", ">\n<") + "\n"
    path = APPROVED / f"{name}-{size}.svg"
    if os.environ.get("SAYSO_APPROVE"):
        path.write_text(lines, encoding="utf-8")
    assert path.is_file(), f"no approved picture; look at the drawing, then run with SAYSO_APPROVE=1 ({path})"
    assert lines == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("size", FRAMES)
@pytest.mark.parametrize("name", CHARTS)
def test_picture_has_title_description_and_links(name: str, size: str) -> None:
    root = ElementTree.fromstring(CHARTS[name](picture_of(name), FRAMES[size]))
    space = "{http://www.w3.org/2000/svg}"
    assert [child.tag for child in root[:2]] == [f"{space}title", f"{space}desc"]
    assert all(child.text for child in root[:2])
    links = [node.get("href", "") for node in root.iter(f"{space}a")]
    assert links
    assert all(link.startswith(("#e-", "#q-")) for link in links)
