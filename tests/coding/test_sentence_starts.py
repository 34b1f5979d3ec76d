"""Sentence starts by rule."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.coding.sentences import OPEN, START, sentence_marks


def cut(text: str) -> list[str]:
    """`text` cut at every certain start."""
    starts = sorted(at for at, mark in sentence_marks(text).items() if mark == START)
    bounds = [0, *[at for at in starts if at], len(text)]
    return [text[a:b].strip() for a, b in pairwise(bounds)]


ONE = [
    "Gen. Mark Doe met Lt. Col. Ann Roe in the U.S. Capitol.",
    "Sgt. Maj. J. R. Doe of the U.S. Army left on Jan. 5 at noon.",
    "They read Resolution No. 598 and Art. 51 of the treaty.",
    "St. Petersburg vs. Ft. Worth, i.e. Mr. Doe's old home.",
    "It fell 3.5 percent to $1.20.",
    "GEN. DOE SAID THE U.S. ARMY WOULD LEAVE ON JAN. 5.",
    "He wrote to doe@example.org and read www.example.org/a.b today.",
    "“Why now?” he asked.",
    "The army... did nothing.",
    "The minister said: We did not do it.",
    "In the evening they marched on the old market\ntown near the river and took it without a shot.",
]

MANY = [
    ("It ended. Then he left.", ["It ended.", "Then he left."]),
    ("He lives in the U.S. The army left.", ["He lives in the U.S.", "The army left."]),
    ("They left in Jan. Nobody saw them.", ["They left in Jan.", "Nobody saw them."]),
    ('"We did not do it." He left.', ['"We did not do it."', "He left."]),
    ('He said: "We will." "Never," she said.', ['He said: "We will."', '"Never," she said.']),
    ("He left (at noon). She stayed.", ["He left (at noon).", "She stayed."]),
    ("He spoke. (Applause.) They left.", ["He spoke.", "(Applause.)", "They left."]),
    ("Who did it? Nobody knows!\nThe end.", ["Who did it?", "Nobody knows!", "The end."]),
    ("They waited… Nothing came.", ["They waited…", "Nothing came."]),
    ("Ceasefire holds\n\nThe guns are silent.", ["Ceasefire holds", "The guns are silent."]),
    ("First the heading\r\n\r\nThen the text.", ["First the heading", "Then the text."]),
    ("BAGHDAD (Reuters) - Rockets fell.", ["BAGHDAD (Reuters) -", "Rockets fell."]),
    ("BEIRUT, Lebanon — Rockets fell.", ["BEIRUT, Lebanon —", "Rockets fell."]),
    ("CAIRO, March 3 (AFP) -- Rockets fell.", ["CAIRO, March 3 (AFP) --", "Rockets fell."]),
    ("They want:\nrelease of all\nwithdrawal by May", ["They want:", "release of all", "withdrawal by May"]),
    ("- rockets\n- drones\n2. mortars", ["- rockets", "- drones", "2. mortars"]),
    ("Five were hurt. 12 died.", ["Five were hurt.", "12 died."]),
    ("It rained.[3] They left.", ["It rained.[3] They left."]),
]


@pytest.mark.parametrize("text", ONE)
def test_no_start_inside(text: str) -> None:
    assert cut(text) == [text]
    assert OPEN not in sentence_marks(text).values()


@pytest.mark.parametrize(("text", "sentences"), MANY)
def test_starts(text: str, sentences: list[str]) -> None:
    assert cut(text) == sentences


@pytest.mark.parametrize(
    "text",
    [
        "They sold it to Acme Inc. Shares rose.",
        "Targets: The strikes hit depots.",
        "it rained. they left",
        "“No!” Doe said no more.",
    ],
)
def test_left_to_the_parser(text: str) -> None:
    assert OPEN in sentence_marks(text).values()
    assert cut(text) == [text]


def test_wrapped_lines_go_on_and_short_lines_end() -> None:
    wrapped = (
        "The ministry said on Sunday that it had\nLittle Doubt about the origin of the shells\n"
        "that fell on the town.\n"
        "Nobody spoke."
    )
    assert cut(wrapped) == [wrapped[: wrapped.index("Nobody")].strip(), "Nobody spoke."]
    paragraphs = "Advertisement\n" + "The ministry said a great deal about it. " * 8 + "\nRead more"
    assert cut(paragraphs)[0] == "Advertisement"
    assert cut(paragraphs)[-1] == "Read more"


@given(st.text(alphabet=st.sampled_from("aB.!?…\"”( )\n\t1-,é😀م'"), max_size=80))
def test_marks_point_at_printed_characters(text: str) -> None:
    for offset in sentence_marks(text):
        assert not text[offset].isspace()


def test_time_grows_with_length_not_its_square() -> None:
    import time

    for unit in ("a.", ".", "(", "A. ", '"', "- ", "A"):
        begin = time.perf_counter()
        sentence_marks(unit * 100_000)
        assert time.perf_counter() - begin < 5, unit
