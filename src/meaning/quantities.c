#include "meaning/quantities.h"

#include "meaning/tree.h"

static const struct {
    const char *word;
    int64_t value;
} numerals[] = {
    { "zero", 0 },      { "one", 1 },       { "two", 2 },
    { "three", 3 },     { "four", 4 },      { "five", 5 },
    { "six", 6 },       { "seven", 7 },     { "eight", 8 },
    { "nine", 9 },      { "ten", 10 },      { "eleven", 11 },
    { "twelve", 12 },   { "thirteen", 13 }, { "fourteen", 14 },
    { "fifteen", 15 },  { "sixteen", 16 },  { "seventeen", 17 },
    { "eighteen", 18 }, { "nineteen", 19 }, { "twenty", 20 },
    { "thirty", 30 },   { "forty", 40 },    { "fifty", 50 },
    { "sixty", 60 },    { "seventy", 70 },  { "eighty", 80 },
    { "ninety", 90 },
};

static const struct {
    const char *word;
    int64_t value;
} multipliers[] = {
    { "hundred", 100 },        { "thousand", 1000 }, { "million", 1000000 },
    { "billion", 1000000000 }, { "lakh", 100000 },   { "crore", 10000000 },
};

/* Vague plurals: the least they say. "A couple" is two. */
static const struct {
    const char *word;
    int64_t min;
} vague[] = {
    { "dozens", 24 },    { "scores", 20 },      { "tens", 20 },
    { "hundreds", 200 }, { "thousands", 2000 }, { "millions", 2000000 },
    { "several", 3 },
};

#define LOOK_UP(table, norm, index)                                            \
    do {                                                                       \
        (index) = SIZE_MAX;                                                    \
        for (size_t i_ = 0; i_ < sizeof(table) / sizeof(table)[0]; i_++) {     \
            if (cs_str_is(norm, (table)[i_].word)) {                           \
                (index) = i_;                                                  \
                break;                                                         \
            }                                                                  \
        }                                                                      \
    } while (0)

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

static bool numeral_value(struct cs_str norm, int64_t *milli)
{
    size_t k;
    LOOK_UP(numerals, norm, k);
    if (k == SIZE_MAX)
        return digits_value(norm, milli);
    *milli = numerals[k].value * 1000;
    return true;
}

/* Read a number from token i on: "two hundred and fifty", "3.5 million",
 * "twenty - five". Returns the token after it, i for none. */
static uint32_t read_number(const struct cs_doc *doc, uint32_t i, uint32_t end,
                            int64_t *value)
{
    const uint32_t from = i;
    int64_t total = 0, part = 0, milli;
    bool any = false;
    while (i < end) {
        const struct cs_str norm = doc->tokens[i].norm;
        size_t k;
        LOOK_UP(multipliers, norm, k);
        if (numeral_value(norm, &milli)) {
            if (any && part % 100000 != 0 && milli >= 10000)
                break;
            part += milli;
        } else if (k != SIZE_MAX && any) {
            part = part == 0 ? multipliers[k].value * 1000
                             : part * multipliers[k].value;
            if (multipliers[k].value >= 1000) {
                total += part;
                part = 0;
            }
        } else if (any && i + 1 < end && i > from &&
                   (cs_str_is(norm, "-") || cs_str_is(norm, "and")) &&
                   !cs_ascii_digit(doc->tokens[i - 1].norm.p[0]) &&
                   !cs_ascii_digit(doc->tokens[i + 1].norm.p[0]) &&
                   numeral_value(doc->tokens[i + 1].norm, &milli) &&
                   (part % 100000 == 0 || cs_str_is(norm, "-"))) {
            i++;
            continue;
        } else {
            break;
        }
        any = true;
        i++;
        if (part > INT64_MAX / 4000000000000 || total > INT64_MAX / 4)
            break;
    }
    if (!any)
        return from;
    *value = (total + part) / 1000;
    return i;
}

