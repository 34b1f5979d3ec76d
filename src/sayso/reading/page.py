"""What an HTML page says about itself: JSON-LD, meta tags, time elements, headings, canonical address."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from sayso.reading import dates, linked
from sayso.reading.clean import alike, one_line
from sayso.reading.model import Dated, Facts

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_DATE_METAS: Final = (
    "article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date", "sailthru.date",
    "citation_publication_date", "citation_date", "dc.date.issued", "dcterms.issued", "dcterms.created",
    "dc.date.created", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date",
    "article.published", "published-date", "dc.date", "dcterms.date", "date",
)  # fmt: skip
_CHANGE_METAS: Final = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "last-modified",
    "dcterms.modified",
)
_OUTLET_METAS: Final = (
    "og:site_name",
    "citation_journal_title",
    "dc.publisher",
    "dcterms.publisher",
    "publisher",
    "application-name",
)
_AUTHOR_METAS: Final = (
    "author",
    "article:author",
    "parsely-author",
    "dc.creator",
    "dcterms.creator",
    "sailthru.author",
    "byl",
)
_TITLE_METAS: Final = ("og:title", "twitter:title", "dc.title", "citation_title")
_NOTE_METAS: Final = ("note", "summarises", "summarizes")
_DIVIDERS: Final = (" | ", " - ", " – ", " — ", " :: ", " « ", " » ")


def facts(tree: HtmlElement) -> Facts:
    """Everything the page says about itself outside its text; nothing is read from hidden or related items."""
    metas = _metas(tree)
    titles = _titles(tree, metas)
    stated = linked.facts(
        (script.text or "" for script in tree.iter("script") if "ld+json" in script.get("type", "").lower()),
        titles[0] if titles else None,
    )
    outlet = stated.outlet or _first(metas, _OUTLET_METAS)
    own = Facts(
        title=_headline(tree, titles + ([stated.title] if stated.title else []), outlet),
        author=stated.author or _author(tree, metas),
        outlet=outlet,
        url=_address(tree, metas) or stated.url,
        dates=stated.dates + tuple(_dates(tree, metas)),
        other_dates=tuple(f"the page was last changed on {metas[name]}" for name in _CHANGE_METAS if name in metas),
        notes=tuple(f"{name}: {metas[name]}" for name in _NOTE_METAS if name in metas),
    )
    return own.over(Facts(other_dates=stated.other_dates))


def outlet_of(url: str | None) -> str | None:
    """The host of an address without ``www.``, None without one."""
    try:
        host = urlsplit(url or "").hostname or ""
    except ValueError:
        return None
    return host.removeprefix("www.") or None


def _metas(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        value = one_line(meta.get("content") or "", most=500)
        if name and value:
            found.setdefault(name, value)
    return found


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((metas[name] for name in names if name in metas), None)


def _titles(tree: HtmlElement, metas: dict[str, str]) -> list[str]:
    title = tree.find(".//title")
    said = one_line("".join(title.itertext())) if title is not None else ""
    return [each for each in (_first(metas, _TITLE_METAS), said) if each]


def _headline(tree: HtmlElement, titles: list[str], outlet: str | None) -> str | None:
    """The visible heading that a stated title confirms; else the only heading; else the stated title."""
    titles = [_shortened(title, outlet) for title in titles]
    headings = [one_line(" ".join(each.itertext())) for each in tree.iter("h1", "h2") if not _beside(each)][:40]
    for title in titles:
        for heading in headings:
            if alike(title, heading):
                return heading
    for title in titles:
        for heading in headings:  # "Headline - Section - Site" where only the first part is printed
            if len(heading) > 15 and any(title.startswith(heading + divider) for divider in _DIVIDERS):
                return heading
    if titles:
        return titles[0]
    main = [one_line(" ".join(each.itertext())) for each in tree.iter("h1") if not _beside(each)]
    return main[0] or None if len(main) == 1 else None


def _shortened(title: str, outlet: str | None) -> str:
    """The title without the name of the outlet before or after it."""
    for divider in _DIVIDERS:
        first, found, rest = title.partition(divider)
        if found and outlet and alike(first, outlet):
            return rest
        start, found, last = title.rpartition(divider)
        if found and outlet and alike(last, outlet):
            return start
    return title


def _author(tree: HtmlElement, metas: dict[str, str]) -> str | None:
    said = _first(metas, _AUTHOR_METAS)
    if said and not said.startswith(("http://", "https://")):
        return said
    for each in tree.xpath("//*[@itemprop='author' or @rel='author']"):
        if not _beside(each):
            return one_line(" ".join(each.itertext()), most=120) or None
    return None


def _address(tree: HtmlElement, metas: dict[str, str]) -> str | None:
    links = (link.get("href", "").strip() for link in tree.iter("link") if link.get("rel", "").lower() == "canonical")
    found = next((link for link in links if link.startswith(("http://", "https://"))), None) or metas.get("og:url", "")
    return found[:2000] if found.startswith(("http://", "https://")) else None


def _dates(tree: HtmlElement, metas: dict[str, str]) -> Iterator[Dated]:
    for name in _DATE_METAS:
        dated = dates.parse(metas[name], f"meta {name}") if name in metas else None
        if dated:
            yield dated
    times = [(each, dates.parse(_said(each), "time element")) for each in tree.iter("time") if not _beside(each)]
    marked = [dated for each, dated in times if dated and _marked(each)]
    yield from marked[:1]
    inside = [
        dated
        for each, dated in times
        if dated and _in_article(each) and "updat" not in _class(each) and "modif" not in _class(each)
    ]
    if len({dated.day for dated in inside}) == 1:
        yield inside[0]


def _said(time: HtmlElement) -> str:
    return str(time.get("datetime") or time.get("content") or " ".join(time.itertext()))[:100]


def _marked(time: HtmlElement) -> bool:
    return time.get("itemprop", "").lower() == "datepublished" or time.get("pubdate") is not None or "publish" in _class(time)


def _class(each: HtmlElement) -> str:
    return str(each.get("class", "")).lower()[:500]


def _in_article(each: HtmlElement) -> bool:
    return any(parent.tag in ("article", "main") for parent in each.iterancestors())


def _beside(each: HtmlElement) -> bool:
    """True inside navigation, asides, footers and comments, where other articles are named and dated."""
    return any(
        parent.tag in ("nav", "aside", "footer") or "comment" in _class(parent) or "related" in _class(parent)
        for parent in each.iterancestors()
    )
