"""Makes treebank sentences sound a little like agency copy: dated speech, sources, war words, strange names.

The treebanks hold two sentences of the kind "he said Tuesday that ..."; agencies write little else.
Every change keeps the tree a correct one.
"""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path
from typing import Any

import lemminflect
import yaml

Sentence = dict[str, Any]
Row = tuple[str, str, str, str, str, int | None]  # word, pos, tag, feats, relation, head in the phrase (None: outside)

COLUMNS = ("words", "spaces", "lemmas", "tags", "pos", "feats", "heads", "deps")
NOUN, VERB, NAME, SPEECH, DATED, TOLD, SOURCED = 0.05, 0.08, 0.06, 0.4, 0.4, 0.3, 0.05
SLOTS = {"nsubj", "obj", "obl", "nmod", "nsubj:pass", "compound", "conj", "obl:agent", "nmod:poss"}
REPORTING = {
    "say",
    "tell",
    "claim",
    "report",
    "announce",
    "warn",
    "confirm",
    "deny",
    "admit",
    "insist",
    "add",
    "state",
}


@cache
def words(name: str) -> list[str]:
    """The list `name` of ``wire_words.yaml``."""
    data = yaml.safe_load(Path(__file__).with_name("wire_words.yaml").read_text(encoding="utf-8"))[name]
    return data.split() if isinstance(data, str) else list(data)


@cache
def inflected(lemma: str, tag: str) -> str | None:
    """The form of `lemma` for a Penn tag, if there is one."""
    if tag in {"VB", "VBP", "NN"}:
        return lemma
    if tag not in {"VBD", "VBG", "VBN", "VBZ", "NNS"}:
        return None
    found = lemminflect.getInflection(lemma, tag)
    return found[0] if found else None


def wired(sentence: Sentence, dice: random.Random) -> None:
    """Change `sentence` in place, by chance, here and there."""
    for index in range(len(sentence["words"])):
        replace_word(sentence, index, dice)
    for index in reversed(range(len(sentence["words"]))):
        if sentence["lemmas"][index] in REPORTING and sentence["pos"][index] == "VERB":
            dated_speech(sentence, index, dice)
    draw = dice.random()
    if draw < SOURCED:
        add_source(sentence, dice, front=draw < SOURCED / 2)


def replace_word(sentence: Sentence, index: int, dice: random.Random) -> None:
    """Put a word of the trade, or an invented name, in the place of a word of the same form."""
    pos, tag, dep, old = (sentence[key][index] for key in ("pos", "tags", "deps", "words"))
    kids = {sentence["deps"][i] for i, head in enumerate(sentence["heads"]) if head == index and i != index}
    draw, new = dice.random(), None
    if pos == "NOUN" and tag in {"NN", "NNS"} and dep in SLOTS and draw < NOUN:
        new = inflected(dice.choice(words("nouns")), tag)
    elif pos == "VERB" and "obj" in kids and not kids & {"ccomp", "xcomp", "iobj", "compound:prt"} and draw < VERB:
        new = inflected(dice.choice(words("transitive")), tag)
    elif pos == "VERB" and "ccomp" in kids and not kids & {"iobj", "obj", "xcomp"} and draw < SPEECH:
        lemma = dice.choice(words("speech"))
        new = inflected(lemma, tag)
        if new:
            sentence["lemmas"][index] = "say"  # keeps it open to a date and a listener
    elif pos == "PROPN" and tag == "NNP" and old.isalpha() and old not in words("days") and draw < NAME:
        new = "".join(dice.choice(words("syllables")) for _ in range(dice.randint(2, 3))).capitalize()
    if new and new.isalpha():
        sentence["words"][index] = new[0].upper() + new[1:] if old[0].isupper() else new


def dated_speech(sentence: Sentence, verb: int, dice: random.Random) -> None:
    """ "said that" becomes "told reporters on Tuesday that"; needs a clause that the verb reports."""
    kids = {i: sentence["deps"][i] for i, head in enumerate(sentence["heads"]) if head == verb and i != verb}
    if "ccomp" not in kids.values():
        return
    at = verb + 1
    taken = [i for i, dep in kids.items() if i > verb and dep in {"iobj", "obj", "nsubj", "compound:prt", "obl"}]
    if taken:
        if "obl" in (kids[i] for i in taken):
            return
        at = last_below(sentence, max(taken)) + 1
    if dice.random() < DATED:
        insert(sentence, at, time_phrase(dice), verb)
    if not taken and sentence["words"][verb] == "said" and dice.random() < TOLD:
        sentence["words"][verb] = "told"
        listener = dice.choice(words("told"))
        name = listener[0].isupper()
        row = (
            listener,
            "PROPN" if name else "NOUN",
            "NNP" if name else "NNS" if listener[-1] == "s" else "NN",
        )
        insert(
            sentence,
            verb + 1,
            [(*row, "Number=Sing" if row[2] != "NNS" else "Number=Plur", "iobj", None)],
            verb,
        )


def last_below(sentence: Sentence, top: int) -> int:
    """The last word of the subtree of `top`."""
    last, grown = top, {top}
    for _ in range(3):
        grown |= {i for i, head in enumerate(sentence["heads"]) if head in grown}
        last = max(grown)
    return last


