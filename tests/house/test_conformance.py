"""What ships passes the suites it asks strangers to pass."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sayso.coding.coder import EmbeddedCoder
from sayso.conformance import NotConformant, check_coder, check_store
from sayso.record import Record
from sayso.types import Report, Statement


def test_the_embedded_coder_conforms() -> None:
    assert check_coder(EmbeddedCoder()) >= 5


def test_the_sqlite_store_conforms(tmp_path: Path) -> None:
    check_store(lambda: Record.open(tmp_path / "suite.sayso"), EmbeddedCoder())


class Inventor:
    """A coder that quotes what was never written."""

    name = "inventor"

    def code(self, report: Report) -> list[Statement]:
        return [replace(one, quote="x" * len(one.quote)) for one in EmbeddedCoder().code(report)]


def test_a_coder_that_invents_quotes_is_caught() -> None:
    with pytest.raises(NotConformant, match="quote"):
        check_coder(Inventor())
