"""What the trigger teacher and the trigger head share: our own sentences as
items, how they learn, how they are measured."""

import numpy as np
import torch

import data as D
import triggers
from learn import batches, by_length, log, plain_item

CLASSES = ("O",) + triggers.TYPES
RESULT = 100            # added to the class of a result


def items_of(found, casus):
    """Items, each with .labels [n]: class, of results + RESULT."""
    text = "\n\n".join(t for _, _, t, _ in found) + "\n"
    tokens = [t["span"] for t in D.tokens_of(text, casus)]
    out, at, i = [], 0, 0
    for one in found:
        _, _, line, marks = one
        forms, spans = [], []
        while i < len(tokens) and tokens[i][1] <= at + len(line):
            b, e = tokens[i]
            forms.append(text[b:e])
            spans.append((b - at, e - at))
            i += 1
        at += len(line) + 2
        item = plain_item(forms)
        item.labels = np.zeros(len(forms), np.int64)
        for b, e, kind, result in marks:
            mine = [k for k, (tb, te) in enumerate(spans) if tb < e and te > b]
            if mine:            # of a hyphenated word the last part
                item.labels[mine[-1]] = CLASSES.index(kind) + RESULT * result
        out.append(item)
    return out


def own_and_held(casus):
    """Items of triggers/ to learn from, and to measure with."""
    found = triggers.read()
    return (items_of([x for x in found if not triggers.is_held(x)], casus),
            items_of([x for x in found if triggers.is_held(x)], casus))


def count(predicted, items):
    """(precision, recall, F1) of types over tokens; results count for
    nothing. predicted: an array of classes an item."""
    right = told = wanted = 0
    for got, it in zip(predicted, items):
        asked = it.labels < RESULT
        told += int(((got > 0) & asked).sum())
        wanted += int(((it.labels > 0) & asked).sum())
        right += int(((got == it.labels) & (got > 0) & asked).sum())
    return (round(100 * right / max(told, 1), 1),
            round(100 * right / max(wanted, 1), 1),
            round(200 * right / max(told + wanted, 1), 1))


@torch.no_grad()
def measure(model, scores_of, items, size, threshold=0.5):
    """count() of what has over `threshold`; scores_of(part): [t][b][classes],
    of `size` words at most."""
    model.eval()
    got = {}
    for part in by_length(items, size):
        p = scores_of(part).softmax(-1)
        best, kind = p[..., 1:].max(-1)
        kind = torch.where(best > threshold, kind + 1, 0)
        for j, it in enumerate(part):
            got[id(it)] = kind[:it.n, j].numpy()
    model.train()
    return count([got[id(it)] for it in items], items)


def descend(model, opt, loss_of, items, epochs, size, least, rng, held):
    """Train. opt's groups have a "rate", which rises over 100 steps and falls
    evenly to `least` of it; held(): figures to log after each epoch."""
    model.train()
    n = 0
    for epoch in range(epochs):
        todo, total = batches(items, rng, size), 0.0
        for bi, part in enumerate(todo):
            done = (epoch + bi / len(todo)) / epochs
            for g in opt.param_groups:
                g["lr"] = g["rate"] * min(1, (n + 1) / 100) * \
                    max(least, 1 - done)
            loss = loss_of(part)
            opt.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            opt.step()
            total += float(loss.detach())
            n += 1
        log("epoch", epoch + 1, "loss", round(total / len(todo), 4),
            "held P R F", *held())
