"""The public scorecard: every forecast made, what came of it, and how good they were, as one HTML page without scripts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sayso.forecast.ledger import Settled, tally
from sayso.forecast.scores import ece, reliability
from sayso.forecast.words import counts, word

SIDE = 320
STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse}td,th{border:1px solid #ccc;padding:.2rem .6rem;text-align:left}"
)


LISTED = 2000
"""Forecasts shown one by one; the scores are of all."""
HEADS = ("Data known to", "About", "Question", "Chance", "80 % interval", "Word", "Base rate", "By", "What came", "Written down")


def scorecard(settled: Sequence[Settled], today: date, title: str = "Forecasts and what came of them") -> str:
    """An HTML page: counts (void ones in sight), scores against base rates, the reliability diagram, and the forecasts,
    newest first, at most ``LISTED``. Forecasts without a number are listed as void."""
    found = tally(settled)
    said = np.array([one.entry.chance for one in settled if one.came is not None and one.entry.chance is not None], float)
    came = np.array([bool(one.came) for one in settled if one.came is not None and one.entry.chance is not None], float)
    lines = [f"{counts(found)}."]
    if found.resolved:
        lines.append(
            f"Brier score {found.brier:.3f}; base rates alone {_number(found.brier_base)}. Logarithmic score {found.log:.3f}."
        )
        bins = min(15, max(1, len(said) // 10))
        lines.append(f"Expected calibration error {ece(said, came, bins):.3f} over {bins} equally filled bins.")
    picture = diagram(said, came) if found.resolved >= 10 else "<p>Too few are resolved for a diagram.</p>"
    newest = sorted(settled, key=lambda one: (one.entry.asked, one.entry.unit), reverse=True)
    if len(newest) > LISTED:
        lines.append(f"The newest {LISTED} are listed.")
    rows, head = "".join(map(_row, newest[:LISTED])), "".join(f"<th>{name}</th>" for name in HEADS)
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
        came = f"void: {entry.why_not or 'cannot say'}"
    else:
        came = "open" if one.came is None else "it came" if one.came else "it did not"
    between = "–" if entry.low is None or entry.high is None else f"{100 * entry.low:.0f}–{100 * entry.high:.0f} %"
    cells = (
        entry.asked, entry.unit, f"{entry.target} within {entry.horizon} days", "–" if entry.chance is None else f"{100 * entry.chance:.0f} %",
        between, "–" if entry.chance is None else word(entry.chance), "–" if entry.base is None else f"{100 * entry.base:.0f} %", entry.ends,
        came, entry.written or "–",
    )  # fmt: skip
    return "<tr>" + "".join(f"<td>{escape(str(cell))}</td>" for cell in cells) + "</tr>"
