/* merge.c - one act told with its consequence is one event.
 *
 * "A strike killed a leader", "twelve died when gunmen attacked": the strike
 * or attack is the event, the killing gives it its dead, and parties that the
 * act's own words leave open. Frames say of themselves that they yield. */
#include "meaning/events.h"
#include "meaning/mentions.h"
#include "meaning/tree.h"

/* The making whose noun the verb supports: "carried out attacks and killed
 * five". */
static uint32_t making_supported(const struct cs_making *makings, uint32_t n,
                                 uint32_t verb)
{
    for (uint32_t i = 0; i < n; i++) {
        if (makings[i].trigger.support == verb &&
            makings[i].trigger.pattern->pos == CS_POS_NOUN)
            return i;
    }
    return CS_NONE;
}

uint32_t cs_making_at(const struct cs_making *makings, uint32_t n, uint32_t tok)
{
    for (uint32_t i = 0; i < n; i++) {
        if (makings[i].trigger.tok == tok)
            return i;
    }
    return CS_NONE;
}

/* An act in the phrase of one of these prepositions caused the harm. */
static uint32_t cause_phrase(const struct cs_doc *doc,
                             const struct cs_making *makings, uint32_t n,
                             uint32_t tok)
{
    static const char *const prepositions[] = { "in",   "by",    "during",
                                                "from", "after", "following",
                                                "with", "when" };
    for (size_t i = 0; i < sizeof prepositions / sizeof *prepositions; i++) {
        const struct cs_str prep = cs_str_of(prepositions[i]);
        for (uint32_t c = cs_prep_child(doc, tok, prep, CS_NONE); c != CS_NONE;
             c = cs_prep_child(doc, tok, prep, c)) {
            uint32_t k = cs_making_at(makings, n, c);
            if (k == CS_NONE)
                k = cs_making_at(makings, n, cs_content_word(doc, c));
            if (k != CS_NONE)
                return k;
        }
    }
    return CS_NONE;
}

/* "killed nearly 100 people and wounded scores": where the tree makes the
 * second verb an adjective of its own object, the verb of the first. */
static uint32_t verb_of_partner(const struct cs_doc *doc,
                                const struct cs_making *makings, uint32_t n,
                                uint32_t noun)
{
    if (noun == CS_NONE || doc->tokens[noun].deprel != CS_REL_CONJ)
        return CS_NONE;
    const uint32_t partner = doc->tokens[noun].head;
    return doc->tokens[partner].deprel == CS_REL_OBJ
               ? cs_making_at(makings, n, doc->tokens[partner].head)
               : CS_NONE;
}

/* "an attack on a mosque on Friday that killed 13": where a relative clause
 * hangs on a word of the act's own phrase, the act above; "in the fire set off
 * by the blast": what a participle of the phrase names. */
static uint32_t act_above(const struct cs_doc *doc,
                          const struct cs_making *makings, uint32_t n,
                          uint32_t tok)
{
    const uint8_t rel = doc->tokens[tok].deprel;
    if (rel != CS_REL_ACL_RELCL && rel != CS_REL_ACL)
        return CS_NONE;
    uint32_t up = doc->tokens[tok].head;
    for (int i = 0; i < 3 && up != CS_NONE; i++) {
        const uint8_t r = doc->tokens[up].deprel;
        if (r != CS_REL_NMOD && r != CS_REL_OBL && r != CS_REL_CONJ &&
            r != CS_REL_OBL_UNMARKED && r != CS_REL_NMOD_UNMARKED)
            return CS_NONE;
        up = doc->tokens[up].head;
        const uint32_t k =
            up == CS_NONE ? CS_NONE : cs_making_at(makings, n, up);
        if (k != CS_NONE && !cs_is_verb(doc, up))
            return k;
    }
    return CS_NONE;
}

static uint32_t act_in_participle(const struct cs_doc *doc,
                                  const struct cs_making *makings, uint32_t n,
                                  uint32_t tok)
{
    CS_EACH_CHILD(doc, tok, c) {
        if (!cs_is_verb(doc, c))
            continue;
        const uint32_t by = cs_prep_child(doc, c, CS_STR("by"), CS_NONE);
        const uint32_t agent =
            by != CS_NONE ? by : cs_child(doc, c, CS_REL_OBL_AGENT);
        if (agent != CS_NONE && cs_making_at(makings, n, agent) != CS_NONE)
            return cs_making_at(makings, n, agent);
    }
    return CS_NONE;
}

