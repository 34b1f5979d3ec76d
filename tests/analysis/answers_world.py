"""Reports of one attack in the invented world of tests/record, and what is known once they are in.

An outlet nobody has graded counts as grade F, which weighs 0.6; the arithmetic in these tests starts from that.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from record_world import ACTORS, Press

from sayso.record import Known, Record
from sayso.types import Claim, Party, Voice, Weapon

ATTACK: dict[str, Any] = {"what": "ASSAULT/rocket", "where": "Camp Alder", "when": ("10 March", "2031-03-10")}


def known(*presses: Press, day: str | None = None) -> Known:
    """What a case that holds these reports knows, on a day if one is given."""
    with Record.open(":memory:") as record:
        for press in presses:
            record.add(press.report, press.statements, "hand")
        found = record.as_of(date.fromisoformat(day) if day else None)
        _ = found.events  # worked out while the case is open
        return found


def press(id: str, published: str = "2031-03-12", outlet: str = "Daily Ledger") -> Press:
    return Press(id, published, outlet)


def accuse(into: Press, by: str | None, whom: str, firmness: int, stance: str = "alleges", **more: Any) -> Press:
    """Adds a sentence in which a voice (the outlet if None) names somebody for the rocket attack on Camp Alder of 10 March."""
    target = more.get("target")
    sentence = f"{whom} fired rockets at {f'{target} in ' if target else ''}Camp Alder on 10 March{f', {by} said' if by else ''}."
    return into.say(sentence, **(ATTACK | {"by": by, "actor": whom, "stance": stance, "firmness": firmness} | more))


def own_word(into: Press, who: str, stance: str, firmness: int = 3) -> Press:
    """Adds a sentence in which somebody takes a stand on the same attack: claims, praises, denies …"""
    sentence = f"{who} {stance} the rockets on Camp Alder of 10 March."
    more = {"by": who, "stance": stance, "firmness": firmness}
    if stance in ("claims", "denies", "admits"):
        more["actor"] = who
    return into.say(sentence, **(ATTACK | more))


def unnamed(into: Press, name: str) -> Press:
    """Makes the voice of the last sentence an unnamed one."""
    at = into.text.rindex(name)
    into.drafts[-1]["voice"] = Voice(name, "unnamed", None, at, at + len(name))
    return into


def hand_over(into: Press, to: str, weapon: tuple[str, str]) -> Press:
    """Gives the last claim a recipient and a weapon (name, knowledge id) that stand in its sentence."""
    draft = into.drafts[-1]
    start, quote, claim = draft["start"], draft["quote"], draft["claim"]
    assert isinstance(start, int)
    assert isinstance(quote, str)
    assert isinstance(claim, Claim)

    def at(words: str) -> tuple[int, int]:
        first = start + quote.index(words)
        return first, first + len(words)

    recipient = Party(to, ACTORS.get(to), *at(to)) if to else None
    draft["claim"] = replace(claim, recipient=recipient, weapon=Weapon(weapon[0], weapon[1], *at(weapon[0])))
    return into
