"""Forecasts in words: the scale of ICD 203 (Office of the Director of National Intelligence, 2015), and lines for people."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sayso.forecast.ask import Forecast
    from sayso.forecast.ledger import Settled, Tally

BANDS: Final = (
    (0.05, "almost no chance"), (0.20, "very unlikely"), (0.45, "unlikely"), (0.55, "roughly even chance"),
    (0.80, "likely"), (0.95, "very likely"), (1.01, "almost certain"),
)  # fmt: skip
"""Upper end of each band (exclusive) and its word."""
SHOWN: Final = 5
"""Resolved forecasts of a unit shown one by one."""
COLUMNS: Final = (
    (r"target (\d+)", "{target} here, fading by half in {0} days"), (r"active (\d+)", "days with {target} here, fading by half in {0} days"),
    (r"since target", "days since the last {target} here"), (r"share of days", "share of all days with {target} here"),
    (r"past share", "share of past windows with {target} here"), (r"any (\d+)", "events of any kind here, fading by half in {0} days"),
    (r"since any", "days since the last event of any kind here"),
    (r"(busier|quieter) side (\d+)", "{target} by the {0} of the two, fading by half in {1} days"),
    (r"(busier|quieter) actor target (\d+)", "{target} elsewhere of the {0} of the two, fading by half in {1} days"),
    (r"(busier|quieter) actor any (\d+)", "events elsewhere of the {0} of the two, fading by half in {1} days"),
    (r"all target (\d+)", "{target} everywhere, fading by half in {0} days"),
    (r"all any (\d+)", "events everywhere, fading by half in {0} days"), (r"(.+) (\d+)", "{0} here, fading by half in {1} days"),
)  # fmt: skip
"""Names of columns of ``features`` and how they are told."""


def word(p: float) -> str:
    """The word for a probability between 0 and 1."""
    return next(name for top, name in BANDS if p < top)


def plain(column: str, target: str) -> str:
    """What a column of ``features`` counts, in words."""
    for pattern, told in COLUMNS:
        if found := re.fullmatch(pattern, column):
            return told.format(*found.groups(), target=target)
    return column


def said(made: Forecast) -> list[str]:
    """A forecast for people: number, word, interval, base rate, how many, expected deaths, what moved it."""
    target, days = made.question.target, made.question.horizon
    head = f"{made.unit}: {target} after {made.asked}, by {made.ends} ({days} days)"
    if made.chance is None:
        return [head, f"  cannot say: {made.why_not}"]
    lines = [
        head,
        f"  {100 * made.chance:.1f} % ({made.word}); 80 % interval {100 * (made.low or 0):.1f}–{100 * (made.high or 0):.1f} %",
        f"  base rate {100 * (made.base or 0):.1f} % (its own past windows of {days} days)",
        f"  expected {made.expected:.1f} events, 80 % between {made.fewest} and {made.most}",
    ]
    if made.deaths is not None:
        lines.append(f"  expected deaths {made.deaths:.1f} (expected events times deaths an event on record)")
    lines.append(f"  method: {made.method}")
    if made.movers:
        lines.append("  what moved it, by a logistic model beside it (in logits against the average unit):")
    return [*lines, *(f"    {one.adds:+.2f}  {plain(one.name, target)}" for one in made.movers)]


def past(earlier: Sequence[Settled], fared: Tally) -> list[str]:
    """How earlier forecasts about the same unit fared, the last few resolved ones one by one."""
    if not fared.made:
        return ["  no earlier forecast of this in the case"]
    done = [one for one in earlier if one.came is not None and one.entry.chance is not None]
    return [f"  earlier forecasts of this: {counts(fared)}"] + [
        f"    {one.entry.asked}: {100 * (one.entry.chance or 0):.0f} % by {one.entry.ends}: {'it came' if one.came else 'it did not'}"
        for one in done[-SHOWN:]
    ]


def counts(fared: Tally) -> str:
    """A ledger in one line, its void share in sight."""
    score = f" (Brier {fared.brier:.3f}, base rates {fared.brier_base:.3f})" if fared.brier is not None else ""
    share = f" ({100 * fared.void / fared.made:.0f} %)" if fared.made else ""
    late = f"; {fared.late} of the resolved were written down after their window" if fared.late else ""
    return f"{fared.made} made, {fared.resolved} resolved{score}, {fared.open} open, {fared.void} void{share}{late}"
