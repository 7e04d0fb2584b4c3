#include "meaning/locate.h"

#include "meaning/events.h"
#include "meaning/place_again.h"
#include "meaning/tree.h"

/* Where the places stand: place index by token, CS_NONE elsewhere. A word
 * that speaks of a place again ("there", "the town") has that place. */
struct placed {
    const struct cs_doc *doc;
    const uint32_t *by_token;
    const uint8_t
        *is_event; /* [n_tokens] type + 1 of a trigger's head, else 0 */
    const uint32_t *place_of; /* [n_tokens] of a located trigger, CS_NONE */
};

static bool in_list(struct cs_str s, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (cs_str_is(s, list[i]))
            return true;
    }
    return false;
}

#define IN_LIST(s, list) in_list((s), (list), sizeof(list) / sizeof *(list))

/* Is the phrase of `noun` led by one of these prepositions? */
#define LED_BY(doc, noun, list)                                                \
    (cs_preposition((doc), (noun)) != CS_NONE &&                               \
     IN_LIST((doc)->tokens[cs_preposition((doc), (noun))].norm, list))

static bool is_locative(const struct cs_doc *doc, uint32_t noun)
{
    static const char *const locative[] = {
        "in",     "at",     "near",       "outside", "inside",  "on",
        "around", "across", "throughout", "off",     "along",   "within",
        "over",   "above",  "between",    "through", "beside",  "behind",
        "into",   "onto",   "beyond",     "amid",    "opposite"
    };
    static const char *const adverbs[] = { "outside", "inside", "here",
                                           "there" };
    return LED_BY(doc, noun, locative) ||
           (cs_preposition(doc, noun) == CS_NONE &&
            IN_LIST(doc->tokens[noun].norm, adverbs));
}

/* "to Sarwan", "towards the border": where something goes. */
static bool is_goal(const struct cs_doc *doc, uint32_t noun)
{
    static const char *const goal[] = { "to", "toward", "towards", "into",
                                        "onto" };
    return LED_BY(doc, noun, goal);
}

static bool is_origin(const struct cs_doc *doc, uint32_t noun)
{
    static const char *const origin[] = { "from", "out" };
    return LED_BY(doc, noun, origin);
}

/* Relations that begin a clause of its own. */
static bool begins_clause(uint8_t rel)
{
    return rel == CS_REL_ACL_RELCL || rel == CS_REL_ADVCL ||
           rel == CS_REL_CCOMP || rel == CS_REL_PARATAXIS ||
           rel == CS_REL_ACL || rel == CS_REL_ADVCL_RELCL;
}

static bool is_road(const struct cs_doc *doc, uint32_t noun)
{
    static const char *const roads[] = { "road", "way",      "highway", "route",
                                         "path", "motorway", "street" };
    return IN_LIST(doc->tokens[noun].lemma, roads) &&
           !cs_has_child(doc, noun, CS_REL_NMOD_POSS); /* "on their way" */
}

/* Does the way from `tok` up to `top` stay within one phrase: no clause, and
 * nothing that is only told of the phrase ("the border with Kenya", "on the
 * way from Sarwan")? */
