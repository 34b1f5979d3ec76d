"""One suite for every place a case can be kept in: the same in, the same out."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest
from alder_story import story
from record_world import Press

from sayso.contract import event_to_json
from sayso.record import BadStatement, CaseLocked, CaseReadOnly, NotACase, Record, RecordError, Unknown
from sayso.types import Ruling

AT = datetime(2031, 6, 1, tzinfo=UTC)


def told(place: str) -> Record:
    case = Record.open(place)
    for press in story():
        case.add(press.report, press.statements, "t")
    return case


def events(case: Record) -> list[object]:
    return [event_to_json(event) for event in case.as_of().events]


def test_what_is_kept_is_there_when_opened_again(place: str) -> None:
    with told(place) as case:
        before, head = events(case), case.head()
        tables = case.dump()
    with Record.open(place, create=False) as case:
        assert case.head()[0] == head[0]
        assert events(case) == before
        assert case.verify() == []
        assert case.dump() == tables
        case.rebuild()
        assert case.dump() == tables
        assert events(case) == before


def test_it_says_what_a_case_in_memory_says(place: str) -> None:
    with told(place) as case, told(":memory:") as other:
        assert events(case) == events(other)
        for words in ("rockets", '"camp alder"', "barr*", '"dawn fr"*', "alder lorn", "nothing-of-the-kind", "Corvan wire"):
            assert case.search(words) == other.search(words)
        day = date(2031, 3, 12)
        assert [event_to_json(one) for one in case.as_of(day).events] == [event_to_json(one) for one in other.as_of(day).events]
        assert case.timeline("XAR", date(2031, 3, 1), date(2031, 3, 31)) == other.timeline(
            "XAR", date(2031, 3, 1), date(2031, 3, 31)
        )
        # The entries are the same but for the time they were written.
        assert [(one.kind, one.text) for one in case.log()] == [(one.kind, one.text) for one in other.log()]


def test_the_log_does_not_let_itself_be_edited(place: str) -> None:
    with told(place) as case:
        for statement in ("UPDATE log SET kind = 'run'", "DELETE FROM log WHERE seq = 2"):
            with pytest.raises(Exception, match="append-only"), case._store.writing() as connection:
                connection.exec_driver_sql(statement)
        assert case.verify() == []


def test_a_missing_case_is_not_made_unasked(place: str) -> None:
    for options in ({"create": False}, {"read_only": True}):
        with pytest.raises(NotACase, match="does not exist; make one with"):
            Record.open(place, **options)


def test_nothing_is_kept_of_what_fails(place: str) -> None:
    with told(place) as case:
        before = case.head()
        press = Press("bad", "2031-03-20").say("Drones hit Lorn.", "ASSAULT/drone", where="Lorn")
        elsewhere = Press("bad", "2031-03-20").write("Nothing.").report
        with pytest.raises(BadStatement):
            case.add(elsewhere, press.statements, "t")
        with pytest.raises(BadStatement):
            list(case.load([(press.report, []), (elsewhere, press.statements)], "t"))
        assert case.head() == before
        assert "bad" not in case.as_of().reports


def test_rulings_hold(place: str) -> None:
    with told(place) as case:
        one = story()[0].statements[0]
        number = case.rule(Ruling("reject", one.report, one.start, one.end, "Ada", AT, "no"))
        assert one.id not in case.as_of().by_id
        assert one.id not in case.search("rockets")
        case.undo(number, "Ben", "yes after all")
        assert one.id in case.as_of().by_id
        assert [ruled.active for ruled in case.rulings()] == [False, True]
        assert case.verify() == []
        with pytest.raises(Unknown, match="is no ruling"):
            case.undo(1, "Ben", "no ruling")


def test_reading_only(place: str) -> None:
    told(place).close()
    with Record.open(place, read_only=True) as case:
        assert case.as_of().events
        with pytest.raises(CaseReadOnly):
            case.add_report(Press("b", "2031-01-01").write("Text.").report)
        assert case.verify() == []


def test_a_writer_waits_for_another_and_gives_up_in_time(place: str) -> None:
    with told(place) as case, Record.open(place, busy_seconds=0.1) as other, case._store.writing():
        with pytest.raises(CaseLocked, match="another program is writing"):
            other.add_report(Press("b", "2031-01-01").write("Text.").report)
        # Reading does not wait.
        assert other.as_of().reports


def test_loading_many_gives_what_adding_one_by_one_gives(place: str) -> None:
    with Record.open(place) as case, told(":memory:") as other:
        *_, last = case.load(((press.report, press.statements) for press in story()), "t", batch=3)
        assert (last.reports, last.known) == (len(story()), 0)
        assert events(case) == events(other)
        assert case.search("rockets") == other.search("rockets")
        assert case.verify() == []
        *_, again = case.load(((press.report, press.statements) for press in story()), "t")
        assert (again.reports, again.known) == (0, len(story()))


def test_full_text_catches_up_after_a_load_that_was_cut_short(place: str) -> None:
    with Record.open(place) as case:
        for _progress in case.load(((press.report, press.statements) for press in story()), "t", batch=2):
            break
        assert case.verify() == []
        for press in story():
            case.add(press.report, press.statements, "t")
        with told(":memory:") as other:
            assert case.search("rockets") == other.search("rockets")
        assert case.verify() == []


@pytest.mark.parametrize("query", ["SELECT what, count(*) AS many FROM statement WHERE voice LIKE '%Arv%' GROUP BY what ORDER BY what",
                                   "SELECT count(*) AS many FROM report WHERE title IS NULL"])  # fmt: skip
def test_questions_in_sql(place: str, query: str) -> None:
    with told(place) as case, told(":memory:") as other:
        assert case.sql(query) == other.sql(query)


@pytest.mark.parametrize("query", ["DELETE FROM statement", "DROP TABLE report", "SELECT 1; DELETE FROM report", "nonsense", "",
                                   "INSERT INTO case_info VALUES ('a', 'b')", "UPDATE report SET outlet = 'x'", "COMMIT"])  # fmt: skip
def test_sql_changes_nothing(place: str, query: str) -> None:
    with told(place) as case:
        tables = case.dump()
        with pytest.raises(RecordError, match="sayso sql"):
            case.sql(query)
        assert case.dump() == tables
        assert case.verify() == []


def test_hostile_text_is_kept_and_found(place: str) -> None:
    text = "Rockets\x00hit “Camp Alder” — ’twas 🚀 naïve ﬁre; DROP TABLE log; 100% \\ 中文 " + "x" * 5000
    report = Press("odd %s :name", "2031-01-01", "O'Neil; --").write(text).report
    with Record.open(place) as case:
        case.add_report(report)
        case.add(*_say(Press("two", "2031-01-02"), "Rockets\x00hit Camp Alder %(x)s :y."), "t")
        assert case.as_of().reports[report.id] == report
        assert len(case.search("naive")) == 0
        assert len(case.search("rockets")) == 1
        assert case.verify() == []
        for id in ("a\x00b", "x" * 500):
            with pytest.raises(RecordError, match="give another with --id"):
                case.add_report(Press(id, "2031-01-01").write("Text.").report)


def _say(press: Press, sentence: str) -> tuple[object, object]:
    press.say(sentence, "ASSAULT/rocket", where="Camp Alder")
    return press.report, press.statements


def test_raw_documents_kept_in_the_case(place: str) -> None:
    with Record.open(place) as case:
        sha256 = case.keep_raw(b"a document")
        assert case.keep_raw(b"a document") == sha256
        assert case.raw(sha256) == b"a document"
        assert case.damage_of(sha256) is None
        assert case.damage_of("0" * 64) == "is gone"


def test_writers_of_one_process_queue(place: str) -> None:
    Record.open(place).close()

    def write(name: str) -> None:
        with Record.open(place, busy_seconds=60) as case:
            for number in range(10):
                case.add(*_say(Press(f"{name}-{number}", "2031-03-12", name), f"Rockets hit Camp Alder, {number}."), "t")

    with ThreadPoolExecutor(3) as pool:
        list(pool.map(write, ("a", "b", "c")))
    with Record.open(place) as case:
        assert len(case.as_of().reports) == 30
        assert case.verify() == []
