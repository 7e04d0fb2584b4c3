#!/bin/bash
# Man pages and -h name the same options; every command has a page.
. "$(dirname "$0")/tap.sh"
plan 9

# Options at the start of a line of help.
help_options() {
    "$casus" "$1" -h | grep -E '^  -' | sed 's/   .*//' |
        grep -oE -- '(^|[ ,])--?[a-z][a-z-]*' | tr -d ' ,' | sort -u
}

# Options of a page: in the line after each .TP.
page_options() {
    grep -A1 '^\.TP' "$top/docs/man/casus-$1.1" | sed 's/\\-/-/g' |
        grep -E '^\.B[A-Z]* -' |
        grep -oE -- '(^|[ ,"])--?[a-z][a-z-]*' | tr -d ' ,"' | sort -u
}

"$casus" -h | sed -n 's/^  \([a-z]\+\)  .*/\1/p' >commands
[ "$(wc -l <commands)" -eq 4 ]
ok $? "four commands in casus -h"
while read -r command; do
    help_options "$command" >help
    page_options "$command" >page
    [ -s help ] && cmp -s help page
    ok $? "casus-$command.1 has the options of casus $command -h"
    diff help page | sed 's/^/# /'
    grep -q "casus-$command" "$top/docs/man/casus.1"
    ok $? "casus.1 names casus-$command"
done <commands
