"""Who did it, by whose word: rival attributions side by side, with a score whose every part is printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.analysis.doers import accusers, vague
from sayso.analysis.importance import leading, serious, stamp
from sayso.analysis.voices import Independent, independent, side_of, unidentified
from sayso.analysis.wording import actor_name, capital, counted, event_words, likelihood, listed, the
from sayso.record import Known
from sayso.types import RUNGS, Accusation, Assessment, Event, Row

UNKNOWN = 2.0
"""Points of the hypothesis that somebody else did it: what two firm steps of one uninterested, reliable voice outweigh."""
OWN_WORD = {"admitted": 6.0, "claims": 3.0, "claims-disputed": 1.5, "praises": 1.0, "coy": 0.0, "silent": 0.0, "denies": -1.0}
OWN_WORDS = {
    "denies": "denied it",
    "coy": "neither confirmed nor denied it",
    "praises": "praised it without claiming it",
    "claims": "claimed it",
    "claims-disputed": "claimed it and was contradicted",
    "admitted": "admitted it",
}
NAMED = 3
"""How many rivals a finding names; the table has all of them."""
FIRST = 6
"""How many events are among the first answers of a brief."""
UNSURE = 0.2
"""Below this share the leading answer is no finding (ICD 203: "very unlikely")."""
DIVIDED = 0.45
"""Below this share ("unlikely") the answer named most has not the better part of the voices, which has to be said."""
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
    """One assessment per serious event that somebody was named for, the weightiest event first: answers, shares, what would change them."""
    top = {id_: place for place, id_ in enumerate(leading(known))}
    told = [found for event in serious(known) if (found := _assess(event, known)) is not None]
    told.sort(key=lambda found: top.get(str(found.subject), len(top)))
    return [replace(found, headline=place < FIRST) for place, found in enumerate(told)]


def hypotheses(event: Event, known: Known) -> list[Hypothesis]:
    """Everyone named for an event, the most points first."""
    named: dict[str, list[Accusation]] = {}
    rungs: dict[str, str] = {}
    for accusation in accusers(event, known):
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
        name = actor_name(actor, said[0].accused.name if said else _own_name(actor, event))
        rung = rungs.get(actor)
        found.append(Hypothesis(actor, name, tuple(backing), tuple(against), rung, _points(backing, against, rung)))
    return sorted(found, key=lambda one: (vague(one.actor), -one.points, one.actor))


def _own_name(actor: str, event: Event) -> str:
    """The name under which an actor itself speaks."""
    return next((ref.voice.name for ref in event.statements if ref.voice.actor and side_of(ref.voice.actor) == actor), actor)


def rivalling(ranked: Sequence[Hypothesis]) -> list[Hypothesis]:
    """The answers that exclude each other: those by name, else the vague ones. "A militia" is no rival of the militia named."""
    named = [each for each in ranked if not vague(each.actor) and (each.points > 0 or each.backing)]
    return named or list(ranked)


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


def answers(event: Event, known: Known) -> list[Hypothesis]:
    """The answers that exclude each other and have anything behind them, the most points first."""
    told = [each for each in hypotheses(event, known) if each.backing or each.rung not in (None, "silent")]
    return rivalling(told)


def own_words(actor: str, event: Event) -> tuple[str, ...]:
    """The statements of an event in which the accused itself speaks."""
    return tuple(ref.id for ref in event.statements if ref.voice.actor and side_of(ref.voice.actor) == actor)


def _assess(event: Event, known: Known) -> Assessment | None:
    ranked = answers(event, known)
    if not ranked:
        return None
    leader, rivals = ranked[0], ranked[1:]
    share = shares({each.actor: each.points for each in ranked})
    low, high = _range(leader, rivals)
    told = _told(leader, rivals, share[leader.actor], event)
    evidence = tuple(dict.fromkeys(id_ for each in ranked for id_ in _evidence(each))) or tuple(
        ref.id for ref in event.statements
    )
    vaguer = [each for each in hypotheses(event, known) if each not in ranked and (each.backing or each.against)]
    rows = (*(_row(each, share[each.actor]) for each in ranked), *(_row(each, None) for each in vaguer))
    return Assessment(
        name="attribution", question=f"Who did it: {event.title}?", finding=" ".join(text for text, _ in told),
        as_of=stamp(known), method=METHOD, evidence=evidence, support=tuple(ids or evidence for _, ids in told),
        subject=event.id, value=likelihood(share[leader.actor]), interval=(round(low, 3), round(high, 3)),
        caveats=_caveats(leader, ranked, low, high),
        columns=("Named", "Independent voices", "Firmest", "Speaks for a party", "Own word", "Points", "Share"), rows=rows,
    )  # fmt: skip


def _evidence(each: Hypothesis) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id_ for voice in (*each.backing, *each.against) for id_ in voice.statements))


def _told(leader: Hypothesis, rivals: Sequence[Hypothesis], share: float, event: Event) -> list[tuple[str, tuple[str, ...]]]:
    """The sentences of a finding, each with the statements that bear it."""
    what, word, name = event_words(event), likelihood(share), the(leader.name)
    own = own_words(leader.actor, event)
    chance = f"there is a {word}" if word.endswith("chance") else f"it is {word}"
    if share < UNSURE:
        first = [f"Not enough evidence to say who was behind {what}; named most: {name}."]
    elif share < DIVIDED:
        first = [f"Named most for {what}: {name}.", f"The voices are few or divided: by their word alone {chance}."]
    else:
        first = [f"By the voices on record {chance} that {what} was the work of {name}."]
    found = [(text, _evidence(leader) or own) for text in first]
    if leader.rung in OWN_WORDS:
        found.append((f"{capital(name)} {OWN_WORDS[leader.rung]}.", own))
    if rivals:
        more = [counted(len(rivals) - NAMED, "other")] if len(rivals) > NAMED else []
        names = listed([*(the(each.name) for each in rivals[:NAMED]), *more])
        found.append((f"Also named: {names}.", tuple(id_ for each in rivals for id_ in _evidence(each))))
    return found


def _row(each: Hypothesis, share: float | None) -> Row:
    """A line of the table; an answer less exact than those that compete has no share."""
    firmest = max((voice.firmness for voice in each.backing), default=None)
    interested = sum(voice.interested for voice in each.backing)
    part = None if share is None else f"{100 * share:.0f}%"
    cells = (each.name, len(each.backing), firmest, interested, each.rung, round(each.points, 2), part)
    return Row(cells, _evidence(each))


def _caveats(leader: Hypothesis, ranked: list[Hypothesis], low: float, high: float) -> tuple[str, ...]:
    found = []
    if all(voice.interested for voice in leader.backing) and leader.backing:
        found.append("Every voice that names the leading answer belongs to a party to the conflict.")
    if likelihood(low) != likelihood(high):
        found.append(f"Leaving out one voice moves the word between “{likelihood(low)}” and “{likelihood(high)}”.")
    if len(ranked) == 1:
        found.append("Nobody on record names anyone else; that is not evidence that there is no other answer.")
    return tuple(found)
