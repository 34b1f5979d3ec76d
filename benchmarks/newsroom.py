"""An invented newsroom that never tires: reports with their statements, the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from sayso.contract import digest, with_id
from sayso.types import Claim, Figure, Party, Report, Statement, Voice, Weapon, When, Where

EACH = 10
"""Statements in a report."""

ACTORS = [f"X{a}{b}-{sector}" for a in "ABCDEFGH" for b in "KLMNOPQR" for sector in ("MIL", "GOV", "REB", "COP")]
PLACES = [(f"Camp {word}", f"place-{number}", "XCO") for number, word in enumerate(f"{a}{b}" for a in
          ("Al", "Bir", "Ced", "Dov", "Elm", "Fal", "Gor", "Hul", "Ist", "Jor") for b in
          ("der", "ch", "ar", "en", "wick", "mon", "dale", "ta", "rin", "oss"))]  # fmt: skip
WHATS = [
    ("ASSAULT", "rocket"),
    ("ASSAULT", "aerial"),
    ("COERCE", "seize"),
    ("AID", "military"),
    ("ACCUSE", None),
    ("MOBILIZE", "troops"),
]
WORDS = [f"{a}{b}" for a in ("mar", "sol", "ten", "vor", "lin", "kas", "pel", "dru", "hem", "gat", "nov", "rus", "bel", "cor", "wex")
         for b in ("ta", "ren", "dol", "mik", "sun", "far", "ley", "ond", "est", "uk")]  # fmt: skip
FIRST = date(2015, 1, 1)


def reports(statements: int, seed: int = 7) -> Iterator[tuple[Report, list[Statement]]]:
    """Reports of ten statements each until there are that many, over ten years."""
    rnd = random.Random(seed)
    for number in range(statements // EACH):
        yield report(number, FIRST + timedelta(rnd.randrange(3650)), rnd)


def report(number: int, published: date, rnd: random.Random) -> tuple[Report, list[Statement]]:
    """One report and what stands in it, word for word."""
    id, text, drafts = f"r{number:07d}", "", []
    for _ in range(EACH):
        text += " " if text else ""
        drafts.append(_sentence(len(text), published, rnd))
        text += drafts[-1][1]
    if number % 5000 == 0:
        text += f" Nobody else ever wrote of quintessentials{number}."
    key = digest([id, text])
    made = [with_id(_statement(id, start, sentence, claim, rnd)) for start, sentence, claim in drafts]
    return Report(id, key, text, published, f"Outlet {number % 97}", sha256=key), made


def _sentence(start: int, published: date, rnd: random.Random) -> tuple[int, str, Claim]:
    actor, target, (place, place_id, country) = rnd.choice(ACTORS), rnd.choice(ACTORS), rnd.choice(PLACES)
    what, mode = rnd.choice(WHATS)
    killed = rnd.randrange(40)
    filler = " ".join(rnd.choice(WORDS) for _ in range(5))
    sentence = (
        f"The {actor} force hit {target} with rockets at {place} on Tuesday, killing {killed} people, {filler} officials said."
    )

    def at(words: str) -> tuple[int, int]:
        first = start + sentence.index(words)
        return first, first + len(words)

    happened = published - timedelta(rnd.randrange(4))
    return start, sentence, Claim(
        what=what, mode=mode, actor=Party(actor, actor, *at(actor)), target=Party(target, target, *at(target)),
        where=Where(place, place_id, country, 31.5, 44.25, "site", *at(place)),
        when=When("Tuesday", happened, happened, *at("Tuesday")), weapon=Weapon("rockets", "rocket", *at("rockets")),
        figures={"killed": (Figure(killed, killed, str(killed), None, *at(f" {killed} ")),)},
    )  # fmt: skip


def _statement(report: str, start: int, sentence: str, claim: Claim, rnd: random.Random) -> Statement:
    first = start + sentence.index("officials")
    voice = Voice("officials", "unnamed", rnd.choice(ACTORS), first, first + 9)
    return Statement("", report, start, start + len(sentence), sentence, voice, "reports", 3, claim)
