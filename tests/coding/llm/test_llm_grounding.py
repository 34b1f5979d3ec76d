"""Values that do not stand in the report are left out, those that do are found exactly; tables of both."""

from __future__ import annotations

from datetime import date

import pytest
from llm_server import figure, gives, offer, serving
from llm_story import DENIAL, DENIAL_OFFER, QUOTED, RAID, RAID_OFFER, SALE, STORY, code

from sayso.types import Statement


def only(item: dict[str, object], text: str = STORY) -> tuple[Statement, dict[str, int]]:
    """The one statement made of one offer, and what was left out of it."""
    with serving(gives(item)) as served:
        statements, made = code(served.url, text)
    assert len(statements) == 1, dict(made.rejected)
    return statements[0], dict(made.rejected)


def none(item: dict[str, object], text: str = STORY) -> dict[str, int]:
    """Why nothing was made of one offer."""
    with serving(gives(item)) as served:
        statements, made = code(served.url, text)
    assert statements == []
    return dict(made.rejected)


REFUSED_QUOTES = {
    "invented": ("Rebels shelled the capital.", "quote-not-in-report"),
    "one word changed": (RAID.replace("killed", "wounded"), "quote-not-in-report"),
    "one figure changed": (RAID.replace("11", "111"), "quote-not-in-report"),
    "a word left out": (DENIAL.replace("denied that it had ", ""), "quote-not-in-report"),
    "two sentences run together": (f"{DENIAL} {SALE}", "quote-not-in-report"),
    "part of a word": ("group denied that it had fir", "quote-not-in-report"),
    "empty": ("", "quote-not-in-report"),
    "white space": (" \n\t ", "quote-not-in-report"),
    "quotation marks only": ("“”", "quote-not-in-report"),
    "a lone surrogate": ("\ud800 The group denied", "quote-not-in-report"),
    "a scrap": ("fired mortars", "quote-too-short"),
    "a scrap of punctuation": (".", "quote-too-short"),
    "the whole report": (STORY, "quote-too-long"),
}


@pytest.mark.parametrize("name", REFUSED_QUOTES)
def test_quotes_that_do_not_hold(name: str) -> None:
    quote, reason = REFUSED_QUOTES[name]
    assert none(offer(quote)) == {reason: 1}


FOUND_QUOTES = {
    "as it stands": RAID,
    "spaces and line breaks": RAID.replace(" ", "\n  "),
    "straight quotation marks": '"We hit only soldiers," a spokesman said.',
    "no quotation marks": "We hit only soldiers,” a spokesman said",
    "in quotation marks of its own": f"“{SALE}”",
    "without the full stop": SALE[:-1],
    "a clause of it": "that it had fired mortars at the market",
    "with an invisible character": DENIAL.replace("group", "gr\u200boup"),
}


@pytest.mark.parametrize("name", FOUND_QUOTES)
def test_quotes_are_printed_as_the_report_has_them_and_whole(name: str) -> None:
    statement, rejected = only(offer(FOUND_QUOTES[name]))
    assert statement.quote in (RAID, DENIAL, QUOTED, SALE)
    assert rejected == {}


def test_a_quote_cannot_hide_a_denial() -> None:
    """Whoever quotes half a sentence gets all of it, so that "denied" stays in sight."""
    statement, _ = only(offer("it had fired mortars at the market"))
    assert statement.quote == DENIAL


NOT_THERE = {
    "actor": {"actor": "the army"},
    "target": {"target": "a hospital"},
    "recipient": {"recipient": "the rebels"},
    "place": {"place": "Mogadishu"},
    "date": {"date": "Sunday"},
    "weapon": {"weapon": "drones"},
    "cue": {"cue": "boasted"},
    "hedge": {"hedges": ["reportedly"]},
    "via": {"via": ["The Times"]},
    "figure": {"figures": [figure("killed", "500 people", 500, 500)]},
    "figure-kind": {"figures": [figure("sheep", "11 civilians", 11)]},
    "mode": {"mode": "humanitarian"},
    "part of a word": {"actor": "shabab fight"},
    "part of a number": {"figures": [figure("killed", "1", 1, 1)]},
    "a name from further down": {"actor": "smugglers"},
    "a date nobody can read": {"date": "near Garissa"},
}
REASONS = {
    "part of a word": "actor", "part of a number": "figure", "a name from further down": "actor", "a date nobody can read": "date-unread",
}  # fmt: skip


