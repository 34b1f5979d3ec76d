"""Signals and what came after them: what counts as a warning in a case, and the next attack that could be meant."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from sayso.analysis.deeds import Deed, camp, doer, victim
from sayso.analysis.importance import happened
from sayso.record import Known
from sayso.types import Event

WINDOW = 28
"""Days within which an attack counts as what a signal warned of."""


@dataclass(frozen=True, slots=True)
class Signal:
    """One signal: its kind, the day it was given, the side it speaks of and whom it is aimed at (None when not said)."""

    kind: str
    day: date
    side: str | None
    evidence: tuple[str, ...] = ()
    event: str | None = None
    target: str | None = None


class Later:
    """Attacks in order of time, by whom and upon whom, so that the next one after a day is found at once."""

    def __init__(self, attacks: Sequence[Deed]) -> None:
        self._attacks = sorted(attacks, key=lambda deed: deed.day)
        self._found: dict[tuple[str | None, str | None], tuple[list[date], list[Deed]]] = {}

    def _of(self, side: str | None, target: str | None) -> tuple[list[date], list[Deed]]:
        if (side, target) not in self._found:
            same = [
                deed
                for deed in self._attacks
                if (side is None or deed.actor in (None, side)) and (target is None or deed.target in (None, target))
            ]
            self._found[side, target] = [deed.day for deed in same], same
        return self._found[side, target]

    def after(self, signal: Signal) -> Deed | None:
        """The first attack 1 … ``WINDOW`` days after a signal by the same side upon the same target, where these are named."""
        days, deeds = self._of(signal.side, signal.target)
        at = bisect_right(days, signal.day)
        return deeds[at] if at < len(days) and (days[at] - signal.day).days <= WINDOW else None

    def usual(self, signals: Sequence[Signal], begin: date, as_of: date) -> float | None:
        """The share of all days followed so, for the sides of each signal, averaged over the signals; None if no day is over."""
        length = (as_of - begin).days - WINDOW
        if length <= 0 or not signals:
            return None
        shares = {}
        for side, target in {(each.side, each.target) for each in signals}:
            at = np.asarray([(day - begin).days for day in self._of(side, target)[0]], dtype=np.int64)
            every = np.arange(length)
            nearest = np.searchsorted(at, every, side="right")
            reached = nearest < len(at)
            followed = reached & (np.append(at, 0)[np.where(reached, nearest, len(at))] - every <= WINDOW)
            shares[side, target] = float(followed.mean())
        return float(np.mean([shares[each.side, each.target] for each in signals]))


def signals_of(event: Event, known: Known) -> list[Signal]:
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
    if claim.what == "ASSAULT" and not dead(event):
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


def dead(event: Event) -> int:
    """The highest floor anybody gave for the dead; 0 when nobody gave one."""
    return max((reading.low or 0 for reading in event.figures_history if reading.what == "killed"), default=0)


def deadly(event: Event, known: Known) -> Deed | None:
    """An event as a deadly attack by a camp; None when it is none, has no day, or did not happen."""
    day = event.first or event.last
    if event.claim.what != "ASSAULT" or day is None or not dead(event) or not happened(event, known):
        return None
    side = doer(event, known)
    ids = tuple(dict.fromkeys(ref.id for ref in event.statements))
    return Deed(
        day, camp(side, day) if side else None, victim(event), "ASSAULT", evidence=ids, event=event.id, killed=dead(event)
    )
