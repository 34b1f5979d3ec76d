"""Forecasts on event data: the tables of the issue, by one command.

    python -m evals.forecast [gulf | levant | next] …

Protocol of the dyad tables: actors cut to their country (Hezbollah and Hamas apart, organisations by their first six letters),
nobody and generic Arabs and Muslims left out, material conflict is a code whose root is 15 or more (the Gulf file holds WEIS codes, so
roots 21 and 22 are in), dyads with at least 40 (Gulf) or 60 (Levant) events of any kind before the cut at 60 or 62 % of the days,
origins every 7 days, rows from day 365 on teach. Settings were chosen on the first 70 % of the days before the cut. Next event:
ICEWS14, the model is taught on the last 35 days of train and the ranking is on valid.
"""

from __future__ import annotations

import csv
import re
import sys
import time
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import numpy as np

from evals.bench import Outcome, Score, corpus, digest, table
from sayso.forecast.backtest import Backtest, Plan, backtest
from sayso.forecast.counts import COUNTERS
from sayso.forecast.forecasters import FORECASTERS
from sayso.forecast.nextevent import Ranker, both_ways, rank, replay
from sayso.forecast.onset import Onset
from sayso.forecast.panel import Panel
from sayso.forecast.rows import Question
from sayso.forecast.scores import crps, difference, log_score
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


def run_dyads(name: str) -> tuple[Backtest, int]:
    """The backtest of one set under the protocol, and the step of its cut."""
    least, share = SETS[name]
    panel = Panel.of(events(corpus("events", "keds", f"{name}.cameo.csv")))
    cut = int(panel.periods * share)
    before = panel.cut(panel.day_of(panel.first + cut - 1))
    units = [unit for unit, n in zip(before.units, before.totals(), strict=True) if n >= least]
    ways = [*FORECASTERS.values(), Onset()]
    return backtest(panel, Question(), Plan(cut, refit=REFIT), ways, COUNTERS, units), cut


def dyads(name: str) -> list[Score]:
    """Scores of one set, each forecaster printed on the way."""
    begun = time.process_time()
    test, _ = run_dyads(name)
    every, onset = test.scores(), test.scores(mask=test.quiet())
    print(f"{name}: {len(test.rows.units)} dyads, {len(test.rows)} forecasts, {time.process_time() - begun:.0f} CPU-seconds")
    for way, one in every.items():
        calm = onset[way]
        print(
            f"  {way:20s} log {one.log:.4f}  Brier {one.brier:.4f}  AUC {one.auc:.3f}  AP {one.ap:.3f}  ECE {one.ece:.4f}  "
            f"skill {one.skill:.3f}  onset AP {calm.ap:.3f}"
        )
    ranked = {way: float(crps(pmf, test.rows.n).mean()) for way, pmf in test.tables.items()}
    print("  CRPS " + "  ".join(f"{way} {value:.4f}" for way, value in ranked.items()))
    y, origin = test.rows.y, test.rows.origin
    gap = difference(log_score, test.chances["blend"], test.chances["climatology"], y, origin)
    print(f"  log score of blend less climatology: {gap[0]:.4f} [{gap[1]:.4f}, {gap[2]:.4f}] (95 %, blocks of 30 days)")
    n, m = len(test.rows), int(test.quiet().sum())
    found = [
        ("log loss", every["blend"].log, n, True), ("AP", every["blend"].ap, n, False), ("onset AP", onset["onset"].ap, m, False),
        ("CRPS", ranked["boosted mixture"], n, True), ("ECE", every["blend"].ece, n, True),
    ]  # fmt: skip
    return [
        Score("forecast", f"{name} {what}", value, of, KNOWN.get((name, what), {}), lower) for what, value, of, lower in found
    ]


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
        f"candidates hold {found.recall:.3f}; {time.monotonic() - begun:.0f} s"
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


def run(parts: Iterable[str] = ("gulf", "levant", "next")) -> Outcome:
    """The tables of the parts named."""
    scores = [score for part in parts for score in (next_event() if part == "next" else dyads(part))]
    files = [corpus("events", "keds"), corpus("events", "icews14")]
    return Outcome("forecast", digest(files), tuple(scores))


def main() -> None:
    outcome = run(sys.argv[1:] or ("gulf", "levant", "next"))
    print(table(outcome.scores))


if __name__ == "__main__":
    main()
