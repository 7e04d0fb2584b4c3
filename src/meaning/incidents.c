/* incidents.c - which events of a report tell the same happening.
 *
 * An event is held against those before it, nearest first. What speaks against
 * one happening (another day, another place, other parties, "another", "a
 * second") decides before what speaks for it: the same parties, a noun that
 * points back ("the raid"), victims told of after the deed, a lead that tells
 * its title again. Where one telling leaves the actor open and a noun that
 * points back or a toll retells it, the actor of the first holds. */
#include <math.h>

#include "meaning/events.h"
#include "meaning/mentions.h"
#include "meaning/parties.h"
#include "meaning/tree.h"

/* Events that are looked back over. */
enum { LOOK_BACK = 40 };

/* --- against ------------------------------------------------------------- */

static bool one_entity(const struct cs_doc *doc, const struct cs_party *a,
                       const struct cs_party *b)
{
    return a->mention != CS_NONE && b->mention != CS_NONE &&
           doc->mentions[a->mention].entity == doc->mentions[b->mention].entity;
}

/* Codes that may be one party's: neither says what the other denies. */
static bool codes_agree(const struct cs_actor_code *a,
                        const struct cs_actor_code *b)
{
    const bool country = a->country[0] == '\0' || b->country[0] == '\0' ||
                         memcmp(a->country, b->country, 4) == 0;
    const bool sector = a->sector[0] == '\0' || b->sector[0] == '\0' ||
                        memcmp(a->sector, b->sector, 4) == 0;
    return country && sector;
}

enum agreement { OPEN, COMMON, APART };

/* Two lists of parties: `OPEN` where one is empty, `COMMON` where they share
 * somebody, `APART` where nobody can be shared. */
static enum agreement parties(const struct cs_doc *doc,
                              const struct cs_party *a, uint32_t n_a,
                              const struct cs_party *b, uint32_t n_b)
{
    bool may = false;
    for (uint32_t i = 0; i < n_a; i++) {
        for (uint32_t k = 0; k < n_b; k++) {
            if (one_entity(doc, &a[i], &b[k]) ||
                (a[i].code.country[0] != '\0' &&
                 memcmp(&a[i].code, &b[k].code, sizeof a[i].code) == 0))
                return COMMON;
            may = may || codes_agree(&a[i].code, &b[k].code);
        }
    }
    return n_a == 0 || n_b == 0 || may ? OPEN : APART;
}

static bool days_conflict(const struct cs_when *a, const struct cs_when *b)
{
    return a->known && b->known &&
           (a->days.to <= b->days.from || b->days.to <= a->days.from);
}

/* Two points more than a town apart. */
static bool far_apart(const struct cs_place *a, const struct cs_place *b)
{
    static const double degrees = 0.5;
    return fabs(a->lat - b->lat) > degrees || fabs(a->lon - b->lon) > degrees;
}

static bool is_exact(const struct cs_place *p)
{
    return p->precision != CS_PLACE_COUNTRY && p->precision != CS_PLACE_REGION;
}

static bool places_conflict(const struct cs_doc *doc, uint32_t a, uint32_t b)
{
    if (a == CS_NONE || b == CS_NONE || a == b)
        return false;
    const struct cs_place *x = &doc->places[a], *y = &doc->places[b];
    if (x->country[0] != '\0' && y->country[0] != '\0' &&
        memcmp(x->country, y->country, 4) != 0)
        return true;
    return is_exact(x) && is_exact(y) && x->has_point && y->has_point &&
           far_apart(x, y);
}

static bool counts_conflict(const struct cs_count *a, const struct cs_count *b)
{
    return a->given && b->given && a->bounds.min != CS_UNBOUNDED &&
           b->bounds.min != CS_UNBOUNDED && a->bounds.min != b->bounds.min;
}

/* "another", "a second", "two previous": what it stands with is told apart
 * from what was told. */
static bool set_apart(const struct cs_doc *doc, uint32_t tok)
{
    static const char *const words[] = {
        "another", "other",    "second",  "third",    "further", "separate",
        "earlier", "previous", "similar", "recent",   "past",    "new",
        "more",    "several",  "many",    "numerous", "future",  "last",
        "such",    "any",      "no",      "every",    NULL
    };
    CS_EACH_CHILD(doc, tok, c) {
        if (c < tok && cs_str_in(doc->tokens[c].norm, words))
            return true;
    }
    return false;
}

