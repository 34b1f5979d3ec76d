import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from private_postgres import binaries, server

from sayso.record import Record

_numbers = itertools.count()


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Record]:
    with Record.open(tmp_path / "case.sayso") as record:
        yield record


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a private server; tests that need it are skipped where PostgreSQL is not installed."""
    found = binaries()
    if found is None:
        pytest.skip("no PostgreSQL here (initdb, pg_ctl): install Debian's package postgresql to run this test")
    with server(found) as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a case could be, in a file or on a server; nothing is there yet."""
    if request.param == "sqlite":
        return str(tmp_path / "case.sayso")
    return f"{request.getfixturevalue('postgres')}&case=t{next(_numbers)}"
