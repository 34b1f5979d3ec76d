"""What the tests of the command line share: a few clippings on two conflicts, and a way to run ``sayso`` as its users do."""

from __future__ import annotations

import io
import json
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any
from unittest.mock import patch

from sayso.cli import main

BOMB = """---
title: Car bomb at police academy in Bogota
outlet: Reuters
published: 2019-01-17
---

A car bomb exploded at a police academy in Bogota on Thursday, killing at least nine people, the Defence Ministry said.
"""
BLAME = """---
outlet: BBC News
published: 2019-01-18
---

The National Liberation Army carried out Thursday's car bombing of the police academy in Bogota, the Colombian defence minister said.

Police said the bombing killed 21 people and injured 68.
"""
CLAIM = """<!doctype html><html lang="en"><head><title>Academy bombing claimed</title>
<meta property="og:site_name" content="The Guardian">
<meta property="article:published_time" content="2019-01-21T14:00:00+00:00"></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav><article><h1>Academy bombing claimed</h1>
<p>The National Liberation Army has claimed responsibility for the car bombing of the police academy in Bogota on 17 January.</p>
<p>Analysts said it was very likely that the government would end peace talks with the group.</p></article>
<footer>All rights reserved</footer></body></html>
"""
PULWAMA = """A suicide bomber attacked a convoy of paramilitary police in Pulwama on Thursday, killing 40 of them, Indian officials said.

Jaish-e-Mohammed claimed responsibility for the attack. Pakistan denied that it was involved in the attack.
"""
WIRES = (
    {
        "id": "balakot-pti",
        "published": "2019-02-26",
        "outlet": "Press Trust of India",
        "text": "Indian jets bombed a camp of Jaish-e-Mohammed near Balakot on Tuesday, the Indian foreign secretary said.",
    },
    {
        "id": "balakot-dawn",
        "published": "2019-02-26",
        "outlet": "Dawn",
        "text": "Indian jets bombed a hillside near Balakot on Tuesday and killed nobody, the Pakistani army said.",
    },
)
MITIGA = """---
title: Rockets on an airport 🛑 مطار معيتيقة
outlet: Al Jazeera
published: 2020-05-09
---

🕊️ «مطار معيتيقة» — Rockets hit Mitiga airport in Tripoli on Saturday, Libyan officials said 🚀. The shelling wounded two workers.
"""
PULWAMA_IS = ("--published", "2019-02-14", "--outlet", "The Hindu")
"""What has to be said of the one clipping that does not say it."""
REPORTS = {
    "bogota-bomb-0117": "2019-01-17",
    "bogota-blame-0118": "2019-01-18",
    "bogota-claim-0121": "2019-01-21",
    "pulwama-0214": "2019-02-14",
    "balakot-pti": "2019-02-26",
    "balakot-dawn": "2019-02-26",
    "mitiga-0509": "2020-05-09",
}
"""Id of each report to the day it was published."""


def write_clips(folder: Path) -> Path:
    """Writes the clippings into a folder: Markdown, HTML, plain text and JSON Lines."""
    (folder / "bogota-bomb-0117.md").write_text(BOMB, encoding="utf-8")
    (folder / "bogota-blame-0118.md").write_text(BLAME, encoding="utf-8")
    (folder / "bogota-claim-0121.html").write_text(CLAIM, encoding="utf-8")
    (folder / "pulwama-0214.txt").write_text(PULWAMA, encoding="utf-8")
    (folder / "mitiga-0509.md").write_text(MITIGA, encoding="utf-8")
    (folder / "wires.jsonl").write_text("".join(json.dumps(wire) + "\n" for wire in WIRES), encoding="utf-8")
    return folder


@dataclass(frozen=True)
class Ran:
    """What a run of ``sayso`` left: exit code, standard output, standard error."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    @property
    def objects(self) -> list[dict[str, Any]]:
        """Standard output as JSON Lines; fails on a line that is not one object."""
        found = [json.loads(line) for line in self.out.split("\n")[:-1]]
        assert all(isinstance(each, dict) for each in found)
        return found

    @property
    def account(self) -> dict[str, int]:
        """The numbers of the line that accounts for everything offered."""
        (line,) = [line for line in self.err.splitlines() if " offered = " in line]
        words = line.replace(";", "").split()
        return {name: int(number) for number, name in pairwise(words) if number.isdigit()}

    @property
    def quarantined(self) -> dict[str, str]:
        """Name of each file refused to the reason."""
        rows = [
            line.removeprefix("quarantined ").split(": ") for line in self.err.splitlines() if line.startswith("quarantined ")
        ]
        return {Path(source).name: reason for source, reason, *_ in rows}


class _Pipe(io.TextIOWrapper):
    """A stream as a shell would give one to a program whose output goes into a file."""

    def __init__(self, content: bytes = b"") -> None:
        super().__init__(io.BytesIO(content), encoding="utf-8", newline="\n")

    def text(self) -> str:
        self.flush()
        return self.buffer.getvalue().decode("utf-8")  # type: ignore[attr-defined]


def sayso(*args: str | Path, stdin: bytes = b"") -> Ran:
    """Runs the entry point in this process, errors and exit code included."""
    out, err = _Pipe(), _Pipe()
    code: int | str | None = 0
    with (
        patch.object(sys, "argv", ["sayso", *map(str, args)]),
        patch.object(sys, "stdin", _Pipe(stdin)),
        redirect_stdout(out),
        redirect_stderr(err),
    ):
        try:
            main()
        except SystemExit as stop:
            code = stop.code
    assert code is None or isinstance(code, int)
    return Ran(code or 0, out.text(), err.text())
