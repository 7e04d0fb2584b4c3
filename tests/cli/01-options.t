#!/bin/bash
# Usage, help and version.
. "$(dirname "$0")/tap.sh"
plan 22

run
exits 2 "no command"
has err "usage: casus COMMAND" "usage on standard error"
run --version
exits 0 "version"
has out "^casus [0-9]+\.[0-9]+\.[0-9]+$" "version line"
run nonsense
exits 2 "unknown command"
has err 'no command "nonsense"' "it is named"
for command in code explain parse lexicon; do
    run $command -h
    exits 0 "$command -h"
    has out "^usage: casus $command" "$command -h names itself"
done
run code --nonsense
exits 2 "unknown option"
run code --threads 0 "$top/examples/reports/wire.txt"
exits 2 "threads out of range"
for value in 1.5 -1 high; do
    run code --min-confidence=$value "$top/examples/reports/wire.txt"
    exits 2 "--min-confidence $value is no share"
done
run code -q --format jsonl "$top/examples/reports/wire.txt"
mv out all
run code -q --format jsonl --min-confidence 0.85 "$top/examples/reports/wire.txt"
[ -s out ] && [ "$(wc -l <out)" -lt "$(wc -l <all)" ] &&
    ! grep -v '"confidence":\(1\|0\.8[5-9]\|0\.9\)' out
ok $? "--min-confidence keeps those at or above it"
run code --format xml "$top/examples/reports/wire.txt"
exits 2 "unknown format"
run code --published yesterday "$top/examples/reports/wire.txt"
exits 2 "a publication date that is none"
