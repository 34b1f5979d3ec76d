"""Looking after a case: coding it anew, ruling on it, and telling what changed. What the command line and the desk call."""

from __future__ import annotations

import getpass
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from sayso.types import Report, Ruling, SaysoError, Statement

if TYPE_CHECKING:
    from sayso.case import Coder
    from sayso.record import Known, Record, Ruled
    from sayso.record.changes import Changes


@dataclass(frozen=True, slots=True)
class Reread:
    """One report read anew: the statements that came and went, how many stayed."""

    report: str
    come: tuple[Statement, ...]
    gone: tuple[Statement, ...]
    stayed: int


@dataclass(slots=True)
class Recoded:
    """What coding a case anew came to. ``look`` is what a person should look at, one line each."""

    coder: str
    rereads: list[Reread] = field(default_factory=list)
    look: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    """Reports that could not be coded; they keep what was read in them before."""
    changes: Changes | None = None

    def lines(self) -> list[str]:
        """The difference, one line a statement, then what a person should look at."""
        found = []
        for one in self.rereads:
            found += [f"- {_line(statement)}" for statement in one.gone]
            found += [f"+ {_line(statement)}" for statement in one.come]
        found += [f"look: {line}" for line in self.look]
        return found + [f"failed: {line}" for line in self.failed]

    def summary(self) -> str:
        """One line that accounts for everything."""
        come, gone = (sum(len(getattr(one, name)) for one in self.rereads) for name in ("come", "gone"))
        stayed = sum(one.stayed for one in self.rereads)
        return (
            f"{len(self.rereads)} reports coded by {self.coder}: {stayed} statements as before, {come} new, {gone} gone; "
            f"{len(self.look)} to look at, {len(self.failed)} failed"
        )

    def as_json(self) -> dict[str, Any]:
        """The same as JSON."""
        from sayso.contract import statement_to_json
        from sayso.record.changes import changes_to_json

        return {
            "coder": self.coder,
            "reports": [
                {
                    "report": one.report,
                    "new": [statement_to_json(each) for each in one.come],
                    "gone": [statement_to_json(each) for each in one.gone],
                    "stayed": one.stayed,
                }
                for one in self.rereads
                if one.come or one.gone
            ],
            "look": self.look,
            "failed": self.failed,
            "changes": None if self.changes is None else changes_to_json(self.changes),
        }


def _line(one: Statement) -> str:
    claim = one.claim
    what = "/".join(part for part in (claim.what, claim.mode) if part) or "judgement"
    who = f"{claim.actor.name if claim.actor else '?'} → {claim.target.name if claim.target else '?'}"
    return f"{one.report}:{one.start}-{one.end}  {one.voice.name} {one.stance} {one.firmness:+d} {what}: {who}"


def recode(record: Record, coder: Coder, only: Sequence[str] = (), dry_run: bool = False) -> Recoded:
    """Codes every report of a case anew, or those named. Rulings hold; nothing is written when ``dry_run``.

    Raises Unknown for a report that the case does not have. A report that cannot be coded keeps its statements.
    """
    from sayso.record import Unknown
    from sayso.record.changes import changes

    before = record.as_of()
    missing = [id for id in only if id not in before.reports]
    if missing:
        raise Unknown(f"case {record.path}: no report {', '.join(missing)}; list them with: sayso sql 'SELECT id FROM report'")
    made = Recoded(coder.name)
    for id in only or before.reports:
        _recode_one(record, coder, before.reports[id], dry_run, made)
    made.look += _conflicts(record, made)
    if not dry_run:
        after = record.as_of()
        idle = set(after.standing.idle) - set(before.standing.idle)
        made.look += [
            _says(ruled, "nothing it could be about is read any more") for ruled in record.rulings() if ruled.seq in idle
        ]
        made.changes = changes(before, after)
    return made


