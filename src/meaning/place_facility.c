/* place_facility.c - airbases, villages and streets that no list has.
 *
 * A capitalised name beside a word for a kind of place is a place, whatever
 * the gazetteer says: "Al Harir airbase", "the village of al-Akr", "Hutton
 * Road". Beside a known name the word widens it ("Taji base") or says which
 * of two is meant ("Kirkuk province"). Rules P10 to P12. */
#include "meaning/placing.h"

/* After a name, in any case. */
static const char built_words[] =
    "airbase airport airfield airstrip base camp barracks garrison prison jail "
    "hospital clinic mosque cathedral shrine square bridge checkpoint crossing "
    "dam refinery oilfield port stadium market monastery cemetery plaza "
    "roundabout harbour harbor island islands valley mountain mountains river "
    "lake canal desert bay peninsula volcano forest park beach reservoir "
    "neighbourhood neighborhood village quarter suburb hotel mall";
/* After a name, only with a capital of their own. */
static const char named_words[] =
    "street avenue road highway drive boulevard lane route expressway parkway "
    "turnpike freeway interstate creek hill hills heights gardens tower towers "
    "palace castle fort hall museum gallery library theatre theater arena "
    "center centre courthouse chapel church school elementary academy station "
    "terminal pier falls springs county township plant zoo auditorium "
    "ave ave. st. rd. rd blvd blvd. pass tunnel ridge trail ranch farm";
/* Two-word kinds: the word before the last. */
static const char before_base[] = "air military naval army refugee power";
static const char division_words[] =
    "province governorate oblast county state region department prefecture "
    "provinces canton";
static const char settled_words[] =
    "district city town village area suburb neighbourhood neighborhood "
    "municipality subdistrict sub-district enclave";
/* Before a name: "the village of X". */
static const char of_words[] =
    "village town hamlet city district suburb neighbourhood neighborhood "
    "settlement township municipality villages towns";
static const char prefix_words[] = "camp lake mount fort port cape mt mt. lac "
                                   "rio wadi jebel jabal tel tell base "
                                   "barangay sitio purok kampung kampong "
                                   "colonia barrio vereda caserio quartier";
/* Capitalised words that begin no name of a place. */
static const char no_name[] =
    "the a an this that these those in on at to of for from by with and or but "
    "if when while after before as it he she they we you his her their our its "
    "main local new old federal national state county city police army "
    "military naval air international u.s. us american british israeli "
    "january february march april may june july august september october "
    "november december monday tuesday wednesday thursday friday saturday "
    "sunday all no every each several many some most first second third";

static struct cs_str word_at(const struct cs_doc *doc, uint32_t t)
{
    return doc->tokens[t].norm;
}

static bool letter_at(const struct cs_doc *doc, uint32_t t)
{
    const unsigned char c = (unsigned char)doc->text.p[doc->tokens[t].span.b];
    return cs_ascii_alpha((char)c) || c >= 0xC0;
}

/* Tokens of a word for a kind of building or landscape at t: 0, 1 or 2. */
static uint32_t built_at(const struct cs_doc *doc, uint32_t t, uint32_t end)
{
    if (t >= end)
        return 0;
    if (cs_listed(built_words, word_at(doc, t)))
        return 1;
    if (cs_capital(doc, t) && cs_listed(named_words, word_at(doc, t)))
        return 1;
    if (t + 1 < end && cs_listed(before_base, word_at(doc, t)) &&
        cs_listed("base camp hospital plant station field",
                  word_at(doc, t + 1)))
        return 2;
    return 0;
}

/* Words that widen a known name, and what they say of it. */
static void widen(struct cs_placing *p, struct cs_toponym *top)
{
    const struct cs_doc *doc = p->doc;
    const uint32_t end = doc->sentences[top->sentence].tok_e;
    uint32_t t = top->tok_e;
    if (t >= end)
        return;
    if (cs_listed(division_words, word_at(doc, t))) {
        top->division = true;
        top->wide_e = t + 1;
        return;
    }
    if (cs_listed(settled_words, word_at(doc, t))) {
        top->wide_e = t + 1;
        return;
    }
    uint32_t n = built_at(doc, t, end);
    if (n == 0 && t + 1 < end && cs_capital(doc, t) &&
        cs_listed("international general central military national university",
                  word_at(doc, t))) {
        n = built_at(doc, t + 1, end);
        n += n > 0;
    }
    if (n > 0) {
        top->facility = true;
        top->wide_e = t + n;
    }
}

/* --- unknown names ----------------------------------------------------- */