/* The act that a consequence belongs to, CS_NONE: it stands for itself. */
static uint32_t cause_of(const struct cs_doc *doc,
                         const struct cs_making *makings, uint32_t n,
                         uint32_t i)
{
    const uint32_t tok = makings[i].trigger.tok;
    const struct cs_token *t = &doc->tokens[tok];
    uint32_t k = CS_NONE;
    if (cs_is_verb(doc, tok)) {
        const uint32_t s = cs_subject(doc, tok);
        if (s != CS_NONE)
            k = cs_making_at(makings, n, s);
        if (k == CS_NONE && s != CS_NONE)
            k = cs_making_at(makings, n, cs_content_word(doc, s));
    }
    if (k == CS_NONE)
        k = cause_phrase(doc, makings, n, tok);
    if (k == CS_NONE) {
        CS_EACH_CHILD(doc, tok, c) {
            if (doc->tokens[c].deprel == CS_REL_ADVCL && k == CS_NONE)
                k = cs_making_at(makings, n, c);
        }
    }
    if (k == CS_NONE && t->head != CS_NONE &&
        (t->deprel == CS_REL_ADVCL || t->deprel == CS_REL_CONJ ||
         t->deprel == CS_REL_ACL || t->deprel == CS_REL_ACL_RELCL ||
         t->deprel == CS_REL_PARATAXIS || t->deprel == CS_REL_XCOMP))
        k = cs_making_at(makings, n, t->head);
    if (k == CS_NONE && t->head != CS_NONE &&
        (t->deprel == CS_REL_ADVCL || t->deprel == CS_REL_CONJ))
        k = making_supported(makings, n, t->head);
    if (k == CS_NONE && t->deprel == CS_REL_AMOD)
        k = verb_of_partner(doc, makings, n, t->head);
    /* Where the tree has torn them apart, the words still stand together: "a
     * strike killed", "an attack which wounded". */
    if (k == CS_NONE && tok > 0 && cs_is_verb(doc, tok) &&
        doc->tokens[tok - 1].sentence == t->sentence)
        k = cs_making_at(makings, n, tok - 1);
    if (k == CS_NONE && tok > 1 && cs_is_verb(doc, tok) &&
        doc->tokens[tok - 2].sentence == t->sentence &&
        (doc->tokens[tok - 1].morph & CS_MORPH_PRON_REL) != 0)
        k = cs_making_at(makings, n, tok - 2);
    if (k == CS_NONE)
        k = act_above(doc, makings, n, tok);
    if (k == CS_NONE && cs_is_verb(doc, tok))
        k = act_in_participle(doc, makings, n, tok);
    return k == i ? CS_NONE : k;
}

/* Follow merges to the event that stands. Only what stands is joined to, and
 * nothing to itself: there are no circles. */
static uint32_t standing(const struct cs_making *makings, uint32_t i)
{
    while (makings[i].into != CS_NONE)
        i = makings[i].into;
    return i;
}

static void take_count(struct cs_count *to, const struct cs_count *from)
{
    if (!to->given && from->given)
        *to = *from;
}

/* Buildings and vehicles were hit; who was in them suffered, too. */
static bool only_things(const struct cs_doc *doc, const struct cs_event *e)
{
    for (uint32_t i = 0; i < e->n_recipients; i++) {
        const struct cs_party *p = &e->recipients[i];
        if (p->code.sector[0] != '\0' ||
            (p->mention != CS_NONE &&
             doc->mentions[p->mention].kind < CS_MENTION_PLACE))
            return false;
    }
    return true;
}

/* "a bombing near the town killed a soldier": where it was is not whom it
 * hit. */
static bool only_towns(const struct cs_doc *doc, const struct cs_event *e)
{
    for (uint32_t i = 0; i < e->n_recipients; i++) {
        const uint32_t k = e->recipients[i].mention;
        if (k == CS_NONE || doc->mentions[k].kind != CS_MENTION_PLACE)
            return false;
    }
    return e->n_recipients > 0;
}

