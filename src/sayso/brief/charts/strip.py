"""The timeline for a phone: time runs down the page, one row an event, months as headings."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Final

from sayso.brief.charts.marks import flag, glyph, is_certain, kind_of, legend, legend_entries, legend_height
from sayso.brief.charts.picture import Frame, Mark, Picture
from sayso.brief.charts.svg import HAIR, QUIET, Element, add, drawing, dump, linked, num, wrap
from sayso.brief.words import day, days, month

ROW: Final = 42
SPINE: Final = 16


def strip(picture: Picture, frame: Frame) -> str:
    """Dated events from the earliest down, as SVG."""
    dated = sorted((mark for mark in picture.marks if _start(mark)), key=lambda mark: (_start(mark), mark.id))
    rows = list(_rows(dated))
    entries = legend_entries(dated)
    body = sum(ROW if isinstance(row, Mark) else 28 for row in rows)
    root = drawing(
        frame, "timeline", body + legend_height(entries, frame.width) + 20, "Timeline", f"{len(dated)} events, earliest first."
    )
    add(root, "path", d=f"M{SPINE} 4V{num(body)}", stroke=HAIR, stroke_width=2)
    y = 0.0
    for row in rows:
        if isinstance(row, Mark):
            _row(root, row, y, frame)
            y += ROW
        else:
            add(root, "text", row, x=SPINE + 20, y=y + 20, font_size=11, font_weight="700", fill=QUIET, letter_spacing=".6")
            y += 28
    legend(root, entries, 0, body + 14, frame.width)
    return dump(root)


def _start(mark: Mark) -> date | None:
    return mark.first or mark.last


def _rows(marks: Iterable[Mark]) -> Iterable[str | Mark]:
    shown = ""
    for mark in marks:
        start = _start(mark)
        heading = f"{month(start)} {start.year}".upper() if start else ""
        if heading != shown:
            shown = heading
            yield heading
        yield mark


def _row(root: Element, mark: Mark, top: float, frame: Frame) -> None:
    group = linked(root, frame, mark.href, f"{days(mark.first, mark.last)}: {mark.title}")
    middle = top + 18
    if mark.rung:
        flag(group, mark.rung, SPINE, middle, 13)
    glyph(group, kind_of(mark), SPINE, middle, 5.5, hollow=not is_certain(mark), dotted=not mark.happened)
    room = frame.width - SPINE - 24
    for line, words in enumerate(wrap(mark.title, room, 13, 1)):
        add(group, "text", words, x=SPINE + 20, y=top + 15 + 15 * line, font_size=13)
    when = days(mark.first, mark.last) if mark.first != mark.last or not mark.first else day(mark.first)
    add(group, "text", f"{when} · {mark.lane}", x=SPINE + 20, y=top + 31, font_size=11, fill=QUIET)
