"""The answer to "who answers whom" in numbers and words: fitted where there is enough, counted where there is little."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from sayso.analysis.deeds import Deed
from sayso.analysis.excitation import Chance, Fit, Series, against_chance, by_day, causes, fit, goodness
from sayso.analysis.reprisals import WINDOW, Pair, follows
from sayso.analysis.wording import capital, counted, dated
from sayso.types import Row

UNLIKELY_CHANCE = 0.05
LEAST_SHARE = 0.3
"""A triggering probability below this is not listed."""
MOST_ROWS = 40


@dataclass(frozen=True, slots=True)
class Found:
    """What one pair came to."""

    text: str
    value: float | None = None
    interval: tuple[float, float] | None = None
    caveats: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()


def fitted(pair: Pair, first: date, last: date, rounds: int) -> Found:
    """The process fitted to a pair with acts enough, tested for fit and against chance."""
    data, deeds = _series(pair, first, last)
    model, spans = steadiest(data)
    check = goodness(data, model)
    chances = [against_chance(data, answering, 1 - answering, spans, rounds) for answering in (0, 1)]
    text = " ".join(_direction(pair, model, chances[i], i, rates=not check.rejected) for i in (0, 1))
    worst = min(check.p_values)
    if check.rejected:
        text += f" The process does not fit (time rescaling, p = {worst:.3f}), so its rates are no finding; the test against chance needs no fit."
        return Found(text, caveats=_background(spans))
    text += f" One act brings {model.branching:.2f} more in all; the fit is not rejected (p = {worst:.2f})."
    return Found(
        text, round(model.branching, 3), _rounded(model.branching_interval()), _background(spans), _rows(data, deeds, model)
    )


def steadiest(data: Series) -> tuple[Fit, int]:
    """The fit with as many stretches of background as Schwarz's criterion bears: one, or about one per year or two."""
    years = data.horizon / 365.25
    tried = sorted({1, *(round(n) for n in (years / 2, years) if 1 < round(n) <= 30)})
    found = [(fit(data, spans), spans) for spans in tried]
    return min(found, key=lambda each: each[0].bic)


def _series(pair: Pair, first: date, last: date) -> tuple[Series, list[Deed]]:
    """The pair by day, and the deeds in the order of the series."""
    deeds = sorted(pair.deeds, key=lambda deed: (deed.day, deed.actor == pair.other))
    days = [(deed.day - first).days for deed in deeds]
    marks = [int(deed.actor == pair.other) for deed in deeds]
    return by_day(days, marks, (last - first).days + 1, 2), deeds


def _direction(pair: Pair, model: Fit, chance: Chance, answering: int, rates: bool = True) -> str:
    """One sentence: does this side answer the other?"""
    causing = 1 - answering
    mine, theirs = pair.names[answering], pair.names[causing]
    test = f"p = {chance.p:.3f}, {chance.rounds:,} histories {chance.way}"
    if chance.p >= UNLIKELY_CHANCE:
        return f"{capital(mine)} does not answer {theirs} more than chance would have it ({test})."
    if not rates:
        return f"{capital(mine)} answers {theirs} more than chance would have it ({test})."
    effect, half = model.effect[answering, causing], model.half_life[answering, causing]
    bounds = f"{model.low[answering, causing]:.2f} to {model.high[answering, causing]:.2f}"
    within = f"half of them within {counted(max(1, round(half)), 'day')}"
    return f"{capital(mine)} answers {theirs} ({test}): {effect:.2f} acts for each of theirs ({bounds}), {within}."


def _background(spans: int) -> tuple[str, ...]:
    return (f"The background was let change {spans - 1} times over the record.",) if spans > 1 else ()


def _rounded(interval: tuple[float, float]) -> tuple[float, float]:
    return round(interval[0], 3), round(interval[1], 3)


def _rows(data: Series, deeds: list[Deed], model: Fit) -> tuple[Row, ...]:
    """The surest answers, each with both sides' evidence, by day."""
    linked = [
        each
        for each in causes(data, model, LEAST_SHARE)
        if each.earlier is not None and data.marks[each.earlier] != data.marks[each.later]
    ]
    shown = sorted(sorted(linked, key=lambda each: -each.share)[:MOST_ROWS], key=lambda each: each.later)
    rows = []
    for each in shown:
        assert each.earlier is not None
        later, earlier = deeds[each.later], deeds[each.earlier]
        cells = (
            dated(later.day),
            later.event,
            earlier.event or dated(earlier.day),
            (later.day - earlier.day).days,
            "process",
            f"{100 * each.share:.0f}%",
        )
        rows.append(Row(cells, tuple(dict.fromkeys((*later.evidence, *earlier.evidence))), later.event))
    return tuple(rows)


def followed(pair: Pair, first: date, last: date, rounds: int) -> Found:
    """The count of acts within a week of one of the other side's, and how often chance gives as many."""
    parts, rows = ["Not enough evidence to fit who answers whom."], list[Row]()
    for answering, causing in ((pair.one, pair.other), (pair.other, pair.one)):
        mine, theirs = pair.by(answering), pair.by(causing)
        later, earlier = ([(deed.day - first).days for deed in side] for side in (mine, theirs))
        hits, p = by_chance(later, earlier, (last - first).days + 1, rounds)
        names = {pair.one: pair.names[0], pair.other: pair.names[1]}
        verdict = "no more than chance" if p >= UNLIKELY_CHANCE else "more than chance"
        parts.append(
            f"{capital(counted(hits, 'act').split()[0]) if hits else 'None'} of {counted(len(mine), 'act')} by {names[answering]} came within a week of one by {names[causing]}, "
            f"{verdict} (p = {p:.2f}, {rounds:,} histories shuffled)."
        )
        rows += [row for deed in mine if (row := _nearest(deed, theirs)) is not None]
    return Found(" ".join(parts), rows=tuple(sorted(rows, key=lambda row: str(row.cells[3]))))


def by_chance(later: list[int], earlier: list[int], days: int, rounds: int, seed: int = 0) -> tuple[int, float]:
    """``follows`` and the share of histories with as many when the earlier side's gaps are put in another order.

    Both ends count as gaps, and the history itself counts as one: p = (1 + as many) / (1 + rounds).
    """
    random = np.random.default_rng(seed)
    hits, as_many = follows(later, earlier), 0
    gaps = np.diff(np.concatenate([[0], np.sort(earlier), [days - 1]]))
    for _ in range(rounds):
        as_many += follows(later, np.cumsum(random.permutation(gaps))[:-1].tolist()) >= hits
    return hits, (1 + as_many) / (1 + rounds)


def _nearest(deed: Deed, before: list[Deed]) -> Row | None:
    close = [each for each in before if 1 <= (deed.day - each.day).days <= WINDOW]
    if not close:
        return None
    last = max(close, key=lambda each: each.day)
    cells = (dated(deed.day), deed.event, last.event or dated(last.day), (deed.day - last.day).days, "follows", None)
    return Row(cells, tuple(dict.fromkeys((*deed.evidence, *last.evidence))), deed.event)
