"""Puts a trained pipeline in place: arrays in half precision, nothing that the product does not read."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from pathlib import Path
from typing import Any

import spacy

NOT_SHIPPED = ["vocab", "tokenizer"]  # both are spaCy's own for English


def ship(model: Path, target: Path, facts: dict[str, Any]) -> None:
    """Write the pipeline of `model` to ``target/model`` and its card, with `facts`, beside it."""
    nlp = spacy.load(model, exclude=NOT_SHIPPED)
    for _, component in nlp.pipeline:
        for node in component.model.walk():
            for name in node.param_names:
                if node.has_param(name):
                    node.set_param(name, node.get_param(name).astype("float16"))
    nlp.meta.update(name="sayso", description="The embedded English engine of Sayso", license="CC BY-SA 4.0")
    nlp.meta["performance"] = {}
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
    card = target / "card.json.new"
    card.write_text(json.dumps({**facts, "sha256": sums}, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    swap(fresh, target / "model")
    os.replace(card, target / "card.json")


def swap(fresh: Path, place: Path) -> None:
    """Move `fresh` to `place`, and what was there away."""
    old = place.with_name(place.name + ".old")
    shutil.rmtree(old, ignore_errors=True)
    if place.exists():
        os.replace(place, old)
    os.replace(fresh, place)
    shutil.rmtree(old, ignore_errors=True)
