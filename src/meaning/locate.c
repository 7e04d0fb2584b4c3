#include "meaning/locate.h"

#include "meaning/tree.h"

static const char *const locative[] = {
    "in",     "at",     "near",       "outside", "inside", "on",
    "around", "across", "throughout", "off",     "along",  "within",
    "over",   "above",  "between",    "through", "beside", "behind"
};

/* Where the places stand: place index by token, CS_NONE elsewhere. */
struct placed {
    const struct cs_doc *doc;
    const uint32_t *by_token;
};

static bool is_locative(const struct cs_doc *doc, uint32_t noun)
{
    const uint32_t prep = cs_preposition(doc, noun);
    for (size_t i = 0;
         prep != CS_NONE && i < sizeof locative / sizeof *locative; i++) {
        if (cs_str_is(doc->tokens[prep].norm, locative[i]))
            return true;
    }
    return false;
}

/* Does the way from `tok` up to `top` stay within one phrase: no clause, and
 * nobody's nationality or possession of a person? */
static bool within_phrase(const struct cs_doc *doc, uint32_t tok, uint32_t top)
{
    for (uint32_t t = tok; t != top; t = doc->tokens[t].head) {
        if (t == CS_NONE)
            return false;
        switch (doc->tokens[t].deprel) {
        case CS_REL_ACL_RELCL:
        case CS_REL_ADVCL:
        case CS_REL_CCOMP:
        case CS_REL_PARATAXIS:
        case CS_REL_ACL:
        case CS_REL_ADVCL_RELCL:
            return false;
        default:
            break;
        }
    }
    return true;
}

/* "US personnel", "the Iraq inquiry": whose, not where. */
static bool mere_nationality(const struct placed *w, uint32_t tok, uint32_t p)
{
    const uint8_t rel = w->doc->tokens[tok].deprel;
    return w->doc->places[p].precision == CS_PLACE_COUNTRY &&
           (rel == CS_REL_COMPOUND || rel == CS_REL_AMOD);
}

/* The most exact place in the phrase under `top`; of equals the first. */
static uint32_t place_under(const struct placed *w, uint32_t top)
{
    const struct cs_token *t = &w->doc->tokens[top];
    uint32_t best = CS_NONE;
    for (uint32_t i = t->sub_b; i < t->sub_e; i++) {
        const uint32_t p = w->by_token[i];
        if (p == CS_NONE || !within_phrase(w->doc, i, top) ||
            mere_nationality(w, i, p))
            continue;
        if (best == CS_NONE ||
            w->doc->places[p].precision < w->doc->places[best].precision)
            best = p;
    }
    return best;
}

/* L1: a locative phrase right under `head`. */
static uint32_t locative_child(const struct placed *w, uint32_t head)
{
    uint32_t best = CS_NONE;
    CS_EACH_CHILD(w->doc, head, c) {
        const uint8_t rel = w->doc->tokens[c].deprel;
        if ((rel != CS_REL_OBL && rel != CS_REL_NMOD) ||
            !is_locative(w->doc, c))
            continue;
        const uint32_t p = place_under(w, c);
        if (p != CS_NONE &&
            (best == CS_NONE ||
             w->doc->places[p].precision < w->doc->places[best].precision))
            best = p;
    }
    return best;
}

/* Acts that happen where their recipient is. */
static bool happens_there(enum cs_event_type type)
{
    return type == CS_ASSAULT || type == CS_MOBILIZE || type == CS_PROTEST ||
           type == CS_COERCE || type == CS_RETREAT || type == CS_AID;
}

/* L2: what is hit is a place, stands in one, or is one's own. */
static uint32_t of_recipient(const struct placed *w, const struct cs_event *e)
{
    for (uint32_t i = 0; i < e->n_recipients; i++) {
        const uint32_t tok = e->recipients[i].tok;
        if (tok == CS_NONE || w->doc->tokens[tok].sentence != e->sentence)
            continue;
        uint32_t p = w->by_token[tok];
        if (p == CS_NONE)
            p = locative_child(w, tok);
        const uint32_t k = w->doc->tokens[tok].mention;
        const bool person =
            k != CS_NONE && w->doc->mentions[k].kind <= CS_MENTION_ARMED_GROUP;
        /* A pronoun stands for what was named. */
        if (p == CS_NONE && k != CS_NONE && w->doc->mentions[k].head != tok)
            p = locative_child(w, w->doc->mentions[k].head);
        const uint32_t named = e->recipients[i].mention;
        if (p == CS_NONE && named != CS_NONE &&
            w->doc->mentions[named].head != tok)
            p = locative_child(w, w->doc->mentions[named].head);
        /* "the town of Sarwan", "Iraq's airbase", but not "the president of
         * Kenya" or "Iraqi soldiers". */
        if (p == CS_NONE && !person)
            p = place_under(w, tok);
        if (p != CS_NONE)
            return p;
    }
    return CS_NONE;
}

