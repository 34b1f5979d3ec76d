"""Arms in motion: transfers and seizures, from whom to whom, and how firmly that is asserted."""

from __future__ import annotations

from sayso.analysis.importance import happened, stamp
from sayso.analysis.wording import actor_name, counted, dated, listed, party_name
from sayso.knowledge.weapons import weapons
from sayso.record import Known
from sayso.types import Assessment, Event, Row

METHOD = (
    "A transfer is AID/military with a weapon; a seizure is COERCE/seize with one. Maker comes from the weapon where it is known; "
    "who sent it only from what a voice says. The firmness shown is that of the firmest voice."
)


def transfers(known: Known) -> list[Assessment]:
    """One assessment listing every transfer and seizure of weapons told as having happened; empty when there is none."""
    moved = [event for event in known.events if _kind(event) is not None and happened(event, known)]
    if not moved:
        return []
    rows = tuple(_row(event, known) for event in sorted(moved, key=lambda e: (str(e.first or e.last or ""), e.id)))
    evidence = tuple(dict.fromkeys(id_ for row in rows for id_ in row.evidence))
    given = [event for event in moved if _kind(event) == "transfer"]
    seized = [event for event in moved if _kind(event) == "seizure"]
    return [
        Assessment(
            name="transfers", question="Which weapons were passed on or seized?", finding=_finding(given, seized),
            as_of=stamp(known), method=METHOD, evidence=evidence,
            value=len(moved), columns=("When", "Kind", "From", "To", "Weapon", "Maker", "Who says so", "Firmness"), rows=rows, headline=True,
        )
    ]  # fmt: skip


def _kind(event: Event) -> str | None:
    claim = event.claim
    if claim.what == "AID" and claim.mode == "military" and claim.weapon is not None:
        return "transfer"
    return "seizure" if claim.what == "COERCE" and claim.mode == "seize" and claim.weapon is not None else None


def _finding(given: list[Event], seized: list[Event]) -> str:
    parts = []
    if given:
        parts.append(f"{counted(len(given), 'transfer')} of weapons")
    if seized:
        parts.append(f"{counted(len(seized), 'seizure')}")
    text = f"The record holds {listed(parts)}."
    senders = list(dict.fromkeys(party_name(event.claim.actor) for event in given if event.claim.actor))
    takers = list(dict.fromkeys(party_name(event.claim.recipient) for event in given if event.claim.recipient))
    if senders and takers:
        text += f" Named as sending: {listed(senders[:4])}; as receiving: {listed(takers[:4])}."
    return text


def _row(event: Event, known: Known) -> Row:
    claim = event.claim
    told = [known.by_id[ref.id] for ref in event.statements]
    firmest = max(told, key=lambda one: (one.firmness, one.id))
    weapon = weapons().get(claim.weapon.id) if claim.weapon is not None and claim.weapon.id is not None else None
    sender = claim.actor if _kind(event) == "transfer" else claim.target
    cells = (
        dated(event.first or event.last) if event.first or event.last else None, _kind(event),
        party_name(sender) if sender else None,
        party_name(claim.recipient) if claim.recipient else None,
        claim.weapon.name if claim.weapon else None, actor_name(weapon.maker, weapon.maker) if weapon and weapon.maker else None, firmest.voice.name, firmest.firmness,
    )  # fmt: skip
    return Row(cells, tuple(one.id for one in told), event.id)
