# Makefile - what people type; Meson and Ninja do the work.

BUILD   ?= build
PREFIX  ?= /usr/local
DESTDIR ?=
DATA    ?= ../shared/data
BENCH   ?= ../shared/bench
GOLD    ?= ../shared/gold
SEED    ?= ../shared/seed
MESON_OPTIONS ?=

PACKAGES = gcc meson ninja-build pkg-config libutf8proc-dev libjansson-dev \
           libcmocka-dev perl python3

.PHONY: all demo check deps install bench eval eval-gold lint asan tsan cov \
        fuzz golden-update clean

all: $(BUILD)/build.ninja
	ninja -C $(BUILD)

$(BUILD)/build.ninja:
	meson setup $(BUILD) --prefix=$(PREFIX) $(MESON_OPTIONS)

deps: ## install what the build and the tests need (Debian, as root)
	apt-get update
	DEBIAN_FRONTEND=noninteractive apt-get install -y $(PACKAGES)

demo: all ## code a sample report and show the table
	$(BUILD)/casus code --format table examples/reports/*.txt

check: all ## unit, command-line and golden tests, fuzz corpora
	ninja -C $(BUILD) check-programs
	BUILD=$(BUILD) prove --exec '' --merge -Q $(BUILD)/tests/unit
	BUILD=$(BUILD) prove tests/cli tests/golden

install: all ## PREFIX=, DESTDIR=
	DESTDIR=$(DESTDIR) meson install -C $(BUILD)

clean:
	rm -rf $(BUILD) build-*
