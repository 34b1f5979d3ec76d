"""The language-model coder passes the suite every coder must, and keeps what a good model says."""

from __future__ import annotations

from datetime import date

import pytest
from llm_server import Asked, each, gives, in_words, offer, serving
from llm_story import DENIAL, DENIAL_OFFER, RAID, RAID_OFFER, STORY, code, coder, report

from sayso.coding.coder import EmbeddedCoder
from sayso.coding.llm import agreement
from sayso.coding.llm.agreement import matched
from sayso.conformance import check_coder, check_store
from sayso.conformance import reports as suite
from sayso.types import Report, Statement


@pytest.fixture(scope="module")
def embedded() -> EmbeddedCoder:
    return EmbeddedCoder()


def parrot(embedded: EmbeddedCoder):
    """A model that reads as the embedded coder does and answers in words only."""

    def answer(asked: Asked) -> list[object]:
        read = Report("parrot", "key", asked.passage, date(2021, 5, 12))
        return [in_words(statement, read.text) for statement in embedded.code(read)]

    return each(answer)


def test_passes_the_suite(embedded: EmbeddedCoder) -> None:
    with serving(parrot(embedded)) as served:
        made = check_coder(coder(served.url))
    assert made >= 4


def test_fills_a_case(embedded: EmbeddedCoder, tmp_path) -> None:
    from sayso.record import Record

    with serving(parrot(embedded)) as served:
        check_store(lambda: Record.open(tmp_path / "case.sayso"), coder(served.url))


def test_words_alone_give_the_embedded_coders_statements(embedded: EmbeddedCoder) -> None:
    """Spans, ids, days, coordinates and bounds come from the report and the tables, so they come out the same."""
    with serving(parrot(embedded)) as served:
        made = coder(served.url)
        got = [statement for each_report in (report(), *suite()) for statement in made.code(each_report)]
    want = [statement for each_report in (report(), *suite()) for statement in embedded.code(each_report)]
    found = agreement(got, want)
    assert (found.of_one, found.of_other, found.stance, found.firmness, found.voices) == (1, 1, 1, 1, 1)
    assert made.rejected == {}
    for a, b in matched(got, want):
        one, other = a.claim, b.claim
        assert (one.where, one.when, one.weapon, one.mode, one.figures) == (
            other.where,
            other.when,
            other.weapon,
            other.mode,
            other.figures,
        )
        for mine, yours in ((one.actor, other.actor), (one.target, other.target), (one.recipient, other.recipient)):
            assert (mine and (mine.id, mine.start, mine.end)) == (yours and (yours.id, yours.start, yours.end))
        assert (a.quote, a.via, a.cue, a.time, a.negated) == (b.quote, b.via, b.cue, b.time, b.negated)


def by_quote(statements: list[Statement], quote: str) -> Statement:
    return next(one for one in statements if one.quote == quote)


def test_everything_is_looked_up() -> None:
    with serving(gives(DENIAL_OFFER, RAID_OFFER)) as served:
        statements, made = code(served.url)
    raid, denial = by_quote(statements, RAID), by_quote(statements, DENIAL)
    assert statements == [raid, denial], "in the order of the text, not of the answer"
    assert (raid.voice.name, raid.voice.kind, raid.via) == ("police", "unnamed", ("Reuters",))
    assert STORY[raid.cue.start : raid.cue.end] == "told"
    claim = raid.claim
    assert (claim.actor.name, STORY[claim.actor.start : claim.actor.end]) == ("al-Shabab fighters", "al-Shabab fighters")
    assert claim.actor.id is not None
    assert claim.actor.id.startswith("SOM")
    assert (claim.target.name, claim.target.id) == ("base", None)
    assert (claim.where.name, claim.where.country) == ("Garissa", "KEN")
    assert abs(claim.where.lat - -0.45) < 0.2
    assert (claim.when.first, claim.when.last) == (date(2021, 5, 11), date(2021, 5, 11))
    assert [(f.low, f.high, f.of, f.said) for f in claim.figures["killed"]] == [
        (2, 2, "KEN", "Two Kenyan soldiers"), (11, None, None, "at least 11 civilians"),
    ]  # fmt: skip
    assert (denial.stance, denial.firmness, denial.claim.weapon.id, denial.claim.mode) == (
        "denies",
        -3,
        "mortar",
        "heavy-weapons",
    )
    assert STORY[denial.claim.actor.start : denial.claim.actor.end] == "it"
    assert made.rejected == {}
    assert made.name == "llm:toy"


def test_the_outlet_speaks_where_nobody_else_does() -> None:
    with serving(gives(offer(RAID), offer(DENIAL, voice="The Evening Post"))) as served:
        statements, _ = code(served.url)
    assert [(one.voice.name, one.voice.kind, one.voice.start) for one in statements] == [("The Evening Post", "outlet", None)] * 2


def test_nothing_to_code() -> None:
    with serving(gives()) as served:
        statements, made = code(served.url)
    assert statements == []
    assert made.rejected == made.troubles == {}
    assert "1 requests, 0 statements offered" in made.account()
