"""Puts a trained pipeline in place: arrays in half precision, nothing that the product does not read."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from pathlib import Path

import spacy

NOT_SHIPPED = ["vocab", "tokenizer"]  # both are spaCy's own for English


def ship(model: Path, target: Path) -> None:
    """Write the pipeline of `model` to ``target/model``, and the checksums of its files to the card beside it."""
    nlp = spacy.load(model, exclude=NOT_SHIPPED)
    for _, component in nlp.pipeline:
        for node in component.model.walk():
            for name in node.param_names:
                if node.has_param(name):
                    node.set_param(name, node.get_param(name).astype("float16"))
    nlp.meta.update(name="sayso", version="1.0.0", license="CC BY-SA 4.0", performance={})
    nlp.meta["description"] = "The embedded English engine of Sayso; scores and credits are in CARD.md"
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])
    nlp.config["corpora"] = {}
    fresh = target / "model.new"
    shutil.rmtree(fresh, ignore_errors=True)
    nlp.to_disk(fresh, exclude=NOT_SHIPPED)
    sums = {
        path.relative_to(fresh).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(fresh.rglob("*"))
        if path.is_file()
    }
    place, aside, card = target / "model", target / "model.old", target / "card.json"
    shutil.rmtree(aside, ignore_errors=True)
    if place.exists():
        os.replace(place, aside)
    os.replace(fresh, place)
    write_json(card, {"sha256": sums})
    shutil.rmtree(aside, ignore_errors=True)


def write_json(path: Path, value: object) -> None:
    """Write `value` to `path` in one move."""
    fresh = path.with_name(path.name + ".new")
    fresh.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    os.replace(fresh, path)
