/* act_status.c - happened, planned, denied…: what the words around say.
 *
 * From the trigger outwards, through its clause and the words that govern it.
 * Each word that speaks does something to what stands already: "shelved its
 * plan to ban": the plan makes the ban planned, the shelving undoes it. A word
 * speaks about what it governs as complement or object, not about its own
 * subject's doings elsewhere; a clause of its own under a verb of saying stands
 * for itself. */
#include "meaning/events.h"
#include "meaning/tree.h"

enum { MAX_CLIMB = 8 };

/* What is known so far, outwards. */
struct reading {
    const struct cs_lexicon *lex;
    struct cs_doc *doc;
    struct cs_making *m;
    const struct cs_making *makings;
    uint32_t n;
    enum cs_status_of_act status;
    enum cs_status_of_act before; /* what was undone or denied last */
    bool by_noun;  /* the last word was a noun: "its plan to attack" */
    uint32_t from; /* the word below, CS_NONE at the trigger */
    bool again;    /* coordinated with what was read: one "no" is enough */
    bool full;     /* past the arena's cap */
};

static bool hostile(enum cs_event_type type)
{
    return type == CS_ASSAULT || type == CS_COERCE || type == CS_SANCTION ||
           type == CS_MOBILIZE;
}

/* "Met reporters to condemn", "gathered to protest": done there and then. */
static bool speech(enum cs_event_type type)
{
    return type == CS_REQUEST || type == CS_ACCUSE || type == CS_THREATEN ||
           type == CS_PROTEST;
}

static bool friendly(enum cs_event_type type)
{
    return type == CS_CONSULT || type == CS_AGREE || type == CS_AID ||
           type == CS_SUPPORT || type == CS_COOPERATE;
}

/* --- what one word does to what stands ----------------------------------- */

static enum cs_status_of_act negated(enum cs_status_of_act inner,
                                     enum cs_status_of_act before)
{
    switch (inner) {
    case CS_DID_NOT_HAPPEN: /* "did not rule out a visit" */
    case CS_DENIED:
        return before;
    case CS_POSSIBLE:
        return CS_POSSIBLE;
    default:
        return CS_DID_NOT_HAPPEN;
    }
}

/* "Failed to", "prevented": undoes what it governs. */
static enum cs_status_of_act undone(enum cs_status_of_act inner)
{
    return inner == CS_DID_NOT_HAPPEN ? CS_HAPPENED : CS_DID_NOT_HAPPEN;
}

static enum cs_status_of_act combined(enum cs_status_of_act outer,
                                      enum cs_status_of_act inner)
{
    if (outer == CS_DID_NOT_HAPPEN)
        return undone(inner);
    if (inner == CS_HAPPENED)
        return outer;
    switch (outer) {
    case CS_REQUESTED:
    case CS_THREATENED:
        return inner == CS_PLANNED || inner == CS_ONGOING ? outer : inner;
    case CS_POSSIBLE:
        return inner == CS_PLANNED || inner == CS_ONGOING ||
                       inner == CS_REQUESTED
                   ? outer
                   : inner;
    case CS_DENIED:
        return inner == CS_DID_NOT_HAPPEN ? inner : outer;
    case CS_PLANNED:
        return inner == CS_ONGOING ? outer : inner;
    default:
        return inner;
    }
}

/* Take what the word makes of it, and note the word. */
static void take(struct reading *r, enum cs_status_of_act status, uint32_t word)
{
    if (status == r->status)
        return;
    /* A baseless accusation has been made; not so what it says. */
    if (status == CS_DENIED && r->m->event.type == CS_ACCUSE &&
        r->doc->tokens[r->m->trigger.tok].upos == CS_NOUN)
        return;
    r->before = status == CS_DID_NOT_HAPPEN || status == CS_DENIED
                    ? r->status
                    : CS_HAPPENED;
    r->by_noun = r->doc->tokens[word].upos == CS_NOUN;
    r->status = status;
    const struct cs_token *t = &r->doc->tokens[word];
    if (!cs_event_why(r->doc, &r->m->event, CS_FIELD_STATUS,
                      cs_event_text(r->doc, "%s: \"%.*s\"",
                                    cs_status_name(status), (int)t->norm.n,
                                    t->norm.p),
                      t->span))
        r->full = true;
}

/* --- words beside the act ------------------------------------------------- */

static uint32_t negation(const struct reading *r, uint32_t tok)
{
    const struct cs_doc *doc = r->doc;
    CS_EACH_CHILD(doc, tok, c) {
        const uint8_t rel = doc->tokens[c].deprel;
        struct cs_match m;
        /* "had at no time agreed" */
        if (rel == CS_REL_OBL && cs_norm_is(doc, c, "time") &&
            cs_norm_is(doc, cs_child(doc, c, CS_REL_DET_REL), "no"))
            return c;
        if ((rel == CS_REL_ADVMOD || rel == CS_REL_DET_REL ||
             rel == CS_REL_CC || rel == CS_REL_CC_PRECONJ ||
             rel == CS_REL_CASE || rel == CS_REL_MARK ||
             rel == CS_REL_AUXILIARY) &&
            !cs_norm_is(doc, cs_beside(doc, c, 1), "only") &&
            !cs_norm_is(doc, cs_beside(doc, c, 1), "until") &&
            cs_match_kind(r->lex, doc, CS_PATTERN_NEGATION, c, &m) != NULL)
            return c;
    }
    return CS_NONE;
}

/* "No one was arrested", "killed nobody": a role that nobody fills. What is
 * climbed up from has spoken already. */
static uint32_t nobody(const struct cs_doc *doc, uint32_t tok, uint32_t from)
{
    CS_EACH_CHILD(doc, tok, c) {
        const uint8_t rel = doc->tokens[c].deprel;
        if (c == from || (rel != CS_REL_NSUBJ && rel != CS_REL_NSUBJ_PASS &&
                          rel != CS_REL_OBJ))
            continue;
        if (cs_is_nobody(doc, c))
            return c;
    }
    return CS_NONE;
}

