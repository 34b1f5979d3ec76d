"""What stands behind a few events, read from the store without taking in the rest of the case."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, Row, select

from sayso.record import asking, load
from sayso.record.events import build_event
from sayso.record.groups import group_of
from sayso.record.log import moment
from sayso.record.matching import Feature, explain
from sayso.record.mentions import Mention, Spread, mentions, tokens
from sayso.record.moments import Cut
from sayso.record.names import PREFIX, SHORTEST, founds, mention_of
from sayso.record.put import batches
from sayso.record.rulings import Ruled
from sayso.record.schema import report, settled_copy, settled_event, settled_member, settled_word, statement
from sayso.record.settling import stamp_of
from sayso.record.standing import Standing, order_of
from sayso.types import Event, Report, Statement


@dataclass(frozen=True)
class Excerpt:
    """Some events of a settled moment and what stands behind them; the parts mean what they mean in ``Known``."""

    events: tuple[Event, ...]
    reports: Mapping[str, Report]
    standing: Standing
    read_at: Mapping[str, datetime]
    by_id: Mapping[str, Statement]
    copies: Mapping[str, str]
    spread: Spread

    @cached_property
    def _mentions(self) -> Mapping[str, Mention]:
        members = [self.by_id[ref.id] for event in self.events for ref in event.statements]
        order = sorted(members, key=lambda one: order_of(one, self.reports))
        return {one.statement.id: one for one in mentions(order, self.reports, self.copies, self.spread)}

    def why(self, statement_id: str) -> tuple[Feature, ...]:
        """What speaks for and against a statement belonging with the rest of its event; empty if it is alone there."""
        (event,) = (each for each in self.events if any(ref.id == statement_id for ref in each.statements))
        members = [self._mentions[ref.id] for ref in event.statements]
        mine = [member for member in members if member.statement.id == statement_id]
        others = [member for member in members if member.statement.id != statement_id]
        return explain(group_of(mine), group_of(others)) if others else ()


class Reader:
    """Makes events of a settled moment anew from their statements. ``book`` holds what is settled, ``store`` the case."""

    def __init__(self, store: Connection, book: Connection, cut: Cut, row: Row[Any]) -> None:
        self.store = store
        self.book = book
        self.cut = cut
        self.row = row
        self.rulings = load.rulings(store, cut.until)
        self.ruled = {ruled.ruling.report for ruled in self.rulings if ruled.active}
        self.reports: dict[str, Report] = {}

    def events(self, numbers: Sequence[int]) -> tuple[list[Event], dict[str, Statement]]:
        """The events with these numbers, in that order, and their statements by id."""
        members = self._members(numbers)
        wanted = {ref for refs in members.values() for ref in refs}
        ids = {id for id, _statement in wanted}
        self.reports = {id: one for id, one in self.reports.items() if id in ids}
        self.reports |= load.reports(self.store, ids=ids - self.reports.keys())
        by_id = self._statements(wanted)
        copies = self.copies(ids)
        names = self._names(numbers)
        made = []
        for number in numbers:
            own = sorted((by_id[id] for _report, id in members[number]), key=lambda one: order_of(one, self.reports))
            made.append(build_event(names[number], own, self.reports, copies, stamp_of(self.row.stamp)))
        return made, by_id

    def excerpt(self, number: int) -> Excerpt:
        """One event and all that stands behind it."""
        (event,), by_id = self.events([number])
        ids = {ref.report for ref in event.statements}
        standing = self._standing(ids)
        reports = {id: self.reports[id] for id in ids}
        query = select(report.c.id, report.c.read_at).where(report.c.id.in_(ids))
        read_at = {row.id: moment(row.read_at) for row in self.store.execute(query)}
        quoted = self._count({word for one in by_id.values() for word in tokens(one.quote)}, "quotes")
        told = self._count({word for one in reports.values() for word in tokens(one.text)}, "texts")
        spread = Spread(quoted, told, self.row.statements, self.row.texts)
        return Excerpt((event,), reports, standing, read_at, by_id, self.copies(ids), spread)

    def founding(self, name: str) -> str | None:
        """The id of the first standing statement that would found an event of that name, if one does."""
        if len(name) < len(PREFIX) + SHORTEST:
            return None
        columns = (statement.c.id, statement.c.report, statement.c.start, statement.c.end, statement.c.what, report.c.published)
        query = select(*columns).join(report, report.c.id == statement.c.report).where(*self.cut.sees(), *load.in_force(self.cut))
        found: list[tuple[tuple[Any, ...], str]] = []
        for row in self.store.execute(query.execution_options(yield_per=2000)):
            if row.report not in self.ruled and founds(name, (row.report, row.start, row.end, row.id, row.what)):
                found.append(((row.published, row.report, row.start, row.end, row.id), row.id))
        reports = load.reports(self.store, cut=self.cut, ids=self.ruled)
        ruled = asking.standing(self.store, self.cut, reports, self.ruled).statements if reports else ()
        found += [(order_of(one, reports), one.id) for one in ruled if founds(name, mention_of(one))]
        return min(found)[1] if found else None

    def copies(self, ids: Iterable[str]) -> dict[str, str]:
        """Report to the earliest report with the same text, for these reports."""
        found = {id: id for id in ids}
        for chunk in batches(sorted(found)):
            mine = (settled_copy.c.cut == self.row.number) & settled_copy.c.report.in_(chunk)
            found |= {row.report: row.of for row in self.book.execute(select(settled_copy).where(mine))}
        return found

    def _members(self, numbers: Sequence[int]) -> dict[int, list[tuple[str, str]]]:
        found: dict[int, list[tuple[str, str]]] = defaultdict(list)
        for chunk in batches(numbers):
            for row in self.book.execute(select(settled_member).where(settled_member.c.event.in_(chunk))):
                found[row.event].append((row.report, row.statement))
        return found

    def _names(self, numbers: Sequence[int]) -> dict[int, str]:
        found: dict[int, str] = {}
        for chunk in batches(numbers):
            query = select(settled_event.c.number, settled_event.c.id).where(settled_event.c.number.in_(chunk))
            found |= {row.number: row.id for row in self.book.execute(query)}
        return found

    def _statements(self, wanted: set[tuple[str, str]]) -> dict[str, Statement]:
        """Statements as they stand. What nobody ruled on is what the log says, so only the rest is worked out."""
        plain = {id for report_id, id in wanted if report_id not in self.ruled}
        found = {one.statement.id: one.statement for one in load.coded(self.store, cut=self.cut, only=plain)}
        ruled = {report_id for report_id, _id in wanted} & self.ruled
        if ruled:
            reports = {id: self.reports[id] for id in ruled}
            found |= {one.id: one for one in asking.standing(self.store, self.cut, reports, ruled).statements}
        return found

    def _standing(self, ids: set[str]) -> Standing:
        """What people ruled on these reports, and on others together with them."""
        around = set(ids)
        for ruled in self.rulings:
            named = _named(ruled)
            if named & ids:
                around |= named
        if not around & self.ruled:
            return Standing((), {}, (), ())
        return asking.standing(self.store, self.cut, load.reports(self.store, cut=self.cut, ids=around), around)

    def _count(self, words: set[str], column: str) -> Counter[str]:
        found: Counter[str] = Counter()
        for chunk in batches(sorted(words)):
            mine = (settled_word.c.cut == self.row.number) & settled_word.c.word.in_(chunk)
            query = select(settled_word.c.word, settled_word.c[column].label("held")).where(mine)
            found.update({row.word: row.held for row in self.book.execute(query)})
        return found


def _named(ruled: Ruled) -> set[str]:
    """The reports a ruling speaks of."""
    value = ruled.ruling.value
    also = value.get("also")
    places = [place for place in also if isinstance(place, list) and place] if isinstance(also, list) else []
    return {ruled.ruling.report, str(value.get("report", ruled.ruling.report)), *(str(place[0]) for place in places)}
