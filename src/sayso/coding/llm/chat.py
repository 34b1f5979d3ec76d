"""Questions to a chat-completions endpoint: the request, what to do about refusals, another try where one may help."""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any, Final

from sayso.coding.llm.address import Endpoint
from sayso.coding.llm.client import Reply, post
from sayso.coding.llm.errors import EndpointError, NotCoded, TooLong
from sayso.coding.llm.prompt import Messages
from sayso.coding.llm.schema import read_answer, schema

SEED: Final = 7
PATIENCE: Final = 60.0
"""The longest wait, in seconds, that an endpoint may ask for."""
ANSWER_TOKENS: Final = 8192
"""Stops a model that repeats itself without end; the passage is then asked again in halves."""
_AGAIN: Final = frozenset({"answer-busy", "answer-failed", "answer-broken", "answer-empty", "answer-not-json", "answer-shape"})
"""Troubles that another try may mend."""
_LONG: Final = re.compile(r"context|too (?:long|large|many tokens)|maximum .{0,30}(?:length|tokens)|exceed", re.IGNORECASE)


def _rungs() -> tuple[Mapping[str, Any], ...]:
    """What is asked for beside model and messages: as much as possible first, then less for servers that refuse it."""
    steady = {"temperature": 0, "seed": SEED}
    strict = {"type": "json_schema", "json_schema": {"name": "statements", "strict": True, "schema": schema()}}
    return (
        {"response_format": strict, **steady, "max_tokens": ANSWER_TOKENS},
        {"response_format": strict, **steady},
        {"response_format": strict},
        {"response_format": {"type": "json_object"}, **steady},
        steady,
        {},
    )


@dataclass(slots=True)
class Chat:
    """One endpoint and model. ``troubles`` counts everything that went wrong on the way, mended or not."""

    endpoint: Endpoint
    model: str
    key: str | None = field(repr=False)
    timeout_s: float
    max_bytes: int
    retries: int
    sleep: Callable[[float], None] = time.sleep
    requests: int = 0
    troubles: Counter[str] = field(default_factory=Counter)
    _rung: int = 0

    def ask(self, messages: Messages) -> list[object]:
        """The statements the model gives, unread.

        Raises TooLong when passage or answer do not fit the model, NotCoded when no try gave a usable answer, EndpointError
        when the endpoint cannot be used at all.
        """
        for attempt in range(self.retries + 1):
            try:
                return self._answer(messages, attempt)
            except NotCoded as trouble:
                self.troubles[trouble.reason] += 1
                if trouble.reason not in _AGAIN or attempt == self.retries:
                    raise
                self.sleep(_wait(trouble, attempt))
        raise AssertionError("the loop above returns or raises")

    def _answer(self, messages: Messages, attempt: int) -> list[object]:
        reply = self._accepted(messages, attempt)
        text, cut = _message(reply)
        try:
            return read_answer(text)
        except NotCoded as trouble:
            if cut or trouble.reason == "answer-cut":
                raise TooLong("answer-cut", trouble.detail if not cut else "the answer reached the model's limit") from trouble
            raise

    def _accepted(self, messages: Messages, attempt: int) -> Reply:
        """A reply with status 200, to the fullest request that the endpoint takes; which one that is, is remembered."""
        refused: NotCoded | None = None
        for rung, extras in list(enumerate(_rungs()))[self._rung :]:
            again = {"seed": SEED + attempt} if "seed" in extras else {}
            body = json.dumps({"model": self.model, "messages": messages, **extras, **again}, ensure_ascii=False)
            self.requests += 1
            reply = post(self.endpoint, body.encode(), self.key, self.timeout_s, self.max_bytes)
            refused = self._refusal(reply)
            if refused is None:
                self._rung = rung
                return reply
            if isinstance(refused, TooLong) and "max_tokens" not in extras:
                break
        raise refused or NotCoded("answer-refused", "the endpoint takes no request")

    def _refusal(self, reply: Reply) -> NotCoded | None:
        """None for a reply to go on with, the trouble for one that refuses the request as it stands; others raise at once."""
        if reply.status == 200:
            return None
        said = self._said(reply)
        if reply.status in (429, 503):
            wait = _asked(reply)
            if wait is not None and wait > PATIENCE:
                raise EndpointError(f"{self.endpoint} asks to wait {wait:.0f} seconds ({reply.status}); run this again later")
            raise _Busy(f"{self.endpoint} is busy ({reply.status}){said}; run this again later", wait)
        if reply.status >= 500 or reply.status in (408, 409, 425):
            raise NotCoded("answer-failed", f"{self.endpoint} failed ({reply.status}){said}; see what the model server logs")
        if reply.status in (400, 413, 415, 422):
            kind = TooLong if _LONG.search(said) else NotCoded
            return kind(
                "answer-refused",
                f"{self.endpoint} refused the request ({reply.status}){said}; check --model and its context size",
            )
        raise EndpointError(f"{self.endpoint} {_advice(reply, self.model)}{said}")

    def _said(self, reply: Reply) -> str:
        """What the endpoint says about an error, in one printable line, without the key."""
        text = reply.body[:4000].decode("utf-8", "replace")
        try:
            error = json.loads(text)
            error = error.get("error", error.get("detail", error)) if isinstance(error, dict) else error
            text = str(error.get("message", error) if isinstance(error, dict) else error)
        except (ValueError, RecursionError):
            pass  # not JSON: the text as it is
        text = text.replace(self.key, "…") if self.key else text
        line = " ".join("".join(char if char.isprintable() else " " for char in text).split())
        return f": {line[:200]}" if line else ""


