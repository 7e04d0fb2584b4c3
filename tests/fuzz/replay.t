#!/bin/bash
# Every fuzz target over its corpus, and over crashes found before.
cd "$(dirname "$0")/../.." || exit 1
build=${BUILD:-build}
targets=(tests/fuzz/fuzz_*.c)
echo "1..${#targets[@]}"
n=0
for target in "${targets[@]}"; do
    n=$((n + 1))
    name=$(basename "$target" .c)
    name=${name#fuzz_}
    if said=$("$build/tests/fuzz/replay_$name" \
        "tests/fuzz/corpus/$name"/* 2>&1); then
        echo "ok $n - $name: $said"
    else
        echo "not ok $n - $name"
        tail -40 <<<"$said" | sed 's/^/# /'
    fi
done