/* Whether an event of the sentence's own subject is told of another: "another
 * lorry was struck". */
static bool parties_set_apart(const struct cs_doc *doc,
                              const struct cs_event *e)
{
    for (uint32_t i = 0; i < e->n_recipients; i++) {
        const uint32_t tok = e->recipients[i].tok;
        const uint32_t det =
            tok == CS_NONE ? CS_NONE : cs_child(doc, tok, CS_REL_DET_REL);
        if (det != CS_NONE && cs_str_is(doc->tokens[det].norm, "another"))
            return true;
    }
    return false;
}

static bool modes_conflict(const struct cs_event *a, const struct cs_event *b)
{
    /* "a blast" is also told as "an air strike" */
    static const char *const blasts[] = { "aerial", "drone", "explosives",
                                          NULL };
    if (a->mode.n == 0 || b->mode.n == 0 || cs_str_eq(a->mode, b->mode))
        return false;
    return !(cs_str_in(a->mode, blasts) && cs_str_in(b->mode, blasts));
}

static bool told_as_fact(const struct cs_event *e)
{
    return e->status == CS_HAPPENED || e->status == CS_ONGOING ||
           e->status == CS_POSSIBLE;
}

static bool conflict(const struct cs_doc *doc, const struct cs_event *e,
                     const struct cs_event *before)
{
    return e->type != before->type || days_conflict(&e->when, &before->when) ||
           places_conflict(doc, e->place, before->place) ||
           modes_conflict(e, before) ||
           told_as_fact(e) != told_as_fact(before) || set_apart(doc, e->tok) ||
           parties_set_apart(doc, e);
}

/* --- for ----------------------------------------------------------------- */

static bool is_noun(const struct cs_doc *doc, uint32_t tok)
{
    return doc->tokens[tok].upos == CS_NOUN ||
           doc->tokens[tok].upos == CS_PROPN;
}

/* "the raid", "this attack", "the Thursday bombing" */
static bool points_back(const struct cs_doc *doc, uint32_t tok)
{
    /* these are many happenings, and point to none */
    static const char *const vague[] = { "violence",  "war",     "conflict",
                                         "fighting",  "unrest",  "bloodshed",
                                         "terrorism", "crisis",  "insurgency",
                                         "hostility", "turmoil", NULL };
    const uint32_t det = cs_child(doc, tok, CS_REL_DET_REL);
    return is_noun(doc, tok) && det != CS_NONE &&
           !cs_str_in(doc->tokens[tok].lemma, vague) &&
           (doc->tokens[tok].morph & CS_MORPH_PLUR) == 0 &&
           (cs_str_is(doc->tokens[det].norm, "the") ||
            cs_str_is(doc->tokens[det].norm, "this") ||
            cs_str_is(doc->tokens[det].norm, "that"));
}

static bool in_title(const struct cs_doc *doc, const struct cs_event *e)
{
    const uint8_t kind =
        (uint8_t)doc->blocks[doc->sentences[e->sentence].block].kind;
    return kind == CS_BLOCK_TITLE || kind == CS_BLOCK_STANDFIRST;
}

/* Only victims are told: no actor, and numbers of them. */
static bool is_toll(const struct cs_event *e)
{
    return e->type == CS_ASSAULT && e->n_actors == 0 &&
           (e->killed.given || e->injured.given);
}

static bool same_word(const struct cs_doc *doc, const struct cs_event *a,
                      const struct cs_event *b)
{
    return cs_str_eq(doc->tokens[a->tok].lemma, doc->tokens[b->tok].lemma);
}

static bool same_day(const struct cs_event *a, const struct cs_event *b)
{
    return a->when.known && b->when.known &&
           a->when.precision == CS_PRECISION_DAY &&
           b->when.precision == CS_PRECISION_DAY;
}

