"""The language-model coder: a model reads, the report decides. Nothing is kept that does not stand in the report."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sayso.coding.llm.address import endpoint_of
from sayso.coding.llm.chat import Chat
from sayso.coding.llm.chunks import Passage, halves, passages
from sayso.coding.llm.errors import REJECTIONS, TROUBLES, EndpointError, NotCoded, Rejected, TooLong
from sayso.coding.llm.grounding import Grounding
from sayso.coding.llm.prompt import messages
from sayso.coding.llm.schema import read_offered
from sayso.types import Report, Statement

if TYPE_CHECKING:
    from sayso.coding.engine import LanguageEngine

KEY: Final = "SAYSO_LLM_KEY"
"""Environment variable that holds the key, for endpoints that want one."""
MOST: Final = 300
"""Statements taken from one answer."""
IN_A_ROW: Final = 3
"""Reports that may fail one after the other before the endpoint is given up."""
REMEMBERED: Final = 500


@dataclass(frozen=True, slots=True)
class Rejection:
    """One thing a model said that was left out: report, reason (a key of ``REJECTIONS``) and its words, cut short."""

    report: str
    reason: str
    said: str


class LlmCoder:
    """Codes reports with any model behind an OpenAI-compatible chat-completions endpoint, every value checked in the report.

    ``endpoint`` is an address such as ``http://localhost:8080/v1``; reports go nowhere else. ``api_key`` defaults to the
    environment variable SAYSO_LLM_KEY. ``timeout_s`` bounds one request in seconds, ``max_bytes`` one answer; ``retries``
    more tries follow one that failed. Passages have at most ``chunk_chars`` characters. ``allow_http`` permits plain http to
    another machine. ``language_model`` is the spaCy pipeline for sentences and names (None: the embedded engine).

    ``rejected`` counts what was left out by reason, ``troubles`` the answers that could not be used; ``account`` tells both
    in words. Raises EndpointError for an address or setting that cannot be used.
    """

    def __init__(
        self, endpoint: str, model: str, *, api_key: str | None = None, timeout_s: float = 300.0, max_bytes: int = 4_000_000,
        retries: int = 2, chunk_chars: int = 4_000, allow_http: bool = False, language_model: str | None = None,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:  # fmt: skip
        from sayso.coding.engine import load_engine

        if not model.strip() or not model.isprintable():
            raise EndpointError("no model is named; give the name your endpoint knows it by with --model")
        if timeout_s <= 0 or max_bytes < 1 or retries < 0 or chunk_chars < 200:
            raise EndpointError("timeout_s and max_bytes must be positive, retries 0 or more, chunk_chars 200 or more")
        self.name = f"llm:{model.strip()}"
        self.chunk_chars = chunk_chars
        self.offered = self.accepted = 0
        self.rejected: Counter[str] = Counter()
        self.rejections: list[Rejection] = []
        self._chat = Chat(endpoint_of(endpoint, allow_http), model.strip(), _key(api_key), timeout_s, max_bytes, retries, sleep)
        self._engine: LanguageEngine = load_engine(language_model)
        self._failed = 0

    @property
    def troubles(self) -> Counter[str]:
        """Answers that could not be used, by reason (a key of ``TROUBLES``), whether or not another try mended it."""
        return self._chat.troubles

    def code(self, report: Report) -> list[Statement]:
        """The statements of a report in text order, each with its quote and values found in the report.

        Raises NotCoded when the model gives no usable answer for some passage: a report is coded whole or not at all.
        Raises EndpointError when the endpoint cannot be used, or has failed three reports in a row.
        """
        grounding = Grounding(report, self._engine.parse(report.text))
        found: dict[str, Statement] = {}
        try:
            for passage in passages(report.text, grounding.sentences, self.chunk_chars):
                self._code(passage, grounding, found)
        except NotCoded as trouble:
            self._failed += 1
            if self._failed >= IN_A_ROW:
                raise EndpointError(
                    f"{self._failed} reports in a row could not be coded, the last: {trouble.detail}"
                ) from trouble
            raise
        self._failed = 0
        self.accepted += len(found)
        return sorted(found.values(), key=lambda statement: (statement.start, statement.end, statement.id))

    def account(self) -> str:
        """What became of everything the model said, in a few lines."""
        lines = [
            f"{self.name}: {self._chat.requests} requests, {self.offered} statements offered, {self.accepted} accepted, "
            f"{sum(self.rejected.values())} statements or values left out"
        ]
        lines += [f"  left out {count:4d}  {reason}: {REJECTIONS[reason]}" for reason, count in _by_count(self.rejected)]
        lines += [f"  trouble  {count:4d}  {reason}: {TROUBLES[reason]}" for reason, count in _by_count(self.troubles)]
        return "\n".join(lines)

    def _code(self, passage: Passage, grounding: Grounding, found: dict[str, Statement]) -> None:
        """Adds the statements of a passage; one that is too long for the model is asked in halves."""
        try:
            items = self._chat.ask(messages(grounding.report, passage))
        except TooLong:
            parts = halves(grounding.text, grounding.sentences, passage)
            if not parts:
                raise
            for part in parts:
                self._code(part, grounding, found)
            return
        self.offered += len(items)
        for _ in items[MOST:]:
            self._reject(grounding.report, "too-many")
        for item in items[:MOST]:
            self._take(item, passage, grounding, found)

    def _take(self, item: object, passage: Passage, grounding: Grounding, found: dict[str, Statement]) -> None:
        report = grounding.report
        try:
            statement = grounding.statement(read_offered(item), passage, lambda reason, said: self._reject(report, reason, said))
        except Rejected as rejected:
            self._reject(report, rejected.reason, rejected.said)
            return
        if statement.id in found:
            self._reject(report, "duplicate", statement.quote)
        found[statement.id] = statement

    def _reject(self, report: Report, reason: str, said: object = "") -> None:
        self.rejected[reason] += 1
        if len(self.rejections) < REMEMBERED:
            words = "".join(char if char.isprintable() else " " for char in str(said)[:120])
            self.rejections.append(Rejection(report.id, reason, words))


def _key(given: str | None) -> str | None:
    key = (given if given is not None else os.environ.get(KEY, "")).strip()
    if not (key.isascii() and key.isprintable()):
        raise EndpointError(f"the key in {KEY} has characters no key has (a line break or a letter with an accent?); set it anew")
    return key or None


def _by_count(counted: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
