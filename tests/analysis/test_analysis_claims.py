"""The claim ladder: which rung, in whose words, in what order, and which way it moved."""

from __future__ import annotations

from typing import Any

import pytest
from answers_world import accuse, known, own_word, press
from hypothesis import given, settings
from record_world import Press
from worlds import kept, newsrooms

from sayso.analysis.claims import claims
from sayso.types import RUNGS, Assessment


def by_actor(*presses: Press, **more: Any) -> dict[str, Assessment]:
    return {each.subject or "": each for each in claims(known(*presses, **more))}


def december(stance: str | None) -> Press:
    """The attack on Camp Birch in December, and what the accused said of it."""
    said: dict[str, Any] = {"what": "ASSAULT/rocket", "where": "Camp Birch", "when": ("27 December", "2030-12-27")}
    made = press("dec", "2030-12-29")
    made.say("Dawn Front fired rockets at Camp Birch on 27 December, Arvonian officials said.",
             by="Arvonian officials", actor="Dawn Front", stance="alleges", firmness=2, **said)  # fmt: skip
    if stance:
        sentence = f"Dawn Front {stance} the rockets on Camp Birch of 27 December."
        actor = "Dawn Front" if stance in ("claims", "denies", "admits") else None
        made.say(sentence, by="Dawn Front", stance=stance, actor=actor, firmness=-3 if stance == "denies" else 3, **said)
    return made


def march(stance: str | None) -> Press:
    made = accuse(press("mar", "2031-03-12"), "Arvonian officials", "Dawn Front", 2)
    return own_word(made, "Dawn Front", stance, -3 if stance == "denies" else 3) if stance else made


@pytest.mark.parametrize(
    ("stance", "rung", "words"),
    [
        ("denies", "denies", "The Dawn Front denied it: the rocket attack on Camp Alder (10 March 2031)."),
        ("coy", "coy", "The Dawn Front neither confirmed nor denied it: the rocket attack on Camp Alder (10 March 2031)."),
        ("praises", "praises", "The Dawn Front praised it without claiming it: the rocket attack on Camp Alder (10 March 2031)."),
        ("claims", "claims", "The Dawn Front claimed it: the rocket attack on Camp Alder (10 March 2031)."),
        ("admits", "admitted", "The Dawn Front admitted it: the rocket attack on Camp Alder (10 March 2031)."),
    ],
)
def test_each_rung_in_words_with_the_actors_own_quote(stance: str, rung: str, words: str) -> None:
    found = by_actor(march(stance))["XCO-DAWN"]
    assert found.value == rung
    assert found.finding == words
    (row,) = found.rows
    assert row.cells[0] == "10 March 2031"
    assert row.cells[2:] == (rung, f"Dawn Front {stance} the rockets on Camp Alder of 10 March.")
    assert found.evidence == row.evidence
    assert len(row.evidence) == 1


def test_silence_is_computed_and_rests_on_the_accusation() -> None:
    found = by_actor(march(None))["XCO-DAWN"]
    assert (found.value, found.headline) == ("silent", False)
    assert found.finding == "Nothing is on record from the Dawn Front, named as responsible for one event."
    assert found.rows[0].cells[2:] == ("silent", None)
    assert len(found.evidence) == 1


def test_a_claim_that_another_contradicts_is_disputed() -> None:
    made = own_word(press("mar", "2031-03-12"), "Tide Brigade", "claims")
    accuse(made, "Belmarkian officials", "Arvonia", 3, "determines")
    found = by_actor(made)
    assert found["XCO-TIDE"].value == "claims-disputed"
    assert "claimed it and was contradicted" in found["XCO-TIDE"].finding
    assert found["XAR"].value == "silent"


@pytest.mark.parametrize(
    ("before", "after", "step"),
    [
        ("coy", "praises", "closer to owning it"),
        ("denies", "claims", "closer to owning it"),
        ("claims", "denies", "further from owning it"),
        ("praises", "coy", "further from owning it"),
    ],
)
def test_a_step_along_the_ladder_is_told_with_what_was_said_before(before: str, after: str, step: str) -> None:
    found = by_actor(march(after), december(before))["XCO-DAWN"]
    assert f"That is {step} than for the rocket attack on Camp Birch (27 December 2030), when it " in found.finding
    assert found.finding.startswith("The Dawn Front ")
    assert "Camp Alder (10 March 2031)" in found.finding.split(". ")[0], "the latest first"


def test_standing_still_is_no_step() -> None:
    assert "owning it" not in by_actor(march("praises"), december("praises"))["XCO-DAWN"].finding


def test_a_silence_before_is_no_step() -> None:
    assert "owning it" not in by_actor(march("praises"), december(None))["XCO-DAWN"].finding


def test_rows_are_in_the_order_things_happened() -> None:
    found = by_actor(march("praises"), december("denies"))["XCO-DAWN"]
    assert [row.cells[0] for row in found.rows] == ["27 December 2030", "10 March 2031"]
    assert [row.cells[2] for row in found.rows] == ["denies", "praises"]
    assert found.value == "praises", "the highest rung"


def test_who_took_a_stand_comes_first() -> None:
    other = accuse(press("x", "2031-03-14").write("Some blame others."), "Belmarkian officials", "Arvonia", 1, "suspects")
    assert list(by_actor(other, march("coy"))) == ["XCO-DAWN", "XAR"]


def test_each_sentence_rests_on_the_words_it_tells_of() -> None:
    found = by_actor(march("praises"), december("denies"))["XCO-DAWN"]
    assert found.support == (found.rows[1].evidence, found.rows[0].evidence)


def test_a_ministry_speaks_for_its_state() -> None:
    made = accuse(press("mar"), "Belmarkian officials", "Arvonia", 2)
    sentence = "We fired no rockets at Camp Alder on 10 March, the Arvonian foreign ministry said for Arvonia."
    made.say(sentence, "ASSAULT/rocket", by="the Arvonian foreign ministry", actor="Arvonia", stance="denies", firmness=-3,
             where="Camp Alder", when=("10 March", "2031-03-10"))  # fmt: skip
    found = by_actor(made)["XAR"]
    assert found.value == "denies"
    assert found.rows[0].cells[3] == sentence


def test_telling_of_ones_own_deed_is_quoted_as_owning_it() -> None:
    sentence = "Belmarkian officials said that Belmark bombed Camp Birch on 11 March."
    made = press("a").say(sentence, "ASSAULT/aerial", by="Belmarkian officials", actor="Belmark", where="Camp Birch",
                          when=("11 March", "2031-03-11"))  # fmt: skip
    found = by_actor(made)["XBE"]
    assert found.value == "claims"
    assert found.rows[0].cells[3] == sentence


def test_what_was_said_later_is_not_known_before() -> None:
    early = march(None)
    late = own_word(press("late", "2031-03-20"), "Dawn Front", "claims")
    assert by_actor(early, late, day="2031-03-19")["XCO-DAWN"].value == "silent"
    assert by_actor(early, late, day="2031-03-20")["XCO-DAWN"].value == "claims"


@given(newsrooms())
@settings(max_examples=60, deadline=None)
def test_every_ladder_rests_on_evidence_and_shows_its_highest_rung(presses: list[Press]) -> None:
    found = kept(presses).as_of()
    for each in claims(found):
        assert each.evidence
        assert set(each.evidence) <= set(found.by_id)
        assert each.value == max((str(row.cells[2]) for row in each.rows), key=RUNGS.index)