def time_phrase(dice: random.Random) -> list[Row]:
    """ "on Tuesday", "Tuesday", "just last week", "late on Monday" as rows."""
    day = dice.choice(words("days"))
    name = (day, "PROPN", "NNP", "Number=Sing")
    kind = dice.random()
    if kind < 0.4:
        return [("on", "ADP", "IN", "_", "case", 1), (*name, "obl", None)]
    if kind < 0.65:
        return [(*name, "obl:unmarked", None)]
    if kind < 0.75:
        return [
            ("late", "ADV", "RB", "_", "advmod", 2),
            ("on", "ADP", "IN", "_", "case", 2),
            (*name, "obl", None),
        ]
    just = [("just", "ADV", "RB", "_", "advmod", 2)] if kind > 0.93 else []
    which = ("last", "ADJ", "JJ", "Degree=Pos", "amod", len(just) + 1)
    if kind < 0.83:
        which = ("this", "DET", "DT", "Number=Sing|PronType=Dem", "det", len(just) + 1)
    period = dice.choice(["week", "month", "year"])
    return [*just, which, (period, "NOUN", "NN", "Number=Sing", "obl:unmarked", None)]


def source_phrase(dice: random.Random) -> list[Row]:
    """A subject such as "officials" or "the ministry" as rows."""
    parts = dice.choice(words("sources")).split()
    noun = parts[-1]
    if noun in {"he", "she", "they"}:
        return [(noun, "PRON", "PRP", "Case=Nom|Person=3|PronType=Prs", "nsubj", None)]
    plural = noun.endswith("s") or noun == "police"
    head: Row = (
        noun,
        "NOUN",
        "NNS" if plural else "NN",
        "Number=" + ("Plur" if plural else "Sing"),
        "nsubj",
        None,
    )
    if len(parts) == 1:
        return [head]
    if parts[0] == "state":
        return [("state", "NOUN", "NN", "Number=Sing", "compound", 1), head]
    feats = "Definite=Def|PronType=Art" if parts[0] == "the" else "Definite=Ind|PronType=Art"
    return [(parts[0], "DET", "DT", feats, "det", 1), head]


def add_source(sentence: Sentence, dice: random.Random, front: bool) -> None:
    """Put a plain statement under "officials said that ..." or "..., officials said"."""
    size = len(sentence["words"])
    root = sentence["deps"].index("ROOT")
    subject = any(dep.startswith("nsubj") and head == root for dep, head in zip(sentence["deps"], sentence["heads"], strict=True))
    plain = all(word.isalnum() or word in {",", "'s", "n't", "’s", "n’t"} for word in sentence["words"][:-1])
    if not (8 <= size <= 35 and subject and plain and sentence["words"][-1] == "." and sentence["pos"][root] == "VERB"):
        return
    finite = ("said", "VERB", "VBD", "Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin", "ROOT", None)
    who = source_phrase(dice)
    rows: list[Row] = [(*row[:5], len(who) if row[5] is None else row[5]) for row in who]
    if front:
        rows = [*rows, finite, *([("that", "SCONJ", "IN", "_", "mark", None)] if dice.random() < 0.6 else [])]
        if sentence["pos"][0] != "PROPN" and sentence["words"][0] != "I":
            sentence["words"][0] = sentence["words"][0].lower()
        insert(sentence, 0, rows, root)
        sentence["words"][0] = sentence["words"][0].capitalize()
        said, root = len(who), root + len(rows)
    else:
        rows = [(row[0], *row[1:5], row[5] + 1 if row[5] is not None else None) for row in rows]
        rows = [(",", "PUNCT", ",", "_", "punct", len(who) + 1), *rows, finite]
        insert(sentence, size - 1, rows, root)
        said = size - 1 + len(who) + 1
    sentence["heads"][said] = said
    sentence["heads"][root], sentence["deps"][root] = said, "ccomp"
    if sentence["heads"][-1] == root:
        sentence["heads"][-1] = said
    if dice.random() < DATED:
        insert(sentence, said + 1, time_phrase(dice), said)


def insert(sentence: Sentence, at: int, phrase: list[Row], head: int) -> None:
    """Insert `phrase` before position `at`; its outer words hang on `head` (a position before the change)."""
    size = len(phrase)
    sentence["heads"] = [old + size if old >= at else old for old in sentence["heads"]]
    outer = head + size if head >= at else head
    space_after = True
    if at:
        space_after = sentence["spaces"][at - 1]
        sentence["spaces"][at - 1] = phrase[0][0] != ","
    new = {
        "words": [row[0] for row in phrase],
        "spaces": [*(True for _ in phrase[1:]), space_after],
        "lemmas": [row[0].lower() for row in phrase],
        "pos": [row[1] for row in phrase],
        "tags": [row[2] for row in phrase],
        "feats": [row[3] for row in phrase],
        "deps": [row[4] for row in phrase],
        "heads": [outer if row[5] is None else at + row[5] for row in phrase],
    }
    for key in COLUMNS:
        sentence[key][at:at] = new[key]
