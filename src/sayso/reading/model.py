"""What passes between the parts of the reading room."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from datetime import date, datetime
from typing import Final

from sayso.reading.reasons import REASONS
from sayso.types import BadValue, Quarantined, Report, SaysoError

MAX_BYTES: Final = 32 * 1024 * 1024
"""The largest document read, in bytes, unless the caller says otherwise."""


class Refused(SaysoError):
    """One document cannot be read. ``reason`` is a key of ``REASONS``; ``detail`` says what to do."""

    def __init__(self, reason: str, detail: str) -> None:
        if reason not in REASONS:
            raise BadValue(f"refused: {reason!r} is not a reason code; add it to reading/reasons.py")
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True, slots=True)
class Read:
    """What became of one offered document: exactly one of ``report`` and ``quarantined`` is set.

    ``source`` is where it came from, for people: a path, an address, ``clips.jsonl:12`` or ``-``.
    ``raw`` are the bytes as offered (for a JSON Lines record, its line), None if never obtained.
    """

    source: str
    raw: bytes | None
    report: Report | None = None
    quarantined: Quarantined | None = None

    def __post_init__(self) -> None:
        if (self.report is None) == (self.quarantined is None):
            raise BadValue(f"read {self.source}: needs a report or a quarantine, and not both")


@dataclass(frozen=True, slots=True)
class Offered:
    """One document handed in, not yet understood. ``record`` marks one record of JSON Lines."""

    source: str
    raw: bytes
    name: str
    """Report id if the document gives none."""
    suffix: str = ""
    """Lower case, without the dot."""
    url: str | None = None
    media_type: str | None = None
    charset: str | None = None
    record: bool = False


@dataclass(frozen=True, slots=True)
class Fetched:
    """What one web address delivered. ``url`` is the last address after redirects."""

    url: str
    raw: bytes
    media_type: str | None = None
    charset: str | None = None


@dataclass(frozen=True, slots=True)
class Dated:
    """A day of publication and, where given, the moment; ``where`` says what it was read from.

    ``at`` keeps the offset the document states and has none if the document states none.
    """

    day: date
    at: datetime | None
    where: str


@dataclass(frozen=True, slots=True)
class Facts:
    """What a document says about itself, before anything is decided. None means not said."""

    id: str | None = None
    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    url: str | None = None
    language: str | None = None
    dates: tuple[Dated, ...] = ()
    """Stated publication dates, most trusted first."""
    visible_dates: tuple[Dated, ...] = ()
    """Dates read off the visible text: the last resort."""
    other_dates: tuple[str, ...] = ()
    """Dates that are not publication dates (last change, file creation), to name in a refusal."""
    notes: tuple[str, ...] = ()

    def over(self, other: Facts) -> Facts:
        """These facts where they say something, the other's where they do not; tuples are chained."""
        mine: dict[str, object] = {}
        for each in fields(self):
            own, theirs = getattr(self, each.name), getattr(other, each.name)
            mine[each.name] = own + theirs if isinstance(own, tuple) else (own if own is not None else theirs)
        return Facts(**mine)  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Draft:
    """One document understood: its text and what it says about itself.

    ``headline`` is True when the title belongs on top of the text if it is not there already.
    """

    text: str
    format: str
    facts: Facts = field(default_factory=Facts)
    headline: bool = False


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the caller said about the documents; each applies where a document does not say itself."""

    published: date | None = None
    outlet: str | None = None
    id: str | None = None
    """Overrides the document's own id."""
    language: str | None = None
    """Switches the language check off."""


JsonObject = Mapping[str, object]
