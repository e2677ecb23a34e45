# The commands of this project; `make` alone lists them. CONTRIBUTING.md says more.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules
.NOTPARALLEL:

PORT ?= 8080
FUZZ_SECONDS ?= 600
# Set-up leaves the places of the tools it installed in this file.
tools := source ./.tools.sh;
# What the site is built from. Folders are in the list so that a removed file counts as a change.
site_sources := $(shell find src style public scripts/hooks -type f -o -type d 2>/dev/null) \
  $(wildcard *.html) .cargo/config.toml Trunk.toml Cargo.toml Cargo.lock package-lock.json

.PHONY: help serve build watch test test-native test-browser test-browsers budget check deny shots bench fuzz setup setup-test setup-browsers

help: ## List the commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "make %-14s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

setup:
	@scripts/setup build

setup-test:
	@scripts/setup test

setup-browsers:
	@scripts/setup browsers

dist/index.html: $(site_sources) | setup
	@$(tools) cargo fetch --locked --quiet
	@$(tools) trunk build --release
	@touch dist/index.html

build: dist/index.html ## Build the static site into dist/

serve: dist/index.html ## Build what is stale and serve the page on http://127.0.0.1:8080/
	@$(tools) node scripts/serve.mjs dist --port $(PORT)

watch: setup ## Rebuild on every change, without optimising, and serve
	@$(tools) trunk serve --port $(PORT) --no-autoreload=true --dist target/watch

test: test-native test-browser ## Run the native tests, then those in Chromium on the built page
	@cat target/native-tests.txt target/browser-tests.txt

test-native: setup ## Run the native tests alone
	@mkdir -p target
	@$(tools) cargo test 2>&1 | tee target/native-tests.log
	@awk '/^test result:/{p+=$$4; f+=$$6} END{printf "native tests: %d passed, %d failed\n", p, f}' target/native-tests.log >target/native-tests.txt

test-browser: dist/index.html | setup-test ## Run the browser tests alone; make test-browser ONLY=figures runs one file
	@mkdir -p target
	@$(tools) node scripts/browser-tests.mjs $(ONLY)

# Not in `make test`, which would need two more browsers, their drivers and a screen on every machine; the
# workflow of checks runs it after them.
test-browsers: dist/index.html | setup-browsers ## Walk through the page in Chromium, Firefox and WebKitGTK; ONLY=firefox in one
	@$(tools) ONLY=$(ONLY) node --test --test-reporter=spec tests/browser/main-walk.browsers.mjs

budget: dist/index.html | setup-test ## Hold the size of a first visit against its budget, which it does not keep yet; make test holds what it is
	@$(tools) node --test tests/browser/size.budget.mjs

check: setup ## Check formatting and lints, warnings denied, native and wasm
	@$(tools) cargo fetch --locked --quiet
	@$(tools) cargo fmt --all --check
	@$(tools) cargo clippy --quiet --all-targets -- -D warnings
	@$(tools) cargo clippy --quiet --target wasm32-unknown-unknown --lib --bins --features probe -- -D warnings

deny: ## Check licences and advisories of the dependencies (needs cargo-deny)
	cargo deny --locked check
	cargo deny --locked --manifest-path fuzz/Cargo.toml check

shots: dist/index.html | setup-test ## Photograph every section, three widths, two themes, into target/shots/
	@$(tools) node scripts/shots.mjs

bench: dist/index.html | setup-test ## Measure speed and size beside other tools, in one browser run
	@$(tools) cd benches && npm ci --no-audit --no-fund --silent
	@$(tools) node benches/run.mjs $(ONLY)

fuzz: setup ## Feed random bytes to every reader, FUZZ_SECONDS (600) a target
	@$(tools) scripts/fuzz $(FUZZ_SECONDS)
