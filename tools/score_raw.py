#!/usr/bin/env python3
"""Score a CoNLL-U file made from raw text against a gold one.

Both files must spell out the same text; white space is ignored, documents are
concatenated, and units are compared by the characters they cover, as in the
CoNLL 2018 shared task: a sentence or word counts where both its ends agree,
a tag or arc where the words agree too. Relations are compared without their
subtypes (LAS) and with them (LAS+sub).

The words of a multiword token are parts of its surface where they spell it
out (do + n't); otherwise they share its characters and are told apart by
their forms.

usage: score_raw.py GOLD SYSTEM      table of precision, recall and F1
       score_raw.py --json GOLD SYSTEM
       score_raw.py --self-test
"""

import json
import sys


class Word:
    """One word: its key in the text and its analysis."""

    def __init__(self, key, columns, sentence):
        self.key = key  # (first, end) characters, with the form where shared
        self.lemma = columns[2]
        self.upos = columns[3]
        self.feats = columns[5]
        self.head = columns[6]
        self.deprel = columns[7]
        self.sentence = sentence  # words of the sentence before this one
        self.parent = None


class Text:
    """A CoNLL-U file as characters without spaces, sentences and words."""

    def __init__(self, lines, name):
        self.name = name
        self.parts = []
        self.n = 0
        self.sentences = []
        self.words = []
        self.rows = []
        for number, line in enumerate(lines, 1):
            line = line.rstrip("\r\n")
            if not line.strip():
                self._end_sentence()
            elif not line.startswith("#"):
                columns = line.split("\t")
                if len(columns) != 10:
                    raise ValueError(f"{name}, line {number}: not 10 columns")
                if "." not in columns[0]:
                    self.rows.append((number, columns))
        self._end_sentence()
        self.chars = "".join(self.parts)

    def _cover(self, form):
        """Append a form's characters: the range they take."""
        form = "".join(form.split())
        first = self.n
        self.parts.append(form)
        self.n += len(form)
        return first, self.n

    def _end_sentence(self):
        if not self.rows:
            return
        first, base = self.n, len(self.words)
        rows, self.rows = self.rows, []
        at = 0
        while at < len(rows):
            columns = rows[at][1]
            if "-" in columns[0]:
                low, high = map(int, columns[0].split("-"))
                inside = rows[at + 1:at + 2 + high - low]
                self._multiword(columns[1], inside, base)
                at += 1 + len(inside)
            else:
                self.words.append(Word(self._cover(columns[1]), columns, base))
                at += 1
        self.sentences.append((first, self.n))
        count = len(self.words) - base
        for word in self.words[base:]:
            head = int(word.head) if word.head.isdigit() else 0
            if head > count:
                raise ValueError(f"{self.name}, line {rows[0][0]}: head "
                                 f"{head} outside its sentence")
            word.parent = self.words[base + head - 1] if head else None

    def _multiword(self, surface, rows, base):
        first, end = self._cover(surface)
        forms = [columns[1] for _, columns in rows]
        spelled = "".join("".join(forms).split()).lower()
        if spelled == "".join(surface.split()).lower():
            at = first
            for form, (_, columns) in zip(forms, rows):
                length = len("".join(form.split()))
                self.words.append(Word((at, at + length), columns, base))
                at += length
        else:
            for form, (_, columns) in zip(forms, rows):
                key = (first, end, form.lower())
                self.words.append(Word(key, columns, base))


def f1(correct, gold, system):
    """Precision, recall and F1 in per cent; 0 where undefined."""
    precision = 100 * correct / system if system else 0.0
    recall = 100 * correct / gold if gold else 0.0
    total = gold + system
    return precision, recall, 200 * correct / total if total else 0.0


def check_same_text(gold, system):
    if gold.chars == system.chars:
        return
    pairs = zip(gold.chars, system.chars)
    at = next((i for i, (a, b) in enumerate(pairs) if a != b),
              min(len(gold.chars), len(system.chars)))
    raise ValueError(
        f"the texts differ at character {at}: "
        f"gold {gold.chars[at:at + 20]!r}, system {system.chars[at:at + 20]!r}")


def score(gold, system):
    """Figures by name, each (precision, recall, F1)."""
    check_same_text(gold, system)
    by_key = {word.key: word for word in system.words}
    pairs = [(word, by_key[word.key]) for word in gold.words
             if word.key in by_key]
    partner = {id(g): s for g, s in pairs}

    def head_right(g, s):
        if g.parent is None or s.parent is None:
            return g.parent is None and s.parent is None and g.head == s.head
        return partner.get(id(g.parent)) is s.parent

    def plain(relation):
        return relation.split(":")[0]

    sentences = len(set(gold.sentences) & set(system.sentences))
    tests = {
        "Words": lambda g, s: True,
        "UPOS": lambda g, s: g.upos == s.upos,
        "Feats": lambda g, s: g.feats == s.feats,
        "Lemmas": lambda g, s: g.lemma == "_" or g.lemma == s.lemma,
        "UAS": head_right,
        "LAS": lambda g, s: (head_right(g, s)
                             and plain(g.deprel) == plain(s.deprel)),
        "LAS+sub": lambda g, s: head_right(g, s) and g.deprel == s.deprel,
    }
    out = {"Sentences": f1(sentences, len(gold.sentences),
                           len(system.sentences))}
    for name, test in tests.items():
        correct = sum(test(g, s) for g, s in pairs)
        out[name] = f1(correct, len(gold.words), len(system.words))
    return out


