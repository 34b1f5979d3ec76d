"""Adding reports and statements: whole or not at all, once, and without losing what was read before."""

from dataclasses import replace

import pytest
from record_world import Press

from sayso.contract import with_id
from sayso.record import Added, BadStatement, Record, Unknown
from sayso.types import Voice


def alder() -> Press:
    return (
        Press("led-1", "2031-03-12")
        .say("Rockets hit Camp Alder on Tuesday.", "ASSAULT/rocket", where="Camp Alder", when=("Tuesday", "2031-03-11"))
        .say("Dawn Front denied it.", by="Dawn Front", stance="denies", firmness=-3)
    )


def kinds(case: Record) -> list[str]:
    return [entry.kind for entry in case.log()]


def test_a_report_and_its_statements_come_back_as_they_were(case: Record) -> None:
    press = alder()
    assert case.add(press.report, press.statements, "rules 1") == Added("led-1", True, 2, 0)
    known = case.as_of()
    assert dict(known.reports) == {"led-1": press.report}
    assert list(known.statements) == press.statements


def test_a_known_key_is_a_duplicate_under_any_id(case: Record) -> None:
    press = alder()
    case.add(press.report, press.statements, "rules 1")
    assert case.add_report(press.report) == Added("led-1", False)
    assert case.add_report(replace(press.report, id="other-name")) == Added("led-1", False)
    assert kinds(case) == ["report", "statement", "statement", "run"]


def test_the_same_id_with_another_key_gets_a_longer_id_and_its_statements_follow(case: Record) -> None:
    first, second = alder(), Press("led-1", "2031-03-13", "Wire").say("Drones hit Lorn.", "ASSAULT/drone", where="Lorn")
    case.add(first.report, first.statements, "rules 1")
    added = case.add(second.report, second.statements, "rules 1")
    assert added.id == f"led-1-{second.report.key[:6]}"
    ours = [one for one in case.as_of().statements if one.report == added.id]
    assert [one.quote for one in ours] == ["Drones hit Lorn."]
    assert with_id(ours[0]) == ours[0]
    # Offered again, it is recognised under the id it got, and its statements are still the same ones.
    assert case.add(second.report, second.statements, "rules 1") == Added(added.id, False, 0, 0)


def test_the_same_coding_again_adds_nothing(case: Record) -> None:
    press = alder()
    case.add(press.report, press.statements, "rules 1")
    before = case.head()
    assert case.add_statements("led-1", "rules 1", press.statements) == Added("led-1", False, 0, 0)
    assert case.add_statements("led-1", "rules 1", [*press.statements, press.statements[0]]).coded == 0
    assert case.head() == before


def test_another_coder_that_agrees_is_noted_without_touching_statements(case: Record) -> None:
    press = alder()
    case.add(press.report, press.statements, "rules 1")
    assert case.add_statements("led-1", "rules 2", press.statements) == Added("led-1", False, 0, 0)
    assert kinds(case)[-1] == "run"
    assert list(case.as_of().statements) == press.statements


def test_recoding_withdraws_what_vanished_and_keeps_it_in_the_log(case: Record) -> None:
    press = alder()
    case.add(press.report, press.statements, "rules 1")
    kept, changed = press.statements
    newer = with_id(replace(changed, firmness=-2))
    assert case.add_statements("led-1", "rules 2", [kept, newer]) == Added("led-1", False, 1, 1)
    assert list(case.as_of().statements) == [kept, newer]
    assert kinds(case) == ["report", "statement", "statement", "run", "withdrawal", "statement", "run"]
    said = [entry.payload["statement"]["id"] for entry in case.log(kinds=["statement"])]
    assert changed.id in said
    # And back again: what was withdrawn can stand once more.
    case.add_statements("led-1", "rules 1", press.statements)
    assert list(case.as_of().statements) == press.statements


def test_reading_nothing_is_remembered_as_reading(case: Record) -> None:
    case.add_report(alder().report)
    assert kinds(case) == ["report"]
    case.add_statements("led-1", "rules 1", [])
    assert kinds(case) == ["report", "run"]


def test_statements_for_a_report_the_case_does_not_have(case: Record) -> None:
    with pytest.raises(Unknown, match="no report 'led-1'"):
        case.add_statements("led-1", "rules 1", alder().statements)


def bad_quote(press: Press) -> list[object]:
    one = press.statements[0]
    return [with_id(replace(one, quote=one.quote.upper()))]


def bad_id(press: Press) -> list[object]:
    return [replace(press.statements[0], id="0" * 16)]


def bad_report(press: Press) -> list[object]:
    return [with_id(replace(press.statements[0], report="elsewhere"))]


def bad_part(press: Press) -> list[object]:
    return [with_id(replace(press.statements[0], voice=Voice("Nobody", "named", None, 9_000, 9_006)))]


def good_then_bad(press: Press) -> list[object]:
    return [*press.statements, *bad_quote(press)]


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (bad_quote, "the text says 'Rockets hit"),
        (bad_id, "not the hash"),
        (bad_report, "names report 'elsewhere'"),
        (bad_part, "outside the text"),
        (good_then_bad, "the text says"),
    ],
)
def test_a_statement_that_does_not_stand_in_the_report_stops_everything(case: Record, make, says: str) -> None:
    press = alder()
    with pytest.raises(BadStatement, match=says):
        case.add(press.report, make(press), "rules 1")
    assert case.head()[0] == 0
    assert not case.as_of().reports


def test_statements_need_a_coder(case: Record) -> None:
    press = alder()
    with pytest.raises(BadStatement, match="which coder"):
        case.add(press.report, press.statements, " ")


def test_offsets_are_code_points_whatever_the_script(case: Record) -> None:
    press = Press("led-2", "2031-03-12").write("🚀🚀 نص عربي e\u0301 —")
    press.say("Drones hit Lorn.", "ASSAULT/drone", where="Lorn")
    case.add(press.report, press.statements, "rules 1")
    one = case.as_of().statements[0]
    report = case.as_of().reports["led-2"]
    assert report.text[one.start : one.end] == one.quote == "Drones hit Lorn."
    assert case.verify() == []


def test_half_a_surrogate_pair_is_refused_with_the_place(case: Record) -> None:
    press = Press("led-3", "2031-03-12").write("Before \ud800 after")
    with pytest.raises(Exception, match="half a surrogate pair"):
        case.add_report(press.report)
    assert case.head()[0] == 0


def test_runs_are_noted_and_listed(case: Record) -> None:
    case.add_run({"what": "read", "offered": 3, "quarantined": [{"source": "x.pdf", "reason": "encoding"}]})
    press = alder()
    case.add(press.report, press.statements, "rules 1")
    (run,) = case.runs()
    assert (run["offered"], run["seq"], run["quarantined"][0]["reason"]) == (3, 1, "encoding")


def test_a_case_on_disk_is_the_same_when_opened_again(tmp_path) -> None:
    press = alder()
    with Record.open(tmp_path / "a.sayso") as case:
        case.add(press.report, press.statements, "rules 1")
        head, names = case.head(), [event.id for event in case.as_of().events]
        named = case.head()
    assert named[0] > head[0]
    with Record.open(tmp_path / "a.sayso", create=False) as case:
        assert case.head() == named
        assert [event.id for event in case.as_of().events] == names
        assert case.head() == named
