#!/bin/bash
# train_check.sh CASUS PYTHON - the way from a file of trees through PyTorch to
# C, in seconds (make train-check).
#
# Trains a tiny model on train/toy/toy.conllu, which it can learn by heart, and
# has the program analyse the same sentences with it: tags, trees and names
# must be those of the file.
set -euo pipefail
casus=$(realpath "$1")
python=$2
top=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir "$work/data"
cp -r "$top/lexicon" "$work/data/lexicon"
cp -r "$top/models" "$work/data/models"
"$python" "$top/train/fast.py" --toy --out "$work/data/models" |
    tail -n 1
"$casus" parse -q --data "$work/data" --from conllu --format conllu \
    -o "$work/got.conllu" "$top/train/toy/toy.conllu"
"$python" - "$top/train/toy/toy.conllu" "$work/got.conllu" <<'P'
import sys


def rows(path):
    with open(path, encoding="utf-8") as f:
        return [x.rstrip("\n").split("\t") for x in f if x[:1].isdigit()]


def name_of(misc):
    for part in misc.split("|"):
        if part.startswith("Name="):
            return part
    return "_"


gold, got = map(rows, sys.argv[1:])
assert len(gold) == len(got) > 30, (len(gold), len(got))
for what, at in (("tags", (3,)), ("heads", (6,)), ("relations", (7,))):
    right = sum(all(a[i] == b[i] for i in at) for a, b in zip(gold, got))
    print(what, right, "of", len(gold))
    assert right >= 0.98 * len(gold), what
right = sum(name_of(a[9]) == name_of(b[9]) for a, b in zip(gold, got))
print("names", right, "of", len(gold))
assert right >= 0.98 * len(gold), "names"
P
echo "1 passed, 0 failed"
