"""Putting mentions together into happenings: the best pair first, until no pair is good enough.

The outcome depends on the mentions alone, never on the order in which they came: ties are broken by
the fixed order of statements. People's rulings are obeyed first and last: what they put together
starts as one group, and what they took apart is never joined.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Sequence
from functools import reduce
from itertools import count

from sayso.record.blocks import pairs
from sayso.record.groups import Group, joined, single
from sayso.record.matching import score
from sayso.record.mentions import Mention
from sayso.record.weights import Limits, weights

Tie = tuple[int, bool, str, str]
"""(number of the ruling, True for together, statement, other statement or "" for every other)."""


def cluster(mentions: Sequence[Mention], ties: Sequence[Tie] = ()) -> list[Group]:
    """Every mention in exactly one group, in the order of the groups' first mentions."""
    apart, start = _ruled(mentions, ties)
    realms: dict[tuple[str, ...], list[Group]] = defaultdict(list)
    for group in start:
        realms[group.realm].append(group)
    found: list[Group] = []
    for realm in sorted(realms):
        found.extend(_Agglomeration(realms[realm], apart).run())
    return sorted(_attach(found, apart), key=lambda group: group.at)


class _Apart:
    """Pairs that people took apart."""

    def __init__(self) -> None:
        self.pairs: dict[int, set[int]] = defaultdict(set)
        self.alone: set[int] = set()

    def forbids(self, a: Group, b: Group) -> bool:
        if not self.pairs and not self.alone:
            return False
        ones, others = {m.at for m in a.members}, {m.at for m in b.members}
        if self.alone & (ones | others):
            return True
        return any(self.pairs.get(one, set()) & others for one in ones)


def _ruled(mentions: Sequence[Mention], ties: Sequence[Tie]) -> tuple[_Apart, list[Group]]:
    """What may not be joined, and the groups to begin with. Of two rulings on one pair the later holds."""
    at = {mention.statement.id: mention.at for mention in mentions}
    latest: dict[tuple[int, int], bool] = {}
    apart = _Apart()
    for _seq, together, one, other in sorted(ties):
        if not other:
            (apart.alone.discard if together else apart.alone.add)(at[one])
            continue
        pair = (min(at[one], at[other]), max(at[one], at[other]))
        latest.pop(pair, None)
        latest[pair] = together
    for (left, right), together in latest.items():
        if not together:
            apart.pairs[left].add(right)
            apart.pairs[right].add(left)
    groups = {mention.at: single(mention) for mention in mentions}
    for (left, right), together in latest.items():
        a, b = groups[left], groups[right]
        if together and a is not b and not apart.forbids(a, b):
            both = joined(a, b)
            groups.update((member.at, both) for member in both.members)
    return apart, list({id(group): group for group in groups.values()}.values())


class _Agglomeration:
    """Joins groups of one realm, best pair first."""

    def __init__(self, groups: Sequence[Group], apart: _Apart) -> None:
        self.apart = apart
        self.limits: Limits = weights().limits
        self.groups = dict(enumerate(groups))
        self.numbers = count(len(groups))
        self.near: dict[int, set[int]] = defaultdict(set)
        self.heap: list[tuple[float, int, int, int, int]] = []
        self.grown: set[int] = set()

    def run(self) -> list[Group]:
        """The groups that remain when no pair reaches the limit."""
        for one, other in sorted(self._candidates()):
            self._offer(one, other)
        while self.heap:
            while self.heap:
                _, _, _, one, other = heapq.heappop(self.heap)
                if one in self.groups and other in self.groups and not self._forbidden(one, other):
                    self._join(one, other)
            self._offer_again()
        return list(self.groups.values())

    def _forbidden(self, one: int, other: int) -> bool:
        # Asked again when a pair's turn comes: a group that kept its number may have taken in what must stay apart.
        return self.apart.forbids(self.groups[one], self.groups[other])

    def _offer_again(self) -> None:
        grown, self.grown = self.grown & self.groups.keys(), set()
        again = {(min(one, other), max(one, other)) for one in grown for other in self.near[one]}
        for one, other in sorted(again):
            self._offer(one, other)

    def _candidates(self) -> set[tuple[int, int]]:
        mentions = [mention for group in self.groups.values() for mention in group.members]
        home = [number for number, group in self.groups.items() for _ in group.members]
        found = ((home[one], home[other]) for one, other in pairs(mentions))
        return {(min(pair), max(pair)) for pair in found if pair[0] != pair[1]}

    def _offer(self, one: int, other: int) -> None:
        a, b = self.groups[one], self.groups[other]
        points = score(a, b)
        if points < self.limits.keep or self.apart.forbids(a, b):
            self.near[one].discard(other)
            self.near[other].discard(one)
            return
        self.near[one].add(other)
        self.near[other].add(one)
        if points >= self.limits.merge:
            first, second = sorted((a.at, b.at))
            heapq.heappush(self.heap, (-round(points, 9), first, second, one, other))

    def _join(self, one: int, other: int) -> None:
        big, small = sorted((one, other), key=lambda number: (-len(self.groups[number].members), self.groups[number].at))
        whole = joined(self.groups[big], self.groups.pop(small))
        around = self.near.pop(small, set()) - {big}
        if whole.signature == self.groups[big].signature:
            # What the big group stands for has not changed, so its scores can wait until the heap is empty; this
            # keeps one huge story from being compared with everything again at each of its mentions.
            number, new = big, around - self.near[big]
            self.grown.add(big)
        else:
            number = next(self.numbers)
            del self.groups[big]
            new = around | (self.near.pop(big, set()) - {small})
        self.groups[number] = whole
        for third in sorted(around | new):
            self.near[third] -= {one, other} - {number}
        self.near[number].discard(small)
        for third in sorted(new):
            self._offer(number, third)


