#!/usr/bin/env python3
"""The trigger head of the text model: 17 shares a token, no trigger and the 16
types, over the model's own first and last layers, which stay as they are.

    ninja -C build dump_layers
    python train/triggers_head.py --silver triggers.npz --model models

Learns from the teacher's labels of raw text (triggers_teacher.py) and from our
own sentences, reading the numbers that the program itself computes
(dump_layers.c). Puts its arrays into models/fast.casus beside the others, and
its outputs for the reference sentences into models/fast.ref."""

import argparse
import os
import random
import subprocess
import threading
import time

import numpy as np
import torch
import torch.nn as nn

import triggers_learn
from export import (NAME, Dense, read_file, reference_sentences, strings,
                    write_file)
from layers import Linear
from learn import log, plain_item
from net import WIDTH, BiSRU
from triggers_learn import CLASSES, RESULT

SEED = 20261127
SRUS = 2                # src/text/model.h: CS_TRIGGER_SRUS


class Head(nn.Module):
    """join: both layers, maxout; recurrent layers; the answers."""

    def __init__(self):
        super().__init__()
        self.join = Linear(2 * WIDTH, 2 * WIDTH)
        self.sru = nn.ModuleList(BiSRU() for _ in range(SRUS))
        self.norm = nn.LayerNorm(WIDTH)
        self.out = Linear(WIDTH, len(CLASSES))
        self.drop = nn.Dropout(0.1)

    def forward(self, x, mask, keep=None):
        y = self.join(self.drop(x))
        y = torch.maximum(y[..., :WIDTH], y[..., WIDTH:])
        for i, sru in enumerate(self.sru):
            y = sru(y, mask, self.drop)
            if keep is not None:
                keep["triggers.sru%d" % (i + 1)] = y
        y = self.out(self.drop(self.norm(y)))
        if keep is not None:
            keep["triggers"] = y
        return y


def rows_of(items, dump, model):
    """float16 [tokens][2 * WIDTH] of all items together, sets item.at."""
    lines, at = ["# newdoc"], 0
    for k, it in enumerate(items):
        if k % 500 == 499:
            lines.append("# newdoc")
        for i, form in enumerate(it.sent.forms):
            lines.append("%d\t%s\t" % (i + 1, form.replace(" ", "\u00a0"))
                         + "\t".join("_" * 8))
        lines.append("")
        it.at = at
        at += it.n
    out = np.empty((at, 2 * WIDTH), np.float16)
    run = subprocess.Popen([dump, model], stdin=subprocess.PIPE,
                           stdout=subprocess.PIPE)
    text = ("\n".join(lines) + "\n").encode()
    threading.Thread(target=lambda: (run.stdin.write(text),
                                     run.stdin.close())).start()
    done, size = 0, 8 * WIDTH * 20000
    while True:
        raw = run.stdout.read(size)
        if not raw:
            break
        part = np.frombuffer(raw, np.float32).reshape(-1, 2 * WIDTH)
        out[done:done + len(part)] = part
        done += len(part)
    if run.wait() or done != at:
        raise SystemExit("dump_layers: %d rows, not %d" % (done, at))
    return out


def read_silver(path):
    f = np.load(path)
    forms = f["forms"].tobytes().decode().split("\n")
    items, at = [], 0
    for n in f["lengths"]:
        it = plain_item(forms[at:at + n])
        it.from_ = at
        items.append(it)
        at += n
    return items, f["shares"]


def batch_of(part, rows):
    t = max(it.n for it in part)
    x = np.zeros((t, len(part), 2 * WIDTH), np.float32)
    mask = np.zeros((t, len(part)), np.float32)
    y = np.zeros((t, len(part), len(CLASSES)), np.float32)
    for j, it in enumerate(part):
        x[:it.n, j] = rows[it.at:it.at + it.n]
        mask[:it.n, j] = 1
        y[:it.n, j] = it.target
    return (torch.from_numpy(x), torch.from_numpy(mask),
            torch.from_numpy(y))


def measure(head, items, rows, threshold=0.5):
    def scores_of(part):
        x, mask, _ = batch_of(part, rows)
        return head(x, mask)

    return triggers_learn.measure(head, scores_of, items, 20000, threshold)


def train(head, items, rows, held, epochs, rate, size, rng):
    opt = torch.optim.AdamW([{"params": head.parameters(), "rate": rate}],
                            lr=rate, betas=(0.9, 0.98), weight_decay=0.01)

    def loss_of(part):
        x, mask, y = batch_of(part, rows)
        loss = -(head(x, mask).log_softmax(-1) * y).sum(-1)
        return (loss * mask).sum() / mask.sum()

    triggers_learn.descend(head, opt, loss_of, items, epochs, size, 0.01, rng,
                           lambda: measure(head, held, rows))


