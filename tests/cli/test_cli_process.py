"""``sayso`` as a process: exit codes, what goes where, pipes, locales, and a help page that comes at once."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from cli_newsroom import PULWAMA_IS, sayso

import sayso as package

SAYSO = (sys.executable, "-c", "from sayso.cli import main; main()")


def run(*args: str | Path, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    known = {key: value for key, value in os.environ.items() if key != "SAYSO_CASE"}
    return subprocess.run(
        [*SAYSO, *map(str, args)],
        capture_output=True,
        encoding="utf-8",
        input=stdin,
        env=known | environment,
        timeout=120,
        check=False,
    )


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["--help"], 0, ""),
        (["read", "--help"], 0, ""),
        (["--version"], 0, ""),
        ([], 2, "Usage"),
        (["nosuch"], 2, "No such command 'nosuch'"),
        (["read"], 2, "Missing argument 'FILES…'"),
        (["code", "--jsom", "x"], 2, "No such option"),
        (["brief", "x.md"], 2, "Missing option '-o'"),
        (["code", "x.md", "--published", "13.3.2020"], 2, "write it as 2020-03-13"),
        (["events", "--as-of", "2019-02-30"], 2, "is not a date"),
        (["assess", "gossip"], 2, "there are attribution"),
        (["code", "x.md", "--coder", "llm"], 2, "needs --endpoint URL and --model NAME"),
        (["read", "x.md", "--coder", "llm", "--model", "m"], 2, "needs --endpoint URL and --model NAME"),
        (["brief", "x.md", "-o", "x.md", "--endpoint", "http://localhost:1/v1"], 2, "belong to --coder llm"),
        (["code", "x.md", "--coder", "oracle"], 2, "'oracle' is not one of"),
        (["events"], 1, "case case.sayso does not exist"),
        (["why", "SAY-7F3K"], 1, "does not exist"),
        (["assess"], 1, "does not exist"),
        (["brief", "-o", "x.html"], 1, "does not exist"),
        (["brief", "-o", "x.doc"], 1, "name the file accordingly"),
        (["events", "--case", "postgres://host/case"], 1, "postgres"),
        (["events", "--case", "."], 1, "is a folder"),
        (["read", "x.md", "--case", "nowhere/case.sayso"], 1, "make it first"),
        (["code", "nosuch.md"], 1, "missing"),
        (["demo", "--dossier", "nosuch"], 1, "'nosuch' is not in this installation"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_exit_codes_and_plain_words(args: list[str], code: int, said: str, tmp_path: Path) -> None:
    ran = sayso(*args)
    assert ran.code == code
    assert said in ran.err
    assert "Traceback" not in ran.err
    assert bool(ran.out) == (code == 0)
    assert not list(tmp_path.iterdir()), "a refused command leaves nothing behind"


def test_a_file_that_is_no_case_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.sayso").write_text("Dear Sir or Madam, this is a letter and not a case.", encoding="utf-8")
    ran = sayso("read", "x.md", "--case", "letter.sayso")
    assert (ran.code, ran.out) == (1, "")
    assert "some other kind of file" in ran.err
    assert (tmp_path / "letter.sayso").read_text(encoding="utf-8").startswith("Dear Sir")


def test_the_process_exits_with_the_same_codes_and_keeps_its_streams_apart(clips: Path, own_case: Path) -> None:
    shown = run("events", "--case", own_case)
    again = run("read", clips, "--case", own_case, *PULWAMA_IS)
    wrong = run("events", "--frobnicate")
    assert [shown.returncode, again.returncode, wrong.returncode] == [0, 3, 2]
    assert shown.stderr == again.stdout == wrong.stdout == ""
    assert "offered = 0 coded" in again.stderr


def test_statements_do_not_depend_on_the_process(clips: Path) -> None:
    """Another process, hash seed, time zone and locale; one document refused, so exit code 1 and a clean standard output."""
    there = run("code", clips, "--json", PYTHONHASHSEED="77", TZ="Pacific/Kiritimati", LC_ALL="C")
    here = sayso("code", clips, "--json")
    assert there.stdout == here.out
    assert there.returncode == here.code == 1
    assert there.stderr == here.err
    assert there.stderr.startswith(f"quarantined {clips / 'pulwama-0214.txt'}: undated: ")


@pytest.mark.parametrize("locale", ["ascii", "latin-1", "cp1252", "utf-16"])
def test_a_pipe_gets_utf_8_whatever_the_locale(case: Path, locale: str) -> None:
    hits = [event for event in sayso("events", "--case", case, "--json").objects if "mitiga-0509" in str(event["statements"])]
    name = max(hits, key=lambda event: len(event["statements"]))["id"]
    ran = run("why", name, "--case", case, PYTHONIOENCODING=locale)
    assert ran.returncode == 0
    assert "🕊️ «مطار معيتيقة» — Rockets hit Mitiga airport" in ran.stdout


@pytest.mark.skipif(os.name == "nt", reason="pipes close otherwise there")
def test_a_reader_that_has_seen_enough_is_no_error(case: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    ran = subprocess.run(
        [*SAYSO, "events", "--case", str(case)], stdout=writer, stderr=subprocess.PIPE, text=True, timeout=60, check=False
    )
    os.close(writer)
    assert (ran.returncode, ran.stderr) == (0, "")


def test_h_is_short_for_help() -> None:
    assert run("-h").stdout == run("--help").stdout


def test_help_comes_at_once() -> None:
    def seconds() -> float:
        began = time.perf_counter()
        assert run("--help").returncode == 0
        return time.perf_counter() - began

    bare = min(_bare_python() for _ in range(3))
    best = min(seconds() for _ in range(3))
    # 0.4 s on an idle machine; on a busy one, measured against how long Python alone takes to start.
    assert best < max(0.4, 8 * bare), f"sayso --help took {best:.2f} s, python -c pass {bare:.2f} s"


def _bare_python() -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", "pass"], check=True)
    return time.perf_counter() - began


def test_the_version_is_that_of_the_package() -> None:
    assert sayso("--version").out.split()[-1] == package.__version__


def test_every_verb_explains_itself() -> None:
    from sayso.cli import cli

    for verb in cli.commands:
        out = sayso(verb, "--help").out
        assert f"Usage: sayso {verb}" in out
        assert "--help" in out
