"""What speaks for and against two groups of mentions being one happening.

Each feature looks at one thing and answers with a label out of ``data/matching.json`` and how much of
that label's points apply (1.0 unless it is a matter of degree); None when there is nothing to compare.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from typing import Final

from sayso.knowledge.weapons import weapons as weapon_kinds
from sayso.record.groups import Group
from sayso.record.kin import kinship, state_of
from sayso.record.mentions import WATERS, Bounds, Place, cosine
from sayso.record.weights import weights

Finding = tuple[str, float] | None
_EARTH_KM: Final = 6371.0
_WHOLE: Final = 1.0
_LAGS: Final = (
    (1, "reported at once"), (3, "reported soon"), (10, "reported within days"), (45, "reported within weeks"),
)  # fmt: skip


def when(a: Group, b: Group) -> Finding:
    """The days said; where one side gives none, how soon after the other's day it was published."""
    if a.days is not None and b.days is not None:
        return _label(_days_apart(a.days, b.days) or _shared_days(a.days, b.days))
    if a.days is None and b.days is None:
        gap = max(a.first_published, b.first_published) - min(a.last_published, b.last_published)
        soon = "both undated, same days" if gap <= 3 else "both undated, same month" if gap <= 31 else None
        return _label(soon or "both undated, long apart")
    dated, undated = (a, b) if a.days is not None else (b, a)
    if dated.days is None or dated.realm[0] in ("speech", "ahead", "judgement"):
        return None
    first, last = dated.days
    if undated.first_published < first - 1:
        return _label("reported before it happened")
    if undated.first_published < first:
        return _label("reported the day before")
    if undated.historical:
        return _label("some time before")
    lag = undated.first_published - last
    if lag > 10 and a.tally.spans.keys() & b.tally.spans.keys():
        # A report that speaks of a day long past may go on about it without saying the day again.
        return None
    return _label(next((label for limit, label in _LAGS if lag <= limit), "reported long after"))


def _days_apart(a: tuple[int, int], b: tuple[int, int]) -> str | None:
    gap = max(a[0], b[0]) - min(a[1], b[1])
    if gap <= 0:
        return None
    return {1: "one day apart", 2: "two days apart"}.get(gap, "days apart")


def _shared_days(a: tuple[int, int], b: tuple[int, int]) -> str | None:
    width = max(a[1] - a[0], b[1] - b[0])
    if width == 0:
        return "same day"
    bands = ((3, "same few days"), (10, "within the week"), (31, "within the month"), (120, "within the season"))
    return next((label for limit, label in bands if width <= limit), None)


def where(a: Group, b: Group) -> Finding:
    """Places: identity, distance where both are points, containment where one is an area."""
    if a.place is None or b.place is None:
        return None
    here, there = (a.place, b.place) if a.place.rank >= b.place.rank else (b.place, a.place)
    if here.id is not None and here.id == there.id:
        return _label(f"same {here.precision or 'locality'}")
    if here.name == there.name and here.country == there.country:
        return _label("same name")
    wet = here.precision in WATERS or there.precision in WATERS
    if here.country and there.country and here.country != there.country and not wet:
        # A country named in passing is easily taken for the scene; a town or a base is not.
        return _label("other country" if there.rank >= 3 else "other country, loosely")
    distance = apart_km(here, there)
    if wet:
        return _waters(here, there, distance)
    return _label(_points(here, there, distance) or _areas(here, there, distance))


def _points(here: Place, there: Place, km: float | None) -> str | None:
    if there.rank < 4 or km is None:
        return None
    if km > 50:
        return "far apart"
    if km <= 5:
        return "close by"
    if here.rank == there.rank:
        return "two places near each other"
    return "close by" if km <= 30 else "some way off"


def _areas(here: Place, there: Place, km: float | None) -> str | None:
    if here.country is None or here.country != there.country or there.rank >= 4:
        return None
    if there.rank == 3 and km is not None:
        return "one inside the other" if here.rank > 3 and km <= 250 else "some way off"
    return "one inside the other" if there.rank == 2 else None


def _waters(here: Place, there: Place, km: float | None) -> Finding:
    if km is None:
        return None
    if km <= 900:
        return _label("one inside the other" if here.precision != there.precision else "some way off")
    return _label("other waters" if "sea" in (here.precision, there.precision) else None)


