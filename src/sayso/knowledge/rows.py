"""Strict reading of the data files: one JSON object a line, and a typo is an error that names file, line and key."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from os.path import commonprefix
from pathlib import Path
from typing import Any, Final

from sayso.types import SaysoError

DATA: Final = Path(__file__).parent / "data"
"""Where the data files of the package lie."""

Kinds = type | tuple[type, ...]


class KnowledgeError(SaysoError):
    """A data file is missing or says something its format does not allow."""


class Row(dict[str, Any]):
    """One checked row: every key of the format is there, None where an optional one was left out.

    ``where`` is ``file:line``, for errors that only show when rows are compared.
    """

    __slots__ = ("where",)

    def __init__(self, values: Mapping[str, Any], where: str) -> None:
        super().__init__(values)
        self.where = where

    def texts(self, key: str) -> tuple[str, ...]:
        """The list under ``key`` as a tuple, empty when the row leaves it out."""
        return tuple(self[key] or ())

    def fail(self, message: str) -> KnowledgeError:
        """An error about this row, to be raised by the caller."""
        return KnowledgeError(f"{self.where}: {message}")


def read_rows(
    relative_path: str,
    required: Mapping[str, Kinds],
    optional: Mapping[str, Kinds] | None = None,
    *,
    unique: tuple[str, ...] = ("id",),
    root: Path = DATA,
) -> Iterator[Row]:
    """The rows of one file under ``root``, checked one by one, in file order.

    ``list`` in a format means a list of strings without repeats. An optional key may be left out or null.
    ``unique`` names the keys whose values together may stand only once in the file; it is ignored
    when the format has none of them.

    Raises KnowledgeError for a missing file, broken JSON, an unknown, repeated or missing key, a value of
    the wrong type, an empty or untrimmed string, and a repeated ``unique`` value.
    """
    yield from _distinct(_checked(relative_path, required, optional or {}, root), unique)


def read_folder(
    relative_path: str,
    required: Mapping[str, Kinds],
    optional: Mapping[str, Kinds] | None = None,
    *,
    unique: tuple[str, ...] = ("id",),
    root: Path = DATA,
) -> Iterator[Row]:
    """The rows of every ``*.jsonl`` file in a folder, files by name; ``unique`` holds across files."""
    files = sorted((root / relative_path).glob("*.jsonl"))
    if not files:
        raise KnowledgeError(f"{relative_path}: no .jsonl files in this data folder; reinstall, or add one")
    names = (f"{relative_path}/{file.name}" for file in files)
    yield from _distinct((row for name in names for row in _checked(name, required, optional or {}, root)), unique)


def _checked(relative_path: str, required: Mapping[str, Kinds], optional: Mapping[str, Kinds], root: Path) -> Iterator[Row]:
    for number, line in _lines(root / relative_path, relative_path):
        where = f"{relative_path}:{number}"
        values = _parse(line, where)
        _check_keys(values, required, optional, where)
        for key, value in values.items():
            if value is None and key in optional:
                continue
            _check_value(key, value, required[key] if key in required else optional[key], where)
        yield Row({key: values.get(key) for key in (*required, *optional)}, where)


def _lines(path: Path, shown: str) -> Iterator[tuple[int, str]]:
    try:
        content = path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise KnowledgeError(f"{shown}: no such data file; reinstall, or add it") from error
    except UnicodeDecodeError as error:
        raise KnowledgeError(f"{shown}: not UTF-8 at byte {error.start}; save the file as UTF-8") from error
    for number, line in enumerate(content.split("\n"), start=1):
        if line.strip() and not line.startswith("#"):
            yield number, line


def _parse(line: str, where: str) -> dict[str, Any]:
    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        keys = [key for key, _ in pairs]
        for key in keys:
            if keys.count(key) > 1:
                raise KnowledgeError(f"{where}: key {key!r} stands twice in the row; keep one")
        return dict(pairs)

    try:
        values = json.loads(line, object_pairs_hook=once)
    except json.JSONDecodeError as error:
        raise KnowledgeError(f"{where}: not JSON at column {error.colno} ({error.msg})") from error
    if not isinstance(values, dict):
        raise KnowledgeError(f"{where}: a row is one JSON object, this is a {type(values).__name__}")
    return values


def _check_keys(values: Mapping[str, Any], required: Mapping[str, Kinds], optional: Mapping[str, Kinds], where: str) -> None:
    allowed = (*required, *optional)
    for key in values:
        if key not in allowed:
            raise KnowledgeError(f"{where}: unknown key {key!r}; {one_of(key, allowed)}")
    for key in required:
        if key not in values:
            raise KnowledgeError(f"{where}: key {key!r} is missing; a row needs {', '.join(required)}")


def one_of(word: str, allowed: Iterable[str]) -> str:
    """A hint for an error message: the nearest allowed word if there is one, and what is allowed."""
    choices = sorted(allowed)
    near = get_close_matches(word, choices, n=20)
    best = max(near, key=lambda choice: len(commonprefix([word, choice])), default=None)  # noqa: RUF071 - letters are meant
    hint = f"did you mean {best!r}? " if best else ""
    shown = ", ".join(choices[:30]) + (f" … ({len(choices)} in all)" if len(choices) > 30 else "")
    return f"{hint}allowed: {shown}"


def _check_value(key: str, value: Any, kinds: Kinds, where: str) -> None:
    allowed = kinds if isinstance(kinds, tuple) else (kinds,)
    fits = type(value) in allowed or (type(value) is int and float in allowed)
    if not fits:
        names = " or ".join("null" if kind is type(None) else kind.__name__ for kind in allowed)
        raise KnowledgeError(f"{where}: {key} must be {names}, not {json.dumps(value, ensure_ascii=False)}")
    if isinstance(value, str):
        _check_text(key, value, where)
    if isinstance(value, list):
        for item in value:
            if not isinstance(item, str):
                raise KnowledgeError(f"{where}: {key} must hold strings, not {json.dumps(item)}")
            _check_text(key, item, where)
            if value.count(item) > 1:
                raise KnowledgeError(f"{where}: {key} lists {item!r} twice; keep one")


def _check_text(key: str, text: str, where: str) -> None:
    problems: Mapping[str, Callable[[str], bool]] = {
        "is empty": lambda s: not s.strip(),
        "has blanks at an end or doubled": lambda s: s != " ".join(s.split()),
        "is not in Unicode form NFC": lambda s: not unicodedata.is_normalized("NFC", s),
    }
    for problem, found in problems.items():
        if found(text):
            raise KnowledgeError(f"{where}: {key} {text!r} {problem}")


def _distinct(rows: Iterable[Row], unique: tuple[str, ...]) -> Iterator[Row]:
    seen: dict[tuple[Any, ...], str] = {}
    for row in rows:
        named = tuple(row[key] for key in unique if key in row)
        if named:
            if named in seen:
                shown = ", ".join(str(value) for value in named)
                raise row.fail(f"{' + '.join(unique)} {shown!r} stands already at {seen[named]}; keep one")
            seen[named] = row.where
        yield row
