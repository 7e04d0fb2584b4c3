#include "meaning/tree.h"

enum { MAX_STEPS = 12 }; /* chains of control and coordination end by then */

uint32_t cs_child(const struct cs_doc *doc, uint32_t tok, enum cs_deprel deprel)
{
    CS_EACH_CHILD(doc, tok, c) {
        if (doc->tokens[c].deprel == deprel)
            return c;
    }
    return CS_NONE;
}

bool cs_has_child(const struct cs_doc *doc, uint32_t tok, enum cs_deprel deprel)
{
    return cs_child(doc, tok, deprel) != CS_NONE;
}

bool cs_is_nominal(const struct cs_doc *doc, uint32_t tok)
{
    switch (doc->tokens[tok].upos) {
    case CS_NOUN:
    case CS_PROPN:
    case CS_PRON:
    case CS_NUM:
    case CS_X_OTHER:
        return true;
    case CS_ADJ:
    case CS_DET:
        return cs_has_child(doc, tok, CS_REL_DET_REL) ||
               doc->tokens[tok].deprel == CS_REL_NSUBJ ||
               doc->tokens[tok].deprel == CS_REL_OBJ ||
               doc->tokens[tok].deprel == CS_REL_NSUBJ_PASS;
    default:
        return false;
    }
}

bool cs_is_verb(const struct cs_doc *doc, uint32_t tok)
{
    const struct cs_token *t = &doc->tokens[tok];
    return t->upos == CS_VERB ||
           (t->upos == CS_AUX && t->deprel != CS_REL_AUXILIARY &&
            t->deprel != CS_REL_AUX_PASS && t->deprel != CS_REL_COP);
}

/* "is committed to helping", "was involved in the raid": whoever the participle
 * is said of acts himself. */
static bool adjectival(const struct cs_doc *doc, uint32_t verb)
{
    static const char *const to[] = { "commit", "oppose",  "dedicate",
                                      "devote", "prepare", "determine",
                                      NULL };
    static const char *const in[] = { "involve", "engage", "implicate",
                                      "interest", NULL };
    const struct cs_token *t = &doc->tokens[verb];
    if ((t->morph & CS_MORPH_PART) == 0 || (t->morph & CS_MORPH_PAST) == 0 ||
        cs_has_child(doc, verb, CS_REL_AUXILIARY) ||
        cs_has_child(doc, verb, CS_REL_OBL_AGENT))
        return false;
    const char *want = cs_str_in(t->lemma, to)   ? "to"
                       : cs_str_in(t->lemma, in) ? "in"
                                                 : NULL;
    if (want == NULL)
        return false;
    CS_EACH_CHILD(doc, verb, c) {
        if (c < verb)
            continue;
        CS_EACH_CHILD(doc, c, p) {
            if ((doc->tokens[p].deprel == CS_REL_CASE ||
                 doc->tokens[p].deprel == CS_REL_MARK) &&
                cs_str_is(doc->tokens[p].norm, want))
                return true;
        }
    }
    return false;
}

/* "four were killed and several others injured": the auxiliary of the first
 * holds for the second. */
static bool shares_passive(const struct cs_doc *doc, uint32_t verb)
{
    static const char *const active[] = {
        "die",    "flee",  "escape", "arrive", "fall",   "collapse",  "survive",
        "remain", "leave", "return", "go",     "come",   "disappear", "perish",
        "say",    "begin", "happen", "occur",  "follow", "start",     NULL
    };
    const struct cs_token *t = &doc->tokens[verb];
    return t->deprel == CS_REL_CONJ && t->head != CS_NONE &&
           (t->morph & CS_MORPH_PAST) != 0 &&
           cs_has_child(doc, t->head, CS_REL_AUX_PASS) &&
           (cs_has_child(doc, verb, CS_REL_NSUBJ) ||
            cs_has_child(doc, verb, CS_REL_NUMMOD)) &&
           !cs_has_child(doc, verb, CS_REL_OBJ) &&
           !cs_has_child(doc, verb, CS_REL_AUXILIARY) &&
           !cs_has_child(doc, verb, CS_REL_XCOMP) &&
           !cs_has_child(doc, verb, CS_REL_CCOMP) &&
           !cs_str_in(t->lemma, active);
}

