/* presence.c - who has how many troops where, told without an act.
 *
 * "The US has about 2,500 troops in Iraq and 900 in Syria", "4,000 Turkish
 * soldiers are stationed in northern Cyprus": a number of forces, whose they
 * are, and the place beside them. What is planned, denied or only sent is no
 * presence. */
#include "meaning/presence.h"

#include "meaning/mentions.h"
#include "meaning/quantities.h"
#include "meaning/tree.h"

struct work {
    struct cs_doc *doc;
    const struct cs_lexicon *lex;
    uint32_t troops; /* the class of that name */
    uint32_t next;   /* quantities before this one are used */
};

/* --- forces -------------------------------------------------------------- */

static bool is_troops(const struct work *w, uint32_t noun)
{
    const struct cs_doc *doc = w->doc;
    const uint32_t k = cs_mention_of(doc, noun);
    if (k != CS_NONE && doc->mentions[k].kind <= CS_MENTION_ARMED_GROUP &&
        memcmp(doc->mentions[k].code.sector, "MIL", 4) == 0)
        return true;
    return doc->tokens[noun].upos == CS_NOUN && w->troops != CS_NONE &&
           cs_lexicon_in(w->lex, doc->tokens[noun].lemma_word, w->troops) &&
           (k == CS_NONE || doc->mentions[k].kind < CS_MENTION_PLACE);
}

/* The verb that says they are there, with whose they are as its subject; for
 * "are stationed" and "there are" CS_NONE as *holder. */
static bool says_presence(const struct cs_doc *doc, uint32_t noun,
                          uint32_t *verb, uint32_t *holder)
{
    static const char *const keeps[] = { "have",   "keep",    "maintain",
                                         "retain", "station", "base",
                                         "deploy", "field",   NULL };
    static const char *const stays[] = { "station", "base",     "deploy",
                                         "be",      "remain",   "stay",
                                         "serve",   "garrison", "operate",
                                         NULL };
    const struct cs_token *t = &doc->tokens[noun];
    *verb = t->head;
    *holder = CS_NONE;
    if (*verb == CS_NONE)
        return false;
    const struct cs_str lemma = doc->tokens[*verb].lemma;
    if (t->deprel == CS_REL_OBJ && cs_str_in(lemma, keeps)) {
        *holder = cs_subject(doc, *verb);
        return *holder != CS_NONE;
    }
    if (t->deprel == CS_REL_NSUBJ_PASS || t->deprel == CS_REL_NSUBJ)
        return cs_str_in(lemma, stays);
    return false;
}

/* Told as so: no "not", no "will" or "would", nothing planned. */
static bool is_so(const struct cs_doc *doc, uint32_t verb)
{
    static const char *const words[] = { "not",   "n't",    "never", "no",
                                         "will",  "would",  "may",   "might",
                                         "could", "should", "to",    NULL };
    CS_EACH_CHILD(doc, verb, c) {
        const uint8_t rel = doc->tokens[c].deprel;
        if ((rel == CS_REL_AUXILIARY || rel == CS_REL_ADVMOD ||
             rel == CS_REL_MARK) &&
            c < verb && cs_str_in(doc->tokens[c].norm, words))
            return false;
    }
    return true;
}

/* --- places -------------------------------------------------------------- */

/* The place in a phrase with "in", "at" or "on" below the word. */
static uint32_t place_below(const struct cs_doc *doc, uint32_t tok)
{
    static const char *const prepositions[] = { "in", "at", "on", "across" };
    for (size_t i = 0; i < sizeof prepositions / sizeof *prepositions; i++) {
        const struct cs_str prep = cs_str_of(prepositions[i]);
        for (uint32_t c = cs_prep_child(doc, tok, prep, CS_NONE); c != CS_NONE;
             c = cs_prep_child(doc, tok, prep, c)) {
            const uint32_t k = cs_mention_of(doc, c);
            if (k != CS_NONE && doc->mentions[k].place != CS_NONE)
                return doc->mentions[k].place;
        }
    }
    return CS_NONE;
}

/* --- one number ---------------------------------------------------------- */

static uint32_t entity_of(const struct cs_doc *doc, uint32_t tok)
{
    uint32_t k = tok == CS_NONE ? CS_NONE : cs_mention_of(doc, tok);
    if (k == CS_NONE && tok != CS_NONE)
        k = cs_pronoun_mention(doc, tok);
    return k == CS_NONE ? CS_NONE : doc->mentions[k].entity;
}

