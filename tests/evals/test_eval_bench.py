"""The bench: absent corpora are skipped with advice, kept parses are the engine's own, tables print what is known."""

from __future__ import annotations

from pathlib import Path

import pytest

import evals.__main__ as command
from evals import bench
from evals.bench import Absent, Score, f1, table
from sayso.coding.engine import load_engine


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SAYSO_CORPORA", str(tmp_path))
    monkeypatch.setattr(bench, "OUT", tmp_path / "out")
    return tmp_path


@pytest.mark.parametrize("name", ["plv", "polnear", "muc4", "geoparsing", "factuality", "timex", "gvdb"])
def test_absent_corpora_say_what_to_do(name: str, nowhere: Path) -> None:
    with pytest.raises(Absent, match="SAYSO_CORPORA"):
        command.EVALS[name]()


def test_absent_corpora_are_skipped(nowhere: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert command.measured(["plv", "gvdb"]) == []
    assert "plv: skipped" in capsys.readouterr().err


def test_kept_parses_are_those_of_the_engine(nowhere: Path) -> None:
    text = "Gunmen killed 10 people in Kano on Monday.\n\nPolice said the attackers fled."
    kept, fresh = bench.engine(), load_engine().parse(text)
    for _ in range(2):  # parsed, then read back
        doc = kept.parse(text)
        assert doc.text == text
        assert [(t.text, t.pos_, t.tag_, t.dep_, t.lemma_, t.head.i) for t in doc] == [
            (t.text, t.pos_, t.tag_, t.dep_, t.lemma_, t.head.i) for t in fresh
        ]
        assert [sent.text for sent in doc.sents] == [sent.text for sent in fresh.sents]
    assert len(kept.store.execute("SELECT key FROM seen_parses").fetchall()) == 1


@pytest.mark.parametrize(("counts", "value"), [((0, 0, 0), 0.0), ((0, 5, 5), 0.0), ((5, 5, 5), 1.0), ((1, 2, 4), 1 / 3)])
def test_f1(counts: tuple[int, int, int], value: float) -> None:
    assert f1(*counts) == pytest.approx(value)


def test_table_puts_ours_beside_the_known() -> None:
    lines = table([Score("plv", "accuracy", 0.5, 10, {"keywords": 0.615}), Score("x", "errors", 0.1, 2, lower=True)]).splitlines()
    assert lines[1].split() == ["plv", "accuracy", "10", "0.500", "keywords", "0.615"]
    assert "lower is better" in lines[2]


def test_digest_follows_content(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one")
    before = bench.digest([tmp_path])
    assert before == bench.digest([tmp_path])
    (tmp_path / "a.txt").write_text("two")
    assert bench.digest([tmp_path]) != before
