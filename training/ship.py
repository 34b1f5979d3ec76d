"""Puts a fitted network in place, with the checksums of its files."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from pathlib import Path


def ship(fitted: Path, vocabulary: Path, target: Path) -> None:
    """Write the network of `fitted` to ``target/model``, and the checksums of its files to the card beside it."""
    from export import export  # needs torch, which measuring and the card do not

    fresh = target / "model.new"
    shutil.rmtree(fresh, ignore_errors=True)
    export(fitted, fresh, vocabulary)
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
