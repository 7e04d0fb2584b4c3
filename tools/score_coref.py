#!/usr/bin/env python3
"""score_coref.py - which wordings mean the same: MUC, B3, CEAFe, CoNLL F1.

    tools/score_coref.py --casus build/casus GOLD [GOLD …] [--errors]
    tools/score_coref.py --self-test

GOLD      CoNLL-U with entities in MISC (Entity=(ID-kind-…), as GUM has them),
          or texts with mentions marked in place (train/coreference/).
--errors  the links missed and the links too many, one a line, before the
          figures.

The program reads the bare text; a mention of its own is that of the gold which
holds it, and whose head words it holds (of several the shortest), one to one.
Counted are mentions of persons, organisations (also armed groups) and places,
pronouns among them; not nationalities, for the most part adjectives. Each figure twice: over all mentions,
those that are alone included, and ("chains") over chains of two and more.

Output: set, figure, precision, recall, F1. CoNLL is the mean of the three F1.
Definitions: Pradhan et al., "Scoring Coreference Partitions of Predicted
Mentions" (ACL 2014).
"""
import argparse
import collections
import os
import re
import sys

from running import layers_of, paragraphs

GOLD_KINDS = {"person", "organization", "place", ""}
OWN_KINDS = {"person", "organisation", "military", "armed_group",
             "place", "facility"}


# ---------------------------------------------------------------- metrics
def f1(p, r):
    return 2 * p * r / (p + r) if p + r else 0.0


def ratio(a, b):
    return a / b if b else 0.0


def muc_counts(keys, of):
    """Links kept, links wanted: each chain falls into parts by the other side;
    what the other side has not is a part of its own."""
    kept = wanted = 0
    for chain in keys:
        parts = set()
        for i, m in enumerate(chain):
            parts.add(of.get(m, ("alone", i)))
        kept += len(chain) - len(parts)
        wanted += len(chain) - 1
    return kept, wanted


def index(chains):
    return {m: k for k, chain in enumerate(chains) for m in chain}


def muc(gold, own):
    r = muc_counts(gold, index(own))
    p = muc_counts(own, index(gold))
    return p, r


def b_cubed(gold, own):
    def side(chains, others):
        of = index(others)
        sets = [set(c) for c in others]
        total, n = 0.0, 0
        for chain in chains:
            for m in chain:
                n += 1
                if m in of:
                    total += len(set(chain) & sets[of[m]]) / len(chain)
        return total, n
    return side(own, gold), side(gold, own)


def best_assignment(weight):
    """Greatest sum of weight[i][j] over pairs of different rows and columns:
    the Hungarian method with potentials."""
    if not weight or not weight[0]:
        return 0.0
    if len(weight) > len(weight[0]):
        weight = [list(col) for col in zip(*weight)]
    n, m = len(weight), len(weight[0])
    inf = float("inf")
    u, v = [0.0] * (n + 1), [0.0] * (m + 1)
    match, way = [0] * (m + 1), [0] * (m + 1)
    for i in range(1, n + 1):
        match[0], j0 = i, 0
        least, used = [inf] * (m + 1), [False] * (m + 1)
        while True:
            used[j0] = True
            i0, delta, j1 = match[j0], inf, 0
            for j in range(1, m + 1):
                if used[j]:
                    continue
                cost = -weight[i0 - 1][j - 1] - u[i0] - v[j]
                if cost < least[j]:
                    least[j], way[j] = cost, j0
                if least[j] < delta:
                    delta, j1 = least[j], j
            for j in range(m + 1):
                if used[j]:
                    u[match[j]] += delta
                    v[j] -= delta
                else:
                    least[j] -= delta
            j0 = j1
            if match[j0] == 0:
                break
        while j0:
            match[j0] = match[way[j0]]
            j0 = way[j0]
    return sum(weight[match[j] - 1][j - 1] for j in range(1, m + 1)
               if match[j])


def ceaf_e(gold, own):
    sets = [set(c) for c in own]
    weight = [[2.0 * len(set(g) & s) / (len(g) + len(s)) for s in sets]
              for g in gold]
    total = best_assignment(weight)
    return (total, len(own)), (total, len(gold))


METRICS = {"MUC": muc, "B3": b_cubed, "CEAFe": ceaf_e}


