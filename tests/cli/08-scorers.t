#!/bin/bash
# The scorers' own cases, counted by hand, and what they refuse.
. "$(dirname "$0")/tap.sh"
plan 10

python3 "$top/tools/score_raw.py" --self-test >out 2>err
ok $? "score_raw.py: cases counted by hand"
python3 "$top/tools/score_names.py" --self-test >out 2>err
ok $? "score_names.py: cases counted by hand"
python3 "$top/tools/score_coref.py" --self-test >out 2>err
ok $? "score_coref.py: cases counted by hand"
cat >marked.txt <<'EOF'
[1 The mayor of [2 Kano]] resigned. [1 He] left.
EOF
python3 "$top/tools/score_coref.py" --casus "$casus" marked.txt >out 2>err
has out 'CoNLL +all +- +- +1\.0000' "the program's entities can be scored"
cat >said.txt <<'EOF'
[X1 "We came," ] [S1 the mayor] [C1 said.] [X1 "We saw nothing."]
[S2,3 Maro] [C2 praised] [X2 the officers] and [C3 refused] [X3 to name them].
EOF
python3 "$top/tools/score_attributions.py" --casus "$casus" said.txt >out 2>err
has out 'both +P 1\.0000 +R 1\.0000 +F 1\.0000 +gold +3' \
    "attributions can be scored"
printf '[X1 We came' >open.txt
python3 "$top/tools/score_attributions.py" --check open.txt >out 2>err
has err 'open\.txt:1: a mark that does not end' "open marks are named"

printf 'Anna I-PER\nBell I-PER\nleft O\nOslo I-LOC\n\n' >gold.iob
printf '1\tAnna\t_\t_\t_\t_\t_\t_\t_\tName=B-PER\n' >got.conllu
printf '2\tBell\t_\t_\t_\t_\t_\t_\t_\tName=I-PER|SpaceAfter=No\n' >>got.conllu
printf '3\tleft\t_\t_\t_\t_\t_\t_\t_\t_\n4\tOslo\t_\t_\t_\t_\t_\t_\t_\t_\n\n' >>got.conllu
python3 "$top/tools/score_names.py" gold.iob got.conllu >out 2>err
has out 'typed +P +1\.0000 +R +0\.5000 +F +0\.6667 +gold +2 +pred +1' \
    "names of files"
python3 "$top/tools/score_names.py" --tokens gold.iob >tokens.conllu 2>err
"$casus" parse -q --from conllu --format conllu tokens.conllu >out 2>err
python3 "$top/tools/score_names.py" gold.iob out >scored 2>err
has scored 'span' "the program's own output can be scored"
sed 's/Oslo/Bergen/' got.conllu >other.conllu
python3 "$top/tools/score_names.py" gold.iob other.conllu >out 2>err
[ $? -ne 0 ]
ok $? "other tokens are refused"
has err 'same tokens' "and the reason is given"
