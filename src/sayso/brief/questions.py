"""The questions a brief opens with, in the order in which a columnist asks them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sayso.brief.page import Answer, Finding
from sayso.types import Assessment

QUESTIONS: Final = (
    ("Who did it?", ("headline", "attribution")),
    ("Who says so?", ("voices",)),
    ("Has anybody claimed it?", ("claims",)),
    ("How many were hurt, and how did the figures change?", ("figures",)),
    ("Who answers whom?", ("reprisals",)),
    ("Is it escalating?", ("escalation",)),
    ("Were there warnings?", ("warnings",)),
    ("Do the dates mean anything?", ("anniversaries",)),
    ("What is being hit, and with what?", ("targets",)),
    ("Where do the arms come from?", ("transfers",)),
    ("Where next?", ("spread", "forecast", "next")),
    ("How did earlier judgements turn out?", ("judgements",)),
)
"""Question → the analyses whose headlines answer it, in order."""
OTHER: Final = "What else is there to say?"


def answers(findings: Sequence[tuple[Assessment, Finding]]) -> tuple[Answer, ...]:
    """The headlines under their questions; a question that nothing answers is left out, headlines of other analyses come last."""
    placed = {name for _, names in QUESTIONS for name in names}
    others = dict.fromkeys(assessment.name for assessment, _ in findings if assessment.name not in placed)
    asked = [*QUESTIONS, (OTHER, tuple(others))]
    found = []
    for number, (question, names) in enumerate(asked, start=1):
        own = tuple(each for name in names for assessment, each in findings if assessment.name == name)
        if own:
            found.append(Answer(f"ask-{number}", question, own))
    return tuple(found)
