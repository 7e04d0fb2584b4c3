"""The text model, fast-1: tables -> convolution -> SRU -> attention ->
SRU, and its heads.  Tensors run time first: [T][B][width]."""

import math

import torch
import torch.nn as nn
import torch.nn.functional as F

from feats import (LEARNED_DIM, N_FLAG, N_IN, PIECE_DIM, PIECE_ROWS, TABLES,
                   VECTOR_DIM)

WIDTH = 128
HEADS, KEY, VALUE = 2, 32, 64           # attention, per head
ARC = 96
LABEL = 128
EDGES = (1, 2, 3, 4, 5, 6, 8, 10, 14, 20, 30, 45)   # lower bounds of buckets
N_BUCKET = 2 * len(EDGES) + 2           # behind, before, itself, root
B_SELF, B_ROOT = N_BUCKET - 2, N_BUCKET - 1


def bucket_of(d):
    """Bucket of the signed distance other - this, in tokens."""
    if d == 0:
        return B_SELF
    k = sum(1 for e in EDGES if abs(d) >= e) - 1
    return k if d < 0 else len(EDGES) + k


_bucket_line = torch.tensor([bucket_of(d) for d in range(-600, 601)])


def bucket_matrix(t):
    """[t][t] bucket of column - row."""
    d = torch.arange(t)
    return _bucket_line[(d[None, :] - d[:, None]) + 600]


class Half(torch.autograd.Function):
    """y = x W' with products of bfloat16, sums in f32: three times as fast
    on processors that have it.  Training alone uses it."""

    @staticmethod
    def forward(ctx, x, w):
        xb, wb = x.bfloat16(), w.bfloat16()
        ctx.save_for_backward(xb, wb)
        return F.linear(xb, wb).float()

    @staticmethod
    def backward(ctx, g):
        xb, wb = ctx.saved_tensors
        gb = g.bfloat16()
        dx = (gb @ wb).float() if ctx.needs_input_grad[0] else None
        dw = gb.reshape(-1, gb.shape[-1]).t() @ xb.reshape(-1, xb.shape[-1])
        return dx, dw.float()


class Linear(nn.Linear):
    half = False

    def forward(self, x):
        if not (self.half and self.training):
            return super().forward(x)
        y = Half.apply(x, self.weight)
        return y if self.bias is None else y + self.bias


class Drop:
    """Dropout from a pool of drawn masks: drawing afresh for each layer
    takes as long as a matrix product."""

    def __init__(self, p, size=1 << 22):
        self.pool = (torch.rand(size) >= p).float() / (1 - p)

    def __call__(self, x):
        n = x.numel()
        if n > len(self.pool) // 2:
            return x
        at = int(torch.randint(len(self.pool) - n, ()))
        return x * self.pool[at:at + n].view(x.shape)


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


class Net(nn.Module):
    def __init__(self, n_word_rows, n_upos, n_feats, n_xpos, n_rel, n_name):
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
        self.lift = Linear(N_IN, 2 * WIDTH)
        self.norm0 = nn.LayerNorm(WIDTH)
        self.conv_norm = nn.LayerNorm(WIDTH)
        self.conv = Linear(3 * WIDTH, 2 * WIDTH)
        self.sru1 = BiSRU()
        self.attn = Attention()
        self.sru2 = BiSRU()
        self.norm = nn.LayerNorm(WIDTH)
        self.upos = Linear(WIDTH, n_upos)
        self.feats = Linear(WIDTH, n_feats)
        self.xpos = Linear(WIDTH, n_xpos)
        self.name = Linear(WIDTH, n_name)
        self.arc_dep = Linear(WIDTH, ARC)
        self.arc_head = Linear(WIDTH, ARC)
        self.arc_root = nn.Parameter(torch.randn(ARC) * 0.1)
        self.arc_bil = Linear(ARC, ARC)      # its bias is the head bias
        self.arc_dist = Linear(ARC, N_BUCKET)
        self.lab_dep = Linear(WIDTH, LABEL)
        self.lab_head = Linear(WIDTH, LABEL, bias=False)
        self.lab_root = nn.Parameter(torch.randn(LABEL) * 0.1)
        self.lab_dist = nn.Parameter(torch.zeros(N_BUCKET, LABEL))
        self.label = Linear(LABEL, n_rel)
        self.drop_in, self.drop_mid = Drop(0.1), Drop(0.15)

    def drop(self, x):
        return self.drop_mid(x) if self.training else x

    def embed(self, word, rows, pieces, flags):
        """word [N] or [N][2] (row of the fixed columns, of the learned),
        rows [N][8], pieces [N][k], flags [N][8] -> [N][N_IN]"""
        fixed, learned = (word, word) if word.dim() == 1 else word.unbind(1)
        parts = [self.vector[fixed], self.word(learned)]
        parts += [t(rows[:, i]) for i, t in enumerate(self.tables)]
        count = (pieces != PIECE_ROWS).sum(1, keepdim=True).clamp(min=1)
        parts += [self.piece(pieces) / count, flags]
        return torch.cat(parts, 1)

    def encode(self, word, rows, pieces, flags, mask, keep=None):
        """mask [T][B], 1 for tokens; the rest have T * B rows."""
        t, b = mask.shape
        def note(name, v):
            if keep is not None:
                keep[name] = v
        x = self.embed(word, rows, pieces, flags)
        note("input", x.view(t, b, -1))
        if self.training:
            x = self.drop_in(x)
        x = self.lift(x).view(t, b, 2 * WIDTH)
        x = self.norm0(torch.maximum(x[..., :WIDTH], x[..., WIDTH:]))
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
        x = self.norm(x)
        note("vec", x)
        return self.drop(x)

    def arcs(self, h, mask):
        """h [T][B][W] -> scores [B][T][T + 1], column 0 the root."""
        t, b, _ = h.shape
        h = h.transpose(0, 1)
        dep = self.drop(F.relu(self.arc_dep(h)))
        head = self.drop(F.relu(self.arc_head(h)))
        root = self.arc_root.expand(b, 1, ARC)
        head = torch.cat((root, head), 1)
        s = (dep @ self.arc_bil.weight + self.arc_bil.bias) \
            @ head.transpose(1, 2)
        idx = torch.cat((torch.full((t, 1), B_ROOT), bucket_matrix(t)), 1)
        s = s + self.arc_dist(dep).gather(2, idx.expand(b, t, t + 1))
        dead = torch.zeros(b, t, t + 1, dtype=torch.bool)
        dead[:, :, 1:] = (mask.t() == 0)[:, None, :]
        dead[:, torch.arange(t), torch.arange(t) + 1] = True
        return s.masked_fill(dead, -1e9)

    def labels(self, h, heads):
        """heads [B][T], 0 the root -> [B][T][n_rel]"""
        t, b, _ = h.shape
        h = h.transpose(0, 1)
        head = torch.cat((self.lab_root.expand(b, 1, LABEL),
                          self.lab_head(h)), 1)
        head = head.gather(1, heads[:, :, None].expand(b, t, LABEL))
        pos = torch.arange(1, t + 1)[None, :]
        d = torch.where(heads == 0, torch.tensor(B_ROOT),
                        _bucket_line[heads - pos + 600])
        x = F.relu(self.lab_dep(h) + head + self.lab_dist[d])
        return self.label(self.drop(x))
