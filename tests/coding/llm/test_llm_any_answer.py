"""Whatever a model answers, what comes out keeps the contract and says nothing that the report does not."""

from __future__ import annotations

from contextlib import suppress
from functools import cache

from hypothesis import event, given, settings
from hypothesis import strategies as st
from llm_server import figure, offer
from llm_story import DENIAL, QUOTED, RAID, SALE, STORY, report

from sayso.coding.engine import load_engine
from sayso.coding.llm.chunks import Passage
from sayso.coding.llm.errors import REJECTIONS, NotCoded, Rejected
from sayso.coding.llm.grounding import Grounding
from sayso.coding.llm.schema import FIGURES, read_answer, read_offered
from sayso.conformance import check_statement
from sayso.types import CATEGORIES, STANCES, TIMES, Statement

WORDS = STORY.split()


@cache
def grounding() -> Grounding:
    return Grounding(report(), load_engine().parse(STORY))


def outcome(item: object) -> tuple[Statement | None, list[str]]:
    """The statement made of an offer, and the reasons for everything left out."""
    reasons: list[str] = []
    try:
        return grounding().statement(
            read_offered(item), Passage(0, 0, len(STORY)), lambda reason, _: reasons.append(reason)
        ), reasons
    except Rejected as rejected:
        return None, [*reasons, rejected.reason]


spans = st.tuples(st.integers(0, len(WORDS) - 1), st.integers(1, 25)).map(lambda at: " ".join(WORDS[at[0] : at[0] + at[1]]))
cuts = st.tuples(st.integers(0, len(STORY)), st.integers(0, 60)).map(lambda at: STORY[at[0] : at[0] + at[1]])
words = st.one_of(
    spans, cuts, st.text(max_size=12), st.sampled_from(["the army", "500", "Atlantis", "it", "The group", "Tuesday", "a"])
)
whole = st.sampled_from([RAID, RAID, DENIAL, QUOTED, SALE])
quotes = whole | whole | whole | words
counted = st.sampled_from(["Two Kenyan soldiers", "at least 11 civilians", "11", "Two Kenyan soldiers and at least 11"]) | words
maybe = st.none() | words
numbers = st.none() | st.none() | st.none() | st.integers(-5, 20) | st.integers(10**18, 10**20)
offers = st.builds(
    offer,
    quotes,
    voice=maybe | st.sampled_from(["police", "The group"]), via=st.lists(words, max_size=2), cue=maybe, stance=st.sampled_from(STANCES), firmness=st.integers(-3, 3),
    hedges=st.lists(words, max_size=2), time=st.sampled_from(TIMES), negated=st.booleans(), what=st.none() | st.sampled_from(CATEGORIES),
    mode=st.none() | st.sampled_from(["rocket", "firearms", "seize", "x"]), actor=maybe, target=maybe, recipient=maybe, place=maybe,
    date=maybe, weapon=maybe, figures=st.lists(st.builds(figure, st.sampled_from([*FIGURES, *["killed"] * 20]), counted, numbers, numbers), max_size=3) | st.just([figure("killed", "at least 11 civilians", 11)]),
)  # fmt: skip


@given(offers)
@settings(max_examples=300, deadline=None)
def test_any_offer_is_grounded_or_refused(item: dict[str, object]) -> None:
    made, reasons = outcome(item)
    assert set(reasons) <= set(REJECTIONS)
    event("refused" if made is None else "kept with figures" if made.claim.figures else "kept")
    if made is None:
        assert reasons
        return
    check_statement(made, report())
    claim = made.claim
    printed = [claim.actor, claim.target, claim.recipient, claim.where, claim.weapon, made.voice, claim.when, made.cue]
    for value in printed:
        if value is None or value.start is None:
            continue
        name = getattr(value, "name", None) or getattr(value, "said", None) or getattr(value, "text", "")
        assert name in STORY, "even the name a pronoun is resolved to stands in the report"
    for listed in claim.figures.values():
        for each in listed:
            assert each.said in made.quote
    assert all(hedge in made.quote for hedge in made.hedges)


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=5) | st.integers(),
        lambda inner: (
            st.lists(inner, max_size=4)
            | st.dictionaries(
                st.sampled_from(["quote", "voice", "stance", "firmness", "time", "figures", "kind", "said", "hedges"]),
                inner,
                max_size=5,
            )
        ),
    )
)
@settings(max_examples=300, deadline=None)
def test_any_json_is_read_or_refused(item: object) -> None:
    made, reasons = outcome(item)
    assert made is None
    assert set(reasons) <= set(REJECTIONS)
    assert reasons


@given(st.one_of(st.text(max_size=200), st.text(alphabet='{}[]":,statements \\\n`1', max_size=200)))
@settings(max_examples=300, deadline=None)
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(NotCoded):
        assert isinstance(read_answer(text), list)


def test_the_offers_drawn_here_are_not_all_refused() -> None:
    """So that the properties above are about something."""
    kept: list[Statement] = []

    @given(offers)
    @settings(max_examples=900, deadline=None, database=None, derandomize=True)
    def draw(item: dict[str, object]) -> None:
        made, _ = outcome(item)
        if made is not None:
            kept.append(made)

    draw()
    assert len(kept) > 20
    assert any(one.claim.actor or one.claim.target for one in kept)
    assert any(one.claim.figures for one in kept)
