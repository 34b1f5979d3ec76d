"""The escalation ladder: how far each side has gone against the other, which way it moves, and whether both move alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sayso.analysis.deeds import Deed, camp_name, deeds_of, in_camps
from sayso.analysis.importance import stamp
from sayso.analysis.intervals import at_least
from sayso.analysis.wording import capital, counted, dated
from sayso.record import Known
from sayso.types import Assessment, Row

MONTH, YEAR = 28, 364
"""Days: the last four weeks, and the last 52."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step. ``mid`` is the hostility level of the Militarized Interstate Disputes data (1 none … 5 war), ``icb`` the
    violence level of International Crisis Behavior (1 none … 4 full-scale war), ``cameo`` the root codes it covers."""

    number: int
    name: str
    mid: int
    icb: int
    cameo: tuple[str, ...]
    plover: tuple[str, ...]


STEPS: Final = (
    Step(1, "words", 1, 1, ("09", "10", "11", "12"), ("REQUEST", "ACCUSE", "REJECT")),
    Step(2, "threats", 2, 1, ("13",), ("THREATEN",)),
    Step(3, "sanctions and crowds", 2, 1, ("14", "16"), ("PROTEST", "SANCTION")),
    Step(4, "show of force", 3, 1, ("15",), ("MOBILIZE",)),
    Step(5, "seizures and blockade", 4, 1, ("17",), ("COERCE",)),
    Step(6, "attacks with no dead on record", 4, 2, ("18", "19"), ("ASSAULT",)),
    Step(7, "deadly attacks", 4, 2, ("18", "19"), ("ASSAULT",)),
    Step(8, "attacks with ten dead or more", 4, 3, ("19",), ("ASSAULT",)),
    Step(9, "sustained deadly attacks, or a hundred dead at once", 4, 3, ("19", "20"), ("ASSAULT",)),
    Step(10, "war: a thousand dead within the year", 5, 4, ("19", "20"), ("ASSAULT",)),
)
"""The scale. Steps 6 to 10 differ by the dead and by how often, as the dead decide what MID and ICB call war."""
THRESHOLDS: Final = ((10, "war"), (7, "killing"), (6, "force"))
"""Steps whose crossing is said, the highest first."""
WEEK = 7
METHOD = (
    "Ten steps of our own, from words (1) to war (10), each mapped to PLOVER categories, CAMEO roots, MID hostility and ICB violence. "
    "A side stands on the highest step of its deeds of the last four weeks; three deadly attacks within a week, or a hundred dead at once, "
    "make step 9, a thousand dead within 52 weeks step 10. The arrow compares with the four weeks before; the band compares attacks of "
    "the last four weeks with the average four of the last 52, tested as a binomial count. Change levels set the last week against the "
    "weekly average of the 4 and of the 52 weeks before it, in the classes of ACLED's early-warning dashboard; the trend of both sides "
    "together takes CrisisWatch's words and arrows."
)
COLUMNS = (
    "Side",
    "Step now",
    "On it since",
    "Four weeks before",
    "Highest in 52 weeks",
    "Attacks in 4 weeks",
    "Usual in 4",
    "Band",
    "Last week against 4",
    "Last week against 52",
    "Arrow",
)


def escalation(known: Known) -> list[Assessment]:
    """One assessment per pair of sides of which each acted against the other, the busiest first: steps, direction, symmetry."""
    plain = [deed for deed in deeds_of(known) if rung(deed) > 0]
    sides: dict[tuple[str, str], list[Deed]] = {}
    for deed in in_camps(plain):
        if deed.actor and deed.target and deed.actor != deed.target:
            sides.setdefault((min(deed.actor, deed.target), max(deed.actor, deed.target)), []).append(deed)
    as_of = stamp(known) if known.reports else date.min
    busy = sorted(sides.items(), key=lambda each: (-len(each[1]), each[0]))
    both = [(pair, deeds) for pair, deeds in busy if {deed.actor for deed in deeds} == set(pair)]
    if busy and not both:
        return [_one_sided(busy[0][0], busy[0][1], as_of)]
    return [standing(pair, deeds, as_of, headline=at == 0) for at, (pair, deeds) in enumerate(both)]


def _one_sided(pair: tuple[str, str], deeds: Sequence[Deed], as_of: date) -> Assessment:
    names = [camp_name(side, ()) for side in pair]
    return Assessment(
        name="escalation", question="How far has it gone, and which way?", as_of=as_of, method=METHOD, columns=COLUMNS, headline=True,
        finding=f"Not enough evidence for a ladder: of no two sides have both acted against each other on record, not even {names[0]} and {names[1]}.",
        evidence=tuple(dict.fromkeys(id_ for deed in deeds for id_ in deed.evidence)),
    )  # fmt: skip


def rung(deed: Deed) -> int:
    """The step of one deed by itself, 1 … 9; 0 when it is on no step."""
    if deed.what == "ASSAULT":
        return 6 if deed.killed == 0 else 7 if deed.killed < 10 else 8 if deed.killed < 100 else 9
    return next((each.number for each in STEPS if deed.what in each.plover), 0)


def step(deeds: Sequence[Deed], first: date, last: date) -> int:
    """The step a side stands on by its deeds from ``first`` to ``last``, inclusive; 0 when it did nothing."""
    mine = [deed for deed in deeds if first <= deed.day <= last]
    year = sum(deed.killed for deed in deeds if last - timedelta(YEAR - 1) <= deed.day <= last)
    if mine and year >= 1000:
        return 10
    deadly = sorted(deed.day for deed in mine if deed.what == "ASSAULT" and deed.killed)
    if any((deadly[at + 2] - deadly[at]).days < 7 for at in range(len(deadly) - 2)):
        return 9
    return max((rung(deed) for deed in mine), default=0)


def band(recent: int, year: int) -> tuple[str, float]:
    """How the attacks of four weeks compare with the average four of 52, and the average. Both counts include the four weeks.

    A change counts as one only when a steady rate would give it in fewer than one case in twenty (given the year's attacks,
    those of four weeks are binomial with share 1/13).
    """
    usual = year / 13
    if year and at_least(recent, year, 1 / 13) < 0.05:
        return ("sharply up" if recent >= 2 * usual else "up"), usual
    if year and 1 - at_least(recent + 1, year, 1 / 13) < 0.05:
        return ("sharply down" if recent <= usual / 2 else "down"), usual
    return "no clear change", usual


def change(last: int, before: int, weeks: int) -> tuple[str, float | None]:
    """The change level of a week with ``last`` attacks against ``before`` in the ``weeks`` before it, and the change in per cent.

    Classes as in ACLED's early-warning dashboard: over 25 % up large, 10 to 25 % moderate, over 25 % down a large decrease, else
    limited. Where nothing came before, any attack is a large increase, and the percentage is None.
    """
    if not before:
        return ("large increase" if last else "limited change"), None
    percent = 100 * (last * weeks - before) / before
    if percent > 25:
        return "large increase", percent
    if percent > 10:
        return "moderate increase", percent
    return ("large decrease" if percent < -25 else "limited change"), percent


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one side stands: the step now, four weeks before, the highest in a year, attacks and what they come to.

    ``against`` are the change levels of the last week against the 4 and the 52 weeks before it.
    """

    now: int
    before: int
    highest: int
    since: date | None
    recent: int
    usual: float
    band: str
    against: tuple[str, str]

    @property
    def arrow(self) -> str:
        return "↑" if self.now > self.before else "↓" if self.now < self.before else "→"


