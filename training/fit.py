"""Fits the network to all its lessons at once, in bfloat16 on the processor; prints the losses as it goes."""

from __future__ import annotations

import json
import math
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import torch
from lessons import IGNORE, Lesson, disguised, gum_names, labels_of, packed, treebank, uner, write_labels
from net import TAGGED, Net, ones, pretrained
from safetensors.torch import load_file, save_file
from torch import Tensor
from torch.nn import functional as F
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from sayso.coding.pieces import BEGIN, END, case, pieces

MOST = 400
"""Lessons of more word pieces than this are left out."""
BATCH = 3000
"""Word pieces in a batch, padding counted."""
HEADS = 6
AVERAGED = 0.995
"""The network kept is the running mean of those after each step; so much of it stays at a step."""
LEAST = {"tag": 5, "feats": 5, "dep": 10, "mode": 8}
WEIGHT = {"tag": 0.5, "feats": 0.5, "pos": 0.5, "start": 0.3, "ner": 1.0, "what": 2.0, "mode": 0.4, "time": 0.5,
          "negated": 0.4, "saying": 2.0}  # fmt: skip


def numbered(lesson: Lesson, index: dict[str, dict[str, int]]) -> dict | None:
    """A lesson as numbers; None when it is too long for the encoder."""
    ids, cases, first, last = [BEGIN], [5], [], []
    for word in lesson.words:
        found = pieces(word)
        first.append(len(ids))
        ids += found
        cases += [case(word)] * len(found)
        last.append(len(ids) - 1)
    ids.append(END)
    cases.append(5)
    if len(ids) > MOST:
        return None
    row: dict = {"ids": ids, "cases": cases, "first": first, "last": last, "columns": {}}
    for name in TAGGED:
        if name in lesson.columns:
            known = index[name]
            row["columns"][name] = [known.get(label, IGNORE) if label is not None else IGNORE for label in lesson.columns[name]]
    if "head" in lesson.columns:
        row["head"] = lesson.columns["head"]
        row["dep"] = [index["dep"].get(label, index["dep"]["dep"]) for label in lesson.columns["dep"]]
        sentence, at = [], -1
        for mark in lesson.columns["start"]:
            at += mark == "B"
            sentence.append(at)
        row["sentence"] = sentence
    if "firm" in lesson.columns:
        row["firm"] = lesson.columns["firm"]
    row["roles"], row["sayings"] = lesson.roles, lesson.sayings
    return row


def batches(rows: list[dict], dice: random.Random) -> Iterator[list[dict]]:
    """Rows of about the same length together, in random order."""
    rows = sorted(rows, key=lambda row: len(row["ids"]) + dice.random() * 8)
    found, batch = [], []
    for row in rows:
        if batch and (len(batch) + 1) * len(row["ids"]) > BATCH:
            found.append(batch)
            batch = []
        batch.append(row)
    if batch:
        found.append(batch)
    dice.shuffle(found)
    yield from found


def padded(columns: list[list[int]], fill: int) -> Tensor:
    width = max(map(len, columns))
    return torch.tensor([column + [fill] * (width - len(column)) for column in columns])


def loss_of(net: Net, batch: list[dict]) -> dict[str, Tensor]:
    with torch.autocast("cpu", dtype=torch.bfloat16):
        out = net(
            padded([row["ids"] for row in batch], 0), padded([row["cases"] for row in batch], 0),
            padded([row["first"] for row in batch], 0), padded([row["last"] for row in batch], 0),
        )  # fmt: skip
    out = {name: value.float() for name, value in out.items()}
    losses: dict[str, Tensor] = {}
    for name, weight in WEIGHT.items():
        if name in batch[0]["columns"]:
            gold = padded([row["columns"][name] for row in batch], IGNORE)
            if (gold != IGNORE).any():
                losses[name] = weight * F.cross_entropy(
                    out[name].flatten(0, 1), gold.flatten(), ignore_index=IGNORE, label_smoothing=0.03
                )
    if "head" in batch[0]:
        losses |= parsing(net, out, batch)
    if batch[0].get("roles") is not None:
        losses |= telling(net, out, batch)
    return losses


def parsing(net: Net, out: dict[str, Tensor], batch: list[dict]) -> dict[str, Tensor]:
    head = padded([row["head"] for row in batch], IGNORE)
    dep = padded([row["dep"] for row in batch], IGNORE)
    sentence = padded([row["sentence"] for row in batch], -1)
    apart = sentence[:, :, None] != sentence[:, None, :]
    arc = out["arc"].masked_fill(apart, -1e4)
    losses = {"arc": F.cross_entropy(arc.flatten(0, 1), head.flatten(), ignore_index=IGNORE)}
    at = head.clamp(min=0)[..., None].expand(-1, -1, out["rel_head"].shape[-1])
    heads = out["rel_head"].gather(1, at)
    scores = torch.einsum("bwi,lij,bwj->bwl", ones(out["rel_dep"]), net.rels, ones(heads))
    losses["rel"] = F.cross_entropy(scores.flatten(0, 1), dep.flatten(), ignore_index=IGNORE, label_smoothing=0.03)
    return losses


