"""The re-check of the data files: samples that stay, intervals after Wilson, verdicts kept strictly."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals import recheck
from evals.recheck import FAMILIES, LEDGER, draw, rows_of, table, verdicts, wilson
from sayso.knowledge.rows import KnowledgeError

NAMES = st.sets(st.text(min_size=1, max_size=8), max_size=40)
RIGHT = {"family": "weapons", "row": "himars", "verdict": "right", "reference": "IISS", "date": "2026-11"}


@pytest.mark.parametrize("family", FAMILIES)
def test_every_row_of_a_family_has_a_name(family: str) -> None:
    rows = rows_of(family)
    assert len(rows) >= 40
    assert all(rows.values())


@given(NAMES, st.text(min_size=9, max_size=9), st.integers(0, 20))
def test_another_row_changes_a_sample_by_one_at_most(names: set[str], new: str, size: int) -> None:
    before, after = draw(names, size), draw(names | {new}, size)
    assert len(set(before) - set(after)) <= 1
    assert set(after) <= set(before) | {new}
    assert draw(sorted(names, reverse=True), size) == before


def test_another_seed_draws_another_sample() -> None:
    assert draw(rows_of("ties"), 50, "a") != draw(rows_of("ties"), 50, "b")


@pytest.mark.parametrize(
    ("wrong", "checked", "low", "high"), [(0, 0, 0, 1), (0, 50, 0, 0.0713), (1, 50, 0.0035, 0.1050), (10, 20, 0.2993, 0.7007)]
)
def test_intervals_are_wilsons(wrong: int, checked: int, low: float, high: float) -> None:
    assert wilson(wrong, checked) == pytest.approx((low, high), abs=5e-4)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"family": "wepons"}, "did you mean 'weapons'"),
        ({"verdict": "rihgt"}, "did you mean 'right'"),
        ({"reference": None}, "name it, or call the row unsure"),
        ({"verdict": "wrong"}, "a wrong row needs a note"),
        ({"dat": "2026"}, "unknown key 'dat'"),
    ],
)
def test_a_slip_in_the_verdicts_is_an_error(tmp_path: Path, change: dict[str, object], said: str) -> None:
    (tmp_path / LEDGER).write_text(json.dumps(RIGHT | change) + "\n", encoding="utf-8")
    with pytest.raises(KnowledgeError, match=f"{LEDGER}:1: .*{said}"):
        verdicts(tmp_path)


def test_a_verdict_is_kept_once(tmp_path: Path) -> None:
    (tmp_path / LEDGER).write_text(2 * (json.dumps(RIGHT) + "\n"), encoding="utf-8")
    with pytest.raises(KnowledgeError, match="stands already"):
        verdicts(tmp_path)


def test_only_settled_rows_count_in_the_rate(tmp_path: Path) -> None:
    rows = [RIGHT, RIGHT | {"row": "b", "verdict": "wrong", "note": "n"}, RIGHT | {"row": "c", "verdict": "unsure"}]
    (tmp_path / LEDGER).write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    line = next(line for line in table(verdicts(tmp_path)) if line.startswith("| weapons.jsonl"))
    assert line.split(" | ")[2:] == ["3", "2", "1", "1", "50% (9%–91%) |"]


def test_the_page_of_limits_repeats_the_table() -> None:
    page = (Path(recheck.__file__).parents[1] / "docs/limits.md").read_text(encoding="utf-8")
    told = [line for line in page.splitlines() if line.startswith("| ") and ".jsonl |" in line]
    rates = [line.split(" | ") for line in table(verdicts()) if ".jsonl |" in line]
    assert [line.split(" | ")[0] for line in told] == [rate[0] for rate in rates]
    assert [line.split(" | ")[2:] for line in told] == [rate[2:] for rate in rates]
