/* act_status.c - happened, planned, denied…: what the words above say.
 *
 * From the trigger upwards through its clause and the words that govern it;
 * the first that speaks decides, save that negation turns it round. A word
 * speaks about what it governs as complement or object, not about its own
 * subject's doings elsewhere. */
#include "meaning/events.h"
#include "meaning/tree.h"

enum { MAX_CLIMB = 8 };

static bool norm_in(struct cs_str norm, const char *const *words)
{
    for (; *words != NULL; words++) {
        if (cs_str_is(norm, *words))
            return true;
    }
    return false;
}

static uint32_t negation(const struct cs_lexicon *lex, const struct cs_doc *doc,
                         uint32_t tok)
{
    CS_EACH_CHILD(doc, tok, c) {
        const uint8_t rel = doc->tokens[c].deprel;
        struct cs_match m;
        if ((rel == CS_REL_ADVMOD || rel == CS_REL_DET_REL ||
             rel == CS_REL_CC || rel == CS_REL_CASE || rel == CS_REL_MARK ||
             rel == CS_REL_AUXILIARY) &&
            cs_match_kind(lex, doc, CS_PATTERN_NEGATION, c, &m) != NULL)
            return c;
    }
    return CS_NONE;
}

/* What an auxiliary or adverb makes of its verb. CS_NONE: nothing. */
static uint32_t modifier(const struct cs_lexicon *lex, const struct cs_doc *doc,
                         uint32_t tok, enum cs_status_of_act *out)
{
    static const char *const possible[] = { "may", "might", "could", NULL };
    static const char *const wanted[] = { "should", "must", "ought", NULL };
    static const char *const future[] = { "will",  "shall", "'ll", "wo",
                                          "would", "'d",    NULL };
    CS_EACH_CHILD(doc, tok, c) {
        const struct cs_token *t = &doc->tokens[c];
        struct cs_match m;
        if (t->deprel == CS_REL_AUXILIARY) {
            if (norm_in(t->norm, possible)) {
                *out = CS_POSSIBLE;
                return c;
            }
            if (norm_in(t->norm, wanted)) {
                *out = CS_REQUESTED;
                return c;
            }
            if (norm_in(t->norm, future)) {
                *out = CS_PLANNED;
                return c;
            }
            continue;
        }
        if (t->deprel != CS_REL_ADVMOD && t->deprel != CS_REL_AMOD &&
            t->deprel != CS_REL_COMPOUND)
            continue;
        const struct cs_pattern *p =
            cs_match_kind(lex, doc, CS_PATTERN_STATUS, c, &m);
        if (p != NULL && (p->pos == CS_POS_ADVERB || p->pos == CS_POS_ADJ)) {
            *out = (enum cs_status_of_act)p->value;
            return c;
        }
    }
    return CS_NONE;
}

/* "if", "unless", "whether" before the clause. */
static uint32_t condition_mark(const struct cs_doc *doc, uint32_t tok)
{
    static const char *const marks[] = { "if", "unless", "whether", "lest",
                                         NULL };
    CS_EACH_CHILD(doc, tok, c) {
        if (doc->tokens[c].deprel == CS_REL_MARK &&
            norm_in(doc->tokens[c].norm, marks))
            return c;
    }
    return CS_NONE;
}

/* "in order to reduce", "to prevent": a purpose, not a deed. */
static bool purpose(const struct cs_doc *doc, uint32_t tok)
{
    const struct cs_token *t = &doc->tokens[tok];
    if ((t->deprel != CS_REL_ADVCL && t->deprel != CS_REL_ACL) ||
        (t->morph & CS_MORPH_INF) == 0)
        return false;
    const uint32_t mark = cs_child(doc, tok, CS_REL_MARK);
    return mark != CS_NONE && cs_str_is(doc->tokens[mark].norm, "to");
}

/* "threat of attack", "plan for attacks"; but not "inquiry into the attack",
 * "statement on the attack". */
