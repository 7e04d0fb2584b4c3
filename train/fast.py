#!/usr/bin/env python3
"""Train the small text model: corpora and the teacher's labels ->
models/fast.casus, fast.ref.

    python train/fast.py --data DIR --silver silver --vectors vectors.npz
        --out models/

README.md has the whole way from data to weights.  --toy trains a tiny model
on train/toy/ in seconds, to try the way through."""

import argparse
import os
import random
import time
from collections import Counter

import numpy as np
import torch

import corpora
import data as D
import export
import feats
import layers
import silver
from learn import Item, Lists, batches, log, measure, plain_item, step
from lemma import Lemmas
from net import Fast

SEED = 20240501
HERE = os.path.dirname(os.path.abspath(__file__))


class Forms:
    """Word forms seen so far, with their rows of the tables."""

    def __init__(self):
        self.id = {}
        self.word_hash, self.rows, self.pieces = [], [], []

    def add(self, form):
        i = self.id.get(form)
        if i is None:
            i = self.id[form] = len(self.rows)
            w, r, p, _ = feats.rows_of(form)
            self.word_hash.append(w)
            self.rows.append(r)
            self.pieces.append(p)
        return i

    def freeze(self, words, counts):
        """words: hash -> row; counts: hash -> training count."""
        n = len(self.rows)
        k = max(len(p) for p in self.pieces)
        self.np_pieces = np.full((n, k), feats.PIECE_ROWS, np.int32)
        for i, p in enumerate(self.pieces):
            self.np_pieces[i, :len(p)] = p
        self.np_n_pieces = np.array([len(p) for p in self.pieces])
        self.np_rows = np.array(self.rows, np.int64)
        self.np_bits = self.np_rows[:, -1]
        self.np_oov = np.array([len(words) + h % feats.N_OOV
                                for h in self.word_hash])
        self.np_word = np.array([words.get(h, o) for h, o in
                                 zip(self.word_hash, self.np_oov)])
        # Learned columns want two sightings; other words share the bucket's.
        self.np_learned = np.array(
            [words[h] if counts.get(h, 0) >= 2 else o
             for h, o in zip(self.word_hash, self.np_oov)])
        self.np_hide = np.array([0.8 / (3 + counts.get(h, 0))
                                 for h in self.word_hash])


class Batcher:
    """Sentences -> what Fast.encode() wants."""

    def __init__(self, forms):
        self.forms = forms

    def ids_of(self, it, how):
        got = it.cache.get(how)
        if got is None:
            add = self.forms.add
            got = it.cache[how] = np.array(
                [add(D.variant(f, how)) for f in it.sent.forms], np.int32)
        return got

    def __call__(self, items, rng, lengths=None):
        """rng: training, with noise (case, hidden words)."""
        fs = self.forms
        lengths = lengths or [x.n for x in items]
        b, t = len(items), max(lengths)
        which = np.zeros((t, b), np.int64)
        place = np.zeros((t, b), np.int64)
        mask = np.zeros((t, b), np.float32)
        for j, it in enumerate(items):
            how, n = 0, lengths[j]
            if rng is not None:
                r = rng.random()
                how = 1 if r < .06 else 2 if r < .12 else 3 if r < .15 else 0
            ids = self.ids_of(it, how)[:n]
            bits = fs.np_bits[ids]
            caps, none = feats.sentence_case(bits.tolist())
            which[:n, j], mask[:n, j] = ids, 1
            place[:n, j] = feats.place_of(0, 0, caps, none)
            place[0, j] += feats.place_of(1, 0, 0, 0)
            place[n - 1, j] += feats.place_of(0, 1, 0, 0)
        used, which = np.unique(which, return_inverse=True)
        fixed, learned = fs.np_word[used], fs.np_learned[used]
        if rng is not None:
            hide = rng.random(len(used)) < fs.np_hide[used]
            learned = np.where(hide, fs.np_oov[used], learned)
            # Some words are in no list at all: their fixed columns are 0.
            hide = rng.random(len(used)) < 0.05
            fixed = np.where(hide, fs.np_oov[used], fixed)
        p = fs.np_pieces[used, :fs.np_n_pieces[used].max()]
        f = torch.from_numpy
        return ((f(fixed), f(learned), f(fs.np_rows[used]),
                 f(p.astype(np.int64))),
                f(which.reshape(t, b)), f(place), f(mask))


