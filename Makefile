# Makefile - what people type; Meson and Ninja do the work (meson.build).
# `make help` lists what there is.

BUILD   ?= build
PREFIX  ?= /usr/local
DESTDIR ?=
DATA    ?= ../shared/data
BENCH   ?= ../shared/bench
GOLD    ?= ../shared/gold
SEED    ?= ../shared/seed
PYTHON  ?= python3
JOBS    ?= $(shell nproc)
FUZZ_SECONDS ?= 60
MESON_OPTIONS ?=

PACKAGES = gcc meson ninja-build pkg-config libutf8proc-dev libjansson-dev \
           libcmocka-dev perl python3
ROOT = $(if $(filter 0,$(shell id -u)),,sudo)
TEST_DIRS = tests/cli tests/golden tests/fuzz
SANITIZED = ASAN_OPTIONS=detect_leaks=1:allocator_may_return_null=1 \
            UBSAN_OPTIONS=print_stacktrace=1 TSAN_OPTIONS=halt_on_error=1

.PHONY: all help deps demo check install bench eval eval-gold train-check lint \
        asan tsan cov fuzz golden-update clean test-in

all: $(BUILD)/build.ninja ## build the program and the library into build/
	ninja -C $(BUILD)

$(BUILD)/build.ninja:
	meson setup $(BUILD) --prefix=$(PREFIX) $(MESON_OPTIONS)

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 16

deps: ## apt-get install what the build and the tests need (Debian 12)
	$(ROOT) apt-get update
	$(ROOT) env DEBIAN_FRONTEND=noninteractive apt-get install -y \
	    --no-install-recommends libc6-dev $(PACKAGES)

demo: all ## build, then code the sample reports into a table
	$(BUILD)/casus code --format table examples/reports/*.txt

check: all ## unit, command-line, golden and fuzz-replay tests, under prove
	@$(MAKE) --no-print-directory test-in TREE=$(BUILD)

test-in:
	ninja -C $(TREE) check-programs
	BUILD=$(TREE) CMOCKA_MESSAGE_OUTPUT=TAP prove --exec '' --merge \
	    -j$(JOBS) $(TREE)/tests/unit $(TEST_DIRS)

install: all ## meson install; PREFIX=/usr/local DESTDIR=
	DESTDIR=$(DESTDIR) meson install -C $(BUILD)

bench: all ## words a second by stage, start-up time, peak memory
	ninja -C $(BUILD) bench_kern
	tools/bench.sh $(BUILD)/casus
	$(BUILD)/bench_kern

eval: all ## figures on test sets; DATA= folder, BENCH= folder of the scorers
	python3 tools/evaluate.py --casus $(BUILD)/casus --data $(DATA) \
	    --bench $(BENCH)

eval-gold: all ## figures on reports coded by hand; GOLD= SEED= BENCH=
	python3 tools/evaluate.py --casus $(BUILD)/casus --gold $(GOLD) \
	    --seed $(SEED) --bench $(BENCH)

train-check: all ## train a tiny model, run it in C; PYTHON= with torch
	tools/train_check.sh $(BUILD)/casus $(PYTHON)

lint: all ## includes, banned calls, manual, clang-format, clang-tidy
	tools/lint.sh $(BUILD)

asan: ## all tests under AddressSanitizer and UBSan, in build-asan/
	[ -d build-asan ] || meson setup build-asan -Dbuildtype=debugoptimized \
	    -Db_sanitize=address,undefined -Darena_malloc=true
	ninja -C build-asan
	$(SANITIZED) $(MAKE) --no-print-directory test-in TREE=build-asan

tsan: ## all tests under ThreadSanitizer, in build-tsan/
	[ -d build-tsan ] || meson setup build-tsan -Db_sanitize=thread
	ninja -C build-tsan
	$(SANITIZED) $(MAKE) --no-print-directory test-in TREE=build-tsan

cov: ## all tests with coverage counted (gcovr), in build-cov/
	[ -d build-cov ] || meson setup build-cov -Dbuildtype=debug \
	    -Db_coverage=true
	ninja -C build-cov
	$(MAKE) --no-print-directory test-in TREE=build-cov
	gcovr -r . --object-directory build-cov -f src/ --print-summary

fuzz: ## every fuzz target for FUZZ_SECONDS=60 with libFuzzer (clang)
	tools/fuzz.sh $(FUZZ_SECONDS)

golden-update: all ## write tests/golden/*.jsonl anew; read the difference
	BUILD=$(BUILD) tests/golden/run.t --update

clean: ## remove all build folders
	rm -rf build build-*
