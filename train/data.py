"""Corpora -> sentences of plain lists."""

import json
import re
import subprocess

import feats
import marked

NAME_KINDS = ("PER", "ORG", "LOC", "MISC")
MENTION_KINDS = ("per", "org", "mil", "arm", "nat", "loc", "fac", "wpn",
                 "veh")
# Kinds of marked.py to the four of names, as news corpora draw them.
NAME_OF = {"PER": "PER", "ORG": "ORG", "MIL": "ORG", "ARM": "ORG",
           "LOC": "LOC", "FAC": "LOC", "NAT": "MISC", "WPN": "MISC",
           "VEH": "MISC", "MISC": "MISC"}
GUM_KIND = {"person": "PER", "organization": "ORG", "place": "LOC"}
# Words that stand before a person's name and are no part of it.
TITLES = set("""mr mrs ms miss dr prof professor president minister senator
sen rep gov governor king queen prince princess sir lord lady judge justice
captain general colonel lieutenant major sergeant officer sheriff chairman
director secretary ambassador chancellor pope father sister brother uncle
aunt mayor congressman congresswoman vice madam""".split())
DATES = set("""january february march april may june july august september
october november december monday tuesday wednesday thursday friday saturday
sunday jan feb mar apr jun jul aug sep sept oct nov dec""".split())


class Sentence:
    """Parallel lists, one entry a token; head is 1-based, 0 the root.
    tree: has tags and dependencies.  names, mentions: BIOES tags or None
    where a token's is not known; the list itself None where none is."""

    __slots__ = ("forms", "lemmas", "upos", "xpos", "feats", "heads",
                 "rels", "misc", "names", "mentions", "tree")

    def __init__(self, tree):
        self.tree = tree
        self.names = self.mentions = None
        for k in ("forms", "lemmas", "upos", "xpos", "feats", "heads",
                  "rels", "misc"):
            setattr(self, k, [])

    def __len__(self):
        return len(self.forms)


def read_conllu(path):
    sents, cur = [], Sentence(True)
    with open(path, encoding="utf-8") as f:
        for line in f:
            line = line.rstrip("\n")
            if not line:
                if len(cur):
                    sents.append(cur)
                cur = Sentence(True)
                continue
            c = line.split("\t")
            if line[0] == "#" or not c[0].isdigit():
                continue
            cur.forms.append(c[1])
            cur.lemmas.append(c[2])
            cur.upos.append(c[3])
            cur.xpos.append(c[4])
            cur.feats.append(c[5])
            cur.heads.append(int(c[6]))
            cur.rels.append(c[7])
            cur.misc.append(c[9])
    if len(cur):
        sents.append(cur)
    return sents


def spans_to_bioes(n, spans):
    """spans: (from, to, kind), half open, not overlapping."""
    tags = ["O"] * n
    for a, b, kind in spans:
        if b - a == 1:
            tags[a] = "S-" + kind
        else:
            tags[a] = "B-" + kind
            tags[b - 1] = "E-" + kind
            for i in range(a + 1, b - 1):
                tags[i] = "I-" + kind
    return tags


def bio_spans(tags):
    """Spans of IOB1, IOB2 or BIOES tags."""
    out, start, kind = [], None, None
    for i, t in enumerate(list(tags) + ["O"]):
        p, _, k = t.partition("-")
        if start is not None and (p in "OBS" or k != kind):
            out.append((start, i, kind))
            start = None
        if p != "O" and start is None:
            start, kind = i, k
    return out


def read_iob(path):
    """Two columns (wikigold) or UNER's (number, form, tag, ...)."""
    sents, forms, tags = [], [], []
    with open(path, encoding="utf-8") as f:
        lines = [x.rstrip("\n") for x in f] + [""]
    for line in lines:
        if not line.strip():
            if forms:
                s = Sentence(False)
                s.forms = forms
                s.names = spans_to_bioes(len(forms), bio_spans(tags))
                sents.append(s)
            forms, tags = [], []
            continue
        if line.startswith("# "):
            continue
        c = line.split("\t") if "\t" in line else line.split()
        if "\t" in line:
            c = c[1:]
        if c[0] == "-DOCSTART-":
            continue
        forms.append(c[0])
        tags.append(c[1])
    return sents