class Score:
    """Sums over documents."""

    def __init__(self):
        self.sums = {k: [0.0] * 4 for k in METRICS}
        self.found = [0, 0, 0]

    def add(self, gold, own):
        for name, metric in METRICS.items():
            (a, b), (c, d) = metric(gold, own)
            for i, x in enumerate((a, b, c, d)):
                self.sums[name][i] += x
        g = {m for c in gold for m in c}
        o = {m for c in own for m in c}
        self.found[0] += len(g & o)
        self.found[1] += len(o)
        self.found[2] += len(g)

    def rows(self):
        both, own, gold = self.found
        p, r = ratio(both, own), ratio(both, gold)
        out, mean = [("mentions", p, r, f1(p, r))], 0.0
        for name in METRICS:
            a, b, c, d = self.sums[name]
            p, r = ratio(a, b), ratio(c, d)
            out.append((name, p, r, f1(p, r)))
            mean += f1(p, r) / len(METRICS)
        return out + [("CoNLL", None, None, mean)]


# ---------------------------------------------------------------- gold
class Doc:
    """text, [(begin, end, heads begin, heads end, entity, kind)]"""

    def __init__(self, name, text, mentions):
        self.name, self.text, self.mentions = name, text, mentions


def entity_marks(field):
    """[("open", id, kind, minspan), ("close", id), ("one", …)] in order."""
    out = []
    for m in re.finditer(r"\(([^()]*)\)|\(([^()]*)|([^()]*)\)", field):
        one, opens, closes = m.groups()
        if closes:
            out.append(("close", closes.split("-")[0], "", ""))
            continue
        parts = (one or opens or "").split("-")
        if len(parts) < 2:
            continue
        # GRP-etype-infstat-salience-centering-minspan-link-identity
        span = parts[5] if len(parts) > 5 else "1"
        out.append(("one" if one else "open", parts[0], parts[1], span))
    return out


def read_conllu(path):
    docs, tokens, text, name = [], [], [], ""
    opened, mentions = [], []

    def flush():
        if tokens:
            docs.append(Doc(name, "".join(text), list(mentions)))
        tokens.clear(), text.clear(), mentions.clear(), opened.clear()

    def close(k, last):
        first, entity, kind, span = opened.pop(k)
        b, e = tokens[first][0], tokens[last][1]
        rel = [int(x) for x in span.split(",") if x.isdigit()] or [1]
        hb = tokens[min(first + min(rel) - 1, last)][0]
        he = tokens[min(first + max(rel) - 1, last)][1]
        mentions.append((b, e, hb, he, entity, kind))

    size, begin_par, skip, glue = 0, False, 0, True
    with open(path, encoding="utf-8") as f:
        for line in f:
            line = line.rstrip("\n")
            if line.startswith("# newdoc"):
                flush()
                name, size, glue = line.split("=")[-1].strip(), 0, True
            elif line.startswith("# newpar"):
                begin_par = True
            elif line and line[0].isdigit():
                c = line.split("\t")
                if "." in c[0]:
                    continue
                if not tokens:
                    begin_par = False
                spaced = "SpaceAfter=No" not in c[9]
                if "-" in c[0]:          # one word of several tokens
                    b, e = map(int, c[0].split("-"))
                    skip, whole = e - b + 1, c[1]
                    lead = "\n\n" if begin_par else "" if glue else " "
                    begin_par = False
                    text.append(lead + whole)
                    at = size + len(lead)
                    size = at + len(whole)
                    glue = not spaced
                    continue
                if skip:
                    b = at
                    e = size if skip == 1 else min(at + len(c[1]), size)
                    at, skip = e, skip - 1
                else:
                    lead = "\n\n" if begin_par else "" if glue else " "
                    begin_par = False
                    text.append(lead + c[1])
                    b = size + len(lead)
                    e = size = b + len(c[1])
                    glue = not spaced
                tokens.append((b, e))
                field = [x[7:] for x in c[9].split("|")
                         if x.startswith("Entity=")]
                for how, entity, kind, span in entity_marks(
                        field[0] if field else ""):
                    if how != "close":
                        opened.append((len(tokens) - 1, entity, kind, span))
                        if how == "one":
                            close(len(opened) - 1, len(tokens) - 1)
                    else:
                        for k in range(len(opened) - 1, -1, -1):
                            if opened[k][1] == entity:
                                close(k, len(tokens) - 1)
                                break
            elif not line:
                glue = False if not glue else glue
    flush()
    return docs


MARK = re.compile(r"\[(\d+)(?:=[\d+]+)? ")


