"""Who did it: points, shares and the leave-one-out interval, worked by hand.

A voice adds firmness × 0.6 (grade F), half of that if it belongs to a party; one that clears the accused takes half
its weight away; the accused's own rung adds its points; somebody else has 2.
"""

from __future__ import annotations

import pytest
from answers_world import ATTACK, accuse, known, own_word, press
from hypothesis import given, settings
from record_world import Press
from worlds import kept, newsrooms

from sayso.analysis.attribution import attribution, shares
from sayso.analysis.who_says import voices
from sayso.analysis.wording import likelihood
from sayso.types import Assessment


def only(*presses: Press, day: str | None = None) -> Assessment:
    (found,) = attribution(known(*presses, day=day))
    return found


def row(found: Assessment, name: str) -> dict[str, object]:
    (cells,) = [each.cells for each in found.rows if each.cells[0] == name]
    return dict(zip(found.columns, cells, strict=True))


def test_a_party_and_a_neutral_voice() -> None:
    """XAR was hit, so it counts half: 0.3 × 2 = 0.6; XCO 0.6 × 3 = 1.8; in all 2.4 of 4.4, or 1.8/3.8 and 0.6/2.6 without one."""
    one = accuse(press("a"), "Arvonian officials", "Dawn Front", 2, target="Arvonian soldiers")
    other = accuse(press("b", "2031-03-13"), "the Corvan army", "Dawn Front", 3, "determines")
    found = only(one, other)
    assert row(found, "Dawn Front") == {
        "Named": "Dawn Front", "Independent voices": 2, "Firmest": 3, "Speaks for a party": 1, "Own word": "silent",
        "Points": 2.4, "Share": "55%",
    }  # fmt: skip
    assert found.value == "roughly even chance"
    assert found.interval == (pytest.approx(0.6 / 2.6, abs=5e-4), pytest.approx(2.4 / 4.4, abs=5e-4))
    assert found.interval == (0.231, 0.545)


def test_the_finding_says_who_by_whose_word_and_how_likely() -> None:
    one = accuse(press("a"), "Arvonian officials", "Dawn Front", 2, target="Arvonian soldiers")
    other = accuse(press("b", "2031-03-13"), "the Corvan army", "Dawn Front", 3, "determines")
    assert only(one, other).finding == (
        "By the voices on record there is a roughly even chance that the rocket attack on Camp Alder (10 March 2031) was the work of "
        "the Dawn Front."
    )


def test_who_names_somebody_is_told_by_independent_voice_with_parties_apart() -> None:
    one = accuse(press("a"), "Arvonian officials", "Dawn Front", 2, target="Arvonian soldiers")
    other = accuse(press("b", "2031-03-13"), "the Corvan army", "Dawn Front", 3, "determines")
    accuse(other, "Belmarkian officials", "Dawn Front", -2, "denies")
    (found,) = voices(known(one, other))
    assert found.finding == (
        "Two independent voices name the Dawn Front for the rocket attack on Camp Alder (10 March 2031): the Corvan army and "
        "Arvonian officials. One of them belongs to a party to the conflict. Against that stands the word of Belmarkian officials."
    )
    assert [len(each) for each in found.support] == [2, 1, 1]
    assert [row.cells[:4] for row in found.rows] == [
        ("the Corvan army", "Dawn Front", 3, None), ("Arvonian officials", "Dawn Front", 2, "yes"),
        ("Belmarkian officials", "not Dawn Front", -2, None),
    ]  # fmt: skip


def test_more_than_four_voices_are_counted_after_the_fourth() -> None:
    report = press("a")
    for firmness, voice in enumerate(
        ("Arvonian officials", "Belmarkian officials", "the Corvan army", "Tide Brigade", "Jane Doe")
    ):
        accuse(report, voice, "Dawn Front", 3 if firmness < 3 else 1)
    assert row(only(report), "Dawn Front")["Points"] == pytest.approx(0.6 * (3 + 3 + 3 + 1 + 1))
    (found,) = voices(known(report))
    assert found.finding.startswith("Five independent voices name the Dawn Front")
    assert ": Arvonian officials, Belmarkian officials, the Corvan army, " in found.finding
    assert " and one other." in found.finding


