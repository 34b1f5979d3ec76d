"""The language engine: text in, a spaCy ``Doc`` with sentences, lemmas and UD relations out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final, Protocol

from sayso.coding import weights
from sayso.coding.clearnlp import speaks_clearnlp, to_universal
from sayso.coding.sentences import abbreviations
from sayso.types import SaysoError

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from threadpoolctl import ThreadpoolController

    from sayso.coding.net import Net

PIECE: Final = 100_000
"""A pipeline of the user's own gets long texts in pieces of at most this many characters."""


class EngineError(SaysoError):
    """The language model cannot be loaded, is damaged, or cannot read the text."""


class LanguageEngine(Protocol):
    """What the coder reads with: the embedded engine or a spaCy pipeline of the user's own."""

    @property
    def name(self) -> str:
        """What the engine is called in logs: ``embedded``, or the name of the pipeline."""
        ...

    def parse(self, text: str) -> Doc:
        """The parsed `text`; ``doc.text == text`` and offsets are code points."""
        ...

    def parse_many(self, texts: Iterable[str], batch: int = 16) -> Iterator[Doc]:
        """The parsed `texts`, in order, holding `batch` of them in memory."""
        ...


def load_engine(model: str | None = None) -> LanguageEngine:
    """The engine that ships with Sayso, or the spaCy pipeline `model` (a package name or a folder).

    Loaded once per process. Raises EngineError if the shipped weights are not those of their card,
    if `model` is not installed, or if it has no dependency parser.
    """
    return _embedded() if model is None else _own(model)


@cache
def _embedded() -> LanguageEngine:
    import spacy
    from spacy.symbols import ORTH

    from sayso.coding.net import load_net

    nlp = spacy.blank("en")
    net = load_net(weights.verified())
    tokenizer: Any = nlp.tokenizer
    for word in abbreviations().titles:
        if word.isalpha() and len(word) > 1:
            tokenizer.add_special_case(f"{word}.", [{ORTH: f"{word}."}])
    return Embedded(nlp, net)


@dataclass(frozen=True, slots=True)
class Embedded:
    """The engine that ships with Sayso: rules start sentences and give lemmas, the network does the rest."""

    nlp: Language
    net: Net
    name: str = "embedded"

    def parse(self, text: str) -> Doc:
        """The parsed `text`. Raises EngineError for text that is not Unicode (lone surrogates)."""
        return self.read(text)

    def parse_many(self, texts: Iterable[str], batch: int = 16) -> Iterator[Doc]:
        """The parsed `texts`, in order."""
        return (self.read(text) for text in texts)

    def read(self, text: str, starts: dict[int, int] | None = None) -> Doc:
        """The parsed `text`, its sentences starting where `starts` marks them (by offset), or where the rules say."""
        from sayso.coding.blocks import Draft

        draft = Draft(self.nlp, checked(text), starts)
        with _arithmetic().limit(limits=1, user_api="blas"):
            return draft.finish([self.net.read(block.words, block.marks) for block in draft.blocks])


@cache
def _arithmetic() -> ThreadpoolController:
    """The threads of the linear algebra library: over matrices as small as a sentence's a second one only waits, at full cost."""
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def checked(text: str) -> str:
    """`text`, if it can be written as UTF-8 at all."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise EngineError(
            f"cannot parse the text: character {error.start} is half of a surrogate pair, so the text was "
            "decoded wrongly; read the document again as UTF-8"
        ) from error
    return text


@cache
def _own(model: str) -> LanguageEngine:
    import spacy

    try:
        nlp = spacy.load(model)
    except OSError as error:
        raise EngineError(
            f"language model {model!r} is neither an installed spaCy pipeline nor a folder that holds one; "
            f"try: python -m spacy download {model}, or leave the option out to use the embedded engine"
        ) from error
    if "parser" not in nlp.pipe_names:
        raise EngineError(
            f"language model {model!r} has the components {', '.join(nlp.pipe_names)} but no 'parser', and "
            "statements are read off dependency relations; name a pipeline with a parser"
        )
    return Own(nlp, model)


@dataclass(frozen=True, slots=True)
class Own:
    """A pipeline of the user's own; it keeps its sentences, and its lemmas if it gives any."""

    nlp: Language
    name: str

    def parse(self, text: str) -> Doc:
        """The parsed `text`."""
        return next(self.parse_many([text]))

    def parse_many(self, texts: Iterable[str], batch: int = 16) -> Iterator[Doc]:
        """The parsed `texts`, in order; texts longer than `PIECE` go through in pieces."""
        from spacy.tokens import Doc

        for text in texts:
            docs = list(self.nlp.pipe(pieces(checked(text)), batch_size=batch))
            whole = docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False)
            assert whole is not None  # from_docs gives None only for no documents at all
            if text.strip() and not whole.has_annotation("POS"):
                raise EngineError(
                    f"language model {self.name!r} gives no parts of speech (components: "
                    f"{', '.join(self.nlp.pipe_names)}); name a pipeline with a tagger or a morphologizer"
                )
            yield to_universal(with_lemmas(whole)) if speaks_clearnlp(self.nlp) else with_lemmas(whole)


def pieces(text: str) -> list[str]:
    """`text` cut at line ends, else at spaces, else anywhere, into pieces of at most `PIECE` characters."""
    parts = []
    while len(text) > PIECE:
        cut = max(text.rfind("\n", 0, PIECE), 0) or max(text.rfind(" ", 0, PIECE), 0) or PIECE - 1
        parts.append(text[: cut + 1])
        text = text[cut + 1 :]
    return [*parts, text]


def with_lemmas(doc: Doc) -> Doc:
    """`doc` with rule-given lemmas wherever its own pipeline gave none."""
    from sayso.coding.lemmas import lemma

    if not doc.has_annotation("LEMMA"):
        for token in doc:
            token.lemma_ = lemma(token.text, token.pos_)
    return doc
