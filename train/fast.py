#!/usr/bin/env python3
"""Train fast-1, the text model: data -> models/fast.casus, fast.ref.

    python train/fast.py --data DIR --out models/ [--minutes 50]

One fixed seed; one thread by default.  --toy trains a tiny model on
train/toy/ in seconds, to try the way through."""

import argparse
import math
import os
import random
import sys
import time
from collections import Counter

import numpy as np
import torch
import torch.nn.functional as F

import data as D
import export
import feats
import mst
import net as net_module
from lemma import Lemmas
from net import Net

SEED = 20240501
UPOS = ("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT "
        "SCONJ SYM VERB X").split()
NAMES = ["O"] + [p + "-" + k for k in D.NAME_KINDS for p in "BIES"]
IGNORE = -1


def log(*a):
    print(time.strftime("%H:%M:%S"), *a, flush=True)


class Lists:
    """The tag names, in the order of the heads' columns."""

    def __init__(self, sents, least):
        trees = [s for s in sents if s.tree]
        c = Counter(u + "|" + f for s in trees
                    for u, f in zip(s.upos, s.feats))
        self.feats = sorted(k for k, n in c.items() if n >= least)
        for u in UPOS:          # every tag has some class
            if not any(k.startswith(u + "|") for k in self.feats):
                self.feats.append(u + "|_")
        c = Counter(x for s in trees for x in s.xpos)
        self.xpos = sorted(k for k, n in c.items() if n >= 2)
        c = Counter(r for s in trees for r in s.rels)
        self.rel = sorted(k for k, n in c.items() if n >= least or k == "root")
        self.upos, self.name = UPOS, NAMES
        self.index = {k: {v: i for i, v in enumerate(getattr(self, k))}
                      for k in ("upos", "feats", "xpos", "rel", "name")}


class Types:
    """Forms seen so far, with their rows of the tables."""

    def __init__(self):
        self.id = {}
        self.word_hash, self.rows, self.pieces, self.bits = [], [], [], []

    def add(self, form):
        i = self.id.get(form)
        if i is None:
            i = self.id[form] = len(self.bits)
            w, r, p, b = feats.rows_of(form)
            self.word_hash.append(w)
            self.rows.append(r)
            self.pieces.append(p)
            self.bits.append(b)
        return i

    def freeze(self, words, counts):
        """words: hash -> row; counts: hash -> training count."""
        n = len(self.bits)
        k = max(len(p) for p in self.pieces)
        self.np_pieces = np.full((n, k), feats.PIECE_ROWS, np.int32)
        for i, p in enumerate(self.pieces):
            self.np_pieces[i, :len(p)] = p
        self.np_rows = np.array(self.rows, np.int64)
        oov = np.array([len(words) + h % feats.N_OOV
                        for h in self.word_hash])
        self.np_oov = oov
        self.np_word = np.array([words.get(h, o) for h, o in
                                 zip(self.word_hash, oov)])
        # Learned columns want two sightings; other words share the bucket's.
        self.np_learned = np.array(
            [words[h] if counts.get(h, 0) >= 2 else o
             for h, o in zip(self.word_hash, oov)])
        self.np_hide = np.array([0.8 / (3 + counts.get(h, 0))
                                 for h in self.word_hash])
        self.np_bits = np.array(self.bits)


def variant(form, how):
    if how == 0:
        return form
    if how == 1:
        return "".join(chr(feats.lower_cp(ord(c))) for c in form)
    up = "".join(c.upper() if len(c.upper()) == 1 else c for c in form)
    if how == 2:
        return up
    return up[:1] + form[1:]


class Item:
    """A sentence as arrays."""

    def __init__(self, s, lists, types, train):
        n = len(s)
        self.n, self.sent = n, s
        kinds = range(4) if train else range(1)
        self.ids = [np.array([types.add(variant(f, k)) for f in s.forms])
                    for k in kinds]
        def col(name, values):
            ix = lists.index[name]
            return np.array([ix.get(v, IGNORE) for v in values])
        none = np.full(n, IGNORE)
        if s.tree:
            self.upos = col("upos", s.upos)
            self.feats = col("feats", [u + "|" + f for u, f in
                                       zip(s.upos, s.feats)])
            self.xpos = col("xpos", s.xpos)
            self.heads = np.array(s.heads)
            self.rels = col("rel", s.rels)
        else:
            self.upos = self.feats = self.xpos = none
            self.heads = self.rels = none
        self.names = none if s.names is None else col("name", s.names)


