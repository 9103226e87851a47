# Everything runs in .venv, which each target makes when it is missing or older than the lock file.
RAW ?= data/raw
OUT ?= data/parquet
SECONDS ?= 300
DOCUMENTS ?= 2000
BIN := .venv/bin
READY := .venv/.ready
# A file of tests shares what it sets up, so it stays on one process.
PARALLEL := -n 2 --dist loadfile
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help setup ingest review screenshots test test-long fuzz load lint hooks bench accuracy regress ablate fixtures docs audit release lock

help: ## show this list
	@grep -hE '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 18

setup: $(READY) ## make .venv with everything that the project needs, tests and OCR included

ingest: $(READY) ## read the reports of RAW (data/raw) into the dataset OUT (data/parquet)
	$(BIN)/juesuan ingest "$(RAW)" --out "$(OUT)"

review: $(READY) ## open the sample reports' findings in the browser: RAW and OUT as for ingest, which it does first
	$(BIN)/juesuan ingest "$(RAW)" --out "$(OUT)"
	$(BIN)/juesuan review "$(OUT)" --raw "$(RAW)"

test: $(READY) ## run all tests, with small counts where a test draws or kills at random
	$(BIN)/python -m pytest -q $(PARALLEL)

test-long: export JUESUAN_LONG := 1
test-long: $(READY) ## run the tests that draw or kill at random, with their full counts
	$(BIN)/python -m pytest -q -m long $(PARALLEL)

fuzz: $(READY) ## read mutants of the fixtures for SECONDS (300); what the program fails at is kept for make test
	$(BIN)/python -m tests.fuzz.fuzz --seconds $(SECONDS)

load: $(READY) ## ingest DOCUMENTS (2000) built reports, some broken; speed and memory from the first to the last
	$(BIN)/python -m tests.load --documents $(DOCUMENTS)

lint: $(READY) ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check -q .
	$(BIN)/mypy

hooks: $(READY) ## install a git hook that runs ruff and mypy before each commit
	mkdir -p "$$(git rev-parse --git-path hooks)"
	printf '#!/bin/sh\nexec make lint\n' > "$$(git rev-parse --git-path hooks)/pre-commit"
	chmod +x "$$(git rev-parse --git-path hooks)/pre-commit"

bench: $(READY) ## compare speed with pdfplumber and with PDFium's raw text, in one run; speed and memory of OCR
	$(BIN)/python -m tests.bench
	$(BIN)/python -m tests.bench_ocr

screenshots: $(READY) ## take the pictures of docs/pictures anew, with the system's Chromium and LibreOffice
	PYTHONPATH=. $(BIN)/python scripts/screenshots.py

regress: $(READY) ## read the fixture documents again and show what differs from their expected rows
	$(BIN)/juesuan regress

accuracy: $(READY) ## write docs/accuracy.md: how right the narrative is read, by corpus, and the findings
	$(BIN)/python -m tests.parsers.narrative.accuracy
	$(BIN)/python -m tests.quality.accuracy

ablate: $(READY) ## switch off one clue, rule, wording and condition at a time and list what no case needs
	$(BIN)/python -m tests.regress.ablation.whole

fixtures: $(READY) ## build the sample reports and the fixture documents again
	$(BIN)/python tests/fixtures/build.py

docs: $(READY) ## make the documentation as a site in .site
	$(BIN)/python scripts/commands.py > docs/commands.md
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build -q

audit: $(READY) ## hold the locked dependencies against known advisories, where those can be reached
	$(BIN)/python -m pip install -q pip-audit
	$(BIN)/python scripts/audit.py

release: $(READY) ## build what a release consists of in dist, where tag, version and CHANGELOG.md agree
	$(BIN)/python -m pip install -q cyclonedx-bom
	PYTHONPATH=. $(BIN)/python scripts/release.py

lock: $(READY) ## resolve the dependencies again; the locks of a run and of a cluster are for containers, without tests and documentation
	$(BIN)/python -m pip install -q uv
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-header --no-annotate --no-emit-index-url --python-version 3.11 --extra ocr --extra review --extra cluster --extra docs --extra dev pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-header --no-annotate --no-emit-index-url --python-version 3.11 --extra ocr --extra review -c requirements.lock pyproject.toml -o requirements-run.lock
	$(BIN)/uv pip compile -q --universal --generate-hashes --no-header --no-annotate --no-emit-index-url --python-version 3.11 --extra ocr --extra review --extra cluster -c requirements.lock pyproject.toml -o requirements-cluster.lock

$(READY): requirements.lock pyproject.toml
	@sh ./setup.sh .venv
	@touch $@
