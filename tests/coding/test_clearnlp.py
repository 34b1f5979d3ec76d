"""Parses in the style of spaCy's own English pipelines become Universal Dependencies."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from sayso.coding.clearnlp import speaks_clearnlp, to_universal

# word/pos/head/relation, heads counted from 0
CASES = [
    (
        (
            "Two/NUM/1/nummod soldiers/NOUN/3/nsubjpass were/AUX/3/auxpass killed/VERB/3/ROOT by/ADP/3/agent "
            "a/DET/6/det rocket/NOUN/4/pobj in/ADP/3/prep the/DET/9/det city/NOUN/7/pobj"
        ),
        {"soldiers nsubj:pass killed", "were aux:pass killed", "rocket obl:agent killed", "by case rocket",
         "city obl killed", "in case city", "the det city"},
    ),
    (
        (
            "The/DET/1/det commander/NOUN/5/nsubj of/ADP/1/prep the/DET/4/det force/NOUN/2/pobj denied/VERB/5/ROOT "
            "the/DET/7/det charge/NOUN/5/dobj"
        ),
        {"force nmod commander", "of case force", "charge obj denied", "commander nsubj denied"},
    ),
    (
        (
            "Officials/NOUN/1/nsubj say/VERB/1/ROOT the/DET/3/det group/NOUN/4/nsubj was/AUX/1/ccomp behind/ADP/4/prep "
            "it/PRON/5/pobj"
        ),
        {"it ccomp say", "was cop it", "group nsubj it", "behind case it", "Officials nsubj say"},
    ),
    (
        "He/PRON/1/nsubj is/AUX/1/ROOT a/DET/3/det general/NOUN/1/attr and/CCONJ/3/cc minister/NOUN/3/conj",
        {"He nsubj general", "is cop general", "general ROOT general", "minister conj general", "and cc minister"},
    ),
    (
        "They/PRON/1/nsubj came/VERB/1/ROOT out/ADP/1/prep of/ADP/2/prep town/NOUN/3/pobj",
        {"town obl came", "of case town", "out case town"},
    ),
    (
        "They/PRON/1/nsubj fled/VERB/1/ROOT after/ADP/1/prep firing/VERB/2/pcomp rockets/NOUN/3/dobj",
        {"firing advcl fled", "after mark firing", "rockets obj firing"},
    ),
    (
        "guns/NOUN/0/ROOT ,/PUNCT/0/punct shells/NOUN/0/conj and/CCONJ/2/cc mines/NOUN/2/conj",
        {"shells conj guns", "mines conj guns", "and cc mines"},
    ),
]  # fmt: skip


def read(line: str) -> Doc:
    cells = [cell.split("/") for cell in line.split()]
    lemmas = ["be" if word in {"is", "was"} else word.lower() for word, *_ in cells]
    return Doc(
        spacy.blank("en").vocab, words=[c[0] for c in cells], pos=[c[1] for c in cells], lemmas=lemmas,
        heads=[int(c[2]) for c in cells], deps=[c[3] for c in cells],
    )  # fmt: skip


@pytest.mark.parametrize(("line", "expected"), CASES)
def test_rewriting(line: str, expected: set[str]) -> None:
    doc = to_universal(read(line))
    found = {f"{token.text} {token.dep_} {token.head.text}" for token in doc}
    assert expected <= found, found
    assert len(list(doc.sents)) == 1


def test_only_clearnlp_parsers_are_rewritten() -> None:
    nlp = spacy.blank("en")
    parser = nlp.add_pipe("parser")
    parser.add_label("nsubj:pass")  # type: ignore[attr-defined]
    assert not speaks_clearnlp(nlp)
    for label in ("pobj", "nsubjpass"):
        parser.add_label(label)  # type: ignore[attr-defined]
    assert speaks_clearnlp(nlp)
