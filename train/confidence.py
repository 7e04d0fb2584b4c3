#!/usr/bin/env python3
"""The weights of confidence: log-odds that a record is right.

    ninja -C build dump_meaning
    python train/confidence.py --out models

A record is right where such an event is told: in the reports coded by hand its
trigger lies on a fact that accepts its type (or, no other record doing so, in
the fact's sentence); in the GSR sets its sentence is marked with its type
(plover_gsr; petr2 by the type of its CAMEO root), and where the marked type is
found, records of other types are left out, since the sets mark one event a
sentence; on our own sentences (triggers/, those never trained on) its trigger is
marked with its type.

Logistic regression with an L2 penalty on our own sentences, over the features
that the program computes (dump_meaning.c); then two numbers more, fitted to gold
and GSR, since real reports are not like our sentences. Prints the expected calibration error in ten bins of
equal width and the table behind it, cross-validated on gold and GSR by
reports."""

import argparse
import glob
import json
import os
import random
import re
import subprocess
import sys
import tempfile

import numpy as np
import torch

from export import read_file, write_file
import triggers

HERE = os.path.dirname(os.path.abspath(__file__))

SEED, ROWS, FOLDS = 20261126, 512, 10
ROOT_TYPE = {"03": "AGREE", "04": "CONSULT", "05": "SUPPORT",
             "06": "COOPERATE", "07": "AID", "08": "CONCEDE",
             "09": "ACCUSE", "10": "REQUEST", "11": "ACCUSE",
             "12": "REJECT", "13": "THREATEN", "14": "PROTEST",
             "15": "MOBILIZE", "16": "SANCTION", "17": "COERCE",
             "18": "ASSAULT", "19": "ASSAULT", "20": "ASSAULT"}
SAME = {"INVESTIGATE": "ACCUSE", "DISAPPROVE": "ACCUSE", "DEMAND": "REQUEST",
        "FIGHT": "ASSAULT", "YIELD": "CONCEDE"}


class Event:
    def __init__(self, fields, raw):
        def at(i):
            return len(raw[:int(fields[i])].decode())
        self.b, self.e, self.sb, self.se = (at(i) for i in range(4))
        self.type, self.rows = fields[4], list(map(int, fields[5:]))
        self.right = None

    def on(self, span):
        return self.b < span[1] and span[0] < self.e


def run(program, data, docs):
    """docs: [(text, published)]; [events]"""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as f:
        for i, (text, day) in enumerate(docs):
            f.write(json.dumps({"id": str(i), "text": text,
                                "published": day}) + "\n")
        f.flush()
        lines = subprocess.run([program, "events", data, f.name], check=True,
                               capture_output=True, text=True).stdout
    out = [[] for _ in docs]
    for line in lines.split("\n"):
        if line.startswith("D "):
            k = int(line[2:])
            raw = docs[k][0].encode()
        elif line.startswith("E "):
            out[k].append(Event(line.split()[1:], raw))
    return out


# ---------------------------------------------------------------- what is right
def types_of(fact):
    also = fact.get("type_also") or []
    return {fact["type"]} | set([also] if isinstance(also, str) else also)


def judge_gold(gold, events):
    for e in events:
        if any(e.on(s if isinstance(s, list) else s["span"])
               for s in gold.get("ignore", [])):
            e.right = None
            continue
        e.right = False
    taken = set()
    for near in (True, False):
        for k, f in enumerate(gold["facts"]):
            for e in events:
                where = f["trigger"]["span"] if near else f["sentence"]
                if k not in taken and e.right is False and \
                        e.type in types_of(f) and e.on(where):
                    e.right = True
                    taken.add(k)


def judge_gsr(item, events):
    wanted = set()
    for x in item["events"]:
        t = (x.get("plover") or "").upper()
        root = re.sub(r"\D", "", str(x.get("cameo") or ""))[:2]
        wanted.add(SAME.get(t, t) or ROOT_TYPE.get(root, ""))
    wanted |= {"RETREAT"} if "CONCEDE" in wanted else set()
    wanted |= {"CONCEDE"} if "RETREAT" in wanted else set()
    found = any(e.type in wanted for e in events)
    for e in events:
        e.right = True if e.type in wanted else None if found else False


def judge_own(marks, events):
    for e in events:
        here = [m for m in marks if e.on(m)]
        e.right = any(m[2] == e.type for m in here)
        if here and all(m[3] for m in here):
            e.right = None


