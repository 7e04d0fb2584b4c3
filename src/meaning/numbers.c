#include "meaning/numbers.h"

#include "meaning/tree.h"

/* --- words --------------------------------------------------------------- */

enum word_kind {
    W_NONE,
    W_SMALL,   /* up to nineteen */
    W_TENS,    /* twenty to ninety */
    W_POWER,   /* hundred and up */
    W_DOZEN,   /* a power that is counted: dozen, score */
    W_MANY,    /* vague plurals: the least they say */
    W_SEVERAL, /* several, few: the least they say, or of what follows */
    W_GROUP,   /* nouns that say how many are in them */
    W_BOTH,    /* both */
    W_HALF,    /* half */
    W_QUARTER, /* quarter */
    W_NOBODY,  /* nobody, none */
    W_NO,      /* no, not: of "no one", "not a single" */
    W_ARTICLE, /* a, an */
    W_LETTER   /* after digits: k, m, bn */
};

struct number_word {
    struct cs_str word;
    enum word_kind kind;
    int64_t value;
};

/* In order of bytes. */
static const struct number_word words[] = {
    { { "a", 1 }, W_ARTICLE, 1 },
    { { "an", 2 }, W_ARTICLE, 1 },
    { { "billion", 7 }, W_POWER, 1000000000 },
    { { "billions", 8 }, W_MANY, 2000000000 },
    { { "bn", 2 }, W_LETTER, 1000000000 },
    { { "both", 4 }, W_BOTH, 2 },
    { { "brace", 5 }, W_GROUP, 2 },
    { { "couple", 6 }, W_GROUP, 2 },
    { { "crore", 5 }, W_POWER, 10000000 },
    { { "dozen", 5 }, W_DOZEN, 12 },
    { { "dozens", 6 }, W_MANY, 24 },
    { { "eight", 5 }, W_SMALL, 8 },
    { { "eighteen", 8 }, W_SMALL, 18 },
    { { "eighty", 6 }, W_TENS, 80 },
    { { "eleven", 6 }, W_SMALL, 11 },
    { { "few", 3 }, W_SEVERAL, 2 },
    { { "fifteen", 7 }, W_SMALL, 15 },
    { { "fifty", 5 }, W_TENS, 50 },
    { { "five", 4 }, W_SMALL, 5 },
    { { "forty", 5 }, W_TENS, 40 },
    { { "four", 4 }, W_SMALL, 4 },
    { { "fourscore", 9 }, W_TENS, 80 },
    { { "foursome", 8 }, W_GROUP, 4 },
    { { "fourteen", 8 }, W_SMALL, 14 },
    { { "half", 4 }, W_HALF, 0 },
    { { "handful", 7 }, W_GROUP, 0 },
    { { "hundred", 7 }, W_POWER, 100 },
    { { "hundreds", 8 }, W_MANY, 200 },
    { { "k", 1 }, W_LETTER, 1000 },
    { { "lakh", 4 }, W_POWER, 100000 },
    { { "lakhs", 5 }, W_MANY, 200000 },
    { { "m", 1 }, W_LETTER, 1000000 },
    { { "million", 7 }, W_POWER, 1000000 },
    { { "millions", 8 }, W_MANY, 2000000 },
    { { "mn", 2 }, W_LETTER, 1000000 },
    { { "nine", 4 }, W_SMALL, 9 },
    { { "nineteen", 8 }, W_SMALL, 19 },
    { { "ninety", 6 }, W_TENS, 90 },
    { { "no", 2 }, W_NO, 0 },
    { { "nobody", 6 }, W_NOBODY, 0 },
    { { "none", 4 }, W_NOBODY, 0 },
    { { "not", 3 }, W_NO, 0 },
    { { "one", 3 }, W_SMALL, 1 },
    { { "pair", 4 }, W_GROUP, 2 },
    { { "quarter", 7 }, W_QUARTER, 0 },
    { { "quartet", 7 }, W_GROUP, 4 },
    { { "quintet", 7 }, W_GROUP, 5 },
    { { "score", 5 }, W_DOZEN, 20 },
    { { "scores", 6 }, W_MANY, 20 },
    { { "seven", 5 }, W_SMALL, 7 },
    { { "seventeen", 9 }, W_SMALL, 17 },
    { { "seventy", 7 }, W_TENS, 70 },
    { { "several", 7 }, W_SEVERAL, 3 },
    { { "six", 3 }, W_SMALL, 6 },
    { { "sixteen", 7 }, W_SMALL, 16 },
    { { "sixty", 5 }, W_TENS, 60 },
    { { "ten", 3 }, W_SMALL, 10 },
    { { "tens", 4 }, W_MANY, 20 },
    { { "thirteen", 8 }, W_SMALL, 13 },
    { { "thirty", 6 }, W_TENS, 30 },
    { { "thousand", 8 }, W_POWER, 1000 },
    { { "thousands", 9 }, W_MANY, 2000 },
    { { "three", 5 }, W_SMALL, 3 },
    { { "threesome", 9 }, W_GROUP, 3 },
    { { "threescore", 10 }, W_TENS, 60 },
    { { "trillion", 8 }, W_POWER, 1000000000000 },
    { { "trio", 4 }, W_GROUP, 3 },
    { { "triplets", 8 }, W_GROUP, 3 },
    { { "twelve", 6 }, W_SMALL, 12 },
    { { "twenty", 6 }, W_TENS, 20 },
    { { "twins", 5 }, W_GROUP, 2 },
    { { "two", 3 }, W_SMALL, 2 },
    { { "twosome", 7 }, W_GROUP, 2 },
    { { "zero", 4 }, W_SMALL, 0 },
};

