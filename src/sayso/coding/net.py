"""The network at work: words of a block in, parse, names, events and voices out. ONNX Runtime does the arithmetic."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from sayso.coding.arcs import best_tree
from sayso.coding.pieces import BEGIN, END, NO_CASE, case, pieces
from sayso.coding.sentences import OPEN, START

if TYPE_CHECKING:
    from pathlib import Path

    from onnxruntime import InferenceSession

Numbers = np.ndarray[Any, np.dtype[Any]]

PARTS: Final = (("VB", ("VERB", "AUX")), ("NNP", ("PROPN",)), ("NN", ("NOUN", "PRON", "NUM", "ADV")))
"""Universal parts of speech that a Penn tag can have, by how the tag starts; other tags are not held to any."""
EVENT_FLOOR: Final = 0.2
"""Words less likely than this to name an event are not kept."""
ROLE_FLOOR: Final = 0.1
SAYING_FLOOR: Final = 0.5


@dataclass(frozen=True, slots=True)
class NetEvent:
    """An event word: position, how likely each category (``O``: no event) is, and who plays which role how likely."""

    at: int
    what: Mapping[str, float]
    mode: str
    time: Mapping[str, float]
    negated: float
    firmness: float
    roles: Mapping[str, tuple[tuple[int, float], ...]]

    @property
    def likely(self) -> float:
        """How likely the word names an event at all."""
        return 1.0 - self.what.get("O", 0.0)


@dataclass(frozen=True, slots=True)
class NetSaying:
    """Words that say who thinks or says what: positions of the cue, and how likely each word is source and content."""

    cue: tuple[int, ...]
    source: Mapping[int, float]
    content: Mapping[int, float]


@dataclass(slots=True)
class Reading:
    """What the network made of a run of words. Positions count from the first of them."""

    tags: list[str] = field(default_factory=list)
    pos: list[str] = field(default_factory=list)
    feats: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    firmness: list[float] = field(default_factory=list)
    """How certain the text makes it that what each word names is so: −3…3, also for words that name no event."""
    events: list[NetEvent] = field(default_factory=list)
    sayings: list[NetSaying] = field(default_factory=list)


class Net:
    """The shipped network; loaded once, used by one thread at a time."""

    def __init__(self, folder: Path) -> None:
        self.labels: dict[str, list[str]] = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        self.session = _session(folder / "net.onnx")
        self.forms = {name: array.astype(np.float32) for name, array in np.load(folder / "forms.npz").items()}
        self.outputs = [each.name for each in self.session.get_outputs()]

    def read(self, words: Sequence[str], marks: Numbers) -> Reading:
        """The analysis of one block. ``marks``: per word START, INSIDE or OPEN (for the network to decide)."""
        out = dict(zip(self.outputs, self.session.run(None, inputs(words)), strict=True))
        out = {name: array[0] for name, array in out.items()}
        reading = Reading()
        for name, column in (("tag", reading.tags), ("feats", reading.feats), ("ner", reading.names)):
            known = self.labels[name]
            column += [known[k] for k in out[name].argmax(1)]
        reading.pos = self._agreeing(out["pos"], reading.tags)
        reading.firmness = np.clip(out["firm"], -3.0, 3.0).tolist()
        begins = out["start"][:, self.labels["start"].index("B")] > out["start"][:, self.labels["start"].index("I")]
        starts = [0, *[i for i in range(1, len(words)) if marks[i] == START or (marks[i] == OPEN and begins[i])]]
        for begin, end in zip(starts, [*starts[1:], len(words)], strict=True):
            reading.heads += [begin + head for head in best_tree(out["arc"][begin:end, begin:end])]
        reading.deps = self._relations(out, reading.heads)
        if len(self.labels["what"]) > 1:  # the first run of training knows grammar and names alone
            self._events(out, reading)
            self._sayings(out, reading, len(words))
        return reading

    def _agreeing(self, scores: Numbers, tags: Sequence[str]) -> list[str]:
        """The likeliest part of speech that goes with the tag of each word."""
        known = self.labels["pos"]
        found = []
        for row, tag in zip(scores, tags, strict=True):
            allowed = next((parts for start, parts in PARTS if tag.startswith(start)), known)
            found.append(max(allowed, key=lambda part: row[known.index(part)]))
        return found

    def _relations(self, out: Mapping[str, Numbers], heads: list[int]) -> list[str]:
        scores = pairs(out["rel_dep"], self.forms["rels"], out["rel_head"][heads])
        root = self.labels["dep"].index("ROOT")
        own = np.array(heads) == np.arange(len(heads))
        scores[:, root] = np.where(own, np.inf, -np.inf)
        return [self.labels["dep"][k] for k in scores.argmax(1)]

    def _events(self, out: Mapping[str, Numbers], reading: Reading) -> None:
        known = self.labels["what"]
        likely = softmax(out["what"])
        none = known.index("O")
        for at in np.flatnonzero(1.0 - likely[:, none] >= EVENT_FLOOR):
            scores = softmax(every(out["event"][at], self.forms["roles"], out["role"]))
            roles = {
                role: tuple((int(i), float(scores[i, k])) for i in np.argsort(-scores[:, k])[:6] if scores[i, k] >= ROLE_FLOOR)
                for k, role in enumerate(self.labels["role"])
                if k
            }
            reading.events.append(
                NetEvent(
                    int(at),
                    {label: float(p) for label, p in zip(known, likely[at], strict=True)},
                    self.labels["mode"][int(out["mode"][at].argmax())],
                    dict(zip(self.labels["time"], softmax(out["time"][at : at + 1])[0].tolist(), strict=True)),
                    float(softmax(out["negated"][at : at + 1])[0][self.labels["negated"].index("yes")]),
                    float(out["firm"][at]),
                    {role: found for role, found in roles.items() if found},
                )
            )

    def _sayings(self, out: Mapping[str, Numbers], reading: Reading, size: int) -> None:
        known = self.labels["saying"]
        likely = softmax(out["saying"])
        inside = likely[:, known.index("O")] < SAYING_FLOOR
        again = likely[:, known.index("B")] > likely[:, known.index("I")]
        cues: list[list[int]] = []
        for i in range(size):
            if inside[i] and (again[i] or not cues or cues[-1][-1] != i - 1):
                cues.append([i])
            elif inside[i]:
                cues[-1].append(i)
        for cue in cues:
            scores = sigmoid(every(out["cue"][cue].mean(0), self.forms["parts"], out["part"]))
            source, content = ({int(i): float(scores[i, k]) for i in np.flatnonzero(scores[:, k] >= ROLE_FLOOR)} for k in (0, 1))
            reading.sayings.append(NetSaying(tuple(cue), source, content))


@cache
def load_net(folder: Path) -> Net:
    """The network in `folder`, which must have been checked against its card."""
    return Net(folder)


def _session(path: Path) -> InferenceSession:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def inputs(words: Sequence[str]) -> dict[str, Numbers]:
    """The arrays that the network reads for one block of words."""
    ids, cases, first, last = [BEGIN], [NO_CASE], [], []
    for word in words:
        found = pieces(word)
        first.append(len(ids))
        ids += found
        cases += [case(word)] * len(found)
        last.append(len(ids) - 1)
    columns = {"pieces": [*ids, END], "cases": [*cases, NO_CASE], "first": first, "last": last}
    return {name: np.array([column], dtype=np.int64) for name, column in columns.items()}


def pairs(left: Numbers, form: Numbers, right: Numbers) -> Numbers:
    """Biaffine scores of row with row: shape (rows, labels)."""
    one, other = ones(left), ones(right)
    labels, width, _ = form.shape
    wide = (one @ form.transpose(1, 0, 2).reshape(width, -1)).reshape(len(one), labels, width)
    found: Numbers = np.einsum("wlj,wj->wl", wide, other)
    return found


def every(left: Numbers, form: Numbers, right: Numbers) -> Numbers:
    """Biaffine scores of one vector with every row: shape (rows, labels)."""
    found: Numbers = ones(right) @ np.einsum("i,lij->jl", np.append(left, np.float32(1)), form)
    return found


def ones(rows: Numbers) -> Numbers:
    return np.concatenate([rows, np.ones((len(rows), 1), dtype=rows.dtype)], axis=1)


def sigmoid(scores: Numbers) -> Numbers:
    """The logistic function, without overflow."""
    likely: Numbers = 0.5 * (1.0 + np.tanh(0.5 * scores))
    return likely


def softmax(scores: Numbers) -> Numbers:
    """Row-wise softmax."""
    found = np.exp(scores - scores.max(1, keepdims=True))
    likely: Numbers = found / found.sum(1, keepdims=True)
    return likely
