"""Texts with their attributions marked (attributions/README.md).

    python3 train/attributions.py [FILE…]   # checks; counts what they hold
"""

import glob
import os
import re
import sys

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)),
                      "attributions")
OPEN = re.compile(r"\[([SCX])(\d+(?:,\d+)*) ")
EVERY, HELD = 7, 3          # of seven texts one is only measured with


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


def read(folder=FOLDER, paths=None):
    """[(file name, number of the text, paragraph, attributions)]"""
    items = []
    for path in sorted(paths or glob.glob(os.path.join(folder, "*.txt"))):
        number, empty = 0, True
        with open(path, encoding="utf-8") as f:
            for row, line in enumerate(f, 1):
                line = line.strip()
                if line.startswith("#"):
                    continue
                if not line:
                    number += not empty
                    empty = True
                    continue
                empty = False
                try:
                    text, found = plain(line)
                except ValueError as e:
                    raise SystemExit("%s:%d: %s" % (path, row, e))
                items.append((os.path.basename(path), number, text, found))
    return items


def is_held(item):
    """Only measured with."""
    return item[1] % EVERY == HELD


def main():
    items = read(paths=sys.argv[1:])
    total = [one for item in items for one in item[3].values()]
    print("%d paragraphs, %d words, %d attributions; %d without source, "
          "%d without cue, %d without content" % (
              len(items), sum(len(i[2].split()) for i in items), len(total),
              sum(not o["S"] for o in total), sum(not o["C"] for o in total),
              sum(not o["X"] for o in total)))


if __name__ == "__main__":
    main()
