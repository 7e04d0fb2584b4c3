/* anchor.c - which time belongs to which event.
 *
 *   times ---climb the tree---> an event's word          (A1)
 *                          \--> a light verb -> its event (A2)
 *   "a day after X" ---------> X and what it is told of   (A3, A4)
 *   dated event -------------> parts told with it         (A5)
 *
 * Each event keeps the best time offered: one that hangs on it before one
 * passed on, the finer before the coarser, the nearer before the farther. */
#include "meaning/anchor.h"

#include "base/day.h"
#include "meaning/tree.h"

enum { CLIMB = 12, REFERENCE_REACH = 4 };

/* How a time came to an event, the surest first. */
enum way { WAY_OWN, WAY_PASSED, WAY_SHARED };

static const uint32_t NO_COST = UINT32_MAX;

struct work {
    struct cs_doc *doc;
    uint32_t *event_at;   /* [n_tokens] first event with that head, CS_NONE */
    uint32_t *event_next; /* [n_events] next with the same head, CS_NONE */
    uint32_t *time_of;    /* [n_events] the time it has, CS_NONE */
    uint32_t *cost;       /* [n_events] of that time, NO_COST */
    uint32_t *verb_time;  /* [n_tokens] day that dates a verb, CS_NONE */
    bool full;            /* the arena's cap was reached */
};

/* --- words --------------------------------------------------------------- */

static struct cs_str base_form(const struct cs_doc *doc, uint32_t tok)
{
    const struct cs_token *t = &doc->tokens[tok];
    return t->lemma.n > 0 ? t->lemma : t->norm;
}

static bool in_list(struct cs_str s, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (cs_str_is(s, list[i]))
            return true;
    }
    return false;
}

#define IN_LIST(s, list) in_list((s), (list), sizeof(list) / sizeof *(list))

/* Verbs that say no more of their subject than that it was. */
static bool happens(const struct cs_doc *doc, uint32_t verb)
{
    static const char *const verbs[] = {
        "happen", "occur",  "take",     "begin", "start", "come",
        "break",  "erupt",  "continue", "end",   "last",  "follow",
        "resume", "unfold", "be",       "go",    "hit",   "strike"
    };
    return IN_LIST(base_form(doc, verb), verbs) ||
           (!cs_tells(doc, verb) && !cs_has_child(doc, verb, CS_REL_OBJ) &&
            !cs_has_child(doc, verb, CS_REL_CCOMP) &&
            !cs_has_child(doc, verb, CS_REL_XCOMP));
}

static bool is_event(const struct work *w, uint32_t tok)
{
    return w->event_at[tok] != CS_NONE;
}

/* Head word of a time: the one whose head lies outside it. */
static uint32_t time_head(const struct cs_doc *doc, const struct cs_time *t)
{
    for (uint32_t i = t->tok_b; i < t->tok_e; i++) {
        const uint32_t head = doc->tokens[i].head;
        if (head == CS_NONE || head < t->tok_b || head >= t->tok_e)
            return i;
    }
    return t->tok_b;
}

static bool within(const struct cs_time *t, uint32_t tok)
{
    return tok >= t->tok_b && tok < t->tok_e;
}

/* The preposition that leads a time. That of the noun a time stands before
 * ("after the 2003 war") is not its own. */
static struct cs_str lead(const struct cs_doc *doc, const struct cs_time *t)
{
    const uint32_t p = cs_preposition(doc, time_head(doc, t));
    if (p != CS_NONE)
        return doc->tokens[p].norm;
    if (t->tok_b > 0 && doc->tokens[t->tok_b - 1].head != CS_NONE &&
        within(t, doc->tokens[t->tok_b - 1].head))
        return doc->tokens[t->tok_b - 1].norm;
    return (struct cs_str){ NULL, 0 };
}

/* --- offers -------------------------------------------------------------- */

/* steps: words between the time's own and the event's */
static void give(struct work *w, uint32_t event, uint32_t time, enum way way,
                 uint32_t steps)
{
    const struct cs_time *t = &w->doc->times[time];
    const uint32_t tok = w->doc->events[event].tok;
    const uint32_t far = tok > t->tok_b ? tok - t->tok_b : t->tok_b - tok;
    const uint32_t cost = ((uint32_t)way * 8u + steps) * 10000u +
                          (uint32_t)t->precision * 1000u +
                          (far < 999u ? far : 999u);
    if (cost >= w->cost[event])
        return;
    w->cost[event] = cost;
    w->time_of[event] = time;
}

static void give_at(struct work *w, uint32_t tok, uint32_t time, enum way way,
                    uint32_t steps)
{
    for (uint32_t e = w->event_at[tok]; e != CS_NONE; e = w->event_next[e])
        give(w, e, time, way, steps);
}

/* Told as real: what goes on has also happened. */
static bool alike(const struct cs_event *a, const struct cs_event *b)
{
    const bool real_a = a->status == CS_HAPPENED || a->status == CS_ONGOING;
    const bool real_b = b->status == CS_HAPPENED || b->status == CS_ONGOING;
    return a->status == b->status || (real_a && real_b);
}

/* The word that leads a clause: "after", "while"; empty for none. */
static struct cs_str clause_mark(const struct cs_doc *doc, uint32_t tok)
{
    uint32_t m = cs_child(doc, tok, CS_REL_MARK);
    if (m == CS_NONE) {
        m = cs_child(doc, tok, CS_REL_ADVMOD);
        if (m != CS_NONE && !cs_str_is(doc->tokens[m].norm, "when"))
            m = CS_NONE;
    }
    return m == CS_NONE ? (struct cs_str){ NULL, 0 } : doc->tokens[m].norm;
}

static bool at_the_same_time(const struct cs_doc *doc, uint32_t clause)
{
    static const char *const together[] = { "when", "while", "as" };
    return doc->tokens[clause].deprel == CS_REL_ADVCL &&
           IN_LIST(clause_mark(doc, clause), together);
}

static bool has_subject(const struct cs_doc *doc, uint32_t verb)
{
    return cs_has_child(doc, verb, CS_REL_NSUBJ) ||
           cs_has_child(doc, verb, CS_REL_NSUBJ_PASS);
}

/* "in a mortar attack", "at talks", "by a bomb": what something was part of */
static bool is_setting(const struct cs_doc *doc, uint32_t noun)
{
    static const char *const in[] = {
        "in", "at", "during", "amid", "by", "with"
    };
    const uint32_t prep = cs_preposition(doc, noun);
    return prep != CS_NONE && IN_LIST(doc->tokens[prep].norm, in);
}

