"""The memory: an append-only log of statements and rulings, and the events computed from it."""

from sayso.record.adding import Added, Loaded
from sayso.record.case import Record
from sayso.record.errors import (
    BadRuling,
    BadStatement,
    CaseLocked,
    CaseReadOnly,
    DiskFull,
    NewerCase,
    NotACase,
    OlderCase,
    RecordError,
    Unknown,
)
from sayso.record.known import Known
from sayso.record.log import Entry
from sayso.record.matching import Feature
from sayso.record.rulings import Ruled
from sayso.record.verify import Problem

__all__ = [
    "Added",
    "BadRuling",
    "BadStatement",
    "CaseLocked",
    "CaseReadOnly",
    "DiskFull",
    "Entry",
    "Feature",
    "Known",
    "Loaded",
    "NewerCase",
    "NotACase",
    "OlderCase",
    "Problem",
    "Record",
    "RecordError",
    "Ruled",
    "Unknown",
]