/* The first auxiliary of the verb that is one of the words, CS_NONE. */
static uint32_t auxiliary(const struct cs_doc *doc, uint32_t tok,
                          const char *const *words)
{
    CS_EACH_CHILD(doc, tok, c) {
        if (doc->tokens[c].deprel == CS_REL_AUXILIARY &&
            cs_str_in(doc->tokens[c].norm, words))
            return c;
    }
    return CS_NONE;
}

/* The perfect of a verb: its auxiliary "have". */
static uint32_t perfect(const struct cs_doc *doc, uint32_t tok)
{
    static const char *const have[] = { "have", "has", "had", "'ve", NULL };
    return auxiliary(doc, tok, have);
}

/* "should he refuse", "had they bombed it": the auxiliary before its subject,
 * and no question. */
static bool inverted(const struct cs_doc *doc, uint32_t tok, uint32_t aux)
{
    const struct cs_sentence *s = &doc->sentences[doc->tokens[tok].sentence];
    uint32_t subject = cs_child(doc, tok, CS_REL_NSUBJ);
    if (subject == CS_NONE)
        subject = cs_child(doc, tok, CS_REL_NSUBJ_PASS);
    return subject != CS_NONE && aux < subject && subject < tok &&
           !cs_norm_is(doc, s->tok_e - 1, "?") &&
           !(s->tok_e - s->tok_b > 1 && cs_norm_is(doc, s->tok_e - 2, "?"));
}

/* What an auxiliary or adverb makes of its verb. CS_NONE: nothing. */
static uint32_t modifier(const struct reading *r, uint32_t tok,
                         enum cs_status_of_act *out)
{
    static const char *const possible[] = { "may", "might", "could", NULL };
    static const char *const wanted[] = { "should", "must", "ought", NULL };
    static const char *const future[] = { "will",  "shall", "'ll", "wo",
                                          "would", "'d",    NULL };
    static const char *const unreal[] = { "would", "'d", "should", NULL };
    const struct cs_doc *doc = r->doc;
    const uint32_t have = perfect(doc, tok);
    CS_EACH_CHILD(doc, tok, c) {
        const struct cs_token *t = &doc->tokens[c];
        struct cs_match m;
        if (t->deprel == CS_REL_AUXILIARY) {
            if (cs_str_is(t->norm, "let") &&
                cs_norm_is(doc, cs_beside(doc, c, 1), "alone"))
                continue;
            /* "would have walked out": did not. */
            if (have != CS_NONE && have > c && cs_str_in(t->norm, unreal) &&
                cs_norm_is(doc, have, "have")) {
                *out = CS_DID_NOT_HAPPEN;
                return c;
            }
            if (cs_str_in(t->norm, possible)) {
                *out = CS_POSSIBLE;
                return c;
            }
            if (cs_str_is(t->norm, "should") && inverted(doc, tok, c)) {
                *out = CS_POSSIBLE;
                return c;
            }
            if (cs_str_in(t->norm, wanted)) {
                *out = CS_REQUESTED;
                return c;
            }
            if (cs_str_in(t->norm, future)) {
                *out = CS_PLANNED;
                return c;
            }
            continue;
        }
        if (t->deprel != CS_REL_ADVMOD && t->deprel != CS_REL_AMOD &&
            t->deprel != CS_REL_COMPOUND)
            continue;
        const struct cs_pattern *p =
            cs_match_kind(r->lex, doc, CS_PATTERN_STATUS, c, &m);
        if (p != NULL &&
            (p->pos == CS_POS_ADVERB ||
             (p->pos == CS_POS_ADJ &&
              (t->deprel != CS_REL_ADVMOD || t->upos != CS_ADV)) ||
             (p->pos == CS_POS_VERB && doc->tokens[c].deprel == CS_REL_AMOD))) {
            *out = (enum cs_status_of_act)p->value;
            return c;
        }
    }
    return CS_NONE;
}

/* "if", "unless", "whether" before the clause; "had he not", "should he". */
static uint32_t condition_mark(const struct cs_doc *doc, uint32_t tok)
{
    static const char *const marks[] = { "if", "unless", "whether", "lest",
                                         NULL };
    CS_EACH_CHILD(doc, tok, c) {
        if ((doc->tokens[c].deprel == CS_REL_MARK ||
             doc->tokens[c].deprel == CS_REL_ADVMOD) &&
            cs_str_in(doc->tokens[c].norm, marks))
            return c;
    }
    if (doc->tokens[tok].deprel != CS_REL_ADVCL)
        return CS_NONE;
    static const char *const first[] = { "should", "had", "were", NULL };
    uint32_t b = doc->tokens[tok].sub_b;
    while (b < tok && doc->tokens[b].upos == CS_PUNCT)
        b++;
    return cs_str_in(doc->tokens[b].norm, first) ? b : CS_NONE;
}

/* "having bombed": what is behind somebody. */
static bool having(const struct cs_doc *doc, uint32_t tok)
{
    static const char *const words[] = { "having", NULL };
    return auxiliary(doc, tok, words) != CS_NONE;
}

/* The "to" of an infinitive; that of "to having bombed" is none. */
static uint32_t infinitive(const struct cs_doc *doc, uint32_t tok)
{
    CS_EACH_CHILD(doc, tok, c) {
        if (doc->tokens[c].deprel == CS_REL_MARK && cs_norm_is(doc, c, "to"))
            return having(doc, tok) ? CS_NONE : c;
    }
    return CS_NONE;
}

/* "in order to reduce", "to prevent": a purpose, not a deed. */
static bool purpose(const struct cs_doc *doc, uint32_t tok)
{
    const struct cs_token *t = &doc->tokens[tok];
    return (t->deprel == CS_REL_ADVCL || t->deprel == CS_REL_ACL) &&
           infinitive(doc, tok) != CS_NONE;
}

/* "is to disarm", "are to be tried": arranged. */
static uint32_t arranged(const struct cs_doc *doc, uint32_t tok)
{
    const uint32_t to = infinitive(doc, tok);
    if (to == CS_NONE)
        return CS_NONE;
    CS_EACH_CHILD(doc, tok, c) {
        if ((doc->tokens[c].deprel == CS_REL_AUXILIARY ||
             doc->tokens[c].deprel == CS_REL_COP) &&
            c < to && cs_str_is(doc->tokens[c].lemma, "be"))
            return to;
    }
    const uint32_t up = doc->tokens[tok].head;
    return up != CS_NONE && doc->tokens[tok].deprel == CS_REL_XCOMP &&
                   cs_str_is(doc->tokens[up].lemma, "be")
               ? to
               : CS_NONE;
}

