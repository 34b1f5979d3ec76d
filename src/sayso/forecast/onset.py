"""Onset: the first event after a quiet spell, the forecast that matters and the hard one (Hegre et al. 2019).

Its own model, taught on quiet rows alone: what makes a calm pair break is not what keeps a fighting one fighting.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sayso.forecast.forecasters import Blend, Boosted, Fitted, Linear, TooThin, mixed
from sayso.forecast.rows import Rows

Array = NDArray[Any]
QUIET: Final = 30
"""Steps without an event of the target that make a row quiet."""


def quiet(rows: Rows, steps: int = QUIET) -> Array:
    """True for rows whose unit saw nothing of the target for ``steps`` steps before the origin."""
    return rows.column("since target") >= steps


@dataclass(frozen=True, slots=True)
class Onset:
    """Half the blend for all rows, half logistic and boosting taught on quiet rows only; rows that are not quiet get the blend."""

    name: str = "onset"
    everywhere: Fitted | None = None
    after_quiet: tuple[Fitted, ...] = ()
    given: Mapping[str, Fitted] = field(default_factory=dict)
    """Forecasters already taught on the same rows, by name: not taught twice."""

    def fit(self, rows: Rows) -> Onset:
        calm = rows.where(quiet(rows))
        try:
            own: tuple[Fitted, ...] = (Linear().fit(calm), Boosted().fit(calm))
        except TooThin:
            own = ()
        return Onset(self.name, self.given.get("blend") or Blend(given=self.given).fit(rows), own)

    def predict(self, rows: Rows) -> Array:
        assert self.everywhere is not None
        p = self.everywhere.predict(rows)
        calm = quiet(rows)
        if self.after_quiet and calm.any():
            here = rows.where(calm)
            parts = [p[calm], *(member.predict(here) for member in self.after_quiet)]
            p[calm] = mixed(parts, (0.5, *[0.5 / len(self.after_quiet)] * len(self.after_quiet)))
        return np.asarray(p)
