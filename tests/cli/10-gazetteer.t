#!/bin/bash
# A gazetteer of the user's own, from GeoNames' files.
. "$(dirname "$0")/tap.sh"
plan 8

mkdir dump data
# geonameid name ascii spellings lat lon class code country cc2 admin1 admin2
# admin3 admin4 population elevation dem zone changed
place() {
    printf '%s\t%s\t%s\t%s\t%s\t%s\tP\tPPL\t%s\t\t%s\t%s\t\t\t%s\t\t\tUTC\t2024-01-01\n' \
        "$1" "$2" "$2" "$3" "$4" "$5" "$6" "$7" "$8" "$9"
}
{
    place 11 Qarveth "Karveth" 10.5 20.5 TD 01 102 52000
    place 12 Ulmbash "" 10.7 20.9 TD 01 102 0
    place 13 Ostrelle "" 46.1 4.2 FR 84 69 3100
    place 14 Merlange "" 46.2 4.3 FR 84 69 0
} >dump/allCountries.txt
printf 'TD.01\tBatha\tBatha\t1\nFR.84\tAuvergne\tAuvergne\t2\n' \
    >dump/admin1CodesASCII.txt
printf 'TD.01.102\tFitri\tFitri\t3\nFR.84.69\tRhone\tRhone\t4\n' \
    >dump/admin2Codes.txt
{
    printf '#ISO\tISO3\n'
    printf 'TD\tTCD\t148\tCD\tChad\tQarveth\t1\t15477751\tAF\t\t\t\t\t\t\t\t2434508\t\t\n'
    printf 'FR\tFRA\t250\tFR\tFrance\tParis\t1\t66987244\tEU\t\t\t\t\t\t\t\t3017382\t\t\n'
} >dump/countryInfo.txt
mkdir names
echo 'JAMES 3.3 3.3 1' >names/dist.male.first
tar cf names.tar names
printf 'table\n' >words

make_it() {
    python3 "$top/tools/make_gazetteer.py" --geonames dump --names names.tar \
        --words words --places "$top/lexicon/places.txt" \
        --out places.casus --notice places.md "$@" >out 2>err
}

make_it --villages FR
ok $? "a gazetteer is made of a dump"
has places.md 'GeoNames' "with its notice"
# casus takes it where its models are.
cp -r "$top/models" "$top/lexicon" data
cp places.casus data/models
where() {
    printf '%s' "$1" | "$casus" code -q --data data --format jsonl - |
        grep -o '"where":{[^}]*}'
}
where 'Gunmen attacked a convoy near Karveth on Monday.' >out
has out '"name":"Qarveth","country":"TCD","admin1":"Batha"' \
    "its towns are found by their spellings"
where 'Gunmen attacked a convoy near Merlange on Monday.' >out
has out '"geonames":14' "villages of the countries asked for are in it"
where 'Gunmen attacked a convoy near Ulmbash on Monday.' >out
! grep -q '"geonames":12' out
ok $? "others without people are not"
rm dump/admin2Codes.txt
make_it
[ $? -ne 0 ]
ok $? "a missing file is refused"
has err 'admin2Codes\.txt' "and named"
python3 "$top/tools/make_gazetteer.py" --names names.tar --words words \
    >out 2>err
has err 'either --geonames' "one source must be given"