bool cs_is_passive(const struct cs_doc *doc, uint32_t verb)
{
    const struct cs_token *t = &doc->tokens[verb];
    if (adjectival(doc, verb))
        return false;
    if (cs_has_child(doc, verb, CS_REL_AUX_PASS) ||
        cs_has_child(doc, verb, CS_REL_NSUBJ_PASS) || shares_passive(doc, verb))
        return true;
    if (cs_has_child(doc, verb, CS_REL_NSUBJ) ||
        cs_has_child(doc, verb, CS_REL_AUXILIARY))
        return false;
    if ((t->morph & CS_MORPH_PASS) != 0)
        return true;
    return (t->deprel == CS_REL_ACL || t->deprel == CS_REL_AMOD) &&
           (t->morph & CS_MORPH_PART) != 0 && (t->morph & CS_MORPH_PAST) != 0;
}

/* "a resurgence of ISIS, which seized…": of a thing that is nobody and the name
 * under its "of" right before the clause, the name. */
static uint32_t named_before(const struct cs_doc *doc, uint32_t noun,
                             uint32_t pronoun)
{
    const struct cs_token *t = &doc->tokens[noun];
    if (t->mention != CS_NONE || t->inside != CS_NONE || t->upos != CS_NOUN ||
        pronoun == 0)
        return noun;
    const uint32_t before =
        pronoun - (cs_str_is(doc->tokens[pronoun - 1].norm, ",") ? 2 : 1);
    CS_EACH_CHILD(doc, noun, c) {
        if (doc->tokens[c].deprel == CS_REL_NMOD && c <= before &&
            doc->tokens[c].inside != CS_NONE &&
            doc->tokens[c].sub_b <= before && doc->tokens[c].sub_e > before)
            return c;
    }
    return noun;
}

uint32_t cs_antecedent(const struct cs_doc *doc, uint32_t tok)
{
    const struct cs_token *t = &doc->tokens[tok];
    if (t->upos != CS_PRON && t->upos != CS_DET && t->upos != CS_SCONJ)
        return tok;
    if (!cs_str_is(t->norm, "who") && !cs_str_is(t->norm, "which") &&
        !cs_str_is(t->norm, "that") && !cs_str_is(t->norm, "whom") &&
        !cs_str_is(t->norm, "whose"))
        return tok;
    uint32_t up = t->head;
    for (int i = 0; i < MAX_STEPS && up != CS_NONE; i++) {
        if (doc->tokens[up].deprel == CS_REL_ACL_RELCL)
            return named_before(doc, doc->tokens[up].head, tok);
        up = doc->tokens[up].head;
    }
    return tok;
}

/* The verb or noun that governs the noun `n`, for "decision to attack":
 * whose decision it is, possessor before subject of the verb above. */
static uint32_t holder_of(const struct cs_doc *doc, uint32_t n, int steps);

static uint32_t subject_at(const struct cs_doc *doc, uint32_t verb, int steps);
static uint32_t object_at(const struct cs_doc *doc, uint32_t verb, int steps);

/* Whoever the clause of `h` is about: the subject, in a passive the object. */
static uint32_t topic_at(const struct cs_doc *doc, uint32_t h, int steps)
{
    return cs_is_passive(doc, h) ? object_at(doc, h, steps)
                                 : subject_at(doc, h, steps);
}