/* "flew to the capital the next day for talks" */
static bool is_meeting_ahead(const struct work *w, uint32_t noun)
{
    const uint32_t prep = cs_preposition(w->doc, noun);
    return prep != CS_NONE && is_event(w, noun) &&
           cs_str_is(w->doc->tokens[prep].norm, "for") &&
           (w->doc->events[w->event_at[noun]].type == CS_CONSULT ||
            w->doc->events[w->event_at[noun]].type == CS_PROTEST);
}

/* "an attack killed two on Friday", "the blast that rocked the town" */
static bool is_toll_of(const struct work *w, uint32_t verb, uint32_t subject)
{
    static const char *const tolls[] = {
        "kill", "wound", "injure", "leave", "damage", "destroy",
        "rock", "shake", "target", "claim", "level",  "maim"
    };
    static const char *const stirs[] = { "paralyse", "paralyze", "shut",
                                         "close",    "disrupt",  "halt",
                                         "block",    "draw",     "attract" };
    const uint32_t noun = cs_antecedent(w->doc, subject);
    if (!is_event(w, noun))
        return false;
    const enum cs_event_type type = w->doc->events[w->event_at[noun]].type;
    return (type == CS_ASSAULT && IN_LIST(base_form(w->doc, verb), tolls)) ||
           (type == CS_PROTEST && IN_LIST(base_form(w->doc, verb), stirs));
}

/* Rule A2: a verb that is no event passes its time to the event it carries:
 * "launched an attack", "attempted to seize", "the talks began". */
static void pass_down(struct work *w, uint32_t verb, uint32_t time,
                      uint32_t steps)
{
    static const char *const records[] = { "report", "see", "hear", "witness" };
    const struct cs_doc *doc = w->doc;
    if (steps > 4)
        return;
    if (cs_tells(doc, verb)) {
        /* "Clashes were reported in Sarwan on Monday" */
        const uint32_t told = cs_child(doc, verb, CS_REL_NSUBJ_PASS);
        if (told != CS_NONE && IN_LIST(base_form(doc, verb), records))
            give_at(w, told, time, WAY_PASSED, steps);
        return;
    }
    CS_EACH_CHILD(doc, verb, c) {
        switch (doc->tokens[c].deprel) {
        case CS_REL_OBJ:
        case CS_REL_NSUBJ_PASS:
            give_at(w, c, time, WAY_PASSED, steps);
            if (!is_event(w, c) && cs_content_word(doc, c) != CS_NONE)
                give_at(w, cs_content_word(doc, c), time, WAY_PASSED, steps);
            break;
        case CS_REL_NSUBJ:
            /* "The first incident, a mortar attack, occurred on 7 June" */
            if (happens(doc, verb) && cs_has_child(doc, c, CS_REL_APPOS))
                give_at(w, cs_child(doc, c, CS_REL_APPOS), time, WAY_PASSED,
                        steps + 1);
            /* "A rally last month passed off without violence" */
            if (happens(doc, verb) || is_toll_of(w, verb, c) ||
                (doc->times[time].tok_b > c && doc->times[time].tok_b < verb))
                give_at(w, cs_antecedent(doc, c), time, WAY_PASSED, steps);
            break;
        case CS_REL_OBL:
        case CS_REL_OBL_AGENT:
            if (is_setting(doc, c) || is_meeting_ahead(w, c))
                give_at(w, c, time, WAY_PASSED, steps);
            break;
        case CS_REL_XCOMP:
            if (is_event(w, c))
                give_at(w, c, time, WAY_PASSED, steps);
            else
                pass_down(w, c, time, steps + 1);
            break;
        case CS_REL_ADVCL:
            /* "carried out a strike on Friday, destroying two depots" */
            if (!at_the_same_time(doc, c) &&
                (has_subject(doc, c) || clause_mark(doc, c).n > 0 ||
                 (doc->tokens[c].morph & CS_MORPH_INF) != 0))
                break;
            give_at(w, c, time, WAY_PASSED, steps + 1);
            if (!is_event(w, c))
                pass_down(w, c, time, steps + 1);
            break;
        case CS_REL_CONJ:
            /* "On Monday he walked into the station and surrendered" */
            if (!cs_is_verb(doc, c) ||
                doc->times[time].tok_b > (has_subject(doc, c) ? verb : c))
                break;
            give_at(w, c, time, WAY_PASSED, steps + 1);
            if (!is_event(w, c))
                pass_down(w, c, time, steps + 1);
            break;
        default:
            break;
        }
    }
}

/* The word for what an event's child says it consists in, CS_NONE: nothing. */
static uint32_t part_of(const struct work *w, uint32_t child)
{
    const struct cs_doc *doc = w->doc;
    switch (doc->tokens[child].deprel) {
    case CS_REL_OBJ:
    case CS_REL_NSUBJ_PASS:
        return child;
    case CS_REL_NSUBJ: /* "the attack that killed two on Friday" */
        return cs_antecedent(doc, child) != child ? cs_antecedent(doc, child)
                                                  : CS_NONE;
    case CS_REL_OBL:
    case CS_REL_OBL_AGENT:
        return is_setting(doc, child) || is_meeting_ahead(w, child) ? child
                                                                    : CS_NONE;
    default:
        return CS_NONE;
    }
}

/* An event passes its time to events that it consists in: "imposed a curfew
 * on Monday", "were killed on Monday in an attack". Words are said of what
 * was at another time. */
static void pass_within(struct work *w, uint32_t tok, uint32_t time)
{
    struct cs_doc *doc = w->doc;
    const struct cs_event *over = &doc->events[w->event_at[tok]];
    const enum cs_quad quad = cs_quad_of(over->type);
    if (quad == CS_VERBAL_CONFLICT ||
        (quad == CS_VERBAL_COOPERATION && over->type != CS_AGREE &&
         over->type != CS_CONSULT))
        return;
    CS_EACH_CHILD(doc, tok, c) {
        const uint32_t part = part_of(w, c);
        if (part == CS_NONE)
            continue;
        for (uint32_t e = w->event_at[part]; e != CS_NONE;
             e = w->event_next[e]) {
            if (alike(&doc->events[e], over))
                give(w, e, time, WAY_PASSED, 0);
        }
    }
}

/* "called for an inquiry into an attack on a mosque on Friday that killed
 * two": the event whose phrase reaches around the time, although the tree
 * hangs the time elsewhere. */
static uint32_t noun_around(const struct work *w, const struct cs_time *t)
{
    const struct cs_doc *doc = w->doc;
    const uint32_t head = time_head(doc, t);
    enum { REACH = 60 };
    uint32_t first = doc->sentences[doc->tokens[t->tok_b].sentence].tok_b;
    if (t->tok_b - first > REACH)
        first = t->tok_b - REACH;
    for (uint32_t i = t->tok_b; i-- > first;) {
        if (cs_is_verb(doc, i) && doc->tokens[i].sub_e > t->tok_b &&
            cs_under(doc, head, i))
            return CS_NONE;
        if (is_event(w, i) && !cs_is_verb(doc, i) &&
            doc->tokens[i].sub_e > t->tok_e)
            return cs_under(doc, head, i) ? CS_NONE : i;
    }
    return CS_NONE;
}

