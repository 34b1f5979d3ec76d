"""Broken and hostile documents: each is refused with a reason, the rest is coded, and the sum is printed."""

from __future__ import annotations

import os
import random
import socket
from pathlib import Path

import pytest
from cli_newsroom import BLAME, BOMB, Ran, sayso

FRENCH = """---
published: 2019-01-18
---

Le gouvernement a accusé vendredi la guérilla d'avoir commis l'attentat à la voiture piégée contre l'école de police. Les
enquêteurs ont indiqué que le véhicule contenait environ quatre-vingts kilogrammes d'explosifs.
"""
DEEP = '<html><head><meta property="article:published_time" content="2019-01-18"></head><body>' + "<div>" * 200_000
TOO_MANY = (
    f"<html><body><p {' '.join(f'a{n}=1' for n in range(200_000))}>Rebels bombed the police academy in Bogota.</p></body></html>"
)

REFUSED = {
    "empty.txt": "empty",
    "blank.md": "empty",
    "photo.txt": "binary",
    "undated.txt": "undated",
    "french.md": "language",
    "huge.txt": "too-big",
    "attributes.html": "too-complex",
    "deep.html": "too-complex",
    "sheet.csv": "format",
    "broken.pdf": "pdf-broken",
    "locked.txt": "unreadable",
}
CODED = {"bomb", "blame"}


