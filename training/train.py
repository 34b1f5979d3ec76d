"""Builds the embedded English engine: unpack, convert, fit, ship, measure, card.

    python training/train.py                        every step whose inputs changed since it last ran
    python training/train.py measure card           the named steps, whether or not their inputs changed
    SAYSO_TREEBANKS=FOLDER python training/train.py    takes the treebank archives from FOLDER

Run with OMP_NUM_THREADS=1 and OPENBLAS_NUM_THREADS=1: `fit` takes about an hour of one core, the rest a minute.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import treebanks

HERE = Path(__file__).resolve().parent
WORK = HERE / "work"
WEIGHTS = HERE.parent / "src" / "sayso" / "coding" / "weights"
CORPUS = WORK / "corpus"
BEST = WORK / "model" / "model-best"
SCORES = WORK / "scores.json"
DONE = WORK / "steps.json"
HELD_OUT = ("ewt-test", "gum-dev")


def unpack() -> None:
    treebanks.unpack(treebanks.folder(), WORK / "treebanks")


def convert() -> None:
    for name, tokens in treebanks.convert(WORK / "treebanks", CORPUS).items():
        print(f"{name:10} {tokens:8,} tokens")


def fit() -> None:
    import reader  # noqa: F401  (registers the corpus reader)
    from spacy.training.initialize import init_nlp
    from spacy.training.loop import train
    from spacy.util import load_config
    from thinc.api import NumpyOps, set_current_ops

    set_current_ops(NumpyOps(use_blis=False))  # numpy's own BLAS multiplies about three times faster
    paths = {"paths.train": str(CORPUS / "train.jsonl"), "paths.stop": str(CORPUS / "stop.jsonl")}
    nlp = init_nlp(load_config(HERE / "config.cfg", overrides=paths, interpolate=False))
    BEST.parent.mkdir(exist_ok=True)
    train(nlp, BEST.parent)


def ship() -> None:
    from ship import ship as put_in_place

    put_in_place(BEST, WEIGHTS)


def measure() -> None:
    from measure import scores, words_per_second

    found = {name: scores(CORPUS / f"{name}.jsonl") for name in HELD_OUT}
    speed = words_per_second(CORPUS / "gum-dev.jsonl")
    SCORES.write_text(json.dumps({"scores": found, "words_per_cpu_second": speed}, indent=1) + "\n", encoding="utf-8")
    for name, value in found[HELD_OUT[0]].items():
        print(f"{name:22} {value:6.2f} {found[HELD_OUT[1]][name]:6.2f}")
    print(f"{speed:,} words per CPU second")


def card() -> None:
    from card import write

    write(WEIGHTS, WORK / "treebanks", CORPUS, json.loads(SCORES.read_text(encoding="utf-8")))


@dataclass(frozen=True)
class Step:
    """A function, what it reads and what it writes."""

    run: Callable[[], None]
    reads: tuple[Path, ...]
    writes: tuple[Path, ...]

    def state(self) -> str | None:
        """A checksum of everything read; None if something written is missing."""
        if not all(path.exists() for path in self.writes):
            return None
        return checksum(self.reads)


def checksum(paths: tuple[Path, ...]) -> str:
    """SHA-256 over names and contents of files, folders taken whole."""
    total = hashlib.sha256()
    for path in paths:
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and "__pycache__" not in file.parts:
                total.update(f"{file.name} {hashlib.sha256(file.read_bytes()).hexdigest()}\n".encode())
    return total.hexdigest()


ARCHIVES = tuple(treebanks.folder() / name for name in treebanks.ARCHIVES)
FITTED = (CORPUS / "train.jsonl", CORPUS / "stop.jsonl")
TESTED = tuple(CORPUS / f"{name}.jsonl" for name in HELD_OUT)
STEPS = {
    "unpack": Step(unpack, ARCHIVES, (WORK / "treebanks",)),
    "convert": Step(convert, (*ARCHIVES, HERE / "treebanks.py"), (*FITTED, *TESTED)),
    "fit": Step(
        fit,
        (*FITTED, HERE / "config.cfg", HERE / "reader.py", HERE / "variety.py", HERE / "wire.py", HERE / "wire_words.yaml"),
        (BEST,),
    ),
    "ship": Step(ship, (BEST, HERE / "ship.py"), (WEIGHTS / "model", WEIGHTS / "card.json")),
    "measure": Step(measure, (*TESTED, HERE / "measure.py", WEIGHTS / "model", WEIGHTS.parent / "sentences.py"), (SCORES,)),
    "card": Step(card, (SCORES, WEIGHTS / "model", HERE / "card.py"), (WEIGHTS / "CARD.md",)),
}


def main(named: list[str]) -> None:
    """Run the `named` steps, or every step that is not up to date."""
    WORK.mkdir(exist_ok=True)
    done = json.loads(DONE.read_text(encoding="utf-8")) if DONE.exists() else {}
    for name in named or STEPS:
        step = STEPS[name]
        if not named and done.get(name) is not None and done[name] == step.state():
            print(f"{name}: up to date")
            continue
        print(f"{name}: running", flush=True)
        step.run()
        done[name] = step.state()
        DONE.write_text(json.dumps(done, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