/* "in the Dec. 21, 1988, bombing", "the 1996 Olympic bombing": the event's
 * noun right behind a time that has the article. */
static uint32_t noun_behind(const struct work *w, const struct cs_time *t)
{
    enum { NEAR = 4 };
    const struct cs_doc *doc = w->doc;
    const struct cs_token *first = &doc->tokens[t->tok_b];
    const bool article =
        first->deprel == CS_REL_DET_REL ||
        (t->tok_b > 0 && doc->tokens[t->tok_b - 1].deprel == CS_REL_DET_REL);
    uint32_t i = t->tok_e;
    if (!article)
        return CS_NONE;
    if (cs_norm_at(doc, i, doc->n_tokens, ","))
        i++;
    for (; i < doc->n_tokens && i < t->tok_e + NEAR &&
           doc->tokens[i].sentence == first->sentence;
         i++) {
        if (is_event(w, i) && !cs_is_verb(doc, i))
            return i;
        if (doc->tokens[i].upos != CS_ADJ && doc->tokens[i].upos != CS_NOUN &&
            doc->tokens[i].upos != CS_PROPN)
            return CS_NONE;
    }
    return CS_NONE;
}

/* "said the strike on Friday was in reply": where the tree hangs the time on
 * the verb of saying although it stands within what is said, the event's noun
 * right before it. */
static uint32_t noun_before(const struct work *w, const struct cs_time *t)
{
    const struct cs_doc *doc = w->doc;
    const uint32_t head = time_head(doc, t);
    const uint32_t up = doc->tokens[head].head;
    const uint32_t prep = cs_preposition(doc, head);
    const uint32_t first = prep != CS_NONE && prep < t->tok_b ? prep : t->tok_b;
    if (up == CS_NONE || first == 0 || !is_event(w, first - 1) ||
        cs_is_verb(doc, first - 1))
        return CS_NONE;
    CS_EACH_CHILD(doc, up, c) {
        if (doc->tokens[c].deprel == CS_REL_CCOMP &&
            doc->tokens[c].sub_b < first && doc->tokens[c].sub_e > t->tok_e)
            return first - 1;
    }
    return CS_NONE;
}

/* "on 2 August 2016, when a protest ended": the clause that says what was
 * then. */
static uint32_t clause_of_then(const struct cs_doc *doc,
                               const struct cs_time *t)
{
    uint32_t when = t->tok_e;
    if (when < doc->n_tokens && cs_str_is(doc->tokens[when].norm, ","))
        when++;
    if (when >= doc->n_tokens || !cs_str_is(doc->tokens[when].norm, "when") ||
        doc->tokens[when].sentence != doc->tokens[t->tok_b].sentence)
        return CS_NONE;
    return doc->tokens[when].head;
}

/* "On Friday, after rebels fired, they left": the tree may hang the day on
 * the clause it stands before; it dates what that clause hangs on. */
static uint32_t past_clause(const struct cs_doc *doc, const struct cs_time *t,
                            uint32_t verb)
{
    const uint32_t mark = cs_child(doc, verb, CS_REL_MARK);
    return mark != CS_NONE && mark > t->tok_b && mark < verb &&
                   doc->tokens[verb].deprel == CS_REL_ADVCL
               ? doc->tokens[verb].head
               : verb;
}

/* "was shot and killed on Friday": the second word tells no event of its own.
 */
static uint32_t past_joined(const struct work *w, uint32_t verb)
{
    const struct cs_doc *doc = w->doc;
    const uint32_t up = doc->tokens[verb].head;
    return !is_event(w, verb) && up != CS_NONE &&
                   doc->tokens[verb].deprel == CS_REL_CONJ && is_event(w, up) &&
                   cs_is_verb(doc, up) && !has_subject(doc, verb) &&
                   !cs_has_child(doc, verb, CS_REL_OBJ)
               ? up
               : verb;
}

/* "visited soldiers stationed in Gao on Friday": words of state have no day,
 * what is told of those they describe has. */
static uint32_t past_state(const struct work *w, uint32_t verb)
{
    static const char *const states[] = {
        "station", "base", "locate", "hold", "live",    "house",
        "situate", "camp", "gather", "load", "shelter", "speak"
    };
    const struct cs_doc *doc = w->doc;
    if (is_event(w, verb) || doc->tokens[verb].deprel != CS_REL_ACL)
        return verb;
    /* "a deal reached in Doha last week" */
    if (doc->tokens[verb].head != CS_NONE &&
        is_event(w, doc->tokens[verb].head))
        return doc->tokens[verb].head;
    if (!IN_LIST(base_form(doc, verb), states))
        return verb;
    uint32_t tok = doc->tokens[verb].head;
    for (int i = 0; tok != CS_NONE && i < CLIMB; i++) {
        if (is_event(w, tok) || cs_is_verb(doc, tok))
            return tok;
        tok = doc->tokens[tok].head;
    }
    return verb;
}

/* "began an offensive to retake Sarwan on 17 October": a day that is past at
 * publication belongs to what was done, not to what it was for. */
static uint32_t past_purpose(const struct work *w, const struct cs_time *t,
                             uint32_t verb)
{
    const struct cs_doc *doc = w->doc;
    const uint8_t rel = doc->tokens[verb].deprel;
    const uint32_t up = doc->tokens[verb].head;
    const int32_t pub = doc->meta.published_day;
    const bool nonfinite = (doc->tokens[verb].morph & CS_MORPH_FIN) == 0 &&
                           !has_subject(doc, verb);
    const bool intended = (doc->tokens[verb].morph & CS_MORPH_INF) != 0;
    if (!nonfinite || up == CS_NONE || (is_event(w, verb) && !intended) ||
        (rel != CS_REL_ACL && rel != CS_REL_ADVCL && rel != CS_REL_XCOMP) ||
        !is_event(w, up) || pub == CS_DAY_UNKNOWN || t->days.from > pub)
        return verb;
    return up;
}

/* "deplores the arrest of six on 26 September": a statement in the present is
 * not of that day; what it is about is. */
