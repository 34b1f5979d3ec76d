"""The small arithmetic of the corpus evaluations, on examples of our own."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from evals.factuality import join
from evals.geoparsing import distance
from evals.muc4 import fillers, pairs, right
from evals.muc4_answers import Answer, body_in, listed
from evals.muc4_fills import human_type, named_and_described, number, sort_of
from evals.muc4_keys import Fill, Filler, Key, _chain, _days, _fill, _filler, _human, _key, _slots
from evals.muc4_names import head, whole
from evals.muc4_slots import slot_credit, slots_credit
from evals.plv import Case, macro, overlap, plover
from sayso.types import Claim, Statement, Voice

KEY = """0.  MESSAGE: ID                     DEV-MUC3-9999
1.  MESSAGE: TEMPLATE               1 (OPTIONAL)
2.  INCIDENT: DATE                  01 JAN 90 - 03 JAN 90
3.  INCIDENT: LOCATION              PERU: LIMA (CITY)
4.  INCIDENT: TYPE                  BOMBING
6.  INCIDENT: INSTRUMENT ID         ? "CAR BOMB" / "BOMB"
9.  PERP: INDIVIDUAL ID             "TWO MEN"
10. PERP: ORGANIZATION ID           -
12. PHYS TGT: ID                    "BANK"
                                    "SHOPS" / "CORNER SHOPS"
18. HUM TGT: NAME                   "ANA RUIZ"
19. HUM TGT: DESCRIPTION            "TELLER": "ANA RUIZ"
                                    "PASSERS-BY"
