"""The gold of probes is well formed: many, balanced, and everything it names stands in its text."""

from __future__ import annotations

from collections import Counter
from datetime import date
from functools import cache

import pytest

from evals.probes import gold, options
from sayso.types import CATEGORIES, STANCES, TIMES

KINDS = {
    "active": 20, "passive": 15, "nominal": 15, "coordinated": 15, "relative": 10, "negated": 15, "denied": 15, "hedged": 15,
    "alleged": 20, "hypothetical": 8, "conditional": 5, "planned": 10, "threatened": 8, "claimed": 15, "praised": 5, "coy": 8,
    "admitted": 8, "nonevent": 25, "history": 5, "question": 8, "verbal": 15, "transfer": 10, "seizure": 5, "retreat": 8,
    "sanction": 5, "mobilise": 5, "sourced": 10, "determined": 5, "anaphora": 10,
}  # fmt: skip
ALLOWED = {"id", "published", "outlet", "text", "kind", "facts", "may", "not_facts", "expect"}
EXPECTED = {"stance", "what", "voice", "by", "actor", "target", "recipient", "negated", "time", "firmness_sign", "figures"}
BLAMED = ("alleged", "denied", "claimed", "hypothetical", "conditional", "planned", "question")


@cache
def probes() -> list[dict]:
    return list(gold())


def test_there_are_many_and_none_twice() -> None:
    found = probes()
    assert len(found) >= 320
    assert len({probe["id"] for probe in found}) == len({probe["text"] for probe in found}) == len(found)


@pytest.mark.parametrize(("kind", "least"), KINDS.items())
def test_every_kind_is_there(kind: str, least: int) -> None:
    assert Counter(probe["kind"] for probe in probes())[kind] >= least


def test_fields_are_those_of_the_contract() -> None:
    for probe in probes():
        assert set(probe) <= ALLOWED, probe["id"]
        assert date.fromisoformat(probe["published"]) <= date.today()
        for fact in [*probe["facts"], *probe.get("may", []), *probe["not_facts"]]:
            assert set(options(fact["what"])) <= set(CATEGORIES), probe["id"]
            assert set(fact) <= {"what", "actor", "target"}, probe["id"]
        for wanted in probe["expect"]:
            assert wanted, probe["id"]
            assert set(wanted) <= EXPECTED, probe["id"]
            assert set(options(wanted.get("stance", "reports"))) <= set(STANCES), probe["id"]
            assert set(options(wanted.get("what", "AID"))) <= set(CATEGORIES), probe["id"]
            assert set(options(wanted.get("time", "past"))) <= set(TIMES), probe["id"]


def test_every_name_stands_in_its_text() -> None:
    for probe in probes():
        text = probe["text"].casefold()
        for one in [*probe["facts"], *probe.get("may", []), *probe["not_facts"], *probe["expect"]]:
            for field in ("actor", "target", "voice", "by", "recipient"):
                for name in options(one.get(field)):
                    assert name is None or name.casefold() in text, f"{probe['id']}: {name}"


def test_nothing_is_fact_and_no_fact_at_once() -> None:
    for probe in probes():
        facts = [(what, str(fact["actor"])) for fact in probe["facts"] for what in options(fact["what"])]
        for other in probe["not_facts"]:
            if "actor" in other:
                clash = [(what, str(other["actor"])) for what in options(other["what"])]
                assert not set(facts) & set(clash), probe["id"]


@pytest.mark.parametrize("kind", BLAMED)
def test_what_nobody_asserts_names_no_doer_as_fact(kind: str) -> None:
    of_kind = [probe for probe in probes() if probe["kind"] == kind]
    violent = [fact for probe in of_kind for fact in probe["facts"] if "ASSAULT" in options(fact["what"]) and fact["actor"]]
    assert len(violent) <= len(of_kind) // 5


@pytest.mark.parametrize("kind", ["nonevent", "history", "question", "hypothetical", "conditional"])
def test_kinds_without_facts_have_none(kind: str) -> None:
    assert not any(probe["facts"] for probe in probes() if probe["kind"] == kind)
