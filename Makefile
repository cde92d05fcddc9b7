# Thin on purpose: the work is in the command `leerrecht` (see _ext/publication).
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin

.PHONY: all test walk preview bench proef clean
all: $(VENV)/.ready
	@$(BIN)/leerrecht bouw

test: $(VENV)/.ready-test
	@$(BIN)/python tests/run.py

walk: $(VENV)/.ready-test
	@$(BIN)/python -m pytest tests/access -m walk -n 2 -q --record

preview: $(VENV)/.ready
	@$(BIN)/leerrecht voorbeeld

bench: $(VENV)/.ready-test
	@$(BIN)/python tests/bench.py
	@$(BIN)/python tests/bench_pdf.py
	@$(BIN)/python tests/bench_editions.py

proef: $(VENV)/.ready-test
	@$(BIN)/python tests/bench_site.py

clean:
	rm -rf _build $(VENV) .hypothesis .pytest_cache .mypy_cache .ruff_cache

$(VENV)/.ready: pyproject.toml requirements/build.txt
	@$(PYTHON) -c "import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))" || { \
	  echo "Je hebt Python 3.11 tot en met 3.14 nodig. Heb je dat ook? Zeg welke: make PYTHON=python3.13"; exit 1; }
	@echo "Werkomgeving klaarzetten (één keer, ongeveer een halve minuut) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/build.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.ready-test: $(VENV)/.ready requirements/test.txt
	@echo "Testgereedschap klaarzetten ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	@touch $@
