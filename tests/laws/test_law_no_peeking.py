"""Law 1: ``record.as_of(d)`` yields nothing published after ``d``."""

from dataclasses import replace
from datetime import date

from hypothesis import given, settings
from record_world import Press
from worlds import Wish, days, kept, newsrooms, ruled, wishes

from sayso.record import Known


def unnamed(known: Known) -> list[object]:
    """Events without their names: what a name is may depend on which report was found first, not what it names."""
    return sorted((replace(event, id="SAY-") for event in known.events), key=repr)


@given(newsrooms(), days, wishes)
@settings(max_examples=60, deadline=None)
def test_a_day_knows_what_a_case_that_ended_there_would_know(presses: list[Press], day: date, wanted: list[Wish]) -> None:
    whole = kept(presses)
    before = [press for press in presses if press.report.published <= day]
    ended = kept(before)
    then = [one for press in before for one in press.statements]
    for wish in wanted if then else []:
        # People may rule after the day; about reports of the day, it counts there and then.
        assert (ruled(whole, wish, then) is None) == (ruled(ended, wish, then) is None)
    known, expected = whole.as_of(day), ended.as_of(day)
    assert dict(known.reports) == dict(expected.reports)
    assert known.statements == expected.statements
    assert dict(known.copies) == dict(expected.copies)
    assert unnamed(known) == unnamed(expected)
    for words in ("dead", "Camp Alder", '"on that day"'):
        assert whole.search(words, day=day) == ended.search(words, day=day)


@given(newsrooms(), days)
@settings(max_examples=40, deadline=None)
def test_nothing_shown_was_published_later(presses: list[Press], day: date) -> None:
    known = kept(presses).as_of(day)
    assert all(report.published <= day for report in known.reports.values())
    for event in known.events:
        assert event.as_of == day
        assert {ref.report for ref in event.statements} <= known.reports.keys()
        assert all(row.published <= day for row in (*event.figures_history, *event.accusations))


@given(newsrooms(least=2), days)
@settings(max_examples=30, deadline=None)
def test_an_event_keeps_its_name_on_every_later_day(presses: list[Press], day: date) -> None:
    case = kept(presses)
    early, last = case.as_of(day), case.as_of()
    for event in early.events:
        later = last.event(event.id)
        members = {ref.id for ref in later.statements}
        # Events may be found to be one, or a mention to belong elsewhere; but a name never leads to strangers.
        assert members & {ref.id for ref in event.statements}
