/* place_scan.c - names of the gazetteer in the text, the longest first.
 *
 * Only a capitalised word can begin a name (any word where the sentence is
 * all in capitals or all in small letters), and only one that begins some
 * name of the gazetteer is looked up: most words cost one comparison. */
#include "meaning/placing.h"

/* Small words inside names: "Deir ez-Zor", "Isle of Man". */
static const char inner_words[] =
    "of and the de del la las los el al da do dos das di du des le les e y i "
    "upon on ez es el an as ash at az ar ad adh ath er en sur in bin abu 's s "
    "d l d' l' n'";
static const char articles[] = "al el as ash at az an ar ad adh ath";

bool cs_listed(const char *list, struct cs_str word)
{
    if (word.n == 0)
        return false;
    for (const char *p = list; *p != '\0';) {
        const char *const b = p;
        while (*p != '\0' && *p != ' ')
            p++;
        if ((size_t)(p - b) == word.n && memcmp(b, word.p, word.n) == 0)
            return true;
        p += *p == ' ';
    }
    return false;
}

bool cs_capital(const struct cs_doc *doc, uint32_t tok)
{
    const uint32_t b = doc->tokens[tok].span.b;
    const uint32_t e = doc->tokens[tok].span.e;
    /* A letter of two bytes differs from its small form in the second. */
    return doc->text.p[b] != doc->lower.p[b] ||
           (e - b > 1 && ((unsigned char)doc->text.p[b] & 0xC0u) == 0xC0u &&
            doc->text.p[b + 1] != doc->lower.p[b + 1]);
}

static bool all_capitals(const struct cs_doc *doc, struct cs_span span)
{
    for (uint32_t i = span.b; i < span.e; i++) {
        if (doc->text.p[i] >= 'a' && doc->text.p[i] <= 'z')
            return false;
    }
    return true;
}

static bool has_byte(struct cs_str s, char c)
{
    return s.n > 0 && memchr(s.p, c, s.n) != NULL;
}

/* Words that headlines leave small. */
static const char small_words[] =
    "the and for from with that but not over into "
    "after amid near says off out per via was "
    "were are has had his her its";

/* Sentences whose capitals say nothing: 1 all capitals, 2 headline style,
 * 3 no capital at all but at the start. */
static void find_loud(struct cs_placing *p)
{
    const struct cs_doc *doc = p->doc;
    uint32_t doc_words = 0, doc_capitals = 0;
    for (uint32_t s = 0; s < doc->n_sentences; s++) {
        const struct cs_sentence *sent = &doc->sentences[s];
        uint32_t words = 0, capitals = 0, letters = 0, upper = 0;
        for (uint32_t t = sent->tok_b; t < sent->tok_e; t++) {
            const struct cs_span span = doc->tokens[t].span;
            if (!cs_ascii_alpha(doc->text.p[span.b]))
                continue;
            if ((span.e - span.b > 2 || t == sent->tok_b) &&
                !cs_listed(small_words, doc->tokens[t].norm)) {
                words++;
                capitals += cs_capital(doc, t);
            }
            for (uint32_t i = span.b; i < span.e; i++) {
                letters += cs_ascii_alpha(doc->text.p[i]);
                upper += doc->text.p[i] >= 'A' && doc->text.p[i] <= 'Z';
            }
        }
        doc_words += words;
        doc_capitals += capitals;
        if (letters > 12 && upper * 10 > letters * 7)
            p->loud[s] = 1;
        else if (words > 3 && capitals * 8 >= words * 7)
            p->loud[s] = 2;
    }
    if (doc_words > 8 && doc_capitals == 0)
        memset(p->loud, 3, doc->n_sentences);
}

/* --- names ------------------------------------------------------------- */

static double prior_of(const struct cs_gaz_place *g)
{
    /* Rule P7. */
    static const double kind[] = {
        [CS_GAZ_CITY] = 0,     [CS_GAZ_ADMIN2] = -0.5,
        [CS_GAZ_ADMIN1] = 0,   [CS_GAZ_COUNTRY] = 1.5,
        [CS_GAZ_REGION] = 6.5, [CS_GAZ_NATIONALITY] = 1.5,
    };
    return kind[g->kind] + 0.33 * g->log_population + (g->capital ? 1.3 : 0);
}

