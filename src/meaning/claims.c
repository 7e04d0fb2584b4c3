/* claims.c - who did it, told after the deed.
 *
 * "A bomb went off in the market. The ministry blamed the Red Column." "The
 * Front took credit for the action.": where an attack names nobody, those who
 * are blamed for it or claim it in one of the two sentences after are its
 * actors, with the accuser or claimant as source. A sentence that tells of
 * another attack speaks of that one. */
#include "meaning/events.h"
#include "meaning/mentions.h"
#include "meaning/parties.h"
#include "meaning/tree.h"

enum { REACH = 2 };

/* "claimed responsibility for the attack": the attack claimed. */
static bool is_claimed(const struct cs_event *e)
{
    if (e->n_sources == 0)
        return false;
    const struct cs_source *last = &e->sources[e->n_sources - 1];
    return last->stance == CS_STANCE_CLAIMS && last->party.tok != CS_NONE &&
           cs_event_has(e, true, last->party.tok);
}

/* Does the sentence tell of an attack of its own, later than event i? */
static bool tells_another(const struct cs_doc *doc, uint32_t i,
                          uint32_t sentence)
{
    for (uint32_t k = i + 1; k < doc->n_events; k++) {
        const struct cs_event *e = &doc->events[k];
        if (e->sentence > sentence)
            return false;
        if (e->sentence == sentence && e->type == CS_ASSAULT && !is_claimed(e))
            return true;
    }
    return false;
}

static bool push_actor(struct cs_doc *doc, struct cs_event *e,
                       const struct cs_party *party, const char *rule)
{
    struct cs_party actor = *party;
    actor.rule = cs_str_of(rule);
    return cs_event_add(doc, e, true, actor);
}

static bool push_source(struct cs_doc *doc, struct cs_event *e,
                        const struct cs_party *party, enum cs_stance stance,
                        struct cs_span cue)
{
    struct cs_source *slot = cs_arena_push(
        doc->arena, &e->sources, &e->n_sources, &e->cap_sources, sizeof *slot);
    if (slot == NULL)
        return false;
    *slot = (struct cs_source){ .party = *party, .stance = stance, .cue = cue };
    return true;
}

/* --- blamed -------------------------------------------------------------- */

static bool lays_blame(const struct cs_doc *doc, const struct cs_event *e)
{
    static const char *const verbs[] = { "blame",     "suspect", "attribute",
                                         "ascribe",   "accuse",  "hold",
                                         "implicate", NULL };
    return e->type == CS_ACCUSE &&
           cs_str_in(doc->tokens[e->tok].lemma, verbs) &&
           (e->status == CS_HAPPENED || e->status == CS_ONGOING);
}

/* May one have done it with arms? Not a thing, nor a government that is blamed
 * for not stopping it. */
static bool may_have_done(const struct cs_doc *doc, const struct cs_party *p)
{
    static const char *const sectors[] = { "REB", "PRM", "UAF", "CRM",
                                           "MIL", "COP", NULL };
    return p->mention != CS_NONE &&
           doc->mentions[p->mention].kind < CS_MENTION_PLACE &&
           cs_str_in(cs_str_of(p->code.sector), sectors);
}

/* "attributed the incident to the Mai-Mai" */
static struct cs_party charged_with(const struct cs_doc *doc,
                                    const struct cs_event *e)
{
    struct cs_party none = { .tok = CS_NONE, .mention = CS_NONE };
    if (!cs_str_is(doc->tokens[e->tok].lemma, "attribute") &&
        !cs_str_is(doc->tokens[e->tok].lemma, "ascribe"))
        return none;
    const uint32_t to = cs_prep_child(doc, e->tok, CS_STR("to"), CS_NONE);
    return to == CS_NONE ? none : cs_party_of(doc, to);
}

static bool take_blamed(struct cs_doc *doc, struct cs_event *e,
                        const struct cs_event *blame)
{
    const struct cs_party to = charged_with(doc, blame);
    bool room = true;
    if (to.tok != CS_NONE && may_have_done(doc, &to))
        room = push_actor(doc, e, &to, "who is blamed for it just after");
    for (uint32_t i = 0; i < blame->n_recipients && room; i++) {
        if (may_have_done(doc, &blame->recipients[i]))
            room = push_actor(doc, e, &blame->recipients[i],
                              "who is blamed for it just after");
    }
    for (uint32_t i = 0; i < blame->n_actors && room && e->n_actors > 0; i++)
        room = push_source(doc, e, &blame->actors[i], CS_STANCE_ACCUSES,
                           blame->trigger);
    return room;
}

/* --- claimed ------------------------------------------------------------- */

/* Who claims responsibility or takes credit in the sentence, the verb in *verb;
 * CS_NONE: nobody does. */
static uint32_t claimant_in(const struct cs_doc *doc, uint32_t sentence,
                            uint32_t *verb)
{
    static const char *const nouns[] = { "responsibility", "credit", NULL };
    static const char *const verbs[] = { "claim", "take", "accept", "assume",
                                         "admit", "own",  NULL };
    const struct cs_sentence *s = &doc->sentences[sentence];
    for (uint32_t i = s->tok_b; i < s->tok_e; i++) {
        const struct cs_token *t = &doc->tokens[i];
        if (!cs_str_in(t->lemma, nouns) || t->head == CS_NONE ||
            !cs_is_verb(doc, t->head) ||
            !cs_str_in(doc->tokens[t->head].lemma, verbs) ||
            (t->deprel != CS_REL_OBJ && t->deprel != CS_REL_NSUBJ_PASS))
            continue;
        const uint32_t who = cs_subject(doc, t->head);
        if (who == CS_NONE || cs_is_nobody(doc, who))
            continue;
        *verb = t->head;
        return who;
    }
    return CS_NONE;
}

static bool take_claimed(struct cs_doc *doc, struct cs_event *e,
                         uint32_t sentence)
{
    uint32_t verb;
    const uint32_t who = claimant_in(doc, sentence, &verb);
    if (who == CS_NONE)
        return true;
    const struct cs_party party = cs_party_of(doc, who);
    if (party.mention == CS_NONE ||
        doc->mentions[party.mention].kind >= CS_MENTION_PLACE)
        return true;
    return push_actor(doc, e, &party, "who claims it just after") &&
           push_source(doc, e, &party, CS_STANCE_CLAIMS,
                       doc->tokens[verb].span);
}

/* --- all ----------------------------------------------------------------- */

static bool told_as_done(const struct cs_event *e)
{
    return e->type == CS_ASSAULT && e->n_actors == 0 &&
           (e->status == CS_HAPPENED || e->status == CS_POSSIBLE);
}

enum casus_status cs_claims_follow(struct cs_doc *doc)
{
    bool room = true;
    for (uint32_t i = 0; i < doc->n_events && room; i++) {
        struct cs_event *e = &doc->events[i];
        const uint32_t last = e->sentence + REACH;
        for (uint32_t s = e->sentence + 1;
             told_as_done(e) && s <= last && s < doc->n_sentences && room;
             s++) {
            if (tells_another(doc, i, s))
                break;
            for (uint32_t k = i + 1; k < doc->n_events && room; k++) {
                if (doc->events[k].sentence > s)
                    break;
                if (doc->events[k].sentence == s &&
                    lays_blame(doc, &doc->events[k]) && e->n_actors == 0)
                    room = take_blamed(doc, e, &doc->events[k]);
            }
            if (room && e->n_actors == 0)
                room = take_claimed(doc, e, s);
        }
    }
    return room ? CASUS_OK : CASUS_ENOMEM;
}
