"""Parquet of events in the columns every outside event dataset comes in (``sayso.table.SCHEMA``)."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from sayso.record import Record
from sayso.record.moments import Moment


def parquet(record: Record, moment: Moment | None = None, read_by: Moment | None = None) -> Iterator[bytes]:
    """The bytes of a file that ``EventTable.load``, ``sayso forecast --from`` and any Parquet reader take."""
    table = record.table(moment, read_by=read_by)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "events.parquet"
        table.save(path)
        yield path.read_bytes()