def stand(deeds: Sequence[Deed], as_of: date) -> Standing:
    """Where a side stands on a day by its deeds up to it."""
    month, year = as_of - timedelta(MONTH - 1), as_of - timedelta(YEAR - 1)
    attacks = [deed.day for deed in deeds if deed.what == "ASSAULT"]
    recent, whole = (sum(first <= day <= as_of for day in attacks) for first in (month, year))
    how, usual = band(recent, whole)
    now = step(deeds, month, as_of)
    top = [deed.day for deed in deeds if month <= deed.day <= as_of and rung(deed) == min(now, 8)]
    return Standing(
        now,
        step(deeds, month - timedelta(MONTH), month - timedelta(1)),
        step(deeds, year, as_of),
        min(top, default=None),
        recent,
        usual,
        how,
        (_against(attacks, as_of, 4), _against(attacks, as_of, 52)),
    )


def _against(attacks: Sequence[date], as_of: date, weeks: int) -> str:
    week = as_of - timedelta(WEEK - 1)
    level, percent = change(
        sum(week <= day <= as_of for day in attacks), sum(week - timedelta(WEEK * weeks) <= day < week for day in attacks), weeks
    )
    return level if percent is None else f"{level} ({percent:+.0f}%)"


def trend(found: Sequence[Standing]) -> tuple[str, str]:
    """The situation of all sides together in CrisisWatch's words, with its arrow, which points down for what gets worse.

    Worse when a side climbed or attacks clearly more and none fell or attacks clearly less; better the other way round.
    """
    worse = any(each.arrow == "↑" or each.band.endswith("up") for each in found)
    better = any(each.arrow == "↓" or each.band.endswith("down") for each in found)
    if worse == better:
        return "unchanged", "→"
    return ("deteriorated", "↓") if worse else ("improved", "↑")


