"""Forecasts on event data: the tables of the issue, by one command.

    python -m evals.forecast [gulf | levant | next | openness | deaths] …

Protocol of the dyad tables: actors cut to their country (Hezbollah and Hamas apart, organisations by their first six letters),
nobody and generic Arabs and Muslims left out, material conflict is a code whose root is 15 or more (the Gulf file holds WEIS codes, so
roots 21 and 22 are in), dyads with at least 40 (Gulf) or 60 (Levant) events of any kind before the cut at 60 or 62 % of the days,
origins every 7 days, rows from day 365 on teach. Settings were chosen on the first 70 % of the days before the cut. Next event:
ICEWS14, the model is taught on the last 35 days of train and the ranking is on valid.
"""

from __future__ import annotations

import csv
import os
import platform
import re
import resource
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from importlib.metadata import version
from pathlib import Path

import numpy as np

from evals.bench import Outcome, Score, corpus, digest, table
from evals.floors import failures
from sayso.datasets import read_events
from sayso.forecast.backtest import Backtest, Plan, backtest
from sayso.forecast.counts import COUNTERS, NegativeBinomial
from sayso.forecast.forecasters import FORECASTERS
from sayso.forecast.ledger import tally
from sayso.forecast.nextevent import Ranker, both_ways, rank, replay
from sayso.forecast.onset import Onset
from sayso.forecast.panel import Panel, View
from sayso.forecast.replay import replayed
from sayso.forecast.rows import Question, Rows
from sayso.forecast.scores import Scores, crps, difference, ece, interval, log_score
from sayso.forecast.words import counts
from sayso.table import EventTable

SETS = {"gulf": (40, 0.60), "levant": (60, 0.62)}
KNOWN = {
    ("gulf", "log loss"): {"climatology": 0.1565, "Hawkes": 0.1405, "boosting": 0.1348, "blend": 0.1340, "aim": 0.130},
    ("gulf", "AP"): {"blend": 0.427, "aim": 0.45},
    ("gulf", "onset AP"): {"climatology": 0.083, "best": 0.110, "aim": 0.13},
    ("gulf", "CRPS"): {"conflictology": 0.0710, "best": 0.0627, "aim": 0.060},
    ("levant", "log loss"): {"climatology": 0.0841, "Hawkes": 0.0770, "boosting": 0.0707, "blend": 0.0708, "aim": 0.069},
    ("levant", "AP"): {"blend": 0.450, "aim": 0.47},
    ("levant", "onset AP"): {"climatology": 0.050, "best": 0.089, "aim": 0.11},
    ("levant", "CRPS"): {"conflictology": 0.0402, "best": 0.0380, "aim": 0.037},
}
OUT = {"", "---", "MOS", "UNK", "ARB"}
REFIT = 365
BLOCK = 30
SPEAK = ("point process", "logistic", "boosting", "boosted counts")
"""Members of the blend; the first also speaks alone where there is too little for the others."""
DEFAULTS = ("point process", "blend", "onset")
RELATIONS, ENTITIES = 230, 7128


def actor(code: str) -> str:
    """The actor of the protocol for a KEDS code."""
    if "HEZ" in code or "HZB" in code:
        return "HEZBOLLAH"
    if "HAM" in code and code.startswith(("PAL", "PSE")):
        return "HAMAS"
    root = code[:3]
    if root in ("IGO", "NGO", "MNC", "IMG"):
        return code[:6]
    return {"LEB": "LBN", "PSE": "PAL"}.get(root, root)


def events(path: Path) -> EventTable:
    """A KEDS file as the protocol reads it."""
    return EventTable.of(list(_rows(path)))


def _rows(path: Path) -> Iterator[dict[str, object]]:
    with path.open(encoding="utf-8") as file:
        for i, row in enumerate(csv.DictReader(file)):
            a, b = actor(row["source"]), actor(row["target"])
            if a == b or a in OUT or b in OUT or not row["code"][:2].isdigit():
                continue
            root, day = int(row["code"][:2]), date.fromisoformat(row["date"])
            quad = 1 + (root > 5) + (root > 8) + (root > 14)
            plover = "ASSAULT" if root >= 18 else None
            yield {
                "key": str(i),
                "dataset": "keds",
                "first": day,
                "last": day,
                "actor": a,
                "target": b,
                "quad": quad,
                "plover": plover,
            }