static bool same_unit(const struct cs_gaz_place *a,
                      const struct cs_gaz_place *b)
{
    return memcmp(a->country, b->country, 4) == 0 &&
           cs_str_eq(a->admin1, b->admin1);
}

/* A division called as a town in it: the town is meant, unless "province"
 * stands with the name. */
static void mark_twins(struct cs_place_name *name)
{
    for (uint32_t i = 0; i < name->n; i++) {
        struct cs_candidate_place *a = &name->c[i];
        if (a->p.kind != CS_GAZ_ADMIN1 && a->p.kind != CS_GAZ_ADMIN2)
            continue;
        for (uint32_t k = 0; k < name->n; k++) {
            const struct cs_candidate_place *b = &name->c[k];
            /* Canada's provinces are in the news more than their towns. */
            if (memcmp(a->p.country, "CAN", 4) == 0)
                continue;
            if (b->p.kind == CS_GAZ_CITY && same_unit(&a->p, &b->p) &&
                b->p.log_population > 11) {
                a->prior = b->prior - 1.0;
                break;
            }
        }
    }
}

static bool fill_candidates(struct cs_placing *p, struct cs_place_name *name)
{
    /* Beyond this many bearers of a name none is likelier than another. */
    enum { MOST = 128 };
    const uint32_t n = name->gaz.n < MOST ? name->gaz.n : MOST;
    name->c = cs_arena_zalloc(p->doc->arena, n * sizeof *name->c);
    if (name->c == NULL)
        return false;
    for (uint32_t i = 0; i < n; i++) {
        struct cs_candidate_place *c = &name->c[name->n];
        if (!cs_gazetteer_place(p->gaz, cs_gazetteer_nth(&name->gaz, i), &c->p))
            continue;
        c->prior = prior_of(&c->p);
        name->n++;
    }
    mark_twins(name);
    return true;
}

/* Index of the name of a key, added when new. */
static uint32_t name_of_key(struct cs_placing *p, struct cs_str key,
                            const struct cs_gaz_name *gaz, bool *full)
{
    uint32_t *const bucket =
        &p->bucket[cs_hash(key, 0) & (CS_PLACE_BUCKETS - 1)];
    for (uint32_t i = *bucket; i != CS_NONE; i = p->names[i].next) {
        if (cs_str_eq(p->names[i].key, key))
            return i;
    }
    struct cs_place_name *name = cs_arena_push(
        p->doc->arena, &p->names, &p->n_names, &p->cap_names, sizeof *p->names);
    if (name == NULL ||
        (name->key = cs_arena_str(p->doc->arena, key)).p == NULL) {
        *full = true;
        return CS_NONE;
    }
    name->gaz = *gaz;
    name->chosen = name->fixed = name->runner_up = CS_NONE;
    if (!fill_candidates(p, name)) {
        *full = true;
        return CS_NONE;
    }
    name->next = *bucket;
    return *bucket = p->n_names - 1;
}

/* Does one of the places so called lie where names have Arabic articles? "Al
 * Salem" is no town in India. */
static bool has_articles(const struct cs_gazetteer *gaz,
                         const struct cs_gaz_name *name)
{
    static const char countries[] =
        "IRQ SYR YEM LBY EGY SAU ARE OMN QAT BHR KWT JOR LBN PSE ISR SDN TUN "
        "DZA MAR MRT SOM DJI TCD IRN TUR ESH COM";
    enum { MOST = 128 };
    for (uint32_t i = 0; i < name->n && i < MOST; i++) {
        struct cs_gaz_place g;
        if (cs_gazetteer_place(gaz, cs_gazetteer_nth(name, i), &g) &&
            strstr(countries, g.country) != NULL && g.country[0] != '\0')
            return true;
    }
    return false;
}