PAST = ("Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin",
        "Mood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin")
PARTICIPLE = ("Tense=Past|VerbForm=Part",
              "Tense=Past|VerbForm=Part|Voice=Pass")
ING = ("Tense=Pres|VerbForm=Part", "VerbForm=Ger")


def listed_verbs():
    """(form, "VERB|FEATS", base) of verbs.txt, each three times: what a list
    says outvotes a slip in a treebank."""
    path = os.path.join(os.path.dirname(os.path.abspath(__file__)),
                        "verbs.txt")
    out = []
    with open(path, encoding="utf-8") as f:
        for line in f:
            if line.startswith("#") or not line.strip():
                continue
            base, past, part = line.split()
            forms = [(past, f) for f in PAST]
            forms += [(part, f) for f in PARTICIPLE]
            doubled = past.startswith(base + base[-1]) and past.endswith("ed")
            stem = base[:-1] if base.endswith("e") and \
                not base.endswith(("ee", "ye")) else base
            ing = base + base[-1] + "ing" if doubled else stem + "ing"
            forms += [(ing, f) for f in ING]
            out += 3 * [(w, "VERB|" + f, base) for w, f in forms
                        if w != base]
    return out


def read_vectors(path):
    """{word hash: vector} of vectors.py's file; none without a path."""
    if not path:
        return {}
    f = np.load(path)
    return {feats.fnv(str(w).encode(), feats.SEED["word"]): v
            for w, v in zip(f["words"], f["vectors"])}


def make_batch(items, types, rng, train):
    """Tensors of a batch, time first; targets [T][B], heads [B][T]."""
    b, t = len(items), max(x.n for x in items)
    word = np.zeros((t, b, 2), np.int64)
    tid = np.zeros((t, b), np.int64)
    flags = np.zeros((t, b, feats.N_FLAG), np.float32)
    mask = np.zeros((t, b), np.float32)
    tg = {k: np.full((t, b), IGNORE) for k in
          ("upos", "feats", "xpos", "rels", "names", "heads")}
    for j, x in enumerate(items):
        how, n = 0, x.n
        if train:
            r = rng.random()
            how = 1 if r < .06 else 2 if r < .12 else 3 if r < .15 else 0
            if (n > 2 and x.sent.tree and x.sent.upos[n - 1] == "PUNCT"
                    and n not in x.sent.heads and rng.random() < .06):
                n -= 1
        ids = x.ids[how][:n]
        bits = types.np_bits[ids]
        caps, none = feats.sentence_case(bits)
        for i in range(n):
            flags[i, j] = feats.token_flags(int(bits[i]), i == 0,
                                            i == n - 1, caps, none)
        fixed, learned = types.np_word[ids], types.np_learned[ids]
        if train:
            hide = rng.random(n) < types.np_hide[ids]
            learned = np.where(hide, types.np_oov[ids], learned)
            # Some words are in no list at all: their fixed columns are 0.
            hide = rng.random(n) < 0.05
            fixed = np.where(hide, types.np_oov[ids], fixed)
        word[:n, j, 0], word[:n, j, 1] = fixed, learned
        tid[:n, j], mask[:n, j] = ids, 1
        for k in tg:
            tg[k][:n, j] = getattr(x, k)[:n]
    flat = tid.reshape(-1)
    p = types.np_pieces[flat]
    p = p[:, :max(1, int((p != feats.PIECE_ROWS).sum(1).max()))]
    x = (torch.from_numpy(word.reshape(-1, 2)),
         torch.from_numpy(types.np_rows[flat]),
         torch.from_numpy(p.astype(np.int64)),
         torch.from_numpy(flags.reshape(t * b, -1)),
         torch.from_numpy(mask))
    return x, {k: torch.from_numpy(v) for k, v in tg.items()}


