"""Treebank archives in, one JSON line per document out.

A line is ``{"name", "sentences": [{"words", "spaces", "lemmas", "tags", "pos", "feats", "heads",
"deps", "new_paragraph"}]}``; heads are positions in the sentence (0-based, a root heads itself).
"""

from __future__ import annotations

import json
import os
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ARCHIVES = ("UD_English-EWT.tar.xz", "gum-permissive.tar.xz", "UNER_English-EWT.tar.xz")
FOLDER_VARIABLE = "SAYSO_TREEBANKS"
DEFAULT_FOLDER = Path(__file__).resolve().parents[2] / "shared" / "corpora" / "treebanks"

Sentence = dict[str, Any]
Document = dict[str, Any]


def folder() -> Path:
    """The folder that holds the archives: ``$SAYSO_TREEBANKS``, or the default beside the project."""
    return Path(os.environ.get(FOLDER_VARIABLE, DEFAULT_FOLDER))


def unpack(source: Path, target: Path) -> None:
    """Unpack the archives of `source` under `target`."""
    target.mkdir(parents=True, exist_ok=True)
    for name in ARCHIVES:
        with tarfile.open(source / name) as archive:
            archive.extractall(target, filter="data")


def read_conllu(path: Path) -> Iterator[Document]:
    """The documents of one CoNLL-U file."""
    document: Document = {"name": path.stem, "sentences": []}
    new_paragraph = True
    rows: list[list[str]] = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if line.startswith("# newdoc"):
            if document["sentences"]:
                yield document
            document = {"name": line.partition("=")[2].strip(), "sentences": []}
            new_paragraph = True
        elif line.startswith("# newpar"):
            new_paragraph = True
        elif line.startswith("#"):
            continue
        elif line:
            rows.append(line.split("\t"))
        elif rows:
            sentence = to_sentence(rows)
            sentence["new_paragraph"] = new_paragraph
            document["sentences"].append(sentence)
            rows, new_paragraph = [], False
    if document["sentences"]:
        yield document


def to_sentence(rows: list[list[str]]) -> Sentence:
    """One sentence as parallel lists.

    A multiword token whose words spell its surface ("do" + "n't") stays split, as spaCy's own
    tokenizer splits it; any other becomes one token, so that the text is never changed.
    """
    surface = {}  # first word number -> (last word number, form, misc) of each multiword token
    words = []
    for row in rows:
        if "-" in row[0]:
            first, last = (int(part) for part in row[0].split("-"))
            surface[first] = (last, row[1], row[9])
        elif "." not in row[0]:
            words.append(row)
    groups: list[list[list[str]]] = []  # words that make one token
    forms: list[str] = []
    spaces: list[bool] = []
    position = 0
    while position < len(words):
        last, form, misc = surface.get(position + 1, (position + 1, words[position][1], words[position][9]))
        members = words[position:last]
        split = "".join(word[1] for word in members) == form
        groups += [[word] for word in members] if split else [members]
        forms += [word[1] for word in members] if split else [form]
        spaces += [False] * (len(members) - 1 if split else 0) + ["SpaceAfter=No" not in misc]
        position = last
    token_of = {int(word[0]): index for index, group in enumerate(groups) for word in group}
    chosen = [outermost(group) for group in groups]
    heads = [token_of.get(int(word[6]), index) for index, word in enumerate(chosen)]
    return {
        "words": forms,
        "spaces": spaces,
        "lemmas": [word[2] for word in chosen],
        "tags": [word[4] for word in chosen],
        "pos": [word[3] for word in chosen],
        "feats": [word[5] for word in chosen],
        "heads": heads,
        "deps": ["ROOT" if word[6] == "0" else word[7] for word in chosen],
    }


def outermost(group: list[list[str]]) -> list[str]:
    """The word of a merged token whose head lies outside it."""
    inside = {word[0] for word in group}
    return next(word for word in group if word[6] not in inside)


def ewt(root: Path, part: str) -> Iterator[Document]:
    """EWT documents of `part` (train, dev, test); train is rebuilt from the sources and the file list."""
    home = root / "UD_English-EWT"
    if part != "train":
        yield from read_conllu(home / f"en_ewt-ud-{part}.conllu")
        return
    listed = home / "not-to-release" / "file-lists" / "files.train"
    for line in listed.read_text(encoding="utf-8").split():
        yield from read_conllu(home / "not-to-release" / "sources" / line)


def gum(root: Path, part: str) -> Iterator[Document]:
    """GUM documents of `part`: train, stop (half of dev, for early stopping), dev (the other half)."""
    home = root / "gum-permissive"
    held = gum_dev_names(home / "splits.md")
    for path in sorted((home / "dep").glob("*.conllu")):
        belongs = held.get(path.stem, "train")
        if belongs == part:
            yield from read_conllu(path)


def gum_dev_names(splits: Path) -> dict[str, str]:
    """GUM's dev documents, dealt alternately to "stop" and "dev" within each genre."""
    section = splits.read_text(encoding="utf-8").split("## dev")[1].split("##")[0]
    names = sorted(line.strip(" *") for line in section.splitlines() if "GUM_" in line)
    return {name: ("stop", "dev")[index % 2] for index, name in enumerate(names)}


def convert(root: Path, target: Path) -> dict[str, int]:
    """Write train, stop, ewt-test and gum-dev under `target`; return the tokens in each."""
    target.mkdir(parents=True, exist_ok=True)
    parts = {
        "train": [*ewt(root, "train"), *gum(root, "train")],
        "stop": [*ewt(root, "dev"), *gum(root, "stop")],
        "ewt-test": [*ewt(root, "test")],
        "gum-dev": [*gum(root, "dev")],
    }
    sizes = {}
    for name, documents in parts.items():
        lines = [json.dumps(document, ensure_ascii=False) for document in documents]
        (target / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
        sizes[name] = sum(len(s["words"]) for document in documents for s in document["sentences"])
    return sizes


def raw_text(document: Document) -> tuple[str, list[list[tuple[int, int]]]]:
    """The running text of a document, paragraphs apart, and the span of every word of every sentence."""
    text = ""
    spans: list[list[tuple[int, int]]] = []
    for sentence in document["sentences"]:
        if text:
            text = text.rstrip(" ") + ("\n\n" if sentence["new_paragraph"] else text[len(text.rstrip(" ")) :])
        here = []
        for word, space in zip(sentence["words"], sentence["spaces"], strict=True):
            here.append((len(text), len(text) + len(word)))
            text += word + " " * space
        spans.append(here)
    return text.rstrip(" "), spans


def load(path: Path) -> list[Document]:
    """Documents that `convert` wrote."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
