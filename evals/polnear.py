"""Who says what on PolNeAR: source, cue and content of every attribution in US political news.

Data: Newell, Margolin & Ruths, "An Attribution Relations Corpus for Political News" (LREC 2018), repository
networkdynamics/PolNeAR, dev part, first annotator, brat standoff files.

A span is right when it covers exactly the gold tokens (ours of the text; punctuation, quotation marks and white space apart,
since annotators differ on them). F1 = 2PR/(P+R) over the distinct spans of a document, each of the three roles on its own;
``attribution`` asks for cue overlap and source and content overlap by half of their tokens (token-F1 >= 0.5), a missing
source counting as a match of a missing source.

From ``sayso.coding.voices``: the source is the whole phrase under the speaking word, the cue its words with their auxiliaries,
the content what the saying vouches for. PolNeAR also marks attitudes and nods to topics ("has questioned X", "wants X")
that Sayso codes as events rather than sayings, which bounds recall.

Run: ``python -m evals.polnear [--misses N]``.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from spacy.tokens import Doc, Token

from evals.bench import Outcome, Score, corpus, digest, engine, f1, table
from sayso.coding.heard import all_sayings
from sayso.coding.parties import Parties
from sayso.coding.seen import seen_in
from sayso.coding.voices import Saying

ROLES = ("source", "cue", "content")
KNOWN = {
    "source": {"rules": 0.11, "CRF": 0.51, "BiLSTM-CRF": 0.70},
    "cue": {"rules": 0.23, "CRF": 0.53, "BiLSTM-CRF": 0.67},
    "content": {"rules": 0.06, "CRF": 0.29, "BiLSTM-CRF": 0.59},
}
DAY = date(2016, 10, 15)
"""The articles are of autumn 2016."""
Spans = frozenset[int]


@dataclass(frozen=True)
class Attribution:
    """Token indices of the three roles; a role left out is empty."""

    source: Spans
    cue: Spans
    content: Spans


def articles() -> Iterator[tuple[str, str, Path]]:
    """Name, text and annotation file of every article of the dev part."""
    for path in sorted(corpus("polnear", "dev", "attributions").glob("*.ann")):
        name = path.stem.rsplit("_", 1)[0]
        yield name, corpus("polnear", "dev", "text", f"{name}.txt").read_text(encoding="utf-8"), path


def tokens(doc: Doc, spans: list[tuple[int, int]]) -> Spans:
    """Indices of the words that overlap any of the spans."""
    return frozenset(
        token.i
        for token in doc
        if plain(token) and any(token.idx < end and start < token.idx + len(token) for start, end in spans)
    )


def plain(token: Token) -> bool:
    return not (token.is_punct or token.is_space or token.is_quote or token.text in ("''", "``"))


def gold(doc: Doc, path: Path) -> list[Attribution]:
    """The attributions of one annotation file; several spans of one role of one attribution are joined."""
    texts: dict[str, list[tuple[int, int]]] = {}
    found = []
    lines = path.read_text(encoding="utf-8").splitlines()
    for line in lines:
        if line.startswith("T"):
            name, where, _ = line.split("\t", 2)
            texts[name] = [(int(a), int(b)) for a, b in re.findall(r"(\d+) (\d+)", where)]
    for line in lines:
        if line.startswith("E"):
            parts: dict[str, list[tuple[int, int]]] = {role: [] for role in ROLES}
            for role, name in re.findall(r"(Source|Cue|Content)\d*:(T\d+)", line):
                parts[role.lower()] += texts[name]
            found.append(Attribution(*(tokens(doc, parts[role]) for role in ROLES)))
    return found


def ours(doc: Doc) -> list[Attribution]:
    """The attributions that the coder's sayings make."""
    parties = Parties(doc, DAY)
    return [attribution(doc, saying) for saying in all_sayings(doc, parties, seen_in(doc))]


