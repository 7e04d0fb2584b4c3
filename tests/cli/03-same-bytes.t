#!/bin/bash
# The same records whatever the run, threads, kernels, locale and zone.
. "$(dirname "$0")/tap.sh"
plan 7

files=("$top"/examples/reports/*.txt "$top"/examples/archive.jsonl)
run code --layers "${files[@]}"
exits 0 "first run"
cp out first
run code --layers "${files[@]}"
same first out "second run"
run code --layers --threads 1 "${files[@]}"
same first out "one thread"
run code --layers --threads 2 "${files[@]}"
same first out "two threads"
CASUS_KERNELS=scalar "$casus" code --layers "${files[@]}" >out 2>err
same first out "scalar kernels"
LC_ALL=tr_TR.UTF-8 LANG=de_DE.UTF-8 TZ=Pacific/Kiritimati \
    "$casus" code --layers "${files[@]}" >out 2>err
same first out "another locale and zone"
cp "$top"/examples/reports/wire.txt wire.txt
run code --layers wire.txt
sed 's/"path":"[^"]*"/"path":null/' out >named
"$casus" code --layers - <wire.txt >piped 2>err
same piped named "standard input gives what the file gives, but for its path"