def apart_km(a: Place, b: Place) -> float | None:
    """Great-circle distance in kilometres (haversine), None unless both have coordinates."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    north, south = math.radians(a.lat), math.radians(b.lat)
    half = math.sin((north - south) / 2) ** 2
    half += math.cos(north) * math.cos(south) * math.sin(math.radians(a.lon - b.lon) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def mode(a: Group, b: Group) -> Finding:
    """How it was done."""
    if not a.modes and not b.modes:
        return _label("both unsaid")
    if not a.modes or not b.modes:
        return _label("one unsaid")
    if a.modes[0] == b.modes[0] or set(a.modes) & set(b.modes):
        return _label("same")
    kindred = weights().kindred
    near = any(not kindred.isdisjoint(((x, y), (x, "*"), (y, "*"))) for x in a.modes for y in b.modes)
    return _label("kindred" if near else "different")


def related(one: Iterable[tuple[str | None, str]], other: Iterable[tuple[str | None, str]]) -> str | None:
    """The nearest kinship between any two named parties, ``same name`` where ids are lacking, None if nothing compares."""
    best: str | None = None
    order = ("same", "same name", "part", "compatriot", "other")
    for id, name in one:
        for their_id, their_name in other:
            if id is not None and their_id is not None:
                found: str | None = kinship(id, their_id)
            else:
                found = "same name" if name and (name == their_name or set(name.split()) & set(their_name.split())) else None
            if found is not None and (best is None or order.index(found) < order.index(best)):
                best = found
    return best


def target(a: Group, b: Group) -> Finding:
    """To whom it was done."""
    found = related(a.targets, b.targets)
    if found == "other":
        states = {state_of(id) if id else None for id, _ in (a.targets[0], b.targets[0])}
        return _label("other state" if len(states) == 2 and None not in states else "other")
    return _label(found)


def actor(a: Group, b: Group) -> Finding:
    """Who did it: rivals are expected where that is the open question, and make another happening elsewhere."""
    if a.realm[0] not in ("happened", "ahead", "not"):
        return None
    found = related(a.actors, b.actors)
    if found != "other":
        return _label(found)
    if a.realm[1] not in weights().attributable:
        return _label("other doer")
    return _label("firm rival" if a.tally.firm_actors and b.tally.firm_actors else "rival")


def voice(a: Group, b: Group) -> Finding:
    """Who speaks, where the speaking is what happened."""
    if a.realm[0] not in ("speech", "judgement"):
        return None
    found = related(a.actors, b.actors)
    return _label({"same": "same", "same name": "same", "part": "part"}.get(found or "", "other"))


def roles(a: Group, b: Group) -> Finding:
    """Whether the one who acts here is acted upon there: an attack and its answer are alike in all else."""
    straight = ("same", "part")
    if related(a.actors, b.actors) in straight or related(a.targets, b.targets) in straight:
        return None
    crossed = [related(a.actors, b.targets) in straight, related(b.actors, a.targets) in straight]
    return _label({0: None, 1: "half swapped", 2: "swapped"}[sum(crossed)])


def weapon(a: Group, b: Group) -> Finding:
    """With what."""
    if not a.weapons or not b.weapons:
        return None
    if set(a.weapons) & set(b.weapons):
        return _label("same")
    return _label("same kind" if {_kind(id) for id in a.weapons} & {_kind(id) for id in b.weapons} else "other kind")


def _kind(id: str) -> str:
    known = weapon_kinds().get(id)
    return known.kind if known is not None else id.partition("-")[0]


def figures(a: Group, b: Group) -> Finding:
    """Numbers of the same kind about the same people; a revision is no contradiction."""
    found = {
        _bounds(x, y)
        for kind in a.tally.figures.keys() & b.tally.figures.keys()
        for x in a.tally.figures[kind]
        for y in b.tally.figures[kind]
        if x[2] is None or y[2] is None or x[2] == y[2]
    }
    return _label(next((label for label in ("agree", "compatible", "revised", "of another order") if label in found), None))


def _bounds(x: Bounds, y: Bounds) -> str:
    if x[:2] == y[:2]:
        return "agree"
    low = max(x[0] or 0, y[0] or 0)
    if all(high is None or low <= high for high in (x[1], y[1])):
        return "compatible"
    small, large = sorted(max(bound or 0 for bound in bounds[:2]) + 1 for bounds in (x, y))
    return "of another order" if large >= 10 * small else "revised"


def words(a: Group, b: Group) -> Finding:
    """Telling words in common: cosine of the quotes, 0…1."""
    shared = cosine(a.words, b.words)
    return ("shared", shared) if shared >= 0.02 else None


def story(a: Group, b: Group) -> Finding:
    """How much the reports are about the same things: cosine of their telling words, 0…1; nothing within one report."""
    if a.tally.spans.keys() & b.tally.spans.keys():
        return None
    shared = cosine(a.story, b.story)
    return ("shared", shared) if shared >= 0.02 else None


def several(a: Group, b: Group) -> Finding:
    """A summing-up of several occurrences against a single one."""
    return _label("one against several" if a.several != b.several else None)


def text(a: Group, b: Group) -> Finding:
    """How near each other they stand in one report."""
    gaps = [
        max(start, other) - min(end, stop)
        for report in a.tally.spans.keys() & b.tally.spans.keys()
        for start, end in a.tally.spans[report]
        for other, stop in b.tally.spans[report]
    ]
    if not gaps:
        return None
    nearest = min(gaps)
    return _label("same sentence" if nearest < 0 else "next to each other" if nearest < 250 else "same report")


def copy(a: Group, b: Group) -> Finding:
    """The same sentence in two prints of one text."""
    apart = not a.tally.spans.keys() & b.tally.spans.keys()
    return _label("copied sentence" if apart and a.tally.copies & b.tally.copies and cosine(a.words, b.words) > 0.85 else None)


def stance(a: Group, b: Group) -> Finding:
    """A claim, denial or praise needs something it is about; another one like it will not do."""
    return _label("answers for it" if a.about != b.about else None)


def tense(a: Group, b: Group) -> Finding:
    """Something still going on against something that happened."""
    return _label("goes on" if a.ongoing != b.ongoing else None)


def _label(label: str | None) -> Finding:
    return None if label is None else (label, _WHOLE)


FEATURES: Final[tuple[tuple[str, Callable[[Group, Group], Finding]], ...]] = (
    ("when", when), ("where", where), ("roles", roles), ("mode", mode), ("target", target), ("actor", actor),
    ("voice", voice), ("words", words), ("story", story), ("several", several), ("text", text), ("weapon", weapon), ("figures", figures), ("copy", copy),
    ("stance", stance), ("tense", tense),
)  # fmt: skip
"""In the order asked: what can rule a pair out comes first, so that most pairs cost little."""