def batches(items, rng, size):
    """Sentences of similar length together, about size tokens each."""
    order = sorted(range(len(items)),
                   key=lambda i: items[i].n * (1 + .25 * rng.random())
                   + rng.random())
    out, cur = [], []
    for i in order:
        if cur and (len(cur) + 1) * max(items[i].n,
                                        items[cur[0]].n) > size:
            out.append(cur)
            cur = []
        cur.append(i)
    out.append(cur)
    rng.shuffle(out)
    return [[items[i] for i in b] for b in out]


def ce(logits, target, weight=1.0):
    n = (target != IGNORE).sum().clamp(min=1)
    return weight * F.cross_entropy(logits.reshape(-1, logits.shape[-1]),
                                    target.reshape(-1),
                                    ignore_index=IGNORE,
                                    reduction="sum") / n


def loss_of(net, x, tg):
    h = net.encode(*x)
    mask = x[4]
    out = ce(net.name(h), tg["names"], 0.7)
    if (tg["upos"] == IGNORE).all():
        return out
    out = out + ce(net.upos(h), tg["upos"]) + ce(net.feats(h), tg["feats"],
                                                 0.5)
    out = out + ce(net.xpos(h), tg["xpos"], 0.5)
    keep = (tg["heads"] != IGNORE).any(0)
    h, mask = h[:, keep], mask[:, keep]
    heads = tg["heads"][:, keep].t()
    out = out + ce(net.arcs(h, mask), heads)
    safe = heads.clamp(min=0)
    return out + ce(net.labels(h, safe), tg["rels"][:, keep].t(), 0.8)


def name_tags(scores):
    """Best legal BIOES path; scores [n][17] log-odds."""
    n, k = scores.shape
    def ok(a, b):
        if a == 0 or a % 4 in (0, 3):       # O, S, E: outside
            return b == 0 or b % 4 in (1, 0)
        return b in (a + 1, a + 2) if a % 4 == 1 else b in (a, a + 1)
    legal = np.array([[0.0 if ok(a, b) else -1e9 for b in range(k)]
                      for a in range(k)], np.float32)
    best = scores[0].copy()
    for j in range(k):
        if not ok(0, j):
            best[j] = -1e9
    back = []
    for i in range(1, n):
        m = best[:, None] + legal
        back.append(m.argmax(0))
        best = m.max(0) + scores[i]
    for j in range(k):
        if j and j % 4 not in (0, 3):
            best[j] = -1e9
    path = [int(best.argmax())]
    for b in reversed(back):
        path.append(int(b[path[-1]]))
    return path[::-1]


@torch.no_grad()
def predict(net, items, types, lists, size=4000, trees=True):
    """Yields (item, upos, feats class, heads, rels, name tags)."""
    net.eval()
    fu = np.array([UPOS.index(f.partition("|")[0]) for f in lists.feats])
    order = sorted(items, key=lambda x: x.n)
    i = 0
    while i < len(order):
        j = i
        while j < len(order) and (j - i + 1) * order[j].n <= max(
                size, order[i].n):
            j += 1
        j = max(j, i + 1)
        part = order[i:j]
        x, _ = make_batch(part, types, None, False)
        h = net.encode(*x)
        upos = net.upos(h).argmax(-1)
        fs = net.feats(h)
        ok = torch.from_numpy(fu)[None, None, :] == upos[..., None]
        fc = fs.masked_fill(~ok, -1e9).argmax(-1)
        arcs = net.arcs(h, x[4]).numpy()
        names = net.name(h).numpy()
        heads = np.zeros((len(part), x[4].shape[0]), np.int64)
        for b, it in enumerate(part):
            if trees:
                heads[b, :it.n] = mst.tree(arcs[b, :it.n, :it.n + 1])
        lab = net.labels(h, torch.from_numpy(heads))
        root = lists.index["rel"]["root"]
        lab[:, :, root] = -1e9
        rel = lab.argmax(-1).numpy()
        rel[heads == 0] = root
        for b, it in enumerate(part):
            n = it.n
            yield (it, upos[:n, b].numpy(), fc[:n, b].numpy(), heads[b, :n],
                   rel[b, :n], name_tags(names[:n, b]))
        i = j
    net.train()


