"""From events to forecasts: gathers events, asks, logs every forecast in the case, settles and shows them.

What the verbs of the command line call. Events come from saved tables (files or folders of them), from a dataset's own
files, or from the case itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from sayso.datasets import DatasetError, parts, read_events
from sayso.forecast.ask import Forecast, ask, what_if
from sayso.forecast.kept import panel_of
from sayso.forecast.ledger import Entry, Settled, settle
from sayso.forecast.panel import Panel, View
from sayso.forecast.rows import Question
from sayso.knowledge.actors import actors
from sayso.knowledge.theatres import theatres
from sayso.knowledge.ties import ties
from sayso.record import Record
from sayso.record.filters import ids_of
from sayso.table import EventTable, names_in
from sayso.types import BadValue

LOGGED = "forecast"
"""What the notes of a case call a forecast."""


@dataclass(frozen=True)
class Source:
    """Where events come from: saved tables and a folder that keeps their panels, or a table in memory."""

    label: str
    tables: tuple[Path, ...] = ()
    keep_in: Path | None = None
    events: EventTable | None = None
    made: dict[str, Panel] = field(default_factory=dict)

    def panel(self, view: View) -> Panel:
        """The events counted in this view. Raises BadValue when there are none."""
        key = repr(view)
        if key not in self.made:
            self.made[key] = Panel.of(self.events, view) if self.events is not None else panel_of(self.tables, view, self.keep_in)
        return self.made[key]

    def table(self) -> EventTable:
        """All the events in one table."""
        return self.events if self.events is not None else EventTable.concat(EventTable.load(path) for path in self.tables)


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a forecast is about: one actor or a pair, a country, or a theatre of several."""

    unit: str
    by: str
    fold: bool = False
    places: tuple[str, ...] = ()

    def view(self, asked: date) -> View:
        """How to count for it on a day: commands are folded as they stood then."""
        theatres = dict.fromkeys(self.places, self.unit) if self.by == "theatre" else {}
        return View(self.by, fold=clients(asked) if self.fold else {}, theatres=theatres)


def gather(paths: Sequence[Path], dataset: str | None = None) -> Source:
    """Saved tables, folders of them, or files of the named dataset.

    Raises DatasetError when a file is missing or of another layout.
    """
    missing = [path for path in paths if not path.exists()]
    if missing:
        raise DatasetError(f"{missing[0]}: no such file; make one with: sayso table FILE --dataset NAME -o events.parquet")
    if dataset is not None:
        return Source(dataset, events=EventTable.concat(read_events(path, dataset)[0] for path in paths))
    tables = tuple(table for path in paths for table in (parts(path) if path.is_dir() else [path]))
    if not tables:
        raise DatasetError(f"{paths[0]}: a folder without tables; add a file with: sayso table FILE --dataset NAME -o {paths[0]}")
    keep_in = paths[0] if len(paths) == 1 and paths[0].is_dir() else None
    return Source(",".join(sorted({name for table in tables for name in names_in(table, "dataset")})), tables, keep_in)


def remembered(record: Record, moment: date | None) -> Source:
    """The events of a case as they were known on a day (None: as they are). Raises BadValue when it holds none."""
    found = record.table(moment)
    if not len(found):
        raise BadValue(f"case {record.path} holds no events{f' by {moment}' if moment else ''}; give event data with --from")
    return Source("record", events=found)


def clients(day: date) -> Mapping[str, str]:
    """Client → patron for every tie of command that stood on ``day``: whom to fold into whom."""
    return {tie.client: tie.patron for tie in ties() if tie.kind == "commands" and tie.active_on(day)}


def subject(names: Sequence[str], country: str | None, theatre: str | None, fold: bool) -> Subject:
    """Whom the words of a question mean. Raises BadValue unless they name one actor, a pair, a country or a theatre."""
    if (len(names) > 0) + (country is not None) + (theatre is not None) != 1 or len(names) > 2:
        raise BadValue("a forecast is about one actor or two (sayso forecast USA IRN), or --country IRQ, or --theatre IRQ,SYR")
    if country is not None:
        return Subject(_states(country)[0], "country")
    if theatre is not None:
        places = _states(theatre)
        return Subject("+".join(places), "theatre", places=places) if len(places) > 1 else Subject(places[0], "country")
    unit = "|".join(sorted(_actor(name) for name in names))
    return Subject(unit, "dyad" if len(names) == 2 else "actor", fold)


