"""The page as PDF: a fixed Typst template reads the page as data, so no text of a source is ever markup."""

from __future__ import annotations

import json
import re
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from importlib.resources import files
from typing import Any, Final
from xml.etree import ElementTree

from sayso.brief.charts import CHARTS
from sayso.brief.charts.picture import Frame
from sayso.brief.method import HOW, LIMITS, ON_FIRMNESS, ON_LIKELIHOOD
from sayso.brief.page import Chart, Page
from sayso.brief.words import FIRMNESS_WORDS, ICD_203, RUNG_WORDS, STANCE_WORDS, signed

SERIF: Final = "Libertinus Serif"
"""Typst carries this face with it, so the PDF looks the same on every machine; scripts it lacks fall back to DejaVu Sans Mono."""
CHART_WIDTH: Final = 700
CHART_HEIGHT: Final = 850
"""A chart of this height and its heading fill a page."""
_LONG: Final = re.compile(r"\S{36,}")
_PIECE: Final = re.compile(r"\S{14}(?=\S)")
"""Only runs longer than any word get places to break, so that ordinary words can still be searched for and copied."""
_WHOLE: Final = ("svg", "sha256", "url", "link", "anchor", "report_anchor")
"""Fields to be copied out of the page as they are; they stand where a line is long enough for them."""


def pdf(page: Page) -> bytes:
    """The page as tagged PDF on A4. Same page, same bytes: the only date in it is the brief's own day."""
    import typst

    template = (files("sayso.brief") / "templates" / "page.typ").read_bytes()
    moment = datetime(page.day.year, page.day.month, page.day.day, tzinfo=UTC)
    data = {"page": json.dumps(_data(page))}
    made: bytes = typst.compile(template, format="pdf", sys_inputs=data, ignore_system_fonts=True, timestamp=moment)
    return made


def _data(page: Page) -> dict[str, Any]:
    data: dict[str, Any] = _plain(page)
    data["text"] = {"how": HOW, "limits": LIMITS, "firmness": ON_FIRMNESS, "likelihood": ON_LIKELIHOOD}
    data["icd"] = ICD_203
    data["firmness"] = [(signed(level), FIRMNESS_WORDS[level]) for level in sorted(FIRMNESS_WORDS, reverse=True)]
    data["stances"] = tuple(STANCE_WORDS.values())
    data["rungs"] = tuple(RUNG_WORDS.values())
    return data


def _plain(value: Any) -> Any:
    """Dataclasses as dictionaries, charts as drawings, and words too long for a line given places to break."""
    if isinstance(value, Chart):
        return _chart(value)
    if is_dataclass(value):
        return {each.name: _field(each.name, getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    if isinstance(value, str):
        return _LONG.sub(lambda run: _PIECE.sub("\\g<0>\u200b", run.group()), value)
    return value.isoformat() if isinstance(value, date) else value


def _field(name: str, value: Any) -> Any:
    return value if name in _WHOLE and len(value or "") < 90 else _plain(value)


def _chart(chart: Chart) -> dict[str, Any]:
    drawn = CHARTS[chart.name](chart.picture, Frame(CHART_WIDTH, SERIF, "print", links=False, most_height=CHART_HEIGHT))
    root = ElementTree.fromstring(drawn)
    described = root.findtext("{http://www.w3.org/2000/svg}desc") or ""
    ratio = float(root.get("height", "1")) / CHART_WIDTH
    told = {"findings": _plain(chart.findings), "table": _plain(chart.table), "note": _plain(chart.note)}
    return {**told, "svg": drawn, "alt": described, "ratio": ratio}
