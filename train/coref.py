#!/usr/bin/env python3
"""The coreference network: models/meaning.casus.

    ninja -C build dump_meaning
    python train/coref.py --out models

Learns to choose, for each name, description and pronoun, one before it that
means the same, or none, from the mentions of GUM's training part and from our
own reports (coreference/). The program itself finds the mentions and computes
the features (dump_meaning.c), so that training sees what running sees. The loss
is the marginal log-likelihood of all right antecedents."""

import argparse
import glob
import json
import os
import random
import subprocess
import sys
import tempfile
import time

import numpy as np
import torch
import torch.nn as nn

from export import read_file, write_file

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "tools"))
import score_coref                                          # noqa: E402

SEED = 20261126
ROWS, WIDTH = 4096, 48      # src/meaning/coref.h
NETS = 3                    # trained apart; side by side they are one
EVERY, HELD = 4, 3          # of four reports of our own one is measured with


class Item:
    """target: the right candidates, -1 is "nobody before"."""

    def __init__(self):
        self.candidates, self.features, self.target = [], [], []


def dump(program, data, docs):
    """Items of every document with their candidates; targets from the gold."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as f:
        for i, d in enumerate(docs):
            f.write(json.dumps({"id": str(i), "text": d.text}) + "\n")
        f.flush()
        lines = subprocess.run([program, "pairs", data, f.name], check=True,
                               capture_output=True, text=True).stdout
    out, doc = [], None
    spans, pairs, same = [], {}, []

    def finish():
        if doc is None:
            return
        raw = doc.text.encode()
        points = [(len(raw[:b].decode()), len(raw[:e].decode()))
                  for b, e in spans]
        own = score_coref.pair(doc, points)
        for k in range(len(spans)):
            if k not in own:
                own[k] = score_coref.beside(doc, points[k])
        entity = [doc.mentions[own[k]][4] if own[k] is not None else None
                  for k in range(len(spans))]
        for a, b in same:       # a title and its name have one mark
            entity[a] = entity[b] = entity[b] or entity[a]
        items = []
        for i in sorted(pairs):
            it = pairs[i]
            it.target = [c >= 0 and entity[i] is not None and
                         entity[c] == entity[i] for c in it.candidates]
            if not any(it.target):
                it.target[it.candidates.index(-1)] = True
            if len(it.candidates) > 1:
                items.append(it)
        out.append(items)
    for line in lines.split("\n"):
        if line.startswith("D "):
            finish()
            doc, spans, pairs, same = docs[int(line[2:])], [], {}, []
        elif line.startswith("I "):
            spans.append(tuple(map(int, line.split()[1:3])))
        elif line.startswith("S "):
            same.append(tuple(map(int, line.split()[1:])))
        elif line.startswith("P "):
            x = list(map(int, line.split()[1:]))
            it = pairs.setdefault(x[0], Item())
            it.candidates.append(x[1])
            it.features.append(x[2:])
    finish()
    return out


class Net(nn.Module):
    def __init__(self, width=WIDTH // NETS):
        super().__init__()
        self.rows = nn.EmbeddingBag(ROWS, width, mode="sum")
        self.bias = nn.Parameter(torch.zeros(width))
        self.out = nn.Parameter(torch.randn(width) * 0.5)
        nn.init.normal_(self.rows.weight, std=0.05)

    def forward(self, features, offsets):
        return (torch.relu(self.rows(features, offsets) + self.bias) *
                self.out).sum(-1)


def beside(nets):
    """One net that gives the mean of several."""
    net = Net(WIDTH)
    with torch.no_grad():
        net.rows.weight.copy_(torch.cat([n.rows.weight for n in nets], 1))
        net.bias.copy_(torch.cat([n.bias for n in nets]))
        net.out.copy_(torch.cat([n.out for n in nets]) / len(nets))
    return net


def batch_of(items, drop, rng):
    flat, offsets, owner, right = [], [], [], []
    for n, it in enumerate(items):
        for f, t in zip(it.features, it.target):
            offsets.append(len(flat))
            flat += [x for x in f if rng.random() >= drop] if drop else f
            owner.append(n)
            right.append(t)
    return (torch.tensor(flat), torch.tensor(offsets), torch.tensor(owner),
            torch.tensor(right))


def log_sum(scores, owner, n, keep):
    low = torch.full((n,), -1e30)
    top = low.scatter_reduce(0, owner, torch.where(keep, scores, -1e30),
                             "amax")
    e = torch.where(keep, (scores - top[owner]).exp(), 0.0)
    return torch.zeros(n).scatter_add(0, owner, e).log() + top


def loss_of(net, items, drop, rng):
    flat, offsets, owner, right = batch_of(items, drop, rng)
    s = net(flat, offsets)
    every = torch.ones_like(right)
    return (log_sum(s, owner, len(items), every) -
            log_sum(s, owner, len(items), right)).mean()


def accuracy(net, items, rng):
    """Share of items whose best candidate is right; and those alone that have
    somebody before them."""
    hit = [0, 0, 0, 0]
    with torch.no_grad():
        for b in range(0, len(items), 500):
            part = items[b:b + 500]
            flat, offsets, owner, right = batch_of(part, 0, rng)
            s = net(flat, offsets).numpy()
            at = 0
            for it in part:
                k = int(np.argmax(s[at:at + len(it.target)]))
                linked = not it.target[it.candidates.index(-1)]
                hit[0] += it.target[k]
                hit[1] += 1
                hit[2] += linked and it.target[k]
                hit[3] += linked
                at += len(it.target)
    return 100 * hit[0] / max(1, hit[1]), 100 * hit[2] / max(1, hit[3])


def train(net, docs, held, epochs, rate, drop, rng):
    opt = torch.optim.AdamW(net.parameters(), lr=rate, weight_decay=1e-2)
    items = [it for d in docs for it in d]
    steps, done = epochs * ((len(items) + 99) // 100), 0
    for epoch in range(epochs):
        rng.shuffle(items)
        total, start = 0.0, time.monotonic()
        for b in range(0, len(items), 100):
            for g in opt.param_groups:
                g["lr"] = rate * (1 - done / steps)
            loss = loss_of(net, items[b:b + 100], drop, rng)
            opt.zero_grad()
            loss.backward()
            opt.step()
            total += loss.item()
            done += 1
        print("epoch %d loss %.4f, %s (%.0f s)" % (
            epoch + 1, total * 100 / len(items), ", ".join(
                "%s %.1f linked %.1f" % ((name,) + accuracy(net, h, rng))
                for name, h in held), time.monotonic() - start), flush=True)


def own_reports():
    docs = []
    for path in sorted(glob.glob(os.path.join(HERE, "coreference", "*.txt"))):
        docs += score_coref.read_marked(path)
    return docs


def main():
    ap = argparse.ArgumentParser(description="train the coreference network")
    ap.add_argument("--data", default=os.path.join(HERE, "../../shared/data"))
    ap.add_argument("--casus-data", default=os.path.join(HERE, ".."),
                    help="the folder that holds models/ and lexicon/")
    ap.add_argument("--program", default=os.path.join(
        HERE, "../build/dump_meaning"))
    ap.add_argument("--own", type=int, default=2,
                    help="times our own reports are taken in")
    ap.add_argument("--epochs", type=int, default=6)
    ap.add_argument("--rate", type=float, default=4e-3)
    ap.add_argument("--drop", type=float, default=0.25)
    ap.add_argument("--out", default=os.path.join(HERE, "../models"))
    ap.add_argument("--empty", action="store_true",
                    help="write weights that link nothing, to begin with")
    args = ap.parse_args()
    random.seed(SEED)
    torch.manual_seed(SEED)
    rng = random.Random(SEED)
    if args.empty:
        net = Net(WIDTH)
        nn.init.zeros_(net.rows.weight)
        save(net, args)
        return
    parse = os.path.join(args.data, "parse")
    gum = score_coref.read_gold(os.path.join(parse, "en_gum-train.conllu"))
    dev = score_coref.read_gold(os.path.join(parse, "en_gum-dev.conllu"))
    own = own_reports()
    kept = [d for i, d in enumerate(own) if i % EVERY == HELD]
    own = [d for i, d in enumerate(own) if i % EVERY != HELD]
    start = time.monotonic()
    parts = [dump(args.program, args.casus_data, x)
             for x in (gum, own, dev, kept)]
    print("%d documents of GUM, %d of our own; %d and %d held; %d items, "
          "%.0f s" % (len(gum), len(own), len(dev), len(kept),
                      sum(len(d) for p in parts[:2] for d in p),
                      time.monotonic() - start), flush=True)
    flat = [[it for d in p for it in d] for p in parts]
    held = [("gum-dev", flat[2]), ("own held", flat[3])]
    nets = []
    for _ in range(NETS):
        nets.append(Net())
        train(nets[-1], parts[0] + parts[1] * args.own, held, args.epochs,
              args.rate, args.drop, rng)
    net = beside(nets)
    print("together: " + ", ".join(
        "%s %.1f linked %.1f" % ((name,) + accuracy(net, h, rng))
        for name, h in held))
    save(net, args)


def save(net, args):
    """Puts its arrays beside the others of the file."""
    path = os.path.join(args.out, "meaning.casus")
    arrays = read_file(path) if os.path.exists(path) else {}
    arrays.update({"coref.rows": net.rows.weight.detach().numpy(),
                   "coref.bias": net.bias.detach().numpy(),
                   "coref.out": net.out.detach().numpy()})
    write_file(path, arrays)


if __name__ == "__main__":
    main()
