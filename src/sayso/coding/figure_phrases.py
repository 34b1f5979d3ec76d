"""The counted phrases of a sentence: "two American troops", "at least 14", "a contractor", "Ali Hassan"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sayso.coding.figure_words import between, figure_words, table
from sayso.coding.numbers import Number, find_numbers

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

MODIFIERS: Final = frozenset({"ADJ", "NOUN", "PROPN", "ADV", "NUM", "VERB", "X", "SYM"})
LONGEST: Final = 8
"""Words a counted noun may stand after its number."""
ONE: Final = frozenset({"a", "an", "another", "one"})
ITS: Final = frozenset({"the", "its", "their", "his", "her", "our", "my", "your", "this", "that"})
HE: Final = frozenset({"another", "he", "him", "she", "her", "himself", "herself", "someone", "somebody"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """A counted phrase: bounds, the token that heads it, and the characters it covers.

    `noun` is False when the number stands alone ("14 were wounded"). `counted` is False for a
    phrase counted as one because it names or means one ("a contractor").
    """

    low: int | None
    high: int | None
    head: Token
    start: int
    end: int
    first: int
    noun: bool = True
    counted: bool = True
    of_them: bool = False


def counted_phrases(sent: Span) -> list[Phrase]:
    """The phrases of `sent` that have a number, in order."""
    offset = sent.start_char
    found = []
    for number in find_numbers(sent.text):
        span = sent.char_span(number.start, number.end, alignment_mode="expand")
        if span is not None:
            found.append(phrase_of(number, span, sent, offset))
    return found


def phrase_of(number: Number, span: Span, sent: Span, offset: int) -> Phrase:
    """`number` with the noun it counts."""
    head, of_them = counted_noun(span, sent)
    start, end = number.start + offset, number.end + offset
    if head is None:
        return Phrase(number.low, number.high, anchor(span), start, end, span.start, False, True, of_them)
    last = paired(head, sent)
    end = last.idx + len(last.text)
    said, after = between(sent, start, end), between(sent, end, end + 1)
    if (after == '"' and said.count('"') % 2) or (after == "”" and "“" in said):
        end += 1
    return Phrase(number.low, number.high, head, start, end, span.start, True, True, of_them)


def paired(head: Token, sent: Span) -> Token:
    """The last noun that the same number counts: "13 women and children"."""
    doc, at = sent.doc, head.i
    if at + 2 < sent.end and doc[at + 1].lower_ == "and" and is_plural(head) and is_plural(doc[at + 2]):
        if doc[at + 2].pos_ == "NOUN" and {head.lemma_.lower(), doc[at + 2].lemma_.lower()} <= figure_words()["persons"]:
            return doc[at + 2]
    return head


def anchor(span: Span) -> Token:
    """The token of a bare number that stands in the tree for it."""
    return span.root


def counted_noun(span: Span, sent: Span) -> tuple[Token | None, bool]:
    """The noun that the number at `span` counts, None if it stands alone; and whether "of them" follows."""
    doc, at = sent.doc, span.end
    if at < sent.end and doc[at].lower_ == "of":
        at += 1
        if at < sent.end and doc[at].lower_ in ("them", "whom", "these", "those", "us", "which"):
            return None, True
        while at < sent.end and doc[at].lower_ in ITS:
            at += 1
    if at < sent.end and doc[at].lower_ == "more" and at + 1 < sent.end and doc[at + 1].pos_ in ("NOUN", "PROPN", "ADJ"):
        at += 1
    head: Token | None = None
    if at + 1 < sent.end and doc[at].lower_ in table("state") and doc[at + 1].pos_ not in ("NOUN", "PROPN", "ADJ"):
        return None, False
    governor = span.root.head
    if span.root.dep_ in ("nummod", "amod", "det") and at < governor.i <= at + LONGEST and one_phrase(doc[at : governor.i]):
        return last_noun(governor, at), False
    for token in doc[at : min(at + LONGEST, sent.end)]:
        if head is not None and token.lower_ in table("state"):
            break
        if token.pos_ in ("NOUN", "PROPN"):
            head = token
        elif not inside_phrase(token, sent) or (token.pos_ in ("VERB", "ADV", "ADJ") and head is not None):
            break
    return (last_noun(head, at) if head is not None else None), False


def last_noun(head: Token, at: int) -> Token:
    """The noun at the end of a phrase of which `head` may be a modifier: "anti-tank missiles", "U.S. and Iraqi personnel"."""
    doc = head.doc
    while head.dep_ in ("compound", "amod", "nmod:desc", "nummod") and head.i < head.head.i <= at + LONGEST:
        if not one_phrase(doc[at : head.head.i]):
            break
        head = head.head
    for child in head.children:
        if child.dep_ == "conj" and head.pos_ == "PROPN" and child.pos_ == "NOUN" and child.left_edge.i == head.i + 1:
            if child.i > head.i + 2 and doc[head.i + 2].pos_ in ("ADJ", "PROPN"):
                return child
    return head


def one_phrase(words: Span) -> bool:
    """Can `words` stand between a number and the noun that the parse gives it?"""
    if any(token.is_punct and token.text not in "-–'’\"“”" for token in words):
        return False
    return not any(token.tag_ in ("VBD", "VBZ", "VBP", "MD", "VB") or token.pos_ == "ADP" for token in words)


def inside_phrase(token: Token, sent: Span) -> bool:
    """Can `token` stand between a number and its noun?"""
    if token.pos_ in ("NOUN", "PROPN"):
        return True
    following = token.doc[token.i + 1] if token.i + 1 < sent.end else None
    if token.text in ("-", "–", "’s", "'s", "/", '"', "“", "”", ","):
        return following is not None and following.pos_ in MODIFIERS and token.text != ","
    if token.pos_ == "VERB":
        return token.dep_ == "amod" and token.head.i > token.i
    return token.pos_ in ("ADJ", "NUM", "X", "SYM", "ADV") and token.head.i > token.i and token.lower_ not in LONE_STATES


LONE_STATES: Final = frozenset({"dead", "missing", "hurt", "homeless", "unaccounted", "more", "less"})


NO_PERSONS: Final = ("things", "collectives", "attacks", "munitions")


def single(token: Token) -> Phrase | None:
    """`token` as one person: "a contractor", "the commander", a name, "he"; None if it may be more, or no person."""
    if token.pos_ == "PRON" or token.lower_ == "another":
        return plain(token, token.i) if token.lower_ in HE and token.dep_ != "nmod:poss" else None
    titled = token.pos_ == "ADJ" and token.lemma_.lower() in figure_words()["persons"]
    if not (titled or token.pos_ in ("NOUN", "PROPN")) or is_plural(token):
        return None
    words = figure_words()
    lemma = token.lemma_.lower()
    if any(lemma in words[name] for name in NO_PERSONS) or lemma.endswith(("tion", "ment", "ness", "ity")):
        return None
    following = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if not token.text[:1].isalpha() or (following is not None and following.text == "-" and not token.whitespace_):
        return None
    before = token.doc[token.i - 1] if token.i else None
    if before is not None and (before.text == "[" or (before.lower_ == "the" and token.lower_.endswith("s"))):
        return None
    if token.lower_ in table("state") or table("noun").get(lemma):
        return None
    bare = token.text.islower() and token.left_edge.i == token.i
    if bare and token.i != token.sent.start and not means_person(token):
        return None
    if any(child.dep_ == "case" and child.lower_ not in ("of", "'s", "’s") for child in token.children):
        return None
    return plain(token, phrase_start(token))


PERSON_ENDINGS: Final = ("er", "or", "man", "woman", "ist", "ian", "ant", "ee", "eer", "ent", "son", "wife", "father", "mother")


def means_person(token: Token) -> bool:
    """Does the noun itself say that it is a person?"""
    words, lemma = figure_words(), token.lemma_.lower()
    return lemma in words["persons"] or lemma in words["troops"] or lemma.endswith(PERSON_ENDINGS)


def is_plural(token: Token) -> bool:
    return token.tag_ in ("NNS", "NNPS") or "Number=Plur" in str(token.morph)


def plain(token: Token, first: int) -> Phrase:
    last = name_end(token)
    start = token.doc[first].idx
    return Phrase(1, 1, token, start, last.idx + len(last.text), first, True, False)


def phrase_start(token: Token) -> int:
    """The first token of the base noun phrase that `token` heads."""
    first = token.i
    for child in token.lefts:
        if child.dep_.startswith(("det", "amod", "compound", "nummod", "nmod", "flat")) and token.i - child.left_edge.i < 12:
            first = min(first, child.left_edge.i)
    while first < token.i and token.doc[first].is_punct:
        first += 1
    return first


def name_end(token: Token) -> Token:
    """The last token of a name that `token` heads."""
    last = token
    for child in token.rights:
        if child.dep_.startswith("flat") and child.i == last.i + 1:
            last = child
    return last
