"""A text on its way through the embedded parser, in blocks of whole sentences without white space."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from spacy.attrs import (
    DEP,
    HEAD,
    IDX,
    IS_SPACE,
    LEMMA,
    MORPH,
    NORM,
    ORTH,
    POS,
    SENT_START,
    TAG,
)
from spacy.symbols import SPACE
from spacy.tokens import Doc

from sayso.coding.lemmas import lemma
from sayso.coding.sentences import INSIDE, START, sentence_marks

if TYPE_CHECKING:
    from spacy.language import Language

BLOCK_TOKENS: Final = 300
"""A block is closed at the first sentence start after this many tokens, which bounds memory."""
SENTENCE_TOKENS: Final = 500
"""A run without any sentence start is cut after this many tokens."""

Numbers = np.ndarray[Any, np.dtype[Any]]


class Draft:
    """A tokenized text. The parser sees only `blocks`, without white space; `finish` puts all back.

    `starts` are sentence marks by offset; by default the rules give them.
    """

    def __init__(self, nlp: Language, text: str, starts: dict[int, int] | None = None) -> None:
        self.doc: Doc = nlp.tokenizer(text)
        columns = self.doc.to_array([ORTH, NORM, IDX, IS_SPACE]).reshape(len(self.doc), 4)
        self.kept: Numbers = np.flatnonzero(columns[:, 3] == 0)
        words = columns[self.kept]
        marks = token_marks(words[:, 2].tolist(), sentence_marks(text) if starts is None else starts)
        self.blocks: list[Doc] = []
        for begin, end in bounds(marks):
            block = Doc(nlp.vocab, words=words[begin:end, 0].tolist())
            given: Any = np.stack([words[begin:end, 1], marks[begin:end].view(np.uint64)], axis=1)
            self.blocks.append(block.from_array([NORM, SENT_START], given))

    def finish(self, parsed: list[Doc]) -> Doc:
        """The whole text with the annotation of its parsed blocks.

        A white space token hangs on the word before it (the first ones on the word after) as ``dep``.
        """
        size = len(self.doc)
        if not size:
            return self.doc
        strings = self.doc.vocab.strings
        rows: Any = np.zeros((size, 6), dtype=np.uint64)
        rows[:, 0] = strings.add("_SP")
        rows[:, 1] = SPACE
        rows[:, 3] = self.doc.to_array(ORTH)
        rows[:, 4] = strings.add("dep")
        heads = nearest(size, self.kept)
        begin = 0
        for block in parsed:
            here = self.kept[begin : begin + len(block)]
            columns = block.to_array([TAG, POS, MORPH, DEP, HEAD]).reshape(len(block), 5)
            rows[here, :3] = columns[:, :3]
            rows[here, 3] = [strings.add(lemma(token.text, token.pos_)) for token in block]
            rows[here, 4] = columns[:, 3]
            heads[here] = here[np.arange(len(block)) + columns[:, 4].view(np.int64)]
            begin += len(block)
        rows[:, 5] = (heads - np.arange(size)).view(np.uint64)
        return self.doc.from_array([TAG, POS, MORPH, LEMMA, DEP, HEAD], rows)


def token_marks(offsets: list[int], marks: dict[int, int]) -> Numbers:
    """The mark of each token: 1 starts a sentence, -1 does not, 0 is for the parser to decide."""
    found = np.array([marks.get(offset, INSIDE) for offset in offsets], dtype=np.int64)
    found[:1] = START
    return found


def bounds(marks: Numbers) -> Iterator[tuple[int, int]]:
    """First and last-but-one token of each block; cuts a sentence (in `marks` too) if it never ends."""
    begin = 0
    last = 0
    for position in range(1, len(marks)):
        if marks[position] != START and position - last >= SENTENCE_TOKENS:
            marks[position] = START
        if marks[position] == START:
            last = position
            if position - begin >= BLOCK_TOKENS:
                yield begin, position
                begin = position
    if len(marks):
        yield begin, len(marks)


def nearest(size: int, kept: Numbers) -> Numbers:
    """For each of `size` tokens the kept one at or before it, else the first kept, else itself."""
    if not len(kept):
        return np.arange(size)
    before = np.searchsorted(kept, np.arange(size), side="right") - 1
    return kept[np.maximum(before, 0)]


def without_tensor(block: Doc) -> Doc:
    """`block` without the encoder's output, which is a kilobyte per word and nobody reads again."""
    block.tensor = np.zeros((0,), dtype=np.float32)
    return block
