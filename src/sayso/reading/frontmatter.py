"""Front matter: the ``---`` header of ``name: value`` lines above a text, Markdown or HTML document.

Read with the safe YAML loader and kept flat: anchors, aliases, tags, repeated names and deep
nesting are refused, so a header cannot grow when it is opened. Every value is taken as written
(``007`` stays ``007``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from sayso.reading.fields import facts
from sayso.reading.model import Facts, Refused

if TYPE_CHECKING:
    from collections.abc import Mapping

_HEADER: Final = re.compile(
    r"---[ \t]*\n(?P<yaml>(?:(?!(?:---|\.\.\.)[ \t]*(?:\n|\Z)).*\n){0,2000}?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)"
)
_FIRST: Final = re.compile(r"\s*(?:#[^\n]*\n\s*)*[\"']?[A-Za-z_][\w -]{0,40}[\"']?\s*:(?:\s|\Z)")
_MOST: Final = 64 * 1024
_DEEPEST: Final = 12


def split(text: str) -> tuple[Facts | None, str]:
    """What the header says and the text below it; None and the whole text when there is no header.

    A text that merely starts with a ruler has none. Raises `Refused` with ``front-matter`` when a
    header is there but cannot be read, and ``undated`` when its date cannot.
    """
    if text[:200].partition("\n")[0].rstrip() != "---":
        return None, text
    header = _HEADER.match(text)
    if header is None:
        if _FIRST.match(text.partition("\n")[2][:500]):
            raise Refused("front-matter", "the header opened by '---' is never closed; put a line '---' below it")
        return None, text
    if header["yaml"].strip() and not _FIRST.match(header["yaml"]):
        return None, text
    return facts(_mapping(header["yaml"]), "front-matter", "front matter"), text[header.end() :]


def _mapping(source: str) -> Mapping[str, object]:
    import yaml

    if len(source) > _MOST:
        raise Refused("front-matter", f"the header is longer than {_MOST // 1024} kB; keep only the names that matter")
    try:
        _refuse_tricks(source)
        node = yaml.compose(source, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f" at line {mark.line + 2}" if mark else ""
        raise Refused(
            "front-matter",
            f"the header is not valid YAML{where}; values with ': ' or '#' in them need quotes",
        ) from error
    if node is None:
        return {}
    if not isinstance(node, yaml.MappingNode):
        raise Refused("front-matter", "the header must be 'name: value' lines")
    said: dict[str, object] = {}
    for key, value in node.value:
        name = str(_plain(key))
        if name in said:
            raise Refused("front-matter", f"the header says {name!r} twice; keep one")
        said[name] = _plain(value)
    return said


def _refuse_tricks(source: str) -> None:
    import yaml

    depth = 0
    for event in yaml.parse(source, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise Refused("front-matter", "the header uses anchors or aliases (& and *); write the values out")
        if getattr(event, "tag", None) not in (None, "!"):
            raise Refused("front-matter", "the header uses tags (!); write plain values")
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > _DEEPEST:
            raise Refused("front-matter", "the header is nested too deeply; it should be 'name: value' lines")


def _plain(node: object) -> object:
    """A node as plain Python: text as written, lists and mappings of such."""
    value = getattr(node, "value", None)
    kind = type(node).__name__
    if kind == "ScalarNode":
        return value
    if kind == "SequenceNode" and isinstance(value, list):
        return [_plain(each) for each in value]
    if kind == "MappingNode" and isinstance(value, list):
        return {str(_plain(key)): _plain(each) for key, each in value}
    return None
