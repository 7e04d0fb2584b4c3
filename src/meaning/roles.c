/* roles.c - who fills an event's slots.
 *
 * The first slot of the frame's list that gives somebody wins. Not everything
 * in a slot is a party: a bomb is no actor, a day no recipient; what cannot be
 * one leaves the list empty rather than wrong. */
#include <stdarg.h>
#include <stdio.h>

#include "base/utf8.h"
#include "meaning/events.h"
#include "meaning/mentions.h"
#include "meaning/parties.h"
#include "meaning/tree.h"

bool cs_event_why(struct cs_doc *doc, struct cs_event *event,
                  enum cs_field field, struct cs_str text, struct cs_span span)
{
    struct cs_reason *r = cs_arena_push(doc->arena, &event->why, &event->n_why,
                                        &event->cap_why, sizeof *r);
    if (r == NULL || text.p == NULL)
        return false;
    *r = (struct cs_reason){ field, text, span };
    return true;
}

struct cs_str cs_event_text(struct cs_doc *doc, const char *format, ...)
{
    char text[256];
    va_list args;
    va_start(args, format);
    const int n = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    size_t length = n < 0                     ? 0
                    : (size_t)n < sizeof text ? (size_t)n
                                              : sizeof text - 1;
    /* Cut short: not in the middle of a character. */
    if (n >= (int)sizeof text)
        while (length > 0 &&
               !cs_utf8_valid((struct cs_str){ text, length }, NULL))
            length--;
    return cs_arena_str(doc->arena, (struct cs_str){ text, length });
}

/* Nouns of thought and state by their form: "the decision", "instability". */
static bool abstract_form(struct cs_str norm)
{
    static const char *const endings[] = { "tion", "sion", "ment", "ness",
                                           "ity",  "ism",  "ance", "ence" };
    static const char *const bodies[] = {
        "intelligence", "location",   "position",      "installation",
        "station",      "delegation", "population",    "congregation",
        "federation",   "ammunition", "plantation",    "organisation",
        "organization", "mission",    "institution",   "commission",
        "corporation",  "nation",     "government",    "parliament",
        "regiment",     "detachment", "encampment",    "settlement",
        "apartment",    "department", "establishment", "community",
        "city",         "university", "facility",      "municipality",
        "security",     "section",    "audience",      "ambulance",
        "embankment",   NULL
    };
    if (cs_str_in(norm, bodies))
        return false;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        if (norm.n > strlen(endings[i]) + 2 &&
            cs_str_ends(norm, cs_str_of(endings[i])))
            return true;
    }
    return false;
}

static bool event_noun(const struct cs_lexicon *lex, const struct cs_doc *doc,
                       uint32_t tok)
{
    struct cs_match m;
    if (doc->tokens[tok].upos != CS_NOUN)
        return false;
    const struct cs_pattern *p =
        cs_match_kind(lex, doc, CS_PATTERN_TRIGGER, tok, &m);
    return p != NULL && p->pos == CS_POS_NOUN;
}

static bool expletive(const struct cs_doc *doc, uint32_t tok)
{
    static const char *const words[] = {
        "there",    "this", "that",  "these",  "those",     "what",
        "which",    "when", "where", "itself", "something", "nothing",
        "anything", "each", "one",   NULL
    };
    if (doc->tokens[tok].deprel == CS_REL_EXPL)
        return true;
    if (doc->tokens[tok].upos != CS_PRON && doc->tokens[tok].upos != CS_DET &&
        doc->tokens[tok].upos != CS_ADV)
        return false;
    return cs_str_in(doc->tokens[tok].norm, words);
}

bool cs_is_nobody(const struct cs_doc *doc, uint32_t tok)
{
    static const char *const words[] = { "nobody", "none", "noone", NULL };
    if (cs_str_in(doc->tokens[tok].norm, words))
        return true;
    CS_EACH_CHILD(doc, tok, c) {
        const struct cs_str norm = doc->tokens[c].norm;
        if ((doc->tokens[c].upos == CS_DET && cs_str_is(norm, "no")) ||
            cs_str_is(norm, "not") || cs_str_is(norm, "neither"))
            return true;
    }
    return false;
}