static uint32_t what_is_deplored(const struct work *w, const struct cs_time *t,
                                 uint32_t verb)
{
    const struct cs_doc *doc = w->doc;
    const uint32_t obj = cs_child(doc, verb, CS_REL_OBJ);
    const int32_t pub = doc->meta.published_day;
    return is_event(w, verb) && cs_is_verb(doc, verb) &&
                   (doc->tokens[verb].morph & CS_MORPH_PRES) != 0 &&
                   (doc->tokens[verb].morph & CS_MORPH_FIN) != 0 &&
                   obj != CS_NONE && is_event(w, obj) && t->tok_b > obj &&
                   t->has_days && (pub == CS_DAY_UNKNOWN || t->days.to <= pub)
               ? obj
               : CS_NONE;
}

/* "Four have been arrested following a brawl in Sarwan on Saturday": English
 * gives a verb in the present perfect no past day; the event's noun before the
 * day has it. */
static uint32_t past_perfect(const struct work *w, const struct cs_time *t,
                             uint32_t verb)
{
    const struct cs_doc *doc = w->doc;
    const int32_t pub = doc->meta.published_day;
    bool perfect = false;
    CS_EACH_CHILD(doc, verb, c) {
        perfect = perfect || (doc->tokens[c].deprel == CS_REL_AUXILIARY &&
                              (cs_str_is(doc->tokens[c].norm, "has") ||
                               cs_str_is(doc->tokens[c].norm, "have")));
    }
    if (!perfect || t->tok_b < verb || pub == CS_DAY_UNKNOWN ||
        t->precision != CS_PRECISION_DAY || t->days.to > pub ||
        cs_str_is(lead(doc, t), "since"))
        return CS_NONE;
    for (uint32_t i = t->tok_b; i-- > verb + 1;) {
        if (is_event(w, i) && !cs_is_verb(doc, i))
            return i;
    }
    return CS_NONE;
}

/* The word that a time hangs on: the first event or verb above it, or what a
 * copula says it of ("the vote is on Friday"). CS_NONE: nothing. */
static uint32_t governor(const struct work *w, const struct cs_time *t)
{
    const struct cs_doc *doc = w->doc;
    uint32_t tok = time_head(doc, t);
    const uint32_t subject = cs_child(doc, tok, CS_REL_NSUBJ);
    if (subject != CS_NONE && is_event(w, subject))
        return subject;
    uint32_t noun = noun_behind(w, t);
    if (noun == CS_NONE)
        noun = noun_before(w, t);
    if (noun == CS_NONE)
        noun = noun_around(w, t);
    if (noun != CS_NONE)
        return noun;
    /* "17 July 2007: Gunmen abducted": a day at the head of its sentence */
    if (doc->tokens[tok].head == CS_NONE)
        return cs_child(doc, tok, CS_REL_PARATAXIS);
    for (int i = 0; i < CLIMB; i++) {
        tok = doc->tokens[tok].head;
        if (tok == CS_NONE)
            return CS_NONE;
        if (!within(t, tok) && (is_event(w, tok) || cs_is_verb(doc, tok))) {
            uint32_t other = what_is_deplored(w, t, tok);
            if (other == CS_NONE)
                other = past_perfect(w, t, tok);
            if (other != CS_NONE)
                return other;
            tok = past_clause(doc, t, tok);
            tok = past_joined(w, tok);
            tok = past_state(w, tok);
            return past_purpose(w, t, tok);
        }
    }
    return CS_NONE;
}

/* A time that places what it hangs on in the calendar; "until Friday",
 * "before the 5th" and mere lengths do not. */
static bool places(const struct cs_doc *doc, const struct cs_time *t)
{
    static const char *const others[] = { "before", "after", "until", "till",
                                          "by",     "than",  "past",  "as" };
    if (!t->has_days || t->type == CS_TIME_SET ||
        t->precision == CS_PRECISION_UNKNOWN)
        return false;
    /* "shortly after midnight on Monday" is Monday */
    return t->type == CS_TIME_TIME || !IN_LIST(lead(doc, t), others);
}

/* Rule A6: is time `i` + 1 the far end of a stretch that `i` begins? "from 3
 * May to 5 May", "between Monday and Friday". */
static bool ends_stretch(const struct cs_doc *doc, uint32_t i)
{
    static const char *const joints[] = { "to", "until", "till", "through" };
    if (i + 1 >= doc->n_times)
        return false;
    const struct cs_time *t = &doc->times[i], *next = t + 1;
    if (!t->has_days || !next->has_days || next->tok_b != t->tok_e + 1 ||
        next->days.to <= t->days.from)
        return false;
    const struct cs_str word = lead(doc, t);
    const struct cs_str joint = doc->tokens[t->tok_e].norm;
    /* "on Monday and Tuesday" */
    if ((cs_str_is(joint, "and") || cs_str_is(joint, "-")) &&
        next->days.from == t->days.to && t->precision == next->precision)
        return true;
    return (cs_str_is(word, "from") && IN_LIST(joint, joints)) ||
           (cs_str_is(word, "between") && cs_str_is(joint, "and"));
}

/* "The first such attack since 2008" was not then. */
static bool is_record_since(const struct work *w, uint32_t noun, uint32_t time)
{
    static const char *const ranks[] = { "first",  "only",  "worst",  "last",
                                         "second", "third", "fourth", "fifth",
                                         "sixth",  "such" };
    const struct cs_doc *doc = w->doc;
    if (cs_is_verb(doc, noun) ||
        !cs_str_is(lead(doc, &doc->times[time]), "since"))
        return false;
    CS_EACH_CHILD(doc, noun, c) {
        const struct cs_str norm = doc->tokens[c].norm;
        if (doc->tokens[c].deprel == CS_REL_AMOD &&
            (IN_LIST(norm, ranks) ||
             (norm.n > 4 && memcmp(norm.p + norm.n - 3, "est", 3) == 0)))
            return true;
    }
    return false;
}

/* Offer a time to the word it hangs on and to what that word carries. */
static void offer(struct work *w, uint32_t over, uint32_t time)
{
    if (over == CS_NONE || is_record_since(w, over, time))
        return;
    if (is_event(w, over)) {
        give_at(w, over, time, WAY_OWN, 0);
        pass_within(w, over, time);
        return;
    }
    if (w->doc->times[time].precision == CS_PRECISION_DAY &&
        w->verb_time[over] == CS_NONE)
        w->verb_time[over] = time;
    pass_down(w, over, time, 0);
}

/* "The seizure, the second this summer": a count, no day. */
static bool is_rank(const struct cs_doc *doc, const struct cs_time *t)
{
    static const char *const ranks[] = { "second", "third", "fourth", "fifth",
                                         "sixth",  "first", "latest" };
    const uint32_t over = doc->tokens[time_head(doc, t)].head;
    return over != CS_NONE && !cs_is_verb(doc, over) &&
           IN_LIST(doc->tokens[over].norm, ranks);
}

