# Everything here works from a fresh clone; `make` alone lists what there is.

PYTHON ?= python3
CHROMIUM ?= /usr/bin/chromium
VENV := .venv
PY := $(VENV)/bin/python
# The stamps live inside the environment, so that they disappear together with it.
RUNTIME := $(VENV)/.runtime
TOOLS := $(VENV)/.tools
PIP := $(PY) -m pip install --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test check data bench screenshot browser clean
.SILENT:

help: ## list these commands
	sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1@\2/p' $(MAKEFILE_LIST) | awk -F@ '{ printf "%-20s %s\n", $$1, $$2 }'

run: $(RUNTIME) ## install, build the starter edition if there is none, and serve (PORT, HOST)
	exec $(PY) -m nplv_geo serve $(if $(HOST),--host $(HOST))

# Unit tests come first: they tell within seconds what a browser would take minutes to show.
# Lines are counted in the quick tests, both runs taken together: the slow ones would take half as
# long again.
COVERED := --cov=nplv_geo --cov-report= --cov-fail-under=0
test: $(TOOLS) browser ## run all tests, unit tests first
	$(PY) -m pytest tests/unit -q -n 2 $(COVERED)
	$(PY) -m pytest tests --ignore=tests/unit -m "not slow and not browser" -q -n 2 $(COVERED) --cov-append
	$(PY) -m coverage report
	$(PY) -m pytest tests --ignore=tests/unit -m "slow or browser" -q -n 2

check: $(TOOLS) ## lint, format, types, imports, layers and areas
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(VENV)/bin/lint-imports --no-logo
	$(PY) -m nplv_geo check

data: $(RUNTIME) ## fetch what is new from the official services and build an edition (FETCH="--years 2024")
	$(PY) -m nplv_geo fetch $(FETCH)
	$(PY) -m nplv_geo build

bench: $(TOOLS) browser ## measure map, build and server beside their peers (BENCH="--only recolour --sizes 1000")
	$(PY) -m benchmarks $(BENCH)

screenshot: $(TOOLS) browser ## make the picture in the README from the running page
	$(PY) -m tests.screenshot docs/screenshot.png

clean: ## remove the environment and all caches; var/ with data and editions stays
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis htmlcov
	rm -f .coverage .coverage.*
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The package manager's browser is preferred: it brings its own libraries and fonts.
browser: $(TOOLS)
	if [ -x "$(CHROMIUM)" ]; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && apt-get install -y -qq chromium fonts-dejavu-core >/dev/null; \
	else $(PY) -m playwright install chromium; fi

$(PY):
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Python 3.11 of nieuwer is nodig; wijs het aan met: make PYTHON=/pad/naar/python3.11 $(MAKECMDGOALS)" >&2; \
	  exit 1; }
	# Half an environment (Debian without python3-venv) would pass for a whole one next time.
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

$(RUNTIME): requirements.txt | $(PY)
	echo "Pakketten installeren (eenmalig)"
	$(PIP) -r requirements.txt
	touch $@

$(TOOLS): requirements-dev.txt $(RUNTIME)
	echo "Testgereedschap installeren (eenmalig)"
	$(PIP) -r requirements-dev.txt
	touch $@
