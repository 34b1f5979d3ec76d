"""The public scorecard: every forecast made, what came of it, and how good they were, as one HTML page without scripts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.forecast.ledger import Settled, record
from sayso.forecast.scores import ece, reliability
from sayso.forecast.words import word

SIDE = 320
STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse}td,th{border:1px solid #ccc;padding:.2rem .6rem;text-align:left}"
)


def scorecard(settled: Sequence[Settled], today: date, title: str = "Forecasts and what came of them") -> str:
    """An HTML page: counts (void ones in sight), scores against base rates, the reliability diagram, and every forecast,
    newest first. Forecasts without a number are listed as void."""
    found = record(settled)
    said = np.array([one.entry.chance for one in settled if one.came is not None and one.entry.chance is not None], float)
    came = np.array([bool(one.came) for one in settled if one.came is not None and one.entry.chance is not None], float)
    share = f"{100 * found.void / found.made:.0f} %" if found.made else "–"
    lines = [f"{found.made} made: {found.resolved} resolved, {found.open} open, {found.void} void ({share})."]
    if found.resolved:
        lines.append(
            f"Brier score {found.brier:.3f}; base rates alone {_number(found.brier_base)}. Logarithmic score {found.log:.3f}."
        )
        bins = min(15, max(1, len(said) // 10))
        lines.append(f"Expected calibration error {ece(said, came, bins):.3f} over {bins} equally filled bins.")
    picture = diagram(said, came) if found.resolved >= 10 else "<p>Too few are resolved for a diagram.</p>"
    rows = "".join(_row(one) for one in sorted(settled, key=lambda one: (one.entry.asked, one.entry.unit), reverse=True))
    head = "".join(
        f"<th>{name}</th>" for name in ("Asked", "About", "Question", "Chance", "Word", "Base rate", "By", "What came")
    )
    body = "".join(f"<p>{escape(line)}</p>" for line in lines)
    return (
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{escape(title)}</title><style>{STYLE}</style>'
        f"<h1>{escape(title)}</h1><p>As of {today}.</p>{body}{picture}<table><tr>{head}</tr>{rows}</table></html>\n"
    )


def diagram(said: NDArray[Any], came: NDArray[Any]) -> str:
    """The reliability diagram as SVG: a forecast on the diagonal was right as often as it said."""
    points = reliability(said, came, min(15, max(2, len(said) // 10)))
    dots = "".join(
        f'<circle cx="{SIDE * p:.1f}" cy="{SIDE * (1 - y):.1f}" r="{2 + 2 * np.log10(n):.1f}" fill="#1b5e8a">'
        f"<title>said {p:.2f}, came {y:.2f}, {n} forecasts</title></circle>"
        for p, y, n in points
    )
    label = "Reliability diagram: what was said against how often it came"
    return (
        f'<svg viewBox="-10 -10 {SIDE + 20} {SIDE + 20}" width="{SIDE}" role="img" aria-label="{label}">'
        f'<rect width="{SIDE}" height="{SIDE}" fill="none" stroke="#999"/><path d="M0 {SIDE}L{SIDE} 0" stroke="#999" '
        f'stroke-dasharray="4"/>{dots}</svg>'
    )


def _number(value: float | None) -> str:
    return "–" if value is None or np.isnan(value) else f"{value:.3f}"


def _row(one: Settled) -> str:
    entry = one.entry
    if entry.chance is None:
        came = "void"
    else:
        came = "open" if one.came is None else "it came" if one.came else "it did not"
    cells = (
        entry.asked, entry.unit, f"{entry.target} within {entry.horizon} days", "–" if entry.chance is None else f"{100 * entry.chance:.0f} %",
        "–" if entry.chance is None else word(entry.chance), "–" if entry.base is None else f"{100 * entry.base:.0f} %", entry.ends, came,
    )  # fmt: skip
    return "<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in cells) + "</tr>"
