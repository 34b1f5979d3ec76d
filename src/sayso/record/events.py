"""Events out of groups of statements."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sayso.record.claims import merged_claim
from sayso.record.figures import figures_history
from sayso.record.ladder import accusations, ladder
from sayso.record.mentions import days_of, realm_of
from sayso.record.titles import title_of
from sayso.types import Claim, Event, Report, Statement, StatementRef


def build_event(
    id: str,
    statements: Sequence[Statement],
    reports: Mapping[str, Report],
    copies: Mapping[str, str],
    as_of: date | None,
) -> Event:
    """The event that ``statements``, in their order, speak of."""
    history = figures_history(statements, reports)
    claim = merged_claim(statements, reports, copies, history)
    first, last = bounds(claim, statements, reports)
    named = accusations(statements, reports)
    return Event(
        id=id,
        claim=claim,
        statements=tuple(_ref(one) for one in statements),
        figures_history=history,
        accusations=named,
        ladder=ladder(statements, named, reports),
        first=first,
        last=last,
        as_of=as_of,
        title=title_of(claim, statements, first, last),
    )


def _ref(one: Statement) -> StatementRef:
    return StatementRef(one.id, one.report, one.start, one.end, one.voice, one.stance, one.firmness)


def bounds(claim: Claim, statements: Sequence[Statement], reports: Mapping[str, Report]) -> tuple[date | None, date | None]:
    """First and last day it can have happened on.

    The days said, where any are; else it happened by the day of the first report, since nobody reports the past
    in advance. A threat, warning or judgement happened when it was first reported to be uttered.
    """
    published = min(reports[one.report].published for one in statements)
    realm = realm_of(statements[0])[0]
    if realm in ("speech", "judgement"):
        return published, published
    if claim.when is not None and (claim.when.first or claim.when.last):
        return _said(claim, statements, reports)
    return (published, None) if realm == "ahead" else (None, published)


def _said(claim: Claim, statements: Sequence[Statement], reports: Mapping[str, Report]) -> tuple[date | None, date | None]:
    when = claim.when
    assert when is not None
    first, last = when.first, when.last
    for one in statements:
        # Wide readings narrow each other down where they overlap.
        other = one.claim.when
        days = days_of(one, reports[one.report].published) if other is not None else None
        if other is None or days is None or not _meets(first, last, days):
            continue
        if other.first is not None and (first is None or other.first > first):
            first = other.first
        if other.last is not None and (last is None or other.last < last):
            last = other.last
    return first, last


def _meets(first: date | None, last: date | None, days: tuple[int, int]) -> bool:
    return (first is None or first.toordinal() <= days[1]) and (last is None or days[0] <= last.toordinal())
