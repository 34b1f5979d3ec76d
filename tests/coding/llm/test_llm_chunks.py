"""Passages cover a report without gap or overlap, are as short as asked, and are cut where a reader would cut."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.coding.llm.chunks import CONTEXT, Passage, halves, passages

TEXTS = st.lists(st.sampled_from(["A word or two.", "x" * 50, " ", "\n\n", "\n", "…", "Yes. "]), max_size=60).map("".join)


def sentences(text: str) -> list[tuple[int, int]]:
    bounds, at = [], 0
    for piece in text.split("."):
        if piece.strip():
            bounds.append((at + len(piece) - len(piece.lstrip()), at + len(piece)))
        at += len(piece) + 1
    return bounds


@given(TEXTS, st.integers(20, 300))
def test_everything_once_and_in_order(text: str, size: int) -> None:
    found = passages(text, sentences(text), size)
    at = 0
    for passage in found:
        assert text[at : passage.start].strip() == "", "only blanks are left out"
        assert 0 < passage.end - passage.start <= size
        assert passage.start - CONTEXT <= passage.context <= passage.start
        at = passage.end
    assert text[at:].strip() == ""


@given(TEXTS, st.integers(20, 300))
def test_halves_of_a_passage_are_that_passage(text: str, size: int) -> None:
    for whole in passages(text, sentences(text), size):
        parts = halves(text, sentences(text), whole)
        if parts:
            assert all(part.end - part.start < whole.end - whole.start for part in parts)
            assert "".join(text[part.start : part.end] for part in parts).split() == text[whole.start : whole.end].split()


def test_a_short_report_is_one_passage() -> None:
    assert passages("One. Two.", [(0, 4), (5, 9)], 4000) == [Passage(0, 0, 9)]


def test_cuts_fall_between_paragraphs() -> None:
    text = "\n\n".join("Ten words stand here in a row to make paragraph." for _ in range(9))
    for passage in passages(text, sentences(text), 200):
        assert text[passage.start : passage.end].strip().startswith("Ten words")
        assert text[passage.start : passage.end].strip().endswith("paragraph.")


def test_else_between_sentences_else_between_words() -> None:
    text = "One sentence of some length is here. " * 30
    for passage in passages(text, sentences(text), 200):
        assert text[passage.start : passage.end].startswith("One sentence")
    words = "word " * 200
    for passage in passages(words, [(0, 999)], 101):
        assert words[passage.start : passage.end].strip("word ") == ""
        assert (passage.end - passage.start) % 5 == 0


def test_context_begins_with_a_sentence() -> None:
    text = "One sentence of some length is here. " * 60
    for passage in passages(text, sentences(text), 400)[1:]:
        assert text[passage.context :].startswith("One sentence")
        assert passage.context < passage.start
