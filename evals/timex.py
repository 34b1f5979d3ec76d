"""Score the resolver of dates against TIMEX3 annotations (TimeML files: TimeBank, AQUAINT).

    python evals/timex.py FOLDER [--errors N]

Gold: DATE and TIME tags inside <TEXT>; a TIME counts as its day. A tag's value becomes an interval
of days: 1989-10-26 a day, 1989-W43 a week from Monday, -WE its weekend, 1989-Q3, 1989-H1, 1989-SU
(June to August), 1989, 198 (decade), 19 (century). With mod START, MID or END the third of that
interval that the resolver gives for early, mid and late is right as well; for "earlier this year"
and "later this year" (of which TimeML often tags "this year" alone) so is the year cut at publication.

``calendar`` counts only tags whose value names days; what the resolver finds on other tags
(PRESENT_REF, 1989-WXX, SET, DURATION) is left aside. ``all`` counts every DATE and TIME tag: there
PRESENT_REF is right if the interval holds the day of publication, PAST_REF if it ends by then,
FUTURE_REF if it begins then or later, WXX and QX if it is some week or quarter of that year.
A DURATION or SET tag that the resolver marks is an error in ``all``, except spans anchored on a
day ("the past three months"), which TimeML tags as durations.

Spans are the resolver's without "since", "until" and the like, which TimeML leaves out. ``strict``
asks for equal spans, ``relaxed`` for overlap, ``value`` for overlap and the same interval,
``accuracy`` is value over relaxed, ``holds`` is how often the interval contains the gold one.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from lxml import etree

from sayso.coding import when_periods as periods
from sayso.coding.when_periods import DAY, Period
from sayso.coding.whens import periods_in

SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
THIRDS = {"START": 0, "MID": 1, "END": 2}


@dataclass(frozen=True)
class Tag:
    start: int
    end: int
    said: str
    kind: str
    value: str
    mod: str
    anchored: bool


@dataclass
class Counts:
    gold: int = 0
    found: int = 0
    strict: int = 0
    relaxed: int = 0
    value: int = 0
    holds: int = 0
    errors: list[str] = field(default_factory=list)


def read_document(path: Path) -> tuple[str, date, list[Tag]]:
    """Text, day of publication and tags of one TimeML file."""
    root = etree.parse(str(path), etree.XMLParser(resolve_entities=False, no_network=True)).getroot()
    created = next(tag for tag in root.iter("TIMEX3") if tag.get("functionInDocument") == "CREATION_TIME")
    published = date.fromisoformat(created.get("value")[:10])
    text, tags = "", []

    def walk(node: etree._Element) -> None:
        nonlocal text
        start = len(text)
        text += node.text or ""
        for child in node:
            walk(child)
            text += child.tail or ""
        if node.tag == "TIMEX3" and text[start:].strip():
            anchored = any(node.get(name) for name in ("anchorTimeID", "beginPoint", "endPoint"))
            tags.append(
                Tag(
                    start,
                    len(text),
                    text[start:],
                    node.get("type"),
                    node.get("value", ""),
                    node.get("mod") or "",
                    anchored,
                )
            )

    walk(root.find("TEXT"))
    return text, published, tags


def intervals(tag: Tag) -> list[Period]:
    """The intervals that count as right for a tag, the plain one first; empty if its value names no days."""
    value = tag.value.split("T")[0]
    if match := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", value):
        try:
            return [periods.day(date(*map(int, match.groups())))]
        except ValueError:
            return []
    if match := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
        monday = date.fromisocalendar(int(match[1]), max(int(match[2]), 1), 1)
        plain = [periods.containing(monday, "weekend" if match[3] else "week")]
    elif match := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
        plain = [periods.season(int(match[1]) + late, *SEASONS[match[2]]) for late in ((0, 1) if match[2] == "WI" else (0,))]
    elif match := re.fullmatch(r"(\d{4})-(\d\d)", value):
        plain = [periods.month(int(match[1]), int(match[2]))]
    elif match := re.fullmatch(r"(\d{4})-Q([1-4])", value):
        plain = [periods.months(int(match[1]), int(match[2]) * 3 - 2, 3, "quarter")]
    elif match := re.fullmatch(r"(\d{4})-H([12])", value):
        plain = [periods.months(int(match[1]), int(match[2]) * 6 - 5, 6, "half")]
    elif re.fullmatch(r"\d{4}", value):
        plain = [periods.containing(date(int(value), 1, 1), "year")]
    elif re.fullmatch(r"\d{3}X?", value):
        plain = [periods.containing(date(int(value[:3]) * 10, 1, 1), "decade")]
    elif re.fullmatch(r"\d\d(?:XX)?", value):
        plain = [periods.containing(date(int(value[:2]) * 100 + 1, 1, 1), "century")]
    else:
        return []
    return plain + ([periods.third(plain[0], THIRDS[tag.mod])] if tag.mod in THIRDS else [])


def right(tag: Tag, said: str, found: Period, published: date) -> bool:
    """Does `found`, what `said` was read as, name the days that the tag does?"""
    if tag.value.startswith("PRESENT"):
        return found.first <= published <= found.last + DAY
    if tag.value.startswith("PAST"):
        return found.last <= published
    if tag.value.startswith("FUTURE"):
        return found.first >= published
    if match := re.fullmatch(r"(\d{4})-(WXX|QX)", tag.value):
        unit = "week" if match[2] == "WXX" else "quarter"
        return found.unit == unit and int(match[1]) in (found.first.year, found.last.year)
    spans = [(gold.first, gold.last) for gold in intervals(tag)]
    clipped = [
        end
        for gold in intervals(tag)[:1]
        if gold.first <= published <= gold.last
        for end in ((gold.first, published), (published, gold.last))
    ]
    comparative = said.lower().startswith(("earlier", "later"))
    return (found.first, found.last) in spans + (clipped if comparative else [])


def score(path: Path, calendar: Counts, everything: Counts) -> None:
    text, published, tags = read_document(path)
    dates = [tag for tag in tags if tag.kind in ("DATE", "TIME")]
    named = [tag for tag in dates if intervals(tag)]
    calendar.gold += len(named)
    everything.gold += len(dates)
    taken: set[int] = set()
    for mention, period in periods_in(text, published):
        over = [tag for tag in tags if tag.start < mention.end and mention.start < tag.end]
        hit = next((tag for tag in dates if tag in over and tag.start not in taken), None)
        spared = bool(over) and any(tag.kind in ("DURATION",) and tag.anchored for tag in over)
        if hit is None:
            if not spared and not any(tag in dates for tag in over):
                everything.found += 1
                note(everything, path, "extra", text, mention.start, mention.end, period, published, over)
            if not over:
                calendar.found += 1
                note(calendar, path, "extra", text, mention.start, mention.end, period, published, over)
            continue
        taken.add(hit.start)
        for counts in (calendar, everything) if hit in named else (everything,):
            counts.found += 1
            counts.relaxed += 1
            counts.strict += (hit.start, hit.end) == (mention.start, mention.end)
            ok = right(hit, text[mention.start : mention.end], period, published)
            counts.value += ok
            gold = intervals(hit)
            counts.holds += bool(gold) and period.first <= gold[0].first and gold[0].last <= period.last
            if not ok:
                note(counts, path, "value", text, mention.start, mention.end, period, published, [hit])
    for counts, pool in ((calendar, named), (everything, dates)):
        for tag in pool:
            if tag.start not in taken:
                note(counts, path, "missed", text, tag.start, tag.end, None, published, [tag])


def note(
    counts: Counts,
    path: Path,
    what: str,
    text: str,
    start: int,
    end: int,
    found: Period | None,
    published: date,
    tags: list[Tag],
) -> None:
    around = text[max(0, start - 50) : start] + "[" + text[start:end] + "]" + text[end : end + 30]
    gold = "; ".join(f"{tag.said!r}={tag.value}{'/' + tag.mod if tag.mod else ''} {tag.kind}" for tag in tags)
    days = f"{found.first}…{found.last}" if found else "–"
    counts.errors.append(f"{what:6} {published} {days} | {gold} | {' '.join(around.split())} ({path.name})")


def lines(name: str, counts: Counts) -> Iterator[str]:
    def f(hits: int) -> str:
        precision, recall = hits / max(counts.found, 1), hits / max(counts.gold, 1)
        return f"P {precision:.3f} R {recall:.3f} F {2 * hits / max(counts.found + counts.gold, 1):.3f}"

    yield f"{name}: {counts.gold} tags, {counts.found} found"
    for label in ("strict", "relaxed", "value"):
        yield f"  {label:8} {f(getattr(counts, label))}"
    yield f"  accuracy {counts.value / max(counts.relaxed, 1):.3f}   holds {counts.holds / max(counts.relaxed, 1):.3f}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", type=int, default=0, help="print so many errors of `calendar`")
    parser.add_argument("--all-errors", action="store_true", help="print the errors of `all` instead")
    chosen = parser.parse_args()
    calendar, everything = Counts(), Counts()
    files = sorted(chosen.folder.glob("*.tml"))
    if not files:
        sys.exit(f"timex: no .tml file in {chosen.folder}; give the folder of TimeBank or AQUAINT")
    for path in files:
        score(path, calendar, everything)
    for name, counts in (("calendar", calendar), ("all", everything)):
        print("\n".join(lines(name, counts)))
    errors = (everything if chosen.all_errors else calendar).errors
    print(Counter(error[:6].strip() for error in errors))
    print("\n".join(errors[: chosen.errors]))


if __name__ == "__main__":
    main()
