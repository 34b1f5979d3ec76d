"""What little a table says of voices: CAMEO codes of accusing, claiming, denying, refusing to comment, hoping and fearing.

Codes as in the CAMEO codebook 1.1b3 (Schrodt 2012): 011 decline comment, 012 and 013 pessimistic and optimistic comment, 015
acknowledge or claim responsibility, 016 deny responsibility, 072 provide military aid, 112 accuse.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from sayso.analysis.deeds import Deed
from sayso.analysis.escalation import rung
from sayso.analysis.intervals import wilson
from sayso.analysis.outcomes import HORIZON
from sayso.analysis.tables import OWN_WORDS, Watch, nothing
from sayso.analysis.wording import actor_name, capital, counted, dated, listed
from sayso.types import RUNGS, Assessment, Row

WITHIN = 7
"""Days after an attack in which words are taken to be about it."""
MOST = 3
COMMENTS: Final = {"012": "worse", "013": "better"}
MATERIAL = 3
"""The lowest step of the escalation ladder that counts as conflict when a comment is judged."""


def name_of(actor: str | None) -> str:
    return actor_name(actor, actor) if actor else "nobody named"


def evidence_of(deeds: Iterable[Deed]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id_ for deed in deeds for id_ in deed.evidence))


def accused(seen: Watch) -> list[Assessment]:
    """Whom the table puts attacks down to, and who accused whom in the week after; one assessment per side most often hit."""
    question = "Who did it, by whose word?"
    if not seen.directed:
        return [nothing("attribution", question, "the table does not say which of two sides struck, nor by whose word", seen)]
    hit = Counter(deed.target for deed in seen.attacks if deed.target and deed.actor != deed.target)
    busy = [side for side, _ in sorted(hit.items(), key=lambda each: (-each[1], each[0]))[:MOST]]
    if not busy:
        return [nothing("attribution", question, "no attack in the table says whom it hit", seen)]
    return [_accused(side, seen, at == 0) for at, side in enumerate(busy)]


def _accused(side: str, seen: Watch, headline: bool) -> Assessment:
    attacks = [deed for deed in seen.attacks if deed.target == side and deed.actor != side]
    days = sorted({deed.day for deed in attacks})
    blamed = [
        deed
        for deed in seen.deeds
        if deed.what == "ACCUSE" and deed.target and _after(deed.day, days) and deed.actor != deed.target
    ]
    put = Counter(deed.actor for deed in attacks)
    rows = []
    for actor, number in sorted(put.items(), key=lambda each: (-each[1], str(each[0]))):
        own = [deed for deed in blamed if actor is not None and deed.target == actor]
        theirs = sum(deed.actor == side for deed in own)
        others = len({deed.actor for deed in own if deed.actor and deed.actor != side})
        mine = [deed for deed in attacks if deed.actor == actor]
        rows.append(Row((name_of(actor), number, theirs, len(own) - theirs, others), evidence_of((*mine, *own))))
    named = len(attacks) - put[None]
    low, high = wilson(named, len(attacks))
    return Assessment(
        name="attribution", question=f"Who attacked {name_of(side)}, by whose word?", finding=_accused_words(side, attacks, rows, blamed, named),
        as_of=seen.last, method=ACCUSED, evidence=evidence_of((*attacks, *blamed)), subject=side, value=round(named / len(attacks), 3),
        interval=(round(low, 3), round(high, 3)), columns=("Named", "Attacks", "Accused by the one hit", "Accused by others", "Other voices"),
        rows=tuple(rows), headline=headline, caveats=("The one hit is a party, and its accusations are the word of one.",),
    )  # fmt: skip


ACCUSED = (
    "Attacks by whom the table names as doer; accusations (ACCUSE) of a doer within 7 days after an attack, by the one hit and by others, "
    "each other side one voice. The value is the share of attacks for which anybody is named, with Wilson's interval."
)


def _accused_words(side: str, attacks: Sequence[Deed], rows: Sequence[Row], blamed: Sequence[Deed], named: int) -> str:
    told = listed([f"{row.cells[0]} ({row.cells[1]})" for row in rows if row.cells[0] != name_of(None)][:MOST])
    text = f"Of {counted(len(attacks), 'attack')} on {name_of(side)} the table names a doer for {named}"
    text += f", most often {told}." if told else "."
    if not blamed:
        return f"Not enough evidence of whose word that is: no accusation is on record in the week after. {text}"
    most = max(rows, key=lambda row: (int(row.cells[2] or 0) + int(row.cells[3] or 0), str(row.cells[0])))
    own, other, voices = (int(most.cells[at] or 0) for at in (2, 3, 4))
    return f"{text} In the week after one, {most.cells[0]} was accused {own + other} times: {own} by {name_of(side)} itself, " + (
        f"{other} by {counted(voices, 'other side')}." if other else "none by anybody else."
    )


def _after(day: date, days: Sequence[date]) -> bool:
    """True when a day is one of ``days`` (sorted) or up to a week after one."""
    at = bisect_right(days, day) - 1
    return at >= 0 and (day - days[at]).days <= WITHIN


def own_words(seen: Watch) -> list[Assessment]:
    """How far the sides that attack most own up within a week: claims, silence, refusals to comment, denials, by half of the record."""
    question = "Claimed, denied or neither?"
    if not any(deed.code and deed.code[:3] in OWN_WORDS for deed in seen.deeds):
        return [nothing("claims", question, "the table has no codes of claiming, denying or declining to comment", seen)]
    busy = Counter(deed.actor for deed in seen.attacks if deed.actor)
    ranked = sorted(busy.items(), key=lambda each: (-each[1], str(each[0])))[:MOST]
    return [_own_words(str(actor), seen, at == 0) for at, (actor, _) in enumerate(ranked)]


def _own_words(actor: str, seen: Watch, headline: bool) -> Assessment:
    days = sorted({deed.day for deed in seen.attacks if deed.actor == actor})
    spoken = [deed for deed in seen.deeds if deed.actor == actor and deed.code and deed.code[:3] in OWN_WORDS]
    when = [deed.day for deed in spoken]
    found = []
    for day in days:
        near = spoken[bisect_left(when, day) : bisect_right(when, day + timedelta(WITHIN))]
        found.append(max((OWN_WORDS[str(deed.code)[:3]] for deed in near), key=RUNGS.index, default="silent"))
    middle = len(days) // 2
    rows = tuple(
        Row((each, found[:middle].count(each), found[middle:].count(each)), evidence_of(deed for deed in spoken if OWN_WORDS[str(deed.code)[:3]] == each))
        for each in ("claims", "coy", "denies", "silent")
    )  # fmt: skip
    claimed = found.count("claims")
    low, high = wilson(claimed, len(days))
    early, late = found[:middle].count("claims"), found[middle:].count("claims")
    text = (
        f"{capital(name_of(actor))} claimed something within a week of {claimed} of {counted(len(days), 'day')} on which it attacked "
        f"({100 * low:.0f}–{100 * high:.0f}%), denied something after {found.count('denies')}, declined to comment after "
        f"{found.count('coy')} and said nothing of the kind after {found.count('silent')}. In the earlier half it claimed after {early} of "
        f"{middle}, in the later after {late} of {len(days) - middle}."
    )
    return Assessment(
        name="claims", question=f"Claimed, denied or neither: {name_of(actor)}?", finding=text, as_of=seen.last, method=(
            "Own words (CAMEO 011, 015, 016) on the day of an attack or up to 7 days after it, the highest rung of each day of attack."
        ), evidence=evidence_of(spoken) or evidence_of([deed for deed in seen.attacks if deed.actor == actor][-20:]), subject=actor,
        value=round(claimed / len(days), 3), interval=(round(low, 3), round(high, 3)), columns=("Rung", "Earlier half", "Later half"), rows=rows,
        headline=headline, caveats=("A row does not say which attack the words were about, only that they came soon after one.",),
    )  # fmt: skip


def supplied(seen: Watch) -> list[Assessment]:
    """Who gave military aid to whom, the busiest flows first."""
    question = "Who arms whom?"
    given = [deed for deed in seen.deeds if deed.code and deed.code.startswith("072") and deed.actor and deed.target]
    if not given:
        return [nothing("transfers", question, "the table has no code for military aid between named sides", seen)]
    flows: dict[tuple[str, str], list[Deed]] = {}
    for deed in given:
        flows.setdefault((str(deed.actor), str(deed.target)), []).append(deed)
    ranked = sorted(flows.items(), key=lambda each: (-len(each[1]), each[0]))
    rows = tuple(
        Row(
            (None, name_of(one), name_of(other), None, len(deeds), dated(deeds[0].day), dated(deeds[-1].day), None),
            evidence_of(deeds),
        )
        for (one, other), deeds in ranked
    )
    told = listed([f"{row.cells[1]} to {row.cells[2]} ({row.cells[4]})" for row in rows[:MOST]])
    return [
        Assessment(
            name="transfers", question=question, finding=f"The table holds {counted(len(given), 'grant')} of military aid, most from {told}.",
            as_of=seen.last, method="Rows of CAMEO 072 (military aid, arms among it), by giver and taker.", evidence=evidence_of(given),
            value=len(given), columns=("Maker", "Supplier", "Recipient", "Weapon", "Times", "First", "Last", "Firmness"), rows=rows,
            headline=True, caveats=("Which weapons, who made them and how firmly it is asserted, a row does not say.",),
        )
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Comment:
    """One side's hope or fear about another, and how it turned out: ``held``, ``did not``, ``open`` or ``cannot be judged``."""

    deed: Deed
    expects: str
    before: int
    after: int
    how: str