/* "its third week" is a time even where no list calls it one. */
static bool is_span(const struct cs_doc *doc, uint32_t tok)
{
    static const char *const words[] = {
        "day",   "week",   "month",   "year",    "hour",   "decade", "morning",
        "night", "winter", "evening", "weekend", "minute", NULL
    };
    return cs_str_in(doc->tokens[tok].lemma, words);
}

/* "It was not clear who shot him." */
static bool asks_who(const struct cs_doc *doc, uint32_t tok)
{
    return (doc->tokens[tok].morph & CS_MORPH_PRON_REL) == 0 &&
           (cs_str_is(doc->tokens[tok].norm, "who") ||
            cs_str_is(doc->tokens[tok].norm, "whom"));
}

/* Can the word be a side of an event at all, and can it act? */
static bool can_be_party(const struct cs_lexicon *lex, const struct cs_doc *doc,
                         uint32_t tok, bool acts)
{
    const uint32_t k = cs_mention_of(doc, tok);
    /* "the Israeli offensive": an adjective, but somebody. */
    const bool nation = k != CS_NONE && doc->tokens[tok].upos == CS_ADJ &&
                        doc->mentions[k].kind == CS_MENTION_NATIONALITY;
    if ((!cs_is_nominal(doc, tok) && !nation) || expletive(doc, tok) ||
        cs_in_time(doc, tok) || cs_is_nobody(doc, tok) || is_span(doc, tok) ||
        asks_who(doc, tok))
        return false;
    const uint32_t content = cs_content_word(doc, tok);
    if (k != CS_NONE) {
        const struct cs_mention *m = &doc->mentions[k];
        if (m->kind <= CS_MENTION_NATIONALITY)
            return true;
        if (m->kind == CS_MENTION_PLACE)
            return !acts || m->code.country[0] != '\0';
        return !acts && m->kind <= CS_MENTION_VEHICLE &&
               m->kind != CS_MENTION_WEAPON;
    }
    if (doc->tokens[tok].upos == CS_PRON || doc->tokens[tok].upos == CS_PROPN)
        return true;
    if (event_noun(lex, doc, content))
        return false;
    if (acts)
        return doc->tokens[content].upos == CS_NOUN &&
               !abstract_form(doc->tokens[content].norm) &&
               (doc->tokens[content].morph & CS_MORPH_PLUR) != 0;
    return !abstract_form(doc->tokens[content].norm);
}

bool cs_event_add(struct cs_doc *doc, struct cs_event *e, bool actor,
                  struct cs_party party)
{
    struct cs_party *slot =
        actor ? cs_arena_push(doc->arena, &e->actors, &e->n_actors,
                              &e->cap_actors, sizeof *slot)
              : cs_arena_push(doc->arena, &e->recipients, &e->n_recipients,
                              &e->cap_recipients, sizeof *slot);
    if (slot == NULL)
        return false;
    *slot = party;
    return true;
}

bool cs_event_has(const struct cs_event *e, bool actor, uint32_t tok)
{
    const struct cs_party *p = actor ? e->actors : e->recipients;
    const uint32_t n = actor ? e->n_actors : e->n_recipients;
    for (uint32_t i = 0; i < n; i++) {
        if (p[i].tok == tok)
            return true;
    }
    return false;
}

/* "The Godhra killings": where it was, not who did it. */
static bool is_scene(const struct cs_doc *doc, uint32_t tok)
{
    const uint32_t k = cs_mention_of(doc, tok);
    if (k == CS_NONE || doc->mentions[k].kind != CS_MENTION_PLACE ||
        doc->mentions[k].place == CS_NONE)
        return false;
    const enum cs_place_precision p =
        doc->places[doc->mentions[k].place].precision;
    return p != CS_PLACE_COUNTRY && p != CS_PLACE_REGION;
}

/* Forces are sent to guard a stadium, not against it: only who acts himself
 * can be a side. */
static bool mere_post(const struct cs_doc *doc, const struct cs_making *m,
                      uint32_t tok)
{
    const uint32_t k = cs_mention_of(doc, tok);
    if (m->event.type != CS_MOBILIZE || k == CS_NONE)
        return false;
    const struct cs_mention *x = &doc->mentions[k];
    return x->kind > CS_MENTION_PLACE || is_scene(doc, tok);
}