def telling(net: Net, out: dict[str, Tensor], batch: list[dict]) -> dict[str, Tensor]:
    losses: dict[str, Tensor] = {}
    role_of = {name: i for i, name in enumerate(ROLE_LABELS)}
    scores, gold, firm, wanted = [], [], [], []
    source, content = [], []
    for k, row in enumerate(batch):
        size = len(row["first"])
        for event, roles in (row["roles"] or {}).items():
            left, right = ones(out["event"][k, event]), ones(out["role"][k, :size])
            scores.append(torch.einsum("i,lij,wj->wl", left, net.roles, right))
            gold.append(torch.tensor([role_of[roles[i]] if i in roles else 0 for i in range(size)]))
            firm.append(out["firm"][k, event])
            wanted.append(row["firm"][event])
        for cue, s, q in row["sayings"] or ():
            left = ones(out["cue"][k, list(cue)].mean(0))
            found = torch.einsum("i,lij,wj->wl", left, net.parts, ones(out["part"][k, :size]))
            source.append(F.binary_cross_entropy_with_logits(found[:, 0], torch.tensor([float(i in s) for i in range(size)])))
            content.append(F.binary_cross_entropy_with_logits(found[:, 1], torch.tensor([float(i in q) for i in range(size)])))
    if scores:
        flat, labels = torch.cat(scores), torch.cat(gold)
        losses["role"] = 3.0 * F.cross_entropy(flat, labels)
        losses["firm"] = 0.25 * F.smooth_l1_loss(torch.stack(firm), torch.tensor(wanted))
    if source:
        losses["source"] = 2.0 * torch.stack(source).mean()
        losses["content"] = 2.0 * torch.stack(content).mean()
    return losses


ROLE_LABELS: list[str] = []


@dataclass(frozen=True)
class Course:
    """One run of fitting. ``start`` is a fitted network to go on from; ``own`` are lessons from our gold, ``times`` an epoch."""

    out: Path
    encoder: Path
    corpus: Path
    names: Path
    epochs: int
    start: Path | None = None
    own: tuple[Lesson, ...] = ()
    times: int = 3
    rate: float = 1.5e-4
    seed: int = 7


KEPT = ("what", "mode", "time", "negated", "saying")
"""Heads that our own gold alone teaches: their labels are drawn up anew when it has others than the network gone on from."""


def fit(course: Course) -> None:
    """Fit a network and write ``net.safetensors`` and ``labels.json`` to ``course.out`` after every epoch."""
    torch.manual_seed(course.seed)
    dice = random.Random(course.seed)
    names = [*uner(course.names), *gum_names(course.names / "gum-permissive")]
    plain = list(treebank(course.corpus, 5, dice, vary=False))
    labels = _labels(course, [*plain, *names, *course.own])
    ROLE_LABELS[:] = labels["role"]
    index = {name: {label: i for i, label in enumerate(found)} for name, found in labels.items()}
    net = Net(pretrained(course.encoder), labels)
    if course.start is not None:
        saved, here = load_file(course.start / "net.safetensors"), net.state_dict()
        net.load_state_dict({k: saved[k] if k in saved and saved[k].shape == v.shape else v for k, v in here.items()})
    optimizer = _optimizer(net, course.rate)
    kept = AveragedModel(net, multi_avg_fn=get_ema_multi_avg_fn(AVERAGED))
    course.out.mkdir(parents=True, exist_ok=True)
    write_labels(course.out / "labels.json", labels)
    print(f"{len(plain)} parsed, {len(names)} named, {len(course.own)} own lessons", flush=True)
    step, total, begun = 0, 0, time.monotonic()
    for epoch in range(course.epochs):
        groups = [list(treebank(course.corpus, 5, dice, vary=True)), names]
        groups += [list(packed([disguised(each, dice) for each in course.own], dice)) for _ in range(course.times) if course.own]
        steps: list[list[dict]] = []
        for group in groups:
            steps += batches([row for each in group if (row := numbered(each, index)) is not None], dice)
        dice.shuffle(steps)
        total = total or len(steps) * course.epochs
        net.train()
        mean: dict[str, list[float]] = {}
        for batch in steps:
            _pace(optimizer, course.rate, step, total)
            losses = loss_of(net, batch)
            if not losses:
                continue
            optimizer.zero_grad()
            torch.stack(list(losses.values())).sum().backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 2.0)
            optimizer.step()
            kept.update_parameters(net)
            step += 1
            for name, value in losses.items():
                mean.setdefault(name, []).append(value.item())
            if step % 50 == 0:
                told = " ".join(f"{name} {sum(v[-50:]) / len(v[-50:]):.3f}" for name, v in mean.items())
                print(f"{epoch} {step}/{total} {time.monotonic() - begun:.0f}s {told}", flush=True)
        save_file(kept.module.state_dict(), course.out / "net.safetensors")


def _labels(course: Course, lessons: list[Lesson]) -> dict[str, list[str]]:
    """The labels of every head: those of the network gone on from, but fresh ones for what our gold teaches."""
    fresh = labels_of(lessons, LEAST)
    for name in TAGGED:
        fresh.setdefault(name, ["O"])
    if course.start is None:
        return fresh
    known = json.loads((course.start / "labels.json").read_text(encoding="utf-8"))
    learned = {name: known[name] for name in known if name not in KEPT or set(known[name]) == set(fresh[name])}
    return {**fresh, **learned}


def _optimizer(net: Net, rate: float) -> torch.optim.Optimizer:
    """AdamW; what starts from nothing learns six times as fast as what is pretrained."""
    body = [p for n, p in net.named_parameters() if n.startswith("encoder.") and "cases" not in n]
    heads = [p for n, p in net.named_parameters() if not n.startswith("encoder.") or "cases" in n]
    groups = [{"params": body, "lr": rate}, {"params": heads, "lr": rate * HEADS}]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01)


def _pace(optimizer: torch.optim.Optimizer, rate: float, step: int, total: int) -> None:
    """Warm up over the first steps, then down along a cosine."""
    warm = min(1.0, (step + 1) / (0.06 * total))
    share = warm * max(0.02, 0.5 * (1 + math.cos(math.pi * min(1.0, step / total))))
    for group, base in zip(optimizer.param_groups, (rate, rate * HEADS), strict=True):
        group["lr"] = base * share
