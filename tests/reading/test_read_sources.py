from __future__ import annotations

import json
import os
import socket
import threading
from collections.abc import Callable, Iterable
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest

from sayso.reading import Fetched, Read, Refused, count, read

DAY = date(2020, 3, 13)
NOTE = "Rockets hit the base on the edge of the town."


def taken(inputs: Iterable[str | Path], **said: object) -> list[Read]:
    said.setdefault("published", DAY)
    return list(read(inputs, **said))  # type: ignore[arg-type]


def reasons(found: list[Read]) -> list[str | None]:
    return [each.quarantined.reason if each.quarantined else None for each in found]


def test_a_folder_is_read_whole_and_in_order(put: Callable[..., Path], tmp_path: Path) -> None:
    for name in (
        "b.txt",
        "a/2.txt",
        "a/1.md",
        "a/deeper/x.html",
        "c/z.txt",
        ".hidden.txt",
        ".git/x.txt",
        "case.sayso",
        "case.sayso.files/ab",
    ):
        put(name, NOTE)
    found = taken([tmp_path])
    assert [Path(each.source).relative_to(tmp_path).as_posix() for each in found] == [
        "a/1.md", "a/2.txt", "a/deeper/x.html", "b.txt", "c/z.txt",
    ]  # fmt: skip
    assert all(each.report for each in found)
    assert count([tmp_path]) == 5


def test_a_hidden_file_is_read_when_named(put: Callable[..., Path]) -> None:
    assert taken([put(".hidden.txt", NOTE)])[0].report


