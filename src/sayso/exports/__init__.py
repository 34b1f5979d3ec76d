"""What a case gives to others: one file a format, each a plain function from a record and a moment to bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from sayso.exports.csv import csv
from sayso.exports.geojson import geojson
from sayso.exports.jsonl import events, read_statements, reports, statements
from sayso.exports.parquet import parquet
from sayso.record import Record
from sayso.record.moments import Moment

Export = Callable[[Record, Moment | None, Moment | None], Iterator[bytes]]
"""(case, published by, read by) to the bytes of the file, piece by piece."""

EXPORTS: Final[Mapping[str, Export]] = {
    "statements": statements,
    "reports": reports,
    "events": events,
    "csv": csv,
    "parquet": parquet,
    "geojson": geojson,
}
"""Every format by the name under which ``sayso export`` knows it."""

__all__ = ["EXPORTS", "Export", "csv", "events", "geojson", "parquet", "read_statements", "reports", "statements"]
