"""Mentions taken together: what they add up to, as matching needs it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from sayso.record.mentions import ABOUT, Bounds, Days, Mention, Place, Realm, T, cosine

Named = tuple[str | None, str]

KEPT_WORDS: Final = 60
"""How many of its most telling words stand for a group; the tail only costs time."""


class Tally:
    """What mentions say, counted, so that two groups can be joined without asking every mention again."""

    __slots__ = ("actors", "copies", "days", "figures", "firm_actors", "modes", "places", "spans", "targets", "weapons")

    def __init__(self) -> None:
        self.modes: Counter[str] = Counter()
        self.days: Counter[Days] = Counter()
        self.places: Counter[Place] = Counter()
        self.targets: Counter[Named] = Counter()
        self.actors: Counter[Named] = Counter()
        self.weapons: Counter[str] = Counter()
        self.firm_actors: frozenset[str | None] = frozenset()
        self.copies: frozenset[str] = frozenset()
        self.figures: dict[str, frozenset[Bounds]] = {}
        self.spans: dict[str, tuple[tuple[int, int], ...]] = {}

    @classmethod
    def of(cls, mention: Mention) -> Tally:
        """What one mention says."""
        found, statement = cls(), mention.statement
        claim = statement.claim
        counted = (
            (found.modes, claim.mode), (found.days, mention.days), (found.places, mention.place),
            (found.targets, mention.target), (found.actors, mention.actor),
            (found.weapons, claim.weapon.id if claim.weapon else None),
        )  # fmt: skip
        for counter, value in counted:
            if value is not None:
                counter[value] = 1  # type: ignore[index]
        if mention.actor is not None and statement.is_fact:
            found.firm_actors = frozenset([mention.actor[0]])
        found.copies = frozenset([mention.copy])
        found.figures = dict(mention.figures)
        found.spans = {statement.report: ((statement.start, statement.end),)}
        return found

    def __add__(self, other: Tally) -> Tally:
        both = Tally()
        for name in ("modes", "days", "places", "targets", "actors", "weapons"):
            counter = getattr(both, name)
            counter.update(getattr(self, name))
            counter.update(getattr(other, name))
        both.firm_actors = self.firm_actors | other.firm_actors
        both.copies = self.copies | other.copies
        both.figures = dict(self.figures)
        for kind, bounds in other.figures.items():
            both.figures[kind] = both.figures.get(kind, frozenset()) | bounds
        both.spans = dict(self.spans)
        for report, spans in other.spans.items():
            both.spans[report] = both.spans.get(report, ()) + spans
        return both


class Group:
    """One or more mentions held to be one happening, and what they agree on. Joining two makes a third."""

    __slots__ = (
        "about", "actors", "at", "days", "first_published", "historical", "last_published", "members", "modes",
        "ongoing", "place", "realm", "several", "signature", "story", "tally", "targets", "vague", "weapons", "words",
    )  # fmt: skip

    def __init__(
        self,
        members: tuple[Mention, ...],
        tally: Tally,
        words: Mapping[str, float],
        story: Mapping[str, float],
        realm: Realm,
    ) -> None:
        self.members = members
        self.tally = tally
        self.words = words
        self.story = story
        self.realm = realm
        self.at = members[0].at
        self.modes = top(tally.modes, 2)
        self.days: Days | None = agreed_days(tally.days)
        self.place: Place | None = agreed_place(tally.places)
        self.targets = top(tally.targets, 3)
        self.actors = top(tally.actors, 3)
        self.weapons = top(tally.weapons, 2)
        self.first_published = members[0].published
        self.last_published = members[-1].published
        self.ongoing = all(mention.ongoing for mention in members)
        self.historical = all(mention.statement.time == "historical" for mention in members)
        self.about = all(mention.statement.stance in ABOUT for mention in members)
        self.several = all(mention.several for mention in members)
        self.vague = all(mention.vague for mention in members)
        self.signature = (self.modes, self.days, self.place, self.targets, self.actors, self.weapons)

    def as_realm(self, realm: Realm) -> Group:
        """The same mentions, compared as if they were of another realm."""
        return Group(self.members, self.tally, self.words, self.story, realm)


def single(mention: Mention) -> Group:
    """A group of one."""
    return Group((mention,), Tally.of(mention), mention.words, mention.story, mention.realm)


def joined(a: Group, b: Group) -> Group:
    """The group of all mentions of both, of the realm of the earlier one."""
    members = tuple(sorted((*a.members, *b.members), key=lambda mention: mention.at))
    words = _blend(a.words, len(a.members), b.words, len(b.members))
    story = _blend(a.story, len(a.tally.spans), b.story, len(b.tally.spans))
    return Group(members, a.tally + b.tally, words, story, members[0].realm)


def group_of(mentions: Sequence[Mention]) -> Group:
    """The group of some mentions, at least one."""
    whole = single(mentions[0])
    for mention in mentions[1:]:
        whole = joined(whole, single(mention))
    return whole


def agreed_days(said: Counter[Days]) -> Days | None:
    """The days most narrow readings agree on; where all are wide, the stretch they share, or the most frequent one."""
    if not said:
        return None
    readings = [days for days in said if days[1] - days[0] <= 3]
    if not readings:
        first, last = max(days[0] for days in said), min(days[1] for days in said)
        if first <= last:
            return (first, last)
        readings = list(said)
    return min(readings, key=lambda days: (-said[days], days[1] - days[0], days))


def agreed_place(said: Counter[Place]) -> Place | None:
    """The place most mentions name, among the most precise kind that at least a quarter of them give."""
    if not said:
        return None
    if len(said) == 1:
        return next(iter(said))
    ranks: Counter[int] = Counter()
    for place, count in said.items():
        ranks[place.rank] += count
    enough = [rank for rank, count in ranks.items() if 4 * count >= said.total()]
    best = max(enough, default=max(ranks))
    named = [place for place in said if place.rank == best]
    return min(named, key=lambda place: (-said[place], place.lat is None, repr(place)))


def top(counts: Counter[T], most: int) -> tuple[T, ...]:
    """The most frequent values; equal counts in the order of their text, so that no hash decides."""
    if len(counts) < 2:
        return tuple(counts)
    return tuple(sorted(counts, key=lambda value: (-counts[value], repr(value)))[:most])


def _blend(one: Mapping[str, float], much: int, other: Mapping[str, float], more: int) -> Mapping[str, float]:
    if one is other:
        return one
    total = {word: weight * much for word, weight in one.items()}
    for word, weight in other.items():
        total[word] = total.get(word, 0.0) + weight * more
    if len(total) > KEPT_WORDS:
        total = dict(sorted(total.items(), key=lambda item: (-item[1], item[0]))[:KEPT_WORDS])
    length = math.sqrt(cosine(total, total))
    return {word: weight / length for word, weight in total.items()} if length else {}
