"""Words for findings: lists, days, names and ICD 203 likelihood. One place, so that every analysis speaks alike."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from sayso.knowledge.actors import actors
from sayso.knowledge.cues import BANDS
from sayso.knowledge.roles import role_nouns
from sayso.types import Event, Party, Voice


def likelihood(share: float) -> str:
    """The ICD 203 (2015) word for a probability in 0…1; the ends outside the scale take its outermost words."""
    percent = round(100 * share, 6)  # 0.55 is 55 per cent, whatever floating point makes of it
    for word, (_, high) in BANDS.items():
        if percent <= high:
            return word
    return "almost certain"


def listed(items: Sequence[str], joint: str = "and") -> str:
    """ "a", "a and b", "a, b and c"."""
    items = list(items)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {joint} {items[-1]}"


def counted(number: int, one: str, many: str | None = None) -> str:
    """ "one voice", "three voices", "14 voices"."""
    words = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    return f"{words[number] if number < len(words) else number} {one if number == 1 else many or one + 's'}"


def dated(day: date | None) -> str:
    """ "11 March 2020", or "an unknown day"."""
    return f"{day.day} {day:%B %Y}" if day else "an unknown day"


def event_words(event: Event) -> str:
    """An event within a sentence: "the rocket attack on Camp X (11 March 2020)", "the raid (undated, by 3 May 2019)"."""
    days = event.title.rfind(", undated") if event.title.endswith(("undated", ")")) else event.title.rfind(", ")
    title, when = (event.title[:days], event.title[days + 2 :]) if days > 0 else (event.title, "")
    when = when.replace("undated (", "undated, ").removesuffix(")")
    return f"the {title[:1].lower()}{title[1:]}" + (f" ({when})" if when else "")


def actor_name(id_: str | None, said: str) -> str:
    """The name an actor is known by, else as the text said it."""
    known = actors().get(id_) if id_ else None
    return known.name if known is not None else said


ARTICLE = re.compile(
    r"(?:States|Emirates|Kingdom|Republic|Netherlands|Philippines|Islands|Nations|Union|State|Forces?|forces|Corps|Army|army|Navy|Guards?"
    r"|Command|Council|Ministry|Department|Agency|Authority|Coalition|coalition|Brigades?|Division|Front|Movement|Party|Police|Parliament"
    r"|Government|government|Organi[sz]ation|Committee|Taliban|Pentagon)$"
    r"|^[A-Z]\w*(?:is|ists|ers)$"
)
"""Names that take "the" within a sentence, by their last word before "of" or "in", and peoples in the plural ("the Houthis")."""


def the(name: str) -> str:
    """A name as it stands within a sentence: "the United States", "Iran", "the Armed forces of Ostrane"."""
    if name[:4].casefold() == "the ":
        return f"the {name[4:]}"
    return f"the {name}" if ARTICLE.search(re.split(r" (?:of|in|for) ", name)[0]) else name


def party_name(party: Party) -> str:
    """The name of a party for a finding."""
    return actor_name(party.id, party.name)


def speaker(voice: Voice) -> str:
    """Who says so, as the text has it; a voice without a name that is nobody either ("they", "first reports") is unnamed."""
    if voice.kind != "unnamed" or voice.actor is not None:
        return voice.name
    words = re.findall(r"[\w'’-]+", voice.name.casefold())
    runs = {" ".join(words[start:end]) for start in range(len(words)) for end in range(start + 1, start + 4)}
    return voice.name if runs & set(role_nouns()) else "an unnamed source"


def capital(text: str) -> str:
    """The text with its first letter in upper case."""
    return text[:1].upper() + text[1:]