def read(path):
    with open(path, encoding="utf-8") as file:
        return Text(file, path)


# --- self-test -----------------------------------------------------------

def made(*sentences):
    """CoNLL-U lines of sentences of (id, form, upos, head, deprel)."""
    lines = []
    for sentence in sentences:
        for number, form, upos, head, deprel in sentence:
            lines.append("\t".join([str(number), form, form.lower(), upos,
                                    "_", "_", str(head), deprel, "_", "_"]))
        lines.append("")
    return lines


RAID = [(1, "They", "PRON", 2, "nsubj"), (2, "fled", "VERB", 0, "root"),
        (3, ".", "PUNCT", 2, "punct")]
CALM = [(1, "Calm", "NOUN", 2, "nsubj:outer"), (2, "held", "VERB", 0, "root"),
        (3, ".", "PUNCT", 2, "punct")]


def expect(name, gold, system, wanted):
    got = score(Text(made(*gold), "gold"), Text(made(*system), "system"))
    for figure, value in wanted.items():
        if abs(got[figure][2] - value) > 1e-9:
            raise AssertionError(
                f"{name}: {figure} is {got[figure][2]}, not {value}")


def self_test():
    expect("equal", [RAID, CALM], [RAID, CALM],
           {"Sentences": 100, "Words": 100, "UPOS": 100, "UAS": 100,
            "LAS": 100, "LAS+sub": 100})
    # One boundary missed: 0 sentences of 2 against 1; every word is there;
    # the second root hangs on the first, its dependents stay.
    joined = RAID + [(4, "Calm", "NOUN", 5, "nsubj"),
                     (5, "held", "VERB", 2, "parataxis"),
                     (6, ".", "PUNCT", 5, "punct")]
    expect("joined", [RAID, CALM], [joined],
           {"Sentences": 0, "Words": 100, "UPOS": 100, "UAS": 500 / 6,
            "LAS": 500 / 6, "LAS+sub": 400 / 6})
    # One of three sentences right on both sides.
    expect("sentences", [RAID, CALM, RAID], [RAID, CALM + [
        (4, "They", "PRON", 5, "nsubj"), (5, "fled", "VERB", 2, "conj"),
        (6, ".", "PUNCT", 5, "punct")]], {"Sentences": 2 * 1 / 5 * 100})
    # "fled." kept whole: 1 of 3 gold and 2 system words; "They" has its tag,
    # but its head is not aligned.
    whole = [(1, "They", "PRON", 2, "nsubj"), (2, "fled.", "VERB", 0, "root")]
    expect("words", [RAID], [whole],
           {"Sentences": 100, "Words": 40, "UPOS": 40, "UAS": 0, "LAS": 0})
    # A multiword token that spells its words out is the same as its words.
    dont = [("1-2", "Don't", "_", "_", "_"), (1, "Do", "AUX", 3, "aux"),
            (2, "n't", "PART", 3, "advmod"), (3, "go", "VERB", 0, "root")]
    expect("multiword", [dont], [dont[1:]],
           {"Words": 100, "UPOS": 100, "LAS": 100})
    # One that does not: its words match by their forms alone.
    zum = [("1-2", "zum", "_", "_", "_"), (1, "zu", "ADP", 3, "case"),
           (2, "dem", "DET", 3, "det"), (3, "Tor", "NOUN", 0, "root")]
    other = [zum[0], zum[1], (2, "der", "DET", 3, "det"), zum[3]]
    expect("unspelled", [zum], [other], {"Words": 200 * 2 / 6})
    # Tags and relations, one wrong of three each; the subtype aside.
    wrong = [CALM[0], (2, "held", "NOUN", 0, "root"),
             (3, ".", "PUNCT", 1, "punct")]
    expect("analysis", [CALM], [wrong],
           {"UPOS": 200 / 3, "UAS": 200 / 3, "LAS": 200 / 3})
    subtype = [(1, "Calm", "NOUN", 2, "nsubj"), CALM[1], CALM[2]]
    expect("subtype", [CALM], [subtype], {"LAS": 100, "LAS+sub": 200 / 3})
    try:
        expect("text", [RAID], [CALM], {})
    except ValueError as error:
        if "character 0" not in str(error):
            raise
    else:
        raise AssertionError("different texts were scored")
    print("score_raw: all cases as they should be")


def main(arguments):
    if arguments == ["--self-test"]:
        self_test()
        return 0
    as_json = "--json" in arguments
    paths = [a for a in arguments if a != "--json"]
    if len(paths) != 2 or any(p.startswith("-") for p in paths):
        print(__doc__.strip(), file=sys.stderr)
        return 2
    try:
        figures = score(read(paths[0]), read(paths[1]))
    except (OSError, ValueError) as error:
        print(f"score_raw: {error}", file=sys.stderr)
        return 1
    if as_json:
        print(json.dumps({name: round(values[2], 2)
                          for name, values in figures.items()}))
        return 0
    print(f"{'':10} {'P':>7} {'R':>7} {'F1':>7}")
    for name, values in figures.items():
        print(f"{name:10} " + " ".join(f"{v:7.2f}" for v in values))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
