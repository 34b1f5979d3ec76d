"""What can go wrong between Sayso and a language model, and whether the run can go on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from sayso.types import SaysoError


class EndpointError(SaysoError):
    """The endpoint cannot be used at all: address, key or model are wrong, or it fails again and again. Stops a run."""


class NotCoded(SaysoError):
    """One report could not be coded; the others can go on. ``reason`` is a short code of ``TROUBLES``."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason, self.detail = reason, detail


class TooLong(NotCoded):
    """The passage or its answer does not fit the model; half the passage may."""


class Rejected(Exception):
    """A statement or value of an answer that does not hold up; ``reason`` is a short code of ``REJECTIONS``."""

    def __init__(self, reason: str, said: object = "") -> None:
        super().__init__(reason)
        self.reason, self.said = reason, said


TROUBLES: Final[Mapping[str, str]] = {
    "answer-busy": "the endpoint answered 429 or 503: too many requests, or the model is still loading",
    "answer-failed": "the endpoint answered with another server error",
    "answer-broken": "the connection ended before the answer did",
    "answer-late": "no complete answer within the time allowed",
    "answer-too-big": "the answer is larger than the byte cap",
    "answer-refused": "the endpoint refused the request as it stands",
    "answer-empty": "the answer holds no message",
    "answer-not-json": "the message is not JSON",
    "answer-shape": "the JSON has no list of statements",
    "answer-cut": "the answer stops short: it or the passage is too long for the model",
}
"""Troubles with a whole answer, by reason."""

REJECTIONS: Final[Mapping[str, str]] = {
    "shape": "the statement is not an object with the fields asked for, or a field has the wrong type",
    "stance": "the stance is none of the contract's",
    "firmness": "firmness is no whole number from -3 to 3",
    "time": "the time is none of the contract's",
    "what": "the category is not one of PLOVER's",
    "quote-not-in-report": "the quote does not stand in the passage",
    "quote-too-short": "the quote is a scrap of a sentence",
    "quote-too-long": "the quote runs over more than three sentences",
    "order": "the quote tells its reader to do something; nobody in the report says that it happened",
    "voice-not-in-report": "the one who is said to speak is not named in or near the quote",
    "too-many": "more statements than a passage can hold",
    "duplicate": "the same statement twice in one answer",
    "contract": "the statement breaks the contract in some other way",
    "cue": "the cue is neither in the quote nor beside the voice",
    "hedge": "the hedge is not in the quote",
    "via": "the go-between is not named in or near the quote",
    "actor": "the actor is not named in or near the quote",
    "target": "the target is not named in or near the quote",
    "recipient": "the recipient is not named in or near the quote",
    "place": "the place is not named in or near the quote",
    "date": "the date is not said in or near the quote",
    "date-unread": "no day can be read in the words of the date",
    "weapon": "the weapon is not named in or near the quote",
    "mode": "the mode does not belong to the category",
    "figure": "the words of the figure are not in the quote",
    "figure-kind": "the kind of figure is not known, or the words of the figure tell of another kind",
    "figure-unread": "no number, or more than one, can be read in the words of the figure",
    "figure-mismatch": "the bounds given are not those the words of the figure say",
}
"""Why a statement (down to ``contract``) or one of its values (from ``cue`` on) is left out."""
