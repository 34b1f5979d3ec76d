"""Who did it, by whose word: rival attributions side by side, with a score whose every part is printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sayso.analysis.importance import leading, serious, stamp
from sayso.analysis.voices import Independent, independent, side_of, unidentified
from sayso.analysis.wording import actor_name, counted, event_words, likelihood, listed
from sayso.record import Known
from sayso.types import RUNGS, Accusation, Assessment, Event, Row

UNKNOWN = 2.0
"""Points of the hypothesis that somebody else did it: what two firm steps of one uninterested, reliable voice outweigh."""
OWN_WORD = {"admitted": 6.0, "claims": 3.0, "claims-disputed": 1.5, "praises": 1.0, "coy": 0.0, "silent": 0.0, "denies": -1.0}
OWN_WORDS = {
    "denies": "; denies it",
    "coy": "; leaves it open",
    "praises": "; praises it without claiming it",
    "claims": "; claims it",
    "claims-disputed": "; claims it and is contradicted",
    "admitted": "; admits it",
}
NAMED = 3
"""How many voices and rivals a finding names; the table has all of them."""
UNSURE = 0.2
"""Below this share the leading answer is no finding (ICD 203: "very unlikely")."""
METHOD = (
    "Each independent voice adds firmness × source grade (half for a party to the conflict); the accused's own rung adds "
    "or takes away (admitted 6, claims 3, claims-disputed 1.5, praises 1, denies −1); somebody else has 2. A hypothesis' share of all "
    "points is read as an ICD 203 word; the interval leaves out one voice at a time."
)


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One answer to "who did it": the voices for and against, its points and its share with the leave-one-out range."""

    actor: str
    name: str
    backing: tuple[Independent, ...]
    against: tuple[Independent, ...]
    rung: str | None
    points: float


def attribution(known: Known) -> list[Assessment]:
    """One assessment per serious event that somebody was named for: hypotheses, voices, shares, what would change it."""
    top = leading(known, 3)
    return [found for event in serious(known) if (found := _assess(event, known, event.id in top)) is not None]


def hypotheses(event: Event, known: Known) -> list[Hypothesis]:
    """Everyone named for an event, the most points first."""
    named: dict[str, list[Accusation]] = {}
    rungs: dict[str, str] = {}
    for accusation in event.accusations:
        if not unidentified(accusation.accused.id):
            named.setdefault(side_of(accusation.accused.id) or accusation.accused.name, []).append(accusation)
    for actor, step in event.ladder.items():
        if unidentified(actor):
            continue
        side = side_of(actor) or actor
        named.setdefault(side, [])
        rungs[side] = max(rungs.get(side, step), step, key=RUNGS.index)
    target = event.claim.target.id if event.claim.target else None
    found = []
    for actor, said in named.items():
        backing = independent([a for a in said if a.firmness > 0 and not a.negated], target, known)
        against = independent([a for a in said if a.firmness < 0 or a.negated], target, known)
        name = actor_name(actor, said[0].accused.name if said else actor)
        rung = rungs.get(actor)
        found.append(Hypothesis(actor, name, tuple(backing), tuple(against), rung, _points(backing, against, rung)))
    return sorted(found, key=lambda one: (-one.points, one.actor))


def _points(backing: list[Independent], against: list[Independent], rung: str | None) -> float:
    voices = sum(each.weight * each.firmness for each in backing) - 0.5 * sum(
        each.weight * abs(each.firmness) for each in against
    )
    return max(0.0, voices + OWN_WORD.get(rung or "silent", 0.0))


def shares(points: Mapping[str, float]) -> dict[str, float]:
    """Each hypothesis' share of all points, the unnamed rest included under its own weight."""
    total = sum(points.values()) + UNKNOWN
    return {actor: value / total for actor, value in points.items()}


