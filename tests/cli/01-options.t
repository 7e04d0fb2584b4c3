#!/bin/bash
# Usage, help and version.
. "$(dirname "$0")/tap.sh"
plan 18

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
run code --format xml "$top/examples/reports/wire.txt"
exits 2 "unknown format"
run code --published yesterday "$top/examples/reports/wire.txt"
exits 2 "a publication date that is none"
