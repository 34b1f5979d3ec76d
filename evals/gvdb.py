"""Score figures against the Gun Violence Database: how many were killed and injured, article by article.

    python evals/gvdb.py dev.tsv [--half first|second] [--errors N] [--baseline]

Gold: victims marked "killed", and victims marked "injured" or "hospitalized" and not killed. The
labels are those of crowd workers and loose: a gunman who kills himself is counted by some.

An article's figure is the largest number that one verb or noun gives in headline and lead (shares
of another figure left out), or how many persons are named there in full, if more; if they give none,
one where the rest of the text has any. Where nobody is said to be injured, those shot and not killed
are. Where somebody was killed only "injured", "wounded" and "hurt" count as injured: who was taken
to hospital may have died there. Scores are the share of articles whose number is exactly right.
`--baseline` scores plain regular expressions ("two killed", "killed two", one for any word of death)
on the same articles. Most articles have none or one killed, so that always saying "one" where a word
of death stands does well; where two or more were harmed is printed apart.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sayso.coding.engine import load_engine
from sayso.coding.figures import find_figures
from sayso.coding.numbers import find_numbers

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span


@dataclass(frozen=True)
class Article:
    id: str
    title: str
    text: str
    killed: int
    injured: int


def read(path: Path) -> list[Article]:
    """The articles of a GVDB table, in file order."""
    out = []
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        number, _, title, text, labels, _ = line.split("\t")
        if text.startswith(title):  # the table runs the headline into the text
            text = text[len(title) :]
        victims = [set(victim.get("victim-was", [])) for victim in json.loads(labels).get("victim-section", [])]
        killed = sum("killed" in was for was in victims)
        injured = sum(bool(was & {"injured", "hospitalized"}) and "killed" not in was for was in victims)
        out.append(Article(number, title, text, killed, injured))
    return out


LEAD: Final = 5
"""Sentences of the text that tell the news; what is further down may be history."""


def sentences(title: Doc, text: Doc) -> tuple[list[Span], list[Span]]:
    """Headline and lead, and the rest."""
    body = list(text.sents)
    return [*title.sents, *body[:LEAD]], body[LEAD:]


def total(sents: Iterable[Span], kind: str, cues: re.Pattern[str] | None = None) -> int:
    """The largest number that one verb or noun gives, or how many persons are named, if more."""
    best, names = 0, set()
    for sent in sents:
        by_cue: Counter[int] = Counter()
        for tally in find_figures(sent).get(kind, []):
            if tally.part or (cues is not None and not cues.match(sent.doc[tally.cue].text)):
                continue
            by_cue[tally.cue] += tally.low or 0
            if sent.doc[tally.head].pos_ == "PROPN" and re.search(r"[A-Z]\S* [A-Z]\S*$", tally.said):
                names.add(tally.said.split()[-1].lower())
        best = max(best, *by_cue.values(), 0)
    return max(best, len(names))


SAID_HURT = re.compile(r"injur|wound|hurt", re.IGNORECASE)


def predict(title: Doc, text: Doc) -> tuple[int, int]:
    """Killed and injured of one article."""
    lead, rest = sentences(title, text)

    def number(kind: str, cues: re.Pattern[str] | None = None) -> int:
        return total(lead, kind, cues) or min(total(rest, kind, cues), 1)

    killed = number("killed")
    return killed, number("injured", SAID_HURT if killed else None) or max(number("shot") - killed, 0)


DEATH = re.compile(r"\b(?:killed|dead|died|murder(?:ed)?|homicide|fatal(?:ly)?|death|slain)\b", re.IGNORECASE)
HARM = re.compile(r"\b(?:injured|wounded|hospitalized|injuries|hospital)\b", re.IGNORECASE)


def baseline(text: str) -> tuple[int, int]:
    """What plain patterns find."""

    def count(words: str, any_word: re.Pattern[str]) -> int:
        found = [0]
        for number in find_numbers(text):
            after, before = text[number.end : number.end + 40], text[max(0, number.start - 12) : number.start]
            if re.match(rf"(?:\s\w+){{0,3}}\s(?:{words})\b", after) or re.search(rf"\b(?:{words})\s$", before):
                found.append(number.low or 0)
        return max(max(found), int(bool(any_word.search(text))))

    return count("killed|dead", DEATH), count("injured|wounded", HARM)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("table", type=Path)
    parser.add_argument("--half", choices=["first", "second"])
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--baseline", action="store_true")
    chosen = parser.parse_args()
    articles = read(chosen.table)
    if not articles:
        sys.exit(f"gvdb: no article in {chosen.table}")
    middle = len(articles) // 2
    articles = {"first": articles[:middle], "second": articles[middle:]}.get(chosen.half, articles)
    if chosen.baseline:
        found = [baseline(f"{article.title}\n{article.text}") for article in articles]
        docs = None
    else:
        engine = load_engine()
        texts = engine.parse_many(article.text for article in articles)
        docs = list(zip(engine.parse_many(article.title for article in articles), texts, strict=True))
        found = [predict(*pair) for pair in docs]
    for at, name in enumerate(("killed", "injured")):
        right = sum(pair[at] == getattr(article, name) for pair, article in zip(found, articles, strict=True))
        some = [(pair[at], getattr(article, name)) for pair, article in zip(found, articles, strict=True)]
        two = [pair for pair in some if pair[1] > 1]
        exact = sum(a == b for a, b in two)
        over = sum(a > b for a, b in some)
        print(f"{name:8} over {over} under {len(some) - right - over}")
        print(f"{name:8} exact {right / len(articles):.3f} of {len(articles)}; where gold is 2 or more {exact}/{len(two)}")
    shown = 0
    for place, (pair, article) in enumerate(zip(found, articles, strict=True)):
        if shown < chosen.errors and pair != (article.killed, article.injured):
            shown += 1
            print(f"\n#{article.id} found {pair} gold {(article.killed, article.injured)}: {article.title}\n{article.text[:700]}")
            for doc in docs[place] if docs else ():
                for kind in ("killed", "injured", "shot", "casualties"):
                    for tally in find_figures(doc).get(kind, []):
                        print(f"   {kind} {tally.low} [{tally.said}] {doc.text[max(0, tally.start - 40) : tally.end + 40]}")


if __name__ == "__main__":
    main()