static uint32_t holder_of(const struct cs_doc *doc, uint32_t n, int steps)
{
    const uint32_t owner = cs_child(doc, n, CS_REL_NMOD_POSS);
    if (owner != CS_NONE)
        return owner;
    const uint32_t up = doc->tokens[n].head;
    if (up == CS_NONE || steps >= MAX_STEPS)
        return CS_NONE;
    if (cs_is_verb(doc, up)) {
        if (doc->tokens[n].deprel == CS_REL_NSUBJ ||
            doc->tokens[n].deprel == CS_REL_NSUBJ_PASS)
            return CS_NONE;
        return topic_at(doc, up, steps + 1);
    }
    if (doc->tokens[n].deprel == CS_REL_NMOD)
        return holder_of(doc, up, steps + 1);
    return CS_NONE;
}

static bool mark_is(const struct cs_doc *doc, uint32_t verb,
                    const char *const *words)
{
    CS_EACH_CHILD(doc, verb, c) {
        const struct cs_token *t = &doc->tokens[c];
        if (t->deprel != CS_REL_MARK && t->deprel != CS_REL_CASE)
            continue;
        for (; *words != NULL; words++) {
            if (cs_str_is(t->norm, *words))
                return true;
        }
        return false;
    }
    return false;
}

/* A non-finite clause under a verb: object of the verb where it has one that
 * is told or made to act ("ordered troops to fire", "accused him of
 * killing"), else whoever the clause above is about. */
static uint32_t controller(const struct cs_doc *doc, uint32_t verb, int steps)
{
    static const char *const from_object[] = { "of", "from", "into", "for",
                                               NULL };
    static const char *const in[] = { "in", NULL };
    /* What one does in order to: "addressed the corps to request aid". */
    static const char *const purpose[] = { "address", "visit",  "meet", "sign",
                                           "convene", "attend", "hold", "use",
                                           "gather",  "leave",  NULL };
    const struct cs_token *t = &doc->tokens[verb];
    uint32_t up = t->head;
    /* "addressed the envoys accredited in Quito to ask": the purpose hangs on
     * the participle, and is the main verb's. */
    uint32_t noun = doc->tokens[up].head;
    while (noun != CS_NONE && doc->tokens[noun].deprel == CS_REL_NMOD)
        noun = doc->tokens[noun].head;
    if (doc->tokens[up].deprel == CS_REL_ACL && noun != CS_NONE &&
        t->deprel == CS_REL_ADVCL && doc->tokens[noun].head != CS_NONE &&
        cs_str_in(doc->tokens[doc->tokens[noun].head].lemma, purpose))
        up = doc->tokens[noun].head;
    if (!cs_is_verb(doc, up) && doc->tokens[up].upos != CS_ADJ)
        return cs_is_nominal(doc, up) ? cs_child(doc, up, CS_REL_NSUBJ)
                                      : CS_NONE;
    const bool object_control = (t->deprel == CS_REL_XCOMP &&
                                 !cs_str_in(doc->tokens[up].lemma, purpose)) ||
                                mark_is(doc, verb, from_object);
    if (object_control) {
        const bool passive = cs_is_passive(doc, up);
        const uint32_t obj = passive ? object_at(doc, up, steps + 1)
                                     : cs_child(doc, up, CS_REL_OBJ);
        if (obj != CS_NONE)
            return cs_antecedent(doc, obj);
        const uint32_t iobj = cs_child(doc, up, CS_REL_IOBJ);
        /* A passive's topic is its object: asked already, and asking twice at
         * every step up would double the work each time. */
        if (iobj != CS_NONE || passive)
            return iobj;
    }
    /* "the role played by Cuba in helping": a thing does not help. */
    if (mark_is(doc, verb, in) && cs_is_passive(doc, up)) {
        const uint32_t agent = subject_at(doc, up, steps + 1);
        if (agent != CS_NONE)
            return agent;
    }
    return topic_at(doc, up, steps + 1);
}

