"""Drawing in SVG with the standard library: elements that escape themselves, text that fits, boxes that keep apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final
from xml.etree import ElementTree

from sayso.brief.charts.picture import Frame

Element = ElementTree.Element

INK: Final = "#1b1b1a"
QUIET: Final = "#5a5955"
HAIR: Final = "#d8d5ce"
FAINT: Final = "#efede8"
PAPER: Final = "#ffffff"
ACCENT: Final = "#8f1d14"
SLATE: Final = "#34424f"


def drawing(frame: Frame, name: str, height: float, title: str, desc: str) -> Element:
    """The root of a chart of ``frame.width`` by ``height``, with the title and description a screen reader reads."""
    ident = f"{frame.prefix}-{name}"
    root = ElementTree.Element("svg")
    root.attrib = {
        "xmlns": "http://www.w3.org/2000/svg",
        "viewBox": f"0 0 {frame.width} {num(height)}",
        "width": str(frame.width),
        "height": num(height),
        "role": "group" if frame.links else "img",
        "aria-labelledby": f"{ident}-t {ident}-d",
        "font-family": frame.font,
        "font-size": "12",
        "fill": INK,
    }
    add(root, "title", title, id=f"{ident}-t")
    add(root, "desc", desc, id=f"{ident}-d")
    return root


def add(parent: Element, tag: str, text: str | None = None, /, **attributes: str | float) -> Element:
    """A new child. Numbers are rounded to a tenth; underscores in attribute names stand for hyphens; ``""`` is left out."""
    child = ElementTree.SubElement(parent, tag)
    for name, value in attributes.items():
        if value != "":
            child.set(name.rstrip("_").replace("_", "-"), value if isinstance(value, str) else num(value))
    child.text = text
    return child


def linked(parent: Element, frame: Frame, href: str, tip: str) -> Element:
    """A group that says ``tip`` when hovered and, where the frame allows, leads to ``href`` inside the page."""
    group = add(parent, "a", href=href) if frame.links else add(parent, "g")
    add(group, "title", tip)
    return group


def halo(parent: Element, text: str, x: float, y: float, size: float = 12, **attributes: str | float) -> Element:
    """Text with a paper-coloured edge, legible over lines."""
    return add(
        parent, "text", text, x=x, y=y, font_size=size,
        stroke=PAPER, stroke_width=3, stroke_linejoin="round", paint_order="stroke", **attributes,
    )  # fmt: skip


def num(value: float) -> str:
    """A coordinate as short as it can be told: ``3``, ``3.5``; never ``-0``."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def dump(root: Element) -> str:
    """The drawing as text. ElementTree escapes every text and attribute."""
    return ElementTree.tostring(root, encoding="unicode")


def width_of(text: str, size: float = 12, *, bold: bool = False) -> float:
    """Roughly how wide a sans serif sets the text, in pixels; a little generous, so that boxes do not touch."""
    return size * (1.1 if bold else 1.0) * sum(_advance(char) for char in text)


def _advance(char: str) -> float:
    if char in "iljtfrI.,;:!|'’‘()[]-· ":
        return 0.36
    if char in "mwMW@%—…":
        return 0.92
    if char >= "\u1100":
        return 0.62 if char < "\u2e80" else 1.05
    return 0.74 if char.isupper() else 0.61


def fit(text: str, room: float, size: float = 12) -> str:
    """The text, cut with an ellipsis where it is wider than ``room`` pixels."""
    if width_of(text, size) <= room:
        return text
    used, kept = width_of("…", size), 0
    for char in text:
        used += size * _advance(char)
        if used > room:
            break
        kept += 1
    return text[:kept].rstrip(" ,;:–-") + "…"


def wrap(text: str, room: float, size: float = 12, lines: int = 2) -> list[str]:
    """The text over at most ``lines`` lines of ``room`` pixels, the last cut where need be."""
    out: list[str] = []
    words = text.split()
    while words and len(out) < lines - 1:
        count = 1
        while count < len(words) and width_of(" ".join(words[: count + 1]), size) <= room:
            count += 1
        out.append(fit(" ".join(words[:count]), room, size))
        words = words[count:]
    return [*out, fit(" ".join(words), room, size)] if words else out


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        return self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom

    def within(self, other: Box) -> bool:
        return other.left <= self.left and self.right <= other.right and other.top <= self.top and self.bottom <= other.bottom


@dataclass(slots=True)
class Room:
    """The free space of a chart: boxes are taken once, in the order of importance."""

    bounds: Box
    taken: list[Box] = field(default_factory=list)

    def free(self, box: Box) -> bool:
        return box.within(self.bounds) and not any(box.meets(other) for other in self.taken)

    def take(self, box: Box) -> None:
        self.taken.append(box)

    def first_free(self, boxes: list[Box]) -> Box | None:
        """The first of the boxes that is free, now taken; None when none is."""
        for box in boxes:
            if self.free(box):
                self.take(box)
                return box
        return None
