"""One question asked today: how likely, between what bounds, against what base rate, and what moved it.

``ask`` refuses to guess: a unit nobody has seen, or one with less than ``THIN`` events, gets the base rate of units like
it or no number at all. With under a year of history only the simple forecasters are used.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit
from scipy.stats import beta

from sayso.forecast.counts import FittedCounts, Mixture, NegativeBinomial, agreeing
from sayso.forecast.forecasters import EDGE, Blend, Climatology, Exciting, Fitted, Linear, TooThin
from sayso.forecast.panel import TARGETS, Panel
from sayso.forecast.process import Pair, fit_pair, simulate
from sayso.forecast.recalibrate import moved, rolled
from sayso.forecast.rows import Question, Rows
from sayso.forecast.words import word
from sayso.types import BadValue

Array = NDArray[Any]
YEAR: Final = 365
THIN: Final = 5
"""Fewer events of a unit than this, of any class, and nothing can be said of it."""
PEERS: Final = 20
"""Units with this many events teach a model what units like them do."""
MOST_UNITS: Final = 400
TAUGHT: Final = 30_000
"""Rows that teach, at most, so that an answer takes seconds: of longer histories fewer origins teach."""
DRAWS: Final = 10


@dataclass(frozen=True, slots=True)
class Mover:
    """One reason: the column's name, its value in events a step, and what it adds to the logit against the average unit."""

    name: str
    value: float
    adds: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """The answer of one question on one day. ``chance`` is None when nothing can be said; ``why_not`` then says why.

    ``low``/``high`` bound the chance (80 %, see ``bounds``); ``expected`` counts events, with its 10 and 90 % quantiles;
    ``base`` is the unit's own share of past windows, ``method`` the forecaster that spoke.
    """

    unit: str
    question: Question
    asked: date
    ends: date
    chance: float | None
    word: str | None
    low: float | None
    high: float | None
    base: float | None
    expected: float | None
    fewest: int | None
    most: int | None
    method: str
    movers: tuple[Mover, ...] = ()
    deaths: float | None = None
    """Expected deaths: expected events times deaths an event on record; None where none are recorded."""
    why_not: str | None = None


def ask(panel: Panel, unit: str, question: Question, day: date) -> Forecast:
    """The forecast for ``unit`` from what could be known at the end of ``day``, for the days after it."""
    panel = _until(panel.cut(day), day)
    if unit not in panel.units or panel.totals()[panel.units.index(unit)] < THIN:
        return _cannot(unit, question, day, f"fewer than {THIN} events of {unit} by {day}")
    try:
        return _answer(panel, unit, question, day)
    except TooThin as error:
        return _cannot(unit, question, day, str(error))


def _until(panel: Panel, day: date) -> Panel:
    """Silence up to ``day`` is information too: the panel reaches that day even when nothing happened on it."""
    last = panel.number(day)
    return replace(panel, last=max(last, panel.last)) if panel.view.step == "day" else panel


