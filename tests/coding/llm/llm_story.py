"""The report these tests read, what a good model says of it, and coders that do not wait."""

from __future__ import annotations

from datetime import date
from typing import Any

from llm_server import figure, offer

from sayso.coding.llm import LlmCoder
from sayso.conformance import check_statement
from sayso.types import Report, Statement

RAID = (
    "Two Kenyan soldiers and at least 11 civilians were killed when al-Shabab fighters attacked a base near Garissa on Tuesday, "
    "police told Reuters."
)
DENIAL = "The group denied that it had fired mortars at the market."
QUOTED = "“We hit only soldiers,” a spokesman said."
SALE = "Kenyan officials allegedly sold rifles to smugglers last month."
STORY = f"{RAID}\n\n{DENIAL} {QUOTED}\n\n{SALE}\n"

RAID_OFFER = offer(
    RAID, voice="police", via=["Reuters"], cue="told", actor="al-Shabab fighters", target="a base", place="Garissa", date="on Tuesday",
    figures=[figure("killed", "Two Kenyan soldiers", 2, 2), figure("killed", "at least 11 civilians", 11)],
)  # fmt: skip
DENIAL_OFFER = offer(
    DENIAL, voice="The group", cue="denied", stance="denies", firmness=-3, actor="it", target="the market", weapon="mortars", mode="heavy-weapons"
)  # fmt: skip


def report(text: str = STORY, id: str = "story") -> Report:
    """A report published on Wednesday, 12 May 2021."""
    return Report(id, f"key-{id}", text, date(2021, 5, 12), outlet="The Evening Post")


def coder(url: str, **settings: Any) -> LlmCoder:
    """A coder that does not wait between tries."""
    return LlmCoder(url, "toy", **({"sleep": lambda _: None, "timeout_s": 20.0} | settings))


def code(url: str, text: str = STORY, **settings: Any) -> tuple[list[Statement], LlmCoder]:
    """The statements of a text, each of them checked against the contract, and the coder that made them."""
    made = coder(url, **settings)
    story = report(text)
    statements = made.code(story)
    for statement in statements:
        check_statement(statement, story)
    assert statements == sorted(statements, key=lambda one: (one.start, one.end, one.id))
    return statements, made
