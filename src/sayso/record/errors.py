"""What can go wrong with a case, each error saying what was tried and what to do next."""

from __future__ import annotations

from sayso.types import SaysoError


class RecordError(SaysoError):
    """Something about a case is not as it must be."""


class NotACase(RecordError):
    """The file or address does not hold a Sayso case."""


class NewerCase(RecordError):
    """The case was written by a later version of Sayso."""


class CaseLocked(RecordError):
    """Another program holds the case longer than we were ready to wait."""


class CaseReadOnly(RecordError):
    """Something was to be written to a case that can only be read."""


class Unknown(RecordError):
    """No report, statement, event or ruling goes by that name."""


class BadStatement(RecordError):
    """A statement does not stand in its report as it says."""


class BadRuling(RecordError):
    """A ruling cannot mean anything: it points nowhere, or its change breaks the contract."""


class OlderCase(RecordError):
    """The case was written by an earlier version of Sayso and cannot be brought up to date, being only readable."""


class DiskFull(RecordError):
    """There was no room for what was to be written; nothing of it was kept."""
