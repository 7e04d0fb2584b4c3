# tap.sh - what command-line tests share: TAP, a scratch folder, the program.
# Sourced by tests/cli/*.t; each begins with plan N.

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
build=${BUILD:-build}
case $build in /*) ;; *) build=$top/$build ;; esac
casus=$build/casus
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 1
unset CASUS_KERNELS CASUS_DATA
tap_count=0

plan() { echo "1..$1"; }

# ok STATUS NAME: 0 passes.
ok() {
    tap_count=$((tap_count + 1))
    if [ "$1" -eq 0 ]; then
        echo "ok $tap_count - $2"
    else
        echo "not ok $tap_count - $2"
        for f in out err; do
            [ -s "$scratch/$f" ] && head -5 "$scratch/$f" | cut -c 1-300 |
                sed "s/^/# $f: /"
        done
    fi
}

# run ARGUMENTS...: the program; its code in $code, output in out and err.
run() {
    "$casus" "$@" >out 2>err </dev/null
    code=$?
}

# exits CODE NAME
exits() {
    [ "$code" -eq "$1" ]
    ok $? "$2: exit code $1 (was $code)"
}

# has FILE PATTERN NAME: an extended regular expression.
has() {
    grep -E -q -- "$2" "$1"
    ok $? "$3"
}

# same FILE FILE NAME
same() {
    cmp -s "$1" "$2"
    ok $? "$3"
}
