#!/usr/bin/env python3
"""score_facts.py - who and how many, in whole reports that readers wrote.

    tools/score_facts.py --casus build/casus [--half read|kept] [--errors]

Four sets in tests/events; each says in its head how its lines are read.

names.txt    wordings in passages: which country and sector has the entity
             that is named or described. Right: both fields.
numbers.txt  phrases in sentences: which bounds. Right: one count overlaps
             the phrase, with those bounds. And wordings that no count may
             overlap.
tolls.txt    reports, their events and what each costs: killed, injured, size;
             and which events are one happening.
reports.txt  reports, their events and the parties of each, also those that
             another clause or sentence names.

--half and --errors as in score_cases.py. Output as there, too.
"""
import argparse
import os
import re
import sys

from running import coded
from score_cases import HERE, parties, row, same_party

SETS = ("names", "numbers", "tolls", "reports")


class Case:
    """One item: its text, when and by whom it was published, the lines asked
    of it."""

    def __init__(self, number):
        self.number, self.text, self.lines = number, "", []
        self.day = self.publisher = None


def cases(path):
    out, now, text = [], None, []
    with open(path, encoding="utf-8") as f:
        rows = f.read().split("\n") + [""]
    for r in rows:
        r = r.strip()
        if r.startswith("#"):
            continue
        if not r:
            if now and now.lines:
                out.append(now)
            now = None
            continue
        now = now or Case(len(out) + 1)
        if r.startswith("@ "):
            day, _, publisher = [p.strip() for p in r[2:].partition("|")]
            now.day = None if day == "-" else day
            now.publisher = None if publisher in ("", "-") else publisher
        elif r.startswith("> "):
            now.text += (" " if now.text else "") + r[2:]
        elif not now.text:
            now.text = r
        else:
            now.lines.append(r)
    return out


def read_reports(casus, items):
    """[(layers, events)] of every item."""
    return coded(casus, [c.text for c in items], [c.day for c in items])


def place_of(text, wording):
    """[b, e) in code points of a wording, `#2` for its second occurrence, as
    whole words."""
    wording, _, nth = wording.partition("#")
    found = [m.span() for m in re.finditer(
        r"(?<![\w])" + re.escape(wording.strip()) + r"(?![\w])", text)]
    at = int(nth or 1) - 1
    if at >= len(found):
        sys.exit("score_facts: not in the text: %s" % wording)
    return found[at]


def overlap(a, b):
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def nearest(spans, want):
    """The index of the span most like the one wanted, or None."""
    best, at = 0, None
    for i, s in enumerate(spans):
        like = 2 * overlap(s, want) / (s[1] - s[0] + want[1] - want[0])
        if like > best:
            best, at = like, i
    return at


def allowed(value, want):
    """`=` parts alternatives, `-` is empty, `?` is not asked."""
    return "?" in want or (value or "-") in [w.strip() for w in want.split("=")]


# --- names -----------------------------------------------------------------


def head_of(span, wording):
    """Of a description the part before "of": the widow, not the journalist."""
    head = wording.partition("#")[0].split(" of ")[0]
    if not wording[:1].islower() or head == wording:
        return span
    return (span[0], span[0] + len(head))


def score_names(name, items, coded, errors):
    count = {"country": [0, 0], "sector": [0, 0], "both": [0, 0]}
    for c, (layers, _) in zip(items, coded):
        for line in c.lines:
            wording, country, sector = [f.strip() for f in line.split("|")]
            at = nearest([m["span"] for m in layers["mentions"]],
                         head_of(place_of(c.text, wording), wording))
            got = {} if at is None else \
                layers["entities"][layers["mentions"][at]["entity"]]
            right = [allowed(got.get("country"), country),
                     allowed(got.get("sector"), sector)]
            for key, ok in zip(count, right + [all(right)]):
                count[key][0] += ok
                count[key][1] += 1
            if errors and not all(right):
                print("%d %s\n    %s: %s %s, not %s %s%s" % (
                    c.number, c.text, wording, got.get("country"),
                    got.get("sector"), country, sector,
                    "" if at is not None else " (no mention)"))
    for key, (right, total) in count.items():
        row(name, key + " right", right, total)


# --- numbers ---------------------------------------------------------------


def bounds_fit(q, low, high, approximate):
    return allowed(None if q["min"] is None else str(q["min"]), low) and \
        allowed(None if q["max"] is None else str(q["max"]), high) and \
        approximate in ("?", "yes" if q["approximate"] else "no")


