"""Scoring of probes: what counts as a false fact, as a fact found, as the statement wanted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evals import floors, probes
from evals.probes import Tally, fits, judge, pairs, share
from sayso.types import Claim, Figure, Party, Statement, Voice

TEXT = "The army shelled the market."
ARMY, MARKET = Party("army", "SDN-MIL", 4, 8), Party("market", None, 21, 27)


def told(what: str = "ASSAULT", actor: Party | None = ARMY, target: Party | None = MARKET, **changed: object) -> Statement:
    claim = Claim(what, actor=actor, target=target)
    voice = Voice("The Upland Post", "outlet")
    one = Statement("x", "r", 0, len(TEXT), TEXT, voice, "reports", 3, claim)
    return replace(one, **changed)  # type: ignore[arg-type]


def probe(**fields: object) -> dict:
    return {"id": "p", "kind": "k", "text": TEXT, "facts": [], "not_facts": [], "expect": [], **fields}


GOLD = {"what": "ASSAULT", "actor": "army", "target": "market"}


@pytest.mark.parametrize(
    ("statement", "fields", "false", "found"),
    [
        (told(), {"facts": [GOLD]}, 0, 1),
        (told(actor=None), {"facts": [GOLD]}, 0, 1),  # a doer left out is no error
        (told(actor=Party("rebels", None, 0, 3)), {"facts": [GOLD]}, 1, 0),
        (told(), {"facts": [{**GOLD, "actor": None}]}, 1, 0),  # a doer where nobody is named
        (told("COERCE"), {"facts": [GOLD]}, 1, 0),
        (told("COERCE"), {"facts": [{**GOLD, "what": ["ASSAULT", "COERCE"]}]}, 0, 1),
        (told(), {"may": [{"what": "ASSAULT"}]}, 0, 0),
        (told(), {"not_facts": [GOLD]}, 1, 0),
        (told(stance="alleges"), {"facts": [GOLD]}, 0, 0),  # no fact at all
        (told(negated=True), {"facts": [GOLD]}, 0, 0),
        (told(time="future"), {"facts": [GOLD]}, 0, 0),
    ],
)
def test_false_facts_and_facts_found(statement: Statement, fields: dict, false: int, found: int) -> None:
    tally = Tally()
    judge(probe(**fields), [statement], tally)
    assert (tally.false, tally.found, tally.hit) == (false, found, bool(false))


def test_one_fact_answers_for_one_of_the_gold() -> None:
    two = [GOLD, {"what": "ASSAULT", "actor": "army", "target": "bridge"}]
    assert list(pairs(probe(facts=two), [told()])) == [0]
    assert len(pairs(probe(facts=two), [told(), told(target=Party("bridge", None, 0, 3))])) == 2


def test_an_id_counts_as_its_name() -> None:
    assert probes.named("Sudan", "government troops", "SDN-MIL")
    assert not probes.named("Egypt", "government troops", "SDN-MIL")
    assert probes.named(["x", None], None, None)
    assert not probes.named("x", None, None)


FIGURES = {"killed": (Figure(2, 2, "two"), Figure(1, 1, "one"))}


@pytest.mark.parametrize(
    ("wanted", "right"),
    [
        ({"stance": "reports"}, True),
        ({"stance": ["alleges", "reports"], "actor": "army", "voice": "Upland"}, True),
        ({"stance": "alleges"}, False),
        ({"firmness_sign": "+0"}, True),
        ({"firmness_sign": "-"}, False),
        ({"figures": {"killed": [[3, 3]]}}, True),  # the sum
        ({"figures": {"killed": [[2, 2]]}}, True),  # one of them
        ({"figures": {"killed": [[4, 4]]}}, False),
        ({"figures": {"injured": [[3, 3]]}}, False),
        ({"by": "army"}, True),
        ({"negated": True}, False),
    ],
)
def test_expected_statements(wanted: dict, right: bool) -> None:
    one = told()
    assert fits(wanted, replace(one, claim=replace(one.claim, figures=FIGURES))) is right


def test_shares_say_their_counts() -> None:
    assert share(1, 4) == "1/4=0.25"
    assert share(0, 0) == "–"


@pytest.mark.slow
def test_probes_hold_their_floor() -> None:
    assert list(floors.failures(probes.run(), floors.load())) == []