def _answer(panel: Panel, unit: str, question: Question, day: date) -> Forecast:
    units = _peers(panel, unit)
    here, now = units.index(unit), panel.periods - 1
    every = max(7, (panel.periods * len(units)) // TAUGHT)
    learn = np.arange(min(YEAR, panel.periods // 3), panel.periods - question.horizon, every)
    known = Rows.of(panel, question, learn, units).settled()
    today = Rows.of(panel, question, [now], units)
    fitted, method = _fit(known, panel.periods)
    mine = today.where(today.unit == here)
    shift = _shift(fitted, known, mine, now)
    chance = float(moved(fitted.predict(mine), shift)[0])
    low, high = (float(one) for one in moved(np.array(bounds(fitted, known, mine)), shift))
    base = float(Climatology().fit(known).predict(mine)[0])
    counts = agreeing(_how_many(fitted, known).table(mine), np.array([chance]))[0]
    expected, total = float(counts @ np.arange(len(counts))), counts.cumsum()
    return Forecast(
        unit, question, day, day + timedelta(days=question.horizon), chance, word(chance), low, high, base, expected,
        int(np.searchsorted(total, 0.1)), int(np.searchsorted(total, 0.9)), method, _movers(known, mine),
        _deaths(panel, unit, question, expected),
    )  # fmt: skip


def _shift(fitted: Fitted, known: Rows, mine: Rows, now: int) -> float:
    """What the forecasts of the last year would have got wrong, made by the blend as it stood before it; 0 where it could not speak."""
    if not isinstance(fitted, Blend):
        return 0.0
    try:
        earlier = Blend().fit(known.settled(now - YEAR))
    except TooThin:
        return 0.0
    late = known.where(known.origin >= now - YEAR)
    return float(rolled(late, earlier.predict(late))[1].shift(mine.unit)[0])


def _how_many(fitted: Fitted, known: Rows) -> FittedCounts:
    """The mixture where the blend speaks, so that chance and number agree; else what the decayed past alone says."""
    if isinstance(fitted, Blend):
        try:
            return Mixture(given={fitted.name: fitted}).fit(known)
        except TooThin:
            pass
    return NegativeBinomial().fit(known)


def _peers(panel: Panel, unit: str) -> tuple[str, ...]:
    totals = panel.totals()
    order = [panel.units[i] for i in np.argsort(-totals, kind="stable") if totals[i] >= PEERS][:MOST_UNITS]
    return tuple(sorted({unit, *order}))


def _fit(known: Rows, periods: int) -> tuple[Fitted, str]:
    """The blend, or what little can be learned from little."""
    for way in (Blend(), Exciting(), Climatology()):
        if periods < YEAR and way.name == "blend":
            continue
        try:
            return way.fit(known), way.name
        except TooThin as error:
            thin = error
    raise thin


def bounds(fitted: Fitted, known: Rows, mine: Rows) -> tuple[float, float]:
    """An 80 % interval of the chance of one row, on the logit scale.

    How the process differs when it is taught on units drawn anew (Efron 1979), crossed with how far the members of the
    blend stand apart. Where only a base rate speaks, the beta interval of a share over as many windows as do not overlap.
    """
    chance = float(fitted.predict(mine)[0])
    if isinstance(fitted, Climatology):
        windows = float(mine.windows[0]) / mine.question.horizon + 2
        low, high = beta.ppf([0.1, 0.9], chance * windows, (1 - chance) * windows)
        return float(min(low, chance)), float(max(high, chance))
    middle = _logit(chance)
    apart = [_logit(float(one.predict(mine)[0])) - middle for one in getattr(fitted, "members", ())] or [0.0]
    steps = np.add.outer(np.array(apart), np.array(_drawn(known, mine)))
    low, high = expit(middle + np.quantile(steps, [0.1, 0.9]))
    return float(min(low, chance)), float(max(high, chance))


def _drawn(known: Rows, mine: Rows) -> list[float]:
    """How far the process moves, in logits, when it is taught on units drawn anew."""
    random = np.random.default_rng(0)
    place = [np.flatnonzero(known.unit == one) for one in range(len(known.units))]
    middle, found = _logit(float(Exciting().fit(known).predict(mine)[0])), []
    for _ in range(DRAWS):
        drawn = random.choice(len(place), len(place))
        try:
            taught = Exciting().fit(known.where(np.concatenate([place[one] for one in drawn])))
        except TooThin:
            continue
        found.append(_logit(float(taught.predict(mine)[0])) - middle)
    return found or [0.0]


def _logit(p: float) -> float:
    return float(logit(np.clip(p, EDGE, 1 - EDGE)))


def _movers(known: Rows, mine: Rows) -> tuple[Mover, ...]:
    """The five columns that move a logistic model's answer furthest from that for an average unit."""
    try:
        model = Linear().fit(known)
    except TooThin:
        return ()
    parts, columns = model.parts(mine)[0], model.columns(mine)
    values = dict(zip(mine.names, mine.x[0].tolist(), strict=True)) | {
        "past share": float(mine.hits[0] / max(mine.windows[0], 1))
    }
    order = np.argsort(-np.abs(parts))[:5]
    return tuple(Mover(columns[i], float(values[columns[i]]), float(parts[i])) for i in order)


def _deaths(panel: Panel, unit: str, question: Question, expected: float) -> float | None:
    target = TARGETS[question.target]
    own = panel.keep([unit])
    events, deaths = own.dense(target, seen=True).sum(), own.dense(target, seen=True, deaths=True).sum()
    return float(expected * deaths / events) if events and deaths else None


def _cannot(unit: str, question: Question, day: date, why: str) -> Forecast:
    ends = day + timedelta(days=question.horizon)
    return Forecast(unit, question, day, ends, None, None, None, None, None, None, None, None, "cannot say", why_not=why)


def what_if(panel: Panel, unit: str, question: Question, day: date, quiet_days: int) -> Mapping[str, float]:
    """Model-based: the chance that each side acts within the horizon, as things are and if the other stays quiet at first.

    Simulates the pair's own fitted process 2,000 times. Keys: ``first acts``, ``second acts``, ``first acts if second is
    quiet``, ``second acts if first is quiet``. Raises BadValue unless the unit is a dyad with events both ways.
    """
    if panel.view.by != "dyad":
        raise BadValue("what if: only a dyad has two sides")
    panel = _until(panel.cut(day), day).keep([unit])
    counts = np.stack([panel.dense(TARGETS[question.target], seen=True, way=way)[0] for way in (0, 1)])
    if (counts.sum(1) < THIN).any():
        raise BadValue(f"what if: fewer than {THIN} events of {question.target} in one direction of {unit}")
    pair: Pair = fit_pair(counts)
    found = {}
    for name, silent in (("", None), (" if second is quiet", (1, quiet_days)), (" if first is quiet", (0, quiet_days))):
        futures = simulate(pair, counts, question.horizon, 2000, silent=silent)
        acts = (futures.sum(2) > 0).mean(0)
        for side, who in enumerate(("first", "second")):
            if silent is None or silent[0] != side:
                found[f"{who} acts{name}"] = float(acts[side])
    return found
