"""How well mentions were put together: MUC, B³, CEAFe and their mean, the CoNLL score. Mentions are any hashable names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass

Clusters = Sequence[Collection[Hashable]]


@dataclass(frozen=True)
class Measured:
    """Recall and precision of one measure."""

    recall: float
    precision: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        both = self.recall + self.precision
        return 2 * self.recall * self.precision / both if both else 0.0


def muc(gold: Clusters, ours: Clusters) -> Measured:
    """Links: how many joins would be missing (Vilain et al. 1995)."""

    def recall(these: Clusters, those: Clusters) -> float:
        home = _homes(those)
        links = sum(len(cluster) - 1 for cluster in these)
        kept = sum(len(cluster) - len({home.get(one, ("alone", one)) for one in cluster}) for cluster in these)
        return kept / links if links else 0.0

    return Measured(recall(gold, ours), recall(ours, gold))


def b_cubed(gold: Clusters, ours: Clusters) -> Measured:
    """Mentions: how much of a mention's cluster is right (Bagga and Baldwin 1998)."""

    def recall(these: Clusters, those: Clusters) -> float:
        home = _homes(those)
        total = sum(len(cluster) for cluster in these)
        shared = 0.0
        for cluster in these:
            parts = Counter(home.get(one, ("alone", one)) for one in cluster)
            shared += sum(count * count for count in parts.values()) / len(cluster)
        return shared / total if total else 0.0

    return Measured(recall(gold, ours), recall(ours, gold))


def ceaf_e(gold: Clusters, ours: Clusters) -> Measured:
    """Clusters: the best one-to-one alignment, each pair worth 2·shared/(sizes) (Luo 2005)."""
    home = _homes(ours)
    worth: dict[int, dict[int, float]] = defaultdict(dict)
    for at, cluster in enumerate(gold):
        for other, shared in Counter(home[one] for one in cluster if one in home).items():
            assert isinstance(other, int)
            worth[at][other] = 2 * shared / (len(cluster) + len(ours[other]))
    best = sum(_aligned(part) for part in _parts(worth))
    return Measured(best / len(gold) if gold else 0.0, best / len(ours) if ours else 0.0)


MEASURES: Mapping[str, Callable[[Clusters, Clusters], Measured]] = {"MUC": muc, "B3": b_cubed, "CEAFe": ceaf_e}


def conll(gold: Clusters, ours: Clusters) -> float:
    """The mean of the three F1."""
    return sum(measure(gold, ours).f1 for measure in MEASURES.values()) / len(MEASURES)


def _homes(clusters: Clusters) -> dict[Hashable, Hashable]:
    return {one: at for at, cluster in enumerate(clusters) for one in cluster}


def _parts(worth: Mapping[int, Mapping[int, float]]) -> list[dict[int, Mapping[int, float]]]:
    """Rows that share no column with others are aligned apart."""
    by_column: dict[int, set[int]] = defaultdict(set)
    for row, found in worth.items():
        for column in found:
            by_column[column].add(row)
    left, parts = set(worth), []
    while left:
        reach, todo = set(), [left.pop()]
        while todo:
            row = todo.pop()
            reach.add(row)
            near = {other for column in worth[row] for other in by_column[column]} & left
            left -= near
            todo += sorted(near)
        parts.append({row: worth[row] for row in sorted(reach)})
    return parts


def _aligned(worth: Mapping[int, Mapping[int, float]]) -> float:
    """The worth of the best assignment of rows to columns (Hungarian method, with potentials)."""
    rows, columns = list(worth), sorted({column for found in worth.values() for column in found})
    size = max(len(rows), len(columns))
    cost = [[0.0] * size for _ in range(size)]
    for at, row in enumerate(rows):
        for to, column in enumerate(columns):
            cost[at][to] = -worth[row].get(column, 0.0)
    return -_cheapest(cost)


def _cheapest(cost: list[list[float]]) -> float:
    size, none = len(cost), -1
    left, right, taken = [0.0] * size, [0.0] * (size + 1), [none] * (size + 1)
    for start in range(size):
        taken[size], column = start, size
        slack, via, seen = [float("inf")] * size, [size] * size, [False] * (size + 1)
        while taken[column] != none:
            seen[column] = True
            row = taken[column]
            for to in range(size):
                if not seen[to] and (spare := cost[row][to] - left[row] - right[to]) < slack[to]:
                    slack[to], via[to] = spare, column
            column = min((to for to in range(size) if not seen[to]), key=slack.__getitem__)
            step = slack[column]
            for to in range(size + 1):
                if seen[to]:
                    left[taken[to]] += step
                    right[to] -= step
                elif to < size:
                    slack[to] -= step
        while column != size:
            taken[column], column = taken[via[column]], via[column]
    return sum(cost[taken[to]][to] for to in range(size))
