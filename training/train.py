"""Builds the embedded English engine, step by step: unpack, convert, fit, measure, ship.

    python training/train.py             every step whose inputs changed
    python training/train.py measure     one step
"""

from __future__ import annotations

import sys
from pathlib import Path

import treebanks

HERE = Path(__file__).resolve().parent
WORK = HERE / "work"


def unpack() -> None:
    treebanks.unpack(treebanks.folder(), WORK / "treebanks")


def convert() -> None:
    for name, tokens in treebanks.convert(WORK / "treebanks", WORK / "corpus").items():
        print(f"{name:10} {tokens:8,} tokens")


def fit() -> None:
    import reader  # noqa: F401  (registers the corpus reader)
    from spacy.training.initialize import init_nlp
    from spacy.training.loop import train
    from spacy.util import load_config
    from thinc.api import NumpyOps, set_current_ops

    set_current_ops(NumpyOps(use_blis=False))  # numpy's own BLAS multiplies about three times faster
    corpus = WORK / "corpus"
    paths = {"paths.train": str(corpus / "train.jsonl"), "paths.stop": str(corpus / "stop.jsonl")}
    nlp = init_nlp(load_config(HERE / "config.cfg", overrides=paths, interpolate=False))
    (WORK / "model").mkdir(exist_ok=True)
    train(nlp, WORK / "model")


STEPS = {"unpack": unpack, "convert": convert, "fit": fit}

if __name__ == "__main__":
    for step in sys.argv[1:] or STEPS:
        STEPS[step]()