/* The nation before the noun: "4,000 Turkish soldiers". */
static uint32_t nation_before(const struct cs_doc *doc, uint32_t noun)
{
    CS_EACH_CHILD(doc, noun, c) {
        const uint8_t rel = doc->tokens[c].deprel;
        const uint32_t k = doc->tokens[c].mention;
        if ((rel == CS_REL_AMOD || rel == CS_REL_COMPOUND) && k != CS_NONE &&
            doc->mentions[k].code.country[0] != '\0')
            return doc->mentions[k].entity;
    }
    return CS_NONE;
}

static bool put(struct work *w, uint32_t q, uint32_t noun, uint32_t holder,
                uint32_t place)
{
    struct cs_doc *doc = w->doc;
    struct cs_presence *p = CS_PUSH(doc, presences);
    if (p == NULL)
        return false;
    const uint32_t k = cs_mention_of(doc, noun);
    *p = (struct cs_presence){ .entity = entity_of(doc, holder),
                               .place = place,
                               .quantity = q };
    if (p->entity == CS_NONE)
        p->entity = nation_before(doc, noun);
    if (p->entity == CS_NONE)
        p->entity = entity_of(doc, noun);
    if (p->entity != CS_NONE)
        p->code = doc->entities[p->entity].code;
    memcpy(p->code.sector, "MIL", 4);
    if (k != CS_NONE && cs_is_force(&doc->mentions[k]) &&
        doc->mentions[k].code.sector[0] != '\0')
        memcpy(p->code.sector, doc->mentions[k].code.sector, 4);
    w->next = q + 1;
    return true;
}

/* The place that stands right behind "in" at the token; CS_NONE. */
static uint32_t place_behind(const struct cs_doc *doc, uint32_t at,
                             uint32_t end)
{
    static const char *const prepositions[] = { "in", "at", "on", NULL };
    if (at >= end || !cs_str_in(doc->tokens[at].norm, prepositions))
        return CS_NONE;
    for (uint32_t i = at + 1; i < end && i < at + 5; i++) {
        const uint32_t k = doc->tokens[i].inside;
        if (k != CS_NONE)
            return doc->mentions[k].place;
        if (doc->tokens[i].upos == CS_PUNCT || doc->tokens[i].upos == CS_VERB)
            break;
    }
    return CS_NONE;
}

/* "2,500 troops in Iraq and 900 in Syria": the numbers that go on with it, each
 * with a place of its own right behind it. */
static bool put_partners(struct work *w, uint32_t q, uint32_t noun,
                         uint32_t holder)
{
    enum { NEAR = 8 };
    struct cs_doc *doc = w->doc;
    const uint32_t end = doc->sentences[doc->tokens[noun].sentence].tok_e;
    uint32_t last = doc->quantities[q].tok_e;
    for (uint32_t k = q + 1; k < doc->n_quantities; k++) {
        const struct cs_quantity *next = &doc->quantities[k];
        if (next->tok_b >= end || next->tok_b > last + NEAR ||
            next->kind != CS_QUANTITY_COUNT)
            break;
        const uint32_t place = place_behind(doc, next->tok_e, end);
        if (place == CS_NONE)
            break;
        if (!put(w, k, noun, holder, place))
            return false;
        last = next->tok_e;
    }
    return true;
}

static bool consider(struct work *w, uint32_t q)
{
    struct cs_doc *doc = w->doc;
    const struct cs_quantity *quantity = &doc->quantities[q];
    uint32_t noun = quantity->of, verb, holder;
    if (quantity->kind != CS_QUANTITY_COUNT || noun >= doc->n_tokens)
        return true;
    /* "a garrison of 1,500 men" */
    const uint32_t up = doc->tokens[noun].head;
    const bool under = doc->tokens[noun].deprel == CS_REL_NMOD &&
                       up != CS_NONE && is_troops(w, up);
    if (!under && !is_troops(w, noun))
        return true;
    const uint32_t top = under ? up : noun;
    if (!says_presence(doc, top, &verb, &holder) || !is_so(doc, verb))
        return true;
    uint32_t place = place_below(doc, noun);
    if (place == CS_NONE)
        place = place_below(doc, top);
    if (place == CS_NONE)
        place = place_below(doc, verb);
    if (place == CS_NONE)
        return true;
    return put(w, q, noun, holder, place) && put_partners(w, q, noun, holder);
}

enum casus_status cs_presence_find(const struct cs_lexicon *lex,
                                   struct cs_doc *doc, struct casus_error *err)
{
    struct work w = { doc, lex, cs_lexicon_class(lex, "troops"), 0 };
    for (uint32_t q = 0; q < doc->n_quantities; q++) {
        if (q >= w.next && !consider(&w, q))
            return cs_fail(err, CASUS_ENOMEM, 0,
                           "report too large for the memory cap");
    }
    return CASUS_OK;
}
