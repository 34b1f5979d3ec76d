"""How judgements turned out by the record, and how good each holder's likelihoods were."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sayso.analysis.importance import happened
from sayso.analysis.intervals import wilson
from sayso.knowledge.cues import BANDS
from sayso.record import Known
from sayso.record.kin import kinship
from sayso.types import Event, Party, Statement

OUTCOMES = ("held", "did not", "open", "cannot be judged")
HORIZON = 90
"""Days after which a prediction that names none counts as having had its time."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one judgement turned out, by which event, and up to which day (inclusive) it was given."""

    how: str
    event: str | None = None
    until: date | None = None


def outcome(one: Statement, known: Known, as_of: date) -> Outcome:
    """How a judgement turned out by the events of a record.

    It can be judged when it names a kind of act and at least one party. It held when such an act by and upon those parties
    happened within its horizon (or, said in the negative, did not), and is open until the horizon is over.
    """
    claim, said = one.claim, known.reports[one.report].published
    if claim.what is None or (_id(claim.actor) is None and _id(claim.target) is None) or one.time in ("past", "historical"):
        return Outcome("cannot be judged")
    until = claim.when.last if claim.when and claim.when.last and claim.when.last > said else said + timedelta(HORIZON)
    came = [event for event in known.events if _fits(event, one, said, until) and happened(event, known)]
    found = min(came, key=lambda event: (str(event.first or event.last), event.id), default=None)
    expected = not one.negated and one.firmness >= 0
    if found is not None:
        return Outcome("held" if expected else "did not", found.id, until)
    if as_of <= until:
        return Outcome("open", None, until)
    return Outcome("did not" if expected else "held", None, until)


def _id(party: Party | None) -> str | None:
    return party.id if party else None


def _fits(event: Event, one: Statement, said: date, until: date) -> bool:
    day = event.first or event.last
    if day is None or not said < day <= until or event.claim.what != one.claim.what:
        return False
    for mine, theirs in ((_id(one.claim.actor), _id(event.claim.actor)), (_id(one.claim.target), _id(event.claim.target))):
        if mine is not None and (theirs is None or kinship(mine, theirs) == "other"):
            return False
    return True


@dataclass(frozen=True, slots=True)
class Score:
    """One holder: how many judgements, how many had an outcome, Brier score of those with a likelihood, calibration by band."""

    holder: str
    judgements: int
    judged: int
    held: int
    brier: float | None
    scored: int
    bands: tuple[tuple[str, int, int, float], ...]
    """(band, judgements with it, acts that came, middle of the band)."""

    @property
    def void(self) -> float:
        """The share that could not be judged or has no outcome yet."""
        return 1 - self.judged / self.judgements if self.judgements else 0.0

    @property
    def held_interval(self) -> tuple[float, float]:
        return wilson(self.held, self.judged)


def score(holder: str, judged: Sequence[tuple[str | None, bool, Outcome]]) -> Score:
    """The score of one holder from (band, whether said in the negative, outcome).

    The Brier score (1950) is the mean square of likelihood minus outcome, 0 best, 1 worst, over judgements with a band and an
    outcome; the likelihood is the middle of the ICD 203 band, of the act itself.
    """
    done = [each for each in judged if each[2].how in ("held", "did not")]
    squares, bands = [], dict[str, list[bool]]()
    for band, negated, found in done:
        if band is None:
            continue
        came = (found.how == "held") != negated
        squares.append((middle(band) - came) ** 2)
        bands.setdefault(band, []).append(came)
    rows = tuple(
        (band, len(came), sum(came), middle(band)) for band, came in sorted(bands.items(), key=lambda each: middle(each[0]))
    )
    brier = sum(squares) / len(squares) if squares else None
    return Score(holder, len(judged), len(done), sum(each[2].how == "held" for each in done), brier, len(squares), rows)


def middle(band: str) -> float:
    """The middle of an ICD 203 band, 0…1."""
    low, high = BANDS[band]
    return (low + high) / 200
