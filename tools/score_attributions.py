#!/usr/bin/env python3
"""score_attributions.py - attributions against texts with them marked.

    tools/score_attributions.py --casus build/casus [--errors] [FILE…]
    tools/score_attributions.py --check [FILE…]

Files: tests/attributions/ (its README says what is marked); without any, all of
them. An attribution of the program is paired with one of the text by words of
content and cue that both have, the best pairs first, one to one. Letters and
digits alone count.

Output: precision, recall, F1 of
  found            paired
  content, source  the share of the words of either side that the other has,
                   over all attributions (with a source)
  both             contents alike by half (Dice) and sources that overlap, or
                   none on either side
--errors  those missed and those too many, before the figures
--check   reads the files and counts what they hold
"""
import argparse
import glob
import os
import re
import sys

from running import layers_of, paragraphs

HERE = os.path.dirname(os.path.abspath(__file__))
FOLDER = os.path.join(HERE, "..", "tests", "attributions")
OPEN = re.compile(r"\[([SCX])(\d+(?:,\d+)*) ")
PARTS = (("S", "source"), ("C", "cue"), ("X", "content"))


def plain(line):
    """The text, {number: {"S": spans, "C": spans, "X": spans}} in code
    points. ValueError where marks do not fit together."""
    out, found, stack, at, size = [], {}, [], 0, 0
    while at < len(line):
        m = OPEN.match(line, at)
        if m:
            stack.append((m.group(1), m.group(2).split(","), size))
            at = m.end()
        elif line[at] == "[":
            raise ValueError("a bracket that is no mark: " + line[at:at + 20])
        elif line[at] == "]":
            if not stack:
                raise ValueError("a mark that ends unopened: " +
                                 line[max(0, at - 20):at + 1])
            part, numbers, begin = stack.pop()
            for number in numbers:
                one = found.setdefault(number, {"S": [], "C": [], "X": []})
                one[part].append((begin, size))
            at += 1
        else:
            out.append(line[at])
            size += 1
            at += 1
    if stack:
        raise ValueError("a mark that does not end: %s%s" % stack[-1][:2])
    for number, one in found.items():
        if not one["C"] and not one["X"]:
            raise ValueError("attribution %s has neither cue nor content" %
                             number)
    return "".join(out), found


def read(paths):
    """[(file name, number of the text, paragraph, attributions)]"""
    items = []
    for path in sorted(paths):
        for row, number, line in paragraphs(path):
            try:
                text, found = plain(line)
            except ValueError as e:
                raise SystemExit("%s:%d: %s" % (path, row, e))
            items.append((os.path.basename(path), number, text, found))
    return items


# ---------------------------------------------------------------- scoring
def texts(items):
    """[(text, [attribution as sets of positions of letters])]"""
    out, key = [], None
    for name, number, paragraph, found in items:
        if (name, number) != key:
            out.append(["", []])
            key = (name, number)
        text, marks = out[-1]
        at = len(text)
        for one in found.values():
            marks.append({long: [(b + at, e + at) for b, e in one[short]]
                          for short, long in PARTS})
        out[-1][0] = text + paragraph + "\n\n"
    return [(t, [letters(t, m) for m in marks]) for t, marks in out]


def letters(text, one):
    return {part: {i for b, e in one[part] for i in range(b, e)
                   if text[i].isalnum()} for _, part in PARTS}


def pairs(gold, own):
    """[(number of gold, number of own)]"""
    found = []
    for g, a in enumerate(gold):
        for k, b in enumerate(own):
            content = dice(a["content"], b["content"])
            cue = dice(a["cue"], b["cue"])
            if content or cue:
                found.append((content + cue / 2, -g, -k))
    left, right, out = set(), set(), []
    for _, g, k in sorted(found, reverse=True):
        if g not in left and k not in right:
            left.add(g)
            right.add(k)
            out.append((-g, -k))
    return out


def dice(a, b):
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


class Sums:
    def __init__(self):
        self.own = self.gold = self.sourced_own = self.sourced_gold = 0
        self.found = self.both = 0
        self.soft = {"content": [0.0, 0.0], "source": [0.0, 0.0]}

    def add(self, gold, own):
        self.own += len(own)
        self.gold += len(gold)
        self.sourced_own += sum(bool(a["source"]) for a in own)
        self.sourced_gold += sum(bool(a["source"]) for a in gold)
        for g, k in pairs(gold, own):
            a, b = gold[g], own[k]
            self.found += 1
            for part, sums in self.soft.items():
                shared = len(a[part] & b[part])
                if shared:
                    sums[0] += shared / len(b[part])
                    sums[1] += shared / len(a[part])
            self.both += dice(a["content"], b["content"]) >= 0.5 and (
                bool(a["source"] & b["source"]) or
                not a["source"] and not b["source"])

    def show(self):
        def row(name, p, of_own, r, of_gold):
            p = p / of_own if of_own else 0.0
            r = r / of_gold if of_gold else 0.0
            print("attributions %-8s P %6.4f  R %6.4f  F %6.4f  gold %5d  "
                  "own %5d" % (name, p, r, 2 * p * r / (p + r) if p + r
                               else 0.0, of_gold, of_own))
        row("found", self.found, self.own, self.found, self.gold)
        row("content", self.soft["content"][0], self.own,
            self.soft["content"][1], self.gold)
        row("source", self.soft["source"][0], self.sourced_own,
            self.soft["source"][1], self.sourced_gold)
        row("both", self.both, self.own, self.both, self.gold)


def words(text, places):
    if not places:
        return "-"
    return text[min(places):max(places) + 1].replace("\n", " ")


def print_errors(text, gold, own):
    paired = pairs(gold, own)
    for name, side, which in (("MISSED", gold, 0), ("TOO MANY", own, 1)):
        for i in set(range(len(side))) - {p[which] for p in paired}:
            a = side[i]
            print("%s [%s] %s: %s" % (name, words(text, a["source"]),
                                      words(text, a["cue"]),
                                      words(text, a["content"])))


def main():
    ap = argparse.ArgumentParser(description="score attributions")
    ap.add_argument("files", nargs="*")
    ap.add_argument("--casus", default="build/casus")
    ap.add_argument("--errors", action="store_true")
    ap.add_argument("--check", action="store_true")
    args = ap.parse_args()
    items = read(args.files or glob.glob(os.path.join(FOLDER, "*.txt")))
    if args.check:
        every = [one for item in items for one in item[3].values()]
        print("%d paragraphs, %d words, %d attributions" % (
            len(items), sum(len(i[2].split()) for i in items), len(every)))
        return 0
    sums = Sums()
    all_texts = texts(items)
    for (text, gold), layers in zip(all_texts, layers_of(
            args.casus, [t for t, _ in all_texts])):
        own = [letters(text, a) for a in layers["attributions"]]
        if args.errors:
            print_errors(text, gold, own)
        sums.add(gold, own)
    sums.show()
    return 0


if __name__ == "__main__":
    sys.exit(main())
