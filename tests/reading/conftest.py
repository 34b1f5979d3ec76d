from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings

from sayso.reading import Read, read_bytes

DAY = date(2020, 3, 13)

# The first example pays for loading the parsers; a deadline per example would fail on that alone.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")


@pytest.fixture
def one() -> Callable[..., Read]:
    """Reads bytes that must give exactly one result, dated unless the test says otherwise."""

    def _one(raw: bytes | str, source: str = "note.txt", **said: object) -> Read:
        raw = raw.encode("utf-8") if isinstance(raw, str) else raw
        said.setdefault("published", DAY)
        (only,) = read_bytes(raw, source=source, **said)  # type: ignore[arg-type]
        return only

    return _one


@pytest.fixture
def put(tmp_path: Path) -> Callable[..., Path]:
    """Writes a file below the test's folder and returns its path."""

    def _put(name: str, content: bytes | str = "Rockets hit the base on the edge of the town.") -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
        return path

    return _put
