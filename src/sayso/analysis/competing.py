"""Competing hypotheses: every piece of evidence set against every answer to who did it, and which piece decides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.analysis.attribution import OWN_WORD, UNKNOWN, Hypothesis, hypotheses, own_words, rivalling
from sayso.analysis.claims import SAYS
from sayso.analysis.false_claims import (
    FALSE,
    charged,
    claimants,
    false_pieces,
    launch_pieces,
    patron_cells,
    patrons,
)
from sayso.analysis.importance import leading, serious, stamp
from sayso.analysis.pieces import Piece
from sayso.analysis.voices import side_of
from sayso.analysis.wording import actor_name, capital, counted, event_words, listed, speaker
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
    "at a time. A launch area that a voice gives counts 0.5 for those at home there or said to hold it (less where hedged or said by a party). That "
    "a claim is false is an answer of its own: those who contradict it, a launch area elsewhere and claims disputed before speak for it. "
    "Patrons are listed, never scored: who stands behind is another question than who did it."
)


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
    """Per weighty event with at least one answer named: the grid with what would change it, and who stands behind those named."""
    top = leading(known, 8)
    events = [event for event in serious(known) if event.id in top]
    return [found for event in events for found in (_assess(event, known), _behind(event, known)) if found is not None]


def grid(event: Event, known: Known) -> Grid:
    """The grid of one event. Without anybody named its only answer is somebody else."""
    ranked = rivalling(
        [each for each in hypotheses(event, known) if each.backing or each.against or each.rung not in (None, "silent")]
    )
    answers = (*(each.actor for each in ranked), *(FALSE + each.actor for each in claimants(ranked)), ELSE)
    pieces = [
        *_voices(ranked, answers), *_own_words(ranked, event), *false_pieces(ranked, event, known), *launch_pieces(ranked, event, known),
        *_weapon(ranked, event), *_pattern(ranked, event, known),
    ]  # fmt: skip
    return Grid(answers, tuple(pieces))


def _voices(ranked: Sequence[Hypothesis], answers: Sequence[str]) -> list[Piece]:
    found = []
    for each in ranked:
        for voice in each.backing:
            worth = voice.weight * voice.firmness
            rest = AGAINST_RIVALS * worth if voice.firmness >= 2 else 0.0
            points = {answer: worth if answer == each.actor else rest for answer in answers if answer == each.actor or rest}
            # Whoever names somebody else says nothing against the claim being false; who names the claimant does.
            points = {
                answer: value for answer, value in points.items() if not answer.startswith(FALSE) or answer == FALSE + each.actor
            }
            found.append(
                Piece(
                    f"{each.name}: named by {speaker(voice.voice)}{' (a party)' if voice.interested else ''}",
                    points,
                    voice.statements,
                )
            )
        for voice in each.against:
            own = f"{each.name}: cleared by {speaker(voice.voice)}"
            worth = voice.weight * abs(voice.firmness)
            false = {FALSE + each.actor: worth} if FALSE + each.actor in answers else {}
            found.append(Piece(own, {each.actor: -0.5 * worth} | false, voice.statements))
    return found


def _own_words(ranked: Sequence[Hypothesis], event: Event) -> list[Piece]:
    found = []
    for each in ranked:
        worth = OWN_WORD.get(each.rung or "silent", 0.0)
        if worth:
            found.append(
                Piece(
                    f"Own word of {each.name}: {SAYS[each.rung or 'silent']}", {each.actor: worth}, own_words(each.actor, event)
                )
            )
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


def _assess(event: Event, known: Known) -> Assessment | None:
    made = grid(event, known)
    if len(made.answers) < 2 or not made.pieces:
        return None
    names = _names(event, known)
    totals, first = made.totals(), made.first()
    rows = [
        Row(
            (piece.what, names[made.first(piece)], *(round(piece.points.get(answer, 0.0), 2) for answer in made.answers)),
            piece.evidence,
        )
        for piece in made.pieces
    ]
    rows.append(Row(("Together, with 2 for somebody else", names[first], *(round(totals[answer], 2) for answer in made.answers))))
    evidence = tuple(dict.fromkeys(id_ for piece in made.pieces for id_ in piece.evidence)) or tuple(
        ref.id for ref in event.statements
    )
    return Assessment(
        name="competing", question=f"Which evidence decides who did it: {event.title}?", finding=_finding(event, made, names), as_of=stamp(known),
        method=METHOD, evidence=evidence, subject=event.id, value=names[first],
        caveats=("A launch area is read only where a voice says from where; maps of who holds what are not consulted.",),
        columns=("Evidence", "Leads without it", *(names[answer] for answer in made.answers)), rows=tuple(rows),
    )  # fmt: skip


def _finding(event: Event, made: Grid, names: Mapping[str, str]) -> str:
    first, decisive = made.first(), made.decisive
    lead = f"most points go to {names[first]}" if first != ELSE else "not enough evidence points to anybody named"
    text = f"Of {counted(len(made.answers), 'answer')} to who was behind {event_words(event)}, {lead}."
    if not decisive:
        return f"{text} No single piece of evidence changes that."
    told = [f"“{piece.what}” ({capital(names[other])} would lead)" for piece, other in decisive[:3]]
    return f"{text} It hangs on {counted(len(decisive), 'single piece')}: without {listed(told, 'or')}."


def _names(event: Event, known: Known) -> dict[str, str]:
    named = {each.actor: each.name for each in hypotheses(event, known)}
    return named | {FALSE + actor: f"a false claim by {name}" for actor, name in named.items()} | {ELSE: ELSE}


def _behind(event: Event, known: Known) -> Assessment | None:
    """Who stands behind those named, apart from who did it; None when nobody named has a patron on that day."""
    named = [each for each in hypotheses(event, known) if each.backing or each.rung not in (None, "silent")]
    held = [(each, tie) for each in named for tie in patrons(each.actor, event)]
    if not held:
        return None
    rows = tuple(
        Row(
            patron_cells(each.name, tie, event),
            charged(tie.patron, event) or tuple(id_ for voice in each.backing for id_ in voice.statements),
        )
        for each, tie in held
    )
    direct = {tie.patron: len(charged(tie.patron, event)) for _, tie in held}
    told = listed([f"{row.cells[1]} behind {row.cells[0]} ({row.cells[2]}, says {row.cells[3]})" for row in rows[:3]])
    voices = [f"{actor_name(patron, patron)} by {counted(number, 'statement')}" for patron, number in direct.items() if number]
    said = (
        f"Charged with this attack itself: {listed(voices)}." if voices else "No voice charges a patron with this attack itself."
    )
    return Assessment(
        name="competing", question=f"Who stands behind those named for {event_words(event)}?", finding=f"Ties on that day put {told}. {said}",
        as_of=stamp(known), method=BEHIND, evidence=tuple(dict.fromkeys(id_ for row in rows for id_ in row.evidence)) or tuple(ref.id for ref in event.statements),
        subject=event.id, value=len(held), columns=("Named", "Patron", "Tie", "Who says so", "Firmness of the tie", "Statements charging the patron"),
        rows=rows, caveats=("Backing a group is not ordering an attack: this adds nothing to the score of who did it.",),
    )  # fmt: skip


BEHIND = (
    "Patrons come from dated ties, each somebody's claim (firmness 1 alleged to 3 beyond dispute); beside them stand the statements "
    "on record that charge the patron itself with this event. Nothing of it enters the score of who did it."
)
