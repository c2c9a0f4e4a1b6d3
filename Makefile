# The front door: `make demo` and `make test` need Python 3.11 or newer and make, nothing else.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
TOOLS := .venv/.tools

.PHONY: help demo test lint golden docs codes pictures bench clean

help: ## Show what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

$(READY): pyproject.toml scripts/hatch_build.py $(wildcard src/promoplan/i18n/locale/*/LC_MESSAGES/*.po)
	$(PYTHON) -c 'import sys; sys.exit("promoplan needs Python 3.11 or newer" if sys.version_info < (3, 11) else 0)'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --editable ".[all]"
	touch $(READY)

$(TOOLS): $(READY)
	$(BIN)/python -m pip install --quiet --group test --group lint
	touch $(TOOLS)

demo: $(READY) ## Check the sample plans and print their reports
	$(BIN)/promoplan validate plans/*.yaml
	@mkdir -p reports
	@for plan in plans/*.yaml; do for form in md html pdf; do \
	  $(BIN)/promoplan report $$plan -o reports/$$(basename $$plan .yaml).$$form || exit $$?; \
	done; done
	@echo "The reports lie in $(CURDIR)/reports"

test: $(TOOLS) ## Run all tests
	$(BIN)/pytest -q -n auto

lint: $(TOOLS) ## Style and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

golden: $(TOOLS) ## Write the golden files anew: read the difference before you commit it
	$(BIN)/pytest -q -n 0 --regen

docs: $(TOOLS) ## Write the references of rules (three languages) and of templates anew
	$(BIN)/python scripts/make_rule_reference.py
	$(BIN)/python scripts/make_template_reference.py

codes: $(TOOLS) ## Add the codes of new rules to the lock file
	$(BIN)/python scripts/lock_codes.py

pictures: $(TOOLS) ## Make the README's pictures anew
	$(BIN)/python scripts/make_pictures.py

bench: $(READY) ## Compare start-up, reports, the forecast and a thousand plans with what others take, as ratios
	$(BIN)/python benchmarks/startup.py
	$(BIN)/python benchmarks/report.py
	$(BIN)/python benchmarks/forecast.py
	$(BIN)/python -m pip install --quiet --group bench
	$(BIN)/python benchmarks/scale.py

clean: ## Remove the environment and all that was made
	rm -rf .venv build dist reports .mypy_cache .pytest_cache .ruff_cache