@pytest.mark.parametrize(
    ("stance", "firmness", "rung", "points", "share", "word"),
    [
        (None, 0, "silent", 1.2, 1.2 / 3.2, "unlikely"),
        ("denies", -3, "denies", 0.2, 0.2 / 2.2, "very unlikely"),
        ("coy", 0, "coy", 1.2, 1.2 / 3.2, "unlikely"),
        ("praises", 3, "praises", 2.2, 2.2 / 4.2, "roughly even chance"),
        ("claims", 3, "claims", 4.2, 4.2 / 6.2, "likely"),
        ("admits", 3, "admitted", 7.2, 7.2 / 9.2, "likely"),
    ],
)
def test_the_accused_own_word_adds_or_takes_away(
    stance: str | None, firmness: int, rung: str, points: float, share: float, word: str
) -> None:
    """One neutral voice of firmness 2 gives 1.2; the rung does the rest."""
    report = accuse(press("a"), "the Corvan army", "Dawn Front", 2)
    if stance:
        own_word(report, "Dawn Front", stance, firmness)
    found = only(report)
    assert row(found, "Dawn Front")["Own word"] == rung
    assert row(found, "Dawn Front")["Points"] == pytest.approx(points)
    assert row(found, "Dawn Front")["Share"] == f"{100 * share:.0f}%"
    assert found.interval is not None
    assert found.interval[1] == pytest.approx(share, abs=5e-4)
    assert found.value == word


def test_a_claim_nobody_else_speaks_of_stands_on_its_own_word() -> None:
    """Claimed: 3 points of 5, and no voice to leave out."""
    found = only(own_word(press("a"), "Tide Brigade", "claims"))
    assert (found.value, found.interval) == ("likely", (0.6, 0.6))
    assert found.finding.endswith("The Tide Brigade claimed it.")
    assert voices(known(own_word(press("a"), "Tide Brigade", "claims"))) == [], "no voice but its own"
    assert len(found.evidence) == 1, "its own words are the evidence"


def test_rival_answers_stand_side_by_side() -> None:
    """Dawn 1.2 and Tide 0.6 of 3.8; without its one voice Dawn has 0, without Tide's 1.2 of 3.2."""
    one = accuse(press("a"), "the Corvan army", "Dawn Front", 2)
    other = accuse(
        press("b", "2031-03-13").write("Others see it otherwise."), "Belmarkian officials", "Tide Brigade", 1, "suspects"
    )
    found = only(one, other)
    assert [each.cells[0] for each in found.rows] == ["Dawn Front", "Tide Brigade"]
    assert [each.cells[-1] for each in found.rows] == ["32%", "16%"]
    assert found.interval == (0.0, 0.375)
    assert found.finding == (
        "Named most for the rocket attack on Camp Alder (10 March 2031): the Dawn Front. The voices are few or divided: by their word "
        "alone it is unlikely. Also named: the Tide Brigade."
    )
    assert [len(each.evidence) for each in found.rows] == [1, 1]


def test_a_voice_that_clears_the_accused_takes_half_its_weight_away() -> None:
    """1.8 for, less 0.5 × 0.6 × 2 = 0.6 against: 1.2 of 3.2."""
    report = accuse(press("a"), "the Corvan army", "Dawn Front", 3, "determines")
    accuse(report, "Belmarkian officials", "Dawn Front", -2, "denies")
    found = only(report)
    assert row(found, "Dawn Front")["Points"] == pytest.approx(1.2)
    assert row(found, "Dawn Front")["Independent voices"] == 1
    assert len(found.evidence) == 2, "the voice against is evidence too"


