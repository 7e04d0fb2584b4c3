"""Best tree under one root, for measuring; heads.c has its own."""

import numpy as np


def _cycle(head):
    n = len(head)
    colour = [0] * n
    for s in range(1, n):
        path, v = [], s
        while v and colour[v] == 0:
            colour[v] = s
            path.append(v)
            v = head[v]
        if v and colour[v] == s and v in path:
            return path[path.index(v):]
    return None


def _cle(score):
    """score[d][h] over nodes 0..n-1, 0 the root: heads of the best tree."""
    n = len(score)
    head = [0] * n
    for d in range(1, n):
        head[d] = int(np.argmax(score[d]))
    cyc = _cycle(head)
    if cyc is None:
        return head
    inside = set(cyc)
    rest = [v for v in range(n) if v not in inside]
    m = len(rest)
    new = np.full((m + 1, m + 1), -np.inf)
    into, outof = {}, {}
    for i, v in enumerate(rest):
        for j, u in enumerate(rest):
            new[i][j] = score[v][u]
        best = max(cyc, key=lambda c: score[v][c])
        new[i][m] = score[v][best]
        outof[i] = best
        gain = [score[c][v] - score[c][head[c]] for c in cyc]
        k = int(np.argmax(gain))
        new[m][i] = gain[k]
        into[i] = cyc[k]
    np.fill_diagonal(new, -np.inf)
    sub = _cle(new)
    out = list(head)
    for i, v in enumerate(rest):
        if v == 0:
            continue
        out[v] = outof[i] if sub[i] == m else rest[sub[i]]
    out[into[sub[m]]] = rest[sub[m]]
    return out


def tree(scores):
    """scores [t][t + 1] (dependent, head; column 0 the root) -> heads,
    1-based, one root."""
    t = len(scores)
    full = np.full((t + 1, t + 1), -np.inf)
    full[1:] = scores
    np.fill_diagonal(full, -np.inf)
    greedy = full[1:].argmax(1)
    roots = np.flatnonzero(greedy == 0)
    if len(roots) == 1 and _cycle([0] + list(greedy)) is None:
        return [int(h) for h in greedy]
    full[1:, 0] -= 1e6      # a best tree then has one root
    return _cle(full)[1:]