def panel_of(name: str) -> tuple[Panel, int, list[str]]:
    """The panel of one set, the step of its cut, and the dyads of the protocol."""
    least, share = SETS[name]
    panel = Panel.of(events(corpus("events", "keds", f"{name}.cameo.csv")))
    cut = int(panel.periods * share)
    before = panel.cut(panel.day_of(panel.first + cut - 1))
    return panel, cut, [unit for unit, n in zip(before.units, before.totals(), strict=True) if n >= least]


def dyads(name: str) -> list[Score]:
    """Scores of one set seven days ahead, each forecaster printed on the way."""
    begun = time.process_time()
    panel, cut, units = panel_of(name)
    test = backtest(panel, Question(), Plan(cut, refit=REFIT), [*FORECASTERS.values(), Onset()], COUNTERS, units)
    every, onset = test.scores(), test.scores(mask=test.quiet())
    print(f"{name}: {len(test.rows.units)} dyads, {len(test.rows)} forecasts, {time.process_time() - begun:.0f} CPU-seconds")
    for way, one in every.items():
        print(f"  {way:20s} {_line(one)}  onset AP {onset[way].ap:.3f}")
    ranked = {way: float(crps(pmf, test.rows.n).mean()) for way, pmf in test.tables.items()}
    print("  CRPS " + "  ".join(f"{way} {value:.4f}" for way, value in ranked.items()))
    inside = _inside(test.tables["boosted mixture"], test.rows.n)
    print(f"  counts inside the 80 % interval of the boosted mixture: {100 * inside:.1f} %", flush=True)
    n, m = len(test.rows), int(test.quiet().sum())
    found = [
        ("log loss", every["blend"].log, n, True), ("AP", every["blend"].ap, n, False), ("onset AP", onset["onset"].ap, m, False),
        ("CRPS", ranked["boosted mixture"], n, True), ("ECE", every["blend"].ece, n, True),
    ]  # fmt: skip
    scores = [
        Score("forecast", f"{name} {what}", value, of, KNOWN.get((name, what), {}), lower) for what, value, of, lower in found
    ]
    return scores + _gate(name, test) + _gate_counts(name, test) + farther(name, panel, cut, units)


def farther(name: str, panel: Panel, cut: int, units: list[str]) -> list[Score]:
    """Scores of the forecasters that speak by default 30 and 90 days ahead, asked every 30 days."""
    scores = []
    for horizon in (30, 90):
        plan = Plan(cut, every=30, learn_every=14, refit=REFIT)
        test = backtest(
            panel, Question(horizon=horizon), plan, [FORECASTERS[way] for way in ("climatology", *SPEAK, "blend")], (), units
        )
        every = test.scores()
        print(f"{name}, {horizon} days ahead: {len(test.rows)} forecasts")
        for way, one in every.items():
            print(f"  {way:20s} {_line(one)}", flush=True)
        known = {"climatology": every["climatology"].log}
        scores.append(Score("forecast", f"{name} {horizon} days log loss", every["blend"].log, len(test.rows), known, True))
        scores.append(
            Score(
                "forecast",
                f"{name} {horizon} days AP",
                every["blend"].ap,
                len(test.rows),
                {"climatology": every["climatology"].ap},
            )
        )
        scores.append(Score("forecast", f"{name} {horizon} days ECE", every["blend"].ece, len(test.rows), {}, True))
        scores += _gate(f"{name} {horizon} days", test)
    return scores


