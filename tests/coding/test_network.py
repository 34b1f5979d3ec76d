"""The network's surroundings: word pieces, trees out of scores, blocks that fit, what was seen put back in place."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.coding.arcs import best_tree
from sayso.coding.blocks import MOST_PIECES, bounds
from sayso.coding.engine import load_engine
from sayso.coding.net import NetEvent, NetSaying, Reading, pairs, softmax
from sayso.coding.pieces import LOWER, MIXED, MOST, NO_CASE, TITLE, UPPER, case, pieces
from sayso.coding.seen import Seen, seen_in
from sayso.coding.sentences import INSIDE, START

# what the tokenizers library (0.22, tokenizer.json of all-MiniLM-L6-v2) makes of these words
THEIRS = [
    ("rockets", (12496,)),
    ("Kata’ib", (29354, 1521, 21307)),
    ("Ḥezbollah", (25713,)),
    ("F-16s", (1042, 1011, 2385, 2015)),
    ("naïve", (15743,)),
    ("U.S.", (1057, 1012, 1055, 1012)),
    ("’s", (1521, 1055)),
    ("北京", (1781, 1755)),
    ("😀", (100,)),
    ("éclat", (14925, 20051)),
    ("₹500", (1576, 29345)),
    ("İzmir", (1045, 2480, 14503)),
    ("al-Shabaab", (2632, 1011, 21146, 3676, 7875)),
    ("…", (1529,)),
    ("unaccountably", (14477, 21408, 16671, 8231)),
]


@pytest.mark.parametrize(("word", "ids"), THEIRS)
def test_word_pieces_are_those_of_the_reference_tokenizer(word: str, ids: tuple[int, ...]) -> None:
    assert pieces(word) == ids[:MOST]


@given(st.text(min_size=1, max_size=40))
def test_every_word_has_pieces(word: str) -> None:
    assert 1 <= len(pieces(word)) <= MOST


@pytest.mark.parametrize(
    ("word", "kind"),
    [("rocket", LOWER), ("Rocket", TITLE), ("I", TITLE), ("USA", UPPER), ("F-16", TITLE), ("iPhone", MIXED), ("12", NO_CASE)],
)
def test_case(word: str, kind: int) -> None:
    assert case(word) == kind


def is_tree(heads: tuple[int, ...]) -> bool:
    roots = [i for i, head in enumerate(heads) if head == i]

    def up(i: int) -> bool:
        seen = set()
        while heads[i] != i:
            if i in seen:
                return False
            seen.add(i)
            i = heads[i]
        return True

    return len(roots) == 1 and all(up(i) for i in range(len(heads)))


@settings(max_examples=80, deadline=None)
@given(st.integers(2, 5), st.integers(0, 10_000))
def test_the_best_tree_is_the_best_of_all_trees_with_its_root(size: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(size, size))
    found = tuple(best_tree(scores))
    assert is_tree(found)
    root = next(i for i, head in enumerate(found) if head == i)

    def worth(heads: tuple[int, ...]) -> float:
        return sum(scores[i, head] for i, head in enumerate(heads) if i != root)

    rivals = (heads for heads in product(range(size), repeat=size) if heads[root] == root and is_tree(heads))
    assert worth(found) == pytest.approx(max(map(worth, rivals)))


@given(st.lists(st.tuples(st.integers(1, MOST), st.booleans()), max_size=300))
def test_blocks_hold_every_word_once_and_fit_the_network(words: list[tuple[int, bool]]) -> None:
    costs = [cost for cost, _ in words]
    marks = np.array([START if starts or not i else INSIDE for i, (_, starts) in enumerate(words)], dtype=np.int64)
    found = list(bounds(marks, costs))
    assert [i for begin, end in found for i in range(begin, end)] == list(range(len(words)))
    assert all(sum(costs[begin:end]) <= MOST_PIECES for begin, end in found)
    assert all(marks[begin] == START for begin, _ in found)


def test_pair_scores_are_the_biaffine_form() -> None:
    dice = np.random.default_rng(3)
    left, right, form = dice.normal(size=(4, 5)), dice.normal(size=(4, 5)), dice.normal(size=(3, 6, 6))
    one, other = np.append(left, np.ones((4, 1)), 1), np.append(right, np.ones((4, 1)), 1)
    by_hand = [[float(one[w] @ form[k] @ other[w]) for k in range(3)] for w in range(4)]
    assert np.allclose(pairs(left, form, right), by_hand)
    assert np.allclose(softmax(left).sum(1), 1)


def test_what_was_seen_comes_back_at_the_tokens_of_the_text() -> None:
    event = NetEvent(1, {"O": 0.1, "ASSAULT": 0.9}, "none", {"past": 1.0}, 0.0, 3.0, {"actor": ((0, 0.9),)})
    saying = NetSaying((2,), {0: 0.8}, {1: 0.7})
    reading = Reading(tags=["NN"] * 3, names=["B-LOC", "I-LOC", "O"], firmness=[3.0, 2.0, 1.0], events=[event], sayings=[saying])
    seen = Seen.gathered([reading, reading], [0, 3], np.array([0, 2, 3, 5, 6, 8]))
    assert seen.names == [(0, 2, "LOC"), (5, 6, "LOC")]
    assert sorted(seen.events) == [2, 6]
    assert seen.events[6].roles == {"actor": ((5, 0.9),)}
    assert seen.sayings[1].cue == (8,)
    assert seen.sayings[1].content == {6: 0.7}
    assert seen.firmness[8] == 1.0


def test_names_and_events_of_a_plain_report() -> None:
    doc = load_engine().parse("Police in Nairobi arrested four students on Friday after a march, the interior ministry said.")
    seen = seen_in(doc)
    at = {token.text: token.i for token in doc}
    assert (at["Nairobi"], at["Nairobi"], "LOC") in seen.names
    arrested = seen.events[at["arrested"]]
    assert max(arrested.what, key=lambda what: arrested.what[what]) == "COERCE"
    assert arrested.roles["actor"][0][0] == at["Police"]
    assert arrested.roles["target"][0][0] == at["students"]
    assert any(doc[i].text == "said" for saying in seen.sayings for i in saying.cue)
