#!/bin/bash
# Golden tests: NAME.txt beside NAME.jsonl, what `casus code --layers` says of
# it. With --update the .jsonl files are written anew (make golden-update).
cd "$(dirname "$0")" || exit 1
top=$(cd ../.. && pwd)
build=${BUILD:-build}
case $build in /*) ;; *) build=$top/$build ;; esac
unset CASUS_KERNELS CASUS_DATA

records() {
    "$build/casus" code --quiet --format jsonl --layers "$1"
}

if [ "${1:-}" = --update ]; then
    for text in *.txt; do
        records "$text" >"${text%.txt}.jsonl" || exit 1
    done
    exit 0
fi

texts=(*.txt)
echo "1..${#texts[@]}"
n=0
for text in "${texts[@]}"; do
    n=$((n + 1))
    want=${text%.txt}.jsonl
    if records "$text" 2>&1 | cmp -s - "$want"; then
        echo "ok $n - ${text%.txt}"
    else
        echo "not ok $n - ${text%.txt}"
        # A record is a long line: show what differs field by field.
        diff <(tr ',' '\n' <"$want") <(records "$text" 2>&1 | tr ',' '\n') |
            head -20 | sed 's/^/# /'
    fi
done
