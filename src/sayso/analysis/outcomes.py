"""How judgements turned out by the record, and how good each holder's likelihoods were."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import sqrt
from statistics import fmean, stdev

from sayso.analysis.deeds import victim
from sayso.analysis.importance import happened
from sayso.analysis.intervals import Z, wilson
from sayso.analysis.voices import side_of
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


@dataclass(frozen=True, slots=True)
class Expected:
    """What a judgement expects: an act by ``actor`` upon ``target`` (ids, None when not said) up to ``until``, inclusive."""

    what: str
    actor: str | None
    target: str | None
    until: date


def expected(one: Statement, known: Known) -> Expected | None:
    """What a judgement of things to come expects; None when it names no act, no party, or hangs on a condition.

    A judgement that names no act itself takes the one that a statement of the same words tells as still to come. A warning that names
    nobody is read as one of harm to the side of the voice.
    """
    told = one if one.claim.what is not None else _companion(one, known)
    if told is None or told.claim.what is None:
        return None
    if any(other.time == "hypothetical" and other.firmness == 0 for other in _same_words(one, known)):
        return None
    warned = one.stance == "warns"
    if (told.time == "hypothetical" and told.firmness == 0) or told.time == "historical" or (told.time == "past" and not warned):
        return None
    claim, said = told.claim, known.reports[one.report].published
    if claim.when is not None and claim.when.last is not None and claim.when.last < said:
        return None  # what was over when it was said is no prospect, whatever its tense was taken for
    actor, target = _id(claim.actor), _id(claim.target)
    if warned and actor is None and target is None and one.voice.actor is not None:
        target = side_of(one.voice.actor)
    if actor is None and target is None:
        return None
    until = claim.when.last if claim.when and claim.when.last and claim.when.last > said else said + timedelta(HORIZON)
    return Expected(told.claim.what, actor, target, until)


def _same_words(one: Statement, known: Known) -> list[Statement]:
    return [other for other in known.statements if (other.report, other.start, other.end) == (one.report, one.start, one.end)]


def _companion(one: Statement, known: Known) -> Statement | None:
    """The statement of an act to come whose words overlap those of a judgement, the one that shares most of them."""
    found = [
        (min(one.end, other.end) - max(one.start, other.start), other.id, other)
        for other in known.statements
        if other.report == one.report
        and other.id != one.id
        and other.claim.what is not None
        and other.time in ("future", "hypothetical")
    ]
    shared, _, best = max(found, default=(0, "", None), key=lambda each: each[:2])
    return best if shared > 0 else None


def outcome(one: Statement, known: Known, as_of: date) -> Outcome:
    """How a judgement turned out by the events of a record.

    One of things to come can be judged when ``expected`` can read it. It held when such an act by and upon those parties happened
    within its horizon (or, said in the negative, did not), and is open until the horizon is over. One of who did a thing held when
    that side owned up on the same day or later, did not when another did, and is open while nobody has.
    """
    if names_doer(one):
        return _owned(one, known)
    meant = expected(one, known)
    if meant is None:
        return Outcome("cannot be judged")
    said = known.reports[one.report].published
    came = [event for event in known.events if _fits(event, meant, said) and happened(event, known)]
    found = min(came, key=lambda event: (str(event.first or event.last), event.id), default=None)
    wanted = not one.negated and one.firmness >= 0
    if found is not None:
        return Outcome("held" if wanted else "did not", found.id, meant.until)
    if as_of <= meant.until:
        return Outcome("open", None, meant.until)
    return Outcome("did not" if wanted else "held", None, meant.until)


def names_doer(one: Statement) -> bool:
    """True for a suspicion or finding of who did something that has happened."""
    about = one.claim.what is not None and _id(one.claim.actor) is not None and one.time in ("past", "ongoing")
    return about and one.stance in ("suspects", "determines")


def _owned(one: Statement, known: Known) -> Outcome:
    event = known.event_of(one.id)
    said = known.reports[one.report].published
    owners = [
        side
        for ref in event.statements
        if ref.stance in ("admits", "claims") and known.reports[ref.report].published >= said and (side := ref.voice.actor) is not None
        and any(rung in ("admitted", "claims") and kinship(side, actor) != "other" for actor, rung in event.ladder.items())
    ]  # fmt: skip
    if not owners:
        return Outcome("open", event.id)
    accused = _id(one.claim.actor) or ""
    right = any(kinship(accused, owner) != "other" for owner in owners)
    wanted = not one.negated and one.firmness >= 0
    return Outcome("held" if right == wanted else "did not", event.id)


def _id(party: Party | None) -> str | None:
    return party.id if party else None


def _fits(event: Event, meant: Expected, said: date) -> bool:
    day = event.first or event.last
    if day is None or not said < day <= meant.until or event.claim.what != meant.what:
        return False
    for mine, theirs in ((meant.actor, _id(event.claim.actor)), (meant.target, victim(event))):
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
    brier_interval: tuple[float, float] | None
    """Normal 95 % interval of the mean square, within 0…1; None for fewer than two."""
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
    held = sum(each[2].how == "held" for each in done)
    return Score(holder, len(judged), len(done), held, brier, _around(squares), len(squares), rows)


def _around(squares: Sequence[float]) -> tuple[float, float] | None:
    if len(squares) < 2:
        return None
    mean, half = fmean(squares), Z * stdev(squares) / sqrt(len(squares))
    return max(0.0, mean - half), min(1.0, mean + half)


def middle(band: str) -> float:
    """The middle of an ICD 203 band, 0…1."""
    low, high = BANDS[band]
    return (low + high) / 200
