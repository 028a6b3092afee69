# The door for batch runs. Every target makes its own environment in .venv on a fresh machine.
RAW   ?= raw
DATA  ?= data
JOBS  ?= 0
PYTHON ?= python3
BIN   := .venv/bin

.DELETE_ON_ERROR:
.PHONY: data test check lint types docs bench soak audit lock clean help

data: .venv/.ready ## build the datasets: RAW=raw DATA=data
	$(BIN)/python -m pipeline build --raw "$(RAW)" --data "$(DATA)" --jobs $(JOBS)

test: .venv/.ready ## run the test suite
	$(BIN)/python -m pytest

check: lint types test ## lint, types and tests: what CI runs

lint: .venv/.ready ## ruff, with the rules pinned by name
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/.ready ## mypy, strict
	$(BIN)/mypy

docs: .venv/.ready ## write docs/dictionary.md again from schemas/
	$(BIN)/python -m schemas

bench: .venv/.ready ## bytes to records against the parser's own floor
	$(BIN)/python bench/records.py

soak: .venv/.ready ## the long harnesses
	$(BIN)/python -m pytest -m soak

audit: ## look the locked wheels up in the list of known vulnerabilities (needs the network)
	$(PYTHON) -m venv build/audit
	build/audit/bin/pip install --quiet --disable-pip-version-check pip-audit || { echo "audit: pip-audit cannot be installed; nothing was checked" >&2; exit 5; }
	build/audit/bin/pip-audit -r requirements.lock --disable-pip --require-hashes --strict || { echo "audit: a known vulnerability, or a wheel that could not be looked up (see above)" >&2; exit 5; }

lock: ## resolve the dependencies again, with hashes
	$(PYTHON) -m venv .venv-lock
	.venv-lock/bin/pip install --quiet uv
	.venv-lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --extra dev --output-file requirements.lock pyproject.toml
	rm -rf .venv-lock

clean: ## remove the environment and every built dataset (raw/ stays)
	rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis build *.egg-info
	find data -mindepth 1 ! -name .gitkeep -delete

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):[^#]*## */\1|/' | awk -F'|' '{ printf "  make %-8s %s\n", $$1, $$2 }'

.venv/.ready: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed, this is " + sys.version.split()[0])'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@