/* "accuse the army of bombing": the army bombed, however the tree hangs it. */
static bool accused(const struct cs_doc *doc, uint32_t verb, uint32_t noun)
{
    static const char *const of[] = { "of", NULL };
    static const char *const verbs[] = { "accuse",    "suspect", "convict",
                                         "acquit",    "clear",   "absolve",
                                         "exonerate", NULL };
    const struct cs_token *t = &doc->tokens[noun];
    if (!mark_is(doc, verb, of) || t->head == CS_NONE ||
        (t->deprel != CS_REL_OBJ && t->deprel != CS_REL_NSUBJ_PASS &&
         t->deprel != CS_REL_IOBJ))
        return false;
    return cs_str_in(doc->tokens[t->head].lemma, verbs);
}

/* The subject that a verb without one of its own takes from above. */
static uint32_t shared_subject(const struct cs_doc *doc, uint32_t verb,
                               int steps)
{
    const struct cs_token *t = &doc->tokens[verb];
    const uint32_t up = t->head;
    if (up == CS_NONE || steps >= MAX_STEPS)
        return CS_NONE;
    switch (t->deprel) {
    case CS_REL_CONJ:
        return topic_at(doc, up, steps + 1);
    case CS_REL_XCOMP:
    case CS_REL_ADVCL:
        return controller(doc, verb, steps);
    case CS_REL_ACL:
        if (accused(doc, verb, up))
            return up;
        if ((t->morph & CS_MORPH_INF) != 0 ||
            cs_has_child(doc, verb, CS_REL_MARK))
            return holder_of(doc, up, steps + 1);
        return cs_is_nominal(doc, up) ? up : CS_NONE;
    case CS_REL_ACL_RELCL:
        return up;
    default:
        return CS_NONE;
    }
}

/* Nouns with which "by" is at home: "in an attack by rebels". */
static bool by_nature(const struct cs_doc *doc, uint32_t noun)
{
    return doc->tokens[noun].upos != CS_PROPN;
}

static uint32_t agent_of(const struct cs_doc *doc, uint32_t verb)
{
    uint32_t agent = cs_child(doc, verb, CS_REL_OBL_AGENT);
    if (agent == CS_NONE)
        agent = cs_prep_child(doc, verb, CS_STR("by"), CS_NONE);
    /* "was driven back toward Malaysia by the navy": hung on the place. */
    if (agent == CS_NONE) {
        CS_EACH_CHILD(doc, verb, c) {
            if (c > verb && doc->tokens[c].deprel == CS_REL_OBL &&
                agent == CS_NONE && !by_nature(doc, c))
                agent = cs_prep_child(doc, c, CS_STR("by"), CS_NONE);
        }
    }
    return agent;
}

static bool is_relative(const struct cs_doc *doc, uint32_t tok)
{
    return (doc->tokens[tok].morph & CS_MORPH_PRON_REL) != 0;
}

/* The subject in the verb's own clause. Where the tree has made subjects of
 * both parts of "boats which the union criticised", the noun is it. */
static uint32_t own_subject(const struct cs_doc *doc, uint32_t verb)
{
    static const uint8_t rels[] = { CS_REL_NSUBJ, CS_REL_NSUBJ_OUTER,
                                    CS_REL_NSUBJ_PASS };
    for (size_t i = 0; i < sizeof rels; i++) {
        uint32_t found = CS_NONE;
        CS_EACH_CHILD(doc, verb, c) {
            if (doc->tokens[c].deprel == rels[i] &&
                (found == CS_NONE || is_relative(doc, found) ||
                 (c < verb && !is_relative(doc, c))))
                found = c; /* of several the nearest before the verb */
        }
        if (found != CS_NONE)
            return found;
    }
    /* "it is willing to": nothing but somebody is */
    static const char *const minds[] = { "willing", "ready",  "prepared",
                                         "eager",   "keen",   "determined",
                                         "able",    "unable", "unwilling",
                                         NULL };
    return cs_str_in(doc->tokens[verb].norm, minds)
               ? cs_child(doc, verb, CS_REL_EXPL)
               : CS_NONE;
}

