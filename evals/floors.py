"""Floors: what each evaluation has reached before and must not fall below, pinned with the digest of what it was measured on.

``floors.json`` holds, by evaluation, the corpus digest, the score of every measure and why a floor was ever lowered. A floor is
raised freely (``python -m evals --raise``) and lowered only with a reason that stays in the file
(``python -m evals NAME --accept "why"``).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from evals.bench import HERE, Outcome, Score

FILE = HERE / "floors.json"
SLACK = 0.005
"""How far below its floor a score may lie: less than this is noise between machines."""
Floors = dict[str, dict]


class WouldLower(Exception):
    """An update would lower a floor and gives no reason."""


def load(path: Path = FILE) -> Floors:
    """The floors by evaluation; none when there is no file yet."""
    found: Floors = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return found


def save(floors: Floors, path: Path = FILE) -> None:
    """Write the floors, sorted, one measure a line."""
    path.write_text(json.dumps(floors, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")


def is_better(score: Score, floor: float, slack: float = 0.0) -> bool:
    """True when the score is at least as good as the floor, give or take ``slack``."""
    return score.ours <= floor + slack if score.lower else score.ours >= floor - slack


def failures(outcome: Outcome, floors: Floors) -> Iterator[str]:
    """One line for every measure below its bar or its floor, gone, or measured on something else than the floor was."""
    for score in outcome.scores:
        if score.bar is not None and not is_better(score, score.bar):
            yield f"{outcome.eval}: {score.measure} is {score.ours:.4f}; it must be {'at most' if score.lower else 'at least'} {score.bar:g}"
    pinned = floors.get(outcome.eval)
    if pinned is None:
        return
    if pinned["corpus"] != outcome.corpus:
        yield (
            f"{outcome.eval}: measured on {outcome.corpus}, floors are for {pinned['corpus']}; if the change of corpus or gold is "
            f'meant, run: python -m evals {outcome.eval} --accept "why"'
        )
        return
    scores = {score.measure: score for score in outcome.scores}
    for measure, floor in pinned["scores"].items():
        if measure not in scores:
            yield f"{outcome.eval}: {measure} is no longer measured; its floor is {floor:.3f}"
        elif not is_better(scores[measure], floor, SLACK):
            yield f"{outcome.eval}: {measure} is {scores[measure].ours:.3f}, its floor is {floor:.3f}"


def raised(outcome: Outcome, floors: Floors, because: str | None = None) -> Floors:
    """The floors with this outcome's scores where they are better, or everywhere when a reason is given.

    Raises WouldLower when a measure is below its floor (or its corpus another) and there is no reason.
    """
    pinned = floors.get(outcome.eval, {"corpus": outcome.corpus, "scores": {}, "lowered": []})
    problems = list(failures(outcome, floors))
    if problems and not because:
        raise WouldLower("\n".join(problems))
    best = {}
    for score in outcome.scores:
        old = pinned["scores"].get(score.measure)
        keep = old is not None and not because and not is_better(score, old)
        best[score.measure] = old if keep else round(score.ours, 4)
    lowered = [*pinned["lowered"], f"{because} ({'; '.join(problems)})"] if problems else pinned["lowered"]
    return {**floors, outcome.eval: {"corpus": outcome.corpus, "scores": best, "lowered": lowered}}
