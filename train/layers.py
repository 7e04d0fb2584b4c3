"""What the small model and its teacher are both made of: products in
bfloat16 while training, dropout, distances, and the heads.  Tensors run time
first: [T][B][width]."""

import torch
import torch.nn as nn
import torch.nn.functional as F

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
    int8 = None         # (whole numbers [n][k], scales [n]) once exported

    def as_int8(self, x):
        """What the program computes: each row of x as 127ths of its largest
        number, products of whole numbers."""
        q, scale = self.int8
        most = x.abs().amax(-1, keepdim=True)
        whole = torch.round(x * torch.where(most > 0, 127 / most, 0.0))
        y = F.linear(whole, q) * (most / 127 * scale)
        return y if self.bias is None else y + self.bias

    def forward(self, x):
        if self.int8 is not None:
            return self.as_int8(x)
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


class Heads(nn.Module):
    """Tags, arcs and relations over token vectors of a width.

    arc, label: widths of the pair layers; size: {layer: classes}."""

    def __init__(self, width, arc, label, size, drop):
        super().__init__()
        self.arc_width, self.label_width = arc, label
        self.tags = nn.ModuleDict({
            k: Linear(width, size[k])
            for k in ("upos", "feats", "xpos", "name", "mention")})
        self.arc_dep = Linear(width, arc)
        self.arc_head = Linear(width, arc)
        self.arc_root = nn.Parameter(torch.randn(arc) * 0.1)
        self.arc_bil = Linear(arc, arc)      # its bias is the head bias
        self.arc_dist = Linear(arc, N_BUCKET)
        self.lab_dep = Linear(width, label)
        self.lab_head = Linear(width, label, bias=False)
        self.lab_root = nn.Parameter(torch.randn(label) * 0.1)
        self.lab_dist = nn.Parameter(torch.zeros(N_BUCKET, label))
        self.label = Linear(label, size["rel"])
        self.noise = drop

    def drop(self, x):
        return self.noise(x) if self.training else x

    def tag(self, layer, h):
        return self.tags[layer](h)

    def arcs(self, h, mask):
        """h [T][B][W] -> scores [B][T][T + 1], column 0 the root."""
        t, b, _ = h.shape
        h = h.transpose(0, 1)
        dep = self.drop(F.relu(self.arc_dep(h)))
        head = self.drop(F.relu(self.arc_head(h)))
        root = self.arc_root.expand(b, 1, self.arc_width)
        head = torch.cat((root, head), 1)
        s = self.arc_bil(dep) @ head.transpose(1, 2)
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
        w = self.label_width
        head = torch.cat((self.lab_root.expand(b, 1, w), self.lab_head(h)),
                         1)
        head = head.gather(1, heads[:, :, None].expand(b, t, w))
        pos = torch.arange(1, t + 1)[None, :]
        d = torch.where(heads == 0, torch.tensor(B_ROOT),
                        _bucket_line[heads - pos + 600])
        x = F.relu(self.lab_dep(h) + head + self.lab_dist[d])
        return self.label(self.drop(x))