def standing(pair: tuple[str, str], deeds: Sequence[Deed], as_of: date, headline: bool = False, fold: bool = True) -> Assessment:
    """Both sides of one pair on the ladder. ``value`` is the higher step now; symmetric means at most one step apart.

    ``fold`` says whether deeds of groups were counted under their patrons.
    """
    known = [deed for deed in deeds if deed.day <= as_of]
    found = {side: stand([deed for deed in known if deed.actor == side], as_of) for side in pair}
    names = {side: camp_name(side, ()) for side in pair}
    rows = tuple(_row(names[side], each, [d for d in known if d.actor == side]) for side, each in found.items())
    return Assessment(
        name="escalation", question=f"How far has it gone between {names[pair[0]]} and {names[pair[1]]}, and which way?",
        finding=_finding(pair, found, names), as_of=as_of, method=METHOD,
        evidence=tuple(dict.fromkeys(id_ for deed in known for id_ in deed.evidence)), subject=pair[0],
        value=max(each.now for each in found.values()), columns=COLUMNS, rows=rows, headline=headline,
        caveats=CAVEATS if fold else CAVEATS[:1],
    )  # fmt: skip


CAVEATS = (
    "A record of reports says when a side acted, not when it was calm: fewer reports look like fewer attacks.",
    "Deeds of armed groups count under the patron that backs them.",
)


def _row(name: str, each: Standing, deeds: Sequence[Deed]) -> Row:
    since = dated(each.since) if each.since else None
    evidence = tuple(dict.fromkeys(id_ for deed in deeds for id_ in deed.evidence))
    return Row(
        (
            name,
            each.now,
            since,
            each.before,
            each.highest,
            each.recent,
            round(each.usual, 2),
            each.band,
            *each.against,
            each.arrow,
        ),
        evidence,
    )


def _finding(pair: tuple[str, str], found: dict[str, Standing], names: dict[str, str]) -> str:
    parts = [capital(_where(names[side], found[side])) for side in pair]
    one, other = (found[side] for side in pair)
    if one.now and other.now:
        apart = abs(one.now - other.now)
        parts.append(
            "Both sides stand about as high."
            if apart <= 1
            else f"They are {counted(apart, 'step')} apart, so it is not symmetric."
        )
    for side in pair:
        crossed = next((what for number, what in THRESHOLDS if found[side].before < number <= found[side].now), None)
        if crossed:
            parts.append(f"{capital(names[side])} crossed the threshold to {crossed} in the last four weeks.")
    word, arrow = trend(list(found.values()))
    parts.append(f"In CrisisWatch's terms the situation {'is unchanged' if word == 'unchanged' else f'has {word}'} ({arrow}).")
    return " ".join(parts)


def _where(name: str, each: Standing) -> str:
    if not each.now:
        return f"{name} has done nothing on record in the last four weeks (four weeks before: step {each.before})."
    moved = {"↑": "up from", "↓": "down from", "→": "as on"}[each.arrow]
    return (
        f"{name} stands on step {each.now} of 10, {STEPS[each.now - 1].name}, {moved} step {each.before} in the four weeks before; "
        f"{counted(each.recent, 'attack')} in four weeks where {each.usual:.1f} are usual, {each.band}."
    )
