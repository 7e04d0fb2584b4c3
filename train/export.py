"""Weights -> models/fast.casus, and outputs to hold the C program to.

The file: 64 bytes of head, a table of named arrays, the arrays, each at a
multiple of 64 bytes, little-endian.  src/text/model.h tells the layout."""

import os
import struct

import numpy as np
import torch

import data as D
import feats
from lemma import key
from layers import EDGES, N_BUCKET
from learn import predict
from net import ARC, HEADS, KEY, LABEL, WIDTH

NAME = "fast-3"
MAGIC = b"CASUSMDL"
VERSION = 2
DTYPES = {"float32": 1, "int8": 2, "uint8": 3, "uint16": 4, "uint32": 5,
          "uint64": 6, "int32": 7}
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


def read_file(path):
    """{name: array} of a file that write_file() wrote."""
    with open(path, "rb") as f:
        raw = f.read()
    kinds = {v: k for k, v in DTYPES.items()}
    arrays = {}
    for i in range(struct.unpack_from("<I", raw, 12)[0]):
        name, kind, dims, a, b, c, d, at, size = struct.unpack_from(
            "<48sII4IQQ", raw, 64 + 96 * i)
        arrays[name.rstrip(b"\0").decode()] = np.frombuffer(
            raw[at:at + size], kinds[kind]).reshape((a, b, c, d)[:dims])
    return arrays


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


def panels(w, b):
    """w [k][n], b [n] -> the kernels' panels of sixteen columns,
    [n / 16][k][16], and [n], n padded to 16."""
    pad = -w.shape[1] % 16
    w, b = np.pad(w, ((0, 0), (0, pad))), np.pad(b, (0, pad))
    w = w.reshape(w.shape[0], -1, 16).transpose(1, 0, 2)
    return w.astype(np.float32), b.astype(np.float32)


class Dense:
    """Layers that read the same input, side by side in int8: panels of
    sixteen columns, four rows of each together, [n / 16][k / 4][16][4]."""

    def __init__(self):
        self.w, self.scale, self.bias = [], [], []

    def add(self, layer, times=None):
        """times: a factor for each column, beside its scale."""
        q, scale = quantise(layer.weight)
        bias = np.zeros(len(scale), np.float32) if layer.bias is None \
            else layer.bias.detach().numpy()
        layer.int8 = torch.from_numpy(q.astype(np.float32)), \
            torch.from_numpy(scale)
        if times is not None:
            scale, bias = scale * times, bias * times
        pad = -len(scale) % 16
        self.w.append(np.pad(q, ((0, pad), (0, 0))))
        self.scale.append(np.pad(scale, (0, pad)))
        self.bias.append(np.pad(bias, (0, pad)))
        return self

    def put(self, arrays, name):
        w = np.concatenate(self.w)              # [n][k]
        n, k = w.shape
        arrays[name + ".w"] = w.reshape(n // 16, 16, k // 4, 4).transpose(
            0, 2, 1, 3)
        arrays[name + ".sum"] = w.sum(1, dtype=np.int32)
        for label, v in (("scale", self.scale), ("b", self.bias)):
            arrays[name + "." + label] = np.concatenate(v).astype(np.float32)


def put_tables(a, net):
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


def put_layers(a, net):
    def norm(label, n):
        a[label + ".gain"] = n.weight.detach().numpy()
        a[label + ".shift"] = n.bias.detach().numpy()

    for label, layer in (("form", net.form), ("lift", net.lift)):
        a[label + ".w"], a[label + ".b"] = panels(
            layer.weight.detach().numpy().T, layer.bias.detach().numpy())
    a["lift.place"] = net.place.weight.detach().numpy()
    norm("lift.norm", net.lift_norm)
    norm("conv.norm", net.conv_norm)
    Dense().add(net.conv).put(a, "conv")
    for label, sru in (("sru1", net.sru1), ("sru2", net.sru2),
                       ("sru3", net.sru3)):
        norm(label + ".norm", sru.norm)
        Dense().add(sru.gates).put(a, label + ".gates")
        Dense().add(sru.out).put(a, label + ".out")
    norm("attn.norm", net.attn.norm)
    times = np.ones(net.attn.qkv.weight.shape[0], np.float32)
    times[:HEADS * KEY] = KEY ** -0.5
    Dense().add(net.attn.qkv, times).put(a, "attn.qkv")
    Dense().add(net.attn.out).put(a, "attn.out")
    a["attn.dist"] = net.attn.dist.detach().numpy()
    norm("vec.norm", net.norm)


