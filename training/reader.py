"""The corpus readers that the training configuration names."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import spacy
from spacy.tokens import Doc
from spacy.training import Example
from treebanks import load
from variety import CURLY, varied

if TYPE_CHECKING:
    from spacy.language import Language

Sentence = dict[str, Any]
Reader = Callable[["Language"], Iterable[Example]]


@spacy.registry.readers("sayso.Treebank.v1")
def treebank(path: str, renditions: int, sentences: int, preset: float, seed: int) -> Reader:
    """Examples of up to `sentences` sentences each, `renditions` times over.

    More than one rendition turns on variety (case, quotes) and fresh cuts. A share `preset` of the
    examples has its sentence starts set before parsing, as the product sets them by rule.
    """
    kept: list[Example] = []

    def read(nlp: Language) -> Iterable[Example]:
        if not kept:
            dice = random.Random(seed)
            for _ in range(renditions):
                kept.extend(rendition(nlp, Path(path), sentences, preset, dice, vary=renditions > 1))
        return list(kept)

    return read


def rendition(nlp: Language, path: Path, sentences: int, preset: float, dice: random.Random, vary: bool) -> Iterator[Example]:
    """One pass over the documents of `path`."""
    for document in load(path):
        rest = document["sentences"]
        while rest:
            cut = dice.randint(1, sentences) if vary else sentences
            chunk, rest = rest[:cut], rest[cut:]
            curly = vary and dice.random() < CURLY
            if vary:
                chunk = [varied(sentence, dice, curly) for sentence in chunk]
            yield example(nlp, chunk, known_starts=dice.random() < preset)


def example(nlp: Language, chunk: list[Sentence], known_starts: bool) -> Example:
    """The example for consecutive sentences; heads become positions in the whole."""
    reference = to_doc(nlp, chunk)
    predicted = nlp.make_doc(reference.text)
    if known_starts:
        starts = {sentence.start_char for sentence in reference.sents}
        for token in predicted:
            token.is_sent_start = token.idx in starts
    return Example(predicted, reference)


def to_doc(nlp: Language, chunk: list[Sentence]) -> Doc:
    """The gold document for consecutive sentences."""
    columns: dict[str, list[Any]] = {key: [] for key in ("words", "spaces", "tags", "pos", "feats", "heads", "deps")}
    starts: list[bool] = []
    for sentence in chunk:
        offset = len(starts)
        starts += [True] + [False] * (len(sentence["words"]) - 1)
        for key in columns:
            columns[key] += [head + offset for head in sentence["heads"]] if key == "heads" else sentence[key]
        columns["spaces"][-1] = True
    columns["spaces"][-1] = False
    return Doc(
        nlp.vocab,
        words=columns["words"],
        spaces=columns["spaces"],
        tags=columns["tags"],
        pos=columns["pos"],
        morphs=["" if feats == "_" else feats for feats in columns["feats"]],
        heads=columns["heads"],
        deps=columns["deps"],
        sent_starts=starts,
    )
