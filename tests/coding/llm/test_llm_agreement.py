"""Agreement of two coders, worked by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.coding.llm import agreement, table
from sayso.coding.llm.agreement import kappa, matched
from sayso.contract import with_id
from sayso.types import Claim, Figure, Party, Statement, Voice


def one(
    start: int, end: int, what: str | None = "ASSAULT", stance: str = "reports", report: str = "r", **fields: object
) -> Statement:
    claim = Claim(what, **{key: fields.pop(key) for key in ("mode", "actor", "target", "figures") if key in fields})
    made = Statement("", report, start, end, "x" * (end - start), Voice("Post", "outlet"), stance, 3, claim)
    return with_id(replace(made, **fields))


REBELS, ARMY = Party("rebels", "AAA-REB", 0, 6), Party("army", "AAA-MIL", 8, 12)


def test_the_same_coder_twice() -> None:
    made = [one(0, 50, actor=REBELS), one(60, 90, "AID", "alleges"), one(0, 50, "THREATEN", "threatens", report="s")]
    found = agreement(made, made)
    assert (found.one, found.other, found.matched, found.of_one, found.of_other) == (3, 3, 3, 1, 1)
    assert (found.stance, found.stance_kappa, found.firmness, found.voices, found.actors, found.actor_pairs) == (1, 1, 1, 1, 1, 1)


def test_nothing_to_compare() -> None:
    found = agreement([], [])
    assert (found.matched, found.of_one, found.of_other, found.stance, found.stance_kappa, found.actors) == (
        0,
        None,
        None,
        None,
        None,
        None,
    )
    assert "-" in table(found)


def test_partly() -> None:
    mine = [one(0, 50, actor=REBELS), one(60, 90), one(100, 150), one(200, 250, "AID")]
    yours = [
        one(0, 50, stance="alleges", actor=ARMY, firmness=1),
        one(60, 120, voice=Voice("officials", "office", "AAA-GOV", 60, 69)),
        one(200, 250, "COERCE"),
        one(0, 50, report="s"),
        one(300, 350),
    ]
    found = agreement(mine, yours)
    assert (found.matched, found.of_one, found.of_other) == (2, 2 / 4, 2 / 5)
    assert (found.stance, found.firmness, found.voices) == (1 / 2, 1 / 2, 1 / 2)
    assert (found.actors, found.actor_pairs) == (0, 1)


def test_each_statement_matches_one_other() -> None:
    pairs = matched([one(0, 100)], [one(0, 40), one(0, 95), one(90, 100)])
    assert [(a.end, b.end) for a, b in pairs] == [(100, 95)]


def test_two_claims_in_one_sentence_pair_by_likeness() -> None:
    rocket, drone = one(0, 50, mode="rocket"), one(0, 50, mode="drone")
    for ids in ("01", "10"):
        other = [replace(drone, stance="claims", id=ids[0]), replace(rocket, stance="denies", id=ids[1])]
        assert {(a.claim.mode, b.claim.mode) for a, b in matched([rocket, drone], other)} == {
            ("rocket", "rocket"),
            ("drone", "drone"),
        }


def test_order_does_not_matter() -> None:
    mine = [one(0, 50), one(0, 50, mode="drone"), one(20, 80)]
    yours = [one(0, 60), one(10, 50, mode="drone"), one(30, 80)]
    assert agreement(mine, yours) == agreement(mine[::-1], yours[::-1])
    there, back = agreement(mine, yours), agreement(yours, mine)
    assert (there.of_one, there.of_other, there.stance) == (back.of_other, back.of_one, back.stance)


def test_figures_are_compared_one_by_one() -> None:
    def dead(*numbers: int) -> dict[str, tuple[Figure, ...]]:
        return {"killed": tuple(Figure(number, number, str(number)) for number in numbers)}

    found = agreement([one(0, 50, figures=dead(3, 5))], [one(0, 50, figures=dead(5, 7))])
    assert (found.figures, found.figure_pairs) == (1 / 3, 3)


def test_kappa_by_hand() -> None:
    """Cohen's 2 x 2 example: 20 yes/yes, 5 yes/no, 10 no/yes, 15 no/no: seen 0.7, by chance 0.5, kappa 0.4."""
    pairs = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15
    assert kappa(pairs) == pytest.approx(0.4)
    assert kappa([("a", "b"), ("b", "a")]) == pytest.approx(-1)
    assert kappa([("a", "a")] * 5) is None
    assert kappa([]) is None


def test_the_table() -> None:
    made = [one(0, 50, actor=REBELS), one(60, 90, "AID", "alleges")]
    lines = table(agreement(made, made[:1]), "llm", "embedded").splitlines()
    assert lines[0].split() == ["statements", "of", "llm", "2"]
    assert lines[3].split() == ["of", "llm's,", "also", "found", "by", "embedded", "50%"]
    assert len({len(line) for line in lines}) == 1
