"""The memory: an append-only log of statements and rulings, and the events computed from it."""

from sayso.record.case import Added, Record
from sayso.record.errors import (
    BadRuling,
    BadStatement,
    CaseLocked,
    CaseReadOnly,
    NewerCase,
    NotACase,
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
    "Entry",
    "Feature",
    "Known",
    "NewerCase",
    "NotACase",
    "Problem",
    "Record",
    "RecordError",
    "Ruled",
    "Unknown",
]