/* "has yet to ratify" */
static uint32_t not_yet(const struct cs_doc *doc, uint32_t tok)
{
    const uint32_t to = infinitive(doc, tok);
    const uint32_t before = to == CS_NONE ? CS_NONE : cs_beside(doc, to, -1);
    return cs_norm_is(doc, before, "yet") ? before : CS_NONE;
}

/* "ahead of talks", "on the eve of the visit". */
static uint32_t before_it(const struct cs_doc *doc, uint32_t tok)
{
    if (!cs_is_nominal(doc, tok))
        return CS_NONE;
    const uint32_t prep = cs_preposition(doc, tok);
    if (cs_norm_is(doc, prep, "ahead"))
        return prep;
    const uint32_t up = doc->tokens[tok].head;
    if (up != CS_NONE && doc->tokens[tok].deprel == CS_REL_NMOD &&
        cs_norm_is(doc, up, "eve"))
        return up;
    return CS_NONE;
}

/* "rather than expel", "instead of arresting" */
static uint32_t instead(const struct cs_doc *doc, uint32_t tok)
{
    CS_EACH_CHILD(doc, tok, c) {
        const uint8_t rel = doc->tokens[c].deprel;
        if ((rel == CS_REL_CC || rel == CS_REL_MARK || rel == CS_REL_CASE) &&
            (cs_norm_is(doc, c, "rather") || cs_norm_is(doc, c, "instead")))
            return c;
    }
    return CS_NONE;
}

/* "is due to hold": the tree may hang "due" on the infinitive. */
static uint32_t due(const struct cs_doc *doc, uint32_t tok)
{
    CS_EACH_CHILD(doc, tok, c) {
        if (doc->tokens[c].deprel == CS_REL_MARK && cs_norm_is(doc, c, "due"))
            return c;
    }
    return CS_NONE;
}

/* "that the curfew be eased": a bare "be" wishes it. */
static uint32_t wished(const struct cs_doc *doc, uint32_t tok)
{
    uint32_t be = CS_NONE;
    CS_EACH_CHILD(doc, tok, c) {
        const uint8_t rel = doc->tokens[c].deprel;
        if (rel == CS_REL_MARK && cs_norm_is(doc, c, "to"))
            return CS_NONE;
        if (rel == CS_REL_AUXILIARY || rel == CS_REL_AUX_PASS) {
            if (!cs_norm_is(doc, c, "be"))
                return CS_NONE;
            be = c;
        }
    }
    return be != CS_NONE && doc->tokens[tok].deprel == CS_REL_CCOMP ? be
                                                                    : CS_NONE;
}

/* A modal verb, a condition or "had" that settles the matter, alone or with the
 * negation `no`. False: they do not. */
static bool read_modal(struct reading *r, uint32_t tok, uint32_t no,
                       uint32_t word, enum cs_status_of_act status)
{
    const struct cs_doc *doc = r->doc;
    const bool may = word != CS_NONE && status == CS_POSSIBLE;
    /* "would have attacked": did not; "would not have": did. */
    if (word != CS_NONE && status == CS_DID_NOT_HAPPEN &&
        doc->tokens[word].deprel == CS_REL_AUXILIARY) {
        take(r, no != CS_NONE ? r->status : undone(r->status), word);
        return true;
    }
    /* "before they could seize it": they did not. */
    if (may && cs_norm_is(doc, cs_child(doc, tok, CS_REL_MARK), "before")) {
        take(r, undone(r->status), word);
        return true;
    }
    const uint32_t mark = condition_mark(doc, tok);
    if (mark != CS_NONE && (cs_norm_is(doc, mark, "whether") ||
                            doc->tokens[tok].deprel == CS_REL_CCOMP)) {
        take(r, combined(CS_POSSIBLE, r->status), mark);
        return true;
    }
    /* "if they had been fired upon", "had they bombed it": they were not. */
    if (mark != CS_NONE && cs_norm_is(doc, perfect(doc, tok), "had")) {
        take(r, no != CS_NONE ? r->status : undone(r->status), mark);
        return true;
    }
    /* "could not agree": and did not; "may not agree": may. */
    if (may && !(no != CS_NONE && cs_norm_is(doc, word, "could"))) {
        take(r, combined(CS_POSSIBLE, r->status), word);
        return true;
    }
    return false;
}

static void read_negation(struct reading *r, uint32_t tok, uint32_t no,
                          bool bare)
{
    static const char *const open[] = { "rule", "exclude", NULL };
    static const char *const doubt[] = { "doubt", "dispute", NULL };
    const struct cs_doc *doc = r->doc;
    const struct cs_str lemma = doc->tokens[tok].lemma;
    if (r->again && r->status == CS_DID_NOT_HAPPEN)
        return;
    r->m->negated =
        r->status == CS_HAPPENED && bare && infinitive(doc, tok) == CS_NONE &&
        (cs_is_nominal(doc, tok) || cs_has_child(doc, tok, CS_REL_NSUBJ) ||
         cs_has_child(doc, tok, CS_REL_NSUBJ_PASS));
    if (r->status == CS_POSSIBLE && cs_str_in(lemma, doubt))
        take(r, CS_HAPPENED, no); /* "nobody doubts that" */
    else if (r->status == CS_DID_NOT_HAPPEN && cs_str_in(lemma, open))
        take(r, CS_POSSIBLE, no); /* "did not rule out sending" */
    else
        take(r, negated(r->status, r->before), no);
}

/* What stands with the act and is neither modal verb nor negation: the first
 * that speaks. CS_NONE: nothing. */
