"""The documentation against the code: reference pages are fresh, links lead somewhere, commands exist."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest

from sayso.cli import cli

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def build() -> object:
    spec = importlib.util.spec_from_file_location("docs_build", ROOT / "docs" / "build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", sorted(build().PAGES))
def test_reference_pages_are_fresh(name: str) -> None:
    page = build().PAGES[name]()
    assert (ROOT / "docs" / "reference" / name).read_text(encoding="utf-8") == page, "run: python docs/build.py"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_commands_in_pages_exist(page: Path) -> None:
    for verb in re.findall(r"^\s*sayso ([a-z]+)", page.read_text(encoding="utf-8"), flags=re.M):
        assert verb in cli.commands, f"{page.name} shows sayso {verb}, which does not exist"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_options_in_pages_exist(page: Path) -> None:
    for verb, rest in re.findall(r"^\s*sayso ([a-z]+)([^#\n]*)", page.read_text(encoding="utf-8"), flags=re.M):
        command = cli.commands[verb]
        inner = getattr(command, "commands", {})
        command = inner.get(next(iter(rest.split()), ""), command)
        known = {option for parameter in command.params for option in (*parameter.opts, *parameter.secondary_opts)}
        for option in re.findall(r"(?<=\s)(--?[a-z][a-z-]*)", rest):
            assert option in known | {"--help"}, f"{page.name} shows sayso {verb} {option}, which does not exist"


def test_every_command_is_in_the_reference() -> None:
    text = (ROOT / "docs" / "reference" / "cli.md").read_text(encoding="utf-8")
    for verb in cli.commands:
        assert f"## sayso {verb}" in text
