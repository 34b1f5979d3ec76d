"""The page as one HTML file: no script, nothing fetched, every string escaped on its way in."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final

from sayso.brief.charts import CHARTS
from sayso.brief.charts.picture import Frame
from sayso.brief.method import HOW, LIMITS, ON_FIRMNESS, ON_LIKELIHOOD
from sayso.brief.page import Chart, Page
from sayso.brief.words import FIRMNESS_WORDS, ICD_203, RUNG_WORDS, STANCE_WORDS, signed

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

SANS: Final = 'system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Liberation Sans", sans-serif'
WIDTHS: Final[Mapping[str, int]] = {"wide": 840, "narrow": 350}
"""Pixels a chart is drawn at on a desk and on a phone."""
TLP: Final[Mapping[str, str]] = {"TLP:RED": "red", "TLP:AMBER": "amber", "TLP:AMBER+STRICT": "amber", "TLP:GREEN": "green"}


def html(page: Page) -> bytes:
    """The page as UTF-8 HTML."""
    from markupsafe import Markup

    split = _split(page)
    style = _style() + "".join(f":root:has(#s-{n}:target) .m{n}{{background:var(--hit)}}" for n in sorted(split))
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'; "
        "script-src 'none'; connect-src 'none'"
    )
    return (
        _environment()
        .get_template("page.html.j2")
        .render(
            page=page,
            policy=policy,
            style=Markup(style),
            tlp=TLP.get(page.marking.upper(), ""),
            split=split,
            draw=_draw,
            text={"how": HOW, "limits": LIMITS, "firmness": ON_FIRMNESS, "likelihood": ON_LIKELIHOOD},
            icd=ICD_203,
            firmness_levels=[
                {"firmness": level, "firmness_sign": signed(level), "firmness_words": FIRMNESS_WORDS[level]}
                for level in sorted(FIRMNESS_WORDS, reverse=True)
            ],
            stances=tuple(STANCE_WORDS.values()),
            rungs=tuple(RUNG_WORDS.values()),
        )
        .encode("utf-8")
    )


def _draw(chart: Chart, size: str, prefix: str) -> Markup:
    """A chart as inline SVG. ElementTree has escaped every string in it."""
    from markupsafe import Markup

    frame = Frame(WIDTHS[size], SANS, f"{prefix}-{size}", narrow=size == "narrow")
    return Markup(CHARTS[chart.name](chart.picture, frame))


def _split(page: Page) -> frozenset[int]:
    """Evidence numbers whose words are cut into several passages: a target can only be the first, a rule lights the rest."""
    seen: dict[int, int] = {}
    for source in page.sources:
        for passage in source.passages:
            for number in passage.marks:
                seen[number] = seen.get(number, 0) + 1
    return frozenset(number for number, pieces in seen.items() if pieces > 1)


@cache
def _style() -> str:
    return (files("sayso.brief") / "templates" / "style.css").read_text(encoding="utf-8")


@cache
def _environment() -> Environment:
    """Autoescape is on for every template, whatever its name."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    return Environment(
        loader=PackageLoader("sayso.brief", "templates"), autoescape=True, undefined=StrictUndefined, trim_blocks=False
    )
