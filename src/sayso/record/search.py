"""Full-text search over reports: FTS5 on SQLite, a tsvector on PostgreSQL, the same answers from both.

Words are folded here (case, accents, width), so that the databases have nothing left to disagree about.
What is found is reports; which of their quotes hold the words is then read from the quotes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import accumulate
from typing import Final

from sqlalchemy import Connection, bindparam, column, insert, select, table, text, update

from sayso.record.schema import FIND, found_until, report

Terms = list[tuple[str, bool]]
"""Folded words or phrases, each with whether its last word may go on."""

MAX_TERMS: Final = 40
"""Terms beyond this many are dropped: the databases refuse deep expressions, and nobody types so many."""

_LONGEST: Final = 200
"""Characters of a word that count; PostgreSQL refuses words of more than 2,046 bytes."""

_MOST: Final = 900_000
"""Bytes of distinct words of one report that PostgreSQL will index; its own limit is 1 MB."""

_TERM: Final = re.compile(r'"([^"]*)"(\*?)|([^\s"]+)')
_WORD: Final = re.compile(r"[^\W_]+")
_find = table(FIND, column("rowid"), column("seq"), column("body"), column("words"))


def fold(words: str) -> str:
    """Text as it is searched: lower case, without accents, words parted by one space."""
    if not words.isascii():
        apart = unicodedata.normalize("NFKD", words.casefold())
        words = "".join(character for character in apart if not unicodedata.combining(character))
    return " ".join(word[:_LONGEST] for word in _WORD.findall(words.lower()))


def index(connection: Connection, rows: Iterable[tuple[int, str]]) -> None:
    """Makes (seq, words) findable."""
    given = [(seq, fold(words)) for seq, words in rows]
    if not given:
        return
    if _sqlite(connection):
        connection.execute(insert(_find), [{"rowid": seq, "body": body} for seq, body in given])
        return
    query = text(f"INSERT INTO {FIND} (seq, body, words) VALUES (:seq, :body, array_to_tsvector(:words))")
    connection.execute(query, [{"seq": seq, "body": f" {body} ", "words": _few(body)} for seq, body in given])


def _few(body: str) -> list[str]:
    found = sorted(set(body.split()))
    if len(body) < _MOST // 4:
        return found
    sizes = accumulate(len(word.encode()) + 4 for word in found)
    return [word for word, size in zip(found, sizes, strict=True) if size <= _MOST]


def rows(connection: Connection) -> Iterator[tuple[int, str]]:
    """What is findable, in the order of the log: (entry, folded words)."""
    key = _find.c.rowid if _sqlite(connection) else _find.c.seq
    query = select(key.label("key"), _find.c.body).order_by(key)
    for row in connection.execute(query.execution_options(yield_per=1000)):
        yield row.key, row.body.strip()


def until(connection: Connection) -> int:
    """The entry up to which everything findable is filled in."""
    return connection.execute(select(found_until.c.seq)).scalar() or 0


def note_until(connection: Connection, seq: int) -> None:
    """Keeps what ``until`` answers."""
    if connection.execute(update(found_until).values(seq=seq)).rowcount == 0:
        connection.execute(insert(found_until).values(seq=seq))


def find(connection: Connection, wanted: Terms) -> list[str]:
    """Ids of reports that hold all of it, in the order of the log; none for nothing to look for.

    There is no ranking: how rare a word is in the whole case would make the order of what was known on a
    day depend on reports published after it.
    """
    if not wanted:
        return []
    seqs = _on_sqlite(connection, wanted) if _sqlite(connection) else _on_postgres(connection, wanted)
    found: dict[int, str] = {}
    for first in range(0, len(seqs), 500):
        chunk = seqs[first : first + 500]
        found.update(
            (row.seq, row.id) for row in connection.execute(select(report.c.seq, report.c.id).where(report.c.seq.in_(chunk)))
        )
    return [id for _seq, id in sorted(found.items())]


def holds(words: str, wanted: Terms) -> bool:
    """Whether some words, not folded yet, hold all of it."""
    body = f" {fold(words)} "
    return bool(wanted) and all(f" {phrase}{'' if prefix else ' '}" in body for phrase, prefix in wanted)


def terms(words: str) -> Terms:
    """What a person typed. Words must all occur; ``"in quotation marks"`` they must stand together; ``begin*`` finds
    all that begins so. Nothing else has a meaning, so anything typed is safe.
    """
    found = []
    for phrase, star, word in _TERM.findall(words):
        wanted, prefix = (phrase, bool(star)) if phrase else (word.rstrip("*"), word.endswith("*"))
        folded = fold(wanted)
        if folded:
            found.append((folded, prefix))
    return found[:MAX_TERMS]


def _on_sqlite(connection: Connection, wanted: Terms) -> list[int]:
    expression = " AND ".join(f'"{words}"' + ("*" if prefix else "") for words, prefix in wanted)
    query = text(f"SELECT rowid FROM {FIND} WHERE {FIND} MATCH :words").bindparams(bindparam("words", expression))
    return list(connection.execute(query).scalars())


def _on_postgres(connection: Connection, wanted: Terms) -> list[int]:
    """The index narrows down by single words; whether a phrase stands together is then read from the text."""
    lexemes, conditions = [], []
    values: dict[str, str] = {}
    for at, (words, prefix) in enumerate(wanted):
        parts = words.split()
        lexemes += [f"'{part}'" for part in parts[:-1]] + [f"'{parts[-1]}'" + (":*" if prefix else "")]
        if len(parts) > 1:
            values[f"t{at}"] = f"% {words}" + ("%" if prefix else " %")
            conditions.append(f" AND body LIKE :t{at}")
    values["q"] = " & ".join(lexemes)
    query = text(f"SELECT seq FROM {FIND} WHERE words @@ CAST(:q AS tsquery)" + "".join(conditions))
    return list(connection.execute(query, values).scalars())


def _sqlite(connection: Connection) -> bool:
    return connection.dialect.name == "sqlite"