def score_numbers(name, items, coded, errors):
    phrases, others = [0, 0], [0, 0]
    for c, (layers, _) in zip(items, coded):
        counts = [q for q in layers["quantities"] if q["kind"] == "count"]
        for line in c.lines:
            if line.startswith("!"):
                span = place_of(c.text, line[1:])
                hit = [q for q in counts if overlap(q["span"], span)]
                others[0] += not hit
                others[1] += 1
                ok, said = not hit, "a quantity of people"
            else:
                wording, low, high, about = [f.strip()
                                             for f in line.split("|")]
                span = place_of(c.text, wording)
                hit = [q for q in counts if overlap(q["span"], span)]
                ok = any(bounds_fit(q, low, high, about) for q in hit)
                said = "; ".join("%s..%s%s" % (
                    q["min"], q["max"], "~" if q["approximate"] else "")
                    for q in hit) or "nothing"
                phrases[0] += ok
                phrases[1] += 1
            if errors and not ok:
                print("%d %s\n    %s: %s" % (c.number, c.text, line, said))
    row(name, "phrases right", *phrases)
    row(name, "other numbers left alone", *others)


# --- tolls -----------------------------------------------------------------


def number_fits(got, want):
    """`5`, `5..`, `..9`, `2..4`, `-`, `?`, `~` appended: approximate."""
    for one in want.split("="):
        one = one.strip()
        about = one.endswith("~")
        one = one.rstrip("~").strip()
        if one == "?":
            return True
        if one == "-":
            if got is None:
                return True
            continue
        low, dots, high = one.partition("..")
        if not dots:
            high = low
        if got is not None and \
                got["min"] == (int(low) if low else None) and \
                got["max"] == (int(high) if high else None) and \
                (not about or got["approximate"]):
            return True
    return False


def event_of(events, types, triggers, text):
    """The event of that type whose trigger overlaps one of the wordings."""
    for wording in triggers:
        span = place_of(text, wording)
        for e in events:
            if e["type"] in types and overlap(e["trigger"]["span"], span):
                return e
    return None


def shown(got):
    if got is None:
        return "-"
    return "%s..%s%s" % (got["min"], got["max"],
                         "~" if got["approximate"] else "")


def score_tolls(name, items, coded, errors):
    fields = ("killed", "injured", "size")
    count = {f + s: [0, 0] for f in fields for s in (" given", " empty")}
    found, whole, together, apart, silent = ([0, 0] for _ in range(5))
    for c, (_, events) in zip(items, coded):
        wrong, letters = [], {}
        for line in c.lines:
            if line.startswith("! none"):
                bad = [e for e in events if e["killed"] or e["injured"]]
                silent[0] += not bad
                silent[1] += 1
                wrong += ["%s has a toll" % e["trigger"]["text"] for e in bad]
                continue
            parts = [p.strip() for p in line.split("|")]
            if line.startswith("="):
                among = letters.get(parts[0][1:].strip(), [])
                ids = {e["incident"] for e in among} - {None}
                among = [e for e in events
                         if e in among or e["incident"] in ids]
                ok = any(all(number_fits(e[f], w) for f, w in
                             zip(fields, parts[1:])) for e in among)
                whole[0] += ok
                whole[1] += 1
                if not ok:
                    wrong.append("%s: %s" % (line, "; ".join(
                        " ".join(shown(e[f]) for f in fields)
                        for e in among) or "no event"))
                continue
            kind, triggers = parts[0].split(None, 1)
            e = event_of(events, kind.split("/"), triggers.split(" = "),
                         c.text)
            found[0] += e is not None
            found[1] += 1
            if e is None:
                wrong.append("missed " + parts[0])
                continue
            for f, w in zip(fields, parts[1:4]):
                if "?" in w:
                    continue
                key = f + (" empty" if w == "-" else " given")
                ok = number_fits(e[f], w)
                count[key][0] += ok
                count[key][1] += 1
                if not ok:
                    wrong.append("%s: %s %s, not %s" % (
                        e["trigger"]["text"], f, shown(e[f]), w))
            if parts[4] != "?":
                letters.setdefault(parts[4], []).append(e)
        pairs(letters, together, apart, wrong)
        if errors and wrong:
            print("%d %s\n    %s" % (c.number, c.text, "\n    ".join(wrong)))
    for key, pair in count.items():
        row(name, key, *pair)
    row(name, "incident has the figures", *whole)
    row(name, "no figures where none are told", *silent)
    row(name, "one happening kept together", *together)
    row(name, "two happenings kept apart", *apart)
    row(name, "events found", *found)


