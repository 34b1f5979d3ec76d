"""Every regular expression of the room takes about linear time, however it is provoked."""

from __future__ import annotations

import importlib
import pkgutil
import re
import time
from pathlib import Path

import pytest

import sayso.reading

PIECES = [
    "a", "A", " ", "\n", "\t", "<", "<!--", "<!---->", "<a ", '<a "', "---\n", "a: b\n", "#\n", "1", "1 ", "12:", "March ", "March 1, 2020 ",
    "By a|", "A.", "A ", "-", "– ", "/2020", "2020-", "-\n", "{", "{a", ".a,", ";display", "left:-", "=", '"', "\x80", "é", "â€", "Mon, ",
    "MIME:\n", "X: y\n ", "published: on ", "(", "[", '{"', "charset=", "<meta ", "<?xml ", "http:", "\\", "à–", "of ", "page ", "iv", "a-",
    "updated ", " - ", "0x", "1.1", "clip:rect(", "\xe2\x80\x9c",
]  # fmt: skip
LENGTH = 20_000


def patterns() -> dict[str, tuple[re.Pattern[str] | re.Pattern[bytes], str]]:
    """Every compiled pattern at the top of a module, with the way it is used there: anchored or not."""
    found: dict[str, tuple[re.Pattern[str] | re.Pattern[bytes], str]] = {}
    for each in pkgutil.iter_modules(sayso.reading.__path__):
        module = importlib.import_module(f"sayso.reading.{each.name}")
        source = Path(str(module.__file__)).read_text(encoding="utf-8")
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern) and re.search(rf"^{name}\b", source, re.M):
                anywhere = re.search(rf"\b{name}\.(?:search|finditer|findall|subn?|split)\(", source)
                found[f"{each.name}.{name}"] = (value, "search" if anywhere else "match")
    return found


def test_there_are_patterns_to_try() -> None:
    assert {"visible._UNSEEN_STYLE", "dates._WORDS", "detect._HTML"} <= set(patterns())


@pytest.mark.timeout(60)
@pytest.mark.parametrize("name", patterns())
def test_no_pattern_can_be_made_slow(name: str) -> None:
    pattern, use = patterns()[name]
    for piece in PIECES:
        for end in ("", "!", "\x01"):
            text = piece * (LENGTH // len(piece)) + end
            began = time.process_time()
            getattr(pattern, use)(text.encode("latin-1", "replace") if isinstance(pattern.pattern, bytes) else text)
            assert time.process_time() - began < 1, f"{piece!r} repeated"
