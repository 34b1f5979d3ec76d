"""Mutually exciting point processes: which side's acts raise the rate of which other's, tested against chance."""

from sayso.analysis.excitation.causes import Cause, causes
from sayso.analysis.excitation.chance import Chance, against_chance
from sayso.analysis.excitation.fit import Fit, TooFew, fit
from sayso.analysis.excitation.goodness import Goodness, goodness
from sayso.analysis.excitation.series import Series, by_day, series
from sayso.analysis.excitation.simulate import simulate, simulate_days

__all__ = [
    "Cause", "Chance", "Fit", "Goodness", "Series", "TooFew", "against_chance", "by_day", "causes", "fit", "goodness",
    "series", "simulate", "simulate_days",
]  # fmt: skip
