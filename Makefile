# Two commands do everything: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := build/demo
AXE := build/axe/node_modules/axe-core/axe.min.js

.PHONY: demo test lint docs clean

demo: $(VENV)/.demo
	$(BIN)/kg demo $(DEMO)

test: $(VENV)/.test chromium virtuoso $(AXE)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n 2 --dist worksteal

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

docs: $(VENV)/.demo
	$(BIN)/python docs/generate

$(BIN)/python:
	@$(PYTHON) -m venv $(VENV) || { \
	  rm -rf $(VENV); \
	  if [ "$$(id -u)" = 0 ]; then apt-get update -qq && apt-get install -y -qq python3-venv && $(PYTHON) -m venv $(VENV); \
	  else echo "Python cannot make a virtual environment. Install it: sudo apt-get install python3-venv" >&2; exit 1; fi; }

$(VENV)/.demo: $(BIN)/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.test: $(BIN)/python pyproject.toml
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	@touch $@ $(VENV)/.demo

.PHONY: chromium
chromium:
	@command -v chromium >/dev/null || { \
	  if [ "$$(id -u)" = 0 ]; then apt-get update -qq && apt-get install -y -qq chromium; \
	  else echo "The page tests need Debian's Chromium. Install it: sudo apt-get install chromium" >&2; exit 1; fi; }

# The second engine that the tests publish on; without it they skip what needs it.
.PHONY: virtuoso
virtuoso:
	@command -v virtuoso-t >/dev/null || { \
	  if [ "$$(id -u)" = 0 ]; then \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq virtuoso-opensource || \
	    echo "Virtuoso is not to be had here; its tests are skipped" >&2; \
	  else echo "The tests of Virtuoso are skipped. Install it: sudo apt-get install virtuoso-opensource" >&2; fi; }

# The accessibility checker that the page tests run.
$(AXE):
	@command -v npm >/dev/null || { \
	  if [ "$$(id -u)" = 0 ]; then apt-get update -qq && apt-get install -y -qq npm; \
	  else echo "The accessibility tests need npm. Install it: sudo apt-get install npm" >&2; exit 1; fi; }
	npm install --prefix build/axe --silent --no-audit --no-fund --no-save axe-core@4

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