def read_marked(path):
    """Reports with an empty line between, `[N words]` around mentions. Of a
    mention the whole wording is known and not its head: any word will do."""
    docs, of = [], None
    for row, number, line in paragraphs(path):
        if number != of:
            docs.append(Doc("%s:%d" % (os.path.basename(path), len(docs) + 1),
                            "", []))
            of = number
        doc = docs[-1]
        text, size, stack, at = [], len(doc.text), [], 0
        if doc.text:
            text.append("\n\n")
            size += 2
        while at < len(line):
            m = MARK.match(line, at)
            if m:
                stack.append((m.group(1), size))
                at = m.end()
            elif line[at] == "]" and stack:
                entity, b = stack.pop()
                doc.mentions.append((b, size, None, None, entity, ""))
                at += 1
            elif line[at] in "[]":
                raise SystemExit("%s:%d: a bracket that is no mark" %
                                 (path, row))
            else:
                text.append(line[at])
                size += 1
                at += 1
        if stack:
            raise SystemExit("%s:%d: a mark that does not end" % (path, row))
        doc.text += "".join(text)
    return docs


def read_gold(path):
    return (read_conllu if path.endswith(".conllu") else read_marked)(path)


# ---------------------------------------------------------------- pairing
def pair(doc, spans):
    """For each of the program's spans the gold mention's number, or None."""
    found = []
    for k, (b, e) in enumerate(spans):
        for g, (gb, ge, hb, he, _, _) in enumerate(doc.mentions):
            if gb <= b and e <= ge and (
                    b <= hb and he <= e if hb is not None
                    else b == gb or e == ge or heads_alike(doc, b, e, gb, ge)):
                found.append((ge - gb, abs(b - gb), k, g))
    found.sort()
    own, gold = {}, set()
    for _, _, k, g in found:
        if k not in own and g not in gold:
            own[k] = g
            gold.add(g)
    return own


def beside(doc, span):
    """The gold mention in which the span stands in apposition, or is the name
    behind "the town of"; None. Texts marked in place have one mark around
    both, the program two mentions."""
    b, e = span
    best = None
    for g, (gb, ge, hb, _, _, _) in enumerate(doc.mentions):
        if hb is not None or not (gb < b and e <= ge):
            continue
        lead, rest = doc.text[gb:b], doc.text[e:ge]
        if (re.fullmatch(r"[^,]*, (the |a |an )?", lead) or
                re.search(r"\b(town|city|village|province|state|district|"
                          r"port|region|island|valley) of $", lead)) and \
                re.fullmatch(r"|,.*| (of|who|which|from|in|for|at) .*", rest):
            if best is None or ge - gb < doc.mentions[best][1] - \
                    doc.mentions[best][0]:
                best = g
    return best


def heads_alike(doc, b, e, gb, ge):
    """Where no head is marked: the span ends where the first preposition,
    comma or relative word of the wording stands."""
    rest = doc.text[gb:ge]
    m = re.search(r",| of | in | for | from | at | on | who | which | that |"
                  r" with | to ", rest)
    return e == gb + m.start() if m else False


def chains_of(pairs):
    by = collections.defaultdict(list)
    for mention, entity in pairs:
        by[entity].append(mention)
    return [v for _, v in sorted(by.items(), key=lambda x: str(x[0]))]


def partitions(doc, layers):
    """Gold chains and own chains over one set of names of mentions."""
    gold = [(g, m[4]) for g, m in enumerate(doc.mentions)
            if m[5] in GOLD_KINDS]
    wanted = {g for g, _ in gold}
    kept = [m for m in layers["mentions"] if m["kind"] in OWN_KINDS]
    own = pair(doc, [m["span"] for m in kept])
    mine = []
    for k, m in enumerate(kept):
        g = own.get(k)
        if g is not None and g not in wanted:
            continue            # an event, a thing: not asked
        if g is None and beside(doc, m["span"]) is not None:
            continue            # the second wording of one mark
        mine.append((g if g is not None else ("own", k), m["entity"]))
    return chains_of(gold), chains_of(mine)


def print_errors(doc, layers):
    def words(b, e):
        return doc.text[b:e].replace("\n", " ")
    kept = [m for m in layers["mentions"] if m["kind"] in OWN_KINDS]
    own = pair(doc, [m["span"] for m in kept])
    last, linked = {}, {}
    order = sorted(range(len(kept)), key=lambda k: kept[k]["span"])
    for k in order:
        g = own.get(k)
        entity = doc.mentions[g][4] if g is not None else None
        mine = kept[k]["entity"]
        if g is not None and doc.mentions[g][5] not in GOLD_KINDS or \
                g is None and beside(doc, kept[k]["span"]) is not None:
            continue
        here = words(*kept[k]["span"])
        before = last.get(mine)
        if before is not None and before[1] != entity:
            print("%s WRONG %r -> %r" % (doc.name, here, before[0]))
        elif entity in linked and linked[entity][1] != mine:
            print("%s MISSED %r -> %r" % (doc.name, here, linked[entity][0]))
        last[mine] = (here, entity if entity is not None else ("own", k))
        if entity is not None:
            linked[entity] = (here, mine)
    got = set(own.values())
    for g, m in enumerate(doc.mentions):
        if g not in got and m[5] in GOLD_KINDS:
            print("%s NOT FOUND %r" % (doc.name, words(m[0], m[1])))


