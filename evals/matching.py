"""The record's matching on our own dossiers (evals/gold/matching): B³ of gold statements, and the figures of each event.

A dossier's statements are given to a record as they are, so that this measures matching and not coding. B³ is over
statements. A figure history counts as found when the event that holds most of a gold event's statements lists that kind
and those bounds on that day; F1 over all of them.

Run: ``python -m evals.matching [develop|held-out] [--misses]``.
"""

from __future__ import annotations

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from evals.bench import Outcome, Score, digest, f1, table
from evals.coref import b_cubed, conll
from sayso.contract import digest as hashed
from sayso.contract import with_id
from sayso.record import Record
from sayso.types import Claim, Event, Figure, Party, Report, Statement, Voice, Weapon, When, Where

FOLDER = Path(__file__).parent / "gold" / "matching"
HALVES = ("develop", "held-out")
_BRACES = re.compile(r"\s*\{([^}]*)\}")
_COUNTED = ("killed", "injured", "missing")

Reading = tuple[str, int | None, int | None, date]
"""One row of a figure history: kind, bounds, day published."""


@dataclass
class Dossier:
    """Reports with their statements, and the happening each statement speaks of."""

    name: str
    half: str = ""
    places: dict[str, Where] = field(default_factory=dict)
    reports: list[tuple[Report, list[Statement]]] = field(default_factory=list)
    happening: dict[str, str] = field(default_factory=dict)


def load(path: Path) -> Dossier:
    """The dossier in a file. Raises ValueError with the line for what cannot be read."""
    made = Dossier(path.stem)
    page: list[str] = []
    for number, line in enumerate([*path.read_text("utf-8").splitlines(), "@ end"], 1):
        try:
            if line.startswith("half: "):
                made.half = line.removeprefix("half: ").strip()
            elif line.startswith("place: "):
                name, country, lat, lon, precision = (part.strip() for part in line.removeprefix("place: ").split("|"))
                id = f"{path.stem}-{name.removeprefix('the ').lower().replace(' ', '-')}"
                made.places[name] = Where(name, id, country or None, float(lat), float(lon), precision)
            elif line.startswith("@ "):
                if page:
                    _report(made, page)
                page = [line]
            elif line.strip():
                page.append(line)
        except (ValueError, KeyError) as error:
            raise ValueError(f"{path}:{number}: before here: {error!r}") from error
    return made


def _report(made: Dossier, page: list[str]) -> None:
    id, day, outlet = page[0].removeprefix("@ ").split(" ", 2)
    id, text, drafts = f"{made.name}-{id}", "", []
    for line in page[1:]:
        sentence = _BRACES.sub("", line).strip()
        start = len(text) + bool(text)
        text += ("\n" if text else "") + sentence
        drafts += [(start, sentence, braces) for braces in _BRACES.findall(line)]
    report = Report(id, hashed([id, text]), text, date.fromisoformat(day), outlet)
    statements = []
    for start, sentence, braces in drafts:
        label, statement = _statement(made, report, start, sentence, braces)
        statements.append(statement)
        made.happening[statement.id] = f"{made.name}/{label}"
    made.reports.append((report, statements))


def _statement(made: Dossier, report: Report, start: int, sentence: str, braces: str) -> tuple[str, Statement]:
    head, *rest = (part.strip() for part in braces.split(";"))
    label, _, type_ = head.partition(" ")
    what, _, mode = type_.partition("/")
    said = {part.partition(" ")[0]: part.partition(" ")[2] for part in rest}

    def at(words: str) -> tuple[int, int]:
        first = start + sentence.index(words)
        return first, first + len(words)

    def party(name: str) -> Party | None:
        if name not in said:
            return None
        words, _, id = said[name].partition("=")
        return Party(words, id or None, *at(words))

    speaker = party("by")
    voice = Voice(report.outlet or "", "outlet")
    if speaker is not None:
        voice = Voice(speaker.name, "office", speaker.id, speaker.start, speaker.end)
    where = made.places[said["at"]] if "at" in said else None
    claim = Claim(
        what=what, mode=mode or None, actor=party("actor"), target=party("target"),
        where=None if where is None else Where(
            where.name, where.id, where.country, where.lat, where.lon, where.precision, *at(where.name)
        ),
        when=_when(said["when"], at) if "when" in said else None,
        weapon=_weapon(said["weapon"], at) if "weapon" in said else None,
        figures={kind: (_figure(said[kind], at),) for kind in _COUNTED if kind in said},
    )  # fmt: skip
    denied = said.get("stance") == "denies"
    return label, with_id(
        Statement(
            id="", report=report.id, start=start, end=start + len(sentence), quote=sentence, voice=voice,
            stance=said.get("stance", "reports"), firmness=int(said.get("firm", -3 if denied else 3)), claim=claim,
            time=said.get("time", "past"), negated="neg" in said,
        )
    )  # fmt: skip


