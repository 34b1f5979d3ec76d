"""What a stream of (actor, action, target) events has shown so far, decayed with several half-lives, one day after another.

The tables behind next-event ranking: counts of every actor–action–target, actor–target, action–target, target and
actor–action, and how often one action follows another between the same two within a month (one-hop rules, Liu et
al. 2022). Keys are numbered once; nothing of a day is seen before ``learn`` was called with that day.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
LIVES: Final = np.array([2.0, 7.0, 30.0, 120.0])
KEEP: Final = 0.5 ** (1 / LIVES)
NEVER: Final = -1
MONTH: Final = 30


@dataclass(slots=True)
class Counter:
    """Decayed counts of sorted integer ``keys``: ``value[i]`` as of day ``last[i]``; ``times[i]`` without decay."""

    keys: Array
    value: Array
    last: Array
    times: Array

    @classmethod
    def of(cls, keys: Array) -> Counter:
        """A counter of these keys (made unique), none seen yet."""
        unique = np.unique(keys)
        size = len(unique)
        return cls(unique, np.zeros((size, len(LIVES)), np.float32), np.full(size, NEVER), np.zeros(size, np.int32))

    def learn(self, keys: Array, day: int) -> None:
        """Counts one more of each key (repeats count again)."""
        place, counts = np.unique(np.searchsorted(self.keys, keys), return_counts=True)
        gap = np.where(self.last[place] >= 0, day - self.last[place], 0)
        self.value[place] = self.value[place] * KEEP ** gap[:, None] + counts[:, None]
        self.last[place] = day
        self.times[place] += counts.astype(np.int32)

    def find(self, keys: Array) -> Array:
        """The place of each key, −1 for one never numbered or not seen yet."""
        place = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        return np.where((self.keys[place] == keys) & (self.last[place] >= 0), place, -1)

    def at(self, place: Array, day: int) -> Array:
        """(len(place), 6): counts under the four half-lives on ``day``, days since the last, and times ever; 999 days for never."""
        out = np.zeros((len(place), len(LIVES) + 2), np.float32)
        out[:, 4] = 999
        seen = place >= 0
        rows = place[seen]
        gap = day - self.last[rows]
        out[seen, :4] = self.value[rows] * KEEP ** gap[:, None]
        out[seen, 4], out[seen, 5] = gap, self.times[rows]
        return out

    def now(self, low: int, high: int, day: int, weights: Array) -> tuple[Array, Array]:
        """Seen keys from ``low`` to ``high`` (exclusive) and their weighted counts on ``day``."""
        part = slice(*np.searchsorted(self.keys, [low, high]))
        seen = self.last[part] >= 0
        gap = day - self.last[part][seen]
        return self.keys[part][seen], (self.value[part][seen] * KEEP ** gap[:, None]) @ weights


@dataclass(slots=True)
class Memory:
    """Counters over ``size`` entities and ``relations`` relations (inverse ones included)."""

    size: int
    relations: int
    sro: Counter
    so: Counter
    ro: Counter
    o: Counter
    sr: Counter
    pair: Counter
    """Actor–target–relation, in this order: the relations of a pair stand side by side."""
    follows: Array = field(default_factory=lambda: np.zeros((0, 0), np.float32))
    begun: Array = field(default_factory=lambda: np.zeros(0, np.float32))

    @classmethod
    def of(cls, events: Array, size: int, relations: int) -> Memory:
        """Numbers every key of ``events`` (rows of actor, relation, target, day); none is seen yet."""
        s, r, o = events[:, 0], events[:, 1], events[:, 2]
        pair = Counter.of((s * size + o) * relations + r)
        sro, so, ro = (Counter.of(keys) for keys in ((s * relations + r) * size + o, s * size + o, r * size + o))
        follows, begun = np.zeros((relations, relations), np.float32), np.full(relations, 5, np.float32)
        return cls(size, relations, sro, so, ro, Counter.of(o), Counter.of(s * relations + r), pair, follows, begun)

    def learn(self, events: Array, day: int) -> None:
        """Takes in all events of one day."""
        s, r, o = events[:, 0], events[:, 1], events[:, 2]
        row, place = self.between(s * self.size + o)
        fresh = day - self.pair.last[place] <= MONTH
        np.add.at(self.follows, (self.pair.keys[place[fresh]] % self.relations, r[row[fresh]]), 1)
        np.add.at(self.begun, r, 1)
        self.sro.learn((s * self.relations + r) * self.size + o, day)
        self.so.learn(s * self.size + o, day)
        self.ro.learn(r * self.size + o, day)
        self.o.learn(o, day)
        self.sr.learn(s * self.relations + r, day)
        self.pair.learn((s * self.size + o) * self.relations + r, day)

    def between(self, pairs: Array) -> tuple[Array, Array]:
        """For each actor–target key the places of the relations seen between them: (row numbers, places), flat."""
        low = np.searchsorted(self.pair.keys, pairs * self.relations)
        high = np.searchsorted(self.pair.keys, (pairs + 1) * self.relations)
        counts = high - low
        row = np.repeat(np.arange(len(pairs)), counts)
        place = np.arange(counts.sum()) - np.repeat(counts.cumsum() - counts, counts) + np.repeat(low, counts)
        seen = self.pair.last[place] >= 0
        return row[seen], place[seen]

    def rules(self, pairs: Array, relations: Array, day: int) -> Array:
        """(rows, 3): the strongest, and the fast- and slow-fading sums, of what past relations of the pair say of this one."""
        row, place = self.between(pairs)
        body = self.pair.keys[place] % self.relations
        trust = self.follows[body, relations[row]] / self.begun[body]
        gap = day - self.pair.last[place]
        fast = trust * np.exp(-gap / 10)
        out = np.zeros((len(pairs), 3), np.float32)
        np.maximum.at(out[:, 0], row, fast)
        out[:, 1] = np.bincount(row, fast, len(pairs))
        out[:, 2] = np.bincount(row, trust * np.exp(-gap / 60), len(pairs))
        return out