/* "Captain Ruiz, his driver and two gendarmes": no apposition but a list. */
static bool is_listed(const struct cs_doc *doc, uint32_t head, uint32_t child)
{
    const uint32_t last = cs_child(doc, head, CS_REL_CONJ);
    const uint32_t whose = cs_child(doc, child, CS_REL_NMOD_POSS);
    return doc->tokens[child].deprel == CS_REL_APPOS && last != CS_NONE &&
           last > child && whose != CS_NONE &&
           doc->tokens[whose].upos == CS_PRON;
}

/* "Kyrgyz and Tajik border guards": one wording, a party for each nation. */
static bool push_nations(struct cs_doc *doc, struct cs_event *e, bool actor,
                         struct cs_party party)
{
    if (party.tok == CS_NONE)
        return true;
    const uint32_t noun = cs_content_word(doc, party.tok);
    CS_EACH_CHILD(doc, noun, c) {
        const uint8_t rel = doc->tokens[c].deprel;
        const uint32_t k = doc->tokens[c].mention;
        if ((rel != CS_REL_AMOD && rel != CS_REL_COMPOUND) || k == CS_NONE ||
            doc->mentions[k].code.country[0] == '\0' ||
            doc->mentions[k].kind == CS_MENTION_PERSON)
            continue;
        CS_EACH_CHILD(doc, c, other) {
            const uint32_t n = doc->tokens[other].mention;
            if (doc->tokens[other].deprel != CS_REL_CONJ || n == CS_NONE ||
                doc->mentions[n].code.country[0] == '\0' ||
                memcmp(doc->mentions[n].code.country, party.code.country, 4) ==
                    0)
                continue;
            struct cs_party second = party;
            memcpy(second.code.country, doc->mentions[n].code.country, 4);
            second.via = CS_STR("agent noun, nationality");
            if (!cs_event_add(doc, e, actor, second))
                return false;
        }
    }
    return true;
}

/* "killed nearly 100 people and wounded scores": a partner with a verb of harm
 * of its own, which the tree takes for an adjective. */
static bool other_harm(const struct cs_lexicon *lex, const struct cs_doc *doc,
                       uint32_t tok)
{
    CS_EACH_CHILD(doc, tok, c) {
        if (doc->tokens[c].deprel == CS_REL_AMOD && cs_is_verb(doc, c) &&
            lex->words[doc->tokens[c].lemma_word].counts != CS_COUNTS_NOTHING &&
            cs_norm_is(doc, cs_beside(doc, c, -1), "and"))
            return true;
    }
    return false;
}

/* A filler and what is coordinated with it, all that can be parties. */
static enum casus_status put_parties(const struct cs_lexicon *lex,
                                     struct cs_doc *doc, struct cs_making *m,
                                     uint32_t filler, bool actor,
                                     struct cs_str rule)
{
    struct cs_event *e = &m->event;
    /* "assassinated commander Qassem Suleimani": a title is its bearer's. */
    if (doc->tokens[filler].deprel == CS_REL_NMOD_DESC &&
        doc->tokens[filler].head != CS_NONE &&
        doc->tokens[doc->tokens[filler].head].upos == CS_PROPN)
        filler = doc->tokens[filler].head;
    uint32_t queue[CS_MAX_FILLERS] = { filler }, n = 1;
    for (uint32_t i = 0; i < n; i++) {
        CS_EACH_CHILD(doc, queue[i], c) {
            if (n < CS_MAX_FILLERS && cs_is_nominal(doc, c) &&
                ((doc->tokens[c].deprel == CS_REL_CONJ &&
                  !other_harm(lex, doc, c)) ||
                 is_listed(doc, queue[i], c)))
                queue[n++] = c;
        }
        if (!can_be_party(lex, doc, queue[i], actor) ||
            (!actor && mere_post(doc, m, queue[i])) ||
            cs_event_has(e, true, queue[i]) || cs_event_has(e, false, queue[i]))
            continue;
        struct cs_party party = cs_party_of(doc, queue[i]);
        party.rule = rule;
        if (!cs_event_add(doc, e, actor, party) ||
            !push_nations(doc, e, actor, party))
            return CASUS_ENOMEM;
    }
    return CASUS_OK;
}

