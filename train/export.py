"""Weights -> models/fast.casus, and outputs to hold the C program to.

The file: 64 bytes of head, a table of named arrays, the arrays, each at a
multiple of 64 bytes, little-endian.  src/text/model.h tells the layout."""

import os
import struct

import numpy as np
import torch

import feats
from lemma import key
from net import (ARC, EDGES, HEADS, KEY, LABEL, N_BUCKET, WIDTH)

NAME = "fast-1"
MAGIC = b"CASUSMDL"
VERSION = 1
DTYPES = {"float32": 1, "int8": 2, "uint8": 3, "uint16": 4, "uint32": 5,
          "uint64": 6}
EMPTY = 0xFFFFFFFF


def checksum(data):
    """FNV-1a over little-endian 64-bit words."""
    h = 0xcbf29ce484222325
    for w in np.frombuffer(data, "<u8").tolist():
        h = (h ^ w) * 0x100000001b3 & feats.M64
    return h


def write_file(path, arrays):
    head, entry = 64, 96
    at = (head + entry * len(arrays) + 63) // 64 * 64
    table, blobs = b"", []
    for name, a in arrays.items():
        a = np.ascontiguousarray(a)
        raw = a.tobytes()
        shape = list(a.shape) + [1] * (4 - a.ndim)
        table += struct.pack("<48sII4IQQ8x", name.encode(),
                             DTYPES[a.dtype.name], a.ndim, *shape, at,
                             len(raw))
        blobs.append(raw + b"\0" * (-len(raw) % 64))
        at += len(blobs[-1])
    body = table + b"\0" * (-(head + len(table)) % 64) + b"".join(blobs)
    start = struct.pack("<8sIIQQ", MAGIC, VERSION, len(arrays),
                        head + len(body), checksum(body))
    with open(path, "wb") as f:
        f.write(start + b"\0" * (head - len(start)) + body)


def strings(items):
    return np.frombuffer(b"".join(s.encode() + b"\0" for s in items),
                         np.uint8)


def hash_table(entries):
    """{64-bit key: value} -> keys, values: open addressing, a power of two
    of slots, from key modulo slots on; value EMPTY marks a free slot."""
    cap = 16
    while cap < 1.6 * len(entries):
        cap *= 2
    keys = np.zeros(cap, np.uint64)
    values = np.full(cap, EMPTY, np.uint32)
    for k, v in sorted(entries.items()):
        i = k % cap
        while values[i] != EMPTY:
            i = (i + 1) % cap
        keys[i], values[i] = k, v
    return keys, values


def quantise(weight):
    """int8 rows and their scales; the weight is replaced by their product."""
    w = weight.detach().numpy()
    scale = np.abs(w).max(1) / 127
    q = np.rint(w / np.where(scale == 0, 1, scale)[:, None]).astype(np.int8)
    scale = scale.astype(np.float32)
    with torch.no_grad():
        weight.copy_(torch.from_numpy(q.astype(np.float32)
                                      * scale[:, None]))
    return q, scale


def columns(parts):
    """[(weight [k][n], bias [n])] side by side, each padded to 16, as the
    kernels' panels of sixteen columns: [n / 16][k][16], and [n]."""
    ws, bs = [], []
    for w, b in parts:
        pad = -w.shape[1] % 16
        ws.append(np.pad(w, ((0, 0), (0, pad))))
        bs.append(np.pad(b, (0, pad)))
    w = np.concatenate(ws, 1).astype(np.float32)
    w = w.reshape(w.shape[0], -1, 16).transpose(1, 0, 2)
    return w, np.concatenate(bs).astype(np.float32)


