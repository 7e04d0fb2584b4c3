"""What the trainers share: lists of tags, sentences as arrays, losses,
decoding, measures.

A model here has

    inputs(items, rng)   whatever encode() wants; rng: training, with noise
    encode(x)            -> h [T][B][width], mask [T][B]
    heads                net.Heads

and time comes first in all tensors."""

import time
from collections import Counter

import numpy as np
import torch
import torch.nn.functional as F

import data as D
import mst

UPOS = ("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT "
        "SCONJ SYM VERB X").split()


def bioes(kinds):
    return ["O"] + [p + "-" + k for k in kinds for p in "BIES"]


NAMES = bioes(D.NAME_KINDS)
MENTIONS = bioes(D.MENTION_KINDS)
IGNORE = -1
LAYERS = ("upos", "feats", "xpos", "rel", "name", "mention")
TOP = 3         # a teacher's best answers kept, for each layer and the heads


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
        self.upos, self.name, self.mention = UPOS, NAMES, MENTIONS
        self.index = {k: {v: i for i, v in enumerate(getattr(self, k))}
                      for k in LAYERS}

    def size(self):
        return {k: len(getattr(self, k)) for k in LAYERS}


class Target:
    """What is to be learnt of one layer of one sentence: the best answers
    with their shares, [n][k]; a share of 0 is no answer."""

    __slots__ = ("ids", "shares")

    def __init__(self, ids, shares):
        self.ids, self.shares = ids, shares


def hard(values, index):
    ids = np.array([index.get(v, IGNORE) for v in values], np.int16)
    return Target(np.maximum(ids, 0)[:, None],
                  (ids >= 0).astype(np.float16)[:, None])


class Item:
    """A sentence with its targets.  lists: None where it has none."""

    def __init__(self, s, lists):
        self.n, self.sent = len(s), s
        # Headlines want sentences without their full stop.
        self.may_drop_last = (self.n > 2 and s.tree
                              and s.upos[-1] == "PUNCT"
                              and self.n not in s.heads)
        self.target = {}
        self.cache = {}
        ix = lists.index if lists else {}
        if s.tree:
            for k, v in (("upos", s.upos), ("xpos", s.xpos),
                         ("rel", s.rels),
                         ("feats", [u + "|" + f for u, f in
                                    zip(s.upos, s.feats)])):
                self.target[k] = hard(v, ix[k])
            self.target["head"] = Target(
                np.array(s.heads, np.int16)[:, None],
                np.ones((self.n, 1), np.float16))
        if s.names is not None:
            self.target["name"] = hard(s.names, ix["name"])
        if s.mentions is not None:
            self.target["mention"] = hard(s.mentions, ix["mention"])


def plain_item(forms):
    """A sentence of which nothing is known."""
    s = D.Sentence(False)
    s.forms = forms
    return Item(s, None)


def targets_of(items, lengths, t):
    """{layer: (ids [T][B][k], shares [T][B][k])} of the layers some item
    has.  lengths: tokens used of each item."""
    out = {}
    b = len(items)
    for layer in {k for x in items for k in x.target}:
        k = max(x.target[layer].ids.shape[1] for x in items
                if layer in x.target)
        ids = np.zeros((t, b, k), np.int64)
        shares = np.zeros((t, b, k), np.float32)
        for j, x in enumerate(items):
            if layer in x.target:
                g, n = x.target[layer], lengths[j]
                kk = g.ids.shape[1]
                ids[:n, j, :kk] = g.ids[:n]
                shares[:n, j, :kk] = g.shares[:n]
        ids[shares == 0] = 0    # no answers: heads beyond the sentence
        if shares.any():
            out[layer] = (torch.from_numpy(ids), torch.from_numpy(shares))
    return out


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
    """Cross entropy with shared answers: logits [..., n], mean over the
    tokens that have an answer."""
    ids, shares = target
    loss = -(F.log_softmax(logits, -1).gather(-1, ids) * shares).sum()
    return weight * loss / shares.sum().clamp(min=1)


WEIGHT = {"upos": 1.0, "feats": 0.5, "xpos": 0.5, "name": 1.0,
          "mention": 0.7}


def loss_of(model, x, tg):
    h, mask = model.encode(x)
    heads = model.heads
    out = 0.0
    for layer, w in WEIGHT.items():
        if layer in tg:
            out = out + ce(heads.tag(layer, h), tg[layer], w)
    if "head" not in tg:
        return out
    ids, shares = tg["head"]
    keep = shares.sum((0, 2)) > 0
    h, mask = h[:, keep], mask[:, keep]
    ids, shares = (v[:, keep].transpose(0, 1) for v in (ids, shares))
    out = out + ce(heads.arcs(h, mask), (ids, shares))
    rel = tuple(v[:, keep].transpose(0, 1) for v in tg["rel"])
    return out + ce(heads.labels(h, ids[..., 0].contiguous()), rel, 0.8)


def step(model, opt, items, rng):
    """One step of the optimiser on a batch; returns its loss.  Some sentences
    go without their full stop, as headlines do."""
    lengths = [x.n - 1 if x.may_drop_last and rng.random() < .06 else x.n
               for x in items]
    loss = loss_of(model, model.inputs(items, rng, lengths),
                   targets_of(items, lengths, max(lengths)))
    opt.zero_grad(set_to_none=True)
    loss.backward()
    torch.nn.utils.clip_grad_norm_(model.parameters(), 2.0)
    opt.step()
    return float(loss.detach())