/* The first known name that could reach token t; they are in text order. */
static uint32_t first_near(const struct cs_placing *p, uint32_t t,
                           uint32_t n_known)
{
    enum { LONGEST = 16 }; /* tokens of a name with what widens it */
    uint32_t lo = 0, hi = n_known;
    while (lo < hi) {
        const uint32_t mid = lo + (hi - lo) / 2;
        if (p->tops[mid].tok_b + LONGEST < t)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

static bool covered(const struct cs_placing *p, uint32_t b, uint32_t e,
                    uint32_t n_known)
{
    for (uint32_t i = first_near(p, b, n_known); i < n_known; i++) {
        const struct cs_toponym *t = &p->tops[i];
        if (t->wide_b >= e)
            break;
        if (t->wide_e > b && t->accepted)
            return true;
    }
    return false;
}

/* The accepted name that begins within a few words after e, linked by a comma
 * or "in"; else the possessor before b. CS_NONE. */
static uint32_t container_of(const struct cs_placing *p, uint32_t b, uint32_t e,
                             uint32_t n_known)
{
    const struct cs_doc *doc = p->doc;
    const uint32_t end = doc->sentences[doc->tokens[b].sentence].tok_e;
    uint32_t t = e;
    while (t < end && t - e < 6 &&
           cs_listed(", in ( the of northern southern eastern western central "
                     "near north south east west outside",
                     word_at(doc, t)))
        t++;
    for (uint32_t i = first_near(p, b, n_known); i < n_known; i++) {
        const struct cs_toponym *k = &p->tops[i];
        if (k->tok_b > t)
            break;
        if (!k->accepted)
            continue;
        if (t > e && k->tok_b == t)
            return i;
        if (b > 0 && k->tok_e + 1 == b &&
            cs_listed("'s '", word_at(doc, b - 1)))
            return i;
    }
    return CS_NONE;
}

static bool add_unknown(struct cs_placing *p, uint32_t s, uint32_t b,
                        uint32_t e, bool facility, uint32_t n_known)
{
    if (covered(p, b, e, n_known)) {
        /* A known name at the left edge has been widened already; one inside
         * belongs to the facility ("Al Rasheed Hotel"). */
        for (uint32_t i = first_near(p, b, n_known);
             i < n_known && p->tops[i].wide_b < e; i++) {
            const struct cs_toponym *t = &p->tops[i];
            if (t->accepted && t->wide_e > b && t->wide_b < e &&
                (t->wide_b < b || t->wide_e > e ||
                 t->wide_e - t->wide_b == e - b))
                return true;
        }
        if (!facility)
            return true;
    }
    struct cs_toponym *t = cs_arena_push(p->doc->arena, &p->tops, &p->n_tops,
                                         &p->cap_tops, sizeof *p->tops);
    if (t == NULL)
        return false;
    t->tok_b = t->wide_b = b;
    t->tok_e = t->wide_e = e;
    t->sentence = s;
    t->name = t->fixed = CS_NONE;
    t->facility = facility;
    t->accepted = true;
    t->container = container_of(p, b, e, n_known);
    /* "Huntsville High School" stands in Huntsville. */
    for (uint32_t i = first_near(p, b, n_known);
         i < n_known && p->tops[i].tok_b <= b && t->container == CS_NONE; i++) {
        const struct cs_toponym *k = &p->tops[i];
        if (k->accepted && k->tok_b == b && k->tok_e < e)
            t->container = i;
    }
    return true;
}

/* End of the run of capitalised words from t, with hyphens inside. */
static uint32_t run_end(const struct cs_doc *doc, uint32_t t, uint32_t end)
{
    uint32_t e = t;
    while (e < end && e - t < 8) {
        const bool hyphen = cs_str_is(word_at(doc, e), "-") && e > t &&
                            !doc->tokens[e].space_after;
        const bool article =
            cs_listed("al el ez as ul ud de del la", word_at(doc, e)) &&
            e + 1 < end;
        if (!hyphen && !article && (!cs_capital(doc, e) || !letter_at(doc, e)))
            break;
        e++;
    }
    while (e > t &&
           (cs_str_is(word_at(doc, e - 1), "-") || !cs_capital(doc, e - 1)))
        e--;
    return e;
}

/* Is the word a nationality that the lists know? */
static bool is_nationality(const struct cs_placing *p, uint32_t t,
                           uint32_t n_known)
{
    for (uint32_t i = first_near(p, t, n_known);
         i < n_known && p->tops[i].tok_b <= t; i++) {
        if (p->tops[i].tok_e > t && p->tops[i].nationality)
            return true;
    }
    return false;
}

/* Name and kind in the run [b, e) of capitals with what follows. False past
 * the cap. */
static bool read_run(struct cs_placing *p, uint32_t s, uint32_t b, uint32_t e,
                     uint32_t end, uint32_t n_known)
{
    const struct cs_doc *doc = p->doc;
    while (b < e && (cs_listed(no_name, word_at(doc, b)) ||
                     is_nationality(p, b, n_known)))
        b++;
    if (b >= e)
        return true;
    /* A kind word inside the run ends the name: "Hutton Road Police". */
    for (uint32_t t = b + 1; t < e; t++) {
        const uint32_t n = built_at(doc, t, end);
        if (n > 0 && (t + n >= e || !built_at(doc, t + n, end)))
            return add_unknown(p, s, b, t + n, true, n_known);
    }
    const uint32_t n = built_at(doc, e, end);
    if (n > 0)
        return add_unknown(p, s, b, e + n, true, n_known);
    if (e - b > 1 && cs_listed(prefix_words, word_at(doc, b)))
        return add_unknown(p, s, b, e, true, n_known);
    const uint32_t first = doc->sentences[s].tok_b;
    if (b >= first + 2 && cs_str_is(word_at(doc, b - 1), "of") &&
        cs_listed(of_words, word_at(doc, b - 2)))
        return add_unknown(p, s, b, e, false, n_known);
    if (e < end &&
        cs_listed("district province governorate village subdistrict",
                  word_at(doc, e)))
        return add_unknown(p, s, b, e + 1, false, n_known) &&
               (p->tops[p->n_tops - 1].division =
                    cs_listed("province governorate", word_at(doc, e)),
                true);
    /* "in Farwan, Helmand": what stands in a known place is one. */
    if (b > first &&
        cs_listed("in near outside at from", word_at(doc, b - 1)) &&
        e - b <= 3 && e < end && cs_listed(", in", word_at(doc, e)) &&
        container_of(p, b, e, n_known) != CS_NONE)
        return add_unknown(p, s, b, e, false, n_known);
    return true;
}

/* A capital and small letters after it: no acronym. */
static bool a_name(const struct cs_doc *doc, uint32_t t)
{
    const struct cs_span span = doc->tokens[t].span;
    if (!cs_capital(doc, t) || span.e - span.b < 4)
        return false;
    for (uint32_t i = span.b + 1; i < span.e; i++) {
        if (doc->text.p[i] >= 'a' && doc->text.p[i] <= 'z')
            return true;
    }
    return false;
}

/* Does a place or nationality already share words with [b, e)? */
static bool met(const struct cs_placing *p, uint32_t s, uint32_t b, uint32_t e,
                uint32_t n_known)
{
    for (uint32_t i = first_near(p, b, n_known);
         i < n_known && p->tops[i].wide_b < e; i++) {
        if (p->tops[i].wide_e > b &&
            (p->tops[i].accepted || p->tops[i].nationality))
            return true;
    }
    /* What this sentence added stands at the end. */
    for (uint32_t i = p->n_tops; i > n_known && p->tops[i - 1].sentence == s;
         i--) {
        if (p->tops[i - 1].wide_e > b && p->tops[i - 1].wide_b < e)
            return true;
    }
    return false;
}

/* Names that the model calls places, where a preposition says so too: alone
 * the model takes diseases and companies for places (rule P12). */
static bool read_tagged(struct cs_placing *p, uint32_t s, uint32_t n_known)
{
    const struct cs_doc *doc = p->doc;
    const uint32_t end = doc->sentences[s].tok_e;
    for (uint32_t t = doc->sentences[s].tok_b; t < end;) {
        if (doc->tokens[t].name != CS_NAME_LOC) {
            t++;
            continue;
        }
        const uint32_t b = t++;
        while (t < end && doc->tokens[t].name == CS_NAME_LOC &&
               !doc->tokens[t].name_begins)
            t++;
        const bool long_name = t - b > 1; /* "at Sarwan" may be a person */
        if (!met(p, s, b, t, n_known) && t - b <= 4 &&
            b > doc->sentences[s].tok_b &&
            (cs_listed("in near outside around into across throughout to",
                       word_at(doc, b - 1)) ||
             (long_name && cs_str_is(word_at(doc, b - 1), "at"))) &&
            a_name(doc, b) && !cs_listed(no_name, word_at(doc, b)) &&
            !add_unknown(p, s, b, t, false, n_known))
            return false;
    }
    return true;
}

enum casus_status cs_places_facilities(struct cs_placing *p)
{
    const struct cs_doc *doc = p->doc;
    const uint32_t n_known = p->n_tops;
    for (uint32_t i = 0; i < n_known; i++) {
        if (p->tops[i].accepted)
            widen(p, &p->tops[i]);
    }
    for (uint32_t s = 0; s < doc->n_sentences; s++) {
        const uint32_t end = doc->sentences[s].tok_e;
        for (uint32_t t = doc->sentences[s].tok_b;
             t < end && p->loud[s] == 0;) {
            const bool article =
                cs_listed("al el as ash ar ad an at az", word_at(doc, t)) &&
                t + 2 < end && !doc->tokens[t].space_after &&
                cs_str_is(word_at(doc, t + 1), "-") && cs_capital(doc, t + 2);
            if (!article && (!cs_capital(doc, t) || !letter_at(doc, t))) {
                t++;
                continue;
            }
            const uint32_t e = run_end(doc, t, end);
            if (e <= t) {
                t++;
                continue;
            }
            if (!read_run(p, s, t, e, end, n_known))
                return CASUS_ENOMEM;
            t = e;
        }
        if (p->named && !read_tagged(p, s, n_known))
            return CASUS_ENOMEM;
    }
    return CASUS_OK;
}
