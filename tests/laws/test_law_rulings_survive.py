"""Law 4: a person's ruling hangs on (report, span) and holds however often the report is read anew."""

from hypothesis import given, settings
from hypothesis import strategies as st
from record_world import Press
from worlds import Wish, kept, newsrooms, reread, ruled, wishes

from sayso.record import Known, Record
from sayso.record.rulings import overlap


def reread_all(case: Record, presses: list[Press], hows: list[int]) -> None:
    for number, press in enumerate(presses):
        again = [reread(one, hows[(number + at) % len(hows)]) for at, one in enumerate(press.statements)]
        case.add_statements(press.report.id, f"t{hows}", [one for one in again if one is not None])


def at(known: Known, report: str, start: int, end: int) -> list[str]:
    near = [one for one in known.statements if one.report == report]
    return [one.id for one in near if overlap((one.start, one.end), (start, end)) >= 0.5]


hows = st.lists(st.integers(0, 4), min_size=1, max_size=8)


@given(newsrooms(), wishes, hows, hows)
@settings(max_examples=80, deadline=None)
def test_what_people_made_of_a_place_is_the_same_after_any_reading(
    presses: list[Press], wanted: list[Wish], one_way: list[int], another: list[int]
) -> None:
    case = kept(presses)
    statements = [one for press in presses for one in press.statements]
    made: dict[tuple[str, int, int], str] = {}
    for wish in wanted:
        about = ruled(case, wish, statements)
        if about is not None and wish.act in ("accept", "edit", "reject"):
            made[about[0].report, about[0].start, about[0].end] = wish.act
    by_hand = {one.id for one in case.as_of().statements if one.id in case.as_of().standing.ruled}
    for hows in (one_way, another, [0]):
        reread_all(case, presses, hows)
        known = case.as_of()
        # What a person accepted, corrected or added is there, unchanged.
        assert by_hand <= known.by_id.keys()
        for place, act in made.items():
            if act == "reject":
                # What stands at a rejected place is only what a person put there.
                assert set(at(known, *place)) <= by_hand
            else:
                assert set(at(known, *place)) & by_hand


@given(newsrooms(least=2), st.integers(0, 50), st.integers(0, 50), hows, st.sampled_from(["merge", "split"]))
@settings(max_examples=60, deadline=None)
def test_what_people_put_together_or_took_apart_stays_so(
    presses: list[Press], one: int, other: int, how: list[int], act: str
) -> None:
    case = kept(presses)
    statements = [one for press in presses for one in press.statements]
    about = ruled(case, Wish(act, one, other), statements)
    if about is None:
        return
    for hows in ([0], how):
        reread_all(case, presses, hows)
        known = case.as_of()
        here, there = ({known.event_of(id).id for id in at(known, o.report, o.start, o.end)} for o in about)
        if here and there:
            assert (here == there) == (act == "merge")
