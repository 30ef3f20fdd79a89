# Everything sets itself up: git, make and Python 3.11 or later are enough.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test test-all check torture bench requirements migration clean

VENV := .venv
RUN := $(VENV)/bin/python
# Exactly the pins: pip resolves nothing, so what was published since doesn't matter.
PIP := $(RUN) -m pip install --quiet --no-deps
PINS := uv pip compile --quiet --generate-hashes --universal --python-version 3.11 \
	--no-strip-extras --only-binary :all: --emit-build-options
SIDE_BY_SIDE := --numprocesses auto --dist worksteal
PYTHONS := 3.11 3.12 3.13 3.14 3.15
PLATFORMS := x86_64-manylinux_2_28 aarch64-manylinux_2_28 x86_64-apple-darwin aarch64-apple-darwin

# Without bytecode every start would compile the libraries anew, for more than a second.
unexport PYTHONDONTWRITEBYTECODE
# Settings of the machine's own Python are not meant for this one.
unexport PYTHONHOME PYTHONPATH
# Of the machine's settings of pip, those that say where files come from and how are kept.
PIP_SOURCES := PIP_CONFIG_FILE PIP_INDEX_URL PIP_EXTRA_INDEX_URL PIP_NO_INDEX PIP_FIND_LINKS \
	PIP_PROXY PIP_CERT PIP_CLIENT_CERT PIP_TRUSTED_HOST PIP_KEYRING_PROVIDER \
	PIP_TIMEOUT PIP_DEFAULT_TIMEOUT PIP_RETRIES PIP_CACHE_DIR PIP_NO_CACHE_DIR
unexport $(filter-out $(PIP_SOURCES),$(filter PIP_%,$(.VARIABLES)))
# And these, which a pip.conf may say otherwise.
export PIP_USER := 0
export PIP_REQUIRE_HASHES := 0
export PIP_CONSTRAINT := /dev/null
export PIP_DISABLE_PIP_VERSION_CHECK := 1

help:  ## This list
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/make \1	\2/p' $(MAKEFILE_LIST) | expand -t 20

demo: $(VENV)/for-running  ## Baton with its playground, no Slack account needed (ARGS="--port 8701")
	@$(RUN) -m bot demo $(ARGS)

test: $(VENV)/for-developing  ## Tests of every rule, in about ten minutes, or those you name (ARGS="tests/domain -k schedule")
	@$(RUN) -m pytest $(or $(ARGS),$(SIDE_BY_SIDE))

test-all: test  ## These, then what they leave out: exhaustive ones, and each flow on PostgreSQL
	@$(RUN) -m pytest --rest $(SIDE_BY_SIDE)

check: $(VENV)/for-developing  ## Lint, format, types, content, pins, which way imports point, and transactions
	@echo "→ Lint"
	@$(RUN) -m ruff check
	@echo "→ Format"
	@$(RUN) -m ruff format --check
	@echo "→ Types"
	@$(RUN) -m mypy
	@echo "→ Content"
	@$(RUN) -m bot content check
	@echo "→ Pins"
	@$(RUN) -m tests.pins
	@echo "→ Imports and transactions"
	@$(RUN) -m pytest -q tests/test_arrows.py

torture: $(VENV)/for-developing  ## Kill, freeze and cut off bots, and count (FOR=60 seconds, NUDGES=0, KILLS=0, BETWEEN=5, DB=both or pgbouncer, SEED=1)
	@$(RUN) -m tests.torture --seconds $(or $(FOR),60) --nudges $(or $(NUDGES),0) --kills $(or $(KILLS),0) \
		--between $(or $(BETWEEN),5) --database $(or $(DB),both) --seed $(or $(SEED),1)

bench: $(VENV)/for-developing  ## What Baton can take, beside others, in half an hour (ONLY="rush home", SCALE=0.1, DB=sqlite)
	@$(RUN) -m tests.bench $(if $(ONLY),--only $(ONLY)) $(if $(DB),--database $(DB)) --scale $(or $(SCALE),1)

migration: $(VENV)/for-developing  ## Draft the next migration from tables.py (WHY="members have a motto")
	@$(RUN) -m bot.store.migrations $(if $(WHY),"$(WHY)")

requirements: $(VENV)/for-developing  ## Pin what pyproject.toml asks for (ARGS=--upgrade for the newest of everything)
	@command -v uv >/dev/null || { echo "This needs uv: pipx install uv"; exit 1; }
	$(PINS) $(ARGS) pyproject.toml --group dev -o requirements-dev.txt
	$(PINS) $(ARGS) pyproject.toml --constraint requirements-dev.txt -o requirements.txt
	$(PINS) $(ARGS) --group build --constraint requirements-dev.txt -o requirements-build.txt
	$(RUN) -m tests.pins --complete
	@echo "→ Is there a wheel of each for every Python and platform?"
	@for python in $(PYTHONS); do for platform in $(PLATFORMS); do \
		uv pip install --quiet --dry-run --no-deps --require-hashes --target $(VENV)/none \
			--python-version $$python --python-platform $$platform -r requirements-dev.txt \
			|| { echo "Not for Python $$python on $$platform."; exit 1; }; \
	done; done

clean:  ## Remove what these commands made; databases and settings stay
	rm -rf $(VENV) build dist tests/artifacts .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find bot tests -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment. A stamp is younger than what it was made from, so a second run starts at once.

$(VENV)/for-running: $(VENV)/made requirements.txt
	@echo "→ Installing what Baton needs: about a minute, this once"
	@$(PIP) --require-hashes -r requirements.txt
	@touch $@

$(VENV)/for-developing: $(VENV)/made requirements-dev.txt pyproject.toml
	@echo "→ Installing what Baton and its tests need: about a minute, this once"
	@$(PIP) --require-hashes -r requirements-dev.txt
	@$(PIP) --no-index --no-build-isolation --editable .
	@touch $@

# An update of the system can take away the Python that an environment was made with.
$(shell $(RUN) -c '' 2>/dev/null || rm -f $(VENV)/made)

FIND_PYTHON := for python in $(PYTHON) python3 $(PYTHONS:%=python%); do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break; \
	python=; done

$(VENV)/made:
	@# An environment that somebody made by hand is theirs: it is used as it is, and gets a pip.
	@$(RUN) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && \
		{ $(RUN) -c 'import pip' || $(RUN) -m ensurepip; } >/dev/null 2>&1 && exit; \
	$(FIND_PYTHON); \
	if [ -z "$$python" ]; then \
		echo "Baton needs Python 3.11 or later; here is $$(python3 --version 2>/dev/null || echo no Python)."; \
		echo "Install one, or say where it is: make demo PYTHON=/path/to/python3.12"; \
		exit 1; \
	fi; \
	if ! $$python -c 'import ensurepip, venv' 2>/dev/null; then \
		echo "$$($$python --version) lacks its venv module. Install python3-venv: apt-get install python3-venv"; \
		exit 1; \
	fi; \
	echo "→ Making an environment in $(VENV) with $$($$python --version)"; \
	$$python -m venv --clear $(VENV)
	@touch $@
