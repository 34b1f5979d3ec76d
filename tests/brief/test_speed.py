"""A big brief is a matter of seconds: 60 events, 300 statements."""

from __future__ import annotations

import time

import brief_extremes as extremes
import pytest
from brief_geography import basemap

from sayso.brief import render


@pytest.mark.parametrize(("format", "seconds"), [("html", 2.0), ("md", 2.0), ("pdf", 10.0)])
def test_speed(format: str, seconds: float) -> None:
    brief, land = extremes.big(), basemap()
    assert (len(brief.events), len(brief.statements)) == (60, 300)
    begin = time.process_time()
    render(brief, format, land)
    assert time.process_time() - begin < seconds
