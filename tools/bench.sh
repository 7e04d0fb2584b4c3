#!/bin/bash
# bench.sh CASUS - speed and size of the program (make bench).
#
# Words a second on one core from text to events, and up to each stage, over
# about 300,000 words of sample reports; start-up with a report of one
# sentence; peak memory. Best of three runs: the machine's noise only adds.
set -euo pipefail
casus=$(realpath "${1:-build/casus}")
top=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

python3 - "$top" "$work/bench.jsonl" <<'P'
import glob, json, sys
top, out = sys.argv[1:]
texts = [open(p, encoding="utf-8").read()
         for d in ("examples/reports", "tests/golden")
         for p in sorted(glob.glob(f"{top}/{d}/*.txt"))]
words = 0
with open(out, "w", encoding="utf-8") as f:
    n = 0
    while words < 100_000:
        text = texts[n % len(texts)]
        f.write(json.dumps({"id": str(n), "published": "2024-05-01",
                            "text": text}) + "\n")
        words += len(text.split())
        n += 1
P
printf 'Police arrested two men in Nairobi.\n' >"$work/one.txt"

# seconds COMMAND...: user and system time of the quickest of three runs.
seconds() {
    python3 - "$@" <<'P'
import resource, subprocess, sys
best = None
for _ in range(3):
    a = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL, check=True)
    b = resource.getrusage(resource.RUSAGE_CHILDREN)
    t = b.ru_utime + b.ru_stime - a.ru_utime - a.ru_stime
    best = t if best is None else min(best, t)
print(best)
P
}

words=$("$casus" code --format jsonl -o /dev/null "$work/bench.jsonl" 2>&1 |
    sed -n 's/.* \([0-9]*\) words.*/\1/p')
start=$(seconds "$casus" code --format jsonl -o /dev/null "$work/one.txt")
rate() { awk -v w="$words" -v t="$1" -v s="$start" \
    'BEGIN { printf "%d", w / (t - s) }'; }

echo "machine        $(lscpu | sed -n 's/^Model name: *//p' | head -1)"
echo "words          $words tokens"
for stage in tokens analysis events incidents; do
    t=$(seconds "$casus" parse --until $stage --format conllu -o /dev/null \
        "$work/bench.jsonl")
    printf 'to %-11s %s words/s\n' "$stage" "$(rate "$t")"
done
t=$(seconds "$casus" code --format jsonl -o /dev/null "$work/bench.jsonl")
echo "to records     $(rate "$t") words/s"
for kernel in avx2 avx512; do
    if CASUS_KERNELS=$kernel "$casus" code -q -o /dev/null "$work/one.txt" \
        2>/dev/null; then
        t=$(CASUS_KERNELS=$kernel seconds "$casus" code --format jsonl \
            -o /dev/null "$work/bench.jsonl")
        printf '  %-12s %s words/s\n' "$kernel" "$(rate "$t")"
    fi
done
awk -v s="$start" 'BEGIN { printf "start-up       %.0f ms\n", s * 1000 }'
python3 - "$casus" "$work/bench.jsonl" <<'P'
import resource, subprocess, sys
subprocess.run([sys.argv[1], "code", "-q", "--format", "jsonl", "-o",
                "/dev/null", sys.argv[2]], check=True)
kb = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(f"peak memory    {kb / 1024:.0f} MB")
P
