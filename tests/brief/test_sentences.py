"""A finding is cut where its sentences end, and likelihood is told from confidence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.brief.sentences import CONFIDENCE, LIKELIHOOD, likelihood_parts, own_words, sentences


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One. Two! Three?", 3),
        ("Officials of the U.S. Army said so. Then came Gen. Corr.", 2),
        ("It cost 3.5 million. It rose.", 2),
        ("He said “it was us.” Nobody believed it.", 2),
        ("No full stop at all", 1),
        ("It is likely (55–80%). The grounds are thin.", 2),
        ("", 0),
        ("   ", 0),
    ],
)
def test_count(text: str, count: int) -> None:
    assert len(sentences(text)) == count


@given(st.text())
def test_no_letter_is_lost(text: str) -> None:
    assert "".join("".join(sentences(text)).split()) == "".join(text.split())


def test_terms_are_marked_longest_first_and_quotes_are_left_alone() -> None:
    parts = likelihood_parts("It is very unlikely, though “very likely” to Corr.")
    assert parts == (("It is ", False), ("very unlikely", True), (", though “very likely” to Corr.", False))


@given(st.text())
def test_parts_make_the_sentence(text: str) -> None:
    assert "".join(part for part, _ in likelihood_parts(text)) == text
    assert len(own_words(text)) == len(text)


def test_a_confidence_interval_is_not_analytic_confidence() -> None:
    assert CONFIDENCE.search("with a 90% confidence interval") is None
    assert CONFIDENCE.search("with moderate confidence")
    assert LIKELIHOOD.search("Likely so")
    assert LIKELIHOOD.search("the likelihood") is None
