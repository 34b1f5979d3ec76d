"""Comma-separated values of events (RFC 4180, UTF-8), for a spreadsheet; text that looks like a formula is kept text."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.record import Record
from sayso.record.listing import csv_lines
from sayso.record.moments import Moment


def csv(record: Record, moment: Moment | None = None, read_by: Moment | None = None) -> Iterator[bytes]:
    """A header and one row an event, by first possible day, as ``sayso events --format csv`` prints them."""
    return (line.encode() for line in csv_lines(record.settled(moment, read_by=read_by).events()))
