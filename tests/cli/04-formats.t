#!/bin/bash
# JSON Lines, CSV, table, layers, explain.
. "$(dirname "$0")/tap.sh"
plan 14

report=$top/examples/reports/market-strike.txt
run code --format jsonl --layers "$report"
exits 0 "jsonl"
python3 - out <<'P' >check 2>&1
import json, sys
report, events = None, 0
for line in open(sys.argv[1], encoding="utf-8"):
    o = json.loads(line)
    if "text" in o:
        report = o
        continue
    events += 1
    t = report["text"]
    def spans(x):
        if isinstance(x, dict):
            if "text" in x and "span" in x and x["text"] is not None:
                b, e = x["span"]
                assert t[b:e] == x["text"], (t[b:e], x["text"])
            for v in x.values():
                spans(v)
        elif isinstance(x, list):
            for v in x:
                spans(v)
    spans(o)
    assert o["type"] and o["trigger"]["text"]
assert events >= 5, events
furniture = ["Reuters", "Powered by", "Updated:", "Share this"]
for s in report["sentences"]:
    b, e = s["span"]
    assert not any(f in report["text"][b:e] for f in furniture), report["text"][b:e]
assert report["report"]["translated"] is True
assert report["report"]["published"] == "2025-04-15T19:20", report["report"]
P
ok $? "spans are code points of the text; furniture is no sentence"
[ -s check ] && sed 's/^/# /' check

run code --format csv "$report"
exits 0 "csv"
python3 - out <<'P' >check 2>&1
import csv, sys
rows = list(csv.DictReader(open(sys.argv[1], encoding="utf-8", newline="")))
assert len(rows) >= 5
assert {"id", "type", "actor", "recipient", "date_from", "sentence"} <= set(rows[0])
assert all(None not in r for r in rows), "a row has more cells than the header"
P
ok $? "csv reads back"
run code --format csv "$report" "$top/examples/reports/wire.txt"
[ "$(grep -c '^id,' out)" -eq 1 ]
ok $? "one header for many reports"

run code --format table "$report"
exits 0 "table"
has out "ASSAULT" "table names the type"
! grep -q "$(printf '\033')" out
ok $? "no colour outside a terminal"
awk '{ gsub(/[\200-\277]/, ""); if (length($0) > 80) exit 1 }' out
ok $? "table fits 80 columns"

run explain "$report"
exits 0 "explain"
has out "drone" "explain quotes the words"

run parse --format conllu "$report"
exits 0 "parse"
grep -P '^1\t' out >/dev/null
ok $? "CoNLL-U tokens"
run code --format table --layers "$report"
exits 2 "layers go with jsonl only"
