"""What charts promise whatever they draw: names apart, places in view, days in order."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from xml.etree import ElementTree

import brief_world as world
import pytest
from brief_geography import basemap
from hypothesis import given
from hypothesis import strategies as st

from sayso.brief.build import build
from sayso.brief.charts import CHARTS
from sayso.brief.charts.picture import Frame, Mark, Picture, Reading, Series
from sayso.brief.charts.projection import area_and_middle, fit_view, main_group, outlines
from sayso.brief.charts.scale import days_scale, round_ticks, ticks
from sayso.brief.charts.svg import fit, num, width_of, wrap
from sayso.brief.charts.timeline import _lay_out
from sayso.types import RUNGS

DAYS = st.dates(date(1990, 1, 1), date(2040, 12, 31))
SVG = "{http://www.w3.org/2000/svg}"


@given(st.lists(st.tuples(DAYS, st.integers(0, 400)), min_size=1, max_size=30))
def test_time_runs_to_the_right_and_stays_inside(spans: list[tuple[date, int]]) -> None:
    listed = [(first, first + timedelta(days=length)) for first, length in spans]
    scale = days_scale(listed, 100, 800)
    ends = sorted({day for span in listed for day in span})
    places = [scale.at(day) for day in ends]
    assert all(before < after for before, after in itertools.pairwise(places))
    assert min(places) >= 100
    assert max(places) <= 800 + 1e-6
    assert all(100 <= x <= 800 + 1e-6 for x, _ in ticks(scale, 74))


def test_a_long_empty_time_is_cut_out() -> None:
    near = [date(2031, 1, 1) + timedelta(days=each) for each in range(0, 60, 6)]
    scale = days_scale([(date(2016, 10, 1), date(2016, 10, 12)), *((day, day) for day in near)], 0, 700)
    assert len(scale.cuts) == 1
    assert scale.at(near[-1]) - scale.at(near[0]) > 350
    assert days_scale([(day, day) for day in near], 0, 700).cuts == []


@pytest.mark.parametrize(
    ("most", "levels"), [(0, [0, 1]), (1, [0, 1]), (7, [0, 2, 4, 6, 8]), (110, [0, 50, 100, 150]), (4, [0, 1, 2, 3, 4])]
)
def test_round_ticks(most: int, levels: list[int]) -> None:
    assert round_ticks(most) == levels


@given(st.integers(0, 10**9))
def test_round_ticks_reach_the_top(most: int) -> None:
    levels = round_ticks(most)
    assert levels[0] == 0
    assert levels[-1] >= most
    assert 2 <= len(levels) <= 6


PLACES = st.lists(st.tuples(st.floats(-180, 180), st.floats(-80, 80)), min_size=1, max_size=20)


@given(PLACES)
def test_every_place_is_in_view(places: list[tuple[float, float]]) -> None:
    view = fit_view(places, 840, 400, 540)
    for lon, lat in places:
        x, y = view.at(lon, lat)
        assert -0.01 <= x <= view.width + 0.01
        assert -0.01 <= y <= view.height + 0.01


def test_places_on_both_sides_of_the_date_line_are_near_each_other() -> None:
    view = fit_view([(179.0, -17.0), (-179.0, -18.0)], 840, 400, 540)
    west, east = view.at(179.0, -17.0)[0], view.at(-179.0, -18.0)[0]
    assert 0 < east - west < 500


def test_a_few_places_far_off_do_not_shrink_the_map() -> None:
    near = [(44.0 + step, 30.0 + step % 3) for step in range(8)]
    assert main_group([*near, (-98.0, 39.0), (-98.0, 39.0)]) == [True] * 8 + [False] * 2
    assert main_group([*near, *[(-98.0, 39.0)] * 4]) == [True] * 12, "a third of the events is no outlier"
    assert main_group([(44.0, 30.0), (-98.0, 39.0)]) == [True, True]


@given(PLACES)
def test_at_most_a_quarter_is_left_off(places: list[tuple[float, float]]) -> None:
    assert main_group(places).count(False) <= len(places) // 4


def test_land_over_the_date_line_is_drawn_once_and_whole() -> None:
    view = fit_view([(179.0, -17.0), (-179.0, -18.0)], 800, 400, 400)
    ring = [(178.0, -18.5), (-178.0, -18.5), (-178.0, -16.5), (178.0, -16.5)]
    drawn = outlines([ring], view)
    assert len(drawn) == 1
    area, (x, _) = area_and_middle(drawn[0])
    assert area == pytest.approx(4 * 2 * view.per_degree**2 * view.squeeze, rel=0.01)
    assert x == pytest.approx(view.at(180.0, -17.5)[0], abs=1)


def test_land_is_cut_to_the_frame() -> None:
    view = fit_view([(45.0, 2.0), (50.0, 6.0)], 840, 400, 540)
    for ring in outlines([[(-170, -80), (170, -80), (170, 80), (-170, 80)]], view):
        assert all(-5 <= x <= view.width + 5 and -5 <= y <= view.height + 5 for x, y in ring)


@given(st.text(max_size=60), st.floats(20, 300))
def test_text_fits(text: str, room: float) -> None:
    assert width_of(fit(text, room)) <= max(room, width_of("…"))


def test_wrap_keeps_the_words() -> None:
    assert wrap("one two three four", 60, 12, 3) == ["one two", "three four"]
    assert wrap("", 60) == []


@pytest.mark.parametrize(("value", "text"), [(1.0, "1"), (1.26, "1.3"), (-0.01, "0"), (1234.5, "1234.5")])
def test_num(value: float, text: str) -> None:
    assert num(value) == text


MARKS = st.lists(
    st.builds(
        lambda n, title, day, length, lane, rung, answers: Mark(
            str(n), f"#e-{n}", title, "ASSAULT", f"lane {lane}", day, day + timedelta(days=length), rung,
            "place", 1.0 + n % 9, 44.0 + n % 7, "site", tuple(map(str, answers)),
        ),
        st.integers(0, 500), st.text(st.characters(categories=("L", "Zs")), min_size=1, max_size=60), DAYS, st.integers(0, 90),
        st.integers(0, 4), st.sampled_from([None, *RUNGS]), st.lists(st.integers(0, 500), max_size=2),
    ),
    min_size=1, max_size=50, unique_by=lambda mark: mark.id,
)  # fmt: skip


@given(MARKS)
def test_names_on_the_timeline_never_touch(marks: list[Mark]) -> None:
    frame = Frame(840, "Arial", "x")
    scale = days_scale([(mark.first, mark.last) for mark in marks if mark.first and mark.last], 118, 830)
    placed, _ = _lay_out(marks, {mark.id for mark in marks}, scale, frame)
    assert len(placed) == len(marks)
    for number, one in enumerate(placed):
        for other in placed[number + 1 :]:
            assert one.y != other.y or one.apart_from(other)


@given(MARKS)
def test_charts_draw_whatever_there_is(marks: list[Mark]) -> None:
    picture = Picture(date(2031, 1, 1), tuple(marks))
    for name in ("timeline", "map"):
        for frame in (Frame(840, "Arial", "w"), Frame(350, "Arial", "n", narrow=True)):
            root = ElementTree.fromstring(CHARTS[name](picture, frame))
            assert float(root.get("height", "nan")) > 0


READINGS = st.builds(
    lambda day, low, more, shape, who, n: Reading(
        day, low if shape != 1 else None, low + more if shape != 2 else None, f"{low}", f"voice {who}", str(who), n, f"#q-{n}"
    ),
    DAYS, st.integers(0, 10_000), st.integers(0, 500), st.integers(0, 2), st.integers(0, 3), st.integers(1, 99),
)  # fmt: skip


@given(st.lists(READINGS, min_size=1, max_size=12))
def test_figures_draw_every_reading(readings: list[Reading]) -> None:
    series = Series("title", tuple(sorted(readings, key=lambda reading: reading.day)))
    root = ElementTree.fromstring(CHARTS["figures"](Picture(date(2031, 1, 1), series=(series,)), Frame(840, "Arial", "x")))
    assert len(root.findall(f"{SVG}a")) == len(readings)


def test_a_crowded_timeline_names_fewer_to_keep_its_height() -> None:
    page = build(world.full(), basemap())
    picture = page.sections[0].charts[0].picture
    tall = ElementTree.fromstring(CHARTS["timeline"](picture, Frame(840, "Arial", "x", most_height=3000)))
    short = ElementTree.fromstring(CHARTS["timeline"](picture, Frame(840, "Arial", "x", most_height=700)))
    assert float(short.get("height", "0")) <= 720 < float(tall.get("height", "0"))
    assert len(short.findall(f"{SVG}a")) == len(tall.findall(f"{SVG}a"))


def test_the_map_counts_events_that_fall_together() -> None:
    marks = tuple(
        Mark(str(n), f"#e-{n}", f"Event {n}", "ASSAULT", "lane", place="Camp", lat=2.0, lon=45.0, precision="site")
        for n in range(7)
    )
    drawn = CHARTS["map"](Picture(date(2031, 1, 1), marks, basemap=basemap()), Frame(840, "Arial", "x"))
    texts = [node.text for node in ElementTree.fromstring(drawn).iter(f"{SVG}text")]
    assert "7" in texts
    assert "Camp" in texts
