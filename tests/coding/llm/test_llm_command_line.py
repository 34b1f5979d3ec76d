"""``--coder llm`` on the command line: the same statements, and reports that cannot be coded are accounted for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from llm_server import gives, reply, serving
from llm_story import DENIAL, DENIAL_OFFER, RAID, RAID_OFFER, STORY

from sayso.cli import cli


@pytest.fixture
def story(tmp_path: Path) -> str:
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return str(path)


def arguments(verb: str, *files: str, url: str) -> list[str]:
    return [verb, *files, "--published", "2021-05-12", "--coder", "llm", "--endpoint", url, "--model", "toy"]


def test_statements_of_a_model(story: str) -> None:
    with serving(gives(RAID_OFFER, DENIAL_OFFER)) as served:
        result = CliRunner().invoke(cli, [*arguments("code", story, url=served.url), "--json"])
    assert result.exit_code == 0, result.output
    assert [json.loads(line)["quote"] for line in result.stdout.splitlines()] == [RAID, DENIAL]


def test_a_case_keeps_who_read_it_and_what_was_left_out(story: str, tmp_path: Path) -> None:
    case = str(tmp_path / "case.sayso")
    with serving(gives(RAID_OFFER, DENIAL_OFFER | {"actor": "the army"})) as served:
        result = CliRunner().invoke(cli, [*arguments("read", story, url=served.url), "--case", case])
    assert result.exit_code == 0, result.output
    assert "llm:toy: 1 requests, 2 statements offered, 2 accepted, 1 statements or values left out" in result.stderr
    assert "actor: the actor is not named in or near the quote" in result.stderr


def test_a_report_that_could_not_be_coded_can_be_read_again(story: str, tmp_path: Path) -> None:
    case = str(tmp_path / "case.sayso")
    with serving(reply(200, '{"choices": [{"message": {"content": "no"}}]}')) as served:
        result = CliRunner().invoke(cli, [*arguments("read", story, url=served.url), "--case", case])
    assert result.exit_code == 1
    assert "1 offered = 0 coded + 0 duplicate + 1 quarantined" in result.stderr
    assert "answer-not-json" in result.stderr
    with serving(gives(RAID_OFFER)) as served:
        result = CliRunner().invoke(cli, [*arguments("read", story, url=served.url), "--case", case])
    assert "1 offered = 1 coded + 0 duplicate + 0 quarantined" in result.stderr
