#include "meaning/quantities.h"

#include "meaning/numbers.h"
#include "meaning/tree.h"

static bool in_list(const struct cs_doc *doc, uint32_t i, uint32_t end,
                    const char *const *words)
{
    return i < end && (cs_str_in(doc->tokens[i].norm, words) ||
                       cs_str_in(doc->tokens[i].lemma, words));
}

static bool is_name(const struct cs_doc *doc, uint32_t i)
{
    return doc->tokens[i].upos == CS_PROPN;
}

/* --- of what kind --------------------------------------------------------- */

static bool is_money(const struct cs_doc *doc, const struct cs_amount *a,
                     uint32_t first, uint32_t end)
{
    static const char *const signs[] = { "$",  "€",   "£",   "¥",   "₹",
                                         "₦",  "₽", "₩",   "₪",   "us$",
                                         "rs", "rs.", "usd", "eur", "gbp",
                                         "a$", "c$",  "r$",  "hk$", "nt$",
                                         NULL };
    static const char *const coins[] = {
        "dollar",  "euro",     "pound",   "cent",    "yen",      "yuan",
        "rupee",   "rouble",   "ruble",   "peso",    "franc",    "mark",
        "lira",    "shilling", "naira",   "rand",    "rial",     "riyal",
        "dinar",   "dirham",   "krone",   "krona",   "kroner",   "kronor",
        "kyat",    "baht",     "dong",    "ringgit", "rupiah",   "taka",
        "birr",    "cedi",     "kwacha",  "leone",   "hryvnia",  "zloty",
        "forint",  "koruna",   "lev",     "leu",     "bolivar",  "quetzal",
        "colon",   "cordoba",  "lempira", "sucre",   "guarani",  "won",
        "shekel",  "tenge",    "som",     "sum",     "lari",     "manat",
        "afghani", "pula",     "metical", "cruzado", "cruzeiro", NULL
    };
    if (a->b > first && in_list(doc, a->b - 1, end, signs))
        return true;
    if (a->at > first && in_list(doc, a->at - 1, end, signs))
        return true;
    uint32_t e = a->e;
    /* "2 million Swiss francs", "4,000 US dollars" */
    if (e < end && !in_list(doc, e, end, coins) &&
        (doc->tokens[e].upos == CS_ADJ || is_name(doc, e)))
        e++;
    return in_list(doc, e, end, coins) || in_list(doc, a->e, end, signs);
}

static bool is_share(const struct cs_doc *doc, const struct cs_amount *a,
                     uint32_t first, uint32_t end)
{
    static const char *const parts[] = { "third",     "quarter", "fifth",
                                         "sixth",     "seventh", "eighth",
                                         "ninth",     "tenth",   "half",
                                         "hundredth", NULL };
    static const char *const cent[] = { "%", "percent", "pc", "percentage",
                                        NULL };
    uint32_t e = a->e;
    if (in_list(doc, e, end, cent) ||
        (cs_norm_at(doc, e, end, "per") && cs_norm_at(doc, e + 1, end, "cent")))
        return true;
    e += cs_norm_at(doc, e, end, "-");
    if (e < end && in_list(doc, e, end, parts) &&
        !cs_str_is(doc->tokens[e].norm, "half"))
        return true;
    /* "one in five", "two out of three" */
    struct cs_amount of;
    if (cs_norm_at(doc, a->e, end, "in") ||
        (cs_norm_at(doc, a->e, end, "out") &&
         cs_norm_at(doc, a->e + 1, end, "of"))) {
        const uint32_t at = a->e + (cs_norm_at(doc, a->e, end, "in") ? 1 : 2);
        if (at < end && cs_amount_read(doc, at, at, end, &of) &&
            doc->tokens[at].upos == CS_NUM && !cs_in_time(doc, at))
            return true;
    }
    if (a->b < first + 2)
        return false;
    const bool in = cs_norm_at(doc, a->b - 1, end, "in");
    const bool out_of = cs_norm_at(doc, a->b - 1, end, "of") &&
                        cs_norm_at(doc, a->b - 2, end, "out");
    const uint32_t before = a->b - (in ? 2 : 3);
    return (in || (out_of && a->b >= first + 3)) &&
           doc->tokens[before].upos == CS_NUM &&
           !cs_ascii_digit(doc->tokens[before].norm.p[0]);
}

