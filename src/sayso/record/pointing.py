"""What people point at when they rule: an event by name, a statement by the start of its id, or a span of a report."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from sayso.record.errors import BadRuling, Unknown
from sayso.record.known import Known
from sayso.types import Statement

Place = tuple[str, int, int, dict[str, Any]]
"""A report, a span in it, and what tells its statement from others at the same place (a ruling's ``of``)."""

_SPAN: Final = re.compile(r"(.+):(\d+)-(\d+)")
_HEX: Final = re.compile(r"[0-9a-f]{6,32}")


def place_of(known: Known, asked: str, quote: str | None = None) -> Place:
    """The place somebody means by ``REPORT:START-END``, a statement id of six or more digits, an event name, or a
    report with a ``quote`` from it. Raises Unknown when there is no such thing, or several.
    """
    if quote is not None:
        return _quoted(known, asked, quote)
    span = _SPAN.fullmatch(asked)
    if span is not None and span[1] in known.reports:
        return span[1], int(span[2]), int(span[3]), {}
    if _HEX.fullmatch(asked.lower()):
        found = [one for one in known.statements if one.id.startswith(asked.lower())]
        if len(found) > 1:
            raise Unknown(f"{asked} is the start of {len(found)} statement ids; give more digits")
        if found:
            return place_of_statement(known, found[0])
    return place_of_statement(known, known.by_id[known.event(asked).statements[0].id])


def place_of_statement(known: Known, one: Statement) -> Place:
    """The place of a statement, with what tells it from others there."""
    beside = [other for other in known.statements if (other.report, other.start, other.end) == (one.report, one.start, one.end)]
    of = {"what": one.claim.what, "stance": one.stance, "voice": one.voice.name} if len(beside) > 1 else {}
    return one.report, one.start, one.end, of


def _quoted(known: Known, report: str, quote: str) -> Place:
    if report not in known.reports:
        raise Unknown(f"no report {report!r}; list them with: sayso sql 'SELECT id, title FROM report'")
    text = known.reports[report].text
    if text.count(quote) != 1:
        raise Unknown(f"{quote!r} stands {text.count(quote)} times in {report}; quote words that stand there once")
    start = text.index(quote)
    return report, start, start + len(quote), {}


def setting(pairs: tuple[str, ...]) -> dict[str, Any]:
    """``("firmness=2", "claim.actor.id=IRQ-KH")`` as a nested change; values are JSON, or else text, null for *not said*."""
    import json

    change: dict[str, Any] = {}
    for pair in pairs:
        name, equals, said = pair.partition("=")
        if not equals:
            raise BadRuling(f"--set {pair!r}: write NAME=VALUE, such as firmness=2 or claim.actor=null")
        try:
            value = json.loads(said)
        except ValueError:
            value = said
        inner = change
        *path, last = name.split(".")
        for part in path:
            inner = inner.setdefault(part, {})
            if not isinstance(inner, dict):
                raise BadRuling(f"--set {pair!r}: {part} was set to a value already")
        inner[last] = value
    return change


def describe(value: Mapping[str, Any]) -> str:
    """A ruling's value in a few words."""
    shown = {key: said for key, said in value.items() if key not in ("of", "also")}
    return " ".join(f"{key}={said}" for key, said in shown.items())