def measure(net, items, types, lists, lemmas=None):
    c = Counter()
    for it, up, fc, hd, rl, nm in predict(net, items, types, lists,
                                          trees=items[0].sent.tree):
        s = it.sent
        if s.tree:
            bits = types.np_bits[it.ids[0]]
            caps = feats.sentence_case(bits)[0]
            for i in range(it.n):
                c["n"] += 1
                c["upos"] += UPOS[up[i]] == s.upos[i]
                c["feats"] += lists.feats[fc[i]].partition("|")[2] == \
                    s.feats[i]
                h = hd[i] == s.heads[i]
                c["uas"] += int(h)
                c["las"] += int(h) and lists.rel[rl[i]] == s.rels[i]
                if lemmas is not None:
                    c["lemma"] += s.lemmas[i] == "_" or s.lemmas[i] == \
                        lemmas.lemma(s.forms[i], lists.feats[fc[i]], caps)
        if s.names is not None:
            gold = set(D.bio_spans(s.names))
            got = set(D.bio_spans([NAMES[k] for k in nm]))
            kinds = {"PER", "ORG", "LOC"}
            g3 = {x for x in gold if x[2] in kinds}
            p3 = {x for x in got if x[2] in kinds}
            c["gold"] += len(gold)
            c["got"] += len(got)
            c["both"] += len(gold & got)
            c["gold3"] += len(g3)
            c["got3"] += len(p3)
            c["both3"] += len(g3 & p3)
    out = {}
    for k in ("upos", "feats", "uas", "las", "lemma"):
        if c["n"] and k in c:
            out[k] = round(100 * c[k] / c["n"], 2)
    for s in ("", "3"):
        if c["gold" + s]:
            out["names" + s] = round(
                200 * c["both" + s] / (c["gold" + s] + c["got" + s]), 2)
    return out


def label_ewt(net, items, types, lists):
    """Names for the trees that have none: the model's own guesses, held to
    the gold part of speech, each wording's kind by majority over the
    corpora (gold names count three times)."""
    def words(forms):
        return " ".join(forms).lower()

    votes, guess = {}, []
    for x in items:
        if x.sent.names is None:
            continue
        for a, b, k in D.bio_spans([t or "O" for t in x.sent.names]):
            votes.setdefault(words(x.sent.forms[a:b]), Counter())[k] += 3
    todo = [x for x in items if x.sent.names is None]
    for it, _, _, _, _, nm in predict(net, todo, types, lists, trees=False):
        spans = D.bio_spans([NAMES[k] for k in nm])
        guess.append((it, spans))
        for a, b, k in spans:
            votes.setdefault(words(it.sent.forms[a:b]), Counter())[k] += 1

    def kind_of(forms, kind):
        c = votes[words(forms)]
        best = max(sorted(c), key=lambda k: c[k])
        return best if c[best] > c[kind] else kind

    n = 0
    for it, spans in guess:
        it.sent.names = D.names_from_guess(it.sent, spans, kind_of)
        n += sum(1 for t in it.sent.names if t and t[0] in "BS")
        it.names = np.array([lists.index["name"].get(t, IGNORE)
                             for t in it.sent.names])
    log(n, "names guessed in", len(guess), "sentences")


