"""A conflict as a table of events has it: rows as deeds, the time watched, and what the table cannot say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any, Final

from sayso.analysis.deeds import VAGUE, Deed, in_camps
from sayso.knowledge.theatres import Theatres
from sayso.table import EventTable
from sayso.types import Assessment, BadValue

MODES: Final[Mapping[str, str]] = MappingProxyType({
    "181": "abduct", "183": "explosives", "185": "assassinate", "186": "assassinate", "191": "blockade", "193": "firearms",
    "194": "heavy-weapons", "195": "aerial",
})  # fmt: skip
"""What CAMEO codes of force (codebook 1.1b3, Schrodt 2012) say of the way of an attack."""
OWN_WORDS: Final[Mapping[str, str]] = MappingProxyType({"011": "coy", "015": "claims", "016": "denies"})
"""CAMEO codes of what one says of one's own part, and the rung of the claim ladder they reach."""
COLUMNS: Final = (
    "key", "dataset", "first", "last", "actor", "target", "plover", "cameo", "place_country", "target_country", "lat", "lon",
    "deaths_low", "deaths_best",
)  # fmt: skip
ROUNDS: Final = 200
SOME: Final = 100
"""Attacks from which it can be told whether a table gives directions and deaths."""


@dataclass(frozen=True, slots=True)
class Side:
    """A side as asked for: ``XCO`` is that actor, ``XCO*`` every actor whose id begins so, as one."""

    pattern: str

    @property
    def name(self) -> str:
        return self.pattern.removesuffix("*")

    def has(self, actor: str | None) -> bool:
        if actor is None:
            return False
        return actor.startswith(self.name) if self.pattern.endswith("*") else actor == self.name


@dataclass(frozen=True)
class Watch:
    """Deeds by day, from ``first`` to ``last`` (inclusive; ``last`` is the day the answers speak for).

    ``vague`` counts rows left out because their day is uncertain by more than three days. ``placed`` is False where the table has no
    places and the country of the target stands in. ``counts_dead`` is True where it says how many died.
    """

    deeds: tuple[Deed, ...]
    first: date
    last: date
    dataset: str
    vague: int = 0
    fold: bool = False
    placed: bool = True
    counts_dead: bool = False
    among: Theatres | None = None
    rounds: int = ROUNDS
    """Histories drawn by each test against chance."""

    @cached_property
    def attacks(self) -> tuple[Deed, ...]:
        """The assaults, by day."""
        return tuple(deed for deed in self.deeds if deed.what == "ASSAULT")

    @cached_property
    def directed(self) -> bool:
        """False when many attacks name two sides and no two sides ever stand in both orders: then the order says nothing."""
        seen = {(deed.actor, deed.target) for deed in self.attacks if deed.actor and deed.target and deed.actor != deed.target}
        many = sum(deed.actor is not None and deed.target is not None for deed in self.attacks) >= SOME
        return not many or any((target, actor) in seen for actor, target in seen)

    @cached_property
    def both_ways(self) -> tuple[Deed, ...]:
        """The deeds, with every one between two sides turned round as well where the table does not say who struck."""
        if self.directed:
            return self.deeds
        turned = (replace(deed, actor=deed.target, target=deed.actor) for deed in self.deeds if deed.actor and deed.target)
        return tuple(sorted((*self.deeds, *turned), key=lambda deed: deed.day))

    @property
    def large(self) -> int:
        """Dead from which an attack is a large one: 1, or 10 where (nearly) every attack is deadly; 0 where nobody counted."""
        if not self.counts_dead:
            return 0
        return 10 if sum(deed.killed > 0 for deed in self.attacks) > 0.9 * len(self.attacks) else 1

    @property
    def caveats(self) -> tuple[str, ...]:
        """What every answer from this table has to say of it."""
        found = [f"Answers from rows of {self.dataset}: a row says what its coders made of reports, without the voices."]
        if self.vague:
            found.append(f"{self.vague:,} rows are left out: their day is uncertain by more than {VAGUE} days.")
        if not self.directed:
            found.append("The table names two sides in a fixed order and does not say who struck; a clash counts for both.")
        if not self.counts_dead:
            found.append("The table does not count the dead, so no attack stands higher than one without dead on record.")
        if not self.placed:
            found.append("The table has no places: an attack counts where the one it hit is at home.")
        return tuple(found)


