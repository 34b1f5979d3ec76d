"""Whether the words around a date look ahead ("will meet on Friday") or back ("struck on Friday")."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from typing import Final

REACH: Final = 120
"""Characters looked at on either side, within the sentence."""

CUE: Final = re.compile(
    r"\b(?:(?P<ahead>will|won['’]t|shall|would|"
    r"(?:expect(?:s|ed)?|schedul(?:es|ed|ing)|due|set|slated|plan(?:s|ned|ning)?|intend(?:s|ed|ing)?|hop(?:es|ed|ing)|"
    r"want(?:s|ed)?|likely|about|ready|prepar(?:es|ed|ing)|agree[sd]|vow(?:s|ed)|pledg(?:es|ed)|promis(?:es|ed)|"
    r"threaten(?:s|ed)?|going|is|are|invited|supposed|asked|told|urged)\s(?:to|for)|"
    r"(?:expected|scheduled|due|planned|slated)\s(?:in|on|by|at)|"
    r"upcoming|payable|deadline|expires?|effective|matur(?:es|ing)|begins?|starts?|opens|takes\seffect|meets|to\sbe|"
    r"leaves|arrives|resumes)\b|(?P<clitic>(?<=\w['’])ll)\b"
    r"|(?P<back>said|says|told|was|were|had|did|been|ago|hit|struck|shot|fell|came|went|took|made|gave|met|left|began|"
    r"rose|led|held|won|lost|saw|sent|set|put|broke|blew|flew|fled|fought|found|got|kept|became|spoke|wrote|bought|sold|"
    r"brought|built|ran|drew|grew|threw|chose|drove|sank|stole|swore|withdrew|wore|caught|taught|hid|"
    r"(?!succeed|need|proceed|exceed|indeed|speed|hundred)\w{2,15}ed)\b)",
    re.IGNORECASE,
)
SENTENCE_END: Final = re.compile(r"[.!?]['\"”’)]{0,2}\s{1,4}(?=['\"“‘(]{0,2}[A-Z])|\n\s{0,4}\n|;")


class Tenses:
    """The verb cues of one text, found once and asked for often."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def cues(self) -> list[tuple[int, int, bool]]:
        """Start, end and whether it looks ahead, of each cue in order."""
        return [(*found.span(), not found["back"]) for found in CUE.finditer(self.text)]

    @cached_property
    def starts(self) -> list[int]:
        return [start for start, _, _ in self.cues]

    @cached_property
    def stops(self) -> list[int]:
        """Where sentences end."""
        return [found.end() for found in SENTENCE_END.finditer(self.text)]

    def ahead(self, start: int, end: int) -> bool | None:
        """True if the nearest cue beside ``text[start:end]`` looks ahead, False if back, None if there is none.

        Words before the date count first, as English puts them: "said Friday that it will". Words
        after a possessive ("Friday's meeting") say nothing about it.
        """
        stop = bisect_left(self.stops, start + 1)
        floor = max(start - REACH, self.stops[stop - 1] if stop else 0)
        before = bisect_left(self.starts, start) - 1
        if before >= 0 and self.cues[before][0] >= floor and self.cues[before][1] <= start:
            return self.cues[before][2]
        if self.text[end : end + 2] in ("'s", "’s"):
            return None
        ceiling = min(end + REACH, self.stops[stop] if stop < len(self.stops) else len(self.text))
        after = bisect_left(self.starts, end)
        if after < len(self.cues) and self.cues[after][1] <= ceiling:
            return self.cues[after][2]
        return None
