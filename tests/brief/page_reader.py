"""Reads an HTML page as a browser's tokenizer would, for tests."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"meta", "br", "img", "input", "link", "hr", "base", "source", "area", "col", "embed", "wbr", "track"}


@dataclass
class Node:
    tag: str
    attributes: dict[str, str]
    text: list[str] = field(default_factory=list)


class Reader(HTMLParser):
    """Every element in order, with its attributes and all text within it; ``open_at_end`` are tags left open."""

    def __init__(self, page: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.nodes: list[Node] = []
        self.stack: list[Node] = []
        self.badly_nested: list[str] = []
        self.feed(page.decode("utf-8"))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs})
        self.nodes.append(node)
        if tag not in VOID:
            self.stack.append(node)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.nodes.append(Node(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if not self.stack or self.stack[-1].tag != tag:
            self.badly_nested.append(tag)
            return
        self.stack.pop()

    def handle_data(self, data: str) -> None:
        for node in self.stack:
            node.text.append(data)

    def with_tag(self, *tags: str) -> list[Node]:
        return [node for node in self.nodes if node.tag in tags]

    def by_id(self, ident: str) -> Node:
        return next(node for node in self.nodes if node.attributes.get("id") == ident)
