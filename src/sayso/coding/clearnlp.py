"""Relations of spaCy's own English pipelines (ClearNLP style) rewritten as Universal Dependencies.

``en_core_web_*`` hang a noun on its preposition and a predicate on its copula; UD, which the coder
reads, has it the other way round. The rewriting is by rule and exact for the relations that
statements are read off; chains of names keep their last word as head.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

PREPOSITIONS: Final = {"prep", "agent", "dative"}
CLAUSAL: Final = {"VERB", "AUX", "ADJ", "ADV"}
RENAMED: Final = {
    "nsubjpass": "nsubj:pass", "csubjpass": "csubj:pass", "auxpass": "aux:pass", "dobj": "obj", "dative": "iobj",
    "relcl": "acl:relcl", "poss": "nmod:poss", "prt": "compound:prt", "neg": "advmod", "quantmod": "advmod",
    "npadvmod": "obl:unmarked", "predet": "det:predet", "preconj": "cc:preconj", "intj": "discourse",
    "oprd": "xcomp", "attr": "xcomp", "acomp": "xcomp", "meta": "dep", "pobj": "obl", "pcomp": "advcl",
    "prep": "advmod", "agent": "obl:agent",
}  # fmt: skip


def speaks_clearnlp(nlp: Language) -> bool:
    """Does the parser of `nlp` use ClearNLP relations?"""
    return {"pobj", "nsubjpass"} <= set(nlp.pipe_labels.get("parser", ()))


def to_universal(doc: Doc) -> Doc:
    """`doc` itself, its relations rewritten; sentences, tags and lemmas stay."""
    if not len(doc):
        return doc
    tree = _Tree(doc)
    for token in sorted(doc, key=depth, reverse=True):
        tree.lift_object(token.i)
    for token in sorted(doc, key=depth, reverse=True):
        tree.lift_predicate(token.i)
    tree.flatten_coordination()
    return tree.write(doc)


def depth(token: Token) -> int:
    """How many words stand above `token`."""
    return sum(1 for _ in token.ancestors)


class _Tree:
    """Heads and relations of a document while they are being rewritten."""

    def __init__(self, doc: Doc) -> None:
        self.heads = [token.head.i for token in doc]
        self.deps = [token.dep_ for token in doc]
        self.pos = [token.pos_ for token in doc]
        self.be = [token.lemma_.lower() == "be" for token in doc]
        self.within = [range(sentence.start, sentence.end) for sentence in doc.sents for _ in sentence]

    def children(self, head: int) -> list[int]:
        """Positions of the words that hang on `head`."""
        return [i for i in self.within[head] if self.heads[i] == head and i != head]

    def swap(self, lower: int, relation: str, upper_becomes: str) -> None:
        """Put `lower` in the place of its head as `relation`; the head and its other children go under it."""
        upper = self.heads[lower]
        for child in self.children(upper):
            if child != lower:
                self.heads[child] = lower
        self.heads[lower] = lower if self.heads[upper] == upper else self.heads[upper]
        self.heads[upper] = lower
        self.deps[lower] = relation
        self.deps[upper] = upper_becomes

    def lift_object(self, word: int) -> None:
        """Preposition over noun (or clause) becomes noun over case (or clause over mark)."""
        preposition, relation = self.heads[word], self.deps[word]
        if relation not in {"pobj", "pcomp"} or self.deps[preposition] not in PREPOSITIONS:
            return
        above = self.heads[preposition]
        if relation == "pcomp":
            self.swap(word, "advcl" if self.pos[above] in CLAUSAL else "acl", "mark")
        elif self.deps[above] in PREPOSITIONS and above != preposition:
            self.swap(word, "pobj", "case")  # "out of town": the outer preposition is lifted next
            self.lift_object(word)
        elif self.deps[preposition] == "agent":
            self.swap(word, "obl:agent", "case")
        else:
            self.swap(word, "obl" if self.pos[above] in CLAUSAL else "nmod", "case")

    def lift_predicate(self, word: int) -> None:
        """A form of "be" over its predicate becomes the predicate over its copula."""
        if not self.be[word] or self.deps[word] in {"aux", "auxpass", "cop"}:
            return
        below = self.children(word)
        named = [i for i in below if self.deps[i] in {"attr", "acomp"}]
        placed = [i for i in below if self.deps[i] == "obl" and i > word]
        if named or placed:
            self.swap((named or placed)[0], self.deps[word], "cop")

    def flatten_coordination(self) -> None:
        """All conjuncts hang on the first; a conjunction hangs on the conjunct after it."""
        for word, relation in enumerate(self.deps):
            while relation == "conj" and self.deps[self.heads[word]] == "conj":
                self.heads[word] = self.heads[self.heads[word]]
        for word, relation in enumerate(self.deps):
            if relation == "cc":
                first = self.heads[word] if self.deps[self.heads[word]] != "conj" else self.heads[self.heads[word]]
                later = [i for i in self.children(first) if i > word and self.deps[i] == "conj"]
                if later:
                    self.heads[word] = later[0]

    def write(self, doc: Doc) -> Doc:
        """Store the tree in `doc`."""
        import numpy as np
        from spacy.attrs import DEP, HEAD

        names = [RENAMED.get(dep, dep) for dep in self.deps]
        rows: Any = np.zeros((len(doc), 2), dtype=np.uint64)
        rows[:, 0] = [doc.vocab.strings.add(name) for name in names]
        rows[:, 1] = (np.array(self.heads) - np.arange(len(doc))).view(np.uint64)
        return doc.from_array([DEP, HEAD], rows)
