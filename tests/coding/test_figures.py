"""Figures of a sentence: what is counted, the bounds as said, revisions, shares, noughts."""

from __future__ import annotations

import time
from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.coding.engine import load_engine
from sayso.coding.figure_words import figure_words, table
from sayso.coding.figures import Tally, find_figures

if TYPE_CHECKING:
    from spacy.tokens import Doc


@cache
def parse(text: str) -> Doc:
    return load_engine().parse(text)


def tallies(text: str) -> list[Tally]:
    return [tally for found in find_figures(parse(text)).values() for tally in found]


def brief(text: str) -> set[tuple[str, int | None, int | None]]:
    return {(tally.kind, tally.low, tally.high) for tally in tallies(text)}


SENTENCES = [
    # killed and injured, passive, active, elliptic
    ("Three Danish soldiers and one Polish medic were killed.", {("killed", 3, 3), ("killed", 1, 1)}),
    ("The blast killed three Danish soldiers and one Polish medic.", {("killed", 3, 3), ("killed", 1, 1)}),
    ("A mortar round hit the depot, killing at least 14 and wounding dozens.", {("killed", 14, None), ("injured", 24, None)}),
    ("Two people were killed and 14 wounded.", {("killed", 2, 2), ("injured", 14, 14)}),
    ("2 dead, 14 wounded in depot attack", {("killed", 2, 2), ("injured", 14, 14)}),
    ("The raid left nine people dead.", {("killed", 9, 9)}),
    ("More than 60 villagers died.", {("killed", 61, None)}),
    ("The brigade lost five soldiers.", {("killed", 5, 5)}),
    ("Officials confirmed the deaths of 31 miners.", {("killed", 31, 31)}),
    ("Police shot dead two protesters.", {("killed", 2, 2)}),
    ("Two bodies were found in the rubble.", {("killed", 2, 2)}),
    ("Up to 40 sailors had suffered concussions.", {("injured", 0, 40)}),
    ("Officials said 17 marines had been diagnosed with traumatic brain injuries.", {("injured", 17, 17)}),
    ("Eleven guards were taken to hospital.", {("injured", 11, 11)}),
    ("About 30 people were hurt.", {("injured", 30, 30)}),
    ("Between 10 and 15 gunmen were killed.", {("killed", 10, 15)}),
    ("TERRORISTS KILLED TWO SOLDIERS AND WOUNDED FIVE POLICEMEN.", {("killed", 2, 2), ("injured", 5, 5)}),
    # one person
    ("A contractor was killed.", {("killed", 1, 1)}),
    ("The strike killed the commander.", {("killed", 1, 1)}),
    ("A driver was shot and killed.", {("killed", 1, 1)}),
    # nobody
    ("There were no casualties.", {("killed", 0, 0), ("injured", 0, 0)}),
    ("No one was injured.", {("injured", 0, 0)}),
    ("The convoy returned without losses.", {("killed", 0, 0), ("injured", 0, 0)}),
    ("The shelling did not kill anyone.", {("killed", 0, 0)}),
    # other kinds
    ("Gunmen kidnapped 12 engineers.", {("captured", 12, 12)}),
    ("Hundreds of marchers were arrested.", {("captured", 200, None)}),
    ("More than 30,000 residents were displaced.", {("displaced", 30001, None)}),
    ("Four fishermen are missing.", {("missing", 4, 4)}),
    ("At least three rockets were fired at the depot.", {("munitions", 3, None)}),
    ("The army fired 22 ballistic missiles at two bases.", {("munitions", 22, 22)}),
    ("The navy seized 150 rifles and 12 missiles from a dhow.", {("seized", 150, 150), ("seized", 12, 12)}),
    ("Air defences intercepted 12 drones.", {("intercepted", 12, 12)}),
    ("The ministry will send 3,000 additional troops to the border.", {("troops", 3000, 3000)}),
    ("The coalition carried out 35 strikes in the valley.", {("attacks", 35, 35)}),
    ("Militants attacked the bridge at least three times.", {("attacks", 3, None)}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SENTENCES, ids=[row[0] for row in SENTENCES])
def test_kinds_and_bounds(text: str, expected: set[tuple[str, int | None, int | None]]) -> None:
    assert brief(text) == expected


NOTHING = [
    "The blast killed hopes of a deal.",
    "The army captured 12 villages.",
    "He waited 14 days for the 2016 report.",
    "A mother of three spoke on 11 March.",
    "The airliner was shot down.",
    "The outbreak has killed so many people.",
    "The talks cost $50 million.",
]


@pytest.mark.parametrize("text", NOTHING)
def test_nothing_is_counted(text: str) -> None:
    assert tallies(text) == []


REVISIONS = [
    ("The death toll rose to 64 from 50.", "killed", 64, 50),
    ("The number of troops injured rose to 64, up from 50.", "injured", 64, 50),
    ("The ministry on Tuesday raised to 109 from 64 the number of sailors who had suffered concussions.", "injured", 109, 64),
    ("The number of wounded rose from 34 to 50.", "injured", 50, 34),
    ("Officials revised the death toll down to 17 from 22.", "killed", 17, 22),
    ("The ministry put the death toll at 31, revising an earlier figure of 27.", "killed", 31, 27),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "now", "before"), REVISIONS)