/* Why the two are one happening, NULL: nothing says so. */
static const char *one_happening(const struct cs_doc *doc,
                                 const struct cs_event *e,
                                 const struct cs_event *before)
{
    if (conflict(doc, e, before))
        return NULL;
    const enum agreement actors =
        parties(doc, e->actors, e->n_actors, before->actors, before->n_actors);
    const enum agreement recipients =
        parties(doc, e->recipients, e->n_recipients, before->recipients,
                before->n_recipients);
    if (actors == APART || e->sentence == before->sentence)
        return NULL;
    const uint32_t distance = e->sentence - before->sentence;
    /* Beyond a toll no recipients may differ: victims, and what was hit. */
    const bool toll = is_toll(e) && !is_toll(before) && distance <= 2;
    if (toll && !counts_conflict(&e->killed, &before->killed))
        return "the victims of what was just told";
    if (toll && is_noun(doc, e->tok))
        return "the toll of what was just told";
    if (points_back(doc, e->tok) &&
        (distance <= 3 || same_word(doc, e, before)) &&
        (recipients != APART || e->type == CS_ASSAULT))
        return "a noun that points back";
    if (recipients == APART)
        return NULL;
    if (in_title(doc, before) && !in_title(doc, e) && distance <= 3 &&
        !counts_conflict(&e->killed, &before->killed) &&
        (same_word(doc, e, before) || actors == COMMON || recipients == COMMON))
        return "the title told it";
    if (actors == COMMON && recipients == COMMON)
        return "the same parties";
    if (same_day(e, before) &&
        (same_word(doc, e, before) || (e->mode.n > 0 && before->mode.n > 0)))
        return "the same day and kind";
    return NULL;
}

/* --- all ----------------------------------------------------------------- */

static bool copy_side(struct cs_doc *doc, struct cs_event *e,
                      const struct cs_event *before, bool actors,
                      const char *rule)
{
    const struct cs_party *from = actors ? before->actors : before->recipients;
    const uint32_t n = actors ? before->n_actors : before->n_recipients;
    for (uint32_t i = 0; i < n; i++) {
        struct cs_party party = from[i];
        party.rule = cs_str_of(rule);
        if (!cs_event_add(doc, e, actors, party))
            return false;
    }
    return true;
}

/* What one telling leaves open and the other names: who did it, where a toll or
 * "the killing" tells of it again; to whom it was done, for the latter. */
static bool take_parties(struct cs_doc *doc, struct cs_event *e,
                         const struct cs_event *before)
{
    if (e->type != CS_ASSAULT || e->sentence - before->sentence > 2)
        return true;
    const bool again = points_back(doc, e->tok);
    const bool who = e->n_actors == 0 && (again || is_toll(e));
    const bool whom = e->n_recipients == 0 && again;
    return (!who ||
            copy_side(doc, e, before, true, "who did what it tells again")) &&
           (!whom || copy_side(doc, e, before, false,
                               "to whom it was done, as told before"));
}

/* "the air strike", told before as "a strike": what one telling says of the
 * mode holds for the other. */
static bool share_mode(struct cs_doc *doc, struct cs_event *a,
                       struct cs_event *b)
{
    struct cs_event *bare = a->mode.n == 0 ? a : b;
    const struct cs_event *told = bare == a ? b : a;
    if (bare->mode.n > 0 || told->mode.n == 0)
        return true;
    bare->mode = told->mode;
    return cs_event_why(doc, bare, CS_FIELD_TYPE,
                        CS_STR("mode: as the report tells it elsewhere"),
                        told->trigger);
}

/* What the first telling says of day and place holds for one that points back
 * to it, as far as that leaves them open. */
static bool share_scene(struct cs_doc *doc, struct cs_event *e,
                        struct cs_event *before)
{
    enum { NEAR = 2 };
    bool room = true;
    /* "The invasion" may be older than the attack just told. */
    static const char *const others[] = {
        "invasion", "war",      "coup",       "occupation", "offensive",
        "genocide", "campaign", "revolution", NULL
    };
    const uint32_t near = in_title(doc, before) ? NEAR + 1 : NEAR;
    if (!told_as_fact(e) || e->sentence - before->sentence > near ||
        (cs_str_in(doc->tokens[e->tok].lemma, others) &&
         !same_word(doc, e, before)))
        return true;
    if (!e->when.known && before->when.known) {
        e->when = before->when;
        room = cs_event_why(doc, e, CS_FIELD_WHEN,
                            CS_STR("as told before of the same happening"),
                            before->trigger);
    }
    /* "Gunmen opened fire at a hall. The assault on Friday evening" */
    if (!before->when.known && e->when.known &&
        e->when.precision == CS_PRECISION_DAY) {
        before->when = e->when;
        room = cs_event_why(doc, before, CS_FIELD_WHEN,
                            CS_STR("as told later of the same happening"),
                            e->trigger);
    }
    if (e->place == CS_NONE && before->place != CS_NONE) {
        e->place = before->place;
        room = room && cs_event_why(doc, e, CS_FIELD_WHERE,
                                    CS_STR("as told before of the same "
                                           "happening"),
                                    before->trigger);
    }
    return room;
}

