"""What charts draw: marks in time and space, figures in time, ladders. Plain text and dates, nothing to compute."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

Ring = Sequence[tuple[float, float]]
"""A closed outline of (longitude, latitude) in degrees."""
Basemap = Sequence[tuple[str, str, Sequence[Ring]]]
"""Countries as (ISO 3166-1 alpha-3, name, rings); holes are rings too, filled by the even-odd rule."""
NO_PLACE: Final = "Place not said"
"""The lane of events of which nobody says where; it comes last."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One event as a mark. ``first``/``last`` bound its day, inclusive; ``rung`` is the highest any actor stands on."""

    id: str
    href: str
    title: str
    category: str | None
    lane: str
    first: date | None = None
    last: date | None = None
    rung: str | None = None
    place: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: str | None = None
    answers: tuple[str, ...] = ()
    happened: bool = True
    """False when every voice speaks of it as yet to come, as possible only, or as not having happened."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One figure as one voice gave it: inclusive bounds, None where the voice left that end open."""

    day: date
    low: int | None
    high: int | None
    said: str
    voice: str
    who: str
    """What tells one voice from another: its actor id where known, else its name."""
    n: int
    href: str


@dataclass(frozen=True, slots=True)
class Series:
    """The readings of one figure of one event, in order of publication."""

    title: str
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """Where an actor stood on the claim ladder over one event."""

    event: str
    href: str
    when: str
    order: int
    rung: str


@dataclass(frozen=True, slots=True)
class Climb:
    actor: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Stand:
    """Where one side stands on the escalation ladder, 0 … 10, now and four weeks before; ``question`` says against whom."""

    question: str
    side: str
    now: int
    before: int
    arrow: str
    band: str
    href: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One value of nought or more, ``said`` in words; its interval and what to compare it with on the same scale."""

    label: str
    value: float
    said: str
    low: float | None = None
    high: float | None = None
    mark: float | None = None
    href: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything a chart may draw; each takes what it needs. ``marks`` come most important first."""

    as_of: date
    marks: tuple[Mark, ...] = ()
    series: tuple[Series, ...] = ()
    climbs: tuple[Climb, ...] = ()
    stands: tuple[Stand, ...] = ()
    bars: tuple[Bar, ...] = ()
    basemap: Basemap = field(default=())


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a chart will stand. ``width`` in pixels (points on paper); ``prefix`` keeps its ids apart from others."""

    width: int
    font: str
    prefix: str
    narrow: bool = False
    links: bool = True
    most_height: int = 1500
    """A chart that can be drawn denser is, until it is no taller than this."""
