"""Random small worlds: a few reports over a few weeks, each with a few statements, and things done to them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st
from record_world import ACTORS, Press

from sayso.contract import with_id
from sayso.record import BadRuling, Record
from sayso.types import Ruling, Statement

START = date(2031, 3, 1)
AT = datetime(2031, 6, 1, tzinfo=UTC)
WHATS = ("ASSAULT/rocket", "ASSAULT/aerial", "ASSAULT", "COERCE/seize", "AID/military", "ACCUSE", None)
PLACES = (None, "Camp Alder", "Camp Birch", "Lorn", "Marrow", "Corva", "the Sound")
STANCES = ("reports", "alleges", "claims", "denies", "praises", "coy", "determines", "threatens", "predicts")
NAMES = (None, *ACTORS)


@dataclass(frozen=True)
class Line:
    """One sentence to be: what ``Press.say`` will be told."""

    what: str | None
    place: str | None
    day: int | None
    actor: str | None
    target: str | None
    by: str | None
    stance: str
    negated: bool
    toll: int | None


lines = st.builds(
    Line,
    what=st.sampled_from(WHATS),
    place=st.sampled_from(PLACES),
    day=st.none() | st.integers(0, 25),
    actor=st.sampled_from(NAMES),
    target=st.sampled_from(NAMES),
    by=st.sampled_from(NAMES),
    stance=st.sampled_from(STANCES),
    negated=st.booleans(),
    toll=st.none() | st.integers(0, 90),
)


def press(number: int, day: int, said: list[Line]) -> Press:
    """A report of some lines; report ``number`` on day ``day`` of the world."""
    made = Press(f"r{number}", (START + timedelta(day)).isoformat(), f"Outlet {number % 3}")
    for at, line in enumerate(said):
        names = [name for name in (line.place, line.actor, line.target, line.by) if name]
        sentence = f"{at}: {' and '.join(names)} on that day, {line.toll} dead."
        on = None if line.day is None else ("on that day", (START + timedelta(min(line.day, day))).isoformat())
        figures = {} if line.toll is None else {"killed": (str(line.toll), line.toll, line.toll)}
        made.say(
            sentence, line.what, by=line.by, stance=line.stance, negated=line.negated, actor=line.actor,
            target=line.target, where=line.place, when=on, firmness=-2 if line.stance == "denies" else 2,
            time="future" if line.stance in ("threatens", "predicts") else "past", **figures,
        )  # fmt: skip
    return made


@st.composite
def newsrooms(draw: st.DrawFn, least: int = 1, most: int = 6) -> list[Press]:
    """Reports in the order they reach the case, which need not be the order they were published in."""
    told = draw(st.lists(st.tuples(st.integers(0, 30), st.lists(lines, min_size=1, max_size=4)), min_size=least, max_size=most))
    return [press(number, day, said) for number, (day, said) in enumerate(told)]


days = st.integers(-1, 32).map(lambda day: START + timedelta(day))


def kept(presses: list[Press]) -> Record:
    """A case holding the reports, in memory."""
    case = Record.open(":memory:")
    for one in presses:
        case.add(one.report, one.statements, "t")
    return case


@dataclass(frozen=True)
class Wish:
    """A ruling somebody might make, by numbers that are taken modulo what there is."""

    act: str
    one: int
    other: int


wishes = st.lists(
    st.builds(
        Wish, st.sampled_from(["accept", "reject", "edit", "missed", "merge", "split"]), st.integers(0, 50), st.integers(0, 50)
    ),
    max_size=6,
)


def ruled(case: Record, wish: Wish, statements: list[Statement]) -> tuple[Statement, Statement] | None:
    """Makes the ruling; gives the two statements it is about, or None where it could not mean anything."""
    one, other = statements[wish.one % len(statements)], statements[wish.other % len(statements)]
    value: dict[str, object] = {}
    if wish.act == "edit":
        value = {"firmness": 1, "stance": "suspects"}
    elif wish.act == "missed":
        value = {"claim": {"what": "REJECT"}, "stance": "warns"}
    elif wish.act in ("merge", "split"):
        value = {"report": other.report, "start": other.start, "end": other.end}
    ruling = Ruling(wish.act, one.report, one.start, one.end, "Ada", AT, "as I see it", value)  # type: ignore[arg-type]
    try:
        case.rule(ruling)
    except BadRuling:
        return None
    return one, other


def reread(statement: Statement, how: int) -> Statement | None:
    """What another coder might make of the same words: the same, nothing, or something else at nearly the same place."""
    if how == 1:
        return None
    if how == 2:
        return with_id(replace(statement, firmness=0, stance="reports"))
    if how == 3:
        return with_id(replace(statement, end=statement.end - 1, quote=statement.quote[:-1]))
    if how == 4:
        return with_id(replace(statement, claim=replace(statement.claim, what="PROTEST", mode=None)))
    return statement