def load(args):
    """-> training sentences, {name: sentences to measure on}"""
    if args.toy:
        here = os.path.join(os.path.dirname(__file__), "toy")
        toy = D.read_conllu(os.path.join(here, "toy.conllu"))
        for s in toy:
            tags = [dict(x.split("=", 1) for x in m.split("|") if "=" in x)
                    .get("Name", "O") for m in s.misc]
            s.names = D.spans_to_bioes(len(s), D.bio_spans(tags))
        return toy, {"toy": toy}
    p = lambda *a: os.path.join(args.data, *a)
    ewt = D.read_conllu(p("parse", "en_ewt-train.conllu"))
    gum = D.read_conllu(p("parse", "en_gum-train.conllu"))
    D.add_gum_names(gum)
    gold = D.read_iob(p("names", "wikigold.iob"))
    held = [s for i, s in enumerate(gold) if i * 10 // len(gold) == 9]
    wiki = [s for i, s in enumerate(gold) if i * 10 // len(gold) != 9]
    dev = {"ewt": D.read_conllu(p("parse", "en_ewt-dev.conllu")),
           "gum": D.read_conllu(p("parse", "en_gum-dev.conllu")),
           "gum_news": D.read_conllu(p("parse", "en_gum_news-dev.conllu")),
           "wikigold-tenth": held,
           "uner_ewt": D.read_iob(p("names", "uner_ewt-dev.iob2"))}
    train = ewt + gum + wiki
    return [s for s in train if len(s) <= 150], dev


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--data", default="../shared/data")
    ap.add_argument("--out", default="models")
    ap.add_argument("--minutes", type=float, default=50,
                    help="about how long the training may take")
    ap.add_argument("--epochs", type=int, default=0,
                    help="instead of --minutes: so many, the same each time")
    ap.add_argument("--again", type=float, default=15,
                    help="minutes of a second round, with guessed names "
                    "for EWT")
    ap.add_argument("--epochs-again", type=int, default=0)
    ap.add_argument("--vectors", default="",
                    help="fixed columns of words (train/vectors.py)")
    ap.add_argument("--list-words", default="",
                    help="write the words that want vectors, and stop")
    ap.add_argument("--threads", type=int, default=1)
    ap.add_argument("--f32", action="store_true",
                    help="no bfloat16 in training")
    ap.add_argument("--quick", action="store_true",
                    help="export without measuring")
    ap.add_argument("--toy", action="store_true")
    ap.add_argument("--save", default="", help="keep PyTorch's weights here")
    ap.add_argument("--load", default="", help="skip the first round: start from these")
    args = ap.parse_args()
    if args.toy:
        args.again = 0
    torch.set_num_threads(args.threads)
    net_module.Linear.half = not args.toy and not args.f32
    torch.manual_seed(SEED)
    random.seed(SEED)
    rng = np.random.default_rng(SEED)

    sents, dev = load(args)
    lists = Lists(sents, 1 if args.toy else 3)
    types = Types()
    items = [Item(s, lists, types, True) for s in sents]
    dev_items = {k: [Item(s, lists, types, False) for s in v]
                 for k, v in dev.items()}
    ref = export.reference_sentences()
    ref_items = []
    for forms in ref:
        s = D.Sentence(False)
        s.forms = forms
        ref_items.append(Item(s, lists, types, False))
    counts = Counter()
    for x in items:
        for i in x.ids[0]:
            counts[types.word_hash[i]] += 1
    frequent = sorted(h for h, n in counts.items() if n >= 2)
    if args.list_words:
        norms = {"".join(map(chr, feats.norm_of(f))) for f in types.id}
        keep = set(frequent)
        with open(args.list_words, "w", encoding="utf-8") as f:
            f.write("\n".join(sorted(
                w for w in norms
                if feats.fnv(w.encode(), feats.SEED["word"]) in keep)))
        return
    words = {h: i for i, h in enumerate(frequent)}
    vectors = read_vectors(args.vectors)
    for h in sorted(set(vectors) - set(words)):
        words[h] = len(words)
    types.freeze(words, counts)
    lemmas = Lemmas(words)
    lemmas.learn(listed_verbs() +
                 [(f, u + "|" + x, m) for s in sents if s.tree
                  for f, u, x, m in zip(s.forms, s.upos, s.feats, s.lemmas)])
    log(len(sents), "sentences", sum(x.n for x in items), "tokens",
        len(words), "words", len(lists.feats), "feats",
        len(lists.rel), "relations", len(lemmas.table), "lemma entries")
    for k, v in dev.items():
        n = ok = 0
        for s in v if v[0].tree else ():
            for f, u, x, m in zip(s.forms, s.upos, s.feats, s.lemmas):
                n += 1
                ok += m == "_" or lemmas.lemma(f, u + "|" + x) == m
        if n:
            log("lemma with gold tags", k, round(100 * ok / n, 2))

    net = Net(len(words) + feats.N_OOV, len(UPOS), len(lists.feats),
              len(lists.xpos), len(lists.rel), len(NAMES))
    for h, v in vectors.items():
        net.vector[words[h]] = torch.from_numpy(v)
    log(sum(p.numel() for p in net.parameters()), "parameters",
        len(vectors), "word vectors")
    if args.load:
        net.load_state_dict(torch.load(args.load))
    else:
        train(net, items, dev_items, types, lists, rng, args, args.minutes,
              args.epochs, 2e-3)
    if args.again or args.epochs_again:
        label_ewt(net, items, types, lists)
        train(net, items, dev_items, types, lists, rng, args, args.again,
              args.epochs_again, 7e-4)
    if args.save:
        torch.save(net.state_dict(), args.save)
    with torch.no_grad():
        for h, row in words.items():
            if counts.get(h, 0) < 2:
                net.word.weight[row] = net.word.weight[len(words) +
                                                       h % feats.N_OOV]
    # From here on a word has one row, as in the file.
    types.np_learned = types.np_word
    export.write(args.out, net, lists, words, lemmas, export.NAME)
    export.write_reference(args.out, net, ref_items, types, lists, lemmas,
                           make_batch, predict)
    for k, v in () if args.quick else dev_items.items():  # the tables are int8 from here on
        log("final", k, measure(net, v, types, lists, lemmas))


def train(net, items, dev_items, types, lists, rng, args, minutes, epochs,
          rate):
    """So many minutes, or epochs where that is not 0; the learning rate
    climbs to `rate` in some hundred steps and falls to nothing."""
    net.train()
    decay = [p for n, p in net.named_parameters() if p.dim() > 1]
    other = [p for n, p in net.named_parameters() if p.dim() <= 1]
    opt = torch.optim.AdamW([{"params": decay, "weight_decay": 0.01},
                             {"params": other, "weight_decay": 0.0}],
                            lr=rate, betas=(0.9, 0.98), eps=1e-8,
                            fused=True)
    start, step, epoch = time.time(), 0, 0
    size = 200 if args.toy else 2000
    warm = 20 if args.toy else 300
    epochs = epochs or (60 if args.toy else 0)
    done = 0.0
    while True:
        todo = batches(items, rng, size)
        total = 0.0
        for bi, b in enumerate(todo):
            if epochs:
                done = (epoch + bi / len(todo)) / epochs
            else:
                done = (time.time() - start) / 60 / minutes
            if done >= 1:
                break
            lr = rate * min(1, (step + 1) / warm) * max(0.005, 1 - done)
            for g in opt.param_groups:
                g["lr"] = lr
            x, tg = make_batch(b, types, rng, True)
            loss = loss_of(net, x, tg)
            opt.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(net.parameters(), 2.0)
            opt.step()
            total += float(loss.detach())
            step += 1
            if step % 50 == 0 and epoch == 0 and not args.toy:
                log("step", step, "loss", round(float(loss.detach()), 3))
        epoch += 1
        if done >= 1 or epoch == epochs:
            break
        if not args.toy and (epoch < 3 or epoch % 4 == 0):
            some = {k: measure(net, dev_items[k], types, lists)
                    for k in ("ewt", "wikigold-tenth", "uner_ewt")
                    if k in dev_items}
            log("epoch", epoch, "loss", round(total / len(todo), 3), some)
            if args.save:
                torch.save(net.state_dict(), args.save + ".part")
        else:
            log("epoch", epoch, "loss", round(total / len(todo), 3))
    log("trained", step, "steps in",
        round((time.time() - start) / 60, 1), "minutes")


if __name__ == "__main__":
    sys.path.insert(0, os.path.dirname(__file__))
    main()
