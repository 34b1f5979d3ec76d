from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from cli_newsroom import PULWAMA_IS, Ran, sayso, write_clips


@pytest.fixture(scope="session")
def clips(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of seven reports in six files; not to be changed."""
    return write_clips(tmp_path_factory.mktemp("clips"))


@pytest.fixture(scope="session")
def first_read(clips: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ran]:
    """A case that holds the clippings, and what reading them printed."""
    case = tmp_path_factory.mktemp("case") / "case.sayso"
    return case, sayso("read", clips, "--case", case, *PULWAMA_IS)


@pytest.fixture(scope="session")
def case(first_read: tuple[Path, Ran]) -> Path:
    """The same case; not to be changed."""
    return first_read[0]


@pytest.fixture
def own_case(case: Path, tmp_path: Path) -> Path:
    """A copy of the case that a test may change."""
    shutil.copytree(f"{case}.files", tmp_path / "own.sayso.files")
    return Path(shutil.copy(case, tmp_path / "own.sayso"))


@pytest.fixture(autouse=True)
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every test runs in an empty folder of its own, without a case named by the environment."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SAYSO_CASE", raising=False)
