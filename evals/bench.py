"""What every evaluation shares: where the corpora lie, parses kept between runs, scores and how they are printed.

The corpora are not part of the project. ``SAYSO_CORPORA`` names their folder (default: ``../shared/corpora`` beside the
checkout); an evaluation whose corpus is absent raises ``Absent`` and is skipped with a message. Results go to ``evals/out``.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from spacy.tokens import Doc

from sayso.coding import weights
from sayso.coding.coder import EmbeddedCoder
from sayso.coding.engine import Embedded, load_engine
from sayso.coding.net import NetEvent, NetSaying
from sayso.coding.seen import Seen, seen_in

HERE = Path(__file__).parent
OUT = HERE / "out"


class Absent(Exception):
    """A corpus is not on this machine."""


def corpus(*parts: str) -> Path:
    """A file or folder of the corpora; raises ``Absent`` with what to do when it is not there."""
    root = Path(os.environ.get("SAYSO_CORPORA", HERE.parent.parent / "shared" / "corpora"))
    path = root.joinpath(*parts)
    if not path.exists():
        raise Absent(f"{path} is not there; set SAYSO_CORPORA to the folder that holds {parts[0]}/")
    return path


def digest(paths: Iterable[Path]) -> str:
    """The first 16 hex digits of the SHA-256 over the files (of folders: everything in them), in name order."""
    total = hashlib.sha256()
    for path in paths:
        for each in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if each.is_file():
                total.update(each.name.encode() + hashlib.sha256(each.read_bytes()).digest())
    return total.hexdigest()[:16]


@dataclass(frozen=True)
class Score:
    """One number on one corpus. ``known`` are published or baseline results for the same question; higher is better
    unless ``lower`` is set. ``n`` is how many cases it rests on."""

    eval: str
    measure: str
    ours: float
    n: int
    known: Mapping[str, float] = field(default_factory=dict)
    lower: bool = False
    note: str = ""
    bar: float | None = None
    """A line the score must reach whatever its floor is: that of the honest baseline."""


@dataclass(frozen=True)
class Outcome:
    """The scores of one evaluation, the digest of what they were measured on, and its misses for people to read."""

    eval: str
    corpus: str
    scores: tuple[Score, ...]
    misses: tuple[str, ...] = ()

    def save(self) -> None:
        """Write ``evals/out/<eval>.json``."""
        OUT.mkdir(exist_ok=True)
        text = json.dumps(asdict(self), ensure_ascii=False, indent=1)
        (OUT / f"{self.eval}.json").write_text(text, encoding="utf-8")


@dataclass(frozen=True)
class Kept:
    """The embedded engine with its parses kept in ``evals/out/parses.sqlite`` (by weights and text), so that a run after a
    change of rules does not parse again."""

    engine: Embedded
    store: sqlite3.Connection
    version: str
    name: str = "embedded"

    def parse(self, text: str) -> Doc:
        """The parsed text."""
        return next(self.parse_many([text]))

    def parse_many(self, texts: Iterable[str], batch: int = 16) -> Iterator[Doc]:
        """The parsed texts, in order."""
        for text in texts:
            key = hashlib.sha256(f"{self.version}\n{text}".encode()).hexdigest()
            row = self.store.execute("SELECT doc, seen FROM seen_parses WHERE key = ?", (key,)).fetchone()
            if row is None:
                doc = self.engine.parse(text)
                row = doc.to_bytes(exclude=["tensor", "user_data"]), json.dumps(asdict(seen_in(doc)))
                self.store.execute("INSERT OR REPLACE INTO seen_parses VALUES (?, ?, ?)", (key, *row))
                self.store.commit()
            doc = Doc(self.engine.nlp.vocab).from_bytes(row[0])
            doc.user_data["seen"] = remembered(json.loads(row[1]))
            yield doc


def remembered(kept: dict[str, Any]) -> Seen:
    """What the network saw, from its JSON."""

    def numbered(found: dict[str, float]) -> dict[int, float]:
        return {int(at): likely for at, likely in found.items()}

    def event(row: dict[str, Any]) -> NetEvent:
        roles = {role: tuple((at, likely) for at, likely in found) for role, found in row["roles"].items()}
        return NetEvent(**{**row, "roles": roles})

    return Seen(
        [(first, last, kind) for first, last, kind in kept["names"]],
        {int(at): event(row) for at, row in kept["events"].items()},
        [NetSaying(tuple(row["cue"]), numbered(row["source"]), numbered(row["content"])) for row in kept["sayings"]],
        numbered(kept["firmness"]),
        kept["reads"],
    )


def engine() -> Kept:
    """The embedded engine with kept parses."""
    OUT.mkdir(exist_ok=True)
    store = sqlite3.connect(OUT / "parses.sqlite")
    store.execute("CREATE TABLE IF NOT EXISTS seen_parses (key TEXT PRIMARY KEY, doc BLOB, seen TEXT)")
    inner = load_engine()
    assert isinstance(inner, Embedded)
    rules = digest(
        [
            Path(weights.__file__).parents[1] / name
            for name in ("blocks.py", "sentences.py", "lemmas.py", "net.py", "arcs.py", "seen.py")
        ]
    )
    return Kept(inner, store, f"{weights.card()['sha256']} {rules}")


def coder() -> EmbeddedCoder:
    """The embedded coder on kept parses."""
    made = EmbeddedCoder()
    made.engine = engine()
    return made


def f1(right: float, found: float, gold: float) -> float:
    """The harmonic mean of precision and recall from counts; 0 when nothing is right."""
    return 2 * right / (found + gold) if right else 0.0


def table(scores: Iterable[Score]) -> str:
    """Scores as a plain table: ours beside what is known."""
    rows = [("evaluation", "measure", "n", "ours", "known")]
    for score in scores:
        known = ", ".join(f"{name} {value:.3f}" for name, value in score.known.items())
        arrow = " (lower is better)" if score.lower else ""
        rows.append((score.eval, score.measure + arrow, str(score.n), f"{score.ours:.3f}", known))
    widths = [max(len(row[i]) for row in rows) for i in range(4)]
    return "\n".join("  ".join([*(row[i].ljust(widths[i]) for i in range(4)), row[4]]).rstrip() for row in rows)
