"""Who is named as responsible, and how near each of them has come to owning up.

The claim ladder, lowest rung first: silent, denies, coy, praises, claims, claims-disputed, admitted.
It is about an actor's own words only: its own, those of a part of it, or, for a state, of any of its organs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from sayso.record.kin import kinship, speaks_for
from sayso.record.mentions import SPEECH
from sayso.types import FACT_STANCES, RUNGS, Accusation, Report, Statement

DEEDS: Final = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "AID", "RETREAT", "SANCTION", "PROTEST"})
"""Categories of things done, which somebody can own up to. Whoever accuses or demands has said so already."""


def accusations(statements: Sequence[Statement], reports: Mapping[str, Report]) -> tuple[Accusation, ...]:
    """Every statement in which one voice names another as the actor, by day published.

    ``negated`` is True when the voice says it was not that actor (a denial on another's behalf, or plain negation).
    """
    found = []
    for one in statements:
        accused = one.claim.actor
        if accused is None or one.claim.what not in DEEDS or one.stance in SPEECH or _own(one):
            continue
        cleared = clears(one)
        report = reports[one.report]
        found.append(
            Accusation(
                voice=one.voice,
                accused=accused,
                stance=one.stance,
                firmness=one.firmness,
                negated=cleared,
                published=report.published,
                report=report.id,
                start=one.start,
                end=one.end,
                statement=one.id,
            )
        )
    return tuple(sorted(found, key=lambda row: (row.published, row.report, row.start, row.end, row.statement)))


def clears(statement: Statement) -> bool:
    """True when the statement says the actor it names did not do it. "Did not deny" clears nobody."""
    return statement.firmness < 0 or statement.negated != (statement.stance == "denies")


def _own(statement: Statement) -> bool:
    actor, voice = statement.claim.actor, statement.voice
    if actor is None:
        return True
    if actor.id is not None and voice.actor is not None:
        return speaks_for(voice.actor, actor.id)
    return actor.name == voice.name


def ladder(statements: Sequence[Statement], named: Sequence[Accusation], reports: Mapping[str, Report]) -> dict[str, str]:
    """The rung of each actor that is accused, or that itself takes a stance on having done it, by actor id."""
    accused = {row.accused.id for row in named if not row.negated and row.accused.id is not None}
    if statements[0].claim.what not in DEEDS:
        return {}
    # Anybody may praise; to claim, deny or evade is to answer for oneself, unless it is for somebody already accused.
    answering = {
        _claimant(one)
        for one in statements
        if one.voice.actor is not None and _rung_of(one, one.voice.actor) not in (None, "praises")
    }
    suspects = accused | {id for id in answering if not any(speaks_for(id, other) for other in accused)}
    return {actor: _rung(actor, statements, reports) for actor in sorted(suspects)}


def _claimant(statement: Statement) -> str:
    actor = statement.claim.actor
    if actor is not None and actor.id is not None:
        return actor.id
    assert statement.voice.actor is not None
    return statement.voice.actor


def _rung(actor: str, statements: Sequence[Statement], reports: Mapping[str, Report]) -> str:
    explicit: tuple[date, int] | None = None
    hint = RUNGS.index("silent")
    for one in statements:
        said = _rung_of(one, actor)
        if said is None:
            continue
        height = RUNGS.index(said)
        if said in ("denies", "claims", "admitted"):
            word = (reports[one.report].published, height)
            explicit = word if explicit is None else max(explicit, word)
        else:
            hint = max(hint, height)
    # What it says outright counts before what it hints at, and its last word before its earlier ones.
    rung = RUNGS[explicit[1]] if explicit is not None else RUNGS[hint]
    return "claims-disputed" if rung == "claims" and _disputed(actor, statements) else rung


def _rung_of(statement: Statement, actor: str) -> str | None:
    """The rung one statement puts an actor on; None unless it is the actor's own word on having done it."""
    voice, accused = statement.voice.actor, statement.claim.actor
    if voice is None or not speaks_for(voice, actor):
        return None
    if accused is not None and accused.id is not None and not speaks_for(accused.id, actor) and not speaks_for(actor, accused.id):
        return None
    refused = statement.negated or statement.firmness < 0
    if statement.stance == "denies":
        return "denies" if clears(statement) else "coy"
    if statement.stance in ("coy", "praises"):
        return None if statement.negated else statement.stance
    if statement.stance in ("claims", "admits"):
        if statement.stance == "admits" and accused is None and _own_losses(statement, actor):
            return None
        return None if refused else {"claims": "claims", "admits": "admitted"}[statement.stance]
    if accused is not None and accused.id is not None and statement.stance == "reports":
        # Saying in so many words that one did it, or did not, needs no verb of claiming.
        return "denies" if refused else "claims"
    return None


def _own_losses(statement: Statement, actor: str) -> bool:
    """True when what is admitted may be harm suffered: to one's own people, or to nobody in particular but counted."""
    target = statement.claim.target
    if target is None or target.id is None:
        return bool(statement.claim.figures)
    return kinship(target.id, actor) != "other"


def _disputed(actor: str, statements: Sequence[Statement]) -> bool:
    return any(_disputes(one, actor) for one in statements)


def _disputes(statement: Statement, actor: str) -> bool:
    """True when another voice says it was not this actor, firmly names an unrelated one, or claims it for itself."""
    voice, accused = statement.voice.actor, statement.claim.actor
    if voice is not None and speaks_for(voice, actor):
        return False
    if voice is not None and _rung_of(statement, voice) == "claims" and kinship(voice, actor) == "other":
        return True
    if accused is None or accused.id is None:
        return False
    cleared = clears(statement)
    if kinship(accused.id, actor) in ("same", "part"):
        return cleared
    return not cleared and statement.stance in FACT_STANCES and statement.firmness >= 2 and kinship(accused.id, actor) == "other"
