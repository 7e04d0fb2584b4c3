"""Lemma rules learned from gold lemmas, for lookup by hash.

A rule is (case, cut, add): take the form lower-cased (case 0), as it is (1)
or lower-cased with a capital first letter (2), cut code points off its end,
add a string.  The lookup tries

  1. the whole form and its tag class ("UPOS|FEATS"),
  2. the whole lower-cased form and UPOS,
  3. endings of the lower-cased form, longest first, with tag class and the
     form's case class, then with case class 0,

and falls back on the form itself (PROPN) or the lower-cased form.  Of the
rules that step 3 meets, the first whose lemma is a frequent word is taken,
else the first, for a verb with an "e" behind it where that is a frequent
word.  Entries that say what the lookup would say without them are
not kept.  src/text/lemma.c looks up; keys are hashes of "level NUL tag NUL
text".
"""

from collections import Counter, defaultdict

from feats import SEED, case_of, fnv, lower_cp, norm_of, utf8

MAX_SUFFIX = 6
SEED_LEMMA = 11


def lower(s):
    return "".join(chr(lower_cp(ord(c))) for c in s)


def cap_class(form):
    """0 no capital, 1 first alone, 2 all of two or more, 3 otherwise."""
    k = [case_of(ord(c)) for c in form]
    up, low = k.count(1), k.count(-1)
    if up == 0:
        return 0
    if k[0] == 1 and up == 1 and (low or len(form) == 1):
        return 1
    return 2 if low == 0 else 3


def title(s):
    """First letter of each stretch of letters kept, others lowered."""
    out, inside = [], False
    for c in s:
        letter = case_of(ord(c)) != 0
        out.append(chr(lower_cp(ord(c))) if inside and letter else c)
        inside = letter or (inside and c in "'’")
    return "".join(out)


def rule_for(form, lemma):
    """The shortest edit, lower-cased form preferred; None if the lemma has
    little to do with the form."""
    best = None
    for case in (0, 1, 2):
        base = cased(form, case)
        n = 0
        while n < min(len(base), len(lemma)) and base[n] == lemma[n]:
            n += 1
        r = (case, len(base) - n, lemma[n:])
        if len(r[2]) <= 15 and (best is None or
                                r[1] + len(r[2]) < best[1] + len(best[2])):
            best = r
    return best


def cased(form, case):
    if case == 1:
        return form
    low = lower(form)
    up = low[:1].upper() if low[:1].isascii() else low[:1]
    return up + low[1:] if case == 2 else low


def apply(rule, form):
    case, cut, add = rule
    base = cased(form, case)
    return base[:len(base) - cut] + add if cut <= len(base) else base


def key(level, tag, text):
    return fnv(f"{level}\0{tag}\0{text}".encode(), SEED_LEMMA)


class Lemmas:
    def __init__(self, words):
        """words: hashes of frequent words, as the word table has them"""
        self.words = words
        self.table = {}         # key -> rule
        self.acronyms = set()   # lower-cased names always in capitals

    def known(self, word):
        return fnv(utf8(norm_of(word)), SEED["word"]) in self.words

    def learn(self, triples):
        """triples: (form, "UPOS|FEATS", lemma)"""
        whole, word = defaultdict(Counter), defaultdict(Counter)
        caps = Counter()
        for form, tag, lemma in triples:
            if lemma == "_" and form != "_":
                continue
            rule = rule_for(form, lemma)
            if rule is None:
                continue
            upos = tag.partition("|")[0]
            low = lower(form)
            if upos == "PROPN" and cap_class(form) in (1, 2):
                caps[low] += 1 if cap_class(form) == 2 and len(form) > 1 \
                    else -1
            whole[tag, form][rule] += 1
            word[upos, low][rule] += 1
        self.acronyms = {w for w, n in caps.items() if n >= 2}
        self._learn_endings(whole)
        self._learn_words(whole, word)
        for (tag, form), counts in sorted(whole.items()):
            rule = top(counts)
            if apply(rule, form) != self.lemma(form, tag):
                self.table[key(1, tag, form)] = rule

    def _learn_endings(self, whole):
        """Endings vote by different forms, short endings first."""
        votes = defaultdict(Counter)
        for (tag, form), counts in whole.items():
            rule, low = top(counts), lower(form)
            if len(rule[2]) > 4:
                continue
            c = cap_class(form)
            classes = (c,) if c == 0 or tag.startswith("PROPN") else (0, c)
            for c in classes:
                for k in range(0, min(MAX_SUFFIX, len(low)) + 1):
                    votes[c, k, tag, low[len(low) - k:]][
                        (0, *rule[1:]) if c == 0 and rule[0] == 1 and
                        classes[0] == 0 and len(classes) > 1 else rule] += 1
        for (c, k, tag, s), counts in sorted(votes.items()):
            if k and sum(counts.values()) < 2:
                continue
            rule = top(counts)
            now = self._endings(tag, c, s, k - 1)[0]
            if rule != now and counts[rule] - counts[now] >= (2 if k else 1):
                self.table[key(3, f"{tag}|{c}", s)] = rule

    def _learn_words(self, whole, word):
        """A word's rule for all classes of a tag, where it repairs more
        than it breaks."""
        rows = defaultdict(list)
        for (tag, form), counts in whole.items():
            rows[tag.partition("|")[0], lower(form)].append((tag, form,
                                                             counts))
        new = {}
        for (upos, low), counts in sorted(word.items()):
            rule, n = top(counts), sum(counts.values())
            if counts[rule] < 2 or counts[rule] * 3 < n * 2:
                continue
            gain = 0
            for tag, form, c in rows[upos, low]:
                with_it, now = apply(rule, form), self.lemma(form, tag)
                gain += sum(n * ((apply(r, form) == with_it)
                                 - (apply(r, form) == now))
                            for r, n in c.items())
            if gain > 0:
                new[key(2, upos, low)] = rule
        self.table.update(new)

    def _endings(self, tag, cap, low, longest):
        """Rules met, in order; at least one."""
        out = []
        for c in (cap, 0) if cap else (0,):
            for k in range(min(longest, len(low)), -1, -1):
                r = self.table.get(key(3, f"{tag}|{c}", low[len(low) - k:]))
                if r is not None:
                    out.append(r)
        return out or [(1 if tag.startswith("PROPN|") else 0, 0, "")]

    def lemma(self, form, tag, all_caps=False):
        """tag: "UPOS|FEATS"; all_caps: of the sentence.  There the form is
        first brought to the case it would have elsewhere.  A form of which
        nothing would be left is its own lemma."""
        return self._lemma(form, tag, all_caps) or form

    def _lemma(self, form, tag, all_caps):
        if all_caps and cap_class(form) in (1, 2):
            low = lower(form)
            if not tag.startswith("PROPN|"):
                form = low
            elif low not in self.acronyms:
                form = title(form)
        low = lower(form)
        r = self.table.get(key(1, tag, form))
        if r is None:
            r = self.table.get(key(2, tag.partition("|")[0], low))
        if r is not None:
            return apply(r, form)
        met = self._endings(tag, cap_class(form), low, MAX_SUFFIX)
        for r in met:
            made = apply(r, form)
            if made and self.known(made):
                return made
        made = apply(met[0], form)
        if tag.startswith("VERB|") and self.known(made + "e"):
            return made + "e"
        return made


def top(counts):
    return max(sorted(counts), key=lambda r: counts[r])