def listed_verbs():
    """(form, "VERB|FEATS", base) of verbs.txt, each three times: what a list
    says outvotes a slip in a treebank."""
    past = ("Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin",
            "Mood=Ind|Number=Plur|Person=3|Tense=Past|VerbForm=Fin")
    part = ("Tense=Past|VerbForm=Part", "Tense=Past|VerbForm=Part|Voice=Pass")
    ings = ("Tense=Pres|VerbForm=Part", "VerbForm=Ger")
    out = []
    with open(os.path.join(HERE, "verbs.txt"), encoding="utf-8") as f:
        for line in f:
            if line.startswith("#") or not line.strip():
                continue
            base, pst, prt = line.split()
            forms = [(pst, f) for f in past]
            forms += [(prt, f) for f in part]
            doubled = pst.startswith(base + base[-1]) and pst.endswith("ed")
            stem = base[:-1] if base.endswith("e") and \
                not base.endswith(("ee", "ye")) else base
            ing = base + base[-1] + "ing" if doubled else stem + "ing"
            forms += [(ing, f) for f in ings]
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


def load_toy():
    toy = D.read_conllu(os.path.join(HERE, "toy", "toy.conllu"))
    for s in toy:
        tags = [dict(x.split("=", 1) for x in m.split("|") if "=" in x)
                .get("Name", "O") for m in s.misc]
        s.names = D.spans_to_bioes(len(s), D.bio_spans(tags))
        s.mentions = ["O" if t == "O" else t.lower()[0].upper() + "-" +
                      {"PER": "per", "ORG": "org", "LOC": "loc",
                       "MISC": "nat"}[t[2:]] for t in s.names]
    return toy, {"toy": toy}


class Words:
    """Rows of the word table, and which of them are learned: those of words
    seen often enough.  The others have fixed columns alone."""

    def __init__(self, counts, least, vectors):
        """counts: {word hash: n}; vectors: {word hash: vector}"""
        often = sorted(h for h, n in counts.items() if n >= least)
        self.counts = {h: counts[h] for h in often}
        self.rows = {h: i for i, h in enumerate(often)}
        for h in sorted(set(vectors) - set(self.rows)):
            self.rows[h] = len(self.rows)


def save(net, words, path):
    torch.save({"weights": net.state_dict(), "rows": words.rows,
                "counts": words.counts}, path)


def restore(path):
    """-> weights, Words"""
    saved = torch.load(path)
    words = Words({}, 1, {})
    words.rows, words.counts = saved["rows"], saved["counts"]
    return saved["weights"], words


def train(net, gold, taught, dev, lists, rng, words, args):
    """Rounds of all gold sentences and a share of the taught ones; the
    learning rate climbs in some hundred steps and falls to nothing by the
    clock, or by rounds."""
    net.train()
    decay = [p for n, p in net.named_parameters() if p.dim() > 1]
    other = [p for n, p in net.named_parameters() if p.dim() <= 1]
    opt = torch.optim.AdamW([{"params": decay, "weight_decay": 0.01},
                             {"params": other, "weight_decay": 0.0}],
                            lr=args.rate, betas=(0.9, 0.98), eps=1e-8,
                            fused=True)
    begin, n, turn, done = time.time(), 0, 0, 0.0
    order, at = [], 0
    while done < 1:
        want = int(args.share * sum(x.n for x in gold))
        some = list(gold)
        while taught and want > 0:
            if at == len(order):
                order, at = rng.permutation(len(taught)), 0
            some.append(taught[order[at]])
            want -= some[-1].n
            at += 1
        todo, total = batches(some, rng, args.size), 0.0
        for bi, b in enumerate(todo):
            done = (turn + bi / len(todo)) / args.rounds if args.rounds \
                else (time.time() - begin) / 60 / args.minutes
            if done >= 1:
                break
            lr = args.rate * min(1, (n + 1) / args.warm) * \
                max(0.005, 1 - done)
            for g in opt.param_groups:
                g["lr"] = lr
            total += step(net, opt, b, rng)
            n += 1
            if n % 100 == 0 and turn == 0 and not args.toy:
                log("step", n, "loss", round(total / (bi + 1), 3))
        turn += 1
        if args.rounds and turn >= args.rounds:
            done = 1
        if not args.toy and (turn < 3 or turn % 4 == 0):
            log("round", turn, "loss", round(total / len(todo), 3),
                {k: measure(net, dev[k], lists) for k in
                 ("ewt", "wikigold-tenth", "uner_ewt") if k in dev})
            if args.save:
                save(net, words, args.save + ".part")
        else:
            log("round", turn, "loss", round(total / len(todo), 3))
    log("trained", n, "steps in",
        round((time.time() - begin) / 60, 1), "minutes")


