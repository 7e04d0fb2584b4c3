#!/bin/bash
# The shipped lexicon has no mistakes; mistakes are named with their place.
. "$(dirname "$0")/tap.sh"
plan 17

run lexicon check
exits 0 "shipped lexicon"
has out "^no mistakes" "shipped lexicon: no mistakes"

mkdir -p own/events own/actors own/cues
cat >own/events/a.txt <<'L'
# comment
frame assault.example
type: ASSAULT
mode: picnic
verb: smite;; crush
recipient: obj
colour: red
L
printf 'actor IRAQ\nname: Iraq\n' >own/actors/a.txt
run lexicon check own
exits 1 "own lexicon with mistakes"
has out "own/events/a.txt:4:7: not a mode" "wrong mode: file, line and column"
has out "own/events/a.txt:5:.*empty item" "empty item"
has out "own/events/a.txt:7:1: not a key" "unknown key"
has out "own/actors/a.txt:1:7: a code is" "wrong code"

rm -r own/actors/a.txt
cat >own/events/a.txt <<'L'
frame protest.example
type: PROTEST
verb: flumox
L
printf 'Farmers flumoxed the ministry in Paris on Friday.\n' >r.txt
run code --format jsonl --lexicon own r.txt
exits 0 "a lexicon of one's own"
has out '"rule": *"protest.example"|protest.example' "its frame is used"

# What one's own folder says of a name holds against what the shipped files say.
cat >own/actors/b.txt <<'L'
actor KENREB armed_group
name: Hamas

actor FJIGOV person
name: Waisake Tokalau
office: 2011-03 to 2014-08; 2020 on
L
printf 'Hamas attacked a convoy.\n' >r.txt
run code --format jsonl --lexicon own r.txt
exits 0 "one's own names"
has out '"code":"KENREB"' "one's own name holds"

# Time in office, by the day of the report.
printf 'Waisake Tokalau condemned the raid.\n' >r.txt
for day in 2014-08-31:FJIGOV 2014-09-01:FJIELI 2010-12-31:FJIELI \
           2024-05-05:FJIGOV; do
    run code --format jsonl --lexicon own --published "${day%:*}" r.txt
    has out "\"code\":\"${day#*:}\"" "in office on ${day%:*}: ${day#*:}"
done
printf 'actor FJIGOV\nname: Nobody\noffice: 2014-08 to 2013-02\n' \
    >own/actors/b.txt
run lexicon check own
exits 1 "an office that ends before it begins"
has out "b.txt:3" "an office that ends before it begins: its place"
