"""What the network is taught with: treebank sentences, names, and our own gold, all as words with labels."""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gold import Gold, read
from treebanks import load
from variety import CURLY, varied

IGNORE = -100
OUTSIDE = "O"
ROLES = {"a": "actor", "t": "target", "r": "recipient", "w": "weapon", "p": "place", "d": "date", "k": "killed", "i": "injured"}
PARTS = ("source", "content")
NAMES = {"person": "PER", "organization": "ORG", "place": "LOC"}


@dataclass(slots=True)
class Lesson:
    """Consecutive sentences: words, and what is known of them. A missing column is not taught."""

    words: list[str]
    columns: dict[str, list[Any]] = field(default_factory=dict)
    """By head name a label per word (None: not taught here); ``head`` holds positions, ``firm`` numbers."""
    roles: dict[int, dict[int, str]] | None = None
    """By position of an event word, the roles of other words."""
    sayings: list[tuple[tuple[int, ...], frozenset[int], frozenset[int]]] | None = None
    """Cue, source and content of each attribution, as positions."""


def treebank(path: Path, sentences: int, dice: random.Random, vary: bool) -> Iterator[Lesson]:
    """The sentences of a converted treebank, up to `sentences` together, now and then in other guises."""
    for document in load(path):
        rest = document["sentences"]
        while rest:
            cut = dice.randint(1, sentences) if vary else sentences
            chunk, rest = rest[:cut], rest[cut:]
            curly = vary and dice.random() < CURLY
            yield parsed([varied(each, dice, curly) for each in chunk] if vary else chunk)


def parsed(chunk: list[dict[str, Any]]) -> Lesson:
    lesson = Lesson([], {name: [] for name in ("tag", "pos", "feats", "dep", "head", "start")})
    for sentence in chunk:
        offset = len(lesson.words)
        lesson.words += sentence["words"]
        lesson.columns["tag"] += sentence["tags"]
        for name in ("pos", "feats"):
            lesson.columns[name] += sentence[name]
        lesson.columns["dep"] += sentence["deps"]
        lesson.columns["head"] += [head + offset for head in sentence["heads"]]
        lesson.columns["start"] += ["B"] + ["I"] * (len(sentence["words"]) - 1)
    return lesson


def uner(folder: Path) -> Iterator[Lesson]:
    """Names on EWT: dev and test of Universal NER, one sentence a lesson."""
    for part in ("dev", "test"):
        words: list[str] = []
        labels: list[str] = []
        for line in (folder / "UNER" / f"en_ewt-ud-{part}.iob2").read_text(encoding="utf-8").split("\n"):
            if line and not line.startswith("#"):
                row = line.split("\t")
                words.append(row[1])
                labels.append(row[2] if row[2][2:] in NAMES.values() else OUTSIDE)
            elif not line and words:
                yield Lesson(words, {"ner": labels})
                words, labels = [], []


def gum_names(folder: Path, sentences: int = 4) -> Iterator[Lesson]:
    """Names in GUM: mentions of people, organisations and places whose words are proper nouns in the parse."""
    for path in sorted((folder / "dep").glob("*.conllu")):
        mentions = folder / "coref" / "gum" / "conll" / f"{path.stem}.conll"
        if not mentions.exists():
            continue
        rows = [line.split("\t") for line in path.read_text(encoding="utf-8").split("\n")]
        cuts = [i for i, row in enumerate(rows) if row == [""]]
        words, pos, starts = [], [], []
        new = True
        for row in rows:
            if len(row) == 10 and row[0].isdigit():
                words.append(row[1])
                pos.append(row[3])
                starts.append(new)
                new = False
            elif row == [""]:
                new = True
        labels = named(mentions, pos)
        if len(labels) != len(words) or not cuts:
            continue
        heads = [i for i, start in enumerate(starts) if start]
        for k in range(0, len(heads), sentences):
            begin, end = heads[k], heads[k + sentences] if k + sentences < len(heads) else len(words)
            yield Lesson(words[begin:end], {"ner": labels[begin:end]})


def named(path: Path, pos: list[str]) -> list[str]:
    """A name label per word of a GUM document: the proper nouns at the core of each typed mention."""
    labels = [OUTSIDE] * len(pos)
    open_: dict[str, list[int]] = {}
    found: list[tuple[int, int, str]] = []
    lines = [line for line in path.read_text(encoding="utf-8").split("\n") if line and not line.startswith("#")]
    for at, line in enumerate(lines):
        for mark in re.findall(r"\([^()]*\)?|[^()]+\)", line.split("\t")[-1]):
            name = mark.strip("()")
            if mark.startswith("("):
                open_.setdefault(name, []).append(at)
            if mark.endswith(")") and open_.get(name):
                found.append((open_[name].pop(), at + 1, name.split("-")[0]))
    for begin, end, kind in sorted(found, key=lambda each: each[0] - each[1]):
        while begin < end and pos[begin] in ("DET", "ADJ", "PUNCT", "ADP"):
            begin += 1
        core = list(range(begin, end))
        if kind not in NAMES or not core or any(pos[i] not in ("PROPN", "ADP", "DET", "PUNCT", "NUM", "CCONJ") for i in core):
            continue
        if pos[end - 1] not in ("PROPN", "NUM") or pos[begin] != "PROPN":
            continue
        for i in core:
            labels[i] = f"{'B' if i == begin else 'I'}-{NAMES[kind]}"
    return labels


Tokenize = Callable[[str], Any]


def golden(paths: list[Path], parse: Tokenize) -> Iterator[Lesson]:
    """Our own gold: event words, roles, sayings. `parse` gives a parsed spaCy ``Doc``, of which words and heads are used."""
    for path in paths:
        for item in read(path):
            yield taught(item, parse(item.text))