static bool lends_itself(const struct cs_doc *doc, uint32_t noun)
{
    static const char *const prepositions[] = { "of", "for", "to", NULL };
    const uint32_t prep = cs_preposition(doc, noun);
    return prep == CS_NONE || norm_in(doc->tokens[prep].norm, prepositions);
}

/* Does the word above speak about this one as what it governs? */
static bool governs(const struct cs_doc *doc, uint32_t child)
{
    switch (doc->tokens[child].deprel) {
    case CS_REL_NMOD:
        return lends_itself(doc, child);
    case CS_REL_XCOMP:
    case CS_REL_CCOMP:
    case CS_REL_OBJ:
    case CS_REL_ACL:
    case CS_REL_OBL:
    case CS_REL_ADVCL:
    case CS_REL_CSUBJ:
    case CS_REL_NSUBJ_PASS:
        return true;
    default:
        return false;
    }
}

/* What the acts that PLOVER codes make of their content. */
static bool from_type(enum cs_event_type type, uint8_t deprel,
                      enum cs_status_of_act *out)
{
    switch (type) {
    case CS_REQUEST:
        *out = CS_REQUESTED;
        return true;
    case CS_THREATEN:
        *out = CS_THREATENED;
        return true;
    case CS_REJECT:
        *out = CS_DID_NOT_HAPPEN;
        return true;
    case CS_AGREE:
    case CS_CONCEDE:
        *out = CS_PLANNED;
        return deprel == CS_REL_XCOMP || deprel == CS_REL_CCOMP ||
               deprel == CS_REL_ADVCL;
    default:
        return false;
    }
}

/* What the governing word at `up` makes of `tok`. CS_NONE: nothing. */
static uint32_t governor(const struct cs_lexicon *lex, const struct cs_doc *doc,
                         uint32_t tok, uint32_t up,
                         const struct cs_making *makings, uint32_t n,
                         enum cs_status_of_act *out)
{
    struct cs_match m;
    const uint8_t rel = doc->tokens[tok].deprel;
    const struct cs_pattern *p =
        cs_match_kind(lex, doc, CS_PATTERN_STATUS, up, &m);
    /* "The fighting continues": what goes on is the subject. */
    if (rel == CS_REL_NSUBJ && p != NULL && p->value == CS_ONGOING &&
        !cs_has_child(doc, up, CS_REL_OBJ)) {
        *out = CS_ONGOING;
        return up;
    }
    if (!governs(doc, tok))
        return CS_NONE;
    const bool loose = rel == CS_REL_OBL || rel == CS_REL_ADVCL;
    if (p != NULL && p->pos <= CS_POS_ADJ &&
        (!loose || p->n_words > 1 || p->pos == CS_POS_ADJ)) {
        *out = (enum cs_status_of_act)p->value;
        return up;
    }
    for (uint32_t i = 0; i < n; i++) {
        if (makings[i].trigger.tok == up && !loose &&
            from_type(makings[i].event.type, rel, out))
            return up;
        if (makings[i].trigger.tok == up && rel == CS_REL_OBL &&
            makings[i].event.type == CS_REQUEST) {
            *out = CS_REQUESTED;
            return up;
        }
    }
    return CS_NONE;
}

static bool progressive(const struct cs_doc *doc, uint32_t tok)
{
    const struct cs_token *t = &doc->tokens[tok];
    if (t->upos != CS_VERB ||
        (t->morph & (CS_MORPH_GER | CS_MORPH_PART)) == 0 ||
        (t->morph & CS_MORPH_PAST) != 0)
        return false;
    CS_EACH_CHILD(doc, tok, c) {
        const struct cs_str norm = doc->tokens[c].norm;
        if (doc->tokens[c].deprel == CS_REL_AUXILIARY &&
            (cs_str_is(norm, "is") || cs_str_is(norm, "are") ||
             cs_str_is(norm, "'s") || cs_str_is(norm, "'re") ||
             cs_str_is(norm, "am")))
            return true;
    }
    return false;
}

