"""Search: anything typed is safe, and finds what holds all of it."""

import pytest
from record_world import Press

from sayso.record import Record


@pytest.fixture
def told(case: Record) -> Record:
    case.add_report(Press("zero", "2031-03-01").write("A quiet day at Camp Alder.").report)
    for press in (
        Press("one", "2031-03-12")
        .say("Rockets hit Camp Alder on Tuesday.", "ASSAULT/rocket", where="Camp Alder")
        .say("Café owners in Lorn heard the barrage.", "ACCUSE", where="Lorn"),
        Press("two", "2031-03-13").say("Drones hit Lorn.", "ASSAULT/drone", where="Lorn").write("Alder was spared."),
    ):
        case.add(press.report, press.statements, "t")
    return case


def found(case: Record, words: str) -> list[str]:
    known = case.as_of()
    return [known.by_id[id].quote for id in case.search(words)]


@pytest.mark.parametrize(
    ("words", "quotes"),
    [
        ("rockets", ["Rockets hit Camp Alder on Tuesday.", "Café owners in Lorn heard the barrage."]),
        ("cafe", ["Café owners in Lorn heard the barrage.", "Rockets hit Camp Alder on Tuesday."]),
        ("alder spared", ["Drones hit Lorn."]),
        ('"camp alder"', ["Rockets hit Camp Alder on Tuesday.", "Café owners in Lorn heard the barrage."]),
        ('"alder camp"', []),
        ("barr*", ["Café owners in Lorn heard the barrage.", "Rockets hit Camp Alder on Tuesday."]),
        ("barr", []),
        ("quiet", []),
    ],
)
def test_quotes_first_then_everything_else_in_reports_that_hold_the_words(told: Record, words: str, quotes: list[str]) -> None:
    assert found(told, words) == quotes


HOSTILE = [
    "", " ", '"', '""', '"""', "AND", "OR", "NOT", "NEAR(", "NEAR(a b, 3)", "*", "col:x", "body:rockets", "(", ")", "^",
    "-x", "+x", "{a b}", "a AND", "'; DROP TABLE log; --", "\x00", "rockets\x00hit", "\ud800", "%", "_", "\\", "a\"b",
    '"unfinished', "🚀", "find : x", "- x", "..", "a" * 50_000, "x " * 5_000, "(" * 2_000, "ro*ck", "**", '"ro*"*',
]  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE)
def test_anything_typed_is_just_words(told: Record, words: str) -> None:
    assert isinstance(told.search(words), list)
    assert told.verify() == []


def test_what_was_withdrawn_rejected_or_not_yet_published_is_not_found(told: Record) -> None:
    assert found(told, "drones") == ["Drones hit Lorn."]
    assert told.search("drones", day=told.as_of().reports["one"].published) == []
    told.add_statements("two", "t2", [])
    assert found(told, "drones") == []