def _attach(groups: Sequence[Group], apart: _Apart) -> list[Group]:
    """Lets what is too vague to be an event of its own join the best one in sight.

    That is what one report says without a day or a narrow place, a stance taken to something (a claim, a denial,
    praise), or a statement that something was not so. The event must lead the next best clearly.
    """
    limits = weights().limits
    happened = [group for group in groups if group.realm[0] == "happened"]
    homes = _Homes([group for group in happened if not _loose(group)], apart)
    left = [group for group in happened if _loose(group) and not homes.take(group, limits.attach)]
    # That it was not so must fit as well as that it was; a vague "no" belongs nowhere.
    left += [group for group in groups if group.realm[0] == "not" and not homes.take(group, limits.merge)]
    return left + homes.whole() + [group for group in groups if group.realm[0] not in ("happened", "not")]


def _loose(group: Group) -> bool:
    return group.about or (group.vague and len(group.tally.spans) == 1)


class _Homes:
    """Solid groups, what a loose one could find them by, and those that have found them."""

    def __init__(self, solid: Sequence[Group], apart: _Apart) -> None:
        self.solid = solid
        self.apart = apart
        self.guests: dict[int, list[Group]] = defaultdict(list)
        self.by_key: dict[object, set[int]] = defaultdict(set)
        for at, group in enumerate(solid):
            for key in _handles(group):
                self.by_key[key].add(at)

    def take(self, group: Group, need: float) -> bool:
        """Puts the group where it fits best; False when it fits nowhere or about equally well in two places."""
        near = {at for key in _handles(group) for at in self.by_key.get(key, ())}
        asked = group.as_realm(("happened", group.realm[1]))
        scored = []
        for at in sorted(near):
            host = self.solid[at]
            if host.realm[1] == group.realm[1] and not self._forbidden(group, at):
                scored.append((-round(score(asked, host), 9), host.at, at))
        scored.sort()
        if not scored or -scored[0][0] < need:
            return False
        if len(scored) > 1 and scored[1][0] - scored[0][0] < weights().limits.attach_lead:
            return False
        self.guests[scored[0][2]].append(group)
        return True

    def whole(self) -> list[Group]:
        """Every solid group with what came to it."""
        return [reduce(joined, self.guests[at], group) for at, group in enumerate(self.solid)]

    def _forbidden(self, group: Group, at: int) -> bool:
        return any(self.apart.forbids(group, other) for other in (self.solid[at], *self.guests[at]))


def _handles(group: Group) -> set[object]:
    keys: set[object] = {("report", report) for report in group.tally.spans}
    keys |= {("actor", id or name) for id, name in group.actors}
    keys |= {("target", id or name) for id, name in group.targets}
    if group.place is not None:
        keys.add(("place", group.place.id or group.place.name))
        if group.place.country is not None:
            keys.add(("country", group.place.country))
    return keys
