"""One file, nothing fetched, every sentence leads to its words, readable by everybody."""

from __future__ import annotations

import base64
import hashlib
import itertools
import re
from importlib.resources import files

import brief_extremes as extremes
import brief_world as world
import pytest
from brief_geography import basemap
from page_reader import Reader

from sayso.brief import render
from sayso.brief.ledger import ledger_of

FETCHING = {
    "script",
    "iframe",
    "img",
    "link",
    "object",
    "embed",
    "base",
    "form",
    "video",
    "audio",
    "source",
    "image",
    "foreignobject",
}


@pytest.fixture(scope="module")
def page() -> bytes:
    return render(world.full(), "html", basemap())


@pytest.fixture(scope="module")
def read(page: bytes) -> Reader:
    return Reader(page)


def test_elements_are_nested_and_closed(read: Reader) -> None:
    assert read.badly_nested == []
    assert read.stack == []


def test_nothing_is_fetched(page: bytes, read: Reader) -> None:
    assert [node.tag for node in read.nodes if node.tag in FETCHING] == []
    for node in read.nodes:
        assert not {name for name in node.attributes if name.startswith("on") or name in ("src", "style", "srcset", "action")}
        href = node.attributes.get("href", "#")
        if not href.startswith("#"):
            assert node.tag == "a"
            assert href.startswith("https://news.example/")
            assert node.attributes["rel"] == "noopener noreferrer nofollow"
    style = "".join(read.with_tag("style")[0].text)
    assert "url(" not in style
    assert "@import" not in style


def test_the_policy_allows_this_style_and_nothing_else(read: Reader) -> None:
    policy = next(node.attributes["content"] for node in read.with_tag("meta") if "http-equiv" in node.attributes)
    digest = base64.b64encode(hashlib.sha256("".join(read.with_tag("style")[0].text).encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}';")
    assert "unsafe" not in policy


def test_ids_are_unique_and_every_link_inside_the_page_arrives(read: Reader) -> None:
    ids = [node.attributes["id"] for node in read.nodes if "id" in node.attributes]
    assert len(set(ids)) == len(ids)
    named = {each for node in read.nodes for each in node.attributes.get("aria-labelledby", "").split()}
    links = {node.attributes["href"][1:] for node in read.nodes if node.attributes.get("href", "").startswith("#")}
    assert (links | named) - set(ids) == set()


def test_every_statement_leads_from_number_to_quote_to_marked_words_and_back(read: Reader) -> None:
    brief = world.full()
    ledger = ledger_of(brief)
    links = {node.attributes["href"] for node in read.with_tag("a") if "href" in node.attributes}
    for statement in brief.statements.values():
        n = ledger.cite(statement.id)
        assert " ".join(statement.quote.split()) in "".join(read.by_id(f"q-{n}").text)
        opened = "".join(read.by_id(f"s-{n}").text)
        assert opened
        assert statement.quote.startswith(opened)
        assert {f"#s-{n}", f"#q-{n}"} <= links


def test_every_sentence_of_a_finding_ends_in_its_evidence(read: Reader) -> None:
    for name in ("answer", "found"):
        told = [node for node in read.nodes if node.attributes.get("class") == name]
        assert told
        for node in told:
            text = "".join(node.text)
            assert re.fullmatch(r"(?:[^\[\]]+?[.!?”]\xa0(?:\[\d+\])+(?:\+\d+)?\s+)+", text.strip() + " "), text


def test_a_finding_without_evidence_says_so() -> None:
    brief = extremes.hostile(["word"])
    told = tuple(type(each)(each.name, "q", "It is so.", each.as_of, "m") for each in brief.assessments)
    page = render(type(brief)("t", brief.as_of, told, brief.events, brief.statements, brief.reports), "html")
    assert page.count(b"no evidence cited") == len([each for each in told if each.name])


def test_headings_go_down_one_level_at_a_time(read: Reader) -> None:
    levels = [int(node.tag[1]) for node in read.nodes if re.fullmatch(r"h[1-6]", node.tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def test_landmarks_tables_and_pictures_are_named(read: Reader) -> None:
    assert read.nodes[0].attributes["lang"] == "en"
    for tag in ("header", "main", "footer", "nav"):
        assert len(read.with_tag(tag)) == 1
    assert all(node.attributes.get("scope") in ("col", "row") for node in read.with_tag("th"))
    assert len(read.with_tag("caption")) == len(read.with_tag("table"))
    for node in read.with_tag("svg"):
        attributes = node.attributes
        assert attributes.get("aria-hidden") or attributes.get("aria-label") or attributes.get("aria-labelledby")
    skip = read.with_tag("a")[0]
    assert (skip.attributes["class"], skip.attributes["href"]) == ("skip", "#main")


def test_a_crossing_span_is_lit_as_a_whole(page: bytes, read: Reader) -> None:
    brief = world.full()
    ledger = ledger_of(brief)
    inner = next(each for each in brief.statements.values() if each.quote.startswith("and not, as the Brigades"))
    outer = next(each for each in brief.statements.values() if inner.quote in each.quote and each.id != inner.id)
    n = ledger.cite(outer.id)
    assert f":root:has(#s-{n}:target) .m{n}{{".encode() in page
    marks = [node for node in read.with_tag("mark") if f"m{n}" in node.attributes["class"].split()]
    assert "".join("".join(node.text) for node in marks) == outer.quote


@pytest.mark.parametrize(
    ("ink", "paper"),
    [("ink", "mark"), ("ink", "hit"), ("quiet", None), ("accent", None), ("accent", "mark"), ("slate", None), ("quiet", "faint")],
)
def test_contrast_is_aa(ink: str, paper: str | None) -> None:
    style = (files("sayso.brief") / "templates" / "style.css").read_text()
    colours = dict(re.findall(r"--(\w+):(#[0-9a-f]{6})", style))
    assert contrast(colours[ink], colours[paper] if paper else "#ffffff") >= 4.5


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2."""
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_contrast_of_the_extremes() -> None:
    assert round(contrast("#000000", "#ffffff"), 6) == 21
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_marking_counts_and_quarantine_are_on_the_page(read: Reader) -> None:
    badges = ["".join(node.text) for node in read.nodes if node.attributes.get("class", "").startswith("tlp")]
    assert badges == ["TLP:GREEN", "TLP:GREEN"]
    text = "".join(read.with_tag("main")[0].text)
    assert "inbox/pamphlet.pdf" in text
    assert "run a text recogniser over them" in text
    assert "17 documents offered, 12 read and coded, 3 duplicates set aside, 2 quarantined" in text


def test_empty_and_single_event_briefs() -> None:
    empty = Reader(render(world.empty(), "html"))
    assert "Nothing to show" in "".join(empty.with_tag("main")[0].text)
    one = Reader(render(world.one_event(), "html", basemap()))
    assert len([node for node in one.with_tag("article") if node.attributes.get("class") == "event"]) == 1
