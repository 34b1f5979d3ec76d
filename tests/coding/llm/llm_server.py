"""A real HTTP server on the loopback that speaks the chat-completions protocol, well or badly, as a test tells it."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from sayso.types import Statement


@dataclass
class Asked:
    """One request as it came in."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]

    @property
    def passage(self) -> str:
        """The passage the model is to code, without the invisible characters put into it."""
        found = re.search(r"--- \w+ passage ---\n(.*)\n--- \w+ end ---", self.body["messages"][-1]["content"], re.DOTALL)
        assert found is not None
        return found[1].replace("\u2060", "")


Answer = Callable[[BaseHTTPRequestHandler, Asked], None]


@dataclass
class Served:
    """A running server: its address and everything it was asked."""

    url: str
    asked: list[Asked] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)


@contextmanager
def serving(*answers: Answer) -> Iterator[Served]:
    """A server that gives the answers in turn, and the last one ever after."""

    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked = Asked(self.path, {key.lower(): value for key, value in self.headers.items()}, body)
            served.asked.append(asked)
            with suppress(OSError):  # the client went away, as it should from a bad answer
                answers[min(len(served.asked), len(answers)) - 1](self, asked)
            self.close_connection = True

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    server.daemon_threads = True
    served = Served(f"http://127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield served
    finally:
        served.stop.set()
        server.shutdown()
        server.server_close()


def reply(status: int, body: str | bytes, **headers: str) -> Answer:
    """An answer with any status, body and headers (``Retry_After="1"``)."""

    def send(door: BaseHTTPRequestHandler, _: Asked) -> None:
        raw = body.encode() if isinstance(body, str) else body
        door.send_response(status)
        for name, value in ({"Content_Type": "application/json", "Content_Length": str(len(raw))} | headers).items():
            door.send_header(name.replace("_", "-"), value)
        door.end_headers()
        door.wfile.write(raw)

    return send


def completion(content: str | None, finish: str = "stop") -> str:
    """The body of a chat completion."""
    message = {"role": "assistant", "content": content}
    return json.dumps({"object": "chat.completion", "choices": [{"index": 0, "message": message, "finish_reason": finish}]})


def says(content: str | None, finish: str = "stop") -> Answer:
    """A proper completion with this message."""
    return reply(200, completion(content, finish))


def gives(*statements: object) -> Answer:
    """A proper completion with these statements."""
    return says(json.dumps({"statements": list(statements)}))


def each(make: Callable[[Asked], list[object]]) -> Answer:
    """A proper completion whose statements depend on the request."""
    return lambda door, asked: gives(*make(asked))(door, asked)


def offer(quote: str, **fields: object) -> dict[str, object]:
    """One statement as a model gives it, an attack the report itself tells of unless fields say otherwise."""
    plain: dict[str, object] = {
        "quote": quote, "voice": None, "via": [], "cue": None, "stance": "reports", "firmness": 3, "hedges": [], "time": "past",
        "negated": False, "what": "ASSAULT", "mode": None, "actor": None, "target": None, "recipient": None, "place": None,
        "date": None, "weapon": None, "figures": [],
    }  # fmt: skip
    assert not set(fields) - set(plain), "a field the schema does not have"
    return plain | fields


def figure(kind: str, said: str, low: object = None, high: object = None) -> dict[str, object]:
    """One figure as a model gives it."""
    return {"kind": kind, "said": said, "low": low, "high": high}


def in_words(statement: Statement, text: str) -> dict[str, object]:
    """A statement of another coder as a model would give it: words and codes, no offsets, no ids."""
    claim = statement.claim

    def words(part: Any) -> str | None:
        return None if part is None or part.start is None else text[part.start : part.end]

    figures = [figure(kind, each.said, each.low, each.high) for kind, listed in claim.figures.items() for each in listed]
    return offer(
        statement.quote, voice=words(statement.voice), via=list(statement.via), cue=words(statement.cue), stance=statement.stance,
        firmness=statement.firmness, hedges=list(statement.hedges), time=statement.time, negated=statement.negated, what=claim.what,
        mode=claim.mode, actor=words(claim.actor), target=words(claim.target), recipient=words(claim.recipient),
        place=words(claim.where), date=words(claim.when), weapon=words(claim.weapon), figures=figures,
    )  # fmt: skip
