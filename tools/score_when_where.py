#!/usr/bin/env python3
"""score_when_where.py - the day and the place of events, in short reports.

    tools/score_when_where.py --casus build/casus [--half read|kept] [--errors]
    tools/score_when_where.py --cases tests/events/when-where/second

The sets in tests/events/when-where; its README.md says how their lines are
read. A day is right if the record gives the same days, or none where none are
wanted. A place is right if name (the record's or the report's wording) and
country are those wanted; only a country, if the record gives a country and
nothing narrower; none, if `where` is null. An event that is not found is wrong
on both counts, and the figures "of events found" leave it out.

--half and --errors as in score_cases.py; the half is of each file's reports.
Output as there.
"""
import argparse
import calendar
import datetime
import os
import re
import unicodedata

from running import coded
from score_cases import HERE, row
from score_facts import cases, overlap, place_of

SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
PLACE = re.compile(r"(.*?)\s*\[([A-Z]{3})\]$")


# --- the day ---------------------------------------------------------------


def last_of(year, month):
    return datetime.date(year, month, calendar.monthrange(year, month)[1])


def days(value):
    """(first, last) day of a wanted value, both inclusive."""
    if ".." in value:
        first, last = value.split("..")
        return days(first)[0], days(last)[1]
    year, *rest = value.split("-")
    year = int(year)
    if not rest:
        return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    if rest[0].startswith("W"):
        monday = datetime.date.fromisocalendar(year, int(rest[0][1:]), 1)
        return monday, monday + datetime.timedelta(6)
    if rest[0] in SEASONS:
        month = SEASONS[rest[0]]
        last = (year, month + 2) if month < 11 else (year + 1, 2)
        return datetime.date(year, month, 1), last_of(*last)
    if len(rest) == 1:
        return datetime.date(year, int(rest[0]), 1), \
            last_of(year, int(rest[0]))
    day = datetime.date.fromisoformat(value)
    return day, day


def same_days(got, want):
    if want == "-":
        return got["from"] is None
    first, last = days(want)
    return (got["from"], got["to"]) == (str(first), str(last))


# --- the place -------------------------------------------------------------


def folded(name):
    """Without case, accents, apostrophes and hyphens."""
    plain = unicodedata.normalize("NFD", name.lower())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub(r"['’`]", "", plain).replace("-", " ").strip()


def same_place(got, want):
    if want == "-":
        return got is None
    if got is None:
        return False
    name, country = PLACE.match(want).groups()
    if got["country"] != country:
        return False
    if not name:
        return got["precision"] == "country"
    wording = " %s " % folded(got["text"])
    return folded(got["name"]) == folded(name) or \
        " %s " % folded(name) in wording


# --- together --------------------------------------------------------------


def right(field, got, want):
    judge = same_days if field == "when" else same_place
    return any(judge(got, w.strip()) for w in want.split(" = "))


def shown(field, got):
    if field == "when":
        return "-" if got["from"] is None else "%s..%s" % (
            got["from"], got["to"])
    return "-" if got is None else "%s [%s] %s" % (
        got["name"], got["country"], got["precision"])


def told_by(events, span, text):
    """Every event whose trigger overlaps the word; where none does, one whose
    verb stands right before it: "imposed a curfew"."""
    here = [e for e in events if overlap(e["trigger"]["span"], span)]
    if here:
        return here
    for e in events:
        between = text[e["trigger"]["span"][1]:span[0]]
        if e["trigger"]["span"][1] <= span[0] and \
                re.fullmatch(r"( (an?|the|his|her|their|\w+))? ", between):
            here.append(e)
    return here


def score(name, items, reports, errors):
    """{(field, given or empty): [right, of those found, asked]}"""
    count, found, asked = {}, 0, 0
    for c, (_, events) in zip(items, reports):
        wrong = []
        for line in c.lines:
            word, *wants = [p.strip() for p in line.split("|")]
            here = told_by(events, place_of(c.text, word), c.text)
            found += bool(here)
            asked += 1
            for field, want in zip(("when", "where"), wants):
                if want == "?":
                    continue
                key = (field, "empty" if want == "-" else "given")
                # One wording can tell two events; either will do.
                ok = any(right(field, e[field], want) for e in here)
                n = count.setdefault(key, [0, 0, 0])
                n[0] += ok
                n[1] += bool(here)
                n[2] += 1
                if not ok:
                    wrong.append("%s %s: %s, not %s" % (
                        word, field, "; ".join(
                            shown(field, e[field]) for e in here)
                        or "no event", want))
        if errors and wrong:
            print("%s %d (%s) %s\n    %s" % (
                name, c.number, c.day, c.text, "\n    ".join(wrong)))
    return count, found, asked


def total(counts, field):
    """[right, found, asked] over all sets, given and empty."""
    sums = [0, 0, 0]
    for count in counts:
        for (f, _), n in count.items():
            if f == field:
                sums = [a + b for a, b in zip(sums, n)]
    return sums


def main():
    ap = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--casus", default=os.path.join(HERE, "build/casus"))
    ap.add_argument("--cases",
                    default=os.path.join(HERE, "tests/events/when-where"))
    ap.add_argument("--half", choices=("read", "kept"))
    ap.add_argument("--errors", action="store_true")
    ap.add_argument("--sets", nargs="+", help="files without .txt, all by "
                    "default")
    args = ap.parse_args()
    counts, found, asked = [], 0, 0
    sets = args.sets or sorted(f[:-4] for f in os.listdir(args.cases)
                               if f.endswith(".txt"))
    for name in sets:
        items = cases(os.path.join(args.cases, name + ".txt"))
        if args.half:
            odd = args.half == "read"
            items = [c for c in items if c.number % 2 == odd]
        reports = coded(args.casus, [c.text for c in items],
                        [c.day for c in items],
                        [c.publisher for c in items])
        count, some, every = score(name, items, reports, args.errors)
        counts.append(count)
        found, asked = found + some, asked + every
        for (field, kind), n in sorted(count.items()):
            row(name, "%s, %s" % (field, kind), n[0], n[2])
    for field in ("when", "where"):
        n = total(counts, field)
        row("all", field, n[0], n[2])
        row("all", field + ", of events found", n[0], n[1])
    row("all", "events found", found, asked)


if __name__ == "__main__":
    main()
