"""schema.org statements a page makes about itself in JSON-LD."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Final

from sayso.reading import dates
from sayso.reading.clean import alike, one_line
from sayso.reading.model import Facts

_LONGEST: Final = 1_000_000
_MOST_NODES: Final = 5000
_ARTICLE_TYPES: Final = ("article", "posting", "report", "pressrelease")
_PAGE_TYPES: Final = ("webpage", "itempage")


def facts(scripts: Iterable[str], headline: str | None = None) -> Facts:
    """What the page's JSON-LD says of its article: headline, author, publisher, day of publication.

    Among several articles the one whose headline is the page's counts, else the only one; lists of
    other articles say nothing. Script that is not valid JSON is passed over.
    """
    nodes = [node for script in scripts for node in _nodes(script)]
    articles = [node for node in nodes if _is(node, _ARTICLE_TYPES)]
    named = [node for node in articles if headline and alike(headline, _text(node.get("headline")) or "")]
    if named:
        chosen = named[:1]
    elif len(articles) == 1:
        chosen = articles
    else:
        chosen = [] if articles else [node for node in nodes if _is(node, _PAGE_TYPES)][:1]
    found = Facts()
    for node in chosen:
        found = found.over(_of(node, nodes))
    return found


def _nodes(script: str) -> Iterator[dict[str, object]]:
    """Every object in a script that has a type and is not a mere reference, outermost first."""
    if len(script) > _LONGEST:
        return
    try:
        waiting = [json.loads(script.strip().removesuffix(";"), strict=False)]
    except (ValueError, RecursionError):
        return
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        node = waiting.pop(0)
        if isinstance(node, list):
            waiting.extend(node)
        elif isinstance(node, dict):
            if "@type" in node:
                yield node
            waiting.extend(node[name] for name in ("@graph", "mainEntity", "mainEntityOfPage") if name in node)


def _is(node: dict[str, object], kinds: tuple[str, ...]) -> bool:
    said = node.get("@type")
    types = said if isinstance(said, list) else [said]
    return any(isinstance(each, str) and each.lower().endswith(kinds) for each in types)


def _of(node: dict[str, object], nodes: list[dict[str, object]]) -> Facts:
    stated = node.get("datePublished") or node.get("dateCreated")
    dated = dates.parse(stated, "JSON-LD") if isinstance(stated, str) else None
    changed = node.get("dateModified")
    return Facts(
        title=_text(node.get("headline")) or _text(node.get("name")),
        author=_names(node.get("author") or node.get("creator"), nodes),
        outlet=_names(node.get("publisher"), nodes) or _names(node.get("sourceOrganization"), nodes),
        url=_text(node.get("url")),
        dates=(dated,) if dated else (),
        other_dates=(f"the page was last changed on {one_line(changed, 40)}",) if isinstance(changed, str) else (),
    )


def _names(value: object, nodes: list[dict[str, object]]) -> str | None:
    found = [_name(each, nodes) for each in (value if isinstance(value, list) else [value])[:20]]
    return ", ".join(dict.fromkeys(name for name in found if name)) or None


def _name(value: object, nodes: list[dict[str, object]]) -> str | None:
    if isinstance(value, dict):
        if "name" not in value and "@id" in value:
            value = next((node for node in nodes if node.get("@id") == value["@id"] and "name" in node), value)
        return _text(value.get("name"))
    name = _text(value)
    return None if name and name.startswith(("http://", "https://")) else name


def _text(value: object) -> str | None:
    if isinstance(value, list) and value:
        value = value[0]
    return one_line(value) or None if isinstance(value, str) else None