/* Let the scene before the noun be what was hit, where nobody else was. */
static enum casus_status hit_scene(const struct cs_lexicon *lex,
                                   struct cs_doc *doc, struct cs_making *m)
{
    struct cs_fillers f;
    const struct cs_slot slot = { CS_SLOT_COMPOUND, 0 };
    if (m->event.n_recipients > 0 || m->event.type != CS_ASSAULT ||
        m->trigger.frame->mutual)
        return CASUS_OK;
    cs_slot_fill(lex, doc, &m->trigger, slot, &f);
    for (uint32_t i = 0; i < f.n; i++) {
        if (is_scene(doc, f.tok[i]))
            return put_parties(lex, doc, m, f.tok[i], false,
                               CS_STR("place before the noun"));
    }
    return CASUS_OK;
}

/* "Our initiative calls for", "the bishops' letter condemned": what is written
 * or proposed speaks for whose it is. */
static uint32_t whose_speech(const struct cs_doc *doc,
                             const struct cs_making *m, uint32_t tok)
{
    static const char *const prepositions[] = { "of", "by", "from", NULL };
    switch (m->event.type) {
    case CS_REQUEST:
    case CS_ACCUSE:
    case CS_REJECT:
    case CS_THREATEN:
    case CS_SUPPORT:
    case CS_AGREE:
    case CS_CONCEDE:
        break;
    default:
        return CS_NONE;
    }
    if (doc->tokens[tok].upos != CS_NOUN)
        return CS_NONE;
    uint32_t who = cs_child(doc, tok, CS_REL_NMOD_POSS);
    if (who == CS_NONE)
        who = cs_prep_any(doc, tok, prepositions);
    if (who == CS_NONE) {
        CS_EACH_CHILD(doc, tok, c) {
            const uint8_t rel = doc->tokens[c].deprel;
            if ((rel == CS_REL_COMPOUND || rel == CS_REL_AMOD) &&
                doc->tokens[c].mention != CS_NONE && who == CS_NONE)
                who = c;
        }
    }
    return who;
}

/* Acts done to somebody, never to a thing. */
static bool concerns_people(enum cs_event_type type)
{
    return type != CS_ASSAULT && type != CS_COERCE && type != CS_MOBILIZE &&
           type != CS_RETREAT && type != CS_PROTEST;
}

static bool names_somebody(const struct cs_doc *doc, uint32_t tok)
{
    const uint32_t k = cs_mention_of(doc, tok);
    return k != CS_NONE && doc->mentions[k].kind <= CS_MENTION_PLACE;
}

static bool is_somebody(const struct cs_doc *doc, uint32_t tok)
{
    return doc->tokens[tok].upos == CS_PRON || names_somebody(doc, tok);
}

static enum casus_status fill_side(const struct cs_lexicon *lex,
                                   struct cs_doc *doc, struct cs_making *m,
                                   const struct cs_slots *slots, bool as_actor)
{
    /* "provided the detective with material": of several phrases, the one that
     * names somebody. */
    bool somebody = false;
    for (uint8_t i = 0; i < slots->n && !as_actor && !somebody &&
                        concerns_people(m->event.type);
         i++) {
        struct cs_fillers f;
        cs_slot_fill(lex, doc, &m->trigger, slots->slot[i], &f);
        somebody = f.n > 0 && is_somebody(doc, f.tok[0]);
    }
    for (uint8_t i = 0; i < slots->n; i++) {
        struct cs_fillers f;
        char name[64];
        cs_slot_fill(lex, doc, &m->trigger, slots->slot[i], &f);
        const uint32_t before = m->event.n_actors + m->event.n_recipients;
        if (f.n == 0 || (somebody && !is_somebody(doc, f.tok[0])))
            continue;
        const struct cs_str trigger = doc->tokens[m->trigger.tok].norm;
        const struct cs_str rule =
            cs_event_text(doc, "%s of \"%.*s\"",
                          cs_slot_name(lex, slots->slot[i], name, sizeof name),
                          (int)trigger.n, trigger.p);
        for (uint32_t k = 0; k < f.n; k++) {
            if (as_actor && slots->slot[i].kind == CS_SLOT_COMPOUND &&
                is_scene(doc, f.tok[k]))
                continue;
            const enum casus_status s =
                put_parties(lex, doc, m, f.tok[k], as_actor, rule);
            if (s != CASUS_OK)
                return s;
        }
        if (m->event.n_actors + m->event.n_recipients > before)
            return CASUS_OK;
        if (as_actor && slots->slot[i].kind == CS_SLOT_SUBJ) {
            const uint32_t who = whose_speech(doc, m, f.tok[0]);
            if (who != CS_NONE)
                return put_parties(lex, doc, m, who, true,
                                   CS_STR("whose word it is"));
        }
    }
    return CASUS_OK;
}

