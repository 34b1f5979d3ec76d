"""Judgements and predictions on record: who held what, when, and how likely they said it was."""

from __future__ import annotations

from sayso.analysis.importance import stamp
from sayso.analysis.wording import capital, counted, dated
from sayso.knowledge.cues import hedges
from sayso.record import Known
from sayso.types import Assessment, Row, Statement

METHOD = (
    "A judgement is a statement that predicts, or one by which a voice says what it believes of no single event. The likelihood "
    "is the word the voice used, read on the ICD 203 scale; without such a word none is given."
)
JUDGES = ("predicts", "suspects", "determines")


def judgements(known: Known) -> list[Assessment]:
    """One assessment listing every judgement on record, oldest first; empty when there is none."""
    held = [one for one in known.statements if one.stance == "predicts" or (one.claim.what is None and one.stance in JUDGES)]
    if not held:
        return []
    held.sort(key=lambda one: (known.reports[one.report].published, one.report, one.start))
    rows = tuple(Row(_cells(one, known), (one.id,)) for one in held)
    likely = sum(row.cells[3] is not None for row in rows)
    worded = counted(likely, "with a likelihood word", "with a likelihood word") if likely else "none with a likelihood word"
    text = f"{capital(counted(len(held), 'judgement'))} on record, {worded}."
    return [
        Assessment(
            name="judgements", question="What did people expect or judge?", finding=text,
            as_of=stamp(known), method=METHOD,
            evidence=tuple(one.id for one in held), value=len(held),
            caveats=("How they turned out is not judged here: no horizon was stated by most.",),
            columns=("Said", "Holder", "Judgement", "Likelihood word"), rows=rows,
        )
    ]  # fmt: skip


def _cells(one: Statement, known: Known) -> tuple[str | int | float | None, ...]:
    return (dated(known.reports[one.report].published), one.voice.name, one.quote, band(one))


def band(statement: Statement) -> str | None:
    """The ICD 203 band of the likelihood word a voice used, None when it used none."""
    said = {hedge.lower() for hedge in statement.hedges}
    if statement.cue is not None:
        said.add(statement.cue.text.lower())
    for hedge in hedges():
        if hedge.band is not None and said & set(hedge.words):
            return hedge.band
    return None