def test_points_never_fall_below_nothing() -> None:
    """0.6 for, 0.9 against, and a denial: nothing of 2."""
    report = accuse(press("a"), "the Corvan army", "Dawn Front", 1)
    accuse(report, "Belmarkian officials", "Dawn Front", -3, "denies")
    own_word(report, "Dawn Front", "denies", -3)
    found = only(report)
    assert row(found, "Dawn Front")["Points"] == 0
    assert found.interval == (0.0, 0.0)
    assert found.finding.startswith("Not enough evidence to say who was behind the rocket attack on Camp Alder (10 March 2031)")


def test_a_state_and_its_army_are_one_answer() -> None:
    report = accuse(press("a"), "the Corvan army", "Arvonia", 2)
    accuse(report, "Belmarkian officials", "the Arvonian army", 1)
    found = only(report)
    assert len(found.rows) == 1
    assert found.rows[0].cells[1] == 2


def test_caveats_say_what_would_move_the_answer() -> None:
    report = accuse(press("a"), "Arvonian officials", "Dawn Front", 3, target="Arvonian soldiers")
    found = only(report)
    assert found.caveats == (
        "Every voice that names the leading answer belongs to a party to the conflict.",
        "Leaving out one voice moves the word between “almost no chance” and “unlikely”.",
        "Nobody on record names anyone else; that is not evidence that there is no other answer.",
    )


def test_what_is_no_attack_or_did_not_happen_is_not_asked_about() -> None:
    threat = press("a").say(
        "Dawn Front will fire rockets at Camp Alder, the Corvan army said.", "ASSAULT/rocket", by="the Corvan army",
        actor="Dawn Front", where="Camp Alder", time="future", firmness=1,
    )  # fmt: skip
    talks = press("b").say("Arvonia met Belmark in Ostrel.", "CONSULT", actor="Arvonia", target="Belmark", where="Ostrel")
    assert attribution(known(threat, talks)) == []


def test_an_attack_nobody_is_named_for_is_not_asked_about() -> None:
    assert attribution(known(press("a").say("Rockets hit Camp Alder on 10 March.", **ATTACK))) == []


def test_only_what_was_known_on_the_day_counts() -> None:
    one = accuse(press("a", "2031-03-12"), "the Corvan army", "Dawn Front", 2)
    late = own_word(press("b", "2031-03-20"), "Dawn Front", "claims")
    assert row(only(one, late, day="2031-03-19"), "Dawn Front")["Points"] == pytest.approx(1.2)
    assert row(only(one, late, day="2031-03-20"), "Dawn Front")["Points"] == pytest.approx(4.2)
    assert str(only(one, late, day="2031-03-19").as_of) == "2031-03-19"


def test_shares_leave_room_for_somebody_else() -> None:
    assert shares({"a": 3.0, "b": 1.0}) == {"a": 3 / 6, "b": 1 / 6}
    assert shares({"a": 0.0}) == {"a": 0.0}


@pytest.mark.parametrize(
    ("share", "word"),
    [
        (0, "almost no chance"), (0.05, "almost no chance"), (0.051, "very unlikely"), (0.2, "very unlikely"), (0.21, "unlikely"),
        (0.45, "unlikely"), (0.5, "roughly even chance"), (0.55, "roughly even chance"), (0.56, "likely"), (0.8, "likely"),
        (0.81, "very likely"), (0.95, "very likely"), (0.96, "almost certain"), (1, "almost certain"),
    ],
)  # fmt: skip
def test_a_share_is_read_as_an_icd_203_word(share: float, word: str) -> None:
    assert likelihood(share) == word


@given(newsrooms())
@settings(max_examples=60, deadline=None)
def test_every_answer_rests_on_evidence_and_its_interval_holds_its_share(presses: list[Press]) -> None:
    found = kept(presses).as_of()
    for each in attribution(found):
        assert each.evidence
        assert set(each.evidence) <= set(found.by_id)
        points = [float(row.cells[-2]) for row in each.rows]  # type: ignore[arg-type]
        assert points == sorted(points, reverse=True)
        assert each.interval is not None
        low, high = each.interval
        share = points[0] / (sum(points) + 2)
        assert 0 <= low <= share + 0.005
        assert share - 0.005 <= high <= 1
