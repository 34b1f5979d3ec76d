"""Which act answers which: what voices say, and what a mutually exciting process finds in the times, tested against chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from sayso.analysis.deeds import Deed, camp_name, deeds_of, in_camps
from sayso.analysis.importance import stamp
from sayso.analysis.wording import capital, counted, dated, listed
from sayso.record import Known
from sayso.types import Assessment, Row

HOSTILE = ("ASSAULT", "COERCE")
LEAST = 3
"""Acts each side must have done to the other before the pair is looked at."""
WINDOW = 7
"""Days within which an act counts as following another, where there is too little for more."""
ENOUGH = 15
"""Acts on each side from which a process is fitted."""
METHOD = (
    "Each side's daily count is Poisson; its expectation is a background plus, for every earlier act of either side, A·(1−e^−B)·"
    "e^−B(lag−1) (a mutually exciting process by day, Hawkes 1971; decays B of their own per pair). Standard errors from the "
    "Hessian; fit tested by time rescaling against histories that the model makes and refits (Brown et al. 2002; Haslinger et al. "
    "2010); answering tested by moving the causing side's acts in time. With fewer than 15 acts a side nothing is fitted: acts that follow "
    "one of the other side within 7 days are counted, and the same count taken with its gaps in another order."
)
COLUMNS = ("When", "Event", "Answers", "Days later", "Ground", "Share")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sides and what each did to the other, by day."""

    one: str
    other: str
    names: tuple[str, str]
    deeds: tuple[Deed, ...]

    def by(self, side: str) -> list[Deed]:
        return [deed for deed in self.deeds if deed.actor == side]


def reprisals(known: Known) -> list[Assessment]:
    """One assessment per pair of sides that struck each other three times or more, the busiest first: who answers whom.

    Deeds of armed groups count under the patron that backs them. Where no pair has that many, one says so.
    """
    plain = [deed for deed in deeds_of(known) if deed.what in HOSTILE]
    begin = min((report.published for report in known.reports.values()), default=None)
    if begin is None:
        return []
    said = {event.id: event.answers for event in known.events if event.answers}
    # What is told of years before the reports begin is no record of those years: it would pass for calm.
    recent = [deed for deed in plain if (begin - deed.day).days <= 60]
    found = pairs(recent)
    if recent and not found:
        return [_too_few(recent, stamp(known))]
    return [answering(pair, stamp(known), said=said, headline=at == 0) for at, pair in enumerate(found)]


def _too_few(deeds: Sequence[Deed], as_of: date) -> Assessment:
    text = (
        f"Not enough evidence to say who answers whom: of {counted(len(deeds), 'dated attack')} on record, no two sides struck each other "
        f"{counted(LEAST, 'time')} each by name."
    )
    return Assessment(
        name="reprisals", question="Who answers whom?", finding=text, as_of=as_of, method=METHOD,
        evidence=tuple(dict.fromkeys(id_ for deed in deeds for id_ in deed.evidence)), columns=COLUMNS, headline=True,
    )  # fmt: skip


def pairs(deeds: Sequence[Deed], fold: bool = True) -> list[Pair]:
    """Every two camps (see ``camp``) with at least three hostile deeds each against the other, the busiest pair first."""
    held: dict[tuple[str, str], list[Deed]] = {}
    members: dict[str, set[str]] = {}
    for before, deed in zip(deeds, in_camps(deeds, fold), strict=True):
        if deed.actor and deed.target and deed.actor != deed.target:
            held.setdefault((min(deed.actor, deed.target), max(deed.actor, deed.target)), []).append(deed)
            members.setdefault(deed.actor, set()).add(before.actor or deed.actor)
    found = []
    for (one, other), between in held.items():
        done = Counter(deed.actor for deed in between)
        if min(done[one], done[other]) >= LEAST:
            names = (camp_name(one, sorted(members[one])), camp_name(other, sorted(members[other])))
            found.append(Pair(one, other, names, tuple(sorted(between, key=lambda deed: (deed.day, str(deed.event))))))
    return sorted(found, key=lambda pair: (-len(pair.deeds), pair.one, pair.other))


def answering(
    pair: Pair, as_of: date, said: dict[str, tuple[str, ...]] | None = None, headline: bool = False, rounds: int = 1000,
    span: tuple[date, date] | None = None,
) -> Assessment:  # fmt: skip
    """Who answers whom within one pair. ``span`` are the first and last day watched (inclusive; None: of the deeds).

    ``said`` gives per event those it is said to answer. ``value`` is the branching ratio where a process was fitted and not
    rejected, None otherwise, with its 95 % interval.
    """
    from sayso.analysis.answering_words import fitted, followed

    first, last = span or (pair.deeds[0].day, max(as_of, pair.deeds[-1].day))
    told = _told(pair, said or {})
    fewest = min(len(pair.by(pair.one)), len(pair.by(pair.other)))
    found = (fitted if fewest >= ENOUGH else followed)(pair, first, last, rounds)
    text = found.text + (
        f" {capital(counted(len(told), 'act'))} {'is' if len(told) == 1 else 'are'} said outright to be an answer."
        if told
        else ""
    )
    return Assessment(
        name="reprisals", question=f"Who answers whom: {listed(pair.names)}?", finding=text, as_of=as_of, method=METHOD,
        evidence=tuple(dict.fromkeys(id_ for deed in pair.deeds for id_ in deed.evidence)), subject=pair.one, value=found.value,
        interval=found.interval, caveats=(*found.caveats, *CAVEATS), columns=COLUMNS, rows=(*told, *found.rows), headline=headline,
    )  # fmt: skip


CAVEATS = (
    "Acts of one day are never counted as answers to each other, since their order is not known.",
    "A third side, or news coverage that rises and falls, can move both sides at once.",
)


def _told(pair: Pair, said: dict[str, tuple[str, ...]]) -> tuple[Row, ...]:
    by_event = {deed.event: deed for deed in pair.deeds if deed.event}
    rows = []
    for deed in pair.deeds:
        for earlier in said.get(deed.event or "", ()):
            before = by_event.get(earlier)
            days = (deed.day - before.day).days if before else None
            rows.append(Row((dated(deed.day), deed.event, earlier, days, "said to", None), deed.evidence, deed.event))
    return tuple(rows)


def follows(later: Sequence[int], earlier: Sequence[int], window: int = WINDOW) -> int:
    """How many of the later side's days come 1 … ``window`` days after one of the earlier side's."""
    before = np.asarray(sorted(earlier))
    hits = 0
    for day in later:
        at = int(np.searchsorted(before, day, side="left")) - 1
        hits += at >= 0 and day - before[at] <= window
    return hits
