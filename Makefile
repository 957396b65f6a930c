SHELL := /bin/bash
SWIFT ?= swift
PREFIX ?= /usr/local
OUT ?= demo

.PHONY: demo test trust faults zones bench bench-quick bench-check bench-counts fuzz fuzz-campaigns fuzz-liquid fuzz-yaml hostile format lint-format install clean deps build goldens

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

## Random campaigns, contacts and events: no run contradicts what the analyses claim. In debug, about 40 a second.
TRUST_CAMPAIGNS ?= 10000
TRUST_SEED ?= 1
trust: deps
	$(SWIFT) build --build-tests
	TRUST_CAMPAIGNS=$(TRUST_CAMPAIGNS) TRUST_SEED=$(TRUST_SEED) SWIFT_BACKTRACE=enable=no \
	  .build/debug/mailplanPackageTests.xctest --testing-library swift-testing --filter 'TrustTests'

## Every call of a run made to fail, with all forms of output.
faults: deps
	$(SWIFT) build -c release --product mailplan
	python3 Tests/Faults/check_faults.py .build/release/mailplan

## Every time zone beside Python's zoneinfo, with 10,000 random instants each.
zones: deps
	$(SWIFT) build -c release --build-tests
	ZONEINFO_RANDOM=10000 SWIFT_BACKTRACE=enable=no $(SWIFT) test -c release --skip-build --filter ZoneinfoTests

## Contacts per CPU second beside the Python script that does the same job, with every row compared, and
## renderings per CPU second beside Jinja2, MiniJinja and python-liquid.
bench: deps
	$(SWIFT) build -c release --product mailplan --static-swift-stdlib
	$(SWIFT) build -c release --product LiquidBenchmark --static-swift-stdlib
	python3 Benchmarks/compare_with_peer.py
	python3 Benchmarks/compare_liquid.py
	python3 Benchmarks/compare_lint.py

bench-quick: deps
	$(SWIFT) build -c release --product mailplan --static-swift-stdlib
	$(SWIFT) build -c release --product LiquidBenchmark --static-swift-stdlib
	python3 Benchmarks/compare_with_peer.py --quick
	python3 Benchmarks/compare_liquid.py --quick
	python3 Benchmarks/compare_lint.py --quick

## Instructions of five fixed jobs under callgrind beside Benchmarks/instructions.json: red where one has grown by more
## than 3 %. bench-counts writes them anew.
bench-check bench-counts: deps
	@command -v valgrind >/dev/null || { echo "install valgrind first: apt-get install valgrind" >&2; exit 2; }
	cd Benchmarks && python3 -m unittest -q test_count_instructions
	$(SWIFT) build -c release --product mailplan --static-swift-stdlib
	python3 Benchmarks/count_instructions.py $(if $(filter bench-counts,$@),--write)

## A million mutated templates: no trap, none slower than 50 ms, every finding inside its source.
CASES ?= 1000000
SEED ?= 1
fuzz: deps
	$(SWIFT) build -c release --product MutateLiquid
	SWIFT_BACKTRACE=enable=no .build/release/MutateLiquid $(CASES) $(SEED) 50 \
	  $$(find campaigns Benchmarks -name '*.liquid')

## libFuzzer with the address sanitizer over the same for FUZZ_SECONDS. Leaks are not looked for: a box whose
## address carries tag bits counts as one.
FUZZ_SECONDS ?= 60
fuzz-liquid: deps
	FUZZ=1 $(SWIFT) build -c release --sanitize=fuzzer --sanitize=address --product FuzzLiquid --scratch-path .build-fuzz
	mkdir -p .build-fuzz/liquid
	cp --backup=numbered $$(find campaigns Benchmarks -name '*.liquid') .build-fuzz/liquid
	ASAN_OPTIONS=detect_leaks=0 SWIFT_BACKTRACE=enable=no .build-fuzz/release/FuzzLiquid -max_total_time=$(FUZZ_SECONDS) -max_len=4096 \
	  -timeout=10 -artifact_prefix=.build-fuzz/ .build-fuzz/liquid