/* The key as written, else with its article as "al", else without it. */
static bool find_key(const struct cs_gazetteer *gaz, struct cs_str text,
                     char key[CS_GAZ_KEY_MAX], size_t *n,
                     struct cs_gaz_name *out)
{
    *n = cs_gazetteer_key(gaz, text, key);
    if (*n == 0)
        return false;
    if (cs_gazetteer_find(gaz, (struct cs_str){ key, *n }, out) == CASUS_OK)
        return true;
    size_t first = 0;
    while (first < *n && key[first] != ' ')
        first++;
    if (first == *n || !cs_listed(articles, (struct cs_str){ key, first }))
        return false;
    memmove(key + 2, key + first, *n - first);
    *n = *n - first + 2;
    memcpy(key, "al", 2);
    if (cs_gazetteer_find(gaz, (struct cs_str){ key, *n }, out) == CASUS_OK)
        return true;
    memmove(key, key + 3, *n - 3);
    *n -= 3;
    return cs_gazetteer_find(gaz, (struct cs_str){ key, *n }, out) ==
               CASUS_OK &&
           (out->flags & (CS_GAZ_GIVEN | CS_GAZ_COMMON)) == 0 &&
           has_articles(gaz, out);
}

enum casus_status cs_places_begin(struct cs_placing *p)
{
    p->bucket =
        cs_arena_alloc(p->doc->arena, CS_PLACE_BUCKETS * sizeof *p->bucket);
    if (p->bucket == NULL)
        return CASUS_ENOMEM;
    for (uint32_t i = 0; i < CS_PLACE_BUCKETS; i++)
        p->bucket[i] = CS_NONE;
    return CASUS_OK;
}

uint32_t cs_place_name_of(struct cs_placing *p, struct cs_str text, bool *full)
{
    char key[CS_GAZ_KEY_MAX];
    size_t n;
    struct cs_gaz_name gaz;
    if (!find_key(p->gaz, text, key, &n, &gaz) || gaz.n == 0)
        return CS_NONE;
    return name_of_key(p, (struct cs_str){ key, n }, &gaz, full);
}

/* --- scanning ---------------------------------------------------------- */

/* "d'Ivoire", "n'Djamena" in one token. */
static bool elided(struct cs_str norm)
{
    return norm.n > 2 && norm.p[1] == '\'' &&
           (norm.p[0] == 'd' || norm.p[0] == 'l' || norm.p[0] == 'n');
}

/* Last token, past the end, that a name from `b` could reach. */
static uint32_t reach(const struct cs_placing *p, uint32_t b, uint32_t end)
{
    const struct cs_doc *doc = p->doc;
    const bool loud = p->loud[doc->tokens[b].sentence] != 0;
    uint32_t e = b + 1, words = 1;
    for (; e < end && words < CS_GAZ_WORDS_MAX && e - b < 12; e++) {
        const struct cs_token *t = &doc->tokens[e];
        const char c = doc->text.p[t->span.b];
        if (c == '-' && t->span.e - t->span.b == 1 && !t->space_after &&
            !doc->tokens[e - 1].space_after)
            continue;
        if (c == ',' || c == '.') {
            /* "Washington, D.C." is in the lists as one name. */
            if (c != ',' || e + 1 >= end || !cs_capital(doc, e + 1))
                break;
            continue;
        }
        if (!loud && !cs_capital(doc, e) && !cs_listed(inner_words, t->norm) &&
            !cs_listed("region valley camp dam state air base airbase airport "
                       "peninsula volcano mosque hospital prison crossing city "
                       "refugee military states territories",
                       t->norm) &&
            c != '\'' && !elided(t->norm))
            break;
        words++;
    }
    return e;
}

/* May a name be read here with these flags? */
static bool form_fits(const struct cs_placing *p, uint32_t b, uint32_t e,
                      uint32_t flags)
{
    const struct cs_doc *doc = p->doc;
    const struct cs_span span = { doc->tokens[b].span.b,
                                  doc->tokens[e - 1].span.e };
    const struct cs_str text = cs_doc_text(doc, span);
    const uint8_t loud = p->loud[doc->tokens[b].sentence];
    if (has_byte(text, '$'))
        return false; /* "US$" */
    if (flags & CS_GAZ_CAPS) {
        if (!all_capitals(doc, span))
            return false;
        return loud != 1 || (flags & CS_GAZ_COMMON) == 0 ||
               has_byte(text, '.') || cs_str_is(doc->tokens[b].norm, "us");
    }
    if (flags & CS_GAZ_ABBREVIATION) {
        if (b > doc->sentences[doc->tokens[b].sentence].tok_b &&
            cs_str_is(doc->tokens[b - 1].norm, ","))
            return has_byte(text, '.') || all_capitals(doc, span);
        /* "W.Va." and "S.C." speak for themselves. */
        return text.n > 3 && text.p[1] == '.' && text.p[text.n - 1] == '.';
    }
    return true;
}