/* "Santiago, Oct 10 (Agency).- Masked men": when the report was filed, where
 * the dateline was not cut off. */
static bool is_filed(const struct cs_doc *doc, const struct cs_time *t)
{
    enum { FIRST = 5 };
    const uint32_t s = doc->tokens[t->tok_b].sentence;
    return t->tok_b - doc->sentences[s].tok_b <= FIRST &&
           cs_norm_at(doc, t->tok_e, doc->n_tokens, "(") &&
           doc->tokens[t->tok_e].sentence == s &&
           doc->blocks[doc->sentences[s].block].span.b ==
               doc->sentences[s].span.b;
}

static void offer_times(struct work *w)
{
    const struct cs_doc *doc = w->doc;
    for (uint32_t i = 0; i < doc->n_times; i++) {
        const struct cs_time *t = &doc->times[i];
        if (t->relative_to_event || !places(doc, t) ||
            (i > 0 && ends_stretch(doc, i - 1)))
            continue;
        if (is_rank(doc, t) || is_filed(doc, t))
            continue;
        offer(w, governor(w, t), i);
        const uint32_t then = clause_of_then(doc, t);
        offer(w, then, i);
        if (then != CS_NONE && cs_has_child(doc, then, CS_REL_NSUBJ))
            give_at(w, cs_child(doc, then, CS_REL_NSUBJ), i, WAY_PASSED, 0);
    }
}

/* --- what a time comes to ------------------------------------------------ */

/* "for three days from 3 May": how many days more than the first. */
static int32_t days_before(const struct cs_doc *doc, uint32_t time)
{
    static const char *const from[] = { "from", "starting", "beginning" };
    if (time == 0 || doc->times[time].precision != CS_PRECISION_DAY)
        return 0;
    const struct cs_time *t = &doc->times[time], *length = t - 1;
    const uint32_t gap = t->tok_b - length->tok_e;
    const size_t n = length->value.n;
    const char *const v = length->value.p;
    if (length->type != CS_TIME_DURATION || length->has_days || gap < 1 ||
        gap > 2 || !IN_LIST(doc->tokens[length->tok_e].norm, from) || n < 3 ||
        n > 4 || v[0] != 'P' || (v[n - 1] != 'D' && v[n - 1] != 'W'))
        return 0;
    int32_t count = 0;
    for (size_t i = 1; i + 1 < n; i++) {
        if (v[i] < '0' || v[i] > '9')
            return 0;
        count = count * 10 + v[i] - '0';
    }
    return count * (v[n - 1] == 'W' ? 7 : 1) - 1;
}

/* Rule A6: "since 20 August" lasts to publication. */
static struct cs_days stretched(const struct cs_doc *doc, uint32_t time,
                                uint32_t event_tok)
{
    const struct cs_time *t = &doc->times[time];
    struct cs_days days = t->days;
    const struct cs_str word = lead(doc, t);
    const int32_t pub = doc->meta.published_day;
    /* "since March, when a man was shot": he was shot in March */
    if (cs_str_is(word, "since") && pub != CS_DAY_UNKNOWN && pub >= days.from &&
        clause_of_then(doc, t) != event_tok)
        days.to = pub + 1;
    if (ends_stretch(doc, time)) {
        days.to = t[1].days.to;
        /* "from Monday until Wednesday", both past */
        if (t->precision == CS_PRECISION_DAY && pub != CS_DAY_UNKNOWN &&
            days.from <= pub && days.to > pub + 1 && days.to - days.from > 7)
            days.to -= 7;
    } else
        days.to += days_before(doc, time);
    return days;
}

static bool add_why(struct work *w, struct cs_event *event, struct cs_str text,
                    struct cs_span span)
{
    struct cs_reason *why =
        cs_arena_push(w->doc->arena, &event->why, &event->n_why,
                      &event->cap_why, sizeof *event->why);
    if (why == NULL) {
        w->full = true;
        return false;
    }
    *why = (struct cs_reason){ CS_FIELD_WHEN, text, span };
    return true;
}

/* a, b and c joined in the arena; .p NULL past the cap. */
static struct cs_str joined(struct work *w, struct cs_str a, const char *b,
                            struct cs_str c)
{
    const size_t n = strlen(b);
    char *out = cs_arena_alloc(w->doc->arena, a.n + n + c.n + 1);
    if (out == NULL) {
        w->full = true;
        return (struct cs_str){ NULL, 0 };
    }
    if (a.n > 0)
        memcpy(out, a.p, a.n);
    memcpy(out + a.n, b, n);
    if (c.n > 0)
        memcpy(out + a.n + n, c.p, c.n);
    return (struct cs_str){ out, a.n + n + c.n };
}

static void settle(struct work *w)
{
    struct cs_doc *doc = w->doc;
    for (uint32_t e = 0; e < doc->n_events; e++) {
        struct cs_event *event = &doc->events[e];
        if (w->time_of[e] == CS_NONE || event->when.known)
            continue;
        const struct cs_time *t = &doc->times[w->time_of[e]];
        event->when = (struct cs_when){
            .known = true,
            .days = stretched(doc, w->time_of[e], event->tok),
            .precision = t->precision,
            .span = t->span,
        };
        if (!add_why(w, event, t->why, t->span))
            return;
    }
}

/* --- distances between events (A3, A4) ----------------------------------- */

/* The unit of a length's value: its last letter. */
static char unit_letter(const struct cs_time *t)
{
    return t->value.n > 0 ? t->value.p[t->value.n - 1] : 'D';
}

/* The day, week, month or year that holds `day`, as fine as a distance in
 * that unit can tell. */
static void fill_when(struct cs_when *when, int32_t day, char unit)
{
    struct cs_date d = cs_date_of(day);
    when->known = true;
    switch (unit) {
    case 'M':
        d.day = 1;
        when->days.from = cs_day_of(d);
        when->days.to = when->days.from + cs_days_in_month(d.year, d.month);
        when->precision = CS_PRECISION_MONTH;
        return;
    case 'Y':
        when->days.from = cs_day_of((struct cs_date){ d.year, 1, 1 });
        when->days.to = cs_day_of((struct cs_date){ d.year + 1, 1, 1 });
        when->precision = CS_PRECISION_YEAR;
        return;
    default:
        when->days = (struct cs_days){ day, day + 1 };
        when->precision = CS_PRECISION_DAY;
        return;
    }
}