static uint32_t subject_at(const struct cs_doc *doc, uint32_t verb, int steps)
{
    if (steps >= MAX_STEPS)
        return CS_NONE;
    if (cs_is_passive(doc, verb))
        return agent_of(doc, verb);
    const uint32_t s = own_subject(doc, verb);
    if (s != CS_NONE)
        return cs_antecedent(doc, s);
    return shared_subject(doc, verb, steps);
}

uint32_t cs_subject(const struct cs_doc *doc, uint32_t verb)
{
    return subject_at(doc, verb, 0);
}

/* "bombed and looted the market": the object hangs on one of the two. */
static uint32_t object_of_next(const struct cs_doc *doc, uint32_t verb)
{
    const uint32_t next = cs_child(doc, verb, CS_REL_CONJ);
    if (next == CS_NONE || next > verb + 2 || !cs_is_verb(doc, next) ||
        cs_is_passive(doc, next))
        return CS_NONE;
    return cs_child(doc, next, CS_REL_OBJ);
}

/* "hacked to death Brother Lucien": what the tree hangs on the verb like a
 * phrase with a preposition, and has none. */
static uint32_t bare_phrase(const struct cs_doc *doc, uint32_t verb)
{
    CS_EACH_CHILD(doc, verb, c) {
        if (c > verb && doc->tokens[c].deprel == CS_REL_OBL &&
            (doc->tokens[c].upos == CS_PROPN ||
             doc->tokens[c].upos == CS_NOUN) &&
            doc->tokens[c].mention != CS_NONE &&
            cs_preposition(doc, c) == CS_NONE && !cs_in_time(doc, c))
            return c;
    }
    return CS_NONE;
}

static uint32_t passive_object(const struct cs_doc *doc, uint32_t verb,
                               int steps)
{
    const struct cs_token *t = &doc->tokens[verb];
    uint32_t s = cs_child(doc, verb, CS_REL_NSUBJ_PASS);
    if (s == CS_NONE && shares_passive(doc, verb)) {
        s = cs_child(doc, verb, CS_REL_NSUBJ);
        if (s == CS_NONE) /* "and 52 wounded" */
            s = cs_child(doc, verb, CS_REL_NUMMOD);
    }
    if (s != CS_NONE)
        return cs_antecedent(doc, s);
    if (t->head == CS_NONE)
        return CS_NONE;
    switch (t->deprel) {
    case CS_REL_ACL:
    case CS_REL_AMOD:
    case CS_REL_ACL_RELCL:
        return cs_is_nominal(doc, t->head) ? t->head : CS_NONE;
    case CS_REL_CONJ:
        return topic_at(doc, t->head, steps + 1);
    case CS_REL_XCOMP:
    case CS_REL_ADVCL:
        return controller(doc, verb, steps);
    default:
        return CS_NONE;
    }
}

static uint32_t object_at(const struct cs_doc *doc, uint32_t verb, int steps)
{
    if (steps >= MAX_STEPS)
        return CS_NONE;
    if (cs_is_passive(doc, verb))
        return passive_object(doc, verb, steps);
    uint32_t o = cs_child(doc, verb, CS_REL_OBJ);
    if (o == CS_NONE)
        o = bare_phrase(doc, verb);
    if (o != CS_NONE)
        return cs_antecedent(doc, o);
    const struct cs_token *t = &doc->tokens[verb];
    if (t->deprel == CS_REL_ACL_RELCL && t->head != CS_NONE) {
        /* "the town that rebels seized": the noun is the object where the
         * clause has a subject of its own. */
        const uint32_t s = cs_child(doc, verb, CS_REL_NSUBJ);
        if (s != CS_NONE && cs_antecedent(doc, s) == s)
            return t->head;
    }
    return object_of_next(doc, verb);
}

uint32_t cs_object(const struct cs_doc *doc, uint32_t verb)
{
    return object_at(doc, verb, 0);
}

