"""Law 3, as far as the record goes: every value an event shows stands in a report, and the words can be printed."""

from hypothesis import given, settings
from record_world import Press
from worlds import kept, newsrooms

from sayso.record.check import spans
from sayso.types import Event, Report, Statement

PARTS = ("actor", "target", "recipient", "where", "when", "weapon")


def words_of(noun: str, statement: Statement) -> str | None:
    claim = statement.claim
    if noun in ("actor", "target", "recipient", "where", "weapon"):
        return getattr(claim, noun).name
    return {"voice": statement.voice.name, "when": claim.when.said if claim.when else None}.get(noun)


def check(event: Event, reports: dict[str, Report], by_id: dict[str, Statement]) -> None:
    own = [by_id[ref.id] for ref in event.statements]
    for statement in own:
        text = reports[statement.report].text
        assert text[statement.start : statement.end] == statement.quote
        for noun, start, end in spans(statement):
            said = words_of(noun, statement)
            assert said is None or text[start:end] == said
    for part in PARTS:
        value = getattr(event.claim, part)
        assert value is None or any(getattr(one.claim, part) == value for one in own), part
    assert event.claim.mode is None or event.claim.mode in {one.claim.mode for one in own}
    for kind, figures in event.claim.figures.items():
        assert all(any(figure in one.claim.figures.get(kind, ()) for one in own) for figure in figures)
    for row in event.figures_history:
        assert reports[row.report].text[row.start : row.end] == row.said
        assert by_id[row.statement] in own
    for accusation in event.accusations:
        statement = by_id[accusation.statement]
        assert statement in own
        assert statement.claim.actor == accusation.accused
        assert (statement.start, statement.end) == (accusation.start, accusation.end)
    named = {one.voice.actor for one in own} | {one.claim.actor.id for one in own if one.claim.actor}
    assert set(event.ladder) <= named


@given(newsrooms())
@settings(max_examples=80, deadline=None)
def test_every_value_of_every_event_can_be_shown_in_its_report(presses: list[Press]) -> None:
    known = kept(presses).as_of()
    for event in known.events:
        check(event, dict(known.reports), dict(known.by_id))
