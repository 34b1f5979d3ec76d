"""Symbolism: did attacks fall on days that mean something to the attacker, more often than chance?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import numpy as np

from sayso.analysis.dates_by_chance import WINDOWS, Luck, Marked, luck, power
from sayso.analysis.deeds import Deed, camp, deeds_of
from sayso.analysis.importance import stamp
from sayso.analysis.wording import actor_name, counted, dated, listed
from sayso.knowledge.occasions import Occasion, marked_by
from sayso.record import Known
from sayso.types import Assessment, Row

METHOD = (
    "Occasions come from a calendar fixed before looking; those of an attacker are the ones its country, its patron or a community of "
    "either marks. Attacks within 0, 1 or 3 days of any are counted and set against every circular shift of the same attacks, which "
    "keeps their clusters; one p for all windows together, and for single occasions one corrected for all of them (Westfall and "
    "Young 1993). Power is found by planting the effect."
)
COLUMNS = ("When", "Event", "Occasion", "Days off", "Disputed")
NEAR = 1
MISS = 3
LEAST = 5
"""Attacks by one side below which nothing is tested."""


def anniversaries(known: Known) -> list[Assessment]:
    """One assessment per side with attacks on record, the busiest first: how many fell on its occasions, and is that chance?

    Not every side: only those whose acts can be told (see ``deeds_of``). Empty when there is no dated attack by anybody known.
    """
    sides: dict[str, list[Deed]] = {}
    begin = min((report.published for report in known.reports.values()), default=None)
    for deed in deeds_of(known):
        if deed.what == "ASSAULT" and deed.actor is not None and begin is not None and (begin - deed.day).days <= 60:
            sides.setdefault(camp(deed.actor, deed.day), []).append(deed)
    ranked = sorted(sides.items(), key=lambda side: (-len(side[1]), side[0]))
    found = [symbolism(side, deeds, stamp(known)) for side, deeds in ranked if len(deeds) > 1]
    answers = [each for each in found if each is not None]
    return [replace(each, headline=True) for each in answers[:1]] + answers[1:]


def symbolism(side: str, deeds: Sequence[Deed], as_of: date, span: tuple[date, date] | None = None) -> Assessment | None:
    """Whether one side's attacks fell on its occasions; ``span`` is the time watched (inclusive; None: from the first attack).

    ``value`` is the corrected p where a test was made. None when the calendar has no occasion of that side.
    """
    who = frozenset({side} | {deed.actor for deed in deeds if deed.actor})
    held = marked_by(who)
    if not held:
        return None
    first, last = span or (min(deed.day for deed in deeds), max(as_of, max(deed.day for deed in deeds)))
    marked = on_days(held, first, last, side.split("-")[0])
    acts = [(deed.day - first).days for deed in deeds]
    rows = _rows(deeds, held, marked, first)
    text, value, caveats = _verdict(side, acts, marked, [row for row in rows if abs(int(row.cells[3] or 0)) <= NEAR])
    return Assessment(
        name="anniversaries", question=f"Do attacks by {actor_name(side, side)} fall on days that mean something to it?", finding=text,
        as_of=as_of, method=METHOD, evidence=tuple(dict.fromkeys(id_ for deed in deeds for id_ in deed.evidence)), subject=side,
        value=value, caveats=caveats, columns=COLUMNS, rows=rows,
    )  # fmt: skip


def on_days(held: Sequence[Occasion], first: date, last: date, country: str | None = None) -> Marked:
    """Where each occasion falls between two days, inclusive."""
    table = np.zeros((len(held), (last - first).days + 1), dtype=np.bool_)
    for row, occasion in enumerate(held):
        for day in occasion.between(first, last, country):
            table[row, (day - first).days] = True
    return Marked(tuple(each.name for each in held), table)


def _verdict(side: str, acts: Sequence[int], marked: Marked, close: Sequence[Row]) -> tuple[str, float | None, tuple[str, ...]]:
    name = actor_name(side, side)
    covered = marked.widened(NEAR).any(axis=0).mean()
    base = f"{100 * covered:.0f}% of all days fall within a day of some occasion of {name} or of those it stands with"
    share = f"{len({row.cells[1] or row.cells[0] for row in close})} of {counted(len(acts), 'attack')} did"
    try:
        found = luck(acts, marked) if len(acts) >= LEAST else None
    except ValueError:
        found = None
    if found is None:
        return (
            f"Not enough evidence to tell symbolism from chance: {base}; {share}.",
            None,
            ("Fewer than five attacks, or too short a record.", *CAVEATS),
        )
    return _tested(found, acts, marked, base)


CAVEATS = (
    "A day chosen for symbolism and a day that happens to be marked look the same; only the count can tell.",
    "Islamic months begin a day earlier or later by country; the table of Umm al-Qura is used, with a day added where a country usually follows it.",
)


def _tested(found: Luck, acts: Sequence[int], marked: Marked, base: str) -> tuple[str, float | None, tuple[str, ...]]:
    near = WINDOWS.index(NEAR)
    text = f"{base}; {found.hits[near]} of {counted(len(acts), 'attack')} did, where shifted records have {found.expected[near]:.1f} on average."
    verdict = "That is more than chance" if found.p < 0.05 else "That is no more than chance"
    text += f" {verdict} (p = {found.p:.3f}, {found.shifts:,} shifts, windows of {listed([str(w) for w in WINDOWS])} days)."
    kept = [single for single in found.singles if single[3] < 0.05]
    if kept:
        told = [
            f"{name} ({counted(n, 'attack')} within {counted(window, 'day')}, corrected p = {p:.3f})"
            for name, window, n, p in kept[:3]
        ]
        text += f" Standing out after correction for {len(marked.names)} occasions: {listed(told)}."
    else:
        text += f" No single one of {counted(len(marked.names), 'occasion')} stands out once corrected for their number."
    least = power(acts, marked)
    able = f"{100 * least:.0f}% of the attacks" if least is not None else "even four fifths of the attacks"
    stated = f"Timing {able} to such days would {'' if least is not None else 'not '}be found four times in five."
    return text, round(found.p, 4), (stated, *CAVEATS)


def _rows(deeds: Sequence[Deed], held: Sequence[Occasion], marked: Marked, first: date) -> tuple[Row, ...]:
    """Attacks with the occasions within three days; those more than a day off are near misses."""
    rows = []
    for deed in deeds:
        at = (deed.day - first).days
        for off in sorted(range(-MISS, MISS + 1), key=lambda each: (abs(each), each)):
            if not 0 <= at + off < marked.days:
                continue
            for which in np.flatnonzero(marked.covered[:, at + off]):
                occasion = held[int(which)]
                if abs(off) <= NEAR or occasion.kind in ("birth", "death"):
                    said = "yes" if occasion.disputed else None
                    rows.append(Row((dated(deed.day), deed.event, occasion.name, -off, said), deed.evidence, deed.event))
    return tuple(rows)
