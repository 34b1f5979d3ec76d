"""The embedded engine: exact offsets, sound trees, lemmas, checked weights, pipelines of one's own."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.coding import weights
from sayso.coding.engine import PIECE, EngineError, load_engine, pieces
from sayso.coding.lemmas import lemma
from sayso.types import SaysoError

TEXTS = [
    "",
    "   ",
    "\n\n\t\n",
    " Leading blanks. And more.  ",
    "One line.\r\nAnother one.\u2028A third.\x85A fourth.",
    "Smoke 😀 rose over the city 🇮🇶 today.\tA tab.",
    "قال المتحدث إن الهجوم فشل. He said so in Arabic.",
    "e\u0301 and é differ; ﬁ stays; \ufeffso does this.",
    "(((((!!!!!......",
    "“We did it,” he said—and they didn’t deny it.",
]
letters = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=60)
words = st.lists(st.sampled_from(["Gen.", "He", "said", "U.S.", "\n", "\n\n", " ", "😀", "won't", ".", '"', "هو"])).map(" ".join)


@pytest.mark.parametrize("text", TEXTS)
def test_the_text_is_kept(text: str) -> None:
    assert_sound(text)


@settings(deadline=None, max_examples=60)
@given(letters | words)
def test_any_text_is_kept(text: str) -> None:
    assert_sound(text)


def assert_sound(text: str) -> None:
    doc = load_engine().parse(text)
    assert doc.text == text
    assert all(text[token.idx : token.idx + len(token)] == token.text for token in doc)
    assert all(token.lemma_ and token.pos_ and token.dep_ for token in doc)
    for sentence in doc.sents:
        assert [token.head.i == token.i for token in sentence].count(True) == 1
        assert all(sentence.start <= token.head.i < sentence.end for token in sentence)


def arcs(text: str) -> set[tuple[str, str, str]]:
    return {(token.text, token.dep_, token.head.text) for token in load_engine().parse(text)}


def test_relations_of_plain_reports() -> None:
    assert {("rebels", "nsubj", "attacked"), ("convoy", "obj", "attacked")} <= arcs("The rebels attacked a convoy on Monday.")
    assert {("soldiers", "nsubj:pass", "killed"), ("rocket", "obl:agent", "killed")} <= arcs(
        "Two soldiers were killed by a rocket."
    )
    assert {
        ("spokesman", "nsubj", "denied"),
        ("struck", "ccomp", "said"),
        ("minister", "nsubj", "said"),
    } <= arcs("A spokesman denied it. The minister said that the missile struck the base.")


def test_capitals_are_read_too() -> None:
    assert {("REBELS", "nsubj", "ATTACKED"), ("CONVOY", "obj", "ATTACKED")} <= arcs("THE REBELS ATTACKED A CONVOY.")


def test_white_space_does_not_change_the_parse() -> None:
    plain = load_engine().parse("The army shelled the town and the rebels fled to the hills.")
    spaced = load_engine().parse("The army  shelled the\ntown and the rebels \t fled to the hills. ")
    seen = [(t.text, t.dep_, t.head.text) for t in spaced if not t.is_space]
    assert seen == [(t.text, t.dep_, t.head.text) for t in plain]


def test_many_texts_come_back_in_order_and_as_if_alone() -> None:
    texts = [text for text in TEXTS if text.strip()] * 3
    together = [[(t.text, t.dep_, t.head.i, t.lemma_) for t in doc] for doc in load_engine().parse_many(texts, batch=4)]
    alone = [[(t.text, t.dep_, t.head.i, t.lemma_) for t in load_engine().parse(text)] for text in texts]
    assert together == alone


def test_long_text_without_any_sentence_end() -> None:
    text = "the guns fired again and " * 6_000
    doc = load_engine().parse(text)
    assert doc.text == text
    assert max(len(sentence) for sentence in doc.sents) <= 500


@pytest.mark.parametrize(
    ("word", "pos", "expected"),
    [
        ("admitted", "VERB", "admit"), ("KILLED", "VERB", "kill"), ("militias", "NOUN", "militia"),
        ("IEDS", "NOUN", "IEDS"), ("n't", "PART", "not"), ("’s", "AUX", "be"), ("them", "PRON", "they"),
        ("I", "PRON", "I"), ("Forces", "PROPN", "Forces"), ("deadliest", "ADJ", "deadly"), ("men", "NOUN", "man"),
    ],
)  # fmt: skip
def test_lemmas(word: str, pos: str, expected: str) -> None:
    assert lemma(word, pos) == expected


def test_loaded_once() -> None:
    assert load_engine() is load_engine(None)


def test_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(SaysoError, match="character 3"):
        load_engine().parse("abc\ud83d")


def test_changed_or_missing_weights_are_refused(tmp_path: Path) -> None:
    copy = tmp_path / "weights"
    shutil.copytree(weights.FOLDER, copy)
    assert weights.verified(copy) == copy / "model"
    file = copy / "model" / "net.onnx"
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    with pytest.raises(SaysoError, match="SHA-256"):
        weights.verified(copy)
    file.unlink()
    with pytest.raises(SaysoError, match="missing"):
        weights.verified(copy)


def test_the_card_lists_every_weight_file_and_none_is_a_pickle() -> None:
    files = {path for path in (weights.FOLDER / "model").rglob("*") if path.is_file()}
    assert {path.relative_to(weights.FOLDER / "model").as_posix() for path in files} == set(weights.card()["sha256"])
    for path in files:
        assert path.read_bytes()[:1] != b"\x80", f"{path} starts like a pickle"
    assert sum(path.stat().st_size for path in files) < 26_000_000


def test_unknown_model() -> None:
    with pytest.raises(EngineError, match="en_no_such_model"):
        load_engine("en_no_such_model")


def test_own_pipeline(tmp_path: Path) -> None:
    import spacy

    spacy.blank("en").to_disk(tmp_path / "blank")
    with pytest.raises(EngineError, match="no 'parser'"):
        load_engine(str(tmp_path / "blank"))
    own = trained_as_own(tmp_path)
    bare = spacy.load(own, exclude=["morphologizer"])
    bare.to_disk(tmp_path / "bare")
    with pytest.raises(EngineError, match="parts of speech"):
        load_engine(str(tmp_path / "bare")).parse("Nobody was hurt.")
    engine = load_engine(str(own))
    text = "The rebels attacked a convoy. Nobody was hurt.\n" * 2_500
    assert len(text) > PIECE
    doc = engine.parse(text)
    assert doc.text == text
    assert doc[2].lemma_ == "attack"
    assert (doc[1].dep_, doc[1].head.text) == ("nsubj", "attacked")


def trained_as_own(folder: Path) -> Path:
    """A small pipeline as a user would have one, taught two sentences until it knows them."""
    import spacy
    from spacy.tokens import Doc
    from spacy.training import Example

    nlp = spacy.blank("en")
    nlp.add_pipe("morphologizer")
    nlp.add_pipe("parser", config={"min_action_freq": 1})
    words = ["The", "rebels", "attacked", "a", "convoy", ".", "Nobody", "was", "hurt", "."]
    gold = Doc(
        nlp.vocab, words=words, spaces=[True] * 4 + [False, True, True, True, False, False],
        pos=["DET", "NOUN", "VERB", "DET", "NOUN", "PUNCT", "PRON", "AUX", "VERB", "PUNCT"],
        heads=[1, 2, 2, 4, 2, 2, 8, 8, 8, 8],
        deps=["det", "nsubj", "ROOT", "det", "obj", "punct", "nsubj:pass", "aux:pass", "ROOT", "punct"],
        sent_starts=[True] + [False] * 5 + [True] + [False] * 3,
    )  # fmt: skip
    examples = [Example(nlp.make_doc(gold.text), gold)]
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(60):
        nlp.update(examples, sgd=optimizer)
    nlp.to_disk(folder / "own")
    return folder / "own"


@given(st.text(alphabet="ab \n", max_size=50))
def test_pieces_add_up(text: str) -> None:
    long = text * (PIECE // 20)
    parts = pieces(long)
    assert "".join(parts) == long
    assert all(len(part) <= PIECE for part in parts)


def test_importing_the_engine_does_not_load_spacy() -> None:
    code = "import sys, sayso.coding.engine; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
