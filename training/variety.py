"""Ways in which agency copy differs from the treebanks, applied to training sentences."""

from __future__ import annotations

import copy
import random
from typing import Any

from wire import COLUMNS, wired

Sentence = dict[str, Any]

LOWER, UPPER, HEADLINE, NO_STOP, CURLY = 0.05, 0.05, 0.03, 0.03, 0.2


def varied(sentence: Sentence, dice: random.Random, curly: bool) -> Sentence:
    """A copy of `sentence`, now and then in another case, without its full stop, with typeset quotes."""
    sentence = copy.deepcopy(sentence)
    wired(sentence, dice)
    draw = dice.random()
    if draw < LOWER:
        sentence["words"] = [word.lower() for word in sentence["words"]]
    elif draw < LOWER + UPPER:
        sentence["words"] = [word.upper() for word in sentence["words"]]
    elif draw < LOWER + UPPER + HEADLINE:
        sentence["words"] = [title(word, pos) for word, pos in zip(sentence["words"], sentence["pos"], strict=True)]
        drop_stop(sentence)
    elif draw < LOWER + UPPER + HEADLINE + NO_STOP:
        drop_stop(sentence)
    if curly:
        sentence["words"] = curled(sentence["words"], sentence["spaces"])
    return sentence


def title(word: str, pos: str) -> str:
    """`word` as a headline prints it."""
    small = pos in {"ADP", "DET", "CCONJ", "PART", "PUNCT"} or not word[0].isalpha()
    return word if small else word[0].upper() + word[1:]


def drop_stop(sentence: Sentence) -> None:
    """Remove a final full stop that heads nothing."""
    last = len(sentence["words"]) - 1
    if last < 2 or sentence["words"][last] != "." or last in sentence["heads"][:last]:
        return
    for column in COLUMNS:
        sentence[column].pop()
    sentence["spaces"][-1] = True


def curled(words: list[str], spaces: list[bool]) -> list[str]:
    """`words` with typeset quotes, apostrophes and dashes; every word stays one word."""
    out = []
    for index, word in enumerate(words):
        if word == '"' or word in {"``", "''"}:
            opens = word == "``" or (word == '"' and not spaces[index])
            word = "“" if opens else "”"
        elif word == "--":
            word = "—"
        elif "'" in word:
            word = word.replace("'", "’")
        out.append(word)
    return out