/* "No one was arrested", "killed nobody": a role that nobody fills. */
static uint32_t nobody(const struct cs_doc *doc, uint32_t tok)
{
    static const char *const words[] = { "nobody", "none", "noone", NULL };
    CS_EACH_CHILD(doc, tok, c) {
        const uint8_t rel = doc->tokens[c].deprel;
        if (rel != CS_REL_NSUBJ && rel != CS_REL_NSUBJ_PASS &&
            rel != CS_REL_OBJ)
            continue;
        const uint32_t det = cs_child(doc, c, CS_REL_DET_REL);
        if (norm_in(doc->tokens[c].norm, words) ||
            (det != CS_NONE && cs_str_is(doc->tokens[det].norm, "no")))
            return c;
    }
    return CS_NONE;
}

static bool decide(struct cs_doc *doc, struct cs_making *m,
                   enum cs_status_of_act status, uint32_t word)
{
    m->event.status = status;
    const struct cs_token *t = &doc->tokens[word];
    return cs_event_why(doc, &m->event, CS_FIELD_STATUS,
                        cs_event_text(doc, "%s: \"%.*s\"",
                                      cs_status_name(status), (int)t->norm.n,
                                      t->norm.p),
                        t->span);
}

/* A question asks whether it happened. */
static bool question(const struct cs_doc *doc, uint32_t tok)
{
    const struct cs_sentence *s = &doc->sentences[doc->tokens[tok].sentence];
    for (uint32_t i = s->tok_e; i-- > s->tok_b && i + 3 > s->tok_e;) {
        if (cs_str_is(doc->tokens[i].norm, "?"))
            return true;
    }
    return false;
}

enum casus_status cs_act_status(const struct cs_lexicon *lex,
                                struct cs_doc *doc, struct cs_making *m,
                                const struct cs_making *makings, uint32_t n)
{
    m->event.status = CS_HAPPENED;
    if (m->trigger.frame->has_status)
        m->event.status = m->trigger.frame->status;
    uint32_t tok = m->trigger.tok;
    bool noun = m->trigger.pattern->pos == CS_POS_NOUN;
    for (int i = 0; i < MAX_CLIMB; i++) {
        enum cs_status_of_act status;
        uint32_t no = negation(lex, doc, tok);
        if (no == CS_NONE && tok == m->trigger.tok)
            no = nobody(doc, tok);
        if (no != CS_NONE)
            return decide(doc, m, CS_DID_NOT_HAPPEN, no) ? CASUS_OK
                                                         : CASUS_ENOMEM;
        uint32_t word = modifier(lex, doc, tok, &status);
        if (word == CS_NONE) {
            word = condition_mark(doc, tok);
            status = CS_POSSIBLE;
        }
        if (word == CS_NONE && purpose(doc, tok)) {
            word = tok;
            status = CS_PLANNED;
        }
        const uint32_t up = doc->tokens[tok].head;
        if (word == CS_NONE && up != CS_NONE)
            word = governor(lex, doc, tok, up, makings, n, &status);
        if (word != CS_NONE)
            return decide(doc, m, status, word) ? CASUS_OK : CASUS_ENOMEM;
        if (up == CS_NONE)
            break;
        const uint8_t rel = doc->tokens[tok].deprel;
        /* Only a word that lends itself to the act is climbed to: nouns to
         * the verb or noun that governs them, infinitives to their verb,
         * coordinated acts to the first. A finite clause of its own, under a
         * verb of saying for instance, stands for itself. */
        if (rel == CS_REL_CONJ) {
            tok = up;
            continue;
        }
        const bool climbs =
            rel == CS_REL_XCOMP ||
            (noun && governs(doc, tok) && rel != CS_REL_OBL &&
             rel != CS_REL_ADVCL) ||
            (rel == CS_REL_ACL &&
             (doc->tokens[tok].morph & (CS_MORPH_INF | CS_MORPH_GER)) != 0);
        if (!climbs)
            break;
        tok = up;
        noun = doc->tokens[tok].upos == CS_NOUN;
    }
    if (question(doc, m->trigger.tok))
        m->event.status = CS_POSSIBLE;
    else if (progressive(doc, m->trigger.tok) && m->event.status == CS_HAPPENED)
        m->event.status = CS_ONGOING;
    return CASUS_OK;
}