def test_patterns_match_in_order(put: Callable[..., Path], tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.md", "d/e.txt"):
        put(name, NOTE)
    assert [Path(each.source).name for each in taken([f"{tmp_path}/*.txt"])] == ["a.txt", "b.txt"]
    assert [Path(each.source).name for each in taken([f"{tmp_path}/**/*.txt"])] == ["a.txt", "b.txt", "e.txt"]


def test_a_name_that_looks_like_a_pattern_is_a_name_first(put: Callable[..., Path]) -> None:
    assert taken([put("report[1].txt", NOTE)])[0].report


def test_nothing_offered_is_lost(put: Callable[..., Path], tmp_path: Path) -> None:
    put("a.txt", NOTE)
    put("b.png", b"\x89PNG\r\n\x1a\n0000")
    put("c.jsonl", json.dumps({"text": NOTE, "published": "2020-03-13"}) + "\n{oops\n\n")
    put("d.csv", "a,b\n1,2\n")
    put("e.txt", "")
    put("f.zip", b"PK\x03\x04....")
    found = taken([tmp_path])
    assert reasons(found) == [None, "format", None, "record", "format", "empty", "archive"]
    assert count([tmp_path]) == 7
    assert [Path(each.source).name for each in found][2:4] == ["c.jsonl:1", "c.jsonl:2"]


@pytest.mark.parametrize("name", ["nowhere.txt", "no/where", "*.nothing", "a\0b", "x" * 5000, "c:nothing"])
def test_what_is_not_there_is_said_to_be_missing(tmp_path: Path, name: str) -> None:
    (found,) = taken([f"{tmp_path}/{name}"])
    assert reasons([found]) == ["missing"]
    assert found.raw is None


def test_an_empty_folder_is_said_to_be_empty(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    assert reasons(taken([tmp_path])) == ["empty-folder"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in this file system")
def test_pipes_sockets_and_devices_are_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    server = socket.socket(socket.AF_UNIX)
    here = Path.cwd()
    os.chdir(tmp_path)  # a socket's path must be short
    server.bind("b.txt")
    os.chdir(here)
    found: list[Read] = []
    reading = threading.Thread(target=lambda: found.extend(taken([tmp_path, "/dev/null", "/dev/zero"])), daemon=True)
    reading.start()
    reading.join(10)
    assert not reading.is_alive()
    assert reasons(found) == ["not-a-file"] * 4
    server.close()


@pytest.mark.skipif(not Path("/proc/self/mem").exists(), reason="needs a file that opens and cannot be read")
def test_a_file_that_cannot_be_read_is_said_to_be_unreadable() -> None:
    (found,) = taken(["/proc/self/mem"])
    assert reasons([found]) == ["unreadable"]


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not bind this user")
def test_a_file_without_permission_is_said_to_be_unreadable(put: Callable[..., Path]) -> None:
    path = put("a.txt", NOTE)
    path.chmod(0)
    assert reasons(taken([path])) == ["unreadable"]


def test_link_loops_end_and_each_folder_is_read_once(put: Callable[..., Path], tmp_path: Path) -> None:
    put("real/a.txt", NOTE)
    (tmp_path / "real" / "up").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "twin").symlink_to(tmp_path / "real", target_is_directory=True)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    found = taken([tmp_path])
    told = {
        Path(each.source).relative_to(tmp_path).as_posix(): reason for each, reason in zip(found, reasons(found), strict=True)
    }
    assert told == {
        "gone.txt": "missing",
        "real/a.txt": None,
        "real/up": "link-loop",
        "self.txt": "link-loop",
        "twin": "link-loop",
    }
    assert taken([tmp_path / "twin"])[0].report  # named outright, it is read


def test_a_folder_nested_very_deep_is_walked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for _ in range(1500):
        os.mkdir("d")
        os.chdir("d")
    Path("a.txt").write_text(NOTE)
    os.chdir(tmp_path)
    found = taken([Path("d")])
    os.rename("d/d", "e")
    while os.path.isdir("e/d"):  # taken apart level by level: too deep for the usual ways of deleting
        os.rename("e/d", "f")
        os.rmdir("e")
        os.rename("f", "e")
    assert reasons(found) == [None]


def test_standard_input_is_one_document_or_many_records() -> None:
    (note,) = taken(["-"], stdin=BytesIO(NOTE.encode()))
    assert note.report is not None
    assert (note.source, note.report.id) == ("-", "stdin")
    line = json.dumps({"text": NOTE, "published": "2020-03-13"}).encode()
    assert [each.source for each in taken(["-"], stdin=BytesIO(line + b"\n" + line))] == ["-:1", "-:2"]
    assert reasons(taken(["-"])) == ["unreadable"]
    assert reasons(taken(["-"], stdin=BytesIO(b""))) == ["empty"]
    assert count(["-", "x"]) is None


class Endless:
    """Standard input that never ends; counts what was taken."""

    def __init__(self, chunk: bytes) -> None:
        self.chunk, self.given = chunk, 0

    def read(self, size: int = -1) -> bytes:
        self.given += size
        return (self.chunk * (size // len(self.chunk) + 1))[:size]


def test_endless_input_stops_at_the_limit() -> None:
    endless = Endless(b"Rockets hit. ")
    (found,) = taken(["-"], stdin=endless, max_bytes=1_000_000)
    assert reasons([found]) == ["too-big"]
    assert endless.given < 1_200_000


def test_records_are_handed_over_as_they_arrive() -> None:
    line = json.dumps({"text": NOTE, "published": "2020-03-13"}).encode() + b"\n"
    endless = Endless(line)
    stream = read(["-"], stdin=endless)  # type: ignore[arg-type]
    assert [next(stream).source for _ in range(3)] == ["-:1", "-:2", "-:3"]
    assert endless.given < 100_000


def test_a_line_too_long_is_set_aside_and_the_next_is_read(put: Callable[..., Path]) -> None:
    line = json.dumps({"text": NOTE, "published": "2020-03-13"})
    path = put("a.jsonl", f"{line}\n" + '{"text": "' + "x" * 3_000_000 + f'"}}\n{line}')
    assert reasons(taken([path], max_bytes=2_000_000)) == [None, "too-big", None]


def test_a_document_too_big_is_not_kept(put: Callable[..., Path]) -> None:
    (found,) = taken([put("a.txt", "Rockets. " * 1000)], max_bytes=5000)
    assert reasons([found]) == ["too-big"]
    assert found.raw is None


def test_a_name_that_is_not_unicode_can_be_printed(tmp_path: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text(NOTE)
    except OSError:
        pytest.skip("this file system has only Unicode names")
    (found,) = taken([tmp_path])
    assert found.report is not None
    assert found.report.id == "caf\ufffd"
    found.source.encode("utf-8")


def test_web_addresses_go_to_the_fetcher(put: Callable[..., Path]) -> None:
    def fetcher(url: str) -> Fetched:
        if "gone" in url:
            raise Refused("fetch-status", "news.example answered 404 Not Found; open it in a browser and save the page")
        return Fetched(url + "/final", f"<p>{NOTE}</p>".encode(), "text/html", "utf-8")

    found = taken(["https://www.news.example/2020/03/12/rockets", "http://news.example/gone"], published=None, fetcher=fetcher)
    assert reasons(found) == [None, "fetch-status"]
    report = found[0].report
    assert report is not None
    assert (report.id, report.outlet, report.published) == ("final", "news.example", date(2020, 3, 12))
    assert report.url == "https://www.news.example/2020/03/12/rockets/final"
    assert found[0].source == "https://www.news.example/2020/03/12/rockets"
    assert count(["https://news.example/a"]) == 1


@pytest.mark.parametrize(
    ("url", "allowed", "reason"),
    [
        ("https://news.example/a", False, "fetch-off"),
        ("file:///etc/passwd", True, "url-scheme"),
        ("gopher://news.example/", True, "url-scheme"),
        ("ftp://news.example/a.txt", True, "url-scheme"),
        ("javascript:alert(1)", True, "url-scheme"),
        ("data:text/plain,x", True, "url-scheme"),
        ("http://127.0.0.1/", True, "fetch-address"),
        ("http://0x7f000001/", True, "fetch-address"),
    ],
)
def test_addresses_that_are_not_fetched(url: str, allowed: bool, reason: str) -> None:
    assert reasons(taken([url], allow_fetch=allowed)) == [reason]


def test_reading_starts_with_the_first_document(put: Callable[..., Path]) -> None:
    def inputs() -> Iterable[str | Path]:
        yield put("a.txt", NOTE)
        raise AssertionError("asked for the second before the first was taken")

    assert next(read(inputs(), published=DAY)).report
