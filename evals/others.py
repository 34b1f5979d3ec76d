"""The evaluations that have a command line of their own (dates, figures, dossiers) in the shape of the others."""

from __future__ import annotations

from evals import dossiers, gvdb, timex
from evals.bench import Outcome, Score, corpus, digest, engine, f1

DOSSIERS = ("standoff-2019-2020", "tigray-2020-2021")


def run_timex() -> Outcome:
    """Dates on TimeBank and AQUAINT (TempEval's spans, and spans with the same days), see evals/timex.py."""
    scores = []
    for part in ("TimeBank", "AQUAINT"):
        calendar, everything = timex.Counts(), timex.Counts()
        for path in sorted(corpus("timex", part).glob("*.tml")):
            timex.score(path, calendar, everything)
        for name, counts in (("calendar", calendar), ("all", everything)):
            for label in ("relaxed", "value"):
                value = f1(getattr(counts, label), counts.found, counts.gold)
                scores.append(Score("timex", f"{part} {name} {label} F1", value, counts.gold))
    return Outcome("timex", digest([corpus("timex")]), tuple(scores))


def run_gvdb() -> Outcome:
    """How many were killed and injured on the Gun Violence Database, see evals/gvdb.py."""
    path = corpus("gvdb", "dev.tsv")
    articles = gvdb.read(path)
    reader = engine()
    found = [gvdb.predict(reader.parse(article.title), reader.parse(article.text)) for article in articles]
    plain = [gvdb.baseline(f"{article.title}\n{article.text}") for article in articles]
    scores = []
    for at, name in enumerate(("killed", "injured")):
        ours, known = (
            sum(pair[at] == getattr(article, name) for pair, article in zip(pairs, articles, strict=True)) / len(articles)
            for pairs in (found, plain)
        )
        scores.append(Score("gvdb", f"{name} exact", ours, len(articles), {"patterns": known}))
    return Outcome("gvdb", digest([path]), tuple(scores))


def run_dossiers() -> Outcome:
    """What a reader must get right in the bundled dossiers, see evals/dossiers.py."""
    scores, misses = [], []
    files = [dossiers.EXAMPLES / dossier / name for dossier in DOSSIERS for name in ("notes", "expected.jsonl")]
    for dossier in DOSSIERS:
        if not (dossiers.EXAMPLES / dossier / "expected.jsonl").exists():
            continue
        tallies, _, _ = dossiers.measure(dossier)
        for name, tally in tallies.items():
            if tally.tries:
                scores.append(Score("dossiers", f"{dossier[:8]} {name}", tally.hits / tally.tries, tally.tries))
            misses += [f"{dossier} | {name} | {each}" for each in tally.missed]
    return Outcome("dossiers", digest(files), tuple(scores), tuple(misses))
