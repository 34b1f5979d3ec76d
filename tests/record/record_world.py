"""A small invented world for tests of the record: two states, four armed groups, some camps and towns.

``Press`` writes a report sentence by sentence and makes statements that stand in it word for word;
a name that does not occur in its sentence is an error in the test.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sayso.contract import digest, with_id
from sayso.types import Claim, Figure, Party, Report, Span, Statement, Voice, Weapon, When, Where

ACTORS: Mapping[str, str] = {
    "Arvonia": "XAR",
    "the Arvonian army": "XAR-MIL",
    "Arvonian soldiers": "XAR-MIL",
    "Arvonian officials": "XAR-GOV",
    "the Arvonian foreign ministry": "XAR-GOV-MFA",
    "Belmark": "XBE",
    "Belmarkian officials": "XBE-GOV",
    "Belmarkian troops": "XBE-MIL",
    "the Belmarkian air force": "XBE-MIL-AIR",
    "Dawn Front": "XCO-DAWN",
    "Tide Brigade": "XCO-TIDE",
    "Ember Battalions": "XCO-EMBER",
    "Corva": "XCO",
    "the Corvan army": "XCO-MIL",
}
"""Name as written, to id."""

_PLACES: Mapping[str, tuple[str, float, float, str]] = {
    "Camp Alder": ("XCO", 30.10, 60.10, "site"),
    "Camp Birch": ("XCO", 30.30, 60.10, "site"),
    "Cedar airfield": ("XCO", 33.00, 62.00, "site"),
    "Lorn": ("XCO", 30.00, 60.00, "locality"),
    "Marrow": ("XCO", 32.50, 61.00, "locality"),
    "Ostrel": ("XAR", 38.00, 50.00, "locality"),
    "Corva": ("XCO", 31.00, 61.00, "country"),
    "Arvonia": ("XAR", 38.00, 50.00, "country"),
    "Belmark": ("XBE", 45.00, 40.00, "country"),
    "Northmarch": ("XCO", 32.80, 61.50, "admin1"),
    "the Sound": ("", 28.00, 58.00, "sea"),
}

_WEAPONS: Mapping[str, str] = {"rockets": "rocket", "drones": "drone", "ballistic missiles": "ballistic-missile"}


def place(name: str, start: int, end: int) -> Where:
    """A place of this world."""
    country, lat, lon, precision = _PLACES[name]
    id = "place-" + name.lower().replace(" ", "-")
    return Where(name, id, country or None, lat, lon, precision, start, end)


@dataclass
class Press:
    """One report in the making."""

    id: str
    published: str
    outlet: str = "Daily Ledger"
    text: str = ""
    drafts: list[dict[str, object]] = field(default_factory=list)

    def write(self, sentence: str) -> Press:
        """Adds words that no statement is made of."""
        self.text += ("\n" if self.text else "") + sentence
        return self

    def say(
        self,
        sentence: str,
        what: str | None = "ASSAULT",
        *,
        by: str | None = None,
        stance: str = "reports",
        firmness: int = 3,
        time: str = "past",
        negated: bool = False,
        actor: str | None = None,
        target: str | None = None,
        where: str | None = None,
        when: tuple[str, ...] | None = None,
        weapon: str | None = None,
        cue: str | None = None,
        again: bool = False,
        **figures: tuple[str, int | None, int | None],
    ) -> Press:
        """Adds a sentence and one statement made of it; ``again`` makes one more of the sentence just written.

        ``what`` is a category or ``CATEGORY/mode``; ``when`` the words and one or two ISO days; a figure its words and
        bounds. ``by`` is the voice (the outlet unless given).
        """
        if not again:
            self.write(sentence)
        start = self.text.rindex(sentence)

        def at(words: str) -> tuple[int, int]:
            first = start + sentence.index(words)
            return first, first + len(words)

        def party(name: str | None) -> Party | None:
            return None if name is None else Party(name, ACTORS.get(name), *at(name))

        category, _, mode = what.partition("/") if what is not None else (None, "", "")
        claim = Claim(
            what=category,
            mode=mode or None,
            actor=party(actor),
            target=party(target),
            where=None if where is None else place(where, *at(where)),
            when=None if when is None else _when(when, at(when[0])),
            weapon=None if weapon is None else Weapon(weapon, _WEAPONS[weapon], *at(weapon)),
            figures={kind: (Figure(low, high, said, None, *at(said)),) for kind, (said, low, high) in figures.items()},
        )
        voice = Voice(self.outlet, "outlet") if by is None else Voice(by, "office", ACTORS.get(by), *at(by))
        self.drafts.append(
            {
                "start": start, "end": start + len(sentence), "quote": sentence, "voice": voice, "stance": stance,
                "firmness": firmness, "claim": claim, "time": time, "negated": negated,
                "cue": None if cue is None else Span(cue, *at(cue)),
            }
        )  # fmt: skip
        return self

    @property
    def report(self) -> Report:
        """The report as written so far."""
        key = digest([self.id, self.text, self.outlet])
        return Report(self.id, key, self.text, date.fromisoformat(self.published), self.outlet, sha256=key)

    @property
    def statements(self) -> list[Statement]:
        """The statements made of it."""
        return [with_id(Statement(id="", report=self.id, **draft)) for draft in self.drafts]  # type: ignore[arg-type]


def _when(said: tuple[str, ...], at: tuple[int, int]) -> When:
    words, *days = said
    first, last = date.fromisoformat(days[0]), date.fromisoformat(days[-1])
    return When(words, first, last, *at)
