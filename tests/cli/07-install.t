#!/bin/bash
# What `make install` puts down works from there: program, library, manual.
. "$(dirname "$0")/tap.sh"
if nm -D "$build/libcasus.so" | grep -qE '__(asan|tsan|gcov)_'; then
    echo "1..0 # SKIP an instrumented build is not installed"
    exit 0
fi
plan 9

(cd "$top" && DESTDIR=$scratch/root meson install -C "$build" --no-rebuild) \
    >out 2>err
ok $? "meson install"
prefix=$scratch/root$(meson introspect --buildoptions "$build" |
    python3 -c 'import json, sys
print(next(o["value"] for o in json.load(sys.stdin) if o["name"] == "prefix"))')
pc=$(find "$prefix" -name casus.pc)
[ -s "$prefix/include/casus/casus.h" ] && [ -n "$pc" ]
ok $? "header and casus.pc"
pages=("$top"/docs/man/*.1)
[ "$(find "$prefix/share/man" -name 'casus*.1*' | wc -l)" -eq ${#pages[@]} ]
ok $? "all pages of the manual"

# The program finds models and lexicon beside itself, and says the same.
report=$top/examples/reports/wire.txt
(cd / && "$prefix/bin/casus" code -q "$report") >installed 2>err
ok $? "the installed program codes"
run code -q "$report"
same installed out "the same records as the built one"
"$prefix/bin/casus" lexicon check >out 2>err
ok $? "the installed lexicon has no mistakes"

# A program of one's own through pkg-config; examples/library.c.
export PKG_CONFIG_PATH=${pc%/*} PKG_CONFIG_SYSROOT_DIR=$scratch/root
[ "$(pkg-config --variable=data casus)" = "$prefix/share/casus" ]
ok $? "casus.pc knows the data folder"
# shellcheck disable=SC2046
cc -std=c17 -Wall -Werror -o library "$top/examples/library.c" \
    $(pkg-config --cflags --libs casus) >out 2>err
ok $? "a program compiles against it"
LD_LIBRARY_PATH=${pc%/pkgconfig/*} ./library "$prefix/share/casus" \
    <"$report" >out 2>err
sed -i 's/"path":"[^"]*"/"path":null/' installed
same installed out "and codes the report alike"
