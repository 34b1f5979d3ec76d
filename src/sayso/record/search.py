"""Full-text search over quotes and reports, by SQLite's FTS5."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Final

from sqlalchemy import Connection, bindparam, column, delete, insert, select, table, text

from sayso.record.schema import FIND, log, report

Hit = tuple[str, int | None, int | None]
"""A report, and the span of a quote in it, or None twice when the report itself was found."""

MAX_TERMS: Final = 40
"""Terms beyond this many are dropped: FTS5 refuses deep expressions, and nobody types so many."""

_TERM: Final = re.compile(r'"([^"]*)"(\*?)|([^\s"]+)')
_find = table(FIND, column("rowid"), column("report"), column("start"), column("stop"), column("body"))


def index(connection: Connection, rows: Sequence[tuple[int, str, int | None, int | None, str]]) -> None:
    """Makes (seq, report, start, end, words) findable."""
    names = ("rowid", "report", "start", "stop", "body")
    connection.execute(insert(_find), [dict(zip(names, row, strict=True)) for row in rows])


def forget(connection: Connection, seq: int) -> None:
    """Takes what entry ``seq`` made findable out again."""
    connection.execute(delete(_find).where(_find.c.rowid == seq))


def rows(connection: Connection) -> Iterator[tuple[object, ...]]:
    """What is findable, in the order of the log."""
    for row in connection.execute(select(_find).order_by(_find.c.rowid)):
        yield tuple(row)


def page_of(connection: Connection, id: str) -> str:
    """The text of a report as spans index it."""
    query = select(log.c.payload).join(report, report.c.seq == log.c.seq).where(report.c.id == id)
    return str(json.loads(connection.execute(query).scalar_one())["text"])


def find(connection: Connection, words: str) -> list[Hit]:
    """Where the words stand, in the order of the log.

    There is no ranking: FTS5 weighs words by how rare they are in the whole case, and so the order of what was
    known on a day would depend on reports published after it.

    Words must all occur; ``"in quotation marks"`` they must stand together; ``begin*`` finds all that
    begins so. Nothing else has a meaning, so anything typed is safe; nothing to look for finds nothing.
    """
    expression = match_expression(words)
    if not expression:
        return []
    query = text(f"SELECT report, start, stop FROM {FIND} WHERE {FIND} MATCH :words ORDER BY rowid").bindparams(
        bindparam("words", expression)
    )
    return [(row.report, row.start, row.stop) for row in connection.execute(query)]


def match_expression(words: str) -> str:
    """The FTS5 expression for what a person typed: every term in quotation marks, joined by AND; empty for nothing."""
    # SQLite cannot take half a surrogate pair, and ends a string at NUL when it parses the expression.
    safe = words.encode("utf-8", "replace").decode("utf-8").replace("\x00", " ")
    terms = []
    for phrase, star, word in _TERM.findall(safe):
        wanted, prefix = (phrase, bool(star)) if phrase else (word.rstrip("*"), word.endswith("*"))
        # A term without a letter or digit has no tokens, and FTS5 would let it match nothing at all.
        if any(character.isalnum() for character in wanted):
            terms.append(f'"{wanted}"' + ("*" if prefix else ""))
    return " AND ".join(terms[:MAX_TERMS])