def _when(said: str, at) -> When:  # type: ignore[no-untyped-def]
    words, _, days = said.rpartition("=")
    first, _, last = days.partition("..")
    return When(words, date.fromisoformat(first), date.fromisoformat(last or first), *at(words))


def _weapon(said: str, at) -> Weapon:  # type: ignore[no-untyped-def]
    words, _, id = said.partition("=")
    return Weapon(words, id or None, *at(words))


def _figure(said: str, at) -> Figure:  # type: ignore[no-untyped-def]
    words, _, bounds = said.rpartition("=")
    low, dots, high = bounds.partition("..")
    return Figure(int(low), int(high) if high else None if dots else int(low), words, None, *at(words))


@dataclass
class Told:
    """A dossier as a record understood it: gold clusters and ours by statement id, and both figure histories."""

    gold: Mapping[str, list[Hashable]]
    ours: list[list[Hashable]]
    right: Counter[tuple[str, Reading]]
    found: Counter[tuple[str, Reading]]
    events: tuple[Event, ...]


def told(dossier: Dossier) -> Told:
    """What the record makes of a dossier."""
    with Record.open(":memory:") as record:
        for report, statements in dossier.reports:
            record.add(report, statements, "gold")
        events = record.as_of().events
    published = {report.id: report.published for report, _ in dossier.reports}
    gold: dict[str, list[Hashable]] = defaultdict(list)
    right: Counter[tuple[str, Reading]] = Counter()
    for _report, statements in dossier.reports:
        for one in statements:
            label = dossier.happening[one.id]
            gold[label].append(one.id)
            for kind, figures in one.claim.figures.items():
                right.update((label, (kind, f.low, f.high, published[one.report])) for f in figures)
    found: Counter[tuple[str, Reading]] = Counter()
    for label, event in _homes(gold, events).items():
        found.update((label, (row.what, row.low, row.high, row.published)) for row in event.figures_history)
    return Told(gold, [[ref.id for ref in event.statements] for event in events], right, found, events)


def _homes(gold: Mapping[str, list[Hashable]], events: tuple[Event, ...]) -> dict[str, Event]:
    """For each gold event the one of ours that holds most of it."""
    found = {}
    for label, members in gold.items():
        shared = {event.id: len(set(members) & {ref.id for ref in event.statements}) for event in events}
        found[label] = max(events, key=lambda event: (shared[event.id], event.id))
    return found


def dossiers(half: str) -> Iterator[Dossier]:
    """The dossiers of one half, by name."""
    for path in sorted(FOLDER.glob("*.txt")):
        made = load(path)
        if made.half == half:
            yield made


def scores(half: str) -> tuple[list[Score], list[str]]:
    """B³, CoNLL and figure histories of one half; and its misses."""
    gold: list[list[Hashable]] = []
    ours: list[list[Hashable]] = []
    right: Counter[tuple[str, Reading]] = Counter()
    found: Counter[tuple[str, Reading]] = Counter()
    misses: list[str] = []
    count = 0
    for dossier in dossiers(half):
        count += 1
        made = told(dossier)
        gold += made.gold.values()
        ours += made.ours
        right += made.right
        found += made.found
        misses += _misses(dossier, made)
    assert count, f"no dossier is {half}"
    n = sum(map(len, gold))
    history = f1((right & found).total(), found.total(), right.total())
    alone = b_cubed(gold, [[one] for cluster in gold for one in cluster]).f1
    return [
        Score("matching", f"{half} B3 F1", b_cubed(gold, ours).f1, n, {"each alone": alone}),
        Score("matching", f"{half} CoNLL F1", conll(gold, ours), n),
        Score("matching", f"{half} figure histories F1", history, right.total()),
    ], misses


def _misses(dossier: Dossier, made: Told) -> Iterator[str]:
    quotes = {one.id: f"{one.report}: {one.quote}" for _, statements in dossier.reports for one in statements}
    for event in made.events:
        labels = Counter(dossier.happening[ref.id] for ref in event.statements)
        whole = [label for label in labels if len(made.gold[label]) == labels[label]]
        if len(labels) > 1 or not whole:
            yield f"{dossier.name}: {event.title}: {dict(labels)}"
            yield from (f"    {dossier.happening[ref.id]}  {quotes[ref.id]}" for ref in event.statements)


def run() -> Outcome:
    """Both halves."""
    found = [scores(half) for half in HALVES]
    every = tuple(score for each, _ in found for score in each)
    return Outcome("matching", digest(sorted(FOLDER.glob("*.txt"))), every, tuple(found[0][1]))


def main() -> int:
    halves = [name for name in sys.argv[1:] if name in HALVES] or list(HALVES)
    for half in halves:
        made, misses = scores(half)
        print(table(made))
        if "--misses" in sys.argv:
            print("\n".join(misses))
    return 0


if __name__ == "__main__":
    sys.exit(main())