def comments(seen: Watch) -> list[Assessment]:
    """Optimistic and pessimistic comments of one side on another, judged by the material conflict between them 90 days on."""
    question = "Who judged it right?"
    made = [deed for deed in seen.deeds if deed.code and deed.code[:3] in COMMENTS and deed.actor and deed.target]
    if not made:
        return [nothing("judgements", question, "the table holds no comment that hopes or fears", seen)]
    acts: dict[frozenset[str], list[date]] = {}
    for deed in seen.deeds:
        if deed.actor and deed.target and rung(deed) >= MATERIAL:
            acts.setdefault(frozenset((deed.actor, deed.target)), []).append(deed.day)
    judged = [_judged(deed, acts.get(frozenset((str(deed.actor), str(deed.target))), []), seen.last) for deed in made]
    holders = Counter(str(each.deed.actor) for each in judged if each.how in ("held", "did not"))
    rows = tuple(
        _holder_row(holder, [each for each in judged if each.deed.actor == holder]) for holder, _ in holders.most_common(10)
    )
    return [_comments(judged, rows, seen)]


def _judged(deed: Deed, days: Sequence[date], last: date) -> Comment:
    before = bisect_left(days, deed.day) - bisect_left(days, deed.day - timedelta(HORIZON))
    after = bisect_right(days, deed.day + timedelta(HORIZON)) - bisect_right(days, deed.day)
    expects = COMMENTS[str(deed.code)[:3]]
    if (last - deed.day).days < HORIZON:
        return Comment(deed, expects, before, after, "open")
    if before == after:
        return Comment(deed, expects, before, after, "cannot be judged")
    return Comment(deed, expects, before, after, "held" if (after > before) == (expects == "worse") else "did not")