/* What a sentence has of its own: bits by sentence. */
enum { HAS_DAYS = 1, HAS_PLACE = 2 };

static uint8_t *own_scenes(const struct cs_doc *doc)
{
    uint8_t *has = cs_arena_zalloc(doc->arena, doc->n_sentences + 1);
    for (uint32_t i = 0; has != NULL && i < doc->n_times; i++) {
        if (doc->times[i].has_days || doc->times[i].type == CS_TIME_DATE)
            has[doc->tokens[doc->times[i].tok_b].sentence] |= HAS_DAYS;
    }
    for (uint32_t i = 0; has != NULL && i < doc->n_places; i++) {
        if (doc->places[i].tok_b < doc->n_tokens && !doc->places[i].again)
            has[doc->tokens[doc->places[i].tok_b].sentence] |= HAS_PLACE;
    }
    return has;
}

/* "Rebels raided the post in Sarwan on Monday. Two were arrested at the
 * scene": an act in a place spoken of again, whose sentence gives no day, was
 * on the day of what had just been told of it. */
static bool share_day_of_scene(struct cs_doc *doc, struct cs_event *e,
                               const uint8_t *has)
{
    enum { NEAR = 1 };
    if (e->when.known || e->place == CS_NONE || e->status != CS_HAPPENED ||
        cs_quad_of(e->type) != CS_MATERIAL_CONFLICT ||
        (has[e->sentence] & HAS_DAYS) != 0)
        return true;
    for (struct cs_event *before = e; before-- > doc->events;) {
        if (e->sentence - before->sentence > NEAR || e - before > LOOK_BACK)
            break;
        if (before->sentence == e->sentence || before->place != e->place ||
            before->status != CS_HAPPENED || !before->when.known ||
            before->when.precision != CS_PRECISION_DAY)
            continue;
        e->when = before->when;
        return cs_event_why(doc, e, CS_FIELD_WHEN, CS_STR("at the scene of"),
                            before->trigger);
    }
    return true;
}

/* Somebody acts or is acted upon in both. */
static bool share_somebody(const struct cs_doc *doc, const struct cs_event *a,
                           const struct cs_event *b)
{
    for (uint32_t i = 0; i < a->n_actors + a->n_recipients; i++) {
        const struct cs_party *p =
            i < a->n_actors ? &a->actors[i] : &a->recipients[i - a->n_actors];
        for (uint32_t k = 0; k < b->n_actors + b->n_recipients; k++) {
            const struct cs_party *q = k < b->n_actors
                                           ? &b->actors[k]
                                           : &b->recipients[k - b->n_actors];
            if (one_entity(doc, p, q))
                return true;
        }
    }
    return false;
}

/* "Thousands marched. Police fired tear gas": what is done to protesters is
 * done where they protest. */
static bool answers(const struct cs_doc *doc, const struct cs_event *e,
                    const struct cs_event *before)
{
    /* "The two met in Sarwan on Monday. Afterwards they signed a treaty" */
    if (before->type == CS_CONSULT)
        return cs_is_verb(doc, e->tok) &&
               (e->type == CS_AGREE || e->type == CS_COOPERATE ||
                cs_str_is(doc->tokens[e->tok].lemma, "sign"));
    /* "Rebels attacked the village. Eleven houses were torched" */
    if (before->type == CS_ASSAULT && e->n_actors == 0)
        return e->type == CS_ASSAULT || e->type == CS_PROTEST;
    return before->type == CS_PROTEST &&
           (e->type == CS_ASSAULT || e->type == CS_COERCE);
}