def _gate(name: str, test: Backtest) -> list[Score]:
    """Every forecaster that speaks by default must beat climatology: the whole interval of the gap lies below nought."""
    y, origin = test.rows.y, test.rows.origin
    scores = []
    for way in DEFAULTS:
        if way not in test.chances:
            continue
        keep = test.quiet() if way == "onset" else np.ones(len(y), bool)
        gap = difference(log_score, test.chances[way][keep], test.chances["climatology"][keep], y[keep], origin[keep], BLOCK)
        print(f"  log score of {way} less climatology: {gap[0]:.4f} [{gap[1]:.4f}, {gap[2]:.4f}] (95 %, blocks of {BLOCK} days)")
        scores.append(Score("forecast", f"{name} {way} less climatology, upper end", gap[2], int(keep.sum()), {}, True, bar=0.0))
    return scores


def _gate_counts(name: str, test: Backtest) -> list[Score]:
    """The same for counts, against conflictology."""
    scores = []
    plain = crps(test.tables["conflictology"], test.rows.n)
    for way in ("negative binomial", "boosted mixture"):
        gap = crps(test.tables[way], test.rows.n) - plain
        low, high = interval(gap, test.rows.origin, BLOCK)
        print(f"  CRPS of {way} less conflictology: {gap.mean():.4f} [{low:.4f}, {high:.4f}]")
        scores.append(Score("forecast", f"{name} {way} less conflictology, upper end", high, len(gap), {}, True, bar=0.0))
    return scores


def _line(one: Scores) -> str:
    return (
        f"log {one.log:.4f}  Brier {one.brier:.4f}  AUC {one.auc:.3f}  AP {one.ap:.3f}  ECE {one.ece:.4f}  skill {one.skill:.3f}"
    )


def _inside(pmf: np.ndarray, n: np.ndarray) -> float:
    """The share of counts between the 10 and the 90 % quantile of their forecasts, both included."""
    total = pmf.cumsum(1)
    low, high = (total < 0.1).sum(1), (total < 0.9).sum(1)
    return float(((n >= low) & (n <= high)).mean())


def openness() -> list[Score]:
    """The scorecard of a replay over the last third of each set beside World Monitor's public one (32 resolved, Brier .202,
    92 of 124 void): every pair heard of in the year before is asked about, void where nothing can be said."""
    scores = []
    for name in SETS:
        found = replayed(panel_of(name)[0], Question(horizon=30))
        fared = tally(found)
        share = (fared.made - fared.void) / fared.made
        done = [one for one in found if one.entry.chance is not None]
        said = np.array([one.entry.chance for one in done], float)
        came = np.array([bool(one.came) for one in done], float)
        print(
            f"{name}, replayed 30 days ahead: {counts(fared)}; ECE {ece(said, came):.4f}; it came in {100 * came.mean():.1f} %",
            flush=True,
        )
        scores.append(
            Score("forecast", f"{name} replay, share with a number", share, fared.made, {"World Monitor": 32 / 124}, bar=32 / 124)
        )
        scores.append(
            Score(
                "forecast",
                f"{name} replay, Brier",
                float(fared.brier or 1),
                fared.resolved,
                {"World Monitor": 0.202},
                True,
                bar=0.202,
            )
        )
        scores.append(Score("forecast", f"{name} replay, ECE", ece(said, came), fared.resolved, {}, True))
    return scores


def deaths() -> list[Score]:
    """Expected deaths of every party of UCDP's Iraq file 30 days ahead, over the last third: mean absolute error of the logarithm,
    and how far the sum lies off, beside the party's own mean so far."""
    table, _ = read_events(corpus("events", "ucdp", "ged_iraq_1989_2018.parquet"), "ucdp")
    panel = Panel.of(table, View("actor"))
    start, question = 2 * panel.periods // 3, Question("kinetic", 30)
    kept = panel.cut(panel.day_of(panel.first + start - 1))
    units = [unit for unit, n in zip(kept.units, kept.totals(), strict=True) if n >= 20]
    learn, ask = np.arange(365, panel.periods - 30, 7), np.arange(start, panel.periods - 30, 30)
    taught, asked = (Rows.of(panel, question, origins, units) for origins in (learn, ask))
    mean = NegativeBinomial().fit(taught.settled(start)).mean(asked)
    own = panel.keep(units)
    killed, fights = (own.dense((4,), seen=True, deaths=one).cumsum(1, dtype=float) for one in (True, False))
    each = (killed / np.maximum(fights, 1))[:, ask].reshape(-1)
    after = own.dense((4,), seen=False, deaths=True).cumsum(1, dtype=float)
    came = (after[:, ask + 30] - after[:, ask]).reshape(-1)
    usual = (30 * killed / np.arange(1, panel.periods + 1))[:, ask].reshape(-1)
    errors = {way: float(np.abs(np.log1p(p) - np.log1p(came)).mean()) for way, p in (("ours", mean * each), ("mean", usual))}
    print(
        f"deaths, UCDP Iraq: {len(units)} parties, {len(came)} forecasts; said {(mean * each).sum():,.0f}, came {came.sum():,.0f}; error {errors}"
    )
    measure = "UCDP Iraq expected deaths, error of the logarithm"
    return [Score("forecast", measure, errors["ours"], len(came), {"own mean so far": errors["mean"]}, True, bar=errors["mean"])]


