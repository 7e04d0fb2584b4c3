#!/bin/bash
# Bad input is named, and the rest of the batch is coded.
. "$(dirname "$0")/tap.sh"
plan 25

good=$top/examples/reports/wire.txt
head -c 2000 /dev/zero >binary.txt
printf 'Soldiers shot \xff\xfe two men.\n' >latin.txt
printf '{"text": "Police arrested three men in Nairobi."}\n[1, 2]\n{"text": 5}\n{"text": "Troops shelled the town."\n{"id": "last", "text": "The two presidents met on Friday."}\n' >lines.jsonl
: >empty.txt
printf '   \n\n' >blank.txt

run code missing.txt "$good"
exits 1 "missing file"
has err "missing.txt: .*[Nn]o such file" "missing file: name and reason"
has out '"type"' "missing file: the other file is coded"

mkdir folder
run code folder "$good"
exits 1 "a folder"
has err "folder: .*directory" "a folder: name and reason"
has out '"type"' "a folder: the other file is coded"

run code binary.txt "$good"
exits 1 "binary file"
has err "binary.txt: " "binary file: named"
has out '"type"' "binary file: the other file is coded"

run code latin.txt "$good"
exits 1 "invalid UTF-8"
has err "latin.txt: .*UTF-8" "invalid UTF-8: name and reason"
has err "14|line 1" "invalid UTF-8: place"
has out '"type"' "invalid UTF-8: the other file is coded"

head -c 104857600 /dev/zero | tr '\0' 'a' >huge.txt
run code huge.txt "$good"
exits 1 "100 MB on one line"
has err "huge.txt: " "100 MB on one line: named"
has out '"type"' "100 MB on one line: the other file is coded"
rm -f huge.txt

run code lines.jsonl
exits 1 "broken JSON lines"
has err "lines.jsonl: line 2" "a line that is no object"
has err "lines.jsonl: line 3" "a text that is no string"
has err "lines.jsonl: line 4" "a broken object"
has out '"id": ?"last"' "lines after a broken one are coded"

run code empty.txt
exits 0 "empty file"
[ ! -s out ]
ok $? "empty file: no records"
run code blank.txt
exits 0 "blank file"

cat lines.jsonl | "$casus" code -o result.jsonl - 2>err
[ -s result.jsonl ] && [ ! -e result.jsonl.part ]
ok $? "output stands under its final name alone"
