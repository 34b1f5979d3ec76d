"""Arms in motion: transfers and seizures, from whom to whom, and how firmly that is asserted."""

from __future__ import annotations

from collections.abc import Mapping

from sayso.analysis.deeds import deeds_of
from sayso.analysis.importance import happened, stamp
from sayso.analysis.targets import kind
from sayso.analysis.voices import counts_as
from sayso.analysis.wording import actor_name, counted, dated, listed, party_name
from sayso.knowledge.theatres import Theatres, theatre_of
from sayso.knowledge.weapons import weapons
from sayso.record import Known
from sayso.types import Assessment, Event, Row

METHOD = (
    "A transfer is AID/military with a weapon; a seizure is COERCE/seize with one. Maker comes from the weapon where it is known, and is "
    "asserted by the source of that entry; who sent it and who was to have it only from what a voice says. The firmness shown is that of the "
    "firmest voice, with how many independent voices assert the chain and how many deny it. A class of weapon is new in a theatre when no "
    "earlier attack, transfer or seizure on record there has it."
)
COLUMNS = (
    "When",
    "Kind",
    "Maker",
    "Supplier",
    "Recipient",
    "Weapon",
    "Who says so",
    "Firmness",
    "Voices",
    "Against",
    "Theatre",
    "New there",
)


def transfers(known: Known, among: Theatres | None = None) -> list[Assessment]:
    """One assessment listing every transfer and seizure of weapons told as having happened; empty when there is none.

    Rows are chains maker → supplier → recipient; a seizure's supplier is whom it was taken from where nobody else is said to have sent it.
    ``among`` are theatres of one's own instead of those that ship.
    """
    moved = [event for event in known.events if _kind(event) is not None and happened(event, known)]
    if not moved:
        return []
    first = _first_seen(known, among)
    rows = tuple(_row(event, known, first, among) for event in sorted(moved, key=lambda e: (str(e.first or e.last or ""), e.id)))
    evidence = tuple(dict.fromkeys(id_ for row in rows for id_ in row.evidence))
    given = [event for event in moved if _kind(event) == "transfer"]
    seized = [event for event in moved if _kind(event) == "seizure"]
    return [
        Assessment(
            name="transfers", question="Which weapons were passed on or seized?", finding=_finding(given, seized),
            as_of=stamp(known), method=METHOD, evidence=evidence,
            value=len(moved), columns=COLUMNS, rows=rows, headline=True,
            caveats=("Who makes a type of weapon does not say who sent this one.", "New to the record is not new to the war."),
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


def _first_seen(known: Known, among: Theatres | None) -> dict[tuple[str, str], str | None]:
    """For each theatre and class of weapon, the event with which it first turned up on record."""
    found: dict[tuple[str, str], str | None] = {}
    for deed in deeds_of(known):
        theatre, what = theatre_of(deed.country, deed.lat, deed.lon, deed.day, among), kind(deed)
        if theatre is not None and what is not None:
            found.setdefault((theatre, what), deed.event)
    return found


def _row(event: Event, known: Known, first: Mapping[tuple[str, str], str | None], among: Theatres | None) -> Row:
    claim, moved = event.claim, _kind(event)
    told = [known.by_id[ref.id] for ref in event.statements]
    firmest = max(told, key=lambda one: (one.firmness, one.id))
    weapon = weapons().get(claim.weapon.id) if claim.weapon is not None and claim.weapon.id is not None else None
    supplier = claim.actor if moved == "transfer" else claim.target
    day, where = event.first or event.last, claim.where
    theatre = theatre_of(where.country, where.lat, where.lon, day, among) if where and day else None
    # What is handed over is heading for the home of the one who takes it, wherever it was loaded.
    if theatre is None and claim.recipient is not None and claim.recipient.id is not None and day is not None:
        theatre = theatre_of(claim.recipient.id.split("-")[0], None, None, day, among)
    new = None if theatre is None or weapon is None else first.get((theatre, weapon.kind), event.id) == event.id
    firm = [one for one in told if one.firmness > 0 and not one.negated]
    cells = (
        dated(day) if day else None, moved, actor_name(weapon.maker, weapon.maker) if weapon and weapon.maker else None,
        party_name(supplier) if supplier else None, party_name(claim.recipient) if claim.recipient else None,
        claim.weapon.name if claim.weapon else None, firmest.voice.name, firmest.firmness,
        len({counts_as(one.voice, one.report, known) for one in firm}),
        len({counts_as(one.voice, one.report, known) for one in told if one.negated or one.firmness < 0}),
        theatre, {True: "yes", False: "no", None: None}[new],
    )  # fmt: skip
    return Row(cells, tuple(one.id for one in told), event.id)