def _recode_one(record: Record, coder: Coder, report: Report, dry_run: bool, made: Recoded) -> None:
    try:
        after = {one.id: one for one in coder.code(report)}
    except SaysoError as error:
        made.failed.append(f"{report.id}: {error}")
        return
    before = {one.id: one for one in record.coded(report.id)}
    come = tuple(one for id, one in after.items() if id not in before)
    gone = tuple(one for id, one in before.items() if id not in after)
    made.rereads.append(Reread(report.id, come, gone, len(after) - len(come)))
    if not dry_run:
        record.add_statements(report.id, coder.name, list(after.values()))


def _conflicts(record: Record, made: Recoded) -> list[str]:
    """Rulings at whose place the coder now reads something else."""
    from sayso.record.rulings import SAME_PLACE, overlap

    found = []
    for ruled in record.rulings():
        one = ruled.ruling
        if not ruled.active or one.act == "undo":
            continue
        here = [each for each in made.rereads if each.report == one.report]
        new = [s for each in here for s in each.come if overlap((s.start, s.end), (one.start, one.end)) >= SAME_PLACE]
        found += [_says(ruled, f"the coder now reads {_line(each)}") for each in new]
    return found


def _says(ruled: Ruled, what: str) -> str:
    one = ruled.ruling
    return f"ruling {ruled.seq} ({one.act} by {one.by}: {one.why}) at {one.report}:{one.start}-{one.end}: {what}"


@dataclass(frozen=True, slots=True)
class Made:
    """A ruling as it was kept: its number, place and who made it."""

    seq: int
    report: str
    start: int
    end: int
    by: str


def ruler(by: str | None) -> str:
    """Who rules: as said, else the login name. Raises SaysoError when neither is known."""
    if by is not None and by.strip():
        return by
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError) as error:
        raise SaysoError("who rules? say --by NAME, or set SAYSO_BY") from error


def rule_on(
    record: Record, act: str, point: str, by: str | None, why: str, value: dict[str, Any], quote: str | None = None
) -> Made:
    """Keeps a ruling at what ``point`` names (see ``sayso.record.pointing``); ``value["with"]`` names the other one.

    Raises Unknown or BadRuling when it names nothing, or the ruling could not do anything.
    """
    from sayso.record.pointing import place_of

    known = record.as_of()
    report, start, end, of = place_of(known, point, quote)
    value = dict(value)
    other = value.pop("with", None)
    if other is not None:
        value["report"], value["start"], value["end"], _ = place_of(known, other)
        value["also"] = _rest(known, (point, other), {(report, start, end), (value["report"], value["start"], value["end"])})
    if of and act != "missed":
        value["of"] = of
    who = ruler(by)
    seq = record.rule(Ruling(act, report, start, end, who, datetime.now(UTC), why, value))
    return Made(seq, report, start, end, who)


def _rest(known: Known, points: tuple[str, str], named: set[tuple[str, int, int]]) -> list[list[str | int]]:
    """The places of all other statements of events that were pointed at whole."""
    from sayso.record import Unknown

    found: dict[tuple[str, int, int], None] = {}
    for point in points:
        try:
            event = known.event(point)
        except Unknown:
            continue
        found |= dict.fromkeys((ref.report, ref.start, ref.end) for ref in event.statements)
    return [list(place) for place in found if place not in named]


def changes_since(record: Record, moment: date | datetime | None, published: bool = False) -> Changes:
    """What is new since a moment (None: since the last brief made from the case), by when it was read or published.

    Raises SaysoError when no brief was ever made from the case.
    """
    from sayso.record.changes import changes

    if moment is None:
        briefs = [run for run in record.runs() if run.get("what") == "brief"]
        if not briefs:
            raise SaysoError(f"case {record.path}: no brief was made from it yet; give a day: sayso changes --since 2020-03-13")
        moment = datetime.fromisoformat(briefs[-1]["at"])
    after = record.as_of()
    before: Known = record.as_of(moment) if published else record.as_of(read_by=moment)
    last = 0 if published else record.entry_by(moment)
    ruled = () if published else tuple(one for one in record.rulings() if one.seq > last)
    return changes(before, after, ruled)