/* What stands before a number says of it. */
static const struct {
    const char *words[3];
    bool no_min, no_max, approximate;
    int more; /* added to min ("more than 12" is 13 or more) */
} bounds_words[] = {
    { { "at", "least" }, false, true, false, 0 },
    { { "at", "most" }, true, false, false, 0 },
    { { "as", "many", "as" }, true, false, true, 0 },
    { { "more", "than" }, false, true, false, 1 },
    { { "less", "than" }, true, false, false, -1 },
    { { "fewer", "than" }, true, false, false, -1 },
    { { "up", "to" }, true, false, false, 0 },
    { { "upwards", "of" }, false, true, true, 0 },
    { { "no", "fewer", "than" }, false, true, false, 0 },
    { { "no", "less", "than" }, false, true, false, 0 },
    { { "over" }, false, true, false, 1 },
    { { "above" }, false, true, false, 1 },
    { { "nearly" }, true, false, true, 0 },
    { { "almost" }, true, false, true, 0 },
    { { "about" }, false, false, true, 0 },
    { { "around" }, false, false, true, 0 },
    { { "some" }, false, false, true, 0 },
    { { "roughly" }, false, false, true, 0 },
    { { "approximately" }, false, false, true, 0 },
    { { "estimated" }, false, false, true, 0 },
    { { "nearing" }, true, false, true, 0 },
    { { "under" }, true, false, false, -1 },
};

/* Apply what stands before token *b; *b moves to its first word. */
static void apply_before(const struct cs_doc *doc, uint32_t first, uint32_t *b,
                         int64_t value, struct cs_bounds *out)
{
    for (size_t i = 0; i < sizeof bounds_words / sizeof *bounds_words; i++) {
        uint32_t n = 0;
        while (n < 3 && bounds_words[i].words[n] != NULL)
            n++;
        if (*b < first + n)
            continue;
        uint32_t k = 0;
        while (k < n && cs_str_is(doc->tokens[*b - n + k].norm,
                                  bounds_words[i].words[k]))
            k++;
        if (k < n)
            continue;
        *b -= n;
        out->min = bounds_words[i].no_min ? CS_UNBOUNDED : value;
        out->max = bounds_words[i].no_max ? CS_UNBOUNDED : value;
        if (bounds_words[i].more > 0)
            out->min++;
        if (bounds_words[i].more < 0)
            out->max--;
        out->approximate = bounds_words[i].approximate;
        /* "at least some 30", "an estimated 200" */
        return;
    }
}

/* "12 or more", "12 or so", "between 10 and 20", "10 to 20". */
static void apply_after(const struct cs_doc *doc, uint32_t end, uint32_t *e,
                        struct cs_bounds *out)
{
    int64_t upper;
    if (*e + 1 >= end)
        return;
    const struct cs_str next = doc->tokens[*e].norm;
    const struct cs_str after = doc->tokens[*e + 1].norm;
    if (cs_str_is(next, "or") && cs_str_is(after, "more")) {
        out->max = CS_UNBOUNDED;
        *e += 2;
    } else if (cs_str_is(next, "or") && cs_str_is(after, "so")) {
        out->approximate = true;
        *e += 2;
    } else if (cs_str_is(next, "to") || cs_str_is(next, "-") ||
               cs_str_is(next, "and") || cs_str_is(next, "or")) {
        const uint32_t k = read_number(doc, *e + 1, end, &upper);
        if (k > *e + 1 && out->max != CS_UNBOUNDED && upper > out->max &&
            (!cs_str_is(next, "and") ||
             (*e >= 2 && cs_str_is(doc->tokens[*e - 2].norm, "between")))) {
            out->max = upper;
            *e = k;
        }
    }
}

