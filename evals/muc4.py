"""MUC-4: who did it, to whom, with what, when and where in reports of political violence in Latin America, 1988–90.

Data: Fourth Message Understanding Conference (1992), TST1 and TST2 (200 messages) with their answer keys, and the scoring
guidelines of that conference. The messages are in capitals; they are put into ordinary spelling first (evals/truecase.py).

Responses are the events that the record makes of one message's statements: acts of violence, kidnappings and arson that are told
as past and not denied, hypothetical or threatened. An actor with a knowledge id answers "perp org" under any of its names; role
nouns and persons answer "perp ind"; targets are human or physical by their head noun, and whoever a figure counts as killed,
wounded or captured is a human target.

Fillers (as Patwardhan & Riloff 2007 and since): per message the fillers of all templates together, right when the head nouns
are the same; a name and its description in the key are one person; optional fillers and templates cost nothing when missed.
    P = right answers / answers,  R = fillers met / fillers,  F1 = 2PR/(P+R)

Templates (nearer to the conference): templates are paired off best first; a pair needs the incident type (wholly or partly) and
one perpetrator or target in common. Right answers count 1, partly right ones 1/2 (ATTACK for another type, the right country
only, a day within the key's range); unpaired templates count as all missing or all spurious.
Differences from the official scorer: eight slots of the 24; no person judges near misses, heads do; no distributed partial scores.

Run: ``python -m evals.muc4 [dev] [--misses]`` (``dev``: the first hundred training messages).
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from itertools import islice

from evals.bench import Outcome, Score, coder, corpus, digest, f1, table
from evals.muc4_answers import Answer, answers
from evals.muc4_keys import Filler, Key, Message, keys, messages
from evals.muc4_names import head, whole
from evals.muc4_slots import slots_credit

ROLES = ("perp ind", "perp org", "phys tgt", "hum tgt", "weapon")
NAMES = {"perp ind": "perpetrator, individual", "perp org": "perpetrator, organisation", "phys tgt": "physical target",
         "hum tgt": "victim", "weapon": "weapon"}  # fmt: skip
Counts = dict[str, Counter[str]]


def right(answer: frozenset[str], filler: Filler, role: str) -> bool:
    """True when one of the answer's names has the head of one of the key's (organisations: or is it word for word)."""
    if role == "perp org" and {whole(name) for name in answer} & {whole(option) for option in filler.options}:
        return True
    return bool({head(name) for name in answer} & {head(option) for option in filler.options})


def fillers(wanted: list[Key], given: list[Answer], counts: Counter[str], role: str) -> tuple[list[str], list[str]]:
    """Add one role of one message to the counts; what was missed and what was spurious."""
    keyed: dict[tuple[str, ...], Filler] = {}
    for key in wanted:
        for filler in key.slots[role]:
            free = filler.optional or key.optional
            keyed.setdefault(filler.options, Filler(filler.options, free))
    offered = {frozenset(map(head, each)): each for answer in given for each in answer.slots[role]}
    met = [each for each in keyed.values() if any(right(one, each, role) for one in offered.values())]
    good = [one for one in offered.values() if any(right(one, each, role) for each in keyed.values())]
    due = [each for each in keyed.values() if not each.optional or each in met]
    counts.update(good=len(good), answered=len(offered), met=len(met), due=len(due))
    missed = [each.options[0] for each in due if each not in met]
    return missed, [min(one, key=len) for one in offered.values() if one not in good]


def credit(key: Key, answer: Answer) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Credit, answers and fillers due of one pair of templates, by slot."""
    got, said, due = Counter[str](), Counter[str](), Counter[str]()
    said["type"] = due["type"] = 1
    got["type"] = 2 if answer.type in key.types else 1 if answer.type == "ATTACK" else 0
    if key.days:
        due["date"] = 1
        got["date"] = max(answer.dated(days) for days in key.days)
    said["date"] = answer.days != (None, None)
    if key.places:
        due["place"] = 1
        got["place"] = max(answer.placed(chain) for chain in key.places)
    said["place"] = bool(answer.places)
    for role in ROLES:
        met = {each for each in key.slots[role] if any(right(one, each, role) for one in answer.slots[role])}
        got[role] = 2 * min(len(met), len(answer.slots[role]))
        said[role] = len(answer.slots[role])
        due[role] = sum(not each.optional or each in met for each in key.slots[role])
    return got, said, due


def pairs(wanted: list[Key], given: list[Answer]) -> list[tuple[Key | None, Answer | None]]:
    """Templates paired off best first, then those left over."""
    ranked = []
    for i, key in enumerate(wanted):
        for j, answer in enumerate(given):
            got = credit(key, answer)[0]
            if got["type"] and any(got[role] for role in ROLES[:4]):
                ranked.append((-got.total(), i, j))
    used_keys: set[int] = set()
    used: set[int] = set()
    found: list[tuple[Key | None, Answer | None]] = []
    for _, i, j in sorted(ranked):
        if i not in used_keys and j not in used:
            used_keys.add(i)
            used.add(j)
            found.append((wanted[i], given[j]))
    found += [(key, None) for i, key in enumerate(wanted) if i not in used_keys and not key.optional]
    return found + [(None, answer) for j, answer in enumerate(given) if j not in used]