def gum_mentions(s):
    """Mentions of one sentence: (from, to, kind).  They do not
    cross sentences."""
    out, stack = [], []
    for i, misc in enumerate(s.misc):
        m = re.search(r"(?:^|\|)Entity=([^|]*)", misc)
        if not m:
            continue
        for op in re.finditer(r"\((\d[^()]*)|(\d+(?:\[[^\]]*\])?)\)",
                              m.group(1)):
            if op.group(1) is not None:
                f = op.group(1).split("-")
                if len(f) < 2:
                    continue
                # a mention of one token closes where it opens
                closed = m.group(1)[op.end():op.end() + 1] == ")"
                if closed:
                    out.append((i, i + 1, f[1]))
                else:
                    stack.append((f[0].split("[")[0], i, f[1]))
            else:
                ident = op.group(2).split("[")[0]
                for k in range(len(stack) - 1, -1, -1):
                    if stack[k][0] == ident:
                        e = stack.pop(k)
                        out.append((e[1], i + 1, e[2]))
                        break
    return out


def add_gum_names(sents):
    """Names out of GUM's entities: the stretch of proper nouns around the
    head of a mention.  What may be a name of another kind is masked."""
    for s in sents:
        n = len(s)
        spans, taken, other = [], [False] * n, [False] * n
        found = []
        for a, b, kind in gum_mentions(s):
            head = next((i for i in range(a, b)
                         if not a < s.heads[i] <= b), a)
            if s.upos[head] != "PROPN":
                continue
            if kind not in GUM_KIND:
                for i in range(a, b):
                    other[i] = True
                continue
            found.append((a, b, GUM_KIND[kind], head))
        for a, b, kind, head in sorted(found, key=lambda x: x[0] - x[1]):
            lo, hi = head, head + 1
            while lo > a and (s.upos[lo - 1] == "PROPN" or (
                    kind != "PER" and s.forms[lo - 1][:1].isupper()
                    and s.upos[lo - 1] in ("ADJ", "NOUN", "VERB", "ADV")
                    and s.rels[lo - 1] in ("amod", "compound", "advmod")
                    and lo - 1 > 0)):
                lo -= 1
            while True:
                if hi < b and (s.upos[hi] == "PROPN"
                               or (s.upos[hi] == "NUM" and kind != "PER"
                                   and s.heads[hi] - 1 in range(lo, hi))):
                    hi += 1
                elif (kind != "PER" and hi + 1 < b
                      and s.forms[hi].lower() in ("of", "for", "and", "&",
                                                  "-", "in")
                      and s.upos[hi + 1] == "PROPN"
                      and s.rels[hi] in ("case", "cc", "punct")
                      and (s.forms[hi] != "in" or kind == "ORG")):
                    hi += 2
                elif (kind != "PER" and hi + 2 < b
                      and s.forms[hi].lower() in ("of", "for")
                      and s.forms[hi + 1].lower() == "the"
                      and s.upos[hi + 2] == "PROPN"):
                    hi += 3
                else:
                    break
            while (kind == "PER" and hi - lo > 1
                   and s.forms[lo].lower().rstrip(".") in TITLES):
                lo += 1
            if any(taken[lo:hi]):
                continue
            if hi - lo == 1 and s.forms[lo].lower().rstrip(".") in TITLES:
                other[lo] = True
                continue
            spans.append((lo, hi, kind))
            taken[lo:hi] = [True] * (hi - lo)
        tags = spans_to_bioes(n, spans)
        for i in range(n):
            if tags[i] != "O":
                continue
            form = s.forms[i]
            plain = form.lower().rstrip(".")
            if plain in DATES or plain in TITLES:
                continue
            if s.upos[i] == "PROPN":
                tags[i] = None
            elif s.upos[i] == "ADJ" and form[:1].isupper() and i > 0:
                tags[i] = None
        s.names = tags


