"""``EventTable``: who did what to whom, when and where, one row an event, in columns (Arrow underneath).

The one shape that event datasets, the record and the forecasters share. ``SCHEMA`` is its only definition. A null
always means *not said*; days are inclusive at both ends.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet

from sayso.types import CATEGORIES, PRECISIONS, BadValue

SCHEMA: Final = pa.schema(
    [
        pa.field(
            "key", pa.string(), nullable=False
        ),  # unique within the table: the dataset's name and its own id; the record: the event's id
        pa.field("dataset", pa.string(), nullable=False),
        pa.field("first", pa.date32(), nullable=False),  # the event fell on a day from first to last, both included
        pa.field("last", pa.date32(), nullable=False),
        pa.field("known", pa.date32()),  # the day the row could first be read; null: as soon as it happened
        pa.field("actor_text", pa.string()),  # as the dataset writes it
        pa.field("actor", pa.string()),  # resolved id
        pa.field("actor_country", pa.string()),  # ISO 3166-1 alpha-3
        pa.field("actor_kind", pa.string()),  # sector: GOV, MIL, REB, CVL …
        pa.field("target_text", pa.string()),
        pa.field("target", pa.string()),
        pa.field("target_country", pa.string()),
        pa.field("target_kind", pa.string()),
        pa.field("cameo", pa.string()),  # always text: "040" is not 40
        pa.field("plover", pa.string()),
        pa.field("quad", pa.int8()),  # 1 verbal, 2 material cooperation, 3 verbal, 4 material conflict
        pa.field("intensity", pa.float32()),  # −10 (worst) … 10 (best), the Goldstein scale
        pa.field("place", pa.string()),
        pa.field("place_country", pa.string()),
        pa.field("lat", pa.float64()),
        pa.field("lon", pa.float64()),
        pa.field("precision", pa.string()),
        pa.field("deaths_low", pa.int32()),
        pa.field("deaths_best", pa.int32()),
        pa.field("deaths_high", pa.int32()),
        pa.field("sources", pa.string()),  # names or addresses, joined by "; "
        pa.field("source_count", pa.int32()),
    ]
)
QUADS: Final = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")
"""What ``quad`` 1 to 4 mean: CAMEO roots 01–05, 06–08, 09–14, 15–20 (Gerner et al. 2002; Schrodt 2012)."""

QUAD_OF: Final[Mapping[str, int]] = {
    "AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "CONCEDE": 2, "COOPERATE": 2, "AID": 2, "RETREAT": 2, "REQUEST": 3,
    "ACCUSE": 3, "REJECT": 3, "THREATEN": 3, "PROTEST": 3, "SANCTION": 4, "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4,
}  # fmt: skip
"""Quad class of a PLOVER category, wherever no CAMEO code says it: that of the CAMEO root the category comes nearest to, so
that a protest or a concession is of one class in every table (PLOVER itself files PROTEST under 4 and CONCEDE under 1)."""


@dataclass(frozen=True, slots=True)
class EventTable:
    """Events in columns, by ``SCHEMA``. Immutable; equal content has an equal ``digest`` whatever the order of rows.

    Raises BadValue when a column is missing, strange or of another type, and for rows the schema cannot mean:
    an interval that ends before it begins, a quad outside 1–4, coordinates off the globe, deaths out of order.
    """

    rows: pa.Table

    def __post_init__(self) -> None:
        if self.rows.schema.names != SCHEMA.names or self.rows.schema.types != SCHEMA.types:
            raise BadValue(f"event table: columns are not those of the schema; build it with EventTable.of ({SCHEMA.names})")
        for problem, wrong in _problems(self.rows):
            count = pc.sum(pc.fill_null(wrong, False)).as_py() or 0
            if count:
                key = self.rows["key"].filter(pc.fill_null(wrong, False))[0].as_py()
                raise BadValue(f"event table: {count} rows where {problem}, the first with key {key!r}")

    @classmethod
    def of(cls, columns: pa.Table | Sequence[Mapping[str, Any]]) -> EventTable:
        """A table from Arrow columns or from rows as mappings; columns left out are null, types are cast.

        Raises BadValue for a column the schema does not have and for values that do not fit its type.
        """
        if not isinstance(columns, pa.Table):
            strange = {name for row in columns for name in row} - set(SCHEMA.names)
            arrays = {name: [row.get(name) for row in columns] for name in SCHEMA.names}
        else:
            strange = set(columns.column_names) - set(SCHEMA.names)
            arrays = {name: columns[name] for name in SCHEMA.names if name in columns.column_names}
        if strange:
            raise BadValue(f"event table: no such columns {sorted(strange)}; there are {SCHEMA.names}")
        try:
            return cls(pa.table([_column(arrays, field, len(columns)) for field in SCHEMA], schema=SCHEMA))
        except (pa.ArrowInvalid, pa.ArrowTypeError, pa.ArrowNotImplementedError) as error:
            raise BadValue(f"event table: {error}") from error

    @classmethod
    def concat(cls, tables: Iterable[EventTable]) -> EventTable:
        """All rows of all tables, in order; an empty table when there is none."""
        return cls(pa.concat_tables([SCHEMA.empty_table(), *(table.rows for table in tables)]))

    def __len__(self) -> int:
        """How many events."""
        return int(self.rows.num_rows)

    @property
    def span(self) -> tuple[date, date] | None:
        """The first and the last day on which anything happened, inclusive; None for an empty table."""
        if not len(self):
            return None
        return pc.min(self.rows["first"]).as_py(), pc.max(self.rows["last"]).as_py()

    @property
    def digest(self) -> str:
        """SHA-256 (hex) over the rows in one fixed order: the identity of the content."""
        order = pc.sort_indices(self.rows, sort_keys=[(name, "ascending") for name in SCHEMA.names])
        total = hashlib.sha256()
        for start in range(0, len(self), 1 << 17):
            out = pa.BufferOutputStream()
            # A quoted text is never mistaken for a null, nor two short ones for a long one.
            pyarrow.csv.write_csv(self.rows.take(order.slice(start, 1 << 17)), out)
            total.update(memoryview(out.getvalue()))
        return total.hexdigest()

    def cut(self, day: date) -> EventTable:
        """What could be known at the end of ``day``: over by then, and published by then. Never a row more."""
        over = pc.less_equal(self.rows["last"], pa.scalar(day))
        told = pc.fill_null(pc.less_equal(self.rows["known"], pa.scalar(day)), True)
        return EventTable(self.rows.filter(pc.and_(over, told)))

    def where(self, mask: pa.Array | pa.ChunkedArray | Sequence[bool]) -> EventTable:
        """The rows for which ``mask``, one truth value a row, is true."""
        return EventTable(self.rows.filter(mask if isinstance(mask, pa.Array | pa.ChunkedArray) else pa.array(mask)))

    def save(self, path: Path | str) -> None:
        """Writes a Parquet file."""
        pyarrow.parquet.write_table(self.rows, path, compression="zstd")

    @classmethod
    def load(cls, path: Path | str) -> EventTable:
        """Reads a Parquet file this class wrote. Raises BadValue for another layout."""
        return cls.of(pyarrow.parquet.read_table(path))


def batches(paths: Iterable[Path | str], columns: Sequence[str], rows: int = 1 << 19) -> Iterator[pa.RecordBatch]:
    """Only ``columns`` of saved tables, in batches of at most ``rows``, so that more can be counted than fits in memory.

    Text columns come dictionary-encoded. Raises BadValue when a file lacks one of the columns.
    """
    texts = [name for name in columns if SCHEMA.field(name).type == pa.string()]
    for path in paths:
        file = pyarrow.parquet.ParquetFile(path, read_dictionary=texts, pre_buffer=False)
        missing = set(columns) - set(file.schema_arrow.names)
        if missing:
            raise BadValue(f"{path}: no columns {sorted(missing)}; is it an event table?")
        yield from file.iter_batches(batch_size=rows, columns=list(columns))


def names_in(path: Path, column: str) -> set[str]:
    """The distinct values of a text column of a saved table, from the file's own statistics where they settle it.

    Raises BadValue when the file is no event table.
    """
    file = pyarrow.parquet.ParquetFile(path)
    if column not in file.schema_arrow.names:
        raise BadValue(f"{path}: no column {column}; is it an event table?")
    place, found = file.schema_arrow.names.index(column), set()
    for group in range(file.num_row_groups):
        kept = file.metadata.row_group(group).column(place).statistics
        if kept is not None and kept.has_min_max and kept.min == kept.max:
            found.add(kept.min)
        else:
            found |= set(pc.unique(file.read_row_group(group, [column])[column]).to_pylist())
    return {one for one in found if one is not None}


def _column(arrays: Mapping[str, Any], field: pa.Field, size: int) -> pa.Array | pa.ChunkedArray:
    values = arrays.get(field.name)
    if values is None:
        return pa.nulls(size, field.type)
    if isinstance(values, list):
        return pa.array(values, field.type)
    return values if values.type == field.type else values.cast(field.type)


def _problems(rows: pa.Table) -> Iterator[tuple[str, Any]]:
    """What a row must not say, each with one truth value a row (null: cannot tell, so not wrong)."""
    yield (
        "key, dataset, first or last is missing",
        pc.or_(
            pc.or_(pc.is_null(rows["key"]), pc.is_null(rows["dataset"])),
            pc.or_(pc.is_null(rows["first"]), pc.is_null(rows["last"])),
        ),
    )
    yield "last is before first", pc.less(rows["last"], rows["first"])
    yield "quad is not 1 to 4", pc.or_(pc.less(rows["quad"], 1), pc.greater(rows["quad"], 4))
    yield "plover is no category", pc.and_(pc.is_valid(rows["plover"]), pc.invert(_among(rows["plover"], CATEGORIES)))
    yield "precision is not known", pc.and_(pc.is_valid(rows["precision"]), pc.invert(_among(rows["precision"], PRECISIONS)))
    yield "lat is off the globe", pc.greater(pc.abs(rows["lat"]), 90)
    yield "lon is off the globe", pc.greater(pc.abs(rows["lon"]), 180)
    yield "deaths_low is over deaths_best", pc.greater(rows["deaths_low"], rows["deaths_best"])
    yield "deaths_best is over deaths_high", pc.greater(rows["deaths_best"], rows["deaths_high"])
    yield "deaths are negative", pc.less(rows["deaths_low"], 0)


def _among(column: pa.ChunkedArray, allowed: Sequence[str]) -> pa.ChunkedArray:
    return pc.is_in(column, value_set=pa.array(allowed))