static uint32_t other_word(const struct cs_doc *doc, uint32_t tok,
                           enum cs_status_of_act *out)
{
    static const struct {
        uint32_t (*find)(const struct cs_doc *doc, uint32_t tok);
        enum cs_status_of_act status;
    } words[] = {
        { instead, CS_DID_NOT_HAPPEN }, { due, CS_PLANNED },
        { wished, CS_REQUESTED },       { condition_mark, CS_POSSIBLE },
        { not_yet, CS_DID_NOT_HAPPEN }, { arranged, CS_PLANNED },
        { before_it, CS_PLANNED }
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        const uint32_t word = words[i].find(doc, tok);
        *out = words[i].status;
        if (word != CS_NONE)
            return word;
    }
    *out = CS_REQUESTED;
    return (doc->tokens[tok].morph & CS_MORPH_IMP) != 0 ? tok : CS_NONE;
}

/* "no raid, let alone a siege", "did not endorse it, still less join it" */
static uint32_t let_alone(const struct cs_doc *doc, uint32_t tok)
{
    static const char *const pairs[][2] = { { "let", "alone" },
                                            { "still", "less" },
                                            { "much", "less" } };
    const uint32_t b = doc->tokens[tok].sub_b;
    const uint32_t from[2] = { b, cs_beside(doc, b, -1) };
    for (int k = 0; k < 2 && from[k] != CS_NONE; k++) {
        const uint32_t next = cs_beside(doc, from[k], 1);
        const uint32_t first = k == 0 ? from[k] : cs_beside(doc, from[k], -1);
        const uint32_t last = k == 0 ? next : from[k];
        for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
            if (cs_norm_is(doc, first, pairs[i][0]) &&
                cs_norm_is(doc, last, pairs[i][1]))
                return last;
        }
    }
    return CS_NONE;
}

static void read_beside(struct reading *r, uint32_t tok)
{
    const struct cs_doc *doc = r->doc;
    enum cs_status_of_act status = CS_HAPPENED;
    uint32_t no = negation(r, tok);
    if (no == CS_NONE && tok == r->m->trigger.tok)
        no = let_alone(doc, tok);
    /* Above the act nobody is missed where something was said of it: "nobody
     * denies", but not "no group has claimed". */
    if (no == CS_NONE && (tok == r->m->trigger.tok || r->status != CS_HAPPENED))
        no = nobody(doc, tok, r->from);
    uint32_t word = modifier(r, tok, &status);
    if (read_modal(r, tok, no, word, status))
        return;
    if (no != CS_NONE) {
        read_negation(r, tok, no, word == CS_NONE);
        return;
    }
    /* "instead of the promised aid": whatever was said of it */
    if (word != CS_NONE && instead(doc, tok) != CS_NONE)
        word = CS_NONE;
    if (word == CS_NONE)
        word = other_word(doc, tok, &status);
    if (word != CS_NONE)
        take(r, combined(status, r->status), word);
    if (word != CS_NONE && tok == r->m->trigger.tok && status == CS_PLANNED)
        r->m->future = doc->tokens[word].deprel == CS_REL_AUXILIARY;
}

/* --- words above the act ------------------------------------------------- */

/* "threat of attack", "plan for attacks"; but not "inquiry into the attack",
 * "statement on the attack". */