@pytest.mark.parametrize("name", NOT_THERE)
def test_values_that_do_not_hold_are_left_out(name: str) -> None:
    statement, rejected = only(offer(RAID, **NOT_THERE[name]))
    assert rejected == {REASONS.get(name, name): 1}
    bare, _ = only(offer(RAID))
    assert statement == bare, "what is left out leaves no trace"


def test_a_voice_that_is_not_there_takes_the_statement_with_it() -> None:
    """Without its voice a statement would become the outlet's own word."""
    assert none(offer(RAID, voice="the president")) == {"voice-not-in-report": 1}


def test_a_voice_may_be_named_just_after_the_quote() -> None:
    text = "“We did it,” the letter said. “Expect more.” It was signed by Abu Omar, a commander. Nothing else is known."
    statement, _ = only(offer("“We did it,” the letter said.", voice="Abu Omar"), text)
    assert (statement.voice.name, statement.voice.start) == ("Abu Omar", text.index("Abu Omar"))
    after = (
        "“We did it. Expect more.” So said Abu Omar, a commander, who then told a long story of other things that he had done."
    )
    statement, rejected = only(offer("“We did it.", voice="Abu Omar", cue="said"), after)
    assert (statement.cue.start, rejected) == (after.index("said"), {})
    _, rejected = only(offer("“We did it.", voice="Abu Omar", cue="done"), after)
    assert rejected == {"cue": 1}


def test_a_name_counts_only_from_near_before() -> None:
    far = "Rebels took a village." + " Nothing is known of what came next." * 40 + " A bridge was bombed."
    _, rejected = only(offer("A bridge was bombed.", actor="Rebels"), far)
    assert rejected == {"actor": 1}
    near = "Rebels took a village. A bridge was bombed."
    statement, rejected = only(offer("A bridge was bombed.", actor="Rebels"), near)
    assert (statement.claim.actor.start, rejected) == (0, {})


def test_the_nearest_of_several() -> None:
    text = "Police arrested a man. Police shot a dog. A bridge was bombed. Police said rebels bombed it."
    statement, _ = only(offer("A bridge was bombed.", actor="Police"), text)
    assert statement.claim.actor.start == text.index("Police shot")
    statement, _ = only(offer("Police said rebels bombed it.", voice="Police"), text)
    assert statement.voice.start == text.index("Police said")


def test_x_backed_names_nobody_as_the_one_who_acts() -> None:
    text = "Kenyan-backed militiamen shelled a village."
    _, rejected = only(offer(text, actor="Kenyan"), text)
    assert rejected == {"actor": 1}
    statement, rejected = only(offer(text, actor="Kenyan-backed militiamen"), text)
    assert (statement.claim.actor.name, rejected) == ("Kenyan-backed militiamen", {})


FIGURES = {
    "at least": ("At least 14 people were killed.", figure("killed", "At least 14 people", 14), (14, None)),
    "the bound is heard though not said": ("At least 14 people were killed.", figure("killed", "14 people", 14, 14), (14, None)),
    "up to": ("Up to 110 people were hurt.", figure("injured", "Up to 110 people", None, 110), (0, 110)),
    "dozens": ("Dozens of people were killed.", figure("killed", "Dozens of people", 24, None), (24, None)),
    "dozens, taken otherwise": ("Dozens of people were killed.", figure("killed", "Dozens of people", 36, None), (24, None)),
    "words": ("Three hundred people were killed.", figure("killed", "Three hundred people", 300, 300), (300, 300)),
    "bounds not given": ("Seven people were killed.", figure("killed", "Seven people"), (7, 7)),
    "a single person": ("Gunmen killed a soldier.", figure("killed", "a soldier", 1, 1), (1, 1)),
}


@pytest.mark.parametrize("name", FIGURES)
def test_bounds_are_read_from_the_words(name: str) -> None:
    text, offered, bounds = FIGURES[name]
    statement, rejected = only(offer(text, figures=[offered]), text)
    (found,) = statement.claim.figures[offered["kind"]]
    assert ((found.low, found.high), rejected) == (bounds, {})


WRONG_FIGURES = {
    "more than the words say": (figure("killed", "Seven people", 500, 500), "figure-mismatch"),
    "less than the words say": (figure("killed", "Seven people", 1, 1), "figure-mismatch"),
    "no number in the words": (figure("killed", "at the market", 7, 7), "figure-unread"),
    "hurt told as killed": (figure("killed", "nine hurt", 9, 9), "figure-kind"),
    "two numbers at once": (figure("troops", "Seven people were killed and nine", 16, 16), "figure-kind"),
    "not in the quote": (figure("killed", "Two guards", 2, 2), "figure"),
}


