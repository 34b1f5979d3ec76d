"""Who will do what to whom: ranks possible targets of (actor, action, ?) on a day from everything before it.

Candidates come from the actor's and the action's past, from two steps through the actor's partners, and from the actor's own
group; a boosted ranker (Burges 2010; Bruch 2021) orders them by decayed counts and one-hop rules. The protocol is that
of temporal knowledge graphs: single step, both directions, time-aware filter, average ties (Gastinger et al. 2023).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import lightgbm
import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, diags_array

from sayso.forecast.memory import Memory

Array = NDArray[Any]
PARTNERS: Final = 250
DOERS: Final = 120
STEPS: Final = 80
KIN: Final = 60
TAUGHT: Final = 100
"""Candidates of a query that teach: the right ones, the best of the others by recent contact, and some at random."""
SLOW: Final = np.array([0, 0, 1.0, 0.3])


@dataclass(frozen=True, slots=True)
class Queries:
    """The queries of one day: actor and relation, their candidates flat with ``query`` numbers, features, and the truth."""

    day: int
    actor: Array
    relation: Array
    query: Array
    candidate: Array
    x: Array
    right: Array
    """1 where the candidate is a true target of its query that day."""
    missed: Array
    """True targets of each query that are no candidates."""


@dataclass(frozen=True, slots=True)
class Ranking:
    """Mean reciprocal rank, shares of ranks of at most 1, 3 and 10, and the share of true targets among the candidates."""

    n: int
    mrr: float
    hits1: float
    hits3: float
    hits10: float
    recall: float


def both_ways(events: Array, relations: int) -> Array:
    """Events (actor, relation, target, day) and their inverses (relation + ``relations``), by day."""
    back = events[:, [2, 1, 0, 3]].copy()
    back[:, 1] += relations
    found = np.concatenate([events, back])
    return found[np.argsort(found[:, 3], kind="stable")]


def replay(events: Array, size: int, relations: int, first: int, groups: Array | None = None) -> Iterator[Queries]:
    """The queries of every day from ``first`` on, each with features from the days before it; then the day is learned.

    ``events`` as from ``both_ways``; ``groups`` numbers a group (country) for each entity, −1 for none.
    """
    memory = Memory.of(events, size, 2 * relations)
    kin = np.full(size, -1) if groups is None else groups
    days, starts = np.unique(events[:, 3], return_index=True)
    for i, day in enumerate(days.tolist()):
        today = events[starts[i] : starts[i + 1] if i + 1 < len(days) else None]
        if day >= first:
            yield _queries(memory, today, day, kin)
        memory.learn(today, day)


def _queries(memory: Memory, today: Array, day: int, kin: Array) -> Queries:
    asked, which = np.unique(today[:, 0] * memory.relations + today[:, 1], return_inverse=True)
    actor, relation = asked // memory.relations, asked % memory.relations
    steps, row = _two_steps(memory, actor, day)
    query, candidate = _candidates(memory, actor, relation, day, steps, row, kin)
    x = _features(memory, actor[query], relation[query], candidate, day, kin)
    x = np.column_stack([x, steps[row[query], candidate], np.bincount(query, minlength=len(asked))[query]]).astype(np.float32)
    truth = np.unique(which * memory.size + today[:, 2])
    right = np.isin(query * memory.size + candidate, truth)
    met = np.bincount(query[right], minlength=len(asked))
    missed = np.bincount(truth // memory.size, minlength=len(asked)) - met
    return Queries(day, actor, relation, query, candidate, x, right.astype(np.int8), missed)


def _two_steps(memory: Memory, actor: Array, day: int) -> tuple[Array, Array]:
    """The chance of each entity two random steps from each asking actor through recent partners, and the row of each query."""
    keys, weight = memory.so.now(0, memory.size**2, day, np.array([0, 0, 1.0, 0]))
    graph = csr_array((weight, (keys // memory.size, keys % memory.size)), shape=(memory.size, memory.size))
    walk = diags_array(1 / (graph.sum(1) + 1)) @ graph
    who, row = np.unique(actor, return_inverse=True)
    return (walk[who] @ walk).toarray().astype(np.float32), row


def _candidates(
    memory: Memory, actor: Array, relation: Array, day: int, steps: Array, row: Array, kin: Array
) -> tuple[Array, Array]:
    busy = np.zeros(memory.size, np.float32)
    keys, weight = memory.o.now(0, memory.size, day, SLOW)
    busy[keys] = weight
    doers: dict[int, Array] = {}
    relatives: dict[int, Array] = {}
    found = []
    for q in range(len(actor)):
        s, r, group = int(actor[q]), int(relation[q]), int(kin[actor[q]])
        if r not in doers:
            doers[r] = _best(*memory.ro.now(r * memory.size, (r + 1) * memory.size, day, SLOW), DOERS) % memory.size
        if group >= 0 and group not in relatives:
            members = np.flatnonzero((kin == group) & (busy > 0))
            relatives[group] = _best(members, busy[members], KIN)
        partners = _best(*memory.so.now(s * memory.size, (s + 1) * memory.size, day, SLOW), PARTNERS) % memory.size
        past, _ = memory.sro.now(
            (s * memory.relations + r) * memory.size, (s * memory.relations + r + 1) * memory.size, day, SLOW
        )
        near = _best(np.arange(memory.size), steps[row[q]], STEPS)
        parts = [partners, past % memory.size, doers[r], near[steps[row[q]][near] > 0]]
        found.append(np.unique(np.concatenate(parts + ([relatives[group]] if group >= 0 else []))))
    return np.repeat(np.arange(len(actor)), [len(one) for one in found]), np.concatenate(found)


def _best(keys: Array, scores: Array, most: int) -> Array:
    return keys if len(keys) <= most else keys[np.argpartition(-scores, most)[:most]]


def _features(memory: Memory, s: Array, r: Array, o: Array, day: int, kin: Array) -> Array:
    full = memory.sro.at(memory.sro.find((s * memory.relations + r) * memory.size + o), day)
    asked = memory.sr.at(memory.sr.find(s * memory.relations + r), day)
    pair = memory.so.at(memory.so.find(s * memory.size + o), day)
    done = memory.ro.at(memory.ro.find(r * memory.size + o), day)
    busy = memory.o.at(memory.o.find(o), day)
    here = memory.o.at(memory.o.find(s), day)
    rules = memory.rules(s * memory.size + o, r, day)
    related = ((kin[s] == kin[o]) & (kin[s] >= 0))[:, None]
    shares = np.concatenate(
        [full[:, :4] / (asked[:, :4] + 0.1), pair[:, :4] / (here[:, :4] + 0.1), done[:, :4] / (busy[:, :4] + 1)], 1
    )
    inverse = (r >= memory.relations // 2)[:, None]
    return np.concatenate([full, pair, done, busy, asked[:, :4], here[:, 2:3], rules, shares, inverse, related], 1)


@dataclass(frozen=True, slots=True)
class Ranker:
    """Boosted trees taught to put the right targets first."""

    model: lightgbm.Booster

    @classmethod
    def fit(cls, days: list[Queries], most: int = 9000, rounds: int = 220, threads: int = 2, seed: int = 0) -> Ranker:
        """Learns from at most ``most`` queries that have a right candidate, drawn at random from these days."""
        random = np.random.default_rng(seed)
        share = min(1.0, most / max(1, sum(len(one.actor) for one in days)))
        parts = [_lesson(one, share, random) for one in days]
        x, y, sizes = (np.concatenate([part[i] for part in parts]) for i in range(3))
        settings = {
            "objective": "rank_xendcg", "learning_rate": 0.07, "num_leaves": 63, "min_child_samples": 60, "feature_fraction": 0.6, "bagging_fraction": 0.8,
            "bagging_freq": 1, "max_bin": 127, "num_threads": threads, "seed": seed, "verbose": -1, "deterministic": True, "force_row_wise": True,
        }  # fmt: skip
        return cls(lightgbm.train(settings, lightgbm.Dataset(x, y, group=sizes), rounds))

    def score(self, one: Queries, threads: int = 2) -> Array:
        """A score for every candidate of every query, higher is likelier."""
        return np.asarray(self.model.predict(one.x, num_threads=threads))


def _lesson(one: Queries, share: float, random: np.random.Generator) -> tuple[Array, Array, Array]:
    able = np.bincount(one.query, one.right, len(one.actor)) > 0
    chosen = able & (random.random(len(able)) < share)
    # Right ones first, then by contact in the last month with some luck, so that easy and hard ones teach.
    order = -100.0 * one.right - one.x[:, 8] * random.random(len(one.query)) - random.random(len(one.query))
    by = np.lexsort((order, one.query))
    start = np.searchsorted(one.query[by], np.arange(len(one.actor)))
    rank = np.arange(len(by)) - start[one.query[by]]
    keep = np.sort(by[(rank < TAUGHT) & chosen[one.query[by]]])
    return one.x[keep], one.right[keep], np.bincount(one.query[keep], minlength=len(one.actor))[chosen]


def rank(days: list[Queries], scores: list[Array], size: int) -> Ranking:
    """The standard measures; a target that is no candidate shares the middle of the ranks that are left."""
    ranks: list[float] = []
    met = 0
    for one, score in zip(days, scores, strict=True):
        start = np.searchsorted(one.query, np.arange(len(one.actor) + 1))
        for q in range(len(one.actor)):
            part = slice(start[q], start[q + 1])
            right, said = one.right[part] > 0, score[part]
            wrong = np.sort(said[~right])
            for value in said[right]:
                above = len(wrong) - np.searchsorted(wrong, value, "right")
                equal = np.searchsorted(wrong, value, "right") - np.searchsorted(wrong, value, "left")
                ranks.append(1 + above + equal / 2)
            met += int(right.sum())
            ranks += [1 + len(wrong) + (size - len(said) - 1) / 2] * int(one.missed[q])
    found = np.array(ranks)
    within = {k: float((found <= k).mean()) for k in (1, 3, 10)}
    return Ranking(len(found), float((1 / found).mean()), within[1], within[3], within[10], met / len(found))
