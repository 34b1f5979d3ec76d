"""Warnings with a track record: how often a kind of signal was followed by an attack, and how often not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sayso.analysis.deeds import Deed, camp, doer, victim
from sayso.analysis.importance import happened, stamp
from sayso.analysis.intervals import wilson
from sayso.analysis.wording import capital, counted, dated, listed
from sayso.record import Known
from sayso.types import Assessment, Event, Row

WINDOW = 28
"""Days within which an attack counts as what a signal warned of."""
SIGNALS = {
    "threat": "a threat", "warning": "a warning", "mobilisation": "a deployment or troop movement", "evacuation": "an evacuation or withdrawal",
    "closure": "a closure or restriction", "smaller attack": "an attack without dead",
}  # fmt: skip
METHOD = (
    "A signal is a threat, a warning, a deployment, an evacuation, a closure or an attack without dead. It was followed when a deadly "
    "attack came 1 to 28 days later (where both name a side: the same side); it is open while fewer than 28 days have passed. The interval is Wilson's; what "
    "to compare with is the share of all days that were followed so."
)
COLUMNS = ("When", "Signal", "Event", "Followed by", "Days later")


@dataclass(frozen=True, slots=True)
class Signal:
    """One signal: its kind, the day it was given, the side it speaks of (a camp, None when not said)."""

    kind: str
    day: date
    side: str | None
    evidence: tuple[str, ...] = ()
    event: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """How one kind of signal fared: followed, not followed, still open."""

    followed: int
    not_followed: int
    open: int

    @property
    def share(self) -> tuple[float, float, float]:
        """The share followed of those no longer open, and its 95 % interval."""
        tried = self.followed + self.not_followed
        low, high = wilson(self.followed, tried)
        return (self.followed / tried if tried else 0.0), low, high


def warnings(known: Known) -> list[Assessment]:
    """One assessment: every signal on record with what followed, and the track record of each kind; empty without a signal."""
    if not known.reports:
        return []
    signals = sorted(
        (each for event in known.events for each in _signals(event, known)), key=lambda each: (each.day, str(each.event))
    )
    attacks = [each for event in known.events if (each := _attack(event, known)) is not None]
    begin = min(report.published for report in known.reports.values())
    recent = [each for each in signals if each.day >= begin - timedelta(60)]
    return [track_record(recent, attacks, begin, stamp(known))] if recent else []


def track_record(signals: Sequence[Signal], attacks: Sequence[Deed], begin: date, as_of: date) -> Assessment:
    """What followed signals given from ``begin`` to ``as_of``; ``attacks`` are the deadly ones, their actors already camps."""
    told = {each.kind: outcome([s for s in signals if s.kind == each.kind], attacks, as_of) for each in signals}
    days = [begin + timedelta(at) for at in range(max((as_of - begin).days - WINDOW, 0))]
    usual = sum(_followed(Signal("", day, None), attacks) is not None for day in days)
    rows = tuple(_row(each, attacks, as_of) for each in signals)
    return Assessment(
        name="warnings", question="Which warnings were there, and how often were such warnings followed by an attack?",
        finding=_finding(told, usual, len(days)), as_of=as_of, method=METHOD,
        evidence=tuple(dict.fromkeys(id_ for each in signals for id_ in each.evidence)), value=len(signals), columns=COLUMNS, rows=rows,
        caveats=("Signals that nobody reported are not counted, and one before an attack is more often reported: the shares flatter warnings.",
                 "An attack that follows need not be the one that was warned of."), headline=True,
    )  # fmt: skip


def outcome(signals: Sequence[Signal], attacks: Sequence[Deed], as_of: date) -> Record:
    """Counts followed, not followed and open; a signal that was followed is never open."""
    hit = [_followed(each, attacks) is not None for each in signals]
    waiting = [not done and (as_of - each.day).days < WINDOW for each, done in zip(signals, hit, strict=True)]
    return Record(sum(hit), len(signals) - sum(hit) - sum(waiting), sum(waiting))


def _followed(signal: Signal, attacks: Sequence[Deed]) -> Deed | None:
    later = [deed for deed in attacks if 1 <= (deed.day - signal.day).days <= WINDOW]
    same = [deed for deed in later if signal.side is None or deed.actor in (None, signal.side)]
    return min(same, key=lambda deed: deed.day, default=None)


def _finding(told: dict[str, Record], usual: int, days: int) -> str:
    parts = []
    for kind, each in sorted(told.items(), key=lambda item: (-sum((item[1].followed, item[1].not_followed)), item[0])):
        tried = each.followed + each.not_followed
        low, high = each.share[1:]
        waiting = f", {each.open} still open" if each.open else ""
        if tried:
            parts.append(f"{kind}: {each.followed} of {tried} ({100 * low:.0f}–{100 * high:.0f}%{waiting})")
        elif waiting:
            parts.append(f"{kind}: {each.open} still open")
    text = f"Followed by a deadly attack within {WINDOW} days: {listed(parts)}."
    if days:
        text += f" Of all days, {100 * usual / days:.0f}% were followed so, which is what a signal has to beat."
    tried = sum(each.followed + each.not_followed for each in told.values())
    return (
        text
        if tried >= 10
        else f"Not enough evidence for a track record: {counted(tried, 'signal')} whose time is up. {capital(text)}"
    )


def _row(signal: Signal, attacks: Sequence[Deed], as_of: date) -> Row:
    found = _followed(signal, attacks)
    verdict = (found.event or dated(found.day)) if found else "open" if (as_of - signal.day).days < WINDOW else "nothing"
    evidence = tuple(dict.fromkeys((*signal.evidence, *(found.evidence if found else ()))))
    return Row(
        (dated(signal.day), SIGNALS[signal.kind], signal.event, verdict, (found.day - signal.day).days if found else None),
        evidence,
        signal.event,
    )


def _signals(event: Event, known: Known) -> list[Signal]:
    """The signals an event gives: its statements' threats and warnings by the day they were made, or what was done."""
    claim, kinds = event.claim, dict[str, date]()
    for ref in event.statements:
        if ref.stance in ("threatens", "warns"):
            published = known.reports[ref.report].published
            kind = "threat" if ref.stance == "threatens" else "warning"
            kinds[kind] = min(kinds.get(kind, published), published)
    day = event.first or event.last
    done = {"MOBILIZE": "mobilisation", "RETREAT": "evacuation", "THREATEN": "threat"}.get(claim.what or "")
    if claim.what == "COERCE" and claim.mode in ("restrict", "blockade", "curfew", "ban"):
        done = "closure"
    if claim.what == "ASSAULT" and not _dead(event):
        done = "smaller attack"
    if done and day is not None and (happened(event, known) or done == "threat"):
        kinds.setdefault(done, day)
    side = doer(event, known)
    ids = tuple(dict.fromkeys(ref.id for ref in event.statements))
    return [
        Signal(
            kind, when, camp(side, when) if side and kind in ("threat", "smaller attack", "mobilisation") else None, ids, event.id
        )
        for kind, when in kinds.items()
    ]


def _dead(event: Event) -> int:
    return max((reading.low or 0 for reading in event.figures_history if reading.what == "killed"), default=0)


def _attack(event: Event, known: Known) -> Deed | None:
    day = event.first or event.last
    if event.claim.what != "ASSAULT" or day is None or not _dead(event) or not happened(event, known):
        return None
    side = doer(event, known)
    ids = tuple(dict.fromkeys(ref.id for ref in event.statements))
    return Deed(
        day, camp(side, day) if side else None, victim(event), "ASSAULT", evidence=ids, event=event.id, killed=_dead(event)
    )
