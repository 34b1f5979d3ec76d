"""The claim ladder: which rung an actor's own words put it on, and nobody else's."""

import pytest
from record_world import Press

from sayso.record.ladder import accusations, ladder
from sayso.types import Statement


def said(sentence: str, day: str = "2031-03-12", **more: object) -> tuple[str, str, dict]:
    return sentence, day, more


ACCUSED = said("Arvonian officials blamed Dawn Front.", by="Arvonian officials", stance="alleges", firmness=2, actor="Dawn Front")
DENIED = said("Dawn Front denied it.", by="Dawn Front", stance="denies", firmness=-3)
COY = said("Dawn Front would not say.", by="Dawn Front", stance="coy", firmness=0)
PRAISED = said("Dawn Front hailed the attackers.", by="Dawn Front", stance="praises", firmness=0)
CLAIMED = said("Dawn Front claimed it.", by="Dawn Front", stance="claims", actor="Dawn Front")
ADMITTED = said("Dawn Front admitted Dawn Front did it.", by="Dawn Front", stance="admits", actor="Dawn Front")

CASES = {
    "accused and silent": ([ACCUSED], {"XCO-DAWN": "silent"}),
    "denies": ([ACCUSED, DENIED], {"XCO-DAWN": "denies"}),
    "coy": ([ACCUSED, COY], {"XCO-DAWN": "coy"}),
    "praises": ([ACCUSED, PRAISED], {"XCO-DAWN": "praises"}),
    "praise is more than evasion": ([ACCUSED, PRAISED, COY], {"XCO-DAWN": "praises"}),
    "claims": ([ACCUSED, CLAIMED], {"XCO-DAWN": "claims"}),
    "claims unasked": ([CLAIMED], {"XCO-DAWN": "claims"}),
    "denies unasked": ([DENIED], {"XCO-DAWN": "denies"}),
    "praise alone suspects nobody": ([PRAISED], {}),
    "admitted": ([ACCUSED, ADMITTED], {"XCO-DAWN": "admitted"}),
    "a denial outweighs praise": ([ACCUSED, DENIED, PRAISED], {"XCO-DAWN": "denies"}),
    "the last word counts: first denied, then claimed": (
        [DENIED, said("Dawn Front claimed it.", "2031-03-20", by="Dawn Front", stance="claims")],
        {"XCO-DAWN": "claims"},
    ),
    "the last word counts: first claimed, then denied": (
        [CLAIMED, said("Dawn Front denied it.", "2031-03-20", by="Dawn Front", stance="denies", firmness=-3)],
        {"XCO-DAWN": "denies"},
    ),
    "did not claim": (
        [ACCUSED, said("Dawn Front did not claim it.", by="Dawn Front", stance="claims", negated=True)],
        {"XCO-DAWN": "silent"},
    ),
    "did not deny": (
        [ACCUSED, said("Dawn Front did not deny it.", by="Dawn Front", stance="denies", negated=True, firmness=0)],
        {"XCO-DAWN": "coy"},
    ),
    "a claim rejected by another voice": (
        [CLAIMED, said("Arvonian officials said it was not Dawn Front.", by="Arvonian officials", stance="determines",
                       negated=True, firmness=-2, actor="Dawn Front")],
        {"XCO-DAWN": "claims-disputed"},
    ),
    "a claim while another is firmly named": (
        [CLAIMED, said("Arvonian officials found Belmark fired.", by="Arvonian officials", stance="determines",
                       actor="Belmark")],
        {"XBE": "silent", "XCO-DAWN": "claims-disputed"},
    ),
    "a claim while another is merely suspected": (
        [CLAIMED, said("Arvonian officials suspect Belmark.", by="Arvonian officials", stance="suspects", firmness=1,
                       actor="Belmark")],
        {"XBE": "silent", "XCO-DAWN": "claims"},
    ),
    "two claim one deed": (
        [CLAIMED, said("Tide Brigade claimed it.", by="Tide Brigade", stance="claims", actor="Tide Brigade")],
        {"XCO-DAWN": "claims-disputed", "XCO-TIDE": "claims-disputed"},
    ),
    "a ministry speaks for its army": (
        [said("Dawn Front blamed the Arvonian army.", by="Dawn Front", stance="alleges", firmness=2,
              actor="the Arvonian army"),
         said("Arvonian officials denied it.", by="Arvonian officials", stance="denies", firmness=-3)],
        {"XAR-MIL": "denies"},
    ),
    "a patron does not speak for a group": (
        [ACCUSED, said("Belmarkian officials denied it was Dawn Front.", by="Belmarkian officials", stance="denies",
                       firmness=-3, actor="Dawn Front")],
        {"XCO-DAWN": "silent"},
    ),
    "admitting losses is not owning up": (
        [ACCUSED, said("Arvonian officials admitted 40 dead.", by="Arvonian officials", stance="admits", killed=("40", 40, 40))],
        {"XCO-DAWN": "silent"},
    ),
    "saying so in so many words": (
        [said("Arvonian officials said the Arvonian army struck.", by="Arvonian officials", actor="the Arvonian army")],
        {"XAR-MIL": "claims"},
    ),
}  # fmt: skip


@pytest.mark.parametrize("why", CASES)
def test_rungs(why: str) -> None:
    told, expected = CASES[why]
    presses = [Press(f"r{n}", day).say(sentence, **more) for n, (sentence, day, more) in enumerate(told)]
    statements: list[Statement] = [press.statements[0] for press in presses]
    reports = {press.id: press.report for press in presses}
    for order in (statements, statements[::-1]):
        assert ladder(order, accusations(order, reports), reports) == expected