/* The last day named before a time, in the few sentences before it. */
static uint32_t reference_time(const struct cs_doc *doc, uint32_t time)
{
    const uint32_t here = doc->tokens[doc->times[time].tok_b].sentence;
    for (uint32_t i = time; i-- > 0;) {
        const struct cs_time *t = &doc->times[i];
        if (here - doc->tokens[t->tok_b].sentence > REFERENCE_REACH)
            return CS_NONE;
        if (t->has_days && t->precision == CS_PRECISION_DAY &&
            !t->relative_to_event &&
            (t->type == CS_TIME_DATE || t->type == CS_TIME_TIME))
            return i;
    }
    return CS_NONE;
}

/* The day of the thing that is told to lie N days after another. */
static bool told_day(const struct work *w, uint32_t time, uint32_t over,
                     int32_t *day, struct cs_str *name)
{
    const struct cs_doc *doc = w->doc;
    *name = (struct cs_str){ NULL, 0 };
    if (over == CS_NONE)
        return false;
    *name = doc->tokens[over].norm;
    for (uint32_t e = w->event_at[over]; e != CS_NONE; e = w->event_next[e]) {
        const struct cs_when *when = &doc->events[e].when;
        if (when->known && when->precision == CS_PRECISION_DAY) {
            *day = when->days.from;
            return true;
        }
    }
    /* "A year after gunmen raided the village, he still bolts the door" */
    if (w->verb_time[over] == CS_NONE && cs_is_verb(doc, over) &&
        (doc->tokens[over].morph & CS_MORPH_PRES) != 0 &&
        (doc->tokens[over].morph & CS_MORPH_FIN) != 0 &&
        doc->meta.published_day != CS_DAY_UNKNOWN) {
        *day = doc->meta.published_day;
        return true;
    }
    uint32_t t = w->verb_time[over];
    if (t == CS_NONE) {
        const uint32_t subject = cs_subject(doc, over);
        if (is_event(w, over) || subject == CS_NONE)
            return false;
        /* "The statement came a day after": the day last spoken of. */
        *name = doc->tokens[subject].norm;
        t = reference_time(doc, time);
    }
    if (t == CS_NONE)
        return false;
    *day = doc->times[t].days.from;
    return true;
}

/* Date the events at one word, if they have no date. */
static void date_events(struct work *w, uint32_t tok, int32_t day,
                        const struct cs_time *t, struct cs_str name)
{
    struct cs_doc *doc = w->doc;
    for (uint32_t e = w->event_at[tok]; e != CS_NONE; e = w->event_next[e]) {
        struct cs_event *event = &doc->events[e];
        if (event->when.known)
            continue;
        char text[11];
        fill_when(&event->when, day, unit_letter(t));
        event->when.span = t->span;
        cs_day_format(event->when.days.from, text);
        const struct cs_str words =
            joined(w, cs_doc_text(doc, t->span), " <- ", name);
        const struct cs_str why =
            joined(w, words, " puts it at ", (struct cs_str){ text, 10 });
        if (w->full || !add_why(w, event, why, t->span))
            return;
    }
}

/* The anchoring word, and the words of its clause that are the same thing:
 * "after a strike killed a leader" speaks of strike and killing. */
static void date_anchor(struct work *w, uint32_t anchor, int32_t day,
                        const struct cs_time *t, struct cs_str name)
{
    const struct cs_doc *doc = w->doc;
    date_events(w, anchor, day, t, name);
    CS_EACH_CHILD(doc, anchor, c) {
        const uint8_t rel = doc->tokens[c].deprel;
        if (rel == CS_REL_NSUBJ || rel == CS_REL_NSUBJ_PASS ||
            (rel == CS_REL_OBJ && !cs_tells(doc, anchor)))
            date_events(w, c, day, t, name);
    }
}

/* "the day after the killings": the day of the like that was told before. */
static bool told_before(const struct work *w, uint32_t anchor, int32_t *day)
{
    enum { NEAR = 3, LOOK_BACK = 20 };
    const struct cs_doc *doc = w->doc;
    const uint32_t det = cs_child(doc, anchor, CS_REL_DET_REL);
    if (!is_event(w, anchor) || det == CS_NONE ||
        !cs_str_is(doc->tokens[det].norm, "the"))
        return false;
    const uint32_t at = w->event_at[anchor];
    for (uint32_t e = at; e-- > 0 && at - e < LOOK_BACK;) {
        const struct cs_event *before = &doc->events[e];
        if (doc->events[at].sentence - before->sentence > NEAR)
            return false;
        if (before->type == doc->events[at].type && before->when.known &&
            before->when.precision == CS_PRECISION_DAY &&
            before->sentence != doc->events[at].sentence) {
            *day = before->when.days.from;
            return true;
        }
    }
    return false;
}

/* Day of a dated event at a word or under it, with that word's name. */
static bool anchor_day(const struct work *w, uint32_t anchor, int32_t *day)
{
    const struct cs_doc *doc = w->doc;
    for (uint32_t e = w->event_at[anchor]; e != CS_NONE; e = w->event_next[e]) {
        if (doc->events[e].when.known &&
            doc->events[e].when.precision == CS_PRECISION_DAY) {
            *day = doc->events[e].when.days.from;
            return true;
        }
    }
    if (w->verb_time[anchor] != CS_NONE) {
        *day = doc->times[w->verb_time[anchor]].days.from;
        return true;
    }
    return told_before(w, anchor, day);
}

static bool day_in_range(int32_t day)
{
    return day > -300000 && day < 2000000;
}

/* The event or verb that lies N days after the anchor: the first above the
 * time, past the anchor itself, which trees often put between. */
static uint32_t told_word(const struct work *w, const struct cs_time *t)
{
    const struct cs_doc *doc = w->doc;
    uint32_t tok = time_head(doc, t);
    for (int i = 0; i < CLIMB; i++) {
        tok = doc->tokens[tok].head;
        if (tok == CS_NONE)
            return CS_NONE;
        if (!within(t, tok) && !cs_under(doc, tok, t->anchor_tok) &&
            (is_event(w, tok) || cs_is_verb(doc, tok)))
            return tok;
    }
    return CS_NONE;
}

/* Rules A3 and A4: told = anchor + shift; whichever side is known dates the
 * other. */
static void resolve_distances(struct work *w)
{
    struct cs_doc *doc = w->doc;
    for (uint32_t i = 0; i < doc->n_times && !w->full; i++) {
        const struct cs_time *t = &doc->times[i];
        if (!t->relative_to_event || t->anchor_tok == CS_NONE ||
            t->anchor_tok >= doc->n_tokens)
            continue;
        const uint32_t over = told_word(w, t);
        int32_t day;
        struct cs_str name;
        if (over != CS_NONE && anchor_day(w, t->anchor_tok, &day)) {
            if (day_in_range(day) && is_event(w, over))
                date_events(w, over, day + t->shift_days, t,
                            doc->tokens[t->anchor_tok].norm);
        } else if (told_day(w, i, over, &day, &name) && day_in_range(day)) {
            date_anchor(w, t->anchor_tok, day - t->shift_days, t, name);
        }
    }
}

