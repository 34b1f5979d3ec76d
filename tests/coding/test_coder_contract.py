"""The embedded coder keeps the contract on any text, and the conformance suite catches coders that do not."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.coding.coder import EmbeddedCoder
from sayso.conformance import TEXTS, NotConformant, check_coder, check_statement, check_store, reports
from sayso.contract import with_id
from sayso.record import Record
from sayso.types import Claim, Figure, Report, Span, Statement, Voice

DAY = date(2021, 5, 12)
SENTENCE = "The militia fired rockets at the base on Monday, killing two soldiers, officials said. "


@pytest.fixture(scope="module")
def coder() -> EmbeddedCoder:
    return EmbeddedCoder()


def report(text: str, id: str = "r") -> Report:
    return Report(id, f"key-{id}", text, DAY, outlet="The Suite")


def checked(coder: EmbeddedCoder, text: str) -> list[Statement]:
    """The statements of a text, each checked against it, in the order of the text, none twice."""
    made = report(text)
    found = coder.code(made)
    for statement in found:
        check_statement(statement, made)
    assert [one.start for one in found] == sorted(one.start for one in found)
    assert len({one.id for one in found}) == len(found)
    return found


def test_the_embedded_coder_passes_the_suite(coder: EmbeddedCoder) -> None:
    assert check_coder(coder) >= 4


def test_a_case_kept_with_the_embedded_coder_passes_the_suite(coder: EmbeddedCoder, tmp_path: Path) -> None:
    check_store(lambda: Record.open(tmp_path / "case.sayso"), coder)


def test_every_text_of_the_suite_with_an_event_gives_a_statement(coder: EmbeddedCoder) -> None:
    made = {each.id: len(coder.code(each)) for each in reports()}
    assert made["suite-4"] == 0, "there is nothing to code in it"
    assert made["suite-0"] >= 1
    assert made["suite-1"] >= 2, "a denial and a praise"
    assert made["suite-2"] >= 1, "after emoji and Arabic"


def test_many_at_once_give_what_each_gives_alone(coder: EmbeddedCoder) -> None:
    listed = [report(text, f"r{n}") for n, text in enumerate([*TEXTS, SENTENCE * 3])]
    assert [(each.id, found) for each, found in coder.code_many(listed)] == [(each.id, coder.code(each)) for each in listed]


def test_what_was_read_before_changes_nothing(coder: EmbeddedCoder) -> None:
    made = report("They denied it. The group claimed the attack.")
    before = coder.code(made)
    coder.code(report(SENTENCE * 5, "other"))
    assert coder.code(made) == before


PIECES = (
    "The rebels ", "Kenyan police ", "a second official ", "fired rockets at ", "denied that ", "killed 12 people in ", "claimed ",
    "the attack ", "Aleppo ", "the port of Kismayo ", "on Monday ", "late last year ", "at least ", "reportedly ", "“", "”", "'s ", "said ",
    ", ", ". ", "\n\n", "\t", "— ", "🕊️ ", "ميناء ", "\u202e", "e\u0301", "12,500 ", "3.5 million ", "(", ")", "if ", "not ", "by ", "was ",
    "U.S. ", "…", "\u00a0", "\ufeff",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=40).map("".join).filter(str.strip))
@settings(max_examples=150, deadline=None)
def test_any_text_is_coded_by_the_contract(text: str) -> None:
    checked(EmbeddedCoder(), text)


@given(st.text(min_size=1, max_size=200).filter(str.strip))
@settings(max_examples=100, deadline=None)
def test_any_characters_are_coded_by_the_contract(text: str) -> None:
    checked(EmbeddedCoder(), text)


HARD = {
    "one word of 100,000 letters": "a" * 100_000,
    "one sentence of 5,000 words": "the rebels attacked the base and " * 800,
    "said that said that": "He said that " * 300 + "rebels attacked the base.",
    "quotes in quotes": "“" * 300 + "rebels attacked the base" + "”" * 300,
    "brackets in brackets": "(" * 300 + SENTENCE + ")" * 300,
    "a line for each word": "\n".join((SENTENCE * 20).split()),
    "thousands of empty lines": "\n" * 20_000 + SENTENCE,
    "a number of 5,000 digits": "1" * 5000 + " people were killed in Aleppo on Monday.",
    "numbers beyond all counting": "one hundred million billion trillion " * 50 + "people were killed in Aleppo.",
    "days that never were": "On 31 February 2020, the 0th of May and 99/99/9999 rebels attacked Aleppo in the year 0.",
    "long ago and far ahead": "999999999999999999 years ago, and in 99999 years, rebels killed 9999999999999999999999 people in Aleppo.",
    "all capitals": (SENTENCE * 5).upper(),
    "no capitals": (SENTENCE * 5).lower(),
    "only marks": "!?.,;:—–-…" * 500,
    "emoji": "🕊️👨‍👩‍👧‍👦🇮🇶" * 200 + SENTENCE,
    "stacked accents": "a" + "\u0301" * 3000 + " " + SENTENCE,
    "other scripts": "هاجم المتمردون القاعدة يوم الاثنين. " * 50 + "叛军星期一袭击了基地。" * 50,
    "a NUL between letters": "\x00".join(SENTENCE),
    "an endless list": ", ".join(["Iran", "Iraq", "Kenya", "Yemen"] * 200) + " attacked the base.",
    "an endless address": "https://x.example/" + "a/" * 2000 + " " + SENTENCE,
}


@pytest.mark.parametrize("text", HARD.values(), ids=HARD.keys())
def test_text_made_to_exhaust_is_coded_soon_and_by_the_contract(coder: EmbeddedCoder, text: str) -> None:
    began = time.process_time()
    checked(coder, text)
    assert time.process_time() - began < 20


def good(of: Report) -> Statement:
    """A statement that breaks no rule: the whole text, said by the outlet."""
    voice = Voice(of.outlet or of.id, "outlet")
    return with_id(Statement("", of.id, 0, len(of.text), of.text, voice, "reports", 3, Claim("ASSAULT")))


@dataclass(frozen=True)
class Scripted:
    """A coder that does as it is told."""

    make: Callable[[Report], list[Statement]]
    name: str = "scripted"

    def code(self, report: Report) -> list[Statement]:
        return self.make(report)


def _figure(of: Report, said: str) -> list[Statement]:
    figure = Figure(2, 2, said, None, 0, len(said))
    return [with_id(replace(good(of), claim=Claim("ASSAULT", figures={"killed": (figure,)})))]


def _fickle() -> Callable[[Report], list[Statement]]:
    firmness: Iterator[int] = count()
    return lambda of: [with_id(replace(good(of), firmness=next(firmness) % 3))]


BROKEN = {
    "no name": (Scripted(lambda of: [], " "), "no name"),
    "a quote that is not there": (
        Scripted(lambda of: [with_id(replace(good(of), quote="x" * len(of.text)))]),
        "its quote is not what stands at its span",
    ),
    "a span beyond the end": (
        Scripted(lambda of: [with_id(replace(good(of), start=1, end=len(of.text) + 1))]),
        "its quote is not what stands at its span",
    ),
    "an id of its own making": (Scripted(lambda of: [replace(good(of), id="one")]), "not the hash of its content"),
    "an id that was right before a change": (Scripted(lambda of: [replace(good(of), firmness=1)]), "not the hash of its content"),
    "the same statement twice": (Scripted(lambda of: [good(of), good(of)]), "share an id"),
    "another report": (Scripted(lambda of: [with_id(replace(good(of), report="other"))]), "names report other"),
    "a voice outside the text": (
        Scripted(lambda of: [with_id(replace(good(of), voice=Voice("he", "named", None, len(of.text), len(of.text) + 2)))]),
        "lies outside the report",
    ),
    "words that are not at the cue": (
        Scripted(lambda of: [with_id(replace(good(of), cue=Span("zz", 0, 2)))]),
        "is not what stands at",
    ),
    "words that are not at the figure": (Scripted(lambda of: _figure(of, "zz")), "is not what stands at"),
    "another answer every time": (Scripted(_fickle()), "two runs differ"),
}


@pytest.mark.parametrize(("broken", "said"), BROKEN.values(), ids=BROKEN.keys())
def test_the_suite_catches_a_coder_that_gives(broken: Scripted, said: str) -> None:
    with pytest.raises(NotConformant, match=said):
        check_coder(broken)


def test_a_coder_that_does_what_it_must_passes() -> None:
    assert check_coder(Scripted(lambda of: [good(of)])) == len(TEXTS)
    assert check_coder(Scripted(lambda of: [])) == 0


def test_the_suite_catches_a_store_that_forgets() -> None:
    """A case kept in memory is another, empty one each time it is opened."""
    with pytest.raises(NotConformant, match="after the case was opened again"):
        check_store(lambda: Record.open(":memory:"), Scripted(lambda of: [good(of)]))
