# The two commands a stranger needs: make run, make test.
PYTHON := .venv/bin/python
.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run test check bench words lock clean

help: ## say what each command does
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-10s %s\n", $$1, $$2}' Makefile

setup: ## make .venv and install what the dashboard needs (does nothing when that is done)
	@scripts/setup requirements.txt

setup-dev: setup
	@scripts/setup requirements-dev.txt

run: setup ## serve the dashboard on http://localhost:8501 (PORT=9000, DATA_DIR=folder, DEMO=1)
	@exec $(PYTHON) -m monitor serve

test: setup-dev ## run every test, in a real browser too
	@CHROME="$$($(PYTHON) scripts/browser.py --install)" && export CHROME && exec $(PYTHON) -m pytest

check: setup-dev ## formatting, linting, types and which way imports point
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m mypy
	@$(PYTHON) -m pytest -q tests/test_import_direction.py

bench: setup-dev ## measure Overview beside a blank Streamlit page and write bench/results.md
	@CHROME="$$($(PYTHON) scripts/browser.py --install)" && export CHROME && exec $(PYTHON) -m bench

words: setup ## extract the words of the pages and update locale/
	@scripts/words

lock: setup-dev ## write the lock files from the .in files (UPGRADE=1 takes newer versions)
	@scripts/lock

clean: ## remove .venv and caches; var/ with the reports stays
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
