#include "meaning/considered.h"

#include "meaning/tree.h"

enum { CLIMB = 12 };

/* The word of a run that hangs on a word outside it. */
static uint32_t head_of(const struct cs_doc *doc, uint32_t b, uint32_t e)
{
    for (uint32_t i = b; i < e; i++) {
        const uint32_t head = doc->tokens[i].head;
        if (head == CS_NONE || head < b || head >= e)
            return i;
    }
    return b;
}

static const struct cs_event *event_at(const struct cs_doc *doc, uint32_t tok)
{
    for (uint32_t i = 0; i < doc->n_events; i++) {
        if (doc->events[i].tok == tok)
            return &doc->events[i];
    }
    return NULL;
}

/* Is the word part of the event's trigger? */
static bool in_trigger(const struct cs_doc *doc, const struct cs_event *e,
                       uint32_t tok)
{
    return doc->tokens[tok].span.b >= e->trigger.b &&
           doc->tokens[tok].span.e <= e->trigger.e;
}

/* The first trigger or verb above `tok`, CS_NONE for none. */
static uint32_t hangs_on(const struct cs_doc *doc, uint32_t tok)
{
    for (int i = 0; i < CLIMB; i++) {
        tok = doc->tokens[tok].head;
        if (tok == CS_NONE || cs_is_verb(doc, tok) ||
            event_at(doc, tok) != NULL)
            return tok;
    }
    return CS_NONE;
}

/* What the run hangs on, told: of another event, of another word, or of this
 * event itself, for which `own` is the reason. */
static const char *told_of(const struct cs_doc *doc,
                           const struct cs_event *event, uint32_t head,
                           const char *other, const char *own,
                           struct cs_span *word)
{
    const uint32_t over = hangs_on(doc, head);
    if (over == CS_NONE || in_trigger(doc, event, over))
        return own;
    const struct cs_event *e = event_at(doc, over);
    *word = e != NULL ? e->trigger : doc->tokens[over].span;
    return e != NULL ? other : "it is told with";
}

/* Why the event did not take this time; false where there is nothing to tell:
 * another sentence, the one taken. */
static bool time_lost(const struct cs_doc *doc, const struct cs_event *event,
                      uint32_t time, const char **why, struct cs_span *word)
{
    static const char *const bounds[] = { "before", "after", "until", "till",
                                          "by",     "than",  "past",  NULL };
    const struct cs_time *t = &doc->times[time];
    const struct cs_span taken = event->when.span;
    *word = (struct cs_span){ 0, 0 };
    if (doc->tokens[t->tok_b].sentence != event->sentence ||
        (taken.b < t->span.e && t->span.b < taken.e))
        return false;
    const uint32_t head = head_of(doc, t->tok_b, t->tok_e);
    const uint32_t prep = cs_preposition(doc, head);
    if (t->type == CS_TIME_SET)
        *why = "a repetition has no day";
    else if (t->relative_to_event)
        *why = "it counts from another event";
    else if (!t->has_days)
        *why = t->type == CS_TIME_DURATION ? "a length of time has no day"
                                           : "its day is not known";
    else if (prep != CS_NONE && cs_str_in(doc->tokens[prep].norm, bounds))
        *why = "it only bounds the time";
    else
        *why = told_of(doc, event, head, "it is the time of",
                       event->when.known ? "another is more exact"
                                         : "nothing says that it was then",
                       word);
    return true;
}

static bool place_lost(const struct cs_doc *doc, const struct cs_event *event,
                       uint32_t place, const char **why, struct cs_span *word)
{
    static const char *const ways[] = { "from", "to",      "toward", "towards",
                                        "with", "between", NULL };
    const struct cs_place *p = &doc->places[place];
    const struct cs_place *taken =
        event->place == CS_NONE ? NULL : &doc->places[event->place];
    *word = (struct cs_span){ 0, 0 };
    if (p->again || p->tok_b >= p->tok_e ||
        doc->tokens[p->tok_b].sentence != event->sentence ||
        (taken != NULL &&
         (taken == p ||
          (taken->span.b < p->span.e && p->span.b < taken->span.e) ||
          (taken->geonames != 0 && taken->geonames == p->geonames))))
        return false;
    const uint32_t head = head_of(doc, p->tok_b, p->tok_e);
    const uint32_t prep = cs_preposition(doc, head);
    const uint8_t rel = doc->tokens[head].deprel;
    if (taken != NULL && memcmp(taken->country, p->country, 4) == 0 &&
        p->precision > taken->precision && p->precision >= CS_PLACE_ADMIN2)
        *why = "it is less exact";
    else if (p->precision == CS_PLACE_COUNTRY &&
             (rel == CS_REL_COMPOUND || rel == CS_REL_AMOD ||
              rel == CS_REL_NMOD_POSS || rel == CS_REL_NSUBJ))
        *why = "it says who or whose, not where";
    else if (prep != CS_NONE && cs_str_in(doc->tokens[prep].norm, ways))
        *why = "it is a way or a side, not where";
    else
        *why = told_of(doc, event, head, "it is the place of",
                       taken != NULL ? "another stands nearer"
                                     : "nothing says that it was there",
                       word);
    return true;
}

/* The first of an array in text order that ends behind a sentence's begin. */
static uint32_t first_time(const struct cs_doc *doc, uint32_t tok)
{
    uint32_t lo = 0, hi = doc->n_times;
    while (lo < hi) {
        const uint32_t mid = lo + (hi - lo) / 2;
        if (doc->times[mid].tok_e <= tok)
            lo = mid + 1;
        else
            hi = mid;
    }
    return lo;
}

static bool put(struct cs_doc *doc, struct cs_lost lost)
{
    struct cs_lost *out = CS_PUSH(doc, lost);
    if (out == NULL)
        return false;
    *out = lost;
    return true;
}

enum casus_status cs_considered_find(struct cs_doc *doc,
                                     struct casus_error *err)
{
    bool room = true;
    doc->n_lost = 0; /* asked again */
    for (uint32_t e = 0; e < doc->n_events && room; e++) {
        const struct cs_event *event = &doc->events[e];
        const struct cs_sentence *s = &doc->sentences[event->sentence];
        struct cs_lost lost = { .event = e, .field = CS_FIELD_WHEN };
        for (uint32_t i = first_time(doc, s->tok_b);
             i < doc->n_times && doc->times[i].tok_b < s->tok_e && room; i++) {
            lost.span = doc->times[i].span;
            if (time_lost(doc, event, i, &lost.why, &lost.word))
                room = put(doc, lost);
        }
        lost.field = CS_FIELD_WHERE;
        for (uint32_t i = 0; i < doc->n_places && room; i++) {
            lost.span = doc->places[i].span;
            if (place_lost(doc, event, i, &lost.why, &lost.word))
                room = put(doc, lost);
        }
    }
    return room ? CASUS_OK
                : cs_fail(err, CASUS_ENOMEM, 0,
                          "report too large for the memory cap");
}