def write(out, net, lists, words, lemmas, name):
    os.makedirs(out, exist_ok=True)
    sd = {k: v.detach().numpy() for k, v in net.state_dict().items()}
    a = {"model.name": strings([name])}
    a["tags.upos"] = strings(lists.upos)
    a["tags.feats"] = strings(lists.feats)
    a["tags.rel"] = strings(lists.rel)
    a["tags.name"] = strings(lists.name)
    a["word.keys"], a["word.rows"] = hash_table(words)

    def table(label, weight):
        q, s = quantise(weight)
        a["table." + label], a["scale." + label] = q, s

    both = torch.cat((net.vector, net.word.weight.detach()), 1)
    table("word", both)
    with torch.no_grad():
        net.vector.copy_(both[:, :feats.VECTOR_DIM])
        net.word.weight.copy_(both[:, feats.VECTOR_DIM:])
    for (label, _, _), t in zip(feats.TABLES, net.tables):
        table(label, t.weight)
    q, s = quantise(net.piece.weight)       # the last row is padding
    a["table.piece"], a["scale.piece"] = (q[:feats.PIECE_ROWS],
                                          s[:feats.PIECE_ROWS])

    def linear(label, *names):
        parts = []
        for n in names:
            w = sd[n + ".weight"].T
            parts.append((w, sd.get(n + ".bias",
                                    np.zeros(w.shape[1], np.float32))))
        a[label + ".w"], a[label + ".b"] = columns(parts)

    def norm(label, n):
        a[label + ".gain"] = sd[n + ".weight"]
        a[label + ".shift"] = sd[n + ".bias"]

    linear("lift", "lift")
    norm("lift.norm", "norm0")
    norm("conv.norm", "conv_norm")
    linear("conv", "conv")
    for n in ("sru1", "sru2"):
        norm(n + ".norm", n + ".norm")
        linear(n + ".gates", n + ".gates")
        linear(n + ".out", n + ".out")
    norm("attn.norm", "attn.norm")
    w, b = sd["attn.qkv.weight"].T.copy(), sd["attn.qkv.bias"].copy()
    w[:, :HEADS * KEY] *= np.float32(KEY ** -0.5)
    b[:HEADS * KEY] *= np.float32(KEY ** -0.5)
    a["attn.qkv.w"], a["attn.qkv.b"] = columns([(w, b)])
    linear("attn.out", "attn.out")
    a["attn.dist"] = sd["attn.dist"]
    norm("vec.norm", "norm")
    linear("tags", "upos", "name", "feats")
    linear("pair", "arc_dep", "arc_head", "lab_dep", "lab_head")
    a["arc.root"] = sd["arc_root"]
    a["arc.pair.w"], a["arc.pair.b"] = columns(
        [(sd["arc_bil.weight"], sd["arc_bil.bias"]),
         (sd["arc_dist.weight"].T, sd["arc_dist.bias"])])
    a["label.root"] = sd["lab_root"]
    a["label.dist"] = sd["lab_dist"]
    linear("label", "label")
    a["edges"] = np.array(EDGES, np.uint32)
    assert a["attn.dist"].shape == (HEADS, N_BUCKET)
    assert a["pair.w"].shape == ((2 * ARC + 2 * LABEL) // 16, WIDTH, 16)

    rules = sorted(set(lemmas.table.values()) | {(0, 0, ""), (1, 0, "")})
    rid = {r: i for i, r in enumerate(rules)}
    entries = {k: rid[r] for k, r in lemmas.table.items()}
    entries.update({key(4, "", w): 0 for w in lemmas.acronyms})
    a["lemma.keys"], a["lemma.rules"] = hash_table(entries)
    a["rule.case"] = np.array([r[0] for r in rules], np.uint8)
    a["rule.cut"] = np.array([r[1] for r in rules], np.uint8)
    a["rule.add"] = strings(r[2] for r in rules)
    write_file(os.path.join(out, "fast.casus"), a)


def reference_sentences():
    """Written for this test."""
    text = (
        "Gunmen opened fire on a police checkpoint near the northern city "
        "of Karvela late on Tuesday , killing two officers , the interior "
        "ministry said .",
        "President Ilena Marok 's government has n't ruled out sanctions "
        "against the breakaway region , according to three diplomats .",
        "THOUSANDS MARCH IN CAPITAL AFTER ARREST OF UNION LEADER",
        "“ We were told to leave , but nobody came , ” said Tomás Núñez , "
        "47 , who lost his home in the shelling of 12 March 2019 .",
        "the rebels denied it",
        "Talks between Astovia and the UN broke down because neither side "
        "would withdraw its troops from the border villages that were "
        "seized last month .",
        "Why ?",
    )
    return [t.split() for t in text]


def write_reference(out, net, items, types, lists, lemmas, make_batch,
                    predict):
    keep, got = {}, []
    with torch.no_grad():
        for it in items:
            net.eval()
            x, _ = make_batch([it], types, None, False)
            layers = {}
            h = net.encode(*x, keep=layers)
            layers["upos"] = net.upos(h)
            layers["feats"] = net.feats(h)
            layers["name"] = net.name(h)
            for k, v in layers.items():
                keep.setdefault("ref." + k, []).append(v[:, 0].numpy())
            keep.setdefault("ref.arcs", []).append(
                net.arcs(h, x[4])[0].numpy().reshape(-1))
            got += list(predict(net, [it], types, lists))
    a = {"lengths": np.array([it.n for it in items], np.uint32),
         "forms": strings(f for it in items for f in it.sent.forms)}
    for k, v in keep.items():
        a[k] = np.concatenate(v).astype(np.float32)
    for i, k in enumerate(("upos", "feats", "head", "rel", "name"), 1):
        a["out." + k] = np.concatenate([g[i] for g in got]).astype(np.uint32)
    lem = []
    for g in got:
        it = g[0]
        caps = feats.sentence_case(types.np_bits[it.ids[0]])[0]
        lem += [lemmas.lemma(f, lists.feats[c], caps)
                for f, c in zip(it.sent.forms, g[2])]
    a["out.lemma"] = strings(lem)
    write_file(os.path.join(out, "fast.ref"), a)
