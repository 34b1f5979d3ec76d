"""PLOVER root codes on PLV: sentences with a marked source and target and the root code of what the one did to the other.

Data: Hu et al., "Leveraging Codebook Knowledge with NLI and ChatGPT for Zero-Shot Political Relation Classification"
(ACL 2024), repository snowood1/Zero-Shot-PLOVER: PLV_train.tsv. ``YIELD`` is the older name of what PLOVER (2024) parts into
CONCEDE and RETREAT; both count as YIELD. AW_train.tsv has no root codes (event or not, over ACE triggers) and is left out.

``root accuracy`` and ``root macro-F1`` = mean over the 15 codes of 2PR/(P+R), with source and target given: of the coder's
statements the one whose actor and target share most words with them decides; where none shares any, the event word nearest
to the marked phrases, those between them first. No event word at all counts as wrong.

A statement keeps what is done and when apart; PLOVER's root code folds both into one, by the codebook's own rule (CAMEO 03,
12, 13): intent to do something cooperative is AGREE, refusal of it REJECT, intent to do something hostile THREATEN. So is a
statement's category read here when its time is future and its voice is the doer's own or the report's.

``who-whom``: without given actors, share of sentences where some statement has the gold code and its actor and target (or
recipient) each overlap the gold phrase with token-F1 >= 0.5.

Run: ``python -m evals.plv [--misses N]``.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from evals.bench import Outcome, Score, coder, corpus, digest, f1, table
from sayso.coding.coder import EmbeddedCoder
from sayso.coding.parties import Parties
from sayso.coding.triggers import find_triggers
from sayso.types import Party, Report, Statement

YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
DAY = date(2019, 6, 15)
"""The sentences carry no date."""
ARTICLES = frozenset({"the", "a", "an", "'s", "’s"})
ROOTS = {"keywords": 0.615, "TF-IDF": 0.694, "zero-shot NLI": 0.835}
MACRO = {"zero-shot NLI": 0.821}
WHO_WHOM = {"keywords": 0.42, "PETRARCH2": 0.17}


@dataclass(frozen=True)
class Case:
    """One marked sentence."""

    id: str
    text: str
    source: tuple[int, int] | None
    """None where the sentence leaves it unsaid ("an actor", "a recipient")."""
    target: tuple[int, int] | None
    root: str

    def said(self, span: tuple[int, int] | None) -> str:
        return self.text[span[0] : span[1]] if span else "–"


def read() -> Iterator[Case]:
    """The cases of PLV_train.tsv in file order; the marks become spans of the plain sentence."""
    with corpus("plv", "PLV_train.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            plain, at = "", 0
            spans: dict[str, list[int]] = {"s": [], "t": []}
            for mark in re.finditer(r"<(/?)([st])>", row["marked_sentence"]):
                plain += row["marked_sentence"][at : mark.start()]
                spans[mark[2]].append(len(plain))
                at = mark.end()
            plain += row["marked_sentence"][at:]
            source, target = ((ends[0], ends[1]) if ends else None for ends in (spans["s"], spans["t"]))
            yield Case(row["sentence_id"], plain, source, target, row["gold_root"])


def words(text: str) -> Counter[str]:
    return Counter(word for word in re.findall(r"[\w.]+|['’]s", text.casefold()) if word not in ARTICLES)


def overlap(one: str, other: str) -> float:
    """Token-F1 of two phrases, articles aside."""
    left, right = words(one), words(other)
    return f1((left & right).total(), left.total(), right.total())


def meets(party: Party | None, case: Case, span: tuple[int, int] | None) -> float:
    """How well a party is the gold phrase: its name or the words at its own span."""
    if party is None or span is None:
        return 0.0
    return max(overlap(party.name, case.said(span)), overlap(case.text[party.start : party.end], case.said(span)))


def root_of(what: str | None) -> str | None:
    return YIELD.get(what, what) if what else None


COOPERATIVE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})
HOSTILE = frozenset({"PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"})


def plover(one: Statement) -> str | None:
    """The root code of a statement: its category, or what an intended or refused act of that category is in PLOVER."""
    what = one.claim.what
    if one.time == "future" and one.stance in ("reports", "promises", "threatens", "warns"):
        if what in COOPERATIVE:
            return "REJECT" if one.negated else "AGREE"
        if what in HOSTILE:
            return "REJECT" if one.negated else "THREATEN"
    return root_of(what)


def both(one: Statement, case: Case) -> tuple[float, float]:
    target = max(meets(party, case, case.target) for party in (one.claim.target, one.claim.recipient))
    return meets(one.claim.actor, case, case.source), target


def code(case: Case, statements: list[Statement], reader: EmbeddedCoder) -> str | None:
    """The root code with the actors given; None without any event word."""
    told = [one for one in statements if one.claim.what is not None]
    best = max(told, key=lambda one: sum(both(one, case)), default=None)
    if best is not None and sum(both(best, case)) > 0:
        return plover(best)
    doc = reader.engine.parse(case.text)
    parties = Parties(doc, DAY)
    triggers = [t for sent in doc.sents for t in find_triggers(sent, parties) if t.sense.what is not None]
    marked = sorted(span for span in (case.source, case.target) if span)

    def far(at: int) -> tuple[bool, int]:
        inside = marked[0][1] <= at < marked[-1][0]
        return not inside, min(abs(at - edge) for span in marked for edge in span)

    nearest = min(triggers, key=lambda t: far(t.token.idx), default=None)
    if nearest is not None:
        return root_of(nearest.sense.what)
    return plover(told[0]) if told else None


def macro(pairs: list[tuple[str, str | None]]) -> float:
    """Mean F1 over the gold codes."""
    labels = sorted({gold for gold, _ in pairs})
    right = Counter(gold for gold, found in pairs if gold == found)
    found, gold = Counter(found for _, found in pairs), Counter(gold for gold, _ in pairs)
    return sum(f1(right[label], found[label], gold[label]) for label in labels) / len(labels)


def run() -> Outcome:
    """Score every sentence."""
    reader = coder()
    cases = list(read())
    pairs, whom, matched, misses = [], 0, 0, []
    for case in cases:
        statements = reader.code(Report(case.id, case.id, case.text, DAY, outlet="PLV"))
        found = code(case, statements, reader)
        pairs.append((case.root, found))
        matched += any(sum(both(one, case)) > 0 for one in statements)
        given = [span is not None for span in (case.source, case.target)]
        right = any(
            plover(one) == case.root and all(score >= 0.5 for score, wanted in zip(both(one, case), given, strict=True) if wanted)
            for one in statements
        )
        whom += right
        if found != case.root or not right:
            told = "; ".join(
                f"{plover(one)} {one.claim.actor.name if one.claim.actor else '–'} → "
                f"{(one.claim.target or one.claim.recipient).name if one.claim.target or one.claim.recipient else '–'}"  # type: ignore[union-attr]
                for one in statements
            )
            kind = "code" if found != case.root else "whom"
            misses.append(
                f"{kind} {case.root} not {found} | {case.said(case.source)} → {case.said(case.target)} | {case.text} | {told}"
            )
    n = len(cases)
    scores = (
        Score("plv", "root accuracy", sum(gold == found for gold, found in pairs) / n, n, ROOTS),
        Score("plv", "root macro-F1", macro(pairs), n, MACRO),
        Score("plv", "who-whom", whom / n, n, WHO_WHOM),
        Score("plv", "statement found for the pair", matched / n, n),
    )
    return Outcome("plv", digest([corpus("plv", "PLV_train.tsv")]), scores, tuple(misses))


def main() -> None:
    outcome = run()
    outcome.save()
    print(table(outcome.scores))
    if "--misses" in sys.argv:
        print("\n".join(outcome.misses))


if __name__ == "__main__":
    main()