/* L3: a visit is where one goes. */
static uint32_t of_visit(const struct placed *w, const struct cs_event *e)
{
    if (e->type != CS_CONSULT)
        return CS_NONE;
    const uint32_t to = cs_prep_child(w->doc, e->tok, CS_STR("to"), CS_NONE);
    return to == CS_NONE ? CS_NONE : place_under(w, to);
}

/* Has the verb no subject of its own ("… and fled", "to seize", "seizing")? */
static bool without_subject(const struct cs_doc *doc, uint32_t verb)
{
    return cs_child(doc, verb, CS_REL_NSUBJ) == CS_NONE &&
           cs_child(doc, verb, CS_REL_NSUBJ_PASS) == CS_NONE &&
           cs_child(doc, verb, CS_REL_EXPL) == CS_NONE;
}

/* L4: what the act is for or consists in: "an operation to retake Sarwan",
 * "barred them from entering the camp near Sarwan". */
static uint32_t of_purpose(const struct placed *w, uint32_t tok, int depth)
{
    CS_EACH_CHILD(w->doc, tok, c) {
        const uint8_t rel = w->doc->tokens[c].deprel;
        if ((rel != CS_REL_XCOMP && rel != CS_REL_ADVCL && rel != CS_REL_ACL) ||
            !without_subject(w->doc, c))
            continue;
        uint32_t p = locative_child(w, c);
        const uint32_t obj = cs_child(w->doc, c, CS_REL_OBJ);
        if (p == CS_NONE && obj != CS_NONE)
            p = w->by_token[obj] != CS_NONE ? w->by_token[obj]
                                            : locative_child(w, obj);
        if (p == CS_NONE && obj != CS_NONE &&
            w->doc->tokens[obj].mention == CS_NONE)
            p = place_under(w, obj);
        if (p == CS_NONE && depth > 0)
            p = of_purpose(w, c, depth - 1);
        if (p != CS_NONE)
            return p;
    }
    return CS_NONE;
}

/* L5: "the attack in Sarwan was an air strike". */
static uint32_t of_subject(const struct placed *w, uint32_t tok)
{
    if (!cs_has_child(w->doc, tok, CS_REL_COP))
        return CS_NONE;
    const uint32_t subj = cs_child(w->doc, tok, CS_REL_NSUBJ);
    return subj == CS_NONE ? CS_NONE : locative_child(w, subj);
}

/* L6: "taken to a camp in Sarwan, where he was questioned". */
static uint32_t of_where(const struct placed *w, uint32_t verb)
{
    if (w->doc->tokens[verb].deprel != CS_REL_ACL_RELCL)
        return CS_NONE;
    CS_EACH_CHILD(w->doc, verb, c) {
        if (cs_str_is(w->doc->tokens[c].norm, "where")) {
            const uint32_t up = w->doc->tokens[verb].head;
            return w->by_token[up] != CS_NONE ? w->by_token[up]
                                              : place_under(w, up);
        }
    }
    return CS_NONE;
}

/* Where a verb of going takes one: "travelled to Sarwan to meet". */
static uint32_t of_way(const struct placed *w, uint32_t verb)
{
    static const char *const going[] = { "go",    "travel", "come",   "fly",
                                         "move",  "walk",   "return", "drive",
                                         "march", "head",   "deploy", "arrive",
                                         "enter", "visit" };
    const struct cs_token *t = &w->doc->tokens[verb];
    for (size_t i = 0; i < sizeof going / sizeof *going; i++) {
        if (!cs_str_is(t->lemma, going[i]))
            continue;
        uint32_t to = cs_prep_child(w->doc, verb, CS_STR("to"), CS_NONE);
        if (to == CS_NONE)
            to = cs_prep_child(w->doc, verb, CS_STR("into"), CS_NONE);
        if (to == CS_NONE)
            to = cs_child(w->doc, verb, CS_REL_OBJ);
        return to == CS_NONE ? CS_NONE : place_under(w, to);
    }
    return CS_NONE;
}