static bool lends_itself(const struct cs_doc *doc, uint32_t noun)
{
    static const char *const prepositions[] = { "of", "for", "to", NULL };
    const uint32_t prep = cs_preposition(doc, noun);
    return prep == CS_NONE || cs_str_in(doc->tokens[prep].norm, prepositions);
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
    case CS_REL_ACL_RELCL: /* "a rumour that Canada has offered" */
        return cs_norm_is(doc, cs_child(doc, child, CS_REL_MARK), "that");
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

/* "is said to have deployed": only said. */
static bool hearsay(const struct cs_doc *doc, uint32_t tok, uint32_t up)
{
    static const char *const verbs[] = { "say",     "report", "believe",
                                         "think",   "allege", "understand",
                                         "rumor",   "rumour", "suppose",
                                         "presume", NULL };
    return doc->tokens[tok].deprel == CS_REL_XCOMP &&
           infinitive(doc, tok) != CS_NONE && cs_is_passive(doc, up) &&
           cs_str_in(doc->tokens[up].lemma, verbs);
}

/* "vowed to attack", "warned it would seize": a promise of harm is a threat. */
static bool promise_of_harm(const struct cs_doc *doc, uint32_t up,
                            enum cs_event_type type)
{
    static const char *const verbs[] = { "vow",    "promise", "pledge",
                                         "swear",  "warn",    "threaten",
                                         "threat", "warning", NULL };
    return hostile(type) && cs_str_in(doc->tokens[up].lemma, verbs);
}

/* "Calls are growing for Canada to expel": the noun that the infinitive
 * belongs to is the subject of the verb it hangs on. */
static uint32_t noun_of_infinitive(const struct cs_doc *doc, uint32_t tok)
{
    const uint32_t up = doc->tokens[tok].head;
    if (doc->tokens[tok].deprel != CS_REL_ADVCL ||
        infinitive(doc, tok) == CS_NONE)
        return CS_NONE;
    CS_EACH_CHILD(doc, tok, c) {
        if (doc->tokens[c].deprel == CS_REL_MARK && cs_norm_is(doc, c, "for"))
            return cs_child(doc, up, CS_REL_NSUBJ);
    }
    return CS_NONE;
}

static uint32_t status_word(const struct reading *r, uint32_t tok,
                            enum cs_status_of_act *out, const bool loose)
{
    struct cs_match m;
    const struct cs_pattern *p =
        cs_match_kind(r->lex, r->doc, CS_PATTERN_STATUS, tok, &m);
    if (p == NULL || p->pos > CS_POS_ADJ)
        return CS_NONE;
    if (loose && p->n_words == 1 && p->pos != CS_POS_ADJ)
        return CS_NONE;
    /* "went on strike" does not go on. */
    if (p->value == CS_ONGOING && m.n > 1 &&
        r->doc->tokens[m.tok[m.n - 1]].deprel == CS_REL_CASE)
        return CS_NONE;
    *out = (enum cs_status_of_act)p->value;
    return tok;
}

/* Does `up` end what goes on at `tok`? */
static bool ends(const struct cs_doc *doc, uint32_t tok, uint32_t up)
{
    static const char *const verbs[] = { "stop",    "halt", "cease",  "end",
                                         "suspend", "quit", "finish", NULL };
    const uint8_t rel = doc->tokens[tok].deprel;
    return cs_str_in(doc->tokens[up].lemma, verbs) &&
           ((rel == CS_REL_XCOMP && infinitive(doc, tok) == CS_NONE) ||
            rel == CS_REL_OBJ || rel == CS_REL_NSUBJ_PASS);
}

/* A clause coordinated with "but". */
static bool has_but(const struct cs_doc *doc, uint32_t tok)
{
    CS_EACH_CHILD(doc, tok, c) {
        if (doc->tokens[c].deprel == CS_REL_CONJ &&
            cs_norm_is(doc, cs_child(doc, c, CS_REL_CC), "but"))
            return true;
    }
    return false;
}

/* "under way", "in force" as what is said of the subject. */
static bool in_force(const struct cs_doc *doc, uint32_t tok)
{
    static const char *const states[] = { "force", "place", "effect",
                                          "progress", NULL };
    const uint32_t prep = cs_preposition(doc, tok);
    return (cs_norm_is(doc, tok, "way") && cs_norm_is(doc, prep, "under")) ||
           (cs_str_in(doc->tokens[tok].norm, states) &&
            cs_norm_is(doc, prep, "in") && cs_has_child(doc, tok, CS_REL_COP));
}

static uint32_t progressive(const struct cs_doc *doc, uint32_t tok)
{
    static const char *const now[] = { "is", "are", "'s", "'re", "am", NULL };
    const struct cs_token *t = &doc->tokens[tok];
    if (t->upos != CS_VERB ||
        (t->morph & (CS_MORPH_GER | CS_MORPH_PART)) == 0 ||
        (t->morph & CS_MORPH_PAST) != 0)
        return CS_NONE;
    uint32_t been = CS_NONE;
    CS_EACH_CHILD(doc, tok, c) {
        if (doc->tokens[c].deprel != CS_REL_AUXILIARY)
            continue;
        if (cs_str_in(doc->tokens[c].norm, now))
            return c;
        been = cs_norm_is(doc, c, "been") ? c : been;
    }
    /* "have been searching", but not "had been". */
    const uint32_t have = perfect(doc, tok);
    return been != CS_NONE && have != CS_NONE && !cs_norm_is(doc, have, "had")
               ? been
               : CS_NONE;
}

static bool is_refusal(const struct reading *r, uint32_t tok)
{
    static const char *const verbs[] = {
        "reject", "refuse", "decline", "dismiss", "ignore", "spurn", "rebuff",
        "turn",   "veto",   "resist",  "defy",    "shrug",  "brush", NULL
    };
    return cs_str_in(r->doc->tokens[tok].lemma, verbs);
}

/* A finite clause in the past or the perfect. */
static bool told_as_done(const struct cs_doc *doc, uint32_t tok)
{
    return perfect(doc, tok) != CS_NONE ||
           ((doc->tokens[tok].morph & CS_MORPH_PAST) != 0 &&
            (doc->tokens[tok].morph & CS_MORPH_FIN) != 0) ||
           cs_norm_is(doc, cs_child(doc, tok, CS_REL_AUX_PASS), "was") ||
           cs_norm_is(doc, cs_child(doc, tok, CS_REL_AUX_PASS), "were");
}

/* What is said of the act as a subject. CS_NONE: nothing. */
static uint32_t said_of_subject(const struct reading *r, uint32_t tok,
                                uint32_t up, const struct cs_pattern *p,
                                enum cs_status_of_act *out)
{
    static const char *const will[] = { "will", NULL };
    const struct cs_doc *doc = r->doc;
    const enum cs_event_type type = r->m->event.type;
    /* "the truce is in force" */
    if (in_force(doc, up)) {
        *out = CS_ONGOING;
        return up;
    }
    /* "Claims that they did were false." */
    if (p != NULL && p->pos == CS_POS_ADJ && p->value == CS_DENIED &&
        r->status == CS_POSSIBLE) {
        *out = CS_DENIED;
        return up;
    }
    /* "The summit will be the first since the war." */
    const uint32_t later = auxiliary(doc, up, will);
    if (later != CS_NONE && cs_is_nominal(doc, tok) &&
        cs_has_child(doc, up, CS_REL_COP) &&
        (friendly(type) || type == CS_PROTEST)) {
        *out = CS_PLANNED;
        return later;
    }
    /* "The fighting continues", "the truce failed". */
    if (p != NULL && p->pos <= CS_POS_ADJ &&
        (p->value == CS_ONGOING ||
         (p->value == CS_DID_NOT_HAPPEN &&
          cs_str_is(doc->tokens[up].lemma, "fail"))) &&
        !cs_has_child(doc, up, CS_REL_OBJ)) {
        *out = (enum cs_status_of_act)p->value;
        return up;
    }
    return CS_NONE;
}

/* Verbs that the lists of words do not do justice to. True: they settle it, and
 * `word` is what speaks, CS_NONE: nothing does. */
static bool settled_by_verb(const struct reading *r, uint32_t tok, uint32_t up,
                            uint32_t over, uint32_t *word,
                            enum cs_status_of_act *out)
{
    const struct cs_doc *doc = r->doc;
    const enum cs_event_type type = r->m->event.type;
    const uint8_t rel = doc->tokens[tok].deprel;
    const struct cs_str verb = doc->tokens[up].lemma;
    *word = up;
    if (promise_of_harm(doc, up, type) &&
        (rel == CS_REL_CCOMP || rel == CS_REL_XCOMP || rel == CS_REL_ACL)) {
        *out = CS_THREATENED;
        return true;
    }
    /* "stopped firing", "suspended their strike": there was some; "never
     * stopped": there is. */
    if (ends(doc, tok, up)) {
        *out = CS_ONGOING;
        *word = negation(r, up) != CS_NONE ? up : CS_NONE;
        return true;
    }
    /* "wants India to extradite" is no plan of its own, "insists that they
     * met" no wish. */
    if (cs_str_is(verb, "want") &&
        (cs_has_child(doc, up, CS_REL_OBJ) || rel == CS_REL_CCOMP)) {
        *out = CS_REQUESTED;
        return true;
    }
    /* "tried to storm it but were driven back" */
    if (rel == CS_REL_XCOMP &&
        (cs_str_is(verb, "try") || cs_str_is(verb, "attempt"))) {
        const uint32_t now = progressive(doc, up);
        *out = now != CS_NONE ? CS_ONGOING : CS_DID_NOT_HAPPEN;
        if (now != CS_NONE)
            *word = now;
        else if ((doc->tokens[up].morph & CS_MORPH_PAST) == 0 ||
                 !has_but(doc, up))
            *word = CS_NONE;
        return true;
    }
    if (hearsay(doc, tok, up)) {
        *out = CS_POSSIBLE;
        return true;
    }
    *word = CS_NONE;
    /* "rejected the call": called they had. */
    if ((rel == CS_REL_OBJ || rel == CS_REL_NSUBJ_PASS) &&
        (speech(type) || type == CS_AGREE) && type != CS_PROTEST &&
        is_refusal(r, up))
        return true;
    /* "went back on its promise": given it was. */
    if (cs_is_nominal(doc, tok) && type == CS_AGREE && over != CS_NONE &&
        r->makings[over].event.type == CS_REJECT)
        return true;
    return cs_str_is(verb, "insist") && rel == CS_REL_CCOMP &&
           told_as_done(doc, tok);
}

/* What another act makes of the one that it governs. */
static bool governed_by_act(const struct reading *r, uint32_t tok,
                            enum cs_event_type over, bool loose,
                            enum cs_status_of_act *out)
{
    const struct cs_doc *doc = r->doc;
    const uint8_t rel = doc->tokens[tok].deprel;
    /* A warning about talks makes no threat of them. */
    if (over == CS_THREATEN && friendly(r->m->event.type))
        return false;
    if (!loose && from_type(over, rel, out))
        return true;
    *out = CS_REQUESTED;
    return over == CS_REQUEST &&
           (rel == CS_REL_OBL ||
            (rel == CS_REL_ADVCL && infinitive(doc, tok) != CS_NONE));
}

/* What the governing word at `up` makes of `tok`. CS_NONE: nothing. */
static uint32_t governor(const struct reading *r, uint32_t tok, uint32_t up,
                         enum cs_status_of_act *out)
{
    struct cs_match m;
    const struct cs_doc *doc = r->doc;
    const uint8_t rel = doc->tokens[tok].deprel;
    const struct cs_pattern *p =
        cs_match_kind(r->lex, doc, CS_PATTERN_STATUS, up, &m);
    if (rel == CS_REL_NSUBJ)
        return said_of_subject(r, tok, up, p, out);
    if (!governs(doc, tok))
        return CS_NONE;
    const uint32_t over = cs_making_at(r->makings, r->n, up);
    uint32_t word;
    if (settled_by_verb(r, tok, up, over, &word, out))
        return word;
    const uint32_t noun = noun_of_infinitive(doc, tok);
    if (noun != CS_NONE && status_word(r, noun, out, false) != CS_NONE)
        return noun;
    const uint32_t mark = cs_child(doc, tok, CS_REL_MARK);
    const bool to_do =
        rel == CS_REL_ADVCL && p != NULL &&
        ((infinitive(doc, tok) != CS_NONE &&
          (p->value == CS_REQUESTED || p->value == CS_THREATENED)) ||
         (p->value == CS_DID_NOT_HAPPEN && cs_norm_is(doc, mark, "from")));
    const bool loose = (rel == CS_REL_OBL || rel == CS_REL_ADVCL) && !to_do;
    if (status_word(r, up, out, loose) != CS_NONE) {
        /* "had planned to march, but rain kept them at home" */
        if (*out == CS_PLANNED && cs_norm_is(doc, perfect(doc, up), "had") &&
            has_but(doc, up))
            *out = CS_DID_NOT_HAPPEN;
        return up;
    }
    return over != CS_NONE &&
                   governed_by_act(r, tok, r->makings[over].event.type, loose,
                                   out)
               ? up
               : CS_NONE;
}

/* "accused him of having abducted two men" */
static uint32_t accuser(const struct reading *r, uint32_t tok)
{
    const struct cs_doc *doc = r->doc;
    if (!cs_norm_is(doc, cs_child(doc, tok, CS_REL_MARK), "of"))
        return CS_NONE;
    const uint32_t up = doc->tokens[tok].head;
    const uint32_t over = up == CS_NONE ? CS_NONE : doc->tokens[up].head;
    for (uint32_t i = 0; i < r->n; i++) {
        const uint32_t t = r->makings[i].trigger.tok;
        if (r->makings[i].event.type == CS_ACCUSE &&
            (t == up || (t == over && doc->tokens[up].deprel == CS_REL_OBJ)))
            return t;
    }
    return CS_NONE;
}

/* A coordinated clause that stands for itself: with a subject or an auxiliary
 * of its own, after "but", or in another tense. */
static bool own_clause(const struct cs_doc *doc, uint32_t tok)
{
    const struct cs_token *t = &doc->tokens[tok];
    const struct cs_token *up = &doc->tokens[t->head];
    const uint32_t cc = cs_child(doc, tok, CS_REL_CC);
    if (cs_norm_is(doc, cc, "but"))
        return true;
    if (t->upos != CS_VERB)
        return false;
    if (cs_has_child(doc, tok, CS_REL_NSUBJ) ||
        cs_has_child(doc, tok, CS_REL_NSUBJ_PASS) ||
        cs_has_child(doc, tok, CS_REL_AUXILIARY))
        return true;
    /* "of having promised asylum and deported them" is one clause. */
    return (t->morph & CS_MORPH_PAST) != 0 && (t->morph & CS_MORPH_FIN) != 0 &&
           up->upos == CS_VERB && (up->morph & CS_MORPH_PAST) == 0 &&
           !having(doc, t->head);
}

/* Only a word that lends itself to the act is climbed to: nouns to the verb or
 * noun that governs them, infinitives to their verb, participles to the clause
 * they belong to. A noun under another act ("condemned the killing") stands
 * for itself, and so does a finite clause. */
static bool climbs(const struct reading *r, uint32_t tok, bool noun)
{
    static const char *const owning[] = { "claim", "admit", "confess", NULL };
    static const char *const bringing[] = {
        "secure",    "win",    "achieve",   "reach",   "bring",    "ensure",
        "obtain",    "get",    "negotiate", "broker",  "arrange",  "organise",
        "organize",  "hold",   "stage",     "conduct", "launch",   "mount",
        "make",      "give",   "carry",     "begin",   "start",    "open",
        "resume",    "impose", "form",      "take",    "agree",    "seek",
        "see",       "allow",  "permit",    "order",   "call",     "have",
        "undertake", "do",     "commit",    "pay",     "grant",    "provide",
        "offer",     "accept", "lift",      "declare", "announce", "sign",
        "lead",      "end",    "complete",  "finish",  "continue", NULL
    };
    static const char *const happening[] = { "take",  "happen", "occur",
                                             "begin", "start",  "resume",
                                             "go",    "come",   "break",
                                             NULL };
    const struct cs_doc *doc = r->doc;
    const struct cs_token *t = &doc->tokens[tok];
    if (ends(doc, tok, t->head))
        return false;
    if (t->deprel == CS_REL_XCOMP)
        return true;
    if (noun && t->deprel == CS_REL_NSUBJ)
        return cs_str_in(doc->tokens[t->head].lemma, happening);
    if (noun && governs(doc, tok) && t->deprel != CS_REL_OBL &&
        t->deprel != CS_REL_ADVCL) {
        if (cs_str_in(doc->tokens[t->head].lemma, owning))
            return false;
        if (r->m->trigger.support == t->head || !cs_is_verb(doc, t->head))
            return true;
        return !(cs_making_at(r->makings, r->n, t->head) != CS_NONE) &&
               cs_str_in(doc->tokens[t->head].lemma, bringing);
    }
    if (t->deprel == CS_REL_ADVCL && (t->morph & CS_MORPH_PAST) == 0 &&
        (t->morph & (CS_MORPH_GER | CS_MORPH_PART)) != 0) {
        const uint32_t mark = cs_child(doc, tok, CS_REL_MARK);
        return mark == CS_NONE || cs_norm_is(doc, mark, "by");
    }
    return t->deprel == CS_REL_ACL && ((t->morph & CS_MORPH_INF) != 0 ||
                                       cs_has_child(doc, tok, CS_REL_MARK));
}

/* --- the clause as a whole ------------------------------------------------ */

/* "is being held", "are being trained": a passive that goes on. */
static uint32_t being(const struct cs_doc *doc, uint32_t tok)
{
    static const char *const now[] = { "is", "are", "'s", "'re", NULL };
    uint32_t found = CS_NONE, present = CS_NONE;
    CS_EACH_CHILD(doc, tok, c) {
        const uint8_t rel = doc->tokens[c].deprel;
        if (rel != CS_REL_AUXILIARY && rel != CS_REL_AUX_PASS)
            continue;
        found = cs_norm_is(doc, c, "being") ? c : found;
        present = cs_str_in(doc->tokens[c].norm, now) ? c : present;
    }
    return found != CS_NONE && present != CS_NONE ? found : CS_NONE;
}

/* "second", "twelfth", "hundredth", "21st"; not "first": nothing lasts yet. */
static bool is_ordinal(struct cs_str norm)
{
    static const char *const odd[] = { "second", "third", "2nd", "3rd", NULL };
    return cs_str_in(norm, odd) ||
           (norm.n > 2 && norm.p[0] >= '0' && norm.p[0] <= '9' &&
            norm.p[norm.n - 1] >= 'a') ||
           (norm.n > 4 && norm.p[norm.n - 2] == 't' &&
            norm.p[norm.n - 1] == 'h' && !cs_str_is(norm, "north") &&
            !cs_str_is(norm, "south"));
}

/* "now in its second winter", "on strike for the fourth week", "talks are in
 * their ninth day", "has been on strike since May": a state that has lasted. */
static uint32_t its_nth(const struct cs_doc *doc, uint32_t tok)
{
    static const char *const spans[] = { "day",    "week", "month", "year",
                                         "winter", "hour", "night", NULL };
    if (!cs_is_nominal(doc, tok))
        return CS_NONE;
    const uint32_t have = perfect(doc, tok);
    if (cs_has_child(doc, tok, CS_REL_COP) && have != CS_NONE &&
        !cs_norm_is(doc, have, "had") &&
        cs_prep_child(doc, tok, CS_STR("since"), CS_NONE) != CS_NONE)
        return have;
    uint32_t from[2] = { tok, CS_NONE };
    if (doc->tokens[tok].deprel == CS_REL_NSUBJ)
        from[1] = doc->tokens[tok].head;
    for (int k = 0; k < 2 && from[k] != CS_NONE; k++) {
        uint32_t c = k == 1 ? from[k] : doc->tokens[tok].first_child;
        while (c != CS_NONE) {
            const uint32_t nth = cs_child(doc, c, CS_REL_AMOD);
            if (cs_str_in(doc->tokens[c].lemma, spans) && nth != CS_NONE &&
                is_ordinal(doc->tokens[nth].norm))
                return c;
            if (k == 1 && c == from[k])
                c = doc->tokens[c].first_child;
            else
                c = doc->tokens[c].next_sibling;
        }
    }
    return CS_NONE;
}

/* A question asks whether it happened; what it takes as known ("the port that
 * they shelled", "why did they shell it?") it does not ask. */
static uint32_t question(const struct cs_doc *doc, uint32_t tok)
{
    static const char *const known[] = { "why", "when", "how", "where", NULL };
    const struct cs_sentence *s = &doc->sentences[doc->tokens[tok].sentence];
    CS_EACH_CHILD(doc, tok, c) {
        if (cs_str_in(doc->tokens[c].norm, known))
            return CS_NONE;
    }
    for (uint32_t t = tok; t != CS_NONE; t = doc->tokens[t].head) {
        const uint8_t rel = doc->tokens[t].deprel;
        if (rel == CS_REL_ACL || rel == CS_REL_ACL_RELCL || rel == CS_REL_ADVCL)
            return CS_NONE;
    }
    for (uint32_t i = s->tok_e; i-- > s->tok_b && i + 3 > s->tok_e;) {
        if (cs_norm_is(doc, i, "?"))
            return i;
    }
    return CS_NONE;
}

/* A condition put to somebody: "if…", "unless…", "Free them or…". */
static uint32_t put_condition(const struct cs_doc *doc, uint32_t tok)
{
    if (tok == CS_NONE)
        return CS_NONE;
    CS_EACH_CHILD(doc, tok, c) {
        const uint32_t mark = doc->tokens[c].deprel == CS_REL_ADVCL
                                  ? condition_mark(doc, c)
                                  : CS_NONE;
        if (mark != CS_NONE)
            return mark;
    }
    const uint32_t up = doc->tokens[tok].head;
    const uint32_t cc = cs_child(doc, tok, CS_REL_CC);
    if (up == CS_NONE || doc->tokens[tok].deprel != CS_REL_CONJ)
        return CS_NONE;
    const bool order = (doc->tokens[up].morph & CS_MORPH_IMP) != 0;
    if ((cs_norm_is(doc, cc, "or") && cs_has_child(doc, tok, CS_REL_NSUBJ)) ||
        (cs_norm_is(doc, cc, "and") && order))
        return cc;
    return CS_NONE;
}

/* "Pay up or we shut the strait." */
static bool or_else(const struct cs_doc *doc, uint32_t tok)
{
    const uint32_t up = doc->tokens[tok].head;
    return up != CS_NONE && doc->tokens[tok].deprel == CS_REL_CONJ &&
           cs_norm_is(doc, cs_child(doc, tok, CS_REL_CC), "or") &&
           (doc->tokens[up].morph & CS_MORPH_IMP) != 0;
}

/* What is above `tok`. The tree often hangs the second of two infinitives on
 * what the first one governs ("to stop arresting poets and to lift the ban");
 * it belongs to the first. */
static uint32_t coordinated(const struct cs_doc *doc, uint32_t tok)
{
    const uint32_t up = doc->tokens[tok].head;
    if (up == CS_NONE || doc->tokens[tok].deprel != CS_REL_CONJ ||
        infinitive(doc, tok) == CS_NONE || infinitive(doc, up) != CS_NONE)
        return up;
    for (uint32_t t = doc->tokens[up].head; t != CS_NONE;
         t = doc->tokens[t].head) {
        if (infinitive(doc, t) != CS_NONE)
            return t;
    }
    return up;
}

static void read_whole(struct reading *r, uint32_t tok)
{
    const struct cs_doc *doc = r->doc;
    uint32_t word;
    if ((r->status == CS_PLANNED || or_else(doc, tok)) &&
        (hostile(r->m->event.type) || r->m->event.type == CS_PROTEST) &&
        ((word = put_condition(doc, tok)) != CS_NONE ||
         (doc->tokens[tok].deprel == CS_REL_CONJ &&
          (word = put_condition(doc, doc->tokens[tok].head)) != CS_NONE)))
        take(r, CS_THREATENED, word);
    if ((r->status == CS_HAPPENED || r->status == CS_PLANNED) &&
        (word = question(doc, tok)) != CS_NONE) {
        take(r, CS_POSSIBLE, word);
        return;
    }
    if (r->status != CS_HAPPENED)
        return;
    word = progressive(doc, tok);
    if (word == CS_NONE)
        word = being(doc, tok);
    if (word == CS_NONE)
        word = its_nth(doc, tok);
    if (word != CS_NONE)
        take(r, CS_ONGOING, word);
}

enum casus_status cs_act_status(const struct cs_lexicon *lex,
                                struct cs_doc *doc, struct cs_making *m,
                                const struct cs_making *makings, uint32_t n)
{
    struct reading r = { lex,     doc,         m,           makings,
                         n,       CS_HAPPENED, CS_HAPPENED, false,
                         CS_NONE, false,       false };
    if (m->trigger.frame->has_status)
        r.status = m->trigger.frame->status;
    uint32_t tok = m->trigger.tok;
    bool noun = m->trigger.pattern->pos == CS_POS_NOUN;
    /* A frame with a status of its own has its "not" in itself. */
    bool skip_beside =
        m->trigger.frame
            ->has_status; /* what stands beside `tok` is not said of the act */
    for (int i = 0; i < MAX_CLIMB; i++) {
        enum cs_status_of_act status = CS_HAPPENED;
        if (!skip_beside)
            read_beside(&r, tok);
        skip_beside = false;
        const uint32_t up = coordinated(doc, tok);
        if (up == CS_NONE)
            break;
        uint32_t word = governor(&r, tok, up, &status);
        if (word == CS_NONE && (word = accuser(&r, tok)) != CS_NONE)
            status = CS_POSSIBLE;
        r.again = doc->tokens[tok].deprel == CS_REL_CONJ;
        if (word != CS_NONE && ends(doc, tok, up)) {
            take(&r, status, word);
            break; /* its "never" has had its say */
        }
        if (word != CS_NONE) {
            m->negated = false;
            /* "demanded that it drop its plan to attack": still a plan. */
            if (!(r.by_noun && r.status == CS_PLANNED &&
                  status == CS_REQUESTED))
                take(&r, combined(status, r.status), word);
        }
        if (word == CS_NONE && r.status == CS_HAPPENED && purpose(doc, tok) &&
            !speech(m->event.type))
            take(&r, CS_PLANNED, tok);
        if (doc->tokens[tok].deprel == CS_REL_CONJ) {
            skip_beside = own_clause(doc, tok);
            if (skip_beside &&
                cs_norm_is(doc, cs_child(doc, tok, CS_REL_CC), "but"))
                break;
        } else if (word != up && !climbs(&r, tok, noun)) {
            break;
        }
        r.from = tok;
        tok = up;
        noun = doc->tokens[tok].upos == CS_NOUN;
    }
    read_whole(&r, m->trigger.tok);
    m->event.status = r.status;
    return r.full ? CASUS_ENOMEM : CASUS_OK;
}