static bool add_victims(struct cs_doc *doc, struct cs_making *act,
                        const struct cs_event *from)
{
    struct cs_event *to = &act->event;
    if (to->n_recipients == 0)
        act->from_victims = true;
    if (to->n_recipients == 0 || (!act->from_victims && !only_things(doc, to)))
        return true;
    if (only_towns(doc, to) && from->n_recipients > 0)
        to->n_recipients = 0;
    for (uint32_t i = 0; i < from->n_recipients; i++) {
        const struct cs_party *p = &from->recipients[i];
        if (p->mention == CS_NONE || cs_event_has(to, false, p->tok) ||
            doc->mentions[p->mention].kind >= CS_MENTION_PLACE)
            continue;
        if (!cs_event_add(doc, to, false, *p))
            return false;
    }
    return true;
}

static void take_parties(struct cs_event *to, const struct cs_event *from)
{
    if (to->n_recipients == 0) {
        to->recipients = from->recipients;
        to->n_recipients = from->n_recipients;
        to->cap_recipients = from->n_recipients;
    }
    if (to->n_actors == 0) {
        to->actors = from->actors;
        to->n_actors = from->n_actors;
        to->cap_actors = from->n_actors;
    }
}

/* "were killed and three injured when rebels attacked": what joins one of two
 * coordinated consequences joins the other. */
static uint32_t cause_of_partner(const struct cs_doc *doc,
                                 const struct cs_making *makings, uint32_t n,
                                 uint32_t i)
{
    const uint32_t tok = makings[i].trigger.tok;
    for (uint32_t k = 0; k < n; k++) {
        const uint32_t other = makings[k].trigger.tok;
        const bool partners = (doc->tokens[other].deprel == CS_REL_CONJ &&
                               doc->tokens[other].head == tok) ||
                              (doc->tokens[tok].deprel == CS_REL_CONJ &&
                               doc->tokens[tok].head == other);
        if (k != i && partners && makings[k].into != CS_NONE)
            return standing(makings, k);
    }
    return CS_NONE;
}

/* "attended the talks": one meeting, told by the verb and its object. */
static uint32_t verb_of_meeting(const struct cs_doc *doc,
                                const struct cs_making *makings, uint32_t n,
                                uint32_t i)
{
    const uint32_t tok = makings[i].trigger.tok;
    const uint32_t up = doc->tokens[tok].head;
    if (!makings[i].trigger.frame->mutual || cs_is_verb(doc, tok) ||
        doc->tokens[tok].deprel != CS_REL_OBJ || up == CS_NONE)
        return CS_NONE;
    return cs_making_at(makings, n, up);
}

static enum casus_status join(struct cs_doc *doc, struct cs_making *makings,
                              uint32_t i, uint32_t k)
{
    struct cs_making *m = &makings[i];
    m->into = k;
    struct cs_event *act = &makings[k].event;
    /* "the attack on the camp that killed 13": the camp killed nobody. */
    const struct cs_token *t = &doc->tokens[m->trigger.tok];
    if (t->deprel == CS_REL_ACL_RELCL && m->event.n_actors > 0 &&
        m->event.actors[0].tok == t->head)
        m->event.n_actors = 0;
    if (m->event.type == CS_ASSAULT &&
        !add_victims(doc, &makings[k], &m->event))
        return CASUS_ENOMEM;
    take_parties(act, &m->event);
    take_count(&act->killed, &m->event.killed);
    take_count(&act->injured, &m->event.injured);
    const struct cs_str word = doc->tokens[m->trigger.tok].norm;
    return cs_event_why(doc, act, CS_FIELD_TYPE,
                        cs_event_text(doc, "with its consequence \"%.*s\"",
                                      (int)word.n, word.p),
                        doc->tokens[m->trigger.tok].span)
               ? CASUS_OK
               : CASUS_ENOMEM;
}

/* --- promises, refusals and threats -------------------------------------- */

static bool about_a_deed(enum cs_event_type type)
{
    return type == CS_AGREE || type == CS_REJECT || type == CS_THREATEN;
}

