"""Which statements stand: what the coder read, after everything people ruled.

A person's reading beats any coder's. What was accepted, corrected or added by hand stays as that
person saw it, also when a later coder reads the place otherwise or no longer at all; a coder's newer
statement of the same category at the same place then gives way to it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

from sayso.record.rulings import SAME_PLACE, Ruled, edited, meant, missed, overlap
from sayso.types import Report, Statement


@dataclass(frozen=True, slots=True)
class Coded:
    """A statement as a coder gave it: entry ``seq`` added it, entry ``withdrawn`` (None: not yet) took it back."""

    statement: Statement
    seq: int
    withdrawn: int | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """The outcome. ``together`` and ``apart`` are pairs of statement ids in the order they were ruled."""

    statements: tuple[Statement, ...]
    ruled: Mapping[str, tuple[int, ...]]
    """Statement id to the numbers of the rulings that made it what it is."""
    pairs: tuple[tuple[int, bool, str, str], ...]
    """(number of the ruling, True for together, one statement, other statement); other is "" for all others."""
    idle: tuple[int, ...]
    """Rulings in force that nothing in sight answers to, such as a rejection of what no coder reads any more."""


@dataclass(slots=True)
class _Unit:
    statement: Statement
    seq: int
    hidden: bool = False
    pinned: bool = False
    ruled: list[int] = field(default_factory=list)


class _Desk:
    """The statements of one report while rulings are laid on them one after the other."""

    def __init__(self, report: Report, coded: Sequence[Coded]) -> None:
        self.report = report
        self.coded = coded
        self.units = {one.statement.id: _Unit(one.statement, one.seq) for one in coded if one.withdrawn is None}

    def lay(self, ruled: Ruled) -> bool:
        """Applies one ruling; False if there was nothing to apply it to."""
        act = ruled.ruling.act
        if act == "missed":
            one = missed(self.report, ruled.ruling)
            found = [self.units.setdefault(one.id, _Unit(one, ruled.seq))]
        elif act == "reject":
            found = self._standing(ruled)
        else:
            found = self._seen(ruled)
        for unit in found:
            unit.ruled.append(ruled.seq)
            unit.hidden = act == "reject"
            unit.pinned = act != "reject"
            if act == "edit":
                unit.statement = edited(unit.statement, ruled.ruling.value)
        if act != "reject":
            self._supersede(found, ruled.seq)
        return bool(found)

    def at(self, start: int, end: int, of: Mapping[str, object]) -> list[Statement]:
        """What stands at a place once all is laid."""
        return meant((start, end), of, [unit.statement for unit in self.units.values() if not unit.hidden])

    def _standing(self, ruled: Ruled) -> list[_Unit]:
        """What a rejection finds: whatever is in sight at its place."""
        found = []
        for by_hand in (True, False):
            # Asked apart, so that what a person once put exactly there does not shield a coder's newer reading of
            # nearly the same words.
            in_sight = [unit for unit in self.units.values() if not unit.hidden and unit.pinned == by_hand]
            wanted = {one.id for one in _meant(ruled, [unit.statement for unit in in_sight])}
            found += [unit for unit in in_sight if unit.statement.id in wanted]
        return found

    def _seen(self, ruled: Ruled) -> list[_Unit]:
        """What the person had before them: what stood when they ruled, brought back if it was withdrawn since."""
        then = {
            one.statement.id: self.units.get(one.statement.id) or _Unit(one.statement, one.seq, hidden=True)
            for one in self.coded
            if one.seq < ruled.seq and (one.withdrawn is None or one.withdrawn > ruled.seq)
        }
        then |= {id: unit for id, unit in self.units.items() if unit.pinned}
        wanted = {one.id for one in _meant(ruled, [unit.statement for unit in then.values()])}
        found = {id: unit for id, unit in then.items() if unit.statement.id in wanted}
        self.units |= found
        return list(found.values())

    def _supersede(self, found: list[_Unit], seq: int) -> None:
        for unit, newer in product(found, list(self.units.values())):
            a, b = unit.statement, newer.statement
            same = overlap((a.start, a.end), (b.start, b.end)) >= SAME_PLACE and a.claim.what == b.claim.what
            if same and newer is not unit and newer.seq > seq and not newer.pinned:
                newer.hidden = True


def _meant(ruled: Ruled, among: Sequence[Statement]) -> list[Statement]:
    ruling = ruled.ruling
    of = ruling.value.get("of", {})
    return meant((ruling.start, ruling.end), of if isinstance(of, dict) else {}, among)


def stand(reports: Mapping[str, Report], coded: Sequence[Coded], rulings: Sequence[Ruled]) -> Standing:
    """What stands among ``coded`` (current ones, and withdrawn ones of reports that were ruled on) under ``rulings``."""
    by_report: dict[str, list[Coded]] = defaultdict(list)
    for one in coded:
        by_report[one.statement.report].append(one)
    desks = {id: _Desk(report, by_report[id]) for id, report in reports.items()}
    idle: list[int] = []
    ties: list[Ruled] = []
    for ruled in rulings:
        act, report = ruled.ruling.act, ruled.ruling.report
        if not ruled.active or act == "undo" or report not in desks:
            continue
        if act in ("merge", "split"):
            ties.append(ruled)
        elif not desks[report].lay(ruled):
            idle.append(ruled.seq)
    pairs: list[tuple[int, bool, str, str]] = []
    for ruled in ties:
        found = _pairs(ruled, desks)
        pairs.extend((ruled.seq, ruled.ruling.act == "merge", one, other) for one, other in found)
        if not found:
            idle.append(ruled.seq)
    units = {unit.statement.id: unit for desk in desks.values() for unit in desk.units.values() if not unit.hidden}
    order = sorted(units.values(), key=lambda unit: order_of(unit.statement, reports))
    ruled_by = {unit.statement.id: tuple(unit.ruled) for unit in order if unit.ruled}
    return Standing(tuple(unit.statement for unit in order), ruled_by, tuple(pairs), tuple(sorted(idle)))


def order_of(statement: Statement, reports: Mapping[str, Report]) -> tuple[object, ...]:
    """The order of statements everywhere: by day published, report, place in it, then identity."""
    published = reports[statement.report].published
    return (published, statement.report, statement.start, statement.end, statement.id)


def _pairs(ruled: Ruled, desks: Mapping[str, _Desk]) -> list[tuple[str, str]]:
    ruling = ruled.ruling
    of = ruling.value.get("of", {})
    ones = desks[ruling.report].at(ruling.start, ruling.end, of if isinstance(of, dict) else {})
    if "report" not in ruling.value:
        return [(one.id, "") for one in ones]
    pairs = [pair for place in _others(ruling.value) for pair in _pairs_with(ones, place, desks)]
    return list(dict.fromkeys(pairs))


def _others(value: Mapping[str, object]) -> list[object]:
    """The places a merge or split names besides its own: one, and those in ``also``."""
    also = value.get("also")
    return [[value.get("report"), value.get("start"), value.get("end")], *(also if isinstance(also, list) else [])]


def _pairs_with(ones: Sequence[Statement], place: object, desks: Mapping[str, _Desk]) -> list[tuple[str, str]]:
    if not (isinstance(place, list) and len(place) == 3):
        return []
    report, start, end = place
    if not (isinstance(report, str) and isinstance(start, int) and isinstance(end, int)) or report not in desks:
        return []
    pairs = [(a, b) for a, b in product(ones, desks[report].at(start, end, {})) if a.id != b.id]
    alike = [(a, b) for a, b in pairs if a.claim.what == b.claim.what]
    return [(a.id, b.id) for a, b in alike or pairs]
