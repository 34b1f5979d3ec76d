"""Gold sentences in their own markup: who does what to whom, and who says so, written for training the engine.

A line of ``gold/*.jsonl`` is ``{"id": "...", "text": "..."}``; in the text ``[labels|words]`` marks a stretch of words, nested
where one stretch lies inside another. Labels, parted by spaces:

``e1=CATEGORY/mode,flags``  an event word; ``/mode`` and flags may be left out. Flags: a time (``ongoing historical future
                            hypothetical``; past when left out), ``not`` (said not to be so), ``f-3`` … ``f3`` (firmness; f3, or
                            f-3 under ``not``, when left out)
``a1 t1 r1``                actor, target, recipient of event 1 (the whole noun phrase)
``w1 p1 d1 k1 i1``          its weapon, place, date, number killed, number injured
``c1``                      words that say, think, order, deny …: the cue of attribution 1
``s1 q1``                   its source and its content

The sentences are invented; none reports a fact. Run ``python training/gold.py FILE…`` to check files and count labels.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sayso.types import CATEGORIES, TIMES

FOLDER = Path(__file__).resolve().parent / "gold"
LABEL = re.compile(r"(?P<kind>[eatrwpdkiscq])(?P<number>\d+)(=(?P<what>[A-Z]+)(/(?P<mode>[a-z-]+))?(?P<flags>(,[a-z0-9-]+)*))?")
ROLES = "atrwpdki"


class BadGold(ValueError):
    """A line of gold breaks the markup; says where and why."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One label over ``text[start:end]``; ``kind`` is the letter, ``number`` the event or attribution it belongs to."""

    kind: str
    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Act:
    """What an event mark says of its event."""

    what: str
    mode: str | None
    time: str
    negated: bool
    firmness: int


@dataclass(slots=True)
class Gold:
    """One item: plain text, its marks in text order and what each event number stands for."""

    id: str
    text: str
    marks: list[Mark] = field(default_factory=list)
    acts: dict[int, Act] = field(default_factory=dict)


def parse(id_: str, marked: str) -> Gold:
    """The item behind marked-up text. Raises BadGold with the place for anything off."""
    gold = Gold(id_, "")
    plain: list[str] = []
    length, at = 0, 0
    open_: list[tuple[list[str], int]] = []
    while at < len(marked):
        char = marked[at]
        if char == "[":
            bar = marked.find("|", at)
            if bar < 0:
                raise BadGold(f"{id_}: no | after the [ at {at}: {marked[at : at + 30]!r}")
            open_.append((marked[at + 1 : bar].split(), length))
            at = bar + 1
            continue
        if char == "]":
            if not open_:
                raise BadGold(f"{id_}: ] without [ at {at}")
            labels, start = open_.pop()
            _close(gold, labels, start, length, "".join(plain)[start:])
        else:
            plain.append(char)
            length += 1
        at += 1
    if open_:
        raise BadGold(f"{id_}: [ without ] for {' '.join(open_[-1][0])}")
    gold.text = "".join(plain)
    gold.marks.sort(key=lambda mark: (mark.start, -mark.end))
    _check(gold)
    return gold


def _close(gold: Gold, labels: list[str], start: int, end: int, words: str) -> None:
    if not words.strip() or words != words.strip():
        raise BadGold(f"{gold.id}: {' '.join(labels)} marks {words!r}, which is empty or begins or ends with a space")
    for label in labels:
        found = LABEL.fullmatch(label)
        if found is None or (found["what"] is not None) != (found["kind"] == "e"):
            raise BadGold(f"{gold.id}: {label!r} is no label")
        number = int(found["number"])
        if found["kind"] == "e":
            if number in gold.acts:
                raise BadGold(f"{gold.id}: e{number} twice")
            gold.acts[number] = _act(gold.id, found["what"], found["mode"], found["flags"])
        gold.marks.append(Mark(found["kind"], number, start, end))


def _act(id_: str, what: str, mode: str | None, flags: str) -> Act:
    if what not in CATEGORIES:
        raise BadGold(f"{id_}: {what} is no PLOVER category")
    time, negated, firmness = "past", False, None
    for flag in flags.split(",")[1:]:
        if flag in TIMES:
            time = flag
        elif flag == "not":
            negated = True
        elif re.fullmatch(r"f-?[0-3]", flag):
            firmness = int(flag[1:])
        else:
            raise BadGold(f"{id_}: {flag!r} is no flag")
    return Act(what, mode, time, negated, firmness if firmness is not None else (-3 if negated else 3))


def _check(gold: Gold) -> None:
    cues = {mark.number for mark in gold.marks if mark.kind == "c"}
    for mark in gold.marks:
        if mark.kind in ROLES and mark.number not in gold.acts:
            raise BadGold(f"{gold.id}: {mark.kind}{mark.number} but no e{mark.number}")
        if mark.kind in "sq" and mark.number not in cues:
            raise BadGold(f"{gold.id}: {mark.kind}{mark.number} but no c{mark.number}")
        if mark.kind == "e" and len(gold.text[mark.start : mark.end].split()) > 5:
            raise BadGold(f"{gold.id}: event word {gold.text[mark.start : mark.end]!r} is longer than five words")


def read(path: Path) -> Iterator[Gold]:
    """The items of a file in order; blank lines and # comments are passed over. Raises BadGold naming file and line."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            row = json.loads(line)
            yield parse(row["id"], row["text"])
        except (ValueError, KeyError) as error:
            raise BadGold(f"{path.name}:{number}: {error}") from None


def main() -> int:
    bad = 0
    counts: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for name in sys.argv[1:] or sorted(map(str, FOLDER.glob("*.jsonl"))):
        path = Path(name)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            try:
                row = json.loads(line)
                gold = parse(row["id"], row["text"])
            except (ValueError, KeyError) as error:
                print(f"{path.name}:{number}: {error}", file=sys.stderr)
                bad += 1
                continue
            seen[gold.id] += 1
            counts["items"] += 1
            counts.update(mark.kind for mark in gold.marks)
            counts.update(act.what for act in gold.acts.values())
            counts.update(act.time for act in gold.acts.values())
            counts["negated"] += sum(act.negated for act in gold.acts.values())
    for id_ in (each for each, times in seen.items() if times > 1):
        print(f"id {id_} stands more than once", file=sys.stderr)
        bad += 1
    print(" ".join(f"{key}:{counts[key]}" for key in sorted(counts)))
    return int(bool(bad))


if __name__ == "__main__":
    sys.exit(main())