uint32_t cs_relative_nouns(const struct cs_doc *doc, uint32_t verb,
                           uint32_t up[CS_RELATIVE_NOUNS])
{
    uint32_t n = 0, tok = verb;
    if (doc->tokens[verb].deprel != CS_REL_ACL_RELCL)
        return 0;
    while (n < CS_RELATIVE_NOUNS && doc->tokens[tok].head != CS_NONE) {
        tok = doc->tokens[tok].head;
        up[n++] = tok;
        const uint8_t rel = doc->tokens[tok].deprel;
        if (rel != CS_REL_NMOD && rel != CS_REL_APPOS &&
            rel != CS_REL_NMOD_POSS && rel != CS_REL_NMOD_UNMARKED)
            break;
    }
    return n;
}

bool cs_tells(const struct cs_doc *doc, uint32_t verb)
{
    static const char *const verbs[] = {
        "say",       "tell",        "report",  "announce",    "claim",
        "state",     "add",         "note",    "confirm",     "deny",
        "warn",      "declare",     "write",   "describe",    "recall",
        "mention",   "insist",      "admit",   "acknowledge", "reveal",
        "disclose",  "explain",     "discuss", "mark",        "know",
        "believe",   "think",       "hear",    "learn",       "see",
        "remember",  "commemorate", "blame",   "cite",        "quote",
        "publish",   "release",     "issue",   "suggest",     "predict",
        "expect",    "fear",        "welcome", "praise",      "criticize",
        "criticise", "address",     "review",  "debate",      "mourn",
        "avoid",     "survive",     "witness", NULL
    };
    const struct cs_token *t = &doc->tokens[verb];
    return cs_str_in(t->lemma.n > 0 ? t->lemma : t->norm, verbs);
}

uint32_t cs_preposition(const struct cs_doc *doc, uint32_t noun)
{
    CS_EACH_CHILD(doc, noun, c) {
        if (doc->tokens[c].deprel == CS_REL_CASE &&
            doc->tokens[c].upos != CS_PART)
            return c;
        /* "on Camp Sarwan", where the tree hangs it on the second name */
        if (doc->tokens[c].deprel == CS_REL_FLAT) {
            const uint32_t p = cs_child(doc, c, CS_REL_CASE);
            if (p != CS_NONE && p < noun && doc->tokens[p].upos != CS_PART)
                return p;
        }
    }
    return CS_NONE;
}

uint32_t cs_prep_child(const struct cs_doc *doc, uint32_t tok,
                       struct cs_str prep, uint32_t after)
{
    CS_EACH_CHILD(doc, tok, c) {
        if (after != CS_NONE && c <= after)
            continue;
        const uint8_t rel = doc->tokens[c].deprel;
        if (rel != CS_REL_OBL && rel != CS_REL_NMOD &&
            rel != CS_REL_OBL_AGENT && rel != CS_REL_ADVCL &&
            rel != CS_REL_ACL && rel != CS_REL_XCOMP)
            continue;
        CS_EACH_CHILD(doc, c, p) {
            if ((doc->tokens[p].deprel == CS_REL_CASE ||
                 (doc->tokens[p].deprel == CS_REL_MARK && p < c)) &&
                cs_str_eq(doc->tokens[p].norm, prep))
                return c;
        }
    }
    return CS_NONE;
}

uint32_t cs_prep_any(const struct cs_doc *doc, uint32_t tok,
                     const char *const *preps)
{
    uint32_t found = CS_NONE;
    for (; *preps != NULL && found == CS_NONE; preps++)
        found = cs_prep_child(doc, tok, cs_str_of(*preps), CS_NONE);
    return found;
}