static const struct number_word nothing;

static const struct number_word *word_of(struct cs_str norm)
{
    size_t lo = 0, hi = sizeof words / sizeof *words;
    if (norm.n == 0 || norm.n > 10 || norm.p[0] < 'a' || norm.p[0] > 'z')
        return &nothing;
    while (lo < hi) {
        const size_t mid = (lo + hi) / 2;
        const int c = cs_str_cmp(words[mid].word, norm);
        if (c == 0)
            return &words[mid];
        if (c < 0)
            lo = mid + 1;
        else
            hi = mid;
    }
    return &nothing;
}

/* --- digits -------------------------------------------------------------- */

/* "2,500", "12", "3.5" (for "3.5 million"): thousandths in *milli, so that a
 * decimal fraction survives a multiplier. False for anything else. */
static bool digits_value(struct cs_str s, int64_t *milli)
{
    int64_t v = 0, scale = 0;
    if (s.n == 0 || s.n > 15 || !cs_ascii_digit(s.p[0]))
        return false;
    for (size_t i = 0; i < s.n; i++) {
        if (cs_ascii_digit(s.p[i])) {
            if (scale >= 1000)
                continue;
            v = v * 10 + (s.p[i] - '0');
            if (scale > 0)
                scale *= 10;
        } else if (s.p[i] == ',' && scale == 0 && i + 3 < s.n) {
            continue;
        } else if (s.p[i] == '.' && scale == 0 && i + 1 < s.n) {
            scale = 1;
        } else {
            return false;
        }
    }
    *milli = v * (scale == 0 ? 1000 : 1000 / scale);
    return true;
}

static struct cs_str norm_at(const struct cs_doc *doc, uint32_t i)
{
    return doc->tokens[i].norm;
}

static const struct number_word *word_at(const struct cs_doc *doc, uint32_t i,
                                         uint32_t end)
{
    return i < end ? word_of(norm_at(doc, i)) : &nothing;
}

static bool joined(const struct cs_doc *doc, uint32_t i)
{
    return i > 0 && doc->tokens[i - 1].span.e == doc->tokens[i].span.b;
}

static bool all_digits(struct cs_str s)
{
    for (size_t i = 0; i < s.n; i++) {
        if (!cs_ascii_digit(s.p[i]))
            return false;
    }
    return s.n > 0;
}

