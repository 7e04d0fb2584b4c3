#!/usr/bin/env python3
"""score_cases.py - single sentences and the events they must and must not give.

    tools/score_cases.py --casus build/casus [--half read|kept] [--errors]

Three sets in tests/events, written before the rules by a reader who had not
seen them:

senses.txt    words that often tell an event, in that sense and in others.
              After each sentence its events, `TYPE trigger`; several types
              that will do are written TYPE/TYPE; a line beginning with ~ is
              an event that may be told or not. A sentence without lines has
              none. Right: every event found with its type, and no other.
statuses.txt  `TYPE trigger | status`, several that will do with /. Right: the
              event with that trigger has that status. An event that is not
              found or has another type counts as wrong, and is told apart.

parties.txt   `TYPE trigger | actors | recipients`, parties apart by ";", other
              wordings of one party by " = ", "?" before one that may be left
              out, "-" for nobody. Right: every party wanted shares its last
              word with one that was found, and no other party was found.

--half   errors are read in one half only (`read`: every case with an odd
         number), so that the other (`kept`) says what a stranger would see.
--errors prints each wrong case.

Output: a row a figure, set, figure, value in percent, right, all.
"""
import argparse
import os

from running import coded

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
SETS = ("senses", "statuses", "parties")


def cases(path):
    """[(number from 1, sentence, [(types, trigger, statuses, optional)])]"""
    out, sentence, lines = [], None, []
    with open(path, encoding="utf-8") as f:
        rows = f.read().split("\n") + [""]
    for row in rows:
        row = row.strip()
        if row.startswith("#"):
            continue
        if not row:
            if sentence:
                out.append((len(out) + 1, sentence, lines))
            sentence, lines = None, []
        elif sentence is None:
            sentence = row
        else:
            lines.append(expected(row))
    return out


def expected(row):
    event, _, rest = row.partition("|")
    kinds, trigger = event.split(None, 1)
    return (set(kinds.lstrip("~").split("/")), trigger.strip(),
            set(rest.strip().split("/")), kinds.startswith("~"),
            [parties(side) for side in rest.split("|")])


def parties(side):
    """[(wordings, may be left out)]"""
    side = side.strip()
    if side in ("", "-"):
        return []
    return [([w.strip().lstrip("?").strip() for w in one.split(" = ")],
             one.strip().startswith("?")) for one in side.split(";")]


def code(casus, sentences):
    """Lists of events, one a sentence: each sentence is a report."""
    return [events for _, events in coded(casus, sentences)]


def meets(event, sentence, want):
    """The event's trigger has the expected word among its words."""
    words = event["trigger"]["text"].replace("-", " ").split()
    return want[1] in words or want[1] == event["trigger"]["text"] or \
        want[1] in event["trigger"]["text"].split()


def judge_senses(sentence, wants, events):
    """What is wrong, as words; empty: nothing."""
    wrong, left = [], list(events)
    for want in wants:
        hit = next((e for e in left if meets(e, sentence, want)
                    and e["type"] in want[0]), None)
        if hit:
            left.remove(hit)
        elif not want[3]:
            wrong.append("missed %s %s" % ("/".join(sorted(want[0])), want[1]))
    for e in left:
        # An optional word is no error whatever is made of it.
        if not any(w[3] and meets(e, sentence, w) for w in wants):
            wrong.append("spurious %s %s" % (e["type"], e["trigger"]["text"]))
    return wrong


def judge_status(sentence, want, events):
    here = [e for e in events if meets(e, sentence, want)]
    typed = [e for e in here if e["type"] in want[0]]
    if not typed:
        return "missed %s %s (%s)" % (
            "/".join(sorted(want[0])), want[1],
            ", ".join(e["type"] for e in here) or "nothing")
    if not any(e["status"] in want[2] for e in typed):
        return "%s %s: %s, not %s" % (
            typed[0]["type"], want[1], typed[0]["status"],
            "/".join(sorted(want[2])))
    return ""


def same_party(got, wordings):
    """They share words, the last one of the shorter among them."""
    words = got["text"].lower().split()
    for w in wordings:
        other = w.lower().split()
        short, long = sorted((words, other), key=len)
        if short and (short[-1] in long or other[-1] in words):
            return True
    return False


def judge_parties(want, event):
    """What is wrong on each side, as words; empty: nothing."""
    wrong = []
    for side, key in enumerate(("actors", "recipients")):
        left = list(event[key])
        for wordings, optional in want[4][side]:
            hit = next((p for p in left if same_party(p, wordings)), None)
            if hit:
                left.remove(hit)
            elif not optional:
                wrong.append("no %s %s" % (key[:-1], wordings[0]))
        wrong += ["not %s %s" % (key[:-1], p["text"]) for p in left]
    return wrong


def score_parties(name, items, events, errors):
    count = {"actors": [0, 0], "recipients": [0, 0], "both": [0, 0]}
    missed = 0
    for (number, sentence, wants), got in zip(items, events):
        for want in wants:
            event = next((e for e in got if meets(e, sentence, want)
                          and e["type"] in want[0]), None)
            if event is None:
                missed += 1
                continue
            wrong = judge_parties(want, event)
            for side in ("actor", "recipient"):
                count[side + "s"][0] += not any(
                    w.split()[1] == side for w in wrong)
                count[side + "s"][1] += 1
            count["both"][0] += not wrong
            count["both"][1] += 1
            if wrong and errors:
                print("%d %s\n    %s: %s" % (number, sentence, want[1],
                                             "; ".join(wrong)))
    for side, (right, total) in count.items():
        row(name, side + " right, of events found", right, total)
    row(name, "events found", count["both"][1], count["both"][1] + missed)


def row(name, figure, right, total):
    if total:
        print("%-10s %-34s %5.1f %5d %5d"
              % (name, figure, 100 * right / total, right, total))


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
    for name in args.sets:
        items = cases(os.path.join(args.cases, name + ".txt"))
        if args.half:
            odd = args.half == "read"
            items = [c for c in items if c[0] % 2 == odd]
        events = code(args.casus, [c[1] for c in items])
        report = {"senses": score_senses, "statuses": score_statuses,
                  "parties": score_parties}[name]
        report(name, items, events, args.errors)


def score_senses(name, items, events, errors):
    count = {True: [0, 0], False: [0, 0]}
    missed = spurious = wanted = 0
    for (number, sentence, wants), got in zip(items, events):
        wrong = judge_senses(sentence, wants, got)
        told = any(not w[3] for w in wants)
        count[told][0] += not wrong
        count[told][1] += 1
        wanted += sum(not w[3] for w in wants)
        missed += sum(w.startswith("missed") for w in wrong)
        spurious += sum(w.startswith("spurious") for w in wrong)
        if wrong and errors:
            print("%d %s\n    %s" % (number, sentence, "; ".join(wrong)))
    row(name, "sentences without events", *count[False])
    row(name, "sentences with events", *count[True])
    row(name, "all", count[True][0] + count[False][0],
        count[True][1] + count[False][1])
    row(name, "events found", wanted - missed, wanted)
    print("%-10s %-34s %5d" % (name, "spurious events", spurious))


def score_statuses(name, items, events, errors):
    right = found = total = 0
    for (number, sentence, wants), got in zip(items, events):
        for want in wants:
            wrong = judge_status(sentence, want, got)
            total += 1
            right += not wrong
            found += not wrong.startswith("missed")
            if wrong and errors:
                print("%d %s\n    %s" % (number, sentence, wrong))
    row(name, "right", right, total)
    row(name, "right, of those found", right, found)


if __name__ == "__main__":
    main()
