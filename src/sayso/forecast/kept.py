"""Panels kept beside the tables they count: built once, and grown by what was added to the folder since.

A panel file names the tables it has counted. Should one of them be gone, everything is counted anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Final

import numpy as np

from sayso.forecast.panel import COLUMNS, Panel, View
from sayso.table import batches

FOLDER: Final = "panels"
LAYOUT: Final = 1
"""Raised when cells come to mean something else: older panel files are then made anew."""


def panel_of(tables: Sequence[Path], view: View, keep_in: Path | None = None) -> Panel:
    """The panel of saved tables; with ``keep_in`` only tables not counted there before are read.

    Raises BadValue when there is no event to count, or a file is no event table.
    """
    if keep_in is None:
        return Panel.of(batches(tables, COLUMNS), view)
    file = keep_in / FOLDER / f"{_name(view)}.npz"
    panel, counted = load(file, view) if file.exists() else (None, ())
    present = {path.name: path for path in tables}
    if panel is None or not set(counted) <= set(present):
        panel, counted = None, ()
    fresh = [path for name, path in present.items() if name not in counted]
    if panel is not None and not fresh:
        return panel
    rows = batches(fresh, COLUMNS)
    panel = Panel.of(rows, view) if panel is None else panel.add(rows)
    # A folder that cannot be written is read again next time; asking must not fail for it.
    with contextlib.suppress(OSError):
        save(panel, file, list(present))
    return panel


def save(panel: Panel, file: Path, counted: Sequence[str]) -> None:
    """Writes a panel, with the names of the tables it has counted."""
    file.parent.mkdir(parents=True, exist_ok=True)
    bounds = np.array([panel.first, panel.last, panel.left_out])
    texts = np.array([json.dumps(list(panel.units)), json.dumps(list(counted))])
    half = file.with_name(file.name + ".part")
    with half.open("wb") as out:
        np.savez_compressed(out, cells=panel.cells, counts=panel.counts, deaths=panel.deaths, bounds=bounds, texts=texts)
    half.replace(file)


def load(file: Path, view: View) -> tuple[Panel | None, tuple[str, ...]]:
    """A panel written by ``save`` for this view and the names of the tables it has counted; None for a file cut short."""
    try:
        with np.load(file, allow_pickle=False) as kept:
            first, last, left_out = (int(one) for one in kept["bounds"])
            units, counted = (tuple(json.loads(str(one))) for one in kept["texts"])
            return Panel(view, units, kept["cells"], kept["counts"], kept["deaths"], first, last, left_out), counted
    except (OSError, ValueError, KeyError):
        return None, ()


def _name(view: View) -> str:
    said = json.dumps([LAYOUT, asdict(view)], sort_keys=True)
    return f"{view.by}-{view.step}-{hashlib.sha256(said.encode()).hexdigest()[:12]}"
