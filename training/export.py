"""Turns a fitted network into what the product loads: an ONNX graph with 8-bit weights, biaffine forms, labels, word pieces."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import torch
from net import TAGGED, VECTORS, Encoder, Net
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.torch import load_file

CONFIG = {"hidden_size": 384, "vocab_size": 30522, "max_position_embeddings": 512, "num_hidden_layers": 6,
          "num_attention_heads": 12, "intermediate_size": 1536}  # fmt: skip
NAMES = ("pieces", "cases", "first", "last")


class Outputs(torch.nn.Module):
    """The network with its outputs in a fixed order."""

    def __init__(self, net: Net) -> None:
        super().__init__()
        self.net = net

    def forward(self, pieces, cases, first, last):  # type: ignore[no-untyped-def]
        out = self.net(pieces, cases, first, last)
        return tuple(out[name] for name in order())


def order() -> list[str]:
    return [*TAGGED, "firm", "arc", *VECTORS]


def export(fitted: Path, target: Path, vocabulary: Path, exact: bool = False) -> None:
    """Write net.onnx, forms.npz, labels.json and vocab.txt to `target`; ``exact`` keeps single precision."""
    labels = json.loads((fitted / "labels.json").read_text(encoding="utf-8"))
    net = Net(Encoder(CONFIG), labels)
    net.load_state_dict(load_file(fitted / "net.safetensors"))
    net.eval()
    target.mkdir(parents=True, exist_ok=True)
    sample = (
        torch.randint(1000, 2000, (1, 9)), torch.ones((1, 9), dtype=torch.long),
        torch.tensor([[1, 3, 4]]), torch.tensor([[2, 3, 5]]),
    )  # fmt: skip
    whole = target / "whole.onnx"
    axes = {name: {0: "batch", 1: "words" if name in ("first", "last") else "pieces"} for name in NAMES}
    axes |= {name: {0: "batch", 1: "words"} for name in order()}
    axes["arc"] = {0: "batch", 1: "words", 2: "words"}
    torch.onnx.export(
        Outputs(net), sample, str(whole), input_names=list(NAMES), output_names=order(), dynamic_axes=axes,
        opset_version=17, dynamo=False,
    )  # fmt: skip
    if exact:
        whole.rename(target / "net.onnx")
    else:
        quantize_dynamic(whole, target / "net.onnx", weight_type=QuantType.QInt8, per_channel=True)
        whole.unlink()
    forms = {name: getattr(net, name).detach().numpy().astype(np.float16) for name in ("rels", "roles", "parts")}
    np.savez_compressed(target / "forms.npz", **forms)
    (target / "labels.json").write_text(json.dumps(labels, ensure_ascii=False) + "\n", encoding="utf-8")
    shutil.copyfile(vocabulary, target / "vocab.txt")
