"""Horizontal escalation: theatres, new ones, and whether violence in one is followed by violence in another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sayso.analysis.deeds import Deed, deeds_of
from sayso.analysis.importance import stamp
from sayso.analysis.intervals import poisson
from sayso.analysis.nearness import nearness
from sayso.analysis.wording import counted, dated, listed
from sayso.knowledge.theatres import Theatres, theatre_of
from sayso.record import Known
from sayso.types import Assessment, Row

NEW = 28
"""Days for which a theatre is new, and days ahead for which spread is expected."""
LEAST = 5
"""Attacks in each of two theatres from which one is tested against the other."""
ENOUGH = 15
"""Attacks from which a process is fitted rather than days counted."""
MOST_PLACED = 600
"""Attacks, the latest ones, whose nearness in space and time is counted: every pair of them, a thousand times."""
METHOD = (
    "A theatre is a region by dated membership (knowledge/theatres, or a file of one's own), else the country; it is active from its first attack on record to 52 weeks after its last. Whether one theatre "
    "raises another's rate: the test against chance of the reprisals analysis, with Holm's correction for the number of pairs; "
    "space and time: Knox's count (50 km, 14 days) and Mantel's sum against shuffled days. New theatres to expect in 28 days come from "
    "the rate of first attacks, with Garwood's exact Poisson interval."
)
COLUMNS = ("Theatre", "First attack", "Last attack", "Attacks", "Standing")


@dataclass(frozen=True, slots=True)
class Theatre:
    """A region (see ``knowledge.theatres``) with attacks: the days of its first and last, and all of them."""

    name: str
    deeds: tuple[Deed, ...]

    @property
    def first(self) -> date:
        return min(deed.day for deed in self.deeds)

    @property
    def last(self) -> date:
        return max(deed.day for deed in self.deeds)

    def standing(self, as_of: date) -> str:
        """``new``, ``active`` or ``quiet`` on a day."""
        if (as_of - self.first).days < NEW:
            return "new"
        return "active" if (as_of - self.last).days < 364 else "quiet"


def spread(known: Known, among: Theatres | None = None) -> list[Assessment]:
    """One assessment of where the attacks of a case are and whether they spread; empty when fewer than two are placed.

    ``among`` are theatres of one's own instead of those that ship.
    """
    begin = min((report.published for report in known.reports.values()), default=None)
    attacks = [
        deed for deed in deeds_of(known)
        if deed.what == "ASSAULT" and (deed.country or deed.lat is not None) and begin is not None and deed.day >= begin - timedelta(60)
    ]  # fmt: skip
    return [spreading(attacks, stamp(known), among=among)] if len(attacks) > 1 else []


def theatres(attacks: Sequence[Deed], among: Theatres | None = None) -> list[Theatre]:
    """Every theatre with an attack, by its first."""
    held: dict[str, list[Deed]] = {}
    for deed in attacks:
        name = theatre_of(deed.country, deed.lat, deed.lon, deed.day, among)
        if name is not None:
            held.setdefault(name, []).append(deed)
    return sorted((Theatre(name, tuple(deeds)) for name, deeds in held.items()), key=lambda each: (each.first, each.name))


def spreading(
    attacks: Sequence[Deed], as_of: date, span: tuple[date, date] | None = None, rounds: int = 1000, among: Theatres | None = None
) -> Assessment:
    """Theatres, tests between them and what to expect; ``span`` is the time watched (inclusive; None: first attack to ``as_of``).

    ``value`` is the number of new theatres to expect in 28 days, with its interval.
    """
    first, last = span or (min(deed.day for deed in attacks), as_of)
    found, days = theatres(attacks, among), (last - first).days + 1
    # The theatre in which the record begins is where the conflict is, not a place it spread to.
    more = max(len(found) - 1, 0)
    low, high = poisson(more)
    expected, scale = more * NEW / days, NEW / days
    new = [each for each in found[1:] if each.standing(as_of) == "new"]
    parts = [
        f"Attacks in {counted(len(found), 'theatre')}" + (f", new in the last four weeks: {listed([each.name for each in new])}." if new else ", none of them new in the last four weeks."),
        *between(found, first, days, rounds), _space(attacks, first),
        f"At the pace of the record, {expected:.2f} new theatres are to be expected in the next {NEW} days.",
    ]  # fmt: skip
    rows = tuple(
        Row((each.name, dated(each.first), dated(each.last), len(each.deeds), each.standing(as_of)), _ids(each.deeds))
        for each in found
    )
    return Assessment(
        name="spread", question="Is it spreading to other places?", finding=" ".join(each for each in parts if each), as_of=as_of, method=METHOD,
        evidence=_ids(attacks), value=round(expected, 3), interval=(round(low * scale, 3), round(high * scale, 3)), columns=COLUMNS, rows=rows,
        caveats=("Reports follow attention: a theatre may be new to the record and old to those who live there.",), headline=True,
    )  # fmt: skip


def _ids(deeds: Sequence[Deed]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id_ for deed in deeds for id_ in deed.evidence))


def between(found: Sequence[Theatre], first: date, days: int, rounds: int) -> list[str]:
    """Sentences on which theatre is followed by which, corrected for the number of pairs (Holm 1979)."""
    big = [each for each in found if len(each.deeds) >= LEAST]
    if len(big) < 2:
        return ["Not enough evidence to test one theatre against another."]
    tried = sorted(
        (p, one.name, other.name) for one in big for other in big if one is not other
        for p in [_answers([(d.day - first).days for d in one.deeds], [(d.day - first).days for d in other.deeds], days, rounds)]
    )  # fmt: skip
    kept = []
    for rank, (p, one, other) in enumerate(tried):
        if p * (len(tried) - rank) >= 0.05:
            break
        kept.append(f"{other} is followed by {one} (p = {p:.3f})")
    if kept:
        return [f"More than chance, after correction for {len(tried)} pairs: {listed(kept)}."]
    return [
        f"No theatre is followed by another more than chance would have it ({len(tried)} pairs tried, smallest p = {tried[0][0]:.3f})."
    ]


def _answers(later: list[int], earlier: list[int], days: int, rounds: int) -> float:
    from sayso.analysis.answering_words import by_chance

    if min(len(later), len(earlier)) < ENOUGH:
        return by_chance(later, earlier, days, rounds)[1]
    from sayso.analysis.excitation import against_chance, by_day

    data = by_day([*later, *earlier], [0] * len(later) + [1] * len(earlier), days, 2)
    return against_chance(data, 0, 1, rounds=rounds).p


def _space(attacks: Sequence[Deed], first: date) -> str:
    placed = [deed for deed in attacks if deed.lat is not None and deed.lon is not None]
    more = f" (of the latest {MOST_PLACED} placed attacks)" if len(placed) > MOST_PLACED else ""
    placed = sorted(placed, key=lambda deed: deed.day)[-MOST_PLACED:]
    if len(placed) < 10:
        return "Not enough placed attacks to tell whether those near in space are near in time."
    found = nearness([(deed.lat or 0.0, deed.lon or 0.0) for deed in placed], [(deed.day - first).days for deed in placed])
    verdict = "more than chance" if found.p < 0.05 else "no more than chance"
    return f"{found.pairs} pairs of attacks lie within 50 km and 14 days of each other where {found.expected:.1f} are expected{more}, {verdict} (p = {found.p:.3f})."