def variant(form, how):
    """The form as it is (0), in small letters (1), in capitals (2), with a
    capital first (3)."""
    if how == 0:
        return form
    if how == 1:
        return "".join(chr(feats.lower_cp(ord(c))) for c in form)
    up = "".join(c.upper() if len(c.upper()) == 1 else c for c in form)
    return up if how == 2 else up[:1] + form[1:]


def all_caps(forms):
    """Two words with capitals and no small letter."""
    return feats.sentence_case([feats.flags_of(feats.cps_of(f))
                                for f in forms])[0]


def tokens_of(text, casus):
    """The program's own tokens of paragraphs apart by empty lines, each
    {"text", "span", "sentence"}."""
    out = subprocess.run([casus, "parse", "-q", "--from", "paragraphs",
                          "--until", "tokens", "--format", "json", "-"],
                         input=text.encode(), check=True,
                         stdout=subprocess.PIPE).stdout
    return json.loads(out)["tokens"]


def marked_sentences(paths, casus):
    """Sentences of marked.py's files, cut into tokens by the program."""
    lines = [x for p in paths for x in marked.read(p)]
    text = "\n\n".join(t for _, t, _ in lines) + "\n"
    tokens = [t["span"] for t in tokens_of(text, casus)]
    sents, at, i = [], 0, 0
    for _, line, spans in lines:
        s, mine = Sentence(False), []
        while i < len(tokens) and tokens[i][1] <= at + len(line):
            b, e = tokens[i]
            mine.append((b - at, e - at))
            s.forms.append(text[b:e])
            i += 1
        at += len(line) + 2
        names, outer = [], []
        for b, e, kind in spans:
            inside = [k for k, (x, y) in enumerate(mine) if x < e and y > b]
            a, z = inside[0], inside[-1] + 1
            if kind in NAME_OF:
                names.append((a, z, NAME_OF[kind]))
            if kind != "MISC":
                outer = [o for o in outer if not (a <= o[0] and o[1] <= z)]
                outer.append((a, z, kind.lower()))
        s.names = spans_to_bioes(len(s), names)
        s.mentions = spans_to_bioes(len(s), outer)
        if len(s):
            sents.append(s)
    return sents


INNER = set("of the for and & - ' 's , . de la al el bin von van".split())


def is_proper(s, i):
    """A proper noun that is no day, month or address."""
    form = s.forms[i]
    return (s.upos[i] == "PROPN" and form.lower().rstrip(".") not in DATES
            and "://" not in form and "@" not in form and "www." not in form)


def names_from_guess(s, spans, kind_of):
    """Name tags for a sentence with gold part of speech and guessed spans.

    A guess is kept where it takes whole runs of proper nouns and nothing
    else but what stands within names; a proper noun without one is not
    known (None), and its neighbours in capitals neither; all the rest is
    known to be no name.  kind_of(words, kind) may correct the kind."""
    n = len(s)
    proper = [is_proper(s, i) for i in range(n)]
    capital = [f[:1].isupper() for f in s.forms]
    keep, inside = [], [False] * n
    for a, b, kind in spans:
        ends = all(0 > i or i >= n or not proper[i] for i in (a - 1, b))
        body = all(proper[i] or s.forms[i].lower() in INNER
                   or (capital[i] and s.upos[i] in ("ADJ", "NOUN", "NUM",
                                                    "VERB"))
                   for i in range(a, b))
        if ends and body and any(proper[a:b]) and not (
                b - a > 1 and s.forms[b - 1] in (",", ".", "-", "'")):
            keep.append((a, b, kind_of(s.forms[a:b], kind)))
            inside[a:b] = [True] * (b - a)
    tags = spans_to_bioes(n, keep)
    for i in range(n):
        if inside[i]:
            continue
        near = any(0 <= j < n and proper[j] and not inside[j]
                   for j in (i - 1, i + 1))
        if proper[i] or (near and (capital[i] or s.forms[i].lower()
                                   in INNER)):
            tags[i] = None
        elif s.upos[i] == "ADJ" and capital[i] and i > 0:
            tags[i] = None
        elif s.upos[i] == "NOUN" and capital[i] and s.forms[i].isupper():
            tags[i] = None
    return tags
