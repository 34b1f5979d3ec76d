"""Suites that any coder or store must pass; run them on your own with two lines of Python.

>>> from sayso.conformance import check_coder
>>> check_coder(my_coder)  # doctest: +SKIP
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from sayso.contract import statement_from_json, statement_id, statement_to_json
from sayso.types import Report, SaysoError, Statement

if TYPE_CHECKING:
    from sayso.case import Coder
    from sayso.record import Record

TEXTS = (
    "Rebels attacked an army post near the border on Tuesday, killing at least four soldiers, the defence ministry said.",
    "The group denied that it had fired rockets at the port, but praised those who did.",
    "«Не стреляйте» 🕊️ — the mayor said. ميناء. Officials told Reuters that two ships were seized.",
    "A\tline with tabs.\n\nAnd “curly quotes” that run on.\n\n\nNo event here at all.",
    "Quiet.",
)
"""Short texts with emoji, right-to-left script, tabs, quotations and nothing to code."""


class NotConformant(SaysoError, AssertionError):
    """A coder or store breaks its protocol; the message says where."""


def _need(condition: bool, message: str) -> None:
    if not condition:
        raise NotConformant(message)


def reports() -> list[Report]:
    """The reports the suites use."""
    day = date(2021, 5, 12)
    return [Report(f"suite-{n}", f"key-{n}", text, day, outlet="The Suite") for n, text in enumerate(TEXTS)]


def check_coder(coder: Coder) -> int:
    """Checks a coder on texts of many kinds and returns how many statements it made.

    Every quote stands in the text word for word, every span lies inside it, ids are the statements' own, JSON
    round-trips, the same report gives the same statements twice. Raises NotConformant otherwise.
    """
    _need(bool(coder.name.strip()), "the coder has no name; statements are kept with the name of who made them")
    made = 0
    for report in reports():
        statements = coder.code(report)
        again = coder.code(report)
        _need([one.id for one in statements] == [one.id for one in again], f"{report.id}: two runs differ")
        _need(len({one.id for one in statements}) == len(statements), f"{report.id}: two statements share an id")
        for statement in statements:
            check_statement(statement, report)
        made += len(statements)
    return made


def check_statement(statement: Statement, report: Report) -> None:
    """Checks one statement against the report it was made from. Raises NotConformant where the contract is broken."""
    name, text = f"{report.id}: statement {statement.id}", report.text
    _need(statement.report == report.id, f"{name} names report {statement.report}")
    _need(text[statement.start : statement.end] == statement.quote, f"{name}: its quote is not what stands at its span")
    _need(statement.id == statement_id(statement), f"{name}: its id is not the hash of its content")
    claim = statement.claim
    figures = [figure for listed in claim.figures.values() for figure in listed]
    for what in (
        claim.actor,
        claim.target,
        claim.recipient,
        claim.where,
        claim.when,
        claim.weapon,
        statement.cue,
        statement.voice,
        *figures,
    ):
        if what is not None and what.start is not None and what.end is not None:
            _need(0 <= what.start < what.end <= len(text), f"{name}: span {what.start}:{what.end} lies outside the report")
    for said in (*figures, claim.when, statement.cue):
        if said is not None and said.start is not None:
            words = getattr(said, "said", None) or getattr(said, "text", "")
            _need(text[said.start : said.end] == words, f"{name}: {words!r} is not what stands at {said.start}:{said.end}")
    back = statement_from_json(json.loads(json.dumps(statement_to_json(statement))))
    _need(back == replace(statement), f"{name}: JSON does not give it back")


def check_store(open_record: Callable[[], Record], coder: Coder) -> None:
    """Checks a store: adding twice adds nothing, nothing is seen before it was published, a rebuild changes nothing.

    ``open_record`` opens the same empty case each time it is called. Raises NotConformant otherwise.
    """
    with open_record() as record:
        for report in reports():
            _need(record.add(report, coder.code(report), coder.name).new, f"{report.id}: a new report was called known")
            _need(not record.add(report, coder.code(report), coder.name).new, f"{report.id}: a known report was called new")
        before = record.as_of(None).events
    with open_record() as record:
        _need(record.as_of(None).events == before, "the events differ after the case was opened again")
        _need(not record.as_of(date(2021, 5, 11)).reports, "a report is seen before the day it was published")
        record.rebuild()
        _need(record.as_of(None).events == before, "a rebuild changed the events")
        _need(not record.verify(), "verify finds problems in a fresh case")
