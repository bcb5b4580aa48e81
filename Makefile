# The commands of this project. Nothing else is needed than python3 (3.11 or newer) and make.
#   PORT=8001 make run                        another port
#   DATABASE_URL=postgres://… make run        PostgreSQL instead of SQLite
PYTHON ?= python3
BOOTSTRAP = $(PYTHON) site/config/bootstrap.py

.PHONY: run test test-fast lint lock messages bench bench-moderation bench-pages bench-plans

run: ## the site, its worker and the demo school on http://127.0.0.1:8000
	@$(BOOTSTRAP) run

test: ## everything: checks, unit and browser tests on SQLite, and again on PostgreSQL
	@$(BOOTSTRAP) test

test-fast: ## while working: no browser, SQLite only
	@$(BOOTSTRAP) test-fast

bench: ## what things cost; not part of the tests
	@$(BOOTSTRAP) bench

bench-moderation: ## what the guard costs an approval, a draft save and an upload
	@$(BOOTSTRAP) bench-moderation

lint: ## formatting, style, templates, import directions, migrations, translations
	@$(BOOTSTRAP) lint

lock: ## requirements*.in into requirements*.txt, pinned and with hashes
	@$(BOOTSTRAP) lock

messages: ## gather what is to be translated, and compile what has been
	@$(BOOTSTRAP) messages

bench-pages: ## what a first visit to each kind of page costs a phone and the database
	@$(BOOTSTRAP) bench-pages

bench-plans: ## how well and how fast plans are read, in every form in which they come
	@$(BOOTSTRAP) bench-plans