static bool is_measure(const struct cs_doc *doc, const struct cs_amount *a,
                       uint32_t first, uint32_t end)
{
    static const char *const units[] = {
        "km",         "kilometre",  "kilometer",  "kms",        "mile",
        "metre",      "meter",      "m",          "cm",         "mm",
        "centimetre", "centimeter", "millimetre", "millimeter", "foot",
        "feet",       "ft",         "inch",       "yard",       "kg",
        "kilo",       "kilogram",   "gram",       "g",          "tonne",
        "ton",        "pound",      "lb",         "litre",      "liter",
        "gallon",     "barrel",     "hectare",    "acre",       "degree",
        "mph",        "kph",        "km/h",       "knot",       "hour",
        "minute",     "second",     "day",        "week",       "month",
        "year",       "decade",     "century",    "watt",       "kw",
        "mw",         "gw",         "megawatt",   "volt",       "byte",
        "megabyte",   "calibre",    "caliber",    "league",     "point",
        "time",       "hectolitre", "kiloton",    "megaton",    "sq",
        "square",     "cubic",      "nautical",   "°c",         "°",
        NULL
    };
    static const char *const scales[] = { "magnitude", "calibre", "caliber",
                                          NULL };
    if (a->fraction || (a->at > first && in_list(doc, a->at - 1, end, scales)))
        return true;
    uint32_t e = a->e;
    e += cs_norm_at(doc, e, end, "-");
    if (e >= end || !in_list(doc, e, end, units))
        return false;
    /* "12 pounds" of whatever; but "4 second-hand lorries" */
    return doc->tokens[e].upos != CS_ADJ ||
           cs_str_is(doc->tokens[e].norm, "square") ||
           cs_str_is(doc->tokens[e].norm, "cubic") ||
           cs_str_is(doc->tokens[e].norm, "nautical");
}

/* "aged 34", "the judge, 61,", "a 17-year-old boy", "two girls, 14 and 15,". */
static bool is_age(const struct cs_doc *doc, const struct cs_amount *a,
                   uint32_t first, uint32_t end)
{
    static const char *const said[] = { "aged", "age", "ages", NULL };
    if (a->bounds.max > 120 || a->bounds.max == CS_UNBOUNDED)
        return false;
    const uint32_t year = a->e + cs_norm_at(doc, a->e, end, "-");
    if (cs_norm_at(doc, year, end, "year") ||
        cs_norm_at(doc, year, end, "years") ||
        cs_norm_at(doc, year, end, "month") ||
        cs_norm_at(doc, year, end, "months")) {
        const uint32_t old = year + 1 + cs_norm_at(doc, year + 1, end, "-");
        if (cs_norm_at(doc, old, end, "old") ||
            cs_norm_at(doc, old, end, "olds"))
            return true;
    }
    if (a->b > first && in_list(doc, a->b - 1, end, said))
        return true;
    if (a->b > first + 1 && cs_norm_at(doc, a->b - 1, end, "of") &&
        in_list(doc, a->b - 2, end, said))
        return true;
    if (!a->digits || a->e != a->at + 1 || a->b < first + 2 || a->e >= end)
        return false;
    /* in commas behind a person */
    const bool closes =
        cs_norm_at(doc, a->e, end, ",") || cs_norm_at(doc, a->e, end, ".") ||
        cs_norm_at(doc, a->e, end, ";") || cs_norm_at(doc, a->e, end, ")");
    const bool opens = cs_norm_at(doc, a->b - 1, end, ",") ||
                       cs_norm_at(doc, a->b - 1, end, "(");
    const uint32_t who = a->b - 2;
    if (opens && closes)
        return is_name(doc, who) ||
               (doc->tokens[who].upos == CS_NOUN &&
                (doc->tokens[who].morph & CS_MORPH_PLUR) == 0);
    const bool pair = cs_norm_at(doc, a->e, end, "and") && a->e + 2 < end &&
                      doc->tokens[a->e + 1].upos == CS_NUM &&
                      cs_norm_at(doc, a->e + 2, end, ",");
    const bool second = cs_norm_at(doc, a->b - 1, end, "and") && closes &&
                        a->b >= first + 4 &&
                        doc->tokens[a->b - 2].upos == CS_NUM &&
                        cs_norm_at(doc, a->b - 3, end, ",");
    return (opens && pair) || second;
}

/* "Route 7", "Resolution 2914", "Gate 3", "No. 14", "kilometre 45", "the one
 * hand", "half past seven". */