def _holder_row(holder: str, own: Sequence[Comment]) -> Row:
    done = [each for each in own if each.how in ("held", "did not")]
    held = sum(each.how == "held" for each in done)
    low, high = wilson(held, len(done))
    fears = [each for each in done if each.expects == "worse"]
    cells = (
        name_of(holder), len(own), len(done), held, round(low, 3), round(high, 3),
        f"{sum(each.how == 'held' for each in fears)} of {len(fears)}", f"{held - sum(each.how == 'held' for each in fears)} of {len(done) - len(fears)}",
        f"{100 * (1 - len(done) / len(own)):.0f}%",
    )  # fmt: skip
    return Row(cells, evidence_of(each.deed for each in own))


def _comments(judged: Sequence[Comment], rows: tuple[Row, ...], seen: Watch) -> Assessment:
    done = [each for each in judged if each.how in ("held", "did not")]
    held = sum(each.how == "held" for each in done)
    low, high = wilson(held, len(done))
    void = 100 * (1 - len(done) / len(judged))
    text = f"{counted(len(judged), 'hopeful or fearful comment')} of one side on another; {void:.0f}% are void (nothing to count, or still open). "
    if done:
        share = f"{held} of {len(done)} ({100 * low:.0f}–{100 * high:.0f}%)"
        text += f"Of the rest {share} went as said, by whether there was more or less material conflict in the next {HORIZON} days than in the last. "
        text += (
            "That is no better than a coin."
            if low <= 0.5 <= high
            else "That is better than a coin."
            if low > 0.5
            else "That is worse than a coin."
        )
    else:
        text += "Not enough evidence to judge any."
    return Assessment(
        name="judgements", question="Who judged it right?", finding=text, as_of=seen.last, method=(
            "CAMEO 012 (pessimistic) expects more, 013 (optimistic) less material conflict between the two sides in the 90 days after than in "
            "the 90 before; equal numbers cannot be judged. No row gives a likelihood, so there is no Brier score."
        ), evidence=evidence_of(each.deed for each in judged), value=round(held / len(done), 3) if done else None,
        interval=(round(low, 3), round(high, 3)) if done else None, rows=rows, headline=True,
        columns=("Holder", "Comments", "Judged", "Held", "Low", "High", "Fears that held", "Hopes that held", "Void"),
        caveats=("What a comment was about is not coded; it may have been about something else than force.",),
    )  # fmt: skip