/* "10 000", "2 350": groups of three parted by one space. */
static uint32_t digit_groups(const struct cs_doc *doc, uint32_t i, uint32_t end,
                             int64_t *milli)
{
    uint32_t e = i + 1;
    if (!all_digits(norm_at(doc, i)) || norm_at(doc, i).n > 3 ||
        norm_at(doc, i).p[0] == '0')
        return e;
    while (e < end && e < i + 4 && norm_at(doc, e).n == 3 &&
           all_digits(norm_at(doc, e)) && !joined(doc, e) &&
           doc->tokens[e].span.b - doc->tokens[e - 1].span.e <= 2) {
        int64_t more = 0;
        (void)digits_value(norm_at(doc, e), &more);
        *milli = *milli * 1000 + more;
        e++;
    }
    return e;
}

/* --- the number itself --------------------------------------------------- */

/* "3.5m", "100k", "2bn" */
static uint32_t letter_after(const struct cs_doc *doc, uint32_t e, uint32_t end,
                             int64_t *milli)
{
    const struct number_word *w = word_at(doc, e, end);
    if (w->kind != W_LETTER || !joined(doc, e) || *milli > INT64_C(1000000000))
        return e;
    *milli *= w->value;
    return e + 1;
}

/* Words that a number goes on with: "-" between tens and units, "and" after
 * hundreds, "and a half". Returns past the link, e where there is none. */
static uint32_t link_after(const struct cs_doc *doc, uint32_t e, uint32_t end,
                           int64_t part)
{
    const bool hyphen = cs_norm_at(doc, e, end, "-");
    if (!hyphen && !cs_norm_at(doc, e, end, "and"))
        return e;
    const enum word_kind next = word_at(doc, e + 1, end)->kind;
    if (hyphen)
        return next == W_SMALL || next == W_POWER ? e + 1 : e;
    return part >= 100000 && part % 100000 == 0 &&
                   (next == W_SMALL || next == W_TENS)
               ? e + 1
               : e;
}

struct reading {
    int64_t total, part; /* thousandths: what powers closed, what is open */
    bool any, tens;      /* a number was read; the last word was one of tens */
};

/* One more word of a number; false: it does not go on with it. */
static bool take_word(struct reading *r, const struct number_word *w)
{
    switch (w->kind) {
    case W_SMALL:
        if (r->any && !(r->tens && w->value < 10) && r->part % 100000 != 0)
            return false;
        if (r->any && r->part == 0 && r->total == 0)
            return false;
        r->part += w->value * 1000;
        r->tens = false;
        break;
    case W_TENS:
        if (r->any && r->part % 100000 != 0)
            return false;
        r->part += w->value * 1000;
        r->tens = true;
        break;
    case W_POWER:
    case W_DOZEN:
        if (!r->any || r->part > INT64_C(1000000000))
            return false;
        r->part = (r->part == 0 ? 1000 : r->part) * w->value;
        if (w->value >= 1000) {
            r->total += r->part;
            r->part = 0;
        }
        r->tens = false;
        break;
    default:
        return false;
    }
    r->any = true;
    return r->total < INT64_MAX / 4;
}

/* "one and a half million" */
static uint32_t and_a_half(const struct cs_doc *doc, uint32_t e, uint32_t end,
                           struct reading *r)
{
    if (!cs_norm_at(doc, e, end, "and") ||
        word_at(doc, e + 1, end)->kind != W_ARTICLE ||
        !cs_norm_at(doc, e + 2, end, "half") ||
        word_at(doc, e + 3, end)->kind != W_POWER)
        return e;
    r->part += 500;
    return e + 3;
}

/* "five-and-twenty" */
static uint32_t units_first(const struct cs_doc *doc, uint32_t i, uint32_t end,
                            int64_t *milli)
{
    const struct number_word *w = word_at(doc, i, end);
    if (w->kind != W_SMALL || w->value > 9)
        return i;
    uint32_t e = i + 1;
    e += cs_norm_at(doc, e, end, "-");
    if (!cs_norm_at(doc, e, end, "and"))
        return i;
    e++;
    e += cs_norm_at(doc, e, end, "-");
    const struct number_word *tens = word_at(doc, e, end);
    if (tens->kind != W_TENS || (e == i + 2 && w->value == 0))
        return i;
    *milli = (tens->value + w->value) * 1000;
    return e + 1;
}

