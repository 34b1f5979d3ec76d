"""The nouns of Sayso: frozen, validated when built, standard library only.

Field names are those of the statement contract (docs/reference/statement.md), in the JSON of ``sayso code --json``, the
database and these classes. ``None`` always means *not said*.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

CATEGORIES: Final = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
"""The sixteen event categories of PLOVER (Halterman et al. 2023), mildest first."""

STANCES: Final = (
    "reports", "alleges", "suspects", "determines", "admits", "denies", "coy", "praises",
    "claims", "threatens", "warns", "promises", "demands", "predicts",
)  # fmt: skip
VOICE_KINDS: Final = ("named", "office", "unnamed", "group", "outlet", "author")
TIMES: Final = ("past", "ongoing", "historical", "future", "hypothetical")
PRECISIONS: Final = ("site", "locality", "admin1", "country", "sea", "region")
RUNGS: Final = ("silent", "denies", "coy", "praises", "claims", "claims-disputed", "admitted")
"""The claim ladder, lowest rung first."""
FACT_STANCES: Final = ("reports", "determines", "admits")
RULING_ACTS: Final = ("accept", "reject", "edit", "merge", "split", "missed", "undo")


class SaysoError(Exception):
    """Root of every error Sayso raises on purpose: says what was tried, where, what to do next."""


class BadValue(SaysoError, ValueError):
    """A noun was built from values its contract does not allow."""


def _need(condition: bool, message: str) -> None:
    if not condition:
        raise BadValue(message)


def _check_span(noun: str, start: int, end: int) -> None:
    _need(0 <= start < end, f"{noun}: span {start}:{end} is empty or backwards (code points, end exclusive)")


@dataclass(frozen=True, slots=True)
class Report:
    """One published document; ``text`` is exactly what spans index, in Unicode code points.

    ``key`` identifies it (hash of source and raw bytes); ``id`` is the short name people use.
    ``published_at`` is the minute of publication where the document gives one.
    ``notes`` are the reader's remarks (``date from URL``).
    """

    id: str
    key: str
    text: str
    published: date
    outlet: str | None = None
    title: str | None = None
    author: str | None = None
    url: str | None = None
    published_at: datetime | None = None
    language: str = "en"
    format: str = "text"
    sha256: str = ""
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _need(bool(self.id.strip()), "report: id is empty; give one with --id")
        _need(bool(self.text.strip()), f"report {self.id}: no text")
        same_day = self.published_at is None or self.published_at.date() == self.published
        _need(same_day, f"report {self.id}: published_at {self.published_at} is not on {self.published}")


@dataclass(frozen=True, slots=True)
class Span:
    """``text[start:end]`` of a report, in code points, end exclusive."""

    text: str
    start: int
    end: int

    def __post_init__(self) -> None:
        _check_span("span", self.start, self.end)


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says so. ``start``/``end`` are None when the outlet or author speaks without being named in the text."""

    name: str
    kind: str
    actor: str | None = None
    start: int | None = None
    end: int | None = None

    def __post_init__(self) -> None:
        _need(self.kind in VOICE_KINDS, f"voice {self.name!r}: kind {self.kind!r} is not one of {VOICE_KINDS}")
        _need(bool(self.name), "voice: name is empty")
        if self.start is not None and self.end is not None:
            _check_span(f"voice {self.name!r}", self.start, self.end)


@dataclass(frozen=True, slots=True)
class Party:
    """An actor, target or recipient as the text names it; ``id`` is the knowledge id, None if unknown.

    For a pronoun or definite description ("the group"), ``name`` is what it was resolved to, the span where it stands.
    """

    name: str
    id: str | None
    start: int
    end: int

    def __post_init__(self) -> None:
        _check_span(f"party {self.name!r}", self.start, self.end)


