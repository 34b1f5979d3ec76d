"""The claim an event's statements add up to: each part as the best supported voice put it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from sayso.knowledge.weapons import weapons
from sayso.record.figures import current_figures
from sayso.record.groups import agreed_days, agreed_place
from sayso.record.mentions import days_of, fold, place_of
from sayso.record.support import affirmed, affirms, best_part
from sayso.types import Claim, FigureReading, Party, Report, Statement, Weapon, When, Where


def merged_claim(
    statements: Sequence[Statement],
    reports: Mapping[str, Report],
    copies: Mapping[str, str],
    history: Sequence[FigureReading],
) -> Claim:
    """One claim out of many. Every part is taken over unchanged from one of the statements, so its words can be shown.

    The actor is the best supported one, not an established one: rivals stand in the event's accusations.
    """
    said = affirmed(statements)
    # Who did it is taken only from those who affirm it; a denial names an actor just to clear it.
    naming = [one for one in statements if affirms(one)]
    return Claim(
        what=statements[0].claim.what,
        mode=best_part(said, copies, lambda one: one.claim.mode, str),
        actor=best_part(naming, copies, lambda one: one.claim.actor, _who),
        target=best_part(said, copies, lambda one: one.claim.target, _who),
        recipient=best_part(said, copies, lambda one: one.claim.recipient, _who),
        where=_where(statements),
        when=_when(statements, reports),
        weapon=_weapon(said, copies),
        figures=current_figures(history, statements),
    )


def _who(party: Party) -> str:
    return party.id or fold(party.name)


def _where(statements: Sequence[Statement]) -> Where | None:
    places = [(place_of(one.claim.where), one.claim.where) for one in statements if one.claim.where is not None]
    agreed = agreed_place(Counter(place for place, _ in places if place is not None))
    return next((where for place, where in places if place == agreed), None)


def _when(statements: Sequence[Statement], reports: Mapping[str, Report]) -> When | None:
    said = [(days_of(one, reports[one.report].published), one.claim.when) for one in statements]
    dated = [(days, when) for days, when in said if days is not None]
    agreed = agreed_days(Counter(days for days, _ in dated))
    if agreed is None:
        return None
    exact = [when for days, when in dated if days == agreed]
    if exact:
        return exact[0]
    # The stretch that wide readings share is nobody's wording; the narrowest reading around it is.
    return min(dated, key=lambda item: item[0][1] - item[0][0])[1]


def _weapon(statements: Sequence[Statement], copies: Mapping[str, str]) -> Weapon | None:
    best = best_part(statements, copies, lambda one: one.claim.weapon, lambda weapon: weapon.id or fold(weapon.name))
    if best is None or best.id is None:
        return best
    known = weapons().get(best.id)
    if known is None or not known.generic:
        return best
    models = [one for one in statements if one.claim.weapon and _model(one.claim.weapon, known.kind)]
    return best_part(models, copies, lambda one: one.claim.weapon, lambda weapon: weapon.id or "") or best


def _model(weapon: Weapon, kind: str) -> bool:
    known = weapons().get(weapon.id or "")
    return known is not None and not known.generic and known.kind == kind
