"""Endpoints that misbehave: what is counted, what is refused, and that the next report is coded all the same."""

from __future__ import annotations

import gzip
import json
import socket
import time
from email.utils import format_datetime

import pytest
from llm_server import Answer, Asked, completion, figure, gives, offer, reply, says, serving
from llm_story import DENIAL, DENIAL_OFFER, RAID, RAID_OFFER, STORY, code, coder, report

from sayso.coding.llm import EndpointError, NotCoded
from sayso.conformance import check_statement

GOOD = json.dumps({"statements": [RAID_OFFER, DENIAL_OFFER]})
FINE = says(GOOD)


def closes_early(door, _: Asked) -> None:
    raw = completion(GOOD).encode()
    door.send_response(200)
    door.send_header("Content-Length", str(len(raw) + 5000))
    door.end_headers()
    door.wfile.write(raw)


def promises_too_little(door, _: Asked) -> None:
    raw = completion(GOOD).encode()
    door.send_response(200)
    door.send_header("Content-Length", str(len(raw) // 2))
    door.end_headers()
    door.wfile.write(raw)


def stops_in_a_chunk(door, _: Asked) -> None:
    raw = completion(GOOD).encode()
    door.protocol_version = "HTTP/1.1"
    door.send_response(200)
    door.send_header("Transfer-Encoding", "chunked")
    door.end_headers()
    door.wfile.write(f"{len(raw):x}\r\n".encode() + raw[:100])


def hangs_up(door, _: Asked) -> None:
    door.connection.shutdown(socket.SHUT_RDWR)


def speaks_gibberish(door, _: Asked) -> None:
    door.wfile.write(b"\x00\xff\xfe what is HTTP?\r\n\r\n")


def drips(served_stop) -> Answer:
    def drip(door, _: Asked) -> None:
        door.send_response(200)
        door.send_header("Content-Type", "application/json")
        door.end_headers()
        while not served_stop():
            door.wfile.write(b" ")
            door.wfile.flush()
            time.sleep(0.02)

    return drip


def never_ends(door, _: Asked) -> None:
    door.send_response(200)
    door.end_headers()
    for _ in range(200):
        door.wfile.write(b" " * (1 << 16))


MENDED = {
    "500 once": ([reply(500, '{"error": {"message": "out of memory"}}')], {"answer-failed": 1}),
    "502 twice": ([reply(502, "<html>bad gateway</html>")] * 2, {"answer-failed": 2}),
    "429 with Retry-After": ([reply(429, "{}", Retry_After="2")], {"answer-busy": 1}),
    "503 while it loads": ([reply(503, '{"error": {"message": "Loading model"}}')], {"answer-busy": 1}),
    "invalid JSON once": ([says("I would rather talk about the weather.")], {"answer-not-json": 1}),
    "single quotes": ([says("{'statements': []}")], {"answer-not-json": 1}),
    "a reply that is no JSON": ([reply(200, "<html>welcome</html>")], {"answer-not-json": 1}),
    "JSON of another shape": ([says('{"result": "ok"}')], {"answer-shape": 1}),
    "a bare number": ([says("42")], {"answer-shape": 1}),
    "statements that are no list": ([says('{"statements": {"quote": 1}}')], {"answer-shape": 1}),
    "empty choices": ([reply(200, '{"choices": []}')], {"answer-empty": 1}),
    "no choices": ([reply(200, '{"error": "sorry"}')], {"answer-empty": 1}),
    "choices of the wrong type": ([reply(200, '{"choices": [7]}')], {"answer-empty": 1}),
    "null content": ([says(None)], {"answer-empty": 1}),
    "blank content": ([says("  \n")], {"answer-empty": 1}),
    "connection closed early": ([closes_early], {"answer-broken": 1}),
    "stops in a chunk": ([stops_in_a_chunk], {"answer-broken": 1}),
    "compressed though nobody asked": (
        [reply(200, gzip.compress(completion(GOOD).encode()), Content_Encoding="gzip")],
        {"answer-not-json": 1},
    ),
    "length too short": ([promises_too_little], {"answer-not-json": 1}),
    "hangs up": ([hangs_up], {"answer-broken": 1}),
    "no HTTP at all": ([speaks_gibberish], {"answer-broken": 1}),
    "JSON nested 100,000 deep": ([says('{"statements": ' + "[" * 100_000 + "]" * 100_000 + "}")], {"answer-not-json": 1}),
    "a reply nested 100,000 deep": ([reply(200, "[" * 100_000 + "]" * 100_000)], {"answer-not-json": 1}),
}


@pytest.mark.parametrize("name", MENDED)
def test_another_try_mends_it(name: str) -> None:
    bad, troubles = MENDED[name]
    with serving(*bad, FINE) as served:
        statements, made = code(served.url)
    assert len(statements) == 2
    assert dict(made.troubles) == troubles
    assert [asked.body["seed"] for asked in served.asked] == [7 + attempt for attempt in range(len(bad) + 1)], (
        "another seed each time"
    )


READ_ANYWAY = {
    "a code fence": f"Here is what I found:\n```json\n{GOOD}\n```\nShall I go on?",
    "a bare fence": f"```\n{GOOD}\n```",
    "talk around it": f"Sure! {GOOD} I hope this helps {{really}}.",
    "thoughts before it": f"<think>They say {{this}}, so {{that}}…</think>\n{GOOD}",
    "a bare list": json.dumps([RAID_OFFER, DENIAL_OFFER]),
    "other keys too": json.dumps(
        {"note": "done", "statements": [RAID_OFFER | {"id": "SAY-1", "start": 5, "end": 9}, DENIAL_OFFER]}
    ),
    "raw line breaks in strings": GOOD.replace("The group denied", "The group\ndenied"),
}


@pytest.mark.parametrize("name", READ_ANYWAY)
def test_json_is_found_where_it_stands(name: str) -> None:
    with serving(says(READ_ANYWAY[name])) as served:
        statements, made = code(served.url)
    assert [one.quote for one in statements] == [RAID, DENIAL]
    assert made.troubles == {}


def test_parts_of_a_message() -> None:
    body = json.loads(completion(""))
    body["choices"][0]["message"]["content"] = [{"type": "text", "text": GOOD[:50]}, {"type": "text", "text": GOOD[50:]}]
    with serving(reply(200, json.dumps(body))) as served:
        assert len(code(served.url)[0]) == 2


HOPELESS = {
    "500 for good": (reply(500, "{}"), "answer-failed", 3),
    "429 for good": (reply(429, "{}"), "answer-busy", 3),
    "never JSON": (says("no"), "answer-not-json", 3),
    "refused for good": (reply(400, '{"error": {"message": "unknown field model"}}'), "answer-refused", 6),
    "10 MB": (reply(200, completion("x" * 10_000_000)), "answer-too-big", 1),
    "no end": (never_ends, "answer-too-big", 1),
}


@pytest.mark.parametrize("name", HOPELESS)
def test_a_report_that_cannot_be_coded_does_not_stop_the_next(name: str) -> None:
    bad, reason, tries = HOPELESS[name]
    with serving(*[bad] * tries, FINE) as served:
        made = coder(served.url, max_bytes=200_000)
        with pytest.raises(NotCoded) as caught:
            made.code(report(id="first"))
        assert caught.value.reason == reason
        assert len(served.asked) == tries
        statements = made.code(report(id="second"))
        assert [one.report for one in statements] == ["second"] * 2
    assert made.troubles[reason] >= 1
    assert reason in made.account()
    assert made.accepted == 2


def test_a_drip_is_cut_at_the_deadline() -> None:
    stop = []
    with serving(drips(lambda: bool(stop)), FINE) as served:
        made = coder(served.url, timeout_s=0.5)
        begun = time.monotonic()
        with pytest.raises(NotCoded, match=r"within 0\.5 seconds") as caught:
            made.code(report(id="first"))
        assert time.monotonic() - begun < 5
        stop.append(True)
        assert caught.value.reason == "answer-late"
        made = coder(served.url)
        assert len(made.code(report(id="second"))) == 2


def test_three_reports_in_a_row_stop_the_run() -> None:
    with serving(reply(500, "{}")) as served:
        made = coder(served.url, retries=0)
        for number in range(2):
            with pytest.raises(NotCoded):
                made.code(report(id=f"r{number}"))
        with pytest.raises(EndpointError, match="3 reports in a row"):
            made.code(report(id="r2"))


def test_three_reports_here_and_there_do_not() -> None:
    bad = reply(500, "{}")
    with serving(bad, bad, FINE, bad, bad, FINE) as served:
        made = coder(served.url, retries=0)
        for coded in (False, False, True, False, False, True):
            if coded:
                assert len(made.code(report())) == 2
            else:
                with pytest.raises(NotCoded):
                    made.code(report())


FATAL = {
    "401": (reply(401, '{"error": {"message": "Incorrect API key"}}'), "SAYSO_LLM_KEY.*Incorrect API key"),
    "403": (reply(403, "{}"), "SAYSO_LLM_KEY"),
    "402": (reply(402, "{}"), "paid"),
    "404": (reply(404, '{"error": "model \\"toy\\" not found"}'), "--endpoint.*--model.*not found"),
    "418": (reply(418, "{}"), "418"),
    "429 for an hour": (reply(429, "{}", Retry_After="3600"), "3600 seconds"),
    "301 without a place": (reply(301, ""), "name that one"),
}


@pytest.mark.parametrize("name", FATAL)
def test_an_endpoint_of_no_use_is_said_at_once(name: str) -> None:
    answer, says_so = FATAL[name]
    with serving(answer) as served:
        with pytest.raises(EndpointError, match=says_so) as caught:
            coder(served.url).code(report())
        assert len(served.asked) == 1
    assert len(str(caught.value)) < 600
    assert "\n" not in str(caught.value)


def test_nobody_there() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(EndpointError, match=r"nobody answers .*start the model server"):
        coder(f"http://127.0.0.1:{port}").code(report())


def test_redirects_are_not_followed() -> None:
    with serving(FINE) as elsewhere, serving(reply(307, "", Location=f"{elsewhere.url}/v1/chat/completions")) as served:
        with pytest.raises(EndpointError, match="nowhere but to the endpoint you name"):
            coder(served.url).code(report())
        assert elsewhere.asked == [], "the report must not go anywhere else"


def test_waits_as_long_as_it_is_asked_to() -> None:
    from datetime import UTC, datetime, timedelta

    later = format_datetime(datetime.now(UTC) + timedelta(seconds=30), usegmt=True)
    waits: list[float] = []
    with serving(reply(429, "{}", Retry_After="7"), reply(503, "{}", Retry_After=later), FINE) as served:
        code(served.url, sleep=waits.append)
    assert waits[0] == 7
    assert 20 < waits[1] <= 30


@pytest.mark.parametrize("status", [400, 415, 422])
@pytest.mark.parametrize("steps", [1, 2, 3, 4, 5])
def test_asks_for_less_where_a_server_refuses(status: int, steps: int) -> None:
    refusal = reply(status, '{"error": {"message": "unsupported parameter"}}')
    with serving(*[refusal] * steps, FINE) as served:
        made = coder(served.url)
        assert len(made.code(report(id="a"))) == 2
        assert len(made.code(report(id="b"))) == 2
    formats = [asked.body.get("response_format", {}).get("type") for asked in served.asked]
    assert (
        formats[:6]
        == ["json_schema", "json_schema", "json_schema", "json_object", None, None][: steps + 1] + formats[steps + 1 : 6]
    )
    assert len(served.asked) == steps + 2, "what was refused once is not asked again"
    assert {key: value for key, value in served.asked[-1].body.items() if key != "messages"} == {
        key: value for key, value in served.asked[-2].body.items() if key != "messages"
    }


def test_statements_of_every_wrong_kind() -> None:
    """Sixteen bad statements beside a good one: the good one stays, each of the others is counted."""
    bad: list[tuple[str, object]] = [
        ("shape", "The group denied"),
        ("shape", None),
        ("shape", {"text": DENIAL}),
        ("shape", DENIAL_OFFER | {"quote": 5}),
        ("shape", DENIAL_OFFER | {"negated": "false"}),
        ("shape", DENIAL_OFFER | {"actor": {"name": "it"}}),
        ("shape", DENIAL_OFFER | {"hedges": [1]}),
        ("shape", DENIAL_OFFER | {"figures": [{"kind": "killed", "said": "11", "low": 1e9}]}),
        ("stance", DENIAL_OFFER | {"stance": "shouts"}),
        ("stance", DENIAL_OFFER | {"stance": ["denies"]}),
        ("firmness", DENIAL_OFFER | {"firmness": 4}),
        ("firmness", DENIAL_OFFER | {"firmness": True}),
        ("firmness", DENIAL_OFFER | {"firmness": "3"}),
        ("time", DENIAL_OFFER | {"time": "yesterday"}),
        ("what", DENIAL_OFFER | {"what": "WAR"}),
        ("quote-not-in-report", offer("The group admitted that it had fired mortars at the market.")),
    ]
    with serving(gives(*[item for _, item in bad], RAID_OFFER)) as served:
        statements, made = code(served.url)
    assert [one.quote for one in statements] == [RAID]
    want: dict[str, int] = {}
    for reason, _ in bad:
        want[reason] = want.get(reason, 0) + 1
    assert dict(made.rejected) == want
    assert made.offered == len(bad) + 1


def test_huge_numbers_and_no_numbers() -> None:
    answer = json.dumps({"statements": [RAID_OFFER]})
    for wrong in ("NaN", "Infinity", "-Infinity", "1" * 5000, "1e999", "-" + "9" * 400):
        firm = answer.replace('"firmness": 3', f'"firmness": {wrong}')
        with serving(says(firm)) as served:
            statements, made = code(served.url)
        assert (statements, dict(made.rejected)) == ([], {"firmness": 1}), wrong
    for wrong in ("NaN", "1" * 5000):  # not believed, and not needed: the words of the figure say how many
        with serving(says(answer.replace('"low": 11', f'"low": {wrong}'))) as served:
            statements, made = code(served.url)
        assert statements[0].claim.figures["killed"][1].low == 11
    with serving(says(answer.replace('"low": 11', '"low": 500'))) as served:
        statements, made = code(served.url)
    assert [each.said for each in statements[0].claim.figures["killed"]] == ["Two Kenyan soldiers"]
    assert dict(made.rejected) == {"figure-mismatch": 1}


def test_duplicates_count_once() -> None:
    with serving(gives(RAID_OFFER, RAID_OFFER, RAID_OFFER | {"quote": RAID.replace(" ", "  ")}, DENIAL_OFFER)) as served:
        statements, made = code(served.url)
    assert [one.quote for one in statements] == [RAID, DENIAL]
    assert dict(made.rejected) == {"duplicate": 2}


def test_more_statements_than_a_passage_can_hold() -> None:
    with serving(gives(*[offer(RAID, hedges=[f"x{n}"]) for n in range(999)], DENIAL_OFFER)) as served:
        statements, made = code(served.url)
    assert [one.quote for one in statements] == [RAID]
    assert made.rejected["too-many"] == 700


def test_a_statement_of_another_document() -> None:
    other = "Forty people drowned when a ferry sank."
    with serving(gives(offer(other, figures=[figure("killed", "Forty people", 40, 40)]), RAID_OFFER)) as served:
        made = coder(served.url)
        first, second = report(id="one"), report(text=f"{other}\n\n{STORY}", id="two")
        assert [one.quote for one in made.code(first)] == [RAID]
        assert dict(made.rejected) == {"quote-not-in-report": 1}
        found = made.code(second)
        assert [one.quote for one in found] == [other, RAID]
    for one in found:
        check_statement(one, second)


def test_an_answer_cut_short_is_asked_for_in_halves() -> None:
    """A model with room for a few words only: passages shrink until they fit; nothing is lost or told twice."""
    story = "\n\n".join(f"{RAID} {DENIAL}" for _ in range(4))

    def answer(door, asked: Asked) -> None:
        whole = json.dumps({"statements": [RAID_OFFER] * asked.passage.count(RAID)})
        cut = len(asked.passage) > 2 * len(RAID)
        says(whole[: len(whole) // 2] if cut else whole, "length" if cut else "stop")(door, asked)

    with serving(answer) as served:
        statements, made = code(served.url, story)
    assert sorted(one.start for one in statements) == [found for found in range(len(story)) if story.startswith(RAID, found)]
    assert made.troubles == {"answer-cut": 3}


def test_a_passage_too_long_for_the_model_is_halved() -> None:
    def answer(door, asked: Asked) -> None:
        if len(asked.passage) > 250:
            reply(400, '{"error": {"message": "the request exceeds the available context size"}}')(door, asked)
        else:
            gives(*[RAID_OFFER] * asked.passage.count(RAID))(door, asked)

    with serving(answer) as served:
        statements, _ = code(served.url, f"{RAID} {DENIAL}\n\n{SALE_AND_MORE}\n\n{RAID} {DENIAL}\n")
    assert len(statements) == 2


SALE_AND_MORE = "Nothing else was heard from the district that day, and the roads stayed closed until the evening."


def test_a_passage_that_cannot_be_halved_any_more() -> None:
    with serving(says(GOOD[:60], "length")) as served:
        with pytest.raises(NotCoded) as caught:
            coder(served.url).code(report(text="Quiet."))
        assert caught.value.reason == "answer-cut"
        assert len(served.asked) == 1


def test_the_same_answers_in_any_order_give_the_same_statements() -> None:
    found = []
    for answer in (gives(RAID_OFFER, DENIAL_OFFER), gives(DENIAL_OFFER, RAID_OFFER)):
        with serving(answer) as served:
            found.append(code(served.url)[0])
    assert found[0] == found[1]
