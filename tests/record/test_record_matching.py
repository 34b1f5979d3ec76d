"""Does this mention speak of the same happening as that one? Pairs in which one is the better match, and why."""

from dataclasses import dataclass
from typing import Any

import pytest
from record_world import Press

from sayso.record.groups import single
from sayso.record.matching import explain, score
from sayso.record.mentions import mentions
from sayso.record.weights import weights


@dataclass(frozen=True)
class Told:
    """One mention in one report: its sentence, day published and what ``Press.say`` is told."""

    sentence: str
    published: str = "2031-03-12"
    what: str | None = "ASSAULT"
    more: tuple[tuple[str, Any], ...] = ()


def told(sentence: str, published: str = "2031-03-12", what: str | None = "ASSAULT", **more: Any) -> Told:
    return Told(sentence, published, what, tuple(more.items()))


def compared(a: Told, b: Told, *, same_report: bool = False) -> tuple[float, list[tuple[str, str]]]:
    one = Press("one", a.published)
    one.say(a.sentence, a.what, **dict(a.more))
    two = one if same_report else Press("two", b.published, "Wire")
    two.say(b.sentence, b.what, **dict(b.more))
    presses = [one] if same_report else [one, two]
    statements = [statement for press in presses for statement in press.statements]
    reports = {press.id: press.report for press in presses}
    first, second = (single(mention) for mention in mentions(statements, reports, {}))
    return score(first, second), [(feature.name, feature.value) for feature in explain(first, second)]


ALDER = told(
    "Rockets hit Camp Alder on Tuesday, killing two Arvonian soldiers.",
    what="ASSAULT/rocket", where="Camp Alder", when=("Tuesday", "2031-03-11"), target="Arvonian soldiers",
    killed=("two", 2, 2),
)  # fmt: skip

BETTER_WORSE = {
    "the same day beats the next": (
        told("A barrage fell on Tuesday.", what="ASSAULT/rocket", when=("Tuesday", "2031-03-11")),
        told("A barrage fell on Wednesday.", what="ASSAULT/rocket", when=("Wednesday", "2031-03-12")),
    ),
    "a day beats the month it lies in": (
        told("A barrage fell on Tuesday.", when=("Tuesday", "2031-03-11")),
        told("A barrage fell in March.", when=("in March", "2031-03-01", "2031-03-31")),
    ),
    "the month beats two days later": (
        told("A barrage fell in March.", when=("in March", "2031-03-01", "2031-03-31")),
        told("A barrage fell on Thursday.", "2031-03-14", when=("on Thursday", "2031-03-13")),
    ),
    "no day at all beats the wrong week": (
        told("A barrage hit the base.", "2031-03-13"),
        told("A barrage hit the base last week.", "2031-03-13", when=("last week", "2031-03-02", "2031-03-08")),
    ),
    "reported after beats reported the day before": (
        told("A barrage hit the base.", "2031-03-14"),
        told("A barrage hit the base.", "2031-03-10"),
    ),
    "one occurrence beats a count of several": (
        told("A barrage hit the base.", attacks=("A", 1, 1)),
        told("Twenty barrages hit the base.", attacks=("Twenty", 20, 20)),
    ),
    "another country in passing beats a town of it": (
        told("A barrage was reported from Arvonia.", where="Arvonia"),
        told("A barrage was reported from Ostrel.", where="Ostrel"),
    ),
    "a report on the same things beats one on others": (
        told("Engineers at Camp Alder died on Tuesday."),
        told("Nobody expected that."),
    ),
    "reported at once beats reported weeks later": (
        told("A barrage hit the base.", "2031-03-12"),
        told("A barrage hit the base.", "2031-04-20"),
    ),
    "weeks later beats before it happened": (
        told("A barrage hit the base.", "2031-04-20"),
        told("A barrage hit the base.", "2031-03-05"),
    ),
    "the camp beats its country": (
        told("A barrage hit Camp Alder.", where="Camp Alder"),
        told("A barrage hit Corva.", where="Corva"),
    ),
    "the town beside beats the next camp": (
        told("A barrage fell near Lorn.", where="Lorn"),
        told("A barrage fell near Camp Birch.", where="Camp Birch"),
    ),
    "the next camp beats a town far off": (
        told("A barrage fell near Camp Birch.", where="Camp Birch"),
        told("A barrage fell near Marrow.", where="Marrow"),
    ),
    "its country beats another": (
        told("A barrage fell somewhere in Corva.", where="Corva"),
        told("A barrage fell somewhere in Belmark.", where="Belmark"),
    ),
    "the same weapon beats another": (
        told("Arvonian soldiers were hit.", what="ASSAULT/rocket", target="Arvonian soldiers"),
        told("Arvonian soldiers were hit.", what="ASSAULT/firearms", target="Arvonian soldiers"),
    ),
    "a kindred weapon beats a strange one": (
        told("Arvonian soldiers were hit.", what="ASSAULT/missile", target="Arvonian soldiers"),
        told("Arvonian soldiers were hit.", what="ASSAULT/firearms", target="Arvonian soldiers"),
    ),
    "the victims beat the state": (
        told("It struck Arvonian soldiers.", target="Arvonian soldiers"),
        told("It struck Arvonian officials.", target="Arvonian officials"),
    ),
    "the state beats another": (
        told("It struck Arvonian officials.", target="Arvonian officials"),
        told("It struck Belmarkian troops.", target="Belmarkian troops"),
    ),
    "the same toll beats a larger one": (
        told("Two people died.", killed=("Two", 2, 2)),
        told("Forty people died.", killed=("Forty", 40, 40)),
    ),
    "at least one beats three": (
        told("At least one person died.", killed=("At least one", 1, None)),
        told("Three people died.", killed=("Three", 3, 3)),
    ),
    "shared rare words beat none": (
        told("Rockets hit a camp, killing soldiers."),
        told("It was the worst incident so far."),
    ),
    "done to them beats done by them": (
        told("Dawn Front attacked Arvonian soldiers.", actor="Dawn Front", target="Arvonian soldiers"),
        told("Arvonian soldiers attacked Dawn Front.", actor="Arvonian soldiers", target="Dawn Front"),
    ),
}


