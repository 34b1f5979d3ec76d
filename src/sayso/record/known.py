"""What a case knows on a day: reports, statements, and the events they add up to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from difflib import get_close_matches
from functools import cached_property
from typing import Protocol

from sayso.record.cluster import cluster
from sayso.record.copies import copies
from sayso.record.errors import Unknown
from sayso.record.events import build_event
from sayso.record.groups import Group, group_of
from sayso.record.matching import Feature, explain
from sayso.record.mentions import Mention, Spread, mentions, spread_of
from sayso.record.moments import Cut, Moment
from sayso.record.names import Assignment, founded, spoken
from sayso.record.standing import Standing
from sayso.types import Event, Report, Statement

Namer = Callable[[Sequence[Sequence[Statement]]], Assignment]


class Behind(Protocol):
    """What stands behind some events: their statements, reports, rulings and reasons. ``Known`` holds it of all."""

    @property
    def reports(self) -> Mapping[str, Report]: ...
    @property
    def standing(self) -> Standing: ...
    @property
    def read_at(self) -> Mapping[str, datetime]: ...
    @property
    def by_id(self) -> Mapping[str, Statement]: ...
    @property
    def copies(self) -> Mapping[str, str]: ...
    def why(self, statement_id: str) -> tuple[Feature, ...]: ...


@dataclass(frozen=True)
class Known:
    """A snapshot. Nothing in it was published after ``moment`` (None: no limit); it never changes.

    ``reports`` by id, in the order of (day published, id). Statements and events are worked out when first asked
    for and kept.
    """

    cut: Cut
    reports: Mapping[str, Report]
    standing: Standing
    namer: Namer
    read_at: Mapping[str, datetime] = field(default_factory=dict)
    """When each report came into the case."""

    @property
    def moment(self) -> Moment | None:
        """The day or minute asked for."""
        return self.cut.moment

    @property
    def day(self) -> date | None:
        """The day asked for."""
        return self.cut.day

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The statements that stand after everything people ruled, by day published, report and place in it."""
        return self.standing.statements

    @cached_property
    def by_id(self) -> Mapping[str, Statement]:
        """The same statements by id."""
        return {statement.id: statement for statement in self.statements}

    @cached_property
    def copies(self) -> Mapping[str, str]:
        """Report id to the earliest report of which it is a print; most reports are their own."""
        return copies(self.reports)

    @property
    def last_day(self) -> date | None:
        """The day asked for, or the day of the latest report; None for an empty case."""
        return self.day or max((report.published for report in self.reports.values()), default=None)

    @property
    def stamp(self) -> date | None:
        """The ``as_of`` of its events: the minute asked for, else the last day."""
        return self.moment if isinstance(self.moment, datetime) else self.last_day

    @cached_property
    def spread(self) -> Spread:
        """How common each word is among what is in sight."""
        return spread_of(self.statements, self.reports.values())

    @cached_property
    def mentions(self) -> tuple[Mention, ...]:
        """The statements as matching compares them."""
        return mentions(self.statements, self.reports, self.copies, self.spread)

    @cached_property
    def groups(self) -> tuple[Group, ...]:
        """Statements held to speak of one happening, in the order of their first mention."""
        return tuple(cluster(self.mentions, self.standing.pairs))

    @cached_property
    def naming(self) -> Assignment:
        """The names of ``groups``, and the names that now lead elsewhere."""
        return self.namer([[member.statement for member in group.members] for group in self.groups])

    @cached_property
    def events(self) -> tuple[Event, ...]:
        """Every event, by first possible day. Each statement belongs to exactly one."""
        made = [
            build_event(id, [m.statement for m in group.members], self.reports, self.copies, self.stamp)
            for id, group in zip(self.naming.ids, self.groups, strict=True)
        ]
        return tuple(sorted(made, key=lambda event: (event.first or event.last or date.min, event.last or date.max, event.id)))

    def event(self, name: str) -> Event:
        """The event of that name, however typed; an old name leads to the event it was merged into.

        Raises Unknown, with names that look alike.
        """
        wanted = spoken(name)
        wanted = self.naming.into.get(wanted, wanted)
        found = {event.id: event for event in self.events}
        if wanted not in found:
            first = founded(wanted, self.statements)
            if first is not None:
                return self.event_of(first.id)
            alike = get_close_matches(wanted, list(found), 3)
            hint = f"did you mean {' or '.join(alike)}?" if alike else "list them with: sayso events"
            raise Unknown(f"no event {name!r} is known{f' on {self.moment}' if self.moment else ''}; {hint}")
        return found[wanted]

    def event_of(self, statement_id: str) -> Event:
        """The event a statement belongs to. Raises Unknown for a statement that does not stand."""
        for event in self.events:
            if any(ref.id == statement_id for ref in event.statements):
                return event
        raise Unknown(f"no statement {statement_id!r} stands in this case")

    def why(self, statement_id: str) -> tuple[Feature, ...]:
        """What speaks for and against a statement belonging with the rest of its event; empty if it is alone there.

        Raises Unknown for a statement that does not stand.
        """
        for group in self.groups:
            mine = [member for member in group.members if member.statement.id == statement_id]
            others = [member for member in group.members if member.statement.id != statement_id]
            if mine:
                return explain(group_of(mine), group_of(others)) if others else ()
        raise Unknown(f"no statement {statement_id!r} stands in this case")
