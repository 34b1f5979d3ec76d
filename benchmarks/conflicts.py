"""Unlike conflicts assembled from event data, for measuring: where their rows lie, whose layout they have, between whom and when."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sayso.datasets import read_events
from sayso.knowledge.theatres import Theatres, load_theatres
from sayso.table import EventTable

HERE = Path(__file__).parent
ROOT = Path(os.environ.get("SAYSO_CORPORA", Path(__file__).resolve().parents[3] / "shared" / "corpora")) / "events"
"""Where the event data lie; SAYSO_CORPORA names another folder of corpora."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """One conflict: its file under ``ROOT``, whose layout that has, the days watched, the sides, and theatres of its own."""

    name: str
    title: str
    file: str
    dataset: str
    first: date
    last: date
    sides: tuple[str, ...] = ()
    theatres: str | None = None

    def table(self) -> EventTable:
        return read_events(ROOT / self.file, self.dataset)[0]

    @property
    def among(self) -> Theatres | None:
        return load_theatres(HERE / self.theatres) if self.theatres else None

    @property
    def command(self) -> str:
        """The command that asks the same of the tool itself."""
        sides = "".join(f" --side '{side}'" for side in self.sides)
        own = f" --theatres benchmarks/{self.theatres}" if self.theatres else ""
        return f"sayso assess --from events/{self.file} --dataset {self.dataset} --since {self.first} --as-of {self.last}{sides}{own}"


CONFLICTS = (
    Conflict("levant", "Israel and Palestinians, second uprising", "keds/levant.cameo.csv", "keds", date(2000, 9, 28), date(2002, 12, 31), ("ISR*", "PSE*")),
    Conflict("gulf", "USA and Iran", "keds/gulf.cameo.csv", "weis", date(1979, 4, 15), date(1998, 12, 31), ("USA*", "IRN*")),
    Conflict("iraq", "Iraq, rise of Islamic State", "ucdp/ged_iraq_1989_2018.parquet", "ucdp", date(2013, 1, 1), date(2016, 12, 31), (), "iraq.jsonl"),
    Conflict("mexico", "Mexico's cartels", "ucdp/ged_mexico_1989_2023.parquet", "ucdp", date(2015, 1, 1), date(2019, 12, 31), (), "mexico.jsonl"),
)  # fmt: skip