/* --- parts told with a dated event (A5) ---------------------------------- */

/* Does the time stand before both, so that it frames them? */
static bool fronted(const struct cs_doc *doc, const struct cs_event *over,
                    const struct cs_event *part)
{
    const struct cs_span s = over->when.span;
    return s.e > s.b && s.e <= over->trigger.b && s.e <= part->trigger.b &&
           doc->sentences[part->sentence].span.b <= s.b;
}

/* Acts, not words. */
static bool is_material(const struct cs_event *e)
{
    const enum cs_quad quad = cs_quad_of(e->type);
    return quad == CS_MATERIAL_COOPERATION || quad == CS_MATERIAL_CONFLICT;
}

/* "140 were killed and 800 injured on Sunday" */
static bool is_joined_toll(const struct cs_event *over,
                           const struct cs_event *part)
{
    return over->type == CS_ASSAULT && part->type == CS_ASSAULT &&
           over->n_actors == 0 && part->n_actors == 0;
}

/* "for their role in the suppression": of another time. */
static bool is_role(const struct cs_doc *doc, uint32_t tok)
{
    static const char *const roles[] = { "role", "part", "involvement",
                                         "complicity", "participation" };
    const uint32_t up = doc->tokens[tok].head;
    return up != CS_NONE && IN_LIST(doc->tokens[up].lemma, roles);
}

/* Does `part`, which reaches `over` through token `link`, share its day? */
static bool shares(const struct work *w, const struct cs_event *over,
                   const struct cs_event *part, uint32_t link)
{
    static const char *const together[] = { "when", "while", "as" };
    static const char *const framed[] = { "after", "before", "because" };
    const struct cs_doc *doc = w->doc;
    struct cs_str mark;
    switch (doc->tokens[link].deprel) {
    case CS_REL_ACL:
    case CS_REL_ACL_RELCL:
        return cs_is_verb(doc, link) &&
               (alike(part, over) || part->status == CS_POSSIBLE);
    case CS_REL_ADVCL:
    case CS_REL_ADVCL_RELCL:
        if (!alike(part, over))
            return false;
        mark = clause_mark(doc, link);
        return mark.n == 0 || IN_LIST(mark, together) ||
               (fronted(doc, over, part) && IN_LIST(mark, framed));
    case CS_REL_CONJ:
        /* "stopped a lorry on Friday and detained the driver" */
        return alike(part, over) && cs_is_verb(doc, link) &&
               (fronted(doc, over, part) || is_joined_toll(over, part) ||
                (!has_subject(doc, link) && is_material(over) &&
                 is_material(part)));
    case CS_REL_OBL:
    case CS_REL_OBL_AGENT:
    case CS_REL_NMOD:
    case CS_REL_NSUBJ:
    case CS_REL_NSUBJ_PASS:
        /* "agreed on the lists at talks in Amman in August" */
        if (is_setting(doc, part->tok) && !is_role(doc, part->tok) &&
            alike(part, over) && (is_material(over) || over->type == CS_AGREE))
            return true;
        /* "twelve died in an attack", "the attack killed twelve" */
        return over->type == CS_ASSAULT && part->type == CS_ASSAULT &&
               link == part->tok;
    default:
        return false;
    }
}

/* Takes the day of `from`, noting why. */
static void take(struct work *w, struct cs_event *part,
                 const struct cs_event *from)
{
    struct cs_doc *doc = w->doc;
    part->when = from->when;
    const struct cs_str words =
        joined(w, cs_doc_text(doc, from->trigger), " <- ",
               cs_doc_text(doc, part->when.span));
    const struct cs_str why = joined(w, CS_STR("with "), "", words);
    if (!w->full)
        add_why(w, part, why, part->when.span);
}

/* "Fourteen were killed as forces launched an operation on Sunday" */
static void share_meanwhile(struct work *w)
{
    struct cs_doc *doc = w->doc;
    for (uint32_t e = 0; e < doc->n_events && !w->full; e++) {
        struct cs_event *over = &doc->events[e];
        if (over->when.known || over->tok >= doc->n_tokens ||
            !cs_is_verb(doc, over->tok) || !is_material(over))
            continue;
        CS_EACH_CHILD(doc, over->tok, c) {
            if (!at_the_same_time(doc, c))
                continue;
            const uint32_t obj = cs_child(doc, c, CS_REL_OBJ);
            const uint32_t told = is_event(w, c) ? c
                                  : obj != CS_NONE && is_event(w, obj)
                                      ? obj
                                      : CS_NONE;
            const struct cs_event *part =
                told == CS_NONE ? NULL : &doc->events[w->event_at[told]];
            if (part != NULL && part->when.known && alike(part, over)) {
                take(w, over, part);
                break;
            }
        }
    }
}

/* "Militants who stormed a hotel on Friday took hostages": of one kind, and
 * nothing else dates the second. */
static void share_subject(struct work *w)
{
    struct cs_doc *doc = w->doc;
    for (uint32_t e = 0; e < doc->n_events && !w->full; e++) {
        struct cs_event *over = &doc->events[e];
        const uint32_t subj = over->tok < doc->n_tokens
                                  ? cs_child(doc, over->tok, CS_REL_NSUBJ)
                                  : CS_NONE;
        if (over->when.known || subj == CS_NONE ||
            (over->type != CS_ASSAULT && over->type != CS_CONSULT))
            continue;
        CS_EACH_CHILD(doc, subj, c) {
            if (doc->tokens[c].deprel != CS_REL_ACL_RELCL || !is_event(w, c))
                continue;
            const struct cs_event *told = &doc->events[w->event_at[c]];
            if (told->when.known && told->type == over->type &&
                alike(told, over) && told->when.precision == CS_PRECISION_DAY) {
                take(w, over, told);
                break;
            }
        }
    }
}

/* "the attack on a school on Friday, which reportedly killed two" */
static void share_tolls(struct work *w)
{
    struct cs_doc *doc = w->doc;
    for (uint32_t e = 0; e < doc->n_events && !w->full; e++) {
        struct cs_event *toll = &doc->events[e];
        uint32_t up[CS_RELATIVE_NOUNS];
        if (toll->when.known || toll->type != CS_ASSAULT ||
            toll->tok >= doc->n_tokens)
            continue;
        const uint32_t n = cs_relative_nouns(doc, toll->tok, up);
        for (uint32_t i = 0; i < n; i++) {
            const uint32_t o =
                is_event(w, up[i]) ? w->event_at[up[i]] : CS_NONE;
            if (o == CS_NONE || doc->events[o].type != CS_ASSAULT ||
                !doc->events[o].when.known)
                continue;
            take(w, toll, &doc->events[o]);
            break;
        }
    }
}