"""


def test_keys_are_read() -> None:
    key = _key(_slots(KEY))
    assert (key.message, key.optional, key.types) == ("DEV-MUC3-9999", True, ("BOMBING",))
    assert key.days == ((date(1990, 1, 1), date(1990, 1, 3)),)
    assert key.places == (("PERU", "LIMA"),)
    assert key.slots["weapon"] == (Filler(("CAR BOMB", "BOMB"), True),)
    assert key.slots["phys tgt"] == (Filler(("BANK",)), Filler(("SHOPS", "CORNER SHOPS")))
    assert key.slots["hum tgt"] == (Filler(("ANA RUIZ", "TELLER")), Filler(("PASSERS-BY",)))
    assert key.slots["perp org"] == ()


def test_every_slot_of_a_key_is_read() -> None:
    key = _key(_slots(KEY))
    assert key.fills[6] == (Fill(("CAR BOMB", "BOMB"), (), True),)
    assert key.fills[19] == (Fill(("TELLER",), ("ANA RUIZ",)), Fill(("PASSERS-BY",)))
    assert _fill('SOME DAMAGE / DESTROYED: "BANK"') == Fill(("SOME DAMAGE", "DESTROYED"), ("BANK",))
    assert _fill('NO INJURY: "-"') == Fill(("NO INJURY",), ("-",))
    assert (_fill("*"), _fill("-")) == (None, None)


def test_slots_are_credited_with_their_tags() -> None:
    wanted = (Fill(("DESTROYED",), ("BANK",)), Fill(("SOME DAMAGE",), ("SHOPS",), True))
    bank, shops, none = frozenset({"the bank"}), frozenset({"corner shops"}), frozenset[str]()
    destroyed = frozenset({"DESTROYED"})
    assert slot_credit(16, wanted, ((destroyed, bank),)) == (2, 1, 1)
    assert slot_credit(16, wanted, ((destroyed, none),)) == (1, 1, 1)  # the value without its tag is half right
    assert slot_credit(16, wanted, ((destroyed, bank), (destroyed, shops))) == (3, 2, 2)  # wider than "some damage"
    assert slot_credit(16, wanted, ()) == (0, 0, 1)
    assert slot_credit(21, (Fill(("3 - 5",)),), ((frozenset({"3"}), none),)) == (1, 1, 1)
    inapplicable = Key("m", False, ("KIDNAPPING",), (), (), {}, {}, frozenset({12}))
    assert "thing" not in slots_credit(inapplicable, {12: ((bank, none),)})


def test_phrases_are_sorted() -> None:
    assert named_and_described(frozenset({"Mayor Juan Lopez"})) == ("Juan Lopez", "Mayor")
    assert sort_of(frozenset({"the car bomb"}), "instrument") == "VEHICLE BOMB"
    assert human_type(frozenset({"a retired general"})) == "FORMER ACTIVE MILITARY"
    assert [number(frozenset({said}), ()) for said in ("three peasants", "peasants", "a judge")] == ["3", "PLURAL", "1"]
    assert body_in("members of the armed forces") == "armed forces"
    assert body_in("army trucks") is None
    assert listed("Juan Perez, his driver and two guards") == ["Juan Perez", "his driver", "two guards"]


def test_parts_of_keys() -> None:
    assert _days("- 25 AUG 89") == (None, date(1989, 8, 25))
    assert _chain("COLOMBIA: ANTIOQUIA (DEPARTMENT): MEDELLIN (CITY)") == ("COLOMBIA", "ANTIOQUIA", "MEDELLIN")
    assert _filler("*") is None
    assert _human((), ['"PEASANT"']) == (Filler(("PEASANT",)),)


@pytest.mark.parametrize(
    ("phrase", "noun"),
    [("THREE ARMED MEN", "MAN"), ("members of the front", "MEMBER"), ("Col. Ana Ruiz", "RUIZ"), ("SHOPS, WHICH BURNED", "SHOP")],
)
def test_heads(phrase: str, noun: str) -> None:
    assert head(phrase) == noun


def test_organisations_match_as_a_whole() -> None:
    assert whole("The  Red Front") == "RED FRONT"
    assert right(frozenset({"RF", "Red Front"}), Filler(("RED FRONT",)), "perp org")
    assert not right(frozenset({"Blue Army"}), Filler(("RED FRONT",)), "perp org")


def key(message: str = "m", **slots: tuple[Filler, ...]) -> Key:
    empty = dict.fromkeys(("perp ind", "perp org", "phys tgt", "hum tgt", "weapon"), ())
    return Key(message, False, ("ATTACK",), (), (), {**empty, **{name.replace("_", " "): value for name, value in slots.items()}})


def answer(**slots: tuple[frozenset[str], ...]) -> Answer:
    empty = dict.fromkeys(("perp ind", "perp org", "phys tgt", "hum tgt", "weapon"), ())
    filled = {name.replace("_", " "): value for name, value in slots.items()}
    return Answer("ATTACK", (None, None), frozenset(), {**empty, **filled})


def test_fillers_of_a_message_are_counted_once() -> None:
    counts: Counter[str] = Counter()
    wanted = [key(hum_tgt=(Filler(("PRIEST",)), Filler(("NUN",), True)))] * 2
    given = [answer(hum_tgt=(frozenset({"the priest"}), frozenset({"a goat"})))]
    missed, spurious = fillers(wanted, given, counts, "hum tgt")
    assert counts == Counter(good=1, answered=2, met=1, due=1)
    assert (missed, spurious) == ([], ["a goat"])


def test_templates_pair_only_with_something_in_common() -> None:
    priest, goat = frozenset({"priest"}), frozenset({"goat"})
    wanted = [key(hum_tgt=(Filler(("PRIEST",)),))]
    assert pairs(wanted, [answer(hum_tgt=(priest,))]) == [(wanted[0], answer(hum_tgt=(priest,)))]
    assert pairs(wanted, [answer(hum_tgt=(goat,))]) == [(wanted[0], None), (None, answer(hum_tgt=(goat,)))]


def test_a_date_in_the_range_is_half_right() -> None:
    one = Answer("ATTACK", (date(1990, 1, 2), date(1990, 1, 2)), frozenset({"Lima", "Peru"}), {})
    assert one.dated((date(1990, 1, 2), date(1990, 1, 2))) == 2
    assert one.dated((date(1990, 1, 1), date(1990, 1, 3))) == 1
    assert one.dated((date(1990, 2, 1), date(1990, 2, 1))) == 0
    assert one.placed(("PERU", "LIMA")) == 2
    assert one.placed(("PERU", "LIMA", "SURCO")) == 1
    assert one.placed(("CHILE",)) == 0


@pytest.mark.parametrize(
    ("one", "other", "value"),
    [("the army", "army", 1.0), ("Iran", "the Iranian army", 0.0), ("the Iranian army", "army of Iran", 0.4)],
)
def test_overlap_leaves_out_articles(one: str, other: str, value: float) -> None:
    assert overlap(one, other) == pytest.approx(value)


def test_macro_f1_weighs_codes_alike() -> None:
    assert macro([("A", "A"), ("A", "A"), ("B", "A")]) == pytest.approx((0.8 + 0.0) / 2)


@pytest.mark.parametrize(
    ("what", "time", "negated", "root"),
    [("AID", "past", False, "AID"), ("AID", "future", False, "AGREE"), ("AID", "future", True, "REJECT"),
     ("ASSAULT", "future", False, "THREATEN"), ("RETREAT", "past", False, "YIELD"), ("ACCUSE", "future", False, "ACCUSE")],
)  # fmt: skip
def test_intentions_have_codes_of_their_own(what: str, time: str, negated: bool, root: str) -> None:
    one = Statement("x", "r", 0, 4, "Text", Voice("v", "outlet"), "reports", 1, Claim(what), time=time, negated=negated)
    assert plover(one) == root


def test_cases_say_what_is_missing() -> None:
    assert Case("1", "The army left.", None, (4, 8), "YIELD").said(None) == "–"


def test_great_circle() -> None:
    assert distance((0, 0), (0, 0)) == 0
    assert distance((0, 0), (0, 180)) == pytest.approx(20015, abs=1)
    assert distance((51.5, -0.12), (48.86, 2.35)) == pytest.approx(343, abs=3)


def test_tokens_are_joined_as_printed() -> None:
    words = ["He", "said", ",", '"', "I", "do", "n't", "know", "-", "how", ".", '"']
    text, starts = join(words)
    assert text == 'He said, "I don\'t know-how."'
    assert [text[start : start + 1] for start in starts[:4]] == ["H", "s", ",", '"']
