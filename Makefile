# The door for batch runs. Every target makes its own environment in .venv on a fresh machine.
RAW   ?= raw
DATA  ?= data
JOBS  ?= 0
OUT   ?= build/report
EXPORT ?= build/export
BENCH ?=
PYTHON ?= python3
BIN   := .venv/bin
CORES := $(shell nproc 2> /dev/null || echo 1)

.DELETE_ON_ERROR:
.PHONY: data refresh report export test check lint types docs bench profile soak notebooks metadata audit lock clean help

data: .venv/.ready ## build the datasets: RAW=raw DATA=data
	$(BIN)/python -m pipeline build --raw "$(RAW)" --data "$(DATA)" --jobs $(JOBS)

refresh: .venv/.ready ## visit the publication sites, build, publish and report: RAW=raw DATA=data
	$(BIN)/python -m pipeline refresh --raw "$(RAW)" --data "$(DATA)" --jobs $(JOBS)

report: data ## write the report site: OUT=build/report, open OUT/index.html
	$(BIN)/python -m pipeline report --data "$(DATA)" --out "$(OUT)"

export: data ## write CSV, one Excel workbook and one DuckDB file: EXPORT=build/export
	$(BIN)/python -m pipeline export --data "$(DATA)" --out "$(EXPORT)"

test: .venv/.dev ## run the test suite, a process for each core
	$(BIN)/python -m pytest --numprocesses $(CORES) --dist loadfile

check: lint types test ## lint, types and tests: what CI runs

lint: .venv/.dev ## ruff, with the rules pinned by name
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/.dev ## mypy, strict
	$(BIN)/mypy

docs: .venv/.ready ## write docs/dictionary.md and docs/woordenboek.md again from schemas/
	$(BIN)/python -m schemas

bench: .venv/.dev build/bench/peers/.tried build/bench/unstructured/.tried ## floor, peers and whole builds in one run: BENCH="--quick" and other options
	$(BIN)/python -m bench.run $(BENCH)

profile: .venv/.dev ## where a build spends its time: build/profile/build.html
	$(BIN)/python -m bench.profile

soak: .venv/.dev ## the long harnesses
	$(BIN)/python -m pytest -m soak

notebooks: data .venv/.dev ## run the notebooks on the data and write them with their plots to build/notebooks
	DOELENBOOM_DATA="$(abspath $(DATA))" $(BIN)/jupyter nbconvert --to html --execute --output-dir build/notebooks notebooks/*.ipynb

metadata: data ## datapackage.json and croissant.json before the standards' own validators
	test -x build/metadata/bin/mlcroissant || { $(PYTHON) -m venv build/metadata && build/metadata/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-metadata.lock; }
	build/metadata/bin/python tests/check_metadata.py "$(DATA)/latest"

audit: ## look the locked wheels up in the list of known vulnerabilities (needs the network)
	$(PYTHON) -m venv build/audit
	build/audit/bin/pip install --quiet --disable-pip-version-check pip-audit || { echo "audit: pip-audit cannot be installed; nothing was checked" >&2; exit 5; }
	build/audit/bin/pip-audit -r requirements-dev.lock --disable-pip --require-hashes --strict || { echo "audit: a known vulnerability, or a wheel that could not be looked up (see above)" >&2; exit 5; }

lock: ## resolve the dependencies again, with hashes
	$(PYTHON) -m venv .venv-lock
	.venv-lock/bin/pip install --quiet uv
	.venv-lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --extra install --extra analysis --output-file requirements.lock pyproject.toml
	.venv-lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --extra install --extra analysis --extra dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml
	.venv-lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --output-file requirements-metadata.lock requirements-metadata.in
	.venv-lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --extra bench --constraint requirements.lock --output-file requirements-bench.lock pyproject.toml
	.venv-lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --extra bench-unstructured --constraint requirements.lock --output-file requirements-bench-unstructured.lock pyproject.toml
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

.venv/.dev: .venv/.ready requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements-dev.lock
	touch $@

# The readers that the bench compares with: where one cannot be installed the bench says so and goes on without it.
build/bench/peers/.tried: requirements-bench.lock
	$(PYTHON) -m venv build/bench/peers
	build/bench/peers/bin/pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements-bench.lock || rm -rf build/bench/peers/bin
	touch $@

build/bench/unstructured/.tried: requirements-bench-unstructured.lock # langdetect has no wheel
	$(PYTHON) -m venv build/bench/unstructured
	build/bench/unstructured/bin/pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: --no-binary langdetect -r requirements-bench-unstructured.lock || rm -rf build/bench/unstructured/bin
	touch $@
