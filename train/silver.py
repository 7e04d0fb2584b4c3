#!/usr/bin/env python3
"""The teacher labels raw text: what the small model learns from beside gold.

    python train/silver.py --load teacher.pt --text DIR --out silver

Text: gather.py's files.  Sentences and tokens are the program's own.  Of
each layer the teacher's TOP best answers are kept with their shares, so that
the small model learns its doubts too.  Writes silver.text.npz, and
silver.corpora.npz with labels of the corpora's own sentences, for the layers
that their editors left open (names in EWT, mentions in both treebanks)."""

import argparse
import glob
import os
import re

import numpy as np
import torch

import corpora
import data as D
from learn import TOP, Target, by_length, log, plain_item

CHUNK = 300_000         # characters given to the program at once
LAYERS = ("upos", "feats", "name", "mention", "rel", "head")


def sentences_of(path, casus):
    """Lists of forms."""
    with open(path, encoding="utf-8") as f:
        paragraphs = f.read().split("\n\n")
    at = 0
    while at < len(paragraphs):
        part, size = [], 0
        while at < len(paragraphs) and size < CHUNK:
            part.append(paragraphs[at])
            size += len(paragraphs[at])
            at += 1
        cur, last = [], None
        for t in D.tokens_of("\n\n".join(part), casus):
            if t["sentence"] != last and cur:
                yield cur
                cur = []
            last = t["sentence"]
            cur.append(t["text"])
        if cur:
            yield cur


def is_prose(forms):
    letters = sum(c.isalpha() for f in forms for c in f)
    return (3 <= len(forms) <= 100
            and letters > 0.6 * sum(map(len, forms))
            and max(map(len, forms)) < 40)


def kept(scores):
    """[..., n] -> the TOP best, their shares of the whole."""
    p, ids = scores.float().softmax(-1).topk(TOP, -1)
    p = torch.where(p < 0.02, torch.zeros(()), p)
    return ids, p / p.sum(-1, keepdim=True)


@torch.no_grad()
def label(model, items, size=6000):
    """Yields (item, {layer: Target})."""
    for part in by_length(items, size):
        h, mask = model.encode(model.inputs(part, None))
        heads, got = model.heads, {}
        for k in ("upos", "feats", "name", "mention"):
            ids, p = kept(heads.tag(k, h))
            got[k] = ids.transpose(0, 1).numpy(), p.transpose(0, 1).numpy()
        ids, p = kept(heads.arcs(h, mask))
        got["head"] = ids.numpy(), p.numpy()
        ids, p = kept(heads.labels(h, ids[..., 0].contiguous()))
        got["rel"] = ids.numpy(), p.numpy()
        for b, it in enumerate(part):
            yield it, {k: Target(v[0][b, :it.n].astype(np.int16),
                                 v[1][b, :it.n].astype(np.float16))
                       for k, v in got.items()}


def load_teacher(path):
    from teacher import Pieces, Teacher
    from vectors import package_folder
    saved = torch.load(path)
    size = {k: len(v) for k, v in saved["lists"].items()}
    model = Teacher(size, Pieces(package_folder()))
    model.load_state_dict({k: v.float() for k, v in
                           saved["weights"].items()})
    return model.eval(), saved["lists"]


def text_of(lists):
    """What the numbers of the targets mean, as one string."""
    return "\n\n".join(k + "\n" + "\n".join(lists[k]) for k in sorted(LAYERS)
                       if k in lists)


def save(path, labelled, lists):
    forms = [f for it, _ in labelled for f in it.sent.forms]
    arrays = {"lists": np.array(text_of(lists)),
              "forms": np.frombuffer("\n".join(forms).encode(), np.uint8),
              "lengths": np.array([it.n for it, _ in labelled], np.int32)}
    for k in LAYERS:
        arrays[k + ".ids"] = np.concatenate([t[k].ids for _, t in labelled])
        arrays[k + ".shares"] = np.concatenate([t[k].shares
                                                for _, t in labelled])
    np.savez(path, **arrays)


def read(path, lists):
    """Items with the teacher's targets; lists: learn.Lists."""
    f = np.load(path)
    if str(f["lists"]) != text_of(vars(lists)):
        raise SystemExit(path + ": labelled with other lists of tags")
    forms = f["forms"].tobytes().decode().split("\n")
    arrays = {k: (f[k + ".ids"], f[k + ".shares"]) for k in LAYERS}
    out, at = [], 0
    for n in f["lengths"]:
        it = plain_item(forms[at:at + n])
        for k, (ids, shares) in arrays.items():
            it.target[k] = Target(ids[at:at + n], shares[at:at + n])
        out.append(it)
        at += n
    return out


def label_text(model, args):
    """Each sentence once."""
    seen, items = set(), []
    for path in sorted(glob.glob(os.path.join(args.text, "*.txt"))):
        n = 0
        for forms in sentences_of(path, args.casus):
            key = re.sub(r"\d", "0", " ".join(forms))
            if key not in seen and is_prose(forms):
                seen.add(key)
                items.append(plain_item(forms))
                n += len(forms)
        log(os.path.basename(path), n, "tokens")
    log(len(items), "sentences", sum(x.n for x in items), "tokens")
    done, labelled = 0, []
    for it, t in label(model, items):
        it.cache.clear()
        labelled.append((it, t))
        done += it.n
        if len(labelled) % 20000 == 0:
            log(done, "labelled")
    return labelled


def main():
    ap = argparse.ArgumentParser()
    ap.add_argument("--load", required=True)
    ap.add_argument("--text", help="without it the corpora alone")
    ap.add_argument("--data", default="../shared/data")
    ap.add_argument("--casus", default="build/casus")
    ap.add_argument("--threads", type=int, default=2)
    ap.add_argument("--out", required=True)
    args = ap.parse_args()
    torch.set_num_threads(args.threads)
    model, lists = load_teacher(args.load)
    if args.text:
        labelled = label_text(model, args)
        save(args.out + ".text.npz", labelled, lists)
    sents, _ = corpora.load(args.data, args.casus)
    items = [plain_item(s.forms) for s in sents]
    targets = {id(it): t for it, t in label(model, items)}
    save(args.out + ".corpora.npz", [(it, targets[id(it)]) for it in items],
         lists)


if __name__ == "__main__":
    main()
