"""Short titles: what, on or to whom, where and when, in the words of the claim."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

from sayso.record.mentions import SPEECH
from sayso.types import Claim, Party, Statement, Where

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@cache
def _words() -> Mapping[str, Any]:
    found: dict[str, Any] = json.loads(files("sayso.record").joinpath("data/titles.json").read_text("utf-8"))
    return found


def title_of(claim: Claim, statements: Sequence[Statement], first: date | None, last: date | None) -> str:
    """A title such as "Rocket attack on Camp Alpha, 11 March 2020"; without what is not said."""
    lead = statements[0]
    if claim.what is None:
        return _dated(f"{_words()['judgement']} by {lead.voice.name}", first, last)
    noun = _armed(claim)
    if lead.stance in SPEECH:
        # A threat that is itself what was done is no "threat of threat".
        said = _words()["speech"][lead.stance]
        noun = noun if said.startswith(f"{noun} ") else f"{said} {_lower(noun)}"
    elif lead.time in ("future", "hypothetical"):
        noun = f"{_words()['speech'][lead.time]} {_lower(noun)}"
    elif all(one.negated and one.stance != "denies" for one in statements):
        noun = f"No {_lower(noun)}"
    title = noun + _toward(claim, noun_of(claim))
    if lead.stance in SPEECH:
        title += f" by {lead.voice.name}"
    return _dated(title, first, last)


def noun_of(claim: Claim) -> str:
    """The noun for a claim's category and mode; the category's own where the mode has none."""
    nouns: Mapping[str, str] = _words()["nouns"][claim.what]
    return nouns.get(claim.mode or "", nouns[""])


def _armed(claim: Claim) -> str:
    """The noun with its weapon where the noun says nothing of the means."""
    noun, weapon = noun_of(claim), claim.weapon
    return f"{noun} with {weapon.name}" if weapon is not None and noun == _words()["nouns"]["ASSAULT"][""] else noun


def _toward(claim: Claim, noun: str) -> str:
    words = _words()
    join = words["joins_by_noun"].get(noun, words["joins"][claim.what])
    party, where = claim.target or claim.recipient, claim.where
    name = _called(party, where) if party is not None else ""
    if where is not None and where.precision == "site" and claim.what in words["sited"]:
        return f" on {where.name}" if join == "on" or not name else f" {join} {name} at {where.name}"
    toward = f" {join} {name}" if name else ""
    return toward + _at(where, toward)


def _called(party: Party, where: Where | None) -> str:
    """A party as a title can call it; empty for what says nothing ("whose deaths", the place itself) and, where a place is
    known, for a mere count of people ("14 people").
    """
    name = party.name.strip(" ,;:")
    if name.count('"') % 2:
        name = name.replace('"', "")
    first, _, rest = name.partition(" ")
    words = _words()
    if first.casefold() in words["pointing"] or (where is not None and name.casefold() == where.name.casefold()):
        return ""
    if first.casefold() in words["counting"]:
        name = f"{first.casefold()} {rest}".strip()
    counted = first[:1].isdigit() or first.casefold() in words["counting"]
    return "" if counted and where is not None and party.id is None and not any(c.isupper() for c in rest) else name


def _at(where: Where | None, said: str) -> str:
    if where is None or where.name in said:
        return ""
    return f" {'at' if where.precision == 'site' else 'in'} {where.name}"


def _dated(title: str, first: date | None, last: date | None) -> str:
    return f"{title}, {when_words(first, last)}"


def when_words(first: date | None, last: date | None) -> str:
    """The days of an event as its title ends in them; one whose days nobody gives is called undated."""
    when = said_days(first, last)
    if first is not None and last is not None:
        return when
    return f"undated ({when})" if when else "undated"


def said_days(first: date | None, last: date | None) -> str:
    """An interval of days in words: "11 March 2020", "10–12 March 2020", "March 2020", "by 3 May 2019"; "" for none."""
    if first is None or last is None:
        known = first or last
        return "" if known is None else f"{'from' if last is None else 'by'} {_day(known)}"
    if first == last:
        return _day(first)
    if first.day == 1 and (last + timedelta(days=1)).day == 1:
        return _months(first, last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{_day(last)}"
    if first.year == last.year:
        return f"{first.day} {_MONTHS[first.month - 1]} – {_day(last)}"
    return f"{_day(first)} – {_day(last)}"


def _months(first: date, last: date) -> str:
    if (first.year, first.month) == (last.year, last.month):
        return f"{_MONTHS[first.month - 1]} {first.year}"
    if (first.month, last.month) == (1, 12):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if first.year == last.year:
        return f"{_MONTHS[first.month - 1]} – {_MONTHS[last.month - 1]} {last.year}"
    return f"{_MONTHS[first.month - 1]} {first.year} – {_MONTHS[last.month - 1]} {last.year}"


def _day(day: date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _lower(noun: str) -> str:
    return noun[0].lower() + noun[1:]
