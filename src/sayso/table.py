"""``EventTable``: who did what to whom, when and where, one row an event, whatever it came from. Arrow underneath."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Self

import pyarrow as pa
import pyarrow.compute as pc

from sayso.types import CATEGORIES, PRECISIONS, BadValue

SCHEMA: Final = pa.schema(
    [
        pa.field("key", pa.string(), nullable=False),
        pa.field("first", pa.date32()),
        pa.field("last", pa.date32()),
        pa.field("published", pa.date32()),
        pa.field("actor", pa.string()),
        pa.field("actor_id", pa.string()),
        pa.field("actor_country", pa.string()),
        pa.field("actor_kind", pa.string()),
        pa.field("target", pa.string()),
        pa.field("target_id", pa.string()),
        pa.field("target_country", pa.string()),
        pa.field("target_kind", pa.string()),
        pa.field("cameo", pa.string()),
        pa.field("plover", pa.string()),
        pa.field("mode", pa.string()),
        pa.field("quad", pa.int8()),
        pa.field("intensity", pa.float64()),
        pa.field("place", pa.string()),
        pa.field("place_id", pa.string()),
        pa.field("country", pa.string()),
        pa.field("lat", pa.float64()),
        pa.field("lon", pa.float64()),
        pa.field("precision", pa.string()),
        pa.field("deaths_low", pa.int64()),
        pa.field("deaths_best", pa.int64()),
        pa.field("deaths_high", pa.int64()),
        pa.field("sources", pa.list_(pa.string()), nullable=False),
        pa.field("origin", pa.string(), nullable=False),
    ]
)
"""The columns, in order. Null means not said.

``key`` identifies the row within its ``origin`` (``record`` or the name of a dataset). ``first`` and ``last``
bound the days it happened on; ``published`` is the day it was first said, by which a table is cut. ``actor`` and
``target`` are as written, ``…_id`` what they were taken for, ``…_country`` ISO 3166-1 alpha-3, ``…_kind`` a PLOVER
sector or ``state``. ``cameo`` is text ("040"), as its leading zeros count. ``precision`` is one of
``sayso.types.PRECISIONS``. ``sources`` are outlets or references.
"""

QUADS: Final[Mapping[str, int]] = {what: 1 + (at >= 4) + (at >= 7) + (at >= 11) for at, what in enumerate(CATEGORIES)}
"""PLOVER category to quad class: 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict."""

CAMEO: Final[Mapping[str, str]] = {
    "AGREE": "03", "CONSULT": "04", "SUPPORT": "05", "CONCEDE": "08", "COOPERATE": "06", "AID": "07", "RETREAT": "087",
    "REQUEST": "10", "ACCUSE": "11", "REJECT": "12", "THREATEN": "13", "PROTEST": "14", "SANCTION": "16", "MOBILIZE": "15",
    "COERCE": "17", "ASSAULT": "18",
}  # fmt: skip
"""PLOVER category to the CAMEO code it comes nearest to."""

INTENSITY: Final[Mapping[str, float]] = {
    "01": 0.0, "02": 3.0, "03": 4.0, "04": 1.0, "05": 3.5, "06": 6.0, "07": 7.0, "08": 5.0, "09": -2.0, "10": -5.0, "11": -2.0,
    "12": -4.0, "13": -6.0, "14": -6.5, "15": -7.2, "16": -4.0, "17": -7.0, "18": -9.0, "19": -10.0, "20": -10.0,
}  # fmt: skip
"""CAMEO root code to its value on Goldstein's scale (1992), as extended to CAMEO by its authors: −10 conflict … 10 cooperation."""


@dataclass(frozen=True, eq=False, slots=True)
class EventTable:
    """Columnar event data in the columns of ``SCHEMA``; it never changes. ``arrow`` is the table itself."""

    arrow: pa.Table

    def __post_init__(self) -> None:
        if not self.arrow.schema.equals(SCHEMA):
            raise BadValue(f"event table: columns {self.arrow.schema.names} are not those of sayso.table.SCHEMA")

    @classmethod
    def of(cls, rows: Iterable[Mapping[str, Any]]) -> Self:
        """A table of rows given as mappings; a column left out is null. Raises BadValue for an unknown column or precision."""
        given = [_checked(row) for row in rows]
        columns = [pa.array([row.get(field.name) for row in given], field.type) for field in SCHEMA]
        return cls(pa.Table.from_arrays(columns, schema=SCHEMA))

    def __len__(self) -> int:
        return int(self.arrow.num_rows)

    def rows(self) -> Iterator[dict[str, Any]]:
        """The rows, one after the other."""
        for batch in self.arrow.to_batches():
            yield from batch.to_pylist()

    def cut(self, day: date) -> EventTable:
        """What was published up to and including ``day``. A row without such a day counts from the last day it happened on."""
        said = pc.coalesce(self.arrow["published"], self.arrow["last"], self.arrow["first"])
        return EventTable(self.arrow.filter(pc.less_equal(said, pa.scalar(day, pa.date32()))))

    @property
    def digest(self) -> str:
        """sha256 (hex) of what the table says, whatever pieces it lies in: equal tables have equal digests."""
        whole = self.arrow.combine_chunks()
        out = pa.BufferOutputStream()
        with pa.ipc.new_stream(out, SCHEMA) as stream:
            stream.write_table(whole)
        return hashlib.sha256(out.getvalue()).hexdigest()


def coded(what: str | None) -> dict[str, Any]:
    """The columns that follow from a PLOVER category: ``plover``, ``cameo``, ``quad``, ``intensity``."""
    if what is None:
        return {}
    cameo = CAMEO[what]
    return {"plover": what, "cameo": cameo, "quad": QUADS[what], "intensity": INTENSITY[cameo[:2]]}


def _checked(row: Mapping[str, Any]) -> Mapping[str, Any]:
    unknown = sorted(set(row) - set(SCHEMA.names))
    if unknown:
        raise BadValue(f"event table: no column {', '.join(unknown)}; there are {', '.join(SCHEMA.names)}")
    if row.get("precision") not in (None, *PRECISIONS):
        raise BadValue(f"event table: precision {row['precision']!r} of {row.get('key')} is not one of {PRECISIONS}")
    return row
