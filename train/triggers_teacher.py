#!/usr/bin/env python3
"""The trigger teacher: the pretrained transformer of teacher.py, fine-tuned on
our own sentences (triggers/), and its labels of raw text.

    python train/triggers_teacher.py --text raw --out triggers.npz

Text: gather.py's files. Every token gets the shares of 17 answers, no trigger
and the 16 types. Results of an act named beside them ("killed" in "the blast
killed nine") are words of their type like others; what yields to what is the
grammar's business. A seventh of the reports is only measured with."""

import argparse
import glob
import os
import random
import time

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

import data as D
import triggers
from learn import by_length, batches, log, plain_item
from silver import is_prose, sentences_of
from teacher import Pieces, Teacher
from vectors import package_folder

SEED = 20261126
CLASSES = ("O",) + triggers.TYPES
RESULT = 100            # added to the class of a result


def items_of(found, casus):
    """Items, each with .labels [n]: class, of results + RESULT."""
    text = "\n\n".join(t for _, _, t, _ in found) + "\n"
    tokens = [t["span"] for t in D.tokens_of(text, casus)]
    out, at, i = [], 0, 0
    for one in found:
        _, _, line, marks = one
        forms, spans = [], []
        while i < len(tokens) and tokens[i][1] <= at + len(line):
            b, e = tokens[i]
            forms.append(text[b:e])
            spans.append((b - at, e - at))
            i += 1
        at += len(line) + 2
        item = plain_item(forms)
        item.labels = np.zeros(len(forms), np.int64)
        for b, e, kind, result in marks:
            mine = [k for k, (tb, te) in enumerate(spans) if tb < e and te > b]
            if mine:            # of a hyphenated word the last part
                item.labels[mine[-1]] = CLASSES.index(kind) + RESULT * result
        out.append(item)
    return out


class Triggers(Teacher):
    def __init__(self, pieces):
        super().__init__({"upos": 1, "feats": 1, "xpos": 1, "rel": 1,
                          "name": 1, "mention": 1}, pieces)
        self.heads = nn.Linear(self.WIDTH, len(CLASSES))


def scores(model, items, rng=None):
    h, mask = model.encode(model.inputs(items, rng))
    return model.heads(h), mask


def labels_of(items, t):
    y = np.full((t, len(items)), -100, np.int64)
    for j, it in enumerate(items):
        y[:it.n, j] = it.labels % RESULT
    return torch.from_numpy(y)


def count(predicted, items):
    """(precision, recall, F1) of types over tokens; results count for
    nothing. predicted: an array of classes an item."""
    right = told = wanted = 0
    for got, it in zip(predicted, items):
        asked = it.labels < RESULT
        told += int(((got > 0) & asked).sum())
        wanted += int(((it.labels > 0) & asked).sum())
        right += int(((got == it.labels) & (got > 0) & asked).sum())
    return (round(100 * right / max(told, 1), 1),
            round(100 * right / max(wanted, 1), 1),
            round(200 * right / max(told + wanted, 1), 1))


@torch.no_grad()
def measure(model, items, threshold=0.5):
    model.eval()
    got = {}
    for part in by_length(items, 4000):
        p = scores(model, part)[0].softmax(-1)
        best, kind = p[..., 1:].max(-1)
        kind = torch.where(best > threshold, kind + 1, 0)
        for j, it in enumerate(part):
            got[id(it)] = kind[:it.n, j].numpy()
    model.train()
    return count([got[id(it)] for it in items], items)


