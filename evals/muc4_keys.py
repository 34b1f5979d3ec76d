"""The MUC-4 corpus: messages and answer keys as objects."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from evals.bench import corpus
from evals.truecase import lower

PARTS = {
    "test": (("tst1-muc3", "key-tst1.v7"), ("tst2-muc4", "key-tst2.v4")),
    "dev": tuple((f"dev-muc3-{n:04d}-{n + 99:04d}", f"key-dev-{n:04d}.muc4") for n in range(1, 1202, 100)),
}
STRINGS = {"perp ind": 9, "perp org": 10, "phys tgt": 12, "hum name": 18, "weapon": 6}
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
DAY = re.compile(r"(\d{1,2}) ([A-Z]{3})[A-Z]* (\d\d)\b")
Days = tuple[date | None, date | None]


@dataclass(frozen=True)
class Message:
    """One report: its body in ordinary capitals, the day and source of its dateline."""

    id: str
    text: str
    published: date
    outlet: str


@dataclass(frozen=True)
class Filler:
    """One filler of a slot: what may be answered, and whether nothing may be."""

    options: tuple[str, ...]
    optional: bool = False


@dataclass(frozen=True)
class Fill:
    """One filler as the key has it: values that are right, and what it speaks of in another slot ("-": in none)."""

    values: tuple[str, ...]
    tags: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True)
class Key:
    """One template of the answer key; slots by name."""

    message: str
    optional: bool
    types: tuple[str, ...]
    days: tuple[Days, ...]
    places: tuple[tuple[str, ...], ...]
    """Alternatives, each from the country down."""
    slots: dict[str, tuple[Filler, ...]] = field(default_factory=dict)
    fills: dict[int, tuple[Fill, ...]] = field(default_factory=dict)
    """By slot number, from the fifth on."""
    inapplicable: frozenset[int] = frozenset()


def messages(part: str) -> Iterator[Message]:
    """Every message of a part, in file order."""
    for text_file, _ in PARTS[part]:
        raw = corpus("muc4", "texts", text_file).read_text(encoding="latin-1")
        for chunk in re.split(r"\n(?=(?:DEV|TST\d)-MUC\d-\d{4})", "\n" + raw)[1:]:
            name, body = chunk.split("\n", 1)
            yield _message(name.split()[0], body)


def _message(name: str, body: str) -> Message:
    head, mark, text = body.partition("[TEXT]")
    if not mark:
        head, _, text = body.partition("--")
    days = [day for day in map(_day, DAY.finditer(head or body)) if day]
    source = re.search(r"\(([^()]+)\)\s*--", head)
    paragraphs = [" ".join(part.split()) for part in re.split(r"\n\s*\n", text) if part.strip()]
    return Message(
        name, lower("\n\n".join(paragraphs)), days[0] if days else date(1989, 6, 15), source[1].title() if source else name
    )


def _day(match: re.Match[str]) -> date | None:
    number, month, year = match.groups()
    if month not in MONTHS:
        return None
    try:
        return datetime(1900 + int(year), MONTHS.index(month) + 1, int(number)).date()
    except ValueError:
        return None


def keys(part: str) -> Iterator[Key]:
    """Every template that has an incident, in file order."""
    for _, key_file in PARTS[part]:
        raw = corpus("muc4", "keys", key_file).read_text(encoding="latin-1")
        for chunk in re.split(r"\n(?=0\.\s+MESSAGE: ID)", "\n" + raw)[1:]:
            slots = _slots(chunk)
            if slots[4] and slots[4][0] not in ("*", "-"):
                yield _key(slots)


def _slots(chunk: str) -> dict[int, list[str]]:
    """Slot number to its lines, comments left out."""
    found: dict[int, list[str]] = {}
    at = 0
    for line in chunk.splitlines():
        if line.startswith(";") or not line.strip():
            continue
        if match := re.match(r"(\d+)\.\s+[A-Z ]+: ?[A-Z ]+?\s{2,}(.*)", line):
            at = int(match[1])
            found[at] = [match[2].strip()]
        else:
            found[at].append(line.strip())
    return found


def _key(slots: dict[int, list[str]]) -> Key:
    strings = {name: tuple(filler for line in slots.get(at, []) if (filler := _filler(line))) for name, at in STRINGS.items()}
    strings["hum tgt"] = _human(strings["hum name"], slots.get(19, []))
    days = tuple(_days(part) for part in re.split(r"\s/\s", slots[2][0]) if DAY.search(part))
    places = tuple(_chain(part) for part in re.split(r"\s/\s", slots[3][0]) if part not in ("-", "*"))
    types = tuple(re.split(r"\s/\s", slots[4][0]))
    fills = {at: tuple(found for line in lines if (found := _fill(line))) for at, lines in slots.items() if at > 4}
    inapplicable = frozenset(at for at, lines in slots.items() if lines[0].startswith("*"))
    return Key(slots[0][0].split()[0], "OPTIONAL" in slots[1][0], types, days, places, strings, fills, inapplicable)


def _fill(line: str) -> Fill | None:
    """A line of any slot: values before the colon, tags behind it; quoted where it is a string slot."""
    optional, said = line.startswith("?"), line.lstrip("? ")
    if said[:1] in ("", "*", "-"):
        return None
    if said.startswith('"'):
        value, _, tag = said.partition('" : "') if '" : "' in said else said.partition('": "')
        tags = _quoted(f'"{tag}') if tag else ()
        return Fill(_quoted(f'{value}"' if tag else value), tags, optional)
    plain = re.sub(r'"(?:\\"|[^"])*"', "", said)
    values = tuple(part.strip(" ?") for part in re.split(r"[:/]", plain) if part.strip(" ?"))
    return Fill(values, _quoted(said), optional)


def _quoted(text: str) -> tuple[str, ...]:
    return tuple(option.replace('\\"', "") for option in re.findall(r'"((?:\\"|[^"])*)"', text))


def _filler(line: str) -> Filler | None:
    """A line of a string slot: quoted alternatives before the cross-reference, "?" for optional."""
    said = re.split(r"(?<=\")\s*:\s*", line)[0]
    options = tuple(re.sub(r"\\\"", "", option) for option in re.findall(r"\"((?:\\\"|[^\"])*)\"", said))
    return Filler(options, line.lstrip().startswith("?")) if options else None


def _human(names: tuple[Filler, ...], lines: list[str]) -> tuple[Filler, ...]:
    """Human targets: each name with the descriptions that refer to it, and descriptions that refer to no name."""
    also: dict[int, tuple[str, ...]] = {}
    nameless = []
    for line in lines:
        filler = _filler(line)
        referred = set(re.findall(r"\"([^\"]*)\"", line[len(re.split(r"(?<=\")\s*:\s*", line)[0]) :]))
        owner = next((i for i, name in enumerate(names) if referred & set(name.options)), None)
        if filler is not None and owner is None:
            nameless.append(filler)
        elif filler is not None and owner is not None:
            also[owner] = also.get(owner, ()) + filler.options
    named = [Filler(name.options + also.get(i, ()), name.optional) for i, name in enumerate(names)]
    return (*named, *nameless)


def _days(text: str) -> Days:
    found = [_day(match) for match in DAY.finditer(text)]
    if len(found) == 2:
        return found[0], found[1]
    return (None, found[0]) if text.lstrip(" (").startswith("-") else (found[0], found[0])


def _chain(text: str) -> tuple[str, ...]:
    """ "COLOMBIA: ANTIOQUIA (DEPARTMENT): MEDELLIN (CITY)" to its names, from the country down."""
    return tuple(
        re.sub(r"\s*\([^)]*\)", "", part).strip().lstrip("?").strip() for part in re.split(r":| - ", text) if part.strip()
    )
