#!/usr/bin/env python3
"""Score names: spans of tokens with a kind, exact, as in CoNLL 2003.

A name counts as right where both ends and the kind agree with the gold one.
Gold files are in IOB or IOB2 columns: form and tag, or number, form and tag (as
UNER's); the system's file is casus' CoNLL-U with the same tokens, whose MISC
column says Name=B-PER.

usage: score_names.py [--kinds PER,ORG,LOC] [--part N/M] GOLD SYSTEM
       score_names.py --tokens GOLD     GOLD's tokens alone, as CoNLL-U
       score_names.py --self-test

--kinds  count these kinds alone, on both sides; default: those that GOLD has
--part   of the sentences of GOLD the Nth of M equal parts, in file order
"""

import argparse
import sys


def read_iob(lines):
    """Sentences as lists of (form, tag)."""
    sentences, now = [], []
    for line in lines:
        fields = line.split()
        if not fields:
            if now:
                sentences.append(now)
            now = []
        elif fields[0] == "-DOCSTART-":
            continue
        elif not line.startswith("# "):
            now.append((fields[1], fields[2]) if fields[0].isdigit() and
                       len(fields) > 2 else (fields[0], fields[1]))
    return sentences + ([now] if now else [])


def part_of(sentences, part):
    """"10/10": the last tenth, as train/corpora.py holds it out."""
    if not part:
        return sentences
    n, m = map(int, part.split("/"))
    if not 1 <= n <= m:
        raise ValueError("no such part: " + part)
    return sentences[len(sentences) * (n - 1) // m:len(sentences) * n // m]


def spans_of(tags):
    """Names of a sentence as {(first, past the last, kind)}. In IOB a name
    begins with I- unless it follows another of its kind."""
    out, begin, kind = [], 0, None
    for i, tag in enumerate(list(tags) + ["O"]):
        goes_on = tag.startswith("I-") and tag[2:] == kind
        if kind is not None and not goes_on:
            out.append((begin, i, kind))
            kind = None
        if tag != "O" and not goes_on:
            begin, kind = i, tag[2:]
    return set(out)


def read_system(lines):
    """Sentences as lists of (form, tag) out of CoNLL-U."""
    sentences, now = [], []
    for line in lines:
        fields = line.rstrip("\n").split("\t")
        if len(fields) != 10:
            if now and not line.strip():
                sentences.append(now)
                now = []
            continue
        if fields[0].isdigit():
            misc = dict(x.split("=", 1) for x in fields[9].split("|")
                        if "=" in x)
            now.append((fields[1], misc.get("Name", "O")))
    return sentences + ([now] if now else [])


def as_conllu(sentences):
    for sentence in sentences:
        for i, (form, _) in enumerate(sentence):
            yield "%d\t%s%s\n" % (i + 1, form, "\t_" * 8)
        yield "\n"


def score(gold, system, kinds=None):
    """{"typed", "span", each kind: (precision, recall, F1, gold, system)}"""
    if [[f for f, _ in s] for s in gold] != [[f for f, _ in s]
                                             for s in system]:
        raise ValueError("the files do not have the same tokens")
    if kinds is None:
        kinds = {t[2:] for s in gold for _, t in s if t != "O"}
    pairs = []
    for g, s in zip(gold, system):
        pairs.append(tuple({x for x in spans_of([t for _, t in side])
                            if x[2] in kinds} for side in (g, s)))

    def row(key, keep=lambda x: True):
        sides = [({key(x) for x in g if keep(x)}, {key(x) for x in s
                                                   if keep(x)})
                 for g, s in pairs]
        right = sum(len(g & s) for g, s in sides)
        n_gold = sum(len(g) for g, _ in sides)
        n_system = sum(len(s) for _, s in sides)
        p, r = right / max(1, n_system), right / max(1, n_gold)
        return p, r, 2 * p * r / max(1e-9, p + r), n_gold, n_system
    out = {"typed": row(lambda x: x), "span": row(lambda x: x[:2])}
    for kind in sorted(kinds):
        out[kind] = row(lambda x: x, lambda x, k=kind: x[2] == k)
    return out


def show(title, rows):
    for name, (p, r, f, gold, system) in rows.items():
        print("names          %-34s P %7.4f  R %7.4f  F %7.4f  gold %6d  "
              "pred %6d" % (title + " " + name, p, r, f, gold, system))


def self_test():
    """Cases counted by hand."""
    assert spans_of(["I-PER", "I-PER", "O", "B-LOC"]) == {
        (0, 2, "PER"), (3, 4, "LOC")}
    # IOB: a B- parts two names of one kind that touch.
    assert spans_of(["I-LOC", "B-LOC", "I-LOC"]) == {
        (0, 1, "LOC"), (1, 3, "LOC")}
    assert spans_of(["B-ORG", "I-PER"]) == {(0, 1, "ORG"), (1, 2, "PER")}
    assert spans_of(["O"]) == set()

    def file(*tags):
        return [[("w%d" % i, t) for i, t in enumerate(s.split())]
                for s in tags]
    gold = file("B-PER I-PER O B-LOC", "O B-ORG I-ORG O", "B-MISC O O O")
    system = file("B-PER I-PER O B-ORG", "O B-ORG O O", "B-MISC O O B-LOC")
    got = score(gold, system)
    # Right: the person and the MISC; found 5, gold 4.
    assert got["typed"][:2] + got["typed"][3:] == (2 / 5, 2 / 4, 4, 5)
    assert abs(got["typed"][2] - 4 / 9) < 1e-9
    # Extents alone: also the place that was called an organisation.
    assert got["span"][:2] == (3 / 5, 3 / 4)
    assert got["PER"] == (1, 1, 1, 1, 1)
    assert got["ORG"][:2] == (0, 0)
    three = score(gold, system, {"PER", "ORG", "LOC"})
    assert three["typed"][:2] == (1 / 4, 1 / 3) and "MISC" not in three
    assert score(gold, gold)["typed"][2] == 1
    iob = read_iob("# text = A b\n1\tA\tB-PER\t-\n2\t#\tO\t-\n\n"
                   "-DOCSTART- O\n\n# O\nRome I-LOC\n".splitlines(True))
    assert iob == [[("A", "B-PER"), ("#", "O")], [("Rome", "I-LOC")]], iob
    lines = "".join(as_conllu(gold[:1])).splitlines(True)
    assert read_system(lines)[0][0] == ("w0", "O")
    named = lines[0].rsplit("\t", 1)[0] + "\tMention=B-person|Name=B-PER\n"
    assert read_system([named]) == [[("w0", "B-PER")]]
    assert part_of(list(range(25)), "10/10") == [22, 23, 24]
    assert part_of(list(range(25)), "1/10") == [0, 1]
    try:
        score(gold, system[:1])
    except ValueError:
        pass
    else:
        raise AssertionError("other tokens were taken")
    print("score_names: self-test passed")


def main():
    parser = argparse.ArgumentParser(
        usage=__doc__.split("usage: ")[1])
    parser.add_argument("files", nargs="*")
    parser.add_argument("--kinds")
    parser.add_argument("--part")
    parser.add_argument("--tokens", action="store_true")
    parser.add_argument("--self-test", action="store_true")
    args = parser.parse_args()
    if args.self_test:
        return self_test()
    if len(args.files) != (1 if args.tokens else 2):
        parser.error("two files: GOLD and SYSTEM")
    with open(args.files[0], encoding="utf-8") as lines:
        gold = part_of(read_iob(lines), args.part)
    if args.tokens:
        sys.stdout.writelines(as_conllu(gold))
        return None
    with open(args.files[1], encoding="utf-8") as lines:
        system = read_system(lines)
    show(args.files[0].rsplit("/", 1)[-1],
         score(gold, system, args.kinds and set(args.kinds.split(","))))
    return None


if __name__ == "__main__":
    main()
