"""Which sentences are trained on and which are only measured with."""

import glob
import os

import data as D

HERE = os.path.dirname(os.path.abspath(__file__))
LONGEST = 150           # tokens of a sentence in training


def tenth(items):
    """-> the first nine tenths, the last one, in the file's order."""
    n = len(items) * 9 // 10
    return items[:n], items[n:]


def load(folder, casus):
    """-> training sentences, {name: sentences to measure on}."""
    p = lambda *a: os.path.join(folder, *a)
    ewt = D.read_conllu(p("parse", "en_ewt-train.conllu"))
    gum = D.read_conllu(p("parse", "en_gum-train.conllu"))
    D.add_gum_names(gum)
    wiki, wiki_held = tenth(D.read_iob(p("names", "wikigold.iob")))
    dev = {"ewt": D.read_conllu(p("parse", "en_ewt-dev.conllu")),
           "gum": D.read_conllu(p("parse", "en_gum-dev.conllu")),
           "gum_news": D.read_conllu(p("parse", "en_gum_news-dev.conllu")),
           "wikigold-tenth": wiki_held,
           "uner_ewt": D.read_iob(p("names", "uner_ewt-dev.iob2"))}
    dev["ewt-lower"] = in_case(dev["ewt"], 1)
    dev["ewt-upper"] = in_case(dev["ewt"], 2)
    own = []
    for path in sorted(glob.glob(os.path.join(HERE, "marked", "*.txt"))):
        some, held = tenth(D.marked_sentences([path], casus))
        own += some
        dev.setdefault("marked-tenth", []).extend(held)
    train = ewt + gum + wiki + own
    return [s for s in train if len(s) <= LONGEST], dev


def in_case(sents, how):
    """Copies in small letters (1) or in capitals (2): data.variant()."""
    out = []
    for s in sents:
        c = D.Sentence(s.tree)
        for k in D.Sentence.__slots__:
            setattr(c, k, getattr(s, k))
        c.forms = [D.variant(f, how) for f in s.forms]
        out.append(c)
    return out


def repeated(sents):
    """Names are rare in trees: sentences known for names come twice."""
    return sents + [s for s in sents if not s.tree]
