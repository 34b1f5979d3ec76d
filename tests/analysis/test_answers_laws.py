"""What holds of every answer on any case: evidence that can be printed, nothing from the future, no likelihood beside confidence."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from record_world import Press
from worlds import days, kept, newsrooms

from sayso.analysis import ANALYSES, assess
from sayso.brief.lint import CONFIDENCE, LIKELIHOOD


@given(newsrooms(), days)
@settings(max_examples=25, deadline=None)
def test_every_answer_rests_on_what_was_known(presses: list[Press], day: date) -> None:
    known = kept(presses).as_of(day)
    for found in assess(known):
        assert found.evidence, found.name
        cited = {*found.evidence, *(id_ for row in found.rows for id_ in row.evidence)}
        assert cited <= set(known.by_id), found.name
        assert found.as_of <= day
        assert not (LIKELIHOOD.search(found.finding) and CONFIDENCE.search(found.finding))


@pytest.mark.parametrize("name", sorted(ANALYSES))
def test_an_empty_case_has_no_answer(name: str) -> None:
    assert ANALYSES[name](kept([]).as_of(None)) == []
