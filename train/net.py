"""The text model "fast": tables -> form -> convolution -> SRU -> attention ->
SRU -> SRU, and the heads of layers.py.

What comes before the convolution knows a word's form and nothing else, so
that the program may remember it for every form it has met: it costs little
there and may be rich."""

import math

import torch
import torch.nn as nn
import torch.nn.functional as F

from feats import (LEARNED_DIM, N_IN, N_PLACE, PIECE_DIM, PIECE_ROWS, TABLES,
                   VECTOR_DIM)
from layers import N_BUCKET, Drop, Heads, Linear, bucket_matrix

WIDTH = 128
FORM = 192
HEADS, KEY, VALUE = 2, 32, 64           # attention, per head
ARC = 96
LABEL = 128


class Recur(torch.autograd.Function):
    """c[t] = f[t] * c[t-1] + g[t], over the first axis."""

    @staticmethod
    def forward(ctx, f, g):
        c = torch.empty_like(g)
        prev = torch.zeros_like(g[0])
        for t in range(g.shape[0]):
            torch.addcmul(g[t], f[t], prev, out=c[t])
            prev = c[t]
        ctx.save_for_backward(f, c)
        return c

    @staticmethod
    def backward(ctx, grad):
        f, c = ctx.saved_tensors
        dg = torch.empty_like(c)
        n = c.shape[0]
        dg[n - 1] = grad[n - 1]
        for t in range(n - 2, -1, -1):
            torch.addcmul(grad[t], f[t + 1], dg[t + 1], out=dg[t])
        df = torch.zeros_like(f)
        df[1:] = dg[1:] * c[:-1]
        return df, dg


class BiSRU(nn.Module):
    """Columns of the gates: forward z, f, r, then backward z, f, r, each
    WIDTH wide; both directions' outputs, concatenated, are projected."""

    def __init__(self):
        super().__init__()
        self.norm = nn.LayerNorm(WIDTH)
        self.gates = Linear(WIDTH, 6 * WIDTH)
        self.out = Linear(2 * WIDTH, WIDTH)
        with torch.no_grad():
            b = self.gates.bias.view(2, 3, WIDTH)
            b.zero_()
            b[:, 1] = 0.5

    def forward(self, x, mask, drop):
        t, b, _ = x.shape
        u = self.gates(self.norm(x)).view(t, b, 2, 3, WIDTH)
        z = torch.stack((u[:, :, 0], u[:, :, 1].flip(0)), 2)
        m = torch.stack((mask, mask.flip(0)), 2)          # [t][b][2]
        zf = torch.sigmoid(z[:, :, :, 1])
        g = (1 - zf) * torch.tanh(z[:, :, :, 0]) * m[..., None]
        c = Recur.apply(zf, g)
        h = c * torch.sigmoid(z[:, :, :, 2])
        h = torch.cat((h[:, :, 0], h[:, :, 1].flip(0)), 2)
        return x + drop(self.out(drop(h)))