@dataclass(frozen=True, slots=True)
class Where:
    name: str
    id: str | None = None
    country: str | None = None  # ISO 3166-1 alpha-3
    lat: float | None = None
    lon: float | None = None
    precision: str | None = None
    start: int | None = None
    end: int | None = None

    def __post_init__(self) -> None:
        _need(self.precision is None or self.precision in PRECISIONS, f"where {self.name!r}: precision {self.precision!r}")
        _need(self.lat is None or -90 <= self.lat <= 90, f"where {self.name!r}: latitude {self.lat}")
        _need(self.lon is None or -180 <= self.lon <= 180, f"where {self.name!r}: longitude {self.lon}")


@dataclass(frozen=True, slots=True)
class When:
    """An inclusive interval of days; either end is None when the text leaves it open."""

    said: str
    first: date | None
    last: date | None
    start: int | None = None
    end: int | None = None

    def __post_init__(self) -> None:
        in_order = self.first is None or self.last is None or self.first <= self.last
        _need(in_order, f"when {self.said!r}: {self.first} is after {self.last}")


@dataclass(frozen=True, slots=True)
class Weapon:
    name: str
    id: str | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as said, as inclusive bounds: "up to 110" is 0…110, "at least 14" is 14…None.

    ``of`` is whose (an actor or country id), None if not said. ``was`` holds the earlier bounds
    when the sentence itself revises a figure ("raised to 64 from 50").
    """

    low: int | None
    high: int | None
    said: str
    of: str | None = None
    start: int | None = None
    end: int | None = None
    was: tuple[int | None, int | None] | None = None

    def __post_init__(self) -> None:
        in_order = self.low is None or self.high is None or 0 <= self.low <= self.high
        _need(in_order, f"figure {self.said!r}: bounds {self.low}…{self.high}")


@dataclass(frozen=True, slots=True)
class Claim:
    """Who did what to whom, where, when, with what, at what cost. ``what`` is None for a judgement on no event."""

    what: str | None
    mode: str | None = None
    actor: Party | None = None
    target: Party | None = None
    recipient: Party | None = None
    where: Where | None = None
    when: When | None = None
    weapon: Weapon | None = None
    figures: Mapping[str, tuple[Figure, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        _need(self.what is None or self.what in CATEGORIES, f"claim: {self.what!r} is not a PLOVER category")


@dataclass(frozen=True, slots=True)
class Statement:
    """One voice, one stance, one claim, at ``start:end`` of one report, where ``quote`` stands word for word.

    ``firmness`` runs −3…3 (factuality as the voice puts it). ``id`` is the hash of the
    canonical JSON of everything else (see ``sayso.statement_id``).
    """

    id: str
    report: str
    start: int
    end: int
    quote: str
    voice: Voice
    stance: str
    firmness: int
    claim: Claim
    via: tuple[str, ...] = ()
    cue: Span | None = None
    hedges: tuple[str, ...] = ()
    time: str = "past"
    negated: bool = False

    def __post_init__(self) -> None:
        _check_span(f"statement {self.id}", self.start, self.end)
        _need(len(self.quote) == self.end - self.start, f"statement {self.id}: quote is not as long as its span")
        _need(self.stance in STANCES, f"statement {self.id}: stance {self.stance!r}")
        _need(self.time in TIMES, f"statement {self.id}: time {self.time!r}")
        _need(-3 <= self.firmness <= 3, f"statement {self.id}: firmness {self.firmness} is outside −3…3")

    @property
    def is_fact(self) -> bool:
        """True when counted as a fact: firm, not negated, past or ongoing, asserted by its voice."""
        asserted = self.firmness >= 2 and self.stance in FACT_STANCES
        return asserted and not self.negated and self.time in ("past", "ongoing") and self.claim.what is not None


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A document that could not be read or coded; ``reason`` is a short code, ``detail`` says what to do."""

    source: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class StatementRef:
    """One statement as an event lists it."""

    id: str
    report: str
    start: int
    end: int
    voice: Voice
    stance: str
    firmness: int


