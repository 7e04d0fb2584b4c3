#include "meaning/doubt.h"

#include "meaning/tree.h"

/* The model's shares of all types, in 255ths: it doubts, it is certain, and
 * what it must have where it speaks alone and of nobody known. */
enum { DOUBTFUL = 64, CERTAIN = 230, ALONE = 200 };

/* By enum cs_subject. */
static const char *const class_names[CS_SUBJECT_COUNT] = {
    "animal", "disaster", "mishap", "pastime", "statute",
    "trade",  "violence", "weapon", "willed"
};

static uint32_t bit(enum cs_subject subject)
{
    return 1U << subject;
}

enum casus_status cs_subjects_read(const struct cs_lexicon *lex,
                                   struct cs_doc *doc, struct cs_subjects *out)
{
    uint32_t classes[CS_SUBJECT_COUNT];
    uint32_t *of = cs_arena_alloc(doc->arena, doc->n_sentences * sizeof *of);
    if (of == NULL)
        return CASUS_ENOMEM;
    for (int i = 0; i < CS_SUBJECT_COUNT; i++)
        classes[i] = cs_lexicon_class(lex, class_names[i]);
    *out = (struct cs_subjects){ of, 0, classes[CS_ABOUT_ANIMAL] };
    for (uint32_t k = 0; k < doc->n_sentences; k++) {
        const struct cs_sentence *s = &doc->sentences[k];
        of[k] = 0;
        for (uint32_t i = s->tok_b; i < s->tok_e; i++)
            of[k] |= cs_match_classes(lex, doc, i, classes, CS_SUBJECT_COUNT);
        out->report |= of[k];
    }
    return CASUS_OK;
}

/* Takes part in public life: a state or one of its arms, an armed group, a
 * party, a union, a church, an organisation. */
static bool is_public(const struct cs_doc *doc, const struct cs_party *p)
{
    static const char *const private_sectors[] = { "",    "CVL", "BUS", "UNK",
                                                   "AGR", "EDU", NULL };
    if (p->mention == CS_NONE)
        return false;
    const enum cs_mention_kind kind = doc->mentions[p->mention].kind;
    if (!cs_str_in(cs_str_of(p->code.sector), private_sectors))
        return true;
    return p->code.country[0] != '\0' &&
           (kind == CS_MENTION_PLACE || kind == CS_MENTION_NATIONALITY ||
            memcmp(p->code.country, "---", 4) != 0);
}

static bool is_known(const struct cs_doc *doc, const struct cs_party *p)
{
    (void)doc;
    return p->mention != CS_NONE;
}

/* Is somebody on either side so? */
static bool has_party(const struct cs_doc *doc, const struct cs_event *e,
                      bool (*is)(const struct cs_doc *doc,
                                 const struct cs_party *p))
{
    for (uint32_t i = 0; i < e->n_actors; i++) {
        if (is(doc, &e->actors[i]))
            return true;
    }
    for (uint32_t i = 0; i < e->n_recipients; i++) {
        if (is(doc, &e->recipients[i]))
            return true;
    }
    return false;
}

/* In the simple present or under "may", by nobody in particular. */
static bool is_general(const struct cs_doc *doc, const struct cs_making *m)
{
    static const char *const told[] = { "has", "have", "had",  "will",  "would",
                                        "was", "were", "been", "being", NULL };
    static const char *const may[] = { "may", "must", "shall", "can", NULL };
    if (has_party(doc, &m->event, is_public))
        return false;
    uint32_t verb = m->trigger.tok;
    while (!cs_is_verb(doc, verb) && doc->tokens[verb].head != CS_NONE)
        verb = doc->tokens[verb].head;
    bool modal = false, past = (doc->tokens[verb].morph & CS_MORPH_PAST) != 0;
    CS_EACH_CHILD(doc, verb, c) {
        const uint8_t rel = doc->tokens[c].deprel;
        if (rel != CS_REL_AUXILIARY && rel != CS_REL_AUX_PASS)
            continue;
        if (cs_str_in(doc->tokens[c].norm, told))
            return false;
        modal = modal || cs_str_in(doc->tokens[c].norm, may);
        past = past && rel != CS_REL_AUX_PASS; /* "are banned" */
    }
    return modal || !past;
}

static bool is_number(const struct cs_doc *doc, uint32_t tok)
{
    const struct cs_str norm = doc->tokens[tok].norm;
    for (size_t i = 0; i < norm.n; i++) {
        if (norm.p[i] < '0' || norm.p[i] > '9')
            return false;
    }
    return norm.n > 0 && norm.n <= 3;
}

/* "2-0", "98–91": a game's result. */
static bool has_score(const struct cs_doc *doc, uint32_t sentence)
{
    static const char *const dashes[] = { "-", "\xe2\x80\x93", NULL };
    const struct cs_sentence *s = &doc->sentences[sentence];
    for (uint32_t i = s->tok_b; i + 2 < s->tok_e; i++) {
        if (is_number(doc, i) && is_number(doc, i + 2) &&
            cs_str_in(doc->tokens[i + 1].norm, dashes) &&
            doc->tokens[i + 1].span.b == doc->tokens[i].span.e &&
            doc->tokens[i + 2].span.b == doc->tokens[i + 1].span.e)
            return true;
    }
    return false;
}

const char *cs_doubt(const struct cs_lexicon *lex, const struct cs_doc *doc,
                     const struct cs_making *m,
                     const struct cs_subjects *subjects)
{
    const struct cs_event *e = &m->event;
    const uint32_t about = subjects->of[e->sentence];
    const uint32_t armed = bit(CS_ABOUT_WEAPON) | bit(CS_ABOUT_WILLED);
    const uint32_t violent = armed | bit(CS_ABOUT_VIOLENCE);
    const bool known = has_party(doc, e, is_known);
    const bool harm_by_nobody = e->type == CS_ASSAULT && e->n_actors == 0;
    if (m->any < DOUBTFUL && !known)
        return "nobody known takes part, and the text model doubts it";
    if (e->type == CS_ASSAULT && (about & armed) == 0 &&
        has_score(doc, e->sentence))
        return "a game was won";
    if ((m->by == CS_BY_MODEL || m->against) && m->any < ALONE && !known)
        return "nobody known takes part, and the lexicon lists no such event";
    /* "The typhoon left 46 people dead": however sure the model is, where the
     * lexicon lists no such event. */
    const bool listed = m->by != CS_BY_MODEL;
    if (m->any >= CERTAIN && (listed || !harm_by_nobody))
        return NULL;
    const uint32_t subject = cs_subject(doc, e->tok);
    if (subject != CS_NONE && subjects->animal != CS_NONE &&
        cs_match_class(lex, doc, subject, subjects->animal))
        return "an animal did it";
    if ((about & (bit(CS_ABOUT_PASTIME) | bit(CS_ABOUT_TRADE))) != 0 &&
        !has_party(doc, e, is_public))
        return "nobody of public life takes part in what is sport or trade";
    if ((about & bit(CS_ABOUT_STATUTE)) != 0 && is_general(doc, m))
        return "what a law or book says in general";
    if (harm_by_nobody && (about & bit(CS_ABOUT_MISHAP)) != 0 &&
        (about & ((subjects->report & armed) != 0 ? violent : armed)) == 0)
        return "nobody did it, and the sentence speaks of a mishap";
    if (harm_by_nobody && (subjects->report & bit(CS_ABOUT_DISASTER)) != 0 &&
        (about & violent) == 0)
        return "nobody did it, and the report speaks of a disaster";
    return NULL;
}