/* What is counted: the noun that the number hangs on, or under its "of". */
static uint32_t counted(const struct cs_doc *doc, uint32_t b, uint32_t e)
{
    uint32_t head = e - 1;
    for (uint32_t i = b; i < e; i++) {
        const uint32_t up = doc->tokens[i].head;
        if (up == CS_NONE || up < b || up >= e)
            head = i;
    }
    const struct cs_token *t = &doc->tokens[head];
    if ((t->deprel == CS_REL_NUMMOD || t->deprel == CS_REL_AMOD ||
         t->deprel == CS_REL_COMPOUND || t->deprel == CS_REL_DET_REL) &&
        t->head != CS_NONE)
        return t->head;
    const uint32_t of = cs_prep_child(doc, head, CS_STR("of"), CS_NONE);
    return of != CS_NONE ? of : head;
}

static uint32_t read_quantity(const struct cs_doc *doc, uint32_t i,
                              uint32_t first, uint32_t end, uint32_t *b,
                              struct cs_bounds *out)
{
    int64_t value;
    size_t k;
    LOOK_UP(vague, doc->tokens[i].norm, k);
    *b = i;
    if (k != SIZE_MAX) {
        *out = (struct cs_bounds){ vague[k].min, CS_UNBOUNDED, true };
        return i + 1;
    }
    if (cs_str_is(doc->tokens[i].norm, "dozen") ||
        cs_str_is(doc->tokens[i].norm, "couple")) {
        const bool dozen = cs_str_is(doc->tokens[i].norm, "dozen");
        value = dozen ? 12 : 2;
        *out = (struct cs_bounds){ value, value, dozen };
        return i + 1;
    }
    uint32_t e = read_number(doc, i, end, &value);
    if (e == i)
        return i;
    if (e < end && cs_str_is(doc->tokens[e].norm, "dozen")) {
        value *= 12;
        e++;
    }
    *out = (struct cs_bounds){ value, value, false };
    apply_before(doc, first, b, value, out);
    apply_after(doc, end, &e, out);
    return e;
}

enum casus_status cs_quantities_find(struct cs_doc *doc,
                                     struct casus_error *err)
{
    for (uint32_t s = 0; s < doc->n_sentences; s++) {
        const struct cs_sentence *sentence = &doc->sentences[s];
        uint32_t next;
        for (uint32_t i = sentence->tok_b; i < sentence->tok_e; i = next) {
            const struct cs_token *t = &doc->tokens[i];
            struct cs_bounds bounds;
            uint32_t b;
            next = i + 1;
            if (t->upos != CS_NUM && t->upos != CS_NOUN && t->upos != CS_ADJ &&
                t->upos != CS_DET && !cs_ascii_digit(t->norm.p[0]))
                continue;
            const uint32_t e = read_quantity(doc, i, sentence->tok_b,
                                             sentence->tok_e, &b, &bounds);
            if (e == i || cs_in_time(doc, i) || t->name != CS_NAME_NONE)
                continue;
            struct cs_quantity *q = CS_PUSH(doc, quantities);
            if (q == NULL)
                return cs_fail(err, CASUS_ENOMEM, 0,
                               "report too large for the memory cap");
            *q = (struct cs_quantity){ .span = cs_tokens_span(doc, b, e),
                                       .tok_b = b,
                                       .tok_e = e,
                                       .of = counted(doc, i, e),
                                       .bounds = bounds };
            next = e;
        }
    }
    doc->layers |= CS_LAYER_QUANTITIES;
    return CASUS_OK;
}

uint32_t cs_quantity_of(const struct cs_doc *doc, uint32_t tok)
{
    /* Quantities are in text order; those near the noun are few. */
    uint32_t lo = 0, hi = doc->n_quantities;
    const uint32_t first = doc->sentences[doc->tokens[tok].sentence].tok_b;
    while (lo < hi) {
        const uint32_t mid = (lo + hi) / 2;
        if (doc->quantities[mid].tok_e <= first)
            lo = mid + 1;
        else
            hi = mid;
    }
    for (; lo < doc->n_quantities; lo++) {
        const struct cs_quantity *q = &doc->quantities[lo];
        if (doc->tokens[q->tok_b].sentence != doc->tokens[tok].sentence)
            return CS_NONE;
        if (q->of == tok || (tok >= q->tok_b && tok < q->tok_e))
            return lo;
    }
    return CS_NONE;
}
