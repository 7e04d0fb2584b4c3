#!/bin/bash
# fuzz.sh SECONDS - every fuzz target with libFuzzer for so long (make fuzz).
#
# Builds with clang, AddressSanitizer and UBSan in build-fuzz/. New inputs go
# to build-fuzz/corpus/; crashes stay in build-fuzz/ as crash-*: mend, then put
# the file into tests/fuzz/corpus/NAME/, where `make check` replays it.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-60}

if [ ! -d build-fuzz ]; then
    CC=clang meson setup build-fuzz -Dfuzzer=true -Db_lundef=false \
        -Db_sanitize=address,undefined -Dbuildtype=debugoptimized
fi
ninja -C build-fuzz fuzz-programs
for target in tests/fuzz/fuzz_*.c; do
    name=$(basename "$target" .c)
    name=${name#fuzz_}
    mkdir -p "build-fuzz/corpus/$name"
    log=build-fuzz/$name.log
    echo "fuzz_$name: $seconds s"
    if ! "build-fuzz/tests/fuzz/fuzz_$name" -max_total_time="$seconds" \
        -timeout=20 -rss_limit_mb=4096 -max_len=8192 \
        -artifact_prefix=build-fuzz/ -print_final_stats=1 \
        "build-fuzz/corpus/$name" "tests/fuzz/corpus/$name" 2>"$log"; then
        tail -60 "$log"
        echo "fuzz_$name: failed, see above and $log"
        exit 1
    fi
    grep -E 'number_of_executed_units|new_units_added' "$log"
done
echo "no crash in any target"