/* Digits or number words from token i; returns the token after, i for none. */
static uint32_t read_number(const struct cs_doc *doc, uint32_t i, uint32_t end,
                            int64_t *milli)
{
    struct reading r = { 0, 0, false, false };
    uint32_t e = i;
    if (i >= end)
        return i;
    if (digits_value(norm_at(doc, i), &r.part)) {
        e = digit_groups(doc, i, end, &r.part);
        e = letter_after(doc, e, end, &r.part);
        r.any = true;
        const struct number_word *w = word_at(doc, e, end);
        while ((w->kind == W_POWER || w->kind == W_DOZEN) && take_word(&r, w))
            w = word_at(doc, ++e, end);
    } else {
        e = units_first(doc, i, end, milli);
        if (e != i)
            return e;
        while (e < end) {
            const uint32_t linked = r.any ? link_after(doc, e, end, r.part) : e;
            if (!take_word(&r, word_at(doc, linked, end))) {
                const uint32_t half = r.any ? and_a_half(doc, e, end, &r) : e;
                if (half == e)
                    break;
                e = half;
                continue;
            }
            e = linked + 1;
        }
    }
    *milli = r.total + r.part;
    return r.any ? e : i;
}

/* "half a million", "half-dozen", "a quarter of a million" */
static uint32_t read_part(const struct cs_doc *doc, uint32_t i, uint32_t end,
                          int64_t *value)
{
    const bool half = word_at(doc, i, end)->kind == W_HALF;
    uint32_t e = i + 1;
    e += cs_norm_at(doc, e, end, "-") || cs_norm_at(doc, e, end, "of");
    e += word_at(doc, e, end)->kind == W_ARTICLE;
    const struct number_word *w = word_at(doc, e, end);
    if (e == i + 1 && !half)
        return i;
    if (w->kind != W_POWER && w->kind != W_DOZEN)
        return i;
    *value = w->value / (half ? 2 : 4);
    return e + 1;
}

/* "hundreds of thousands", "several hundred", "a few dozen", "a couple of
 * hundred": how often, of what. */
static uint32_t times_power(const struct cs_doc *doc, uint32_t e, uint32_t end,
                            int64_t *value)
{
    const uint32_t of = e + cs_norm_at(doc, e, end, "of");
    const struct number_word *w = word_at(doc, of, end);
    if (w->kind == W_POWER || w->kind == W_DOZEN) {
        *value *= w->value;
        return of + 1;
    }
    if (w->kind == W_MANY && of > e) {
        *value *= w->value / 2;
        return of + 1;
    }
    return e;
}

static uint32_t read_vague(const struct cs_doc *doc, uint32_t i, uint32_t end,
                           const struct number_word *w, struct cs_bounds *out)
{
    int64_t value = w->value;
    uint32_t e = times_power(doc, i + 1, end, &value);
    *out = (struct cs_bounds){ value, CS_UNBOUNDED, true };
    return e;
}

/* "a pair", "the trio", "a couple of hundred", "a handful" */
static uint32_t read_group(const struct cs_doc *doc, uint32_t i, uint32_t end,
                           const struct number_word *w, struct cs_bounds *out)
{
    int64_t value = w->value;
    uint32_t e = i + 1;
    if (doc->tokens[i].upos == CS_VERB)
        return i;
    if (value == 0) {
        *out = (struct cs_bounds){ 2, CS_UNBOUNDED, true };
        return e;
    }
    e = times_power(doc, e, end, &value);
    *out = (struct cs_bounds){ value, value, value > 10 };
    return e;
}

/* "no one", "not a single soldier", "not one": past it, i for anything else. */
static uint32_t read_nobody(const struct cs_doc *doc, uint32_t i, uint32_t end)
{
    if (cs_norm_at(doc, i, end, "no"))
        return cs_norm_at(doc, i + 1, end, "one") ? i + 2 : i;
    if (cs_norm_at(doc, i + 1, end, "one"))
        return i + 2;
    return word_at(doc, i + 1, end)->kind == W_ARTICLE &&
                   cs_norm_at(doc, i + 2, end, "single")
               ? i + 3
               : i;
}