EMPTY_KEY = Key("", False, (), (), (), dict.fromkeys(ROLES, ()))
EMPTY = Answer("", (None, None), frozenset(), dict.fromkeys(ROLES, ()))


def templates(wanted: list[Key], given: list[Answer], counts: Counts, official: Counts) -> None:
    """Add one message to the counts of every slot."""
    for key, answer in pairs(wanted, given):
        for slot, found in slots_credit(key, answer.fills if answer else None).items():
            official[slot].update(found)
        got, said, due = credit(key or EMPTY_KEY, answer or EMPTY)
        if key is None:
            got, due = Counter(), Counter()
        if answer is None:
            got, said = Counter(), Counter()
        for slot in ("type", "date", "place", *ROLES):
            counts[slot].update(credit=got[slot], answered=said[slot], due=due[slot])
        counts["templates"].update(
            credit=2 * (key is not None and answer is not None), answered=answer is not None, due=key is not None
        )


def run(part: str = "test", limit: int | None = None) -> Outcome:
    """Score a part, or its first messages."""
    reader = coder()
    by_message: dict[str, list[Key]] = defaultdict(list)
    for key in keys(part):
        by_message[key.message].append(key)
    entity: Counts = defaultdict(Counter)
    slots: Counts = defaultdict(Counter)
    official: Counts = defaultdict(Counter)
    misses = []
    read: list[Message] = list(islice(messages(part), limit))
    for message in read:
        given, wanted = answers(message, reader), by_message[message.id]
        for role in ROLES:
            missed, spurious = fillers(wanted, given, entity[role], role)
            if missed or spurious:
                misses.append(f"{message.id} | {role} | missed {missed} | spurious {spurious}")
        templates(wanted, given, slots, official)
    return Outcome(
        "muc4", digest([corpus("muc4", "texts"), corpus("muc4", "keys")]), tuple(scores(entity, slots, official)), tuple(misses)
    )


def scores(entity: Counts, slots: Counts, official: Counts) -> list[Score]:
    found = []
    for role in ROLES:
        c = entity[role]
        precision, recall = c["good"] / max(c["answered"], 1), c["met"] / max(c["due"], 1)
        value = 2 * precision * recall / (precision + recall) if precision and recall else 0.0
        found.append(Score("muc4", f"{NAMES[role]} F1", value, c["due"], note=f"P {precision:.3f} R {recall:.3f}"))
    found.append(Score("muc4", "fillers, mean F1", sum(each.ours for each in found) / len(found), sum(each.n for each in found)))
    for slot in ("templates", "type", "date", "place"):
        c = slots[slot]
        value = f1(c["credit"] / 2, c["answered"], c["due"])
        found.append(Score("muc4", f"template {slot} F1", value, c["due"], note=f"answered {c['answered']}"))
    totals = [Counter(slots[slot]) for slot in slots if slot != "templates"]
    whole_credit, said, due = (sum(c[name] for c in totals) for name in ("credit", "answered", "due"))
    found.append(Score("muc4", "template slots together F1", f1(whole_credit / 2, said, due), due))
    return found + official_scores({**official, **{slot: slots[slot] for slot in ("type", "date", "place")}})


def official_scores(slots: Counts) -> list[Score]:
    """The conference's own total over every slot, and the slots on who did it."""
    found = []
    for slot, known in (("individual", {}), ("organisation", {"best of 1992": 0.62}), ("confidence", {"best of 1992": 0.48})):
        c = slots[slot]
        note = f"P {c['credit'] / 2 / max(c['answered'], 1):.3f} R {c['credit'] / 2 / max(c['due'], 1):.3f}"
        found.append(Score("muc4", f"slot {slot} F1", f1(c["credit"] / 2, c["answered"], c["due"]), c["due"], known, note=note))
    credit, said, due = (sum(c[name] for c in slots.values()) for name in ("credit", "answered", "due"))
    note = "; ".join(f"{slot} {c['credit'] / 2:.0f}/{c['answered']}/{c['due']}" for slot, c in slots.items())
    found.append(Score("muc4", "all slots F1", f1(credit / 2, said, due), due, {"best of 1992": 0.57}, note=note))
    return found


def main() -> None:
    dev = "dev" in sys.argv
    outcome = run("dev", 100) if dev else run()
    if not dev:
        outcome.save()
    print(table(outcome.scores))
    print("\n".join(f"{each.measure}: {each.note}" for each in outcome.scores if each.note))
    if "--misses" in sys.argv:
        print("\n".join(outcome.misses))


if __name__ == "__main__":
    main()
