"""Warnings with a track record: how often a kind of signal was followed by an attack, and how often not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sayso.analysis.deeds import Deed
from sayso.analysis.importance import stamp
from sayso.analysis.intervals import wilson
from sayso.analysis.signals import WINDOW, Later, Signal, deadly, signals_of
from sayso.analysis.wording import capital, counted, dated, listed
from sayso.record import Known
from sayso.types import Assessment, Row

SIGNALS = {
    "threat": "a threat", "warning": "a warning", "mobilisation": "a deployment or troop movement", "evacuation": "an evacuation or withdrawal",
    "closure": "a closure or restriction", "smaller attack": "a smaller attack",
}  # fmt: skip
METHOD = (
    "A signal is a threat, a warning, a deployment, an evacuation, a closure or an attack without dead. It was followed when a deadly "
    "attack came 1 to 28 days later (where both name a side or a target: the same one); it is open while fewer than 28 days have passed. "
    "The interval is Wilson's; what to compare with is the share of all days that were followed so, by the same sides."
)
COLUMNS = ("When", "Signal", "Event", "Followed by", "Days later")


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
    """Every signal on record with what followed, and the track record of each kind; empty without a signal."""
    if not known.reports:
        return []
    signals = sorted(
        (each for event in known.events for each in signals_of(event, known)), key=lambda each: (each.day, str(each.event))
    )
    attacks = [each for event in known.events if (each := deadly(event, known)) is not None]
    begin = min(report.published for report in known.reports.values())
    recent = [each for each in signals if each.day >= begin - timedelta(60)]
    if not recent:
        return []
    return [track_record(recent, attacks, begin, stamp(known)), by_kind(recent, attacks, begin, stamp(known))]


def track_record(
    signals: Sequence[Signal], attacks: Sequence[Deed], begin: date, as_of: date, large: str = "a deadly attack"
) -> Assessment:
    """What followed signals given from ``begin`` to ``as_of``; ``attacks`` are the ``large`` ones, their actors already camps."""
    later = Later(attacks)
    told = _told(signals, later, as_of)
    rows = tuple(_row(each, later, as_of) for each in signals)
    return Assessment(
        name="warnings", question="Which warnings were there, and how often were such warnings followed by an attack?",
        finding=_finding(told, later.usual(signals, begin, as_of), large), as_of=as_of, method=METHOD,
        evidence=tuple(dict.fromkeys(id_ for each in signals for id_ in each.evidence)), value=len(signals), columns=COLUMNS, rows=rows,
        caveats=CAVEATS, headline=True,
    )  # fmt: skip


CAVEATS = (
    "Signals that nobody reported are not counted, and one before an attack is more often reported: the shares flatter warnings.",
    "An attack that follows need not be the one that was warned of.",
)


def by_kind(
    signals: Sequence[Signal], attacks: Sequence[Deed], begin: date, as_of: date, large: str = "a deadly attack"
) -> Assessment:
    """The track record of each kind of signal beside an ordinary day. ``value`` is how many kinds beat it."""
    later, rows, better = Later(attacks), [], []
    for kind, each in sorted(_told(signals, later, as_of).items(), key=lambda item: item[0]):
        own = [signal for signal in signals if signal.kind == kind]
        share, low, high = each.share
        usual, tried = later.usual(own, begin, as_of), each.followed + each.not_followed
        if tried and usual is not None and low > usual:
            better.append(f"{kind} ({100 * low:.0f}–{100 * high:.0f}% against {100 * usual:.0f}%)")
        shown = tuple(None if not tried else round(number, 3) for number in (share, low, high))
        rows.append(
            Row(
                (kind, each.followed, each.not_followed, each.open, *shown, None if usual is None else round(usual, 3)),
                tuple(dict.fromkeys(id_ for signal in own for id_ in signal.evidence)),
            )
        )
    text = f"Followed by {large}, more often than an ordinary day: {listed(better)}." if better else (
        f"No kind of signal was followed by {large} clearly more often than an ordinary day was."
    )  # fmt: skip
    return Assessment(
        name="warnings", question="Which kinds of warning are worth more than none?", finding=text, as_of=as_of, method=METHOD,
        evidence=tuple(dict.fromkeys(id_ for each in signals for id_ in each.evidence)), value=len(better), rows=tuple(rows),
        columns=("Signal", "Followed", "Not followed", "Open", "Share", "Low", "High", "Share of all days"), caveats=CAVEATS,
    )  # fmt: skip


def _told(signals: Sequence[Signal], later: Later, as_of: date) -> dict[str, Record]:
    return {
        kind: _outcome([s for s in signals if s.kind == kind], later, as_of) for kind in dict.fromkeys(s.kind for s in signals)
    }


def outcome(signals: Sequence[Signal], attacks: Sequence[Deed], as_of: date) -> Record:
    """Counts followed, not followed and open; a signal that was followed is never open."""
    return _outcome(signals, Later(attacks), as_of)


def _outcome(signals: Sequence[Signal], later: Later, as_of: date) -> Record:
    hit = [later.after(each) is not None for each in signals]
    waiting = [not done and (as_of - each.day).days < WINDOW for each, done in zip(signals, hit, strict=True)]
    return Record(sum(hit), len(signals) - sum(hit) - sum(waiting), sum(waiting))


def _finding(told: dict[str, Record], usual: float | None, large: str) -> str:
    parts = []
    for kind, each in sorted(told.items(), key=lambda item: (-sum((item[1].followed, item[1].not_followed)), item[0])):
        tried = each.followed + each.not_followed
        low, high = each.share[1:]
        waiting = f", {each.open} still open" if each.open else ""
        if tried:
            parts.append(f"{kind}: {each.followed} of {tried} ({100 * low:.0f}–{100 * high:.0f}%{waiting})")
        elif waiting:
            parts.append(f"{kind}: {each.open} still open")
    text = f"Followed by {large} within {WINDOW} days: {listed(parts)}."
    if usual is not None:
        text += f" Of all days, {100 * usual:.0f}% were followed so, which is what a signal has to beat."
    tried = sum(each.followed + each.not_followed for each in told.values())
    return (
        text
        if tried >= 10
        else f"Not enough evidence for a track record: {counted(tried, 'signal')} whose time is up. {capital(text)}"
    )


def _row(signal: Signal, later: Later, as_of: date) -> Row:
    found = later.after(signal)
    verdict = (found.event or dated(found.day)) if found else "open" if (as_of - signal.day).days < WINDOW else "nothing"
    evidence = tuple(dict.fromkeys((*signal.evidence, *(found.evidence if found else ()))))
    return Row(
        (dated(signal.day), SIGNALS[signal.kind], signal.event, verdict, (found.day - signal.day).days if found else None),
        evidence,
        signal.event,
    )