class Attention(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm = nn.LayerNorm(WIDTH)
        self.qkv = Linear(WIDTH, HEADS * (2 * KEY + VALUE))
        self.out = Linear(HEADS * VALUE, WIDTH)
        self.dist = nn.Parameter(torch.zeros(HEADS, N_BUCKET))

    def forward(self, x, mask, buckets, drop):
        t, b, _ = x.shape
        u = self.qkv(self.norm(x)).transpose(0, 1)        # [b][t]
        q, k, v = u.split((HEADS * KEY, HEADS * KEY, HEADS * VALUE), 2)
        q = q.reshape(b, t, HEADS, KEY).transpose(1, 2)
        k = k.reshape(b, t, HEADS, KEY).permute(0, 2, 3, 1)
        v = v.reshape(b, t, HEADS, VALUE).transpose(1, 2)
        s = q @ k / math.sqrt(KEY) + self.dist[:, buckets]
        s = s.masked_fill(mask.t()[:, None, None, :] == 0, -1e9)
        h = drop(s.softmax(-1)) @ v
        h = h.permute(2, 0, 1, 3).reshape(t, b, HEADS * VALUE)
        return x + drop(self.out(h))


class Fast(nn.Module):
    def __init__(self, n_word_rows, size):
        super().__init__()
        self.word = nn.Embedding(n_word_rows, LEARNED_DIM)
        # Fixed columns of the word table (vectors.py); zeros without them.
        self.register_buffer("vector", torch.zeros(n_word_rows, VECTOR_DIM))
        self.tables = nn.ModuleList(nn.Embedding(n, d) for _, n, d in TABLES)
        self.piece = nn.EmbeddingBag(PIECE_ROWS + 1, PIECE_DIM, mode="sum",
                                     padding_idx=PIECE_ROWS)
        for e in [self.word, self.piece, *self.tables]:
            nn.init.normal_(e.weight, std=0.3)
        with torch.no_grad():
            self.piece.weight[PIECE_ROWS] = 0
        self.form = Linear(N_IN, 2 * FORM)
        self.lift = Linear(FORM, 2 * WIDTH)
        self.place = nn.Embedding(N_PLACE, 2 * WIDTH)
        nn.init.zeros_(self.place.weight)
        self.lift_norm = nn.LayerNorm(WIDTH)
        self.conv_norm = nn.LayerNorm(WIDTH)
        self.conv = Linear(3 * WIDTH, 2 * WIDTH)
        self.sru1 = BiSRU()
        self.attn = Attention()
        self.sru2 = BiSRU()
        self.sru3 = BiSRU()
        self.norm = nn.LayerNorm(WIDTH)
        self.drop_in, self.drop_mid = Drop(0.1), Drop(0.15)
        self.heads = Heads(WIDTH, ARC, LABEL, size, self.drop_mid)
        self.make_inputs = None         # fast.py: Batcher

    def inputs(self, items, rng, lengths=None):
        return self.make_inputs(items, rng, lengths)

    def drop(self, x):
        return self.drop_mid(x) if self.training else x

    def tables_of(self, fixed, learned, rows, pieces):
        """fixed, learned [N]: rows of the word table's halves; rows [N][9],
        pieces [N][k] -> [N][N_IN]"""
        parts = [self.vector[fixed], self.word(learned)]
        parts += [t(rows[:, i]) for i, t in enumerate(self.tables)]
        count = (pieces != PIECE_ROWS).sum(1, keepdim=True).clamp(min=1)
        parts.append(self.piece(pieces) / count)
        return torch.cat(parts, 1)

    def encode(self, x, keep=None):
        """x: (forms' rows as tables_of wants them, which form each token is
        [T][B], its place [T][B], mask [T][B], 1 for tokens)."""
        forms, which, place, mask = x
        t, b = mask.shape

        def note(name, v):
            if keep is not None:
                keep[name] = v
        y = self.tables_of(*forms)
        note("tables", y[which])
        y = self.form(self.drop_in(y) if self.training else y)
        y = self.drop(torch.maximum(y[:, :FORM], y[:, FORM:]))
        y = self.lift(y)
        note("form", y[which])
        y = y[which] + self.place(place)
        x = self.lift_norm(torch.maximum(y[..., :WIDTH], y[..., WIDTH:]))
        x = self.drop(x)
        note("lift", x)
        y = self.conv_norm(x) * mask[..., None]
        z = torch.zeros_like(y[:1])
        y = torch.cat((torch.cat((z, y[:-1])), y, torch.cat((y[1:], z))), 2)
        y = self.conv(y)
        x = x + self.drop(torch.maximum(y[..., :WIDTH], y[..., WIDTH:]))
        note("conv", x)
        x = self.sru1(x, mask, self.drop)
        note("sru1", x)
        x = self.attn(x, mask, bucket_matrix(t), self.drop)
        note("attn", x)
        x = self.sru2(x, mask, self.drop)
        note("sru2", x)
        x = self.sru3(x, mask, self.drop)
        note("sru3", x)
        x = self.norm(x)
        note("vec", x)
        return self.drop(x), mask
