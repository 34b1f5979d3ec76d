"""Does a statement stand where it says? Asked when it is added, and of every one again by ``Record.verify``."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.contract import statement_id
from sayso.record.errors import BadStatement
from sayso.types import Figure, Party, Report, Span, Statement, Voice, Weapon, When, Where


def check_statement(statement: Statement, report: Report) -> None:
    """Raises BadStatement for the first thing wrong (see ``problems``)."""
    for problem in problems(statement, report):
        raise BadStatement(f"statement {statement.id} of report {report.id}: {problem}; nothing was added")


def problems(statement: Statement, report: Report) -> Iterator[str]:
    """What is wrong with a statement, measured against the text of its report."""
    here = report.text[statement.start : statement.end]
    if statement.report != report.id:
        yield f"it names report {statement.report!r}"
    if here != statement.quote:
        yield f"at {statement.start}:{statement.end} the text says {here[:60]!r}, not {statement.quote[:60]!r}"
    if statement_id(statement) != statement.id:
        yield "its id is not the hash of what it says"
    cue = statement.cue
    if cue is not None and report.text[cue.start : cue.end] != cue.text:
        yield f"its cue {cue.text!r} is not at {cue.start}:{cue.end}"
    for noun, start, end in spans(statement):
        if not 0 <= start < end <= len(report.text):
            yield f"its {noun} stands at {start}:{end}, outside the text"


def spans(statement: Statement) -> Iterator[tuple[str, int, int]]:
    """Every span the statement points at, with what it is; parts that are not said have none."""
    claim = statement.claim
    parts: list[tuple[str, Voice | Span | Party | Where | When | Weapon | Figure | None]] = [
        ("voice", statement.voice), ("cue", statement.cue), ("actor", claim.actor), ("target", claim.target),
        ("recipient", claim.recipient), ("where", claim.where), ("when", claim.when), ("weapon", claim.weapon),
    ]  # fmt: skip
    parts += [(f"figure {figure.said!r}", figure) for figures in claim.figures.values() for figure in figures]
    for noun, part in parts:
        if part is not None and part.start is not None and part.end is not None:
            yield noun, part.start, part.end
