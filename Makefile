# Two commands do everything on a fresh machine with Python 3.11 and make: `make bench` and `make test`.
PYTHON ?= python3.11
VENV ?= .venv
BIN := $(VENV)/bin
SHARED ?= ../shared
SPLITS ?= test,story
# Texts that are not ours are used where they stand beside the checkout.
ifneq ($(wildcard $(SHARED)/article),)
LINIMASA_TEXTS ?= $(abspath $(SHARED)/article)
export LINIMASA_TEXTS
endif
ifneq ($(wildcard $(SHARED)/reference),)
LINIMASA_REFERENCE ?= $(abspath $(SHARED)/reference)
export LINIMASA_REFERENCE
endif

.PHONY: help bench docs test lint leaderboard datasheet findings report screenshots stanza-model crf-model perf reproduce clean

help:  ## say what there is
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*##/\t/' | expand -t 16

$(VENV)/.bench: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[stanza,crf]'
	touch $@

$(VENV)/.test: $(VENV)/.bench
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[stanza,crf,dateparser,duckling,spacy,parquet,dev,docs,peers]'
	touch $@

bench: $(VENV)/.bench  ## run every system over the gold and print the leaderboard
	$(BIN)/linimasa run --split $(SPLITS)

leaderboard: $(VENV)/.test  ## write results/LEADERBOARD.md and results/published again
	$(BIN)/linimasa run --split $(SPLITS) --quiet > /dev/null
	$(BIN)/linimasa leaderboard --split $(SPLITS) --publish

report: $(VENV)/.bench  ## run every system and write report.html
	$(BIN)/linimasa run --split $(SPLITS) --quiet > /dev/null
	$(BIN)/linimasa report -o report.html

screenshots: $(VENV)/.test  ## picture every page of the report, light and dark, in build/screenshots (needs Chromium)
	$(BIN)/linimasa run --split $(SPLITS) --quiet > /dev/null
	$(BIN)/linimasa report -o build/screenshots/report.html
	$(BIN)/python tests/reporting/screenshots.py build/screenshots/report.html build/screenshots

docs: $(VENV)/.test  ## build the documentation into build/docs, strictly and without network
	$(BIN)/python docs/systems_page.py
	$(BIN)/python -m sphinx --fail-on-warning --keep-going --quiet --builder html docs build/docs

test: $(VENV)/.test  ## run the tests
	$(BIN)/python -m pytest -n 2 --dist loadfile

lint: $(VENV)/.test  ## check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

perf: $(VENV)/.test  ## print speed and memory as ratios to plain code and to other scorers
	$(BIN)/python tests/perf/perf_scoring.py
	$(BIN)/python tests/perf/perf_resampling.py
	$(BIN)/python tests/perf/perf_formats.py
	$(BIN)/python tests/perf/perf_running.py
	$(BIN)/python tests/perf/perf_systems.py
	$(BIN)/python tests/perf/perf_report.py

datasheet: $(VENV)/.bench  ## write the tables of gold/DATASHEET.md again, and print them
	$(BIN)/linimasa datasheet gold --update gold/DATASHEET.md
	$(BIN)/linimasa datasheet gold

findings: $(VENV)/.test  ## run every system over test, dev and story and write the tables of docs/findings.md again
	$(BIN)/linimasa run --split test,dev,story --quiet > /dev/null
	$(BIN)/python docs/findings_tables.py

reproduce: $(VENV)/.test  ## score published outputs again, print published figure, ours and difference, write docs/reproduced.md
	$(BIN)/python tests/reproduce.py --write docs/reproduced.md

stanza-model: $(VENV)/.bench  ## train the Indonesian Stanza model on DATA=folder of train.txt, dev.txt, test.txt (40 minutes, one core)
	$(BIN)/python -m systems.stanza.train $(DATA)

crf-model: $(VENV)/.bench  ## train the crf on DATA=folder of train.txt, dev.txt, test.txt (5 minutes, one core)
	$(BIN)/python -m systems.crf.train $(DATA)

clean:  ## remove the environment and what was made, results included
	rm -rf $(VENV) results/cache results/runs build dist