def next_event() -> list[Score]:
    """Mean reciprocal rank on the valid part of ICEWS14."""
    begun = time.monotonic()
    train, valid = (_quads(corpus("events", "icews14", f"{part}.txt")) for part in ("train", "valid"))
    groups = _groups(corpus("events", "icews14", "entity2id.txt"))
    first = int(valid[:, 3].min())
    stream = both_ways(np.concatenate([train, valid]), RELATIONS)
    days = list(replay(stream, ENTITIES, RELATIONS, first - 35, groups))
    model = Ranker.fit([one for one in days if one.day < first])
    asked = [one for one in days if one.day >= first]
    found = rank(asked, [model.score(one) for one in asked], ENTITIES)
    print(
        f"next event: {found.n} queries, MRR {found.mrr:.4f}, hits@1 {found.hits1:.3f}, @3 {found.hits3:.3f}, @10 {found.hits10:.3f}, "
        f"candidates hold {found.recall:.3f}; {time.monotonic() - begun:.0f} s, "
        f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.1f} GB at most"
    )
    known = {"RE-GCN (test)": 0.421, "TLogic (test)": 0.425, "TiRGN (test)": 0.440, "aim": 0.47}
    return [Score("forecast", "ICEWS14 next event MRR (valid)", found.mrr, found.n, known)]


def _quads(path: Path) -> np.ndarray:
    rows = np.array([[int(part) for part in line.split()[:4]] for line in path.read_text().splitlines()])
    rows[:, 3] //= 24
    return rows


def _groups(path: Path) -> np.ndarray:
    """Entities of one country share a group: the name in brackets at the end ("Police (Kenya)"), or the name itself."""
    numbers: dict[str, int] = {}
    out = np.full(ENTITIES, -1)
    for line in path.read_text(encoding="utf-8").splitlines():
        name, id_ = line.split("\t")[:2]
        bracket = re.search(r"\(([^()]*)\)\s*$", name)
        out[int(id_)] = numbers.setdefault(bracket.group(1) if bracket else name, len(numbers))
    return out


PARTS: Mapping[str, Callable[[], list[Score]]] = {
    "gulf": lambda: dyads("gulf"), "levant": lambda: dyads("levant"), "next": next_event, "openness": openness, "deaths": deaths,
}  # fmt: skip


def run(parts: Iterable[str] = tuple(PARTS)) -> Outcome:
    """The tables of the parts named."""
    scores = [score for part in parts for score in PARTS[part]()]
    files = [corpus("events", "keds"), corpus("events", "icews14"), corpus("events", "ucdp")]
    return Outcome("forecast", digest(files), tuple(scores))


def main() -> None:
    unknown = set(sys.argv[1:]) - set(PARTS)
    if unknown:
        sys.exit(f"no part {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    libraries = ", ".join(f"{name} {version(name)}" for name in ("lightgbm", "scikit-learn", "numpy", "scipy"))
    print(f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}, {libraries}", flush=True)
    outcome = run(sys.argv[1:] or PARTS)
    print(table(outcome.scores))
    sys.exit("\n".join(failures(outcome, {})) or None)


if __name__ == "__main__":
    main()
