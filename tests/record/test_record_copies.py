"""Prints of one text are found; texts on one subject are not taken for prints."""

import random

import pytest
from record_world import Press

from sayso.record.copies import copies

WIRE = (
    "Rockets hit Camp Alder late on Tuesday, killing two soldiers and wounding at least a dozen others, officials said. "
    "The barrage was the heaviest since the talks in Ostrel collapsed last autumn, and came on the eve of a holiday. "
    "Engineers had been training recruits of the Corvan army at the base. Nobody has said they fired the rockets."
)
OTHER = (
    "Two soldiers were killed and a dozen wounded when rockets struck Camp Alder on Tuesday night, a spokesman said. "
    "It was not clear who was behind the attack, the first on the base this year. The camp lies north of Lorn, and "
    "has been used by foreign engineers since the talks in Ostrel. Dawn Front has fired on it before."
)


def groups(*texts: str) -> list[str]:
    presses = [Press(f"r{n}", f"2031-03-{12 + n:02d}").write(text) for n, text in enumerate(texts)]
    found = copies({press.id: press.report for press in presses})
    return [found[press.id] for press in presses]


CUT = ". ".join(WIRE.split(". ")[:2]) + "."
TOPPED = "CAMP ALDER (Corvan Wire) — " + WIRE + " (c) Corvan Wire. All rights reserved."
EDITED = WIRE.replace("late on Tuesday", "on Tuesday night").replace("a dozen others", "12 others")


@pytest.mark.parametrize("text", [WIRE, CUT, TOPPED, EDITED, WIRE.upper()])
def test_a_print_is_found_however_it_was_cut_or_topped(text: str) -> None:
    assert groups(WIRE, text) == ["r0", "r0"]


@pytest.mark.parametrize("text", [OTHER, "Rockets hit Camp Alder late on Tuesday.", "Officials said."])
def test_another_text_on_the_same_matter_is_no_print(text: str) -> None:
    assert groups(WIRE, text) == ["r0", "r1"]


def test_short_texts_are_prints_only_when_equal() -> None:
    assert groups("We did not do it.", "We did not do it!", "We did not do it then.") == ["r0", "r0", "r2"]


def test_prints_of_prints_are_one_group_named_after_the_first() -> None:
    assert groups(TOPPED, OTHER, WIRE, CUT) == ["r0", "r1", "r0", "r0"]


def test_a_wire_printed_by_everyone_is_one_group() -> None:
    assert set(groups(*[f"{WIRE} Print {n}." for n in range(17)])) == {"r0"}
    many = [Press(f"r{n:03d}", "2031-03-12", f"P{n}").write(f"{WIRE} Print {n}.") for n in range(80)]
    assert set(copies({press.id: press.report for press in many}).values()) == {"r000"}


def test_a_shared_footer_makes_no_prints() -> None:
    footer = " ".join(f"footer{n}" for n in range(15))
    rnd = random.Random(1)
    texts = [" ".join(f"w{rnd.randrange(9_000)}" for _ in range(120)) + " " + footer for _ in range(12)]
    assert groups(*texts) == [f"r{n}" for n in range(12)]