/* --- what stands before -------------------------------------------------- */

/* Longer ones before those they end in. */
static const struct {
    struct cs_str words[4];
    bool no_min, no_max, approximate;
    int more; /* added to min ("more than 12" is 13 or more) */
} before[] = {
#define B(...)                                                                 \
    {                                                                          \
        __VA_ARGS__                                                            \
    }
#define S(s)                                                                   \
    {                                                                          \
        s, sizeof(s) - 1                                                       \
    }
    { B(S("in"), S("the"), S("region"), S("of")), false, false, true, 0 },
    { B(S("in"), S("the"), S("neighbourhood"), S("of")), false, false, true,
      0 },
    { B(S("in"), S("the"), S("neighborhood"), S("of")), false, false, true, 0 },
    { B(S("as"), S("many"), S("as")), true, false, true, 0 },
    { B(S("as"), S("few"), S("as")), false, true, true, 0 },
    { B(S("no"), S("more"), S("than")), true, false, false, 0 },
    { B(S("not"), S("more"), S("than")), true, false, false, 0 },
    { B(S("no"), S("fewer"), S("than")), false, true, false, 0 },
    { B(S("not"), S("fewer"), S("than")), false, true, false, 0 },
    { B(S("no"), S("less"), S("than")), false, true, false, 0 },
    { B(S("not"), S("less"), S("than")), false, true, false, 0 },
    { B(S("in"), S("excess"), S("of")), false, true, false, 1 },
    { B(S("a"), S("minimum"), S("of")), false, true, false, 0 },
    { B(S("a"), S("maximum"), S("of")), true, false, false, 0 },
    { B(S("an"), S("average"), S("of")), false, false, true, 0 },
    { B(S("at"), S("the"), S("least")), false, true, false, 0 },
    { B(S("at"), S("the"), S("most")), true, false, false, 0 },
    { B(S("just"), S("under")), true, false, true, -1 },
    { B(S("at"), S("least")), false, true, false, 0 },
    { B(S("at"), S("most")), true, false, false, 0 },
    { B(S("more"), S("than")), false, true, false, 1 },
    { B(S("greater"), S("than")), false, true, false, 1 },
    { B(S("less"), S("than")), true, false, false, -1 },
    { B(S("fewer"), S("than")), true, false, false, -1 },
    { B(S("up"), S("to")), true, false, false, 0 },
    { B(S("upwards"), S("of")), false, true, true, 0 },
    { B(S("upward"), S("of")), false, true, true, 0 },
    { B(S("close"), S("to")), true, false, true, 0 },
    { B(S("something"), S("like")), false, false, true, 0 },
    { B(S("an"), S("estimated")), false, false, true, 0 },
    { B(S("minimum")), false, true, false, 0 },
    { B(S("maximum")), true, false, false, 0 },
    { B(S("over")), false, true, false, 1 },
    { B(S("above")), false, true, false, 1 },
    { B(S("exceeding")), false, true, false, 1 },
    { B(S("topping")), false, true, false, 1 },
    { B(S("under")), true, false, false, -1 },
    { B(S("below")), true, false, false, -1 },
    { B(S("nearly")), true, false, true, 0 },
    { B(S("almost")), true, false, true, 0 },
    { B(S("nearing")), true, false, true, 0 },
    { B(S("approaching")), true, false, true, 0 },
    { B(S("about")), false, false, true, 0 },
    { B(S("around")), false, false, true, 0 },
    { B(S("some")), false, false, true, 0 },
    { B(S("roughly")), false, false, true, 0 },
    { B(S("approximately")), false, false, true, 0 },
    { B(S("approx")), false, false, true, 0 },
    { B(S("approx.")), false, false, true, 0 },
    { B(S("circa")), false, false, true, 0 },
    { B(S("~")), false, false, true, 0 },
    { B(S("estimated")), false, false, true, 0 },
    { B(S("perhaps")), false, false, true, 0 },
    { B(S("maybe")), false, false, true, 0 },
    { B(S("possibly")), false, false, true, 0 },
    { B(S("probably")), false, false, true, 0 },
    { B(S("scarcely")), false, false, true, 0 },
    { B(S("barely")), false, false, true, 0 },
    { B(S("hardly")), false, false, true, 0 },
#undef S
#undef B
};

