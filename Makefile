# The two commands a stranger needs: make run, make test.
PYTHON := .venv/bin/python
.DEFAULT_GOAL := help
.PHONY: help setup setup-dev setup-audit run test check audit sbom soak bench bench-ledger bench-indicators bench-disclosure words lock clean

help: ## say what each command does
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-16s %s\n", $$1, $$2}' Makefile

setup: ## make .venv and install what the dashboard needs (does nothing when that is done)
	@scripts/setup requirements.txt

setup-dev: setup
	@scripts/setup requirements-dev.txt

setup-audit:
	@scripts/setup requirements-audit.txt .venv-audit

run: setup ## serve the dashboard on http://localhost:8501 (PORT=9000, DATA_DIR=folder, DEMO=1)
	@exec $(PYTHON) -m monitor serve

test: setup-dev ## run every test, in a real browser too (WORKERS=1: one after the other)
	@CHROME="$$($(PYTHON) scripts/browser.py --install)" && export CHROME && \
		exec $(PYTHON) -m pytest --numprocesses $${WORKERS:-auto} --maxprocesses 4 --dist loadfile --no-loadscope-reorder

check: setup-dev ## formatting, linting, types, which way imports point, and the locks and licences of the packages
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m mypy
	@$(PYTHON) -m pytest -q tests/test_import_direction.py tests/scripts/test_locks.py tests/scripts/test_licences.py

audit: setup-audit ## ask for known faults in the locked packages (needs the network; Error 3: could not be asked)
	@.venv-audit/bin/python -m scripts.audit

sbom: setup setup-audit ## write what the dashboard consists of, with licences, into var/sbom/
	@.venv-audit/bin/python -m scripts.sbom

soak: setup-dev ## fault tests in full, some fifteen minutes: kills, power cuts (needs strace), races, damage, bad input, sign-in (needs Node)
	@CHROME="$$($(PYTHON) scripts/browser.py --install)" && export CHROME && SOAK=full $(PYTHON) -m pytest tests/soak

bench: setup-dev ## measure Overview beside a blank Streamlit page and write bench/results.md
	@CHROME="$$($(PYTHON) scripts/browser.py --install)" && export CHROME && exec $(PYTHON) -m bench

bench-ledger: setup-dev ## measure the log, empty and with a million events, on both databases
	@exec $(PYTHON) -m bench.ledger

bench-indicators: setup-dev ## measure reading ten million figures (needs some GB of memory)
	@exec $(PYTHON) -m bench.indicators

bench-disclosure: setup-dev ## attack protected tables, a few of each kind, and measure what hiding costs (a quarter of an hour)
	@SOAK=full EACH=$${EACH:-1} $(PYTHON) -m pytest -q -s tests/soak/test_protecting.py tests/soak/test_disclosure.py \
		tests/soak/test_large_tables.py

words: setup ## extract the words of the pages and update locale/
	@scripts/words

lock: setup-dev ## write the lock files from the .in files (UPGRADE=1 takes newer versions)
	@scripts/lock

clean: ## remove the environments and caches; var/ with the reports stays
	rm -rf .venv .venv-audit .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
