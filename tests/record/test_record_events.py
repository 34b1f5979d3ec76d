"""What an event says: its claim, bounds, figures, accusations and title."""

from datetime import date

import pytest
from record_world import Press

from sayso.record import Record
from sayso.record.titles import said_days
from sayso.types import Event


def only_event(*presses: Press) -> Event:
    with Record.open(":memory:") as case:
        for press in presses:
            case.add(press.report, press.statements, "t")
        (event,) = case.as_of().events
    return event


def hit(id: str, published: str, outlet: str = "Ledger") -> Press:
    return Press(id, published, outlet)


ALDER = {"where": "Camp Alder", "when": ("Tuesday", "2031-03-11")}


def test_the_best_supported_actor_is_the_one_most_voices_name_firmly() -> None:
    event = only_event(
        hit("a", "2031-03-12").say("Tide Brigade hit Camp Alder on Tuesday.", actor="Tide Brigade", **ALDER),
        hit("b", "2031-03-12", "Wire").say("Dawn Front hit Camp Alder on Tuesday.", actor="Dawn Front", **ALDER),
        hit("c", "2031-03-13", "Post").say("Dawn Front hit Camp Alder on Tuesday!", actor="Dawn Front", **ALDER),
    )
    assert event.claim.actor is not None
    assert event.claim.actor.id == "XCO-DAWN"
    assert [row.accused.id for row in event.accusations] == ["XCO-TIDE", "XCO-DAWN", "XCO-DAWN"]


def test_ten_prints_of_one_text_are_one_voice() -> None:
    line = "Tide Brigade hit Camp Alder on Tuesday."
    prints = [hit(f"p{n}", "2031-03-12", f"Print {n}").say(line, actor="Tide Brigade", **ALDER) for n in range(5)]
    rest = "It was the third such incident in as many weeks and the first to come after the talks in Ostrel collapsed."
    for press in prints:
        press.write(rest)
    wire = [press.drafts[0] for press in prints]
    for draft in wire:
        draft["voice"] = wire[0]["voice"]
    others = [
        hit("x", "2031-03-13", "Herald").say("Dawn Front shelled Camp Alder on Tuesday.", actor="Dawn Front", **ALDER),
        hit("y", "2031-03-13", "Review").say("It was Dawn Front at Camp Alder on Tuesday.", actor="Dawn Front", **ALDER),
    ]
    event = only_event(*prints, *others)
    assert event.claim.actor is not None
    assert event.claim.actor.id == "XCO-DAWN"
    # All of them are kept all the same.
    assert len(event.accusations) == 7


def test_a_denial_names_an_actor_without_accusing() -> None:
    event = only_event(
        hit("a", "2031-03-12").say("A barrage hit Camp Alder on Tuesday.", **ALDER).say(
            "Belmarkian officials denied that Dawn Front did it.", by="Belmarkian officials", stance="denies",
            firmness=-3, actor="Dawn Front"),
    )  # fmt: skip
    assert event.claim.actor is None
    assert [(row.accused.id, row.negated) for row in event.accusations] == [("XCO-DAWN", True)]
    assert event.ladder == {}


def test_every_reading_of_a_figure_is_kept_and_the_last_one_stands() -> None:
    event = only_event(
        hit("a", "2031-03-12").say("Tuesday's barrage at Camp Alder hurt 11.", injured=("11", 11, 11), **ALDER),
        hit("b", "2031-03-20", "Wire").say("Tuesday's barrage at Camp Alder hurt 34.", injured=("34", 34, 34), **ALDER),
        hit("c", "2031-03-20", "Post").say("Tuesday's barrage at Camp Alder hurt 34!", injured=("34", 34, 34), **ALDER),
        hit("d", "2031-03-29").say("Tuesday's barrage at Camp Alder hurt up to 50.", injured=("up to 50", 0, 50), **ALDER),
    )
    rows = [(row.published.isoformat(), row.low, row.high, row.report) for row in event.figures_history]
    assert rows == [
        ("2031-03-12", 11, 11, "a"), ("2031-03-20", 34, 34, "b"), ("2031-03-20", 34, 34, "c"), ("2031-03-29", 0, 50, "d"),
    ]  # fmt: skip
    assert [(figure.low, figure.high, figure.said) for figure in event.claim.figures["injured"]] == [(0, 50, "up to 50")]


