"""What an event is called where it has to be named in a few words."""

from __future__ import annotations

from sayso.brief.visible import oneline
from sayso.brief.words import CATEGORY_WORDS, heading
from sayso.types import Claim, Event


def title(event: Event) -> str:
    """The event's own title, or its claim in a few words: ``Rocket assault, Port Ash``."""
    said = oneline(event.title)
    if said:
        return said
    claim = event.claim
    deed = heading(" ".join(part for part in (oneline(claim.mode or ""), category(claim)) if part))
    at = claim.where.name if claim.where else claim.target.name if claim.target else ""
    return f"{deed}, {oneline(at)}" if at else deed


def category(claim: Claim) -> str:
    """The PLOVER category in a word."""
    return CATEGORY_WORDS[claim.what] if claim.what else "judgement"
