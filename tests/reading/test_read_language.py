from __future__ import annotations

from collections.abc import Callable

import pytest

from sayso.reading import Read

ENGLISH = [
    "Rockets hit base.",
    "Brigade denies role",
    "KIA: 3, WIA: 12",
    "Al-Alder, Bin-Norl and Abu Karsk.",
    "Three rockets hit the airfield north of Karsk on Wednesday night, killing two and wounding one.",
    "THREE ROCKETS HIT THE AIRFIELD NORTH OF KARSK ON WEDNESDAY NIGHT, KILLING TWO.",
    "The statement said: «Nous condamnons cette attaque» and the minister called it barbaric and cowardly.",
    "The group, known as حركة الفجر in Arabic, said on its channel that it had fired the rockets at the base.",
]
OTHER = [
    "Trois roquettes ont touché une base aérienne au nord de la ville mercredi soir, selon le ministère.",
    "Nach Angaben der Regierung wurden bei dem Angriff auf den Flughafen zwei Soldaten getötet.",
    "Tres cohetes cayeron el miércoles por la noche cerca de la base, según el ministerio de defensa.",
    "Üç roket çarşamba gecesi şehrin kuzeyindeki üsse düştü, bakanlık iki kişinin öldüğünü söyledi.",
    "Ракеты попали в базу.",
    "أصابت الصواريخ قاعدة.",
    "ロケット弾が基地に着弾した。",
]


@pytest.mark.parametrize("text", ENGLISH)
def test_english_is_read(one: Callable[..., Read], text: str) -> None:
    report = one(text).report
    assert report is not None
    assert report.language == "en"


@pytest.mark.parametrize("text", OTHER)
def test_anything_else_is_set_aside(one: Callable[..., Read], text: str) -> None:
    quarantined = one(text).quarantined
    assert quarantined is not None
    assert quarantined.reason == "language"
    assert "--language en" in quarantined.detail


@pytest.mark.parametrize(("language", "kept"), [("en", "en"), ("FR", "fr")])
def test_who_names_the_language_is_believed(one: Callable[..., Read], language: str, kept: str) -> None:
    report = one(OTHER[0], language=language).report
    assert report is not None
    assert report.language == kept


def test_a_document_that_says_it_is_english_is_believed_and_one_that_says_otherwise_is_checked(one: Callable[..., Read]) -> None:
    assert one(f"---\nlanguage: en\n---\n{OTHER[0]}", "a.md").report is not None
    assert one(f"---\nlanguage: fr\n---\n{OTHER[0]}", "a.md").quarantined is not None
