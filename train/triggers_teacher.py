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

import triggers_learn
from learn import by_length, log, plain_item
from silver import is_prose, sentences_of
from teacher import Pieces, Teacher
from triggers_learn import CLASSES, RESULT
from vectors import package_folder

SEED = 20261126


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


def measure(model, items, threshold=0.5):
    return triggers_learn.measure(
        model, lambda part: scores(model, part)[0], items, 4000, threshold)


def train(model, items, held, epochs, rate, size, rng):
    named = list(model.named_parameters())
    new = ("heads.", "mix", "top", "case", "flags")
    groups = [{"params": [p for n, p in named if n.startswith(new) == fresh],
               "rate": rate * (20 if fresh else 1)}
              for fresh in (False, True)]
    opt = torch.optim.AdamW(groups, lr=rate, betas=(0.9, 0.98),
                            weight_decay=0.01, fused=True)

    def loss_of(part):
        x, _ = scores(model, part, rng)
        y = labels_of(part, x.shape[0])
        return F.cross_entropy(x.reshape(-1, x.shape[-1]), y.reshape(-1),
                               label_smoothing=0.02)

    triggers_learn.descend(model, opt, loss_of, items, epochs, size, 0.005,
                           rng, lambda: measure(model, held))


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
    items, held = triggers_learn.own_and_held(args.casus)
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