/* "Gunbattles broke out on Monday; at least 22 people were killed" */
static bool share_toll(struct cs_doc *doc, struct cs_event *e)
{
    bool room = true;
    if (!is_toll(e) || e->status != CS_HAPPENED ||
        (e->when.known && e->place != CS_NONE))
        return true;
    for (struct cs_event *before = e; room && before-- > doc->events;) {
        if (before->sentence != e->sentence || e - before > LOOK_BACK)
            break;
        if (before->type != CS_ASSAULT || before->status != CS_HAPPENED)
            continue;
        if (!e->when.known && before->when.known) {
            e->when = before->when;
            room = cs_event_why(doc, e, CS_FIELD_WHEN, CS_STR("the toll of"),
                                before->trigger);
        }
        if (room && e->place == CS_NONE && before->place != CS_NONE) {
            e->place = before->place;
            room = cs_event_why(doc, e, CS_FIELD_WHERE, CS_STR("the toll of"),
                                before->trigger);
        }
        break;
    }
    return room;
}

/* What a scene can go on with or from. */
static bool may_go_on(const struct cs_event *e)
{
    return (cs_quad_of(e->type) == CS_MATERIAL_CONFLICT &&
            e->type != CS_SANCTION) ||
           e->type == CS_CONSULT || e->type == CS_AGREE ||
           e->type == CS_COOPERATE || e->type == CS_SUPPORT;
}

/* "Gunmen stormed a market in Sarwan on Monday. They killed ten": the scene
 * goes on where the next sentence names neither day nor place. */
static bool share_going_on(struct cs_doc *doc, struct cs_event *e,
                           const uint8_t *has)
{
    bool room = true;
    /* "a series of attacks" are others */
    const bool many = is_noun(doc, e->tok) &&
                      (doc->tokens[e->tok].morph & CS_MORPH_PLUR) != 0;
    if (e->status != CS_HAPPENED || many || !may_go_on(e) ||
        has[e->sentence] != 0 || (e->when.known && e->place != CS_NONE))
        return true;
    for (struct cs_event *before = e; before-- > doc->events && room;) {
        if (e->sentence - before->sentence > 1 || e - before > LOOK_BACK)
            break;
        /* One of the same sentence has got its own so, too. */
        const bool goes_on =
            before->sentence == e->sentence ||
            (share_somebody(doc, e, before) && before->type != CS_CONSULT) ||
            answers(doc, e, before);
        if (!goes_on || before->status != CS_HAPPENED || !may_go_on(before))
            continue;
        if (!e->when.known && before->when.known &&
            before->when.precision == CS_PRECISION_DAY) {
            e->when = before->when;
            room = cs_event_why(doc, e, CS_FIELD_WHEN,
                                CS_STR("the scene goes on"), before->trigger);
        }
        if (room && e->place == CS_NONE && before->place != CS_NONE) {
            e->place = before->place;
            room = cs_event_why(doc, e, CS_FIELD_WHERE,
                                CS_STR("the scene goes on"), before->trigger);
        }
    }
    return room;
}

enum casus_status cs_incidents_find(const struct cs_lexicon *lex,
                                    struct cs_doc *doc, struct casus_error *err)
{
    (void)lex;
    uint32_t next = 0;
    bool room = true;
    for (uint32_t i = 0; i < doc->n_events && room; i++) {
        struct cs_event *e = &doc->events[i];
        const char *why = NULL;
        uint32_t k = i;
        while (k > 0 && i - k < LOOK_BACK && why == NULL)
            why = one_happening(doc, e, &doc->events[--k]);
        if (why == NULL) {
            e->incident = next++;
            continue;
        }
        const struct cs_event *before = &doc->events[k];
        e->incident = before->incident;
        room = cs_event_why(doc, e, CS_FIELD_INCIDENT, cs_str_of(why),
                            before->trigger) &&
               take_parties(doc, e, before) &&
               share_mode(doc, e, &doc->events[k]) &&
               (!(points_back(doc, e->tok) || is_toll(e) ||
                  in_title(doc, before) ||
                  (cs_quad_of(e->type) == CS_MATERIAL_CONFLICT &&
                   e->sentence == before->sentence + 1)) ||
                share_scene(doc, e, &doc->events[k]));
    }
    const uint8_t *has = own_scenes(doc);
    room = room && has != NULL;
    for (uint32_t i = 0; i < doc->n_events && room; i++)
        room = share_day_of_scene(doc, &doc->events[i], has) &&
               share_toll(doc, &doc->events[i]) &&
               share_going_on(doc, &doc->events[i], has);
    if (!room)
        return cs_fail(err, CASUS_ENOMEM, 0,
                       "report too large for the memory cap");
    doc->layers |= CS_LAYER_INCIDENTS;
    return CASUS_OK;
}