enum { N_BEFORE = sizeof before / sizeof *before, MOST_BEFORE = 4 };

/* Number of words of entry k when they end right before token b, else 0. */
static uint32_t ends_before(const struct cs_doc *doc, size_t k, uint32_t first,
                            uint32_t b)
{
    uint32_t n = 0;
    while (n < MOST_BEFORE && before[k].words[n].n > 0)
        n++;
    if (b < first + n)
        return 0;
    for (uint32_t i = 0; i < n; i++) {
        if (!cs_str_eq(norm_at(doc, b - n + i), before[k].words[i]))
            return 0;
    }
    return n;
}

static void apply_before(const struct cs_doc *doc, uint32_t first,
                         struct cs_amount *a)
{
    /* "at least some 30": what is vague, then what bounds it */
    for (int turn = 0; turn < 2; turn++) {
        size_t k = 0;
        uint32_t n = 0;
        for (; k < N_BEFORE && n == 0; k += n == 0)
            n = ends_before(doc, k, first, a->b);
        if (n == 0)
            return;
        struct cs_bounds *out = &a->bounds;
        if (before[k].no_min || before[k].no_max) {
            /* "more than dozens" keeps its bound */
            const int64_t value =
                out->max != CS_UNBOUNDED ? out->max : out->min;
            out->min = before[k].no_min ? CS_UNBOUNDED : value;
            out->max = before[k].no_max ? CS_UNBOUNDED : value;
            if (before[k].more > 0 && before[k].no_max)
                out->min += before[k].more;
            if (before[k].more < 0)
                out->max += before[k].more;
            out->approximate = before[k].approximate;
            turn = 2;
        } else {
            out->approximate = true;
        }
        a->b -= n;
    }
}

/* --- what stands after --------------------------------------------------- */

/* "10 to 20", "20-30", "two or three", "between 10 and 20" */
static uint32_t range_after(const struct cs_doc *doc, uint32_t first,
                            uint32_t end, const struct cs_amount *a,
                            int64_t *upper)
{
    static const char *const links[] = { "to", "-", "–", "—", "or", NULL };
    if (a->e + 1 >= end)
        return a->e;
    const struct cs_str next = norm_at(doc, a->e);
    const bool between = a->b > first && cs_str_is(next, "and") &&
                         cs_str_is(norm_at(doc, a->b - 1), "between");
    if (!between && !cs_str_in(next, links))
        return a->e;
    int64_t milli;
    const uint32_t k = read_number(doc, a->e + 1, end, &milli);
    *upper = milli / 1000;
    return k > a->e + 1 ? k : a->e;
}

static void apply_after(const struct cs_doc *doc, uint32_t first, uint32_t end,
                        struct cs_amount *a)
{
    struct cs_bounds *out = &a->bounds;
    int64_t upper;
    const uint32_t k = range_after(doc, first, end, a, &upper);
    if (k > a->e && out->max != CS_UNBOUNDED && upper > out->max) {
        out->max = upper;
        a->e = a->core_e = k;
        return;
    }
    /* "20-odd", "300-plus", "100+", "12 or so" */
    const uint32_t at = a->e + cs_norm_at(doc, a->e, end, "-");
    const bool hyphen = at > a->e;
    if (cs_norm_at(doc, at, end, "odd") &&
        (hyphen || doc->tokens[at].upos == CS_ADJ)) {
        out->approximate = true;
        a->e = at + 1;
    } else if (cs_norm_at(doc, at, end, "+") ||
               (hyphen && cs_norm_at(doc, at, end, "plus"))) {
        out->max = CS_UNBOUNDED;
        a->e = at + 1;
    } else if (cs_norm_at(doc, a->e, end, "or") &&
               cs_norm_at(doc, a->e + 1, end, "so")) {
        out->approximate = true;
        a->e += 2;
    } else if (cs_norm_at(doc, a->e, end, "or") &&
               cs_norm_at(doc, a->e + 1, end, "more")) {
        out->max = CS_UNBOUNDED;
        a->e += 2;
    } else if (cs_norm_at(doc, a->e, end, "or") &&
               (cs_norm_at(doc, a->e + 1, end, "fewer") ||
                cs_norm_at(doc, a->e + 1, end, "less"))) {
        out->min = CS_UNBOUNDED;
        a->e += 2;
    }
}