# ---------------------------------------------------------------- self-test
def self_test():
    """Against figures worked out by hand."""
    gold = [["a", "b", "c"], ["d", "e", "f", "g"]]
    own = [["a", "b"], ["c", "d"], ["f", "g", "h", "i"]]
    s = Score()
    s.add(gold, own)
    # MUC: of 5 links 2 are kept (ab, fg); of own 5 links 2 are right.
    # B3: recall (2*2/3 + 1/3 + 1/4 + 0 + 2*2/4) / 7,
    #     precision (1 + 1 + 1/2 + 1/2 + 2*2/4 + 0 + 0) / 8.
    # CEAFe: {abc}-{ab} 4/5 and {defg}-{fghi} 4/8: 1.3 over 3 and 2.
    want = {"MUC": (2 / 5, 2 / 5),
            "B3": (4 / 8, (4 / 3 + 1 / 3 + 1 / 4 + 1) / 7),
            "CEAFe": (1.3 / 3, 1.3 / 2)}
    failed = 0
    for name, p, r, f in s.rows():
        if name in want and (abs(p - want[name][0]) > 1e-9 or
                             abs(r - want[name][1]) > 1e-9):
            failed += 1
            print("not ok - %s %.6f %.6f, not %.6f %.6f" % (
                (name, p, r) + want[name]))
    same = Score()
    same.add(gold, gold)
    if abs(same.rows()[-1][3] - 1) > 1e-9:
        failed += 1
        print("not ok - gold against itself")
    alone = Score()     # all alone: no link is right, each mention is itself
    alone.add(gold, [[m] for c in gold for m in c])
    rows = {r[0]: r for r in alone.rows()}
    # B3 recall: each of 3 has 1/3, each of 4 has 1/4: 2 of 7. CEAFe: two of
    # seven pairs with 2/(3+1) and 2/(4+1).
    if (rows["MUC"][3] != 0 or abs(rows["B3"][2] - 2 / 7) > 1e-9 or
            abs(rows["B3"][1] - 1) > 1e-9 or
            abs(rows["CEAFe"][2] - 0.9 / 2) > 1e-9 or
            abs(rows["CEAFe"][1] - 0.9 / 7) > 1e-9):
        failed += 1
        print("not ok - all alone", rows)
    weight = [[7, 5, 11], [5, 4, 1], [9, 3, 2]]
    if abs(best_assignment(weight) - (11 + 4 + 9)) > 1e-9:
        failed += 1
        print("not ok - assignment")
    docs = entity_marks("(1-person-new-x-cf2-1,2-coref(2-place-new-x-cf1-1-sgl)")
    if docs != [("open", "1", "person", "1,2"), ("one", "2", "place", "1")]:
        failed += 1
        print("not ok - marks", docs)
    print("self-test: %d failed" % failed)
    return 1 if failed else 0


def main():
    ap = argparse.ArgumentParser(description="score coreference")
    ap.add_argument("gold", nargs="*")
    ap.add_argument("--casus", default="build/casus")
    ap.add_argument("--errors", action="store_true")
    ap.add_argument("--self-test", action="store_true")
    args = ap.parse_args()
    if args.self_test:
        return self_test()
    for path in args.gold:
        docs = read_gold(path)
        every, chained = Score(), Score()
        for doc, layers in zip(docs, layers_of(
                args.casus, [d.text for d in docs])):
            if args.errors:
                print_errors(doc, layers)
            gold, own = partitions(doc, layers)
            every.add(gold, own)
            chained.add([c for c in gold if len(c) > 1],
                        [c for c in own if len(c) > 1])
        name = os.path.basename(path).rsplit(".", 1)[0]
        for kind, score in (("", every), (" chains", chained)):
            for figure, p, r, f in score.rows():
                print("%-18s %-9s %-8s %s %6.4f" % (
                    name, figure, kind.strip() or "all",
                    "     -      -" if p is None else "%6.4f %6.4f" % (p, r),
                    f))
    return 0


if __name__ == "__main__":
    sys.exit(main())
