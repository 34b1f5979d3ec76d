"""The dependency rule of the house: which room may import which, third parties included."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2] / "src" / "sayso"

ROOMS = {
    "types": set(),
    "contract": {"types"},
    "deadline": set(),
    "knowledge": {"types"},
    "table": {"types"},
    "datasets": {"types", "table", "knowledge"},
    "forecast": {"types", "table"},
    "reading": {"types", "deadline"},
    "coding": {"types", "contract", "knowledge", "deadline"},
    "record": {"types", "contract", "knowledge", "table"},
    "analysis": {"types", "table", "knowledge", "record"},
    "brief": {"types"},
    "exports": {"types", "contract", "table", "record"},
    "case": None,
    "caretaking": None,
    "cli": None,
    "cli_assess": None,
    "cli_case": None,
    "cli_data": None,
    "cli_options": None,
    "cli_rule": None,
    "outlook": None,
    "conformance": None,
    "__init__": None,
}
"""Room → rooms it may import besides itself; None: everything."""

ONLY_IN = {
    "spacy": {"coding"},
    "onnxruntime": {"coding"},
    "sqlalchemy": {"record"},
    "lemminflect": {"coding"},
    "typst": {"brief"},
    "alembic": {"record"},
    "psycopg": {"record"},
    "pyarrow": {"table", "datasets", "forecast"},
    "duckdb": {"datasets"},
    "sklearn": {"forecast"},
    "lightgbm": {"forecast"},
    "click": {"cli", "cli_assess", "cli_case", "cli_data", "cli_options", "cli_rule"},
    "numba": {"analysis"},
    "scipy": {"analysis", "forecast"},
    "persiantools": {"knowledge"},
    "pyluach": {"knowledge"},
    "hijridate": {"knowledge"},
}
NOWHERE = {"pandas", "pickle", "shelve", "dill", "joblib"}


def modules() -> list[Path]:
    return sorted(ROOT.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module)
            found |= {f"{node.module}.{alias.name}" for alias in node.names if node.module == "sayso"}
    return found


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_rooms_import_only_what_they_may(path: Path) -> None:
    room = room_of(path)
    assert room in ROOMS, f"{path}: room {room} is not in the house; add it to ROOMS with what it may import"
    allowed = ROOMS[room]
    for name in imported(path):
        parts = name.split(".")
        if parts[0] in NOWHERE:
            pytest.fail(f"{path} imports {name}, which no room may")
        if parts[0] in ONLY_IN and room not in ONLY_IN[parts[0]]:
            pytest.fail(f"{path} imports {name}, which belongs in {ONLY_IN[parts[0]]}")
        if parts[0] == "sayso" and len(parts) > 1 and allowed is not None:
            other = parts[1]
            fine = other == room or other in allowed or (not (ROOT / other).exists() and not (ROOT / f"{other}.py").exists())
            assert fine, f"{path}: {room} may not import {other}"


def test_no_import_cycles_between_rooms() -> None:
    edges = {room: set() for room in ROOMS}
    for path in modules():
        if ROOMS[room_of(path)] is None:
            continue
        edges[room_of(path)] |= {n.split(".")[1] for n in imported(path) if n.startswith("sayso.")} - {room_of(path)}
    done: set[str] = set()
    while ready := {room for room in edges if room not in done and not (edges[room] & set(edges)) - done}:
        done |= ready
    assert done == set(edges), f"cycle among {sorted(set(edges) - done)}"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_modules_keep_to_the_size_budget(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines <= 400, f"{path} has {lines} lines; split it (budget: about 100, look twice at 300)"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_forbidden_habits(path: Path) -> None:
    assert path.name != "utils.py", "name a module after its noun"
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef):
            assert not node.name.endswith(("Manager", "Handler", "Processor")), f"{path}: {node.name}"
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            size = (node.end_lineno or node.lineno) - node.lineno + 1
            assert size <= 60, f"{path}: {node.name} has {size} lines; the budget is 40"
        if isinstance(node, ast.ExceptHandler) and room_of(path) != "cli":
            names = {n.id for n in ast.walk(node.type) if isinstance(n, ast.Name)} if node.type else {"everything"}
            assert not names & {"Exception", "BaseException", "everything"}, f"{path}:{node.lineno}: broad except"
