# Every target sets up what it needs: a Python environment from requirements.lock, and for the tests a Chromium.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

# Programs of an environment know where it lies: in a folder that was moved, renamed or copied it is made anew
HERE := $(shell pwd -P)
ifneq ($(shell cat $(READY) 2>/dev/null),$(HERE))
.PHONY: $(READY)
endif

.PHONY: site serve test bench clean

site: $(READY)  ## Build the website into build/site
	$(BIN)/changepack build

serve: $(READY)  ## Preview it, rebuilt at every edit
	$(BIN)/changepack serve

test: $(READY) node_modules/.ready  ## Style, types, and all tests, the browser's among them
	@.ci/need chromium
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	node_modules/.bin/tsc --project jsconfig.json
	$(BIN)/pytest -n auto --dist worksteal

bench: $(READY)  ## Time builds of many ideas beside plain MkDocs and Hugo; N=100,1000 says how many, HUGO=... which Hugo
	$(BIN)/python -m tests.bench $(if $(N),-n $(N))

clean:  ## Remove what the commands made
	rm -rf .venv dist node_modules
	find build -mindepth 1 -maxdepth 1 -not -name docs -exec rm -rf {} +
	find . -name __pycache__ -not -path './.git/*' -prune -exec rm -rf {} +

node_modules/.ready: package-lock.json
	@.ci/need npm
	npm ci --no-audit --no-fund --loglevel=error
	@touch $@

$(READY): requirements.lock pyproject.toml
	@.ci/need python $(PYTHON)
	$(PYTHON) -m venv --clear .venv
	$(BIN)/pip install --disable-pip-version-check -q --require-hashes -r requirements.lock
	$(BIN)/pip install --disable-pip-version-check -q --no-deps --no-build-isolation -e .
	@# named from where it stands: under LC_ALL=C Python 3.11 starts with no path there that has an ö in it
	@for path in .venv/lib/python3*/site-packages/*changepack*.pth; do echo ../../../.. > "$$path"; done
	$(BIN)/python -m compileall -q generator
	@pwd -P > $@
