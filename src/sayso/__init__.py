"""Sayso: who did it, who says so, and is it escalating. Reports in, an evidence-linked brief out.

>>> import sayso
>>> coder = sayso.EmbeddedCoder()
>>> with sayso.Record.open("case.sayso") as record:  # doctest: +SKIP
...     sayso.take_in(["clips/"], record)
...     sayso.write_brief(sayso.make_brief(record), "brief.html")
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from sayso.analysis import assess
    from sayso.case import Options, make_brief, take_in, write_brief
    from sayso.coding.coder import EmbeddedCoder
    from sayso.contract import statement_from_json, statement_to_json
    from sayso.reading import read
    from sayso.record import Known, Record
    from sayso.table import EventTable
    from sayso.types import Assessment, Brief, Event, Report, SaysoError, Statement

_HOMES = {
    "Assessment": "sayso.types",
    "Brief": "sayso.types",
    "EmbeddedCoder": "sayso.coding.coder",
    "Event": "sayso.types",
    "EventTable": "sayso.table",
    "Known": "sayso.record",
    "Options": "sayso.case",
    "Record": "sayso.record",
    "Report": "sayso.types",
    "SaysoError": "sayso.types",
    "Statement": "sayso.types",
    "assess": "sayso.analysis",
    "make_brief": "sayso.case",
    "read": "sayso.reading",
    "statement_from_json": "sayso.contract",
    "statement_to_json": "sayso.contract",
    "take_in": "sayso.case",
    "write_brief": "sayso.case",
}

__all__ = [
    "Assessment",
    "Brief",
    "EmbeddedCoder",
    "Event",
    "EventTable",
    "Known",
    "Options",
    "Record",
    "Report",
    "SaysoError",
    "Statement",
    "assess",
    "make_brief",
    "read",
    "statement_from_json",
    "statement_to_json",
    "take_in",
    "write_brief",
]


def __getattr__(name: str) -> Any:
    """Imports a public name when it is first asked for, so that ``sayso --help`` loads next to nothing."""
    if name not in _HOMES:
        raise AttributeError(f"module 'sayso' has no attribute {name!r}; public names are {', '.join(__all__)}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*__all__, "__version__"])