@dataclass(frozen=True, slots=True)
class FigureReading:
    """One figure as one voice gave it on one day (and minute, if known): a row of ``figures_history``."""

    what: str
    of: str | None
    low: int | None
    high: int | None
    said: str
    voice: Voice
    published: date
    report: str
    start: int
    end: int
    statement: str
    published_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Accusation:
    """One voice naming one actor as responsible, with how firmly and whether it was denied in the same breath."""

    voice: Voice
    accused: Party
    stance: str
    firmness: int
    negated: bool
    published: date
    report: str
    start: int
    end: int
    statement: str


@dataclass(frozen=True, slots=True)
class Event:
    """Statements judged to speak of one happening, the claim they add up to, rivals and figures kept.

    ``id`` is stable and can be read out (SAY-7F3K); ``first``/``last`` bound the day it happened
    (inclusive); ``ladder`` gives each suspected actor's rung on the claim ladder.
    """

    id: str
    claim: Claim
    statements: tuple[StatementRef, ...]
    figures_history: tuple[FigureReading, ...] = ()
    accusations: tuple[Accusation, ...] = ()
    ladder: Mapping[str, str] = field(default_factory=dict)
    answers: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    as_of: date | None = None
    title: str = ""

    def __post_init__(self) -> None:
        _need(bool(self.statements), f"event {self.id}: no statements; an event rests on at least one")
        for actor, rung in self.ladder.items():
            _need(rung in RUNGS, f"event {self.id}: rung {rung!r} of {actor} is not one of {RUNGS}")


@dataclass(frozen=True, slots=True)
class Ruling:
    """A person's decision, hung on (report, start, end), never on what a coder made of it. ``value`` is what its act needs:
    ``edit``/``missed`` the changed fields, ``merge`` the other (report, start, end), ``undo`` the ruling's seq."""

    act: str
    report: str
    start: int
    end: int
    by: str
    at: datetime
    why: str
    value: Mapping[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        _need(self.act in RULING_ACTS, f"ruling: {self.act!r} is not one of {RULING_ACTS}")
        _check_span("ruling", self.start, self.end)
        _need(bool(self.by.strip()) and bool(self.why.strip()), "ruling: say who rules and why")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of an assessment's table: cells in the order of ``columns``, and the statements it rests on."""

    cells: tuple[str | int | float | None, ...]
    evidence: tuple[str, ...] = ()
    event: str | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """An answer: the question, the finding in one or two sentences, and what it rests on.
    ``name`` is the analysis that made it (``attribution``, ``claims``, ``figures`` …), ``subject`` the event
    or actor id it is about. ``evidence`` are statement ids, ``support`` those of each sentence of the finding
    (empty: all); ``interval`` is inclusive and in the unit of ``value``; a ``headline`` belongs among the first answers of a brief.
    """

    name: str
    question: str
    finding: str
    as_of: date
    method: str
    evidence: tuple[str, ...] = ()
    subject: str | None = None
    value: float | int | str | None = None
    interval: tuple[float, float] | None = None
    caveats: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    headline: bool = False
    support: tuple[tuple[str, ...], ...] = ()

    def __post_init__(self) -> None:
        columns = len(self.columns)
        for row in self.rows:
            _need(len(row.cells) == columns, f"assessment {self.name}: a row has {len(row.cells)} cells, not {columns}")


@dataclass(frozen=True, slots=True)
class Brief:
    """A title and assessments in order, with everything needed to print the evidence behind them.
    ``counts``: offered, coded, duplicate, quarantined, statements, events; ``actors``: id → display name; ``leading``: event ids, the
    weightiest first; ``titles``: of events mentioned but not printed; of each statement its ``worth`` and whom its voice ``speaks_as``."""

    title: str
    as_of: date
    assessments: tuple[Assessment, ...]
    events: tuple[Event, ...]
    statements: Mapping[str, Statement]
    reports: Mapping[str, Report]
    quarantined: tuple[Quarantined, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    actors: Mapping[str, str] = field(default_factory=dict)
    marking: str = "TLP:CLEAR"
    leading: tuple[str, ...] = ()
    titles: Mapping[str, str] = field(default_factory=dict)
    worth: Mapping[str, float] = field(default_factory=dict)
    speaks_as: Mapping[str, str] = field(default_factory=dict)
