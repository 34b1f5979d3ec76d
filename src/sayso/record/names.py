"""Names of events: short enough to read out, and kept when the record grows.

A name is made once, from the mention that founded the event, and remembered in the log together
with every mention that came to belong to it. When events turn out to be one, the older name stays
and the other leads to it; when a name's mention leaves, the name leaves with it.
"""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Final

from sqlalchemy import Connection, select

from sayso.contract import canonical
from sayso.record.log import Payload
from sayso.record.rulings import SAME_PLACE, overlap
from sayso.record.schema import event_member, event_name
from sayso.types import Statement

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no I, L, O or U, so that a name survives being read over a telephone."""

PREFIX: Final = "SAY-"
SHORTEST: Final = 4

Mention = tuple[str, int, int, str, str | None]
"""(report, start, end, statement id, what): where and as what a statement mentions an event."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name once given, the mention it was given for, and the name it now leads to, if any."""

    id: str
    seq: int
    founding: Mention
    into: str | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """All names of a case, oldest first, and which mention belongs to which."""

    given: tuple[Name, ...] = ()
    members: Mapping[Mention, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Assignment:
    """The name of each cluster in turn, where other names lead, and what the log should be told."""

    ids: tuple[str, ...]
    into: Mapping[str, str]
    news: tuple[Payload, ...]


def load_names(connection: Connection) -> Names:
    """The names the case remembers."""
    given = [
        Name(row.id, row.seq, _mention(row.founding), row.into)
        for row in connection.execute(select(event_name).order_by(event_name.c.seq, event_name.c.id))
    ]
    members = {_mention(row.mention): row.event for row in connection.execute(select(event_member))}
    return Names(tuple(given), members)


def _mention(text: str) -> Mention:
    report, start, end, statement, what = json.loads(text)
    return (report, start, end, statement, what)


def mention_of(statement: Statement) -> Mention:
    """Where and as what a statement mentions its event."""
    return (statement.report, statement.start, statement.end, statement.id, statement.claim.what)


def spoken(name: str) -> str:
    """A name as people type or say it, made regular: any case, O for 0, I or L for 1, ``SAY-`` or "say" or neither before it."""
    words = re.split(r"[\s_\-–—.]+", name.strip().upper())
    bare = "".join(words[1:] if words[0] == "SAY" and len(words) > 1 else words)
    if bare.startswith("SAY") and len(bare) >= len("SAY") + SHORTEST:
        bare = bare.removeprefix("SAY")
    return PREFIX + bare.replace("O", "0").replace("I", "1").replace("L", "1")


def event_id(founding: Mention, taken: Container[str]) -> str:
    """A new name for the event a mention founds, longer than four characters only where shorter ones are taken."""
    letters = _letters(founding)
    for length in range(SHORTEST, len(letters)):
        if PREFIX + letters[:length] not in taken:
            return PREFIX + letters[:length]
    raise AssertionError("more events were founded by one mention than it has letters")


def founded(name: str, statements: Iterable[Statement]) -> Statement | None:
    """The first statement whose mention would found an event of that name, if one does.

    On some day it may have been the first of an event of its own that later proved part of another.
    """
    return next((one for one in statements if founds(name, mention_of(one))), None)


def founds(name: str, mention: Mention) -> bool:
    """True if an event founded by that mention would go by that name."""
    bare = name.removeprefix(PREFIX)
    return len(bare) >= SHORTEST and _letters(mention).startswith(bare)


def _letters(founding: Mention) -> str:
    report, start, end, _statement, what = founding
    number = int.from_bytes(sha256(canonical([report, start, end, what]).encode()).digest())
    return "".join(ALPHABET[(number >> shift) & 31] for shift in range(251, 0, -5))


def assign(clusters: Sequence[Sequence[Statement]], names: Names) -> Assignment:
    """Names for clusters, each given in the order of its statements, the founding one first.

    A name goes where its founding mention is; if that is gone, where most of its mentions are. Of several
    names in one cluster the oldest is used. A mention is found again after re-coding by its span and category.
    """
    find = _Finder(clusters)
    held: dict[str, list[Mention]] = defaultdict(list)
    for mention, id in sorted(names.members.items(), key=lambda item: (item[0][:4], item[1])):
        held[id].append(mention)
    claims: dict[int, list[Name]] = defaultdict(list)
    for name in names.given:
        at = find.home(name.founding, held[name.id])
        if at is not None:
            claims[at].append(name)
    taken = {name.id for name in names.given}
    ids: list[str] = []
    for at, cluster in enumerate(clusters):
        id = claims[at][0].id if at in claims else event_id(mention_of(cluster[0]), taken)
        taken.add(id)
        ids.append(id)
    into = {name.id: ids[at] for at, claimed in claims.items() for name in claimed[1:]}
    return Assignment(tuple(ids), into, tuple(_news(clusters, ids, into, names)))


def _news(clusters: Sequence[Sequence[Statement]], ids: Sequence[str], into: Mapping[str, str], names: Names) -> list[Payload]:
    before = {name.id: name for name in names.given}
    news: list[Payload] = []
    for id, cluster in zip(ids, clusters, strict=True):
        mentions = [mention_of(statement) for statement in cluster]
        joins = [list(mention) for mention in mentions if names.members.get(mention) != id]
        if id not in before or joins or before[id].into is not None:
            news.append({"event": id, "founding": list(mentions[0]), "joins": joins, "into": None})
    for old, new in sorted(into.items()):
        if before[old].into != new:
            news.append({"event": old, "founding": list(before[old].founding), "joins": [], "into": new})
    return news


class _Finder:
    """Finds the cluster a remembered mention is in now."""

    def __init__(self, clusters: Sequence[Sequence[Statement]]) -> None:
        self.by_id: dict[str, int] = {}
        self.by_span: dict[tuple[str, int, int, str | None], int] = {}
        self.by_report: dict[tuple[str, str | None], list[tuple[int, int, int]]] = defaultdict(list)
        for at, cluster in enumerate(clusters):
            for one in cluster:
                what = one.claim.what
                self.by_id[one.id] = at
                self.by_span.setdefault((one.report, one.start, one.end, what), at)
                self.by_report[one.report, what].append((one.start, one.end, at))

    def home(self, founding: Mention, members: Sequence[Mention]) -> int | None:
        at = self._find(founding)
        if at is not None or not members:
            return at
        homes = Counter(found for mention in members if (found := self._find(mention)) is not None)
        return min(homes, key=lambda found: (-homes[found], found), default=None)

    def _find(self, mention: Mention) -> int | None:
        report, start, end, statement, what = mention
        if statement in self.by_id:
            return self.by_id[statement]
        if (report, start, end, what) in self.by_span:
            return self.by_span[report, start, end, what]
        near = [(overlap((start, end), (a, b)), -a, at) for a, b, at in self.by_report[report, what]]
        best = max(near, default=(0.0, 0, -1))
        return best[2] if best[0] >= SAME_PLACE else None