def _range(leader: Hypothesis, rivals: list[Hypothesis]) -> tuple[float, float]:
    """Lowest and highest share of the leader when any one voice, for it or for a rival, is left out."""
    base = {each.actor: each.points for each in (leader, *rivals)}
    found = [shares(base)[leader.actor]]
    for each in (leader, *rivals):
        for i in range(len(each.backing)):
            rest = [voice for k, voice in enumerate(each.backing) if k != i]
            changed = base | {each.actor: _points(rest, list(each.against), each.rung)}
            found.append(shares(changed)[leader.actor])
    return min(found), max(found)


def _assess(event: Event, known: Known, headline: bool) -> Assessment | None:
    ranked = [each for each in hypotheses(event, known) if each.backing or each.rung not in (None, "silent")]
    if not ranked:
        return None
    leader, rivals = ranked[0], ranked[1:]
    share = shares({each.actor: each.points for each in ranked})
    low, high = _range(leader, rivals)
    evidence = tuple(
        dict.fromkeys(id_ for each in ranked for voice in (*each.backing, *each.against) for id_ in voice.statements)
    )
    if not evidence:
        evidence = tuple(ref.id for ref in event.statements)
    rows = tuple(_row(each, share[each.actor]) for each in ranked)
    return Assessment(
        name="attribution", question=f"Who did it: {event.title}?", finding=_finding(leader, rivals, share, event),
        as_of=stamp(known), method=METHOD, evidence=evidence,
        subject=event.id, value=likelihood(share[leader.actor]), interval=(round(low, 3), round(high, 3)),
        caveats=_caveats(leader, ranked, low, high),
        columns=("Named", "Independent voices", "Firmest", "Speaks for a party", "Own word", "Points", "Share"), rows=rows, headline=headline,
    )  # fmt: skip


def _finding(leader: Hypothesis, rivals: list[Hypothesis], share: Mapping[str, float], event: Event) -> str:
    word, what = likelihood(share[leader.actor]), event_words(event)
    if share[leader.actor] < UNSURE:
        text = f"Not enough evidence to say who was behind {what}; named most: {leader.name} ({_for(leader)})."
    else:
        named = "Named most for" if rivals else "Named for"
        text = f"{named} {what}: {leader.name}. By the voices on record that is {word} ({_for(leader)})."
    if not rivals:
        return text
    others = [f"{rival.name} ({_for(rival)})" for rival in rivals[:NAMED]]
    return f"{text} {'Rival answers' if len(others) > 1 else 'Rival answer'}: {listed(others)}."


def _for(each: Hypothesis) -> str:
    said = f"{counted(len(each.backing), 'independent voice')}" if each.backing else "no voice but its own"
    if each.backing:
        names = [voice.voice.name for voice in each.backing]
        more = [counted(len(names) - NAMED, "other")] if len(names) > NAMED else []
        said += f": {listed([*names[:NAMED], *more])}"
    against = f"; {counted(len(each.against), 'voice')} against" if each.against else ""
    return said + against + OWN_WORDS.get(each.rung or "", "")


def _row(each: Hypothesis, share: float) -> Row:
    firmest = max((voice.firmness for voice in each.backing), default=None)
    interested = sum(voice.interested for voice in each.backing)
    ids = tuple(dict.fromkeys(id_ for voice in (*each.backing, *each.against) for id_ in voice.statements))
    cells = (each.name, len(each.backing), firmest, interested, each.rung, round(each.points, 2), f"{100 * share:.0f}%")
    return Row(cells, ids)


def _caveats(leader: Hypothesis, ranked: list[Hypothesis], low: float, high: float) -> tuple[str, ...]:
    found = []
    if all(voice.interested for voice in leader.backing) and leader.backing:
        found.append("Every voice that names the leading answer belongs to a party to the conflict.")
    if likelihood(low) != likelihood(high):
        found.append(f"Leaving out one voice moves the word between “{likelihood(low)}” and “{likelihood(high)}”.")
    if len(ranked) == 1:
        found.append("Nobody on record names anyone else; that is not evidence that there is no other answer.")
    return tuple(found)
