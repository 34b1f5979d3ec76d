"""The shipped weights: an ONNX graph and its labels, checked against the SHA-256 sums of their card."""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any, Final

from sayso.types import SaysoError

FOLDER: Final = Path(__file__).resolve().parent


class DamagedWeights(SaysoError):
    """A weight file is missing or is not the one that the card describes."""


@cache
def card() -> dict[str, Any]:
    """The model card: data, scores, labels, and the SHA-256 sum of every weight file."""
    found: dict[str, Any] = json.loads((FOLDER / "card.json").read_text(encoding="utf-8"))
    return found


def verified(folder: Path = FOLDER) -> Path:
    """The folder of the pipeline, once every file in it matches `card.json`. Raises DamagedWeights."""
    listed = json.loads((folder / "card.json").read_text(encoding="utf-8"))["sha256"]
    for name, expected in listed.items():
        path = folder / "model" / name
        if not path.is_file():
            raise DamagedWeights(f"weight file {path} is missing; reinstall sayso, or rebuild it with: make train")
        found = hashlib.sha256(path.read_bytes()).hexdigest()
        if found != expected:
            raise DamagedWeights(
                f"weight file {path} has SHA-256 {found}, its card says {expected}; "
                "reinstall sayso, or rebuild it with: make train"
            )
    return folder / "model"
