"""Who says so: the voices that name the leading answer to who did it, how independent they are, and who says it was not."""

from __future__ import annotations

from collections.abc import Sequence

from sayso.analysis.attribution import FIRST, Hypothesis, answers
from sayso.analysis.importance import leading, stamp
from sayso.analysis.voices import Independent
from sayso.analysis.wording import capital, counted, dated, event_words, listed, speaker, the
from sayso.record import Known
from sayso.types import Assessment, Event, Row

METHOD = (
    "Voices that name an answer, each government or group and each original report counted once, the weightiest first: firmness × source "
    "grade, half for a party to the conflict. A voice is a party when it belongs to the accused, to those hit, or to a state of either."
)
NAMED = 4
"""How many voices a finding names; the table has all of them."""


def voices(known: Known) -> list[Assessment]:
    """One assessment per weighty event that a voice names somebody for, the weightiest event first."""
    events = {event.id: event for event in known.events}
    told = ((events[id_], answers(events[id_], known)) for id_ in leading(known))
    found = [_assess(event, ranked, known) for event, ranked in told if ranked and ranked[0].backing]
    return found[:FIRST]


def _assess(event: Event, ranked: Sequence[Hypothesis], known: Known) -> Assessment:
    leader = ranked[0]
    told = _told(leader, event)
    rows = tuple(_row(voice, each, known) for each in ranked for voice in (*each.backing, *each.against))
    return Assessment(
        name="voices", question=f"Who names {the(leader.name)} for {event_words(event)}?", finding=" ".join(text for text, _ in told),
        as_of=stamp(known), method=METHOD, evidence=tuple(dict.fromkeys(id_ for row in rows for id_ in row.evidence)),
        support=tuple(ids for _, ids in told), subject=event.id, value=len(leader.backing),
        columns=("Voice", "Names", "Firmness", "A party", "First said"), rows=rows, headline=True,
    )  # fmt: skip


def _told(leader: Hypothesis, event: Event) -> list[tuple[str, tuple[str, ...]]]:
    """The sentences of a finding, each with the statements that bear it."""
    backing, against = leader.backing, leader.against
    found = [
        (f"{capital(counted(len(backing), 'independent voice'))} {'names' if len(backing) == 1 else 'name'} {the(leader.name)} "
         f"for {event_words(event)}: {_names(backing)}.", _ids(backing))
    ]  # fmt: skip
    parties = [each for each in backing if each.interested]
    if parties:
        whole = len(parties) == len(backing)
        who = ("It" if len(backing) == 1 else "All of them") if whole else capital(counted(len(parties), "of them", "of them"))
        verb = "belongs" if len(parties) == 1 else "belong"
        found.append((f"{who} {verb} to a party to the conflict.", _ids(parties)))
    if against:
        found.append((f"Against that stands the word of {_names(against)}.", _ids(against)))
    return found


def _names(told: Sequence[Independent]) -> str:
    names = [speaker(each.voice) for each in told]
    rest = len(names) - NAMED
    return listed([*names[:NAMED], counted(rest, "other")] if rest > 0 else names)


def _ids(told: Sequence[Independent]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id_ for each in told for id_ in each.statements))


def _row(voice: Independent, each: Hypothesis, known: Known) -> Row:
    first = min(known.reports[known.by_id[id_].report].published for id_ in voice.statements)
    cleared = voice in each.against
    named = f"not {each.name}" if cleared else each.name
    return Row((speaker(voice.voice), named, voice.firmness, "yes" if voice.interested else None, dated(first)), voice.statements)