def options():
    ap = argparse.ArgumentParser()
    ap.add_argument("--data", default="../shared/data")
    ap.add_argument("--casus", default="build/casus")
    ap.add_argument("--out", default="models")
    ap.add_argument("--silver", default="",
                    help="what silver.py wrote, without .text.npz")
    ap.add_argument("--share", type=float, default=2.0,
                    help="taught words in a round for each gold word")
    ap.add_argument("--minutes", type=float, default=60,
                    help="about how long the training may take")
    ap.add_argument("--rounds", type=int, default=0,
                    help="instead of --minutes: so many, the same each time")
    ap.add_argument("--vectors", default="",
                    help="fixed columns of words (train/vectors.py)")
    ap.add_argument("--list-words", default="",
                    help="write the words that want vectors, and stop")
    ap.add_argument("--rate", type=float, default=2e-3)
    ap.add_argument("--warm", type=int, default=300, help="steps")
    ap.add_argument("--size", type=int, default=2000, help="words a step")
    ap.add_argument("--threads", type=int, default=1)
    ap.add_argument("--f32", action="store_true",
                    help="no bfloat16 in training")
    ap.add_argument("--toy", action="store_true")
    ap.add_argument("--save", default="", help="keep PyTorch's weights here")
    ap.add_argument("--load", default="",
                    help="go on from these; with --minutes 0 only export")
    ap.add_argument("--doubt", type=float, default=0.0,
                    help="added to the log-odds of a token being no name")
    args = ap.parse_args()
    if args.toy:
        args.rounds, args.warm, args.size, args.f32 = 60, 20, 200, True
    return args


def main():
    args = options()
    torch.set_num_threads(args.threads)
    layers.Linear.half = not args.f32
    torch.manual_seed(SEED)
    random.seed(SEED)
    rng = np.random.default_rng(SEED)

    sents, dev = load_toy() if args.toy else corpora.load(args.data,
                                                          args.casus)
    lists = Lists(sents, 1 if args.toy else 3)
    gold = [Item(s, lists) for s in sents]
    taught = []
    if args.silver:
        taught = silver.read(args.silver + ".text.npz", lists)
        for mine, it in zip(gold, silver.read(
                args.silver + ".corpora.npz", lists)):
            assert mine.sent.forms == it.sent.forms
            for layer in silver.LAYERS:
                mine.target.setdefault(layer, it.target[layer])
    dev = {k: [Item(s, lists) for s in v] for k, v in dev.items()}
    refs = [plain_item(f) for f in export.reference_sentences()]

    forms = Forms()
    batcher = Batcher(forms)
    counts = Counter()
    for x in gold + taught:
        for how in range(4):
            ids = batcher.ids_of(x, how)
            if how == 0:
                counts.update(ids.tolist())
    counts_of_hash = Counter()
    for i, n in counts.items():
        counts_of_hash[forms.word_hash[i]] += n
    counts = counts_of_hash
    for x in [x for v in dev.values() for x in v] + refs:
        batcher.ids_of(x, 0)
    least = 3 if taught else 2
    if args.list_words:
        norms = {"".join(map(chr, feats.norm_of(f))) for f in forms.id}
        with open(args.list_words, "w", encoding="utf-8") as f:
            f.write("\n".join(sorted(
                w for w in norms if counts.get(
                    feats.fnv(w.encode(), feats.SEED["word"]), 0) >= least)))
        return
    vectors = read_vectors(args.vectors)
    weights, words = restore(args.load) if args.load else (
        None, Words(counts, least, vectors))
    forms.freeze(words.rows, words.counts)
    lemmas = Lemmas(words.rows)
    lemmas.learn(listed_verbs() +
                 [(f, u + "|" + x, m) for s in sents if s.tree
                  for f, u, x, m in zip(s.forms, s.upos, s.feats, s.lemmas)])
    log(len(gold), "sentences", sum(x.n for x in gold), "tokens;",
        len(taught), "taught,", sum(x.n for x in taught), "tokens;",
        len(words.rows), "words", len(lists.feats), "feats",
        len(lists.rel), "relations", len(lemmas.table), "lemma entries")

    net = Fast(len(words.rows) + feats.N_OOV, lists.size())
    net.make_inputs = batcher
    for h, v in vectors.items():
        if h in words.rows:
            net.vector[words.rows[h]] = torch.from_numpy(v)
    log(sum(p.numel() for p in net.parameters()), "parameters",
        len(vectors), "word vectors")
    if weights is not None:
        net.load_state_dict(weights)
    if args.minutes or args.rounds:
        train(net, gold, taught, dev, lists, rng, words, args)
    if args.save:
        save(net, words, args.save)
    net.eval()
    for k, v in dev.items():
        log("float", k, measure(net, v, lists, lemmas.lemma))
    with torch.no_grad():
        for h, row in words.rows.items():
            if h not in words.counts:
                net.word.weight[row] = net.word.weight[len(words.rows) +
                                                       h % feats.N_OOV]
        # Doubt about names: what a corpus of one kind takes for a name,
        # another does not.  Chosen on development sets.
        net.heads.tags["name"].bias[0] += args.doubt
    # From here on a word has one row, as in the file.
    forms.np_learned = forms.np_word
    export.write(args.out, net, lists, words.rows, lemmas)
    export.write_reference(args.out, net, refs, lists, lemmas)
    for k, v in dev.items():        # int8 from here on
        log("final", k, measure(net, v, lists, lemmas.lemma))


if __name__ == "__main__":
    main()
