"""MUC-4's set fills and tagged fills for one event of ours: types, numbers, nations, effects, and how sure the organisation is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise

from evals.muc4_names import head
from evals.muc4_slots import Given, sets
from sayso.coding.numbers import find_numbers
from sayso.knowledge.actors import actors
from sayso.knowledge.roles import role_nouns
from sayso.types import Figure, Party, Statement

STATE = frozenset({"GOV", "MIL", "COP", "SPY", "JUD", "LEG"})
AUTHORITIES = STATE
TITLE = re.compile(r"^(?:the|a|an|mr|mrs|dr|msgr|rev|col|gen|maj|lt|capt|sgt)\.?$", re.IGNORECASE)
HURT = {"killed": "DEATH", "injured": "INJURY", "shot": "INJURY"}
NONE: frozenset[str] = frozenset()
Names = frozenset[str]


def fills_of(told: Sequence[Statement], slots: dict[str, tuple[Names, ...]], country: str | None) -> dict[int, tuple[Given, ...]]:
    """Fillers by slot number for what the statements on one event tell."""
    organisations = slots["perp org"]
    people = [named_and_described(said) for said in slots["hum tgt"]]
    things = slots["phys tgt"]
    weapons = slots["weapon"]
    return {
        5: ((frozenset({"ACCOMPLISHED"}), NONE),),
        6: tuple((said, NONE) for said in weapons),
        7: tuple((frozenset({kind}), said) for said in weapons if (kind := sort_of(said, "instrument"))),
        8: category(told, bool(organisations or slots["perp ind"])),
        9: tuple((said, NONE) for said in slots["perp ind"]),
        10: tuple((said, NONE) for said in organisations),
        11: tuple((frozenset({confidence(said, told)}), said) for said in organisations),
        12: tuple((said, NONE) for said in things),
        13: tuple((frozenset({sort_of(said, "physical") or "OTHER"}), said) for said in things),
        14: tuple((frozenset({number(said, ())}), said) for said in things),
        15: nations(told, things, country),
        16: tuple((frozenset({"SOME DAMAGE"}), said) for said in things if damaged(said, told)),
        18: tuple((frozenset({name}), NONE) for name, _ in people if name),
        19: tuple((frozenset({said}), frozenset({name}) if name else NONE) for name, said in people if said),
        20: tuple((frozenset({human_type(each)}), each) for each in slots["hum tgt"]),
        21: tuple((frozenset({number(each, figures(told))}), each) for each in slots["hum tgt"]),
        22: nations(told, slots["hum tgt"], country),
        23: tuple((frozenset({effect}), each) for each in slots["hum tgt"] for effect in effects(each, told)),
    }


def figures(told: Iterable[Statement]) -> tuple[Figure, ...]:
    return tuple(
        figure for one in told for kind in (*HURT, "captured", "casualties") for figure in one.claim.figures.get(kind, ())
    )


def named_and_described(said: Names) -> tuple[str, str]:
    """The proper name of a phrase and the rest of it: "Mayor Juan Lopez" is Juan Lopez, mayor."""
    words = re.sub(r",.*", "", min(said, key=len)).split()
    cut = len(words)
    while cut and words[cut - 1][:1].isupper() and not TITLE.match(words[cut - 1]) and words[cut - 1].lower() not in role_nouns():
        cut -= 1
    name, rest = " ".join(words[cut:]), " ".join(word for word in words[:cut] if not TITLE.match(word))
    return name, rest


@cache
def table(of: str) -> dict[str, str]:
    return {noun: kind for kind, nouns in reversed(sets()[of].items()) for noun in nouns.split()}


def sort_of(said: Names, of: str) -> str | None:
    """The set fill of a phrase: by its last two words, its head, then any word of it."""
    for name in sorted(said, key=len):
        words = [head(word).lower() for word in re.findall(r"[\w'-]+", name)]
        pairs = [f"{a}-{b}" for a, b in pairwise(words)]
        for word in (*pairs, head(name).lower(), *reversed(words)):
            if word in table(of):
                return table(of)[word]
    return None


def human_type(said: Names) -> str:
    found = sort_of(said, "human") or "CIVILIAN"
    former = any(re.search(r"\b(?:former|ex|retired)\b", name, re.IGNORECASE) for name in said)
    if former and found in ("ACTIVE MILITARY", "GOVERNMENT OFFICIAL", "LAW ENFORCEMENT"):
        return "FORMER ACTIVE MILITARY" if found == "ACTIVE MILITARY" else "FORMER GOVERNMENT OFFICIAL"
    return found


def number(said: Names, known: Sequence[Figure]) -> str:
    """How many a phrase speaks of: its figure, the number in it, else 1 or PLURAL by its head noun."""
    for figure in known:
        if figure.said in said and figure.low:
            return str(figure.low)
    phrase = min(said, key=len)
    found = next(iter(find_numbers(phrase)), None)
    if found is not None and found.low:
        return str(found.low)
    last = (re.findall(r"[\w'-]+", phrase.split(",")[0].split(" of ")[0]) or [""])[-1]
    return "PLURAL" if (last.lower() != head(phrase).lower() and last.islower()) or last.lower() in ("people", "police") else "1"


def nations(told: Sequence[Statement], said: Iterable[Names], country: str | None) -> tuple[Given, ...]:
    """Nations of targets that are not the one where it happened."""
    known = {one.claim.target.name: one.claim.target.id for one in told if one.claim.target is not None}
    found = []
    for each in said:
        for name in each:
            actor = actors().get(known.get(name) or "")
            if actor is not None and actor.country and country and actor.country != country and actor.country in actors():
                found.append((frozenset({actors()[actor.country].name.upper()}), each))
    return tuple(found)


def damaged(said: Names, told: Sequence[Statement]) -> bool:
    return any(
        one.claim.mode in ("explosives", "arson", "destroy") and one.claim.target is not None and one.claim.target.name in said
        for one in told
    )


def effects(said: Names, told: Sequence[Statement]) -> list[str]:
    """DEATH or INJURY of a phrase that a figure counts as killed or wounded."""
    found = []
    for kind, effect in HURT.items():
        counted = {head(figure.said) for one in told for figure in one.claim.figures.get(kind, ()) if figure.high != 0}
        if counted & {head(name) for name in said} and effect not in found:
            found.append(effect)
    return found


def sector(id_: str | None) -> str | None:
    actor = actors().get(id_ or "")
    return actor.sector if actor is not None else None


def category(told: Sequence[Statement], known: bool) -> tuple[Given, ...]:
    """Whether the state's own forces did it; nothing when nobody is named."""
    if not known:
        return ()
    by_state = any(one.claim.actor is not None and sector(one.claim.actor.id) in STATE for one in told)
    return ((frozenset({"STATE-SPONSORED VIOLENCE" if by_state else "TERRORIST ACT"}), NONE),)


def confidence(organisation: Names, told: Sequence[Statement]) -> str:
    """The decision tree of template-doc-part2 over the statements that name the organisation."""
    naming = [one for one in told if one.claim.actor is not None and names(one.claim.actor) & organisation]
    if any(one.stance in ("claims", "admits") for one in naming):
        return "CLAIMED OR ADMITTED"
    if any(one.stance == "reports" and one.firmness >= 3 and one.voice.kind in ("outlet", "author") for one in naming):
        return "REPORTED AS FACT"
    if any(sector(one.voice.actor) in AUTHORITIES for one in naming):
        return "SUSPECTED OR ACCUSED BY AUTHORITIES"
    if any(one.stance in ("alleges", "suspects") or one.firmness < 3 for one in naming):
        return "SUSPECTED OR ACCUSED"
    return "REPORTED AS FACT" if naming else "POSSIBLE"


def names(party: Party) -> Names:
    actor = actors().get(party.id or "")
    return frozenset({party.name, *((actor.name, *actor.aliases) if actor is not None else ())})
