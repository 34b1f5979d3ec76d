"""What is sent, and where: the report and nothing else, to the endpoint named and nobody else, and no key where it could be read."""

from __future__ import annotations

import json

import pytest
from llm_server import gives, reply, serving
from llm_story import RAID, RAID_OFFER, STORY, code, coder, report

from sayso.coding.figures_of import FITS
from sayso.coding.llm import EndpointError, LlmCoder, NotCoded
from sayso.coding.llm.chat import Chat
from sayso.coding.llm.errors import REJECTIONS, TROUBLES
from sayso.coding.llm.prompt import instructions
from sayso.coding.llm.schema import modes, schema
from sayso.types import CATEGORIES, STANCES, TIMES, Report

SECRET = "sk-test-0123456789"


def test_the_request() -> None:
    with serving(gives(RAID_OFFER)) as served:
        code(served.url)
        (asked,) = served.asked
    assert asked.path == "/v1/chat/completions"
    assert (asked.body["model"], asked.body["temperature"], asked.body["seed"]) == ("toy", 0, 7)
    assert set(asked.body) == {"model", "messages", "temperature", "seed", "max_tokens", "response_format"}
    wanted = asked.body["response_format"]["json_schema"]
    assert (wanted["strict"], wanted["schema"]) == (True, json.loads(json.dumps(schema())))
    assert asked.passage == STORY.strip()
    assert "2021-05-12" in asked.body["messages"][1]["content"]
    assert "authorization" not in asked.headers
    assert "cookie" not in asked.headers


def test_the_same_report_makes_the_same_request() -> None:
    with serving(gives(RAID_OFFER)) as served:
        code(served.url)
        code(served.url)
        assert served.asked[0].body == served.asked[1].body


def test_nothing_but_the_text_and_the_day_is_sent() -> None:
    private = Report(
        "secret-id", "secret-key", STORY, report().published, outlet="Secret Outlet", title="Secret title", author="Secret Author",
        url="https://secret.example/page", notes=("secret note",),
    )  # fmt: skip
    with serving(gives()) as served:
        coder(served.url).code(private)
        assert "ecret" not in json.dumps(served.asked[0].body)


@pytest.mark.parametrize("how", ["argument", "environment"])
def test_the_key_goes_into_its_header_only(how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYSO_LLM_KEY", SECRET if how == "environment" else "another")
    with serving(gives(RAID_OFFER)) as served:
        made = coder(served.url, **({"api_key": SECRET} if how == "argument" else {}))
        made.code(report())
        (asked,) = served.asked
    assert asked.headers["authorization"] == f"Bearer {SECRET}"
    assert SECRET not in json.dumps(asked.body)
    assert SECRET not in repr(made) + repr(vars(made)) + made.account()


@pytest.mark.parametrize("status", [400, 401, 404, 500])
def test_the_key_is_not_in_an_error_even_if_the_endpoint_repeats_it(status: int) -> None:
    answer = reply(status, json.dumps({"error": {"message": f"bad key {SECRET}\x1b[2J\n" + "y" * 5000}}))
    with serving(answer) as served, pytest.raises((EndpointError, NotCoded)) as caught:
        coder(served.url, api_key=SECRET).code(report())
    said = str(caught.value)
    assert SECRET not in said
    assert "bad key …" in said
    assert said.isprintable()
    assert len(said) < 500


def test_a_key_with_a_line_break_is_refused_without_showing_it() -> None:
    for key in (f"{SECRET}\r\nX-Other: 1", f"{SECRET}ü", f"a\x00{SECRET}"):
        with pytest.raises(EndpointError, match="SAYSO_LLM_KEY") as caught:
            LlmCoder("http://localhost:1", "toy", api_key=key)
        assert SECRET not in str(caught.value)


def test_a_pasted_key_may_end_in_a_line_break() -> None:
    with serving(gives()) as served:
        coder(served.url, api_key=f" {SECRET}\n").code(report())
        assert served.asked[0].headers["authorization"] == f"Bearer {SECRET}"


def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(gives()) as proxy, serving(gives(RAID_OFFER)) as served:
        for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
            monkeypatch.setenv(name, proxy.url)
        monkeypatch.delenv("no_proxy", raising=False)
        statements, _ = code(served.url)
        assert proxy.asked == []
    assert len(statements) == 1


@pytest.mark.parametrize(
    "settings", [{"timeout_s": 0}, {"max_bytes": 0}, {"retries": -1}, {"chunk_chars": 10}], ids=lambda one: next(iter(one))
)
def test_settings_out_of_range(settings: dict[str, int]) -> None:
    with pytest.raises(EndpointError):
        LlmCoder("http://localhost:1", "toy", **settings)


@pytest.mark.parametrize("model", ["", "  ", "two\nlines"])
def test_a_model_must_be_named(model: str) -> None:
    with pytest.raises(EndpointError, match="--model"):
        LlmCoder("http://localhost:1", model)


def test_no_retries() -> None:
    with serving(reply(500, "{}"), gives(RAID_OFFER)) as served:
        with pytest.raises(NotCoded):
            coder(served.url, retries=0).code(report())
        assert len(served.asked) == 1


def test_long_reports_go_in_passages_that_share_nothing() -> None:
    story = "\n\n".join(f"{RAID} Paragraph {number} ends here." for number in range(30))
    with serving(gives()) as served:
        code(served.url, story, chunk_chars=1000)
        sent = [asked.passage for asked in served.asked]
        users = [asked.body["messages"][1]["content"] for asked in served.asked]
    assert "\n\n".join(sent) == story
    assert all(len(each) <= 1000 for each in sent)
    assert "earlier in the report" not in users[0]
    for before, user in zip(sent, users[1:], strict=False):
        assert before[-100:] in user, "the end of the passage before is shown, to know who is meant"


def test_what_is_quoted_from_the_earlier_part_is_not_told_twice() -> None:
    story = "\n\n".join(
        f"Rebels burned mill number {number}. {'Nothing else is known of it. ' * 8}".strip() for number in range(12)
    )
    import re

    from llm_server import each, offer

    with serving(
        each(
            lambda asked: [offer(q) for q in re.findall(r"Rebels burned mill number \d+\.", asked.body["messages"][1]["content"])]
        )
    ) as served:
        statements, made = code(served.url, story, chunk_chars=600)
    assert len(served.asked) >= 6
    assert len(statements) == 12
    assert made.rejected["quote-not-in-report"] == made.offered - 12 > 0


def test_the_schema_and_the_instructions_know_every_word_of_the_contract() -> None:
    said = instructions()
    fields = schema()["properties"]["statements"]["items"]["properties"]
    assert fields["stance"]["enum"] == list(STANCES)
    assert fields["what"]["enum"] == [*CATEGORIES, None]
    for word in (*STANCES, *TIMES, *CATEGORIES, *FITS, *fields, *(mode for names in modes().values() for mode in names)):
        assert word in said, f"the instructions do not speak of {word}"


def test_the_instructions_leave_room_in_a_small_context() -> None:
    """Some 1,500 tokens at four characters each, so that instructions, passage and answer fit a model with 16,000."""
    assert len(instructions()) < 7_000


def test_every_reason_is_explained() -> None:
    assert all(text for text in (*REJECTIONS.values(), *TROUBLES.values()))


def test_a_chat_never_shows_its_key() -> None:
    from sayso.coding.llm.address import endpoint_of

    assert SECRET not in repr(Chat(endpoint_of("http://localhost"), "toy", SECRET, 1, 1, 0))