/* A weapon or vehicle, by the lexicon or by the text model. */
static bool is_instrument(const struct cs_doc *doc, uint32_t tok)
{
    const uint32_t k = cs_mention_of(doc, tok);
    const uint8_t described = doc->tokens[tok].described;
    if (k == CS_NONE)
        return described == CS_MENTION_WEAPON + 1 ||
               described == CS_MENTION_VEHICLE + 1;
    return doc->mentions[k].kind == CS_MENTION_WEAPON ||
           doc->mentions[k].kind == CS_MENTION_VEHICLE;
}

/* "US drone", "government artillery" as a subject: the instrument's owner
 * acts, where it is named. */
static enum casus_status owner_of_instrument(const struct cs_lexicon *lex,
                                             struct cs_doc *doc,
                                             struct cs_making *m)
{
    struct cs_fillers f;
    const bool noun = m->trigger.pattern->pos == CS_POS_NOUN;
    struct cs_slot slot = { CS_SLOT_SUBJ, 0 };
    cs_slot_fill(lex, doc, &m->trigger, slot, &f);
    if (f.n == 0 && noun) {
        /* "US drone strike": the modifier's own modifiers. */
        CS_EACH_CHILD(doc, m->trigger.tok, c) {
            if (doc->tokens[c].deprel == CS_REL_COMPOUND && f.n == 0) {
                f.tok[0] = c;
                f.n = 1;
            }
        }
    }
    /* "the bombing of the market by Saudi jets" */
    if (f.n == 0 || !is_instrument(doc, f.tok[0])) {
        f.tok[0] = cs_prep_child(doc, m->trigger.tok, CS_STR("by"), CS_NONE);
        if (f.tok[0] == CS_NONE || !is_instrument(doc, f.tok[0]))
            return CASUS_OK;
    }
    CS_EACH_CHILD(doc, f.tok[0], c) {
        const uint32_t owner = cs_mention_of(doc, c);
        const uint8_t rel = doc->tokens[c].deprel;
        const bool of =
            rel == CS_REL_NMOD && cs_norm_is(doc, cs_preposition(doc, c), "of");
        if (owner == CS_NONE || doc->mentions[owner].kind > CS_MENTION_PLACE ||
            (rel != CS_REL_AMOD && rel != CS_REL_COMPOUND &&
             rel != CS_REL_NMOD_POSS && !of))
            continue;
        struct cs_party p = cs_party_of(doc, c);
        if (p.code.sector[0] == '\0')
            memcpy(p.code.sector, "MIL", 4);
        p.via = cs_event_text(doc, "%.*s, weapon", (int)p.via.n, p.via.p);
        p.rule = CS_STR("owner of the weapon");
        return cs_event_add(doc, &m->event, true, p) ? CASUS_OK : CASUS_ENOMEM;
    }
    return CASUS_OK;
}

/* "refused to meet the envoy", "threatened to attack any judge" */
static uint32_t object_of_deed(const struct cs_doc *doc,
                               const struct cs_making *m)
{
    static const char *const prepositions[] = { "with", "to", "against",
                                                "for" };
    if (m->event.type != CS_REJECT && m->event.type != CS_THREATEN &&
        m->event.type != CS_SUPPORT && m->event.type != CS_AID)
        return CS_NONE;
    uint32_t deed = cs_child(doc, m->trigger.tok, CS_REL_XCOMP);
    if (deed == CS_NONE && m->event.type == CS_SUPPORT)
        deed = cs_child(doc, m->trigger.tok, CS_REL_ADVCL);
    const uint32_t o = deed == CS_NONE ? CS_NONE : cs_object(doc, deed);
    if (o != CS_NONE && names_somebody(doc, o))
        return o;
    /* "to hold talks with the groups" */
    for (size_t i = 0; i < 4 && deed != CS_NONE; i++) {
        const struct cs_str prep = cs_str_of(prepositions[i]);
        uint32_t who =
            o == CS_NONE ? CS_NONE : cs_prep_child(doc, o, prep, CS_NONE);
        if (who == CS_NONE)
            who = cs_prep_child(doc, deed, prep, CS_NONE);
        if (who != CS_NONE && names_somebody(doc, who))
            return who;
    }
    return CS_NONE;
}

