"""What is handed out: the wheel holds everything a run needs and nothing else, the source archive what a build needs."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

pytest.importorskip("hatchling", reason="the build backend is not installed; it comes with the development requirements")

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[2]
DOSSIERS = sorted(path.parent.name for path in (ROOT / "examples").glob("*/notes"))


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the wheel and the source archive, built without a network."""
    out = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-d", str(out)], cwd=ROOT, check=True, capture_output=True)
    return out


@pytest.fixture(scope="module")
def wheel(built: Path) -> zipfile.ZipFile:
    (path,) = built.glob("*.whl")
    return zipfile.ZipFile(path)


@pytest.fixture(scope="module")
def source(built: Path) -> dict[str, int]:
    """Name, below the top folder, and size of every file of the source archive."""
    (path,) = built.glob("*.tar.gz")
    with tarfile.open(path) as archive:
        return {member.name.partition("/")[2]: member.size for member in archive.getmembers() if member.isfile()}


def files(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.rglob("*")) if path.is_file() and "__pycache__" not in path.parts]


def test_the_wheel_has_every_file_of_the_package_unchanged(wheel: zipfile.ZipFile) -> None:
    names = set(wheel.namelist())
    for path in files(ROOT / "src" / "sayso"):
        name = path.relative_to(ROOT / "src").as_posix()
        assert name in names
        assert wheel.read(name) == path.read_bytes(), name


@pytest.mark.parametrize(
    "name",
    [
        "sayso/py.typed",
        "sayso/coding/weights/model/net.onnx",
        "sayso/coding/weights/LICENSE",
        "sayso/coding/data/when.yml",
        "sayso/knowledge/data/places/gazetteer.tsv.gz",
        "sayso/knowledge/data/actors/states.jsonl",
        "sayso/record/data/matching.json",
        "sayso/brief/templates/page.html.j2",
        "sayso/brief/templates/page.typ",
    ],
)
def test_the_wheel_has_engine_knowledge_and_templates(wheel: zipfile.ZipFile, name: str) -> None:
    assert wheel.getinfo(name).file_size or name.endswith("py.typed")


@pytest.mark.parametrize("dossier", DOSSIERS)
def test_the_wheel_has_the_notes_of_each_dossier(wheel: zipfile.ZipFile, dossier: str) -> None:
    notes = files(ROOT / "examples" / dossier / "notes")
    assert notes
    for path in notes:
        assert wheel.read(f"sayso/examples/{dossier}/notes/{path.name}") == path.read_bytes()


def test_the_wheel_has_nothing_else(wheel: zipfile.ZipFile) -> None:
    package = {path.relative_to(ROOT / "src").as_posix() for path in files(ROOT / "src" / "sayso")}
    for name in wheel.namelist():
        about = name.partition("/")[0].endswith(".dist-info")
        notes = name.startswith("sayso/examples/") and ("/notes/" in name or name.endswith("/README.md"))
        assert about or notes or name in package, name


def test_the_wheel_carries_its_licences(wheel: zipfile.ZipFile) -> None:
    carried = [name for name in wheel.namelist() if ".dist-info/licenses/" in name]
    for licence in ("LICENSE", "weights/LICENSE", "weights/LICENSE-CREDITS", "places/LICENSE"):
        assert any(name.endswith(f"/{licence}") for name in carried), licence


def test_the_source_archive_has_what_a_build_and_its_tests_need(source: dict[str, int]) -> None:
    needed = [
        "pyproject.toml",
        "README.md",
        "LICENSE",
        "Makefile",
        "requirements.lock",
        "requirements-dev.lock",
        "src/sayso/__init__.py",
    ]
    assert set(needed) <= set(source)
    for folder in ("src/sayso", "examples", "docs"):
        assert {path.relative_to(ROOT).as_posix() for path in files(ROOT / folder)} <= set(source)
    assert "tests/packaging/test_wheel.py" in source
    assert "training/train.py" in source


def test_the_source_archive_has_nothing_that_was_made_while_working(source: dict[str, int]) -> None:
    made = ("training/work/", "evals/out/", ".venv/", ".git/", ".hypothesis/", "demo/", "build/", "dist/")
    for name in source:
        assert not name.startswith(made), name
        assert "__pycache__" not in name
        assert not name.endswith((".pyc", ".sayso"))
    assert sum(source.values()) < 60_000_000


def test_the_unpacked_wheel_runs_from_anywhere_and_finds_its_dossiers(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    wheel.extractall(tmp_path / "site")
    code = (
        "import sayso, sayso.case as case, sayso.cli\n"
        f"for name in {['standoff-2019-2020', *DOSSIERS]!r}: print(case.dossier(name))\n"
        "print(len(sayso.EmbeddedCoder().code(sayso.Report('r', 'k', 'Rebels attacked Aleppo.', __import__('datetime').date(2020, 1, 1)))))"
    )
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    known = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    ran = subprocess.run([sys.executable, "-c", code], cwd=elsewhere, env=known, capture_output=True, text=True, check=True)
    *folders, statements = ran.stdout.splitlines()
    assert all(Path(folder).is_relative_to(tmp_path / "site") for folder in folders)
    assert int(statements) == 1