/* The dated event above a part, through words that are no events; *link is
 * the word below it. CS_NONE: none. */
static uint32_t event_above(const struct work *w, uint32_t tok, uint32_t *link)
{
    const struct cs_doc *doc = w->doc;
    for (int i = 0; i < CLIMB; i++) {
        const uint32_t over = doc->tokens[tok].head;
        *link = tok;
        if (over == CS_NONE)
            return CS_NONE;
        if (is_event(w, over)) {
            const uint32_t e = w->event_at[over];
            return doc->events[e].when.known ? e : CS_NONE;
        }
        /* A clause of its own, with or without a time, is not passed; a
         * light verb ("came under fire") is. */
        const uint8_t rel = doc->tokens[tok].deprel;
        /* "a march which ended with the arrest of two" */
        const bool ends = rel == CS_REL_ACL_RELCL &&
                          (cs_str_is(doc->tokens[tok].lemma, "end") ||
                           cs_str_is(doc->tokens[tok].lemma, "result"));
        if ((!ends && rel != CS_REL_OBJ && rel != CS_REL_XCOMP &&
             rel != CS_REL_OBL && rel != CS_REL_CONJ && rel != CS_REL_NMOD) ||
            w->verb_time[over] != CS_NONE || cs_tells(doc, over))
            return CS_NONE;
        tok = over;
    }
    return CS_NONE;
}

/* "rallied in Sarwan and others staged a walkout in Nord on Friday": the day
 * at the end is that of both, where the second goes on with the first. */
static void share_back(struct work *w)
{
    static const char *const others[] = { "others", "another", "some", "more" };
    struct cs_doc *doc = w->doc;
    for (uint32_t e = 0; e < doc->n_events && !w->full; e++) {
        struct cs_event *first = &doc->events[e];
        if (first->when.known || first->tok >= doc->n_tokens ||
            !cs_is_verb(doc, first->tok) || !is_material(first))
            continue;
        CS_EACH_CHILD(doc, first->tok, c) {
            if (doc->tokens[c].deprel != CS_REL_CONJ || !is_event(w, c))
                continue;
            const struct cs_event *second = &doc->events[w->event_at[c]];
            const uint32_t subject = cs_child(doc, c, CS_REL_NSUBJ);
            const bool goes_on = !has_subject(doc, c) ||
                                 (subject != CS_NONE &&
                                  IN_LIST(doc->tokens[subject].norm, others));
            if (goes_on && second->when.known && is_material(second) &&
                alike(first, second) &&
                second->when.span.b > second->trigger.e) {
                take(w, first, second);
                break;
            }
        }
    }
}

static void share(struct work *w)
{
    struct cs_doc *doc = w->doc;
    for (uint32_t e = 0; e < doc->n_events && !w->full; e++) {
        struct cs_event *part = &doc->events[e];
        uint32_t link;
        if (part->when.known || part->tok >= doc->n_tokens)
            continue;
        const uint32_t o = event_above(w, part->tok, &link);
        if (o == CS_NONE || o == e || !shares(w, &doc->events[o], part, link))
            continue;
        take(w, part, &doc->events[o]);
    }
}

/* --- times without days (A10) -------------------------------------------- */

/* "for three days", "every Friday", "on Friday" of an unknown week: the
 * wording is kept, with no days. */
static void keep_wording(struct work *w, uint32_t event, uint32_t time)
{
    struct cs_event *e = &w->doc->events[event];
    const struct cs_time *t = &w->doc->times[time];
    if (e->when.known || e->when.span.e > e->when.span.b)
        return;
    e->when.span = t->span;
    add_why(w, e,
            t->type == CS_TIME_SET ? CS_STR("it was more than once")
            : t->type == CS_TIME_DURATION
                ? CS_STR("so long it was, the report does not say when")
                : CS_STR("which day that is the report does not say"),
            t->span);
}

static void keep_wordings(struct work *w)
{
    const struct cs_doc *doc = w->doc;
    for (uint32_t i = 0; i < doc->n_times && !w->full; i++) {
        const struct cs_time *t = &doc->times[i];
        if ((t->has_days && t->type != CS_TIME_SET) || t->relative_to_event)
            continue;
        uint32_t over = governor(w, t);
        if (over == CS_NONE)
            continue;
        if (!is_event(w, over) && !cs_tells(doc, over)) {
            const uint32_t obj = cs_child(doc, over, CS_REL_OBJ);
            if (obj != CS_NONE && is_event(w, obj))
                over = obj;
        }
        for (uint32_t e = w->event_at[over]; e != CS_NONE; e = w->event_next[e])
            keep_wording(w, e, i);
    }
}

/* --- the stage ----------------------------------------------------------- */

static uint32_t *filled(struct cs_doc *doc, uint32_t n, uint32_t value)
{
    uint32_t *out = cs_arena_alloc(doc->arena, (n + 1) * sizeof *out);
    for (uint32_t i = 0; out != NULL && i < n; i++)
        out[i] = value;
    return out;
}

enum casus_status cs_times_anchor(struct cs_doc *doc, struct casus_error *err)
{
    struct work w = { .doc = doc };
    doc->layers |= CS_LAYER_WHEN;
    if (doc->n_events == 0 || doc->n_times == 0)
        return CASUS_OK;
    w.event_at = filled(doc, doc->n_tokens, CS_NONE);
    w.verb_time = filled(doc, doc->n_tokens, CS_NONE);
    w.event_next = filled(doc, doc->n_events, CS_NONE);
    w.time_of = filled(doc, doc->n_events, CS_NONE);
    w.cost = filled(doc, doc->n_events, NO_COST);
    if (w.event_at == NULL || w.verb_time == NULL || w.event_next == NULL ||
        w.time_of == NULL || w.cost == NULL)
        return cs_fail(err, CASUS_ENOMEM, 0, "when: out of arena");
    for (uint32_t e = doc->n_events; e-- > 0;) {
        const uint32_t tok = doc->events[e].tok;
        if (tok >= doc->n_tokens)
            continue;
        w.event_next[e] = w.event_at[tok];
        w.event_at[tok] = e;
    }
    offer_times(&w);
    settle(&w);
    resolve_distances(&w);
    share_meanwhile(&w);
    share(&w);
    share_back(&w);
    share_subject(&w);
    share_tolls(&w);
    resolve_distances(&w); /* what sharing has dated may date more */
    keep_wordings(&w);
    if (w.full)
        return cs_fail(err, CASUS_ENOMEM, 0, "when: out of arena");
    return CASUS_OK;
}