/* --- all ----------------------------------------------------------------- */

/* "a hundred", "an odd dozen": a power that an article counts. */
static uint32_t article_power(const struct cs_doc *doc, uint32_t i,
                              uint32_t end, int64_t *milli)
{
    const struct number_word *w = word_at(doc, i + 1, end);
    if (w->kind != W_POWER && w->kind != W_DOZEN)
        return i;
    struct reading r = { 0, 1000, true, false };
    uint32_t e = i + 1;
    while (take_word(&r, word_at(doc, e, end)))
        e++;
    *milli = r.total + r.part;
    /* "a hundred and twenty" */
    const uint32_t linked = link_after(doc, e, end, r.part);
    int64_t more = 0;
    const uint32_t k = linked > e ? read_number(doc, linked, end, &more) : e;
    if (k <= linked || more >= *milli)
        return e;
    *milli += more;
    return k;
}

static bool read_core(const struct cs_doc *doc, uint32_t i, uint32_t end,
                      struct cs_amount *a)
{
    const struct number_word *w = word_at(doc, i, end);
    struct cs_bounds *out = &a->bounds;
    int64_t value = 0, milli = 0;
    uint32_t e = i;
    switch (w->kind) {
    case W_MANY:
        e = read_vague(doc, i, end, w, out);
        break;
    case W_SEVERAL:
        /* "few came" says how few; "a few came" counts */
        if (cs_str_is(w->word, "few") &&
            (i == 0 || !cs_norm_at(doc, i - 1, i, "a") ||
             doc->tokens[i - 1].sentence != doc->tokens[i].sentence))
            return false;
        e = read_vague(doc, i, end, w, out);
        a->b = cs_str_is(w->word, "few") ? i - 1 : i;
        break;
    case W_GROUP:
        e = read_group(doc, i, end, w, out);
        a->noun = true;
        break;
    case W_BOTH:
        if (doc->tokens[i].upos == CS_CCONJ || doc->tokens[i].upos == CS_ADV)
            return false;
        e = i + 1;
        *out = (struct cs_bounds){ 2, 2, false };
        break;
    case W_HALF:
    case W_QUARTER:
        e = read_part(doc, i, end, &value);
        *out = (struct cs_bounds){ value, value, false };
        break;
    case W_NOBODY:
        e = i + 1;
        *out = (struct cs_bounds){ 0, 0, false };
        break;
    case W_NO:
        e = read_nobody(doc, i, end);
        *out = (struct cs_bounds){ 0, 0, false };
        break;
    case W_ARTICLE:
        e = article_power(doc, i, end, &milli);
        *out = (struct cs_bounds){ milli / 1000, milli / 1000, false };
        break;
    default:
        e = read_number(doc, i, end, &milli);
        *out = (struct cs_bounds){ milli / 1000, milli / 1000, false };
        a->fraction = milli % 1000 != 0;
        break;
    }
    a->e = a->core_e = e;
    return e > i;
}

bool cs_amount_read(const struct cs_doc *doc, uint32_t i, uint32_t first,
                    uint32_t end, struct cs_amount *out)
{
    struct cs_amount a = { .b = i, .at = i };
    if (!read_core(doc, i, end, &a))
        return false;
    a.digits = cs_ascii_digit(norm_at(doc, i).p[0]);
    /* "a quarter of a million", "a pair", "half a dozen" after "a" */
    if (a.b == i && i > first && word_at(doc, i - 1, end)->kind == W_ARTICLE &&
        (a.noun || word_at(doc, i, end)->kind == W_QUARTER))
        a.b = i - 1;
    apply_before(doc, first, &a);
    apply_after(doc, first, end, &a);
    *out = a;
    return true;
}
