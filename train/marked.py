"""Sentences of our own with names and mentions marked in place.

One sentence a line, an empty line between reports, `#` starts a comment line.

    [KIND words]    a name: PER ORG MIL ARM NAT LOC FAC WPN VEH MISC
    {kind words}    a description that acts as a mention: per org mil arm loc
                    fac wpn veh

Marks nest: names and descriptions may stand inside a description.  The
characters [ ] { } occur for nothing else.

    python train/marked.py FILE...      checks, and counts what is marked
"""

import sys
from collections import Counter

NAME_KINDS = "PER ORG MIL ARM NAT LOC FAC WPN VEH MISC".split()
MENTION_KINDS = "per org mil arm loc fac wpn veh".split()
PAIR = {"[": "]", "{": "}"}


def parse(line):
    """-> text, [(from, to, kind)] in code points of text, inner ones first.
    ValueError, with the column, where the marks are wrong."""
    out, spans, stack, i = [], [], [], 0
    while i < len(line):
        c = line[i]
        if c in PAIR:
            kind, _, _ = line[i + 1:i + 8].partition(" ")
            known = NAME_KINDS if c == "[" else MENTION_KINDS
            if kind not in known:
                raise ValueError("column %d: no such kind: %s" % (i + 1,
                                                                  kind))
            stack.append((c, len(out), kind))
            i += 2 + len(kind)
            continue
        if c in PAIR.values():
            if not stack or PAIR[stack[-1][0]] != c:
                raise ValueError("column %d: %s closes nothing" % (i + 1, c))
            _, b, kind = stack.pop()
            text = "".join(out[b:])
            if not text or text != text.strip():
                raise ValueError("column %d: empty, or a space at an edge: "
                                 "'%s'" % (i + 1, text))
            if stack and stack[-1][0] == "[":
                raise ValueError("column %d: a mark inside a name" % (i + 1))
            spans.append((b, len(out), kind))
            i += 1
            continue
        out.append(c)
        i += 1
    if stack:
        raise ValueError("a mark is not closed")
    return "".join(out), spans


def read(path):
    """Yields (report number, text, spans)."""
    report = 0
    with open(path, encoding="utf-8") as f:
        for n, line in enumerate(f, 1):
            line = line.rstrip("\n")
            if not line.strip():
                report += 1
                continue
            if line.startswith("#"):
                continue
            try:
                yield (report, *parse(line.strip()))
            except ValueError as e:
                raise ValueError("%s:%d: %s" % (path, n, e)) from None


def main():
    bad = 0
    for path in sys.argv[1:]:
        kinds, names, n, words = Counter(), Counter(), 0, 0
        with open(path, encoding="utf-8") as f:
            for i, line in enumerate(f, 1):
                line = line.strip()
                if not line or line.startswith("#"):
                    continue
                try:
                    text, spans = parse(line)
                except ValueError as e:
                    print("%s:%d: %s" % (path, i, e))
                    bad += 1
                    continue
                n += 1
                words += len(text.split())
                for b, e, k in spans:
                    kinds[k] += 1
                    if k.isupper():
                        names[text[b:e]] += 1
        print(path, n, "sentences", words, "words", dict(kinds))
        print("most repeated:", names.most_common(12))
    sys.exit(bad > 0)


if __name__ == "__main__":
    main()