def test_wide_readings_narrow_each_other() -> None:
    event = only_event(
        hit("a", "2031-03-30").say("Rockets hit Camp Alder in mid-March.", where="Camp Alder",
                                   when=("in mid-March", "2031-03-08", "2031-03-20")),
        hit("b", "2031-03-30", "Wire").say("Rockets hit Camp Alder after the 15th.", where="Camp Alder",
                                           when=("after the 15th", "2031-03-15", "2031-03-30")),
    )  # fmt: skip
    assert (event.first, event.last) == (date(2031, 3, 15), date(2031, 3, 20))


def test_a_model_is_said_where_others_just_say_rockets() -> None:
    from dataclasses import replace

    from sayso.record.claims import merged_claim
    from sayso.types import Weapon

    presses = [
        hit(f"r{n}", "2031-03-12", f"O{n}").say("Tuesday: rockets at Camp Alder.", weapon="rockets", **ALDER) for n in range(3)
    ]
    statements = [press.statements[0] for press in presses]
    model = replace(statements[1], claim=replace(statements[1].claim, weapon=Weapon("katyusha rockets", "rocket-107mm")))
    claim = merged_claim([statements[0], model, statements[2]], {p.id: p.report for p in presses}, {}, ())
    assert claim.weapon is not None
    assert claim.weapon.id == "rocket-107mm"


TITLES = [
    ("ASSAULT/rocket", {"where": "Camp Alder"}, "Rocket attack on Camp Alder, undated (by 12 March 2031)"),
    ("ASSAULT/explosives", {"where": "Camp Alder"}, "Bombing of Arvonian soldiers at Camp Alder, undated (by 12 March 2031)"),
    ("ASSAULT", {"where": "Lorn"}, "Attack on Arvonian soldiers in Lorn, undated (by 12 March 2031)"),
    ("ASSAULT/unheard-of", {}, "Attack on Arvonian soldiers, undated (by 12 March 2031)"),
    ("COERCE/arrest", {"where": "Lorn"}, "Arrest of Arvonian soldiers in Lorn, undated (by 12 March 2031)"),
    ("AID/military", {}, "Arms transfer to Arvonian soldiers, undated (by 12 March 2031)"),
    ("ASSAULT/aerial", {"stance": "threatens", "time": "future"}, "Threat of airstrike on Arvonian soldiers by Ledger, 12 March 2031"),
    ("ASSAULT/aerial", {"time": "future"}, "Expected airstrike on Arvonian soldiers, undated (from 12 March 2031)"),
    ("ASSAULT/aerial", {"time": "hypothetical"}, "Possible airstrike on Arvonian soldiers, undated (from 12 March 2031)"),
    ("ASSAULT/aerial", {"negated": True}, "No airstrike on Arvonian soldiers, undated (by 12 March 2031)"),
    (None, {"stance": "predicts", "time": "future"}, "Judgement by Ledger, 12 March 2031"),
]  # fmt: skip


@pytest.mark.parametrize(("what", "more", "title"), TITLES)
def test_titles(what: str | None, more: dict, title: str) -> None:
    sentence = "It concerned Arvonian soldiers at Camp Alder near Lorn."
    target = None if what is None else "Arvonian soldiers"
    assert only_event(hit("a", "2031-03-12").say(sentence, what, target=target, **more)).title == title


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("2031-03-11", "2031-03-11", "11 March 2031"),
        ("2031-03-10", "2031-03-12", "10–12 March 2031"),
        ("2031-03-30", "2031-04-02", "30 March – 2 April 2031"),
        ("2030-12-28", "2031-01-03", "28 December 2030 – 3 January 2031"),
        ("2031-02-01", "2031-02-28", "February 2031"),
        ("2032-02-01", "2032-02-28", "1–28 February 2032"),
        ("2031-06-01", "2031-08-31", "June – August 2031"),
        ("2030-11-01", "2031-01-31", "November 2030 – January 2031"),
        ("2031-01-01", "2031-12-31", "2031"),
        ("2030-01-01", "2031-12-31", "2030–2031"),
        (None, "2031-03-11", "by 11 March 2031"),
        ("2031-03-11", None, "from 11 March 2031"),
        (None, None, ""),
    ],
)
def test_days_in_words(first: str | None, last: str | None, said: str) -> None:
    assert said_days(first and date.fromisoformat(first), last and date.fromisoformat(last)) == said  # type: ignore[arg-type]