@pytest.mark.parametrize("name", WRONG_FIGURES)
def test_figures_the_words_do_not_bear_out(name: str) -> None:
    offered, reason = WRONG_FIGURES[name]
    quote = "Seven people were killed and nine hurt at the market."
    statement, rejected = only(offer(quote, figures=[offered]), f"Two guards were killed on Monday. {quote}")
    assert (statement.claim.figures, rejected) == ({}, {reason: 1})


FIRMNESS = {
    "a denial is a no": ({"stance": "denies", "firmness": 3}, -3),
    "a denied negation is a yes": ({"stance": "denies", "firmness": -3, "negated": True}, 3),
    "a negated act is a no": ({"firmness": 3, "negated": True}, -3),
    "a threat has not happened": ({"stance": "threatens", "firmness": 3, "time": "future"}, 1),
    "what if": ({"firmness": 3, "time": "hypothetical"}, 0),
    "a hedge caps": ({"stance": "alleges", "firmness": 3, "hedges": ["allegedly"]}, 1),
    "doubt stays doubt": ({"stance": "suspects", "firmness": -1}, -1),
    "open stays open": ({"stance": "coy", "firmness": 0}, 0),
    "firm stays firm": ({"firmness": 3}, 3),
}


@pytest.mark.parametrize("name", FIRMNESS)
def test_firmness_keeps_the_rules(name: str) -> None:
    fields, firmness = FIRMNESS[name]
    statement, rejected = only(offer(SALE, what="AID", mode="military", **fields))
    assert (statement.firmness, rejected) == (firmness, {})


def test_time_is_told_by_the_date() -> None:
    text = "Rebels burned the mill in 2009."
    for said in ("past", "historical"):
        statement, _ = only(offer(text, time=said, date="2009"), text)
        assert statement.time == "historical"
    statement, _ = only(offer(RAID, time="historical", date="Tuesday"))
    assert statement.time == "past"


def test_dates_are_read_with_the_words_around_them() -> None:
    statement, _ = only(offer(SALE, what="AID", mode="military", date="month"))
    assert (statement.claim.when.said, statement.claim.when.first, statement.claim.when.last) == (
        "last month", date(2021, 4, 1), date(2021, 4, 30),
    )  # fmt: skip


def test_an_unknown_place_keeps_its_name_and_nothing_else() -> None:
    text = "Rebels burned the mill at Qqzzyville."
    statement, _ = only(offer(text, place="Qqzzyville"), text)
    where = statement.claim.where
    assert (where.name, where.id, where.lat, where.start) == ("Qqzzyville", None, None, text.index("Qqzzyville"))


def test_a_weapon_gives_the_mode() -> None:
    statement, _ = only(DENIAL_OFFER | {"mode": None})
    assert statement.claim.mode == "heavy-weapons"


def test_judgements_have_no_category() -> None:
    statement, rejected = only(offer(SALE, what=None, stance="predicts", mode="firearms"))
    assert (statement.claim.what, statement.claim.mode, rejected) == (None, None, {"mode": 1})


def test_what_was_left_out_is_shown() -> None:
    with serving(gives(RAID_OFFER | {"actor": "the \x1b[31marmy", "cue": "boasted"}, offer("Invented."))) as served:
        _, made = code(served.url)
    assert [(each.report, each.reason) for each in made.rejections] == [
        ("story", "actor"), ("story", "cue"), ("story", "quote-not-in-report"),
    ]  # fmt: skip
    assert all(each.said.isprintable() for each in made.rejections)
    account = made.account()
    assert "2 statements offered, 1 accepted, 3 statements or values left out" in account
    for reason in ("actor", "cue", "quote-not-in-report"):
        assert f"1  {reason}: " in account


def test_of_namesakes_the_one_in_a_country_the_report_speaks_of() -> None:
    for people, country in (("Lebanese", "LBN"), ("Libyan", "LBY")):
        text = f"Tripoli was calm until {people} soldiers shot a man."
        statement, _ = only(offer(text, place="Tripoli"), text)
        assert statement.claim.where.country == country


def test_we_are_whoever_speaks() -> None:
    text = "“We burned the mill and our fighters fell,” said the Kenyan army."
    statement, _ = only(offer(text, voice="the Kenyan army", cue="said", actor="We", target="our fighters"), text)
    assert (statement.voice.name, statement.voice.actor) == ("Kenyan army", "KEN-MIL")
    assert (statement.claim.actor.name, statement.claim.actor.id, statement.claim.actor.start) == ("Kenyan army", "KEN-MIL", 1)
    assert (statement.claim.target.name, statement.claim.target.id) == ("our fighters", "KEN-MIL")
