# The targets of talkgraph. `make` alone lists them.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
HOST ?= 127.0.0.1
PORT ?= 5000

.DEFAULT_GOAL := help
.PHONY: help run test install test-tools bench fuzz lock wheel clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: install ## install, build the graph from the bundled announcements, serve it
	@test -e build/store/current || $(BIN)/kg ingest bundled:
	@$(BIN)/kg serve --host $(HOST) --port $(PORT)

test: install test-tools ## run every test
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m pytest $(PYTEST_ARGS)

install: $(VENV)/.installed ## make the environment from the locked dependencies

$(VENV)/.installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "talkgraph needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Name a newer one: make PYTHON=python3.12")'
	@echo "Installing into $(VENV) …" >&2
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.lock
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

test-tools: ## install what the browser tests need (Chromium), where this machine lets us
	@tools/install_chromium

bench: $(VENV)/.benches ## run the benchmarks
	@for bench in bench/*.py; do echo "== $$bench"; $(BIN)/python $$bench || exit 1; done

fuzz: $(VENV)/.benches ## read what nobody would write, for ten minutes (SECONDS_EACH=…, FORMATS=…)
	@$(BIN)/python tools/fuzz.py $(if $(SECONDS_EACH),--seconds $(SECONDS_EACH)) $(FORMATS)

$(VENV)/.benches: $(VENV)/.installed requirements.bench.lock
	@echo "Installing what benchmarks and fuzzing need into $(VENV) …" >&2
	@$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.bench.lock
	@touch $@

lock: install ## resolve the dependencies again and write requirements.lock and requirements.bench.lock
	@$(BIN)/python -m pip install --quiet uv
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	    --extra test --no-header --output-file requirements.lock pyproject.toml requirements.build
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	    --extra bench --constraint requirements.lock --no-header --output-file requirements.bench.lock pyproject.toml

wheel: install ## build the wheel into dist/
	@$(BIN)/python -m build --wheel --no-isolation --outdir dist . >/dev/null && ls dist/*.whl

clean: ## remove the environment and everything built
	@rm -rf $(VENV) build dist