@pytest.fixture(scope="module")
def drawer(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eleven documents that cannot be coded and two that can."""
    folder = tmp_path_factory.mktemp("drawer")
    (folder / "bomb.md").write_text(BOMB, encoding="utf-8")
    (folder / "blame.md").write_text(BLAME, encoding="utf-8")
    (folder / "deep.html").write_text(
        f"{DEEP}<p>Rebels bombed the police academy in Bogota on Thursday, police said.</p>", encoding="utf-8"
    )
    (folder / "empty.txt").touch()
    (folder / "blank.md").write_text(" \n\t\n", encoding="utf-8")
    (folder / "photo.txt").write_bytes(random.Random(1).randbytes(4000))
    (folder / "undated.txt").write_text("Rebels bombed the police academy in Bogota.", encoding="utf-8")
    (folder / "french.md").write_text(FRENCH, encoding="utf-8")
    with (folder / "huge.txt").open("wb") as file:
        file.truncate(50_000_000)
    (folder / "attributes.html").write_text(TOO_MANY, encoding="utf-8")
    (folder / "sheet.csv").write_text("day,dead\n2019-01-17,21\n", encoding="utf-8")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\n" + b"x" * 2000)
    lock(folder / "locked.txt")
    return folder


def lock(path: Path) -> None:
    """Makes a file that cannot be read; for the superuser, who may read any, one that the kernel will not read."""
    if os.geteuid() == 0:
        if not Path("/proc/self/mem").exists():
            pytest.skip("there is no file that this user cannot read")
        path.symlink_to("/proc/self/mem")
    else:
        path.write_text("Rebels bombed the police academy in Bogota.", encoding="utf-8")
        path.chmod(0)


@pytest.fixture(scope="module", params=["code", "read"])
def ran(request: pytest.FixtureRequest, drawer: Path, tmp_path_factory: pytest.TempPathFactory) -> Ran:
    case = ["--case", str(tmp_path_factory.mktemp("case") / "case.sayso")] if request.param == "read" else []
    return sayso(request.param, drawer, *case, "--json")


def test_each_is_refused_for_its_own_reason(ran: Ran) -> None:
    assert ran.quarantined == REFUSED


def test_each_refusal_says_what_is_wrong_or_what_to_do(ran: Ran) -> None:
    for line in ran.err.splitlines():
        if line.startswith("quarantined "):
            assert len(line.split(": ", 2)[2]) > 15


def test_the_rest_is_coded(ran: Ran) -> None:
    assert {each.get("report", each["id"]) for each in ran.objects} == CODED


def test_the_sum_is_printed_and_the_exit_code_tells(ran: Ran) -> None:
    account = ran.account
    assert account["offered"] == 13
    assert account["offered"] == account["coded"] + account["duplicate"] + account["quarantined"]
    assert (account["coded"], account["quarantined"]) == (len(CODED), len(REFUSED))
    assert ran.code == 1


def test_no_trace_of_the_program_is_shown(ran: Ran) -> None:
    assert "Traceback" not in ran.err
    assert "please report" not in ran.err


def test_french_is_taken_as_english_when_the_user_says_so(drawer: Path) -> None:
    assert sayso("code", drawer / "french.md", "--language", "en").account["coded"] == 1


def test_a_date_given_by_hand_lets_an_undated_note_in(drawer: Path) -> None:
    assert sayso("code", drawer / "undated.txt").code == 1
    dated = sayso("code", drawer / "undated.txt", "--published", "2019-01-18", "--json")
    assert dated.code == 0
    assert dated.objects[0]["voice"]["kind"] in ("outlet", "author")


def test_a_run_in_which_everything_is_refused_still_counts(drawer: Path) -> None:
    ran = sayso("read", drawer / "empty.txt", drawer / "photo.txt")
    assert (ran.code, ran.out) == (1, "")
    assert ran.account == {"offered": 2, "coded": 0, "duplicate": 0, "quarantined": 2, "statements": 0}


def test_a_misspelt_name_is_one_thing_refused(tmp_path: Path) -> None:
    ran = sayso("code", tmp_path / "nosuch.txt", f"{tmp_path}/nosuch-*.md")
    assert set(ran.quarantined.values()) == {"missing"}
    assert ran.account["offered"] == 2


def test_broken_lines_of_json_are_refused_and_the_others_coded(tmp_path: Path) -> None:
    good = '{"id": "good", "published": "2019-01-18", "outlet": "Reuters", "text": "Rebels bombed the academy in Bogota, police said."}'
    (tmp_path / "wires.jsonl").write_text(
        f'{good}\n{{"id": "cut\n[1]\n{{"id": "mute", "published": "2019-01-18"}}\n', encoding="utf-8"
    )
    ran = sayso("code", "wires.jsonl", "--json")
    assert ran.quarantined == {"wires.jsonl:2": "record", "wires.jsonl:3": "record", "wires.jsonl:4": "record"}
    assert {each["report"] for each in ran.objects} == {"good"}


def test_terminal_codes_in_a_document_do_not_reach_the_terminal(tmp_path: Path) -> None:
    text = "The \x1b]0;owned\x07\x1b[31mrebels\x1b[0m bombed the \x9b2Jacademy in Bogota on Thursday, police said."
    (tmp_path / "\x1b[31mred.txt").write_text(text, encoding="utf-8")
    told = ("--published", "2019-01-18", "--outlet", "\x1b[31mRed Press")
    for args in (("code", tmp_path, *told), ("read", tmp_path, *told), ("events",), ("assess",)):
        ran = sayso(*args)
        assert ran.code == 0
        assert "Bogota" in ran.out or args[0] in ("read", "assess")
        assert not {"\x1b", "\x07", "\x9b"} & set(ran.out + ran.err), f"sayso {args[0]} passes terminal codes on"


@pytest.mark.parametrize("verb", ["code", "read"])
def test_a_dead_endpoint_ends_the_run_and_the_report_may_be_offered_again(tmp_path: Path, verb: str) -> None:
    """Nobody listens at the endpoint of the language model, so nothing can be coded by it."""
    (tmp_path / "bomb.md").write_text(BOMB, encoding="utf-8")
    with socket.socket() as held:  # bound but not listening: connections are refused, and nobody else can take the port
        held.bind(("127.0.0.1", 0))
        endpoint = f"http://127.0.0.1:{held.getsockname()[1]}/v1"
        ran = sayso(verb, "bomb.md", "--coder", "llm", "--endpoint", endpoint, "--model", "any")
    assert (ran.code, ran.out) == (1, "")
    assert endpoint in ran.err
    assert "start the model server" in ran.err
    assert sayso("read", "bomb.md").code == 0, "it was not taken for read"