uint32_t cs_content_word(const struct cs_doc *doc, uint32_t tok)
{
    static const char *const measures[] = {
        "number",   "numbers",   "group",      "groups",   "dozens", "scores",
        "hundreds", "thousands", "tens",       "millions", "couple", "some",
        "many",     "most",      "several",    "all",      "both",   "one",
        "two",      "three",     "members",    "member",   "series", "lot",
        "majority", "handful",   "wave",       "string",   "round",  "part",
        "parts",    "units",     "elements",   "crowd",    "crowds", "kind",
        "each",     "none",      "any",        "few",      "half",   "spate",
        "rest",     "batch",     "contingent", "team",     "band",
    };
    for (int steps = 0; steps < 3; steps++) {
        const struct cs_token *t = &doc->tokens[tok];
        bool measure = t->upos == CS_NUM;
        for (size_t i = 0; !measure && i < sizeof measures / sizeof *measures;
             i++)
            measure = cs_str_is(t->norm, measures[i]);
        if (!measure)
            return tok;
        const uint32_t of = cs_prep_child(doc, tok, CS_STR("of"), CS_NONE);
        if (of == CS_NONE)
            return tok;
        tok = of;
    }
    return tok;
}

static bool in_phrase(const struct cs_doc *doc, uint32_t child, bool with_of)
{
    switch (doc->tokens[child].deprel) {
    case CS_REL_DET_REL:
    case CS_REL_DET_PREDET:
    case CS_REL_AMOD:
    case CS_REL_COMPOUND:
    case CS_REL_FLAT:
    case CS_REL_FIXED:
    case CS_REL_NUMMOD:
    case CS_REL_NMOD_POSS:
    case CS_REL_NMOD_DESC:
    case CS_REL_NMOD_UNMARKED:
    case CS_REL_GOESWITH:
        return true;
    case CS_REL_ADVMOD:
        return child < doc->tokens[child].head;
    case CS_REL_NMOD: {
        const uint32_t prep = cs_preposition(doc, child);
        return with_of &&
               (prep == CS_NONE || cs_str_is(doc->tokens[prep].norm, "of"));
    }
    default:
        return false;
    }
}

static void grow_phrase(const struct cs_doc *doc, uint32_t head, bool with_of,
                        uint32_t *b, uint32_t *e, int depth)
{
    if (head < *b)
        *b = head;
    if (head + 1 > *e)
        *e = head + 1;
    if (depth > 8)
        return;
    CS_EACH_CHILD(doc, head, c) {
        const uint8_t rel = doc->tokens[c].deprel;
        if (in_phrase(doc, c, with_of) ||
            (depth > 0 && (rel == CS_REL_CASE || rel == CS_REL_CONJ ||
                           rel == CS_REL_CC || rel == CS_REL_OBL_UNMARKED)))
            grow_phrase(doc, c, with_of, b, e, depth + 1);
    }
}

void cs_phrase(const struct cs_doc *doc, uint32_t head, bool with_of,
               uint32_t *tok_b, uint32_t *tok_e)
{
    *tok_b = head;
    *tok_e = head + 1;
    grow_phrase(doc, head, with_of, tok_b, tok_e, 0);
    /* A hyphen or bracket at an edge belongs to what was left out. */
    while (*tok_e > head + 1 && doc->tokens[*tok_e - 1].upos == CS_PUNCT)
        (*tok_e)--;
    while (*tok_b < head && doc->tokens[*tok_b].upos == CS_PUNCT)
        (*tok_b)++;
}

bool cs_under(const struct cs_doc *doc, uint32_t tok, uint32_t top)
{
    if (tok < doc->tokens[top].sub_b || tok >= doc->tokens[top].sub_e)
        return false;
    for (uint32_t t = tok; t != CS_NONE; t = doc->tokens[t].head) {
        if (t == top)
            return true;
    }
    return false;
}

bool cs_in_time(const struct cs_doc *doc, uint32_t tok)
{
    uint32_t lo = 0, hi = doc->n_times;
    while (lo < hi) {
        const uint32_t mid = (lo + hi) / 2;
        if (doc->times[mid].tok_e <= tok)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo < doc->n_times && doc->times[lo].tok_b <= tok;
}
