from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.record import Record


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "case.sayso") as record:
        yield record
