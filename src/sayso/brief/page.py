"""The page: what a brief shows, in order, as plain text ready to print. Every format is written from it.

All strings are visible text (see ``visible``) but escaped for no format; each writer escapes for its own.
Evidence is referred to by number; ``Quote.n`` is the entry that a number leads to.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sayso.brief.charts.picture import Picture


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a finding in pieces ``(text, is a likelihood term)``, and the evidence it ends in."""

    parts: tuple[tuple[str, bool], ...]
    cites: tuple[int, ...]
    """The strongest of its evidence, in ascending order."""
    more: int = 0
    """How many statements beyond ``cites`` bear it."""

    @property
    def text(self) -> str:
        return "".join(part for part, _ in self.parts)


@dataclass(frozen=True, slots=True)
class Cell:
    """``kind`` is ``text``, ``number`` or ``missing``; ``anchor`` the place in the page it leads to."""

    text: str
    kind: str = "text"
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class TableRow:
    cells: tuple[Cell, ...]
    cites: tuple[int, ...]
    """The strongest of its evidence, in ascending order."""
    rest: tuple[int, ...] = ()
    """All its other evidence."""


@dataclass(frozen=True, slots=True)
class Table:
    caption: str
    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    numeric: tuple[bool, ...]
    """Per column, True where every value is a number."""
    left: int = 0
    """How many rows the short form leaves to the appendix."""

    @property
    def cited(self) -> bool:
        return any(row.cites for row in self.rows)


@dataclass(frozen=True, slots=True)
class Finding:
    anchor: str
    question: str
    sentences: tuple[Sentence, ...]
    value: str
    caveats: tuple[str, ...]
    method: str
    as_of: str
    table: Table | None
    about: Cell | None
    """The event or actor the finding is about."""
    banded: bool = False
    """True when the value is a likelihood with an interval and so adds to what the sentences say."""
    everything: tuple[int, ...] = ()
    """All its evidence, in ascending order."""
    only_here: bool = False
    """True for a headline that no other section repeats, so that its table and evidence stand with it."""

    @property
    def shown(self) -> tuple[int, ...]:
        """The evidence that its sentences show, in ascending order."""
        return tuple(sorted({number for sentence in self.sentences for number in sentence.cites}))


@dataclass(frozen=True, slots=True)
class Quote:
    """One row of "who says so": a statement with its voice, stance, firmness, words and source."""

    n: int
    voice: str
    kind: str
    via: str
    stance: str
    means: str
    hedges: str
    qualifiers: str
    firmness: int
    firmness_sign: str
    firmness_words: str
    text: str
    parts: tuple[tuple[str, bool], ...]
    """The text in pieces, each with whether it is the word that shows the stance."""
    published: str
    outlet: str
    report: str
    report_anchor: str
    first_here: bool
    """True in the one place of the page that carries this quote's anchor."""


@dataclass(frozen=True, slots=True)
class EventView:
    id: str
    anchor: str
    title: str
    when: str
    facts: tuple[tuple[str, str], ...]
    answers: tuple[Cell, ...]
    quotes: tuple[Quote, ...]
    strongest: tuple[int, ...] = ()
    """The numbers of its quotes, the strongest evidence first and one of each voice before a second."""
    more: int = 0
    """How many quotes the short form leaves to the appendix."""


@dataclass(frozen=True, slots=True)
class Named:
    """One voice in a column of rival attributions."""

    n: int
    voice: str
    stance: str
    firmness: int
    firmness_sign: str
    firmness_words: str
    published: str
    text: str


@dataclass(frozen=True, slots=True)
class Rival:
    """One accused actor: who says it was them, who says it was not, and how far they own it."""

    accused: str
    rung: str
    says_so: tuple[Named, ...]
    says_not: tuple[Named, ...]
    more: int = 0
    """How many voices the short form leaves to the appendix."""


@dataclass(frozen=True, slots=True)
class RivalView:
    """The rival attributions of one event, one column each, never merged."""

    event: Cell
    when: str
    findings: tuple[Finding, ...]
    rivals: tuple[Rival, ...]
    more: int = 0
    """How many rival answers the short form leaves to the appendix."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart by its name in ``charts.CHARTS``, what it draws, the findings it bears out and the table behind it."""

    name: str
    title: str
    picture: Picture
    note: str = ""
    findings: tuple[Finding, ...] = ()
    table: Table | None = None
    event: str = ""
    """The anchor of the one event it is about."""


@dataclass(frozen=True, slots=True)
class Section:
    """``anchor`` also names the kind of section; ``lede`` says in a sentence or two what the reader is looking at."""

    anchor: str
    title: str
    lede: str
    findings: tuple[Finding, ...] = ()
    charts: tuple[Chart, ...] = ()
    tables: tuple[Table, ...] = ()
    rivals: tuple[RivalView, ...] = ()
    events: tuple[EventView, ...] = ()
    loose: tuple[Quote, ...] = ()
    """Statements that belong to no event."""
    left: tuple[str, ...] = ()
    """What the short form leaves to the appendix, in words: ``29 more events``."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One of a columnist's questions with the findings that answer it."""

    anchor: str
    question: str
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a report's text, with the evidence numbers it belongs to, those it begins and those it ends."""

    text: str
    marks: tuple[int, ...]
    opens: tuple[int, ...]
    closes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """One report in full."""

    anchor: str
    id: str
    title: str
    outlet: str
    author: str
    published: str
    url: str
    link: str | None
    """The address where it may be followed: http and https only, None otherwise."""
    language: str | None
    rtl: bool
    sha256: str
    notes: tuple[str, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Page:
    title: str
    day: date
    as_of: str
    marking: str
    counts: tuple[tuple[str, str], ...]
    answers: tuple[Answer, ...]
    sections: tuple[Section, ...]
    methods: tuple[tuple[str, tuple[str, ...]], ...]
    """Name of an analysis, its methods as the analysis describes them."""
    quarantined: Table | None
    sources: tuple[Source, ...]
    """In the short form those it cites, without their texts."""
    leading: tuple[str, ...] = ()
    """Anchors of the events that weigh most, the weightiest first."""
    appendix: str = ""
    """The file that has everything; empty where this is that file."""
    evidence: tuple[Quote, ...] = ()
    """In the short form: the quotes it cites, by number."""
