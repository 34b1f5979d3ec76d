"""The network that is trained: a small pretrained encoder under heads for parsing, names, events and voices.

The encoder is MiniLM (6 layers, width 384; Wang et al. 2020) as fine-tuned for sentences by sentence-transformers
(all-MiniLM-L6-v2, Apache-2.0), with an added embedding for the case of a word, since its word pieces are lower case. The parser
is the deep biaffine one (Dozat & Manning 2017); events and voices are read off with the same device: a score for every pair of
an event word (or cue) and another word.
"""

from __future__ import annotations

import json
import math
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

CASES = 6
"""Case of a word: padding, lower, Title, UPPER, miXed, no letters."""
ARC, REL, EVENT, VOICE = 192, 64, 128, 128
DROPOUT = 0.2


class Layer(nn.Module):
    """One BERT layer."""

    def __init__(self, width: int, heads: int, inner: int) -> None:
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=1e-12)
        self.up = nn.Linear(width, inner)
        self.down = nn.Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps=1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        size, length, width = x.shape
        q, k, v = self.qkv(x).reshape(size, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        scores = q @ k.transpose(-1, -2) / math.sqrt(width // self.heads) + mask
        mixed = (scores.softmax(-1) @ v).permute(0, 2, 1, 3).reshape(size, length, width)
        x = self.norm1(x + self.drop(self.out(mixed)))
        return self.norm2(x + self.drop(self.down(nn.functional.gelu(self.up(x)))))


class Encoder(nn.Module):
    """Word pieces in, a vector for each out."""

    def __init__(self, config: dict[str, int]) -> None:
        super().__init__()
        width = config["hidden_size"]
        self.width = width
        self.words = nn.Embedding(config["vocab_size"], width, padding_idx=0)
        self.places = nn.Embedding(config["max_position_embeddings"], width)
        self.cases = nn.Embedding(CASES, width, padding_idx=0)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.drop = nn.Dropout(0.1)
        layers = config["num_hidden_layers"]
        self.layers = nn.ModuleList(
            Layer(width, config["num_attention_heads"], config["intermediate_size"]) for _ in range(layers)
        )
        nn.init.zeros_(self.cases.weight)

    def forward(self, pieces: Tensor, cases: Tensor) -> Tensor:
        places = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.drop(self.norm(self.words(pieces) + self.places(places)[None] + self.cases(cases)))
        mask = (pieces == 0).to(x.dtype)[:, None, None, :] * -10000.0
        for layer in self.layers:
            x = layer(x, mask)
        return x


def pretrained(folder: Path) -> Encoder:
    """The encoder with the weights of a BERT model in safetensors format."""
    config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
    arrays = load_file(folder / "model.safetensors")
    encoder = Encoder(config)
    state = encoder.state_dict()
    state["words.weight"] = arrays["embeddings.word_embeddings.weight"]
    # every piece is of the first type, so its type vector is part of its place
    state["places.weight"] = (
        arrays["embeddings.position_embeddings.weight"] + arrays["embeddings.token_type_embeddings.weight"][0]
    )
    for name in ("weight", "bias"):
        state[f"norm.{name}"] = arrays[f"embeddings.LayerNorm.{name}"]
        for i in range(config["num_hidden_layers"]):
            old, new = f"encoder.layer.{i}.", f"layers.{i}."
            parts = [arrays[f"{old}attention.self.{part}.{name}"] for part in ("query", "key", "value")]
            state[f"{new}qkv.{name}"] = torch.cat(parts)
            state[f"{new}out.{name}"] = arrays[f"{old}attention.output.dense.{name}"]
            state[f"{new}norm1.{name}"] = arrays[f"{old}attention.output.LayerNorm.{name}"]
            state[f"{new}up.{name}"] = arrays[f"{old}intermediate.dense.{name}"]
            state[f"{new}down.{name}"] = arrays[f"{old}output.dense.{name}"]
            state[f"{new}norm2.{name}"] = arrays[f"{old}output.LayerNorm.{name}"]
    encoder.load_state_dict(state)
    return encoder


def mlp(width: int, out: int) -> nn.Module:
    return nn.Sequential(nn.Linear(width, out), nn.GELU(), nn.Dropout(DROPOUT))


class Net(nn.Module):
    """Encoder and heads. ``labels`` holds the label list of every tagging head and of relations, roles and parts."""

    def __init__(self, encoder: Encoder, labels: dict[str, list[str]]) -> None:
        super().__init__()
        width = encoder.width
        self.encoder = encoder
        self.drop = nn.Dropout(DROPOUT)
        self.tags = nn.ModuleDict({name: nn.Linear(width, len(labels[name])) for name in TAGGED})
        self.firm = nn.Linear(width, 1)
        self.arc_dep, self.arc_head = mlp(width, ARC), mlp(width, ARC)
        self.rel_dep, self.rel_head = mlp(width, REL), mlp(width, REL)
        self.event, self.role = mlp(width, EVENT), mlp(width, EVENT)
        self.cue, self.part = mlp(width, VOICE), mlp(width, VOICE)
        self.arc = nn.Parameter(torch.empty(ARC + 1, ARC))
        self.rels = nn.Parameter(torch.empty(len(labels["dep"]), REL + 1, REL + 1))
        self.roles = nn.Parameter(torch.empty(len(labels["role"]), EVENT + 1, EVENT + 1))
        self.parts = nn.Parameter(torch.empty(len(labels["part"]), VOICE + 1, VOICE + 1))
        for each in (self.arc, self.rels, self.roles, self.parts):
            nn.init.normal_(each, std=0.02)

    def forward(self, pieces: Tensor, cases: Tensor, first: Tensor, last: Tensor) -> dict[str, Tensor]:
        """Scores and vectors per word; ``first`` and ``last`` are the positions of a word's outer pieces."""
        x = self.encoder(pieces, cases)
        wide = first[..., None].expand(-1, -1, x.shape[-1])
        ends = last[..., None].expand(-1, -1, x.shape[-1])
        x = self.drop((x.gather(1, wide) + x.gather(1, ends)) * 0.5)
        out = {name: head(x) for name, head in self.tags.items()}
        out["firm"] = self.firm(x)[..., 0]
        dep, head = self.arc_dep(x), self.arc_head(x)
        out["arc"] = (dep @ self.arc[:-1] + self.arc[-1]) @ head.transpose(1, 2)
        for name in VECTORS:
            out[name] = getattr(self, name)(x)
        return out


TAGGED = ("tag", "pos", "feats", "start", "ner", "what", "mode", "time", "negated", "saying")
VECTORS = ("rel_dep", "rel_head", "event", "role", "cue", "part")


def ones(x: Tensor) -> Tensor:
    """`x` with a column of ones, which carries the bias of a biaffine form."""
    return torch.cat([x, torch.ones_like(x[..., :1])], -1)
