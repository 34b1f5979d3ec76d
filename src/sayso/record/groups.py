"""Mentions taken together: what they add up to, as matching needs it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence

from sayso.record.mentions import Bounds, Days, Mention, Place, Realm, T, cosine, most

Named = tuple[str | None, str]


class Group:
    """One or more mentions held to be one happening. Never changed once built; joining builds another."""

    __slots__ = (
        "members", "realm", "first_published", "last_published", "modes", "days", "place", "targets", "actors",
        "firm_actors", "weapons", "figures", "words", "spans", "copies", "ongoing", "historical", "at", "vague",
    )  # fmt: skip

    def __init__(self, members: Sequence[Mention]) -> None:
        self.members: tuple[Mention, ...] = tuple(sorted(members, key=lambda mention: mention.at))
        lead = self.members[0]
        self.at = lead.at
        self.realm: Realm = lead.realm
        self.first_published = min(mention.published for mention in self.members)
        self.last_published = max(mention.published for mention in self.members)
        claims = [mention.statement.claim for mention in self.members]
        self.modes: tuple[str, ...] = _top((claim.mode for claim in claims), 2)
        self.days: Days | None = agreed_days([m.days for m in self.members if m.days is not None])
        self.place: Place | None = agreed_place([m.place for m in self.members if m.place is not None])
        self.targets: tuple[Named, ...] = _top((mention.target for mention in self.members), 3)
        self.actors: tuple[Named, ...] = _top((mention.actor for mention in self.members), 3)
        self.firm_actors = frozenset(m.actor[0] for m in self.members if m.actor and m.statement.is_fact)
        self.weapons: tuple[str, ...] = _top((claim.weapon.id if claim.weapon else None for claim in claims), 2)
        self.figures: dict[str, frozenset[Bounds]] = _figures(self.members)
        self.words = _words(self.members)
        self.spans: dict[str, list[tuple[int, int]]] = {}
        for mention in self.members:
            self.spans.setdefault(mention.statement.report, []).append((mention.statement.start, mention.statement.end))
        self.copies = frozenset(mention.copy for mention in self.members)
        self.ongoing = all(mention.statement.time == "ongoing" for mention in self.members)
        self.historical = all(mention.statement.time == "historical" for mention in self.members)
        self.vague = all(mention.vague for mention in self.members)


def joined(a: Group, b: Group) -> Group:
    """The group of all mentions of both."""
    return Group((*a.members, *b.members))


def agreed_days(said: Sequence[Days]) -> Days | None:
    """The days most narrow readings agree on; where all are wide, the stretch they share, or the most frequent one."""
    if not said:
        return None
    narrow = [days for days in said if days[1] - days[0] <= 3]
    if narrow:
        counts = Counter(narrow)
        return min(counts, key=lambda days: (-counts[days], days[1] - days[0], days))
    first, last = max(days[0] for days in said), min(days[1] for days in said)
    if first <= last:
        return (first, last)
    counts = Counter(said)
    return min(counts, key=lambda days: (-counts[days], days[1] - days[0], days))


def agreed_place(said: Sequence[Place]) -> Place | None:
    """The place most mentions name, among the most precise kind that at least a quarter of them give."""
    if not said:
        return None
    ranks = Counter(place.rank for place in said)
    enough = [rank for rank, count in ranks.items() if 4 * count >= len(said)]
    best = max(enough, default=max(ranks))
    counts = Counter(place for place in said if place.rank == best)
    return min(counts, key=lambda place: (-counts[place], place.lat is None, repr(place)))


def _top(values: Iterable[T | None], count: int) -> tuple[T, ...]:
    return tuple(most(value for value in values if value is not None)[:count])


def _figures(members: Sequence[Mention]) -> dict[str, frozenset[Bounds]]:
    if len(members) == 1:
        return dict(members[0].figures)
    found: dict[str, frozenset[Bounds]] = {}
    for mention in members:
        for kind, bounds in mention.figures.items():
            found[kind] = found.get(kind, frozenset()) | bounds
    return found


def _words(members: Sequence[Mention]) -> dict[str, float]:
    if len(members) == 1:
        return dict(members[0].words)
    total: dict[str, float] = {}
    for mention in members:
        for word, weight in mention.words.items():
            total[word] = total.get(word, 0.0) + weight
    length = math.sqrt(cosine(total, total))
    return {word: weight / length for word, weight in total.items()} if length else {}
