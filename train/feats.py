"""From a word form to the rows of the lookup tables.

src/text/encoder.c does the same in C, and both must agree to the bit:
whatever changes here changes there.  Everything works on code points.
"""

M64 = (1 << 64) - 1
N_OOV = 2048            # buckets for words without a row of their own
MAX_CP = 64             # longer forms: first 32 and last 32 code points
MAX_PIECE = 48          # pieces of 3, then 4, then 5 letters, in order

# name, rows, width; the word table's rows come from the data.
TABLES = (
    ("pre1", 512, 8), ("pre2", 2048, 16), ("pre3", 4096, 24),
    ("suf1", 512, 8), ("suf2", 2048, 16), ("suf3", 4096, 32),
    ("suf4", 8192, 40), ("shape", 1024, 16), ("bits", 32, 16),
)
SEED = {"word": 1, "pre1": 2, "pre2": 3, "pre3": 4, "suf1": 5, "suf2": 6,
        "suf3": 7, "suf4": 8, "shape": 9, "piece": 10}
VECTOR_DIM, LEARNED_DIM = 64, 64
WORD_DIM = VECTOR_DIM + LEARNED_DIM     # fixed columns, then learned ones
PIECE_ROWS, PIECE_DIM = 16384, 64
N_IN = WORD_DIM + sum(t[2] for t in TABLES) + PIECE_DIM
N_PLACE = 16            # what a token is in its sentence: place_of()

QUOTES = {0x2018: 0x27, 0x2019: 0x27, 0x201C: 0x22, 0x201D: 0x22,
          0x2013: 0x2D, 0x2014: 0x2D}


def fnv(data, seed):
    """FNV-1a over bytes, the start changed by the seed, halves folded."""
    h = 0xcbf29ce484222325 ^ (seed * 0x9e3779b97f4a7c15 & M64)
    for b in data:
        h = (h ^ b) * 0x100000001b3 & M64
    return h ^ (h >> 32)


def lower_cp(c):
    """Lower case of one code point: ASCII, Latin-1 and Latin Extended-A."""
    if 0x41 <= c <= 0x5A:
        return c + 32
    if c < 0xC0 or c > 0x17E:
        return c
    if c <= 0xDE:
        return c + 32 if c != 0xD7 else c
    if c < 0x100:
        return c
    if c in (0x130, 0x131, 0x138, 0x149):
        return c
    if c == 0x178:
        return 0xFF
    odd = 0x139 <= c <= 0x148 or c >= 0x179
    if odd:
        return c + 1 if c & 1 else c
    return c if c & 1 else c + 1


def case_of(c):
    """1 upper, -1 lower, 0 neither (or not known to lower_cp)."""
    if lower_cp(c) != c:
        return 1
    if 0x61 <= c <= 0x7A or c == 0xDF or (0xE0 <= c <= 0xFF and c != 0xF7):
        return -1
    if 0x100 <= c <= 0x17E and c not in (0x130, 0x138):
        return -1
    return 0


def cps_of(form):
    cps = [QUOTES.get(ord(c), ord(c)) for c in form]
    if len(cps) > MAX_CP:
        cps = cps[:MAX_CP // 2] + cps[-(MAX_CP // 2):]
    return cps


def utf8(cps):
    return "".join(map(chr, cps)).encode("utf-8", "surrogatepass")


def norm_of(form):
    """Lower-cased, digits to 0, curly quotes and dashes made plain."""
    return [0x30 if 0x30 <= c <= 0x39 else lower_cp(c) for c in cps_of(form)]


def shape_of(cps):
    out = []
    for c in cps:
        k = case_of(c)
        if 0x30 <= c <= 0x39:
            s = 0x64
        elif k > 0:
            s = 0x58
        elif k < 0 or (c >= 0xC0 and not 0x2000 <= c <= 0x2FFF):
            s = 0x78
        else:
            s = c
        if len(out) >= 2 and out[-1] == s and out[-2] == s:
            continue
        out.append(s)
    return out


def flags_of(cps):
    """Bits of the form alone: 1 has upper, 2 has lower, 4 first is upper,
    8 digit, 16 hyphen inside."""
    bits = 0
    for i, c in enumerate(cps):
        k = case_of(c)
        bits |= 1 if k > 0 else 2 if k < 0 else 0
        bits |= 4 if k > 0 and i == 0 else 0
        bits |= 8 if 0x30 <= c <= 0x39 else 0
        bits |= 16 if c == 0x2D and len(cps) > 1 else 0
    return bits


_norm_cache = {}


def _norm_rows(norm):
    key = tuple(norm)
    got = _norm_cache.get(key)
    if got is not None:
        return got
    n = len(norm)
    rows = []
    size = {t[0]: t[1] for t in TABLES}
    for name, k in (("pre1", 1), ("pre2", 2), ("pre3", 3)):
        rows.append(fnv(utf8(norm[:k]), SEED[name]) % size[name])
    for name, k in (("suf1", 1), ("suf2", 2), ("suf3", 3), ("suf4", 4)):
        rows.append(fnv(utf8(norm[max(0, n - k):]), SEED[name]) % size[name])
    edged = [0x3C] + norm + [0x3E]
    pieces = []
    for k in (3, 4, 5):
        for i in range(len(edged) - k + 1):
            if len(pieces) < MAX_PIECE:
                pieces.append(fnv(utf8(edged[i:i + k]), SEED["piece"])
                              % PIECE_ROWS)
    got = (fnv(utf8(norm), SEED["word"]), rows, pieces)
    _norm_cache[key] = got
    return got


def rows_of(form):
    """(word hash, rows in the order of TABLES, rows of pieces, flag bits)"""
    cps = cps_of(form)
    word, rows, pieces = _norm_rows(norm_of(form))
    shape = fnv(utf8(shape_of(cps)), SEED["shape"]) % 1024
    bits = flags_of(cps)
    return word, rows + [shape, bits], pieces, bits


def place_of(first, last, all_caps, no_caps):
    """The one input of a token that its form does not tell, 0 to 15."""
    return first + 2 * last + 4 * all_caps + 8 * no_caps


def sentence_case(bits):
    """(all_caps, no_caps) of a sentence, from its tokens' flag bits:
    all caps wants two tokens with capitals and no small letter."""
    upper = sum(1 for b in bits if b & 1)
    lower = sum(1 for b in bits if b & 2)
    return (1 if upper >= 2 and lower == 0 else 0,
            1 if upper == 0 and lower > 0 else 0)
