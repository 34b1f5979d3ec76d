"""Clustering at large: it is the same in any order, obeys rulings, and its work grows with the number of mentions."""

import random
from datetime import date, timedelta

import pytest
from record_world import Press

from sayso.record.blocks import pairs
from sayso.record.cluster import cluster
from sayso.record.groups import joined, single
from sayso.record.mentions import Mention, mentions
from sayso.types import Statement

PLACES = ("Camp Alder", "Camp Birch", "Cedar airfield", "Lorn", "Marrow", "Ostrel", "Northmarch", "Corva")
MODES = ("rocket", "aerial", "explosives", "drone")
PARTIES = ("Arvonian soldiers", "Belmarkian troops", "Dawn Front", "Tide Brigade", "the Corvan army")


def newsroom(days: int, seed: int = 7, per_day: int = 8) -> tuple[list[Statement], dict]:
    """Reports on some happenings, one report a day, each mention with a random part of what there is to say."""
    rnd = random.Random(seed)
    start = date(2031, 1, 1)
    happenings = [
        (start + timedelta(rnd.randrange(days)), rnd.choice(PLACES), rnd.choice(MODES), rnd.choice(PARTIES)) for _ in range(days)
    ]
    statements, reports = [], {}
    for day in range(2, days + 2):
        published = start + timedelta(day)
        press = Press(f"r{day:04d}", published.isoformat(), f"Outlet {day % 5}")
        past = [one for one in happenings if one[0] <= published]
        recent = [one for one in past if (published - one[0]).days < 7] or past
        for line in range(per_day if recent else 0):
            on, place, mode, party = rnd.choice(recent)
            told = {"where": place, "when": ("that day", on.isoformat()), "target": party}
            kept = {key: value for key, value in told.items() if rnd.random() < 0.6}
            word = f"w{rnd.randrange(5_000)}"
            press.say(f"{line} {word}: {place} {party} that day.", f"ASSAULT/{mode}", **kept)  # type: ignore[arg-type]
        if press.text:
            reports[press.id] = press.report
            statements += press.statements
    return statements, reports


def partition(groups) -> set[frozenset[str]]:
    return {frozenset(member.statement.id for member in group.members) for group in groups}


def test_the_same_groups_in_any_order() -> None:
    statements, reports = newsroom(30)
    found = mentions(statements, reports, {})
    expected = partition(cluster(found))
    assert 10 < len(expected) < len(statements) / 2
    for seed in range(5):
        shuffled = list(found)
        random.Random(seed).shuffle(shuffled)
        assert partition(cluster(shuffled)) == expected


def test_every_mention_is_in_exactly_one_group() -> None:
    statements, reports = newsroom(40)
    groups = cluster(mentions(statements, reports, {}))
    placed = [member.at for group in groups for member in group.members]
    assert sorted(placed) == list(range(len(statements)))
    assert [group.at for group in groups] == sorted(group.at for group in groups)


def test_rulings_are_obeyed_whatever_the_scores_say() -> None:
    statements, reports = newsroom(20)
    found = mentions(statements, reports, {})
    at = {one.id: n for n, one in enumerate(statements)}
    rnd = random.Random(3)
    a, b, c, d, e = (one.id for one in rnd.sample(statements, 5))
    free = sorted((sorted(group, key=at.__getitem__) for group in partition(cluster(found))), key=lambda g: at[g[0]])
    x, y = next(group for group in free if len(group) > 2 and not {a, b, c, d, e} & set(group))[:2]
    ties = [(1, True, a, b), (2, True, b, c), (3, False, x, y), (4, False, d, ""), (5, True, e, a), (6, False, a, e)]
    ruled = partition(cluster(found, ties))
    home = {id: group for group in ruled for id in group}
    assert home[a] == home[b] == home[c]
    assert home[x] != home[y]
    assert home[a] != home[e]
    assert home[d] == {d}


def test_no_split_can_be_undone_by_way_of_a_third() -> None:
    """Every pair of one big event taken apart, one at a time: whatever else happens, that pair stays apart."""
    told = [
        Press("a", "2031-03-12").say("Rockets hit Camp Alder on Tuesday.", "ASSAULT/rocket", where="Camp Alder",
                                     when=("Tuesday", "2031-03-11")),
        Press("b", "2031-03-12").say("Rockets struck Camp Alder on Tuesday.", "ASSAULT/rocket", where="Camp Alder",
                                     when=("Tuesday", "2031-03-11")).say("It was a barrage of rockets.", "ASSAULT/rocket")
        .say("Dawn Front denied it.", by="Dawn Front", stance="denies", firmness=-3)
        .say("Tide Brigade denied it.", by="Tide Brigade", stance="denies", firmness=-3),
    ]  # fmt: skip
    statements = [one for press in told for one in press.statements]
    found = mentions(statements, {press.id: press.report for press in told}, {})
    (whole,) = partition(cluster(found))
    ids = sorted(whole)
    for first, one in enumerate(ids):
        for other in ids[first + 1 :]:
            home = {id: group for group in partition(cluster(found, [(1, False, one, other)])) for id in group}
            assert home[one] != home[other]


def test_joining_keeps_what_most_mentions_say() -> None:
    presses = [
        Press(f"r{n}", "2031-03-12").say(f"{n}: {place} was hit.", where=place)
        for n, place in enumerate(["Camp Alder", "Camp Alder", "Camp Birch", "Corva", "Corva"])
    ]
    statements = [press.statements[0] for press in presses]
    found = mentions(statements, {press.id: press.report for press in presses}, {})
    whole = single(found[0])
    for mention in found[1:]:
        whole = joined(whole, single(mention))
    assert whole.place is not None
    assert whole.place.name == "camp alder"
    assert [member.at for member in whole.members] == [0, 1, 2, 3, 4]


def count(days: int, per_day: int) -> tuple[int, int]:
    statements, reports = newsroom(days, per_day=per_day)
    return len(statements), len(pairs(mentions(statements, reports, {})))


@pytest.mark.parametrize(("small", "large"), [((60, 8), (240, 8)), ((30, 10), (30, 40))], ids=["longer", "denser"])
def test_comparisons_grow_with_the_number_of_mentions_not_its_square(small: tuple[int, int], large: tuple[int, int]) -> None:
    few, few_pairs = count(*small)
    many, many_pairs = count(*large)
    grown = many / few
    assert grown > 3.5
    # The square would be 16 times; a straight line 4.
    assert many_pairs / few_pairs < 1.8 * grown


def test_mentions_are_compared_by_what_they_share_only() -> None:
    press = Press("a", "2031-01-01").say("Lorn was hit in May.", where="Lorn", when=("in May", "2030-05-01", "2030-05-03"))
    other = Press("b", "2031-09-01").say("Ostrel burned.", where="Ostrel")
    statements = [*press.statements, *other.statements]
    found: tuple[Mention, ...] = mentions(statements, {"a": press.report, "b": other.report}, {})
    assert pairs(found) == set()