@pytest.mark.parametrize("why", BETTER_WORSE)
def test_better_and_worse(why: str) -> None:
    better, worse = BETTER_WORSE[why]
    good, reasons = compared(ALDER, better)
    bad, others = compared(ALDER, worse)
    assert good > bad, (reasons, others)


NEVER = {
    "another day, however alike": told(
        "Rockets hit Camp Alder on Friday, killing two Arvonian soldiers.", "2031-03-15", "ASSAULT/rocket",
        where="Camp Alder", when=("Friday", "2031-03-14"), target="Arvonian soldiers", killed=("two", 2, 2)),
    "a place far away": told(
        "Rockets hit Marrow on Tuesday, killing two Arvonian soldiers.", "2031-03-12", "ASSAULT/rocket",
        where="Marrow", when=("Tuesday", "2031-03-11"), target="Arvonian soldiers", killed=("two", 2, 2)),
    "a threat of just that": told(
        "Rockets will hit Camp Alder on Tuesday.", "2031-03-10", "ASSAULT/rocket", stance="threatens", time="future",
        where="Camp Alder", when=("Tuesday", "2031-03-11")),
    "a supposition of just that": told(
        "Had rockets hit Camp Alder on Tuesday, it would be war.", "2031-03-12", "ASSAULT/rocket", time="hypothetical",
        where="Camp Alder", when=("Tuesday", "2031-03-11")),
    "something else on the same day and spot": told(
        "Troops moved into Camp Alder on Tuesday.", "2031-03-12", "MOBILIZE/troops", where="Camp Alder",
        when=("Tuesday", "2031-03-11")),
}  # fmt: skip


@pytest.mark.parametrize("why", NEVER)
def test_never_the_same(why: str) -> None:
    points, reasons = compared(ALDER, NEVER[why])
    assert points <= 0, reasons


ALWAYS = {
    "rival actors for one attack": (
        told("Dawn Front hit Camp Alder on Tuesday.", what="ASSAULT/rocket", actor="Dawn Front", where="Camp Alder",
             when=("Tuesday", "2031-03-11"), stance="alleges", firmness=1),
        ("actor", "rival"),
    ),
    "a higher toll a month on": (
        told("Forty soldiers were hurt when rockets hit Camp Alder on 11 March.", "2031-04-12", "ASSAULT/rocket",
             where="Camp Alder", when=("11 March", "2031-03-11"), injured=("Forty", 40, 40)),
        ("when", "same day"),
    ),
    "an anniversary": (
        told("A year ago rockets hit Camp Alder.", "2032-03-11", "ASSAULT/rocket", time="historical",
             where="Camp Alder", when=("A year ago", "2031-03-11")),
        ("where", "same site"),
    ),
}  # fmt: skip
EMBER = told(
    "Rockets fired by Ember Battalions hit Camp Alder on Tuesday.", what="ASSAULT/rocket", where="Camp Alder",
    actor="Ember Battalions", when=("Tuesday", "2031-03-11"),
)  # fmt: skip


@pytest.mark.parametrize("why", ALWAYS)
def test_always_the_same(why: str) -> None:
    other, reason = ALWAYS[why]
    points, reasons = compared(EMBER, other)
    assert points >= weights().limits.merge
    assert reason in reasons


def test_like_incidents_a_day_and_a_few_miles_apart_are_two() -> None:
    other = told("Rockets hit Lorn on Monday, with 7 dead.", what="ASSAULT/rocket", where="Lorn",
                 when=("Monday", "2031-03-10"), killed=("7", 7, 7))  # fmt: skip
    points, reasons = compared(ALDER, other)
    assert points < weights().limits.merge, reasons


def test_an_answer_is_not_the_attack_it_answers() -> None:
    attack = told("Dawn Front hit Arvonian soldiers in Corva.", "2031-03-12", actor="Dawn Front",
                  target="Arvonian soldiers", where="Corva")  # fmt: skip
    answer = told("Arvonian soldiers hit Dawn Front in Corva.", "2031-03-13", actor="Arvonian soldiers",
                  target="Dawn Front", where="Corva")  # fmt: skip
    points, reasons = compared(attack, answer)
    assert points <= 0
    assert ("roles", "swapped") in reasons


def test_neighbours_in_one_report_help_each_other() -> None:
    vague = told("The barrage was the worst in months.")
    assert compared(ALDER, vague, same_report=True)[0] > compared(ALDER, vague)[0]
    assert ("text", "next to each other") in compared(ALDER, vague, same_report=True)[1]


def test_the_score_is_the_sum_of_its_reasons_and_the_same_both_ways() -> None:
    for better, worse in BETTER_WORSE.values():
        for other in (better, worse):
            points, reasons = compared(ALDER, other)
            there, back = compared(other, ALDER)
            assert points == pytest.approx(there)
            assert sorted(reasons) == sorted(back)
            if points > -10:
                every = weights().points
                # Shared words are a matter of degree; all else counts in full.
                graded = [name for name, _ in reasons if name in ("words", "story")]
                fixed = sum(every[name][value] for name, value in reasons if name not in graded)
                assert 0 <= points - fixed <= sum(every[name]["shared"] for name in graded)
