"""Judgements on record: who held what, and the ICD 203 band of the word they used."""

from __future__ import annotations

from typing import Any

import pytest
from answers_world import accuse, known, press
from record_world import Press

from sayso.analysis.judgements import band, judgements


def judge(id: str, published: str, by: str, words: str, hedges: tuple[str, ...] = (), **more: Any) -> Press:
    made = press(id, published).say(
        f"{by} expected that {words}.", **({"what": None, "by": by, "stance": "predicts", "firmness": 1} | more)
    )
    made.drafts[-1]["hedges"] = hedges
    return made


def test_judgements_are_listed_by_day_with_holder_words_and_band() -> None:
    later = judge("b", "2031-03-20", "Belmarkian officials", "attacks would very likely follow", ("very likely",))
    first = judge("a", "2031-03-02", "the Corvan army", "the calm would hold")
    (found,) = judgements(known(later, first))
    assert [row.cells[:6] for row in found.rows] == [
        ("2 March 2031", "the Corvan army", "the Corvan army expected that the calm would hold.", None, "cannot be judged", None),
        (
            "20 March 2031",
            "Belmarkian officials",
            "Belmarkian officials expected that attacks would very likely follow.",
            "very likely",
            "cannot be judged",
            None,
        ),
    ]
    assert (found.value, len(found.evidence)) == (2, 2)
    assert found.finding == "Two judgements on record, one with a likelihood word. By the record so far: 2 cannot be judged."


@pytest.mark.parametrize(
    ("words", "finding"),
    [
        ([()], "One judgement on record, none with a likelihood word."),
        ([("likely",)], "One judgement on record, one with a likelihood word."),
        ([("likely",), ("unlikely",), ()], "Three judgements on record, two with a likelihood word."),
    ],
)
def test_how_many_gave_a_likelihood_is_said(words: list[tuple[str, ...]], finding: str) -> None:
    made = [
        judge(f"r{n}", "2031-03-02", "the Corvan army", f"trouble number {n} would come", each) for n, each in enumerate(words)
    ]
    assert judgements(known(*made))[0].finding == f"{finding} By the record so far: {len(words)} cannot be judged."


@pytest.mark.parametrize(
    ("hedge", "word"),
    [
        ("likely", "likely"),
        ("probably", "likely"),
        ("very likely", "very likely"),
        ("highly probable", "very likely"),
        ("Unlikely", "unlikely"),
        ("improbable", "unlikely"),
        ("very unlikely", "very unlikely"),
        ("roughly even", "roughly even chance"),
        ("possibly", None),
        ("allegedly", None),
        ("certainly", None),
    ],
)
def test_an_estimative_word_is_read_on_the_icd_203_scale(hedge: str, word: str | None) -> None:
    (statement,) = judge("a", "2031-03-02", "the Corvan army", "so it is", (hedge,)).statements
    assert band(statement) == word


def test_a_belief_about_no_single_event_and_a_suspicion_are_judgements_and_an_allegation_is_none() -> None:
    belief = press("a").say(
        "Arvonia wants no war, Belmarkian officials believe.", None, by="Belmarkian officials", stance="suspects", firmness=1
    )
    accusation = accuse(press("b"), "Belmarkian officials", "Dawn Front", 1, "suspects")
    alleged = accuse(press("c"), "the Corvan army", "Dawn Front", 2)
    found = judgements(known(belief, accusation, alleged))[0]
    assert [row.cells[6] for row in found.rows] == [None, "done by Dawn Front"]
    assert found.rows[0].cells[2] == "Arvonia wants no war, Belmarkian officials believe."


def test_without_judgements_there_is_no_answer() -> None:
    assert judgements(known(accuse(press("a"), "Belmarkian officials", "Dawn Front", 2))) == []


def test_what_was_expected_later_is_not_known_before() -> None:
    made = judge("a", "2031-03-20", "the Corvan army", "the calm would hold")
    early = accuse(press("b", "2031-03-12"), "Belmarkian officials", "Dawn Front", 2)
    assert judgements(known(made, early, day="2031-03-19")) == []
    assert len(judgements(known(made, early, day="2031-03-20"))) == 1
