"""Where documents come from: files, folders, patterns, standard input and web addresses, one at a time.

Folders are walked in sorted order. Hidden files, and Sayso's own case files, are not offered; every
other file is, even one that will be refused. A folder reached twice through links is read once.
"""

from __future__ import annotations

import errno
import glob
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final
from urllib.parse import unquote, urlsplit

from sayso.reading import jsonl
from sayso.reading.clean import one_line
from sayso.reading.detect import RECORD_SUFFIXES, json_shape
from sayso.reading.model import Fetched, Offered, Refused

Found = Offered | tuple[str, Refused]
"""A document, or where one should have been and why there is none."""

_HEAD: Final = 1 << 16
_SCHEME: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+:(?://|$)|(?:file|data|javascript|mailto|gopher|ftp):", re.I)
_OWN: Final = re.compile(r"\.sayso(?:\.files|-wal|-shm|-journal|\.lock)?$")
_UNWELCOME: Final = {
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


def offered(
    inputs: Iterable[str | Path],
    *,
    max_bytes: int,
    stdin: BinaryIO | None,
    fetcher: Callable[[str], Fetched] | None,
) -> Iterator[Found]:
    """Every document the inputs lead to, in order; ``fetcher`` is None when nothing may be fetched."""
    for each in inputs:
        name = os.fspath(each)
        if name == "-":
            yield from _from_stream(stdin, max_bytes)
        elif isinstance(each, str) and _SCHEME.match(name):
            yield from _from_web(name, max_bytes, fetcher)
        else:
            for path in _paths(name):
                yield from _from_file(path, max_bytes) if isinstance(path, str) else (path,)


def split(raw: bytes, document: Offered, max_bytes: int) -> Iterator[Found]:
    """The document itself, or its records one by one if it is JSON Lines. ``raw`` are its bytes."""
    shape = json_shape(raw[:_HEAD], document.suffix, document.media_type)
    if shape == "lines":
        yield from _records(BytesIO(raw), b"", document.source, document.name, max_bytes)
    else:
        yield replace(document, record=shape == "one")


def count(inputs: Iterable[str | Path]) -> int | None:
    """How many documents the inputs lead to, None when standard input is among them.

    Lines of ``.jsonl`` files are counted; nothing is opened besides and nothing fetched.
    """
    total = 0
    for each in inputs:
        name = os.fspath(each)
        if name == "-":
            return None
        if isinstance(each, str) and _SCHEME.match(name):
            total += 1
            continue
        for path in _paths(name):
            total += _count_lines(path) if isinstance(path, str) and _suffix(path) in RECORD_SUFFIXES else 1
    return total


def name_and_suffix(source: str) -> tuple[str, str]:
    """Report id and lower-case suffix that a path or address suggests; the host when an address has no path."""
    path = source
    if _SCHEME.match(source):
        split_url = urlsplit(source)
        path = unquote(split_url.path.rstrip("/")) or (split_url.hostname or source)
        if not split_url.path.strip("/"):
            return one_line(path), ""
    pure = Path(path)
    return one_line(pure.stem) or "report", pure.suffix[1:].lower()


def _suffix(path: str) -> str:
    return Path(path).suffix[1:].lower()


def _paths(name: str) -> Iterator[str | tuple[str, Refused]]:
    seen: set[tuple[int, int]] = set()
    try:
        there = os.path.lexists(name)
    except ValueError:  # a NUL in the name
        there = False
    if there:
        yield from _walk(name, seen)
        return
    matches = sorted(glob.glob(name, recursive=True)) if "\0" not in name and glob.has_magic(name) else []
    files = [path for path in matches if not os.path.isdir(path)] if "**" in name else matches
    for path in files:
        yield from _walk(path, seen)
    if not files:
        yield (
            show(name),
            Refused("missing", f"nothing at {show(name)} and nothing matches it; check the spelling"),
        )


def _walk(top: str, seen: set[tuple[int, int]]) -> Iterator[str | tuple[str, Refused]]:
    """The path itself, or every file below it; a stack rather than recursion, as folders can be nested very deep."""
    if not os.path.isdir(top):
        yield top
        return
    waiting, files = [top], 0
    while waiting:
        path = waiting.pop()
        if not os.path.isdir(path):
            files += 1
            yield path
            continue
        try:
            about = os.stat(path)
            inside = sorted(os.listdir(path), reverse=True)
        except OSError as error:
            files += 1
            yield (
                show(path),
                Refused("unreadable", f"the folder cannot be listed: {error.strerror}; check its permissions"),
            )
            continue
        if (about.st_dev, about.st_ino) in seen:
            files += 1
            yield (
                show(path),
                Refused("link-loop", "a link makes this a folder already read; it was read once"),
            )
            continue
        seen.add((about.st_dev, about.st_ino))
        waiting.extend(os.path.join(path, name) for name in inside if not name.startswith(".") and not _OWN.search(name))
    if not files:
        yield show(top), Refused("empty-folder", f"there are no files in {show(top)}; check the path")


def _from_file(path: str, max_bytes: int) -> Iterator[Found]:
    source = show(path)
    try:
        with _opened(path) as file:
            head = file.read(_HEAD)
            name, suffix = name_and_suffix(path)
            if json_shape(head, suffix) == "lines":
                yield from _records(file, head, source, name, max_bytes)
                return
            raw = head + file.read(max(0, max_bytes + 1 - len(head)))
    except OSError as error:
        code = "link-loop" if error.errno == errno.ELOOP else "unreadable"
        code = "missing" if isinstance(error, FileNotFoundError | NotADirectoryError) else code
        yield (
            source,
            Refused(
                code,
                f"{source} cannot be read: {error.strerror or error}; check the path and its permissions",
            ),
        )
    except Refused as refused:
        yield source, refused
    else:
        yield from _whole(Offered(source, raw, name, suffix), max_bytes)


def _opened(path: str) -> BinaryIO:
    """The file, open for reading, if it is a regular one; checked before and after opening, never waiting."""
    _refuse_special(os.stat(path).st_mode, path)
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    file = os.fdopen(handle, "rb")
    try:
        _refuse_special(os.fstat(handle).st_mode, path)
    except Refused:
        file.close()
        raise
    return file


def _refuse_special(mode: int, path: str) -> None:
    if not stat.S_ISREG(mode):
        kind = _UNWELCOME.get(stat.S_IFMT(mode), "not a regular file")
        raise Refused("not-a-file", f"{show(path)} is {kind}; pipe its contents in and name the input '-'")


def _from_stream(stream: BinaryIO | None, max_bytes: int) -> Iterator[Found]:
    if stream is None:
        yield "-", Refused("unreadable", "there is no standard input to read; give a path")
        return
    head = stream.read(_HEAD)
    if json_shape(head) == "lines":
        yield from _records(stream, head, "-", "stdin", max_bytes)
        return
    raw = bytearray(head)
    while len(raw) <= max_bytes and (chunk := stream.read(min(1 << 20, max_bytes + 1 - len(raw)))):
        raw += chunk
    yield from _whole(Offered("-", bytes(raw), "stdin"), max_bytes)


def _from_web(url: str, max_bytes: int, fetcher: Callable[[str], Fetched] | None) -> Iterator[Found]:
    if fetcher is None:
        yield url, Refused("fetch-off", "fetching is switched off; save the page and offer the file")
        return
    try:
        page = fetcher(url)
    except Refused as refused:
        yield url, refused
        return
    name, suffix = name_and_suffix(page.url)
    if page.media_type not in (None, "application/octet-stream", "text/plain"):
        suffix = ""  # addresses end in names of programs as often as of formats; the declared type says more
    yield from _whole(Offered(url, page.raw, name, suffix, page.url, page.media_type, page.charset), max_bytes)


def _whole(document: Offered, max_bytes: int) -> Iterator[Found]:
    if len(document.raw) > max_bytes:
        yield (
            document.source,
            Refused("too-big", f"{document.source} is larger than {max_bytes:,} bytes; split it"),
        )
    else:
        yield from split(document.raw, document, max_bytes)


def _records(stream: BinaryIO, head: bytes, source: str, name: str, max_bytes: int) -> Iterator[Found]:
    any_line = False
    for number, line in jsonl.lines(stream, max_bytes, head):
        any_line = True
        where = f"{source}:{number}"
        if line is None:
            yield where, Refused("too-big", f"line {number} is longer than {max_bytes:,} bytes; split it")
        else:
            yield Offered(where, line.strip(b"\r\n"), f"{name}-{number}", record=True)
    if not any_line:
        yield source, Refused("empty", "there are no lines in it")


def _count_lines(path: str) -> int:
    try:
        with _opened(path) as file:
            return max(1, sum(1 for _ in jsonl.lines(file, 1 << 62)))
    except (OSError, Refused):
        return 1


def show(path: str) -> str:
    """A path as it can be printed: names that are not Unicode get a replacement character."""
    return one_line(path, most=4096) if not path.isprintable() else path
