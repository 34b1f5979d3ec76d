"""Reports in full, cut into passages at every edge of a cited span, so that each can be marked and led to."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import Final

from sayso.brief.ledger import Ledger
from sayso.brief.page import Passage, Source
from sayso.brief.visible import oneline, visible
from sayso.brief.words import day
from sayso.types import Report, Statement

_WEB: Final = re.compile(r"https?://[!-~]+", re.IGNORECASE)
_LANGUAGE: Final = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_RIGHT_TO_LEFT: Final = ("ar", "fa", "he", "ur", "ps", "yi", "ckb", "sd", "ug", "dv")


def sources(ledger: Ledger) -> tuple[Source, ...]:
    """Every report of the brief by day of publication."""
    cited: dict[str, list[Statement]] = defaultdict(list)
    for statement in ledger.brief.statements.values():
        cited[statement.report].append(statement)
    reports = sorted(ledger.brief.reports.values(), key=lambda report: (report.published, report.id))
    return tuple(_source(report, cited[report.id], ledger) for report in reports)


def _source(report: Report, cited: list[Statement], ledger: Ledger) -> Source:
    url = oneline(report.url or "")
    language = report.language if _LANGUAGE.fullmatch(report.language) else None
    return Source(
        anchor=ledger.report_anchors[report.id],
        id=oneline(report.id),
        title=oneline(report.title or ""),
        outlet=oneline(report.outlet or ""),
        author=oneline(report.author or ""),
        published=day(report.published),
        url=url,
        link=url if _WEB.fullmatch(url) else None,
        language=language,
        rtl=(language or "").split("-")[0].lower() in _RIGHT_TO_LEFT,
        sha256=oneline(report.sha256),
        notes=tuple(oneline(note) for note in report.notes),
        passages=passages(report.text, {ledger.cite(each.id): (each.start, each.end) for each in cited}),
    )


def passages(text: str, spans: dict[int, tuple[int, int]]) -> tuple[Passage, ...]:
    """The text in pieces cut at every edge of a span; spans may nest, touch or cross.

    Args:
        text: the report, in code points.
        spans: evidence number → start and exclusive end.
    """
    edges = sorted({0, len(text), *(edge for span in spans.values() for edge in span)})
    out: list[Passage] = []
    for start, end in pairwise(edges):
        over = [number for number, (first, last) in spans.items() if first <= start and end <= last]
        out.append(
            Passage(
                text=visible(text[start:end]),
                marks=tuple(sorted(over)),
                opens=tuple(sorted(number for number in over if spans[number][0] == start)),
                closes=tuple(sorted(number for number in over if spans[number][1] == end)),
            )
        )
    return tuple(out)
