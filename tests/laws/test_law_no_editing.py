"""Law 2: throwing away every derived table and rebuilding from the log gives the same events, byte for byte."""

from hypothesis import given, settings
from hypothesis import strategies as st
from record_world import Press
from worlds import Wish, kept, newsrooms, reread, ruled, wishes

from sayso.contract import canonical, event_to_json
from sayso.record import Record


def shown(case: Record) -> str:
    return canonical([event_to_json(event) for event in case.as_of().events])


@given(newsrooms(), wishes, st.lists(st.integers(0, 4), min_size=1, max_size=8), st.booleans())
@settings(max_examples=60, deadline=None)
def test_rebuilding_changes_nothing(presses: list[Press], wanted: list[Wish], hows: list[int], looked: bool) -> None:
    case = kept(presses)
    if looked:
        shown(case)
    statements = [one for press in presses for one in press.statements]
    for wish in wanted:
        ruled(case, wish, statements)
    for number, press in enumerate(presses[::2]):
        again = [reread(one, hows[(number + at) % len(hows)]) for at, one in enumerate(press.statements)]
        case.add_statements(press.report.id, "t2", [one for one in again if one is not None])
    made = [one for one in case.rulings() if one.active]
    for one in made[::3]:
        case.undo(one.seq, "Ada", "no")
    events = shown(case)
    tables, head = case.dump(), case.head()
    case.rebuild()
    assert case.dump() == tables
    assert shown(case) == events
    # Looking again had nothing new to remember.
    assert case.head() == head
    assert case.verify() == []
