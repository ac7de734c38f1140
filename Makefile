# Everything a fresh machine needs: Python 3.11 or newer, and make.
#   make run     the local chat in the browser (with TELEGRAM_BOT_TOKEN set: Telegram)
#   make test    everything that is checked before a change lands

PYTHON ?= python3
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run test check unit cohort soak bench checkins walks words preview pins audit clean
.DEFAULT_GOAL := test

run: .venv/runtime
	$(BIN)/walk-coach run

test: check unit

check: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/walk-coach check

# As many tests at once as there are processors; PYTEST="-k daily" and the like for a part of them.
unit: .venv/dev
	$(BIN)/pytest -q -n auto --dist loadgroup $(PYTEST)

# 100 simulated people, half a year each: a quarter of an hour on two processors. COHORT="--people 100" GOALS="--people 20" for fewer.
cohort: .venv/dev
	$(BIN)/python -m bench.cohort.goals $(GOALS)
	$(BIN)/python -m bench.cohort $(COHORT)

# Hundreds of kills, a simulated year, 100,000 odd updates. SOAK="--only kills --kills 20" for less.
# Then several workers over PostgreSQL, where it is installed. WORKERS="--kills 6" for less.
soak: .venv/dev
	$(BIN)/python -m bench.soak $(SOAK)
	$(BIN)/python -m bench.soak.workers $(WORKERS)

# Side by side with aiogram, python-telegram-bot and others. BENCH="--quick taps" for less.
bench: .venv/bench
	$(BIN)/python -m bench.speed $(BENCH)

# How well check-ins are read, into docs/checkins.md.
checkins: .venv/dev
	$(BIN)/python -m bench.words.checkins

# Trains the second opinion on check-ins, then writes that table anew. Who changes a set, a drill, a phrase, or
# content/typed, runs it. `python -m bench.words.walks_judging` shows how thresholds were chosen.
walks: .venv/words
	$(BIN)/python -m bench.words.walks
	$(BIN)/python -m bench.words.checkins

# Trains what understands free text, judges it on messages it was never trained on, and writes docs/words.md.
words: .venv/words
	$(BIN)/python -m bench.words $(WORDS)

preview: .venv/runtime
	$(BIN)/walk-coach preview

# Pins of the ranges in pyproject.toml, with hashes, for every Python and platform. Needs uv.
COMPILE = uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--custom-compile-command "make pins"
pins:
	$(COMPILE) pyproject.toml requirements-build.in -o requirements.txt
	$(COMPILE) pyproject.toml requirements-build.in --extra dev -o requirements-dev.txt
	$(COMPILE) pyproject.toml --extra postgres --constraint requirements.txt -o requirements-postgres.txt
	$(COMPILE) pyproject.toml --extra bench --constraint requirements.txt -o requirements-bench.txt
	$(COMPILE) pyproject.toml --extra words --constraint requirements-dev.txt -o requirements-words.txt

# Known vulnerabilities in what is pinned. Needs the network, and says so where there is none.
audit: .venv/made
	$(BIN)/python tools/audit.py

# The project itself goes in without its dependencies and without build isolation: all that it needs is pinned.
INSTALL = $(BIN)/python -m pip install --quiet --require-hashes --only-binary :all: -r
PROJECT = $(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .

.venv/runtime: .venv/made requirements.txt pyproject.toml
	$(INSTALL) requirements.txt
	$(PROJECT)
	@touch $@

.venv/dev: .venv/made requirements-dev.txt pyproject.toml
	$(INSTALL) requirements-dev.txt
	$(PROJECT)
	@touch $@ .venv/runtime

.venv/postgres: .venv/runtime requirements-postgres.txt
	$(INSTALL) requirements-postgres.txt
	@touch $@

.venv/bench: .venv/dev requirements-bench.txt
	$(INSTALL) requirements-bench.txt
	@touch $@

.venv/words: .venv/dev requirements-words.txt
	$(INSTALL) requirements-words.txt
	@touch $@

.venv/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Walk Coach needs Python 3.11 or newer: make PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "This Python has no venv module: install it (Debian, Ubuntu: apt install python3-venv) and try again."; exit 1; }
	$(PYTHON) -m venv .venv
	@touch $@

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