def watch(
    table: EventTable, as_of: date | None = None, since: date | None = None, sides: Sequence[str] = (), fold: bool = False,
    among: Theatres | None = None, rounds: int = ROUNDS,
) -> Watch:  # fmt: skip
    """The part of a table that was known by ``as_of`` (default: its last day) and fell on ``since`` or later.

    ``sides`` (see ``Side``): one keeps what it did or suffered, several what they did to each other and what they were
    accused of or said of it themselves. Without, organs count under
    their states and, with ``fold``, groups under the patron that backs them. Raises BadValue when nothing is left.
    """
    known = table.cut(as_of) if as_of is not None else table
    span = known.span
    if span is None:
        raise BadValue(f"the table holds no event{f' by {as_of}' if as_of else ''}")
    rows = [row for row in known.rows.select(COLUMNS).to_pylist() if since is None or row["first"] >= since]
    placed = any(row["place_country"] or row["lat"] is not None for row in rows)
    sure = [row for row in rows if (row["last"] - row["first"]).days <= VAGUE]
    deeds = list(_sided([_deed(row, placed) for row in sure], tuple(map(Side, sides)), fold))
    if not deeds:
        raise BadValue(
            f"no event is left{f' between {chr(32).join(sides)}' if sides else ''}{f' from {since} on' if since else ''}"
        )
    return Watch(
        tuple(_once(deeds)), max(since, span[0]) if since else span[0], as_of or span[1], " and ".join(sorted({row["dataset"] for row in rows})),
        len(rows) - len(sure), fold, placed, any(row["deaths_best"] is not None for row in sure), among, rounds,
    )  # fmt: skip


def _deed(row: Mapping[str, Any], placed: bool) -> Deed:
    code = row["cameo"]
    return Deed(
        row["first"], row["actor"], row["target"], row["plover"] or "", MODES.get((code or "")[:3]), (row["key"],),
        country=row["place_country"] if placed else row["target_country"], lat=row["lat"], lon=row["lon"],
        killed=row["deaths_best"] if row["deaths_best"] is not None else row["deaths_low"] or 0, code=code,
    )  # fmt: skip


def _sided(deeds: Sequence[Deed], sides: tuple[Side, ...], fold: bool) -> Iterator[Deed]:
    if not sides:
        yield from in_camps(deeds, fold)
        return
    for deed in deeds:
        who = next((side.name for side in sides if side.has(deed.actor)), None)
        whom = next((side.name for side in sides if side.has(deed.target)), None)
        if (deed.what == "ACCUSE" and whom and who != whom) or (who and deed.code and deed.code[:3] in OWN_WORDS):
            # What others say of a side, and what a side says of itself to anybody, bears on what the sides did to each other.
            yield replace(deed, actor=who or deed.actor, target=whom or deed.target)
        elif (len(sides) == 1 and (who or whom) and who != whom) or (who and whom and who != whom):
            yield replace(deed, actor=who or deed.actor, target=whom or deed.target)


def _once(deeds: Iterable[Deed]) -> Iterator[Deed]:
    """The deeds by day, one a day, pair, kind and place where nobody counted the dead: the same clash is often told several times."""
    merged: dict[object, Deed] = {}
    for deed in sorted(deeds, key=lambda each: (each.day, each.evidence)):
        key: object = (
            (deed.day, deed.actor, deed.target, deed.what, deed.country, deed.lat, deed.lon) if deed.what else deed.evidence
        )
        if deed.what and deed.killed:
            key = deed.evidence
        old = merged.get(key)
        merged[key] = deed if old is None else replace(old, evidence=(*old.evidence, *deed.evidence))
    return iter(merged.values())


def nothing(name: str, question: str, why: str, seen: Watch) -> Assessment:
    """The finding that there is not enough evidence."""
    return Assessment(
        name=name, question=question, finding=f"Not enough evidence: {why}.", as_of=seen.last, method="Rows that would speak to it are counted.",
        evidence=tuple(id_ for deed in seen.attacks[-20:] for id_ in deed.evidence), headline=True,
    )  # fmt: skip
