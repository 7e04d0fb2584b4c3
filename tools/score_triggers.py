#!/usr/bin/env python3
"""score_triggers.py - events against sentences with their triggers marked.

    tools/score_triggers.py --casus build/casus [--part held|trained|all]
        [--by-type] [--errors N]

Sentences: train/triggers/ (its README says what is marked). Each is a report
of its own. An event is found where its trigger shares words with a mark, and
right where the type is that of the mark too; marks of mere results (~) ask for
nothing and forbid nothing.

--part     held: those that the classifier never learns from (the default)
--by-type  a row a type
--errors   N missed and N spurious events, drawn evenly

Output: found F1, typed precision, recall and F1 in percent; sentences without a
mark in which nothing was told.
"""
import argparse
import collections
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "train"))
sys.path.insert(0, HERE)

import score_cases
import triggers


def overlap(event, mark):
    b, e = event["trigger"]["span"]
    return b < mark[1] and e > mark[0]


class Count:
    def __init__(self):
        self.asked = self.told = self.found = self.right = 0
        self.spoken = self.quiet = self.left_alone = 0
        self.by_type = collections.defaultdict(lambda: [0, 0, 0])
        self.missed, self.spurious = [], []

    def add(self, text, marks, events):
        used = set()
        for mark in marks:
            here = [e for e in events if overlap(e, mark)
                    and id(e) not in used]
            used.update(map(id, here))
            if mark[3]:
                continue
            self.asked += 1
            self.by_type[mark[2]][0] += 1
            if not here:
                self.missed.append((mark[2], text[mark[0]:mark[1]], text))
                continue
            typed = any(e["type"] == mark[2] for e in here)
            self.found += 1
            self.right += typed
            self.told += 1
            self.by_type[mark[2]][1] += typed
            self.by_type[mark[2] if typed else here[0]["type"]][2] += 1
        for e in events:
            if id(e) not in used:
                self.told += 1
                self.by_type[e["type"]][2] += 1
                self.spurious.append((e["type"], e["trigger"]["text"], text))
        if marks:
            self.spoken += 1
        else:
            self.quiet += 1
            self.left_alone += not events

    def show(self):
        def percent(a, b):
            return 100 * a / b if b else 0.0
        print("triggers   sentences %d, events asked for %d, told %d"
              % (self.quiet + self.spoken, self.asked, self.told))
        print("triggers   found F1                          %5.1f"
              % percent(2 * self.found, self.asked + self.told))
        print("triggers   typed P, R, F1       %5.1f  %5.1f  %5.1f"
              % (percent(self.right, self.told),
                 percent(self.right, self.asked),
                 percent(2 * self.right, self.asked + self.told)))
        print("triggers   no event, left alone %5.1f  (%d of %d)"
              % (percent(self.left_alone, self.quiet), self.left_alone,
                 self.quiet))


def spread(items, n):
    step = max(1, len(items) // n) if n else 1
    return items[::step][:n]


def main():
    ap = argparse.ArgumentParser(
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--casus", default=os.path.join(HERE, "../build/casus"))
    ap.add_argument("--part", choices=("held", "trained", "all"),
                    default="held")
    ap.add_argument("--by-type", action="store_true")
    ap.add_argument("--errors", type=int, default=0)
    args = ap.parse_args()
    items = [x for x in triggers.read() if args.part == "all"
             or triggers.is_held(x) == (args.part == "held")]
    events = score_cases.code(args.casus, [x[2] for x in items])
    count = Count()
    for (_, _, text, marks), got in zip(items, events):
        count.add(text, marks, got)
    count.show()
    if args.by_type:
        for kind in triggers.TYPES:
            asked, right, told = count.by_type[kind]
            print("triggers   %-10s asked %5d  P %5.1f  R %5.1f" % (
                kind, asked, 100 * right / max(told, 1),
                100 * right / max(asked, 1)))
    for name, some in (("missed", count.missed), ("spurious",
                                                  count.spurious)):
        for kind, word, text in spread(some, args.errors):
            print("%s %s %s: %s" % (name, kind, word, text))


if __name__ == "__main__":
    main()