def taught(item: Gold, doc: Any) -> Lesson:
    size = len(doc)
    lesson = Lesson([token.text for token in doc])
    blank = {name: [OUTSIDE] * size for name in ("what", "saying")}
    lesson.columns = {**grammar(doc), **blank, **{name: [None] * size for name in ("mode", "time", "negated", "firm")}}
    lesson.roles, lesson.sayings = {}, []
    at: dict[int, int] = {}
    for mark in item.marks:
        if mark.kind == "e":
            words = covered(doc, mark.start, mark.end)
            if not words:
                continue
            act, head = item.acts[mark.number], head_of(doc, words)
            at[mark.number] = head
            lesson.columns["what"][head] = act.what
            lesson.columns["mode"][head] = act.mode or "none"
            lesson.columns["time"][head] = act.time
            lesson.columns["negated"][head] = "yes" if act.negated else "no"
            lesson.columns["firm"][head] = float(act.firmness)
            lesson.roles.setdefault(head, {})
    cues: dict[int, tuple[list[int], set[int], set[int]]] = {}
    for mark in item.marks:
        words = covered(doc, mark.start, mark.end)
        if mark.kind in ROLES and mark.number in at and words:
            lesson.roles[at[mark.number]].setdefault(head_of(doc, words), ROLES[mark.kind])
        elif mark.kind in "csq" and words:
            cues.setdefault(mark.number, ([], set(), set()))
            place = cues[mark.number]["csq".index(mark.kind)]
            place.extend(words) if isinstance(place, list) else place.update(words)
    for cue, source, content in cues.values():
        if not cue:
            continue
        for i in cue:
            lesson.columns["saying"][i] = "I" if i - 1 in cue else "B"
        lesson.sayings.append((tuple(sorted(cue)), frozenset(source), frozenset(content)))
    return lesson


def grammar(doc: Any) -> dict[str, list[Any]]:
    """The parse of a text as the network of the first run gives it: fitting to events must not unlearn what it knew."""
    return {
        "tag": [token.tag_ for token in doc],
        "pos": [token.pos_ for token in doc],
        "feats": [str(token.morph) or "_" for token in doc],
        "dep": [token.dep_ for token in doc],
        "head": [token.head.i for token in doc],
        "start": ["B" if token.is_sent_start else "I" for token in doc],
    }


def covered(doc: Any, start: int, end: int) -> list[int]:
    """The tokens that overlap a stretch of characters."""
    return [token.i for token in doc if token.idx < end and token.idx + len(token) > start and not token.is_space]


def head_of(doc: Any, words: list[int]) -> int:
    """The word of a stretch whose head lies outside it; the first of several, but a word that is no preposition or article."""
    inside = set(words)
    roots = [i for i in words if doc[i].head.i not in inside or doc[i].head.i == i]
    full = [i for i in roots if doc[i].pos_ not in ("DET", "ADP", "PUNCT", "PART", "SCONJ")]
    return (full or roots or words)[0]


def disguised(lesson: Lesson, dice: random.Random) -> Lesson:
    """Now and then in capitals, lower case or typeset quotes."""
    draw = dice.random()
    if draw < 0.08:
        words = [word.upper() for word in lesson.words]
    elif draw < 0.14:
        words = [word.lower() for word in lesson.words]
    elif draw < 0.34:
        words = [word.replace("'", "’") for word in lesson.words]
    else:
        words = lesson.words
    return Lesson(words, lesson.columns, lesson.roles, lesson.sayings)


def packed(lessons: list[Lesson], dice: random.Random, most: int = 120) -> Iterator[Lesson]:
    """Lessons in random order, several of them as one text of up to `most` words: what stands far from an event word or a cue
    must be learned to be none of its business."""
    order = list(lessons)
    dice.shuffle(order)
    while order:
        lesson = order.pop()
        limit = dice.randint(1, most)
        while order and len(lesson.words) + len(order[-1].words) <= limit:
            lesson = joined(lesson, order.pop())
        yield lesson


def joined(one: Lesson, other: Lesson) -> Lesson:
    """Two lessons of our gold as one."""
    far = len(one.words)
    columns = {name: one.columns[name] + other.columns[name] for name in one.columns}
    columns["head"] = one.columns["head"] + [head + far for head in other.columns["head"]]
    roles = dict(one.roles or {})
    for event, found in (other.roles or {}).items():
        roles[event + far] = {at + far: role for at, role in found.items()}
    sayings = list(one.sayings or [])
    for cue, source, content in other.sayings or []:
        parts = (frozenset(i + far for i in part) for part in (source, content))
        sayings.append((tuple(i + far for i in cue), *parts))
    return Lesson(one.words + other.words, columns, roles, sayings)


def labels_of(lessons: list[Lesson], least: dict[str, int]) -> dict[str, list[str]]:
    """Label lists by head, most frequent first; labels seen fewer than ``least`` times are left out."""
    counts: dict[str, Counter[str]] = {}
    for lesson in lessons:
        for name, column in lesson.columns.items():
            if name not in ("head", "firm"):
                counts.setdefault(name, Counter()).update(label for label in column if label is not None)
    found = {
        name: [label for label, times in tally.most_common() if times >= least.get(name, 1)] for name, tally in counts.items()
    }
    found["role"] = ["none", *ROLES.values()]
    found["part"] = list(PARTS)
    return found


def write_labels(path: Path, labels: dict[str, list[str]]) -> None:
    path.write_text(json.dumps(labels, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
