"""The fixed words of the last pages: how reports are read, and what machine reading gets wrong."""

from __future__ import annotations

from typing import Final

HOW: Final = (
    "Each report was read by machine into statements. A statement is one voice saying one thing: who says so, about whom, what "
    "was done, where, when, with what and at what cost, together with how firmly it is put and whether it is claimed, denied or "
    "hedged. Every statement keeps the exact words it rests on and their place in the report, counted in Unicode code points.",
    "Statements judged to speak of one happening make an event. Nothing said is overwritten: rival accounts stay beside each "
    "other and every figure keeps its history. What a report does not say is left blank, never guessed.",
    "Only statements published on or before the day of this brief are used.",
)

LIMITS: Final = (
    "It reads what was written, not what happened. A voice can be wrong, lie or repeat another; ten outlets carrying one agency "
    "story are one source, and not every copy is recognised.",
    "It can give words to the wrong voice where speakers follow each other without names, or where a quotation runs over "
    "paragraphs.",
    "It can miss that a clause is denied, conditional or mocking, above all in long sentences and headlines.",
    "It can tie “the group” or “they” to the wrong actor, and a day of the week to the wrong week.",
    "It can place a name that several places share in the wrong one; a circle on the map is only as good as the name.",
    "It can take two happenings for one, or one for two, when days and places are vague.",
    "It can attach a figure to the wrong side: whose dead, whose wounded.",
    "It finds less where less is written. A quiet lane may be a place without reporters, and no data is not calm.",
)

ON_LIKELIHOOD: Final = (
    "Words of likelihood follow US Intelligence Community Directive 203. They say how likely something is; how good the grounds "
    "are is another matter and is never said in the same sentence."
)

ON_FIRMNESS: Final = (
    "Firmness says how sure the voice sounds, not how sure anybody should be. It runs from −3 to +3 and is read from the "
    "words alone."
)
