"""Charts as plain functions of one shape: ``(Picture, Frame) -> SVG``. A chart is added by naming it here."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from sayso.brief.charts.bars import bars
from sayso.brief.charts.figures import figures
from sayso.brief.charts.ladder import ladder
from sayso.brief.charts.map import events_map
from sayso.brief.charts.picture import Frame, Picture
from sayso.brief.charts.steps import steps
from sayso.brief.charts.timeline import timeline

Drawer = Callable[[Picture, Frame], str]

CHARTS: Final[Mapping[str, Drawer]] = {
    "timeline": timeline,
    "map": events_map,
    "figures": figures,
    "ladder": ladder,
    "steps": steps,
    "bars": bars,
}