def test_revision_keeps_the_figure_it_replaces(text: str, kind: str, now: int, before: int) -> None:
    (tally,) = tallies(text)
    assert (tally.kind, tally.low, tally.high, tally.was) == (kind, now, now, (before, before))


SHARES = [
    ("A car bomb killed 23 people, including two children, and wounded 100 others.", 2),
    ("Seven people were wounded, three of them seriously.", 3),
    ("The dead included eight soldiers.", 8),
]


@pytest.mark.parametrize(("text", "share"), SHARES)
def test_share_of_a_figure_is_marked_and_not_added(text: str, share: int) -> None:
    assert [tally.low for tally in tallies(text) if tally.part] == [share]


def test_tally_says_where_it_stands_whom_it_counts_and_what_happened() -> None:
    text = "Officials said on Tuesday that four Polish medics had been wounded by shelling."
    (tally,) = tallies(text)
    doc = parse(text)
    assert tally.said == "four Polish medics" == text[tally.start : tally.end]
    assert doc[tally.head].text == "medics"
    assert tally.noun is not None
    assert text[slice(*tally.noun)] == "medics"
    assert doc[tally.cue].text == "wounded"


def test_offsets_are_those_of_the_whole_text_in_any_sentence() -> None:
    text = "🚀 It began at dawn. Nine guards were killed. Twelve more were wounded."
    assert [text[tally.start : tally.end] for tally in tallies(text)] == ["Nine guards", "Twelve"]


def test_quotation_marks_stay_balanced() -> None:
    (tally,) = tallies('State television claimed at least 80 "foreign mercenaries" had been killed.')
    assert tally.said == 'at least 80 "foreign mercenaries"'


def test_died_in_hospital_is_no_injury() -> None:
    assert brief("The guard was taken to hospital, where he died.") == {("killed", 1, 1)}


@pytest.mark.parametrize("text", ["killed 1 ", "two men and ", "including 2 men, ", "the number of killed to 5 "])
def test_hostile_line_takes_linear_time(text: str) -> None:
    doc = parse((text * 10_000)[:10_000])
    started = time.process_time()
    find_figures(doc)
    assert time.process_time() - started < 2


WORDS = st.sampled_from(
    ["two", "men", "killed", "wounded", "and", ",", "the", "toll", "rose", "to", "from", "12", "dead", "no", "casualties",
     "were", "including", "of", "them", "rockets", "fired", "without", "anyone", "not", "(", '"', "at least", "A", "died"]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=14).map(" ".join))
def test_any_words_give_figures_at_their_spans(text: str) -> None:
    doc = parse(text)
    for kind, found in find_figures(doc).items():
        for tally in found:
            assert tally.kind == kind
            assert text[tally.start : tally.end] == tally.said
            assert 0 <= tally.cue < len(doc)
            assert tally.low is None or tally.high is None or 0 <= tally.low <= tally.high


def test_word_list_is_whole() -> None:
    words = figure_words()
    assert all(set(roles) == {"patient", "subject", "state", "noun"} for roles in words["kinds"].values())
    kinds = set(words["kinds"])
    assert set(words["tolls"].values()) <= kinds
    lists = [name for name, value in words.items() if not isinstance(value, dict)]
    assert all(word == word.lower() and word for name in lists for word in words[name])
    roles = [table(role) for role in ("patient", "subject")]
    listed = [word for roles_of in words["kinds"].values() for role in ("patient", "subject") for word in roles_of[role]]
    assert sorted(listed) == sorted(word for role in roles for word in role), "a verb stands under two kinds"
