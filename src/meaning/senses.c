#include "meaning/senses.h"

#include "meaning/attribution.h"

/* Shares in 255ths, chosen on sentences that the model has not seen
 * (train/triggers/, those held back). */
enum {
    /* A frame stands while its type has this much. */
    ENOUGH = 20,
    /* Below this, all types together, there is no event. */
    NOTHING = 30,
    /* The model alone may choose another type, ... */
    SURE_OTHER = 140,
    /* do without what a frame of its type wants, ... */
    SURE_WITHOUT = 100,
    /* set aside what speaks against such a frame, ... */
    SURE_AGAINST = 190,
    /* open an event of a word that no frame lists for the type. */
    SURE_ALONE = 140,
    /* open one of a type that the word's own frames do not have. */
    CERTAIN = 180
};

/* The model's shares over the words of a candidate. */
struct shares {
    int of[CS_EVENT_TYPE_COUNT];
    int best; /* the type with most */
    int all;  /* most that the types of one word have together */
};

static struct shares shares_of(const struct cs_doc *doc, const uint32_t *toks,
                               uint32_t n)
{
    struct shares s = { { 0 }, 0, 0 };
    for (uint32_t i = 0; i < n; i++) {
        const uint8_t *row =
            doc->shares + (size_t)toks[i] * CS_EVENT_TYPE_COUNT;
        int all = 0;
        for (int t = 0; t < CS_EVENT_TYPE_COUNT; t++) {
            all += row[t];
            s.of[t] = row[t] > s.of[t] ? row[t] : s.of[t];
        }
        s.all = all > s.all ? all : s.all;
    }
    for (int t = 1; t < CS_EVENT_TYPE_COUNT; t++)
        s.best = s.of[t] > s.of[s.best] ? t : s.best;
    return s;
}

/* "Denied it", "claimed the attack": words of somebody, and seldom more. */
static bool is_cue(const struct cs_doc *doc, uint32_t tok)
{
    const uint32_t sentence = doc->tokens[tok].sentence;
    for (uint32_t i = cs_attributions_from(doc, sentence);
         i < doc->n_attributions && doc->attributions[i].sentence == sentence;
         i++) {
        if (doc->attributions[i].cue_tok == tok &&
            doc->attributions[i].asserted)
            return true;
    }
    return false;
}

/* The lexicon's frame of the type that the model chose, whether or not its
 * conditions hold, else the frame of any word; and what the model must be sure
 * of for it. False: the word cannot be a trigger of the type. */
static bool propose(const struct cs_lexicon *lex, const struct cs_doc *doc,
                    uint32_t tok, const struct shares *m, struct cs_sense *out,
                    int *sure)
{
    const struct cs_condition *c;
    const enum cs_event_type type = (enum cs_event_type)m->best;
    struct cs_trigger t;
    (void)cs_trigger_find(lex, doc, tok, (int)type, &t, &c);
    *sure = c == NULL ? SURE_OTHER : c->not_this ? SURE_AGAINST : SURE_WITHOUT;
    out->by = CS_BY_BOTH;
    out->against = c != NULL;
    /* A mode stands on the words that its frame wants: "stole cattle" is no
     * theft of data. */
    const bool other_mode =
        c != NULL && t.frame->mode.n > 0 && !c->not_this &&
        (c->test == CS_TEST_CLASS || c->test == CS_TEST_WORDS);
    if (t.frame == NULL || other_mode) {
        if (t.frame == NULL)
            *sure = SURE_ALONE;
        if (!cs_trigger_any_word(lex, doc, tok, type, &t))
            return false;
        out->by = CS_BY_MODEL;
        out->against = false;
    }
    if (is_cue(doc, tok))
        *sure = CERTAIN;
    out->trigger = t;
    out->share = (uint8_t)m->of[type];
    out->any = (uint8_t)(m->all > 255 ? 255 : m->all);
    out->ruled_out = NULL;
    return true;
}

/* Where the lexicon lists the word for other types alone, the likeliest of
 * those is taken before one that it never has, unless the model is certain. */
static void keep_listed(struct shares *m, uint32_t types)
{
    int best = -1;
    if ((types >> m->best & 1) != 0 || m->of[m->best] >= CERTAIN)
        return;
    for (int t = 0; t < CS_EVENT_TYPE_COUNT; t++) {
        if ((types >> t & 1) != 0 && (best < 0 || m->of[t] > m->of[best]))
            best = t;
    }
    if (best >= 0)
        m->best = best;
}

enum casus_status cs_sense_find(const struct cs_lexicon *lex,
                                const struct cs_doc *doc, uint32_t tok,
                                struct cs_sense *out)
{
    struct cs_sense other = { .by = CS_BY_BOTH };
    int sure;
    *out = (struct cs_sense){ .by = CS_BY_LEXICON, .any = 255 };
    const enum casus_status s =
        cs_trigger_find(lex, doc, tok, -1, &out->trigger, &out->ruled_out);
    if (doc->shares == NULL)
        return s;
    struct shares own = shares_of(doc, &tok, 1);
    const bool likely = own.of[own.best] >= SURE_WITHOUT;
    if (s != CASUS_OK) {
        if (likely && out->trigger.frame != NULL)
            keep_listed(&own, cs_trigger_types(lex, doc, tok));
        if (!likely || !propose(lex, doc, tok, &own, &other, &sure) ||
            own.of[own.best] < sure)
            return CASUS_ABSENT;
        *out = other;
        return CASUS_OK;
    }
    /* Of a wording of several words any may carry the model's mark. */
    const struct cs_match *match = &out->trigger.match;
    const struct shares m = shares_of(doc, match->tok, match->n);
    out->share = (uint8_t)m.of[out->trigger.frame->type];
    out->any = (uint8_t)(m.all > 255 ? 255 : m.all);
    if (out->share >= ENOUGH)
        return CASUS_OK;
    if (likely && own.of[own.best] >= SURE_OTHER &&
        propose(lex, doc, tok, &own, &other, &sure))
        *out = other;
    return m.all < NOTHING ? CASUS_ABSENT : CASUS_OK;
}
