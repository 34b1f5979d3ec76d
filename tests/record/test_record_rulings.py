"""Rulings: what each act does, how it finds its statement, and that no re-reading loses it."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from record_world import Press

from sayso.contract import with_id
from sayso.record import BadRuling, Record, Unknown
from sayso.types import Ruling, Statement

AT = datetime(2031, 4, 1, 12, tzinfo=UTC)


def rule(case: Record, act: str, one: Statement, **value: object) -> int:
    return case.rule(Ruling(act, one.report, one.start, one.end, "Ada", AT, "read it myself", value))  # type: ignore[arg-type]


def alder() -> Press:
    return (
        Press("led-1", "2031-03-12")
        .say("Rockets hit Camp Alder on Tuesday.", "ASSAULT/rocket", where="Camp Alder", when=("Tuesday", "2031-03-11"))
        .say("Dawn Front denied it.", by="Dawn Front", stance="denies", firmness=-3)
        .say("Dawn Front denied it.", "CONSULT", by="Dawn Front", again=True)
        .write("Nothing else was known of the matter at the time.")
    )


@pytest.fixture
def read(case: Record) -> list[Statement]:
    press = alder()
    case.add(press.report, press.statements, "rules 1")
    return press.statements


def stances(case: Record) -> list[tuple[str, str, str | None]]:
    return [(one.quote[:11], one.stance, one.claim.what) for one in case.as_of().statements]


def test_reject_takes_a_statement_out_and_undo_puts_it_back(case: Record, read: list[Statement]) -> None:
    seq = rule(case, "reject", read[0])
    assert read[0] not in case.as_of().statements
    undoing = case.undo(seq, "Ada", "hasty")
    assert list(case.as_of().statements) == read
    assert [ruled.active for ruled in case.rulings()] == [False, True]
    case.undo(undoing, "Ada", "not so hasty after all")
    assert read[0] not in case.as_of().statements
    assert [ruled.active for ruled in case.rulings()] == [True, False, True]


def test_a_ruling_is_about_every_statement_at_its_span(case: Record, read: list[Statement]) -> None:
    rule(case, "reject", read[1])
    assert stances(case) == [("Rockets hit", "reports", "ASSAULT")]


@pytest.mark.parametrize("of", [{"what": "CONSULT"}, {"stance": "reports"}, {"what": "CONSULT", "voice": "somebody"}])
def test_of_says_which_of_several_statements_at_one_span(case: Record, read: list[Statement], of: dict) -> None:
    rule(case, "reject", read[1], of=of)
    assert stances(case) == [("Rockets hit", "reports", "ASSAULT"), ("Dawn Front ", "denies", "ASSAULT")]


def test_edit_changes_what_is_named_and_clears_what_is_null(case: Record, read: list[Statement]) -> None:
    rule(case, "edit", read[0], firmness=1, claim={"mode": "missile", "when": None, "target": {
        "name": "soldiers", "id": "XAR-MIL", "start": 0, "end": 7}})  # fmt: skip
    one = case.as_of().statements[0]
    assert (one.firmness, one.claim.mode, one.claim.when) == (1, "missile", None)
    assert one.claim.where == read[0].claim.where
    assert one.claim.target is not None
    assert one.claim.target.id == "XAR-MIL"
    assert with_id(one) == one
    assert case.as_of().event_of(one.id).title == "Missile attack on Camp Alder, undated (by 12 March 2031)"


def test_edits_add_up_and_undo_takes_back_one(case: Record, read: list[Statement]) -> None:
    first = rule(case, "edit", read[0], firmness=1)
    rule(case, "edit", read[0], stance="alleges")
    assert [(one.firmness, one.stance) for one in case.as_of().statements[:1]] == [(1, "alleges")]
    case.undo(first, "Ada", "firm after all")
    assert [(one.firmness, one.stance) for one in case.as_of().statements[:1]] == [(3, "alleges")]


def test_missed_adds_what_the_coder_did_not_see(case: Record, read: list[Statement]) -> None:
    text = alder().text
    start = text.index("Nothing else")
    ruling = Ruling("missed", "led-1", start, len(text), "Ada", AT, "overlooked", {"claim": {"what": "REJECT"}})
    case.rule(ruling)
    one = case.as_of().statements[-1]
    assert one.quote == "Nothing else was known of the matter at the time."
    assert (one.voice.name, one.voice.kind, one.stance, one.firmness) == ("Daily Ledger", "outlet", "reports", 3)
    assert case.search('"of the matter"')[0] == one.id


@pytest.mark.parametrize("act", ["accept", "edit"])
def test_what_a_person_accepted_or_corrected_stays_when_a_coder_no_longer_reads_it(
    case: Record, read: list[Statement], act: str
) -> None:
    rule(case, act, read[0], **({"firmness": 2} if act == "edit" else {}))
    before = case.as_of().statements[0]
    case.add_statements("led-1", "rules 2", [])
    assert list(case.as_of().statements) == [before]


@pytest.mark.parametrize("act", ["accept", "edit"])
def test_what_a_person_saw_beats_a_new_reading_of_the_same_place(case: Record, read: list[Statement], act: str) -> None:
    rule(case, act, read[0], **({"firmness": 2} if act == "edit" else {}))
    before = case.as_of().statements[0]
    newer = [with_id(replace(read[0], stance="predicts")), *read[1:]]
    case.add_statements("led-1", "rules 2", newer)
    assert case.as_of().statements[0] == before
    assert len(case.as_of().statements) == 3


def test_a_rejection_holds_against_a_new_reading_with_slightly_other_bounds(case: Record, read: list[Statement]) -> None:
    rule(case, "reject", read[0])
    one = read[0]
    shorter = with_id(replace(one, end=one.end - 1, quote=one.quote[:-1], firmness=1))
    case.add_statements("led-1", "rules 2", [shorter, *read[1:]])
    assert shorter not in case.as_of().statements


def test_a_rejection_does_not_reach_the_next_sentence(case: Record, read: list[Statement]) -> None:
    rule(case, "reject", read[0])
    case.add_statements("led-1", "rules 2", read[1:])
    assert list(case.as_of().statements) == read[1:]
    assert case.as_of().standing.idle == (case.rulings()[0].seq,)


def test_a_missed_statement_a_coder_later_finds_stands_once(case: Record, read: list[Statement]) -> None:
    case.add_statements("led-1", "rules 0", read[1:])
    one = read[0]
    case.rule(Ruling("missed", "led-1", one.start, one.end, "Ada", AT, "overlooked", {"claim": {"what": "ASSAULT"}}))
    case.add_statements("led-1", "rules 1", read)
    quotes = [one.quote for one in case.as_of().statements]
    assert quotes.count(one.quote) == 1


def test_accept_brings_back_what_was_rejected(case: Record, read: list[Statement]) -> None:
    rule(case, "reject", read[0])
    rule(case, "accept", read[0])
    assert read[0] in case.as_of().statements
    assert case.as_of().standing.ruled[read[0].id] == (case.rulings()[0].seq, case.rulings()[1].seq)


def test_merge_and_split_decide_what_is_one_event(case: Record, read: list[Statement]) -> None:
    other = Press("wire-2", "2031-06-01").say("Drones hit Ostrel in May.", "ASSAULT/drone", where="Ostrel",
                                             when=("in May", "2031-05-01", "2031-05-31"))  # fmt: skip
    case.add(other.report, other.statements, "rules 1")
    far = other.statements[0]

    def apart() -> bool:
        known = case.as_of()
        return known.event_of(read[0].id).id != known.event_of(far.id).id

    assert apart()
    merge = rule(case, "merge", read[0], report=far.report, start=far.start, end=far.end)
    assert not apart()
    split = rule(case, "split", far, report=read[0].report, start=read[0].start, end=read[0].end)
    assert apart()
    case.undo(split, "Ada", "one after all")
    assert not apart()
    case.undo(merge, "Ada", "no")
    assert apart()


def test_split_without_another_leaves_a_statement_by_itself(case: Record, read: list[Statement]) -> None:
    assert case.as_of().event_of(read[0].id) == case.as_of().event_of(read[1].id)
    rule(case, "split", read[1], of={"stance": "denies"})
    assert len(case.as_of().event_of(read[1].id).statements) == 1


BAD = [
    (Ruling("reject", "nowhere", 0, 5, "Ada", AT, "x"), "no such report"),
    (Ruling("reject", "led-1", 0, 9_000, "Ada", AT, "x"), "the report ends at"),
    (Ruling("reject", "led-1", 70, 75, "Ada", AT, "x"), "no statement stands there"),
    (Ruling("accept", "led-1", 70, 75, "Ada", AT, "x"), "rule missed"),
    (Ruling("edit", "led-1", 0, 34, "Ada", AT, "x", {"stance": "mumbles"}), "stance 'mumbles'"),
    (Ruling("edit", "led-1", 0, 34, "Ada", AT, "x", {"start": 2}), "cannot be changed"),
    (Ruling("edit", "led-1", 0, 34, "Ada", AT, "x", {"claim": {"who": "them"}}), "unknown key who"),
    (Ruling("edit", "led-1", 0, 34, "Ada", AT, "x", {"claim": {"when": {"first": "soon"}}}), "is no statement"),
    (Ruling("missed", "led-1", 0, 34, "Ada", AT, "x"), "lacks claim"),
    (Ruling("missed", "led-1", 0, 34, "Ada", AT, "x", {"claim": {"what": "HUG"}}), "'HUG' is not"),
    (Ruling("merge", "led-1", 0, 34, "Ada", AT, "x"), "lacks report, start, end"),
    (Ruling("merge", "led-1", 0, 34, "Ada", AT, "x", {"report": "gone", "start": 0, "end": 3}), "no statement stands"),
    (Ruling("undo", "led-1", 0, 34, "Ada", AT, "x", {"seq": 1}), "no ruling in force"),
    (Ruling("reject", "led-1", 0, 34, "Ada", AT, "x", {"of": {"colour": "red"}}), "'of' may name"),
    (Ruling("reject", "led-1", 0, 34, "Ada", AT.replace(tzinfo=None), "x"), "no zone"),
]


@pytest.mark.parametrize(("ruling", "says"), BAD)
def test_a_ruling_that_cannot_mean_anything_is_refused(case: Record, read: list[Statement], ruling: Ruling, says: str) -> None:
    before = case.head()
    with pytest.raises(BadRuling, match=says):
        case.rule(ruling)
    assert case.head() == before
    assert list(case.as_of().statements) == read


def test_undoing_what_is_no_ruling(case: Record, read: list[Statement]) -> None:
    with pytest.raises(Unknown, match="entry 2 is no ruling"):
        case.undo(2, "Ada", "x")


def test_rulings_count_whatever_day_is_asked(case: Record, read: list[Statement]) -> None:
    rule(case, "reject", read[0])
    assert read[0] not in case.as_of(case.as_of().reports["led-1"].published).statements
