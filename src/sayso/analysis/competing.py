"""Competing hypotheses: every piece of evidence set against every answer to who did it, and which piece decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.analysis.attribution import OWN_WORD, UNKNOWN, Hypothesis, hypotheses
from sayso.analysis.deeds import BACKING
from sayso.analysis.importance import leading, serious, stamp
from sayso.analysis.voices import side_of
from sayso.analysis.wording import actor_name, capital, counted, event_words, listed
from sayso.knowledge.ties import Tie, ties
from sayso.knowledge.weapons import weapons
from sayso.record import Known
from sayso.record.kin import state_of
from sayso.types import Assessment, Event, Row

ELSE = "somebody else"
AGAINST_RIVALS = -0.25
"""What naming one answer firmly takes from every other, as a share of what it adds to the one named."""
WEAPON, PATTERN, MOST_PATTERN = 0.5, 0.25, 1.0
METHOD = (
    "A grid of competing hypotheses (Heuer 1999). Each independent voice adds firmness × grade (half for a party) to the answer it names and, "
    "when firm, takes a quarter of that from every other; a voice against one takes half; the accused's own word, a weapon made by it or its "
    "patron (0.5) and like attacks before by the same hand (0.25 each, at most 1) add up; somebody else starts with 2. Sensitivity leaves out one piece "
    "at a time. Patrons are listed, never scored: who stands behind is another question than who did it."
)


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence: what it is, its points for each answer (0 where it says nothing), its statements."""

    what: str
    points: Mapping[str, float]
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Answers (``ELSE`` last) by their ids, and the pieces."""

    answers: tuple[str, ...]
    pieces: tuple[Piece, ...]

    def totals(self, without: Piece | None = None) -> dict[str, float]:
        """Points of every answer, the somebody-else start included; ``without`` leaves a piece out."""
        found = dict.fromkeys(self.answers, 0.0) | {ELSE: UNKNOWN}
        for piece in self.pieces:
            if piece is not without:
                for answer, points in piece.points.items():
                    found[answer] += points
        return found

    def first(self, without: Piece | None = None) -> str:
        """The answer with the most points; of equals the one that comes first by id, somebody else last of all."""
        totals = self.totals(without)
        return min(self.answers, key=lambda answer: (-round(totals[answer], 9), answer == ELSE, answer))

    @property
    def decisive(self) -> list[tuple[Piece, str]]:
        """Pieces without which another answer would lead, and which."""
        return [(piece, other) for piece in self.pieces if (other := self.first(piece)) != self.first()]


def competing(known: Known) -> list[Assessment]:
    """One assessment per weighty event with at least one answer named: the grid, the leader, and what would change it."""
    top = leading(known, 8)
    return [found for event in serious(known) if event.id in top and (found := _assess(event, known)) is not None]


def grid(event: Event, known: Known) -> Grid:
    """The grid of one event. Without anybody named its only answer is somebody else."""
    ranked = [each for each in hypotheses(event, known) if each.backing or each.against or each.rung not in (None, "silent")]
    answers = (*(each.actor for each in ranked), ELSE)
    pieces = [*_voices(ranked, answers), *_own_words(ranked, event), *_weapon(ranked, event), *_pattern(ranked, event, known)]
    return Grid(answers, tuple(pieces))


def _voices(ranked: Sequence[Hypothesis], answers: Sequence[str]) -> list[Piece]:
    found = []
    for each in ranked:
        for voice in each.backing:
            worth = voice.weight * voice.firmness
            rest = AGAINST_RIVALS * worth if voice.firmness >= 2 else 0.0
            points = {answer: worth if answer == each.actor else rest for answer in answers if answer == each.actor or rest}
            found.append(
                Piece(
                    f"{capital(voice.voice.name)} names {each.name}{' (a party)' if voice.interested else ''}",
                    points,
                    voice.statements,
                )
            )
        for voice in each.against:
            own = f"{capital(voice.voice.name)} says it was not {each.name}"
            found.append(Piece(own, {each.actor: -0.5 * voice.weight * abs(voice.firmness)}, voice.statements))
    return found


def _own_words(ranked: Sequence[Hypothesis], event: Event) -> list[Piece]:
    found = []
    for each in ranked:
        worth = OWN_WORD.get(each.rung or "silent", 0.0)
        if worth:
            mine = tuple(ref.id for ref in event.statements if ref.voice.actor and side_of(ref.voice.actor) == each.actor)
            found.append(Piece(f"{capital(each.name)}’s own word: {each.rung}", {each.actor: worth}, mine))
    return found


def _weapon(ranked: Sequence[Hypothesis], event: Event) -> list[Piece]:
    weapon = weapons().get(event.claim.weapon.id) if event.claim.weapon and event.claim.weapon.id else None
    if weapon is None or weapon.maker is None:
        return []
    points = {
        each.actor: WEAPON
        for each in ranked
        if weapon.maker in {state_of(each.actor), *(state_of(tie.patron) for tie in patrons(each.actor, event))}
    }
    told = tuple(ref.id for ref in event.statements)
    return [Piece(f"Weapon: {weapon.name}, made in {actor_name(weapon.maker, weapon.maker)}", points, told)] if points else []


def _pattern(ranked: Sequence[Hypothesis], event: Event, known: Known) -> list[Piece]:
    """Attacks of the same kind in the same country before, that their own voices put down to the same hand."""
    where, day = event.claim.where.country if event.claim.where else None, event.first or event.last
    if where is None or event.claim.mode is None or day is None:
        return []
    found = []
    for each in ranked:
        before = [
            other for other in serious(known)
            if other.id != event.id and (other.last or other.first or day) < day and other.claim.mode == event.claim.mode
            and other.claim.where is not None and other.claim.where.country == where
            and any(side_of(said.accused.id) == each.actor and said.firmness >= 2 and not said.negated for said in other.accusations)
        ]  # fmt: skip
        if before:
            told = tuple(
                dict.fromkeys(
                    said.statement for other in before for said in other.accusations if side_of(said.accused.id) == each.actor
                )
            )
            found.append(
                Piece(
                    f"{counted(len(before), 'like attack')} before put down to {each.name}",
                    {each.actor: min(MOST_PATTERN, PATTERN * len(before))},
                    told,
                )
            )
    return found


def patrons(actor: str, event: Event) -> list[Tie]:
    """The ties by which somebody backed an actor on the day of an event, the firmest first."""
    day = event.last or event.first
    held = [tie for tie in ties() if tie.client == actor and tie.kind in BACKING and (day is None or tie.active_on(day))]
    return sorted(held, key=lambda tie: (-tie.firmness, BACKING.index(tie.kind), tie.patron))


def _assess(event: Event, known: Known) -> Assessment | None:
    made = grid(event, known)
    if len(made.answers) < 2 or not made.pieces:
        return None
    names = {each.actor: each.name for each in hypotheses(event, known)} | {ELSE: ELSE}
    totals, first = made.totals(), made.first()
    rows = [
        Row((piece.what, *(round(piece.points.get(answer, 0.0), 2) for answer in made.answers)), piece.evidence)
        for piece in made.pieces
    ]
    rows.append(Row(("Together, with 2 for somebody else", *(round(totals[answer], 2) for answer in made.answers))))
    evidence = tuple(dict.fromkeys(id_ for piece in made.pieces for id_ in piece.evidence)) or tuple(
        ref.id for ref in event.statements
    )
    return Assessment(
        name="competing", question=f"Which evidence decides who did it: {event.title}?", finding=_finding(event, made, names), as_of=stamp(known),
        method=METHOD, evidence=evidence, subject=event.id, value=names[first],
        caveats=("Launch area is read only where a voice draws the conclusion itself.", *_backers(made, names, event)),
        columns=("Evidence", *(names[answer] for answer in made.answers)), rows=tuple(rows),
    )  # fmt: skip


def _finding(event: Event, made: Grid, names: Mapping[str, str]) -> str:
    first, decisive = made.first(), made.decisive
    lead = f"most points go to {names[first]}" if first != ELSE else "not enough evidence points to anybody named"
    text = f"Of {counted(len(made.answers), 'answer')} to who was behind {event_words(event)}, {lead}."
    if not decisive:
        return f"{text} No single piece of evidence changes that."
    told = [f"“{piece.what}” ({capital(names[other])} would lead)" for piece, other in decisive[:3]]
    return f"{text} It hangs on {counted(len(decisive), 'single piece')}: without {listed(told, 'or')}."


def _backers(made: Grid, names: Mapping[str, str], event: Event) -> tuple[str, ...]:
    found = []
    for answer in made.answers[:-1]:
        held = patrons(answer, event)
        if held:
            best = held[0]
            found.append(
                f"Behind {names[answer]}: {actor_name(best.patron, best.patron)} ({best.kind}), says {best.asserted_by}; not scored."
            )
    return tuple(found)
