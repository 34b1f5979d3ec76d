"""What a reader says of its dataset, and the account of a reading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from sayso.types import SaysoError


class DatasetError(SaysoError):
    """A file is not of the dataset's layout, or the dataset is not known."""


@dataclass(frozen=True, slots=True)
class Dataset:
    """One outside dataset: its terms, its layout, and how its columns become those of ``EventTable``.

    ``columns`` maps columns of the event table to DuckDB expressions over the file's columns; ``rejects`` maps a reason
    to the condition under which a row is refused; ``traps`` to the condition under which a row is kept and counted.
    ``first_day`` and ``last_day`` are the floor and the ceiling of believable days (inclusive; None: today). The user
    brings the data: none ships with the package.
    """

    name: str
    title: str
    terms: str
    cite: str
    columns: Mapping[str, str]
    first_day: date
    last_day: date | None = None
    delimiter: str = ","
    quote: str = '"'
    header: bool = True
    names: tuple[str, ...] = ()
    """Column names in order, for a file without a header."""
    widths: tuple[int, ...] = ()
    """How many columns a file may have; empty: as many as it likes."""
    rejects: Mapping[str, str] = field(default_factory=dict)
    traps: Mapping[str, str] = field(default_factory=dict)
    optional: tuple[str, ...] = ()
    """Columns of the file that some versions lack; they read as null."""
    repeat: str = "1"
    """How many events one row stands for (aggregated layouts)."""
    most_deaths: int = 200_000
    """Ceiling for the deaths of one event."""
    mentions: bool = False
    """True when files of who told of the events, and when, belong to it (GDELT 2.0)."""


@dataclass(frozen=True, slots=True)
class Account:
    """What became of the rows of a file: ``rows = kept_rows + sum(rejected)``; ``events`` counts the rows of the table."""

    dataset: str
    rows: int
    events: int
    rejected: Mapping[str, int]
    traps: Mapping[str, int]
    first: date | None
    last: date | None

    def lines(self) -> list[str]:
        """The account for people, a line each."""
        span = f", {self.first} to {self.last}" if self.first else ""
        found = [f"{self.dataset}: {self.rows:,} rows read, {self.events:,} events{span}"]
        found += [f"  refused {count:,}: {reason}" for reason, count in self.rejected.items()]
        return found + [f"  noticed {count:,}: {name}" for name, count in self.traps.items()]


def quoted(path: Path) -> str:
    """A path as a word of SQL."""
    return "'" + str(path).replace("'", "''") + "'"
