SHELL := /bin/bash
SWIFT ?= swift
PREFIX ?= /usr/local
OUT ?= demo

.PHONY: demo test bench bench-quick format lint-format install clean deps build goldens

## Build, lint and preview a sample campaign, and write its manifest to demo/.
demo: build
	@mkdir -p $(OUT)
	@echo; echo "== mailplan lint campaigns"
	.build/debug/mailplan lint campaigns
	@echo; echo "== mailplan preview: who gets what when, before anything is sent"
	.build/debug/mailplan preview campaigns/trial-onboarding --segment campaigns/segments/trial-users.csv \
	  --launch 2026-12-01T08:00:00Z
	@echo; echo "== mailplan run: the manifest"
	.build/debug/mailplan run campaigns/trial-onboarding --segment campaigns/segments/trial-users.csv \
	  --launch 2026-12-01T08:00:00Z -o $(OUT)/manifest.jsonl
	@ls -l $(OUT)

## All tests, in debug.
test: deps
	$(SWIFT) build --build-tests
	SWIFT_BACKTRACE=enable=no $(SWIFT) test --skip-build

## Contacts per CPU second beside the Python script that does the same job, with every row compared.
bench: deps
	$(SWIFT) build -c release --product mailplan --static-swift-stdlib
	python3 Benchmarks/compare_with_peer.py

bench-quick: deps
	$(SWIFT) build -c release --product mailplan --static-swift-stdlib
	python3 Benchmarks/compare_with_peer.py --quick

## Write expected files anew; read the diff before you commit it.
goldens: deps
	UPDATE_GOLDENS=1 $(SWIFT) test

format:
	$(SWIFT) format -i -r Package.swift Sources Tests

lint-format:
	$(SWIFT) format lint --strict -r Package.swift Sources Tests

## A stripped binary in $(PREFIX)/bin that needs libyaml and libc only.
install: deps
	$(SWIFT) build -c release --product mailplan --static-swift-stdlib
	install -d $(DESTDIR)$(PREFIX)/bin
	install -m 0755 -s .build/release/mailplan $(DESTDIR)$(PREFIX)/bin/mailplan

build: deps
	$(SWIFT) build --product mailplan

## libyaml, pkg-config and the time zone files, where they are missing.
deps:
	@if ! pkg-config --exists yaml-0.1 2>/dev/null || [ ! -e /usr/share/zoneinfo/Europe/Berlin ]; then \
	  if command -v apt-get >/dev/null; then \
	    sudo=$$([ "$$(id -u)" = 0 ] || echo sudo); \
	    $$sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq libyaml-dev pkg-config tzdata; \
	  elif command -v brew >/dev/null; then brew install libyaml pkg-config; \
	  else echo "install libyaml (headers), pkg-config and tzdata first" >&2; exit 1; fi; \
	fi

clean:
	$(SWIFT) package clean
	rm -rf $(OUT)
