"""The same brief gives the same bytes, in another process, with another order of hashes."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PRINT = """
import hashlib, sys
sys.path.insert(0, sys.argv[1])
import brief_world, brief_geography
from sayso.brief import FORMATS, render
for name in FORMATS:
    print(name, hashlib.sha256(render(brief_world.full(), name, brief_geography.basemap())).hexdigest())
"""


def digests(seed: str, zone: str) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
    command = [sys.executable, "-c", PRINT, str(Path(__file__).parent)]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True, timeout=120).stdout


@pytest.mark.skipif(sys.platform == "win32", reason="TZ is not read on Windows")
def test_same_bytes() -> None:
    once = digests("1", "UTC")
    assert once.count("\n") == 3
    assert once == digests("4711", "Asia/Tokyo")
