"""Reports are cut into passages without losing a letter, however cited spans lie."""

from __future__ import annotations

import brief_extremes as extremes
from hypothesis import given
from hypothesis import strategies as st

from sayso.brief.ledger import ledger_of
from sayso.brief.sources import passages, sources


@st.composite
def text_and_spans(draw: st.DrawFn) -> tuple[str, dict[int, tuple[int, int]]]:
    text = draw(st.text(st.sampled_from("ab \nعé👩x"), min_size=2, max_size=40))
    pairs = draw(st.lists(st.tuples(st.integers(0, len(text) - 1), st.integers(1, 15)), max_size=8))
    return text, {number: (start, min(start + length, len(text))) for number, (start, length) in enumerate(pairs, 1)}


@given(text_and_spans())
def test_nothing_is_lost_and_every_span_can_be_put_together(case: tuple[str, dict[int, tuple[int, int]]]) -> None:
    text, spans = case
    listed = passages(text, spans)
    assert "".join(each.text for each in listed) == text
    for number, (start, end) in spans.items():
        assert "".join(each.text for each in listed if number in each.marks) == text[start:end]
        assert sum(number in each.opens for each in listed) == 1
        assert sum(number in each.closes for each in listed) == 1


def test_nested_and_crossing_spans() -> None:
    listed = passages("abcdef", {1: (0, 4), 2: (1, 3), 3: (2, 6)})
    assert [(each.text, each.marks) for each in listed] == [
        ("a", (1,)), ("b", (1, 2)), ("c", (1, 2, 3)), ("d", (1, 3)), ("ef", (3,)),
    ]  # fmt: skip


def test_hidden_characters_are_shown_and_offsets_stay_true() -> None:
    assert [each.text for each in passages("a\u202eb", {1: (2, 3)})] == ["a‹U+202E›", "b"]


def test_only_web_addresses_may_be_followed() -> None:
    brief = extremes.hostile(["javascript:alert(1)", "https://news.example/a", "http://x.example/a b", "HTTPS://N.example"])
    links = {source.link for source in sources(ledger_of(brief))}
    assert links <= {None, "https://news.example/a", "HTTPS://N.example"}
    assert len(links) > 1
