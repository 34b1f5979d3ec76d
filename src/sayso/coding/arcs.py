"""Heads of words out of arc scores: the best tree of a sentence."""

from __future__ import annotations

from typing import Any

import numpy as np

Numbers = np.ndarray[Any, np.dtype[Any]]


def best_tree(scores: Numbers) -> list[int]:
    """The head of each word of one sentence, with one root, which heads itself.

    ``scores[i, j]`` speaks for word ``j`` as head of word ``i``; the diagonal speaks for ``i`` as the root. Takes the best head
    of every word where that is a tree already, else the maximum spanning arborescence (Chu & Liu 1965, Edmonds 1967).
    """
    size = len(scores)
    if size == 1:
        return [0]
    root = int(np.argmax(np.diag(scores) - _second(scores)))
    arcs = scores.copy()
    np.fill_diagonal(arcs, -np.inf)
    arcs[root] = -np.inf
    heads = arcs.argmax(1)
    heads[root] = root
    if _cycle(heads) is None:
        return [int(head) for head in heads]
    return [int(head) for head in _edmonds(arcs, root)]


def _second(scores: Numbers) -> Numbers:
    """The best score of each word with a head other than itself."""
    others = scores.copy()
    np.fill_diagonal(others, -np.inf)
    best: Numbers = others.max(1)
    return best


def _cycle(heads: Numbers) -> list[int] | None:
    """The words of one cycle, or None; a word that heads itself ends the walk."""
    state = [0] * len(heads)
    for start in range(len(heads)):
        path = []
        at = start
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            if heads[at] == at:
                break
            at = int(heads[at])
        if state[at] == 1 and heads[at] != at:
            return path[path.index(at) :]
        for each in path:
            state[each] = 2
    return None


def _edmonds(arcs: Numbers, root: int) -> Numbers:
    """Best heads given that `root` is the root: shrink a cycle to one word, solve, open it again."""
    heads: Numbers = arcs.argmax(1)
    heads[root] = root
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    inside = np.zeros(len(arcs), dtype=bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    place = {int(word): k for k, word in enumerate(outside)}
    shrunk = len(outside)
    small = np.full((shrunk + 1, shrunk + 1), -np.inf)
    small[:shrunk, :shrunk] = arcs[np.ix_(outside, outside)]
    ring = np.array(cycle)
    leaving = arcs[np.ix_(outside, ring)]
    small[:shrunk, shrunk] = leaving.max(1)
    kept = arcs[ring, heads[ring]]
    entering = arcs[np.ix_(ring, outside)] - kept[:, None] + kept.sum()
    small[shrunk, :shrunk] = entering.max(0)
    found = _edmonds(small, place[root])
    out: Numbers = heads.copy()
    for k, word in enumerate(outside):
        if word != root:
            out[word] = ring[leaving[k].argmax()] if found[k] == shrunk else outside[found[k]]
    entered = int(entering[:, found[shrunk]].argmax())
    out[ring[entered]] = outside[found[shrunk]]
    return out
