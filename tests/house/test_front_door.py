"""The front door: public names are exact, sorted, and load nothing heavy until asked for."""

from __future__ import annotations

import subprocess
import sys

import sayso


def test_names_are_sorted_and_all_there() -> None:
    assert sayso.__all__ == sorted(sayso.__all__)
    for name in sayso.__all__:
        assert getattr(sayso, name) is not None


def test_every_public_name_is_documented() -> None:
    for name in sayso.__all__:
        assert (getattr(sayso, name).__doc__ or "").strip(), f"sayso.{name} has no docstring"


def test_importing_sayso_loads_nothing_heavy() -> None:
    heavy = {"spacy", "sqlalchemy", "trafilatura", "numpy", "typst", "lxml", "dateparser", "pyarrow", "alembic"}
    code = f"import sys, sayso, sayso.cli; print(sorted({heavy!r} & set(sys.modules)))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.strip() == "[]"
