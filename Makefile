SHELL := /bin/bash
.DELETE_ON_ERROR:

VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
TOOLS := $(VENV)/.tools
PACKAGES := python3-venv tesseract-ocr tesseract-ocr-vie tesseract-ocr-script-viet tesseract-ocr-osd fontconfig fonts-croscore
CORPUS := ../shared/corpus
SCANNER := .cache/evaluate/scanner
TRAINING := .cache/training
MUTANTS := .cache/mutants/tool
LOCKER := .cache/locker
LOCK := $(LOCKER)/bin/uv pip compile pyproject.toml --quiet --group build --extra desk --extra export \
  --generate-hashes --no-annotate --no-header --python-version 3.11
SUDO := $(if $(filter 0,$(shell id -u)),,sudo)

.PHONY: help run test check docs evaluate check-scans mutants train lock system clean demo-data notebooks

run: $(INSTALLED) ## read the samples, write warehouse/ and print what was found
	$(BIN)/kehoach run samples --warehouse warehouse
	$(BIN)/kehoach findings warehouse
	@echo
	@echo "The tables are in warehouse/, a folder of Parquet files each; docs/data-dictionary.md tells what they hold."
	@echo "Next: $(BIN)/kehoach run FOLDER --warehouse warehouse           your own plans"
	@echo "      $(BIN)/kehoach review --warehouse warehouse               what was doubted, in the browser"
	@echo "      $(BIN)/kehoach export warehouse --xlsx tasks.xlsx         the same as an Excel workbook"
	@echo "docs/tutorial.md goes through all of it in five minutes."

help: ## say what there is to make
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 12

check: $(TOOLS) ## style, types and import rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

docs: $(INSTALLED) ## write the generated pages of docs/ again
	$(BIN)/python -m kehoach.run.reference docs

evaluate: $(TOOLS) $(if $(wildcard $(CORPUS)),$(SCANNER)/.installed) ## measure how well plans are read; ARGS="--conditions fax"
	$(BIN)/python -m bench.evaluate $(ARGS)

check-scans: $(TOOLS) $(SCANNER)/.installed ## count what is read right on scans drawn at random that nobody looks at; SEEDS=13000:13020
	$(MAKE) system PACKAGES="fonts-croscore fonts-texgyre fonts-freefont-ttf fonts-noto-core fonts-dejavu-core"
	$(BIN)/python -m bench.check_scans $(SEEDS) $(ARGS)

train: $(TOOLS) $(SCANNER)/.installed ## train the recogniser of lines, from its last checkpoint on; ARGS="--minutes 300"
	$(MAKE) system PACKAGES="fonts-croscore fonts-texgyre fonts-freefont-ttf fonts-noto-core fonts-dejavu-core fonts-dejavu-extra"
	$(BIN)/python -m pip install --quiet --requirement training/requirements.txt
	$(BIN)/python -m training.scanned_lines $(TRAINING)/scanned 3000:3130
	$(BIN)/python -m training.recogniser $(TRAINING)/netchu.pt --scanned $(TRAINING)/scanned $(ARGS)
	$(BIN)/python -m training.export $(TRAINING)/netchu.pt

demo-data: $(TOOLS) ## make 40 plans and read them into demo/warehouse, which the notebooks read
	@$(MAKE) --no-print-directory system PACKAGES="chromium fonts-croscore"
	$(BIN)/python -m bench.demo demo/plans
	$(BIN)/kehoach run demo/plans --warehouse demo/warehouse

notebooks: $(TOOLS) ## run the notebooks over demo/warehouse and keep their pictures
	$(BIN)/python -m pytest --nbmake --overwrite notebooks

mutants: $(TOOLS) $(MUTANTS)/.installed ## change the code bit by bit, and tell which changes no test sees; ARGS="normalize/rules.py"
	$(BIN)/python -m bench.mutants $(MUTANTS)/bin $(ARGS)

lock: $(LOCKER)/bin/uv ## choose versions anew for what pyproject.toml names, with the hashes of their files
	$(LOCK) --output-file requirements.lock
	$(LOCK) --extra ray --extra dev --constraint requirements.lock --output-file requirements-dev.lock

clean: ## remove what the other targets made
	rm -rf $(VENV) warehouse .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

test: $(TOOLS) ## run the tests
	@$(MAKE) --no-print-directory system PACKAGES="chromium fonts-noto-core"
	@$(BIN)/python -m pytest --numprocesses $$(nproc) --dist loadfile

system: ## install the Debian packages that are missing
	@missing=(); for package in $(PACKAGES); do \
	  dpkg-query --show --showformat='$${Status}' $$package 2>/dev/null | grep -q 'ok installed' || missing+=($$package); \
	done; \
	if (( $${#missing[@]} )); then \
	  $(SUDO) apt-get update && $(SUDO) env DEBIAN_FRONTEND=noninteractive \
	    apt-get install --yes --no-install-recommends "$${missing[@]}"; \
	fi

$(INSTALLED): requirements.lock pyproject.toml | system
	@echo "Installing into $(VENV): 200 MB to fetch, 1.1 GB on disk, one to five minutes"
	python3 -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --no-deps --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

# what tests and measures besides
$(TOOLS): requirements-dev.lock $(INSTALLED)
	@echo "Adding what tests and measures: 250 MB more to fetch, 1 GB on disk"
	$(BIN)/python -m pip install --quiet --no-deps --require-hashes --requirement requirements-dev.lock
	touch $@

# typesets and scans the corpus; apart from ours, as it has requirements of its own
$(SCANNER)/.installed: $(CORPUS)/requirements.txt
	$(MAKE) system PACKAGES="python3-venv libpango-1.0-0 libpangoft2-1.0-0 fonts-croscore fonts-texgyre"
	python3 -m venv $(SCANNER)
	$(SCANNER)/bin/python -m pip install --quiet --requirement $<
	touch $@

# changes code and runs tests; apart from ours, as it has requirements of its own
$(MUTANTS)/.installed:
	python3 -m venv $(MUTANTS)
	$(MUTANTS)/bin/python -m pip install --quiet cosmic-ray==8.7.0
	touch $@

$(LOCKER)/bin/uv:
	python3 -m venv $(LOCKER)
	$(LOCKER)/bin/python -m pip install --quiet uv
