"""Writes the reference pages from the code: ``python docs/build.py``. A test fails when a page is stale."""

from __future__ import annotations

import dataclasses
import inspect
from pathlib import Path

import click

import sayso
from sayso import types
from sayso.analysis import ANALYSES
from sayso.cli import cli
from sayso.coding.llm import TROUBLES
from sayso.reading import REASONS
from sayso.record.schema import derived, metadata, settled
from sayso.table import SCHEMA

HERE = Path(__file__).parent / "reference"
NOTE = "<!-- written by docs/build.py from the code; do not edit -->\n\n"
NOUNS = ("Event", "FigureReading", "Accusation", "StatementRef", "Ruling", "Assessment", "Row", "Brief", "Quarantined")


def cli_page() -> str:
    """The command line: what every verb's --help prints."""
    parts = [NOTE + "# The command line\n\nExit codes: 0 ok, 1 error, 2 usage, 3 nothing new.\n"]
    context = click.Context(cli, info_name="sayso", max_content_width=100, terminal_width=100, help_option_names=["-h", "--help"])
    parts.append(f"```text\n{cli.get_help(context)}\n```\n")
    for name, command in sorted(cli.commands.items()):
        inner = click.Context(command, info_name=name, parent=context, max_content_width=100, terminal_width=100)
        parts.append(f"## sayso {name}\n\n```text\n{command.get_help(inner)}\n```\n")
        for verb, sub in sorted(getattr(command, "commands", {}).items()):
            within = click.Context(sub, info_name=verb, parent=inner, max_content_width=100, terminal_width=100)
            parts.append(f"### sayso {name} {verb}\n\n```text\n{sub.get_help(within)}\n```\n")
    return "\n".join(parts)


def python_page() -> str:
    """The public names of the package with their docstrings."""
    parts = [NOTE + "# Python\n\n`import sayso` gives these names; everything else may change without notice.\n"]
    for name in sayso.__all__:
        thing = getattr(sayso, name)
        signature = str(inspect.signature(thing)) if inspect.isfunction(thing) else ""
        parts.append(f"## sayso.{name}\n\n{f'`{name}{signature}`' if signature else ''}\n\n{inspect.getdoc(thing) or ''}\n")
    return "\n".join(parts)


def events_page() -> str:
    """The nouns computed from statements, field by field, and the analyses."""
    parts = [NOTE + "# Events and assessments\n"]
    for name in NOUNS:
        noun = getattr(types, name)
        parts.append(f"## {name}\n\n{inspect.getdoc(noun)}\n\n| field | type |\n|---|---|")
        parts[-1] += "".join(f"\n| `{each.name}` | `{each.type}` |" for each in dataclasses.fields(noun)) + "\n"
    parts.append("## Analyses\n")
    for name, function in ANALYSES.items():
        parts.append(f"**{name}** — {inspect.getdoc(function)}\n")
    return "\n".join(parts)


def reasons_page() -> str:
    """Why a document can be refused, and what to do."""
    listed = {**REASONS, **TROUBLES, "not-coded": "The coder could not code this report; the detail says why."}
    rows = "\n".join(f"| `{code}` | {text} |" for code, text in sorted(listed.items()))
    return f"{NOTE}# Why a document is quarantined\n\n| reason | what it means and what to do |\n|---|---|\n{rows}\n"


def tables_page() -> str:
    """The tables of a case and the columns of an event table."""
    parts = [
        NOTE
        + "# The tables of a case\n\nWhat `sayso sql` can be asked. `log` is kept; the rest is derived from it. The `settled_` tables are\nfilled when somebody asks for events: those of a moment carry the numbers from its `first` up to its `next`.\n"
    ]
    for table in (*metadata.tables.values(), *derived.tables.values(), *settled.tables.values()):
        parts.append(f"## {table.name}\n\n| column | type | |\n|---|---|---|")
        parts[-1] += "".join(f"\n| `{c.name}` | {c.type} | {c.comment or ''} |" for c in table.columns) + "\n"
    parts.append("# The columns of an event table\n\nWhat `Record.table()` and every dataset give (`sayso.table.SCHEMA`).\n")
    parts.append("| column | type |\n|---|---|" + "".join(f"\n| `{field.name}` | {field.type} |" for field in SCHEMA) + "\n")
    return "\n".join(parts)


PAGES = {
    "cli.md": cli_page,
    "python.md": python_page,
    "events.md": events_page,
    "quarantine.md": reasons_page,
    "tables.md": tables_page,
}


def main() -> None:
    """Writes every page."""
    HERE.mkdir(exist_ok=True)
    for name, page in PAGES.items():
        (HERE / name).write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