static bool is_label(const struct cs_doc *doc, const struct cs_amount *a,
                     uint32_t first, uint32_t end)
{
    static const char *const clock[] = { "half", "quarter", "past", NULL };
    static const char *const numbers[] = { "no.", "nos.", "number",
                                           "#",   "nr",   NULL };
    const struct cs_token *t = &doc->tokens[a->at];
    if (cs_norm_at(doc, a->at, end, "one") && t->upos != CS_NUM)
        return true;
    if (cs_norm_at(doc, a->at, end, "one") &&
        in_list(doc, a->e, end,
                (const char *const[]){ "hand", "another", "day", NULL }))
        return true;
    if (a->at <= first)
        return false;
    if (in_list(doc, a->at - 1, end, numbers))
        return true;
    const bool past = cs_norm_at(doc, a->at - 1, end, "past") ||
                      cs_norm_at(doc, a->at - 1, end, "to");
    if (past && a->at > first + 1 && in_list(doc, a->at - 2, end, clock))
        return true;
    /* "3-1": what ends a score */
    if (a->digits && cs_norm_at(doc, a->at - 1, end, "-") &&
        a->at > first + 1 && cs_ascii_digit(doc->tokens[a->at - 2].norm.p[0]))
        return true;
    /* a number right behind its noun, whose name it is */
    const struct cs_token *before = &doc->tokens[a->at - 1];
    return a->digits && a->b == a->at && t->head == a->at - 1 &&
           (before->upos == CS_PROPN || before->upos == CS_NOUN) &&
           (before->morph & CS_MORPH_PLUR) == 0;
}

static enum cs_quantity_kind kind_of(const struct cs_doc *doc,
                                     const struct cs_amount *a, uint32_t first,
                                     uint32_t end)
{
    if (is_money(doc, a, first, end))
        return CS_QUANTITY_MONEY;
    if (is_share(doc, a, first, end))
        return CS_QUANTITY_SHARE;
    if (is_age(doc, a, first, end))
        return CS_QUANTITY_AGE;
    if (is_measure(doc, a, first, end))
        return CS_QUANTITY_MEASURE;
    if (is_label(doc, a, first, end))
        return CS_QUANTITY_LABEL;
    return CS_QUANTITY_COUNT;
}

/* --- of what ------------------------------------------------------------- */

/* What is counted: the noun that the number hangs on, or under its "of". */
static uint32_t counted(const struct cs_doc *doc, uint32_t b, uint32_t e)
{
    uint32_t head = e - 1;
    for (uint32_t i = b; i < e; i++) {
        const uint32_t up = doc->tokens[i].head;
        if ((up == CS_NONE || up < b || up >= e) &&
            doc->tokens[i].upos != CS_PUNCT)
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

/* --- all ----------------------------------------------------------------- */

static enum casus_status put(struct cs_doc *doc, const struct cs_amount *a,
                             uint32_t first, uint32_t end)
{
    struct cs_quantity *q = CS_PUSH(doc, quantities);
    if (q == NULL)
        return CASUS_ENOMEM;
    *q = (struct cs_quantity){ .span = cs_tokens_span(doc, a->b, a->e),
                               .tok_b = a->b,
                               .tok_e = a->e,
                               .of = counted(doc, a->at, a->core_e),
                               .bounds = a->bounds,
                               .kind = kind_of(doc, a, first, end) };
    return CASUS_OK;
}

/* Can a number begin here? Names and times have their own numbers. */
static bool may_begin(const struct cs_doc *doc, uint32_t i)
{
    const struct cs_token *t = &doc->tokens[i];
    return t->name == CS_NAME_NONE && t->upos != CS_PUNCT &&
           !cs_in_time(doc, i);
}

enum casus_status cs_quantities_find(struct cs_doc *doc,
                                     struct casus_error *err)
{
    for (uint32_t s = 0; s < doc->n_sentences; s++) {
        const uint32_t end = doc->sentences[s].tok_e;
        uint32_t first = doc->sentences[s].tok_b;
        for (uint32_t i = first; i < end; i++) {
            struct cs_amount a;
            if (!may_begin(doc, i) || !cs_amount_read(doc, i, first, end, &a))
                continue;
            if (put(doc, &a, doc->sentences[s].tok_b, end) != CASUS_OK)
                return cs_fail(err, CASUS_ENOMEM, 0,
                               "report too large for the memory cap");
            first = a.e;
            i = a.e - 1;
        }
    }
    doc->layers |= CS_LAYER_QUANTITIES;
    return CASUS_OK;
}

uint32_t cs_quantity_from(const struct cs_doc *doc, uint32_t tok)
{
    uint32_t lo = 0, hi = doc->n_quantities;
    while (lo < hi) {
        const uint32_t mid = (lo + hi) / 2;
        if (doc->quantities[mid].tok_e <= tok)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

uint32_t cs_quantity_of(const struct cs_doc *doc, uint32_t tok)
{
    const uint32_t sentence = doc->tokens[tok].sentence;
    for (uint32_t i = cs_quantity_from(doc, doc->sentences[sentence].tok_b);
         i < doc->n_quantities; i++) {
        const struct cs_quantity *q = &doc->quantities[i];
        if (doc->tokens[q->tok_b].sentence != sentence)
            return CS_NONE;
        if (q->kind == CS_QUANTITY_COUNT &&
            (q->of == tok || (tok >= q->tok_b && tok < q->tok_e)))
            return i;
    }
    return CS_NONE;
}