/* "took 256 prisoners": whom the trigger's own words count. */
static enum casus_status those_taken(const struct cs_lexicon *lex,
                                     struct cs_doc *doc, struct cs_making *m)
{
    const struct cs_match *words = &m->trigger.match;
    for (uint32_t i = 0; i < words->n; i++) {
        const uint32_t tok = words->tok[i];
        const uint32_t k = doc->tokens[tok].mention;
        if (tok != m->trigger.tok && k != CS_NONE &&
            doc->mentions[k].kind == CS_MENTION_PERSON &&
            cs_has_child(doc, tok, CS_REL_NUMMOD))
            return put_parties(lex, doc, m, tok, false, CS_STR("those taken"));
    }
    return CASUS_OK;
}

/* "turned down the airline's offer", "gave in to the demands of the doctors":
 * whose word it was that was refused or met. */
static uint32_t whose_word(const struct cs_lexicon *lex,
                           const struct cs_doc *doc, const struct cs_making *m)
{
    static const char *const prepositions[] = { "of", "by", "from", NULL };
    const enum cs_event_type type = m->event.type;
    if ((type != CS_REJECT && type != CS_CONCEDE && type != CS_AGREE &&
         type != CS_ACCUSE) ||
        m->trigger.pattern->pos == CS_POS_NOUN)
        return CS_NONE;
    uint32_t word = CS_NONE;
    for (uint32_t i = 1; i < m->trigger.match.n && word == CS_NONE; i++) {
        if (doc->tokens[m->trigger.match.tok[i]].upos == CS_NOUN)
            word = m->trigger.match.tok[i];
    }
    if (word == CS_NONE)
        word = cs_object(doc, m->trigger.tok);
    if (word == CS_NONE)
        word = cs_prep_child(doc, m->trigger.tok, CS_STR("to"), CS_NONE);
    if (word == CS_NONE || !event_noun(lex, doc, word))
        return CS_NONE;
    uint32_t who = cs_child(doc, word, CS_REL_NMOD_POSS);
    /* "condemned the shelling of its hospital": of whom it was suffered */
    if (who == CS_NONE)
        who = cs_prep_any(doc, word, prepositions + (type == CS_ACCUSE));
    /* "opposed to French mediation" */
    CS_EACH_CHILD(doc, word, c) {
        const uint8_t rel = doc->tokens[c].deprel;
        const uint32_t k = doc->tokens[c].mention;
        if (who == CS_NONE && k != CS_NONE && doc->mentions[k].is_name &&
            (rel == CS_REL_AMOD || rel == CS_REL_COMPOUND) &&
            doc->mentions[k].kind <= CS_MENTION_PLACE)
            who = c;
    }
    return who != CS_NONE && cs_mention_of(doc, who) != CS_NONE ? who : CS_NONE;
}

/* "threatened to strike unless Israel rescinds it": of whom something is
 * wanted. */
static uint32_t unless_whom(const struct cs_doc *doc, const struct cs_making *m)
{
    if (m->event.type != CS_THREATEN && m->event.type != CS_REQUEST)
        return CS_NONE;
    for (uint32_t i = doc->tokens[m->trigger.tok].sub_b;
         i < doc->tokens[m->trigger.tok].sub_e; i++) {
        if (!cs_str_is(doc->tokens[i].norm, "unless") ||
            doc->tokens[i].head == CS_NONE)
            continue;
        const uint32_t s = cs_subject(doc, doc->tokens[i].head);
        return s != CS_NONE && names_somebody(doc, s) ? s : CS_NONE;
    }
    return CS_NONE;
}