def tag_path(scores):
    """Best legal BIOES path; scores [n][1 + 4 kinds] log-odds."""
    n, k = scores.shape

    def ok(a, b):
        if a == 0 or a % 4 in (0, 3):       # O, S, E: outside
            return b == 0 or b % 4 in (1, 0)
        return b in (a + 1, a + 2) if a % 4 == 1 else b in (a, a + 1)
    key = k
    if key not in _legal:
        _legal[key] = np.array([[0.0 if ok(a, b) else -1e9 for b in range(k)]
                                for a in range(k)], np.float32)
    legal = _legal[key]
    best = scores[0] + legal[0]
    back = []
    for i in range(1, n):
        m = best[:, None] + legal
        back.append(m.argmax(0))
        best = m.max(0) + scores[i]
    for j in range(1, k):
        if j % 4 not in (0, 3):
            best[j] = -1e9
    path = [int(best.argmax())]
    for b in reversed(back):
        path.append(int(b[path[-1]]))
    return path[::-1]


_legal = {}


def by_length(items, size):
    """Batches of similar length, in a fixed order."""
    order = sorted(items, key=lambda x: x.n)
    i = 0
    while i < len(order):
        j = i + 1
        while j < len(order) and (j - i + 1) * order[j].n <= size:
            j += 1
        yield order[i:j]
        i = j


@torch.no_grad()
def predict(model, items, lists, size=4000, trees=True):
    """Yields (item, {upos, feats, head, rel, name, mention: [n] numbers})."""
    model.eval()
    fu = np.array([UPOS.index(f.partition("|")[0]) for f in lists.feats])
    root = lists.index["rel"]["root"]
    for part in by_length(items, size):
        h, mask = model.encode(model.inputs(part, None))
        t = mask.shape[0]
        heads = model.heads
        upos = heads.tag("upos", h).argmax(-1)
        ok = torch.from_numpy(fu)[None, None, :] == upos[..., None]
        fc = heads.tag("feats", h).masked_fill(~ok, -1e9).argmax(-1)
        names = heads.tag("name", h).numpy()
        mentions = heads.tag("mention", h).numpy()
        tree = np.zeros((len(part), t), np.int64)
        if trees:
            arcs = heads.arcs(h, mask).numpy()
            for b, it in enumerate(part):
                tree[b, :it.n] = mst.tree(arcs[b, :it.n, :it.n + 1])
        lab = heads.labels(h, torch.from_numpy(tree))
        lab[:, :, root] = -1e9
        rel = lab.argmax(-1).numpy()
        rel[tree == 0] = root
        for b, it in enumerate(part):
            n = it.n
            yield it, {"upos": upos[:n, b].numpy(),
                       "feats": fc[:n, b].numpy(),
                       "head": tree[b, :n], "rel": rel[b, :n],
                       "name": tag_path(names[:n, b]),
                       "mention": tag_path(mentions[:n, b])}
    model.train()


def count_spans(c, gold_tags, got_tags, key, kinds=None):
    gold = set(D.bio_spans([t or "O" for t in gold_tags]))
    got = set(D.bio_spans(got_tags))
    if kinds:
        gold = {x for x in gold if x[2] in kinds}
        got = {x for x in got if x[2] in kinds}
    c[key + "gold"] += len(gold)
    c[key + "got"] += len(got)
    c[key + "both"] += len(gold & got)


def measure(model, items, lists, lemmas=None):
    """Percentages over sentences with trees, names or mentions.
    lemmas: form, feature class, sentence in capitals -> lemma."""
    c = Counter()
    for it, got in predict(model, items, lists, trees=items[0].sent.tree):
        s = it.sent
        if s.tree:
            caps = D.all_caps(s.forms)
            for i in range(it.n):
                f = lists.feats[got["feats"][i]]
                c["n"] += 1
                c["upos"] += UPOS[got["upos"][i]] == s.upos[i]
                c["feats"] += f.partition("|")[2] == s.feats[i]
                h = got["head"][i] == s.heads[i]
                c["uas"] += int(h)
                c["las"] += int(h) and (
                    lists.rel[got["rel"][i]].partition(":")[0] ==
                    s.rels[i].partition(":")[0])
                if lemmas is not None:
                    c["lemma"] += s.lemmas[i] == "_" or s.lemmas[i] == \
                        lemmas(s.forms[i], f, caps)
        if s.names is not None:
            tags = [NAMES[k] for k in got["name"]]
            count_spans(c, s.names, tags, "names")
            count_spans(c, s.names, tags, "names3", ("PER", "ORG", "LOC"))
        if s.mentions is not None:
            count_spans(c, s.mentions, [MENTIONS[k] for k in got["mention"]],
                        "mentions")
    out = {}
    for k in ("upos", "feats", "uas", "las", "lemma"):
        if c["n"] and k in c:
            out[k] = round(100 * c[k] / c["n"], 2)
    for k in ("names", "names3", "mentions"):
        if c[k + "gold"]:
            out[k] = round(200 * c[k + "both"] /
                           (c[k + "gold"] + c[k + "got"]), 2)
    return out
