#!/bin/bash
# The shipped lexicon has no mistakes; mistakes are named with their place.
. "$(dirname "$0")/tap.sh"
plan 9

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