def put_heads(a, heads):
    Dense().add(heads.tags["upos"]).add(heads.tags["name"]).add(
        heads.tags["mention"]).add(heads.tags["feats"]).put(a, "tags")
    Dense().add(heads.arc_dep).add(heads.arc_head).add(heads.lab_dep).add(
        heads.lab_head).put(a, "pair")
    Dense().add(heads.arc_bil).add(heads.arc_dist).put(a, "arc.pair")
    Dense().add(heads.label).put(a, "label")
    a["arc.root"] = heads.arc_root.detach().numpy()
    a["label.root"] = heads.lab_root.detach().numpy()
    a["label.dist"] = heads.lab_dist.detach().numpy()
    a["edges"] = np.array(EDGES, np.uint32)
    assert a["pair.w"].shape == ((2 * ARC + 2 * LABEL) // 16, WIDTH // 4,
                                 16, 4)


def put_lemmas(a, lemmas):
    rules = sorted(set(lemmas.table.values()) | {(0, 0, ""), (1, 0, "")})
    rid = {r: i for i, r in enumerate(rules)}
    entries = {k: rid[r] for k, r in lemmas.table.items()}
    entries.update({key(4, "", w): 0 for w in lemmas.acronyms})
    a["lemma.keys"], a["lemma.rules"] = hash_table(entries)
    a["rule.case"] = np.array([r[0] for r in rules], np.uint8)
    a["rule.cut"] = np.array([r[1] for r in rules], np.uint8)
    a["rule.add"] = strings(r[2] for r in rules)


def write(out, net, lists, words, lemmas):
    """The weight file; from here on net computes with what it holds."""
    os.makedirs(out, exist_ok=True)
    a = {"model.name": strings([NAME])}
    for k in ("upos", "feats", "rel", "name", "mention"):
        a["tags." + k] = strings(getattr(lists, k))
    a["word.keys"], a["word.rows"] = hash_table(words)
    put_tables(a, net)
    put_layers(a, net)
    put_heads(a, net.heads)
    put_lemmas(a, lemmas)
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


def write_reference(out, net, items, lists, lemmas):
    """What each layer and each head says of the reference sentences."""
    keep, got = {}, []
    with torch.no_grad():
        for it in items:
            layers = {}
            net.eval()          # predict() leaves it in training
            h, mask = net.encode(net.inputs([it], None), keep=layers)
            for k in ("upos", "feats", "name", "mention"):
                layers[k] = net.heads.tag(k, h)
            for k, v in layers.items():
                keep.setdefault("ref." + k, []).append(v[:, 0].numpy())
            keep.setdefault("ref.arcs", []).append(
                net.heads.arcs(h, mask)[0].numpy().reshape(-1))
            got += [g for _, g in predict(net, [it], lists)]
    a = {"lengths": np.array([it.n for it in items], np.uint32),
         "forms": strings(f for it in items for f in it.sent.forms)}
    for k, v in keep.items():
        a[k] = np.concatenate(v).astype(np.float32)
    for k in ("upos", "feats", "head", "rel", "name", "mention"):
        a["out." + k] = np.concatenate([g[k] for g in got]).astype(np.uint32)
    a["out.lemma"] = strings(
        lemmas.lemma(f, lists.feats[c], D.all_caps(it.sent.forms))
        for it, g in zip(items, got)
        for f, c in zip(it.sent.forms, g["feats"]))
    write_file(os.path.join(out, "fast.ref"), a)
