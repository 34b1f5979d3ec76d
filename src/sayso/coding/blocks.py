"""A text on its way through the network, in blocks of whole sentences without white space."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
from spacy.attrs import DEP, HEAD, IDX, IS_SPACE, LEMMA, MORPH, ORTH, POS, TAG
from spacy.parts_of_speech import IDS
from spacy.symbols import SPACE
from spacy.tokens import Doc

from sayso.coding.lemmas import lemma
from sayso.coding.pieces import pieces
from sayso.coding.seen import Seen
from sayso.coding.sentences import INSIDE, START, sentence_marks

if TYPE_CHECKING:
    from spacy.language import Language

    from sayso.coding.net import Reading

BLOCK_PIECES: Final = 120
"""A block is closed at the first sentence start after this many word pieces: as much as the network was taught with."""
MOST_PIECES: Final = 400
"""No block has more word pieces than this; a longer run without a sentence start is cut."""

Numbers = np.ndarray[Any, np.dtype[Any]]


@dataclass(frozen=True, slots=True)
class Block:
    """Whole sentences that the network reads at once; ``begin`` counts words of the text, white space left out."""

    words: list[str]
    marks: Numbers
    begin: int


class Draft:
    """A tokenized text. The network sees only `blocks`, without white space; `finish` puts all back.

    `starts` are sentence marks by offset; by default the rules give them.
    """

    def __init__(self, nlp: Language, text: str, starts: dict[int, int] | None = None) -> None:
        self.doc: Doc = nlp.tokenizer(text)
        columns = self.doc.to_array([IDX, IS_SPACE]).reshape(len(self.doc), 2)
        self.kept: Numbers = np.flatnonzero(columns[:, 1] == 0)
        words = [self.doc[int(i)].text for i in self.kept]
        marks = token_marks(columns[self.kept, 0].tolist(), sentence_marks(text) if starts is None else starts)
        costs = [len(pieces(word)) for word in words]
        self.blocks = [Block(words[begin:end], marks[begin:end], begin) for begin, end in bounds(marks, costs)]

    def finish(self, readings: list[Reading]) -> Doc:
        """The whole text with the annotation of its blocks; what the network saw of events is ``doc.user_data["seen"]``.

        A white space token hangs on the word before it (the first ones on the word after) as ``dep``.
        """
        size = len(self.doc)
        self.doc.user_data["seen"] = Seen.gathered(readings, [block.begin for block in self.blocks], self.kept)
        if not size:
            return self.doc
        strings = self.doc.vocab.strings
        rows: Any = np.zeros((size, 6), dtype=np.uint64)
        rows[:, 0] = strings.add("_SP")
        rows[:, 1] = SPACE
        rows[:, 3] = self.doc.to_array(ORTH)
        rows[:, 4] = strings.add("dep")
        heads = nearest(size, self.kept)
        for block, reading in zip(self.blocks, readings, strict=True):
            here = self.kept[block.begin : block.begin + len(block.words)]
            rows[here, 0] = [strings.add(tag) for tag in reading.tags]
            rows[here, 1] = [IDS[pos] for pos in reading.pos]
            rows[here, 2] = [self.doc.vocab.morphology.add(feats) for feats in reading.feats]
            rows[here, 3] = [strings.add(lemma(*each)) for each in zip(block.words, reading.pos, strict=True)]
            rows[here, 4] = [strings.add(dep) for dep in reading.deps]
            heads[here] = here[reading.heads]
        rows[:, 5] = (heads - np.arange(size)).view(np.uint64)
        return self.doc.from_array([TAG, POS, MORPH, LEMMA, DEP, HEAD], rows)


def token_marks(offsets: list[int], marks: dict[int, int]) -> Numbers:
    """The mark of each token: 1 starts a sentence, -1 does not, 0 is for the parser to decide."""
    found = np.array([marks.get(offset, INSIDE) for offset in offsets], dtype=np.int64)
    found[:1] = START
    return found


def bounds(marks: Numbers, costs: list[int]) -> Iterator[tuple[int, int]]:
    """First and last-but-one word of each block; cuts a sentence (in `marks` too) that the network could not hold.

    ``costs`` are the word pieces of each word. A block ends at the first sentence start after `BLOCK_PIECES`, or at the last
    one before `MOST_PIECES`.
    """
    begin = last = 0
    spent = since = 0  # pieces since the start of the block, and since the last sentence start
    for position, cost in enumerate(costs):
        if marks[position] == START and position > begin:
            if spent >= BLOCK_PIECES:
                yield begin, position
                begin, spent = position, 0
            last, since = position, 0
        if spent + cost > MOST_PIECES:
            if last > begin:
                yield begin, last
                begin, spent = last, since
            if spent + cost > MOST_PIECES:
                marks[position] = START
                yield begin, position
                begin = last = position
                spent = since = 0
        spent += cost
        since += cost
    if costs:
        yield begin, len(costs)


def nearest(size: int, kept: Numbers) -> Numbers:
    """For each of `size` tokens the kept one at or before it, else the first kept, else itself."""
    if not len(kept):
        return np.arange(size)
    before = np.searchsorted(kept, np.arange(size), side="right") - 1
    return kept[np.maximum(before, 0)]
