from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import sayso.reading
from sayso.reading import REASONS, Read, Refused
from sayso.types import BadValue, Quarantined

ROOM = Path(sayso.reading.__file__).parent
SOURCE = "\n".join(path.read_text() for path in ROOM.glob("*.py") if path.name != "reasons.py")


def test_every_reason_says_what_it_means_and_what_to_do() -> None:
    for code, meaning in REASONS.items():
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", code)
        assert meaning.endswith(".")
        assert len(meaning) > 30


def test_every_reason_is_used_and_none_is_made_up() -> None:
    literal = set(re.findall(r'"([a-z]+(?:-[a-z]+)*)"', SOURCE))
    assert set(REASONS) <= literal
    raised = set(re.findall(r'Refused\(\s*"([a-z-]+)"', SOURCE))
    assert raised <= set(REASONS)


def test_an_unknown_reason_is_an_error() -> None:
    with pytest.raises(BadValue, match="not a reason code"):
        Refused("whim", "…")


def test_a_result_is_a_report_or_a_reason() -> None:
    with pytest.raises(BadValue):
        Read("a", b"")
    with pytest.raises(BadValue):
        Read("a", b"", report=object(), quarantined=Quarantined("a", "empty", ""))  # type: ignore[arg-type]


def test_looking_at_the_room_loads_nothing_heavy() -> None:
    script = (
        "import sys, sayso.reading; heavy = {'lxml', 'trafilatura', 'yaml', 'markdown_it', 'pypdfium2', 'py3langid', 'numpy',"
        "'charset_normalizer', 'http.client', 'ssl'}; print(sorted(heavy & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.strip() == "[]"
