"""Ties between patrons and clients: each an attributed, dated claim, not a fact of nature."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from sayso.knowledge.actors import load_actors
from sayso.knowledge.dates import active_between, check_dates
from sayso.knowledge.rows import DATA, one_of, read_rows

KINDS: Final = ("commands", "arms", "funds", "trains", "hosts", "allied", "split", "supports")


@dataclass(frozen=True, slots=True)
class Tie:
    """What ``asserted_by`` says binds a client to a patron; ``firmness`` 1 (said to) to 3 (beyond dispute).

    A ``split`` runs from the body left (patron) to the one that broke away (client).
    """

    patron: str
    client: str
    kind: str
    first: str | None
    last: str | None
    asserted_by: str
    firmness: int
    source: str

    def active_on(self, day: date) -> bool:
        """True unless the tie is known not to have begun yet, or to be over, on that day."""
        return active_between(self.first, self.last, day)


@cache
def ties() -> tuple[Tie, ...]:
    """Every tie, in file order. Raises KnowledgeError for a row that breaks the format."""
    return load_ties(DATA)


@cache
def load_ties(root: Path) -> tuple[Tie, ...]:
    """What ``ties`` gives, read from another data folder of the same layout."""
    known = load_actors(root)
    required = {"patron": str, "client": str, "kind": str, "asserted_by": str, "firmness": int, "source": str}
    optional = {"first": str, "last": str}
    unique = ("patron", "client", "kind", "first", "asserted_by")
    found = []
    for row in read_rows("ties.jsonl", required, optional, unique=unique, root=root):
        check_dates(row)
        for end in ("patron", "client"):
            if row[end] not in known:
                raise row.fail(f"{end} {row[end]!r} is not known; {one_of(row[end], known)}")
        if row["patron"] == row["client"]:
            raise row.fail(f"{row['patron']} is tied to itself")
        if row["kind"] not in KINDS:
            raise row.fail(f"kind {row['kind']!r} is not known; {one_of(row['kind'], KINDS)}")
        if not 1 <= row["firmness"] <= 3:
            raise row.fail(f"firmness {row['firmness']} is outside 1..3")
        found.append(Tie(**row))
    return tuple(found)
