#!/bin/bash
# lint.sh [BUILD] - what the compiler does not check (make lint).
#
#   listed     every source and test program stands in a meson.build
#   includes   a stage folder includes only base/, doc/ and itself
#              (docs/ARCHITECTURE.md); public headers include no inner one
#   banned     no call in src/ that base/banned.h names
#   guards     every header has a guard of its own name
#   manual     docs/man/ and -h name the same options
#   mentions   no absolute path of a machine in the files
#   format     clang-format; files that differ are counted, with
#              LINT_STRICT=1 they are named and fail
#   tidy       clang-tidy over src/; errors fail, warnings are counted
#              (all of them in BUILD/tidy.log)
#
# Needs a build folder with a compilation database. LINT_FAST=1 leaves
# clang-tidy out.
set -uo pipefail
cd "$(dirname "$0")/.." || exit 1
build=${1:-build}
failed=0

complain() {
    echo "lint: $*"
    failed=1
}

# --- listed
for file in $(find src -name '*.c' | sort); do
    grep -q "'$file'" meson.build || complain "$file: not in meson.build"
done
for kind in unit/test fuzz/fuzz; do
    for file in tests/"$kind"_*.c; do
        name=$(basename "$file" .c)
        grep -qE "'(test_)?${name#*_}'" "tests/${kind%/*}/meson.build" ||
            complain "$file: not in tests/${kind%/*}/meson.build"
    done
done

# --- includes: folder, and what it may include
check_includes() {
    local folder=$1 allowed=$2 line
    while IFS= read -r line; do
        complain "$line: $folder may include only ${allowed//|/, }"
    done < <(grep -nE '^#include "' "$folder"/*.[ch] |
        grep -vE "#include \"($allowed)/")
}
check_includes src/base 'base|casus'
check_includes src/doc 'base|doc'
check_includes src/input 'base|doc|input'
check_includes src/text 'base|doc|text'
check_includes src/meaning 'base|doc|meaning'
check_includes src/output 'base|doc|output'
while IFS= read -r line; do
    complain "$line: the public header includes no inner one"
done < <(grep -nE '^#include "' include/casus/*.h)

# --- banned
words=$(sed -n 's/^#pragma GCC poison //p' src/base/banned.h | tr '\n ' '||' |
    sed 's/|*$//')
while IFS= read -r line; do
    complain "$line: banned (src/base/banned.h)"
done < <(grep -rnE "\b($words)\(" src --include='*.[ch]' |
    grep -v '^src/base/banned.h:')

# --- guards
for file in $(find src include -name '*.h' | sort); do
    guard=$(sed -n 's/^#ifndef \(C[A-Z0-9_]*_H\)$/\1/p' "$file" | head -1)
    want=CS_$(sed 's|^src/||; s|[/.]|_|g' <<<"$file" | tr a-z A-Z)
    case $file in
    include/casus/casus.h) want=CASUS_H ;;
    src/pipeline.h) want=CS_PIPELINE_H ;;
    esac
    # A template that is included once for each instruction set.
    [ "$file" = src/base/kern_simd.h ] && continue
    [ "$guard" = "$want" ] || complain "$file: guard $guard, not $want"
done

# --- manual
if [ -x "$build/casus" ]; then
    BUILD=$build tests/cli/06-man.t >"$build/lint-man.log" ||
        complain "manual: see $build/lint-man.log"
    if grep '^not ok' "$build/lint-man.log"; then
        failed=1
    fi
fi

# --- mentions
while IFS= read -r line; do
    complain "$line: a path of one machine"
done < <(grep -rnE '(^|[^A-Za-z0-9_.$"/])/(home|work|root)/[a-z]' \
    --include='*.[chm1]' --include='*.md' --include='*.py' --include='*.txt' \
    --include='*.sh' --include='*.t' --include='meson.build' . \
    --exclude-dir=build --exclude-dir='build-*' --exclude-dir=.git \
    --exclude=lint.sh | head -20)

# --- format
if command -v clang-format >/dev/null; then
    differ=0
    for file in $(find src include tests -name '*.[ch]' | sort); do
        if ! clang-format --dry-run -Werror "$file" >/dev/null 2>&1; then
            [ "${LINT_STRICT:-0}" = 1 ] &&
                echo "lint: $file: not as clang-format writes it"
            differ=$((differ + 1))
        fi
    done
    echo "clang-format: $differ files differ"
    if [ "$differ" -gt 0 ] && [ "${LINT_STRICT:-0}" = 1 ]; then
        failed=1
    fi
else
    echo "clang-format: not installed, not run"
fi

# --- tidy
if [ "${LINT_FAST:-0}" = 1 ]; then
    echo "clang-tidy: not run (LINT_FAST)"
elif command -v clang-tidy >/dev/null; then
    log=$build/tidy.log
    find src -name '*.c' ! -name 'kern_avx*' | sort |
        xargs -P "$(nproc)" -n 4 clang-tidy -p "$build" --quiet \
            >"$log" 2>/dev/null
    warnings=$(grep -cE 'warning: .*\[[a-z.,A-Z-]+\]$' "$log")
    if grep -E ' error: ' "$log"; then
        failed=1
    fi
    echo "clang-tidy: $warnings warnings ($log)"
    grep -oE '\[[a-zA-Z.,-]+\]$' "$log" | sort | uniq -c | sort -rn | head -8
else
    echo "clang-tidy: not installed, not run"
fi

if [ "$failed" -eq 0 ]; then
    echo "lint: no complaint"
fi
exit "$failed"
