"""What the coder makes of single sentences, from many wars: voice, stance, deed, parties, grammar."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from sayso.coding.coder import EmbeddedCoder
from sayso.types import Report, Statement


@cache
def coder() -> EmbeddedCoder:
    return EmbeddedCoder()


@cache
def read(text: str) -> tuple[Statement, ...]:
    return tuple(coder().code(Report("case", "key", text, date(2023, 10, 20), outlet="The Wire")))


def found(text: str, **wanted: object) -> list[Statement]:
    """The statements of a text that have everything wanted."""
    return [one for one in read(text) if all(_value(one, name) == value for name, value in wanted.items())]


def _value(one: Statement, name: str) -> object:
    claim = one.claim
    return {
        "stance": one.stance,
        "what": claim.what,
        "mode": claim.mode,
        "actor": claim.actor.id if claim.actor else None,
        "target": claim.target.id if claim.target else None,
        "recipient": claim.recipient.id if claim.recipient else None,
        "voice": one.voice.actor or one.voice.name,
        "time": one.time,
        "negated": one.negated,
        "fact": one.is_fact,
        "country": claim.where.country if claim.where else None,
        "via": one.via,
        "firmness": one.firmness,
    }[name]


CASES = [
    # who says so
    ("Russian forces shelled Kharkiv on Tuesday, the regional governor said.", {"stance": "alleges", "what": "ASSAULT", "actor": "RUS-MIL"}),
    ("At least 40 people were killed in an air strike on a market in Nyala, a medical source told AFP.", {"stance": "reports", "what": "ASSAULT", "mode": "aerial", "via": ("AFP",), "country": "SDN"}),
    ("Human Rights Watch said Ethiopian soldiers executed dozens of civilians in Merawi.", {"stance": "alleges", "actor": "ETH-MIL", "voice": "NGO-HRW"}),
    ("Sudan's army accused the Rapid Support Forces of shelling a hospital in El Fasher on Friday.", {"stance": "alleges", "actor": "SDN-RSF", "voice": "SDN-MIL", "mode": "heavy-weapons"}),
    ("Two Palestinians were shot dead by Israeli forces in Jenin, the Palestinian health ministry said.", {"stance": "alleges", "actor": "ISR-MIL", "target": "PSE", "mode": "firearms"}),
    ("The army is believed to have bombed a hospital.", {"stance": "suspects", "what": "ASSAULT", "firmness": 1}),
    ("Analysts expect Russia to launch a new offensive in the spring.", {"stance": "predicts", "actor": "RUS", "time": "future"}),
    # claims, denials and the rest of the ladder
    ("Al-Shabab claimed responsibility for the suicide bombing that killed 20 people in Mogadishu.", {"stance": "claims", "actor": "SOM-SHABAAB", "what": "ASSAULT"}),
    ("The Islamic State group claimed the bombing in a statement on its Amaq news agency.", {"stance": "claims", "mode": "explosives"}),
    ("Ukraine's military denied that it had struck the bridge.", {"stance": "denies", "voice": "UKR-MIL", "firmness": -3}),
    ("Nigeria's military has denied killing civilians in the raid.", {"stance": "denies", "voice": "NGA-MIL"}),
    ("The Taliban neither confirmed nor denied responsibility for the blast.", {"stance": "coy", "voice": "AFG-TALIBAN"}),
    ("Hezbollah praised the attack but stopped short of claiming it.", {"stance": "praises", "voice": "LBN-HEZ"}),
    ("Hezbollah praised the attack but stopped short of claiming it.", {"stance": "coy", "voice": "LBN-HEZ"}),
    ("Russia's defence ministry said its forces had captured the village of Terny.", {"stance": "claims", "actor": "RUS-MIL"}),
    ("The rebels threatened to shell the city unless the army withdrew.", {"stance": "threatens", "what": "ASSAULT", "time": "future"}),
    # it did not happen, or not yet
    ("The general said his troops had not fired on demonstrators.", {"what": "ASSAULT", "negated": True, "fact": False}),
    ("The rebels failed to capture the town.", {"what": "ASSAULT", "negated": True, "firmness": -3}),
    ("Israel will not invade Lebanon, the prime minister told reporters.", {"what": "ASSAULT", "time": "future", "negated": True}),
    ("If the rebels attack the capital, the army will respond.", {"what": "ASSAULT", "time": "hypothetical", "firmness": 0}),
    ("Police said they had found no evidence of an attack.", {"what": "ASSAULT", "time": "hypothetical", "fact": False}),
    ("French troops will leave Niger by the end of the year, President Macron announced.", {"what": "RETREAT", "actor": "FRA-MIL", "time": "future"}),
    # the rest of PLOVER
    ("Police arrested 12 protesters outside parliament.", {"what": "COERCE", "mode": "arrest", "fact": True}),
    ("Colombian guerrillas kidnapped a mayor, a local radio station reported.", {"what": "ASSAULT", "mode": "abduct", "actor": "COL-REB"}),
    ("The U.S. Navy seized a dhow carrying Iranian missiles bound for Yemen's Houthis.", {"what": "COERCE", "mode": "seize", "recipient": "YEM-HOU"}),
    ("Turkey has agreed to supply drones to Ethiopia.", {"what": "AID", "mode": "military", "recipient": "ETH", "time": "future"}),
    ("Colombia's ELN rebels released a kidnapped soldier.", {"what": "RETREAT", "mode": "release", "actor": "COL-ELN"}),
    ("North Korea test-fired two ballistic missiles on Sunday, South Korea's military said.", {"what": "MOBILIZE", "actor": "PRK", "voice": "KOR-MIL"}),
    ("Armenia and Azerbaijan agreed to exchange prisoners.", {"what": "AGREE", "actor": "ARM", "target": "AZE"}),
    ("Hamas fired a barrage of rockets at Tel Aviv.", {"what": "ASSAULT", "mode": "rocket", "actor": "PSE-HAMAS", "country": "ISR"}),
    ("Saudi Arabia intercepted a ballistic missile fired by the Houthis towards Riyadh.", {"what": "ASSAULT", "actor": "YEM-HOU", "mode": "missile"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[f"{n}-{text[:40]}" for n, (text, _) in enumerate(CASES)])
def test_reads(text: str, wanted: dict[str, object]) -> None:
    assert found(text, **wanted), "\n".join(f"{one.stance} {one.claim}" for one in read(text))


SILENT = [
    "The striker fired three shots at goal as United attacked in the second half.",
    "Shares were hammered after the company missed its profit target.",
    "Quiet.",
    "The film's hero kills twelve aliens in the opening episode.",
]


@pytest.mark.parametrize("text", SILENT)
def test_sport_business_and_film_are_left_alone(text: str) -> None:
    assert not [one for one in read(text) if one.is_fact]


NO_PLAIN_FACT = [
    "Boko Haram gunmen killed 14 farmers in Borno state, a senator alleged.",
    "Ukraine's military denied that it had struck the bridge.",
    "No group has claimed responsibility.",
    "Suspected militants may have crossed the border, officials feared.",
    "The minister warned of attacks.",
    "The plotters had planned to bomb the station.",
]


@pytest.mark.parametrize("text", NO_PLAIN_FACT)
def test_denied_alleged_feared_and_planned_are_no_facts(text: str) -> None:
    assert not [one for one in read(text) if one.is_fact and one.claim.what == "ASSAULT"]


def test_figures_keep_bounds_and_whose() -> None:
    text = "A rocket attack killed two American troops and one British service member and wounded at least 14 others."
    (one,) = found(text, what="ASSAULT", mode="rocket")
    killed = [(figure.low, figure.high, figure.of) for figure in one.claim.figures["killed"]]
    injured = [(figure.low, figure.high) for figure in one.claim.figures["injured"]]
    assert killed == [(2, 2, "USA"), (1, 1, "GBR")]
    assert injured == [(14, None)]


def test_nobody_claiming_is_no_statement() -> None:
    assert not found("No group has claimed responsibility for the attack.", stance="claims")
    assert not found("Nobody claimed the bombing.", stance="claims")


def test_a_definite_noun_takes_up_the_event_before_it_but_not_who_did_it() -> None:
    text = "Rebels attacked Goma on Monday. The attack killed nine people."
    later = [one for one in read(text) if one.quote.startswith("The attack")]
    assert later
    assert later[0].claim.where is not None
    assert later[0].claim.where.name == "Goma"
    assert later[0].claim.actor is None


def test_quotes_and_offsets_hold_with_emoji_and_arabic() -> None:
    text = "🕊️ ميناء عدن: Gunmen attacked the port of Aden on Monday, a source said."
    for one in read(text):
        assert text[one.start : one.end] == one.quote
        if one.claim.where is not None and one.claim.where.start is not None:
            assert text[one.claim.where.start : one.claim.where.end] == one.claim.where.name


def test_a_part_of_a_group_acts_for_it() -> None:
    assert found("Members of Boko Haram attacked a school in Borno on Monday.", what="ASSAULT", actor="NGA-BH")


def test_fighters_without_a_name_are_the_one_group_that_is_named() -> None:
    named = "Boko Haram has fought the government of Nigeria for years. On Monday militants attacked a village in Nigeria."
    assert found(named, what="ASSAULT", actor="NGA-BH")
    assert found("On Monday militants attacked a village in Nigeria.", what="ASSAULT", actor="NGA-REB")
