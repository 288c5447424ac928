# Two commands matter: `make run` and `make test`. `make help` lists the rest.
# PORT=8001, DATABASE_URL=postgres://… and the other variables of README.md work with all of them.

.DEFAULT_GOAL := help
.PHONY: help install install-test run test lint format bench screens pages backup restore manage psql clean
MAKEFLAGS += --no-print-directory
PYTHON_BIN := .venv/bin/python
WITH_POSTGRES := $(PYTHON_BIN) -m operations.postgres exec
TEST_POSTGRES := $(WITH_POSTGRES) --data $(or $(SIMPUL_VAR),var)/postgres-test --throwaway --

# These need no database, and are done before a second worker has begun.
UNIT_ONLY := $(findstring -m unit,$(args))
# Three workers for two cores: one of them always waits for a browser, a process or a letter.
WORKERS := $(if $(UNIT_ONLY),,-n 3 --dist worksteal)

help: ## this list
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-20s%s\n", $$1, $$2 }'

run: install ## install what is missing and run the site: database, web server, worker (PORT=8000)
	@exec $(PYTHON_BIN) -m operations.supervise

test: lint ## everything that CI runs; own database, works beside `make run` (args="tests/regions -x")
	@exec $(if $(UNIT_ONLY),,$(TEST_POSTGRES)) $(PYTHON_BIN) -m pytest $(WORKERS) $(args)

lint: install-test ## style, formatting and the floors of the house
	@.venv/bin/ruff check
	@.venv/bin/ruff format --check
	@.venv/bin/djangofmt --check templates
	@.venv/bin/djangofmt check templates
	@.venv/bin/lint-imports

format: install-test ## write code and templates as `make lint` wants them
	@.venv/bin/ruff check --fix --quiet
	@.venv/bin/ruff format --quiet
	@.venv/bin/djangofmt check --fix templates
	@.venv/bin/djangofmt templates

bench: install ## size of a nation: server time and queries of the main pages, into var/bench.json
	@exec $(PYTHON_BIN) -m bench $(args)

screens: install-test ## photographs of all pages of the example site, into var/screens/
	@exec $(PYTHON_BIN) -m tests.screens $(args)

pages: install-test ## the books of the example regions, printed, each page a picture, into var/pages/
	@exec $(WITH_POSTGRES) -- $(PYTHON_BIN) -m tests.pages $(args)

backup: install ## everything that lives, in one archive below var/backup/ (FILE=… for another place)
	@exec $(PYTHON_BIN) -m operations.backup save $(FILE)

restore: install ## bring an archive back into an empty place: make restore FILE=var/backup/simpul-….tar
	@exec $(PYTHON_BIN) -m operations.backup restore $(FILE)

manage: install ## a Django command with the database at hand: make manage args="shell"
	@exec $(WITH_POSTGRES) -- $(PYTHON_BIN) manage.py $(args)

psql: install ## PostgreSQL's own terminal
	@exec $(PYTHON_BIN) -m operations.postgres psql -- $(args)

install: ## system libraries and Python packages of the site (part of `make run`)
	@bin/install-system run
	@bin/install-python run

install-test: ## the same with all that checks (part of `make test`)
	@bin/install-system test
	@bin/install-python test

clean: ## remove what can be made again; never the data in var/
	@rm -rf .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