/* "offered to free the pilots": they are what is offered, not to whom. */
static bool is_ware(const struct cs_doc *doc, const struct cs_party *p)
{
    const struct cs_mention *m = &doc->mentions[p->mention];
    return m->kind == CS_MENTION_PERSON && !m->is_name &&
           memcmp(p->code.sector, "GOV", 4) != 0;
}

/* The making that tells what is promised, refused or threatened: below the
 * word, and the first there whose recipients are known. */
static uint32_t deed_below(const struct cs_doc *doc,
                           const struct cs_making *makings, uint32_t n,
                           uint32_t word)
{
    CS_EACH_CHILD(doc, word, c) {
        const uint8_t rel = doc->tokens[c].deprel;
        if (rel != CS_REL_XCOMP && rel != CS_REL_CCOMP &&
            !(rel == CS_REL_ADVCL &&
              cs_str_is(doc->tokens[word].lemma, "threaten")))
            continue;
        for (uint32_t i = 0; i < n; i++) {
            const uint32_t tok = makings[i].trigger.tok;
            const bool own = tok == c || doc->tokens[tok].head == c;
            if (own && makings[i].into == CS_NONE &&
                makings[i].event.n_recipients > 0)
                return i;
        }
    }
    return CS_NONE;
}

/* "agreed to provide aid for Romania": the promise is made to whom the deed is
 * done to. */
static bool share_deeds(struct cs_doc *doc, struct cs_making *makings,
                        uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        struct cs_event *e = &makings[i].event;
        const bool open =
            e->n_recipients == 0 ||
            (e->n_recipients == 1 && e->recipients[0].code.country[0] == '\0');
        if (!about_a_deed(e->type) || !open || makings[i].into != CS_NONE)
            continue;
        const uint32_t k = deed_below(doc, makings, n, makings[i].trigger.tok);
        if (k == CS_NONE || k == i)
            continue;
        const struct cs_event *deed = &makings[k].event;
        bool first = true;
        for (uint32_t r = 0; r < deed->n_recipients; r++) {
            const struct cs_party *p = &deed->recipients[r];
            if (p->mention == CS_NONE || cs_event_has(e, true, p->tok) ||
                doc->mentions[p->mention].kind > CS_MENTION_PLACE ||
                is_ware(doc, p))
                continue;
            if (first)
                e->n_recipients = 0;
            first = false;
            struct cs_party party = *p;
            party.rule = CS_STR("to whom the deed is done");
            if (!cs_event_add(doc, e, false, party))
                return false;
        }
    }
    return true;
}

enum casus_status cs_makings_merge(const struct cs_lexicon *lex,
                                   struct cs_doc *doc,
                                   struct cs_making *makings, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        struct cs_making *m = &makings[i];
        uint32_t k = CS_NONE;
        if (m->trigger.frame->yields ||
            cs_counts_of(lex, m) != CS_COUNTS_NOTHING)
            k = cause_of(doc, makings, n, i);
        else if (cs_is_verb(doc, m->trigger.tok) &&
                 cs_subject(doc, m->trigger.tok) != CS_NONE)
            /* What an act of its own kind does ("the raid destroyed…") is
             * that act's consequence, whatever the frame. */
            k = cs_making_at(makings, n, cs_subject(doc, m->trigger.tok));
        if (k == CS_NONE)
            k = verb_of_meeting(doc, makings, n, i);
        if (k == CS_NONE)
            continue;
        k = standing(makings, k);
        if (k == i || makings[k].event.type != m->event.type)
            continue;
        const enum casus_status s = join(doc, makings, i, k);
        if (s != CASUS_OK)
            return s;
    }
    for (uint32_t i = 0; i < n; i++) {
        if (makings[i].into != CS_NONE ||
            cs_counts_of(lex, &makings[i]) == CS_COUNTS_NOTHING)
            continue;
        const uint32_t k = cause_of_partner(doc, makings, n, i);
        if (k == CS_NONE || k == i)
            continue;
        const enum casus_status s = join(doc, makings, i, k);
        if (s != CASUS_OK)
            return s;
    }
    return share_deeds(doc, makings, n) ? CASUS_OK : CASUS_ENOMEM;
}
