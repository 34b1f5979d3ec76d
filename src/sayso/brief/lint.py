"""What an editor would send back: findings without evidence, muddled probabilities, counts that do not add up."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.brief.ledger import orphans
from sayso.brief.sentences import CONFIDENCE, LIKELIHOOD, own_words, sentences
from sayso.brief.visible import oneline
from sayso.types import Assessment, Brief


def lint(brief: Brief) -> list[str]:
    """Every fault found in a brief, one sentence each; empty when it may go out.

    Words between quotation marks are a source's own and are not held against the brief.
    """
    faults = list(orphans(brief))
    for assessment in brief.assessments:
        faults += _finding_faults(assessment)
    faults += _peeking(brief)
    faults += _counts(brief)
    return faults


def _finding_faults(assessment: Assessment) -> Iterator[str]:
    name = oneline(assessment.name) + (f" of {oneline(assessment.subject)}" if assessment.subject else "")
    parts = sentences(assessment.finding)
    if not parts:
        yield f"{name}: the finding is empty"
    if parts and not assessment.evidence:
        yield f"{name}: the finding cites no evidence: {oneline(assessment.finding)!r}"
    for sentence in parts:
        own = own_words(sentence)
        likelihood, confidence = LIKELIHOOD.search(own), CONFIDENCE.search(own)
        if likelihood and confidence:
            yield (
                f"{name}: one sentence says {likelihood.group()!r} and {confidence.group()!r}; "
                f"give likelihood and confidence a sentence each: {oneline(sentence)!r}"
            )


def _peeking(brief: Brief) -> Iterator[str]:
    for report in brief.reports.values():
        if report.published > brief.as_of:
            yield f"report {oneline(report.id)} was published on {report.published}, after the brief's day {brief.as_of}"
    for assessment in brief.assessments:
        if assessment.as_of > brief.as_of:
            yield f"{oneline(assessment.name)}: assessed as of {assessment.as_of}, after the brief's day {brief.as_of}"


def _counts(brief: Brief) -> Iterator[str]:
    counts = brief.counts
    parts = ("coded", "duplicate", "quarantined")
    if "offered" in counts and all(part in counts for part in parts):
        total = sum(counts[part] for part in parts)
        if total != counts["offered"]:
            yield f"{counts['offered']} documents were offered but coded, duplicate and quarantined add up to {total}"
    listed = len(brief.quarantined)
    if counts.get("quarantined", listed) != listed:
        yield f"{counts['quarantined']} documents are counted as quarantined but {listed} are listed"