def train(model, items, held, epochs, rate, size, rng):
    named = list(model.named_parameters())
    new = ("heads.", "mix", "top", "case", "flags")
    groups = [{"params": [p for n, p in named if n.startswith(new) == fresh],
               "rate": rate * (20 if fresh else 1)}
              for fresh in (False, True)]
    opt = torch.optim.AdamW(groups, lr=rate, betas=(0.9, 0.98),
                            weight_decay=0.01, fused=True)
    model.train()
    n = 0
    for epoch in range(epochs):
        todo, total = batches(items, rng, size), 0.0
        for bi, part in enumerate(todo):
            done = (epoch + bi / len(todo)) / epochs
            for g in opt.param_groups:
                g["lr"] = g["rate"] * min(1, (n + 1) / 100) * \
                    max(0.005, 1 - done)
            x, _ = scores(model, part, rng)
            y = labels_of(part, x.shape[0])
            loss = F.cross_entropy(x.reshape(-1, x.shape[-1]), y.reshape(-1),
                                   label_smoothing=0.02)
            opt.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            opt.step()
            total += float(loss.detach())
            n += 1
        log("epoch", epoch + 1, "loss", round(total / len(todo), 4),
            "held P R F", *measure(model, held))


def raw_items(folder, casus, most):
    """Sentences of the files, each once, until there are `most` tokens."""
    seen, out, n = set(), [], 0
    for path in sorted(glob.glob(os.path.join(folder, "*.txt"))):
        for forms in sentences_of(path, casus):
            key = " ".join(forms)
            if key in seen or not is_prose(forms):
                continue
            seen.add(key)
            out.append(plain_item(forms))
            n += len(forms)
    random.Random(SEED).shuffle(out)
    while n > most:
        n -= out.pop().n
    return out


@torch.no_grad()
def label(model, items, path):
    model.eval()
    shares, done = {}, 0
    for part in by_length(items, 6000):
        p = scores(model, part)[0].softmax(-1).half()
        for j, it in enumerate(part):
            shares[id(it)] = p[:it.n, j].numpy()
            it.cache.clear()
            done += it.n
        if done // 200000 != (done - sum(x.n for x in part)) // 200000:
            log(done, "labelled")
    np.savez(path,
             forms=np.frombuffer("\n".join(f for it in items
                                           for f in it.sent.forms).encode(),
                                 np.uint8),
             lengths=np.array([it.n for it in items], np.int32),
             shares=np.concatenate([shares[id(it)] for it in items]))


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--casus", default="build/casus")
    ap.add_argument("--epochs", type=int, default=7)
    ap.add_argument("--rate", type=float, default=1e-4)
    ap.add_argument("--size", type=int, default=800, help="words a step")
    ap.add_argument("--text", help="label gather.py's files in this folder")
    ap.add_argument("--most", type=int, default=1_500_000,
                    help="tokens to label")
    ap.add_argument("--out", help="where the labels go")
    ap.add_argument("--load", help="weights to begin from")
    ap.add_argument("--save", help="where the weights go")
    ap.add_argument("--threads", type=int, default=2)
    args = ap.parse_args()
    torch.set_num_threads(args.threads)
    torch.manual_seed(SEED)
    random.seed(SEED)
    rng = np.random.default_rng(SEED)
    found = triggers.read()
    items = items_of([x for x in found if not triggers.is_held(x)], args.casus)
    held = items_of([x for x in found if triggers.is_held(x)], args.casus)
    model = Triggers(Pieces(package_folder()))
    model.load_pretrained(package_folder())
    if args.load:
        model.load_state_dict(torch.load(args.load))
    log(len(items), "sentences", sum(x.n for x in items), "tokens;",
        len(held), "held")
    begin = time.time()
    if args.epochs:
        train(model, items, held, args.epochs, args.rate, args.size, rng)
    log("trained in", round((time.time() - begin) / 60, 1), "minutes")
    if args.save:
        torch.save(model.state_dict(), args.save)
    for t in (0.3, 0.4, 0.5, 0.6, 0.7):
        log("held, over", t, "P R F", *measure(model, held, t))
    if args.text:
        raw = raw_items(args.text, args.casus, args.most)
        log(len(raw), "sentences", sum(x.n for x in raw), "tokens to label")
        label(model, raw, args.out)


if __name__ == "__main__":
    main()