def put(arrays, head):
    Dense().add(head.join).put(arrays, "triggers.join")
    for i, sru in enumerate(head.sru):
        name = "triggers.sru%d." % (i + 1)
        arrays[name + "norm.gain"] = sru.norm.weight.detach().numpy()
        arrays[name + "norm.shift"] = sru.norm.bias.detach().numpy()
        Dense().add(sru.gates).put(arrays, name + "gates")
        Dense().add(sru.out).put(arrays, name + "out")
    arrays["triggers.norm.gain"] = head.norm.weight.detach().numpy()
    arrays["triggers.norm.shift"] = head.norm.bias.detach().numpy()
    Dense().add(head.out).put(arrays, "triggers.out")
    arrays["tags.triggers"] = strings(CLASSES)


def load(head, arrays):
    """What put() wrote: whole numbers and their scales."""
    def dense(layer, name):
        w = arrays[name + ".w"].transpose(0, 2, 1, 3)
        w = w.reshape(-1, w.shape[2] * w.shape[3])[:layer.weight.shape[0]]
        scale = arrays[name + ".scale"][:len(w)]
        layer.int8 = (torch.from_numpy(w.astype(np.float32)),
                      torch.from_numpy(scale.copy()))
        with torch.no_grad():
            layer.weight.copy_(layer.int8[0] * layer.int8[1][:, None])
            layer.bias.copy_(torch.from_numpy(
                arrays[name + ".b"][:len(w)].copy()))

    def norm(layer, name):
        with torch.no_grad():
            layer.weight.copy_(torch.from_numpy(
                arrays[name + ".gain"].copy()))
            layer.bias.copy_(torch.from_numpy(
                arrays[name + ".shift"].copy()))

    dense(head.join, "triggers.join")
    for i, sru in enumerate(head.sru):
        name = "triggers.sru%d." % (i + 1)
        norm(sru.norm, name + "norm")
        dense(sru.gates, name + "gates")
        dense(sru.out, name + "out")
    norm(head.norm, "triggers.norm")
    dense(head.out, "triggers.out")


def export(head, folder):
    path = os.path.join(folder, "fast.casus")
    arrays = {k: v for k, v in read_file(path).items()
              if not k.startswith("triggers.") and k != "tags.triggers"}
    arrays["model.name"] = strings([NAME])
    put(arrays, head)
    write_file(path, arrays)


def write_reference(folder, dump):
    """The outputs of the weights in the file, to hold the program to."""
    path = os.path.join(folder, "fast.casus")
    head = Head().eval()
    load(head, read_file(path))
    items = [plain_item(f) for f in reference_sentences()]
    rows = rows_of(items, dump, path)
    kept = {}
    with torch.no_grad():
        for it in items:
            one = {}
            x = torch.from_numpy(rows[it.at:it.at + it.n].astype(np.float32))
            head(x[:, None], torch.ones(it.n, 1), one)
            for k, v in one.items():
                kept.setdefault("ref." + k, []).append(v[:, 0].numpy())
    path = os.path.join(folder, "fast.ref")
    arrays = {k: v for k, v in read_file(path).items()
              if not k.startswith("ref.triggers")}
    for k, v in kept.items():
        arrays[k] = np.concatenate(v).astype(np.float32)
    write_file(path, arrays)


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--casus", default="build/casus")
    ap.add_argument("--dump", default="build/dump_layers")
    ap.add_argument("--silver", help="the teacher's labels")
    ap.add_argument("--model", default="models")
    ap.add_argument("--epochs", type=int, default=8)
    ap.add_argument("--repeat", type=int, default=4,
                    help="how often our own sentences, beside the labelled")
    ap.add_argument("--rate", type=float, default=2e-3)
    ap.add_argument("--size", type=int, default=4000, help="words a step")
    ap.add_argument("--threads", type=int, default=2)
    ap.add_argument("--dry", action="store_true", help="measure, no export")
    ap.add_argument("--reference", action="store_true",
                    help="write fast.ref anew for the weights that are there")
    args = ap.parse_args()
    if args.reference:
        write_reference(args.model, args.dump)
        return
    torch.set_num_threads(args.threads)
    torch.manual_seed(SEED)
    random.seed(SEED)
    rng = np.random.default_rng(SEED)
    own, held = triggers_learn.own_and_held(args.casus)
    for it in own + held:
        hard = np.eye(len(CLASSES), dtype=np.float32)[it.labels % RESULT]
        it.target = 0.95 * hard + 0.05 / len(CLASSES)
    silver = []
    if args.silver:
        silver, shares = read_silver(args.silver)
        for it in silver:
            it.target = shares[it.from_:it.from_ + it.n]
    begin = time.time()
    rows = rows_of(own + held + silver, args.dump,
                   os.path.join(args.model, "fast.casus"))
    log(len(own), "own", len(held), "held", len(silver), "labelled;",
        rows.shape[0], "rows in", round(time.time() - begin), "s")
    head = Head()
    train(head, silver + own * args.repeat, rows, held, args.epochs,
          args.rate, args.size, rng)
    for t in (0.3, 0.4, 0.5, 0.6, 0.7):
        log("held, over", t, "P R F", *measure(head, held, rows, t))
    if not args.dry:
        export(head, args.model)
        write_reference(args.model, args.dump)


if __name__ == "__main__":
    main()
