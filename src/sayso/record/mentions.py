"""A statement as matching sees it: everything comparable worked out once."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar

from sayso.types import Party, Report, Statement, Where

SPEECH: Final = frozenset({"threatens", "warns", "promises", "demands", "predicts"})
"""Stances that put something ahead of us: the saying is the event."""

ABOUT: Final = frozenset({"claims", "denies", "coy", "praises", "admits"})
"""Stances taken to something that has happened: they belong to it and are no happening of their own."""

RANK: Final[Mapping[str | None, int]] = {"site": 5, "locality": 4, "admin1": 3, "country": 2, "sea": 2, "region": 1}
WATERS: Final = ("sea", "region")
DEEP: Final = 14
"""How many of its most telling words stand for a quote; more only dilute the comparison."""

WIDE: Final = 50
"""And how many for a whole report."""

T = TypeVar("T")
Realm = tuple[str, ...]
Days = tuple[int, int]
Bounds = tuple[int | None, int | None, str | None]
_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_LONG_AGO: Final = 400


@dataclass(frozen=True, slots=True)
class Place:
    """Where, reduced to what can be compared."""

    id: str | None
    name: str
    country: str | None
    lat: float | None
    lon: float | None
    precision: str | None
    rank: int


@dataclass(frozen=True, slots=True)
class Mention:
    """One statement, comparable. Days are ordinals; ``at`` is its place in the order of statements."""

    at: int
    statement: Statement
    realm: Realm
    published: int
    days: Days | None
    place: Place | None
    target: tuple[str | None, str] | None
    actor: tuple[str | None, str] | None
    figures: Mapping[str, frozenset[Bounds]]
    words: Mapping[str, float]
    story: Mapping[str, float]
    copy: str

    @property
    def several(self) -> bool:
        """True when it counts occurrences and finds more than one: a summing-up, not a mention of any of them."""
        return any(low is not None and low > 1 for low, _, _ in self.figures.get("attacks", ()))

    @property
    def ongoing(self) -> bool:
        """True when it is still going on; of a day that was over when it was told, only what came of it can be ("34 are suffering")."""
        over = self.days is not None and self.days[1] < self.published - 1
        return self.statement.time == "ongoing" and not over

    @property
    def vague(self) -> bool:
        """True when it says neither a day nor a place narrow enough to be an event of its own accord."""
        dated = self.days is not None and self.days[1] - self.days[0] <= 10
        placed = self.place is not None and self.place.rank >= 4
        return not dated and not placed


def realm_of(statement: Statement) -> Realm:
    """What can only be one happening with its like: a judgement, a kind of utterance about the future, or an occurrence.

    A threat, forecast, plan or supposition is never in one realm with something that happened.
    """
    what = statement.claim.what
    if what is None:
        return ("judgement", statement.stance)
    if statement.stance in SPEECH:
        return ("speech", what, statement.stance)
    if statement.time in ("future", "hypothetical"):
        return ("ahead", what, statement.time)
    # "There was no attack" says what did not happen; "we deny the attack" is about one that did.
    if statement.negated and statement.stance not in ABOUT:
        return ("not", what)
    return ("happened", what)


@dataclass(frozen=True, slots=True)
class Spread:
    """In how many quotes, and in how many texts, each word stands among what is in sight, and how many there are."""

    quotes: Mapping[str, int]
    texts: Mapping[str, int]
    statements: int
    reports: int


def spread_of(statements: Iterable[Statement], reports: Iterable[Report]) -> Spread:
    """The spread of the words of some statements and reports."""
    quotes, said = _held(statement.quote for statement in statements)
    texts, told = _held(report.text for report in reports)
    return Spread(quotes, texts, said, told)


def _held(texts: Iterable[str]) -> tuple[Counter[str], int]:
    held: Counter[str] = Counter()
    number = 0
    for text in texts:
        number += 1
        held.update(set(tokens(text)))
    return held, number


def mentions(
    statements: Sequence[Statement], reports: Mapping[str, Report], copies: Mapping[str, str], spread: Spread | None = None
) -> tuple[Mention, ...]:
    """Statements, already in their order, as mentions. Words are weighed by how rare they are (``spread``; among just these if left out)."""
    spread = spread or spread_of(statements, reports.values())
    stories = {
        report.id: telling(Counter(tokens(report.text)), spread.texts, spread.reports, WIDE) for report in reports.values()
    }
    return tuple(
        _mention(
            at,
            one,
            reports[one.report],
            stories,
            copies,
            telling(Counter(tokens(one.quote)), spread.quotes, spread.statements, DEEP),
        )
        for at, one in enumerate(statements)
    )


def tokens(text: str) -> list[str]:
    """Words of a text, case folded, two letters or more."""
    return [word.casefold() for word in _WORD.findall(text) if len(word) > 1]


def telling(bag: Mapping[str, int], spread: Mapping[str, int], total: int, most: int) -> dict[str, float]:
    """The most telling words of a quote, weighed by rarity, as a vector of length 1 (empty if none is rare)."""
    weighed = {word: count * math.log((total + 1) / (spread[word] + 0.5)) for word, count in bag.items()}
    best = sorted(weighed.items(), key=lambda item: (-item[1], item[0]))[:most]
    length = math.sqrt(sum(weight * weight for _, weight in best))
    return {word: weight / length for word, weight in best if weight > 0} if length else {}


def _mention(
    at: int,
    statement: Statement,
    report: Report,
    stories: Mapping[str, Mapping[str, float]],
    copies: Mapping[str, str],
    words: Mapping[str, float],
) -> Mention:
    claim = statement.claim
    realm = realm_of(statement)
    figures = {kind: frozenset((f.low, f.high, f.of) for f in said) for kind, said in claim.figures.items() if said}
    earlier = {k: frozenset((f.was[0], f.was[1], f.of) for f in said if f.was) for k, said in claim.figures.items()}
    days = days_of(statement, report.published)
    if days is not None and statement.stance in ABOUT and days[0] >= report.published.toordinal() - 1:
        # "They said on Thursday that they had not done it": the day of the saying, more often than not.
        days = None
    return Mention(
        at=at,
        statement=statement,
        realm=realm,
        published=report.published.toordinal(),
        days=days,
        place=place_of(claim.where),
        target=_party(claim.target or claim.recipient),
        actor=_party(claim.actor) if realm[0] in ("happened", "ahead", "not") else _speaker(statement),
        figures={kind: bounds | earlier.get(kind, frozenset()) for kind, bounds in figures.items()},
        words=words,
        story=stories[report.id],
        copy=copies.get(report.id, report.id),
    )


def days_of(statement: Statement, published: date) -> Days | None:
    """First and last day said, as ordinals; an open end is closed at the day published or long before."""
    when = statement.claim.when
    if when is None or (when.first is None and when.last is None):
        return None
    over = published.toordinal() if statement.time not in ("future", "hypothetical") else published.toordinal() + _LONG_AGO
    first = when.first.toordinal() if when.first else None
    last = when.last.toordinal() if when.last else max(over, first or over)
    return (last - _LONG_AGO if first is None else first, last)


def place_of(where: Where | None) -> Place | None:
    """A place, with a rank even where the text gave no precision."""
    if where is None:
        return None
    rank = RANK.get(where.precision, 0)
    if not rank:
        rank = 4 if where.lat is not None else 2 if where.country is not None else 0
    return Place(where.id, fold(where.name), where.country, where.lat, where.lon, where.precision, rank)


def fold(name: str) -> str:
    """A name for comparison: words only, case folded, no leading article."""
    words = tokens(name)
    return " ".join(words[1:] if len(words) > 1 and words[0] in ("the", "an") else words)


def _party(party: Party | None) -> tuple[str | None, str] | None:
    return None if party is None else (party.id, fold(party.name))


def _speaker(statement: Statement) -> tuple[str | None, str]:
    return (statement.voice.actor, fold(statement.voice.name))


def cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Sum of products over shared words."""
    if len(a) > len(b):
        a, b = b, a
    return sum(weight * b[word] for word, weight in a.items() if word in b)
