"""A brief in every format it can be handed over in, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from sayso.brief.build import build
from sayso.brief.charts.picture import Basemap
from sayso.brief.html import html
from sayso.brief.ledger import BriefError
from sayso.brief.markdown import markdown
from sayso.brief.page import Page
from sayso.brief.pdf import pdf
from sayso.brief.short import short
from sayso.types import Brief

FORMATS: Final[Mapping[str, Callable[[Page], bytes]]] = {"html": html, "md": markdown, "pdf": pdf}


def render(brief: Brief, format: str = "html", basemap: Basemap = (), appendix: str = "") -> bytes:
    """A brief as bytes: ``html`` (one file, nothing fetched), ``md`` (UTF-8) or ``pdf``. Same brief, same bytes.

    Args:
        brief: what to print; see ``lint`` for what an editor would object to.
        format: a key of ``FORMATS``.
        appendix: the name of a file that has everything. With it the brief is cut to the strongest evidence and what
            weighs most, and says how much more that file has; without it everything is printed.
        basemap: countries as (ISO 3166-1 alpha-3, name, rings of (longitude, latitude)); without it the map
            shows places on open ground and lanes are headed by the names in ``brief.actors``.

    Raises:
        BriefError: the format is unknown, or something shown has no evidence in the brief.
    """
    write = FORMATS.get(format)
    if write is None:
        raise BriefError(f"brief format {format!r} is not one of {', '.join(FORMATS)}")
    page = build(brief, basemap)
    return write(short(page, appendix) if appendix else page)