class _Busy(NotCoded):
    """The endpoint asks for patience."""

    def __init__(self, detail: str, wait: float | None) -> None:
        super().__init__("answer-busy", detail)
        self.wait = wait


def _wait(trouble: NotCoded, attempt: int) -> float:
    asked = trouble.wait if isinstance(trouble, _Busy) else None
    if asked is not None:
        return asked
    if trouble.reason == "answer-busy":
        return 5.0 * 3.0**attempt  # a server that loads its model takes its time
    return float(2**attempt) if trouble.reason in ("answer-failed", "answer-broken") else 0.0


def _asked(reply: Reply) -> float | None:
    """The seconds a Retry-After header asks for, in either of its forms."""
    said = reply.headers.get("retry-after", "").strip()
    if re.fullmatch(r"\d{1,9}(?:\.\d{1,3})?", said):
        return float(said)
    try:
        return max(0.0, (parsedate_to_datetime(said) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return None


def _advice(reply: Reply, model: str) -> str:
    if 300 <= reply.status < 400:
        where = "".join(char for char in reply.headers.get("location", "another address")[:200] if char.isprintable())
        return f"sends us on to {where}; reports go nowhere but to the endpoint you name, so name that one if you trust it"
    match reply.status:
        case 401 | 403:
            return f"does not accept the key ({reply.status}); set SAYSO_LLM_KEY to a key for this endpoint"
        case 402:
            return "wants to be paid first (402); see your account there"
        case 404 | 405:
            return f"has no chat completions at this address, or no model {model!r} ({reply.status}); check --endpoint (it often ends in /v1) and --model"
        case _:
            return f"answered {reply.status}, which no chat-completions endpoint should; check --endpoint"


def _message(reply: Reply) -> tuple[str, bool]:
    """The text of the first choice, and whether it was cut off for length. Raises NotCoded when there is none."""
    try:
        body = json.loads(reply.body.decode("utf-8", "replace"))
    except (ValueError, RecursionError) as error:
        raise NotCoded("answer-not-json", "the endpoint's reply is not JSON; check that it speaks chat completions") from error
    choices = body.get("choices") if isinstance(body, dict) else None
    choice = choices[0] if isinstance(choices, list) and choices else None
    message = choice.get("message") if isinstance(choice, dict) else None
    content = message.get("content") if isinstance(message, dict) else None
    if isinstance(content, list):
        content = "".join(str(part.get("text") or "") for part in content if isinstance(part, dict))
    cut = isinstance(choice, dict) and choice.get("finish_reason") == "length"
    if not isinstance(content, str) or not content.strip():
        if cut:
            raise TooLong("answer-cut", "the model used up its limit without an answer; allow it longer answers")
        raise NotCoded("answer-empty", "the model answered nothing; try another model")
    return content, cut