/* Whom a word refused, met or threatened concerns, where no slot says so. */
static enum casus_status fill_from_word(const struct cs_lexicon *lex,
                                        struct cs_doc *doc, struct cs_making *m)
{
    const uint32_t object = object_of_deed(doc, m);
    if (object != CS_NONE)
        return put_parties(lex, doc, m, object, false,
                           CS_STR("object of what is refused or threatened"));
    const uint32_t asked = unless_whom(doc, m);
    if (asked != CS_NONE)
        return put_parties(lex, doc, m, asked, false,
                           CS_STR("of whom it is wanted"));
    const uint32_t who = whose_word(lex, doc, m);
    if (who == CS_NONE)
        return CASUS_OK;
    return put_parties(lex, doc, m, who, m->event.type == CS_AGREE,
                       CS_STR("whose word it was"));
}

/* Nouns whose possessor it was done to, where no "of" says to whom: "Galan's
 * murder", "the Jesuit killings". */
static bool is_suffered(const struct cs_frame *f)
{
    return f->type == CS_ASSAULT &&
           (f->counts != CS_COUNTS_NOTHING || cs_str_is(f->mode, "abduct") ||
            cs_str_is(f->mode, "targeted"));
}

static enum casus_status fill_sufferer(const struct cs_lexicon *lex,
                                       struct cs_doc *doc, struct cs_making *m)
{
    static const struct cs_slot owners[] = { { CS_SLOT_POSS, 0 },
                                             { CS_SLOT_COMPOUND, 0 } };
    static const char *const others[] = { "of", "on", "against", NULL };
    if (cs_prep_any(doc, m->trigger.tok, others) != CS_NONE)
        return CASUS_OK;
    for (size_t i = 0; i < sizeof owners / sizeof *owners; i++) {
        struct cs_fillers f;
        cs_slot_fill(lex, doc, &m->trigger, owners[i], &f);
        if (f.n == 0)
            continue;
        uint32_t k = cs_mention_of(doc, f.tok[0]);
        if (k == CS_NONE)
            k = cs_pronoun_mention(doc, f.tok[0]);
        if (k == CS_NONE || doc->mentions[k].kind != CS_MENTION_PERSON ||
            cs_is_force(&doc->mentions[k]))
            continue;
        return put_parties(lex, doc, m, f.tok[0], false,
                           CS_STR("whose it was"));
    }
    return CASUS_OK;
}

enum casus_status cs_roles_fill(const struct cs_lexicon *lex,
                                struct cs_doc *doc, struct cs_making *m)
{
    const struct cs_frame *f = m->trigger.frame;
    const int noun = m->trigger.pattern->pos == CS_POS_NOUN;
    enum casus_status s =
        noun && is_suffered(f) ? fill_sufferer(lex, doc, m) : CASUS_OK;
    if (s == CASUS_OK)
        s = fill_side(lex, doc, m, &f->actor[noun], true);
    const uint32_t claimant =
        noun && m->event.type == CS_ASSAULT && m->event.n_actors == 0
            ? cs_claimant(doc, m->trigger.tok)
            : CS_NONE;
    if (s == CASUS_OK && claimant != CS_NONE)
        s = put_parties(lex, doc, m, claimant, true,
                        CS_STR("who claims to have done it"));
    if (s == CASUS_OK && m->event.n_actors == 0)
        s = owner_of_instrument(lex, doc, m);
    if (s == CASUS_OK && noun && m->trigger.support_recipient) {
        static const struct cs_slots sufferer = { 1, { { CS_SLOT_OBJ, 0 } } };
        s = fill_side(lex, doc, m, &sufferer, false);
    }
    if (s == CASUS_OK && m->event.n_recipients == 0)
        s = fill_side(lex, doc, m, &f->recipient[noun], f->mutual);
    if (s == CASUS_OK && noun && f->mutual) {
        /* "our deals with Albania": whose they are is a side too. */
        static const struct cs_slots owner = { 1, { { CS_SLOT_POSS, 0 } } };
        s = fill_side(lex, doc, m, &owner, true);
    }
    if (s == CASUS_OK && m->event.n_recipients == 0)
        s = those_taken(lex, doc, m);
    if (s == CASUS_OK && m->event.n_recipients == 0)
        s = fill_from_word(lex, doc, m);
    if (s == CASUS_OK && noun)
        s = hit_scene(lex, doc, m);
    return s;
}
