# `make help` lists what there is; CONTRIBUTING.md explains it.

PORT ?= 8000
PYTHON ?= python3
IN := .venv/bin
PIP := $(IN)/pip install --quiet --disable-pip-version-check --require-hashes

.PHONY: help setup run test check format quick test-later test-postgres fuzz bench lock law messages mutate clean

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: .venv/run.stamp  ## what the site needs: packages, a database, the law published
	@$(IN)/python manage.py migrate --verbosity 0
	@$(IN)/python manage.py load_law

run: setup  ## the site on http://127.0.0.1:8000 (PORT=8001 for another)
	$(IN)/python manage.py runserver 127.0.0.1:$(PORT)

test: setup .venv/test.stamp  ## every check and every test
	@scripts/need chromium
	$(MAKE) check
	$(IN)/pytest --numprocesses 2 --random-order

check: .venv/test.stamp  ## formatting, lint, types, templates, migrations, messages, words of the law: no test
	$(IN)/ruff format --check .
	$(IN)/ruff check .
	$(IN)/mypy
	$(IN)/djlint --quiet --check templates
	$(IN)/djlint --quiet --lint templates
	$(IN)/python scripts/styles.py --check
	$(IN)/python manage.py makemigrations --check --dry-run
	$(IN)/python manage.py check
	$(IN)/python scripts/messages.py --check
	$(IN)/python scripts/law_words.py --check

format: .venv/test.stamp  ## code, templates, style sheets and scripts as their formatters have them
	$(IN)/ruff format .
	$(IN)/djlint --quiet --warn --reformat templates
	$(IN)/python scripts/styles.py

quick: setup .venv/test.stamp  ## the tests without the browser
	$(IN)/pytest -m "not browser"

LATER ?= 2027-01-01 2027-06-15 2028-02-29
test-later: setup .venv/test.stamp  ## all tests as if it were a later day, three times (LATER=2030-12-31 for another)
	@scripts/need chromium
	for day in $(LATER); do echo "As if today were $$day:"; \
	  scripts/on-day $$day $(IN)/pytest --numprocesses 2 --random-order $(TESTS) || exit 1; done

WHERE_DATABASES_DIFFER := $(addprefix tests/,rulebook/rows rulebook/models rulebook/history/test_restore.py \
  rulebook/change_sets desk/change_sets \
  desk/versions desk/home/test_search.py desk/test_edit_conflicts.py)

test-postgres: .venv/test.stamp  ## the tests without the browser on a throwaway PostgreSQL server (TESTS=... for some)
	@scripts/need postgresql
	scripts/with-postgres $(IN)/pytest --numprocesses 2 --random-order -m "not browser" $(TESTS)

fuzz: setup .venv/test.stamp  ## four times as many random submissions as `make test` sends
	SUBMISSIONS=4000 $(IN)/pytest --numprocesses 2 tests/checklists/guides/test_views_fuzz.py

bench: .venv/bench.stamp  ## engine, pages and PDF against their bounds
	$(IN)/python bench/engine.py
	$(IN)/python bench/impact.py
	$(IN)/python bench/web.py
	$(IN)/python bench/documents.py

mutate: setup  ## which changes of the law's conditions no scenario would notice
	$(IN)/python manage.py mutate --edition live --at-least 95

law: .venv/run.stamp  ## the fixture files over the rows that are there, published
	$(IN)/python manage.py load_law --replace

messages: .venv/test.stamp  ## new messages of the code into locale/, old ones out of it, all compiled
	$(IN)/python scripts/messages.py

lock: .venv/uv.stamp  ## new lock files from requirements*.in
	for name in requirements requirements-test requirements-bench; do \
	  $(IN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	    --custom-compile-command "make lock" $$name.in --output-file $$name.txt || exit 1; done

clean:  ## everything that make made, the database aside
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis staticfiles

.venv/run.stamp: requirements.txt
	@scripts/need venv
	@test -x $(IN)/python || $(PYTHON) -m venv .venv
	$(PIP) -r requirements.txt
	@touch $@

.venv/test.stamp: .venv/run.stamp requirements-test.txt
	$(PIP) -r requirements-test.txt
	@touch $@

.venv/bench.stamp: .venv/test.stamp requirements-bench.txt
	$(PIP) -r requirements-bench.txt
	@touch $@

.venv/uv.stamp: .venv/run.stamp
	$(IN)/pip install --quiet --disable-pip-version-check uv
	@touch $@
