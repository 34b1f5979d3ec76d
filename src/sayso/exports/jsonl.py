"""JSON Lines: one object a line, UTF-8, in the form every other verb prints and reads."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from sayso.contract import event_to_json, statement_from_json, statement_to_json
from sayso.record import Record
from sayso.record.moments import Moment
from sayso.types import BadValue, Statement


def statements(record: Record, moment: Moment | None = None, read_by: Moment | None = None) -> Iterator[bytes]:
    """The statements that stand, as ``sayso code --json`` prints them (docs/reference/statement.md)."""
    for _report, said in record.told(moment, read_by=read_by):
        yield from (_line(statement_to_json(one)) for one in said)


def read_statements(lines: Iterable[bytes | str]) -> Iterator[Statement]:
    """The statements that ``statements`` wrote. Raises BadValue, naming the line, for what is no statement."""
    for number, line in enumerate(lines, 1):
        try:
            one = statement_from_json(json.loads(line))
        except (ValueError, KeyError, TypeError) as error:
            raise BadValue(f"line {number}: no statement ({error}); export it again") from error
        yield one


def reports(record: Record, moment: Moment | None = None, read_by: Moment | None = None) -> Iterator[bytes]:
    """The reports with their texts, so that ``sayso read`` takes them into another case."""
    for report, _said in record.told(moment, read_by=read_by):
        at = report.published_at.isoformat() if report.published_at else report.published.isoformat()
        body = {
            "id": report.id, "published": at, "outlet": report.outlet, "title": report.title, "author": report.author,
            "url": report.url, "language": report.language, "text": report.text,
        }  # fmt: skip
        yield _line({key: said for key, said in body.items() if said is not None})


def events(record: Record, moment: Moment | None = None, read_by: Moment | None = None) -> Iterator[bytes]:
    """The events, as ``sayso events --json`` prints them."""
    for one in record.settled(moment, read_by=read_by).events():
        yield _line(event_to_json(one.event))


def _line(body: dict[str, Any]) -> bytes:
    return (json.dumps(body, ensure_ascii=False) + "\n").encode("utf-8", "surrogatepass")