def same_incident(a, b):
    return a is b or (a["incident"] is not None and
                      a["incident"] == b["incident"])


def pairs(letters, together, apart, wrong):
    named = [(k, e) for k, es in sorted(letters.items()) for e in es]
    for i, (k, a) in enumerate(named):
        for l, b in named[i + 1:]:
            one = same_incident(a, b)
            count = together if k == l else apart
            ok = one == (k == l)
            count[0] += ok
            count[1] += 1
            if not ok:
                wrong.append("%s and %s are %s happening" % (
                    a["trigger"]["text"], b["trigger"]["text"],
                    "one" if k == l else "not one"))


# --- reports ---------------------------------------------------------------

CODE = re.compile(r"\[([^ \]]+) ([^\]]+)\]")


def codes(side):
    """What stands in brackets after each party of a side."""
    return [CODE.search(one) for one in side.split(";")]


def judge_side(want, want_codes, got):
    """(what is wrong with the parties, codes right, codes asked)"""
    wrong, left, right, asked = [], list(got), 0, 0
    for (wordings, optional), wanted in zip(want, want_codes):
        wordings = [CODE.sub("", w).strip() for w in wordings]
        hit = next((p for p in left if same_party(p, wordings)), None) or \
            next((p for p in got if same_party(p, wordings)), None)
        if hit is None:
            if not optional:
                wrong.append("no " + wordings[0])
            continue
        if hit in left and hit["text"].lower() not in ("both sides", "they"):
            left.remove(hit)
        if wanted:
            for key, w in zip(("country", "sector"), wanted.groups()):
                if "?" not in w:
                    asked += 1
                    ok = allowed(hit[key], w)
                    right += ok
                    if not ok:
                        wrong.append("(%s is %s %s)" % (
                            hit["text"], hit["country"], hit["sector"]))
    left = [p for p in left
            if p["text"].lower() not in ("both sides", "they")]
    return wrong + ["not " + p["text"] for p in left], right, asked


def score_reports(name, items, coded, errors):
    count = {"actors": [0, 0], "recipients": [0, 0], "both": [0, 0]}
    found, code, silent = [0, 0], [0, 0], [0, 0]
    for c, (_, events) in zip(items, coded):
        for line in c.lines:
            if line.startswith("!"):
                span = place_of(c.text, line[1:].strip())
                bad = any(overlap(e["trigger"]["span"], span) for e in events)
                silent[0] += not bad
                silent[1] += 1
                continue
            head, *sides = [p.strip() for p in line.split("|")]
            kind, triggers = head.split(None, 1)
            e = event_of(events, kind.split("/"), triggers.split(" = "),
                         c.text)
            found[0] += e is not None
            found[1] += 1
            if e is None:
                if errors:
                    print("%d %s\n    missed %s" % (c.number, c.text, head))
                continue
            clean = True
            for key, side in zip(("actors", "recipients"), sides):
                if side == "?":
                    continue
                want = [] if side == "-" else parties(side)
                wrong, right, asked = judge_side(want, codes(side), e[key])
                code[0] += right
                code[1] += asked
                ok = all(w.startswith("(") for w in wrong)
                count[key][0] += ok
                count[key][1] += 1
                clean = clean and ok
                if errors and wrong:
                    print("%d %s\n    %s %s: %s" % (
                        c.number, c.text, e["trigger"]["text"], key,
                        "; ".join(wrong)))
            count["both"][0] += clean
            count["both"][1] += 1
    for key, pair in count.items():
        row(name, key + " right, of events found", *pair)
    row(name, "codes right, of parties found", *code)
    row(name, "no event where none is", *silent)
    row(name, "events found", *found)


def main():
    ap = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--casus", default=os.path.join(HERE, "build/casus"))
    ap.add_argument("--cases", default=os.path.join(HERE, "tests/events"))
    ap.add_argument("--half", choices=("read", "kept"))
    ap.add_argument("--errors", action="store_true")
    ap.add_argument("--sets", nargs="+", choices=SETS, default=SETS)
    args = ap.parse_args()
    judges = {"names": score_names, "numbers": score_numbers,
              "tolls": score_tolls, "reports": score_reports}
    for name in args.sets:
        items = cases(os.path.join(args.cases, name + ".txt"))
        if args.half:
            odd = args.half == "read"
            items = [c for c in items if c.number % 2 == odd]
        judges[name](name, items, read_reports(args.casus, items),
                     args.errors)


if __name__ == "__main__":
    main()