static bool within_phrase(const struct cs_doc *doc, uint32_t tok, uint32_t top)
{
    static const char *const apart[] = { "with", "from", "to",     "against",
                                         "for",  "by",   "toward", "towards" };
    /* "on the road from Sarwan to Nord" is told by its ends */
    const bool road =
        is_road(doc, top) &&
        cs_prep_child(doc, top, CS_STR("from"), CS_NONE) != CS_NONE;
    for (uint32_t t = tok; t != top; t = doc->tokens[t].head) {
        if (t == CS_NONE || begins_clause(doc->tokens[t].deprel) ||
            (!road && LED_BY(doc, t, apart)))
            return false;
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

/* How exact a place is: its precision, but a street counts as its town, and so
 * does a village that no list has and that has the precision of what it stands
 * in. */
static enum cs_place_precision exactness(const struct cs_place *p)
{
    return p->unlisted || p->precision < CS_PLACE_CITY ? CS_PLACE_CITY
                                                       : p->precision;
}

/* The more exact of two places, the first of equals; CS_NONE is none. */
static uint32_t finer(const struct placed *w, uint32_t a, uint32_t b)
{
    if (a == CS_NONE || b == CS_NONE)
        return a == CS_NONE ? b : a;
    return exactness(&w->doc->places[b]) < exactness(&w->doc->places[a]) ? b
                                                                         : a;
}

/* The most exact place in the phrase under `top`; of equals the first. */
static uint32_t place_under(const struct placed *w, uint32_t top)
{
    const struct cs_token *t = &w->doc->tokens[top];
    uint32_t best = CS_NONE;
    for (uint32_t i = t->sub_b; i < t->sub_e; i++) {
        const uint32_t p = w->by_token[i];
        if (p != CS_NONE && within_phrase(w->doc, i, top) &&
            !mere_nationality(w, i, p))
            best = finer(w, best, p);
    }
    return best;
}

/* --- phrases ---------------------------------------------------------------
 */

/* What a search takes for a place besides locative phrases. */
enum {
    TAKES_GOAL = 1,   /* "deployed to Sarwan" */
    TAKES_ORIGIN = 2, /* "abducted from a school in Sarwan" */
    NO_TOPIC = 4,     /* "talks on Sarwan" are not there */
    DISTANCES = 8     /* nothing but "15 km east of Sarwan" */
};

static bool is_topic(const struct placed *w, uint32_t noun)
{
    static const char *const topic[] = { "on", "over", "between" };
    static const char *const cause[] = { "on", "over", "behind" };
    return (w->by_token[noun] != CS_NONE && LED_BY(w->doc, noun, topic)) ||
           (w->is_event[noun] > 0 && LED_BY(w->doc, noun, cause));
}

/* "15 km from Sarwan", "east of Sarwan" */
static bool is_distance(const struct cs_doc *doc, uint32_t noun)
{
    static const char *const words[] = {
        "km",    "kilometre", "kilometer", "mile",      "metre",    "meter",
        "yard",  "kms",       "block",     "east",      "west",     "north",
        "south", "northeast", "northwest", "southeast", "southwest"
    };
    return cs_preposition(doc, noun) == CS_NONE &&
           IN_LIST(doc->tokens[noun].lemma, words);
}

/* "a speech in Sarwan": where words were said, not what they were said of. */
static bool is_speech(const struct cs_doc *doc, uint32_t noun)
{
    static const char *const speeches[] = {
        "speech", "interview", "statement", "conference", "briefing", "address",
        "visit",  "meeting",   "summit",    "session",    "rally",    "remarks",
        "trip",   "tour",      "ceremony",  "forum"
    };
    static const char *const at[] = { "during", "at", "in", "on", "after" };
    return LED_BY(doc, noun, at) && IN_LIST(doc->tokens[noun].lemma, speeches);
}

/* The place that a distance is counted from. */
static uint32_t distant_place(const struct placed *w, uint32_t noun)
{
    const struct cs_token *t = &w->doc->tokens[noun];
    uint32_t best = CS_NONE;
    for (uint32_t i = t->sub_b; i < t->sub_e; i++) {
        if (w->by_token[i] != CS_NONE && cs_under(w->doc, i, noun))
            best = finer(w, best, w->by_token[i]);
    }
    return best;
}

/* L1: the most exact place of the locative phrases right under `head`. */
static uint32_t locative_child(const struct placed *w, uint32_t head, int takes)
{
    const struct cs_doc *doc = w->doc;
    uint32_t best = CS_NONE;
    if (is_road(doc, head)) /* it only leads there */
        takes &= ~(TAKES_GOAL | TAKES_ORIGIN);
    CS_EACH_CHILD(doc, head, c) {
        const uint8_t rel = doc->tokens[c].deprel;
        if (rel != CS_REL_OBL && rel != CS_REL_NMOD && rel != CS_REL_ADVMOD &&
            rel != CS_REL_OBL_UNMARKED && rel != CS_REL_NMOD_UNMARKED)
            continue;
        if (is_topic(w, c) &&
            ((takes & NO_TOPIC) != 0 || w->by_token[c] == CS_NONE))
            continue;
        if ((takes & DISTANCES) != 0) {
            if (is_distance(doc, c))
                best = finer(w, best, distant_place(w, c));
        } else if (is_locative(doc, c) ||
                   ((takes & TAKES_GOAL) != 0 && is_goal(doc, c)) ||
                   ((takes & TAKES_ORIGIN) != 0 && is_origin(doc, c)))
            best = finer(w, best, place_under(w, c));
        else if (cs_in_time(doc, c)) /* "the next day in Sarwan" */
            best = finer(w, best, locative_child(w, c, takes));
    }
    return best;
}

/* Has the verb no subject of its own ("… and fled", "to seize", "seizing")? */
static bool without_subject(const struct cs_doc *doc, uint32_t verb)
{
    return cs_child(doc, verb, CS_REL_NSUBJ) == CS_NONE &&
           cs_child(doc, verb, CS_REL_NSUBJ_PASS) == CS_NONE &&
           cs_child(doc, verb, CS_REL_EXPL) == CS_NONE;
}

/* Words for parts of places. */
static bool is_part(const struct cs_doc *doc, uint32_t noun)
{
    static const char *const parts[] = {
        "section",  "part",   "area",    "wing",    "side",     "end",
        "edge",     "centre", "roof",    "center",  "heart",    "gate",
        "lobby",    "hall",   "yard",    "corner",  "suburb",   "quarter",
        "district", "port",   "town",    "village", "city",     "outskirt",
        "entrance", "coast",  "capital", "region",  "province", "territory",
        "border",   "street", "avenue",  "square",  "downtown", "road"
    };
    return IN_LIST(doc->tokens[noun].lemma, parts);
}

/* The place where a thing or somebody stands: "a convoy of miners near
 * Sarwan", "soldiers stationed in Sarwan", "a checkpoint at the edge of". */
static uint32_t standing(const struct placed *w, uint32_t noun, int depth,
                         int takes)
{
    static const char *const through[] = { "of", "with", "by", "during",
                                           "against" };
    const struct cs_doc *doc = w->doc;
    uint32_t best =
        locative_child(w, noun, takes & (TAKES_GOAL | TAKES_ORIGIN));
    if (best == CS_NONE)
        best = locative_child(w, noun, DISTANCES);
    if (depth == 0)
        return best;
    CS_EACH_CHILD(doc, noun, c) {
        const uint8_t rel = doc->tokens[c].deprel;
        const bool part = (rel == CS_REL_NMOD || rel == CS_REL_OBL ||
                           rel == CS_REL_OBL_AGENT) &&
                          w->by_token[c] == CS_NONE && !is_speech(doc, c) &&
                          (LED_BY(doc, c, through) || is_locative(doc, c));
        /* "the women's section of the Khani mosque" */
        if (rel == CS_REL_NMOD && w->by_token[c] != CS_NONE &&
            is_part(doc, noun) && cs_norm_is(doc, cs_preposition(doc, c), "of"))
            best = finer(w, best, w->by_token[c]);
        if (rel == CS_REL_FLAT)
            best = finer(w, best, standing(w, c, depth - 1, takes));
        /* "citizens and foreigners from Sarwan" */
        if (rel == CS_REL_CONJ && best == CS_NONE && !cs_is_verb(doc, c))
            best = standing(w, c, depth - 1, takes);
        if (!part && (rel != CS_REL_ACL || !without_subject(doc, c)))
            continue;
        best = finer(w, best, standing(w, c, depth - 1, takes));
        /* "the road linking Sarwan with Nord" */
        const uint32_t obj =
            rel == CS_REL_ACL ? cs_child(doc, c, CS_REL_OBJ) : CS_NONE;
        if (obj != CS_NONE)
            best = finer(w, best,
                         w->by_token[obj] != CS_NONE
                             ? w->by_token[obj]
                             : standing(w, obj, depth - 1, 0));
    }
    return best;
}

/* --- types -----------------------------------------------------------------
 */

/* Acts that happen where their recipient is. */
static bool happens_there(enum cs_event_type type)
{
    return type == CS_ASSAULT || type == CS_MOBILIZE || type == CS_PROTEST ||
           type == CS_COERCE || type == CS_RETREAT || type == CS_AID;
}

/* Acts by which somebody or something is brought somewhere. */
static bool moves(enum cs_event_type type)
{
    return type == CS_MOBILIZE || type == CS_AID || type == CS_RETREAT;
}

/* Acts of parties that come together. */
static bool comes_together(enum cs_event_type type)
{
    return type == CS_CONSULT || type == CS_AGREE || type == CS_COOPERATE;
}

/* Verbs that take somebody or something away from where it was. */
static bool takes_away(const struct cs_doc *doc, uint32_t verb)
{
    static const char *const verbs[] = {
        "abduct",      "kidnap",     "seize",      "take",     "snatch",
        "expel",       "deport",     "evict",      "free",     "release",
        "rescue",      "evacuate",   "remove",     "withdraw", "retreat",
        "flee",        "arrest",     "recover",    "loot",     "steal",
        "pull",        "drive",      "save",       "escape",   "expulsion",
        "deportation", "evacuation", "withdrawal", "release",  "abduction",
        "kidnapping",  "eviction",   "removal"
    };
    return IN_LIST(doc->tokens[verb].lemma, verbs);
}

/* Acts of going or sending somewhere. */
static bool is_going(const struct cs_doc *doc, uint32_t verb)
{
    static const char *const verbs[] = {
        "march",       "deport", "send",    "deploy", "move",       "transfer",
        "take",        "bring",  "fly",     "return", "extradite",  "head",
        "travel",      "go",     "advance", "enter",  "storm",      "invade",
        "cross",       "spread", "extend",  "push",   "procession", "walk",
        "deportation", "expel",  "tow",     "drag",   "carry",      "escort"
    };
    return IN_LIST(doc->tokens[verb].lemma, verbs);
}

static int taken_by(const struct placed *w, const struct cs_event *e)
{
    int takes = 0;
    if (moves(e->type) || e->type == CS_CONSULT || is_going(w->doc, e->tok))
        takes |= TAKES_GOAL;
    if (takes_away(w->doc, e->tok))
        takes |= TAKES_ORIGIN;
    if (!happens_there(e->type))
        takes |= NO_TOPIC;
    return takes;
}

/* --- steps -----------------------------------------------------------------
 */

/* The other mentions of whom a party stands for: where one of them is placed.
 */
static uint32_t of_mentions(const struct placed *w, uint32_t mention)
{
    const struct cs_doc *doc = w->doc;
    if (mention == CS_NONE || doc->mentions[mention].entity == CS_NONE)
        return CS_NONE;
    enum { LOOK_BACK = 100 };
    const uint32_t first = mention > LOOK_BACK ? mention - LOOK_BACK : 0;
    for (uint32_t k = mention + 1; k-- > first;) {
        const struct cs_mention *m = &doc->mentions[k];
        if (m->entity != doc->mentions[mention].entity ||
            m->kind <= CS_MENTION_ARMED_GROUP)
            continue;
        uint32_t p = w->by_token[m->head];
        if (p == CS_NONE)
            p = standing(w, m->head, 2, 0);
        if (p != CS_NONE)
            return p;
    }
    return CS_NONE;
}

/* L2: what is hit is a place, stands in one, or is one's own. */
static uint32_t of_recipient(const struct placed *w, const struct cs_event *e)
{
    const struct cs_doc *doc = w->doc;
    for (uint32_t i = 0; i < e->n_recipients; i++) {
        const uint32_t tok = e->recipients[i].tok;
        if (tok == CS_NONE || doc->tokens[tok].sentence != e->sentence)
            continue;
        uint32_t p = w->by_token[tok];
        if (p == CS_NONE)
            p = standing(w, tok, 2, moves(e->type) ? TAKES_GOAL : 0);
        const uint32_t k = doc->tokens[tok].mention;
        const bool person =
            k != CS_NONE && doc->mentions[k].kind <= CS_MENTION_ARMED_GROUP;
        /* A pronoun stands for what was named. */
        if (p == CS_NONE && k != CS_NONE && doc->mentions[k].head != tok)
            p = locative_child(w, doc->mentions[k].head, 0);
        if (p == CS_NONE)
            p = of_mentions(w, e->recipients[i].mention);
        /* "the town of Sarwan", "Iraq's airbase", but not "the president of
         * Kenya" or "Iraqi soldiers". */
        if (p == CS_NONE && !person)
            p = place_under(w, tok);
        if (p != CS_NONE)
            return p;
    }
    return CS_NONE;
}

/* "came under fire from gunmen near Sarwan" */
static bool is_force_from(const struct cs_doc *doc, uint32_t noun)
{
    const uint32_t k = doc->tokens[noun].mention;
    return k != CS_NONE && doc->mentions[k].kind <= CS_MENTION_ARMED_GROUP &&
           cs_norm_is(doc, cs_preposition(doc, noun), "from");
}

/* What a verb is about, as far as it stands somewhere: object, passive
 * subject, agent, and those it is done with. */
static uint32_t of_arguments(const struct placed *w, uint32_t tok, bool deep,
                             int takes)
{
    static const char *const with[] = { "with",    "by", "of", "during",
                                        "against", "at", "in" };
    const struct cs_doc *doc = w->doc;
    uint32_t best = CS_NONE;
    CS_EACH_CHILD(doc, tok, c) {
        switch (doc->tokens[c].deprel) {
        case CS_REL_OBJ:
        case CS_REL_NSUBJ_PASS:
        case CS_REL_OBL_AGENT:
            if (deep && doc->tokens[c].deprel != CS_REL_OBL_AGENT)
                best = finer(w, best,
                             w->by_token[c] == CS_NONE && is_part(doc, c)
                                 ? place_under(w, c)
                                 : w->by_token[c]);
            best = finer(w, best, standing(w, c, deep ? 2 : 0, takes));
            break;
        case CS_REL_OBL:
        case CS_REL_NMOD:
            /* "the shelling of Sarwan" */
            if (deep && w->by_token[c] != CS_NONE && !cs_is_verb(doc, tok) &&
                cs_norm_is(doc, cs_preposition(doc, c), "of"))
                best = finer(w, best, w->by_token[c]);
            if (w->by_token[c] == CS_NONE && !(deep && is_speech(doc, c)) &&
                (LED_BY(doc, c, with) || (deep && is_force_from(doc, c))))
                best = finer(w, best, standing(w, c, deep ? 2 : 0, takes));
            break;
        default:
            break;
        }
    }
    return best;
}

/* "condemned the attack during a speech in Sarwan": the tree may hang the
 * speech on what it was about. */
static uint32_t of_speech(const struct placed *w, uint32_t verb)
{
    const struct cs_doc *doc = w->doc;
    /* "The governor, speaking in Sarwan, accused" */
    const uint32_t subj = cs_child(doc, verb, CS_REL_NSUBJ);
    if (subj != CS_NONE) {
        CS_EACH_CHILD(doc, subj, c) {
            if (doc->tokens[c].deprel == CS_REL_ACL &&
                cs_str_is(doc->tokens[c].lemma, "speak"))
                return locative_child(w, c, 0);
        }
    }
    const uint32_t on[] = { verb, cs_child(doc, verb, CS_REL_OBJ) };
    for (size_t i = 0; i < 2 && on[i] != CS_NONE; i++) {
        CS_EACH_CHILD(doc, on[i], c) {
            if (!is_speech(doc, c) || w->by_token[c] != CS_NONE)
                continue;
            const uint32_t p = locative_child(w, c, 0);
            if (p != CS_NONE)
                return p;
        }
    }
    return CS_NONE;
}

/* L3: a visit is where one goes. */
static uint32_t of_visit(const struct placed *w, const struct cs_event *e)
{
    static const char *const visits[] = { "visit", "tour", "inspect" };
    const struct cs_doc *doc = w->doc;
    if (e->type != CS_CONSULT)
        return CS_NONE;
    const uint32_t to = cs_prep_child(doc, e->tok, CS_STR("to"), CS_NONE);
    uint32_t p = to == CS_NONE ? CS_NONE : place_under(w, to);
    const uint32_t obj = cs_child(doc, e->tok, CS_REL_OBJ);
    if (p == CS_NONE && obj != CS_NONE &&
        IN_LIST(doc->tokens[e->tok].lemma, visits)) {
        p = place_under(w, obj);
        if (p == CS_NONE)
            p = standing(w, obj, 1, 0);
    }
    return p;
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
        uint32_t p = locative_child(w, c, TAKES_GOAL);
        const uint32_t obj = cs_child(w->doc, c, CS_REL_OBJ);
        if (p == CS_NONE && obj != CS_NONE)
            p = w->by_token[obj] != CS_NONE ? w->by_token[obj]
                                            : standing(w, obj, 1, 0);
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

/* L5: "the attack in Sarwan was an air strike", "the talks, which take place
 * in Sarwan", "the attacks that killed twelve in Sarwan". */
static uint32_t of_subject(const struct placed *w, uint32_t tok)
{
    static const char *const held[] = { "take",  "hold",  "occur",  "happen",
                                        "stage", "open",  "begin",  "break",
                                        "kill",  "wound", "injure", "leave",
                                        "rock",  "hit",   "strike", "shake" };
    CS_EACH_CHILD(w->doc, tok, c) {
        if (w->doc->tokens[c].deprel != CS_REL_ACL_RELCL ||
            !IN_LIST(w->doc->tokens[c].lemma, held))
            continue;
        uint32_t p = locative_child(w, c, 0);
        const uint32_t obj = cs_child(w->doc, c, CS_REL_OBJ);
        if (p == CS_NONE && obj != CS_NONE)
            p = standing(w, obj, 0, 0);
        if (p != CS_NONE)
            return p;
    }
    if (!cs_has_child(w->doc, tok, CS_REL_COP))
        return CS_NONE;
    const uint32_t subj = cs_child(w->doc, tok, CS_REL_NSUBJ);
    return subj == CS_NONE ? CS_NONE : locative_child(w, subj, 0);
}

/* "Danbury police arrested": a town's police act there. */
static uint32_t of_beat(const struct placed *w, uint32_t noun)
{
    /* "residents of Sarwan blocked the road" */
    static const char *const people[] = { "resident", "villager", "inhabitant",
                                          "people", "townspeople" };
    if (IN_LIST(w->doc->tokens[noun].lemma, people)) {
        const uint32_t of = cs_prep_child(w->doc, noun, CS_STR("of"), CS_NONE);
        return of == CS_NONE ? CS_NONE : place_under(w, of);
    }
    static const char *const beats[] = { "police",    "officer",  "deputy",
                                         "trooper",   "sheriff",  "firefighter",
                                         "constable", "detective" };
    if (!IN_LIST(w->doc->tokens[noun].lemma, beats))
        return CS_NONE;
    CS_EACH_CHILD(w->doc, noun, c) {
        const uint32_t p = w->by_token[c];
        if (p != CS_NONE && w->doc->tokens[c].deprel == CS_REL_COMPOUND &&
            w->doc->places[p].precision <= CS_PLACE_ADMIN2)
            return p;
    }
    return CS_NONE;
}

/* "Militants who stormed a hotel in Sarwan took hostages" */
static uint32_t of_relative(const struct placed *w, uint32_t noun,
                            enum cs_event_type type)
{
    CS_EACH_CHILD(w->doc, noun, c) {
        if (w->doc->tokens[c].deprel == CS_REL_ACL_RELCL &&
            w->is_event[c] == (uint8_t)(type + 1) && w->place_of[c] != CS_NONE)
            return w->place_of[c];
    }
    return CS_NONE;
}

/* L6: who acts stands somewhere: "police in Sarwan arrested", but a
 * government "in Sarwan" may act anywhere, and words are said of anything. */
static uint32_t of_actor(const struct placed *w, uint32_t verb,
                         enum cs_event_type type)
{
    const uint32_t agent = cs_child(w->doc, verb, CS_REL_OBL_AGENT);
    if (agent != CS_NONE && happens_there(type) && of_beat(w, agent) != CS_NONE)
        return of_beat(w, agent);
    const uint32_t subj = cs_child(w->doc, verb, CS_REL_NSUBJ);
    if (subj == CS_NONE)
        return CS_NONE;
    static const char *const courts[] = { "court", "tribunal", "judge",
                                          "jury" };
    if (happens_there(type) || comes_together(type) ||
        IN_LIST(w->doc->tokens[subj].lemma, courts)) {
        uint32_t p = standing(w, subj, 1, 0);
        if (p == CS_NONE && happens_there(type))
            p = of_beat(w, subj);
        if (p == CS_NONE && type == CS_ASSAULT)
            p = of_relative(w, subj, type);
        return p;
    }
    /* "a man at a checkpoint in Sarwan threatened" */
    CS_EACH_CHILD(w->doc, subj, c) {
        if (w->doc->tokens[c].deprel == CS_REL_NMOD &&
            w->by_token[c] == CS_NONE && is_locative(w->doc, c))
            return place_under(w, c);
    }
    return CS_NONE;
}

/* "taken to a camp in Sarwan, where he was questioned". */
static uint32_t of_where(const struct placed *w, uint32_t verb)
{
    const uint8_t rel = w->doc->tokens[verb].deprel;
    if (rel != CS_REL_ACL_RELCL && rel != CS_REL_ADVCL &&
        rel != CS_REL_ADVCL_RELCL)
        return CS_NONE;
    /* "the attack in Sarwan, which reportedly killed sixteen" */
    uint32_t nouns[CS_RELATIVE_NOUNS];
    const uint32_t n = cs_relative_nouns(w->doc, verb, nouns);
    for (uint32_t i = 0; i < n; i++) {
        if (w->is_event[nouns[i]] > 0 &&
            happens_there((enum cs_event_type)(w->is_event[nouns[i]] - 1)) &&
            w->place_of[nouns[i]] != CS_NONE)
            return w->place_of[nouns[i]];
    }
    CS_EACH_CHILD(w->doc, verb, c) {
        if (cs_str_is(w->doc->tokens[c].norm, "where")) {
            const uint32_t up = w->doc->tokens[verb].head;
            if (up == CS_NONE)
                return CS_NONE;
            if (w->by_token[up] != CS_NONE)
                return w->by_token[up];
            /* "on her return from Sarwan, where she had met": what stands
             * right before it. */
            for (uint32_t i = c; i-- > up && c - i <= 6;) {
                if (w->by_token[i] != CS_NONE)
                    return w->by_token[i];
            }
            return place_under(w, up);
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
                                         "enter", "visit",  "spread", "spill" };
    if (!IN_LIST(w->doc->tokens[verb].lemma, going))
        return CS_NONE;
    uint32_t to = cs_prep_child(w->doc, verb, CS_STR("to"), CS_NONE);
    if (to == CS_NONE)
        to = cs_prep_child(w->doc, verb, CS_STR("into"), CS_NONE);
    if (to == CS_NONE)
        to = cs_child(w->doc, verb, CS_REL_OBJ);
    return to == CS_NONE ? CS_NONE : place_under(w, to);
}

/* The place of a clause by its verb. */
static uint32_t of_clause(const struct placed *w, uint32_t verb,
                          enum cs_event_type type)
{
    uint32_t p = locative_child(w, verb, type == CS_PROTEST ? TAKES_GOAL : 0);
    /* "stayed shut across Kenya", "were found swimming off Sarwan" */
    const uint32_t state = cs_child(w->doc, verb, CS_REL_XCOMP);
    if (p == CS_NONE && state != CS_NONE &&
        (w->doc->tokens[state].morph & CS_MORPH_INF) == 0)
        p = locative_child(w, state, 0);
    if (p == CS_NONE)
        p = of_way(w, verb);
    if (p == CS_NONE)
        p = locative_child(w, verb, DISTANCES);
    if (p == CS_NONE && (happens_there(type) || comes_together(type))) {
        p = of_arguments(w, verb, true, moves(type) ? TAKES_GOAL : 0);
        if (p == CS_NONE)
            p = of_actor(w, verb, type);
    }
    return p;
}

/* The word that leads a clause, empty for none. */
static struct cs_str lead_word(const struct cs_doc *doc, uint32_t verb)
{
    uint32_t m = cs_child(doc, verb, CS_REL_MARK);
    if (m == CS_NONE)
        m = cs_child(doc, verb, CS_REL_ADVMOD);
    return m == CS_NONE || m > verb ? (struct cs_str){ NULL, 0 }
                                    : doc->tokens[m].norm;
}

static bool at_the_same_time(const struct cs_doc *doc, uint32_t clause)
{
    static const char *const together[] = { "when", "while", "as" };
    return doc->tokens[clause].deprel == CS_REL_ADVCL &&
           IN_LIST(lead_word(doc, clause), together);
}

/* Is what hangs below `tok` only told of in the clause above: "condemned the
 * raid", "two days after a raid"? */
static bool only_told(const struct placed *w, uint32_t tok, uint32_t up)
{
    static const char *const of_others[] = { "after",   "before",   "since",
                                             "despite", "over",     "about",
                                             "because", "following" };
    /* "arrested in Sarwan for murder", "charged with assault" */
    static const char *const charges[] = { "for", "with", "on", "of" };
    const uint8_t type = w->is_event[up];
    if (type == CS_COERCE + 1 && w->is_event[tok] > 0 &&
        w->is_event[tok] != CS_CONSULT + 1 && LED_BY(w->doc, tok, charges))
        return true;
    if (!cs_is_verb(w->doc, tok) &&
        (LED_BY(w->doc, tok, of_others) ||
         (cs_tells(w->doc, up) &&
          w->doc->tokens[tok].deprel != CS_REL_NSUBJ_PASS)))
        return true;
    /* "accused Moscow of targeting the quarter" */
    const bool of =
        cs_norm_is(w->doc, cs_child(w->doc, tok, CS_REL_MARK), "of");
    return type > 0 && (of || !cs_is_verb(w->doc, tok)) &&
           !happens_there((enum cs_event_type)(type - 1)) &&
           !comes_together((enum cs_event_type)(type - 1));
}

/* L7: the clause that governs a noun or an infinitive. */
static uint32_t of_governor(const struct placed *w, const struct cs_event *e)
{
    const struct cs_token *tokens = w->doc->tokens;
    uint32_t tok = e->tok;
    for (int steps = 0; steps < 3; steps++) {
        const uint8_t rel = tokens[tok].deprel;
        const uint32_t up = tokens[tok].head;
        uint32_t p = of_where(w, tok);
        if (p != CS_NONE)
            return p;
        /* A clause with a subject of its own stands by itself, unless it is
         * told to be at the same time. */
        const bool shared =
            ((rel == CS_REL_CONJ || rel == CS_REL_ADVCL) &&
             cs_is_verb(w->doc, tok) && without_subject(w->doc, tok)) ||
            (happens_there(e->type) && at_the_same_time(w->doc, tok));
        /* "a protest in Sarwan turned violent and eleven were arrested" */
        const uint32_t first =
            up == CS_NONE ? CS_NONE : cs_child(w->doc, up, CS_REL_NSUBJ);
        if (rel == CS_REL_CONJ && first != CS_NONE && w->is_event[first] &&
            happens_there(e->type))
            return standing(w, first, 1, 0);
        if (up == CS_NONE || rel == CS_REL_CCOMP || rel == CS_REL_PARATAXIS ||
            rel == CS_REL_ACL_RELCL ||
            ((rel == CS_REL_ADVCL || rel == CS_REL_CONJ) && !shared))
            return CS_NONE;
        if (only_told(w, tok, up))
            return CS_NONE;
        p = of_clause(w, up, e->type);
        if (p == CS_NONE)
            p = w->place_of[up];
        if (p != CS_NONE)
            return p;
        tok = up;
    }
    return CS_NONE;
}

/* L8: what happened meanwhile: "were wounded when militants attacked a post
 * in Sarwan". */
static uint32_t of_meanwhile(const struct placed *w, const struct cs_event *e)
{
    if (!happens_there(e->type))
        return CS_NONE;
    CS_EACH_CHILD(w->doc, e->tok, c) {
        if (!at_the_same_time(w->doc, c) &&
            !(w->doc->tokens[c].deprel == CS_REL_ADVCL &&
              cs_str_is(lead_word(w->doc, c), "after")))
            continue;
        const uint32_t p = of_clause(w, c, e->type);
        if (p != CS_NONE)
            return p;
    }
    return CS_NONE;
}

/* The noun of "held talks", "began a strike": within the trigger's words. */
static uint32_t noun_within(const struct cs_doc *doc, const struct cs_event *e)
{
    CS_EACH_CHILD(doc, e->tok, c) {
        if (doc->tokens[c].span.b >= e->trigger.b &&
            doc->tokens[c].span.e <= e->trigger.e &&
            doc->tokens[c].upos == CS_NOUN)
            return c;
    }
    static const char *const attends[] = { "attend", "host", "hold", "join" };
    return e->type == CS_CONSULT && IN_LIST(doc->tokens[e->tok].lemma, attends)
               ? cs_child(doc, e->tok, CS_REL_OBJ)
               : CS_NONE;
}

static uint32_t locate(const struct placed *w, const struct cs_event *e,
                       const char **why)
{
    const bool there = happens_there(e->type);
    const int goal =
        (moves(e->type) ? TAKES_GOAL : 0) | (taken_by(w, e) & TAKES_ORIGIN);
    const uint32_t noun = noun_within(w->doc, e);
    *why = "place of its own phrase";
    uint32_t p = locative_child(w, e->tok, taken_by(w, e));
    if (noun != CS_NONE)
        p = finer(w, p, locative_child(w, noun, taken_by(w, e)));
    uint32_t q = CS_NONE;
    if (there)
        q = of_recipient(w, e);
    if (there || comes_together(e->type)) {
        q = finer(w, q, of_arguments(w, e->tok, there, goal));
        if (noun != CS_NONE)
            q = finer(w, q, of_arguments(w, noun, there, goal));
    }
    /* Words are said where they are said, not where what they tell of is. */
    if (q == CS_NONE && !there)
        q = of_speech(w, e->tok);
    if (q != CS_NONE && finer(w, p, q) == q &&
        (p == CS_NONE || memcmp(w->doc->places[p].country,
                                w->doc->places[q].country, 4) == 0)) {
        *why = there ? "where what it was done to is"
                     : "where those it was done with are";
        p = q;
    }
    if (p == CS_NONE) {
        *why = "the place it was so far from";
        p = locative_child(w, e->tok, DISTANCES);
    }
    if (p == CS_NONE) {
        *why = "the place visited";
        p = of_visit(w, e);
    }
    if (p == CS_NONE && there) {
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
        if (p == CS_NONE && noun != CS_NONE)
            p = of_subject(w, noun);
    }
    if (p == CS_NONE) {
        *why = "where who did it is";
        p = of_actor(w, e->tok, e->type);
    }
    if (p == CS_NONE) {
        *why = "place of the clause above";
        p = of_governor(w, e);
    }
    if (p == CS_NONE) {
        *why = "place of what happened meanwhile";
        p = of_meanwhile(w, e);
    }
    return p;
}

enum casus_status cs_places_attach(const struct cs_gazetteer *gazetteer,
                                   struct cs_doc *doc, struct casus_error *err)
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
    if (cs_places_again(gazetteer, doc, by_token) != CASUS_OK)
        return cs_fail(err, CASUS_ENOMEM, 0,
                       "report too large for the memory cap");
    uint8_t *is_event = cs_arena_zalloc(doc->arena, doc->n_tokens + 1);
    if (is_event == NULL)
        return cs_fail(err, CASUS_ENOMEM, 0,
                       "report too large for the memory cap");
    for (uint32_t i = 0; i < doc->n_events; i++) {
        if (doc->events[i].tok < doc->n_tokens)
            is_event[doc->events[i].tok] = (uint8_t)(doc->events[i].type + 1);
    }
    uint32_t *place_of =
        cs_arena_alloc(doc->arena, (doc->n_tokens + 1) * sizeof *place_of);
    if (place_of == NULL)
        return cs_fail(err, CASUS_ENOMEM, 0,
                       "report too large for the memory cap");
    for (uint32_t i = 0; i < doc->n_tokens; i++)
        place_of[i] = CS_NONE;
    const struct placed w = { doc, by_token, is_event, place_of };
    for (uint32_t i = 0; i < doc->n_events; i++) {
        struct cs_event *e = &doc->events[i];
        const char *why;
        e->place = locate(&w, e, &why);
        if (e->place == CS_NONE)
            continue;
        if (e->tok < doc->n_tokens)
            place_of[e->tok] = e->place;
        if (!cs_event_why(doc, e, CS_FIELD_WHERE, cs_str_of(why),
                          doc->places[e->place].span))
            return cs_fail(err, CASUS_ENOMEM, 0,
                           "report too large for the memory cap");
    }
    /* "140 were killed and 800 injured in Sarwan": the place at the end. */
    for (uint32_t i = 0; i < doc->n_events; i++) {
        struct cs_event *e = &doc->events[i];
        if (e->place != CS_NONE || e->type != CS_ASSAULT ||
            e->tok >= doc->n_tokens)
            continue;
        CS_EACH_CHILD(doc, e->tok, c) {
            if (doc->tokens[c].deprel == CS_REL_CONJ &&
                is_event[c] == CS_ASSAULT + 1 && place_of[c] != CS_NONE)
                e->place = place_of[c];
        }
        if (e->place != CS_NONE &&
            !cs_event_why(doc, e, CS_FIELD_WHERE,
                          CS_STR("place of what it is joined with"),
                          doc->places[e->place].span))
            return cs_fail(err, CASUS_ENOMEM, 0,
                           "report too large for the memory cap");
    }
    doc->layers |= CS_LAYER_WHERE;
    return CASUS_OK;
}
