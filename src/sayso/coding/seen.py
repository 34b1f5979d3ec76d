"""What the network saw in a text besides its grammar: names, event words, sayings. Positions are tokens of the ``Doc``."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from sayso.coding.net import NetEvent, NetSaying, Reading

Numbers = np.ndarray[Any, np.dtype[Any]]


@dataclass(slots=True)
class Seen:
    """Names as (first token, last token, PER ORG or LOC); events by their token; sayings by the tokens of their cue."""

    names: list[tuple[int, int, str]] = field(default_factory=list)
    events: dict[int, NetEvent] = field(default_factory=dict)
    sayings: list[NetSaying] = field(default_factory=list)
    firmness: dict[int, float] = field(default_factory=dict)
    """By token, how certain the text makes what the word names: −3…3."""
    reads: bool = False
    """False for a text that the network has not read."""

    @classmethod
    def gathered(cls, readings: list[Reading], begins: list[int], kept: Numbers) -> Seen:
        """All that was read of the blocks of one text. ``kept`` are the positions of its words among its tokens."""
        seen = cls(reads=True)
        for reading, begin in zip(readings, begins, strict=True):
            at = kept[begin : begin + len(reading.tags)].tolist()
            seen.names += [(at[first], at[last], kind) for first, last, kind in _names(reading.names)]
            seen.firmness.update(zip(at, reading.firmness, strict=True))
            for event in reading.events:
                roles = {role: tuple((at[i], p) for i, p in found) for role, found in event.roles.items()}
                seen.events[at[event.at]] = replace(event, at=at[event.at], roles=roles)
            for saying in reading.sayings:
                seen.sayings.append(
                    replace(
                        saying,
                        cue=tuple(at[i] for i in saying.cue),
                        source={at[i]: p for i, p in saying.source.items()},
                        content={at[i]: p for i, p in saying.content.items()},
                    )
                )
        return seen


def seen_in(doc: Doc) -> Seen:
    """What the network saw in `doc`; nothing for a text that another engine parsed."""
    found = doc.user_data.get("seen")
    return found if isinstance(found, Seen) else Seen()


def _names(labels: list[str]) -> list[tuple[int, int, str]]:
    """First word, last word and kind of every name."""
    found: list[tuple[int, int, str]] = []
    for i, label in enumerate(labels):
        if label == "O":
            continue
        goes_on = label[0] == "I" and found and found[-1][1] == i - 1 and found[-1][2] == label[2:]
        if goes_on:
            found[-1] = (found[-1][0], i, label[2:])
        else:
            found.append((i, i, label[2:]))
    return found