def read_sets(args):
    """{name: [[events of a report]]}"""
    out = {}
    docs, golds = [], []
    for path in sorted(glob.glob(os.path.join(args.gold, "*.json"))):
        with open(path, encoding="utf-8") as f:
            golds.append(json.load(f))
        with open(path[:-5] + ".txt", encoding="utf-8", newline="") as f:
            docs.append((f.read(), golds[-1].get("published")))
    out["gold"] = run(args.program, args.casus_data, docs)
    for g, events in zip(golds, out["gold"]):
        judge_gold(g, events)
    with open(os.path.join(args.data, "events_gsr.jsonl")) as f:
        items = [json.loads(x) for x in f]
    items = [x for x in items if x["corpus"] != "petr_unit" and x["events"]]
    out["gsr"] = run(args.program, args.casus_data,
                     [(x["text"], x.get("dct")) for x in items])
    for x, events in zip(items, out["gsr"]):
        judge_gsr(x, events)
    held = [x for x in triggers.read() if triggers.is_held(x)]
    out["own"] = run(args.program, args.casus_data,
                     [(x[2], None) for x in held])
    for x, events in zip(held, out["own"]):
        judge_own(x[3], events)
    return {k: [[e for e in d if e.right is not None] for d in v]
            for k, v in out.items()}


# ---------------------------------------------------------------- learning
def matrix(events):
    x = torch.zeros(len(events), ROWS)
    for i, e in enumerate(events):
        x[i, e.rows] = 1
    return x, torch.tensor([float(e.right) for e in events])


def descend(parameter, loss_of):
    opt = torch.optim.LBFGS([parameter], max_iter=100,
                            line_search_fn="strong_wolfe")

    def closure():
        opt.zero_grad()
        loss = loss_of()
        loss.backward()
        return loss
    opt.step(closure)
    return parameter.detach()


def cross_entropy(z, y):
    return torch.nn.functional.binary_cross_entropy_with_logits(
        z, y, reduction="sum")


def fit(events, penalty):
    x, y = matrix(events)
    w = torch.zeros(ROWS, requires_grad=True)
    return descend(w, lambda: cross_entropy(x @ w, y) +
                   penalty * (w[1:] ** 2).sum())


def scale(w, events):
    """The weights stretched and moved, two numbers, so that they fit the
    events (Platt 1999)."""
    x, y = matrix(events)
    z = x @ w
    ab = torch.tensor([1.0, 0.0], requires_grad=True)
    a, b = descend(ab, lambda: cross_entropy(ab[0] * z + ab[1], y))
    out = a * w
    out[0] += b     # the first row is in every event
    return out


def chance(w, events):
    return torch.sigmoid(matrix(events)[0] @ w).numpy()


def table(p, right):
    """[(bin, events, mean confidence, share right)], expected error"""
    rows, error = [], 0.0
    for b in range(10):
        here = [(x, r) for x, r in zip(p, right)
                if min(9, int(x * 10)) == b]
        if here:
            mean = float(np.mean([x for x, _ in here]))
            hit = float(np.mean([r for _, r in here]))
            rows.append((b, len(here), mean, hit))
            error += len(here) / len(p) * abs(mean - hit)
    return rows, error


def main():
    ap = argparse.ArgumentParser(description="train confidence")
    shared = os.path.join(HERE, "../../shared")
    ap.add_argument("--data", default=os.path.join(shared, "data"))
    ap.add_argument("--gold", default=os.path.join(shared, "gold"))
    ap.add_argument("--casus-data", default=os.path.join(HERE, ".."))
    ap.add_argument("--program", default=os.path.join(
        HERE, "../build/dump_meaning"))
    ap.add_argument("--penalty", type=float, default=1.0)
    ap.add_argument("--out", default=os.path.join(HERE, "../models"))
    args = ap.parse_args()
    rng = random.Random(SEED)
    sets = read_sets(args)
    for name, docs in sets.items():
        flat = [e for d in docs for e in d]
        print("%s: %d reports, %d records, %.1f right" % (
            name, len(docs), len(flat),
            100 * sum(e.right for e in flat) / max(1, len(flat))))
    own = [e for d in sets["own"] for e in d]
    coded = [(n, d) for n in ("gold", "gsr") for d in sets[n] if d]
    rng.shuffle(coded)
    base = fit(own, args.penalty)
    p, right, of = [], [], []
    for k in range(FOLDS):
        rest = [e for i, (_, d) in enumerate(coded) if i % FOLDS != k
                for e in d]
        w = scale(base, rest)
        for i, (name, d) in enumerate(coded):
            if i % FOLDS == k:
                p += list(chance(w, d))
                right += [e.right for e in d]
                of += [name] * len(d)
    for part in ("gold and gsr", "gold", "gsr"):
        pick = [i for i in range(len(p)) if of[i] in part.split(" and ")]
        rows, error = table([p[i] for i in pick], [right[i] for i in pick])
        print("%s, cross-validated: %d records, expected calibration error "
              "%.3f" % (part, len(pick), error))
        for b, n, mean, hit in rows:
            print("  %.1f-%.1f  %4d  %.3f  %.3f" % (
                b / 10, (b + 1) / 10, n, mean, hit))
    every = [e for _, d in coded for e in d]
    w = scale(base, every)
    path = os.path.join(args.out, "meaning.casus")
    arrays = dict(read_file(path))
    arrays["confidence.weights"] = w.numpy()
    write_file(path, arrays)


if __name__ == "__main__":
    main()
