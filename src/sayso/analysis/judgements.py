"""Judgements and predictions on record: who held what, when, how likely they said it was, and how it turned out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date

from sayso.analysis.importance import stamp
from sayso.analysis.intervals import wilson
from sayso.analysis.outcomes import OUTCOMES, Outcome, expected, names_doer, outcome, score
from sayso.analysis.wording import actor_name, capital, counted, dated, listed, party_name
from sayso.knowledge.cues import hedges
from sayso.record import Known
from sayso.types import Assessment, Row, Statement

METHOD = (
    "A judgement is a statement that predicts or warns, one by which a voice says what it believes of no single event, or a suspicion or "
    "finding of who did something. The likelihood is the word the voice used, read on the ICD 203 scale; without such a word none is given. "
    "A prediction held when an act of that kind by and upon the parties it names came within its horizon (90 days where it names none); it is "
    "open until then, and cannot be judged without an act and a party. A judgement of who did it held when that side owned up afterwards, and "
    "is open while nobody has. Brier score (1950): mean square of likelihood minus outcome, 0 best."
)
COLUMNS = ("Said", "Holder", "Judgement", "Likelihood word", "How it turned out", "By", "Expects", "Until")
SAID = {"held": "held", "did not": "did not hold", "open": "open", "cannot be judged": "cannot be judged"}
JUDGES = ("predicts", "suspects", "determines")


def judgements(known: Known) -> list[Assessment]:
    """One assessment listing every judgement on record, oldest first, and one per holder of two or more; empty without any."""
    held = [one for one in known.statements if _judges(one)]
    if not held:
        return []
    held.sort(key=lambda one: (known.reports[one.report].published, one.report, one.start))
    day = stamp(known)
    turned = {one.id: outcome(one, known, day) for one in held}
    rows = tuple(_row(one, turned[one.id], known) for one in held)
    likely = sum(row.cells[3] is not None for row in rows)
    worded = counted(likely, "with a likelihood word", "with a likelihood word") if likely else "none with a likelihood word"
    tally = Counter(each.how for each in turned.values())
    told = listed([f"{tally[how]} {SAID[how]}" for how in OUTCOMES if tally[how]])
    text = f"{capital(counted(len(held), 'judgement'))} on record, {worded}. By the record so far: {told}."
    whole = Assessment(
        name="judgements", question="What did people expect or judge, and how did it turn out?", finding=text,
        as_of=day, method=METHOD, evidence=tuple(one.id for one in held), value=len(held),
        caveats=("An act that nobody reported counts as one that did not come.",), columns=COLUMNS, rows=rows, headline=True,
    )  # fmt: skip
    holders: dict[str, list[Statement]] = {}
    for one in held:
        holders.setdefault(one.voice.actor or one.voice.name, []).append(one)
    return [whole, *(_holder(mine, turned, day) for _, mine in sorted(holders.items()) if len(mine) > 1)]


def _judges(one: Statement) -> bool:
    """True for a prediction or warning, a belief about no single event, and a suspicion or finding of who did something."""
    if one.stance == "warns":
        return one.claim.what is not None
    return one.stance == "predicts" or (
        one.stance in JUDGES and (one.claim.what is None or one.time == "future" or names_doer(one))
    )


def _row(one: Statement, found: Outcome, known: Known) -> Row:
    said = (dated(known.reports[one.report].published), one.voice.name, one.quote, band(one), found.how, found.event)
    return Row((*said, _expects(one, known), dated(found.until) if found.until else None), (one.id,), found.event)


def _expects(one: Statement, known: Known) -> str | None:
    """What a judgement comes to, in a few words; None when no act can be read from it."""
    if names_doer(one) and one.claim.actor is not None:
        return f"done by {party_name(one.claim.actor)}"
    meant = expected(one, known)
    if meant is None:
        return None
    by = f" by {actor_name(meant.actor, meant.actor)}" if meant.actor else ""
    upon = f" upon {actor_name(meant.target, meant.target)}" if meant.target else ""
    return f"{'no ' if one.negated or one.firmness < 0 else ''}{meant.what.lower()}{by}{upon}"


def _holder(mine: list[Statement], turned: Mapping[str, Outcome], day: date) -> Assessment:
    """How good one holder's judgements were."""
    name = mine[0].voice.name
    found = score(name, [(band(one), one.negated, turned[one.id]) for one in mine])
    low, high = found.held_interval
    if found.judged:
        text = f"{found.held} of {counted(found.judged, 'judgement')} by {name} with an outcome held ({100 * low:.0f}–{100 * high:.0f}%)."
    else:
        text = f"Not enough evidence to score {name}: none of {counted(found.judgements, 'judgement')} has an outcome."
    text += f" {100 * found.void:.0f}% are void so far."
    if found.brier is not None:
        text += f" Brier score {found.brier:.2f} over {counted(found.scored, 'judgement')} with a likelihood."
    rows = tuple(
        Row((band_, number, came, *(round(end, 3) for end in wilson(came, number)), round(middle_, 3)))
        for band_, number, came, middle_ in found.bands
    )
    around = tuple(round(end, 3) for end in found.brier_interval) if found.brier_interval else None
    return Assessment(
        name="judgements", question=f"How good were the judgements of {name}?", finding=text, as_of=day, method=METHOD,
        evidence=tuple(one.id for one in mine), subject=mine[0].voice.actor, value=round(found.brier, 3) if found.brier is not None else None,
        interval=(around[0], around[1]) if around else None,
        columns=("Likelihood word", "Judgements", "Came true", "Low", "High", "Middle of the band"), rows=rows,
        caveats=("An act that nobody reported counts as one that did not come.",),
    )  # fmt: skip


def band(statement: Statement) -> str | None:
    """The ICD 203 band of the likelihood word a voice used, None when it used none.

    Where neither hedges nor cue hold one, the longest word of likelihood among the statement's words counts.
    """
    said = {hedge.lower() for hedge in statement.hedges}
    if statement.cue is not None:
        said.add(statement.cue.text.lower())
    banded = [(word, hedge.band) for hedge in hedges() if hedge.band is not None for word in hedge.words]
    for word, found in banded:
        if word in said:
            return found
    quote = statement.quote.lower()
    here = [(len(word), found) for word, found in banded if re.search(rf"\b{re.escape(word)}\b", quote)]
    return max(here)[1] if here else None