def _actor(name: str) -> str:
    """The one id a name means, else the name itself: an actor without an id counts under the name its dataset gives it."""
    meant = ids_of(name)
    if len(meant) > 1:
        raise BadValue(f"{name!r} can mean {', '.join(sorted(meant))}; give one of these ids")
    return next(iter(meant), name)


def _states(said: str) -> tuple[str, ...]:
    """The countries that are meant: by id or name, parted by commas; a theatre stands for its whole countries (its seas and
    parts of countries are not counted), a group for the countries it acts in."""
    found: set[str] = set()
    for part in said.split(","):
        members = [each for each in theatres() if part.strip().casefold() in (each.theatre.casefold(), each.name.casefold())]
        if members:
            found |= {each.country for each in members if each.country is not None and each.box is None}
            continue
        meant = ids_of(part.strip())
        states = {one for one in meant if actors()[one].kind == "state"}
        theatre = {country for one in meant for country in actors()[one].theatre}
        if not states and not theatre:
            raise BadValue(
                f"no country or theatre {part.strip()!r}; give countries such as IRQ,SYR, a theatre ({', '.join(sorted({each.theatre for each in theatres()}))}), or a group for where it acts"
            )
        found |= states or theatre
    return tuple(sorted(found))


def foretell(source: Source, about: Subject, question: Question, day: date | None) -> Forecast:
    """The forecast from what could be known at the end of ``day`` (default: the last day of the data)."""
    panel = source.panel(about.view(day or date.today()))
    asked = day or panel.day_of(panel.last)
    if day is None and about.fold:
        panel = source.panel(about.view(asked))
    return ask(panel, about.unit, question, asked)


def if_quiet(source: Source, about: Subject, made: Forecast, quiet: int) -> list[str]:
    """What a side does if the other keeps still for so many days, simulated, as lines to print."""
    found = what_if(source.panel(about.view(made.asked)), about.unit, made.question, made.asked, quiet)
    first, second = about.unit.split("|")
    named = {
        f"{first} acts": found["first acts"], f"{first} acts if {second} is quiet for {quiet} days": found["first acts if second is quiet"],
        f"{second} acts": found["second acts"], f"{second} acts if {first} is quiet for {quiet} days": found["second acts if first is quiet"],
    }  # fmt: skip
    head = f"  what if (model-based: simulated from the fitted point process of the two, {made.question.horizon} days):"
    return [head, *(f"    {name}: {100 * chance:.0f} %" for name, chance in named.items())]


def log_forecast(record: Record, made: Forecast, about: Subject, data: str) -> Entry:
    """Writes a forecast into the log of a case, which cannot be edited, and gives the entry."""
    entry = Entry.of(made, about.view(made.asked), data, fold=about.fold, places=about.places)
    record.add_run({"what": LOGGED, **entry.to_json()})
    return entry


def logged(record: Record) -> list[Entry]:
    """Every forecast in the log of a case, in the order made, each with the day it was written down."""
    notes = [run for run in record.runs() if run.get("what") == LOGGED]
    return [Entry.from_json(run, datetime.fromisoformat(run["at"]).date()) for run in notes]


def settled(entries: Sequence[Entry], source: Source, today: date | None) -> list[Settled]:
    """What came of forecasts, by events of the data they were made from known on ``today`` (default: the last day of the data).

    Those made from other datasets stay open.
    """

    def panel(entry: Entry) -> Panel | None:
        if not set(entry.data.split(",")) & set(source.label.split(",")):
            return None
        return source.panel(Subject(entry.unit, entry.by, entry.fold, entry.places).view(entry.asked))

    return settle(entries, panel, today or date.max)


__all__ = [
    "Source", "Subject", "clients", "foretell", "gather", "if_quiet", "log_forecast", "logged", "remembered", "settled", "subject",
]  # fmt: skip