def attribution(doc: Doc, saying: Saying) -> Attribution:
    if saying.cue_words:
        parts = saying.source_words, saying.cue_words, saying.content
        return Attribution(*(frozenset(i for i in part if plain(doc[i])) for part in parts))
    source = {t.i for t in saying.source.subtree} if saying.source is not None else set()
    cue = set(range(saying.cue.i, saying.cue_last.i + 1))
    cue |= {
        t.i
        for t in saying.cue.children
        if t.dep_ in ("aux", "aux:pass") or (t.dep_ == "advmod" and t.lower_ in ("not", "n't", "n’t"))
    }
    cue -= {t.i for t in saying.cue.children if t.dep_ == "mark"}
    source -= cue | ({t.i for t in saying.cue.subtree} if saying.cue.i in source else set())
    content = set(saying.content) - source - cue
    return Attribution(*(frozenset(i for i in part if plain(doc[i])) for part in (source, cue, content)))


def like(one: Spans, other: Spans) -> bool:
    return one == other or f1(len(one & other), len(one), len(other)) >= 0.5


def score(found: list[Attribution], wanted: list[Attribution], counts: dict[str, Counter[str]]) -> None:
    """Add one article to the counts of every role and of whole attributions."""
    for role in ROLES:
        left = {getattr(each, role) for each in found} - {frozenset()}
        right = {getattr(each, role) for each in wanted} - {frozenset()}
        counts[role].update(right=len(left & right), found=len(left), gold=len(right))
    free = list(found)
    hits = 0
    for each in wanted:
        hit = next((f for f in free if f.cue & each.cue and like(f.source, each.source) and like(f.content, each.content)), None)
        if hit is not None:
            free.remove(hit)
            hits += 1
    counts["attribution"].update(right=hits, found=len(found), gold=len(wanted))


def told(doc: Doc, found: list[Attribution], wanted: list[Attribution]) -> Iterator[str]:
    """One line for every gold attribution that is not exactly ours, and for every saying that the gold lacks."""

    def said(part: Spans) -> str:
        return " ".join(doc[i].text for i in sorted(part)) or "–"

    for each in wanted:
        near = [f for f in found if f.cue & each.cue]
        if not near:
            yield f"missed | {said(each.source)} | {said(each.cue)} | {said(each.content)}"
        elif all((f.source, f.cue, f.content) != (each.source, each.cue, each.content) for f in near):
            wrong = [role for role in ROLES if all(getattr(f, role) != getattr(each, role) for f in near)]
            both = "; ".join(f"{role}: {said(getattr(each, role))} // {said(getattr(near[0], role))}" for role in wrong)
            yield f"differs in {','.join(wrong)} | {both}"
    for f in found:
        if not any(f.cue & each.cue for each in wanted):
            yield f"extra | {said(f.source)} | {said(f.cue)} | {said(f.content)}"


def run() -> Outcome:
    """Score every article of the dev part."""
    reader = engine()
    counts: dict[str, Counter[str]] = {role: Counter() for role in (*ROLES, "attribution")}
    misses: list[str] = []
    for _, text, path in articles():
        doc = reader.parse(text)
        wanted, found = gold(doc, path), ours(doc)
        score(found, wanted, counts)
        misses += told(doc, found, wanted)
    scores = tuple(
        Score("polnear", f"{role} F1", f1(c["right"], c["found"], c["gold"]), c["gold"], KNOWN.get(role, {}),
              note=f"P {c['right'] / max(c['found'], 1):.3f} R {c['right'] / max(c['gold'], 1):.3f}")
        for role, c in counts.items()
    )  # fmt: skip
    return Outcome("polnear", digest([corpus("polnear", "dev")]), scores, tuple(misses))


def main() -> None:
    outcome = run()
    outcome.save()
    print(table(outcome.scores))
    print("\n".join(f"{each.measure}: {each.note}" for each in outcome.scores))
    if "--misses" in sys.argv:
        print("\n".join(outcome.misses))


if __name__ == "__main__":
    main()
