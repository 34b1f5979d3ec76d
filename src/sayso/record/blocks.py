"""Which pairs of mentions are worth comparing: those that share a day, a place, a party, a report or a rare word."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence

from sayso.record.mentions import Mention
from sayso.record.weights import weights

_WEEK = 7


def pairs(mentions: Sequence[Mention]) -> set[tuple[int, int]]:
    """Pairs of positions in ``mentions`` (smaller first) that share a key.

    A key shared by many is not compared all against all: its mentions are put in order of day and place and
    each meets its neighbours, so the work grows with the number of mentions, not with its square.
    """
    limits = weights().limits
    spread = Counter(word for mention in mentions for word in mention.words)
    blocks: dict[Hashable, list[int]] = defaultdict(list)
    for at, mention in enumerate(mentions):
        for key in set(_keys(mention)):
            blocks[key].append(at)
        for word in mention.words:
            if 1 < spread[word] <= limits.rare_words:
                blocks["word", word].append(at)
    found: set[tuple[int, int]] = set()
    for members in blocks.values():
        reach = len(members)
        if reach > limits.block:
            members = sorted(members, key=lambda at: _neighbourhood(mentions[at]))
            reach = limits.window
        for here, one in enumerate(members):
            found.update((min(one, other), max(one, other)) for other in members[here + 1 : here + 1 + reach])
    return found


def _keys(mention: Mention) -> Iterator[Hashable]:
    yield ("report", mention.statement.report)
    place = mention.place
    if place is not None and place.rank >= 3:
        yield ("place", place.id or place.name)
        if place.rank >= 4 and place.lat is not None and place.lon is not None:
            # Half a degree is about 50 km; four overlapping grids put any two near points into one cell.
            for shift_lat in (0, 0.5):
                for shift_lon in (0, 0.5):
                    yield ("cell", shift_lat, shift_lon, round(place.lat + shift_lat), round(place.lon + shift_lon))
    days = mention.days
    if days is not None and days[1] - days[0] <= 10:
        for day in range(days[0] - 1, days[1] + 2):
            yield ("day", day)
        yield from (("week", week) for week in {days[0] // _WEEK, days[1] // _WEEK, days[1] // _WEEK + 1})
    elif days is not None and days[1] - days[0] <= 130:
        yield from (("week", week) for week in range(days[0] // _WEEK, days[1] // _WEEK + 1))
    else:
        yield ("week", mention.published // _WEEK)
    for party in (mention.target, mention.actor):
        if party is not None:
            yield ("party", party[0] or party[1], mention.statement.claim.mode)


def _neighbourhood(mention: Mention) -> tuple[object, ...]:
    days = mention.days or (mention.published, mention.published)
    return (days[1], mention.place.name if mention.place else "", mention.at)