## Mutated campaigns with all their files, linted, laid out and mended: no trap, none slower than 250 ms, the same answer
## twice, every layout its own.
CAMPAIGNS ?= 200000
fuzz-campaigns: deps
	$(SWIFT) build -c release --product MutateCampaigns
	python3 Fuzz/join_projects.py .build/projects
	SWIFT_BACKTRACE=enable=no .build/release/MutateCampaigns $(CAMPAIGNS) $(SEED) 250 .build/projects/*

## libFuzzer with the address sanitizer from YAML to the graph for FUZZ_SECONDS.
fuzz-yaml: deps
	FUZZ=1 $(SWIFT) build -c release --sanitize=fuzzer --sanitize=address --product FuzzCampaign --scratch-path .build-fuzz
	python3 Fuzz/join_projects.py .build-fuzz/campaigns
	ASAN_OPTIONS=detect_leaks=0 SWIFT_BACKTRACE=enable=no .build-fuzz/release/FuzzCampaign -max_total_time=$(FUZZ_SECONDS) -max_len=32768 \
	  -timeout=10 -artifact_prefix=.build-fuzz/ .build-fuzz/campaigns

## Files of 1 MiB that nobody would write: each is linted and laid out in 250 ms of CPU time and 64 MiB, and takes at most
## 2.5 times as long as its half.
hostile: deps
	$(SWIFT) build -c release --product mailplan
	python3 Tests/Hostile/check_hostile.py .build/release/mailplan --growth

## Write expected files anew; read the diff before you commit it.
goldens: deps
	UPDATE_GOLDENS=1 $(SWIFT) test

format:
	$(SWIFT) format -i -r Package.swift Sources Tests Benchmarks Fuzz

lint-format:
	$(SWIFT) format lint --strict -r Package.swift Sources Tests Benchmarks Fuzz

## A stripped binary in $(PREFIX)/bin that needs nothing but libyaml and libc (with its libm): libcmark, zlib, zstd, sqlite3 and the
## runtimes of Swift and C++ are linked in. The linker takes the archives that it finds first.
STATIC := .build/static
install: deps
	@if [ "$$(uname)" = Linux ]; then \
	  mkdir -p $(STATIC); \
	  ln -sf "$$($(CC) -print-file-name=libstdc++.a)" $(STATIC)/libstdc++.a; \
	  ln -sf "$$($(CC) -print-file-name=libgcc_eh.a)" $(STATIC)/libgcc_s.a; \
	fi
	$(SWIFT) build -c release --product mailplan --static-swift-stdlib -Xlinker -L$(CURDIR)/$(STATIC)
	install -d $(DESTDIR)$(PREFIX)/bin
	install -m 0755 -s .build/release/mailplan $(DESTDIR)$(PREFIX)/bin/mailplan

build: deps
	$(SWIFT) build --product mailplan

## libyaml, libcmark, zlib, libzstd, sqlite3, pkg-config and the time zone files, where they are missing.
deps:
	@if ! pkg-config --exists yaml-0.1 libcmark zlib libzstd sqlite3 2>/dev/null || [ ! -e /usr/share/zoneinfo/Europe/Berlin ]; then \
	  if command -v apt-get >/dev/null; then \
	    sudo=$$([ "$$(id -u)" = 0 ] || echo sudo); \
	    $$sudo apt-get update -qq && DEBIAN_FRONTEND=noninteractive $$sudo apt-get install -y -qq libyaml-dev libcmark-dev zlib1g-dev libzstd-dev libsqlite3-dev pkg-config tzdata; \
	  elif command -v brew >/dev/null; then brew install libyaml cmark zstd pkg-config; \
	  else echo "install libyaml, libcmark, zlib, libzstd and sqlite3 (headers), pkg-config and tzdata first" >&2; exit 1; fi; \
	fi

clean:
	$(SWIFT) package clean
	rm -rf $(OUT)
