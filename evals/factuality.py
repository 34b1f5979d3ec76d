"""Event factuality on UW: how firmly it is said that an event happened, against the mean of crowd ratings −3…3.

Data: Lee, Artzi, Choi & Zettlemoyer, "Event Detection and Factuality Assessment with Non-Expert Supervision" (EMNLP 2015), as
kept in njjiang/factuality_bert (dev part; train for reading misses). Every rated word gets our firmness −3…3 from the voice
around it and its own mood (``sayso.coding.modality``), event of our lexicon or not; the mean of that and what the network says.

``Pearson r`` = cov(ours, gold) / (sd(ours) sd(gold)) and ``MAE`` = mean |ours − gold| over all rated words.

Run: ``python -m evals.factuality [train|dev] [--misses]``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from statistics import correlation, fmean

from spacy.tokens import Token

from evals.bench import Outcome, Score, corpus, digest, engine, table
from sayso.coding.modality import firmness, mood_of
from sayso.coding.parties import Parties
from sayso.coding.seen import seen_in
from sayso.coding.voices import Saying, find_sayings

DAY = date(2000, 6, 15)
TIGHT = frozenset({",", ".", ";", ":", "?", "!", ")", "%", "'s", "n't", "''", "'", "'re", "'ve", "'ll", "'d", "'m"})
OPEN = frozenset({"(", "$", "``"})


@dataclass(frozen=True)
class Rated:
    """A rated word at ``start`` of a sentence."""

    text: str
    start: int
    word: str
    gold: float


def read(part: str) -> Iterator[Rated]:
    """Every rated word; the tokenised sentences are put back into ordinary spelling first."""
    for line in corpus("factuality", "UW", f"{part}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        words = row["text"].split()
        text, starts = join(words)
        for target in row["targets"]:
            at = target["span1"][0]
            yield Rated(text, starts[at], words[at], float(target["label"]))


def join(words: list[str]) -> tuple[str, list[int]]:
    """The sentence as printed, and where each word begins in it."""
    text, starts, glue = "", [], True
    quoted = False
    for i, word in enumerate(words):
        shown, tight = word, word in TIGHT
        if word == "-" and 0 < i < len(words) - 1:
            tight = glued = True
        elif word in ("``", "''", '"'):
            shown, tight, glued = '"', quoted, not quoted
            quoted = not quoted
        else:
            glued = word in OPEN
        text += "" if glue or tight else " "
        starts.append(len(text))
        text += shown
        glue = glued
    return text, starts


def firm(token: Token, sayings: list[Saying]) -> int:
    """Our firmness of whatever a word names: the innermost voice's, lowered and turned by grammar."""
    around = sorted((s for s in sayings if token.i in s.content and s.cue.i != token.i), key=lambda s: len(s.content))
    mood = mood_of(token, frozenset(s.cue.i for s in around))
    return firmness(around[0].kind.firmness if around else 3, mood)


def both(ruled: int, seen: float | None) -> float:
    """The mean of what rules and network say; the rules alone where the network has not read."""
    return float(ruled) if seen is None else (ruled + seen) / 2


def pairs(part: str) -> list[tuple[Rated, int]]:
    """Every rated word with our firmness."""
    reader = engine()
    found = []
    last: tuple[str, list[Saying], object] | None = None
    for rated in read(part):
        if last is None or last[0] != rated.text:
            doc = reader.parse(rated.text)
            parties = Parties(doc, DAY)
            last = (rated.text, [saying for sent in doc.sents for saying in find_sayings(sent, parties)], doc)
        _, sayings, parsed = last
        token = next(t for t in parsed if t.idx <= rated.start < t.idx + max(len(t), 1))  # type: ignore[attr-defined]
        found.append((rated, both(firm(token, sayings), seen_in(parsed).firmness.get(token.i))))
    return found


def run(part: str = "dev") -> Outcome:
    """Score one part."""
    found = pairs(part)
    ours, wanted = [float(value) for _, value in found], [rated.gold for rated, _ in found]
    off = sorted(found, key=lambda pair: -abs(pair[0].gold - pair[1]))
    misses = [f"{value:+.1f} gold {rated.gold:+.1f} | {rated.word} | {rated.text}" for rated, value in off[:200]]
    mean_error = fmean(abs(a - b) for a, b in zip(ours, wanted, strict=True))
    constant = fmean(abs(3 - b) for b in wanted)
    scores = (
        Score("factuality", f"UW {part} Pearson r", correlation(ours, wanted), len(found)),
        Score("factuality", f"UW {part} MAE", mean_error, len(found), {"always 3": constant}, lower=True),
    )
    return Outcome("factuality", digest([corpus("factuality", "UW")]), scores, tuple(misses))


def main() -> None:
    outcome = run("train" if "train" in sys.argv else "dev")
    if "train" not in sys.argv:
        outcome.save()
    print(table(outcome.scores))
    if "--misses" in sys.argv:
        print("\n".join(outcome.misses))


if __name__ == "__main__":
    main()