/* L7: the clause that governs a noun or an infinitive. */
static uint32_t of_governor(const struct placed *w, uint32_t tok)
{
    const struct cs_token *tokens = w->doc->tokens;
    for (int steps = 0; steps < 3; steps++) {
        const uint8_t rel = tokens[tok].deprel;
        const uint32_t up = tokens[tok].head;
        uint32_t p = of_where(w, tok);
        if (p != CS_NONE)
            return p;
        /* A clause with a subject of its own stands by itself. */
        const bool shared = (rel == CS_REL_CONJ || rel == CS_REL_ADVCL) &&
                            cs_is_verb(w->doc, tok) &&
                            without_subject(w->doc, tok);
        if (up == CS_NONE || rel == CS_REL_CCOMP || rel == CS_REL_PARATAXIS ||
            rel == CS_REL_ACL_RELCL ||
            ((rel == CS_REL_ADVCL || rel == CS_REL_CONJ) && !shared))
            return CS_NONE;
        p = locative_child(w, up);
        if (p == CS_NONE &&
            (rel == CS_REL_CONJ || rel == CS_REL_ADVCL || rel == CS_REL_XCOMP))
            p = of_way(w, up);
        if (p != CS_NONE)
            return p;
        tok = up;
    }
    return CS_NONE;
}

static uint32_t locate(const struct placed *w, const struct cs_event *e,
                       const char **why)
{
    *why = "place of its own phrase";
    uint32_t p = locative_child(w, e->tok);
    if (p == CS_NONE && happens_there(e->type)) {
        *why = "what it was done to";
        p = of_recipient(w, e);
    }
    if (p == CS_NONE) {
        *why = "the place visited";
        p = of_visit(w, e);
    }
    if (p == CS_NONE && happens_there(e->type)) {
        *why = "what it is for";
        p = of_purpose(w, e->tok, 1);
        /* "began their advance to retake Sarwan": the verb may have it. */
        if (p == CS_NONE && w->doc->tokens[e->tok].deprel == CS_REL_OBJ &&
            w->doc->tokens[e->tok].head != CS_NONE)
            p = of_purpose(w, w->doc->tokens[e->tok].head, 0);
    }
    if (p == CS_NONE) {
        *why = "what it is said of";
        p = of_subject(w, e->tok);
    }
    if (p == CS_NONE) {
        *why = "place of the clause above";
        p = of_governor(w, e->tok);
    }
    return p;
}

enum casus_status cs_places_attach(struct cs_doc *doc, struct casus_error *err)
{
    uint32_t *by_token =
        cs_arena_alloc(doc->arena, (doc->n_tokens + 1) * sizeof *by_token);
    if (by_token == NULL)
        return cs_fail(err, CASUS_ENOMEM, 0,
                       "report too large for the memory cap");
    for (uint32_t i = 0; i < doc->n_tokens; i++)
        by_token[i] = CS_NONE;
    for (uint32_t i = 0; i < doc->n_places; i++) {
        const struct cs_place *p = &doc->places[i];
        for (uint32_t k = p->tok_b; k < p->tok_e && k < doc->n_tokens; k++)
            by_token[k] = i;
    }
    const struct placed w = { doc, by_token };
    for (uint32_t i = 0; i < doc->n_events; i++) {
        struct cs_event *e = &doc->events[i];
        const char *why;
        e->place = locate(&w, e, &why);
        if (e->place == CS_NONE)
            continue;
        struct cs_reason *r = cs_arena_push(doc->arena, &e->why, &e->n_why,
                                            &e->cap_why, sizeof *r);
        if (r == NULL)
            return cs_fail(err, CASUS_ENOMEM, 0,
                           "report too large for the memory cap");
        *r = (struct cs_reason){ CS_FIELD_WHERE, cs_str_of(why),
                                 doc->places[e->place].span };
    }
    doc->layers |= CS_LAYER_WHERE;
    return CASUS_OK;
}
