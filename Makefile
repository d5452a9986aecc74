# The command of the README, and one name for everything else.
.PHONY: help demo test check fix build docs bench setup clean
.DEFAULT_GOAL := help

RUN := PATH="$(CURDIR)/.node/bin:$$PATH"

help:
	@echo 'make demo    three submissions through the real gate'
	@echo 'make test    every test'
	@echo 'make check   types, lint, format, unused code'
	@echo 'make bench   the numbers of bench/RESULTS.md'

setup:
	@scripts/setup

demo: setup
	@bin/modelgate demo

test: setup
	@scripts/setup tests || echo 'some tests will be skipped' >&2
	@$(RUN) scripts/test

check: setup
	@$(RUN) npm run --silent check

fix build docs bench: setup
	@$(RUN) npm run --silent $@

clean:
	rm -rf dist coverage .build
