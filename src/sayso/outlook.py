"""From files to forecasts: reads events, asks, keeps the ledger, writes the scorecard. What the verbs of the command line call."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from sayso.datasets import DATASETS, DatasetError, mapping, read_events
from sayso.forecast.ask import Forecast, ask, what_if
from sayso.forecast.backtest import Plan, backtest
from sayso.forecast.forecasters import Blend, Climatology
from sayso.forecast.ledger import Entry, Record, Settled, read, record, settle, write
from sayso.forecast.panel import Panel, View
from sayso.forecast.rows import Question
from sayso.forecast.scorecard import scorecard
from sayso.knowledge.ties import ties
from sayso.table import EventTable
from sayso.types import BadValue

SHOWN = 5


def load_events(paths: Sequence[Path], dataset: str | None = None) -> EventTable:
    """The events of saved tables (Parquet), or of a dataset's own files when ``dataset`` names it.

    Raises DatasetError when a file is missing or of another layout.
    """
    missing = [path for path in paths if not path.exists()]
    if missing:
        raise DatasetError(f"{missing[0]}: no such file; make one with: sayso table FILE --dataset NAME -o events.parquet")
    return EventTable.concat(read_events(path, dataset)[0] if dataset else EventTable.load(path) for path in paths)


def clients(day: date) -> Mapping[str, str]:
    """Client → patron for every tie of command that stood on ``day``: whom to fold into whom."""
    return {tie.client: tie.patron for tie in ties() if tie.kind == "commands" and tie.active_on(day)}


def outlook(
    events: EventTable,
    names: Sequence[str],
    question: Question,
    day: date | None,
    fold: bool,
    ledger: Path | None,
    what_if_days: int | None,
) -> list[str]:
    """The forecast for one actor or a pair as lines to print; written to ``ledger`` when given.

    ``day`` is the last day that may be known (default: the last of the data). Raises BadValue for no or more than two names.
    """
    if not 1 <= len(names) <= 2:
        raise BadValue(f"a forecast is about one actor or two, not {len(names)}: sayso forecast USA IRN")
    span = events.span
    if span is None:
        raise BadValue("a forecast needs events, and the table holds none")
    asked = day or span[1]
    view = View("dyad" if len(names) == 2 else "actor", fold=clients(asked) if fold else {})
    unit = "|".join(sorted(names))
    made = ask(events, unit, question, asked, view)
    lines = said(made)
    if what_if_days is not None:
        lines += _what_if(events, unit, question, asked, what_if_days, view)
    if ledger is not None:
        earlier = settle([one for one in read(ledger) if one.unit == unit], events, view, asked)
        write(ledger, made, view)
        lines += past(earlier)
    return lines


def said(made: Forecast) -> list[str]:
    """A forecast for people: number, word, interval, base rate, how many, what moved it."""
    head = f"{made.unit}: {made.question.target} after {made.asked}, by {made.ends} ({made.question.horizon} days)"
    if made.chance is None:
        return [head, f"  cannot say: {made.why_not}"]
    lines = [
        head,
        f"  {100 * made.chance:.1f} % ({made.word}); 80 % interval {100 * (made.low or 0):.1f}–{100 * (made.high or 0):.1f} %",
        f"  base rate {100 * (made.base or 0):.1f} % (this unit's own past); expected {made.expected:.1f} events, 80 % between {made.fewest} and {made.most}",
    ]
    if made.deaths is not None:
        lines.append(f"  expected deaths {made.deaths:.1f} (expected events times deaths an event on record)")
    moved = "; ".join(f"{one.name} {one.adds:+.2f}" for one in made.movers)
    return [*lines, f"  method: {made.method}", *([f"  moved it (in logits): {moved}"] if moved else [])]


def past(earlier: Sequence[Settled]) -> list[str]:
    """How earlier forecasts about the same unit fared, the last few one by one."""
    fared: Record = record(earlier)
    if not fared.made:
        return ["  no earlier forecast of this unit"]
    score = f", Brier {fared.brier:.3f} (base rates {fared.brier_base:.3f})" if fared.brier is not None else ""
    share = 100 * fared.void / fared.made
    lines = [
        f"  earlier: {fared.made} made, {fared.resolved} resolved{score}, {fared.open} open, {fared.void} void ({share:.0f} %)"
    ]
    done = [one for one in earlier if one.came is not None and one.entry.chance is not None]
    return lines + [
        f"    {one.entry.asked}: {100 * (one.entry.chance or 0):.0f} % by {one.entry.ends}: {'it came' if one.came else 'it did not'}"
        for one in done[-SHOWN:]
    ]


def _what_if(events: EventTable, unit: str, question: Question, day: date, quiet: int, view: View) -> list[str]:
    found = what_if(events, unit, question, day, quiet, view)
    first, second = unit.split("|")
    named = {
        f"{first} acts": found["first acts"], f"{first} acts if {second} is quiet for {quiet} days": found["first acts if second is quiet"],
        f"{second} acts": found["second acts"], f"{second} acts if {first} is quiet for {quiet} days": found["second acts if first is quiet"],
    }  # fmt: skip
    return ["  what if (model-based, simulated):", *(f"    {name}: {100 * chance:.0f} %" for name, chance in named.items())]


def write_scorecard(events: EventTable, ledger: Path | None, out: Path, question: Question, by: str, day: date | None) -> Record:
    """Writes the page for a ledger, or without one for a rolling-origin backtest over the last third of the events."""
    span = events.span
    if span is None:
        raise BadValue("a scorecard needs events, and the table holds none")
    today, view = day or span[1], View(by)
    if ledger is not None:
        settled = settle(read(ledger), events, view, today)
    else:
        settled = replayed(events.cut(today), question, view)
    out.write_text(scorecard(settled, today), encoding="utf-8")
    return record(settled)


def replayed(events: EventTable, question: Question, view: View, least: int = 40) -> list[Settled]:
    """Every forecast the blend would have made every 30 days over the last third of the events, with what came."""
    panel = Panel.of(events, view)
    start = 2 * panel.periods // 3
    before = panel.cut(panel.day_of(panel.first + start - 1))
    units = [unit for unit, n in zip(before.units, before.totals(), strict=True) if n >= least]
    if not units:
        raise BadValue(f"a scorecard needs a unit with {least} events in the first two thirds; there is none")
    plan = Plan(start, every=30, burn_in=min(365, start // 3), refit=365)
    test = backtest(panel, question, plan, (Climatology(), Blend()), units=units)
    chance, base = test.chances["blend"], test.chances["climatology"]
    found = []
    for i in range(len(test.rows)):
        asked = panel.day_of(panel.first + int(test.rows.origin[i]))
        ends = panel.day_of(panel.first + int(test.rows.origin[i]) + question.horizon)
        unit = test.rows.units[int(test.rows.unit[i])]
        entry = Entry(
            unit, view.by, question.target, question.horizon, asked, ends, float(chance[i]), float(base[i]), "blend, replayed"
        )
        found.append(Settled(entry, bool(test.rows.n[i] > 0), int(test.rows.n[i])))
    return found


__all__ = ["DATASETS", "clients", "load_events", "mapping", "outlook", "past", "replayed", "said", "write_scorecard"]
