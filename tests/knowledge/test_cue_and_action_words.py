"""Cues, senses and sectors: every slip in their files is an error that names file and line."""

from __future__ import annotations

import itertools
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sayso.knowledge.actions import classes, figurative, senses
from sayso.knowledge.cues import BANDS, MODALITIES, hedges, modality, reporting
from sayso.knowledge.rows import DATA, KnowledgeError
from sayso.knowledge.sectors import sectors

Reader = Callable[[Path], object]

SLIPS: tuple[tuple[Reader, str, str, str, str], ...] = (
    (reporting, "cues/reporting.jsonl", '"verbs"', '"verb"', "did you mean 'verbs'"),
    (reporting, "cues/reporting.jsonl", '"stance": "denies"', '"stance": "denys"', "did you mean 'denies'"),
    (reporting, "cues/reporting.jsonl", '"firmness": -3', '"firmness": -4', "outside -3..3"),
    (hedges, "cues/hedges.jsonl", '"band": "very unlikely"', '"band": "very unlikly"', "did you mean 'very unlikely'"),
    (hedges, "cues/hedges.jsonl", '"set": -2', '"set": -20', "set -20 is outside -3..3"),
    (hedges, "cues/hedges.jsonl", '"cap": 2', '"cap": "2"', "must be int"),
    (modality, "cues/modality.jsonl", '"kind": "negation"', '"kind": "negatoin"', "did you mean 'negation'"),
    (modality, "cues/modality.jsonl", '"words": ["not", ', '"words": ["not", "not", ', "lists 'not' twice"),
    (senses, "actions/material.jsonl", '"what": "ASSAULT"', '"what": "ASAULT"', "did you mean 'ASSAULT'"),
    (senses, "actions/material.jsonl", '"mode": "aerial"', '"mode": "areal"', "did you mean 'aerial'"),
    (senses, "actions/material.jsonl", '"harm": "killed"', '"harm": "kiled"', "did you mean 'killed'"),
    (senses, "actions/material.jsonl", '"frame": "of-target"', '"frame": "of-targt"', "did you mean 'of-target'"),
    (senses, "actions/verbal.jsonl", '"frame": "with-target"', '"frame": "whith-target"', "did you mean 'with-target'"),
    (senses, "actions/material.jsonl", '"@people"', '"@peple"', "did you mean 'people'"),
    (classes, "actions/classes.jsonl", '"nouns"', '"noun"', "did you mean 'nouns'"),
    (figurative, "actions/figurative.jsonl", '"weight": 2', '"weight": 2.5', "must be int"),
    (sectors, "sectors.jsonl", '"id": "MIL"', '"id": "GOV"', "stands already at"),
    (sectors, "sectors.jsonl", '"branch": true', '"branch": "true"', "must be bool"),
)


@pytest.mark.parametrize(("read", "file", "old", "new", "said"), SLIPS)
def test_a_slip_names_file_and_line(tmp_path: Path, read: Reader, file: str, old: str, new: str, said: str) -> None:
    for folder in ("cues", "actions"):
        shutil.copytree(DATA / folder, tmp_path / folder)
    text = (DATA / file).read_text(encoding="utf-8")
    at = text.index(old, text.index("\n{"))
    (tmp_path / file).write_text(text[:at] + new + text[at + len(old) :], encoding="utf-8")
    with pytest.raises(KnowledgeError) as error:
        read(tmp_path)
    assert str(error.value).startswith(f"{file}:{text.count(chr(10), 0, at) + 1}: ")
    assert said in str(error.value)


def test_every_modality_and_band_has_its_words() -> None:
    assert set(modality()) == set(MODALITIES)
    assert {hedge.band for hedge in hedges() if hedge.band} == set(BANDS)


def test_bands_follow_icd_203_without_a_gap() -> None:
    edges = list(BANDS.values())
    assert (edges[0][0], edges[-1][1]) == (1, 99)
    assert all(upper == lower for (_, upper), (lower, _) in itertools.pairwise(edges))