/* Does a word of the wording begin with a capital that counts? */
static bool starts_name(const struct cs_placing *p, uint32_t t, uint32_t end)
{
    const struct cs_doc *doc = p->doc;
    const uint8_t loud = p->loud[doc->tokens[t].sentence];
    if (loud == 1 || loud == 3)
        return true;
    if (cs_capital(doc, t))
        return true;
    return t + 2 < end && cs_listed(articles, doc->tokens[t].norm) &&
           !doc->tokens[t].space_after &&
           cs_str_is(doc->tokens[t + 1].norm, "-") && cs_capital(doc, t + 2);
}

/* Longest name from token b; e of it, or b where there is none. */
static uint32_t longest(const struct cs_placing *p, uint32_t b, uint32_t end,
                        char key[CS_GAZ_KEY_MAX], size_t *n,
                        struct cs_gaz_name *gaz)
{
    const struct cs_doc *doc = p->doc;
    char first[CS_GAZ_KEY_MAX];
    const size_t fn =
        cs_gazetteer_key(p->gaz, cs_doc_text(doc, doc->tokens[b].span), first);
    if (fn == 0 ||
        (!cs_gazetteer_begins(p->gaz, (struct cs_str){ first, fn }) &&
         !cs_listed(articles, (struct cs_str){ first, fn })))
        return b;
    for (uint32_t e = reach(p, b, end); e > b; e--) {
        const struct cs_str last = doc->tokens[e - 1].norm;
        if (cs_str_is(last, "-") || cs_str_is(last, ",") ||
            (e > b + 1 && cs_listed("'s of and the", last)))
            continue;
        const struct cs_span span = { doc->tokens[b].span.b,
                                      doc->tokens[e - 1].span.e };
        if (!find_key(p->gaz, cs_doc_text(doc, span), key, n, gaz))
            continue;
        if (form_fits(p, b, e, gaz->flags))
            return e;
    }
    return b;
}

static bool add(struct cs_placing *p, uint32_t s, uint32_t b, uint32_t e,
                uint32_t name)
{
    struct cs_toponym *t = cs_arena_push(p->doc->arena, &p->tops, &p->n_tops,
                                         &p->cap_tops, sizeof *p->tops);
    if (t == NULL)
        return false;
    t->tok_b = t->wide_b = b;
    t->tok_e = t->wide_e = e;
    t->sentence = s;
    t->name = name;
    t->fixed = t->container = CS_NONE;
    const struct cs_place_name *n = &p->names[name];
    t->nationality =
        n->n > 0 && n->c[0].p.kind == CS_GAZ_NATIONALITY && n->n == 1;
    return true;
}

static enum casus_status scan_sentence(struct cs_placing *p, uint32_t s)
{
    const struct cs_sentence *sent = &p->doc->sentences[s];
    bool full = false;
    for (uint32_t b = sent->tok_b; b < sent->tok_e;) {
        char key[CS_GAZ_KEY_MAX];
        size_t n = 0;
        struct cs_gaz_name gaz;
        uint32_t e = b;
        if (starts_name(p, b, sent->tok_e))
            e = longest(p, b, sent->tok_e, key, &n, &gaz);
        if (e == b || gaz.n == 0 || gaz.flags & CS_GAZ_NEVER) {
            /* A mere given name of several words is passed as one. */
            b = e > b && gaz.n == 0 && (gaz.flags & CS_GAZ_NEVER) ? e : b + 1;
            continue;
        }
        const uint32_t name =
            name_of_key(p, (struct cs_str){ key, n }, &gaz, &full);
        if (full || !add(p, s, b, e, name))
            return CASUS_ENOMEM;
        b = e;
    }
    return CASUS_OK;
}

enum casus_status cs_places_scan(struct cs_placing *p)
{
    p->loud = cs_arena_zalloc(p->doc->arena, p->doc->n_sentences);
    if (p->loud == NULL && p->doc->n_sentences > 0)
        return CASUS_ENOMEM;
    find_loud(p);
    for (uint32_t s = 0; s < p->doc->n_sentences; s++) {
        if (scan_sentence(p, s) != CASUS_OK)
            return CASUS_ENOMEM;
    }
    return CASUS_OK;
}
