"""The events of a moment as the store keeps them: asked by index, made a few at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, collate, or_, select

from sayso.record.errors import RecordError, Unknown
from sayso.record.excerpt import Excerpt, Reader
from sayso.record.filters import Wanted, asked, kind, meets, order
from sayso.record.moments import Cut
from sayso.record.names import PREFIX, spoken
from sayso.record.put import batches
from sayso.record.schema import settled_cut, settled_event, settled_member, settled_name, settled_part, settled_with
from sayso.record.stores import Store
from sayso.types import Event

_AT_ONCE: Final = 200
"""Events made at a time: enough to ask for their statements together, few enough to hold."""

_ALIKE: Final = 50_000
"""Among more names than these only those with the same first letter are looked through for one that looks alike."""


ALL: Final = Wanted()
"""Every event."""


@dataclass(frozen=True, slots=True)
class Found:
    """An event, and how many independent voices it rests on."""

    event: Event
    voices: int


@dataclass(frozen=True, slots=True)
class Settled:
    """The events known at a moment. ``book`` is where they are kept: the case itself, or memory for one that cannot be written."""

    store: Store
    book: Store
    cut: Cut
    row: Row[Any]

    def __len__(self) -> int:
        """How many events there are."""
        return int(self.row.next - self.row.first)

    def events(self, wanted: Wanted = ALL, sort: str = "date", limit: int | None = None) -> Iterator[Found]:
        """The events that meet ``wanted``, in the order of ``sort`` (see ``filters.SORTS``), at most ``limit``.

        They are made as they are asked for. Raises Unknown for a rung, sort, patron or theatre that there is none of,
        and RecordError when the case changes in between.
        """
        name, back = order(sort)
        test = meets(wanted)
        with self._open() as (_store, book):
            numbers = self._numbers(book, wanted, name, back)
        return self._made(numbers, test, limit)

    def event(self, name: str) -> Excerpt:
        """The event of that name, however typed, with all that stands behind it (see ``Known.event``). Raises Unknown."""
        with self._open() as (store, book):
            wanted = spoken(name)
            into = select(settled_name.c.into).where(settled_name.c.cut == self.row.number, settled_name.c.name == wanted)
            wanted = book.execute(into).scalar() or wanted
            reader = Reader(store, book, self.cut, self.row)
            number = book.execute(select(settled_event.c.number).where(self._mine, settled_event.c.id == wanted)).scalar()
            if number is None:
                number = self._founded(reader, wanted)
            if number is None:
                alike = get_close_matches(wanted, self._names(book, wanted), 3)
                hint = f"did you mean {' or '.join(alike)}?" if alike else "list them with: sayso events"
                when = f" on {self.cut.moment}" if self.cut.moment else ""
                raise Unknown(f"no event {name!r} is known{when}; {hint}")
            return reader.excerpt(number)

    @property
    def _mine(self) -> ColumnElement[bool]:
        return settled_event.c.number.between(self.row.first, self.row.next - 1)

    @contextmanager
    def _open(self) -> Iterator[tuple[Connection, Connection]]:
        with self.store.reading() as store:
            if self.book is self.store:
                still = select(settled_cut.c.number).where(
                    settled_cut.c.number == self.row.number, settled_cut.c.hash == self.row.hash
                )
                if store.execute(still).first() is None:
                    raise RecordError(f"case {self.store.name} changed while it was asked; ask again")
                yield store, store
            else:
                with self.book.reading() as book:
                    yield store, book

    def _made(self, numbers: list[int], test: Any, limit: int | None) -> Iterator[Found]:
        left = len(numbers) if limit is None else limit
        for chunk in batches(numbers, _AT_ONCE):
            with self._open() as (store, book):
                made, _statements = Reader(store, book, self.cut, self.row).events(chunk)
                query = select(settled_event.c.number, settled_event.c.voices).where(settled_event.c.number.in_(chunk))
                voices = {row.number: row.voices for row in book.execute(query)}
            for number, event in zip(chunk, made, strict=True):
                if left and test(event):
                    left -= 1
                    yield Found(event, voices[number])
            if not left:
                return

    def _numbers(self, book: Connection, wanted: Wanted, sort: str, back: bool) -> list[int]:
        """Events that may be meant, in order; what only a whole event can tell is asked of it later."""
        among = self._among(book, wanted)
        key: Any = settled_event.c.number if sort == "date" else settled_event.c[sort]
        query = select(settled_event.c.number, key.label("key")).where(self._mine, *_columns(wanted))
        if among is not None:
            some = batches(sorted(among))
            rows = [row for chunk in some for row in book.execute(query.where(settled_event.c.number.in_(chunk)))]
            rows.sort(key=lambda row: row.key, reverse=back)
            return [row.number for row in rows]
        if sort in ("title", "id") and book.dialect.name == "postgresql":
            key = collate(key, "C")
        return list(book.execute(query.order_by(key.desc() if back else key, settled_event.c.number)).scalars())

    def _among(self, book: Connection, wanted: Wanted) -> set[int] | None:
        """The events that have every part and some statement asked for; None if neither is asked for."""
        found = [] if wanted.among is None else [self._holding(book, wanted.among)]
        for role, test in asked(wanted):
            query = select(settled_part.c.number, settled_part.c.value)
            mine = (settled_part.c.cut == self.row.number) & (settled_part.c.role == role)
            fit = [row.number for row in book.execute(query.where(mine)) if test(*json.loads(row.value))]
            asks = (select(settled_with.c.event).where(settled_with.c.part.in_(some)) for some in batches(fit))
            found.append({number for ask in asks for number in book.execute(ask).scalars()})
        return set.intersection(*found) if found else None

    def _holding(self, book: Connection, statements: frozenset[str]) -> set[int]:
        """The events some statements belong to."""
        found: set[int] = set()
        mine = settled_member.c.event.between(self.row.first, self.row.next - 1)
        for chunk in batches(sorted(statements)):
            query = select(settled_member.c.event).where(mine, settled_member.c.statement.in_(chunk))
            found.update(book.execute(query).scalars())
        return found

    def _names(self, book: Connection, wanted: str) -> list[str]:
        query = select(settled_event.c.id).where(self._mine).order_by(settled_event.c.number)
        if len(self) > _ALIKE:
            query = query.where(settled_event.c.id.startswith(wanted[: len(PREFIX) + 1], autoescape=True))
        return list(book.execute(query).scalars())

    def _founded(self, reader: Reader, name: str) -> int | None:
        """The event to which the statement belongs that would have founded one of that name."""
        first = reader.founding(name)
        return None if first is None else next(iter(self._holding(reader.book, frozenset([first]))))


def _columns(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    """What is asked of an event's own columns."""
    what, mode = kind(wanted.type)
    if what is not None:
        yield settled_event.c.what == what
    if mode is not None:
        yield settled_event.c.mode == mode
    if wanted.since is not None:
        yield or_(settled_event.c.last.is_(None), settled_event.c.last >= wanted.since)
    if wanted.until is not None:
        yield or_(settled_event.c.first.is_(None), settled_event.c.first <= wanted.until)
